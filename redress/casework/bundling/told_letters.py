"""How does what was written and said on a case stand in a bundle: letters, notices, what came in, talks, words?"""

from __future__ import annotations

import io
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from functools import partial
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from redress.arrivals.filing import words_of
from redress.arrivals.models import Arrival
from redress.casework import ombudsman
from redress.casework.acts import OMBUDSMAN_TRACK
from redress.casework.bundling.gathered import Gathered
from redress.casework.bundling.secrets_out import masked, without_secrets
from redress.casework.contacts.note_confirming import when
from redress.casework.timeline import shown
from redress.correspondence.blocks import paragraphs
from redress.correspondence.making.on_letterhead import NoSheet, can_be_printed, needed, pdf_of
from redress.correspondence.models import Delivery, Letter, Message
from redress.design import paper
from redress.design.parts import Heading, Note, Part, Terms, Words
from redress.design.templatetags.design import long_date, long_moment
from redress.records import watermark
from redress.records.bundling.items import Item, NotBound, Original
from redress.records.contacts import ContactNote
from redress.records.internal import InternalNote
from redress.records.models import Words as Text
from redress.records.models import WordsKind
from redress.rules.events import OmbudsmanResponded, Received
from redress.rules.moments import Moment

_THEIRS = (
    WordsKind.COMPLAINT,
    WordsKind.OUTCOME_SOUGHT,
    WordsKind.REASONS,
    WordsKind.INFORMATION,
    WordsKind.HELP,
)


def own_words(case: Gathered) -> tuple[Part, ...]:
    """The complaint and what came after it, in the words in which it was made, with their translations."""
    said = _theirs(case)
    return (
        Heading(_("In the complainant’s own words")),
        *(part for each in said for part in _text(each)),
        *(() if said else (Words(_("Nothing was put in writing.")),)),
    )


def _theirs(case: Gathered) -> list[Text]:
    """What the complainant and whoever acts for them wrote; what an Ombudsman asked is not theirs."""
    not_theirs = ombudsman.digests_of(case.standing)
    return [each for each in case.words if each.kind in _THEIRS and each.digest not in not_theirs]


def _text(text: Text) -> Iterator[Part]:
    yield Words(f"{text.get_kind_display()}, {long_moment(said_at(text))}", strong=True)
    yield from (Words(each.text) for each in paragraphs(text.text))
    for each in text.translations.all():
        yield Note(
            _("Translated from %(language)s by %(who)s") % {"language": each.from_language, "who": each.translator}
        )
        yield from (Words(part.text) for part in paragraphs(each.text))


def said_at(text: Text) -> object:
    """When it was said or written: the moment it bears, otherwise that of its keeping."""
    if not text.at_text:
        return text.created_at
    return shown(Moment.parse(text.at_text, timezone.get_default_timezone()))


def correspondence(case: Gathered, letters: set[int] | None, *, internal: bool) -> tuple[Item, ...]:
    """All that was written to and fro, and the notes of talks, in order; of the letters only those chosen.

    Notices to staff are among it only where what is ``internal`` goes in.
    """
    items = [
        *_with_ombudsmen(case),
        *(letter_item(each) for each in case.letters if letters is None or each.pk in letters),
        *(notice(each) for each in case.messages if internal or each.to_email not in case.staff_addresses),
        *(arrived(each) for each in case.arrivals if not stands_elsewhere(each, case)),
        *(talk(each, case) for each in talks_of(case)),
    ]
    return tuple(sorted(items, key=lambda item: item.day or date.min))


def talks_of(case: Gathered) -> list[ContactNote]:
    """The notes of talks, but for those whose words are told as the complainant's own."""
    return [each for each in case.talks if each.words is None or each.words.kind not in _THEIRS]


def _with_ombudsmen(case: Gathered) -> Iterator[Item]:
    """What an Ombudsman asked, and what was answered."""
    words = {each.digest: each.text for each in case.words}
    told = {Received: _("What the Ombudsman asked"), OmbudsmanResponded: _("Our answer to the Ombudsman")}
    for entry in case.standing.history:
        if case.standing.case.runs[entry.run].track != OMBUDSMAN_TRACK or type(entry.event) not in told:
            continue
        text = words.get(getattr(entry.event, "words", "") or getattr(entry.event, "letter", ""), "")
        name = told[type(entry.event)]
        if text:
            said = tuple(Words(each.text) for each in paragraphs(text))
            yield Item(name=name, day=entry.at.day, said=(Heading(name), Words(long_moment(shown(entry.at))), *said))


def letter_item(letter: Letter) -> Item:
    """A letter as it was sent, on its own pages; in words where its sheet was not kept or cannot be printed."""
    day = timezone.localdate(letter.approved_at)
    who = letter.to_name or _("nobody by name")
    return Item(
        name=_with_its_mark(_("%(letter)s to %(who)s") % {"letter": letter.name, "who": who}, letter),
        day=day,
        pages=partial(_printed, letter),
        slip=lambda code: in_words(letter),
        original=Original(
            name=f"{day.isoformat()} {letter.name}.{'pdf' if can_be_printed(letter) else 'html'}",
            opened=partial(_printed_or_page, letter),
            what="letter",
            record=letter.opaque_id,
            digest=letter.digest,
        ),
    )


