"""How are event histories kept in a file, read back, and told as what they come to?

``events-v1.jsonl`` holds events as they were written, one a line, and is never changed. What they come to is kept
in ``standings-v1.json``; ``python -m tests.data`` prints it afresh, for a change that is meant.
"""

from __future__ import annotations

import json
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from redress import policies
from redress.cases import chain
from redress.cases.models import Case, Event
from redress.rules.case import Run, replay
from redress.rules.clock import Deadline, deadlines, rights
from redress.rules.status import status

FOLDER = Path(__file__).parent
HISTORIES = FOLDER / "events-v1.jsonl"
STANDINGS = FOLDER / "standings-v1.json"


def line_of(row: Event, case: Case) -> str:
    """One event as a line: its whole envelope, and the hashes that chain it."""
    return chain.canonical({**chain.envelope(row, case), "previous_hash": row.previous_hash, "hash": row.hash})


def cases_in(path: Path) -> dict[str, list[Event]]:
    """The event rows of each case in a file, by the name of the case; rows that were never in this database."""
    kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    cases = {}
    for name, events in groupby(kept, key=lambda event: event.pop("case")):
        council, _slash, reference = name.partition("/")
        case = Case(council_id=council, reference=reference)
        cases[name] = [
            Event(
                case=case,
                at_text=event.pop("at"),
                recorded_at=datetime.fromisoformat(event.pop("recorded_at")),
                **event,
            )
            for event in events
        ]
    return cases


def standing_of(rows: list[Event]) -> dict[str, Any]:
    """What a history comes to, in plain values: where it stands, its runs, its dates, its people."""
    book = policies.rulebook()
    case = replay([chain.recorded_of(row) for row in rows])
    return {
        "status": {run.id: status(case, run, book=book).code for run in case.runs.values()},
        "runs": {run.id: _run(run) for run in case.runs.values()},
        "points": [[point.id, point.service, point.landlord] for point in case.points],
        "deadlines": [_deadline(deadline) for deadline in deadlines(case, book)],
        "rights": [[opened.run, opened.right.id, opened.from_day.isoformat()] for opened in rights(case, book)],
        "involved": [[part.person, part.act, part.seq] for part in case.involvements],
        "bars": list(case.bars),
        "plans": {plan: at.iso() for plan, at in case.plans.items()},
        "disposed": case.disposed,
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "track": run.track,
        "policy": [run.policy.id, run.policy.version],
        "calendar": run.calendar,
        "received": run.received.iso(),
        "stage": run.stage,
        "holder": run.holder,
        "position": run.position,
        "ended": run.ended,
        "outcomes": run.outcomes,
        "promises": {clock: day.isoformat() for clock, day in run.promises.items()},
        "letters": sorted(run.letters.values()),
        "milestones": {
            f"{stage.id}.{name}": mark.at.iso()
            for stage in run.stages.values()
            for name, mark in stage.milestones.items()
        },
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "run": deadline.run,
        "clock": deadline.clock.id,
        "due": deadline.due.isoformat(),
        "printed": deadline.printed.isoformat(),
        "original": deadline.original.isoformat(),
        "met": deadline.met.iso() if deadline.met else None,
        "missed": deadline.missed.isoformat() if deadline.missed else None,
        "expected": deadline.expected.isoformat() if deadline.expected else None,
        "open": deadline.open,
    }


def standings(path: Path) -> str:
    """What every case of a file comes to, as it is kept."""
    told = {name: standing_of(rows) for name, rows in cases_in(path).items()}
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
