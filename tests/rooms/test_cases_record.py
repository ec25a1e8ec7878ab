"""Is an act recorded whole, once, and only by the one door?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from redress.cases import find
from redress.cases.bars import keep_away
from redress.cases.models import Case, Event, Holding, OpenDeadline, Reference
from redress.cases.record import MovedOn, made_before, open_case, record
from redress.rules import actions as order
from redress.rules.actors import Actor
from redress.rules.events import Point
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import COMPLAINANT, CaseFile, Office, moment, new_key, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


@pytest.fixture
def file(dartford: Office) -> CaseFile:
    return dartford.receives("2026-06-01T10:00")


def test_a_case_is_opened_with_its_reference_first_event_and_summary(file: CaseFile) -> None:
    case = Case.objects.get()
    assert case == file.case
    assert case.reference == "DBC-2026-0001"
    assert (case.track, case.stage, case.status, case.run) == ("complaint", "stage-one", "new", "r1")
    assert case.received_at == datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    assert case.received_day == date(2026, 6, 1)
    assert (case.policy_id, case.channel, case.landlord) == ("dartford", "web", "no")
    assert case.department == file.office.housing
    assert (case.next_due, case.next_clock) == (date(2026, 6, 5), "stage-one-acknowledgement")
    event = Event.objects.get()
    assert (event.seq, event.kind, event.role, event.previous_hash) == (1, "Received", "complainant", "")
    assert (case.last_seq, case.head_hash) == (1, event.hash)


def test_references_count_by_council_series_and_year(dartford: Office, kings_lynn: Office) -> None:
    references = [
        dartford.receives("2026-06-01").case.reference,
        dartford.receives("2026-06-02").case.reference,
        dartford.receives("2027-01-04").case.reference,
        dartford.receives("2026-06-03", track="information-review").case.reference,
        kings_lynn.receives("2026-06-01").case.reference,
    ]
    prefix = kings_lynn.policy.council.reference_prefix
    assert references == ["DBC-2026-0001", "DBC-2026-0002", "DBC-2027-0001", "DBC-IR-2026-0001", f"{prefix}-2026-0001"]


def test_a_refused_opening_uses_no_reference_up(dartford: Office) -> None:
    with pytest.raises(Refused):
        dartford.receives("2026-06-01", by=dartford.actor("auditor"))
    assert not Case.objects.exists()
    assert not Reference.objects.exists()
    assert dartford.receives("2026-06-01").case.reference == "DBC-2026-0001"


def test_an_act_appends_and_the_summary_follows(file: CaseFile) -> None:
    file.to_stage_one_answer()
    case = Case.objects.get()
    assert [event.kind for event in case.events.all()] == [
        "Received",
        "Registered",
        "Allocated",
        "StepTaken",
        "Acknowledged",
        "Responded",
    ]
    manager = file.office.staff["service-manager"]
    assert (case.status, case.owner, case.team) == ("answered", manager, manager.team)
    assert (case.next_due, case.next_clock) == (None, "")
    assert list(Holding.objects.values_list("staff_id", "position", "since")) == [
        (manager.pk, "stage-one-decider", date(2026, 6, 1))
    ]


def test_open_deadlines_say_who_owes_what_by_when(file: CaseFile) -> None:
    file.act("2026-06-01T11:00", "corporate-services-team", order.Register())
    file.act("2026-06-01T12:00", "corporate-services-team", order.Allocate(to=file.office.holder("service-manager")))
    manager = file.office.staff["service-manager"]
    rows = OpenDeadline.objects.values_list("clock", "due", "binds", "role", "owner", "team", "provisional")
    assert list(rows) == [
        (
            "stage-one-acknowledgement",
            date(2026, 6, 5),
            "council",
            "service-manager",
            manager.pk,
            manager.team_id,
            False,
        ),
        ("stage-one-response", date(2026, 6, 18), "council", "service-manager", manager.pk, manager.team_id, True),
    ]
    file.act("2026-06-02", COMPLAINANT, order.Withdraw())
    assert not OpenDeadline.objects.exists()
    assert (file.case.status, file.case.ended, file.case.ended_day) == ("withdrawn", "withdrawn", date(2026, 6, 2))


def test_a_limit_that_is_not_for_the_holder_falls_to_the_role_responsible(kings_lynn: Office) -> None:
    file = kings_lynn.receives("2026-06-01")
    file.act("2026-06-01", "complaints-administrator", order.Register())
    file.act("2026-06-01", "complaints-administrator", order.Allocate(to=kings_lynn.holder("stage-one-investigator")))
    assert set(OpenDeadline.objects.values_list("clock", "role", "owner")) == {
        ("stage-one-acknowledgement", "complaints-administrator", None),
        ("stage-one-response", "stage-one-investigator", kings_lynn.staff["stage-one-investigator"].pk),
    }


def test_the_window_of_the_next_stage_stands_beside_what_the_council_owes(kings_lynn: Office) -> None:
    case = kings_lynn.receives("2026-06-01").to_stage_one_answer().case
    assert (case.status, case.next_due, case.window_due) == ("answered", None, date(2026, 7, 15))
    assert OpenDeadline.objects.get().binds == "complainant"


def test_a_page_that_is_out_of_date_writes_nothing_and_says_what_changed(file: CaseFile) -> None:
    file.act("2026-06-01T11:00", "corporate-services-team", order.Register())
    with pytest.raises(MovedOn) as moved:
        file.act("2026-06-01T12:00", "corporate-services-team", order.Register(), seen=1)
    assert [entry.kind for entry in moved.value.since] == ["Registered"]
    assert Event.objects.count() == 2


def test_a_note_is_welcome_although_the_case_has_moved_on(file: CaseFile) -> None:
    file.act("2026-06-01T11:00", "corporate-services-team", order.Register())
    assert file.act("2026-06-01T12:00", "corporate-services-team", order.Note(note="d"), seen=1).seq == 3


def test_a_submission_that_comes_twice_makes_one_act(file: CaseFile) -> None:
    key = new_key()
    first = file.act("2026-06-01T11:00", "corporate-services-team", order.Register(), key=key)
    again = file.act("2026-06-01T11:00", "corporate-services-team", order.Register(), key=key, seen=1)
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.case, again.events, again.seq) == (first.case, first.events, 2)
    assert Event.objects.count() == 2
    with transaction.atomic():
        assert made_before(file.case.pk, key) == again
        assert made_before(file.case.pk, "another") is None


def test_an_opening_that_comes_twice_opens_one_case(dartford: Office) -> None:
    action = order.Receive(policy="dartford", channel="web", points=(Point("p1"),))
    one, two = (
        recorded(open_case, "dartford", action, by=COMPLAINANT, at="2026-06-01T10:00", key="k") for _click in range(2)
    )
    assert one.case == two.case
    assert (two.repeated, two.seq, Event.objects.count()) == (True, 1, 1)


def test_a_refusal_writes_nothing(file: CaseFile) -> None:
    with pytest.raises(Refused) as refused:
        file.act("2026-06-01T11:00", "auditor", order.Register())
    assert refused.value.code == "not-your-role"
    assert Event.objects.count() == 1


def test_an_act_is_recorded_in_a_transaction_with_a_key(file: CaseFile) -> None:
    by = file.office.actor("corporate-services-team")
    with pytest.raises(ValueError, match="key"):
        record(file.case.pk, order.Register(), by=by, at=moment("2026-06-01"), seen=1, key="")


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_our_own_fault(file: CaseFile) -> None:
    by = file.office.actor("corporate-services-team")
    with pytest.raises(RuntimeError, match="transaction"):
        record(file.case.pk, order.Register(), by=by, at=moment("2026-06-01"), seen=1, key="k")


def test_only_an_import_or_a_seed_says_when_an_act_was_recorded(dartford: Office, settings) -> None:
    action = order.Receive(policy="dartford", channel="web", points=(Point("p1"),))
    then = datetime(2026, 6, 1, 12, tzinfo=UTC)
    with pytest.raises(PermissionError):
        open_case("dartford", action, by=COMPLAINANT, at=moment("2026-06-01"), key="k", recorded_at=then)
    taken_over = Actor(kind="import", id="import:old-system")
    case = open_case("dartford", action, by=taken_over, at=moment("2026-06-01"), key="k", recorded_at=then).case
    assert case.opened_at == then
    settings.PRODUCTION = True
    with pytest.raises(RuntimeError, match="production"):
        recorded(open_case, "dartford", action, by=COMPLAINANT, at="2026-06-01", key="k2")


def test_both_the_time_it_happened_and_the_time_it_was_written_are_kept(dartford: Office) -> None:
    action = order.Receive(policy="dartford", channel="web", points=(Point("p1"),))
    before = datetime.now(UTC)
    happened = Moment.on(date(2026, 1, 5))
    case = open_case("dartford", action, by=COMPLAINANT, at=happened, key="k").case
    (entry,) = find.history(case)
    assert entry.at == happened
    assert before <= datetime.fromisoformat(entry.recorded_at) <= datetime.now(UTC)
    assert (case.received_at, case.received_day) == (None, date(2026, 1, 5))


def test_one_councils_case_is_not_opened_under_anothers_policy(dartford: Office, kings_lynn: Office) -> None:
    with pytest.raises(ValueError, match="cannot receive"):
        dartford.receives("2026-06-01", policy="kings-lynn")


@requirement("DA-2.4-1")
def test_who_is_complained_about_can_do_nothing_and_be_given_nothing(file: CaseFile) -> None:
    office = file.office
    file.act("2026-06-01T11:00", "corporate-services-team", order.Register())
    bar = keep_away(file.case, office.staff["service-manager"], ground="complained-about")
    file.act("2026-06-01T11:05", "corporate-services-team", order.BarPerson(bar=bar, ground="complained-about"))
    with pytest.raises(Refused) as given:
        file.act("2026-06-02", "corporate-services-team", order.Allocate(to=office.holder("service-manager")))
    with pytest.raises(Refused) as noted:
        file.act("2026-06-02", "service-manager", order.Note(note="d"))
    assert given.value.code == noted.value.code == "person-cannot-take-this-case"
    assert "service-manager" not in Event.objects.get(kind="PersonBarred").facts
    assert office.staff["service-manager"].actor_id not in Event.objects.get(kind="PersonBarred").facts


def test_people_may_keep_themselves_away_and_are_away_from_then_on(file: CaseFile) -> None:
    bar = keep_away(file.case, file.office.staff["director"], ground="implicated")
    file.act("2026-06-02", "director", order.BarPerson(bar=bar, ground="implicated"))
    with pytest.raises(Refused):
        file.act("2026-06-02", "director", order.Note(note="d"))


def test_nobody_of_another_council_is_kept_away(file: CaseFile, kings_lynn: Office) -> None:
    with pytest.raises(ValueError, match="another council"):
        keep_away(file.case, kings_lynn.staff["auditor"], ground="implicated")


def test_a_closed_complaint_goes_on_when_the_next_stage_is_asked_for(file: CaseFile) -> None:
    file.to_stage_one_answer()
    file.act("2026-06-20", "corporate-services-team", order.Close())
    assert (file.case.status, file.case.ended) == ("closed", "completed")
    file.act("2026-07-01", COMPLAINANT, order.RequestNextStage(reasons="d"))
    assert (file.case.status, file.case.stage, file.case.ended) == ("requested", "stage-two", "")
    file.act("2026-07-02", "corporate-complaints-officer", order.Allocate(to=file.office.holder("director")))
    assert file.case.status == "accepted"
    assert file.case.owner == file.office.staff["director"]
