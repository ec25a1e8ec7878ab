"""Can somebody who complained tell of themselves, by link or by code, on any screen, and staff see figures only?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from redress import policies
from redress.records import equality, equality_codes
from redress.records.equality import EqualityCount
from tests.journeys.conftest import NARROW
from tests.journeys.staff_room import Desk
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db(transaction=True)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def answered(page: Page, office: Office, look) -> None:
    """From a code that was handed over to the thanks, with the mistakes that people make."""
    code = equality_codes.new_code(office.id, date.today())
    page.goto(f"/{office.id}/about-you/")
    heading(page, "Questions about you")
    page.get_by_label("Your code").fill("1234")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("We do not know this code")
    expect(page.get_by_label("Your code")).to_have_value("1234")
    look(page, "code-error")
    page.get_by_label("Your code").fill(equality_codes.in_fours(code).lower())
    page.get_by_role("button", name="Continue").click()
    look(page, "questions")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer a question, or close this page")
    look(page, "questions-error")
    page.get_by_label("35 to 44").check()
    page.get_by_role("group", name="What is your sex?").get_by_label("Prefer not to say").check()
    page.get_by_role("button", name="Send my answers").click()
    heading(page, "Thank you")
    look(page, "thanks")
    page.goto(f"/{office.id}/about-you/{code}/")
    expect(page.get_by_text("This link has been used")).to_be_visible()
    look(page, "used")
    assert EqualityCount.objects.get(council=office.id, question="age", answer="35-44").people == 1
    assert EqualityCount.objects.get(council=office.id, question="sex", answer="not-said").people == 1


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
@requirement("DA-9.11-1")
def test_somebody_tells_of_themselves(page: Page, accessible, council: str) -> None:
    answered(page, Office(council), accessible)


def test_the_same_without_scripts_on_the_narrowest_screen(new_context) -> None:
    page = new_context(java_script_enabled=False, viewport=NARROW).new_page()
    answered(page, Office("dartford"), _fits)


def _fits(page: Page, name: str) -> None:
    width = page.locator("html").bounding_box()
    assert width is not None
    assert width["width"] <= NARROW["width"], name


def test_the_questions_are_answered_by_keyboard_alone(page: Page) -> None:
    office = Office("dartford")
    page.goto(f"/dartford/about-you/{equality_codes.new_code('dartford', date.today())}/")
    page.get_by_label("Under 18").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("18 to 24")).to_be_checked()
    page.get_by_role("button", name="Send my answers").focus()
    page.keyboard.press("Enter")
    heading(page, "Thank you")
    assert EqualityCount.objects.get(council=office.id, question="age", answer="18-24").people == 1


@requirement("DA-9.11-2")
def test_staff_see_figures_and_hand_over_a_code(new_context, accessible) -> None:
    office = Office("dartford")
    asked = policies.current("dartford").equality_monitoring
    for person in range(30):
        answers = {"age": "35-44" if person % 3 else "65-74", "race": "white" if person else "asian"}
        equality.add("dartford", asked, answers, on=date(2025, 2, 1))
    page = Desk.of(office.staff["corporate-complaints-officer"], new_context, accessible).page
    page.goto("/casework/equality/")
    heading(page, "Equality figures")
    ages = page.get_by_role("table", name="How old are you?")
    expect(ages.get_by_role("row", name=re.compile("35 to 44"))).to_contain_text("20")
    races = page.get_by_role("table", name="What is your ethnic group?")
    expect(races.get_by_role("row", name=re.compile("Asian"))).to_contain_text("not shown")
    expect(races).not_to_contain_text("29")
    accessible(page, "figures")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the figures").click()
    assert download.value.suggested_filename == "equality-dartford.csv"

    page = Desk.of(office.staff["customer-services"], new_context, accessible).page
    page.goto("/casework/equality/hand-over/")
    page.get_by_role("button", name="Make a code").click()
    expect(page.get_by_text("To read out or hand over")).to_be_visible()
    accessible(page, "hand-over")
