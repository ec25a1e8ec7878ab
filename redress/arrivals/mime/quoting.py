"""Which part of a reply is new, and which repeats the letter that it answers?

Where that is not plain, all of it is new: nothing that a person wrote may go unread. A message that is passed on is
about what it passes on, so that is never cut.
"""

from __future__ import annotations

import re
from datetime import datetime

from redress.arrivals.mime.headers import instant

#: How mail programmes say whose words follow, in English, Polish and Lithuanian; nobody says it in more letters.
_MOST_LETTERS = 700
_WROTE = re.compile(
    r"(?:On\b.{5,300}\bwrote|W dniu\b.{5,300}\bnapisał\(?a?\)?|.{5,200}\bpisze|.{5,200}\brašė)\s*:\s*$", re.DOTALL
)
_ORIGINAL = re.compile(
    r"^\s*-{2,}\s*(?:original message|original e-?mail|oryginalna wiadomość|wiadomość oryginalna|"
    r"originalus laiškas|originalus pranešimas)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"^\s*(?:-{2,}\s*(?:forwarded message|forwarded e-?mail|przekazana wiadomość|persiųstas laiškas)|"
    r"begin forwarded message\s*:)",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\s*\*?(?:From|Od|Nuo)\s*:\*?\s*\S", re.IGNORECASE)
_SENT = re.compile(r"^\s*\*?(?:Sent|Date|Wysłano|Data|Išsiųsta)\s*:\*?\s*\S", re.IGNORECASE)
_FORWARDS = re.compile(r"^\s*(?:fwd?|pd|fw|tr|wg|doorst)\s*:", re.IGNORECASE)


def new_part(text: str, *, subject: str = "") -> str:
    """What stands above the repeated letter; the whole text where nothing is repeated, or it is not plain which."""
    lines = text.split("\n")
    if _FORWARDS.match(subject) or any(_PASSED_ON.match(line) for line in lines):
        return text
    begins = _first_repeated(lines)
    if begins is None:
        return text
    above = "\n".join(lines[:begins]).rstrip().rstrip("_").rstrip()
    return above if above.strip() else text


def _first_repeated(lines: list[str]) -> int | None:
    for number, line in enumerate(lines):
        if _ORIGINAL.match(line):
            return number
        if _FROM.match(line) and any(_SENT.match(after) for after in lines[number + 1 : number + 3]):
            return number
        for more in (1, 2, 3):  # the sentence may be broken over lines
            if line.strip() and _says_whose(lines[number : number + more]):
                return number if _nothing_new_after(lines[number + more :]) else None
    if any(line.startswith(">") for line in lines):
        start = next(number for number, line in enumerate(lines) if line.startswith(">"))
        return start if _nothing_new_after(lines[start:]) else None
    return None


def _says_whose(lines: list[str]) -> bool:
    said = "\n".join(lines).strip()
    return len(said) <= _MOST_LETTERS and _WROTE.match(said) is not None


def _nothing_new_after(lines: list[str]) -> bool:
    """Whether all that follows is marked as repeated, or none of it is: answers between the lines are new."""
    said = [line for line in lines if line.strip()]
    marked = [line.lstrip().startswith(">") for line in said]
    return all(marked) or not any(marked)


_WRITTEN = re.compile(r"^[ \t>]{0,100}\*?(?:Sent|Date)\s*:\*?\s*(?P<when>[^\n]{6,60})$", re.IGNORECASE | re.MULTILINE)
_AS_WRITTEN = (
    "%d %B %Y %H:%M",
    "%A, %B %d, %Y %I:%M %p",
    "%A, %d %B %Y %H:%M",
    "%A %d %B %Y %H:%M",
    "%d %b %Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%a, %d %b %Y at %H:%M",
    "%a, %b %d, %Y at %I:%M %p",
    "%d %B %Y at %H:%M:%S",
    "%d %B %Y at %H:%M",
)


def passed_on_at(text: str, *, subject: str = "") -> str:
    """When what is passed on was sent, as it says itself: a date and time, with an offset if one is known, or "".

    A mail programme wrote it, and whoever passed it on may have changed it: a hint and nothing more.
    """
    if not (_FORWARDS.match(subject) or any(_PASSED_ON.match(line) for line in text[:20_000].split("\n"))):
        return ""
    found = _WRITTEN.search(text[:20_000])
    if found is None:
        return ""
    when = " ".join(found["when"].replace("\N{NARROW NO-BREAK SPACE}", " ").split()).rstrip("*")
    for form in _AS_WRITTEN:
        try:
            return datetime.strptime(when, form).isoformat()  # noqa: DTZ007 (a wall clock, whose zone nobody wrote)
        except ValueError:
            continue
    known = instant(when)
    return known.isoformat() if known else ""
