"""Are needs recorded once, kept whole, obeyed while they hold, and carried over only when somebody says so?"""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from redress.cases.models import Case
from redress.records import adjustments, people
from redress.records.adjustments import Given, Settled
from redress.records.models import Adjustment
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db

ON, LATER = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def office() -> Office:
    return Office("dartford")


@pytest.fixture
def party(office):
    return people.add(office.receives("2026-06-01T10:00").case, name="Ann Smith", email="ann@example.org")


def recorded(office, party, given: Given, *, on: date = ON, **more) -> Adjustment:
    return adjustments.record(party.person, party.case, office.policy, given, by="staff:1", on=on, **more)


def test_a_need_keeps_what_the_policy_called_it_and_gets_its_date_to_be_asked_again(office, party):
    line = recorded(office, party, Given(kind="visual", support="large-print-24", settled=Settled.ACCEPTED))
    assert (line.kind_name, line.support_name) == ("Difficulty seeing", "Large print, 24 point")
    assert (line.effect, line.print_points, line.paragraph) == ("large-print", 24, "2.6")
    assert line.review_on == date(2027, 6, 1)
    assert recorded(office, party, Given(kind="house-bound", support="home-visit")).review_on == date(2026, 12, 1)


def test_a_date_to_be_asked_again_that_no_month_has_is_its_last_day(office, party):
    line = recorded(office, party, Given(kind="house-bound", support="home-visit"), on=date(2026, 8, 31))
    assert line.review_on == date(2027, 2, 28)


def test_an_unknown_need_or_support_and_a_person_of_another_council_are_refused(office, party):
    with pytest.raises(ValueError, match="knows no"):
        recorded(office, party, Given(kind="visual", support="telepathy"))
    other = Office("kings-lynn").receives("2026-06-01T10:00").case
    with pytest.raises(ValueError, match="never share"):
        adjustments.record(party.person, other, office.policy, Given(kind="other", support="other"), by="x", on=ON)


@pytest.mark.parametrize(
    ("settled", "obeyed"),
    [(Settled.ASKED, True), (Settled.ACCEPTED, True), (Settled.OFFERED, False), (Settled.DECLINED, False)],
)
def test_what_was_asked_for_or_agreed_is_obeyed_and_what_was_only_offered_is_not(office, party, settled, obeyed):
    recorded(office, party, Given(kind="visual", support="braille", settled=settled))
    assert bool(adjustments.manner_on(party.case, ON).by_post) is obeyed
    assert bool(adjustments.shown(party.case, ON).open) is (settled == Settled.OFFERED)


def test_what_replaces_a_line_ends_it_and_the_history_keeps_both(office, party):
    first = recorded(office, party, Given(kind="visual", support="large-print"))
    second = recorded(
        office, party, Given(kind="visual", support="large-print-24"), on=LATER, replaces=first, reason="Eyesight"
    )
    assert [line.support for line in adjustments.of_case(party.case, ON)] == ["large-print", "large-print-24"]
    assert [line.support for line in adjustments.of_case(party.case, LATER)] == ["large-print-24"]
    first.refresh_from_db()
    assert (first.ended_on, first.ended_reason) == (LATER, "Eyesight")
    assert adjustments.history_of(party.person) == [second, first]


def test_a_need_that_was_asked_about_again_holds_on_under_a_new_date(office, party):
    line = recorded(office, party, Given(kind="contact", support="no-telephone", details="Shift work"))
    assert not line.is_due(ON)
    assert line.is_due(date(2027, 6, 1))
    due = adjustments.due(Case.objects.all(), date(2027, 6, 1))
    assert list(due) == [line]
    again = adjustments.review(line, again_on=date(2028, 6, 1), by="staff:1", on=date(2027, 6, 1), reason="Still so")
    assert (again.details, again.support, again.review_on) == ("Shift work", "no-telephone", date(2028, 6, 1))
    assert not adjustments.due(Case.objects.all(), date(2027, 6, 1)).exists()
    assert adjustments.manner_on(party.case, date(2027, 6, 1)).supports


def test_a_need_that_has_ended_is_obeyed_no_longer(office, party):
    line = recorded(office, party, Given(kind="visual", support="braille"))
    adjustments.end(line, on=LATER, reason="He has glasses now")
    adjustments.end(line, on=ON, reason="again")
    assert adjustments.obeyed(party.person, ON)
    assert not adjustments.obeyed(party.person, LATER)
    assert line.ended_reason == "He has glasses now"


