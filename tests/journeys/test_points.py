"""Can everyone read and use the pages of points: one point and six, the answer, links, and what may be the same?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from redress.casework import acts
from redress.rules.events import Point
from tests.journeys.staff_room import comes_by
from tests.journeys.test_staff_pages import sign_in
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import complaint, do
from tests.rooms.test_casework_points import given_out, linked

pytestmark = pytest.mark.django_db(transaction=True)

DESK, MANAGER = "corporate-services-team", "service-manager"


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def with_points(office: Office, many: int) -> CaseFile:
    file = complaint(office)
    ids = [f"p{number}" for number in range(1, many + 1)]
    points = [Point(id, service="streets-service", landlord="no", subject="delay") for id in ids]
    headings = {id: f"Bins were not emptied in week {id[1:]}" for id in ids}
    do(file, acts.settle_points, DESK, "2026-06-01T10:30", points=points, headings=headings)
    return file


@pytest.mark.parametrize("many", [1, 6])
def test_the_points_are_settled_and_stand_on_the_case(page: Page, accessible, dartford: Office, many: int) -> None:
    file = with_points(dartford, many)
    sign_in(page, dartford.staff[DESK])
    page.goto(f"/casework/{file.case.reference}/settle-points/")
    accessible(page, "settle")
    page.get_by_text("Add a further point").click()
    page.locator(f'[name="heading-p{many + 1}"]').fill("Nobody rang back")
    page.locator(f'[name="subject-p{many + 1}"]').select_option("delay")
    accessible(page, "settle-further")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name=f"Point {many + 1}: Nobody rang back")).to_be_visible()
    accessible(page, "case")


def test_an_answer_finds_of_every_point(page: Page, accessible, dartford: Office) -> None:
    file = given_out(with_points(dartford, 3))
    sign_in(page, dartford.staff[MANAGER])
    page.goto(f"/casework/{file.case.reference}/respond/")
    expect(page.get_by_text("What do you find of point 2: Bins were not emptied in week 2")).to_be_visible()
    accessible(page, "respond")


def test_cases_are_linked_and_organisations_kept(page: Page, accessible, dartford: Office) -> None:
    one, other = complaint(dartford), complaint(dartford, "2026-06-02T10:00")
    linked(dartford, one, other)
    sign_in(page, dartford.staff[DESK])
    page.goto(f"/casework/{one.case.reference}/link/")
    accessible(page, "link")
    page.goto(f"/casework/{one.case.reference}/")
    expect(page.get_by_role("heading", name="Linked cases")).to_be_visible()
    accessible(page, "case")
    page.goto("/casework/organisations/")
    page.get_by_label("Name").fill("Clean Crew Ltd")
    page.get_by_label("Contractor", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("These contracts have no complaints clause on record:")).to_be_visible()
    accessible(page, "organisations")


def test_what_may_be_the_same_is_shown_before_anything_is_saved(page: Page, accessible, dartford: Office) -> None:
    file = complaint(dartford)
    sign_in(page, dartford.staff[DESK])
    page.goto("/casework/log/")
    comes_by(page, "Telephone")
    for part, value in (("day", "2"), ("month", "6"), ("year", "2026")):
        page.locator(f'[name="received_on-{part}"]').fill(value)
    page.locator('[name="received_at"]').fill("10am")
    page.locator('[name="name"]').fill("Ann Smith")
    page.locator('[name="email"]').fill("ann@example.org")
    page.locator('[name="words"]').fill("The bins once more.")
    page.locator('[name="service"]').select_option("housing-service")
    page.get_by_role("button", name="Save and open the case").click()
    expect(page.get_by_role("heading", name="It may have been reported before")).to_be_visible()
    accessible(page, "log")
    page.get_by_label(file.case.reference, exact=True).check()
    page.get_by_label("It is about the same matter: open a case and link the two").check()
    page.get_by_label("Why?").fill("The same bins.")
    page.get_by_role("button", name="Save and open the case").click()
    expect(page.get_by_role("heading", name="Linked cases")).to_be_visible()
