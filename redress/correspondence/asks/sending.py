"""What leaves when somebody is asked, or reminded, and may it leave as it stands?

The words go by e-mail with a secret link, or by post with a code. One door: :func:`send` has them looked at, and
refuses what blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from redress import policies
from redress.accounts.actors import actor_for
from redress.cases.find import knows_identity
from redress.correspondence.asks.asking import EMAIL, LETTER, enclosed_with
from redress.correspondence.asks.links import answer_is_owed, new_code, new_link, where_codes_go
from redress.correspondence.checking.asked import Question, looked_at
from redress.correspondence.checking.concerns import Concern
from redress.correspondence.formats import ORDINARY, Format, email_for_notices, format_of, in_their_language
from redress.correspondence.models import Ask, AskKind, Letter, Message
from redress.correspondence.notices import notify
from redress.correspondence.posted_notices import post_notice
from redress.correspondence.said import said
from redress.records import people
from redress.records.models import Party
from redress.rules.actors import Actor
from redress.rules.policy import AskMessage, Policy
from redress.rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out: a letter or a message, and what the check found of its words.

    ``unfit``: why it could not go to its reader as it stands, where it was only looked at.
    """

    letter: Letter | None = None
    message: Message | None = None
    concerns: tuple[Concern, ...] = ()
    unfit: Refused | None = None


def send(ask: Ask, *, policy: Policy, by: Actor, key: str, looking: bool = False) -> Sent | None:
    """Send the questions, in the caller's transaction; none where there is no way to whoever is asked.

    Raises Refused for what the check blocks, and where the reader needs what is not there; neither while somebody is
    only ``looking``, and is shown what was found.
    """
    message = policy.asks.message(ask.kind) if policy.asks else None
    assert message is not None, "the page is there only where the policy has words for them"
    concerns = checked(ask, policy, suggesting=looking)
    fit = _format(ask)
    if not looking:
        _must_be_fit(concerns, fit)
        ask.warned = [{"code": each.code, "where": each.where} for each in concerns]
        ask.save(update_fields=["warned"])
    told = {"concerns": concerns, "unfit": fit.refused}
    if ask.party is None:
        gone = _by_email(ask, ask.to_email, _told(ask, message), key=key, fit=fit)
        return Sent(message=gone, **told) if gone is not None else None
    with in_their_language(ask.party):
        if ask.way == LETTER:
            letter = _by_post(ask, message, by=by, key=key, looking=looking)
            return Sent(letter=letter, **told) if letter is not None else None
        gone = _by_email(ask, _email_of(ask.party, fit), {**_told(ask, message), **_beside(ask, fit)}, key=key, fit=fit)
        return Sent(message=gone, **told) if gone is not None else None


def checked(ask: Ask, policy: Policy, *, suggesting: bool = True) -> tuple[Concern, ...]:
    """What is the matter with the questions as they would go now."""
    question = Question(
        case=ask.case,
        policy=policy,
        kind=ask.kind,
        about=ask.about,
        questions=tuple(ask.questions),
        beside=ask.beside,
        due=ask.due,
        day=timezone.localdate(ask.asked_at),
        by=ask.by,
        reader=ask.party,
        to_email=ask.to_email,
        by_post=ask.way == LETTER,
        knows=_knows_who_complains(ask),
        suggesting=suggesting,
    )
    return looked_at(question)


def remind(ask: Ask, template: str, *, key: str) -> bool:
    """Send a reminder with a link of its own; false for somebody who has no e-mail address, or may not have e-mail."""
    theirs = ask.kind == AskKind.COMPLAINANT
    told = {"due": ask.due, "questions": ask.questions, "theirs": theirs, "owed": answer_is_owed(ask)}
    if ask.way != EMAIL:
        return False
    if ask.party is None:
        return _by_email(ask, ask.to_email, told, key=key, template=template) is not None
    with in_their_language(ask.party):
        fit = _format(ask)
        email = _email_of(ask.party, fit)
        told |= _beside(ask, fit)
        return _by_email(ask, email, told, key=key, template=template, fit=fit) is not None


def _format(ask: Ask) -> Format:
    return format_of(ask.party, ask.beside, timezone.localdate())


def _email_of(party: Party, fit: Format) -> str:
    """Where questions go by e-mail: nowhere for somebody who wants letters, or needs them."""
    return "" if fit.post_only or people.goes_by_post(party.person) else email_for_notices(party)


def _must_be_fit(concerns: tuple[Concern, ...], fit: Format) -> None:
    for refused in (*(each.refused for each in concerns), fit.refused):
        if refused is not None:
            raise refused


def _knows_who_complains(ask: Ask) -> bool:
    """Whether whoever is asked may know who complains: anybody, unless their identity is kept confidential."""
    if ask.staff is not None:
        return knows_identity(actor_for(ask.staff, timezone.localdate()), ask.case)
    return ask.party is not None or not ask.case.identity_confidential


def _by_email(
    ask: Ask, email: str, told: Mapping[str, object], *, key: str, template: str = "asked", fit: Format = ORDINARY
) -> Message | None:
    if not email:
        return None
    return notify(ask.case, email, template, told, key, to_name=ask.to_name, link=new_link(ask), fit=fit)


def _by_post(ask: Ask, message: AskMessage, *, by: Actor, key: str, looking: bool) -> Letter | None:
    assert ask.party is not None
    code = _("(made when the letter goes)") if looking else new_code(ask)
    told = {**_told(ask, message), "code": code, "address": where_codes_go(ask.council_id)}
    titles = {"name": message.name, "heading": _("What we ask you")}
    return post_notice(ask.case, ask.party, "asked", told, key=key, by=by, beside=ask.beside, looking=looking, **titles)


def _beside(ask: Ask, fit: Format) -> dict[str, object]:
    """What stands in an e-mail below the questions for somebody who needs them translated."""
    return {"translation": "\n\n".join(part.text for part in fit.translation), "language": fit.language}


def _told(ask: Ask, message: AskMessage) -> dict[str, object]:
    council = policies.current(ask.council_id).council
    words = {"reference": ask.case.reference, "council": council.name, "short_name": council.short_name}
    opening, closing = message.opening, message.closing
    if message.opening_after and not answer_is_owed(ask):
        opening, closing = message.opening_after, message.closing_after
    return {
        "subject": said(message.subject).format(**words),
        "opening": said(opening),
        "closing": said(closing),
        "about": ask.about,
        "questions": ask.questions,
        "due": ask.due,
        "enclosed": [each.name for each in enclosed_with(ask)],
        "theirs": ask.kind == AskKind.COMPLAINANT,
    }
