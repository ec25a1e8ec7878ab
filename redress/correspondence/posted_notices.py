"""How is somebody told by post what is no letter of the policy: that we have it, or what we noted?

The words are those of the notice that goes by e-mail; the paper is that of a letter, and waits to be printed with the
other letters. It never carries a secret link: what is printed is kept as it stands. A code may stand in it, which opens
nothing any more once it has been answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from redress import policies
from redress.cases.models import Case
from redress.correspondence.blocks import Section, Sheet, Translated, paragraphs
from redress.correspondence.compose import of_sheet
from redress.correspondence.contents import in_words
from redress.correspondence.formats import format_of
from redress.correspondence.letters import approve
from redress.correspondence.models import Letter
from redress.correspondence.wordings.notices import around
from redress.records.models import Party
from redress.rules.actors import Actor
from redress.rules.moments import Moment


def post_notice(
    case: Case,
    to: Party,
    template: str,
    context: Mapping[str, object],
    *,
    key: str,
    by: Actor,
    name: str,
    heading: str,
    beside: Mapping[str, str] | None = None,
    looking: bool = False,
) -> Letter | None:
    """Have a notice printed and posted, inside the caller's transaction; nothing where it cannot go so.

    It cannot where there is no postal address, or where the person needs what somebody must make first.

    ``template`` names ``correspondence/notices/<template>.txt``, ``name`` what the letter is called on lists,
    ``heading`` what stands over its words, ``beside`` what an officer wrote for somebody who needs it translated or in
    easy words (by the ids of :mod:`redress.correspondence.formats`). ``looking``: nothing of it will stay. The same
    key, template and person again change nothing.
    """
    if not to.person.address_lines:
        return None
    policy = policies.current(case.council_id)
    council = policy.council
    at = Moment.of(timezone.now(), timezone.get_default_timezone())
    reached = {"council": council, "telephone": policy.contacts[council.complaints_contact].telephone}
    told = {**context, **reached, "reference": case.reference, "link": "", "posted": True}
    subject, _line, body = render_to_string(f"correspondence/notices/{template}.txt", told).strip().partition("\n")
    blocks = (Section(template, heading, paragraphs(body)),)
    opening, closing = around(template, policy, case.reference)
    fit = format_of(to, beside or {}, at.day)
    if fit.refused is not None and not looking:
        return None
    sheet = Sheet(
        council=council.name,
        reference=case.reference,
        date=in_words(at.day),
        subject=subject.strip(),
        name=to.person.name,
        address=tuple(to.person.address_lines),
        opening=opening,
        sections=blocks,
        closing=closing,
        signed=(council.name,),
        formats=fit.manner.formats,
        made_as=fit.manner.made_as,
        easy_read=fit.easy_read,
        points=fit.manner.print_points,
        translation=Translated(fit.translation, fit.language, fit.code, fit.right_to_left),
        lang=get_language() or "en-gb",
    )
    composed = of_sheet(sheet, council, kind=f"notice-{template}", name=name, to=to, at=at, fit=fit)
    return approve(case, replace(composed, post_only=True), key=key, by=by, looking=looking)[0]