def _with_its_mark(name: str, letter: Letter) -> str:
    """What a letter is called; of one that was withdrawn from the post, with that it was never sent."""
    return _("%(letter)s (%(why)s)") % {"letter": name, "why": never_sent(letter)} if never_sent(letter) else name


def never_sent(letter: Letter) -> str:
    """Of a letter that was withdrawn from the post, that it was; nothing of any other."""
    if letter.state != Delivery.WITHDRAWN:
        return ""
    return _("withdrawn, read on their own page only") if letter.read_at else _("withdrawn, never sent")


def notice_item(letter: Letter) -> Item:
    """A letter that names what is confidential, with the mark on every page in the archive as well."""
    item = letter_item(letter)
    assert item.original is not None
    return replace(item, original=replace(item.original, opened=partial(_marked, letter)))


def _marked(letter: Letter) -> IO[bytes]:
    try:
        return io.BytesIO(watermark.marked(_printed(letter).read(), "application/pdf"))
    except NotBound:
        return _printed_or_page(letter)


def _printed(letter: Letter) -> IO[bytes]:
    """The letter in print, as it was kept; but no secret of somebody goes to another with it."""
    try:
        return io.BytesIO(pdf_of(_without_secrets(letter), needed(letter).size))
    except (NoSheet, paper.Unprintable):
        raise NotBound("unprintable") from None


def _printed_or_page(letter: Letter) -> IO[bytes]:
    try:
        return _printed(letter)
    except NotBound:
        return io.BytesIO(without_secrets(letter.html).encode())


def _without_secrets(letter: Letter) -> Letter:
    """A copy of a kept letter, never saved, with the codes and secret links of its sheet masked."""
    told = copy(letter)
    told.sheet = masked(letter.sheet)
    return told


def in_words(letter: Letter) -> tuple[Part, ...]:
    """What a letter says, as plain text."""
    return (
        Heading(letter.subject or letter.name),
        Terms(
            (
                (_("To"), letter.to_name or _("nobody by name")),
                (_("Sent to"), never_sent(letter) or letter.to_email or letter.address or _("no address")),
                (_("Approved") if never_sent(letter) else _("Date"), long_date(letter.approved_at)),
            )
        ),
        *(Words(each.text) for each in paragraphs(letter.text)),
    )


def notice(message: Message) -> Item:
    """A notice as it was sent."""
    name = _("Notice to %(who)s: %(subject)s") % {
        "who": message.to_name or message.to_email,
        "subject": message.subject,
    }
    facts = (
        (_("To"), " ".join(filter(None, (message.to_name, message.to_email)))),
        (_("Date"), long_moment(message.sent_at or message.created_at)),
        (_("Delivery"), str(message.get_state_display())),
    )
    return Item(
        name=name,
        day=timezone.localdate(message.created_at),
        said=(
            Heading(message.subject),
            Terms(facts),
            *(Words(each.text) for each in paragraphs(message.text)),
        ),
    )


def arrived(arrival: Arrival) -> Item:
    """What came in, in its words."""
    sender = arrival.sender_name or arrival.sender_address or _("somebody")
    kind = str(arrival.get_source_display())
    facts = (
        (_("From"), " ".join(filter(None, (arrival.sender_name, arrival.sender_address)))),
        (_("Reached us"), long_moment(shown(Moment.parse(arrival.received_text, timezone.get_default_timezone())))),
        (_("Our number for it"), arrival.reference),
    )
    return Item(
        name=_("%(kind)s from %(who)s: %(subject)s")
        % {"kind": kind, "who": sender, "subject": arrival.subject or _("no subject")},
        day=arrival.received_day,
        said=(
            Heading(arrival.subject or kind),
            Terms(tuple((name, said) for name, said in facts if said)),
            *(Words(each.text) for each in paragraphs(arrival.text)),
        ),
    )


def stands_elsewhere(arrival: Arrival, case: Gathered) -> bool:
    """Whether its words are already told as the complainant's own."""
    wrote = words_of(arrival).strip()
    return any(wrote and wrote in each.text for each in _theirs(case))


def talk(note: ContactNote, case: Gathered) -> Item:
    """The note of a talk."""
    kind = str(note.get_kind_display())
    moment = Moment.parse(note.at_text, timezone.get_default_timezone())
    facts = (
        (_("When"), when(note)),
        (_("Who took part"), note.participants),
        (_("Result"), str(note.get_result_display())),
        (_("Written down by"), case.people.names.get(note.by, "")),
        (_("What became of the note"), "; ".join(str(each.get_what_display()) for each in note.confirmations.all())),
    )
    return Item(
        name=_("Note: %(kind)s") % {"kind": kind},
        day=moment.day,
        said=(
            Heading(_("Note: %(kind)s") % {"kind": kind}),
            Terms(tuple((name, said) for name, said in facts if said)),
            *(Words(each.text) for each in paragraphs(note.words.text if note.words else "")),
        ),
    )


def internal_notes(case: Gathered) -> tuple[Part, ...]:
    """What officers wrote for each other."""
    return (
        Heading(_("Internal notes")),
        *(part for each in case.notes for part in note(each, case)),
        *(() if case.notes else (Words(_("There are none.")),)),
    )


def note(note: InternalNote, case: Gathered) -> Iterator[Part]:
    """An internal note, with who wrote it and when."""
    who = case.people.names.get(note.by, "")
    yield Words(", ".join(filter(None, (long_moment(note.created_at), who))), strong=True)
    yield from (Words(each.text) for each in paragraphs(note.text))
