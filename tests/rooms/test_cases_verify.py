"""Does the database refuse to change a record, and does a change made all the same come to light?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from redress import jobs, policies
from redress.accounts.models import Staff
from redress.cases import chain, triggers
from redress.cases.anchors import anchor
from redress.cases.bars import keep_away
from redress.cases.models import Anchor, Asked, Bar, Case, Event, Holding, OpenDeadline, ReadLog
from redress.cases.reading import log_read
from redress.cases.rebuild import rebuild
from redress.cases.verify import Finding, verify
from redress.rules import actions as order
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def file(dartford: Office) -> CaseFile:
    return dartford.receives("2026-06-01T10:00").to_stage_one_answer()


@pytest.fixture
def unguarded() -> Iterator[None]:
    """The triggers are gone, as somebody with the database in hand might arrange."""
    triggers.drop()
    yield
    triggers.create()


def problems(**narrow: Any) -> list[tuple[str, int, str]]:
    found = [each for each in verify(**narrow) if each.problem != "guard"]
    return [(each.reference, each.seq, each.problem) for each in found]


# --- the database refuses ------------------------------------------------------------------------


@requirement("DA-2.10.6-4.1")
@pytest.mark.parametrize("model", [Event, Anchor, ReadLog])
def test_the_database_refuses_to_change_or_delete_a_record(file: CaseFile, model: type) -> None:
    log_read(file.case, file.office.actor("auditor"), "case")
    anchor()
    connection.check_constraints()  # else PostgreSQL refuses TRUNCATE for checks that still wait for the commit
    before = list(model.objects.values())
    column = {"Event": "by", "Anchor": "digest", "ReadLog": "actor"}[model.__name__]
    table = model._meta.db_table
    for statement in (f"UPDATE {table} SET \"{column}\" = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all().delete()
    if connection.vendor == "postgresql":
        truncate = f"TRUNCATE {table} CASCADE"
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(truncate)
    assert list(model.objects.values()) == before


def test_a_missing_trigger_is_found_and_put_back(db: None) -> None:
    assert triggers.missing() == []
    triggers.drop()
    gone = triggers.missing()
    assert {"cases_event_no_update", "cases_event_no_delete", "cases_readlog_no_delete"} <= set(gone)
    assert {finding.problem for finding in verify()} == {"guard"}
    assert "cases_event_no_update" in "".join(map(str, verify()))
    triggers.create()
    triggers.create()
    assert triggers.missing() == []


# --- what comes to light -------------------------------------------------------------------------


@requirement("DA-2.10.6-4.2")
def test_a_record_that_is_whole_has_nothing_to_find(file: CaseFile) -> None:
    file.office.receives("2026-06-03")
    anchor()
    told: list[tuple[int, int]] = []
    assert verify(progress=lambda done, total: told.append((done, total))) == []
    assert told == [(1, 2), (2, 2)]


@requirement("DA-2.10.6-4.2")
@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts", '{"position":"stage-one-decider","to":"staff:999"}'),
        ("by", "staff:999"),
        ("at_text", "2026-05-01"),
        ("recorded_at", datetime(2026, 5, 1, tzinfo=UTC)),
        ("role", "director"),
        ("key", "another"),
        ("kind", "Appointed"),
    ],
)
def test_an_altered_event_is_named_with_its_case(file: CaseFile, column: str, value: object) -> None:
    Event.objects.filter(case=file.case, seq=3).update(**{column: value})
    assert problems() == [("DBC-2026-0001", 3, "altered")]
    (told,) = [str(finding) for finding in verify() if finding.problem == "altered"]
    assert told == "DBC-2026-0001, event 3: the event was altered after it was written"


@pytest.mark.usefixtures("unguarded")
def test_an_event_altered_and_hashed_afresh_breaks_the_chain_after_it(file: CaseFile) -> None:
    row = Event.objects.get(case=file.case, seq=3)
    row.by = "staff:999"
    row.hash = chain.hash_of(row, file.case)
    row.save()
    assert problems() == [("DBC-2026-0001", 4, "chain")]


@pytest.mark.usefixtures("unguarded")
def test_an_event_taken_out_of_the_middle_is_missed(file: CaseFile) -> None:
    Event.objects.filter(case=file.case, seq=3).delete()
    assert problems() == [("DBC-2026-0001", 4, "sequence")]


@pytest.mark.usefixtures("unguarded")
def test_an_event_moved_to_another_case_is_found(file: CaseFile) -> None:
    other = file.office.receives("2026-06-03").case
    Event.objects.filter(case=other).update(seq=7)
    Event.objects.filter(case=other).update(case=file.case)
    found = problems()
    assert ("DBC-2026-0001", 7, "altered") in found
    assert ("DBC-2026-0002", 0, "no-events") in found


@pytest.mark.usefixtures("unguarded")
def test_a_tail_that_was_cut_off_is_missed_by_the_summary(file: CaseFile) -> None:
    Event.objects.filter(case=file.case, seq=6).delete()
    assert problems() == [("DBC-2026-0001", 5, "cut-off")]


@pytest.mark.usefixtures("unguarded")
def test_a_tail_cut_off_with_its_summary_is_missed_by_the_anchor(file: CaseFile) -> None:
    anchor()
    Event.objects.filter(case=file.case, seq=6).delete()
    assert len(rebuild().differing) == 1
    assert problems() == [("DBC-2026-0001", 6, "anchored")]


@pytest.mark.usefixtures("unguarded")
def test_a_case_that_was_removed_whole_is_missed_by_the_anchor(file: CaseFile) -> None:
    anchor()
    for model in (Event, OpenDeadline, Holding, Asked):
        model.objects.filter(case=file.case).delete()
    Case.objects.all().delete()
    assert problems() == [("DBC-2026-0001", 0, "anchored-case")]
    assert problems(council="dartford") == problems()
    assert problems(council="kings-lynn") == []


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("change", [{"digest": "0" * 64}, {"heads": "{}"}, {"previous_hash": "0" * 64}])
def test_an_altered_anchor_is_found(file: CaseFile, change: dict[str, str]) -> None:
    anchor()
    file.office.receives("2026-06-03")
    anchor()
    Anchor.objects.filter(pk=Anchor.objects.order_by("pk").last().pk).update(**change)
    assert {problem for _case, _seq, problem in problems()} == {"anchor"}


@pytest.mark.usefixtures("unguarded")
def test_an_anchor_that_was_removed_is_missed_by_the_next(file: CaseFile) -> None:
    anchor()
    anchor()
    Anchor.objects.order_by("pk").first().delete()
    assert problems() == [("", 0, "anchor")]


def test_an_anchor_keeps_only_what_is_new(file: CaseFile) -> None:
    first = anchor()
    file.office.receives("2026-06-03")
    second, third = anchor(), anchor()
    assert [row.count for row in (first, second, third)] == [1, 2, 2]
    assert "0001" in first.heads
    assert "0001" not in second.heads
    assert third.heads == "{}"
    assert third.digest == second.digest


def test_the_anchor_is_a_daily_job(file: CaseFile) -> None:
    assert jobs.run_all_due(datetime(2026, 6, 20, 12, tzinfo=UTC), schedules=True) >= 1
    assert Anchor.objects.get().count == 1


def test_a_fact_that_cannot_be_read_is_named(file: CaseFile) -> None:
    unknown = {"kind": "Sung", "schema": 1, "run": "r1", "stage": "stage-one", "at_text": "2026-06-20", "facts": "{}"}
    row = Event(
        case=file.case, seq=7, recorded_at=datetime.now(UTC), by_kind="staff", by="staff:1", role="r", key="k",
        position=0, previous_hash=file.case.head_hash, **unknown,
    )  # fmt: skip
    row.hash = chain.hash_of(row, file.case)
    row.save()
    Case.objects.update(last_seq=7, head_hash=row.hash)
    assert problems() == [("DBC-2026-0001", 7, "unreadable")]


def test_a_case_whose_policy_is_gone_does_not_hide_what_is_wrong_elsewhere(
    file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Office("kings-lynn").receives("2026-06-03")
    Case.objects.filter(pk=other.case.pk).update(status="closed")
    book = policies.rulebook()
    kept = {pin: policy for pin, policy in book.policies.items() if pin.id == "kings-lynn"}
    monkeypatch.setattr(policies, "rulebook", lambda: replace(book, policies=kept))
    reference = other.case.reference
    assert problems() == [("DBC-2026-0001", 0, "unreplayed"), (reference, 0, "summary")]


def test_a_bar_that_names_nobody_is_found(file: CaseFile) -> None:
    bar = keep_away(file.case, file.office.staff["director"], ground="implicated")
    file.act("2026-06-20", "corporate-services-team", order.BarPerson(bar=bar, ground="implicated"))
    assert problems() == []
    Bar.objects.all().delete()
    assert problems() == [("DBC-2026-0001", 0, "bars")]


# --- what is derived -----------------------------------------------------------------------------


@pytest.fixture
def in_hand(dartford: Office) -> CaseFile:
    file = dartford.receives("2026-06-01T10:00")
    file.act("2026-06-01T11:00", "corporate-services-team", order.Register())
    file.act("2026-06-01T12:00", "corporate-services-team", order.Allocate(to=dartford.holder("service-manager")))
    return file


def test_a_rebuild_makes_what_was_there(in_hand: CaseFile) -> None:
    told: list[tuple[int, int]] = []
    rebuilt = rebuild(check=True, progress=lambda done, total: told.append((done, total)))
    assert (rebuilt.cases, rebuilt.differing, told) == (1, (), [(1, 1)])


def _spoil_the_summary() -> None:
    Case.objects.update(status="closed", next_due=None, head_hash="0" * 64)


def _spoil_a_deadline() -> None:
    OpenDeadline.objects.update(due=date(2030, 1, 1))


def _lose_a_deadline() -> None:
    OpenDeadline.objects.first().delete()  # type: ignore[union-attr]


def _lose_a_holding() -> None:
    Holding.objects.all().delete()


@pytest.mark.parametrize("spoil", [_spoil_the_summary, _spoil_a_deadline, _lose_a_deadline, _lose_a_holding])
def test_what_was_spoilt_is_found_and_made_afresh(in_hand: CaseFile, spoil: Any) -> None:
    kept = [list(model.objects.values()) for model in (Case, Event)]
    spoil()
    assert len(rebuild(check=True).differing) == 1
    assert len(problems()) == 1
    assert len(rebuild(council="kings-lynn").differing) == 0
    assert [finding.reference for finding in rebuild(council="dartford").differing] == ["DBC-2026-0001"]
    assert rebuild(check=True).differing == ()
    assert verify() == []
    assert [list(model.objects.values()) for model in (Case, Event)] == kept


def test_a_move_to_another_team_is_a_matter_of_filing_not_of_the_record(in_hand: CaseFile) -> None:
    streets = in_hand.office.streets.teams.get()
    Staff.objects.filter(name="service-manager").update(team=streets)
    assert verify() == []
    assert rebuild(check=True).differing == (
        Finding("dartford", "DBC-2026-0001", 0, "summary", "team_id, open_deadlines"),
    )
    rebuild()
    assert Case.objects.get().team == streets
