"""Can a caller's complaint be taken down with the keyboard alone, read back, sent, and confirmed by its link?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from redress.cases.models import Case
from redress.correspondence.notices import messages_of
from redress.records import contact_notes
from tests.journeys.conftest import NARROW
from tests.journeys.staff_room import Desk
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[..., None]
WORDS = "Nobody has emptied the bin since Easter."


@pytest.fixture
def dartford(transactional_db: None) -> Office:
    return Office("dartford")


def presses(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tabs_to(page: Page, name: str, *, value: str = "") -> None:
    """Goes on with the tabulator until the control of that name has the focus."""
    for _press in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate("[document.activeElement.name || '', document.activeElement.value || '']")
        if focused[0] == name and (not value or focused[1] == value):
            return
    pytest.fail(f"the keyboard never gets to {name}")


@requirement("DA-6.1.2-3", "DA-2.3-19")
def test_a_call_is_taken_down_with_the_keyboard_alone_and_confirmed_by_link(
    dartford: Office, new_context: Callable[..., BrowserContext], accessible: Look
) -> None:
    """Without a mouse: the way in and the time are there already; the note goes to the caller, who says it is right."""
    desk = Desk.of(dartford.staff["customer-services"], new_context, accessible)
    page = desk.page
    page.goto("/casework/log/")
    tabs_to(page, "channel")
    tabs_to(page, "help_offered")
    presses(page, "Space")
    tabs_to(page, "read_back")
    presses(page, "ArrowDown", "ArrowDown", "ArrowUp")
    tabs_to(page, "first_contact")
    presses(page, "End")
    presses(page, "ArrowUp")
    tabs_to(page, "name")
    page.keyboard.type("Ann Smith")
    tabs_to(page, "email")
    page.keyboard.type("ann@example.org")
    tabs_to(page, "words")
    page.keyboard.type(WORDS)
    tabs_to(page, "outcome")
    page.keyboard.type("Empty it.")
    desk.look(page, "filled")
    tabs_to(page, "step", value="save")
    presses(page, "Enter")
    expect(page).to_have_url(re.compile(r"/casework/[A-Z]+-\d{4}-\d+/$"))
    expect(page.locator("#talks")).to_contain_text("Sent for confirmation")
    desk.look(page, "case")
    case = Case.objects.get()
    (sent,) = [each for each in messages_of(case) if each.template == "note-to-confirm"]
    caller = new_context(viewport=NARROW).new_page()
    caller.goto(re.sub(r"^https?://[^/]+", "", sent.link))
    expect(caller.get_by_role("heading", level=1)).to_have_text("Our note of what you told us")
    expect(caller.get_by_text(WORDS)).to_be_visible()
    accessible(caller, "note-of-the-caller")
    caller.get_by_label("Yes, it is right").focus()
    presses(caller, "Space", "Enter")
    expect(caller.get_by_text("Thank you. We have kept what you told us")).to_be_visible()
    page.reload()
    expect(page.locator("#talks")).to_contain_text("by the link")
    assert [each.what for each in contact_notes.notes_of(case)[0].confirmations.all()] == ["sent", "confirmed"]


def test_a_visit_is_taken_down_without_scripts_on_a_narrow_screen(
    dartford: Office, new_context: Callable[..., BrowserContext], accessible: Look
) -> None:
    """What is asked of a visit comes with a button; nothing typed is lost; the visitor is told the reference."""
    plain = lambda: new_context(java_script_enabled=False, viewport=NARROW)  # noqa: E731
    desk = Desk.of(dartford.staff["customer-services"], plain, accessible)
    page = desk.page
    page.goto("/casework/log/")
    page.get_by_role("radio", name="In person", exact=True).check()
    page.locator('[name="name"]').fill("Winifred Ede")
    page.get_by_role("button", name="Show what else we ask").click()
    expect(page.locator('[name="name"]')).to_have_value("Winifred Ede")
    page.get_by_label("How many minutes did they wait?").fill("6")
    page.get_by_role("group", name="Did you offer help to write it down?").get_by_label("Yes", exact=True).check()
    page.get_by_label("Yes, and they confirmed it").check()
    page.get_by_text("What they need, and how serious it is").click()
    page.get_by_label("They are vulnerable, or depend on the service").check()
    page.get_by_label("What support is arranged?").fill("The warden comes along.")
    page.locator('[name="telephone"]').fill("01632 960001")
    page.get_by_label("How would they like to hear from us?").select_option(label="Telephone")
    page.get_by_label("What happened, in their own words").fill("The rail came off in my hand.")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("button", name="Save and open the case").click()
    expect(page.get_by_text("Tell them now: we have it")).to_be_visible()
    expect(page.get_by_text("The warden comes along.")).to_be_visible()
    page.get_by_role("button", name="I have told them").click()
    expect(page.get_by_text("They were told the reference there and then.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_another_way_in_asks_something_else_at_once(
    dartford: Office, new_context: Callable[..., BrowserContext], accessible: Look
) -> None:
    """With scripts it comes when the way in is chosen, and what was typed for another way waits."""
    desk = Desk.of(dartford.staff["corporate-services-team"], new_context, accessible)
    page = desk.page
    page.goto("/casework/log/")
    expect(page.get_by_role("button", name="Show what else we ask")).to_be_hidden()
    page.get_by_label("Social media", exact=True).check()
    page.get_by_label("On which platform?").fill("Facebook")
    expect(page.get_by_text("Please do not post personal details here.")).to_be_visible()
    desk.look(page, "social-media")
    page.get_by_label("Audio tape or audio message").check()
    expect(page.get_by_label("Where is it kept?")).to_be_visible()
    expect(page.get_by_label("On which platform?")).to_have_count(0)
    desk.look(page, "audio")
    page.goto("/casework/form-requested/")
    desk.look(page, "form-requested")
