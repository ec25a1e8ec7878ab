"""How is a letter laid out for easy read, and beside its translation?

The words are those of its sheet. Easy read prints the easy words that an officer wrote, and then the whole letter, for
easy words leave out what the policy makes compulsory: rights, dates and how to reach the Ombudsman. Where there are no
easy words, the letter itself is laid out so, under the questions of the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redress.correspondence.blocks import Paragraph, Section, Sheet
from redress.correspondence.easy_words import PICTURES
from redress.correspondence.making.letterhead import Letterhead
from redress.correspondence.making.on_letterhead import printed
from redress.design import paper

EASY, BOTH = "/correspondence/paper/easy-read.typ", "/correspondence/paper/both.typ"

#: What is to be seen on each of our own pictures.
SEEN = {
    "letter": gettext_lazy("A letter"),
    "date": gettext_lazy("A calendar"),
    "decision": gettext_lazy("A pair of scales"),
    "action": gettext_lazy("A list of things to do"),
    "help": gettext_lazy("A person who speaks"),
}
assert tuple(SEEN) == PICTURES


def in_easy_read(sheet: Sheet, head: Letterhead) -> bytes:
    """An easy read PDF, in large print. Raises :class:`redress.design.paper.Unprintable`."""
    sections = sheet.easy_read or tuple(_under_questions(sheet.sections))
    size: paper.Size = 24 if sheet.points > 18 else 18
    with translation.override(sheet.lang):
        beside = {"sections": replace(sheet, sections=sections).kept()["sections"], "pictures": _pictures(head)}
        return printed(sheet, head, size, template=EASY, beside={**beside, "own_words": not sheet.easy_read})


def in_both_languages(sheet: Sheet, head: Letterhead, size: paper.Size = 14) -> bytes:
    """The letter and its translation side by side. Raises :class:`redress.design.paper.Unprintable`."""
    return printed(sheet, head, size, template=BOTH)


def _under_questions(sections: Iterable[Section]) -> Iterator[Section]:
    """Each under its question, those that follow each other under one; a question that was asked is not asked again."""
    asked = set()
    for question, found in groupby(sections, lambda each: each.question):
        together = tuple(found)
        if not question or question in asked:
            yield from together
        elif len(together) == 1:
            yield replace(together[0], heading=question)
        else:
            parts = tuple(part for each in together for part in _below(each))
            yield replace(together[0], heading=question, parts=parts)
        asked.add(question)


def _below(section: Section) -> Iterator[Paragraph]:
    """A section with its own heading, to stand with others below one question."""
    yield Paragraph(section.heading, strong=True, level=1)
    yield from (replace(part, level=part.level + 1) if part.level else part for part in section.parts)


def _pictures(head: Letterhead) -> dict[str, dict[str, object]]:
    """The council's own pictures where it has them, otherwise ours: with what is to be seen on each."""
    ours: dict[str, dict[str, object]] = {name: {"own": [], "alt": str(_(seen))} for name, seen in SEEN.items()}
    return ours | {name: {"own": list(content), "alt": alt} for name, content, alt in head.pictures}
