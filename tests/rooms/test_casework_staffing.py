"""Do the pages for people, roles, training and cover show what must be seen to, and keep who changed what?"""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from redress.accounts.actors import actor_for, officer_for, officers_by_department
from redress.accounts.models import Cover, Department, RoleHeld, Staff, StaffingChange
from redress.cases import find
from redress.casework import acts
from redress.casework.staffing_gaps import gaps_of
from redress.correspondence.models import Message
from tests.requirement import requirement
from tests.rooms.case_files import FIRST_DAY, Office
from tests.rooms.casework_desks import acknowledged, allocated, complaint, do, registered

pytestmark = pytest.mark.django_db

DCO = "departmental-complaints-officer"
CCO = "corporate-complaints-officer"
TODAY = date(2026, 6, 10)


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def page(office: Office, who: str, address: str = "/casework/staff/", **form: str) -> tuple[int, str]:
    client = Client()
    client.force_login(office.staff[who])
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        response = client.post(address, form) if form else client.get(address)
        while response.status_code == 302:
            response = client.get(response["Location"])
    return response.status_code, re.sub(r"\s+", " ", response.content.decode())


def of(office: Office, name: str) -> str:
    return f"/casework/staff/{office.staff[name].pk}/"


def day(prefix: str, name: str, when: date) -> dict[str, str]:
    return {
        f"{prefix}-{name}-day": str(when.day),
        f"{prefix}-{name}-month": str(when.month),
        f"{prefix}-{name}-year": str(when.year),
    }


# --- who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_only_the_roles_that_the_policy_names_change_people(council: str) -> None:
    office = Office(council)
    may = {role.id for role in office.policy.roles if role.changes_people}
    expected = {
        "dartford": {CCO},
        "kings-lynn": {"complaints-administrator", "policy-administrator"},
    }
    assert may == expected[council]
    for role in office.policy.roles:
        for address in ("/casework/staff/", of(office, role.id)):
            assert page(office, role.id, address)[0] == (200 if role.id in may else 403), role.id


def test_a_person_of_another_council_is_not_found(dartford: Office) -> None:
    stranger = Office("kings-lynn").staff["auditor"]
    assert page(dartford, CCO, f"/casework/staff/{stranger.pk}/")[0] == 404


# --- one officer for each place ----------------------------------------------------------------------


def held(office: Office, who: str, **place: object) -> None:
    RoleHeld.objects.create(staff=office.staff[who], role=DCO, first=FIRST_DAY, **place)


@requirement("DA-2.9.1-3")
def test_a_case_has_exactly_one_complaints_officer_whether_by_department_or_by_directorate(dartford: Office) -> None:
    RoleHeld.objects.filter(role=DCO).delete()
    second = Department.objects.create(
        council=dartford.council, slug="estates", name="Estates", directorate=dartford.housing.directorate
    )
    for name in ("of the directorate", "of the department", "another of the department"):
        dartford.person("service-manager", name=name)
    held(dartford, "of the directorate", directorate=dartford.housing.directorate)
    assert officer_for(dartford.council, DCO, TODAY, dartford.housing) == dartford.staff["of the directorate"]
    held(dartford, "of the department", department=dartford.housing)
    held(dartford, "another of the department", department=dartford.housing)
    assert officers_by_department(dartford.council, DCO, TODAY) == {
        dartford.housing: dartford.staff["of the department"],
        second: dartford.staff["of the directorate"],
        dartford.streets: None,
    }
    assert officer_for(dartford.council, DCO, TODAY, None) is None


@requirement("DA-2.9.1-2")
def test_a_place_without_its_officer_is_flagged_to_the_corporate_complaints_officer(dartford: Office) -> None:
    _status, told = page(dartford, CCO)
    assert "Departmental Complaints Officer: nobody for Streets" in told
    assert "1 thing to see to" not in page(dartford, CCO, "/casework/")[1]  # the one in housing has no deputy either
    assert "4 things to see to about people and cover" in page(dartford, CCO, "/casework/")[1]
    assert "to see to about people" not in page(dartford, "corporate-services-team", "/casework/")[1]


@requirement("DA-2.9.1-2")
def test_an_officer_is_nominated_by_a_director_on_a_date(dartford: Office) -> None:
    dartford.person("service-manager", name="new officer")
    role = {
        "what": "role",
        "role-role": DCO,
        "role-place": f"directorate:{dartford.streets.directorate_id}",
        **day("role", "first", TODAY),
    }
    _status, told = page(dartford, CCO, of(dartford, "new officer"), **role)
    assert "say which Director nominated them and when (2.9.1)" in told
    assert not RoleHeld.objects.filter(role=DCO, staff=dartford.staff["new officer"]).exists()
    director = dartford.staff["director"]
    _status, told = page(
        dartford,
        CCO,
        of(dartford, "new officer"),
        **role,
        **{"role-nominated_by": str(director.pk)},
        **day("role", "nominated_on", date(2026, 6, 1)),
    )
    assert "Departmental Complaints Officer, Streets (nominated by director on Monday 1 June 2026)" in told
    change = StaffingChange.objects.get()
    assert (change.by, change.about) == (dartford.staff[CCO], dartford.staff["new officer"])
    assert change.what in told
    assert "nobody for Streets" not in page(dartford, CCO)[1]


