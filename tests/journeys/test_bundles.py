"""Can an officer order papers for an Ombudsman, see them being made, and take them, on accessible pages?"""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import expect

from redress.casework import acts
from redress.jobs import run_all_due
from redress.jobs.models import Job
from redress.records import people
from redress.records.bundled import Bundle, BundleState
from tests.journeys.staff_room import Desk
from tests.rooms.bundle_cases import a_pdf, locked, put_on
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import answered, complaint, do

pytestmark = pytest.mark.django_db(transaction=True)

CST = "corporate-services-team"


def test_papers_are_ordered_watched_and_taken(new_context, accessible, db):
    office = Office("dartford")
    file = answered(complaint(office))
    do(file, acts.open_ombudsman_run, CST, "2026-06-16", enquiry="Why was it missed?", channel="letter")
    put_on(file, "report.pdf", a_pdf("The log", 3))
    put_on(file, "a letter of the neighbour.pdf", a_pdf("About the neighbour"), mark="confidential")
    put_on(file, "shut.pdf", locked(a_pdf("x")))
    desk = Desk.of(office.staff[CST], new_context, accessible)
    page = desk.opens(file.case.reference)
    page.get_by_role("link", name="Pack papers for somebody outside the council").click()
    desk.look(page, "papers")
    page.get_by_role("link", name="For an Ombudsman").click()
    page.get_by_label("Who is it for?").fill("Local Government and Social Care Ombudsman")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what it is for")
    desk.look(page, "order")
    page.get_by_label("What is it for?").fill("Their enquiry 26 001 887")
    page.get_by_role("button", name="Make it").click()
    status = page.get_by_role("status").filter(has_text="It waits for its turn.")
    expect(status).to_be_visible()
    longest = {"code": "KLWN-2026-0016-B4"}  # as wide as a number gets, on the narrowest screen
    Bundle.objects.update(state=BundleState.MAKING, step="pages", done=3, total=12, **longest)
    expect(page.get_by_text("Item 4 of 12 is being read.")).to_be_visible()  # told by itself, without a click
    desk.look(page, "making")
    Job.objects.exclude(kind="make-bundle").delete()
    run_all_due()
    expect(page.get_by_role("heading", name="The papers")).to_be_visible()
    desk.look(page, "ready")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the confidential items").click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert "documents/001 a letter of the neighbour.pdf" in archive.namelist()
    mine = people.complainant_of(file.case)
    page.goto(f"/casework/{file.case.reference}/people/{mine.pk}/held/")
    desk.look(page, "held")
