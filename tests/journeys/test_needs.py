"""Can an officer record what somebody needs, see it where they work, and keep a translation, on accessible pages?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from redress.records import adjustments, people
from redress.records.adjustments import Given, Settled
from redress.records.models import Adjustment, Translation
from tests.journeys.staff_room import Desk
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import allocated, complaint

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dartford(db) -> Office:
    return Office("dartford")


def test_a_need_is_recorded_shown_and_asked_about_again(dartford, new_context, accessible):
    file = allocated(complaint(dartford))
    desk = Desk.of(dartford.staff["corporate-services-team"], new_context, accessible)
    page = desk.opens(file.case.reference)
    page.get_by_role("link", name=re.compile("^Needs and supports")).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what they need help with")
    desk.look(page, "needs-error")
    page.get_by_label("English is not their first language").check()
    page.get_by_label("What would help?").select_option(label="Translation of letters")
    page.get_by_label("Which language?").fill("Polish")
    page.get_by_label("What support was considered?").fill("A translator, and an interpreter for the visit.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Translation of letters (Polish)")).to_be_visible()
    desk.look(page, "needs")
    line = Adjustment.objects.get()
    Adjustment.objects.update(review_on=timezone.localdate() - timedelta(days=1))
    page.goto("/casework/")
    page.get_by_role("link", name="1 need of somebody is to be asked about again").click()
    desk.look(page, "due")
    page.get_by_role("link", name="Ann Smith").click()
    page.get_by_label("What did they say?").fill("Still the same.")
    desk.look(page, "asked-again")
    page.get_by_role("button", name="It still holds").click()
    line.refresh_from_db()
    assert line.ended_reason == "Still the same."
    page = desk.opens(file.case.reference)
    expect(page.get_by_role("region", name="What this person needs")).to_contain_text("Polish")
    desk.look(page, "case")


def test_a_translation_is_kept_beside_what_was_said(dartford, new_context, accessible):
    file = complaint(dartford)
    desk = Desk.of(dartford.staff["corporate-services-team"], new_context, accessible)
    page = desk.begins(file.case.reference, "Add what the complainant told us")
    page.get_by_label("What they told us").fill("Pojawiły się szczury.")
    page.get_by_role("button", name="Add", exact=True).click()
    page = desk.opens(file.case.reference)
    page.get_by_role("link", name=re.compile("^Add a translation")).first.click()
    page.get_by_label("Which language is the original in?").fill("Polish")
    page.get_by_role("textbox", name="The translation").fill("Rats have come.")
    page.get_by_label("Who translated it?").fill("Thames Interpreting")
    page.get_by_role("button", name="Keep the translation").click()
    desk.look(page, "translation-error")
    for part, value in (("Day", "1"), ("Month", "6"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Keep the translation").click()
    said = page.get_by_role("region", name="The complaint")
    expect(said.get_by_text("Rats have come.")).to_be_visible()
    expect(said.get_by_text("Pojawiły się szczury.")).to_be_visible()
    assert Translation.objects.get().text == "Rats have come."


def test_what_was_recorded_before_is_offered_and_not_taken(dartford, new_context, accessible):
    earlier, file = complaint(dartford), complaint(dartford)
    party = people.parties_of(earlier.case)[0]
    given = Given(kind="visual", support="braille", settled=Settled.ACCEPTED)
    adjustments.record(
        party.person, earlier.case, dartford.policy, given, by="staff:1", on=timezone.localdate() - timedelta(days=9)
    )
    desk = Desk.of(dartford.staff["corporate-services-team"], new_context, accessible)
    page = desk.opens(file.case.reference)
    page.get_by_role("link", name=re.compile("^Needs and supports")).click()
    expect(page.get_by_role("heading", name="Recorded on other complaints")).to_be_visible()
    desk.look(page, "carry")
    page.get_by_role("checkbox", name=re.compile("Braille")).check()
    page.get_by_label("I have checked: it is the same person").check()
    page.get_by_role("button", name="Let it hold here too").click()
    expect(page.get_by_text("Carried over from an earlier complaint of the same person.")).to_be_visible()
