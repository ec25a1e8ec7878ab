"""What does each compulsory content of a letter say in this case?

Everything a letter says beyond what the officer writes comes from the policy file or from the case. A
content that has nothing to say gives no paragraphs: it is missing, and the rules refuse the act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from string import Formatter
from typing import Any, TypedDict

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress.accounts.actors import people_with_role
from redress.accounts.models import Staff
from redress.correspondence.answer import PointTold
from redress.correspondence.blocks import Paragraph, paragraphs
from redress.correspondence.points_told import points_told, told_of_the_one
from redress.correspondence.wordings import AS_THE_POLICY, Wording
from redress.rules import phrases
from redress.rules.actions import Extend
from redress.rules.case import Case as Fold
from redress.rules.case import Run
from redress.rules.clock import in_calendar_days
from redress.rules.consequences import extendable, more_time
from redress.rules.events import Finding, LetterSent
from redress.rules.letters import MERGE_FIELDS, points_by_ombudsman
from redress.rules.moments import Moment
from redress.rules.policy import (
    AdvisoryWindow,
    Contact,
    ContactDetails,
    Content,
    DiscretionWindow,
    Fixed,
    FromCase,
    HardWindow,
    Letter,
    Policy,
    Rulebook,
)
from redress.rules.promises import REACHED_BY, act_of, promised_dates, window_end
from redress.rules.refusals import Refused


class Facts(TypedDict, total=False):
    """What only the act knows: the time it takes (``days`` or ``until``), what it finds of a request, of points.

    ``told`` is what else is answered to each point. Of a step: its id, the option, and what was answered, by question,
    words as they were typed.
    """

    days: int
    until: date
    finding: str
    findings: tuple[Finding, ...]
    why: Mapping[str, str]
    told: Mapping[str, PointTold]
    step: str
    option: str
    answers: Mapping[str, str]


class UnknownMergeField(Exception):
    """The policy's fixed words name a field that no letter has: a fault of ours, the file was checked."""


@dataclass(frozen=True)
class Telling:
    """All that the contents of one letter may draw on."""

    letter: Letter
    reference: str
    case: Fold
    run: Run
    policy: Policy
    book: Rulebook
    at: Moment
    signed_by: Staff | None
    officer: Staff | None
    written: Mapping[str, str]
    outcome: str
    facts: Facts = field(default_factory=Facts)
    wording: Wording = AS_THE_POLICY

    @cached_property
    def milestone(self) -> str:
        """The milestone that the act of this letter reaches, if dates are counted from it."""
        if "step" in self.facts:
            return f"step:{self.facts['step']}={self.facts.get('option', '')}"
        return REACHED_BY.get(act_of(self.letter.id, self.policy), "")

    @property
    def by(self) -> str:
        """The opaque id of whoever does the act."""
        return self.signed_by.actor_id if self.signed_by else ""

    @property
    def names_officer(self) -> bool:
        """Whether a content of its own says who has the complaint."""
        sources = (content.source for content in self.letter.contents)
        return any(isinstance(source, FromCase) and source.fact == "officer" for source in sources)

    @cached_property
    def dates(self) -> dict[str, date]:
        """The dates this letter promises, by clock: the same that its event will carry."""
        promised = promised_dates(
            self.letter, self.case, self.run, self.milestone, at=self.at, by=self.by, book=self.book
        )
        return {promise.clock: promise.day for promise in promised}

    @cached_property
    def more_time(self) -> tuple[int, date] | None:
        """The working days this notice adds and the new date; none while neither is known. May be Refused."""
        days, until = self.facts.get("days", 0), self.facts.get("until")
        if not days and until is None:
            return None
        action = Extend(days=days, until=until, reason_kind="", letter=LetterSent(self.letter.id, "", ""))
        return more_time(action, extendable(self.case, self.run, self.book))

    @cached_property
    def fields(self) -> dict[str, str]:
        """The merge fields of fixed words and subjects; an empty one must not be named."""
        council = self.policy.council
        last = window_end(self.case, self.run, self.milestone, at=self.at, by=self.by, book=self.book)
        return {
            "reference": self.reference,
            "council": council.name,
            "short_name": council.short_name,
            "website": council.website,
            "complaints_email": council.complaints_email,
            "privacy_notice": council.privacy_notice,
            "window_end": in_words(last) if last else "",
        }


def says(content: Content, on: Telling) -> tuple[Paragraph, ...]:
    """The paragraphs of one content; none when there is nothing to say."""
    source = content.source
    if isinstance(source, Fixed):
        return paragraphs(merged(source.text, on))
    if isinstance(source, ContactDetails):
        return _bodies(source, on)
    if isinstance(source, FromCase):
        return _FACTS[source.fact](source, on)
    return (*paragraphs(on.written.get(content.id, "")), *told_of_the_one(source.points, on))


def merged(text: str, on: Telling) -> str:
    """Fixed words with their merge fields filled in; empty if a field they name is not known in this case."""
    named = [name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None]
    for name in named:
        if name not in MERGE_FIELDS:
            raise UnknownMergeField(name)
    if not all(on.fields[name] for name in named):
        return ""
    return text.format(**on.fields)


def in_words(day: date) -> str:
    """Monday 13 April 2026."""
    return date_format(day, "l j F Y")


def reachable(contact: Contact, *, person: str = "") -> str:
    """A body as it is printed: name, address and every way to reach it, one line each; ``person`` who it is now."""
    lines = [f"{person}, {contact.name}" if person else contact.name, *contact.lines]
    for label, value in (
        (_("Telephone"), contact.telephone),
        (_("Textphone"), contact.textphone),
        (_("E-mail"), contact.email),
        (_("Website"), contact.website),
    ):
        if value:
            lines.append(f"{label}: {value}")
    return "\n".join(lines)


