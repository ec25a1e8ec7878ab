"""Which days are bank holidays in each nation, and which of them are not proclaimed yet?

The answer is the dated list in bank-holidays.toml beside this module. A mistake in the list would
make every deadline wrong, so a list with any mistake is refused, with all of them at once.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from redress.rules.moments import WEEKDAYS
from redress.rules.working_days import Closure, Holiday, WorkingCalendar

NATIONS = ("england-and-wales", "scotland", "northern-ireland")
LIST = Path(__file__).with_name("bank-holidays.toml")

_SATURDAY = 5
_DATES = ("first", "proclaimed-until", "last")
_TABLES = ("proclaimed", "projected")
_WRITTEN_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BankHolidayMistakes(ValueError):
    """A list of bank holidays that cannot be used; `sentences` names every mistake, with its line."""

    def __init__(self, path: Path, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__(f"{path.name} cannot be used.\n" + "\n".join(sentences))


@dataclass(frozen=True, slots=True)
class BankHolidayList:
    """One edition of the list: local dates from `first` to `last`, projected after `proclaimed_until`."""

    version: str
    first: dt.date
    proclaimed_until: dt.date
    last: dt.date
    holidays: Mapping[str, tuple[Holiday, ...]]

    def calendar_for(
        self,
        nation: str,
        closures: tuple[Closure, ...] = (),
        *,
        closures_are_working_days: bool = True,
    ) -> WorkingCalendar:
        """The working calendar of a nation with a council's closure days.

        Closures count as working days unless told otherwise (DA 3.16(a)).
        Raises ValueError for a nation that is not in the list.
        """
        if nation not in self.holidays:
            raise ValueError(f"There are no bank holidays for “{nation}”: choose one of {', '.join(NATIONS)}.")
        return WorkingCalendar(
            nation=nation,
            version=self.version,
            first=self.first,
            last=self.last,
            holidays=self.holidays[nation],
            closures=closures,
            closures_are_working_days=closures_are_working_days,
            proclaimed_until=self.proclaimed_until,
        )


@cache
def installed() -> BankHolidayList:
    """The newest list that comes with the product, read once. Raises BankHolidayMistakes."""
    return editions()[-1]


@cache
def editions(newest: Path = LIST) -> tuple[BankHolidayList, ...]:
    """Every edition of the list, read once, the newest last. Raises BankHolidayMistakes.

    A case counts by the edition it began under until it adopts another, so the earlier ones stay: each stands
    beside the newest as ``bank-holidays-VERSION.toml``.
    """
    paths = [*sorted(newest.parent.glob(f"{newest.stem}-*{newest.suffix}")), newest]
    found = tuple(load(path) for path in paths)
    for path, edition in zip(paths[:-1], found, strict=False):
        if path.stem != f"{newest.stem}-{edition.version}":
            raise BankHolidayMistakes(path, (f"It holds the version {edition.version}, and is named otherwise.",))
        if edition.version == found[-1].version:
            raise BankHolidayMistakes(path, (f"{newest.name} claims to be the version {edition.version} too.",))
    return found


@cache
def editions_in(folders: tuple[Path, ...]) -> tuple[BankHolidayList, ...]:
    """Every edition that comes with the product, then those of these folders; the list in the last folder is newest.

    So a holiday announced late is put in without waiting for a new version of the product: its list goes into a
    folder as bank-holidays.toml. Raises BankHolidayMistakes.
    """
    found = list(editions())
    for newest in (folder / LIST.name for folder in folders):
        if not newest.exists():
            continue
        further = editions(newest)
        twice = {edition.version for edition in found} & {edition.version for edition in further}
        if twice:
            raise BankHolidayMistakes(newest, (f"Its version {min(twice)} is there already: give it another.",))
        found += further
    return tuple(found)


def calendar_for(
    nation: str, closures: tuple[Closure, ...] = (), *, closures_are_working_days: bool = True
) -> WorkingCalendar:
    """The working calendar of a nation by the installed list: see `BankHolidayList.calendar_for`."""
    return installed().calendar_for(nation, closures, closures_are_working_days=closures_are_working_days)


def load(path: Path) -> BankHolidayList:
    """Read and check a list of bank holidays. Raises BankHolidayMistakes with every mistake."""
    text = path.read_text(encoding="utf-8")
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        raise BankHolidayMistakes(path, (f"The file is not TOML: {mistake}.",)) from None
    lines = _lines(text)
    mistakes = [*_head_mistakes(written)]
    if not mistakes:
        mistakes = [*_table_mistakes(written, lines)]
    if mistakes:
        raise BankHolidayMistakes(path, tuple(mistakes))
    return BankHolidayList(
        version=written["version"],
        first=written["first"],
        proclaimed_until=written["proclaimed-until"],
        last=written["last"],
        holidays={nation: _holidays(written[nation]) for nation in NATIONS},
    )


def _holidays(tables: dict[str, dict[str, str]]) -> tuple[Holiday, ...]:
    days = {
        dt.date.fromisoformat(day): Holiday(dt.date.fromisoformat(day), name, projected=table == "projected")
        for table in _TABLES
        for day, name in tables[table].items()
    }
    return tuple(days[day] for day in sorted(days))


def _head_mistakes(written: dict[str, Any]) -> Iterator[str]:
    if not isinstance(written.get("version"), str) or not written["version"].strip():
        yield 'The list needs a version in quotation marks, such as version = "2026-11-22".'
    dates: list[dt.date] = []
    for key in _DATES:
        if type(written.get(key)) is dt.date:
            dates.append(written[key])
        else:
            yield f"The list needs {key}, a date without quotation marks, such as {key} = 2028-12-31."
    if len(dates) == len(_DATES) and dates != sorted(dates):
        yield "The dates first, proclaimed-until and last must follow one another."
    for nation in NATIONS:
        for table in _TABLES:
            tables = written.get(nation)
            if not (isinstance(tables, dict) and isinstance(tables.get(table), dict)):
                yield f"The list needs a table [{nation}.{table}]."
    for key in sorted(written.keys() - {"version", *_DATES, *NATIONS}):
        yield f"“{key}” does not belong here: a list has version, {', '.join(_DATES)} and its three nations."


def _table_mistakes(written: dict[str, Any], lines: Mapping[tuple[str, str], int]) -> Iterator[str]:
    first, until, last = (written[key] for key in _DATES)
    spans = {"proclaimed": (first, until), "projected": (until + dt.timedelta(days=1), last)}
    for nation in NATIONS:
        for table, rows in written[nation].items():
            if table not in spans:
                yield f"[{nation}.{table}] does not belong here: a nation has proclaimed and projected days."
                continue
            for day, name in rows.items():
                sentence = _row_mistake(day, name, *spans[table])
                if sentence:
                    where = lines.get((f"{nation}.{table}", day))
                    line = f"Line {where}" if where else "One line"
                    yield f"{line}, [{nation}.{table}] {day}: {sentence}"


def _row_mistake(written: str, name: object, first: dt.date, last: dt.date) -> str | None:
    if not _WRITTEN_DATE.fullmatch(written):
        return 'a bank holiday is written as 2026-12-25 = "Christmas Day".'
    if not isinstance(name, str) or not name.strip():
        return "a bank holiday needs its name, in quotation marks."
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        return "there is no such day."
    if not first <= day <= last:
        return f"days of this table lie between {first} and {last}."
    if day.weekday() >= _SATURDAY:
        return f"this is a {WEEKDAYS[day.weekday()]}; list the substitute day in its place."
    return None


def _lines(text: str) -> dict[tuple[str, str], int]:
    """On which line of the file each key of each table stands."""
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("["):
            table = line.strip().strip("[]")
        elif "=" in line:
            lines[table, line.partition("=")[0].strip().strip('"')] = number
    return lines
