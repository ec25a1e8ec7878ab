"""Is what programmes write told apart from what people write, and is nobody written to for ever?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from redress import jobs
from redress.accounts.actors import actor_for
from redress.accounts.models import RoleHeld
from redress.arrivals import receipts, settling, wording
from redress.arrivals.filing import put_on_case
from redress.arrivals.models import Arrival, State
from redress.arrivals.taking import take
from redress.cases.models import Case, Event
from redress.correspondence.models import Letter, Message
from redress.correspondence.notices import notify, tell_whoever_has_it
from redress.records import people
from redress.rules.events import DeliveryFailed
from tests.mail.corpus.automatic import OURS, SAMPLES
from tests.mail.sample import headed
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint
from tests.rooms.letter_cases import ready
from tests.rooms.mail_server import mail_server
from tests.rooms.test_letters_delivery import approved

pytestmark = pytest.mark.django_db

RECEIVED = datetime(2026, 6, 2, 8, 31, tzinfo=UTC)
BOUNCES = {sample.name: sample.raw for sample in SAMPLES if sample.kind == "bounce"}
OTHERS = {sample.name: sample for sample in SAMPLES if sample.kind not in ("bounce", "")}


def placed(raw: bytes) -> Arrival:
    arrival, _new = take("dartford", raw, received=RECEIVED)
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    arrival.refresh_from_db()
    return arrival


def sent_letter() -> Letter:
    """A letter that our mail server took."""
    letter = approved(ready("dartford", "stage-one-acknowledgement"))
    Letter.objects.filter(pk=letter.pk).update(state="sent", attempts=1, message_id=OURS)
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    letter.refresh_from_db()
    return letter


def failures(case: Case) -> int:
    return Event.objects.filter(case=case, kind=DeliveryFailed.__name__).count()


# --- word that ours did not arrive ---------------------------------------------------------------


@pytest.mark.parametrize("name", BOUNCES)
def test_word_that_a_letter_did_not_arrive_counts_as_if_our_server_had_refused_it(name: str) -> None:
    letter = sent_letter()
    arrival = placed(BOUNCES[name])
    letter.refresh_from_db()
    assert (letter.state, failures(letter.case)) == ("failed", 1)
    assert letter.last_error.startswith("bounced-5")
    assert (arrival.state, arrival.case, arrival.reason) == (State.AUTOMATIC, letter.case, "bounce")
    assert Message.objects.filter(case=letter.case, template="delivery-failed").count() == 1
    assert not Message.objects.filter(template="email-received").exists()


def test_the_same_word_again_changes_nothing() -> None:
    letter = sent_letter()
    placed(BOUNCES["dsn-failed"])
    placed(BOUNCES["bounce-exim"])
    assert failures(letter.case) == 1
    assert Arrival.objects.filter(state=State.AUTOMATIC).count() == 2


def test_word_of_the_first_address_does_not_undo_what_went_to_a_better_one_since() -> None:
    letter = sent_letter()
    Letter.objects.filter(pk=letter.pk).update(attempts=2, to_email="better@example.org")
    placed(BOUNCES["dsn-failed"])
    letter.refresh_from_db()
    assert (letter.state, failures(letter.case)) == ("sent", 0)


def test_word_about_an_automatic_message_marks_it_and_records_no_failed_letter() -> None:
    file = complaint(Office("dartford"))
    message = notify(file.case, "ann@example.org", "delivery-failed", {"letter": "x"}, "k")
    assert message is not None
    Message.objects.filter(pk=message.pk).update(state="sent", message_id=OURS)
    arrival = placed(BOUNCES["dsn-failed"])
    message.refresh_from_db()
    assert (message.state, failures(file.case), arrival.case) == ("failed", 0, file.case)


def test_word_about_something_else_is_kept_and_changes_nothing() -> None:
    Office("dartford")
    arrival = placed(BOUNCES["dsn-failed"])
    assert (arrival.state, arrival.case) == (State.AUTOMATIC, None)


def test_word_about_another_council_s_letter_changes_nothing() -> None:
    letter = sent_letter()
    Office("kings-lynn")
    take("kings-lynn", BOUNCES["dsn-failed"], received=RECEIVED)
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    letter.refresh_from_db()
    assert letter.state == "sent"


# --- other programmes ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", OTHERS)
def test_no_programme_gets_an_automatic_answer(name: str) -> None:
    letter = sent_letter()
    events = Event.objects.filter(case=letter.case).count()
    arrival = placed(OTHERS[name].raw)
    bulk = OTHERS[name].kind == "bulk"
    assert arrival.state == (State.WAITING if bulk else State.AUTOMATIC)
    assert not Message.objects.filter(template="email-received").exists()
    assert Event.objects.filter(case=letter.case).count() == events
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert bulk or wording.reason_in_words(arrival) != arrival.reason


@pytest.mark.parametrize("name", ["absence-3834", "absence-exchange"])
def test_an_absence_note_stands_on_the_case_of_the_letter_it_answers(name: str) -> None:
    letter = sent_letter()
    assert placed(OTHERS[name].raw).case == letter.case


def test_our_own_message_that_comes_back_is_known_by_its_id(settings: Any) -> None:
    file = complaint(Office("dartford"))
    with mail_server(settings) as server:
        notify(file.case, "ann@example.org", "delivery-failed", {"letter": "x"}, "k")
        jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    arrival = placed(server.raw[0])
    assert (arrival.state, arrival.reason, arrival.case) == (State.AUTOMATIC, "loop", file.case)


def test_what_we_write_to_our_own_address_is_read_by_somebody(settings: Any) -> None:
    file = complaint(Office("dartford"))
    Case.objects.filter(pk=file.case.pk).update(owner=None)
    file.case.refresh_from_db()
    with mail_server(settings) as server:
        tell_whoever_has_it(file.case, "contact-disputed", {}, "k")
        jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    arrival = placed(server.raw[0])
    assert (arrival.state, arrival.suggested) == (State.WAITING, file.case)
    assert not Message.objects.filter(template="email-received").exists()


# --- the automatic answer ------------------------------------------------------------------------


@requirement("KL-5A-5", "L1")
def test_a_new_message_is_answered_once_with_its_time_and_number_and_is_no_acknowledgement(settings: Any) -> None:
    Office("kings-lynn")
    raw = headed(To="complaints@west-norfolk.gov.uk", Message_ID="<new@example.org>")
    with mail_server(settings) as server:
        for _ in range(3):
            arrival, _new = take("kings-lynn", raw, received=RECEIVED)
            jobs.run_all_due(timezone.now() + timedelta(seconds=1))
        (answer,) = server.taken
    assert (arrival.source, arrival.received_text) == ("email", "2026-06-02T09:31:00+01:00")
    text = answer.get_body(("plain",)).get_content()
    assert answer["Subject"] == "We have received your e-mail"
    assert arrival.reference in text
    assert "Tuesday 2 June 2026 at 9:31am" in text
    assert "It is not our acknowledgement" in text
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["In-Reply-To"] == "<new@example.org>"
    assert answer["To"] == "Ann Smith <ann@example.org>"
    assert answer["From"].endswith("<complaints@west-norfolk.gov.uk>")
    assert answer["X-Loop"] == "complaints@west-norfolk.gov.uk"


def test_an_answer_never_carries_what_a_stranger_put_into_a_header(settings: Any) -> None:
    Office("dartford")
    raw = headed(From="=?utf-8?Q?Ann=0D=0ABcc:_victim@example.org?= <ann@example.org>", Message_ID="<a\tb@x.example>")
    with mail_server(settings) as server:
        take("dartford", raw, received=RECEIVED)
        jobs.run_all_due(timezone.now() + timedelta(seconds=1))
        (answer,) = server.taken
    assert answer["Bcc"] is None
    assert answer["In-Reply-To"] is None


def test_many_messages_of_one_sender_are_all_kept_and_answered_only_at_first() -> None:
    Office("dartford")
    for n in range(receipts.ANSWERED_AN_HOUR + 4):
        placed(headed(f"Number {n}\n", Message_ID=f"<{n}@example.org>"))
    assert Arrival.objects.count() == receipts.ANSWERED_AN_HOUR + 4
    assert Message.objects.filter(template="email-received").count() == receipts.ANSWERED_AN_HOUR
    assert wording.notes_of(Arrival.objects.latest("pk")) == [str(wording.NOTES["many-from-sender"])]
    placed(headed("Another's\n", From="bob@example.org", Message_ID="<bob@example.org>"))
    assert Message.objects.filter(to_email="bob@example.org").exists()


@pytest.mark.parametrize(
    "sender", ["complaints.officer@dartford.gov.uk", "Corporate.Complaints+x@dartford.gov.uk", "ann@", "ann@localhost"]
)
def test_ourselves_and_addresses_that_are_none_are_not_answered(sender: str) -> None:
    Office("dartford")
    arrival = placed(headed(From=f"Ann <{sender}>", Message_ID="<1@x.example>"))
    assert arrival.state == State.WAITING
    assert not Message.objects.filter(template="email-received").exists()


def test_whoever_writes_in_cipher_is_asked_to_write_plainly() -> None:
    Office("dartford")
    placed(headed("-----BEGIN PGP MESSAGE-----\n", Message_ID="<1@x.example>"))
    assert "we cannot read it" in Message.objects.get(template="email-received").text


def test_a_person_who_passes_a_bounce_on_is_a_person() -> None:
    letter = sent_letter()
    (raw,) = (sample.raw for sample in SAMPLES if sample.name == "bounce-passed-on-by-a-person")
    arrival = placed(raw)
    letter.refresh_from_db()
    assert (arrival.state, letter.state) == (State.WAITING, "sent")
    assert Message.objects.filter(template="email-received").exists()
    assert people.correspondent_of(letter.case) is not None


def test_word_that_a_message_was_marked_as_spam_is_no_word_that_it_did_not_arrive() -> None:
    letter = sent_letter()
    report = (
        b"From: feedback@provider.example\r\nTo: complaints@dartford.example\r\nSubject: Abuse report\r\n"
        b"MIME-Version: 1.0\r\nMessage-ID: <abuse-1@provider.example>\r\n"
        b'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nThis is an abuse report.\r\n"
        b"--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: " + OURS.encode() + b"\r\nSubject: Us\r\n\r\nWords\r\n"
        b"--b--\r\n"
    )
    arrival = placed(report)
    letter.refresh_from_db()
    assert (arrival.state, letter.state, failures(letter.case)) == (State.WAITING, "sent", 0)


def test_what_was_taken_for_the_work_of_a_programme_can_be_brought_back_and_placed() -> None:
    letter = sent_letter()
    arrival = placed(
        headed(
            "I am away. And my roof still leaks.\n",
            Subject="Automatic reply: Your complaint",
            Auto_Submitted="auto-replied",
            In_Reply_To=OURS,
            Message_ID="<away-1@x.example>",
        )
    )
    assert (arrival.state, arrival.case) == (State.AUTOMATIC, letter.case)
    officer = RoleHeld.objects.filter(role="corporate-services-team", staff__council="dartford").first().staff
    settling.bring_back(arrival, by=officer)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.case, arrival.suggested) == (State.WAITING, None, letter.case)
    put_on_case(arrival, letter.case, by=actor_for(officer, RECEIVED.date()), key="placed-1", party=None)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.case) == (State.FILED, letter.case)


def test_whoever_wrote_too_much_is_told_even_where_the_rest_found_its_case() -> None:
    letter = sent_letter()
    arrival, _new = take(
        "dartford",
        headed(From=letter.to_email, In_Reply_To=OURS, Message_ID="<long-1@x.example>"),
        received=RECEIVED,
        whole_size=10**9,
    )
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    arrival.refresh_from_db()
    assert arrival.state == State.FILED
    assert "too large" in Message.objects.get(template="email-received").text
