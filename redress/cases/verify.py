"""Is the record whole: every chain intact, nothing cut off, and every summary what the events make?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redress import policies
from redress.accounts.models import Council
from redress.cases import anchors, chain, summary, triggers
from redress.cases.anchors import Heads
from redress.cases.models import Anchor, Case, Event, council_key
from redress.rules.policy import Rulebook

Progress = Callable[[int, int], None]

PROBLEMS = {
    "altered": gettext_lazy("the event was altered after it was written"),
    "chain": gettext_lazy("the event does not follow the one before it"),
    "sequence": gettext_lazy("an event is missing before this one"),
    "unreadable": gettext_lazy("the event cannot be read: %(detail)s"),
    "unreplayed": gettext_lazy("the events cannot be replayed: %(detail)s"),
    "no-events": gettext_lazy("the case has no events"),
    "cut-off": gettext_lazy("the case does not end with the event its summary names"),
    "summary": gettext_lazy("the summary is not what the events make: %(detail)s"),
    "bars": gettext_lazy("the people kept away are not those whom the events bar"),
    "anchored": gettext_lazy("the event that an anchor noted is gone or is another"),
    "anchored-case": gettext_lazy("the case that an anchor noted is gone"),
    "anchor": gettext_lazy("anchor %(detail)s was altered, or one before it is gone"),
    "letter": gettext_lazy("%(detail)s is not what it was when it was approved"),
    "guard": gettext_lazy("the database does not refuse changes: trigger %(detail)s is missing"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: in which case (none: in the installation), at which event (0: the case itself)."""

    council: str
    reference: str
    seq: int
    problem: str
    detail: str = ""

    def __str__(self) -> str:
        problem = str(PROBLEMS[self.problem]) % {"detail": self.detail}
        if not self.reference:
            return problem
        if not self.seq:
            return _("%(case)s: %(problem)s") % {"case": self.reference, "problem": problem}
        words = {"case": self.reference, "seq": self.seq, "problem": problem}
        return _("%(case)s, event %(seq)s: %(problem)s") % words


def verify(council: Council | str | None = None, *, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong with the record of one council or of all: nothing at all if it is whole.

    Reads every event once and writes nothing. ``progress`` is told how many cases are done, of how many. A case
    that somebody was acting on meanwhile is looked at again under its lock before anything is said of it.
    """
    council_id = council_key(council) if council is not None else None
    findings = [Finding("", "", 0, "guard", name) for name in triggers.missing()]
    rows = list(Anchor.objects.order_by("pk"))
    findings += _anchor_findings(rows)
    noted = _noted_by_case(rows, council_id)
    book = policies.rulebook()
    cases = cases_with_events(council_id)
    total = cases.count()
    for done, case in enumerate(cases.iterator(chunk_size=100), start=1):
        heads = noted.pop(chain.name_of(case), {})
        if any(_case_findings(case, heads, book)):
            findings += _second_look(case, heads, book)
        if progress is not None:
            progress(done, total)
    findings += [_of_name(name, 0, "anchored-case") for name in sorted(noted)]
    return findings


def cases_with_events(council_id: str | None) -> QuerySet[Case]:
    """The cases of a council, or all, with everything that is compared fetched beside them."""
    cases = Case.objects.all() if council_id is None else Case.objects.filter(council_id=council_id)
    return cases.order_by("pk").prefetch_related("events", "open_deadlines", "holdings", "asked", "bars")


def digests_of(case: int, id: str) -> set[str]:
    """The digests by which the events of a case, by its key, name something by its opaque id, such as a letter."""
    rows = Event.objects.filter(case=case, facts__contains=f'"id":"{id}"').values_list("facts", flat=True)
    return {each["digest"] for facts in rows for each in _naming(json.loads(facts), id)}


def _naming(facts: Any, id: str) -> Iterator[dict[str, Any]]:
    if isinstance(facts, dict):
        if facts.get("id") == id and "digest" in facts:
            yield facts
        facts = list(facts.values())
    if isinstance(facts, list):
        for each in facts:
            yield from _naming(each, id)


def _second_look(case: Case, heads: dict[int, str], book: Rulebook) -> list[Finding]:
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        return list(_case_findings(cases_with_events(None).get(pk=case.pk), heads, book))


def _case_findings(case: Case, heads: dict[int, str], book: Rulebook) -> Iterator[Finding]:
    rows = list(case.events.all())
    chained = [*_chain_findings(case, rows), *_anchored_findings(case, rows, heads)]
    yield from chained
    if not chained:
        yield from _derived_findings(case, rows, book)


def _chain_findings(case: Case, rows: list[Event]) -> Iterator[Finding]:
    if not rows:
        yield _of(case, 0, "no-events")
        return
    before = ""
    for place, row in enumerate(rows, start=1):
        if row.hash != chain.hash_of(row, case):
            yield _of(case, row.seq, "altered")
        if row.seq != place:
            yield _of(case, row.seq, "sequence")
            return
        if row.previous_hash != before:
            yield _of(case, row.seq, "chain")
        before = row.hash
    if (case.last_seq, case.head_hash) != (rows[-1].seq, rows[-1].hash):
        yield _of(case, rows[-1].seq, "cut-off")


def _anchored_findings(case: Case, rows: list[Event], heads: dict[int, str]) -> Iterator[Finding]:
    hashes = {row.seq: row.hash for row in rows}
    for seq, head in sorted(heads.items()):
        if hashes.get(seq) != head:
            yield _of(case, seq, "anchored")


def _derived_findings(case: Case, rows: list[Event], book: Rulebook) -> Iterator[Finding]:
    history = []
    for row in rows:
        try:
            history.append(chain.recorded_of(row))
        except (KeyError, TypeError, ValueError) as error:
            yield _of(case, row.seq, "unreadable", type(error).__name__)
            return
    try:
        derived = summary.derive(history, filing=summary.Filing(case.council_id), book=book)
    except (LookupError, TypeError, ValueError) as error:
        # For example a policy version that is installed no more: one such case must not hide the others' faults.
        yield _of(case, 0, "unreplayed", type(error).__name__)
        return
    different = summary.differences(case, derived, filed=False)
    if case.opened_at != rows[0].recorded_at:
        different.append("opened_at")
    if different:
        yield _of(case, 0, "summary", ", ".join(different))
    if not derived.fold.disposed and {bar.opaque for bar in case.bars.all()} != set(derived.fold.bars):
        yield _of(case, 0, "bars")


def _anchor_findings(rows: list[Anchor]) -> Iterator[Finding]:
    before, noted = "", Heads()
    for row in rows:
        noted.update(anchors.heads_of(row))
        whole = row.hash == anchors.hash_of(row) and row.previous_hash == before
        if not whole or row.digest != anchors.digest_of(noted) or row.count > len(noted):
            yield Finding("", "", 0, "anchor", str(row))
        before = row.hash


def _noted_by_case(rows: list[Anchor], council_id: str | None) -> dict[str, dict[int, str]]:
    noted: dict[str, dict[int, str]] = {}
    for row in rows:
        for name, (seq, head) in anchors.heads_of(row).items():
            if council_id is None or name.startswith(f"{council_id}/"):
                noted.setdefault(name, {})[seq] = head
    return noted


def _of(case: Case, seq: int, problem: str, detail: str = "") -> Finding:
    return Finding(case.council_id, case.reference, seq, problem, detail)


def _of_name(name: str, seq: int, problem: str) -> Finding:
    council, _slash, reference = name.partition("/")
    return Finding(council, reference, seq, problem)
