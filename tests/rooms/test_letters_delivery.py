"""Does a letter go by real mail, once, exactly as kept; and what if it cannot?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from redress import jobs, policies
from redress.accounts.models import Staff
from redress.cases.bars import keep_away
from redress.correspondence import delivery, letters
from redress.correspondence.letters import NotYetPossible, approve
from redress.correspondence.models import Letter, LetterDraft, Message
from redress.correspondence.notices import notify
from redress.jobs import registry
from redress.jobs.models import Job, State
from redress.records import people
from redress.rules.events import DeliveryFailed
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.letter_cases import Ready, ready
from tests.rooms.mail_server import mail_server

pytestmark = pytest.mark.django_db

LATER = timedelta(days=2)


@pytest.fixture
def one() -> Ready:
    return ready("dartford", "stage-one-acknowledgement")


def approved(one: Ready, **person: str) -> Letter:
    """The letter as its act leaves it."""
    if person:
        people.correct(people.correspondent_of(one.file.case), **person)
    return act(one)


@transaction.atomic
def act(one: Ready, *, lacking: int = 0) -> Letter:
    """Approve and record in one transaction."""
    composed, by = one.composed(), one.office.actor(one.who)
    letter, sent = approve(one.file.case, composed, key="submission", by=by, drafters=("staff:0",))
    one.record(replace(sent, contents=composed.carried[lacking:]))
    return letter


def delivered(letter: Letter, *, now: Any = None) -> Letter:
    jobs.run_all_due(now or timezone.now() + timedelta(seconds=1))
    letter.refresh_from_db()
    return letter


# --- what goes over the wire ---------------------------------------------------------------------


@requirement("KL-13-3")
def test_a_letter_goes_out_as_html_and_text_from_the_council_to_the_person(one: Ready, settings: Any) -> None:
    letter = approved(one)
    with mail_server(settings) as server:
        assert delivered(letter).state == "sent"
    (mail,) = server.taken
    assert mail["Subject"] == "Your complaint DBC-2026-0001"
    assert mail["From"] == "Dartford Borough Council <complaints.officer@dartford.gov.uk>"
    assert mail["To"] == "Łucja O’Brien <lucja@example.org>"
    assert re.fullmatch(
        r"Dartford Borough Council <complaints\.officer\+dbc-2026-0001\.[a-z2-7]{16}@dartford\.gov\.uk>",
        mail["Reply-To"],
    )
    assert mail["Message-ID"] == letter.message_id
    assert mail["Message-ID"].endswith("@dartford.gov.uk>")
    assert mail["Auto-Submitted"] is None
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.get_payload()
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]
    assert text.get_content().replace("\r\n", "\n") == letter.text
    assert html.get_content().replace("\r\n", "\n") == letter.html
    assert letter.sent_at is not None


def test_the_letter_kept_is_what_was_composed_to_the_byte_whatever_changes_later(one: Ready) -> None:
    composed = one.composed()
    approved(one)
    Staff.objects.update(name="Somebody Else", job_title="Something else")
    people.correct(people.correspondent_of(one.file.case), name="Another Name", email="other@example.org")
    (kept,) = letters.letters_of(one.file.case)
    assert (kept.html, kept.text, kept.subject) == (composed.html, composed.text, composed.subject)
    assert (kept.to_name, kept.to_email) == ("Łucja O’Brien", "lucja@example.org")


def test_the_event_vouches_for_the_letter_and_says_nothing_of_it(one: Ready) -> None:
    letter = approved(one)
    event = one.file.case.events.get(kind="Acknowledged")
    assert letter.digest in event.facts
    assert letter.opaque_id in event.facts
    assert "Łucja" not in event.facts
    assert letter.drafters == ["staff:0", one.staff.actor_id]


def test_the_same_submission_makes_one_letter_and_one_mail(one: Ready, mailoutbox: list[Any]) -> None:
    letter = approved(one)
    with transaction.atomic():
        again, sent = approve(one.file.case, one.composed(), key="submission", by=one.office.actor(one.who))
    assert again == letter
    assert sent.id == letter.opaque_id
    delivered(letter)
    delivered(letter)
    assert len(mailoutbox) == 1


def test_a_refused_act_leaves_no_letter_and_no_job(one: Ready) -> None:
    with pytest.raises(Refused):
        act(one, lacking=1)
    assert not Letter.objects.exists()
    assert not Job.objects.filter(kind="deliver-letter").exists()


def test_a_letter_goes_to_whom_it_was_composed_for(one: Ready) -> None:
    stranger = people.add(one.file.case, name="Somebody Else")
    with pytest.raises(ValueError, match="composed for"):
        approve(one.file.case, one.composed(), to=stranger, key="k", by=one.office.actor(one.who))


def test_approving_closes_the_draft(one: Ready) -> None:
    LetterDraft.objects.create(case=one.file.case, kind=one.kind, salt="s", digest="d")
    letter = approved(one)
    assert LetterDraft.objects.get().letter == letter


# --- when it cannot be delivered -----------------------------------------------------------------


def test_a_refused_recipient_is_recorded_and_the_owner_told(one: Ready, settings: Any) -> None:
    letter = approved(one)
    with mail_server(settings, recipients=["550 5.1.1 lucja@example.org unknown"]) as server:
        assert delivered(letter).state == "failed"
        assert letter.last_error == "smtp-550"
        event = one.file.case.events.get(kind="DeliveryFailed")
        assert event.by_kind == "system"
        assert letter.opaque_id in event.facts
        (told,) = Message.objects.all()
        assert told.to_email == one.staff.email
        assert told.state == "sent"
    (mail,) = server.taken
    assert mail["To"].endswith(f"<{one.staff.email}>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "DBC-2026-0001" in mail["Subject"]
    assert Job.objects.get(kind="deliver-letter").state == State.DONE
    delivered(letter, now=timezone.now() + LATER)
    assert one.file.case.events.filter(kind="DeliveryFailed").count() == 1


def test_a_refused_message_is_recorded_too(one: Ready, settings: Any) -> None:
    letter = approved(one)
    with mail_server(settings, messages=["552 5.3.4 too large"]):
        assert delivered(letter).state == "failed"
    assert letter.last_error == "smtp-552"


@pytest.mark.parametrize("asked", ["recipients", "messages"])
def test_a_busy_server_is_asked_again_later_and_then_takes_it_once(one: Ready, settings: Any, asked: str) -> None:
    letter = approved(one)
    with mail_server(settings, **{asked: ["451 4.3.0 later"]}) as server:
        assert delivered(letter).state == "queued"
        assert letter.last_error == "smtp-451"
        job = Job.objects.get(kind="deliver-letter")
        assert job.state == State.READY
        assert job.run_at > timezone.now()
        assert "lucja" not in job.last_error
        assert delivered(letter, now=timezone.now() + LATER).state == "sent"
        assert letter.attempts == 2
        assert letter.last_error == ""
        delivered(letter, now=timezone.now() + 2 * LATER)
    assert [mail["Message-ID"] for mail in server.taken] == [letter.message_id]
    assert not one.file.case.events.filter(kind="DeliveryFailed").exists()


def test_a_server_that_stays_away_is_given_up_after_all_attempts(one: Ready, settings: Any) -> None:
    letter = approved(one)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    job = Job.objects.get(kind="deliver-letter")
    for attempt in range(job.max_attempts):
        assert letter.state == "queued"
        delivered(letter, now=timezone.now() + LATER * (attempt + 1))
    assert (letter.state, letter.last_error) == ("failed", "mail-server-unreachable")
    assert letter.attempts == job.max_attempts
    assert list(jobs.dead_letters("dartford").filter(kind="deliver-letter")) == [job]
    assert one.file.case.events.filter(kind="DeliveryFailed").count() == 1
    with mail_server(settings) as server:  # an operator has mended it and starts the job afresh
        letters.send_again(letter)
        job.refresh_from_db()
        assert job.state == State.READY
        assert delivered(letter).state == "sent"
    assert letter.message_id in [mail["Message-ID"] for mail in server.taken]


def test_without_an_owner_the_councils_own_address_is_told(settings: Any) -> None:
    one = ready("kings-lynn", "stage-one-acknowledgement")
    letter = approved(one)
    with mail_server(settings, recipients=["550 no"]):
        delivered(letter)
    assert Message.objects.get().to_email == "complaints@west-norfolk.gov.uk"
    assert one.file.case.events.filter(kind="DeliveryFailed").exists()


def test_an_owner_who_is_kept_away_from_the_case_is_not_told(one: Ready, settings: Any) -> None:
    letter = approved(one)
    keep_away(one.file.case, one.staff, ground="complained-about")
    with mail_server(settings, recipients=["550 no"]):
        delivered(letter)
    assert Message.objects.get().to_email == "complaints.officer@dartford.gov.uk"


def test_a_fault_of_ours_is_tried_again_and_in_the_end_told(one: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = approved(one)

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("something nobody thought of")

    monkeypatch.setattr(delivery, "send", broken)
    job = Job.objects.get(kind="deliver-letter")
    for attempt in range(job.max_attempts):
        assert letter.state in ("queued", "sending")
        delivered(letter, now=timezone.now() + LATER * (attempt + 1))
    assert (letter.state, letter.last_error) == ("failed", "cannot-be-sent")
    assert one.file.case.events.filter(kind="DeliveryFailed").count() == 1


def test_a_name_with_a_line_break_is_one_line_in_the_header(one: Ready, mailoutbox: list[Any]) -> None:
    letter = approved(one)
    Letter.objects.filter(pk=letter.pk).update(to_name="Lucja\r\nBcc: everybody@example.org")
    assert delivered(letter).state == "sent"
    assert mailoutbox[0].to == ['"Lucja Bcc: everybody@example.org" <lucja@example.org>']


# --- sudden deaths -------------------------------------------------------------------------------


def test_being_sent_is_on_record_before_the_server_is_spoken_to(one: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = approved(one)
    seen = []
    monkeypatch.setattr(delivery, "send", lambda sending, at: seen.append(Letter.objects.get(pk=sending.pk).state))
    delivered(letter)
    assert seen == ["sending"]


def test_death_between_the_servers_yes_and_our_record_sends_the_same_message_again(
    one: Ready, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At least once: after such a death nobody can know whether it went. Both bear one Message-ID."""
    letter = approved(one)

    class PowerCut(BaseException):
        """Nothing of ours runs after it."""

    send = delivery.send

    def then_dies(*arguments: Any, **more: Any) -> None:
        send(*arguments, **more)
        raise PowerCut

    with mail_server(settings) as server:
        monkeypatch.setattr(delivery, "send", then_dies)
        with pytest.raises(PowerCut):
            delivered(letter)
        letter.refresh_from_db()
        assert letter.state == "sending"
        monkeypatch.setattr(delivery, "send", send)
        assert delivered(letter).state == "sending"  # its lease still holds: nobody takes it over yet
        assert delivered(letter, now=timezone.now() + LATER).state == "sent"
    assert [mail["Message-ID"] for mail in server.taken] == [letter.message_id] * 2


