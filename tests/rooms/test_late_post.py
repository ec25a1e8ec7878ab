"""Is a letter that no longer holds kept out of the post, and can it be dated anew or withdrawn, but never go twice?"""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from redress.cases import find
from redress.cases.find import standing
from redress.correspondence import letters
from redress.correspondence.letters import NotYetPossible, approve
from redress.correspondence.models import Happened, InBatch, Letter, LetterDraft, Message, PostBatch, PostRecord
from redress.correspondence.post import batches as post_batches
from redress.correspondence.post import stale, ways_out
from redress.correspondence.post.batches import Posted
from redress.correspondence.post.models import Returned
from redress.correspondence.post.pages import pages_of
from redress.correspondence.post.returned import came_back
from redress.intake.views_track import letters_to
from redress.records import enclosures, people
from redress.records.internal import notes_of
from redress.rules import actions as order
from tests.rooms.at_once import acts_at_once
from tests.rooms.case_files import COMPLAINANT
from tests.rooms.casework_desks import text_of
from tests.rooms.letter_cases import Ready, ready
from tests.rooms.test_print_batches import CLERK, OUT, _enclose, _png, clerk, made, posting, words_of

pytestmark = pytest.mark.django_db

NEXT_DAY, A_WEEK_ON = "2026-06-04T12:00:00+01:00", "2026-06-10T12:00:00+01:00"


@pytest.fixture
def one() -> Ready:
    """A complaint whose acknowledgement of Wednesday 3 June waits for the post; it promises an answer by the 16th."""
    one = ready("dartford", "stage-one-acknowledgement")
    people.correct(people.correspondent_of(one.file.case), preferred="letter")
    with transaction.atomic():
        _letter, sent = approve(one.file.case, one.composed(), key="ack", by=one.office.actor(one.who))
        one.record(sent)
    return one


def the_letter(one: Ready) -> Letter:
    return Letter.objects.select_related("case", "recipient__person").get(key="ack")


def doubts(one: Ready, on: date) -> list[str]:
    letter = the_letter(one)
    return [stale.told(each) for each in stale.stale([letter], on).get(letter.pk, ())]


def answered(one: Ready, at: str = "2026-06-04T09:00") -> None:
    one.file.act(at, one.who, one.file.answer("stage-one-response"))


def extended(one: Ready) -> None:
    notice = one.office.letter("extension-notice")
    one.file.act("2026-06-04T09:00", one.who, order.Extend(days=5, reason_kind="complex", letter=notice))


def plain(response: Any) -> str:
    return " ".join(text_of(response).split())


# --- what is said of it --------------------------------------------------------------------------


def test_it_holds_on_the_next_day_and_grows_old_after_that(one: Ready) -> None:
    assert doubts(one, date(2026, 6, 5)) == []
    (old,) = doubts(one, date(2026, 6, 8))
    assert old == (
        "It is dated Wednesday 3 June 2026, 3 working days ago. Letters should be in the post within 2 working days."
    )
    passed, _old = doubts(one, date(2026, 6, 24))
    assert passed == "It names Tuesday 16 June 2026, and there is no time left until then."


def test_a_date_that_an_officer_wrote_passes_too(one: Ready) -> None:
    letter = the_letter(one)
    letter.sheet["sections"][0]["parts"].append({"text": "Please write to us by 4 June.", "strong": False, "level": 0})
    letter.save(update_fields=["sheet"])
    assert doubts(one, date(2026, 6, 4)) == []
    assert doubts(one, date(2026, 6, 5)) == ["It says “4 June”, and Thursday 4 June 2026 has passed."]


def test_more_time_moves_its_date(one: Ready) -> None:
    extended(one)
    assert doubts(one, date(2026, 6, 4)) == [
        "It names Tuesday 16 June 2026, and that date is now Tuesday 23 June 2026."
    ]


def test_it_is_not_posted_beside_a_later_answer_without_a_word(one: Ready) -> None:
    answered(one)
    (said,) = doubts(one, date(2026, 6, 4))
    assert said.startswith("The case has been answered since")
    assert doubts(one, date(2026, 6, 3)) == []  # it had gone the day before the answer


def test_nor_after_the_matter_was_closed(one: Ready) -> None:
    one.file.act("2026-06-04T09:00", COMPLAINANT, order.Withdraw())
    assert doubts(one, date(2026, 6, 4)) == [
        "The matter was closed on Thursday 4 June 2026, and this letter says that it goes on."
    ]


# --- what happens in the queue -------------------------------------------------------------------


