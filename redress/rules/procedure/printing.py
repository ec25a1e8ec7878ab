"""What do the pages of docs/procedure/ say? Printed from what was found on the walk and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from redress.rules import phrases
from redress.rules.policy import Policy, Rulebook
from redress.rules.procedure.exploring import procedure
from redress.rules.procedure.mermaid import diagram
from redress.rules.procedure.permitted import Matrix, Permission, acts_of, parts_of, permitted
from redress.rules.procedure.states import Procedure
from redress.rules.procedure.table import Row, places, rows
from redress.rules.procedure.wording import (
    act_name,
    clock_name,
    form_name,
    place,
    stage_name,
    state_name,
    turn,
    waits,
    why_unreached,
)

_PRINTED = "<!-- Printed from the code by `.venv/bin/python -m tests.architecture.printed`; nobody edits it. -->"


def pages(policy: Policy, book: Rulebook) -> Mapping[str, str]:
    """The pages of one council by file name: one for each track, and who is permitted what."""
    found = [procedure(policy.pin, track.id, book) for track in policy.tracks]
    written = {f"{policy.id}-{each.track}.md": track_page(each) for each in found}
    written[f"{policy.id}-permitted-actions.md"] = permitted_page(policy, found, book)
    return written


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        cells = (cell.replace("|", "∣") for cell in row)
        yield "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"
    yield ""


# --- one track -------------------------------------------------------------------------------------


def track_page(found: Procedure) -> str:
    """The states, the diagram and the moves of one track."""
    return _text(_track(found))


def _track(found: Procedure) -> Iterator[str]:
    policy = found.policy
    yield from (f"# {policy.council.name}: {policy.track(found.track).name}", "", _PRINTED, "")
    yield from (
        f"Under “{policy.title}”, version {policy.version}. These are the states and moves that the rules allowed",
        "when made-up cases were walked through them: every act was tried in every state.",
        "",
        "## The picture",
        "",
        "```mermaid",
        diagram(found),
        "```",
        "",
        "## The states",
        "",
    )
    yield from _table(("State", "Whose turn", "Kind of wait", "Clocks that run"), _states(found))
    yield from ("## Moves that lead to another state", "")
    yield from _table(("From", "Act", "Who", "Needs", "To", "Paragraph"), _onward(found))
    if found.staying:
        yield from ("## What can be done without leaving a state", "")
        yield from _table(("Act", "Who", "Needs", "In these states", "Paragraph"), _staying(found))
    if found.unreached:
        yield from ("## Rows of the table of moves that were never open", "")
        yield from _table(("Act", "Stages", "Why", "Paragraph"), _unreached(found))


def _states(found: Procedure) -> Iterator[tuple[str, ...]]:
    for state in found.states:
        clocks = "<br>".join(clock_name(clock) for clock in found.clocks[state])
        yield place(found, state), turn(found, state), waits(found, state), clocks


def _onward(found: Procedure) -> Iterator[tuple[str, ...]]:
    for row in rows(found, found.onward):
        begins = f"and begins: {row.begins}" if row.begins else ""
        to = [place(found, row.after)] if row.after else []
        yield _cells(row.comes_from or "(the beginning)", found, row), *_told(row), _lines([*to, begins]), row.paragraph


def _staying(found: Procedure) -> Iterator[tuple[str, ...]]:
    for row in rows(found, found.staying):
        act, *rest = _told(row)
        begins = f"and begins: {row.begins}" if row.begins else ""
        yield _lines([act, begins]), *rest, _cells("", found, row), row.paragraph


def _told(row: Row) -> tuple[str, str, str]:
    """The act with its options, who may do it, and what it needs."""
    act = f"{row.act}: {'; '.join(row.options)}" if row.options else row.act
    return act, row.who, _lines(row.needs)


def _cells(beginning: str, found: Procedure, row: Row) -> str:
    return _lines(places(found, row.befores)) or beginning


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(filter(None, lines))


def _unreached(found: Procedure) -> Iterator[tuple[str, ...]]:
    for each in found.unreached:
        move = each.move
        stages = [one.name for one in found.policy.stages(found.track) if not move.stages or one.id in move.stages]
        name = form_name(found.policy, each.form) if each.form else act_name(found.policy, move.act)
        yield name, ", ".join(stages), why_unreached(each.code), move.paragraph


# --- who is permitted what ---------------------------------------------------------------------------


def permitted_page(policy: Policy, found: Iterable[Procedure], book: Rulebook) -> str:
    """Role by role, what may be done in which state of which track."""
    return _text(_permitted(policy, [(each, permitted(each, book)) for each in found]))


def _permitted(policy: Policy, found: list[tuple[Procedure, Matrix]]) -> Iterator[str]:
    yield from (f"# {policy.council.name}: who is permitted what", "", _PRINTED, "")
    yield from (
        f"Under “{policy.title}”, version {policy.version}. What the rules answered for each role, act and state.",
        "An act that does not stand under a role is refused to it in every state of that track.",
        "",
        "* **yes**: on every case in the state",
        "* **at times**: on some cases in the state: something else must be so first, or must not be so any more",
        "* **in charge**: only to whoever is in charge of the case, or covers for them",
        "",
        "The numbers at the head of a table are the states named above it.",
        "",
    )
    for part in dict.fromkeys(part for each, _ in found for part in parts_of(each)):
        yield from (f"## {_capital(phrases.role_name(policy, part).removeprefix('the '))}", "")
        tracks = [lines for each, matrix in found if (lines := list(_of_part(part, each, matrix)))]
        begins = _begins(part, found)
        if begins:
            yield from (f"Takes in: {', '.join(begins)}.", "")
        for lines in tracks:
            yield from lines
        if not tracks and not begins:
            yield from ("No act of any track is open to this role.", "")


def _begins(part: str, found: list[tuple[Procedure, Matrix]]) -> list[str]:
    return [
        each.policy.track(each.track).name
        for each, _ in found
        if any(part in move.by for move in each.policy.moves_for(each.track, "receive"))
    ]


def _of_part(part: str, found: Procedure, matrix: Matrix) -> Iterator[str]:
    rows = [(act, [matrix.get((part, act, state), Permission()) for state in found.states]) for act in acts_of(found)]
    rows = [(act, cells) for act, cells in rows if any(cell != Permission() for cell in cells)]
    if not rows:
        return
    yield from (f"### {found.policy.track(found.track).name}", "", "; ".join(_numbered(found)) + ".", "")
    heads = ("Act", *(str(number) for number, _ in enumerate(found.states, start=1)))
    yield from _table(heads, ((act_name(found.policy, act), *map(mark, cells)) for act, cells in rows))


def _numbered(found: Procedure) -> Iterator[str]:
    for stage, states in groupby(enumerate(found.states, start=1), key=lambda one: one[1].stage):
        named = ", ".join(f"{number} {state_name(state)}" for number, state in states)
        yield f"{stage_name(found, stage)}: {named}" if stage_name(found, stage) else named


def mark(cell: Permission) -> str:
    """A permission in a word or two; empty for none."""
    if cell.anybody == "yes":
        return "yes"
    if cell.in_charge == "yes":
        return "in charge" if cell.anybody == "no" else "in charge, else at times"
    if cell.anybody == "sometimes":
        return "at times"
    return "in charge, at times" if cell.in_charge == "sometimes" else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