def test_what_has_gone_is_never_sent_again_knowingly(one: Ready, mailoutbox: list[Any]) -> None:
    letter = delivered(approved(one))
    Job.objects.filter(kind="deliver-letter").update(state=State.READY, attempts=0)
    assert delivered(letter, now=timezone.now() + LATER).state == "sent"
    assert len(mailoutbox) == 1


# --- by post -------------------------------------------------------------------------------------


@requirement("DA-2.3-5")
@pytest.mark.parametrize("person", [{"email": ""}, {"preferred": "letter"}])
def test_who_has_no_email_or_wants_a_letter_gets_it_by_post(
    one: Ready, mailoutbox: list[Any], person: dict[str, str]
) -> None:
    letter = delivered(approved(one, **person))
    assert letter.state == "to-post"
    assert mailoutbox == []
    cases = type(one.file.case).objects.all()
    assert list(letters.to_be_posted(cases)) == [letter]
    assert list(letters.to_be_posted(cases.none())) == []
    for line in ("Łucja O’Brien", "12 High Street", "Dartford", "DA1 1DJ"):
        assert line in letter.html
    with pytest.raises(NotYetPossible):
        letters.posted(letter, on=date(2026, 6, 2), by=one.staff)  # before it was approved
    letters.posted(letter, on=date(2026, 6, 4), by=one.staff)
    letters.posted(letter, on=date(2026, 6, 5), by=one.staff)
    letter.refresh_from_db()
    assert (letter.state, letter.posted_on, letter.posted_by) == ("posted", date(2026, 6, 4), one.staff.actor_id)
    assert not letters.to_be_posted(cases).exists()


