"""Does each person hear of what is due of theirs, once, within the hours, and of nothing they may not see?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from redress import jobs, policies
from redress.accounts import reminding
from redress.accounts.models import Cover
from redress.cases.models import Bar, Case, OpenDeadline
from redress.casework.dates.reminders import dates_of
from redress.correspondence.models import Ask, AskKind, AskState, Message
from redress.jobs.models import Job
from redress.rules.reminders import How
from tests.rooms import ask_cases
from tests.rooms.arrival_desks import text_of
from tests.rooms.case_files import INVESTIGATOR, Office
from tests.rooms.casework_desks import acknowledged, complaint
from tests.rooms.consent_cases import signed_in

pytestmark = pytest.mark.django_db

DATES = "/casework/dates/"


@pytest.fixture
def office():
    return Office("kings-lynn")


@pytest.fixture
def file(office):
    return acknowledged(complaint(office))


@pytest.fixture
def officer(office):
    return office.staff[INVESTIGATOR["kings-lynn"]]


def answer_due(file) -> date:
    return OpenDeadline.objects.get(case=file.case, clock="stage-one-response").due


def morning(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=timezone.get_default_timezone())


def working(day: date, days: int) -> date:
    """So many working days before a day."""
    policy = policies.current("kings-lynn")
    calendar = policies.rulebook().calendar(policy.pin)
    return next(
        earlier
        for back in range(30)
        if calendar.is_working_day(earlier := date.fromordinal(day.toordinal() - back))
        and calendar.working_days_between(earlier, day) == days
    )


def reminded(at: datetime, *, times: int = 1) -> dict[str, str]:
    """What everybody was sent by then: e-mail address to subject and words."""
    with time_machine.travel(at, tick=False):
        for _again in range(times):
            jobs.enqueue("begin-reminders", {}, run_at=at)
            jobs.run_all_due(now=at)
    sent = Message.objects.filter(template="casework/notices/reminders.txt")
    return {each.to_email: f"{each.subject}\n{' '.join(each.text.split())}" for each in sent}


def test_two_working_days_before_the_owner_hears_and_nobody_else_of_theirs(file, officer):
    due = answer_due(file)
    assert officer.email not in reminded(morning(working(due, 3)))
    told = reminded(morning(working(due, 2)), times=3)
    assert Message.objects.filter(to_email=officer.email, template__contains="reminders").count() == 1
    assert told[officer.email].startswith("1 thing is due soon")
    assert f"{file.case.reference}: Answer at Stage One" in told[officer.email]
    assert "2 working days left" in told[officer.email]
    assert "Ann Smith" not in "".join(told.values()), "it names nobody who complains"


def test_nothing_goes_before_the_hours_or_on_a_holiday(file, officer):
    due = answer_due(file)
    day = working(due, 1)
    assert reminded(morning(day, hour=7)) == {}
    assert reminded(morning(day, hour=18)) == {}
    assert not Job.objects.filter(kind="remind-council").exists()
    assert officer.email in reminded(morning(day, hour=11))


def test_a_reminder_made_a_day_too_late_is_not_sent(file, office):
    day = working(answer_due(file), 1)
    jobs.enqueue("remind-council", {"day": day.isoformat()}, council=office.council, run_at=morning(day))
    jobs.run_all_due(now=morning(date(2026, 7, 1)))
    assert not Message.objects.filter(template__contains="reminders").exists()


@pytest.mark.parametrize(("how", "days", "heard"), [(How.LATE_ONLY, 1, False), (How.WEEKLY, 0, True)])
def test_each_hears_as_they_chose(file, officer, how, days, heard):
    reminding.choose(officer, how)
    assert (officer.email in reminded(morning(working(answer_due(file), days)))) is heard


def test_what_is_late_is_told_whatever_was_chosen(file, officer):
    reminding.choose(officer, How.LATE_ONLY)
    told = reminded(datetime(2026, 7, 20, 8, 30, tzinfo=UTC))[officer.email]
    assert "late" in told.splitlines()[0]
    assert "working days late" in told


def test_during_absence_the_cover_hears_instead(file, office, officer):
    colleague = office.staff["chief-executive"]
    day = working(answer_due(file), 1)
    Cover.objects.create(absent=officer, covering=colleague, first=day, last=day)
    told = reminded(morning(day))
    assert officer.email not in told
    assert f"for {officer.name}, who is away" in told[colleague.email]


def test_somebody_kept_away_from_the_case_hears_nothing_even_as_cover(file, office, officer):
    colleague = office.staff["chief-executive"]
    day = working(answer_due(file), 1)
    Cover.objects.create(absent=officer, covering=colleague, first=day, last=day)
    Bar.objects.create(case=file.case, staff=colleague, ground="named")
    told = reminded(morning(day))
    assert file.case.reference not in told.get(colleague.email, "")
    assert file.case.reference in told[officer.email], "what nobody hears in their place is left to them"


def test_the_cover_hears_what_falls_to_the_role_of_whoever_is_away(file, office, officer):
    OpenDeadline.objects.filter(case=file.case).update(owner=None, role="complaints-administrator")
    away, colleague = office.staff["complaints-administrator"], office.staff["chief-executive"]
    day = working(answer_due(file), 1)
    Cover.objects.create(absent=away, covering=colleague, first=day, last=day)
    assert f"for {away.name}, who is away" in reminded(morning(day))[colleague.email]


def test_a_council_that_sends_none_sends_none(file, monkeypatch):
    real = policies.current
    monkeypatch.setattr(policies, "current", lambda id, on=None: replace(real(id, on=on), reminders=None))
    assert reminded(morning(working(answer_due(file), 1))) == {}


def test_whoever_asked_and_whoever_was_asked_hear_of_the_day():
    with time_machine.travel(ask_cases.NOW, tick=False):
        asked = ask_cases.case_of("dartford")
        ask = ask_cases.asked(asked, "service")
    asker = asked.office.staff[ask_cases.officer(asked)]
    found = [each.what for each in dates_of(asker, ask.due) if each.id == f"ask-{ask.pk}"]
    assert found == [f"What you asked {ask.to_name}"]
    other = asked.office.staff["director"]
    asked.case.owner = other
    asked.case.save()
    told = [each.what for each in dates_of(other, ask.due) if each.id == f"ask-{ask.pk}"]
    assert told == [f"What {ask.to_name} was asked"], "whoever has the case now"
    Ask.objects.update(kind=AskKind.COMPLAINANT, to_name="Ann Smith")
    told = [each.what for each in dates_of(asker, ask.due) if each.id == f"ask-{ask.pk}"]
    assert told == ["What you asked the complainant"], "no date names whoever complains"
    Ask.objects.update(state=AskState.ANSWERED)
    assert not [each for each in dates_of(asker, ask.due) if each.id == f"ask-{ask.pk}"]


# --- the page and the calendar ---------------------------------------------------------------------


def test_the_page_shows_my_dates_and_keeps_my_choice(file, office, officer):
    client = signed_in(office, INVESTIGATOR["kings-lynn"])
    page = text_of(client.get(DATES))
    assert file.case.reference in page
    assert "Answer at Stage One" in page
    assert "Choose when you want to be reminded" in text_of(client.post(DATES, {"act": "choose"}))
    assert reminding.chosen_by(officer) is How.DAILY
    assert client.post(DATES, {"act": "choose", "how": "weekly"}).status_code == 302
    assert reminding.chosen_by(officer) is How.WEEKLY
    assert client.put(DATES).status_code == 405
    assert Client().get(DATES).status_code == 302
    assert file.case.reference not in text_of(signed_in(office, "members-liaison").get(DATES))


def test_whoever_sees_figures_only_has_no_dates(db):
    dartford = Office("dartford")
    assert signed_in(dartford, "member-responsible-for-complaints").get(DATES).status_code == 403


def address_of(client: Client) -> str:
    page = client.post(DATES, {"act": "open"}).content.decode()
    return page.partition("<code>")[2].partition("</code>")[0].removeprefix("http://testserver")


def test_a_calendar_programme_reads_my_dates_at_an_address_of_my_own(file, office, officer):
    client = signed_in(office, INVESTIGATOR["kings-lynn"])
    address = "/casework/" + address_of(client).partition("/casework/")[2]
    outside = Client()
    answer = outside.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    events = [each for each in calendar.walk("VEVENT") if "Answer at Stage One" in each["SUMMARY"]]
    assert [each.decoded("DTSTART") for each in events] == [answer_due(file)]
    assert events[0]["SUMMARY"] == f"{file.case.reference}: Answer at Stage One"
    assert b"Ann Smith" not in answer.content
    assert b"no-store" in answer.headers["Cache-Control"].encode()
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert secret not in str(reminding.ReminderChoice.objects.values()), "the secret itself is kept nowhere"

    newer = "/casework/" + address_of(client).partition("/casework/")[2]
    assert outside.get(address).status_code == 404, "a new address ends the old one"
    assert outside.get(newer).status_code == 200
    client.post(DATES, {"act": "close"})
    assert outside.get(newer).status_code == 404


def test_a_calendar_ends_with_the_account_and_shows_nothing_hidden(file, office, officer):
    address = f"{DATES}{reminding.open_calendar(officer)}.ics"
    Bar.objects.create(case=file.case, staff=officer, ground="named")
    assert file.case.reference not in Client().get(address).content.decode()
    officer.is_active = False
    officer.save()
    assert Client().get(address).status_code == 404


@pytest.mark.usefixtures("still_clock")
def test_addresses_of_calendars_cannot_be_guessed_for_long(office):
    answers = [Client().get(f"{DATES}guess-{number}.ics").status_code for number in range(31)]
    assert answers == [404] * 30 + [429]


def test_dates_cost_the_same_whatever_the_number_of_cases(file, office, officer, django_assert_num_queries):
    client = signed_in(office, INVESTIGATOR["kings-lynn"])
    client.get(DATES)
    with django_assert_num_queries(14) as counted:
        client.get(DATES)
    for _more in range(3):
        acknowledged(complaint(office))
    assert Case.objects.count() == 4
    with django_assert_num_queries(len(counted)):
        client.get(DATES)
