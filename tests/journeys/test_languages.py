"""Can somebody complain in Polish on a small telephone without scripts, and does a page turn for another script?"""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from redress.cases.models import Case
from redress.correspondence.models import Message
from redress.intake.languages import said_plainly
from redress.records import adjustments, people, words
from tests.journeys.conftest import NARROW
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request) -> Office:
    return Office(request.param)


def pl(text: str) -> str:
    """What the Polish page says."""
    with translation.override("pl"):
        return gettext(text)


def of_the_policy(text: str) -> str:
    with translation.override("pl"):
        return said_plainly(text)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(pl(text))
    expect(page.locator("html")).to_have_attribute("lang", "pl")


def go_on(page: Page) -> None:
    page.get_by_role("button", name=pl("Continue")).click()


def choose(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()
    go_on(page)


def in_polish(page: Page, office: Office, look) -> None:
    page.goto(f"/{office.id}/")
    page.get_by_role("link", name="Polski").click()
    heading(page, "Complain to us")
    look(page, "start")
    page.get_by_role("button", name=pl("Start now")).click()
    heading(page, "What is your complaint about?")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text(pl("Choose what your complaint is about"))
    look(page, "about")
    choose(page, of_the_policy(office.policy.subjects[0].name))
    heading(page, "In a few words, what is it about?")
    go_on(page)
    choose(page, pl("I am not sure"))
    choose(page, pl("No"))
    heading(page, "Is it about one of these?")
    look(page, "elsewhere")
    choose(page, pl("No, none of these"))
    choose(page, pl("Myself"))
    page.get_by_role("textbox", name=pl("What happened?")).fill("Nikt nie przyszedł.\n\nDzwoniłam dwa razy.")
    go_on(page)
    heading(page, "When did it happen?")
    page.get_by_label(pl("I do not know the date")).check()
    look(page, "when")
    go_on(page)
    page.get_by_role("textbox", name=pl("What would put it right?")).fill("Przeprosiny.")
    go_on(page)
    heading(page, "Do you want to send us any files?")
    look(page, "files")
    go_on(page)
    choose(page, pl("Yes, I will give my name"))
    page.get_by_label(pl("What is your full name?")).fill("Bożena Łukasiewicz")
    go_on(page)
    heading(page, "How can we contact you?")
    page.get_by_label(pl("E-mail"), exact=True).check()
    page.get_by_label(pl("E-mail address")).fill("bozena@example.org")
    look(page, "contact")
    go_on(page)
    heading(page, "What is your address?")
    go_on(page)
    heading(page, "Do you need any help from us?")
    page.get_by_label(pl("A translator"), exact=True).check()
    look(page, "help")
    go_on(page)
    heading(page, "Check your answers before you send your complaint")
    look(page, "check")
    page.get_by_role("button", name=pl("Send my complaint")).click()
    heading(page, "We have your complaint")
    look(page, "done")


def came_in(office: Office) -> None:
    """What she wrote is as she wrote it; her receipt is in Polish, and officers see what she needs."""
    case = Case.objects.get()
    person = people.correspondent_of(case).person
    assert (person.name, person.language) == ("Bożena Łukasiewicz", "pl")
    assert words.of(case)[0].text == "Nikt nie przyszedł.\n\nDzwoniłam dwa razy."
    assert Message.objects.get(template="receipt").subject == f"Mamy twoją skargę {case.reference}"
    assert [(line.support, line.language) for line in adjustments.history_of(person)] == [("translator", "Polish")]


@requirement("DA-2.6-4", "Q47")
def test_a_whole_complaint_in_polish_on_a_narrow_screen_without_scripts(new_context, office):
    narrow = new_context(java_script_enabled=False, viewport=NARROW).new_page()

    def look(page: Page, name: str) -> None:
        width = page.locator("html").evaluate("element => element.scrollWidth")
        assert width <= NARROW["width"], f"{name} is {width} px wide on a screen of 320"

    in_polish(narrow, office, look)
    came_in(office)


def test_every_polish_page_is_accessible_in_its_parts_of_other_languages_too(page, office, accessible):
    in_polish(page, office, accessible)
    page.locator("a[href*='/track/open/']").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    accessible(page, "own-page")


def test_the_answers_stay_when_the_language_is_switched_on_the_way(page):
    Office("dartford")
    page.goto("/dartford/complain/what-happened/")
    page.get_by_role("textbox", name="What happened?").fill("Nobody came.")
    page.get_by_role("button", name="Continue").click()
    page.goto("/dartford/complain/what-happened/?change")
    page.get_by_role("link", name="Lietuviškai").click()
    expect(page).to_have_url(re.compile(r"/complain/what-happened/\?change=?$"))
    expect(page.get_by_role("textbox", name="Kas atsitiko?")).to_have_value("Nobody came.")
    page.get_by_role("link", name="English").first.click()
    expect(page.get_by_role("textbox", name="What happened?")).to_have_value("Nobody came.")


def left_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"]


def right_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"]


@pytest.mark.parametrize("viewport", [NARROW, {"width": 1280, "height": 900}], ids=["narrow", "wide"])
def test_a_page_in_a_script_from_right_to_left_is_its_own_mirror(new_context, viewport):
    Office("dartford")
    page = new_context(viewport=viewport).new_page()
    address, wide = "/dartford/complain/about/", viewport["width"]
    marks = (".govuk-radios__label", ".govuk-back-link", ".govuk-heading-l, .govuk-fieldset__legend--l")
    page.goto(address)
    before = {mark: left_of(page, mark) for mark in marks}
    page.goto(f"{address}?language=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    for mark, left in before.items():
        assert abs((wide - right_of(page, mark)) - left) <= 20, mark  # a scroll bar may stand on one side
    radio = page.locator(".govuk-radios__input").first.bounding_box()
    label = page.locator(".govuk-radios__label").first.bounding_box()
    assert radio is not None
    assert label is not None
    assert radio["x"] > label["x"]
    assert page.locator("main").evaluate("element => getComputedStyle(element).direction") == "rtl"
