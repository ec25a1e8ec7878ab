"""What does a council's file of addresses say, and what is wrong with it?

Such files come out of many systems. Columns are known by many names and may stand in any order; the parts of an
address may stand in one column or in several. Every mistake is told at once, with its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redress.records.addresses import Row, compact

_UPRN = {"uprn", "uniquepropertyreferencenumber", "blpuuprn"}
_POSTCODE = {"postcode", "postalcode", "postcodelocator", "postcodes", "pcode", "pcds"}
_WARD = {"ward", "wardname", "wardnm", "electoralward", "wardcodename", "wd24nm", "wd25nm"}
_WHOLE = {"address", "fulladdress", "singlelineaddress", "addressfull", "addresstext", "propertyaddress"}

#: The parts of an address in the order in which they are written. Parts with the same number share a line.
_PARTS = {
    "organisation": 1, "organisationname": 1, "organization": 1, "company": 1,
    "flat": 2, "subbuilding": 2, "subbuildingname": 2, "saotext": 2, "unit": 2,
    "buildingname": 3, "housename": 3, "paotext": 3, "building": 3, "propertyname": 3,
    "buildingnumber": 4, "housenumber": 4, "number": 4, "streetnumber": 4, "paostartnumber": 4,
    "street": 4, "streetname": 4, "streetdescription": 4, "thoroughfare": 4, "road": 4,
    "locality": 5, "dependentlocality": 5, "localityname": 5, "village": 5,
    "town": 6, "townname": 6, "posttown": 6, "city": 6,
}  # fmt: skip
_NUMBERED = re.compile(r"(?:address|addr|add|addressline|line)(\d)")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one line of a file."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


class BadFile(Exception):
    """A file of addresses that cannot be used; it has every mistake, in the order of the lines."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = list(mistakes)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row each thing stands. ``lines`` has, for each line of an address, its columns."""

    uprn: int
    postcode: int
    ward: int
    lines: tuple[tuple[int, ...], ...]
    names: int


@dataclass(slots=True)
class Reading:
    """The rows of a file, and what was noticed on the way that is no mistake."""

    rows: list[Row] = field(default_factory=list)
    without_ward: int = 0


def read(content: bytes) -> Reading:
    """The addresses in a file. Raises :class:`BadFile`, which names every mistake at once."""
    text = _text(content)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        header = next(lines, [])
        columns = _columns(header)
        reading, mistakes = _rows(lines, columns)
    except csv.Error as error:
        raise BadFile([Mistake(lines.line_num, f"this cannot be read as a table: {error}")]) from None
    if not reading.rows and not mistakes:
        mistakes = [Mistake(1, "there is no address below the names of the columns")]
    if mistakes:
        raise BadFile(mistakes)
    return reading


def _text(content: bytes) -> str:
    """The text of a file: UTF-8 with or without its mark, UTF-16 with its mark, or Windows' western letters."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """What parts the columns: whichever of the usual signs the first line has most of."""
    first = text.partition("\n")[0]
    return max(",;\t|", key=first.count)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _columns(header: Sequence[str]) -> Columns:
    names = [_plain(name) for name in header]

    def where(known: set[str]) -> int:
        return next((place for place, name in enumerate(names) if name in known), -1)

    columns = Columns(where(_UPRN), where(_POSTCODE), where(_WARD), _address_columns(names), len(names))
    missing = [
        f"there is no column for the {what}: name one “{named}”"
        for what, named, there in (
            ("UPRN", "UPRN", columns.uprn >= 0),
            ("postcode", "Postcode", columns.postcode >= 0),
            ("ward", "Ward", columns.ward >= 0),
            ("address", "Address", bool(columns.lines)),
        )
        if not there
    ]
    if missing:
        raise BadFile([Mistake(1, text) for text in missing])
    return columns


def _address_columns(names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The columns of each line: numbered lines, else the parts in their order, else the one with all of it."""
    numbered = sorted(
        (int(found[1]), place) for place, name in enumerate(names) if (found := _NUMBERED.fullmatch(name))
    )
    if numbered:
        beside = [place for place, name in enumerate(names) if _PARTS.get(name, 0) >= 5]
        return tuple((place,) for place in [*(place for _number, place in numbered), *beside])
    whole = [place for place, name in enumerate(names) if name in _WHOLE]
    if whole:
        return ((whole[0],),)
    parts: dict[int, list[int]] = {}
    for known, number in _PARTS.items():  # in the order in which they are written, wherever they stand in the file
        if known in names:
            parts.setdefault(number, []).append(names.index(known))
    return tuple(tuple(parts[number]) for number in sorted(parts))


def _rows(lines: Iterator[list[str]], columns: Columns) -> tuple[Reading, list[Mistake]]:
    reading, mistakes, seen = Reading(), list[Mistake](), dict[str, int]()
    for cells in lines:
        at = lines.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[columns.names :]):
            mistakes.append(Mistake(at, f"it has {len(cells)} columns, but the first line names {columns.names}"))
            continue
        row = _row([*cells, *[""] * columns.names], columns)
        wrong = _wrong(row, cells, columns)
        if not wrong and row.uprn in seen:
            wrong = [f"the UPRN {row.uprn} stands in line {seen[row.uprn]} already"]
        seen.setdefault(row.uprn, at)
        mistakes += [Mistake(at, text) for text in wrong]
        reading.without_ward += not row.ward
        reading.rows.append(row)
    return reading, mistakes


def _row(cells: Sequence[str], columns: Columns) -> Row:
    postcode = cells[columns.postcode]
    lines = [" ".join(" ".join(cells[place].split()) for place in each).strip() for each in columns.lines]
    if len(lines) == 1:
        lines = [part.strip() for part in re.split(r"[,\n]", cells[columns.lines[0][0]])]
        lines = _number_with_its_street([" ".join(line.split()) for line in lines])
    wanted = compact(postcode)
    kept = [line.rstrip(",") for line in lines if line and (not wanted or compact(line) != wanted)]
    return Row(
        uprn=cells[columns.uprn].strip().lstrip("0"),
        lines="\n".join(dict.fromkeys(kept)),
        postcode=wanted,
        ward=" ".join(cells[columns.ward].split())[:100],
    )


def _number_with_its_street(lines: list[str]) -> list[str]:
    """ "12, High Street" in one column is one line of an address, not two."""
    joined: list[str] = []
    for line in lines:
        if joined and re.fullmatch(r"\d+[a-zA-Z]?", joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _wrong(row: Row, cells: Sequence[str], columns: Columns) -> list[str]:
    """What is wrong with a row, apart from its UPRN standing twice."""
    wrong = []
    if not row.uprn:
        wrong.append("it has no UPRN")
    elif re.search(r"[eE]\+|\.", row.uprn):
        wrong.append(f"the UPRN {row.uprn} was rounded by a spreadsheet: save the column as text")
    elif not re.fullmatch(r"[0-9]{1,12}", row.uprn):
        wrong.append(f"the UPRN “{row.uprn[:40]}” is not a number of up to 12 digits")
    given = cells[columns.postcode].strip() if columns.postcode < len(cells) else ""
    if not row.postcode:
        wrong.append(f"“{given[:40]}” is not a postcode" if given else "it has no postcode")
    if not row.lines:
        wrong.append("it has no address")
    elif len(row.lines) > 500:
        wrong.append("its address is longer than 500 characters")
    return wrong
