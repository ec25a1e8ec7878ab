"""Is it said of a letter that was withdrawn, dated anew or brought back, and is none of them lost or taken for sent?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from redress import policies
from redress.cases.find import standing
from redress.cases.models import Case
from redress.casework.bundling import told_letters
from redress.casework.bundling.forms import OrderForm
from redress.casework.bundling.gathered import Gathered
from redress.casework.bundling.kinds import KINDS
from redress.correspondence import last_word, letters, reading_letters
from redress.correspondence.asks.links import by_code
from redress.correspondence.blocks import Paragraph, Section, Sheet
from redress.correspondence.letters import NotYetPossible, OnlyAskedAgain, approve
from redress.correspondence.models import Ask, Happened, Letter, Message, PostRecord
from redress.correspondence.post import renewed, stale, ways_out
from redress.correspondence.post.models import Returned
from redress.correspondence.post.returned import came_back
from redress.intake.views_track import letters_to
from redress.records import changes, people
from redress.rules.late_post import Why
from redress.rules.policy import Rulebook
from redress.rules.refusals import Refused
from tests.rooms import ask_cases as asks
from tests.rooms.case_files import CaseFile
from tests.rooms.letter_cases import Ready, ready
from tests.rooms.test_calendar_adoption import adopted, announce
from tests.rooms.test_late_post import A_WEEK_ON, NEXT_DAY, answered, back, extended, one, plain, the_letter
from tests.rooms.test_print_batches import CLERK, OUT, clerk, made

__all__ = ["one"]
pytestmark = pytest.mark.django_db

UNDELIVERED = "/casework/undelivered/"


def an_answer(council: str) -> Ready:
    """A complaint whose answer at Stage One waits for the post."""
    found = ready(council, "stage-one-response")
    people.correct(
        people.correspondent_of(found.file.case), preferred="letter", address="1 Elm Road", postcode="DA1 1DR"
    )
    with transaction.atomic():
        _letter, sent = approve(found.file.case, found.composed(), key="ack", by=found.office.actor(found.who))
        found.record(sent)
    return found


@pytest.fixture
def answer() -> Ready:
    return an_answer("dartford")


def later(one: Ready, days: int) -> time_machine.travel:
    return time_machine.travel(the_letter(one).approved_at + timedelta(days=days, hours=1))


def withdrawn(one: Ready, letter: Letter | None = None) -> Letter:
    by = one.office.staff[CLERK]
    return ways_out.withdrawn(letter or the_letter(one), by=by, because="To the wrong person", at=timezone.now())


def anew(one: Ready, letter: Letter) -> Letter:
    told = {"by": one.staff, "actor": one.office.actor(one.who), "because": "The post room was shut"}
    return ways_out.dated_anew(letter, at=timezone.now(), **told)


def failures(one: Ready) -> list[tuple[str, str]]:
    history = standing(one.file.case).history
    return [(each.run, each.event.letter) for each in history if each.kind == "DeliveryFailed"]


def reasons(letter: Letter) -> list[Why]:
    return [each.why for each in stale.stale([letter], timezone.localdate()).get(letter.pk, ())]


# --- withdrawn, and not sent ---------------------------------------------------------------------------


def test_the_letter_of_an_act_that_is_withdrawn_failed_and_waits_until_another_goes(answer: Ready) -> None:
    letter, client = the_letter(answer), clerk(answer)
    with later(answer, 1):
        for _press in range(2):
            client.post(f"{OUT}letters/{letter.pk}/", {"what": "withdraw", "because": "To the wrong person"})
        assert failures(answer) == [("r1", letter.opaque_id)]
        assert Message.objects.filter(template="post-withdrawn").count() == 1
        assert list(letters.not_delivered(Case.objects.all())) == [letter]
        page = plain(client.get(UNDELIVERED))
        assert "it was withdrawn from the post, and the person has not had another" in page
        assert f"{OUT}letters/{letter.pk}/" in page
        assert f"posted/{letter.pk}/" not in page
        with pytest.raises(NotYetPossible):
            letters.posted(the_letter(answer), on=timezone.localdate(), by=answer.staff)
        waits = plain(client.get(f"{OUT}letters/{letter.pk}/"))
        assert "an act of the case stands on it" in waits
        assert "does not go" not in waits  # it is withdrawn already
        client.post(f"{OUT}letters/{letter.pk}/", {"what": "anew", "because": "The right one now"})
        new = Letter.objects.latest("pk")
        assert (new.state, the_letter(answer).state) == ("to-post", "withdrawn")
        assert not letters.not_delivered(Case.objects.all()).exists()


def test_what_was_withdrawn_can_go_as_it_stands_after_all_and_be_withdrawn_again(answer: Ready) -> None:
    with later(answer, 1):
        withdrawn(answer)
        again = letters.for_the_print_room(the_letter(answer))
        assert (again.state, again.last_error) == ("to-post", "")
        assert not letters.not_delivered(Case.objects.all()).exists()
        withdrawn(answer)
    assert len(failures(answer)) == 2


def test_what_the_case_has_gone_on_without_is_on_record_and_waits_for_nobody(one: Ready) -> None:
    answered(one)
    with time_machine.travel(NEXT_DAY):
        withdrawn(one)
    assert len(failures(one)) == 1
    assert not letters.not_delivered(Case.objects.all()).exists()


def test_what_the_case_goes_on_without_later_is_taken_off_the_list_by_somebody_who_says_why(one: Ready) -> None:
    client, letter = clerk(one), the_letter(one)
    with time_machine.travel(NEXT_DAY):
        withdrawn(one)
        withdrawn(one)  # nothing has overtaken it: it stays among the undelivered
        assert list(letters.not_delivered(Case.objects.all())) == [letter]
    one.file.case.refresh_from_db()
    answered(one, "2026-06-04T13:00")
    with time_machine.travel("2026-06-04T14:00:00+01:00"):
        client.post(f"{OUT}letters/{letter.pk}/", {"what": "withdraw", "because": "They have our answer"})
        assert not letters.not_delivered(Case.objects.all()).exists()
    assert PostRecord.objects.latest("pk").because == "They have our answer"
    assert len(failures(one)) == 1


def test_what_cannot_be_noted_on_the_case_is_said(one: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    client, letter = clerk(one), the_letter(one)

    def refuses(*_given: object, **_more: object) -> None:
        raise Refused("nothing-asked", "2.3")

    monkeypatch.setattr("redress.casework.outgoing.one_letter.acts.note", refuses)
    with time_machine.travel(NEXT_DAY):
        page = client.post(f"{OUT}letters/{letter.pk}/", {"what": "withdraw", "because": "x"}, follow=True)
    assert "It is not noted on the case:" in plain(page)
    assert the_letter(one).state == "withdrawn"


def test_a_bundle_names_it_as_never_sent_and_does_not_choose_it(answer: Ready) -> None:
    case = answer.file.case
    before = {each.pk for each in Gathered(case, timezone.localdate()).letters}
    with later(answer, 1):
        new = anew(answer, the_letter(answer))
        found = Gathered(case, timezone.localdate()).letters
        form = OrderForm(kind=KINDS["ombudsman"], documents=[], letters=found)
    first = the_letter(answer)
    assert {each.pk for each in found} == before | {new.pk}
    assert str(first.pk) not in form.fields["letters"].initial
    assert str(new.pk) in form.fields["letters"].initial
    choices = dict(form.fields["letters"].choices)
    assert "withdrawn, never sent" in choices[str(first.pk)]
    assert "withdrawn" not in choices[str(new.pk)]
    assert "(withdrawn, never sent)" in told_letters.letter_item(first).name
    assert ("Sent to", "withdrawn, never sent") in told_letters.in_words(first)[1].pairs


@pytest.mark.parametrize("state", ["withdrawn", "failed", "to-post", "queued"])
def test_a_notice_that_has_not_gone_is_no_notice(answer: Ready, state: str) -> None:
    case = answer.file.case
    Letter.objects.filter(pk=the_letter(answer).pk).update(kind="section-32-3-notice", state=state)
    assert Gathered(case, timezone.localdate()).letters_apart == []
    Letter.objects.filter(pk=the_letter(answer).pk).update(state="posted")
    assert Gathered(case, timezone.localdate()).letters_apart == [the_letter(answer)]


def test_what_they_have_read_stays_on_their_page_marked_and_counts(one: Ready) -> None:
    reading_letters.opened(the_letter(one))
    with time_machine.travel(NEXT_DAY):
        letter = withdrawn(one)
    assert list(letters_to(letter.recipient)) == [letter]
    assert "has read it on their own page" in Message.objects.get(template="post-withdrawn").text
    assert last_word.last_of([the_letter(one)], []) == date(2026, 6, 3)
    assert last_word.last_words([letter.case_id]) == {letter.case_id: date(2026, 6, 3)}
    assert told_letters.never_sent(the_letter(one)) == "withdrawn, read on their own page only"


# --- dated anew, more than once ------------------------------------------------------------------------


def test_what_was_dated_anew_keeps_its_act_through_all_its_letters(
    one: Ready, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    extended(one)
    with time_machine.travel(A_WEEK_ON):
        second = anew(one, the_letter(one))
        assert reasons(second) == []
        (named,) = stale.named(stale.waits(second, timezone.localdate()))
        assert (named.day, named.now) == (date(2026, 6, 23), date(2026, 6, 23))
    with time_machine.travel("2026-06-17T12:00:00+01:00"):
        third = anew(one, second)
        assert third.text.count("We wrote this letter on") == 1
        assert "on Wednesday 3 June 2026" in third.text.replace("\n", " ")
        with django_assert_num_queries(2):
            assert reasons(third) == []
        letters.posted(third, on=timezone.localdate(), by=one.staff)
        by = one.office.staff[CLERK]
        came_back(third, on=timezone.localdate(), why=Returned.REFUSED, said="", by=by, at=timezone.now())
        assert failures(one) == [("r1", third.opaque_id)]
        again = letters.for_the_print_room(Letter.objects.get(pk=third.pk))
    one.file.case.refresh_from_db()
    answered(one, "2026-06-18T09:00")
    with time_machine.travel("2026-06-18T12:00:00+01:00"):
        assert reasons(again) == [Why.ANSWERED]


def test_less_time_stays_less_time() -> None:
    answer = an_answer("kings-lynn")
    with later(answer, 7):
        assert Why.LESS_TIME in reasons(the_letter(answer))
        found = ways_out.as_of(the_letter(answer), timezone.localdate())
        assert "It gives them until" in found.still[0]
        assert reasons(anew(answer, the_letter(answer))) == [Why.LESS_TIME]


def test_days_move_all_at_once_wherever_they_stand() -> None:
    first, second, third = date(2026, 6, 16), date(2026, 6, 23), date(2026, 6, 30)
    parts = (Paragraph("By Tuesday 16 June 2026. Or by Tuesday 23 June 2026."),)
    sheet = Sheet("c", "r", "d", "s", opening=parts, closing=parts, sections=(Section("x", "h", parts),))
    moved = {first: second, second: third}
    found = renewed.renewed(sheet, moved)
    said = "By Tuesday 23 June 2026. Or by Tuesday 30 June 2026."
    assert [each[0].text for each in (found.opening, found.closing, found.sections[0].parts)] == [said] * 3
    assert list(renewed.left_over(sheet, moved, near=first)) == []


@pytest.mark.parametrize("place", ["opening", "closing", "sections"])
def test_a_day_that_moved_and_is_written_in_another_way_is_not_left_standing(one: Ready, place: str) -> None:
    extended(one)
    letter = the_letter(one)
    part = {"text": "Wait until 16 June 2026.", "strong": False, "level": 0}
    (letter.sheet["sections"][0]["parts"] if place == "sections" else letter.sheet[place]).append(part)
    letter.save(update_fields=["sheet"])
    with time_machine.travel(A_WEEK_ON), pytest.raises(ways_out.CannotBeDatedAnew) as refused:
        ways_out.as_of(the_letter(one), timezone.localdate())
    assert "It says “16 June 2026”, and that date is now Tuesday 23 June 2026" in refused.value.reasons[0]


def test_a_policy_without_a_check_of_letters_makes_none_old(one: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stale.stale([the_letter(one)], date(2026, 6, 8))
    of = Rulebook.policy
    monkeypatch.setattr(Rulebook, "policy", lambda book, pin: replace(of(book, pin), letter_check=None))
    assert stale.stale([the_letter(one)], date(2026, 6, 8)) == {}


def test_working_days_are_counted_by_the_list_of_holidays_that_its_case_has_adopted(
    one: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policies, "_shelf", policies._shelf)
    assert [each.why for each in stale.stale([the_letter(one)], date(2026, 6, 8))[the_letter(one).pk]] == [Why.OLD]
    with time_machine.travel(NEXT_DAY):
        announce(monkeypatch)  # Friday 5 June is no working day any more
        assert adopted(one.office).cases == 1
    assert stale.stale([the_letter(one)], date(2026, 6, 8)) == {}


# --- what came back ------------------------------------------------------------------------------------


def test_only_what_was_posted_comes_back(one: Ready) -> None:
    with pytest.raises(NotYetPossible):
        back(one)


def test_what_came_back_is_not_posted_to_the_same_address_in_one_press(one: Ready) -> None:
    client, letter = clerk(one), the_letter(one)
    with time_machine.travel(NEXT_DAY):
        letters.posted(letter, on=timezone.localdate(), by=one.staff)
        back(one)
        assert f"{UNDELIVERED}posted/{letter.pk}/" not in client.get(UNDELIVERED).content.decode()
        client.post(f"{UNDELIVERED}posted/{letter.pk}/", {"when": "today"})
        assert the_letter(one).state == "failed"
        with pytest.raises(NotYetPossible):
            letters.posted(the_letter(one), on=timezone.localdate(), by=one.staff)


def test_what_happens_in_the_next_batch_is_not_told_of_the_one_it_was_left_out_of(one: Ready) -> None:
    client, letter = clerk(one), the_letter(one)
    with time_machine.travel(NEXT_DAY):
        made(client)
        line = letter.batched.get().pk
        client.post(f"{OUT}1/letters/{line}/", {"what": "left-out", "because": "No envelope"})
    assert letter.batched.get().state == "left-out"
    with time_machine.travel(A_WEEK_ON):
        client = clerk(one)
        made(client, letter=[letter.pk], **{f"because-{letter.pk}": "They asked for it"})
        assert PostRecord.objects.get().what == Happened.TAKEN
        assert "They asked for it" in plain(client.get(f"{OUT}2/"))
        assert "They asked for it" not in plain(client.get(f"{OUT}1/"))


# --- a question on paper -------------------------------------------------------------------------------


@pytest.fixture
def question() -> CaseFile:
    file = asks.case_of("dartford")
    people.correct(people.complainant_of(file.case), email="", address="1 Elm Road", postcode="DA1 1DR")
    with time_machine.travel(asks.NOW, tick=False):
        asks.asked(file, "complainant", way="letter")
    return file


@time_machine.travel(asks.NOW)
def test_a_question_that_waits_is_not_withdrawn_dated_anew_or_posted_twice(question: CaseFile) -> None:
    letter, ask = Letter.objects.get(kind="notice-asked"), Ask.objects.get()
    by = question.office.staff[asks.officer(question)]
    with pytest.raises(ways_out.AnswerAwaited) as refused:
        ways_out.withdrawn(letter, by=by, because="x", at=timezone.now())
    assert refused.value.ask == ask
    with pytest.raises(ways_out.CannotBeDatedAnew):
        ways_out.as_of(letter, timezone.localdate())
    client = asks.signed_in(question.office, asks.officer(question))
    page = plain(client.get(f"{OUT}letters/{letter.pk}/"))
    assert f"/casework/{question.case.reference}/asks/{ask.pk}/" in page
    assert "so it cannot be withdrawn here" in page
    letters.posted(letter, on=timezone.localdate(), by=by)
    came_back(letter, on=timezone.localdate(), why=Returned.GONE_AWAY, said="", by=by, at=timezone.now())
    given = {"address": "9 Mill Lane", "postcode": "DA1 4AA"}
    party = people.complainant_of(question.case)
    actor = question.office.actor(asks.officer(question))
    changes.use_at_once(party, given, by=actor, verified="spoken", reason="They rang")
    assert f"{UNDELIVERED}to-print/{letter.pk}/" not in plain(client.get(UNDELIVERED))
    assert "Ask them again" in plain(client.get(UNDELIVERED))
    with pytest.raises(OnlyAskedAgain):
        letters.for_the_print_room(Letter.objects.get(pk=letter.pk))
    code = letter.text.partition("Your code: ")[2].split()[0]
    assert by_code("dartford", question.case.reference, code) is None
    Ask.objects.update(state="closed")  # nothing is waited for any more, and nobody has to see to the letter
    assert not letters.not_delivered(Case.objects.all()).exists()
