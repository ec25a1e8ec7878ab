"""What does a person get as a copy of what they sent, on the page, by e-mail and as a file?

All three say the same, taken from what the council keeps, not from what the form once held.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from redress.accounts.models import Service
from redress.design import paper
from redress.design.parts import Heading, Part, Terms, Words
from redress.design.templatetags.design import long_date, long_moment
from redress.intake.own import own_standing
from redress.intake.plain import NextDate, next_dates
from redress.intake.story import as_known, files_you_sent, what_you_told_us
from redress.intake.wording import WAYS
from redress.records import people
from redress.records.models import Party


@dataclass(frozen=True, slots=True)
class Copy:
    """What was sent: a line for each thing, in order; then what happens next."""

    reference: str
    council: str
    lines: tuple[tuple[str, str], ...]
    next: tuple[tuple[str, str], ...]


def copy_of(party: Party) -> Copy:
    """The complaint as its sender gave it. Only for whoever has proved to be that party."""
    stands = own_standing(party.case)
    point = next(iter(stands.case.points), None)
    subject = next((each.name for each in stands.policy.subjects if point and each.id == point.subject), "")
    service = Service.objects.filter(council=party.case.council, slug=point.service).first() if point else None
    helped = people.complainant_of(party.case)
    lines = [
        (_("Reference"), party.case.reference),
        (_("Sent"), long_moment(as_known(stands.run.received))),
        (_("About"), subject),
        (_("Service"), service.name if service else ""),
        (_("Who you are helping"), helped.person.name if helped and helped.pk != party.pk else ""),
        (_("When it happened"), long_date(stands.run.happened_on) if stands.run.happened_on else ""),
        *((heading, words.text) for heading, words in what_you_told_us(party)),
        (_("Files"), "\n".join(file.name for file in files_you_sent(party))),
        *_person(party),
    ]
    dates = next_dates(stands, timezone.localdate())
    return Copy(
        reference=party.case.reference,
        council=stands.policy.council.name,
        lines=tuple((heading, text) for heading, text in lines if text),
        next=tuple((date.what, _by(date)) for date in dates),
    )


def _by(date: NextDate) -> str:
    return _("by %(day)s") % {"day": long_date(date.day)}


def _person(party: Party) -> list[tuple[str, str]]:
    person = party.person
    return [
        (_("Your name"), person.name),
        (_("Contact me by"), str(WAYS.get(person.preferred, "")) if person.name else ""),
        (_("E-mail address"), person.email),
        (_("Telephone number"), person.telephone),
        (_("Address"), "\n".join(person.address_lines)),
        (_("Help you need"), person.adjustments),
    ]


def as_text(copy: Copy) -> str:
    """The copy as plain text, for a message or where a letter of it cannot be printed."""
    lines = [f"{heading}:\n{text}" for heading, text in copy.lines]
    happens = [f"{what} {by}." for what, by in copy.next]
    if happens:
        lines += [_("What happens next") + ":\n" + "\n".join(happens)]
    return "\n\n".join(lines)


def as_file(copy: Copy, *, look: paper.Look) -> tuple[bytes, str, str]:
    """The copy as a file with its media type and ending: a PDF, or plain text where our fonts lack a letter of it."""
    parts: list[Part] = [Terms(copy.lines, quoted="complaint")]
    if copy.next:
        parts += [Heading(_("What happens next")), *(Words(f"{what} {by}.") for what, by in copy.next)]
    try:
        made = paper.document(
            parts,
            personal=True,
            look=look,
            title=_("Your complaint %(reference)s") % {"reference": copy.reference},
            lang=get_language() or "en-GB",
            page_of=_("Page {page} of {pages}"),
        )
    except paper.Unprintable:
        return as_text(copy).encode(), "text/plain; charset=utf-8", "txt"
    return made, "application/pdf", "pdf"