def test_it_goes_only_where_somebody_says_why_which_is_kept(one: Ready) -> None:
    letter, client = the_letter(one), clerk(one)
    with time_machine.travel(A_WEEK_ON):
        page = plain(client.get(OUT))
        assert "No longer holds" in page
        assert f'id="letter-{letter.pk}" value="{letter.pk}">' in page  # and it is not ticked
        refused = made(client, letter=[letter.pk])
        assert "Say why this letter goes although it no longer holds" in plain(refused)
        assert f'value="{letter.pk}" checked' in plain(refused)
        assert not PostBatch.objects.exists()
        done = made(client, letter=[letter.pk], **{f"because-{letter.pk}": "They asked for a copy by telephone"})
        assert done.headers["Location"] == f"{OUT}1/"
        record = PostRecord.objects.get()
        assert (record.what, record.because) == (Happened.TAKEN, "They asked for a copy by telephone")
        assert [each["why"] for each in record.told] == ["old"]
        shown = plain(client.get(f"{OUT}1/"))
        assert "They asked for a copy by telephone" in shown
        assert "5 working days ago" in shown
        assert "They asked for a copy by telephone" in plain(
            client.get(f"/casework/{letter.case.reference}/letters/{letter.pk}/")
        )
        # What was seen then is not asked again when it is posted on the same grounds.
        client.post(f"{OUT}1/printed/")
        client.post(f"{OUT}1/posted/", posting(**{"posted_on-day": "10"}))
    assert the_letter(one).state == "posted"


def test_the_door_itself_leaves_it_out(one: Ready) -> None:
    with time_machine.travel(A_WEEK_ON):
        assert _make(one, "1") is None
        with pytest.raises(stale.NoLongerHolds):
            letters.posted(the_letter(one), on=timezone.localdate(), by=one.staff)
        letters.posted(the_letter(one), on=timezone.localdate(), by=one.staff, although="It has gone already")
    assert PostRecord.objects.get().what == Happened.POSTED


def test_what_stopped_to_hold_while_it_lay_in_a_batch_is_said_before_it_is_marked_as_posted(one: Ready) -> None:
    client = clerk(one)
    with time_machine.travel(NEXT_DAY):
        made(client)
        client.post(f"{OUT}1/printed/")
    answered(one)
    with time_machine.travel(NEXT_DAY):
        page = plain(client.get(f"{OUT}1/"))
        assert "The case has been answered since" in page
        refused = plain(client.post(f"{OUT}1/posted/", posting()))
        assert "Say why this letter goes although it no longer holds" in refused
        assert "2026/117" in refused
        assert the_letter(one).state == "to-post"
        client.post(f"{OUT}1/posted/", posting(**{f"because-{the_letter(one).pk}": "It was in the bag already"}))
    assert the_letter(one).state == "posted"
    assert PostRecord.objects.get().because == "It was in the bag already"


def test_what_is_not_marked_as_printed_is_not_marked_as_posted(one: Ready) -> None:
    client = clerk(one)
    with time_machine.travel(NEXT_DAY):
        made(client)
        assert "mark it as printed first" in plain(client.get(f"{OUT}1/"))
        client.post(f"{OUT}1/posted/", posting())
        assert the_letter(one).state == "to-post"
        client.post(f"{OUT}1/printed/")
        client.post(f"{OUT}1/posted/", posting())
        batch = PostBatch.objects.get()
        assert batch.printed_at is not None
        assert batch.printed_at < batch.posted_at
        page = plain(client.get(f"{OUT}1/"))
    assert page.index("Marked as printed") < page.index("Marked as posted")


def test_by_itself_it_is_marked_as_posted_with_the_reason(one: Ready) -> None:
    client, address = clerk(one), f"/casework/undelivered/posted/{the_letter(one).pk}/"
    with time_machine.travel(A_WEEK_ON):
        assert "No longer holds" in plain(client.get("/casework/undelivered/"))
        page = plain(client.post(address, {"when": "today"}))
        assert "Why did it go all the same?" in page
        day = {"posted_on-day": "10", "posted_on-month": "6", "posted_on-year": "2026"}
        assert "Say why it went although" in plain(client.post(address, day))
        client.post(address, {**day, "because": "Given to them at the desk"})
    assert the_letter(one).state == "posted"
    assert PostRecord.objects.get().because == "Given to them at the desk"


# --- the ways out --------------------------------------------------------------------------------


