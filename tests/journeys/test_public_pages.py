"""Can everybody read about complaining: on a wide and a narrow screen, without scripts, in forced colours, on paper?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from redress.design.paper import PRINTS
from redress.intake.papers.printed import PAPERS
from tests.journeys.conftest import NARROW
from tests.journeys.staff_room import Desk
from tests.requirement import requirement
from tests.rooms.case_files import DESK, Office
from tests.rooms.casework_desks import complaint

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("", "leaflet/", "standards/", "help/", "procedure/", "privacy/", "print/", "others/")


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request) -> Office:
    return Office(request.param)


@requirement("DA-2.2-1")
def test_every_page_is_for_everybody(page: Page, accessible, office):
    """Without signing in; axe finds nothing against WCAG 2.2 AA, wide or narrow."""
    for address in PAGES:
        response = page.goto(f"/{office.id}/{address}")
        assert response.status == 200
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        accessible(page, f"{office.id}-{address or 'start'}")


def test_from_the_start_page_to_the_leaflet_and_its_print(page: Page, office):
    page.goto(f"/{office.id}/")
    page.get_by_role("link", name="Leaflet: how to complain").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"How to complain to {office.policy.council.name}")
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="When to complain").click()
    expect(page).to_have_url(f"/{office.id}/leaflet/#when")
    links = page.get_by_role("link", name="Large print (PDF)")
    address = links.first.get_attribute("href")
    got = page.request.get(address)
    assert got.headers["content-type"] == "application/pdf"
    assert got.body().startswith(b"%PDF-1.7")
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page).to_have_url(f"/{office.id}/")


def test_every_paper_in_every_print_is_behind_a_link(page: Page, office):
    page.goto(f"/{office.id}/print/")
    addresses = [link.get_attribute("href") for link in page.get_by_role("link", name="(PDF)").all()]
    assert len(addresses) == len(PAPERS) * len(PRINTS)
    for address in addresses:
        got = page.request.get(address)
        assert got.ok
        assert got.body().startswith(b"%PDF-1.7"), address


def test_without_scripts_on_a_narrow_screen_in_forced_colours(new_context, office):
    browser = new_context(java_script_enabled=False, viewport=NARROW, forced_colors="active")
    page = browser.new_page()
    for address in PAGES:
        page.goto(f"/{office.id}/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator("main").bounding_box()["width"] <= NARROW["width"]
    page.goto(f"/{office.id}/leaflet/")
    expect(page.get_by_role("link", name="Large print (PDF)").first).to_be_visible()


def test_printed_the_leaflet_keeps_its_words_and_loses_the_buttons(page: Page, office):
    page.goto(f"/{office.id}/leaflet/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="What a complaint is")).to_be_visible()
    expect(page.locator(".redress-contents")).to_be_hidden()
    expect(page.locator(".redress-downloads")).to_be_hidden()
    expect(page.get_by_role("button", name="Complain to us")).to_be_hidden()
    expect(page.locator(".govuk-generic-header")).to_be_hidden()


def test_four_times_as_large_nothing_is_lost(new_context, office):
    """1280 px at 400 % is a screen of 320 px: every word is still there, and nothing scrolls sideways."""
    page = new_context(viewport={"width": 320, "height": 256}).new_page()
    for address in PAGES:
        page.goto(f"/{office.id}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_officer_sends_the_sheet_on_who_can_help(new_context, accessible, office):
    file = complaint(office)
    desk = Desk.of(office.staff[DESK[office.id]], new_context, accessible)
    page = desk.opens(file.case.reference)
    page.get_by_role("link", name="Who can help them: send or print the sheet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who can help them")
    page.get_by_role("button", name="Record and send").click()
    expect(page.get_by_role("alert")).to_contain_text("Say how they get it")
    accessible(page, "helpers")
    page.get_by_label("By e-mail to Ann Smith, ann@example.org").check()
    page.get_by_role("button", name="Record and send").click()
    expect(page.get_by_text("It is on record that they got the sheet")).to_be_visible()
    expect(page.get_by_text("The sheet on who can help was sent by e-mail to Ann Smith").first).to_be_visible()
