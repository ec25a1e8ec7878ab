"""Can a resident complain to either council, on a wide screen and on a narrow one without scripts?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from redress.cases.models import Case
from redress.correspondence.models import Message
from redress.records import documents, people, words
from tests.journeys.conftest import NARROW
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db(transaction=True)

COUNCILS = ("dartford", "kings-lynn")
PHOTO = {"name": "bin.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64}
LETTER = {"name": "run.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x00\x00"}


@pytest.fixture(params=COUNCILS)
def office(request) -> Office:
    return Office(request.param)


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def choose(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()
    go_on(page)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def complain(page: Page, office: Office, look) -> None:
    """From the start page to the last one, with a look at each."""
    page.goto(f"/{office.id}/")
    heading(page, "Complain to us")
    look(page, "start")
    page.get_by_role("button", name="Start now").click()

    heading(page, "What is your complaint about?")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Choose what your complaint is about")
    look(page, "about-error")
    choose(page, office.policy.subjects[0].name)

    heading(page, "In a few words, what is it about?")
    look(page, "topic")
    go_on(page)
    heading(page, "Which service is it about?")
    look(page, "service")
    choose(page, "I am not sure")
    heading(page, re.compile("Is it about a home"))
    look(page, "home")
    choose(page, "No")

    heading(page, "Is it about one of these?")
    look(page, "elsewhere")
    matter = office.policy.elsewhere[0]
    choose(page, matter.name)
    heading(page, matter.name)
    look(page, "pointed")
    page.get_by_role("button", name="Carry on with my complaint").click()

    heading(page, "Who are you complaining for?")
    look(page, "for-whom")
    choose(page, "Someone else")
    heading(page, "Who are you helping?")
    page.get_by_label("Their full name").fill("Bo Jones")
    page.get_by_label("I am a friend").check()
    page.get_by_label("Yes, but not in writing yet").check()
    look(page, "them")
    go_on(page)

    page.get_by_role("textbox", name="What happened?").fill("Nobody came.\n\nI rang twice.")
    look(page, "what-happened")
    go_on(page)

    heading(page, "When did it happen?")
    look(page, "when")
    go_on(page)
    look(page, "when-error")
    for part, value in (("Day", "14"), ("Month", "3"), ("Year", "2024")):
        page.get_by_label(part, exact=True).fill(value)
    go_on(page)
    heading(page, "It happened some time ago")
    page.get_by_label("Why did you not tell us sooner?").fill("I was ill.")
    look(page, "why-now")
    go_on(page)

    page.get_by_role("textbox", name="What would put it right?").fill("An apology.")
    look(page, "put-right")
    go_on(page)

    heading(page, "Do you want to send us any files?")
    look(page, "files")
    page.get_by_label("Choose files").set_input_files([LETTER])
    page.get_by_role("button", name="Upload the files").click()
    expect(page.get_by_role("alert")).to_contain_text("“run.exe” cannot be sent")
    page.get_by_label("Choose files").set_input_files([PHOTO])
    page.get_by_role("button", name="Upload the files").click()
    expect(page.get_by_text("1 file to send")).to_be_visible()
    look(page, "files-held")
    go_on(page)

    heading(page, "Your name")
    look(page, "anonymous")
    choose(page, "Yes, I will give my name")
    page.get_by_label("What is your full name?").fill("Ann Smith")
    look(page, "name")
    go_on(page)

    heading(page, "How can we contact you?")
    page.get_by_label("E-mail", exact=True).check()
    go_on(page)
    look(page, "contact-error")
    page.get_by_label("E-mail address").fill("ann@example.org")
    page.get_by_label("Telephone number").fill("01632 960001")
    go_on(page)
    heading(page, "What is your address?")
    look(page, "address-by-hand")
    go_on(page)

    heading(page, "Do you need any help from us?")
    page.get_by_label("Large print").check()
    look(page, "help")
    go_on(page)

    heading(page, "Check your answers before you send your complaint")
    look(page, "check")
    page.get_by_role("link", name=re.compile("Change\\s+what would put it right")).click()
    page.get_by_role("textbox", name="What would put it right?").fill("A visit this week.")
    go_on(page)
    heading(page, "Check your answers before you send your complaint")
    expect(page.get_by_text("A visit this week.")).to_be_visible()
    page.get_by_role("button", name="Send my complaint").click()

    heading(page, "We have your complaint")
    look(page, "done")


def whole(office: Office) -> None:
    """Everything the person gave is on the one case there is."""
    case = Case.objects.get()
    assert case.reference.startswith(office.policy.council.reference_prefix)
    assert people.complainant_of(case).person.name == "Bo Jones"
    assert people.correspondent_of(case).person.email == "ann@example.org"
    assert [each.text for each in words.of(case)] == [
        "Nobody came.\n\nI rang twice.",
        "A visit this week.",
        "I was ill.",
    ]
    assert [document.name for document in documents.documents_of(case)] == ["bin.png"]
    assert Message.objects.get().to_email == "ann@example.org"


@requirement("DA-2.1-2", "KL-5A-4", "DA-1.1-1", "DA-1.1-2")
def test_a_complaint_on_a_wide_screen(page, office, accessible):
    complain(page, office, accessible)
    whole(office)


def test_a_complaint_on_a_narrow_screen_without_scripts(new_context, office, accessible):
    narrow = new_context(java_script_enabled=False, viewport=NARROW).new_page()

    def look(page: Page, name: str) -> None:
        width = page.locator("html").evaluate("element => element.scrollWidth")
        assert width <= NARROW["width"], f"{page.url} is {width} px wide"

    complain(narrow, office, look)
    whole(office)
