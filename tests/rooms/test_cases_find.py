"""Does everybody see the cases that are theirs to see, in every list, count and page, and no others?"""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from redress.accounts.actors import actor_for
from redress.accounts.models import Cover, RoleHeld
from redress.cases import find
from redress.cases.bars import keep_away
from redress.cases.models import Case, ReadLog
from redress.cases.reading import log_read
from redress.rules import actions as order
from redress.rules.actors import Actor
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import COMPLAINANT, SYSTEM, CaseFile, Office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def housing(dartford: Office) -> CaseFile:
    return dartford.receives("2026-06-01T10:00")


@pytest.fixture
def streets(dartford: Office) -> CaseFile:
    return dartford.receives("2026-06-02T10:00", points=(Point("p1", service="streets-service", landlord="no"),))


def seen(office: Office, name: str, on: date = TODAY) -> set[str]:
    return set(find.visible_to(office.actor(name, on), office.council, on=on).values_list("reference", flat=True))


def allocated(file: CaseFile, name: str = "service-manager") -> CaseFile:
    file.act("2026-06-02T11:00", "corporate-services-team", order.Register())
    file.act("2026-06-02T12:00", "corporate-services-team", order.Allocate(to=file.office.holder(name)))
    return file


def test_a_role_sees_as_far_as_the_policy_says(dartford: Office, housing: CaseFile, streets: CaseFile) -> None:
    both, one = {housing.case.reference, streets.case.reference}, {housing.case.reference}
    assert seen(dartford, "corporate-services-team") == both
    assert seen(dartford, "auditor") == both
    assert seen(dartford, "departmental-complaints-officer") == one
    assert seen(dartford, "director") == one
    assert seen(dartford, "service-manager") == set()
    assert seen(dartford, "member-responsible-for-complaints") == set()


def test_a_role_held_for_a_place_reaches_that_place(dartford: Office, housing: CaseFile, streets: CaseFile) -> None:
    officer = dartford.staff["departmental-complaints-officer"]
    RoleHeld.objects.filter(staff=officer).update(department=dartford.streets)
    assert seen(dartford, "departmental-complaints-officer") == {streets.case.reference}
    RoleHeld.objects.filter(staff=officer).update(department=None, directorate=dartford.streets.directorate)
    assert seen(dartford, "departmental-complaints-officer") == {streets.case.reference}
    director = dartford.staff["director"]
    RoleHeld.objects.filter(staff=director).update(department=dartford.streets)
    assert seen(dartford, "director") == {streets.case.reference}


def test_without_a_place_of_their_own_nobody_sees_by_place(dartford: Office, housing: CaseFile) -> None:
    dartford.person("director", name="placeless-director")
    dartford.person("departmental-complaints-officer", name="placeless-officer")
    assert seen(dartford, "placeless-director") == seen(dartford, "placeless-officer") == set()


def test_whoever_holds_or_held_a_case_sees_it(dartford: Office, housing: CaseFile, streets: CaseFile) -> None:
    allocated(housing)
    assert seen(dartford, "service-manager") == {housing.case.reference}
    dartford.person("service-manager", name="second-manager")
    housing.act("2026-06-03", "corporate-services-team", order.Allocate(to=dartford.holder("second-manager")))
    assert seen(dartford, "service-manager") == seen(dartford, "second-manager") == {housing.case.reference}


def test_whoever_is_asked_to_decide_sees_the_case_until_it_is_decided() -> None:
    office = Office("kings-lynn")
    file = office.receives("2026-06-01").to_stage_one_answer()
    assert seen(office, "appointed-officer") == set()
    file.act("2026-06-20", COMPLAINANT, order.RequestNextStage(reasons="r"))
    assert seen(office, "appointed-officer") == {file.case.reference}
    assert listed(office, "appointed-officer", "mine") == [file.case.reference]
    accept = order.AcceptRequest(finding="elements-not-considered", letter=office.letter("stage-two-acceptance"))
    file.act("2026-06-22", "appointed-officer", accept)
    assert seen(office, "appointed-officer") == set()
    assert seen(office, "senior-officer") == set()
    assert listed(office, "chief-executive", "mine") == [file.case.reference]


def test_whoever_logged_a_case_for_somebody_sees_it(dartford: Office) -> None:
    file = dartford.receives("2026-06-01T10:00", by=dartford.actor("customer-services"))
    dartford.receives("2026-06-01T10:00")
    assert seen(dartford, "customer-services") == {file.case.reference}


def test_a_role_that_has_ended_shows_nothing_any_more(dartford: Office, housing: CaseFile) -> None:
    allocated(housing)
    RoleHeld.objects.filter(staff=dartford.staff["service-manager"]).update(last=date(2026, 6, 5))
    assert seen(dartford, "service-manager", date(2026, 6, 5)) == {housing.case.reference}
    assert seen(dartford, "service-manager", date(2026, 6, 6)) == set()


def test_somebody_who_may_no_longer_sign_in_sees_nothing(dartford: Office, housing: CaseFile) -> None:
    actor = dartford.actor("auditor")
    dartford.staff["auditor"].is_active = False
    dartford.staff["auditor"].save()
    assert not find.visible_to(actor, dartford.council).exists()


