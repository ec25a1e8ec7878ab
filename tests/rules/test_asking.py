"""May somebody be asked on a case, and do the rules hold an asking to what became of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from redress import policies
from redress.rules import actions as order
from redress.rules.actors import ASKED, Actor
from redress.rules.asks import answer_due_before, suggested_day
from redress.rules.case import replay
from redress.rules.clock import deadlines
from redress.rules.decide import decide
from redress.rules.events import Recorded
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from redress.rules.reminders import is_sent_at

OFFICER = Actor("staff", "staff:1", frozenset(("service-manager",)))
THEM = Actor(ASKED, "organisation:1")
ASK = order.Ask(ask="ask:1", kind="contractor", to="organisation:1", due=date(2026, 6, 11), words="w")
ANSWER = order.AnswerAsk(ask="ask:1", way="link", words="w")
ENOUGH = order.CloseAsk(ask="ask:1", reason_kind="accepted")


class File:
    """A complaint at Dartford that came on Monday 1 June 2026, and whatever is ordered on it."""

    def __init__(self) -> None:
        self.book = policies.rulebook()
        self.policy = self.book.newest["dartford"]
        take_in = order.Receive(policy="dartford", channel="web", points=(order.Point("p1", landlord="no"),))
        self.history: list[Recorded] = []
        self.does(take_in, Actor("complainant", "party:1"), "2026-06-01")

    @property
    def case(self):
        return replay(self.history)

    def does(self, action: order.Action, by: Actor = OFFICER, on: str = "2026-06-08") -> None:
        at = Moment.on(date.fromisoformat(on))
        decided = decide(self.case, action, by=by, at=at, now=at, book=self.book)
        for run, stage, when, event in decided.entries(at):
            number = len(self.history) + 1
            self.history.append(Recorded(number, run, stage, when, "", by.kind, by.id, decided.role, "", event))

    def refused(self, action: order.Action, by: Actor = OFFICER) -> str:
        with pytest.raises(Refused) as refused:
            self.does(action, by)
        return refused.value.code


@pytest.fixture
def file() -> File:
    return File()


def test_it_is_asked_answered_once_and_found_enough_and_no_date_moves(file: File) -> None:
    before = deadlines(file.case, file.book)
    file.does(ASK)
    assert file.case.asks["ask:1"].waits
    file.does(ANSWER, THEM)
    assert file.refused(ANSWER, THEM) == "nothing-asked"
    file.does(ENOUGH)
    assert file.refused(ENOUGH) == "nothing-asked"
    assert [entry.kind for entry in file.history[1:]] == ["Asked", "AskAnswered", "AskClosed"]
    assert deadlines(file.case, file.book) == before


def test_of_two_that_wait_each_is_held_to_its_own(file: File) -> None:
    file.does(ASK)
    file.does(replace(ASK, ask="ask:2"))
    file.does(ANSWER, THEM)
    assert file.refused(ANSWER, THEM) == "ask-answered"
    assert file.refused(replace(ENOUGH, ask="ask:2")) == "ask-unanswered"
    assert file.refused(order.CloseAsk(ask="ask:2", reason_kind="without")) == "reason-needed"
    assert file.refused(replace(ANSWER, ask="ask:9"), THEM) == "ask-closed"


def test_who_cannot_answer_has_not_answered_and_is_asked_again_by_which_the_first_ends(file: File) -> None:
    file.does(ASK)
    file.does(replace(ANSWER, declined=True), THEM)
    assert file.refused(ENOUGH) == "ask-unanswered"
    file.does(replace(ASK, ask="ask:2", again="ask:1"))
    assert (file.case.asks["ask:1"].closed, file.case.asks["ask:2"].waits) == ("asked-again", True)
    assert file.refused(replace(ASK, ask="ask:3", again="ask:1")) == "ask-closed"


def test_a_day_that_has_passed_is_refused_and_so_is_whoever_may_not_ask(file: File) -> None:
    assert file.refused(replace(ASK, due=date(2026, 6, 5))) == "ask-day-past"
    assert file.refused(replace(ASK, due=date(2099, 6, 5))) == "beyond-calendar"
    assert file.refused(ASK, Actor("staff", "staff:2", frozenset(("auditor",)))) == "not-your-role"
    assert file.refused(ASK, THEM) == "not-your-role"
    assert file.refused(ASK, replace(OFFICER, barred=True)) == "person-cannot-take-this-case"


def test_the_day_is_suggested_in_working_days_and_told_against_our_own_answer(file: File) -> None:
    run, rule = file.case.main_run, file.policy.asks

    def suggested(day: str) -> tuple[str, str]:
        due, owed = suggested_day(file.case, run, rule, date.fromisoformat(day), file.book)
        return due.isoformat(), owed.clock.id if owed else ""

    assert suggested("2026-06-08") == ("2026-06-15", "")
    assert suggested("2026-06-15") == ("2026-06-17", "")  # our answer is due on the 18th, before five days are over
    assert suggested("2026-06-17") == ("2026-06-24", "stage-one-response")  # no day is left before it
    assert suggested("2026-12-23") == ("2027-01-04", "stage-one-response")
    assert answer_due_before(file.case, run, date(2026, 6, 8), file.book) is None


@pytest.mark.parametrize(
    ("at", "may"),
    [("2026-06-08T08:44", False), ("2026-06-08T08:45", True), ("2026-06-08T16:45", False), ("2026-08-31T10:00", False)],
)
def test_nothing_is_sent_outside_office_hours_or_on_a_bank_holiday(file: File, at: str, may: bool) -> None:
    from zoneinfo import ZoneInfo

    moment = Moment.parse(at, ZoneInfo("Europe/London"))
    assert is_sent_at(moment, file.book.calendar(file.policy.pin), file.policy.asks.hours) is may
