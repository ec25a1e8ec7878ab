"""Can everyone read the pages of acts that the long journeys do not pass, wide and narrow, with and without scripts?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from redress.accounts.models import Staff
from redress.casework.action_pages import PAGES
from tests.journeys.staff_room import PASSWORD
from tests.rooms.casework_desks import Officer
from tests.rooms.test_casework_actions import WHOLE, Scene

pytestmark = pytest.mark.django_db(transaction=True)

#: Those that the journeys of ``test_staff`` pass.
PASSED = {"register", "allocate", "acknowledge", "extend", "respond", "request-next-stage", "accept-request"}


@pytest.mark.parametrize("action", sorted(set(WHOLE) - PASSED))
def test_every_other_page_of_an_act(page, accessible, action):
    scene = Scene(action)
    sign_in(page, scene.office.staff[scene.who])
    page.goto(f"/casework/{scene.file.case.reference}/{action}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(PAGES[action].title))
    accessible(page, action)


def test_a_page_that_may_not_be_used_says_why(page, accessible):
    scene = Scene("allocate")
    sign_in(page, scene.office.staff["corporate-complaints-officer"])
    page.goto(f"/casework/{scene.file.case.reference}/allocate/")
    expect(page.get_by_text("Only ")).to_be_visible()
    accessible(page, "not-your-role")


def test_more_time_is_taken_without_scripts(new_context):
    """The date is worked out by a button, the letter looked at and sent, with scripts switched off."""
    scene = Scene("extend")
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, scene.office.staff[scene.who])
    page.goto(f"/casework/{scene.file.case.reference}/extend/")
    page.get_by_label("How many more working days?").fill("10")
    page.get_by_role("button", name="Work out the date").click()
    expect(page.get_by_text("Our answer would be due by Tuesday 30 June 2026.")).to_be_visible()
    page.get_by_role("radio", name="The complaint is complex").check()
    for name in ("reasons", "progress"):
        page.locator(f'[name="content-{name}"]').fill("We wait for the log.")
    page.get_by_role("button", name="Look at the letter").click()
    page.get_by_role("button", name="Send and record").click()
    expect(page.get_by_text("The notice is recorded and on its way")).to_be_visible()


def test_a_case_that_has_moved_on_shows_what_changed(page, accessible):
    scene = Scene("acknowledge")
    sign_in(page, scene.office.staff[scene.who])
    page.goto(f"/casework/{scene.file.case.reference}/acknowledge/")
    page.locator('[name="content-understanding"]').fill("The bins were not emptied.")
    colleague = Officer(scene.office, "corporate-services-team")
    assert colleague.sends(scene.file, "acknowledge", **scene.answers).url.endswith(f"{scene.file.case.reference}/")
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.get_by_text("The case has moved on since you opened this page")).to_be_visible()
    expect(page.locator('[name="content-understanding"]')).to_have_value("The bins were not emptied.")
    accessible(page, "moved-on")


def sign_in(page: Page, staff: Staff) -> None:
    staff.set_password(PASSWORD)
    staff.save()
    page.goto("/casework/sign-in/")
    page.get_by_label("E-mail address").fill(staff.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).first.click()
    page.wait_for_url("**/casework/")
