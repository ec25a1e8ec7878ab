"""Are the words of a question true of its case, and of what was asked before?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from redress import jobs
from redress.cases import find
from redress.correspondence.asks import asking
from redress.correspondence.checking import checked
from redress.correspondence.letters import approve
from redress.correspondence.models import Ask, Letter, Message
from redress.correspondence.post import stale
from redress.correspondence.post.models import Returned
from redress.correspondence.post.returned import came_back
from redress.records import people
from redress.rules.late_post import Why
from redress.rules.moments import Moment
from tests.rooms import ask_cases as asks
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import answered, complaint, text_of
from tests.rooms.consent_cases import signed_in
from tests.rooms.letter_cases import ready

pytestmark = pytest.mark.django_db

BEYOND = {"due-day": "20", "due-month": "7", "due-year": "2026", "beyond": "on"}


@pytest.fixture
def now():
    with time_machine.travel(asks.NOW, tick=False):
        yield


def by_post(file: CaseFile) -> None:
    people.correct(people.complainant_of(file.case), email="", address="1 Elm Road", postcode="DA1 1DR")


def letter_asking(file: CaseFile, **given) -> str:
    by_post(file)
    asks.asked(file, "complainant", way="letter", **given)
    return Letter.objects.get(kind="notice-asked").text


OWED = ("We are looking into your complaint", "The date by which we answer you stays the same")


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_a_question_before_our_answer_says_that_it_is_on_its_way(now, council):
    text = letter_asking(asks.case_of(council))
    assert all(words in text for words in OWED)
    assert ("ring us on 01322 343434" in text) == (council == "dartford")
    assert ("ring us" in text) == (council == "dartford")


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_a_question_after_our_answer_does_not_say_that_we_still_look_into_it(council):
    file = answered(complaint(Office(council)))
    with time_machine.travel("2026-06-22T12:00:00+01:00", tick=False):
        text = letter_asking(file, **BEYOND)
        assert not any(words in text for words in OWED)
        assert "We have a question about your complaint. You can help us" in text
        people.correct(people.complainant_of(file.case), email="ann@example.org")
        asks.asked(file, "complainant", question_1="Which gate was it?", **BEYOND)
        _client, page = asks.opened()
        assert "We go on with your complaint" not in text_of(page)
        asks.asked(file, "service", **BEYOND)
    said = Message.objects.filter(template="asked").latest("pk").text
    assert "The date by which we answer the complainant" not in said
    with time_machine.travel("2026-07-22T10:00:00+01:00", tick=False):
        jobs.run_all_due()
        late = Message.objects.filter(template="ask-late")
        assert not any("go on with your complaint" in each.text for each in late)


def test_asked_in_another_way_the_facts_stand_there_still(now):
    file = asks.case_of("dartford")
    ask = asks.asked(file, about="Two bins were missed.")
    client = signed_in(file.office, asks.officer(file))
    address = f"/casework/{file.case.reference}/ask/?use-again={ask.pk}"
    page = text_of(client.get(address))
    assert "Two bins were missed.</textarea>" in page
    assert "You ask in another way or by another day" in page
    assert "Say what is missing" not in page
    asks.answer_with(asks.opened()[0], "dartford")
    assert "Say what is missing" in text_of(client.get(address))


def test_where_our_own_day_is_past_nobody_is_told_to_ask_for_an_earlier_one():
    file = asks.case_of("dartford")
    due = max(each.due for each in find.standing(file.case).deadlines if each.clock.id == "stage-one-response")
    with time_machine.travel(f"{due + timedelta(days=3)}T12:00:00+01:00", tick=False):
        day = timezone.localdate() + timedelta(days=5)
        when = {"due-day": day.day, "due-month": day.month, "due-year": day.year}
        refused = text_of(asks.send(file, asks.form(file, "complainant", **when)))
    assert "which is past. Tick below to ask all the same" in refused
    assert "ask for an earlier day" not in refused


def test_a_letter_whose_question_is_answered_is_no_longer_to_be_posted_unwarned(now):
    file = asks.case_of("dartford")
    by_post(file)
    ask = asks.asked(file, "complainant", way="letter")
    asks.asked(file, "complainant", way="letter", question_1="Which gate was it?")
    first, second = Letter.objects.filter(kind="notice-asked").order_by("pk")
    today = timezone.localdate()
    assert stale.stale([first, second], today) == {}
    given = asking.Given(answers=("At noon.",), way="telephone", told_by="Ann")
    by, at = file.office.actor(asks.officer(file)), Moment.of(timezone.now(), timezone.get_default_timezone())
    asking.answered(ask, given, by=by, at=at, key=asks.key())
    told = stale.stale([first, second], today)
    assert [stale.told(each) for each in told.pop(first.pk)] == [
        "What it asks was answered or settled on Monday 8 June 2026."
    ]
    assert told == {}
    file.case.refresh_from_db()
    close = {
        "which": str(Ask.objects.latest("pk").pk),
        "outcome": "without",
        "reason": "We know it.",
        "key": asks.key(),
    }
    assert asks.send(file, {**close, "seen": file.case.last_seq}, action="close-ask").status_code == 302
    assert [each.why for each in stale.stale([second], today)[second.pk]] == [Why.SETTLED]


def test_nothing_is_posted_unwarned_to_an_address_from_which_post_came_back(now):
    file = asks.case_of("dartford")
    by_post(file)
    first = asks.asked(file, "complainant", way="letter")
    letter = Letter.objects.get(kind="notice-asked")
    Letter.objects.update(state="posted", posted_on=timezone.localdate())
    clerk = file.office.staff[asks.officer(file)]
    back = {"on": timezone.localdate(), "why": Returned.GONE_AWAY, "said": "", "by": clerk, "at": timezone.now()}
    came_back(letter, **back)
    again = {"again": str(first.pk), "way": "letter"}
    warned = "Post to their address came back on Monday 8 June 2026: “Gone away”. Look whether they still live there"
    looked = text_of(asks.send(file, asks.form(file, "complainant", **again, step="preview")))
    assert warned in looked
    people.correct(people.complainant_of(file.case), address="2 Oak Road", postcode="DA1 1DR")
    assert warned not in text_of(asks.send(file, asks.form(file, "complainant", **again, step="preview")))


def test_the_check_of_a_letter_by_post_warns_of_it_too():
    one = ready("dartford", "stage-one-acknowledgement")
    party = people.correspondent_of(one.file.case)
    people.correct(party, preferred="letter")
    with transaction.atomic():
        letter, _sent = approve(one.file.case, one.composed(), key="ack", by=one.office.actor(one.who))
    assert "came-back" not in [each.code for each in checked(one.file.case, one.composed())]
    Letter.objects.update(state="posted", posted_on=timezone.localdate())
    back = {"why": Returned.NOT_KNOWN, "said": "", "by": one.office.staff[one.who], "at": timezone.now()}
    came_back(letter, on=timezone.localdate(), **back)
    assert "came-back" in [each.code for each in checked(one.file.case, one.composed())]
    people.correct(party, preferred="email")
    assert "came-back" not in [each.code for each in checked(one.file.case, one.composed())]
