"""What does the page of a case say of the talks about it, and of what became of each note?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from redress.casework.contacts.note_confirming import when
from redress.records.contacts import ContactNote, NoteConfirmation, NoteKind, Standing
from redress.records.models import Part

COLOURS = {Standing.AT_ONCE: "green", Standing.SENT: "blue", Standing.CONFIRMED: "green", Standing.WRONG: "red"}


@dataclass(frozen=True, slots=True)
class Became:
    """One thing that became of a note, in words."""

    said: str
    colour: str
    on: date
    more: str
    words: str


@dataclass(frozen=True, slots=True)
class Talk:
    """One note as it is shown. ``only_linked``: its words are the complaint, which stands above."""

    note: ContactNote
    when: str
    author: str
    became: list[Became]
    corrected_by: list[int]
    only_linked: bool
    title: str
    participants: str


def shown(notes: Iterable[ContactNote], names: Mapping[str, str], *, identity: bool = True) -> list[Talk]:
    """The notes, latest first; it asks the database nothing. ``identity``: whether who took part is told."""
    return [_talk(note, names, identity) for note in notes][::-1]


def _talk(note: ContactNote, names: Mapping[str, str], identity: bool) -> Talk:
    return Talk(
        participants=note.participants if identity else "",
        note=note,
        when=when(note),
        author=names.get(note.by, ""),
        became=[_became(note, each, names) for each in note.confirmations.all()],
        corrected_by=[later.pk for later in note.corrected_by.all()],
        only_linked=bool(note.words and note.words.kind == "complaint"),
        title=str(note.get_kind_display()),
    )


def _became(note: ContactNote, each: NoteConfirmation, names: Mapping[str, str]) -> Became:
    """Of a transcript it is said that it was approved."""
    said = str(each.get_what_display())
    if note.kind == NoteKind.TRANSCRIPT and each.what == Standing.CONFIRMED:
        said = _("Approved")
    part = str(Part(each.part).label) if each.part else ""
    ways = {**{kind.value: str(kind.label) for kind in NoteKind}, "link": _("by the link")}
    who = names.get(each.by, "") if each.what == Standing.SENT else part
    more = ", ".join(each_said for each_said in (who, ways.get(each.how, "")) if each_said)
    return Became(said, COLOURS[Standing(each.what)], each.on, more, each.words.text if each.words else "")