def test_whoever_covers_sees_what_the_absent_colleague_sees(dartford: Office, housing: CaseFile) -> None:
    allocated(housing)
    stand_in = dartford.person("customer-services", name="stand-in")
    absent = dartford.staff["service-manager"]
    Cover.objects.create(absent=absent, covering=stand_in, first=TODAY, last=TODAY)
    covering = actor_for(stand_in, TODAY, covering_for=absent)
    assert find.case_for(covering, dartford.council, housing.case.reference, on=TODAY) == housing.case
    assert list(find.work(covering, dartford.council, "mine", today=TODAY)) == [housing.case]
    assert not find.visible_to(actor_for(stand_in, TODAY), dartford.council, on=TODAY).exists()
    housing.act("2026-06-10", covering, order.Acknowledge(letter=dartford.letter("stage-one-acknowledgement")))
    assert seen(dartford, "stand-in", date(2026, 6, 11)) == {housing.case.reference}


def test_nobody_but_staff_sees_through_the_sieve(dartford: Office, housing: CaseFile) -> None:
    for actor in (COMPLAINANT, SYSTEM, Actor(kind="import", id="import:1"), Actor(kind="api", id="staff:1")):
        assert not find.visible_to(actor, dartford.council).exists()


def test_staff_of_another_council_see_nothing(dartford: Office, housing: CaseFile) -> None:
    stranger = Office("kings-lynn").actor("auditor")
    assert "auditor" in {role.id for role in dartford.policy.roles}
    assert not find.visible_to(stranger, dartford.council, on=TODAY).exists()
    with pytest.raises(find.NotFound):
        find.case_for(stranger, dartford.council, housing.case.reference, on=TODAY)


@requirement("DA-2.4-1")
def test_a_hidden_case_is_hidden_from_list_count_search_and_page(dartford: Office, housing: CaseFile) -> None:
    auditor = dartford.actor("auditor")
    keep_away(housing.case, dartford.staff["auditor"], ground="implicated")
    cases = find.visible_to(auditor, dartford.council, on=TODAY)
    assert not cases.filter(reference__icontains="0001").exists()
    for which in find.WORK_LISTS:
        assert not find.work(auditor, dartford.council, which, today=TODAY).exists()
    assert set(find.counts(auditor, dartford.council, today=TODAY).values()) == {0}
    assert find.counts_by_status(auditor, dartford.council, on=TODAY) == {}
    with pytest.raises(Http404):
        find.case_for(auditor, dartford.council, housing.case.reference, on=TODAY)


def test_a_bar_beats_holding_the_case(dartford: Office, housing: CaseFile) -> None:
    allocated(housing)
    keep_away(housing.case, dartford.staff["service-manager"], ground="complained-about")
    assert seen(dartford, "service-manager") == set()


@pytest.mark.parametrize("confidential", [False, True])
def test_who_may_see_a_case_is_whoever_finds_it_themselves(
    dartford: Office, housing: CaseFile, django_assert_num_queries: DjangoAssertNumQueries, confidential: bool
) -> None:
    allocated(housing)
    keep_away(housing.case, dartford.staff["auditor"], ground="implicated")
    Case.objects.update(confidential=confidential)
    people, reference = list(dartford.staff.values()), housing.case.reference
    theirs = [person for name, person in dartford.staff.items() if reference in seen(dartford, name)]
    with django_assert_num_queries(3):
        assert find.who_may_see(housing.case, people, on=TODAY) == theirs
    assert 1 < len(theirs) < len(people)


@requirement("DA-2.2-3", "KL-1-7")
def test_reading_is_logged_and_so_is_trying_to(dartford: Office, housing: CaseFile) -> None:
    log_read(housing.case, dartford.actor("auditor"), "case")
    with pytest.raises(find.NotFound):
        find.case_for(dartford.actor("customer-services"), dartford.council, housing.case.reference, on=TODAY)
    with pytest.raises(find.NotFound):
        find.case_for(dartford.actor("customer-services"), dartford.council, "DBC-2026-9999", on=TODAY)
    assert list(ReadLog.objects.values_list("actor", "role", "page", "refused", "case")) == [
        (dartford.staff["auditor"].actor_id, "auditor", "case", False, housing.case.pk),
        (dartford.staff["customer-services"].actor_id, "customer-services", "case", True, housing.case.pk),
    ]


# --- work lists ----------------------------------------------------------------------------------


def listed(office: Office, name: str, which: find.WorkList) -> list[str]:
    return [case.reference for case in find.work(office.actor(name), office.council, which, today=TODAY)]


