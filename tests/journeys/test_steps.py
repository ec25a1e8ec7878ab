"""Can everyone take decisions and make checks, wide and narrow, with and without scripts, seeing what follows?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from redress.casework import acts
from redress.records import people, tracking
from tests.journeys.test_staff_pages import sign_in
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import do
from tests.rooms.step_desks import address, arrived, marsh_in_use

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def marsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with marsh_in_use(tmp_path, monkeypatch) as office:
        yield office


def begun(page: Page, office: Office, file: CaseFile, who: str = "clerk") -> Page:
    """Somebody signs in and opens the case."""
    sign_in(page, office.staff[who])
    page.goto(f"/casework/{file.case.reference}/")
    return page


def test_a_decision_from_the_case_to_its_letter(page, accessible, marsh):
    file = arrived(marsh)
    begun(page, marsh, file)
    accessible(page, "case-to-decide")
    page.goto("/casework/")
    expect(page.get_by_role("row", name=file.case.reference)).to_contain_text("Decide what this is")
    accessible(page, "work")
    page.go_back()
    page.get_by_role("link", name="Decide what this is").or_(
        page.get_by_role("button", name="Decide what this is")
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Decide what this is")
    accessible(page, "option")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer")
    accessible(page, "option-missing")
    page.get_by_role("radio", name="A matter for somebody else").check()
    page.get_by_role("button", name="Continue").click()
    accessible(page, "questions")
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.get_by_role("alert")).to_contain_text("Why do you think so?")
    accessible(page, "questions-missing")
    page.get_by_label("Why do you think so?").fill("The county looks after roads.")
    page.get_by_role("radio", name="Potholes and street lamps").check()
    page.get_by_label("What you told us").fill("You told us of a pothole in Church Lane.")
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.locator(".redress-preview")).to_contain_text("County Highways")
    accessible(page, "letter")
    page.get_by_role("button", name="Send and record").click()
    expect(page.get_by_text("On record: Decide what this is, A matter for somebody else")).to_be_visible()
    accessible(page, "case-decided")
    secret = tracking.new_secret(file.case, people.correspondent_of(file.case))
    page.goto(f"/marsh/track/open/{file.case.reference}/{secret}/")
    expect(page.get_by_text("This is not for us to look into.").first).to_be_visible()
    accessible(page, "own-page")


def test_a_changed_mind_keeps_what_was_typed_without_scripts(new_context, marsh):
    """The option is chosen, then another, with scripts switched off; the run goes on beside the one it had begun."""
    file = arrived(marsh)
    page = begun(new_context(java_script_enabled=False).new_page(), marsh, file)
    page.goto(address(file, "triage"))
    page.get_by_role("radio", name="A matter for somebody else").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Why do you think so?").fill("She tells us for the first time.")
    page.get_by_role("button", name="Choose another answer").click()
    page.get_by_role("radio", name="A request for a service").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Why do you think so?")).to_have_value("She tells us for the first time.")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("On record: Decide what this is, A request for a service")).to_be_visible()


def test_checks_and_several_runs_side_by_side(page, accessible, marsh):
    file = arrived(marsh)
    do(file, acts.take_step, "clerk", "2026-06-01T10:30", step="triage", option="complaint", answers={"why": "Cross."})
    do(file, acts.register, "clerk", "2026-06-01T11:00")
    do(file, acts.allocate, "clerk", "2026-06-01T12:00", to=marsh.staff["officer"])
    answers = {"kinds": ["neighbour"], "adviser": marsh.staff["reviewer"], "contacts": 3, "cost": 1250}
    do(file, acts.take_step, "officer", "2026-06-02T10:00", step="special", option="special", answers=answers)
    do(file, acts.take_step, "officer", "2026-06-02T11:00", step="remedy", option="not-needed")
    begun(page, marsh, file)
    page.goto(address(file, "identity"))
    accessible(page, "check")
    page.goto(address(file, "special"))
    accessible(page, "every-kind-of-question")
    do(file, acts.take_step, "clerk", "2026-06-03T09:00", step="triage", option="request", answers={"why": "New."})
    page.goto(f"/casework/{file.case.reference}/")
    accessible(page, "two-runs")
