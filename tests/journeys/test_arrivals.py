"""Does what came in find its place in a browser: an e-mail becomes a case, a pile of scans falls into letters?"""

from __future__ import annotations

import re
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from redress.arrivals.models import Arrival
from redress.cases import find
from redress.cases.models import Case
from tests.journeys.conftest import NARROW
from tests.journeys.staff_room import Desk
from tests.rooms.arrival_desks import at_work, between, email, pile, sheet
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dartford(db, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.READING_PROGRAMME = ""
    return Office("dartford")


@pytest.fixture
def at_desk(dartford, new_context, accessible):
    """`at_desk("auditor")`: that person, signed in at their own screen."""

    def desk(name: str, **options) -> Desk:
        """A page without scripts cannot be looked at by axe, which is one."""
        look = accessible if options.get("java_script_enabled", True) else (lambda page, name: None)
        return Desk.of(dartford.staff[name], partial(new_context, **options), look)

    return desk


def test_an_email_becomes_a_case_with_its_true_receipt(dartford, at_desk):
    email(dartford, "2026-06-07T22:01:00+01:00", files=[("photo.txt", b"What I saw")])
    desk = at_desk("corporate-services-team")
    page = desk.page
    page.get_by_role("link", name=re.compile("1 thing that has come in")).click()
    desk.look(page, "list")
    page.get_by_role("link", name="Ann Smith").click()
    expect(page.get_by_text("legally received Monday 8 June 2026")).to_be_visible()
    desk.look(page, "arrival")
    page.get_by_role("button", name="Make a case of it").click()
    expect(page.get_by_text("Sunday 7 June 2026 at 10:01pm")).to_be_visible()
    desk.look(page, "log")
    page.get_by_role("button", name="Save and open the case").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ann Smith")
    case = Case.objects.get()
    assert find.standing(case).run.received.iso() == "2026-06-07T22:01:00+01:00"
    assert Arrival.objects.get().case == case


@pytest.mark.parametrize("how", [{}, {"java_script_enabled": False, "viewport": NARROW}], ids=["scripts", "without"])
def test_a_pile_of_three_letters_is_split_and_one_put_on_a_case(dartford, at_desk, tmp_path, how):
    """With scripts every page is looked at; without them, on the narrowest screen, all of it works the same."""
    file = complaint(dartford)
    desk = at_desk("post-room", **how)
    page = desk.page
    _uploads(page, tmp_path)
    at_work()
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("checkbox", name="A letter begins here")).to_have_count(5)
    desk.look(page, "parts")
    page.get_by_role("button", name="Continue to the date stamps").click()
    desk.look(page, "stamps")
    page.get_by_role("button", name="Register the letters").click()
    expect(page.get_by_role("alert").get_by_text("Say whether it is known when they came")).to_be_visible()
    desk.look(page, "stamps-wrong")
    page.get_by_label("Yes, they are date-stamped").check()
    stamp = page.get_by_role("group", name="Date of the stamp")
    for part, value in (("Day", "8"), ("Month", "6"), ("Year", "2026")):
        stamp.get_by_label(part).fill(value)
    page.get_by_role("group", name=re.compile("^Letter 1")).get_by_label("From, if it says so").fill("Ann Smith")
    page.get_by_role("button", name="Register the letters").click()
    at_work()
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("3 letters are registered.")).to_be_visible()
    desk.look(page, "letters")
    page.get_by_role("link", name="Letter 1, Ann Smith").click()
    desk.look(page, "letter")
    _put_on_the_case(at_desk("corporate-services-team", **how), file.case.reference)
    assert Arrival.objects.get(sender_name="Ann Smith").case == file.case


def _uploads(page: Page, tmp_path) -> None:
    scans = tmp_path / "pile.pdf"
    one, two, three = (sheet("Dear council", words) for words in ("My bins", "My roof", "Dogs"))
    scans.write_bytes(pile(one, between(), two, between(), three))
    page.get_by_role("link", name="What has come in").click()
    page.get_by_role("link", name="Upload scans of post").click()
    page.get_by_label("The scans").set_input_files(scans)
    page.get_by_role("button", name="Upload").click()


def _put_on_the_case(desk: Desk, reference: str) -> None:
    page = desk.page
    page.get_by_role("link", name=re.compile("3 things that have come in")).click()
    page.get_by_role("link", name="Ann Smith").click()
    page.get_by_role("button", name="Put it on a case").click()
    desk.look(page, "which-case")
    page.get_by_label("Reference of the case").fill(reference)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("radio", name=re.compile("Ann Smith")).check()
    page.get_by_label("What it says").fill("Dear council, my bins")
    desk.look(page, "who")
    page.get_by_role("button", name="Put it on this case").click()
    expect(page.get_by_text(f"It is on {reference}, with the time at which it reached us")).to_be_visible()
    expect(page.get_by_text("Dear council, my bins").first).to_be_visible()


def test_the_pages_of_the_acts_and_of_post_are_accessible(dartford, at_desk):
    found = email(dartford)
    desk = at_desk("corporate-services-team")
    page = desk.page
    for name in ("set-aside", "send", "receipt", "case"):
        page.goto(f"/casework/arrivals/{found.pk}/{name}/")
        desk.look(page, name)
    page.goto("/casework/arrivals/post/")
    desk.look(page, "post")
    page.goto(f"/casework/arrivals/{found.pk}/set-aside/")
    page.get_by_role("button", name="Set it aside").click()
    desk.look(page, "set-aside-wrong")
    page.get_by_label("It is spam").check()
    page.get_by_role("button", name="Set it aside").click()
    expect(page.get_by_text("Nothing waits to be placed.")).to_be_visible()
    page.goto("/casework/arrivals/?state=set-aside")
    desk.look(page, "set-aside-list")
