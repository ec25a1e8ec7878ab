"""Can the procedure of this policy be followed: every stage reached and answered, every limit counted?

These are the rules that no single value can break. They read what the file says rather than a finished
policy, so that they can be judged beside mistakes of other kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from redress.policies import given_dates
from redress.policies.lines import KeyPath
from redress.policies.names import Finding
from redress.policies.rows import Rows, rows, word, words
from redress.policies.shape import Table
from redress.rules.actions import ACTIONS
from redress.rules.independence import ACTS
from redress.rules.moves import DONE_BY

_COMPLAINT = "complaint"
_ENDINGS = ("respond", "answer-ombudsman", "close")


def findings(said: Table) -> Iterator[Finding]:
    """Everything that keeps the procedure from being followed."""
    yield from _tracks(said)
    yield from _clocks(said)
    yield from _moves(said)
    yield from _what_never_happens(said)
    yield from _positions(said)
    yield from _requests(said)
    yield from _window_ends(said)
    yield from given_dates.findings(said)


def moves_of(said: Table, track: str, *actions: str) -> Rows:
    """The moves of a track with one of these actions."""
    return [
        (path, move)
        for path, move in rows(said, "moves")
        if word(move, "track", _COMPLAINT) == track and word(move, "action") in actions
    ]


def covers(move: Table, stage: str) -> bool:
    """Whether a move can be made in a stage."""
    stages = words(move, "stages")
    return not stages or stage in stages


# --- tracks and stages ---------------------------------------------------------------------------


def _tracks(said: Table) -> Iterator[Finding]:
    tracks = rows(said, "tracks")
    names = [word(track, "id") for _, track in tracks]
    if tracks and all(names) and _COMPLAINT not in names:
        yield ("tracks",), f"The policy needs a track with the id “{_COMPLAINT}”."
    for path, track in tracks:
        stages = {word(stage, "id"): (where, stage) for where, stage in rows(track, "stages", path)}
        yield from _chain(stages)
        if "moves" in said and word(track, "id"):
            yield from _ways_through(said, path, track, stages)


def _chain(stages: dict[str, tuple[KeyPath, Table]]) -> Iterator[Finding]:
    """The stages follow one another from the first to the last, and each is reached."""
    at, passed = next(iter(stages), ""), list[str]()
    while at in stages:
        passed.append(at)
        where, stage = stages[at]
        at = word(stage, "next")
        if at in passed:
            yield (*where, "next"), f"The stages go round in a circle: “{at}” comes before this one."
            return
    if at:
        return  # an unknown stage: the names are checked elsewhere
    for id, (where, _) in stages.items():
        if id and id not in passed and stages[id][1].get("entry") is not True:
            yield where, f"No stage leads to “{id}”: name it as the next of the stage before it."


def _ways_through(
    said: Table, path: KeyPath, track: Table, stages: dict[str, tuple[KeyPath, Table]]
) -> Iterator[Finding]:
    name = word(track, "id")
    if not any(covers(move, next(iter(stages), "")) for _, move in moves_of(said, name, "receive")):
        yield path, f'Nobody can begin a “{name}”: add a [[moves]] with action = "receive" for this track.'
    for action, loss, wanted in (
        ("bar-person", "Nobody could be kept away from", True),
        ("adopt-calendar", "A bank holiday announced late could not be counted in", _has_clocks(said, name)),
        ("report-delivery-failure", "A letter that comes back could not be recorded in", _sends_letters(said, name)),
    ):
        if wanted and not moves_of(said, name, action):
            yield path, f'{loss} a “{name}”: add a [[moves]] with action = "{action}" for this track.'
    needed = ("respond",) if track.get("counts_as_complaint") is True else _ENDINGS
    for id, (where, stage) in stages.items():
        if not any(covers(move, id) for _, move in moves_of(said, name, *needed)):
            yield where, f'Nobody can answer in “{id}”: add a [[moves]] with action = "{needed[0]}" for this stage.'
        asked = moves_of(said, name, "request-next-stage")
        if word(stage, "next") and not any(covers(move, id) for _, move in asked):
            yield (
                (*where, "next"),
                f"Nobody can ask for the stage after “{id}”: "
                'add a [[moves]] with action = "request-next-stage" for this stage.',
            )


def _has_clocks(said: Table, track: str) -> bool:
    return any(word(clock, "track") == track for _, clock in rows(said, "clocks"))


def _sends_letters(said: Table, track: str) -> bool:
    moves = [move for _, move in rows(said, "moves") if word(move, "track", _COMPLAINT) == track]
    return any(word(move, "letter") for move in moves)


# --- clocks --------------------------------------------------------------------------------------


def _clocks(said: Table) -> Iterator[Finding]:
    clocks = {word(clock, "id"): (path, clock) for path, clock in rows(said, "clocks")}
    starts = {id: list(_due_anchors(path, clock)) for id, (path, clock) in clocks.items()}
    for id, anchors in starts.items():
        for where, other in anchors:
            if _leads_to(other, id, starts):
                yield where, f"The clocks go round in a circle: “{other}” starts from this one."
            elif other in clocks and word(clocks[other][1], "track") != word(clocks[id][1], "track"):
                yield where, f"“{other}” is a clock of another track; a clock starts from one of its own track."


def _due_anchors(path: KeyPath, clock: Table) -> Iterator[tuple[KeyPath, str]]:
    for where, part in _anchors_of(path, clock):
        if part.get("kind") == "due":
            yield (*where, "clock"), word(part, "clock")


def _anchors_of(path: KeyPath, clock: Table) -> Iterator[tuple[KeyPath, Table]]:
    """Everything that a clock starts from: its own anchor, and those of the lengths it is compared with."""
    yield from _anchors((*path, "anchor"), clock.get("anchor"))
    for where, span in rows(clock.get("ends"), "of", (*path, "ends")):
        yield from _anchors((*where, "anchor"), span.get("anchor"))


def _anchors(path: KeyPath, anchor: Any) -> Iterator[tuple[KeyPath, Table]]:
    """An anchor and those it chooses from."""
    if isinstance(anchor, dict):
        yield path, anchor
        for where, part in rows(anchor, "of", path):
            yield from _anchors(where, part)


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
    for path, move in rows(said, "moves"):
        action = word(move, "action")
        if action in ("allocate", "appoint") and not word(move, "position"):
            yield path, f"This move needs “position”: {action} puts somebody into one."
        if (action == "take-step") != bool(word(move, "step")):
            yield path, 'A move with action = "take-step" names its step, and no other move does.'
        if (
            word(move, "letter")
            and action in ACTIONS
            and "letter" not in {each.name for each in fields(ACTIONS[action])}
        ):
            yield (*path, "letter"), f"No letter goes with the action {action}."


def _what_never_happens(said: Table) -> Iterator[Finding]:
    """Moves that wait, and clocks that start or stop, for something that no move brings about."""
    for path, move in rows(said, "moves"):
        for number, milestone in enumerate(words(move, "after")):
            if not can_happen(said, milestone, word(move, "track", _COMPLAINT), words(move, "stages")):
                yield (*path, "after", number), f"No move makes “{milestone}” happen here, so this is never possible."
    for path, clock in rows(said, "clocks"):
        track, stages = word(clock, "track"), [stage for stage in [word(clock, "stage")] if stage]
        met_by = words(clock, "met_by")
        if met_by and not any(can_happen(said, milestone, track, stages) for milestone in met_by):
            yield (*path, "met_by"), "No move makes any of these happen, so this clock never stops."
        for where, anchor in _anchors_of(path, clock):
            if anchor.get("kind") == "answer" and not _step_can_be_taken(said, word(anchor, "step"), track):
                step = word(anchor, "step")
                yield (*where, "step"), f"No move of this track takes “{step}”, so this clock never starts."
            own = [stage for stage in [word(anchor, "stage")] if stage] or stages
            if anchor.get("kind") == "milestone" and not can_happen(said, word(anchor, "milestone"), track, own):
                milestone = word(anchor, "milestone")
                yield (*where, "milestone"), f"No move makes “{milestone}” happen here, so this clock never starts."


def can_happen(said: Table, milestone: str, track: str, stages: list[str]) -> bool:
    """Whether some move of the track brings a milestone about in one of these stages, or anywhere if none is named."""
    if milestone.startswith("step:"):
        return _step_can_be_taken(said, milestone.removeprefix("step:").partition("=")[0], track)
    stage, dot, name = milestone.rpartition(".")
    stages = [stage] if dot else stages
    if name not in DONE_BY or "moves" not in said:
        return True  # an unknown milestone: the names are checked elsewhere
    makers = [move for _, move in moves_of(said, track, DONE_BY[name])]
    if name in ("received", "requested"):
        return bool(makers)  # they open the stage, and are done outside of it
    return any(not stages or any(covers(move, stage) for stage in stages) for move in makers)


def _step_can_be_taken(said: Table, step: str, track: str) -> bool:
    """A step is looked for in the whole run, so it may be taken in any stage."""
    return any(word(move, "step") == step for _, move in moves_of(said, track, "take-step"))


def _positions(said: Table) -> Iterator[Finding]:
    for path, position in rows(said, "positions"):
        sorted_acts: dict[str, str] = {}
        for key in ("bars", "warns", "neither"):
            for number, act in enumerate(words(position, key)):
                if sorted_acts.setdefault(act, key) != key:
                    yield (*path, key, number), f"“{act}” stands under {sorted_acts[act]} already."
        missing = sorted(ACTS - set(sorted_acts))
        if missing:
            rest = f"Put under bars, warns or neither: {', '.join(missing)}."
            yield path, f"This position does not sort every earlier act. {rest}"
        for number, role in enumerate(words(position, "never")):
            if role in words(position, "roles"):
                yield (*path, "never", number), f"“{role}” stands under roles as well; a role is one or the other."


# --- requests, agreement, lateness ---------------------------------------------------------------


def _requests(said: Table) -> Iterator[Finding]:
    after = {word(stage, "next") for _, track in rows(said, "tracks") for _, stage in rows(track, "stages")}
    for path, request in rows(said, "requests"):
        stage = word(request, "stage")
        if stage and stage not in after:
            yield (*path, "stage"), f"No stage leads to “{stage}”, so it cannot be asked for."
        yield from _late_requests(said, path, request)
        if request.get("accepted_first") is True:
            if not request.get("findings"):
                yield path, "Somebody decides on this request first, so it needs “findings” to choose from."
            yield from _can_be_done(said, (*path, "accepted_first"), "accept-request", stage)
        if words(request, "refusable_findings"):
            yield from _can_be_done(said, (*path, "refusable_findings"), "refuse-request", stage)
            if not request.get("refusal_reasons"):
                yield path, "The request can be refused, so it needs “refusal_reasons” to choose from."
    for path, agreement in rows(said, "agreements"):
        yield from _can_be_done(said, (*path, "stage"), "agree", word(agreement, "stage"))
    late = said.get("late")
    if isinstance(late, dict):
        yield from _can_be_done(said, ("late",), "decide-lateness", "")
        yield from _deciders_of_lateness(said, late)


def _deciders_of_lateness(said: Table, late: Table) -> Iterator[Finding]:
    moves = [move for _, move in rows(said, "moves") if word(move, "action") == "decide-lateness"]
    may = {role for move in moves for role in words(move, "by")}
    for number, role in enumerate(words(late, "decided_by")):
        if moves and role not in may:
            yield (
                ("late", "decided_by", number),
                f'“{role}” cannot decide: no [[moves]] with action = "decide-lateness" names this role under by.',
            )


def _late_requests(said: Table, path: KeyPath, request: Table) -> Iterator[Finding]:
    """A window that leaves late requests to somebody's discretion needs the decision that is left to them."""
    window, stage = word(request, "window"), word(request, "stage")
    binds = next((clock.get("binds") for _, clock in rows(said, "clocks") if word(clock, "id") == window), None)
    if not window or not isinstance(binds, dict) or binds.get("kind") != "discretion-window":
        return
    late = f"Somebody decides on requests that come after “{window}”"
    if request.get("accepted_first") is not True:
        yield (*path, "window"), f"{late}: write accepted_first = true, with findings to choose from."
        yield from _can_be_done(said, (*path, "window"), "accept-request", stage)
    if not words(request, "refusable_findings"):
        yield (*path, "window"), f"{late}: say with which “refusable_findings” they can be refused."
        yield from _can_be_done(said, (*path, "window"), "refuse-request", stage)


