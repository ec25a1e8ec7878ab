"""What does each line of a story say: when, and which phrase of the book?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from redress.rules.moments import MONTHS, WEEKDAYS, day_in_words
from redress.rules.nearest import did_you_mean, nearest
from redress.rules.stories.phrasebook import (
    ACTS,
    CIRCUMSTANCES,
    DECLARATIONS,
    EXPECTATIONS,
    REFUSED,
    Phrase,
)

BOOK = "docs/stories.md"
_DAY = re.compile(r"(?P<weekday>[A-Za-z]{3,9}) (?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9}) (?P<year>\d{4})")
_DATED = re.compile(rf"(?P<date>{_DAY.pattern})(?:\s+(?P<time>[0-2]?\d:[0-5]\d))?\s+(?P<phrase>\S.*)")
_NO_TIME = re.compile(r"\d\S*(?: [ap]\.?m\b\.?)?|[ap]\.?m\b\.?", re.IGNORECASE)  # where a phrase should begin
_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}


class Mistake(ValueError):
    """A line that says nothing the story could use; its sentence says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase found in a line, and what fills its blanks."""

    phrase: str
    blanks: Mapping[str, str] = field(default_factory=dict)
    circumstances: tuple[Said, ...] = ()

    def __getitem__(self, blank: str) -> str:
        return self.blanks.get(blank, "")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a story. ``kind`` is declaration, act, refusal or expectation; empty where it is a mistake.

    ``day`` and ``time`` are local. ``paragraph`` and ``words`` are what a refusal must say.
    """

    number: int
    text: str
    kind: str = ""
    said: Said = Said("")
    day: dt.date | None = None
    time: dt.time | None = None
    paragraph: str = ""
    words: str = ""
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of a story that say something. ``step_by_step``: nothing is filled in."""

    lines: tuple[Line, ...]
    step_by_step: bool = False


def parse(text: str) -> Story:
    """The story that a text tells. A line that cannot be read is kept with its mistake."""
    lines = [_line(number, written) for number, written in _whole_lines(text)]
    step_by_step = bool(lines) and lines[0].said.phrase == "step-by-step"
    return Story(tuple(lines[1:] if step_by_step else lines), step_by_step)


def _whole_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number; one that begins with dots goes on with the line before."""
    whole: tuple[int, str] | None = None
    for number, written in enumerate(text.splitlines(), start=1):
        line = written.strip()
        if not line or line.startswith("#"):
            continue
        if whole is not None and line.startswith(("…", "...")):
            whole = (whole[0], f"{whole[1]} {line.lstrip('….').strip()}")
            continue
        if whole is not None:
            yield whole
        whole = (number, line)
    if whole is not None:
        yield whole


def _line(number: int, text: str) -> Line:
    try:
        return _read(number, text)
    except Mistake as mistake:
        return Line(number, text, mistake=str(mistake))


def _read(number: int, text: str) -> Line:
    if _DAY.fullmatch(text):
        raise Mistake(f"Say what happened on this day, or what must be true, as in “{text}  complaint received”.")
    dated = _DATED.fullmatch(text)
    if dated is None:
        return Line(number, text, "declaration", _declaration(text))
    day, time = read_day(dated["date"]), _read_time(dated["time"])
    phrase = " ".join(dated["phrase"].split())
    misread = _NO_TIME.match(phrase)
    if misread is not None:
        written = f"{dated['time'] or ''} {misread[0]}".strip()
        raise Mistake(f"“{written}” is not a time: write it on the 24-hour clock, as in “17:30”.")
    refused = REFUSED.fullmatch(phrase)
    if refused is not None:
        said = _found(ACTS, refused["act"]) or _unknown(refused["act"], ACTS)
        words = (refused["words"] or "").strip('“”"')
        return Line(number, text, "refusal", said, day, time, refused["paragraph"] or "", words)
    expected = _found(EXPECTATIONS, phrase)
    if expected is not None:
        return Line(number, text, "expectation", expected, day, time)
    said = _found(ACTS, phrase) or _unknown(phrase, (*ACTS, *EXPECTATIONS))
    return Line(number, text, "act", said, day, time)


def _declaration(text: str) -> Said:
    said = _found(DECLARATIONS, text)
    if said is None:
        raise Mistake(
            "A line begins with its day, as in “Mon 01 Jun 2026 10:00  complaint received”, "
            f"or says who somebody is, as in “Ann is a service manager” (see {BOOK})."
        )
    return said


def _found(phrases: Iterable[Phrase], text: str) -> Said | None:
    for phrase in phrases:
        if phrase.id == "receive":
            said = _received(phrase, text)
            if said is not None:
                return said
            continue
        match = phrase.pattern.fullmatch(_without_comma(text))
        if match is not None:
            return Said(phrase.id, _filled(match, text))
    return None


def _without_comma(text: str) -> str:
    """A comma may stand before any part of a phrase."""
    return text.replace(", ", " ")