def test_dated_anew_it_says_the_same_with_the_dates_of_today_and_the_first_never_goes(one: Ready) -> None:
    extended(one)
    first, client = the_letter(one), clerk(one)
    _enclose(one, first, [("photo.png", "image/png", _png())])
    draft = LetterDraft.objects.create(case=one.file.case, kind=first.kind, salt="s", digest="d")
    address = f"{OUT}letters/{first.pk}/"
    with time_machine.travel(A_WEEK_ON):
        page = plain(client.get(address))
        assert "Tuesday 16 June 2026 becomes Tuesday 23 June 2026" in page
        for _press in range(2):
            client.post(address, {"what": "anew", "because": "The post room was shut"})
        new = Letter.objects.exclude(pk=first.pk).get()
        assert "Tuesday 23 June 2026" in new.text
        assert "16 June" not in new.text
        assert (
            "We wrote this letter on Wednesday 3 June 2026 and did not post it in time. We are sorry."
            in new.text.replace("\n", " ")
        )
        assert (new.state, new.contents, new.to_email) == ("to-post", first.contents, "")
        assert [each.name for each in enclosures.with_letter(new.opaque_id)] == ["photo.png"]
        assert the_letter(one).state == "withdrawn"
        assert stale.stale([new], timezone.localdate()) == {}
        batch = _make(one, "1")
        assert [each.letter for each in post_batches.lines_of(batch)] == [new]
        with pytest.raises(NotYetPossible):
            letters.posted(the_letter(one), on=timezone.localdate(), by=one.staff)
    draft.refresh_from_db()
    assert draft.letter is None
    assert [each.text for each in notes_of(one.file.case)] == [
        f"“{first.name}” is dated anew and waits for the post; the first is withdrawn. Why: The post room was shut"
    ]
    assert PostRecord.objects.get().anew == new
    assert list(letters_to(first.recipient)) == [new]


def test_what_was_overtaken_cannot_be_dated_anew_but_withdrawn_and_its_owner_is_told(one: Ready) -> None:
    client = clerk(one)
    with time_machine.travel(NEXT_DAY):
        made(client)
    answered(one)
    address = f"{OUT}letters/{the_letter(one).pk}/"
    with time_machine.travel(NEXT_DAY):
        page = plain(client.get(address))
        assert "Why it cannot be dated anew" in page
        assert "It is in batch 1" in page
        assert "Say why" in plain(client.post(address, {"what": "withdraw"}))
        assert client.post(address, {"what": "anew", "because": "x"}).status_code == 200
        client.post(address, {"what": "withdraw", "because": "The answer has gone"})
        assert "Withdrawn from the post" in plain(client.get(f"/casework/{one.file.case.reference}/"))
        assert "No letter of the cases that you can see waits" in plain(client.get(OUT))
    assert the_letter(one).state == "withdrawn"
    assert PostBatch.objects.get().lines.get().state == InBatch.LEFT_OUT
    told = Message.objects.get(template="post-withdrawn")
    assert "The answer has gone" in told.text
    assert "The answer has gone" in notes_of(one.file.case).get().text


def test_who_may_see_and_change_it(one: Ready) -> None:
    letter = the_letter(one)
    assert Client().get(f"{OUT}letters/{letter.pk}/").status_code == 302
    theirs = Client()
    theirs.force_login(ready("kings-lynn", "stage-one-acknowledgement").office.staff["complaints-administrator"])
    auditor = clerk(one, "auditor")
    for name in ("", "back/"):
        assert theirs.get(f"{OUT}letters/{letter.pk}/{name}").status_code == 404
        assert auditor.post(f"{OUT}letters/{letter.pk}/{name}", {"what": "withdraw"}).status_code == 403
    assert auditor.get(f"{OUT}letters/{letter.pk}/").status_code == 200
    assert auditor.get(f"{OUT}back/").status_code == 403
    assert "No letter that was posted is found" in plain(theirs.get(f"{OUT}back/?reference={letter.case.reference}"))


# --- what comes back -----------------------------------------------------------------------------


def back(one: Ready, why: Returned = Returned.GONE_AWAY) -> PostRecord:
    return came_back(
        the_letter(one), on=timezone.localdate(), why=why, said="", by=one.office.staff[CLERK], at=timezone.now()
    )


