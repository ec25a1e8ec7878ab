"""Can everyone read the picture of the procedure: drawn on a wide screen, told in words on a narrow one?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from redress import policies
from redress.accounts.models import Staff
from redress.casework.policy.procedure_shown import procedure_of
from tests.journeys.conftest import NARROW
from tests.journeys.staff_room import PASSWORD
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, complaint

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_from_the_case_to_its_place_in_the_procedure(page: Page, accessible, council):
    office = Office(council)
    procedure_of(office.policy, "complaint", policies.rulebook())  # walked once for all, whoever asks first
    file = acknowledged(complaint(office))
    desk = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}[council]
    _sign_in(page, office.staff[desk])
    page.goto(f"/casework/{file.case.reference}/")
    page.get_by_role("link", name="Where this stands in the procedure").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where this stands in the procedure")
    expect(page.locator('[aria-current="step"]')).to_contain_text("This case is here")
    expect(page.get_by_role("img", name="Picture of the states")).to_be_visible()
    accessible(page, "place")
    page.get_by_role("link", name="The procedure as it is now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Complaint")
    accessible(page, "whole")
    page.set_viewport_size(NARROW)
    expect(page.get_by_role("img", name="Picture of the states")).to_be_hidden()
    expect(page.get_by_role("heading", name="To be registered")).to_be_visible()


def _sign_in(page: Page, staff: Staff) -> None:
    staff.set_password(PASSWORD)
    staff.save()
    page.goto("/casework/sign-in/")
    page.get_by_label("E-mail address").fill(staff.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).first.click()
    page.wait_for_url("**/casework/")
