"""Does an officer see what the check found above the letter, put it right, and send it?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.test_staff_pages import sign_in
from tests.rooms.test_casework_actions import Scene

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_blocks_a_letter_is_put_right_and_what_warns_is_looked_at(page, accessible):
    scene = Scene("acknowledge")
    sign_in(page, scene.office.staff[scene.who])
    page.goto(f"/casework/{scene.file.case.reference}/acknowledge/")
    box = page.locator('[name="content-understanding"]')
    box.fill(
        "On Tuesday 1 June 2026 the crew of [name] did not come. We recieve many such letters in respect of the bins. "
        "Your neighbour, on 07700 900123, says the same."
    )
    page.locator('[name="content-outcomes-sought"]').fill("An apology.")
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.get_by_text("“[name]” is still to be filled in")).to_be_visible()
    for told in (
        "may be misspelt, for “receive”",
        "say: about",
        "and that day is a Monday",
        "“07700 900123” is not known",
    ):
        expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_role("button", name="Send and record")).to_be_disabled()
    accessible(page, "letter-check-blocks")
    page.get_by_role("button", name="Go back and change it").click()
    box.fill("The bins were not emptied. We recieve many such letters.")
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.get_by_text("To put right before it can go")).to_have_count(0)
    accessible(page, "letter-check-warns")
    page.get_by_role("button", name="Send and record").click()
    expect(page.get_by_text("The acknowledgement is recorded and on its way")).to_be_visible()
