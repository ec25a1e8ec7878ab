"""Can a resident follow a complaint in a browser, act on it, and lose nothing on the way?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from redress.cases.record import seeding
from redress.cases.standing import standing
from redress.casework import acts as officers
from redress.intake import acts
from redress.intake.acts import Submitted
from redress.records import documents, words
from tests.journeys.conftest import NARROW
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office
from tests.rooms.test_casework_acts import ACKNOWLEDGEMENT, ANSWER, do
from tests.rooms.test_intake_acts import ANSWERS, PHOTO, moment

pytestmark = pytest.mark.django_db(transaction=True)

DAYS_AGO = 20
FILE = {"name": "again.png", "mimeType": "image/png", "buffer": PHOTO}


def ago(days: int, time: str = "10:00") -> str:
    return f"{timezone.localdate() - timedelta(days=days)}T{time}"


@dataclass
class Story:
    """A complaint of some days ago, walked on by officers."""

    office: Office

    def __post_init__(self) -> None:
        when = moment(ago(DAYS_AGO))
        with seeding():
            self.submitted: Submitted = acts.submit_complaint(
                self.office.council, ANSWERS, at=when, key="a-key", recorded_at=when.instant
            )
        self.file = CaseFile(self.office, self.submitted.case)

    def acknowledged(self) -> Story:
        desk, investigator = DESK[self.office.id], INVESTIGATOR[self.office.id]
        do(self.file, officers.register, desk, ago(DAYS_AGO, "11:00"))
        do(self.file, officers.allocate, desk, ago(DAYS_AGO, "12:00"), to=self.office.staff[investigator])
        do(self.file, officers.acknowledge, desk, ago(DAYS_AGO - 1), written=ACKNOWLEDGEMENT)
        return self

    def answered(self) -> Story:
        outcome = self.office.policy.outcomes[0].id
        do(
            self.acknowledged().file,
            officers.respond,
            INVESTIGATOR[self.office.id],
            ago(8),
            findings={"p1": outcome},
            written=ANSWER,
        )
        return self

    @property
    def link(self) -> str:
        return f"/{self.office.id}/track/open/{self.submitted.reference}/{self.submitted.secret}/"

    def open(self, page: Page) -> None:
        page.goto(self.link)
        expect(page.get_by_text(f"Your complaint {self.submitted.reference}").first).to_be_visible()
        assert self.submitted.secret not in page.url


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request) -> Office:
    return Office(request.param)


@pytest.fixture
def narrow(new_context) -> Page:
    """A telephone without scripts."""
    return new_context(java_script_enabled=False, viewport=NARROW).new_page()


def fits(page: Page) -> None:
    width = page.locator("html").evaluate("element => element.scrollWidth")
    assert width <= NARROW["width"], f"{page.url} is {width} px wide"


def test_following_a_new_complaint(page, office, accessible):
    story = Story(office)
    page.goto(f"/{office.id}/track/")
    accessible(page, "track")
    page.get_by_role("button", name="Open my complaint").click()
    accessible(page, "track-error")
    page.get_by_label("Reference").fill(story.submitted.reference)
    page.get_by_label("Secret code").fill(story.submitted.secret)
    page.get_by_role("button", name="Open my complaint").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your complaint")
    page.get_by_text("Why this date?").first.click()
    expect(page.get_by_text("Counted from here").first).to_be_visible()
    page.get_by_text("What you told us").click()
    accessible(page, "new")


def test_adding_asking_for_help_and_withdrawing(page, office, accessible):
    story = Story(office).acknowledged()
    story.open(page)
    accessible(page, "in-hand")

    page.get_by_role("link", name="Send us more information").click()
    accessible(page, "add")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Write something, or choose a file to send")
    page.get_by_label("What do you want to add?").fill("It happened again.")
    page.get_by_label("Choose files").set_input_files([FILE])
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("We have added this to your complaint")
    accessible(page, "added")

    page.get_by_role("link", name="Ask for help").click()
    accessible(page, "help")
    page.get_by_label("What help do you need?").fill("Please ring me.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We have your request for help")).to_be_visible()

    page.get_by_role("link", name="Withdraw your complaint").click()
    accessible(page, "withdraw")
    page.get_by_label("I want to withdraw my complaint").check()
    page.get_by_role("button", name="Withdraw my complaint").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have withdrawn your complaint")
    accessible(page, "withdrawn")

    assert words.of(story.submitted.case, "information")[0].text == "It happened again."
    assert [document.name for document in documents.documents_of(story.submitted.case)] == ["again.png"]
    assert standing(story.submitted.case).status.code == "withdrawn"


def test_reading_the_answer_and_asking_for_the_next_stage(page, office, accessible):
    story = Story(office).answered()
    story.open(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("We have answered your complaint")
    accessible(page, "answered")
    page.get_by_role("link", name="Stage One response").click()
    expect(page.get_by_text(ANSWER["reasons"] if office.id == "dartford" else ANSWER["answer"])).to_be_visible()
    accessible(page, "letter")
    page.get_by_role("link", name="Back").click()

    page.get_by_role("link", name="Ask for Stage Two").click()
    accessible(page, "next-stage")
    page.get_by_label("Why are you not happy with our answer?").fill("You did not look at the photos.")
    page.get_by_role("button", name="Ask for Stage Two").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have asked for Stage Two")
    accessible(page, "requested")


def test_all_of_it_on_a_telephone_without_scripts(narrow, office):
    story = Story(office).answered()
    story.open(narrow)
    fits(narrow)
    for link, button in (("Send us more information", "Send"), ("Ask for help", "Send")):
        narrow.get_by_role("link", name=link).click()
        fits(narrow)
        narrow.locator("textarea").fill("One thing more.")
        narrow.get_by_role("button", name=button).click()
        fits(narrow)
    narrow.get_by_role("link", name="Stage One response").click()
    fits(narrow)
    narrow.get_by_role("link", name="Back").click()
    narrow.get_by_role("link", name="Ask for Stage Two").click()
    fits(narrow)
    narrow.locator("textarea").fill("You did not look at the photos.")
    narrow.get_by_role("button", name="Ask for Stage Two").click()
    expect(narrow.get_by_role("heading", level=1)).to_have_text("You have asked for Stage Two")
    fits(narrow)
    narrow.get_by_role("button", name="Close my complaint on this device").click()
    narrow.goto(f"/{office.id}/track/case/")
    expect(narrow.get_by_role("heading", level=1)).to_have_text("Follow your complaint")


def test_what_was_typed_outlives_the_session_and_the_token(page, accessible):
    story = Story(Office("dartford"))
    story.open(page)
    page.get_by_role("link", name="Ask for help").click()
    page.get_by_label("What help do you need?").fill("Please ring me in the morning, before nine o'clock.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your page is out of date")
    expect(page.get_by_text("Please ring me in the morning")).to_be_visible()
    accessible(page, "out-of-date")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please open your complaint again")
    expect(page.get_by_text("Please ring me in the morning")).to_be_visible()
    accessible(page, "open-again")
    page.get_by_label("Reference").fill(story.submitted.reference)
    page.get_by_label("Secret code").fill(story.submitted.secret)
    page.get_by_role("button", name="Open it and send what I wrote").click()
    expect(page.get_by_text("We have your request for help")).to_be_visible()
    assert words.of(story.submitted.case, "help")[0].text.startswith("Please ring me in the morning")


def test_what_happened_meanwhile_is_seen_before_anything_is_sent(page, accessible):
    story = Story(Office("dartford"))
    story.open(page)
    page.get_by_role("link", name="Withdraw your complaint").click()
    page.get_by_label("Why do you want to withdraw it?").fill("It is sorted out.")
    page.get_by_label("I want to withdraw my complaint").check()
    story.acknowledged()
    page.get_by_role("button", name="Withdraw my complaint").click()
    expect(page.get_by_role("alert")).to_contain_text("Something has happened on your complaint")
    expect(page.get_by_label("Why do you want to withdraw it?")).to_have_value("It is sorted out.")
    accessible(page, "moved-on")
    page.get_by_role("button", name="Withdraw my complaint").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have withdrawn your complaint")


def test_the_pages_around(page, accessible):
    office = Office("dartford")
    Office("kings-lynn")
    page.goto("/")
    accessible(page, "councils")
    page.get_by_role("link", name="Dartford Borough Council").click()
    page.get_by_text("Is it a complaint or a request?").click()
    page.get_by_role("link", name="Some things are for others to deal with").click()
    accessible(page, "others")
    page.goto(f"/{office.id}/complain/check/")
    accessible(page, "nothing-to-send")
    page.goto(f"/{office.id}/track/open/DBC-2026-0001/wrong/")
    expect(page.get_by_text("This link does not work")).to_be_visible()
    accessible(page, "wrong-link")


def test_staying_anonymous(page, accessible):
    office = Office("dartford")
    page.goto("/dartford/complain/anonymous/")
    page.get_by_label("No, I want to stay anonymous").check()
    page.get_by_role("button", name="Continue").click()
    page.goto("/dartford/complain/what-happened/")
    page.get_by_role("textbox", name="What happened?").fill("Nobody came.")
    page.get_by_role("button", name="Continue").click()
    page.goto("/dartford/complain/when/")
    page.get_by_label("I do not know the date").check()
    page.get_by_role("button", name="Continue").click()
    for slug, label in (
        ("about", office.policy.subjects[0].name),
        ("service", "I am not sure"),
        ("home", "Yes"),
        ("elsewhere", "No, none of these"),
        ("for-whom", "Myself"),
    ):
        page.goto(f"/dartford/complain/{slug}/")
        page.get_by_label(label, exact=True).check()
        page.get_by_role("button", name="Continue").click()
    for slug in ("topic", "put-right", "files"):
        page.goto(f"/dartford/complain/{slug}/")
        page.get_by_role("button", name="Continue").click()
    page.goto("/dartford/complain/check/")
    expect(page.get_by_text("You have not given your name.")).to_be_visible()
    accessible(page, "check")
    page.get_by_role("button", name="Send my complaint").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your complaint")
    expect(page.get_by_text("We cannot write to you")).to_be_visible()
    accessible(page, "done")
