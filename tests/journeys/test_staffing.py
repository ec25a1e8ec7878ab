"""Can everyone read and use the pages for people, roles and cover, and those of the roles that see little?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from redress.casework import acts
from tests.journeys.test_staff_pages import sign_in
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint, do, registered

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_absence_is_recorded_and_its_cover_named(page, accessible):
    office = Office("dartford")
    sign_in(page, office.staff["corporate-complaints-officer"])
    page.goto("/casework/staff/")
    expect(page.get_by_role("heading", level=1)).to_have_text("People and roles")
    accessible(page, "people-and-roles")
    page.get_by_role("link", name="departmental-complaints-officer has no deputy arranged").click()
    page.get_by_text("Record an absence", exact=True).first.click()
    accessible(page, "staff-member")


def test_the_declaration_shows_what_was_found_and_the_post_room_sees_where_a_case_stands(page, accessible):
    office = Office("dartford")
    manager = office.staff["service-manager"]
    files = [registered(complaint(office)), registered(complaint(office))]
    for file in files:
        do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=manager)
    posted = office.receives("2026-06-01T10:00", by=office.actor("post-room"), channel="letter")
    sign_in(page, manager)
    page.goto(f"/casework/{files[1].case.reference}/step/declare-interest/?option=no-interest")
    expect(page.get_by_text(files[0].case.reference)).to_be_visible()
    accessible(page, "declare-interest")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, office.staff["post-room"])
    page.goto(f"/casework/{posted.case.reference}/")
    expect(page.get_by_text("Your role sees where a case stands")).to_be_visible()
    accessible(page, "where-it-stands")