def test_the_needs_of_a_body_that_we_write_to_are_nobodys(office, party):
    body = people.body_of(party.case, "lgsco", name="The Ombudsman", email="o@example.org")
    recorded(office, body, Given(kind="visual", support="braille"))
    assert adjustments.of_case(party.case, ON) == []


# --- the same person again -----------------------------------------------------------------------


def test_another_complaint_of_somebody_alike_begins_without_needs_until_an_officer_carries_them_over(office, party):
    line = recorded(office, party, Given(kind="visual", support="braille", settled=Settled.ACCEPTED, details="Grade 2"))
    again = people.add(office.receives("2026-06-20T10:00").case, name="A. Smith", email="ANN@example.org")
    assert adjustments.of_case(again.case, LATER) == []
    assert adjustments.elsewhere(again.person, Case.objects.all(), LATER) == [line]
    carried = adjustments.carry([line], again.person, again.case, by="staff:1", on=LATER)
    assert [(each.support, each.details, each.carried_from) for each in carried] == [("braille", "Grade 2", line)]
    assert adjustments.carry([line], again.person, again.case, by="staff:1", on=LATER) == []
    assert [each.case for each in adjustments.of_case(again.case, LATER)] == [again.case]


def test_nobody_is_taken_for_somebody_else_who_only_shares_a_name(office, party):
    recorded(office, party, Given(kind="visual", support="braille"))
    other = people.add(office.receives("2026-06-20T10:00").case, name="Ann Smith", email="another@example.org")
    assert adjustments.elsewhere(other.person, Case.objects.all(), LATER) == []


# --- what was asked for as they complained -------------------------------------------------------


@requirement("DA-2.6-1", "DA-2.6-3", "DA-2.6-4", "DA-2.6-5", "Q47")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
@pytest.mark.parametrize(
    ("support", "kind"),
    [
        ("large-print", "visual"),
        ("audio", "visual"),
        ("sign-language", "hearing"),
        ("translator", "language"),
        ("home-visit", "house-bound"),
    ],
)
def test_each_support_is_put_under_the_need_it_is_for_at_both_councils(council, support, kind):
    office = Office(council)
    party = people.add(office.receives("2026-06-01T10:00").case, name="Ann Smith")
    (line,) = adjustments.asked_for(
        party.person, party.case, office.policy, [support], by="person:1", on=ON, details="Please", language="Polish"
    )
    assert (line.kind, line.support, line.details, line.settled) == (kind, support, "Please", Settled.ASKED)
    assert line.language == ("Polish" if kind == "language" else "")


def test_their_own_words_stand_by_themselves_where_several_things_or_nothing_was_ticked(office, party):
    def asked(*supports: str, details: str = "") -> list[tuple[str, str]]:
        lines = adjustments.asked_for(
            party.person, party.case, office.policy, supports, by="person:1", on=ON, details=details
        )
        return [(line.support, line.details) for line in lines]

    assert asked("audio", "writing", details="Mornings") == [("audio", ""), ("writing", ""), ("other", "Mornings")]
    assert asked(details="Mornings") == [("other", "Mornings")]
    assert asked() == []
    assert asked("telepathy") == [("other", "")]


def test_a_policy_without_lists_still_takes_needs_down(office, party):
    from dataclasses import replace

    bare = replace(office.policy, lists={})
    (line,) = adjustments.asked_for(party.person, party.case, bare, ["audio"], by="x", on=ON, details="On tape")
    assert (line.kind, line.support, line.details, line.review_on) == ("other", "other", "On tape", None)


def test_what_was_known_of_needs_in_one_text_becomes_a_line_and_is_asked_about(office):
    party = people.add(office.receives("2026-06-01T10:00").case, name="Ann Smith", adjustments="Large print, please")
    people.add(party.case, name="Bo Jones", part="representative")
    migration = import_module("redress.records.migrations.0009_adjustments")
    migration.told_before(apps, None)
    (line,) = Adjustment.objects.all()
    assert (line.person, line.case, line.details) == (party.person, party.case, "Large print, please")
    assert line.is_to_be_obeyed
    assert line.is_due(timezone.localdate())
    assert party.person.adjustments == "Large print, please"
