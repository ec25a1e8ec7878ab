"""Do the pages show every point whole, give points a case of their own, and tell of no case that is hidden?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from redress.cases import find
from redress.cases.bars import keep_away
from redress.cases.models import Case
from redress.casework import acts, own_case
from redress.correspondence.letters import letters_of
from redress.correspondence.notices import messages_of
from redress.records import people
from redress.records.models import Organisation
from redress.rules import actions as order
from redress.rules.events import Linked, Point
from redress.rules.points import NOT_OURS
from tests.requirement import requirement
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office
from tests.rooms.casework_desks import (
    ACKNOWLEDGEMENT,
    ANSWER,
    PUT_RIGHT,
    Officer,
    complaint,
    declared,
    do,
    letter,
    text_of,
)

pytestmark = pytest.mark.django_db

COUNCILS = ("dartford", "kings-lynn")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


def three_points(office: Office) -> CaseFile:
    """A complaint of three points, settled on the page: the council's, a contractor's and another body's."""
    crew = Organisation.objects.create(council=office.council, name="Clean Crew Ltd", kind="contractor")
    county = Organisation.objects.create(council=office.council, name="The County Council", kind="other")
    file = complaint(office)
    officer = Officer(office, DESK[office.id])
    usual = {"service": "streets-service", "landlord": "no", "subject": office.policy.subjects[0].id}
    first = {f"{name}-p1": value for name, value in usual.items()} | {"heading-p1": "No answer to three calls"}
    second = {f"{name}-p2": value for name, value in usual.items()}
    second |= {"heading-p2": "Bins left in the road", "organisation-p2": crew.opaque_id}
    assert officer.sends(file, "settle-points", **first, **second).status_code == 302
    file.case.refresh_from_db()
    third = {f"{name}-p3": value for name, value in usual.items()}
    third |= {"heading-p3": "The pavement", "responsible-p3": "other", "body-p3": county.opaque_id}
    assert officer.sends(file, "settle-points", **first, **second, **third).status_code == 302
    file.case.refresh_from_db()
    return file


def given_out(file: CaseFile) -> CaseFile:
    desk, manager = DESK[file.office.id], INVESTIGATOR[file.office.id]
    do(file, acts.register, desk, "2026-06-01T11:00")
    do(file, acts.allocate, desk, "2026-06-01T12:00", to=file.office.staff[manager])
    declared(file, manager, "2026-06-01T12:00")
    by = manager if file.office.id == "dartford" else desk
    do(file, acts.acknowledge, by, "2026-06-03T10:00", written=ACKNOWLEDGEMENT)
    return file


def fold(case: Case):
    return find.standing(Case.objects.get(pk=case.pk)).case


def page_of(office: Office, who: str, case: Case) -> str:
    client = Client()
    client.force_login(office.staff[who])
    return text_of(client.get(f"/casework/{case.reference}/"))


# --- settled, shown, answered ---------------------------------------------------------------------


@requirement("KL-1-6")
@pytest.mark.parametrize("council", COUNCILS)
def test_every_point_stands_on_the_case_with_its_provider_and_whose_it_is(council: str) -> None:
    office = Office(council)
    file = three_points(office)
    page = page_of(office, DESK[council], file.case)
    for told in (
        "Point 1",
        "Point 2: Bins left in the road",
        "A contractor: Clean Crew Ltd",
        "Another body: The County",
    ):
        assert told in page
    points = fold(file.case).points
    assert [point.provider for point in points] == ["council", "contractor", "council"]
    assert points[1].organisation.startswith("organisation:")


def test_another_body_must_be_named() -> None:
    office = Office("dartford")
    file = complaint(office)
    typed = {"service-p1": "streets-service", "landlord-p1": "no", "subject-p1": "delay", "responsible-p1": "shared"}
    page = text_of(Officer(office, DESK["dartford"]).sends(file, "settle-points", **typed))
    assert "Choose the other body" in page


