"""Can everyone see, and keep to, what was decided about somebody's contacts: wide, narrow, with and without scripts?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from redress.accounts.models import Staff
from redress.demonstration import building
from redress.demonstration.situations import dartford_behaviour
from redress.demonstration.walk import Walk
from redress.records import people, tracking
from tests.journeys.test_staff_pages import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def walks() -> dict[str, Walk]:
    told = building.build(chosen=dartford_behaviour.SITUATIONS, progress=lambda _line: None)
    return {walk.situation.id: walk for walk in told}


def somebody(page: Page, who: str) -> Page:
    sign_in(page, Staff.objects.get(email__startswith=f"{who}@dartford"))
    return page


def test_the_terms_are_seen_kept_to_and_read_for_what_is_new(page, accessible: Callable[..., None], walks) -> None:
    """From the work list to what waits to be read, to what was found in it."""
    old, new = walks["sweeper-every-day"].file.reference, walks["assisted-collection-stopped"].file.reference
    somebody(page, "callum.reid").goto("/casework/")
    accessible(page, "work")
    page.get_by_role("link", name="1 message filed without a reply is to be read").click()
    accessible(page, "to-read")
    page.get_by_role("link", name=f"Say what you found, {old}").click()
    expect(page.get_by_text("The driver was on his phone again").last).to_be_visible()
    accessible(page, "filed")
    page.get_by_role("radio", name="Nothing new, and nothing about anybody").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("On record: Read what was filed without a reply")).to_be_visible()
    expect(page.get_by_text("Their named contact is Callum Reid.")).to_be_visible()
    accessible(page, "case")
    page.goto(f"/casework/{new}/")
    expect(page.get_by_text("A new complaint is dealt with as anybody’s.")).to_be_visible()
    accessible(page, "new-case")
    page.get_by_role("link", name=f"Decided on {old}").click()
    page.goto(f"/casework/{old}/step/behaviour-request/")
    expect(page.get_by_text("On record:").first).to_be_visible()
    accessible(page, "evidence")
    page.goto(f"/casework/{old}/step/behaviour-review/?option=renewed")
    accessible(page, "review")
    page.goto(f"/casework/{old}/step/safety-warning/?option=warning")
    accessible(page, "warning")


def test_whoever_takes_a_call_is_told_as_they_type(page, accessible: Callable[..., None], walks) -> None:
    somebody(page, "priya.raman").goto("/casework/log/")
    page.get_by_role("radio", name="Telephone", exact=True).check()
    page.get_by_label("Telephone", exact=True).last.fill("01632 960877")
    page.get_by_label("Postcode").focus()
    expect(page.get_by_text("This person has been asked to write to us.")).to_be_visible()
    accessible(page, "log")


def test_it_is_told_without_scripts_and_never_in_the_way(new_context, accessible, walks) -> None:
    page = somebody(new_context(java_script_enabled=False).new_page(), "priya.raman")
    page.goto("/casework/log/")
    page.locator('[name="email"]').fill("t.mallory@example.org")
    page.get_by_role("button", name="See what is known of this person").click()
    expect(page.get_by_text("In writing only")).to_be_visible()
    expect(page.get_by_role("button", name="Save and open the case")).to_be_enabled()


def test_the_person_reads_what_applies_and_what_they_can_do(page, accessible: Callable[..., None], walks) -> None:
    case = walks["sweeper-every-day"].file
    secret = tracking.new_secret(case, people.correspondent_of(case))
    page.goto(f"/dartford/track/open/{case.reference}/{secret}/")
    expect(page.get_by_role("heading", name="How you can contact us for now")).to_be_visible()
    page.get_by_text("You can also complain to the Ombudsman").click()
    accessible(page, "own-page")
    page.get_by_role("link", name="Make a new complaint").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
