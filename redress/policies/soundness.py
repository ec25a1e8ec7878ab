"""Does the policy hold together: can every stage be reached, answered and counted?

These are the rules that no single value can break. They read what the file says rather than a finished
policy, so that they can be judged beside mistakes of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from redress.policies.lines import KeyPath
from redress.policies.names import Finding
from redress.policies.shape import Table, places, tables
from redress.rules import policy as shapes
from redress.rules.actions import ACTIONS
from redress.rules.independence import ACTS

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_READABLE = 4.5  # WCAG 2.2, 1.4.3: contrast of text of ordinary size
_COMPLAINT = "complaint"
_ENDINGS = ("respond", "answer-ombudsman", "close")

Rows = list[tuple[KeyPath, Table]]


def findings(said: Table) -> Iterator[Finding]:
    """Everything that does not hold together."""
    yield from _ids(said)
    yield from _written_well(said)
    yield from _tracks(said)
    yield from _clocks(said)
    yield from _moves(said)
    yield from _positions(said)
    yield from _requests(said)
    yield from _letters(said)
    yield from _outcomes(said)
    yield from _calendar(said)
    yield from _hours(said)


# --- reading what is there -----------------------------------------------------------------------


def _rows(said: Any, key: str, path: KeyPath = ()) -> Rows:
    listed = said.get(key) if isinstance(said, dict) else None
    if not isinstance(listed, list):
        return []
    return [((*path, key, number), row) for number, row in enumerate(listed) if isinstance(row, dict)]


def _word(row: Table, key: str, otherwise: str = "") -> str:
    value = row.get(key)
    return value if isinstance(value, str) else otherwise


def _words(row: Table, key: str) -> list[str]:
    value = row.get(key)
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _moves_of(said: Table, track: str, *actions: str) -> Rows:
    return [
        (path, move)
        for path, move in _rows(said, "moves")
        if _word(move, "track", _COMPLAINT) == track and _word(move, "action") in actions
    ]


def _covers(move: Table, stage: str) -> bool:
    stages = _words(move, "stages")
    return not stages or stage in stages


# --- ids and the way things are written ----------------------------------------------------------


def _ids(said: Table) -> Iterator[Finding]:
    seen: dict[tuple[KeyPath, str], bool] = {}
    for path, cls, table in tables(said, shapes.Policy):
        key = "stage" if cls in (shapes.NextStageRequest, shapes.Agreement) else "id"
        id = _word(table, key)
        if not id:
            continue
        if key == "id" and not _ID.fullmatch(id):
            yield (*path, key), f"“{id}” cannot be an id: use small letters and numbers with hyphens between words."
        if path and isinstance(path[-1], int):
            if (path[:-1], id) in seen:
                yield (*path, key), f"“{id}” is there already; every {key} stands once in its list."
            seen[path[:-1], id] = True
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


# --- tracks and stages ---------------------------------------------------------------------------


def _tracks(said: Table) -> Iterator[Finding]:
    tracks = _rows(said, "tracks")
    names = [_word(track, "id") for _, track in tracks]
    if tracks and all(names) and _COMPLAINT not in names:
        yield ("tracks",), f"The policy needs a track with the id “{_COMPLAINT}”."
    for path, track in tracks:
        stages = {_word(stage, "id"): (where, stage) for where, stage in _rows(track, "stages", path)}
        yield from _chain(stages)
        if "moves" in said and _word(track, "id"):
            yield from _ways_through(said, path, track, stages)


def _chain(stages: dict[str, tuple[KeyPath, Table]]) -> Iterator[Finding]:
    """The stages follow one another from the first to the last, and each is reached."""
    at, passed = next(iter(stages), ""), list[str]()
    while at in stages:
        passed.append(at)
        where, stage = stages[at]
        at = _word(stage, "next")
        if at in passed:
            yield (*where, "next"), f"The stages go round in a circle: “{at}” comes before this one."
            return
    if at:
        return  # an unknown stage: the names are checked elsewhere
    for id, (where, _) in stages.items():
        if id and id not in passed:
            yield where, f"No stage leads to “{id}”: name it as the next of the stage before it."


def _ways_through(
    said: Table, path: KeyPath, track: Table, stages: dict[str, tuple[KeyPath, Table]]
) -> Iterator[Finding]:
    name = _word(track, "id")
    if not _moves_of(said, name, "receive"):
        yield path, f'Nobody can begin a “{name}”: add a [[moves]] with action = "receive" for this track.'
    needed = ("respond",) if track.get("counts_as_complaint") is True else _ENDINGS
    for id, (where, stage) in stages.items():
        if not any(_covers(move, id) for _, move in _moves_of(said, name, *needed)):
            yield where, f'Nobody can answer in “{id}”: add a [[moves]] with action = "{needed[0]}" for this stage.'
        asked = _moves_of(said, name, "request-next-stage")
        if _word(stage, "next") and not any(_covers(move, id) for _, move in asked):
            yield (
                (*where, "next"),
                f"Nobody can ask for the stage after “{id}”: "
                'add a [[moves]] with action = "request-next-stage" for this stage.',
            )


# --- clocks --------------------------------------------------------------------------------------


def _clocks(said: Table) -> Iterator[Finding]:
    clocks = {_word(clock, "id"): (path, clock) for path, clock in _rows(said, "clocks")}
    starts = {id: list(_due_anchors((*path, "anchor"), clock.get("anchor"))) for id, (path, clock) in clocks.items()}
    for id, anchors in starts.items():
        for where, other in anchors:
            if _leads_to(other, id, starts):
                yield where, f"The clocks go round in a circle: “{other}” starts from this one."
            elif other in clocks and _word(clocks[other][1], "track") != _word(clocks[id][1], "track"):
                yield where, f"“{other}” is a clock of another track; a clock starts from one of its own track."


def _due_anchors(path: KeyPath, anchor: Any) -> Iterator[tuple[KeyPath, str]]:
    if not isinstance(anchor, dict):
        return
    if anchor.get("kind") == "due":
        yield (*path, "clock"), _word(anchor, "clock")
    for where, part in _rows(anchor, "of", path):
        yield from _due_anchors(where, part)


def _leads_to(start: str, wanted: str, starts: dict[str, list[tuple[KeyPath, str]]]) -> bool:
    waiting, seen = [start], set[str]()
    while waiting:
        at = waiting.pop()
        if at == wanted:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(other for _, other in starts.get(at, ()))
    return False


# --- moves and positions -------------------------------------------------------------------------


def _moves(said: Table) -> Iterator[Finding]:
    for path, move in _rows(said, "moves"):
        action = _word(move, "action")
        if action in ("allocate", "appoint") and not _word(move, "position"):
            yield path, f"This move needs “position”: {action} puts somebody into one."
        if (
            _word(move, "letter")
            and action in ACTIONS
            and "letter" not in {each.name for each in fields(ACTIONS[action])}
        ):
            yield (*path, "letter"), f"No letter goes with the action {action}."


def _positions(said: Table) -> Iterator[Finding]:
    for path, position in _rows(said, "positions"):
        sorted_acts: dict[str, str] = {}
        for key in ("bars", "warns", "neither"):
            for number, act in enumerate(_words(position, key)):
                if sorted_acts.setdefault(act, key) != key:
                    yield (*path, key, number), f"“{act}” stands under {sorted_acts[act]} already."
        missing = sorted(ACTS - set(sorted_acts))
        if missing:
            rest = f"Put under bars, warns or neither: {', '.join(missing)}."
            yield path, f"This position does not sort every earlier act. {rest}"
        for number, role in enumerate(_words(position, "never")):
            if role in _words(position, "roles"):
                yield (*path, "never", number), f"“{role}” stands under roles as well; a role is one or the other."


# --- requests, agreement, lateness, letters, outcomes --------------------------------------------


def _requests(said: Table) -> Iterator[Finding]:
    after = {_word(stage, "next") for _, track in _rows(said, "tracks") for _, stage in _rows(track, "stages")}
    for path, request in _rows(said, "requests"):
        stage = _word(request, "stage")
        if stage and stage not in after:
            yield (*path, "stage"), f"No stage leads to “{stage}”, so it cannot be asked for."
        if request.get("accepted_first") is True:
            if not request.get("findings"):
                yield path, "Somebody decides on this request first, so it needs “findings” to choose from."
            yield from _can_be_done(said, (*path, "accepted_first"), "accept-request", stage)
        if _words(request, "refusable_findings"):
            yield from _can_be_done(said, (*path, "refusable_findings"), "refuse-request", stage)
            if not request.get("refusal_reasons"):
                yield path, "The request can be refused, so it needs “refusal_reasons” to choose from."
    for path, agreement in _rows(said, "agreements"):
        yield from _can_be_done(said, (*path, "stage"), "agree", _word(agreement, "stage"))
    if isinstance(said.get("late"), dict):
        yield from _can_be_done(said, ("late",), "decide-lateness", "")


def _can_be_done(said: Table, path: KeyPath, action: str, stage: str) -> Iterator[Finding]:
    moves = [move for _, move in _rows(said, "moves") if _word(move, "action") == action]
    if "moves" in said and not any(not stage or _covers(move, stage) for move in moves):
        where = f" for the stage “{stage}”" if stage else ""
        yield path, f'This needs a [[moves]] with action = "{action}"{where}.'


def _letters(said: Table) -> Iterator[Finding]:
    for letter_path, letter in _rows(said, "letters"):
        for path, content in _rows(letter, "contents", letter_path):
            source = content.get("source")
            if isinstance(source, dict) and source.get("fact") == "due-date" and not _word(source, "clock"):
                yield (*path, "source"), "A due-date needs “clock”: which limit's date is told."


def _outcomes(said: Table) -> Iterator[Finding]:
    outcomes = _rows(said, "outcomes")
    given: dict[str, str] = {}
    for path, outcome in outcomes:
        degree, id = _word(outcome, "justified"), _word(outcome, "id")
        if degree in given:
            yield (*path, "justified"), f"“{degree}” is given to “{given[degree]}” already; each is given once."
        given.setdefault(degree, id)
    degrees = ("wholly", "partly", "no")
    missing = [degree for degree in degrees if degree not in given]
    if outcomes and missing and set(given) <= set(degrees):
        yield ("outcomes",), f"No outcome is justified = {' or '.join(missing)}."


# --- the calendar and the hours ------------------------------------------------------------------


def _calendar(said: Table) -> Iterator[Finding]:
    before: list[tuple[date, date]] = []
    for path, closure in _rows(said.get("calendar"), "closures", ("calendar",)):
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
