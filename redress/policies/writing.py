"""Are ids, addresses, colours, dates and hours written so that they can be used?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from urllib.parse import urlsplit

from redress.policies.lines import KeyPath
from redress.policies.names import Finding
from redress.policies.rows import rows, word
from redress.policies.shape import Table, places, tables
from redress.rules import policy as shapes

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_READABLE = 4.5  # WCAG 2.2, 1.4.3: contrast of text of ordinary size


def findings(said: Table) -> Iterator[Finding]:
    """Everything that cannot be used as it is written."""
    yield from _ids(said)
    yield from _written_well(said)
    yield from _letters(said)
    yield from _outcomes(said)
    yield from _calendar(said)
    yield from _hours(said)


# --- ids and the way things are written ----------------------------------------------------------


def _ids(said: Table) -> Iterator[Finding]:
    seen: dict[tuple[KeyPath, str], bool] = {}
    for path, cls, table in tables(said, shapes.Policy):
        key = "stage" if cls in (shapes.NextStageRequest, shapes.Agreement) else "id"
        id = word(table, key)
        if not id:
            continue
        if key == "id" and not _ID.fullmatch(id):
            yield (*path, key), f"“{id}” cannot be an id: use small letters and numbers with hyphens between words."
        if path and isinstance(path[-1], int):
            if (path[:-1], id) in seen:
                yield (*path, key), f"“{id}” is there already; every {key} stands once in its list."
            seen[path[:-1], id] = True
    council, id = said.get("council"), word(said, "id")
    if isinstance(council, dict) and id and word(council, "id", id) != id:
        yield ("council", "id"), f"“{word(council, 'id')}” is not the id of the policy, “{id}”: the two must agree."
    for reference in said["paragraphs"] if isinstance(said.get("paragraphs"), dict) else ():
        if reference != reference.strip():
            yield ("paragraphs", reference), f"Take away the blank before or after “{reference.strip()}”."
    contacts = said.get("contacts")
    for name in contacts if isinstance(contacts, dict) else ():
        if not _ID.fullmatch(name):
            yield (
                ("contacts", name),
                f"“{name}” cannot be a name here: use small letters and numbers with hyphens between words.",
            )


def _written_well(said: Table) -> Iterator[Finding]:
    for place in places(said, shapes.Policy):
        value = place.value
        if not isinstance(value, str) or not value:
            continue
        if "email" in place.key and not _EMAIL.fullmatch(value):
            yield place.path, f"“{value}” is not an e-mail address."
        elif place.key in ("website", "privacy_notice", "find_councillor") and not _is_web_address(value):
            yield place.path, f"“{value}” is not a web address: it begins with https:// or http:// and has no spaces."
        elif place.key in ("reference_prefix", "series") and not _PREFIX.fullmatch(value):
            yield place.path, f"“{value}” cannot begin a reference: use capital letters and numbers."
        elif place.key == "colour":
            yield from _colour(place.path, value)


def _is_web_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", value)


def _colour(path: KeyPath, value: str) -> Iterator[Finding]:
    if not _COLOUR.fullmatch(value):
        yield path, f"“{value}” is not a colour: write # and six signs, such as #1d3c5c."
    elif contrast_with_white(value) < _READABLE:
        shown = f"{contrast_with_white(value):.1f}"
        yield path, f"White words on {value} cannot be read well: the contrast is {shown} to 1, and 4.5 is the least."


def contrast_with_white(colour: str) -> float:
    """The contrast of a colour such as #1d3c5c with white, from 1 to 21, as WCAG 2.2 defines it."""
    red, green, blue = (_light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


# --- letters and outcomes ------------------------------------------------------------------------


def _letters(said: Table) -> Iterator[Finding]:
    for letter_path, letter in rows(said, "letters"):
        for path, content in rows(letter, "contents", letter_path):
            source = content.get("source")
            if isinstance(source, dict) and source.get("fact") == "due-date" and not word(source, "clock"):
                yield (*path, "source"), "A due-date needs “clock”: which limit's date is told."


def _outcomes(said: Table) -> Iterator[Finding]:
    outcomes = rows(said, "outcomes")
    given = {word(outcome, "justified") for _, outcome in outcomes}
    degrees = ("wholly", "partly", "no")
    missing = [degree for degree in degrees if degree not in given]
    if outcomes and missing and given <= set(degrees):
        yield ("outcomes",), f"No outcome is justified = {' or '.join(missing)}."


# --- the calendar and the hours ------------------------------------------------------------------


def _calendar(said: Table) -> Iterator[Finding]:
    before: list[tuple[date, date]] = []
    for path, closure in rows(said.get("calendar"), "closures", ("calendar",)):
        first, last = closure.get("first"), closure.get("last")
        if type(first) is not date or type(last) is not date:
            continue
        if last < first:
            yield (*path, "last"), f"The closure ends on {last}, before it begins on {first}."
        elif any(first <= end and start <= last for start, end in before):
            yield (*path, "first"), "This closure overlaps with one further up."
        before.append((first, last))


def _hours(said: Table) -> Iterator[Finding]:
    receipt = said.get("receipt")
    hours = receipt.get("hours") if isinstance(receipt, dict) else None
    for day, open in hours.items() if isinstance(hours, dict) else ():
        opens, closes = (open.get("opens"), open.get("closes")) if isinstance(open, dict) else (None, None)
        if isinstance(opens, time) and isinstance(closes, time) and closes <= opens:
            yield ("receipt", "hours", day, "closes"), f"On {day} the office closes at {closes}, before it opens."