def test_what_the_carrier_brings_back_is_told_and_goes_again_to_another_address_only(one: Ready) -> None:
    client, letter = clerk(one), the_letter(one)
    reference, undelivered = letter.case.reference, "/casework/undelivered/"
    with time_machine.travel(NEXT_DAY):
        made(client)
        client.post(f"{OUT}1/printed/")
        client.post(f"{OUT}1/posted/", posting())
        assert f"/casework/post/out/letters/{letter.pk}/back/" in plain(
            client.get(f"{OUT}back/?reference={reference.lower()}")
        )
        address = f"{OUT}letters/{letter.pk}/back/"
        day = {"came_on-day": "4", "came_on-month": "6", "came_on-year": "2026"}
        assert "Say what is written on it" in plain(client.post(address, day))
        early = plain(client.post(address, {**day, "came_on-day": "3", "why": "gone-away"}))
        assert "It was posted after that day" in early
        for _press in range(2):
            client.post(address, {**day, "why": "gone-away", "said": "A neighbour wrote: now in Crayford"})
        assert the_letter(one).last_error == "post-gone-away"
        told = Message.objects.get(template="post-came-back")
        assert "A neighbour wrote: now in Crayford" in told.text
        assert [each.kind for each in standing(letter.case).history].count("DeliveryFailed") == 1
        page = plain(client.get(undelivered))
        assert "it came back by post (gone away)" in page
        assert "Came back" in plain(client.get(f"{OUT}1/"))
        client.post(f"{undelivered}to-print/{letter.pk}/")
        assert "came back from that address" in plain(client.get(undelivered))
        people.correct(people.correspondent_of(one.file.case), address="9 Mill Lane\nCrayford", postcode="DA1 4AA")
        client.post(f"{undelivered}to-print/{letter.pk}/")
        again = the_letter(one)
        assert (again.state, again.posted_on) == ("to-post", None)
        printed = pages_of(again).pdf
        assert "9 Mill Lane" in words_of(printed, 1)
        assert "High Street" not in words_of(printed, 1)
        made(client)
        assert [each.letter for each in PostBatch.objects.get(number=2).lines.all()] == [letter]
        client.post(f"{OUT}2/printed/")
        client.post(f"{OUT}2/posted/", posting())
        back(one, Returned.NOT_CALLED_FOR)  # and it can come back again
    assert [each.kind for each in standing(letter.case).history].count("DeliveryFailed") == 2
    assert "12 High Street" in PostRecord.objects.filter(what=Happened.CAME_BACK).first().address


def test_what_came_back_and_is_dated_anew_says_so(one: Ready) -> None:
    with time_machine.travel(NEXT_DAY):
        letters.posted(the_letter(one), on=timezone.localdate(), by=one.staff)
        back(one, Returned.REFUSED)
        letters.for_the_print_room(the_letter(one))  # to the same address: it was refused there, not unknown
    with time_machine.travel(A_WEEK_ON):
        text = ways_out.as_of(the_letter(one), timezone.localdate()).letter.text.replace("\n", " ")
    assert "The post brought it back to us, so we send it again." in text
    assert "We are sorry" not in text


# --- how it is printed ---------------------------------------------------------------------------


def test_easy_read_has_empty_backs_in_a_file_that_is_printed_on_both_sides(one: Ready) -> None:
    letter = the_letter(one)
    letter.sheet["made_as"] = ["easy-read"]
    letter.save(update_fields=["sheet"])
    made_of = pages_of(letter)
    with pikepdf.Pdf.open(io.BytesIO(made_of.pdf)) as pdf:
        assert len(pdf.pages) == made_of.pages == 2 * made_of.backs
    assert words_of(made_of.pdf, 1)
    assert words_of(made_of.pdf, 2) == ""


# --- two at once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_whoever_withdraws_posts_or_dates_anew_at_the_same_moment_one_of_them_is_first(
    one: Ready, tmp_path: Path
) -> None:
    extended(one)
    with time_machine.travel(NEXT_DAY):
        batch = _make(one, "1", although={the_letter(one).pk: "Seen"})
        post_batches.printed(batch, by=one.staff, at=timezone.now())
        now, today = timezone.now(), timezone.localdate()
        how = Posted(on=today, proof="post-book", number="1")
        told = {"by": one.staff, "because": "x", "at": now}
        acts = (
            partial(post_batches.posted, batch, how, by=one.staff, at=now),
            partial(post_batches.posted, batch, how, by=one.staff, at=now),
            partial(ways_out.withdrawn, the_letter(one), **told),
            partial(ways_out.dated_anew, the_letter(one), actor=one.office.actor(one.who), **told),
            partial(_make, one, "2"),
        )
        with acts_at_once(tmp_path) as at_once:
            done = at_once(*acts)
            wrong = [each for each in done if isinstance(each, Exception) and not isinstance(each, NotYetPossible)]
            assert wrong == []
            (found,) = at_once(lambda: list(Letter.objects.order_by("pk").values_list("key", "state")))
            (lines,) = at_once(lambda: PostBatch.objects.filter(lines__state=InBatch.GOES).count())
    states = dict(found)
    first, new = states.pop("ack"), list(states.values())
    if first == "posted":
        assert (new, lines) == ([], 1)
    else:  # withdrawn, or dated anew: the other waits, or is in the one batch that was made meanwhile
        assert first == "withdrawn"
        assert new in ([], ["to-post"])
        assert lines <= len(new)


def _make(one: Ready, key: str, **more: Any) -> PostBatch | None:
    cases = find.visible_to(one.office.actor(CLERK), one.office.council)
    staff = one.office.staff[CLERK]
    return post_batches.make(
        one.office.council, cases, print="standard", postage="second", by=staff, key=key.rjust(32, "0"), **more
    )