def _filled(match: re.Match[str], text: str) -> dict[str, str]:
    filled = {name: value.strip() for name, value in match.groupdict().items() if value}
    return {**filled, "text": text.casefold()}


def _received(phrase: Phrase, text: str) -> Said | None:
    """The circumstances of a receipt may come in any order, so they are taken one by one."""
    received = re.search(r" received(?=[ ,]|$)", text, re.IGNORECASE)
    match = phrase.pattern.fullmatch(text[: received.end()]) if received else None
    if received is None or match is None:
        return None
    circumstances: list[Said] = []
    rest = text[received.end() :].strip(" ,")
    while rest:
        circumstance, rest = _circumstance(rest)
        _goes_with(circumstance, circumstances)
        circumstances.append(circumstance)
    return Said(phrase.id, _filled(match, text), tuple(circumstances))


#: Circumstances that say the same thing in different words: only one of them can be true.
_ONE_OF = ("landlord", "overlap", "open")


def _goes_with(circumstance: Said, others: list[Said]) -> None:
    """Nothing is said twice but flags, and nothing against what has been said. Raises Mistake."""
    for other in others:
        same = other.phrase == circumstance.phrase != "flag"
        if same or (other.phrase in _ONE_OF and circumstance.phrase in _ONE_OF):
            raise Mistake(f"“{other['text']}” and “{circumstance['text']}” cannot both be true: say one of them.")


def _circumstance(rest: str) -> tuple[Said, str]:
    """The circumstance that the rest begins with, and what is left after it, which begins another."""
    parts = re.split(r"(,? +|,)", rest)
    for upto in range(1, len(parts) + 1, 2):
        written, left = "".join(parts[:upto]), "".join(parts[upto:]).strip(" ,")
        for phrase in CIRCUMSTANCES:
            match = phrase.pattern.fullmatch(written if phrase.id == "first" else _without_comma(written))
            if match is not None and (not left or _begins(left)):
                return Said(phrase.id, _filled(match, written)), left
    return _unknown(rest, CIRCUMSTANCES), ""


def _begins(rest: str) -> bool:
    """Whether a circumstance could begin here: what stands before it was cut at the right place."""
    first = rest.split()[0].casefold().rstrip(",")
    return first in {phrase.form.split()[0].casefold().rstrip(",") for phrase in CIRCUMSTANCES}


def _unknown(text: str, phrases: Iterable[Phrase]) -> Said:
    """Raise the mistake of an unknown phrase, with the nearest form of the book."""
    known = list(phrases)
    if " because " not in text.casefold() and _found(known, f"{text} because it is so") is not None:
        raise Mistake(f"Say why: “{text} because …”.")
    mended = _mended(text, known)
    if mended is not None:
        raise Mistake(f"“{text}” is not in the phrase book ({BOOK}); did you mean “{mended}”?")
    plain = {" ".join(_literal_words(phrase)): phrase.form for phrase in known}
    near = did_you_mean(text, plain)
    for simple, form in plain.items():
        near = near.replace(f"“{simple}”", f"“{form}”")
    raise Mistake(f"“{text}” is not in the phrase book ({BOOK}){near}")


def _mended(text: str, phrases: list[Phrase]) -> str | None:
    """The text with misspelt words of the book put right, if it can be read then."""
    vocabulary = {word for phrase in phrases for word in _literal_words(phrase)}
    words = [nearest(word, vocabulary) if word.casefold() not in vocabulary else word for word in text.split()]
    mended = " ".join(words)
    return mended if mended != text and _found(phrases, mended) is not None else None


def _literal_words(phrase: Phrase) -> list[str]:
    """The words of a form that stand for themselves."""
    return [word for word in re.findall(r"[\w’]+", phrase.form) if not word.isupper()]


def read_day(written: str) -> dt.date:
    """The date of "Mon 01 Jun 2026". Raises :class:`Mistake`, also for a weekday that does not fit."""
    match = _DAY.fullmatch(written.strip())
    month = _MONTH_NUMBERS.get(match["month"][:3].casefold()) if match else None
    if match is None or month is None:
        raise Mistake(f"“{written}” is not a day: write it as “Mon 01 Jun 2026”.")
    try:
        day = dt.date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        raise Mistake(f"There is no such day as “{written}”.") from None
    weekday = WEEKDAYS[day.weekday()]
    if not weekday.casefold().startswith(match["weekday"].casefold()):
        raise Mistake(f"“{written}”: that day is a {weekday} ({day_in_words(day)}).")
    return day


def _read_time(written: str | None) -> dt.time | None:
    return read_time(written) if written else None


def read_time(written: str) -> dt.time:
    """The time of "17:30". Raises :class:`Mistake`."""
    try:
        hour, minute = written.split(":")
        return dt.time(int(hour), int(minute))
    except ValueError:
        raise Mistake(f"There is no such time as “{written}”.") from None
