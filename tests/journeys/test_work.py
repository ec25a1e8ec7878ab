"""Can an officer see what is to be done, find and read a case, and log a contact, with scripts and without?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from redress.accounts.models import Cover
from redress.cases.models import Case
from redress.casework import acts, lists
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Delivery, Letter
from redress.records.models import Party, Person
from tests.journeys.staff_room import Desk, Told, at_once, log
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, allocated, answered, complaint, do, investigated, registered

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dartford(db) -> Office:
    return Office("dartford")


@pytest.fixture
def at_desk(dartford, new_context, accessible):
    """`at_desk("auditor")`: that person, signed in at their own screen."""
    return lambda name: Desk.of(dartford.staff[name], new_context, accessible)


def tab(page: Page, name: str):
    return page.get_by_role("navigation", name="Work lists").get_by_role("link", name=re.compile(f"^{name} "))


def test_my_work_from_tab_to_tab(dartford, at_desk, monkeypatch):
    monkeypatch.setattr(lists, "PAGE_SIZE", 3)
    for made in (complaint, registered_one, allocated_one, acknowledged_one, answered_one):
        made(dartford)
    desk = at_desk("corporate-services-team")
    page = desk.page
    expect(tab(page, "Mine")).to_have_attribute("aria-current", "page")
    desk.look(page, "mine")
    tab(page, "All").click()
    expect(tab(page, "All")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("row")).to_have_count(4)
    desk.look(page, "all")
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.get_by_role("row")).to_have_count(3)
    desk.look(page, "all-2")
    for name in ("My team’s", "Unallocated", "Overdue"):
        tab(page, name).click()
        expect(tab(page, name)).to_have_attribute("aria-current", "page")
        desk.look(page, name)


def registered_one(office):
    return registered(complaint(office))


def allocated_one(office):
    return allocated(complaint(office))


def acknowledged_one(office):
    return acknowledged(complaint(office))


def answered_one(office):
    return answered(complaint(office))


def test_filters_and_search(dartford, at_desk):
    file = acknowledged(complaint(dartford))
    complaint(dartford)
    Person.objects.filter(pk=Party.objects.get(case=file.case).person_id).update(name="Ann Smith")
    desk = at_desk("corporate-services-team")
    page = desk.page
    tab(page, "All").click()
    page.get_by_text("Filter this list").click()
    page.get_by_label("Status").select_option("Being looked into")
    desk.look(page, "filters")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("row")).to_have_count(2)
    desk.look(page, "filtered")
    page.get_by_role("link", name="Status: Being looked into").click()
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_label("Find a case").fill(file.case.reference.lower())
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=file.case.reference).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ann Smith")
    page.get_by_role("link", name="Back to my work").click()
    page.get_by_label("Find a case").fill("nobody")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Nothing matches here")).to_be_visible()
    desk.look(page, "nothing-found")


def test_a_case_read_from_top_to_bottom(dartford, at_desk):
    file = complaint(dartford)
    Person.objects.update(telephone="01632 960001", address="1 High Street\nDartford", adjustments="Large print")
    investigated(file)
    do(file, acts.note, "investigating-officer", "2026-06-25T10:00", text="Ring after six.")
    do(file, acts.open_ombudsman_run, "corporate-services-team", "2026-06-26", enquiry="Why?", channel="letter")
    desk = at_desk("corporate-services-team")
    page = desk.opens(file.case.reference)
    desk.look(page, "closed")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    desk.look(page, "open")
    page.get_by_label("Add a note").fill("Rang the investigating officer.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("The note is saved")).to_be_visible()
    expect(page.locator("#notes")).to_contain_text("Rang the investigating officer.")
    page.get_by_role("link", name=re.compile("^Change contact details")).click()
    desk.look(page, "contact-details")
    page.get_by_label("Full name").fill("Anne Smythe")
    page.get_by_label("We had written it down wrongly").check()
    page.get_by_label("How did you check it, or what was wrong?").fill("Her letter is signed so.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anne Smythe")
    page.locator("#letters").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What it says")).to_be_visible()
    desk.look(page, "letter")


def test_a_contact_is_logged_while_the_dates_are_worked_out(dartford, at_desk):
    desk = at_desk("customer-services")
    page = desk.page
    page.get_by_role("link", name="Log a contact").click()
    dates = page.locator("[data-log-dates]")
    expect(dates).to_contain_text("Acknowledge the complaint by")
    page.get_by_role("button", name="Save and open the case").click()
    expect(page.get_by_role("alert")).to_contain_text("Say whether you offered help to write it down")
    desk.look(page, "mistakes")
    at_once(page, "received_on", timezone.localdate() - timedelta(days=30))
    page.locator('[name="received_at"]').fill("11:30pm")
    expect(dates).to_contain_text("legally received")
    expect(dates).to_contain_text("Acknowledge the complaint by")
    expect(page.get_by_label("Name of whoever acts for them")).to_be_hidden()
    page.get_by_role("group", name="Is somebody else acting for them?").get_by_label("Yes", exact=True).check()
    expect(page.get_by_label("Name of whoever acts for them")).to_be_visible()
    desk.look(page, "dates")


def test_a_contact_is_logged_without_scripts(dartford, new_context, accessible):
    desk = Desk.of(
        dartford.staff["corporate-services-team"], lambda: new_context(java_script_enabled=False), accessible
    )
    page = desk.page
    page.goto("/casework/log/")
    at_once(page, "received_on", timezone.localdate() - timedelta(days=10))
    page.get_by_label("The time is not known").check()
    page.get_by_role("button", name="Work out the dates").click()
    expect(page.get_by_text("Acknowledge the complaint by")).to_be_visible()
    expect(page.get_by_label("The time is not known")).to_be_checked()
    expect(page.get_by_text("There is a problem")).to_have_count(0)
    page.get_by_role("radio", name="Letter", exact=True).check()
    page.get_by_label("Full name").fill("Ann Smith")
    page.get_by_label("Telephone", exact=True).last.fill("01632 960001")
    page.get_by_label("What happened, in their own words").fill("The bins were left again.")
    page.get_by_role("button", name="Save and open the case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ann Smith")
    expect(page.get_by_text("time not known")).to_be_visible()


def test_pressed_twice_it_is_one_case(dartford, at_desk):
    desk = at_desk("corporate-services-team")
    day = timezone.localdate() - timedelta(days=3)
    first = log(desk, Told("Telephone", day, "9am", "Ann Smith", "The bins were left again.", "Housing"))
    desk.page.go_back()
    desk.presses("Save and open the case")
    expect(desk.page).to_have_url(re.compile(first))
    assert Case.objects.count() == 1


def test_letters_that_reached_nobody(dartford, at_desk):
    failed, to_post = (letters_of(acknowledged_one(dartford).case)[0] for _letter in range(2))
    Letter.objects.filter(pk=failed.pk).update(state=Delivery.FAILED, last_error="smtp-550")
    Letter.objects.filter(pk=to_post.pk).update(state=Delivery.TO_POST)
    desk = at_desk("corporate-services-team")
    page = desk.page
    page.get_by_role("link", name="Undelivered letters").click()
    desk.look(page, "both")
    page.get_by_role("button", name=re.compile("^Send again")).click()
    expect(page.get_by_text("will be sent again")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Posted on another day")).click()
    desk.look(page, "another-day")
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the date it was posted")
    at_once(page, "posted_on", timezone.localdate())
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it went although it no longer held on that day")
    page.get_by_label("Why did it go all the same?").fill("It lay in the wrong tray.")
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_text("is marked as posted")).to_be_visible()
    desk.look(page, "nothing-to-do")


def test_figures_only(dartford, at_desk):
    complaint(dartford)
    acknowledged(complaint(dartford))
    desk = at_desk("member-responsible-for-complaints")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Complaints in figures")
    desk.look(desk.page, "figures")


def test_the_work_of_somebody_who_is_away(dartford, at_desk):
    file = allocated(complaint(dartford))
    today = timezone.localdate()
    away, covering = dartford.staff["service-manager"], dartford.staff["customer-services"]
    Cover.objects.create(absent=away, covering=covering, first=today, last=today + timedelta(days=5))
    desk = at_desk("customer-services")
    desk.look(desk.page, "offered")
    desk.presses("Do the work of service-manager")
    expect(desk.page.get_by_role("link", name=file.case.reference)).to_be_visible()
    desk.look(desk.page, "covering")
    desk.presses("Stop covering")
    expect(desk.page.get_by_role("link", name=file.case.reference)).to_have_count(0)