def test_a_letter_that_went_by_mail_cannot_be_marked_as_posted(one: Ready) -> None:
    with pytest.raises(NotYetPossible):
        letters.posted(approved(one), on=date(2026, 6, 4), by=one.staff)


def test_a_letter_that_failed_is_sent_again_to_the_corrected_address(one: Ready, settings: Any) -> None:
    letter = approved(one)
    with mail_server(settings, recipients=["550 unknown"]) as server:
        delivered(letter)
        assert list(letters.not_delivered(type(one.file.case).objects.all())) == [letter]
        before = (letter.html, letter.text, letter.digest)
        people.correct(people.correspondent_of(one.file.case), email="right@example.org")
        letters.send_again(Letter.objects.get(pk=letter.pk))
        assert delivered(letter).state == "sent"
    assert (letter.html, letter.text, letter.digest) == before
    assert "right@example.org" in [mail["To"] for mail in server.taken][-1]
    with pytest.raises(NotYetPossible):
        letters.send_again(letter)


def test_what_another_officer_has_done_meanwhile_is_seen_and_nothing_goes_by_two_ways(
    one: Ready, settings: Any
) -> None:
    letter = approved(one)
    with mail_server(settings, recipients=["550 unknown"]):
        delivered(letter)
    mine, theirs, third = (Letter.objects.get(pk=letter.pk) for _officer in range(3))
    assert letters.send_again(mine).state == "queued"
    with pytest.raises(NotYetPossible):
        letters.for_the_print_room(theirs)
    with pytest.raises(NotYetPossible):
        letters.posted(third, on=timezone.localdate(), by=one.staff)
    Letter.objects.filter(pk=letter.pk).update(state="to-post")
    failed = Letter.objects.get(pk=letter.pk)
    failed.state = "failed"
    with pytest.raises(NotYetPossible):
        letters.send_again(failed)