def _bodies(source: ContactDetails, on: Telling) -> tuple[Paragraph, ...]:
    bodies = [body(key, on) for key in source.contacts]
    if source.ombudsmen:
        try:
            bodies += _ombudsmen(on)
        except Refused:
            return ()  # the act is refused with its own sentence: the landlord question is not settled
    return (*paragraphs(merged(source.text, on)), *bodies) if bodies else ()


def _ombudsmen(on: Telling) -> Iterator[Paragraph]:
    """The Ombudsmen of the points; where they are not the same for all, each after the points that are theirs."""
    theirs = points_by_ombudsman(on.case.points, on.policy)
    every = tuple(point.id for point in on.case.points)
    for key, points in theirs.items():
        if any(each != every for each in theirs.values()):
            numbers = [id.removeprefix("p") for id in points]
            told = ngettext("About point %(points)s:", "About points %(points)s:", len(numbers))
            yield Paragraph(told % {"points": phrases.all_of(numbers, _)}, strong=True)
        yield body(key, on)


def body(key: str, on: Telling) -> Paragraph:
    """A body of the contacts list; where it is a role that one colleague holds, with their name (DA 8.1.1(i))."""
    person = ""
    if on.policy.public.officer_named and any(role.id == key for role in on.policy.roles):
        holders = people_with_role(on.policy.council.id, key, on.at.day)[:2]
        person = holders[0].name if len(holders) == 1 else ""
    return Paragraph(reachable(on.policy.contacts[key], person=person))


# --- facts of the case ---------------------------------------------------------------------------


def _reference(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    return (Paragraph(_("Your reference is %(reference)s.") % {"reference": on.reference}),)


def _officer(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    """Who has the complaint: by name only where the policy says so; always with a way to reach them."""
    return (card(on.officer, on),) if on.officer else ()


def card(officer: Staff, on: Telling) -> Paragraph:
    """Who somebody is and how to reach them; the council's own telephone and e-mail where theirs are not told."""
    named = on.policy.public.officer_named
    telephone, email = (officer.telephone, officer.email) if named else ("", "")
    if not telephone and not email:
        telephone = on.policy.contacts[on.policy.council.complaints_contact].telephone
        email = on.policy.council.complaints_email
    lines = [described(officer, on)]
    if telephone:
        lines.append(f"{_('Telephone')}: {telephone}")
    if email:
        lines.append(f"{_('E-mail')}: {email}")
    return Paragraph("\n".join(lines))


def described(officer: Staff, on: Telling) -> str:
    """An officer in one line: name and job, or the job alone where the policy names nobody."""
    job = officer.job_title
    if not job and on.run.position and officer == on.officer:
        job = on.policy.position(on.run.position).name
    job = job[:1].upper() + job[1:]
    if not on.policy.public.officer_named:
        return job or _("Complaints officer")
    return f"{officer.name}, {job}" if job else officer.name


def _due_date(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    day = on.dates.get(source.clock)
    if day is None:
        return ()
    clock = on.policy.clock(source.clock)
    if isinstance(clock.binds, (HardWindow, DiscretionWindow, AdvisoryWindow)):
        told = _("The last day is %(date)s.")
    elif "answered" in clock.met_by:
        told = _("We will send you our answer by %(date)s.")
    else:
        told = _("We will do this by %(date)s.")
    return (Paragraph(told % {"date": in_words(day)}, strong=True),)


def _outcome(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    if not on.outcome:
        return ()
    whole = on.policy.outcome(on.outcome)
    told = [Paragraph(whole.name, strong=True), Paragraph(whole.meaning)]
    return (*told, *points_told(on))


def _extension_days(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    if on.more_time is None:
        return ()
    days = on.more_time[0]
    if in_calendar_days(extendable(on.case, on.run, on.book).clock.extension):
        told = ngettext("We need %(days)s more day.", "We need %(days)s more days.", days)
        return (Paragraph(told % {"days": days}),)
    told = ngettext("We need %(days)s more working day.", "We need %(days)s more working days.", days)
    return (Paragraph(told % {"days": days}),)


def _new_date(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    if on.more_time is None:
        return ()
    told = _("We now expect to send you our answer by %(date)s.")
    return (Paragraph(told % {"date": in_words(on.more_time[1])}, strong=True),)


def _request_finding(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    rule = on.policy.request_for(on.run.stage)
    found = on.facts.get("finding", "")
    names = {choice.id: choice.name for choice in rule.findings} if rule else {}
    return (Paragraph(f"{names[found]}."),) if found in names else ()


def _window_end(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    last = on.fields["window_end"]
    return (Paragraph(_("The last day is %(date)s.") % {"date": last}, strong=True),) if last else ()


def _contact(source: FromCase, on: Telling) -> tuple[Paragraph, ...]:
    """A named contact with telephone or e-mail, then the council's own address for complaints (DA 2.3; KL 5A)."""
    told = [Paragraph(_("Please give your reference %(reference)s.") % {"reference": on.reference})]
    contact = on.officer or on.signed_by
    if contact is not None and not on.names_officer:
        told.append(card(contact, on))
    told.append(body(on.policy.council.complaints_contact, on))
    return tuple(told)


_FACTS: Mapping[str, Any] = {
    "reference": _reference,
    "officer": _officer,
    "due-date": _due_date,
    "outcome": _outcome,
    "extension-days": _extension_days,
    "new-date": _new_date,
    "request-finding": _request_finding,
    "window-end": _window_end,
    "contact": _contact,
}
