"""Can the time limits of this policy be counted, its rights be used, and its ways in be gone?

What belongs to limits, rights, services and entry at a later stage and that no single value can break.
"""

from __future__ import annotations

from collections.abc import Iterator

from redress.policies.lines import KeyPath
from redress.policies.names import Finding
from redress.policies.procedure import can_happen, covers, moves_of
from redress.policies.rows import rows, word, words
from redress.policies.shape import Table

_COMPLAINT = "complaint"


def findings(said: Table) -> Iterator[Finding]:
    """Everything that keeps a limit from being counted, a right from being used, or a matter from beginning."""
    for path, clock in rows(said, "clocks"):
        yield from _total(path, clock)
        yield from _overrides(path, clock)
        yield from _unless(said, path, clock)
    yield from _rights(said)
    yield from _moves_by_right(said)
    for path, track in rows(said, "tracks"):
        yield from _entries(said, path, track)
        if "stages" not in track:
            yield from _without_stages(said, path, track)


# --- clocks --------------------------------------------------------------------------------------


def _total(path: KeyPath, clock: Table) -> Iterator[Finding]:
    """A cap on the whole that the clock itself would not keep leaves nothing to extend."""
    length, extension = clock.get("length"), clock.get("extension")
    total = extension.get("total") if isinstance(extension, dict) else None
    if not isinstance(length, dict) or not isinstance(total, dict) or length.get("kind") != total.get("kind"):
        return
    own, most = length.get("count"), total.get("count")
    if isinstance(own, int) and isinstance(most, int) and most <= own:
        yield (
            (*path, "extension", "total", "count"),
            f"The whole may last {most}, but the clock runs for {own} already: nothing could be added.",
        )


def _overrides(path: KeyPath, clock: Table) -> Iterator[Finding]:
    groups: set[str] = set()
    for where, override in rows(clock, "overrides", path):
        group = word(override, "group")
        if group in groups:
            yield (*where, "group"), f"“{group}” stands twice in the overrides of this clock."
        groups.add(group)
        if "length" not in override and not word(override, "responsible"):
            yield where, "Nothing is different here: give a “length”, a “responsible”, or both."


def _unless(said: Table, path: KeyPath, clock: Table) -> Iterator[Finding]:
    """What does away with a limit can happen, and does not itself wait for what the limit is about."""
    track, stage = word(clock, "track"), word(clock, "stage")
    for number, milestone in enumerate(words(clock, "unless")):
        if not can_happen(said, milestone, track, [stage] if stage else []):
            yield (
                (*path, "unless", number),
                f"No move makes “{milestone}” happen here, so this never does away with it.",
            )
    if "answered" not in words(clock, "unless"):
        return
    for where, move in moves_of(said, track, "respond"):
        for number, milestone in enumerate(words(move, "after")):
            if milestone in words(clock, "met_by") and (not stage or covers(move, stage)):
                yield (
                    (*where, "after", number),
                    f"“{word(clock, 'id')}” is not owed where the answer comes first, "
                    f"so the answer cannot wait for “{milestone}”.",
                )


# --- rights --------------------------------------------------------------------------------------


def _rights(said: Table) -> Iterator[Finding]:
    clocks = {word(clock, "id"): clock for _, clock in rows(said, "clocks")}
    following = {
        (word(track, "id"), word(stage, "id")): word(stage, "next")
        for _, track in rows(said, "tracks")
        for _, stage in rows(track, "stages")
    }
    used = {word(move, "right") for _, move in rows(said, "moves")}
    for path, right in rows(said, "rights"):
        clock = clocks.get(word(right, "clock"), {})
        extension = clock.get("extension")
        if word(right, "after") == "cap" and isinstance(extension, dict) and extension.get("kind") == "any-new-date":
            yield (*path, "after"), "This clock may be extended to any date: there is no cap after which a right opens."
        if word(right, "opens") != "request-next-stage":
            continue
        if clock and not following.get((word(clock, "track"), word(clock, "stage"))):
            yield (*path, "opens"), "No stage follows the one of this clock, so there is none to ask for."
        if word(right, "id") not in used:
            id = word(right, "id")
            yield (
                path,
                f'Nobody can use this right: add a [[moves]] with action = "request-next-stage" and right = "{id}".',
            )


def _moves_by_right(said: Table) -> Iterator[Finding]:
    rights = {word(right, "id"): right for _, right in rows(said, "rights")}
    clocks = {word(clock, "id"): clock for _, clock in rows(said, "clocks")}
    for path, move in rows(said, "moves"):
        right = rights.get(word(move, "right"))
        if right is None:
            continue
        if word(move, "action") != "request-next-stage" or word(right, "opens") != "request-next-stage":
            yield (
                (*path, "right"),
                "A move is made by a right only to ask for the next stage, and by one that opens that.",
            )
        stage = word(clocks.get(word(right, "clock"), {}), "stage")
        if stage and words(move, "stages") != [stage]:
            yield (*path, "right"), f'The right is about “{stage}”: write stages = ["{stage}"].'


# --- ways in -------------------------------------------------------------------------------------


def _entries(said: Table, path: KeyPath, track: Table) -> Iterator[Finding]:
    """Where a matter may begin, somebody may begin it, and the other way round."""
    stages = rows(track, "stages", path)
    first = word(stages[0][1], "id") if stages else ""
    entries = {word(stage, "id") for _, stage in stages if stage.get("entry") is True}
    others = rows(track, "first", path)
    for where, other in others:
        if word(other, "stage") and word(other, "stage") not in entries | {first}:
            yield (
                (*where, "stage"),
                f"Nothing can begin in “{word(other, 'stage')}”: write entry = true for that stage.",
            )
    receiving = moves_of(said, word(track, "id"), "receive")
    begun = {stage for _, move in receiving for stage in words(move, "stages")} | {
        word(each, "stage") for _, each in others
    }
    for where, move in receiving:
        for number, stage in enumerate(words(move, "stages")):
            if stage != first and stage not in entries:
                yield (*where, "stages", number), f"Nothing can begin in “{stage}”: write entry = true for that stage."
    for where, row in stages:
        if word(row, "id") in entries - begun:
            id = word(row, "id")
            yield (
                (*where, "entry"),
                f'Nobody can begin in “{id}”: add a [[moves]] with action = "receive" and stages = ["{id}"].',
            )


def _without_stages(said: Table, path: KeyPath, track: Table) -> Iterator[Finding]:
    """A track without stages is gone through in one: nothing may name a stage of it."""
    name = word(track, "id")
    if track.get("counts_as_complaint") is True or name == _COMPLAINT:
        yield path, f"“{name}” counts as a complaint, so it needs at least one [[tracks.stages]]."
    if "moves" in said and not moves_of(said, name, "respond", "answer-ombudsman", "close", "take-step"):
        yield path, f'A “{name}” could never end: add a [[moves]] with action = "close" for this track.'
    for where, clock in rows(said, "clocks"):
        if word(clock, "track") == name and word(clock, "stage"):
            yield (*where, "stage"), f"“{name}” has no stages, so none can be named here."
    for where, move in rows(said, "moves"):
        if word(move, "track", _COMPLAINT) == name and words(move, "stages"):
            yield (*where, "stages"), f"“{name}” has no stages, so none can be named here."
