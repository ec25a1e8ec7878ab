"""Does an officer see what is due of theirs, choose how they hear of it, and get the address of their calendar?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.staff_room import Desk
from tests.rooms.case_files import INVESTIGATOR, Office
from tests.rooms.casework_desks import acknowledged, complaint

pytestmark = pytest.mark.django_db(transaction=True)


def test_dates_and_reminders(new_context, accessible):
    office = Office("dartford")
    file = acknowledged(complaint(office))
    desk = Desk.of(office.staff[INVESTIGATOR["dartford"]], new_context, accessible)
    page = desk.page
    page.get_by_role("link", name="Dates", exact=True).click()
    expect(page.get_by_role("link", name=file.case.reference)).to_be_visible()
    desk.look(page, "dates")
    page.get_by_label("Only when something is late").check()
    desk.presses("Save")
    desk.is_told("Your choice is saved.")
    desk.presses("Make an address")
    expect(page.locator("code")).to_contain_text(".ics")
    desk.look(page, "address")
