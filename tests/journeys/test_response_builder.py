"""Can everyone write an answer on its page: at a desk and on a telephone, with a script or without, two at once?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from redress.correspondence import draft_talk, drafts, versions
from redress.correspondence.letters import letters_of
from tests.journeys.conftest import NARROW
from tests.journeys.test_staff_pages import sign_in
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.test_response_builder import manager_of, three_points, typed

pytestmark = pytest.mark.django_db(transaction=True)

MANAGER = "service-manager"


@pytest.fixture
def file() -> CaseFile:
    office = Office("dartford")
    found = three_points(office)
    answer = typed(office, office.staff["director"])
    soon = timezone.localdate() + timedelta(days=20)
    answer |= {f"by-p1-1-{part}": str(getattr(soon, part)) for part in ("day", "month", "year")}
    half = {name: value for name, value in answer.items() if "-p3" not in name and "owner" not in name}
    manager_of(found).sends(found, "respond", step="draft", version="0", **half)
    return found


def test_an_answer_is_written_reviewed_and_sent(page: Page, accessible, file: CaseFile) -> None:
    draft = drafts.load(file.case, "stage-one-response")
    assert draft is not None
    draft_talk.comment(
        draft, "Say on which day it was reported.", by=file.office.staff["director"], key="k", point="p1"
    )
    sign_in(page, file.office.staff[MANAGER])
    page.goto(f"/casework/{file.case.reference}/respond/")
    expect(page.get_by_text("Say on which day it was reported.")).to_be_visible()
    accessible(page, "half-written")
    side = page.locator("[data-side]")
    side.get_by_role("link", name="Point 3: The decision").click()
    expect(page.locator('[name="finding-p3"]').first).to_be_focused()
    page.locator('[name="finding-p3"][value="upheld"]').check()
    for part, text in {"evidence": "The register.", "facts": "No copy went.", "reason": "It was owed."}.items():
        page.locator(f'[name="{part}-p3"]').fill(text)
    page.locator('[name="apology-p3"]').fill("We are sorry that you had no copy of the survey.")
    page.locator('[name="remedy-p3-1"]').select_option("apology")
    expect(page.locator("[data-draft]")).to_contain_text("Draft saved at")
    expect(side.get_by_text("The whole: Upheld")).to_be_visible()
    side.get_by_role("link", name="Point 1: Remedy 1: who sees to it").click()
    page.locator('[name="owner-p1-1"]').select_option(label="director")
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.get_by_role("heading", name="1 – The leak in the bathroom – Upheld")).to_be_visible()
    accessible(page, "letter")
    page.get_by_role("button", name="Send and record").click()
    expect(page.get_by_text("The answer is recorded and on its way")).to_be_visible()
    assert "Information Commissioner" in letters_of(file.case)[-1].text


def test_two_write_at_once_on_a_telephone_without_scripts(new_context, accessible, file: CaseFile) -> None:
    page = new_context(java_script_enabled=False, viewport=NARROW).new_page()
    sign_in(page, file.office.staff[MANAGER])
    page.goto(f"/casework/{file.case.reference}/respond/")
    draft = drafts.load(file.case, "stage-one-response")
    assert draft is not None
    theirs = {**draft.choices, "told": {**draft.choices["told"], "p1": {"facts": "It ran for six weeks in May."}}}
    drafts.save(file.case, draft.kind, draft.written, file.office.staff["director"], choices=theirs, seen=1)
    page.locator('[name="facts-p1"]').fill("It ran from 3 April.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("director wrote:")).to_be_visible()
    expect(page.locator('[name="facts-p1"]')).to_have_value("It ran from 3 April.")
    page.get_by_role("button", name="Save the draft").click()
    page.goto(f"/casework/{file.case.reference}/response/")
    page.get_by_role("button", name="Compare the two").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Versions 2 and 3")
    page.get_by_role("button", name="Bring back version 2 as a new version").click()
    expect(page.get_by_text("Version 2 stands again, as a new version.")).to_be_visible()


def test_two_tabs_and_two_people_at_once_with_scripts(new_context, accessible, file: CaseFile) -> None:
    """Each tab saves by itself; what met another stops, says whose it is, and is put together on one page."""
    manager = new_context()
    here, there = manager.new_page(), manager.new_page()
    sign_in(here, file.office.staff[MANAGER])
    other = new_context().new_page()
    sign_in(other, file.office.staff["director"])
    address = f"/casework/{file.case.reference}/respond/"
    for tab in (here, there):
        tab.goto(address)
    there.locator('[name="facts-p1"]').fill("It ran from 3 April, as the log says.")
    expect(there.locator("[data-draft]")).to_contain_text("Draft saved at")
    here.locator('[name="facts-p1"]').fill("It ran for six weeks.")
    expect(here.locator("[data-draft]")).to_contain_text("You have changed this draft in another tab or window.")
    here.get_by_role("button", name="Save the draft").click()
    expect(here.get_by_role("heading", name="You have changed this draft in another tab or window")).to_be_visible()
    expect(here.get_by_text("It ran from 3 April, as the log says.").first).to_be_visible()
    accessible(here, "own-other-tab")
    here.locator('[name="facts-p1"]').fill("It ran for six weeks from 3 April.")
    here.get_by_role("button", name="Save the draft").click()
    expect(here.get_by_text("Draft saved at").first).to_be_visible()
    other.goto(f"/casework/{file.case.reference}/response/")
    other.get_by_label("Your comment").fill("Whose log?")
    other.get_by_role("button", name="Add the comment").click()
    expect(other.get_by_text("Whose log?")).to_be_visible()
    here.locator('[name="facts-p2"]').fill("Four bins stood there.")
    expect(here.locator("[data-draft]")).to_contain_text("Draft saved at")
    other.reload()
    assert other.get_by_text("It ran from 3 April, as the log says.").count() == 0
    draft = drafts.load(file.case, "stage-one-response")
    assert draft is not None
    said = [each.choices["told"]["p1"]["facts"] for each in reversed(versions.versions_of(draft))]
    assert said[-3:] == [
        "It ran from 3 April, as the log says.",
        "It ran for six weeks from 3 April.",
        "It ran for six weeks from 3 April.",
    ]
    assert draft.choices["told"]["p2"]["facts"] == "Four bins stood there."
