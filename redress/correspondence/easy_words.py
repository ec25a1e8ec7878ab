"""Under which question and beside which picture does a content of a letter stand in easy read?

The questions are the policy's: its list ``easy-read`` has one for the contents that it ``fits``. The first word of an
entry's id is the picture: ``letter``, ``date``, ``decision``, ``action`` or ``help``. The words are an officer's, or
those of the letter itself: nothing here writes any.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redress.correspondence.blocks import Paragraph, Section, paragraphs
from redress.rules.policy import Choice, Policy

LIST = "easy-read"
PICTURES = ("letter", "date", "decision", "action", "help")


def asked(sections: Iterable[Section], policy: Policy) -> tuple[Section, ...]:
    """Sections of a letter with the question and the picture of each, where the policy has them."""
    return tuple(_asked(section, _entry_for(section.id, policy)) for section in sections)


def questions(contents: Iterable[str], policy: Policy) -> str:
    """What an officer begins with: the questions of the contents of a letter, with room under each."""
    found = (_entry_for(content, policy) for content in contents)
    return "\n\n\n\n".join(dict.fromkeys(entry.name for entry in found if entry is not None))


def in_easy_words(written: str, policy: Policy) -> tuple[Section, ...]:
    """What an officer wrote, under its questions: a line by itself that ends in a question mark begins a section.

    Empty where nothing stands under any question.
    """
    found: list[tuple[str, list[Paragraph]]] = [("", [])]
    for part in paragraphs(written):
        if is_question(part.text):
            found.append((part.text, []))
        else:
            found[-1][1].append(part)
    return tuple(
        Section(f"easy-{number}", question, tuple(parts), question, _picture(question, policy))
        for number, (question, parts) in enumerate(found)
        if parts  # a question that is left without an answer is left out
    )


def is_question(text: str) -> bool:
    """Whether a paragraph is a question to stand over what follows."""
    return text.endswith("?") and "\n" not in text


def _asked(section: Section, entry: Choice | None) -> Section:
    return section if entry is None else replace(section, question=entry.name, picture=_picture_of(entry))


def _entry_for(content: str, policy: Policy) -> Choice | None:
    return next((entry for entry in policy.lists.get(LIST, ()) if content in entry.fits), None)


def _picture(question: str, policy: Policy) -> str:
    """The picture of the question that somebody typed or left standing; none for a question of their own."""
    typed = question.casefold()
    return next((_picture_of(one) for one in policy.lists.get(LIST, ()) if one.name.casefold() == typed), "")


def _picture_of(entry: Choice) -> str:
    named = entry.id.partition("-")[0]
    return named if named in PICTURES else ""
