"""In which ways do people reach the council, and what is special about each?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnRecord:
    """A step that is taken at once with what was said on the log page, so that nobody is asked for it twice.

    ``what``: how many minutes a visitor waited, that the note was read back and confirmed, or that it was sent to be
    confirmed. ``question`` of the step gets the number, or the day. Whoever may not take the step leaves it to be
    taken.
    """

    what: Literal["wait", "read-back", "sent"]
    step: str
    option: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way in which people reach the council, and what is special about it.

    ``conversation``: somebody talks with the person, who is asked whether they need help to write it, and to whom the
    note is read back. ``written``: what comes so counts as in writing. ``original``: it comes as a thing, such as a
    tape or a letter in Braille, that is kept somewhere and transcribed. ``public``: it stands where anybody can read
    it. ``counts_from``: the day of receipt is the day it came, or the day on which staff saw it. ``ahead``: what comes
    so stands before all else on the lists until somebody has taken it in. ``asks``: what the log page asks of this
    way alone. ``records``: the steps that are taken with it. ``reading``: how the text is read where it is silent.
    """

    id: str
    name: str
    paragraph: str
    hint: str = ""
    reading: str = ""
    conversation: bool = False
    written: bool = False
    original: bool = False
    public: bool = False
    counts_from: Literal["arrival", "seen"] = "arrival"
    ahead: bool = False
    asks: tuple[Literal["wait", "wanted-person", "re-routed", "public-post", "survey", "mp-choice"], ...] = ()
    records: tuple[PutOnRecord, ...] = ()
