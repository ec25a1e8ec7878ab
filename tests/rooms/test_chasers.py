"""Is whoever was asked reminded once before the day and once after it, and whoever has the case told, and none else?"""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine

from redress import jobs, policies
from redress.accounts.models import Cover
from redress.cases.bars import keep_away
from redress.correspondence.asks import chasing
from redress.correspondence.asks.chasing import chased, owed
from redress.correspondence.models import Ask, Message
from redress.records import people
from redress.records.models import Party
from redress.rules.asks import Nudge, nudge_on
from tests.rooms import ask_cases as asks
from tests.rooms.case_files import CaseFile
from tests.rooms.casework_desks import text_of
from tests.rooms.consent_cases import signed_in
from tests.rooms.test_asks import _act

pytestmark = pytest.mark.django_db

# Asked on Monday 8 June 2026, to be answered by Thursday 11 June.
REMINDED, LATE, TOLD = "2026-06-10T10:00:00+01:00", "2026-06-12T10:00:00+01:00", "2026-06-16T10:00:00+01:00"


@pytest.fixture
def dartford() -> CaseFile:
    with time_machine.travel(asks.NOW, tick=False):
        return asks.case_of("dartford")


def asked(file: CaseFile, kind: str = "service") -> Ask:
    with time_machine.travel(asks.NOW, tick=False):
        return asks.asked(file, kind)


def run_at(instant: str, *, times: int = 1) -> list[tuple[str, str]]:
    """Run the job at an instant, more than once where nothing may come of it twice; gives what went out by then."""
    with time_machine.travel(instant, tick=False):
        for _again in range(times):
            for ask, _nudge in owed(datetime.fromisoformat(instant)):
                chased(ask.pk, now=datetime.fromisoformat(instant))
    sent = Message.objects.filter(template__startswith="ask-").order_by("pk")
    return [(message.template, message.to_email) for message in sent]


@pytest.mark.parametrize(
    ("today", "owed"),
    [
        ("2026-06-09", None),
        ("2026-06-10", Nudge.REMINDER),
        ("2026-06-11", Nudge.REMINDER),
        ("2026-06-12", Nudge.CHASER),
        ("2026-06-15", Nudge.CHASER),
        ("2026-06-16", Nudge.ESCALATION),
        ("2026-07-30", Nudge.ESCALATION),
    ],
)
def test_what_is_owed_on_a_day_is_counted_in_working_days(today, owed):
    policy = policies.current("dartford")
    calendar = policies.rulebook().calendar(policy.pin)
    day = datetime.fromisoformat(f"{today}T12:00").date()
    assert nudge_on(datetime(2026, 6, 11).date(), day, policy.asks, calendar) is owed


def test_each_word_goes_once_with_a_link_that_works_and_then_whoever_has_the_case_is_told(dartford):
    ask = asked(dartford)
    to, owner = ask.to_email, dartford.office.staff[asks.officer(dartford)].email
    assert run_at("2026-06-09T10:00:00+01:00") == []
    expected = [("ask-reminder", to)]
    assert run_at(REMINDED, times=3) == expected
    with time_machine.travel(REMINDED, tick=False):
        assert asks.QUESTION in text_of(asks.opened(template="ask-reminder")[1])
        assert asks.QUESTION in text_of(asks.opened()[1])  # and the first link still works
    expected.append(("ask-late", to))
    assert run_at(LATE, times=3) == expected
    expected.append(("ask-not-answered", owner))
    assert run_at(TOLD, times=3) == expected
    assert run_at("2026-06-30T10:00:00+01:00") == expected
    assert "has not" in Message.objects.get(template="ask-not-answered").text


def test_of_a_contractor_who_manages_the_contract_is_told_too(dartford):
    asked(dartford, "contractor")
    told = {to for template, to in run_at(TOLD) if template == "ask-not-answered"}
    assert told == {dartford.office.staff[who].email for who in ("service-manager", "departmental-complaints-officer")}