# --- notices -------------------------------------------------------------------------------------


def test_a_receipt_carries_its_secret_link_and_keeps_it_no_longer_than_it_must(one: Ready, settings: Any) -> None:
    link = "https://complaints.example/dartford/track/DBC-2026-0001/s3cr3t-s3cr3t/"
    message = notify(one.file.case, "lucja@example.org", "receipt", {"received": "Monday"}, "key", link=link)
    assert message is not None
    assert "s3cr3t" not in message.html + message.text
    with mail_server(settings) as server:
        jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    (mail,) = server.taken
    text, html = (part.get_content() for part in mail.get_payload())
    assert link in text
    assert f'<a href="{link}">{link}</a>' in html
    assert mail["Subject"] == "We have your complaint DBC-2026-0001"
    assert mail["Auto-Submitted"] == "auto-generated"
    message.refresh_from_db()
    assert (message.state, message.link) == ("sent", "")


def test_a_notice_is_made_once_and_only_for_an_address(one: Ready) -> None:
    first = notify(one.file.case, "a@example.org", "receipt", {}, "key")
    assert notify(one.file.case, "a@example.org", "receipt", {}, "key") == first
    assert notify(one.file.case, "", "receipt", {}, "key") is None
    assert Message.objects.count() == 1


def test_a_notice_that_cannot_be_delivered_forgets_its_link_and_is_listed(one: Ready, settings: Any) -> None:
    message = notify(one.file.case, "a@example.org", "receipt", {}, "key", link="https://x.example/secret/")
    with mail_server(settings, recipients=["550 unknown"]):
        jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    message.refresh_from_db()
    assert (message.state, message.link) == ("failed", "")
    assert not one.file.case.events.filter(kind=DeliveryFailed.__name__).exists()
    with pytest.raises(delivery.Undeliverable, match="link-gone"):
        delivery.send(message, at=timezone.now())


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_track_that_sends_letters_can_record_that_one_failed(council: str) -> None:
    policy = policies.current(council)
    for track in {move.track for move in policy.moves if move.letter}:
        (move,) = policy.moves_for(track, "report-delivery-failure")
        assert "system" in move.by
        assert move.ended
        assert not move.unless


@pytest.mark.parametrize("kind", ["deliver-letter", "deliver-notice"])
def test_no_transaction_is_open_while_the_mail_server_is_spoken_to(kind: str) -> None:
    """On SQLite nobody else could write meanwhile."""
    assert registry.KINDS[kind].outside