@requirement("DA-2.2-6", "DA-5.10-2", "KL-3-4")
@pytest.mark.parametrize("council", COUNCILS)
def test_one_answer_says_point_by_point_what_was_found_why_and_what_puts_it_right(council: str) -> None:
    office = Office(council)
    file = given_out(three_points(office))
    officer = Officer(office, INVESTIGATOR[council])
    upheld, *_rest = (outcome.id for outcome in office.policy.outcomes)
    typed = {
        "finding-p1": upheld,
        "reason-p1": "Nobody rang back.",
        "remedy-p1-1": "apology",
        "finding-p2": upheld,
        "reason-p2": "The crew left them.",
        "finding-p3": NOT_OURS,
        "reason-p3": "The county looks after pavements.",
        **(PUT_RIGHT if council == "kings-lynn" else {}),
    }
    missing = {name: value for name, value in typed.items() if name != "reason-p2"}
    page = text_of(officer.sends(file, "respond", step="go", **missing, **letter(ANSWER)))
    assert "Give the reason for what was found of point 2" in page
    response = officer.sends(file, "respond", **typed, **letter(ANSWER))
    assert response.status_code == 302, text_of(response)
    sent = letters_of(file.case)[-1].text
    for told in (
        "1 – No answer to three calls",
        "Nobody rang back.",
        "What puts it right: An apology",
        "The crew left",
    ):
        assert told in sent
    assert "The council is not responsible for this: The County Council is." in sent
    assert len([one for one in letters_of(file.case) if one.kind == "stage-one-response"]) == 1
    assert "The county looks after pavements." in page_of(office, DESK[council], file.case)


# --- a case of their own --------------------------------------------------------------------------


@requirement("DA-5.4.1-3", "DA-2.10.6-5.2")
@pytest.mark.parametrize("council", COUNCILS)
def test_points_that_move_take_people_words_receipt_and_bars_with_them(council: str) -> None:
    office = Office(council)
    file = three_points(office)
    keep_away(file.case, office.staff[INVESTIGATOR[council]], ground="complained-about")
    answers = {"points": ["p2", "p3"], "reason": "The contractor looks into them."}
    do(file, acts.take_step, DESK[council], "2026-06-08T10:00", step="split", option="split", answers=answers)
    other = Case.objects.exclude(pk=file.case.pk).get()
    before, after = find.standing(file.case), find.standing(other)
    assert [point.id for point in before.case.points] == ["p1"]
    assert {point.moved_to for point in before.case.moved} == {own_case.opaque(other)}
    assert [point.provider for point in after.case.points] == ["contractor", "council"]
    assert after.run.received == before.run.received
    assert people.complainant_of(other).person.email == "ann@example.org"
    assert [bar.staff for bar in other.bars.all()] == [bar.staff for bar in file.case.bars.all()]
    assert messages_of(other), "it has a receipt of its own"
    here, there = (page_of(office, DESK[council], each) for each in (file.case, other))
    assert "It went to a case of its own" in here
    assert other.reference in here
    assert "Its points came from" in there
    assert file.case.reference in there
    assert "Bins left in the road" in there


@pytest.mark.parametrize("council", COUNCILS)
def test_a_new_issue_becomes_a_point_or_a_complaint_of_its_own(council: str) -> None:
    office = Office(council)
    file = complaint(office)
    said = {"issue": "Noise at night", "kind": [office.policy.subjects[0].id], "reason": "It is the same crew."}
    at = "2026-06-05T10:00"
    do(file, acts.take_step, DESK[council], at, step="new-issue", option="further-point", answers=said)
    assert "Point 2: Noise at night" in page_of(office, DESK[council], file.case)
    said = {**said, "reason": "It is about something else."}
    do(file, acts.take_step, DESK[council], at, step="new-issue", option="unrelated", answers=said)
    other = Case.objects.exclude(pk=file.case.pk).get()
    stands = find.standing(other)
    assert stands.run.received.day == date(2026, 6, 5)
    assert "Noise at night" in page_of(office, DESK[council], other)
    assert len(fold(file.case).points) == 2


