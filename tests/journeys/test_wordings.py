"""Can the owner of a policy word a letter in the browser, look at it, adopt it, and see it in the next letter?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.test_staff_pages import sign_in
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import allocated, complaint

pytestmark = pytest.mark.django_db(transaction=True)

HELLO = "Thank you for telling us. We are sorry that you had to."


def test_a_letter_is_worded_looked_at_and_adopted(page, accessible):
    office = Office("dartford")
    file = allocated(complaint(office))
    sign_in(page, office.staff["corporate-complaints-officer"])
    page.goto("/casework/policy/")
    page.get_by_role("link", name="Words of our letters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Words of our letters")
    accessible(page, "letters")
    page.get_by_role("link", name="Stage One acknowledgement", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stage One acknowledgement")
    page.get_by_label("Opening words").fill("Dear {name}")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    accessible(page, "problem")
    page.get_by_label("Opening words").fill(f"{HELLO} Ring 01234 567890.")
    page.locator("summary", has_text="How to contact us").click()
    page.locator("#id_before-contact").fill("We are here to help.")
    page.get_by_role("button", name="Save and look at the letter").click()
    page.get_by_label("Reference of a case").fill(file.case.reference)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name=f"In case {file.case.reference}")).to_be_visible()
    expect(page.get_by_text(HELLO)).to_have_count(2)
    accessible(page, "looked-at")
    page.get_by_role("link", name="Back to the words of").click()
    expect(page.get_by_text("is not a telephone number of the policy’s contacts")).to_be_visible()
    page.get_by_role("link", name="See what the draft changes, and adopt it").click()
    accessible(page, "adopt")
    page.get_by_label("Why are the words changed?").fill("The Committee asked for it.")
    page.get_by_label("I have looked at what is pointed out above").check()
    page.get_by_role("button", name="Adopt").click()
    expect(page.get_by_text("Version 1 of the words is adopted")).to_be_visible()
    accessible(page, "adopted")
    page.get_by_role("link", name="Version 1").click()
    expect(page.get_by_text("The Committee asked for it.")).to_be_visible()
    accessible(page, "version")