def _window_ends(said: Table) -> Iterator[Finding]:
    """Letters that tell the last day to ask for the next stage, where there is no such day."""
    open_stages = {(track, stage) for track, stage, asked in _stages_before(said) if asked in _windows(said)}
    for letter_path, letter in rows(said, "letters"):
        sent = _sent_in(said, word(letter, "id"))
        if not sent <= open_stages or not open_stages:
            shut = ", ".join(sorted({stage for _, stage in sent - open_stages}))
            where = f" in “{shut}”" if shut else ""
            for path in _telling_window_end(letter_path, letter):
                yield path, f"No request after this letter has a “window”{where}, so this could never be filled in."


def _telling_window_end(path: KeyPath, letter: Table) -> Iterator[KeyPath]:
    if "{window_end}" in word(letter, "subject"):
        yield (*path, "subject")
    for where, content in rows(letter, "contents", path):
        source = content.get("source")
        if isinstance(source, dict) and "{window_end}" in word(source, "text"):
            yield (*where, "source", "text")
        elif isinstance(source, dict) and source.get("fact") == "window-end":
            yield (*where, "source", "fact")


def _windows(said: Table) -> set[str]:
    return {word(request, "stage") for _, request in rows(said, "requests") if word(request, "window")}


def _stages_before(said: Table) -> Iterator[tuple[str, str, str]]:
    """Each stage with its track and the stage that can be asked for after it, if any."""
    for _, track in rows(said, "tracks"):
        for _, stage in rows(track, "stages"):
            yield word(track, "id"), word(stage, "id"), word(stage, "next")


def _sent_in(said: Table, letter: str) -> set[tuple[str, str]]:
    """The tracks and stages in which a move sends a letter."""
    moves = [move for _, move in rows(said, "moves") if letter and word(move, "letter") == letter]
    return {
        (track, stage)
        for move in moves
        for track, stage, _ in _stages_before(said)
        if word(move, "track", _COMPLAINT) == track and covers(move, stage)
    }


def _can_be_done(said: Table, path: KeyPath, action: str, stage: str) -> Iterator[Finding]:
    moves = [move for _, move in rows(said, "moves") if word(move, "action") == action]
    if "moves" in said and not any(not stage or covers(move, stage) for move in moves):
        where = f" for the stage “{stage}”" if stage else ""
        yield path, f'This needs a [[moves]] with action = "{action}"{where}.'