def test_each_work_list_holds_what_it_says(dartford: Office, housing: CaseFile, streets: CaseFile) -> None:
    allocated(housing)
    closed = dartford.receives("2026-05-01T10:00")
    closed.act("2026-05-02", COMPLAINANT, order.Withdraw())
    mine, unallocated, ended = housing.case.reference, streets.case.reference, closed.case.reference
    assert listed(dartford, "service-manager", "mine") == [mine]
    assert listed(dartford, "corporate-services-team", "mine") == [unallocated]
    assert listed(dartford, "corporate-services-team", "team") == [mine]
    assert listed(dartford, "corporate-services-team", "unallocated") == [unallocated]
    assert listed(dartford, "corporate-services-team", "overdue") == [mine, unallocated]
    assert listed(dartford, "corporate-services-team", "all") == [mine, unallocated, ended]
    counted = find.counts(dartford.actor("corporate-services-team"), dartford.council, today=TODAY)
    assert counted == {"mine": 1, "team": 1, "unallocated": 1, "overdue": 2, "all": 3}


def test_what_nobody_holds_falls_to_the_role_that_is_responsible() -> None:
    office = Office("kings-lynn")
    new = office.receives("2026-06-09")
    assert listed(office, "complaints-administrator", "mine") == [new.case.reference]
    assert listed(office, "auditor", "mine") == []


def test_an_answered_case_waits_in_no_list_but_all(dartford: Office, housing: CaseFile) -> None:
    housing.to_stage_one_answer()
    counted = find.counts(dartford.actor("service-manager"), dartford.council, today=date(2026, 7, 1))
    assert counted == {"mine": 0, "team": 0, "unallocated": 0, "overdue": 0, "all": 1}


def test_where_cases_stand_is_counted(dartford: Office, housing: CaseFile, streets: CaseFile) -> None:
    allocated(housing)
    counted = find.counts_by_status(dartford.actor("auditor"), dartford.council, on=TODAY)
    assert counted == {"awaiting-acknowledgement": 1, "new": 1}


def test_pages_follow_one_another_and_lead_back(dartford: Office) -> None:
    days = ("2026-06-05", "2026-06-01", "2026-06-03", "2026-06-03", "2026-06-04")
    for day in days:
        dartford.receives(day)
    dartford.receives("2026-05-01").act("2026-05-02", COMPLAINANT, order.Withdraw())
    cases = find.work(dartford.actor("auditor"), dartford.council, "all", today=TODAY)
    whole = [case.pk for case in cases]
    pages, after = [], ""
    while True:
        shown = find.page(cases, size=2, after=after)
        pages.append(shown)
        after = shown.after
        if not after:
            break
    assert [case.pk for page in pages for case in page.cases] == whole
    assert [bool(page.before) for page in pages] == [False, True, True]
    back = find.page(cases, size=2, before=pages[2].before)
    assert back.cases == pages[1].cases
    assert back.before
    assert back.after
    first = find.page(cases, size=2, before=back.before)
    assert (first.cases, first.before) == (pages[0].cases, "")
    assert find.page(cases, size=2, after="nonsense").cases == pages[0].cases
    assert find.page(cases.none()).cases == []


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_does_not_grow_with_the_cases(
    dartford: Office, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _case in range(number):
        allocated(dartford.receives("2026-06-01"))
    actor = dartford.actor("departmental-complaints-officer")
    with django_assert_num_queries(2):
        page = find.page(find.work(actor, dartford.council, "all", today=TODAY))
        assert [(case.owner.name, case.department.name) for case in page.cases] == [
            ("service-manager", "Housing")
        ] * number
    with django_assert_num_queries(2):
        assert find.counts(actor, dartford.council, today=TODAY)["overdue"] == number
    with django_assert_num_queries(2):
        find.case_for(actor, dartford.council, page.cases[0].reference, on=TODAY)
    with django_assert_num_queries(1):
        find.standing(page.cases[0])


def test_the_standing_of_a_case_carries_its_dates_and_rights(housing: CaseFile) -> None:
    allocated(housing)
    stands = find.standing(housing.case, today=TODAY)
    assert (stands.seq, stands.status.code, stands.status.stage) == (3, "awaiting-acknowledgement", "stage-one")
    assert stands.run.holder == housing.office.staff["service-manager"].actor_id
    assert stands.policy is housing.office.policy
    assert [deadline.clock.id for deadline in stands.deadlines if deadline.open] == [
        "stage-one-acknowledgement",
        "stage-one-response",
    ]
    assert [right.right.id for right in stands.rights] == ["ombudsman-without-stage-one-response"]
    assert stands.history == tuple(find.history(Case.objects.get()))


def test_counts_are_narrowed_as_a_list_is(dartford: Office, housing: CaseFile, streets: CaseFile) -> None:
    desk = dartford.actor("corporate-services-team")
    counted = find.counts(desk, dartford.council, today=TODAY, among=lambda cases: cases.filter(pk=housing.case.pk))
    assert counted["all"] == 1


def test_a_role_that_sees_figures_only_gets_figures_and_nobody_else_does(
    dartford: Office, housing: CaseFile, streets: CaseFile
) -> None:
    member = dartford.actor("member-responsible-for-complaints")
    assert find.figures(member, dartford.council) == {"new": 2}
    assert find.figures(dartford.actor("auditor"), dartford.council) == {}
    assert find.figures(Actor(kind="staff", id="staff:0"), dartford.council) == {}
    keep_away(housing.case, dartford.staff["member-responsible-for-complaints"], ground="complained-about")
    assert find.figures(member, dartford.council) == {"new": 1}, "what is hidden is not counted either"
