"""How is somebody told something that is no letter of the policy?

A notice is automatic: a receipt with its tracking link, a copy to staff, word that a letter failed. Its
words stand in one plain-text template: the first line is the subject, the rest are its paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from redress import jobs, policies
from redress.accounts.actors import actor_for, covering_today
from redress.accounts.models import Council, Staff
from redress.cases import find
from redress.cases.bars import barred
from redress.cases.models import Case
from redress.correspondence.about_you import placeholder
from redress.correspondence.blocks import paragraphs
from redress.correspondence.compose import rendered
from redress.correspondence.formats import ORDINARY, Format
from redress.correspondence.message_ids import message_id
from redress.correspondence.models import Delivery, Message
from redress.correspondence.secret_links import LINK
from redress.correspondence.wordings.notices import around


def notify(
    case: Case,
    to_email: str,
    template: str,
    context: Mapping[str, object],
    key: str,
    *,
    to_name: str = "",
    link: str = "",
    fit: Format = ORDINARY,
) -> Message | None:
    """Send a notice, inside the caller's transaction; nothing where there is no e-mail address.

    ``template`` names ``correspondence/notices/<template>.txt``, or is a path of its own ending in ``.txt``.
    It also knows ``council``, ``reference`` and, where a secret ``link`` (an absolute address) is given,
    ``link`` and ``about_you``: which the message keeps only until it has gone. ``fit`` is the format that its reader
    needs. The same key, template and address again change nothing.
    """
    to = To(case.council_id, to_email, to_name, case=case)
    return _sent(to, template, {**context, "reference": case.reference}, key, link=link, fit=fit)


def tell_whoever_has_it(case: Case, template: str, context: Mapping[str, object], key: str) -> Message | None:
    """Send a notice to whoever has a case; to the council's own address where nobody has it.

    Whoever is kept away from a case hears nothing of it. While somebody is away, their cover hears it: the notice that
    is given is the first that went.
    """
    owner = case.owner
    if owner is None or not owner.is_active or owner.actor_id in barred(case):
        return notify(case, policies.current(case.council_id).council.complaints_email, template, context, key)
    sent = [notify(case, each.email, template, context, key, to_name=each.name) for each in heard_by(case, owner)]
    return sent[0]


def heard_by(case: Case, person: Staff) -> list[Staff]:
    """Who hears of a case where this officer is to: those who cover for them today and may see it, or they."""
    today = timezone.localdate()
    covering = [each for each in covering_today([person], today) if _may_see(each, case, person, today)]
    return covering or [person]


def _may_see(cover: Staff, case: Case, absent: Staff, today: date) -> bool:
    actor = actor_for(cover, today, covering_for=absent)
    return find.visible_to(actor, case.council_id, on=today).filter(pk=case.pk).exists()


def answer(
    council: Council | str,
    to_email: str,
    template: str,
    context: Mapping[str, object],
    key: str,
    *,
    to_name: str = "",
    answers: str = "",
) -> Message | None:
    """Send somebody whose e-mail belongs to no case yet a notice, as :func:`notify` does.

    ``answers`` is the message id of their e-mail: what is sent says that a programme answers it.
    """
    council_id = council.pk if isinstance(council, Council) else council
    return _sent(To(council_id, to_email, to_name, answers=answers), template, context, key)


@dataclass(frozen=True, slots=True)
class To:
    """Whom a notice goes to, and what about."""

    council_id: str
    email: str
    name: str
    case: Case | None = None
    answers: str = ""


def _sent(
    to: To, template: str, context: Mapping[str, object], key: str, *, link: str = "", fit: Format = ORDINARY
) -> Message | None:
    if not to.email:
        return None
    known = Message.objects.filter(key=key, template=template, to_email=to.email).first()
    if known is not None:
        return known
    policy = policies.current(to.council_id)
    council = policy.council
    path = template if template.endswith(".txt") else f"correspondence/notices/{template}.txt"
    secrets = {"link": LINK if link else "", "about_you": placeholder(policy, link)}
    words = render_to_string(path, {**context, **secrets, "council": council})
    subject, _line, body = words.strip().partition("\n")
    before, after = around(template, policy, str(context.get("reference", "")))
    told = {"council": council, "subject": subject.strip(), "parts": (*before, *paragraphs(body), *after), "fit": fit}
    html, text = rendered("correspondence/notice", told, council)
    message = Message.objects.create(
        council_id=to.council_id,
        case=to.case,
        key=key,
        template=template,
        to_name=to.name,
        to_email=to.email,
        subject=subject.strip(),
        html=html,
        text=text,
        link=link,
        answers=to.answers,
        message_id=message_id(to.council_id),
    )
    jobs.enqueue("deliver-notice", {"message": message.pk}, key=f"message-{message.pk}", council=to.council_id)
    return message


def messages_of(case: Case) -> list[Message]:
    """The notices of a case, oldest first."""
    return list(Message.objects.filter(case=case).order_by("id"))


def not_delivered(cases: QuerySet[Case]) -> QuerySet[Message]:
    """Of the cases that somebody may see, the notices that could not be delivered, oldest first."""
    return Message.objects.filter(case__in=cases, state=Delivery.FAILED).select_related("case").order_by("id")