@pytest.mark.parametrize(
    "instant", ["2026-06-12T07:30:00+01:00", "2026-06-12T18:00:00+01:00", "2026-06-13T10:00:00+01:00"]
)
def test_nothing_goes_out_of_hours_or_at_the_weekend(dartford, instant):
    asked(dartford)
    assert run_at(instant) == []


def test_it_stops_when_it_is_answered_or_settled(dartford):
    first, second = asked(dartford), asked(dartford, "contractor")
    with time_machine.travel(asks.NOW, tick=False):
        _act(dartford, "answer-ask", {"which": str(first.pk), "came_by": "email", "told_by": "Ben", "text": "At 7."})
        _act(dartford, "close-ask", {"which": str(second.pk), "outcome": "without", "reason": "Enough."})
    before = run_at(REMINDED)
    assert run_at(TOLD) == before
    assert not {"ask-reminder", "ask-late", "ask-not-answered"} & {template for template, _to in before}


def test_nobody_is_reminded_by_e_mail_who_was_asked_by_letter_or_is_kept_away(dartford):
    barred = asked(dartford)
    party = people.complainant_of(dartford.case)
    people.correct(party, address="1 Elm Road", postcode="DA1 1DR")
    with time_machine.travel(asks.NOW, tick=False):
        asks.asked(dartford, "complainant", way="letter")
    keep_away(dartford.case, barred.staff, ground="complained-about")
    owner = dartford.office.staff[asks.officer(dartford)].email
    run_at(REMINDED)
    run_at(LATE)
    assert {to for _template, to in run_at(TOLD)} == {owner}


def test_while_whoever_has_the_case_is_away_their_cover_is_told_unless_kept_away_from_it(dartford):
    ask = asked(dartford)
    staff = dartford.office.staff
    owner, cover = staff[asks.officer(dartford)], staff["corporate-services-team"]
    Cover.objects.create(absent=owner, covering=cover, first=date(2026, 6, 15), last=date(2026, 6, 19))
    assert ("ask-not-answered", cover.email) in run_at(TOLD)
    assert ("ask-not-answered", owner.email) not in run_at(TOLD)
    keep_away(dartford.case, cover, ground="complained-about")
    with time_machine.travel(TOLD, tick=False):
        _act(dartford, "answer-ask", {"which": str(ask.pk), "came_by": "email", "told_by": "Ben", "text": "At 7."})
    assert Message.objects.get(template="ask-answered").to_email == owner.email


def test_whoever_acted_for_the_complainant_and_does_no_more_hears_nothing_and_the_case_says_so(dartford):
    with time_machine.travel(asks.NOW, tick=False):
        ask = asks.asked(dartford, "complainant")
    Party.objects.filter(pk=ask.party.pk).update(until=datetime.fromisoformat(asks.NOW))
    owner = dartford.office.staff[asks.officer(dartford)].email
    assert run_at(REMINDED, times=2) == run_at(TOLD) == [("ask-no-part", owner)]
    assert ask.to_name not in Message.objects.get(template="ask-no-part").text
    with time_machine.travel(TOLD, tick=False):
        client = signed_in(dartford.office, asks.officer(dartford))
        for address in ("", f"asks/{ask.pk}/"):
            page = text_of(client.get(f"/casework/{dartford.case.reference}/{address}"))
            assert "No part in the case any more" in page
        assert "No part in the case any more" in text_of(client.get("/casework/asks/"))


def test_a_question_with_which_something_is_wrong_keeps_no_other(dartford, monkeypatch):
    bad, good = asked(dartford), asked(dartford, "contractor")
    looked_at: list[int] = []

    def can_be_answered(ask: Ask) -> bool:
        looked_at.append(ask.pk)
        if ask.pk == bad.pk:
            raise LookupError
        return True

    monkeypatch.setattr(chasing, "can_be_answered", can_be_answered)
    with time_machine.travel(REMINDED, tick=False):
        for _hour in range(2):
            jobs.enqueue("chase-asks", {}, council="")
            jobs.run_all_due(datetime.fromisoformat(REMINDED))
    assert [each.to_email for each in Message.objects.filter(template="ask-reminder")] == [good.to_email]
    assert sorted(looked_at) == [bad.pk, good.pk]  # and what has gone is not looked at again
