"""Does an officer at a real screen see what the words suggest, with and without scripts, and decide themselves?"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from redress.cases.models import Case, Event
from redress.intake.acts import submit_complaint
from redress.intake.answers import Answers
from redress.rules.moments import Moment
from tests.journeys.conftest import NARROW
from tests.journeys.staff_room import Desk
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db(transaction=True)

LOUD = "I will kill myself if nobody comes. Your receptionist was rude and nobody has replied for six weeks."


def suggested(page: Page) -> None:
    """What was said is typed, suggestions are asked for, and one of them fills its field."""
    page.goto("/casework/log/")
    page.get_by_label("What happened, in their own words").fill(LOUD)
    page.get_by_role("button", name="Suggest").click()
    panel = page.get_by_role("region", name="Suggestions")
    expect(panel).to_contain_text("They may mean to harm themselves")
    expect(panel).to_contain_text("You decide")
    expect(page.get_by_label("What kind of complaint is it?")).to_have_value("")
    page.get_by_role("button", name=re.compile("Use “How a member of staff treated me”")).click()
    expect(page.get_by_label("What kind of complaint is it?")).to_have_value("staff-attitude")
    expect(page.get_by_label("What happened, in their own words")).to_have_value(LOUD)
    assert not Case.objects.exists()


def test_suggestions_on_the_log_fill_a_field_and_save_nothing(new_context, accessible) -> None:
    office = Office("dartford")
    desk = Desk.of(office.staff["corporate-services-team"], new_context, accessible)
    suggested(desk.page)
    accessible(desk.page, "log")


def test_the_same_without_scripts_on_the_narrowest_screen(new_context, accessible) -> None:
    office = Office("dartford")
    desk = Desk.of(office.staff["corporate-services-team"], _plain(new_context), accessible)
    suggested(desk.page)


def _plain(new_context):
    return lambda **options: new_context(java_script_enabled=False, viewport=NARROW, **options)


def test_a_case_shows_its_signs_until_somebody_has_seen_them(new_context, accessible) -> None:
    office = Office("dartford")
    desk = Desk.of(office.staff["corporate-services-team"], new_context, accessible)
    page = desk.page
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    answers = Answers(subject="delay", what_happened=LOUD, name="Ann Smith", email="ann@example.org")
    page.goto(f"/casework/{submit_complaint(office.council, answers, at=now, key='sent').reference}/")
    signs = page.get_by_role("region", name="To watch for in the complaint")
    expect(signs).to_contain_text("They may mean to harm themselves")
    accessible(page, "case")
    before = Event.objects.count()
    page.get_by_role("link", name="What it may be about").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suggestions")
    accessible(page, "suggestions")
    page.get_by_role("link", name=re.compile("Fill in “How a member of staff treated me”")).click()
    expect(page.get_by_label("What kind of complaint is it?").first).to_have_value("staff-attitude")
    page.go_back()
    page.go_back()
    page.get_by_role("button", name=re.compile("Seen: show it no more ?: They may mean to harm")).click()
    expect(page.get_by_text("They may mean to harm themselves")).to_have_count(0)
    assert Event.objects.count() == before
