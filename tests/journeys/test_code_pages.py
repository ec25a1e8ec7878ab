"""Can the owner of a policy read where it departs from the Codes, wide and narrow, with and without scripts?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.test_staff_pages import sign_in
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_departures_from_both_codes(page, accessible):
    office = Office("kings-lynn")
    sign_in(page, office.staff["complaints-administrator"])
    page.goto("/casework/policy/codes/lgsco/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our policy and the LGSCO Code")
    accessible(page, "lgsco")
    page.get_by_role("link", name="Our policy and the Housing Ombudsman Code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Our policy and the Housing Ombudsman Code")
    page.locator("summary", has_text="provisions").click()
    accessible(page, "housing-ombudsman")


def test_everything_can_be_read_without_scripts(new_context):
    office = Office("kings-lynn")
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, office.staff["complaints-administrator"])
    page.goto("/casework/policy/codes/lgsco/")
    expect(page.get_by_role("heading", name="Provision 6.3")).to_be_visible()
    page.locator("summary", has_text="provisions").click()
    expect(page.get_by_text("acknowledged and logged at the first stage")).to_be_visible()