# --- links ----------------------------------------------------------------------------------------


def linked(office: Office, one: CaseFile, other: CaseFile) -> None:
    typed = {"reference": other.case.reference, "kind": "same-matter", "reason": "The same street."}
    response = Officer(office, DESK[office.id]).sends(one, "link", **typed)
    assert response.status_code == 302, text_of(response)


@requirement("DA-2.10.6-5.2")
@pytest.mark.parametrize("council", COUNCILS)
def test_a_link_stands_on_both_cases_with_its_reason(council: str) -> None:
    office = Office(council)
    one, other = complaint(office), complaint(office, "2026-06-02T10:00")
    linked(office, one, other)
    for here, there in ((one, other), (other, one)):
        page = page_of(office, DESK[council], here.case)
        assert there.case.reference in page
        assert "The same street." in page


@pytest.mark.parametrize("council", COUNCILS)
def test_a_link_never_tells_of_a_case_that_is_hidden(council: str) -> None:
    office = Office(council)
    one, other = given_out(complaint(office)), complaint(office, "2026-06-02T10:00")
    linked(office, one, other)
    manager = INVESTIGATOR[council]
    keep_away(other.case, office.staff[manager], ground="complained-about")
    page = page_of(office, manager, one.case)
    assert other.case.reference not in page
    assert "The same street." not in page
    assert "Linked" not in page
    assert "Linked" not in text_of(Officer(office, DESK[council]).opens(one, "correct"))


def test_a_case_that_is_hidden_cannot_be_linked() -> None:
    office = Office("dartford")
    one, other = complaint(office), complaint(office, "2026-06-02T10:00")
    keep_away(other.case, office.staff[DESK["dartford"]], ground="complained-about")
    typed = {"reference": other.case.reference, "kind": "duplicate", "reason": "Again."}
    assert "You can see no other case" in text_of(Officer(office, DESK["dartford"]).sends(one, "link", **typed))


# --- contributions --------------------------------------------------------------------------------


@requirement("KL-3-3")
def test_a_contributor_sees_the_case_gives_a_part_and_answers_nobody() -> None:
    office = Office("kings-lynn")
    file = given_out(three_points(office))
    asked = {
        "points": ["p2"],
        "who": office.staff["contributing-officer"],
        "what": "Look at the log.",
        "by": date(2026, 6, 12),
    }
    actor = office.actor("contributing-officer")
    assert not find.visible_to(actor, office.council).exists()
    do(
        file,
        acts.take_step,
        INVESTIGATOR[office.id],
        "2026-06-08",
        step="ask-contribution",
        option="asked",
        answers=asked,
    )
    assert find.visible_to(actor, office.council).get().pk == file.case.pk
    assert "Look at the log." in page_of(office, INVESTIGATOR[office.id], file.case)
    given = {"which": [next(iter(fold(file.case).main_run.commitments))], "part": "Missed twice."}
    do(
        file,
        acts.take_step,
        "contributing-officer",
        "2026-06-09",
        step="contribution",
        option="received",
        answers=given,
    )
    assert "Missed twice." in page_of(office, INVESTIGATOR[office.id], file.case)
    assert Officer(office, "contributing-officer").sends(file, "respond").status_code == 403


# --- organisations --------------------------------------------------------------------------------


