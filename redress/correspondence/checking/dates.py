"""Which dates does a text name, however they are written, and does the weekday beside each fit it?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\b"
)
_BEFORE = rf"(?:(?P<weekday>{_WEEKDAY})\.?,?\s+(?:the\s+)?)?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d{2})\b)?"
_AFTER = rf"(?:\s+\((?P<after>{_WEEKDAY})\))?"

#: 15 June 2026, Mon 15 June, the 15th of June; June 15, 2026; 15/06/2026, 15.6.26; 2026-06-15; by 15/06.
_SHAPES = (
    rf"{_BEFORE}(?<![\d.,£/-]){_NUMBER}\s+(?:of\s+)?{_MONTH}{_YEAR}{_AFTER}",
    rf"{_BEFORE}\b{_MONTH}\s+{_NUMBER}\b(?!:\d){_YEAR}{_AFTER}",
    rf"{_BEFORE}(?<![\w.£/-])(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<number>\d{{1,2}})(?P=mark)"
    rf"(?P<year>\d{{4}}|\d{{2}})(?![\w/-]|\.\d){_AFTER}",
    rf"{_BEFORE}(?<![\w/-])(?P<year>(?:19|20)\d{{2}})-(?P<number>\d{{2}})-(?P<day>\d{{2}})(?![\w-]){_AFTER}",
    r"(?:(?<=\bby )|(?<=\bon )|(?<=\bbefore )|(?<=\buntil ))(?P<day>\d{1,2})/(?P<number>\d{1,2})(?![\w/]|\.\d)",
)
#: 15 june 2026: without capitals only where a year follows, for “3 may go”.
_IN_SMALL = rf"{_BEFORE}(?<![\d.,£/-]){_NUMBER}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>(?:19|20)\d{{2}})\b"
_PATTERNS = (re.compile(_IN_SMALL, re.IGNORECASE), *(re.compile(shape) for shape in _SHAPES))

#: After a number and a month that are no date but an address: 40 March Road.
_PLACE = re.compile(r"(?<!\.)[ \u00a0]+[A-Z][a-z]")

#: What stands before a number that only looks like a date.
_NO_DATE = re.compile(r"\b(?:paragraphs?|sections?|clauses?|version|para)\s*$", re.IGNORECASE)
#: What stands before the number of a case or a paper, which only looks like 2026-02-31.
_REFERENCE = re.compile(r"\b(?:ref(?:erence)?s?|number|no|case|version|invoice|file)\b[.:]?\s*$", re.IGNORECASE)
#: How far before a number it is looked for.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as a text names it. ``day``: none where the calendar has no such day. ``weekday``: as it is written.

    ``surely``: it can be nothing but a date.
    """

    day: date | None
    text: str
    start: int
    weekday: str = ""
    surely: bool = True

    @property
    def weekday_fits(self) -> bool:
        """Whether the weekday beside it is its own; true where none is written."""
        return self.day is None or not self.weekday or _DAYS[self.day.weekday()] == self.weekday[:3].capitalize()


def mentions(text: str, *, near: date) -> tuple[Mention, ...]:
    """The dates of a text in order. One without a year is taken as that nearest to ``near``, the day of the letter."""
    found: list[Mention] = []
    taken: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not taken.isdisjoint(range(*match.span())):
                continue
            if _NO_DATE.search(text[max(0, match.start() - _NEAR) : match.start()]):
                continue
            parts = match.groupdict()
            month = int(parts["number"]) if parts.get("number") else _month(parts["month"])
            if not _could_be_a_month(month, parts):
                continue
            taken.update(range(*match.span()))
            weekday = parts.get("weekday") or parts.get("after") or ""
            day = _day(int(parts["day"]), month, parts.get("year") or "", near)
            surely = day is not None or _surely(match, month, weekday)
            found.append(Mention(day, match.group().rstrip("."), match.start(), weekday, surely))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _could_be_a_month(month: int, parts: dict[str, str]) -> bool:
    """Whether it is a month, or day and month stand the wrong way round: 06/15/2026."""
    turned = parts.get("mark") == "/" and len(parts["year"]) == 4 and 12 < month <= 31 and 1 <= int(parts["day"]) <= 12
    return turned or 1 <= month <= 12


def _surely(match: re.Match[str], month: int, weekday: str) -> bool:
    """Whether what the calendar has not got was meant as a date: no house in March Road, no number of a list."""
    parts = match.groupdict()
    year = parts.get("year") or ""
    if int(parts["day"]) > 39 or month > 12:
        return False
    if parts.get("number") and parts.get("mark") is None:
        return bool(year) and not _REFERENCE.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    if parts.get("number"):
        return len(year) == 4 or parts["mark"] == "/"
    if not year and (month, int(parts["day"])) == (2, 29):
        return False  # of which year nobody can say
    before = match.start("day") < match.start("month")
    return bool(year or weekday or (before and not _PLACE.match(match.string, match.end())))


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].capitalize()) + 1


def _day(number: int, month: int, year: str, near: date) -> date | None:
    if year:
        return _made(int(year) if len(year) == 4 else 2000 + int(year), month, number)
    made = [_made(near.year + off, month, number) for off in (-1, 0, 1)]
    return min((day for day in made if day), key=lambda day: abs((day - near).days), default=None)


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