def test_a_role_is_ended_and_kept_in_the_record(dartford: Office) -> None:
    one = RoleHeld.objects.get(staff=dartford.staff["service-manager"])
    page(dartford, CCO, of(dartford, "service-manager"), what="end", held=str(one.pk))
    one.refresh_from_db()
    assert one.last == date(2026, 6, 9)
    assert StaffingChange.objects.get().what == "no longer Service manager"


# --- absence and cover -----------------------------------------------------------------------------


@requirement("DA-3.18-a1")
def test_an_officer_who_is_away_without_cover_is_flagged_until_a_deputy_is_named(dartford: Office) -> None:
    assert f"{DCO} has no deputy arranged" in page(dartford, CCO)[1]
    gaps = gaps_of(dartford.council.pk, dartford.policy, TODAY)
    assert {gap.paragraph for gap in gaps if gap.person == dartford.staff[DCO]} == {dartford.policy.role(DCO).paragraph}
    away = {"what": "absence", **day("absence", "first", date(2026, 6, 8)), **day("absence", "last", date(2026, 6, 12))}
    page(dartford, CCO, of(dartford, DCO), **away)
    assert f"{DCO} is away and nobody covers" in page(dartford, CCO)[1]
    deputy = dartford.person("service-manager", name="deputy")
    _status, told = page(dartford, CCO, of(dartford, DCO), **away, **{"absence-covering": str(deputy.pk)})
    assert "deputy covers" in told
    assert f"{DCO} is away" not in page(dartford, CCO)[1]
    assert f"{DCO} has no deputy" not in page(dartford, CCO)[1]


@requirement("DA-2.9.1-4")
def test_during_an_absence_tasks_and_alerts_go_to_the_deputy(dartford: Office) -> None:
    deputy = dartford.person("service-manager", name="deputy", department=dartford.streets)
    absent = dartford.staff[DCO]
    Cover.objects.create(absent=absent, covering=deputy, first=date(2026, 6, 1), last=date(2026, 6, 30))
    file = allocated(complaint(dartford, "2026-06-01T10:00"))
    told = Message.objects.filter(case=file.case, template="casework/notices/allocated-copy.txt")
    assert {deputy.email, absent.email} <= set(told.values_list("to_email", flat=True))
    late = complaint(dartford, "2026-06-02T10:00")
    do(
        late,
        acts.correct,
        "corporate-services-team",
        "2026-06-02",
        supersedes=1,
        happened_on=date(2025, 1, 1),
        reason="R",
    )
    covering = actor_for(deputy, TODAY, covering_for=absent)
    assert late.case in find.work(covering, dartford.council, "mine", today=TODAY)
    assert late.case not in find.work(actor_for(deputy, TODAY), dartford.council, "mine", today=TODAY)
    assert f"Do the work of {absent.name}" in page(dartford, "deputy", "/casework/")[1]


@requirement("DA-3.18-b1")
def test_the_deputy_decides_and_signs_for_the_absent_and_the_conflict_rules_hold_for_the_deputy(
    dartford: Office,
) -> None:
    deputy = dartford.person("customer-services", name="deputy")
    absent = dartford.staff["service-manager"]
    Cover.objects.create(absent=absent, covering=deputy, first=date(2026, 6, 1), last=date(2026, 6, 30))
    file = acknowledged(complaint(dartford))
    covering = actor_for(deputy, date(2026, 6, 10), covering_for=absent)
    acted = acts.note(file.case, text="Rang the crew.", by=covering, at=_moment(), seen=file.case.last_seq, key="n")
    (event,) = acted.recording.events
    assert (event.by, event.covering_for) == (deputy.actor_id, absent.actor_id)
    _status, told = page(dartford, "auditor", f"/casework/{file.case.reference}/")
    assert "for service-manager" in told
    file.case = acted.recording.case
    do(file, acts.bar_person, "corporate-services-team", "2026-06-10", person=deputy, ground="implicated")
    assert not find.visible_to(covering, dartford.council, on=TODAY).exists()


def _moment():  # type: ignore[no-untyped-def]
    from tests.rooms.case_files import moment

    return moment("2026-06-10T11:00")


# --- training ----------------------------------------------------------------------------------------


def test_training_is_put_on_record(dartford: Office) -> None:
    page(dartford, CCO, of(dartford, "service-manager"), what="training", expertise="equalities")
    assert Staff.objects.get(pk=dartford.staff["service-manager"].pk).expertise == ["equalities"]
    assert StaffingChange.objects.get().what == "training on record: equalities"


def test_the_page_asks_as_often_for_one_person_as_for_a_hundred(dartford: Office) -> None:
    def asked() -> int:
        client = Client()
        client.force_login(dartford.staff[CCO])
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/casework/staff/").status_code == 200
        return len(counted)

    registered(complaint(dartford))
    before = asked()
    for number in range(60):
        dartford.person("service-manager", name=f"person-{number}", department=dartford.housing)
    assert asked() == before