@requirement("DA-5.6-a1", "DA-5.9.1-1")
def test_contracts_without_a_clause_are_listed_and_partners_keep_their_protocol() -> None:
    office = Office("dartford")
    client = Client()
    client.force_login(office.staff[DESK["dartford"]])
    contractor = {"name": "Clean Crew Ltd", "kind": "contractor", "contract": "Refuse 2024"}
    assert client.post("/casework/organisations/", contractor).status_code == 302
    partner = {
        "name": "Kent",
        "kind": "partner",
        "protocol": "Joint working 2025",
        "may_share": "Names",
        "contact": "Ann",
    }
    assert client.post("/casework/organisations/", partner).status_code == 302
    page = text_of(client.get("/casework/organisations/"))
    for told in ("no complaints clause on record", "Refuse 2024", "Joint working 2025", "Names"):
        assert told in page
    crew = Organisation.objects.get(name="Clean Crew Ltd")
    with_clause = {**contractor, "has_clause": "on", "clause": "14.2"}
    assert client.post(f"/casework/organisations/?change={crew.pk}", with_clause).status_code == 302
    page = text_of(client.get("/casework/organisations/"))
    assert "no complaints clause on record" not in page
    assert "14.2" in page
    assert "There is one with this name already" in text_of(client.post("/casework/organisations/", contractor))
    other = Client()
    other.force_login(office.staff["contractor"])
    assert other.post("/casework/organisations/", contractor).status_code == 403


# --- what may have been reported before -----------------------------------------------------------

CONTACT = {
    "channel": "telephone",
    "received_on-day": "9",
    "received_on-month": "6",
    "received_on-year": "2026",
    "received_at": "10am",
    "name": "Ann Smith",
    "behalf": "no",
    "email": "ANN@example.org",
    "words": "The crew left our bins in the road once more.",
    "help_offered": "yes",
    "read_back": "yes",
    "service": "housing-service",
    "step": "save",
}


@requirement("DA-1.9-5", "D49")
@pytest.mark.parametrize(
    ("chosen", "kind", "cases", "links"),
    [
        ("first", "same-matter", 2, {"same-matter"}),
        ("first", "duplicate", 2, {"duplicate"}),
        ("separate", "", 2, {"separate"}),
        ("first", "same-case", 1, set()),
    ],
)
def test_what_may_be_the_same_is_shown_before_saving_and_the_choice_recorded(
    chosen: str, kind: str, cases: int, links: set[str]
) -> None:
    office = Office("dartford")
    file = complaint(office)
    client = Client()
    client.force_login(office.staff[DESK["dartford"]])
    page = text_of(client.post("/casework/log/", CONTACT))
    assert "It may have been reported before" in page
    assert file.case.reference in page
    assert Case.objects.count() == 1, "nothing is saved before it is chosen"
    said = {
        "alike": file.case.reference if chosen == "first" else chosen,
        "alike_kind": kind,
        "alike_reason": "Same bins.",
    }
    for _twice in range(2):
        response = client.post("/casework/log/", {**CONTACT, **said})
        assert response.status_code == 302, text_of(response)
    assert Case.objects.count() == cases
    newest = Case.objects.order_by("-pk")[0]
    events = [entry.event for entry in find.history(newest)]
    assert {event.kind for event in events if isinstance(event, Linked)} == links
    if kind == "same-case":
        assert "once more" in page_of(office, DESK["dartford"], file.case)
        assert [entry.kind for entry in find.history(file.case)].count("InformationAdded") == 1


def test_a_hidden_case_is_no_possible_duplicate() -> None:
    office = Office("dartford")
    file = complaint(office)
    keep_away(file.case, office.staff[DESK["dartford"]], ground="complained-about")
    client = Client()
    client.force_login(office.staff[DESK["dartford"]])
    assert client.post("/casework/log/", CONTACT).status_code == 302
    assert Case.objects.count() == 2


def test_the_same_person_about_something_else_is_no_possible_duplicate() -> None:
    office = Office("dartford")
    complaint(office)
    client = Client()
    client.force_login(office.staff[DESK["dartford"]])
    other = {**CONTACT, "service": "streets-service", "words": "Lamps are dark."}
    assert client.post("/casework/log/", other).status_code == 302


def test_points_of_a_case_are_told_apart_by_their_numbers() -> None:
    office = Office("dartford")
    file = office.receives("2026-06-01T10:00", points=(Point("p1"), Point("p2")))
    file.act("2026-06-02", DESK["dartford"], order.SettlePoints(points=(Point("p1"), Point("p2"), Point("p3"))))
    page = page_of(office, DESK["dartford"], file.case)
    assert all(f"Point {number}" in page for number in (1, 2, 3))
