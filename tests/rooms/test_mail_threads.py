"""Does an e-mail find its case by proof alone, and does a stranger learn nothing?"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from redress import jobs
from redress.accounts.models import Council
from redress.arrivals import storing, wording
from redress.arrivals.filing import actor_of
from redress.arrivals.models import Arrival, State
from redress.arrivals.parsing import parse
from redress.arrivals.taking import take
from redress.cases.models import Event
from redress.cases.record import record
from redress.correspondence.models import Message
from redress.correspondence.notices import notify
from redress.correspondence.reply_addresses import party_of, reply_address
from redress.records import agreeing, changes, people
from redress.records.models import Document, Part, Party, Words
from redress.rules import actions as order
from tests.mail.sample import PDF, attached, headed, mixed, part
from tests.requirement import requirement
from tests.rooms.case_files import Office, recorded
from tests.rooms.casework_desks import CaseFile, complaint
from tests.rooms.mail_server import mail_server

pytestmark = pytest.mark.django_db

RECEIVED = datetime(2026, 6, 2, 8, 31, tzinfo=UTC)


@pytest.fixture
def office() -> Office:
    return Office("dartford")


@pytest.fixture
def file(office: Office) -> CaseFile:
    return complaint(office)


def ann(file: CaseFile) -> Party:
    party = people.complainant_of(file.case)
    assert party is not None
    return party


def placed(raw: bytes, council: str = "dartford", **more: Any) -> Arrival:
    """What became of a message once the worker has placed it."""
    arrival, _new = take(council, raw, received=RECEIVED, **more)
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    arrival.refresh_from_db()
    return arrival


def added(file: CaseFile) -> list[Event]:
    return list(Event.objects.filter(case=file.case, kind="InformationAdded"))


# --- the signed address --------------------------------------------------------------------------


@requirement("DA-2.10.4-1")
def test_an_answer_to_the_address_we_gave_is_on_the_case_at_once_with_its_files_and_headers(file: CaseFile) -> None:
    to = reply_address(ann(file), "dartford")
    raw = mixed(
        part("Here is the letter."), attached(PDF, "letter.pdf", "application/pdf"), To=to, Message_ID="<1@x.example>"
    )
    arrival = placed(raw)
    assert (arrival.state, arrival.case, arrival.party) == (State.FILED, file.case, ann(file))
    (event,) = added(file)
    assert event.by == ann(file).actor_id
    words = Words.objects.get(case=file.case, kind="information")
    assert (words.text, words.by, words.at_text) == (
        "Here is the letter.",
        ann(file).actor_id,
        "2026-06-02T09:31:00+01:00",
    )
    documents = dict(Document.objects.filter(case=file.case).values_list("name", "state"))
    assert documents == {"letter.pdf": "safe", "e-mail as it came.eml": "safe"}
    assert ["To", to] in arrival.details["headers"]
    assert storing.content_of(arrival.raw_as) == raw
    assert arrival.because == ["signed-address"]
    assert not Message.objects.filter(template="email-received").exists()


@requirement("DA-2.10.4-1")
def test_what_we_send_is_kept_on_the_case_as_it_went_and_its_answer_finds_the_case(
    file: CaseFile, settings: Any
) -> None:
    with mail_server(settings) as server:
        notify(file.case, "ann@example.org", "delivery-failed", {"letter": "x"}, "k", to_name="Ann")
        jobs.run_all_due(timezone.now() + timedelta(seconds=1))
        (sent,) = server.taken
    kept = Message.objects.get(case=file.case)
    assert (sent["Message-ID"], sent["Subject"]) == (kept.message_id, kept.subject)
    assert sent["X-Loop"] == "complaints.officer@dartford.gov.uk"
    arrival = placed(headed(To=sent["Reply-To"], Message_ID="<1@x.example>"))
    assert arrival.case == file.case


def test_after_a_change_of_address_only_the_new_one_acts_by_the_address_we_gave(office: Office, file: CaseFile) -> None:
    to = reply_address(ann(file), "dartford")
    by = office.actor("corporate-services-team")
    changes.use_at_once(ann(file), {"email": "ann.new@example.org"}, by=by, verified="telephone", reason="She rang.")
    old = placed(headed(To=to, From="ann@example.org", Message_ID="<1@x.example>"))
    assert (old.state, old.case, old.suggested) == (State.WAITING, None, file.case)
    assert "email-was-changed" in old.because
    new = placed(headed(To=to, From="ann.new@example.org", Message_ID="<2@x.example>"))
    assert (new.state, new.case) == (State.FILED, file.case)


def test_the_address_counts_wherever_it_stands_and_however_it_is_written(file: CaseFile) -> None:
    to = reply_address(ann(file), "dartford")
    for n, headers in enumerate(({"Cc": to.upper()}, {"Delivered_To": to}, {"X_Original_To": f"<{to}>"})):
        assert placed(headed(f"Number {n}\n", Message_ID=f"<{n}@x.example>", **headers)).state == State.FILED
    raw = headed("By its envelope\n", Message_ID="<env@x.example>")
    assert placed(raw, recipients=[to]).state == State.FILED
    assert len(added(file)) == 4


def test_an_address_nobody_gave_proves_nothing_and_gives_nothing_away(file: CaseFile) -> None:
    to = reply_address(ann(file), "dartford")
    box, _at, domain = to.partition("@")
    wrong = [
        f"{box[:-1]}{'a' if box[-1] != 'a' else 'b'}@{domain}",
        to.replace("2026-0001", "2026-0002"),
        f"complaints.officer+dbc-2026-0001@{domain}",
        f"{box}@elsewhere.example",
        to.replace("complaints.officer", "stranger"),
    ]
    answers = []
    for n, address in enumerate(wrong):
        raw = headed("Tell me.\n", To=address, From=f"Eve <eve{n}@example.net>", Message_ID=f"<{n}@x.example>")
        assert placed(raw).state == State.WAITING
        message = Message.objects.get(to_email=f"eve{n}@example.net")
        answers.append(message.text.replace(Arrival.objects.latest("pk").reference, "IN"))
        assert file.case.reference not in message.text
    assert len(set(answers)) == 1
    assert not added(file)


def test_the_address_of_one_person_is_not_that_of_another_nor_of_another_case_council_or_key(
    file: CaseFile, settings: Any
) -> None:
    other = people.add(file.case, name="Bob", email="bob@example.org", part=Part.REPRESENTATIVE)
    addresses = {reply_address(ann(file), "dartford"), reply_address(other, "dartford")}
    addresses.add(reply_address(ann(complaint(file.office)), "dartford"))
    assert len(addresses) == 3
    mine = reply_address(ann(file), "dartford")
    assert party_of("dartford", mine) == ann(file)
    Council.objects.create(id="kings-lynn", name="KL", short_name="KL")
    assert party_of("kings-lynn", mine) is None
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key of fifty letters at least, for the tests only"
    assert party_of("dartford", mine) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert party_of("dartford", mine) == ann(file)


def test_reply_addresses_can_be_turned_off(file: CaseFile, settings: Any) -> None:
    settings.REPLY_ADDRESSES = False
    assert reply_address(ann(file), "dartford") == "complaints.officer@dartford.gov.uk"


def test_an_answer_from_another_address_is_on_the_case_and_says_so(file: CaseFile) -> None:
    arrival = placed(
        headed(From="Ann at work <ann@work.example>", To=reply_address(ann(file), "dartford"), Message_ID="<1@x>")
    )
    assert arrival.state == State.FILED
    assert "sender-not-known" in arrival.because


def test_a_case_that_takes_nothing_more_leaves_it_to_an_officer_with_the_reason(file: CaseFile) -> None:
    to = reply_address(ann(file), "dartford")
    recorded(
        record, file.case.pk, order.Withdraw(), by=actor_of(ann(file)), seen=file.case.last_seq, at="2026-06-01T15:00"
    )
    before = Event.objects.filter(case=file.case).count()
    arrival = placed(headed(To=to, Message_ID="<1@x.example>"))
    assert (arrival.state, arrival.suggested, arrival.case) == (State.WAITING, file.case, None)
    assert arrival.because == ["signed-address", "not-open"]
    assert Event.objects.filter(case=file.case).count() == before
    assert not Document.objects.filter(case=file.case).exists()
    assert Message.objects.filter(template="email-received").exists()


def test_another_body_s_answer_is_for_an_officer_to_place(file: CaseFile) -> None:
    body = people.body_of(file.case, "lgsco", name="LGSCO", email="intake@lgsco.example")
    arrival = placed(
        headed(From="LGSCO <intake@lgsco.example>", To=reply_address(body, "dartford"), Message_ID="<1@x.example>")
    )
    assert (arrival.state, arrival.suggested) == (State.WAITING, file.case)
    assert "from-a-body" in arrival.because


def test_whoever_acts_for_the_complainant_no_longer_adds_nothing_by_themselves(file: CaseFile) -> None:
    acting = people.add(file.case, name="Rob Roe", email="rob@example.org", part=Part.REPRESENTATIVE)
    assert (
        placed(
            headed(From="Rob <rob@example.org>", To=reply_address(acting, "dartford"), Message_ID="<1@x.example>")
        ).state
        == State.FILED
    )
    agreeing.on_record(acting, agreeing.Answer.WITHDRAWN, on=RECEIVED.date(), by=actor_of(ann(file)))
    after = placed(
        headed(From="Rob <rob@example.org>", To=reply_address(acting, "dartford"), Message_ID="<2@x.example>")
    )
    assert (after.state, after.suggested) == (State.WAITING, file.case)
    assert "acts-no-longer" in after.because
    assert len(added(file)) == 1


def test_a_message_that_names_thousands_of_others_is_looked_up_a_hundred_times_at_most() -> None:
    named = "\r\n".join(f"References: <{number}@x.example>" for number in range(900))
    raw = named.encode() + b"\r\nIn-Reply-To: <nearest@x.example>\r\nFrom: a@x.example\r\n\r\nWords\r\n"
    answers = parse(raw).answers
    assert (len(answers), answers[0]) == (100, "<nearest@x.example>")


# --- answers to our messages ---------------------------------------------------------------------


def sent_to_ann(file: CaseFile) -> Message:
    message = notify(file.case, "ann@example.org", "delivery-failed", {"letter": "x"}, "k1")
    assert message is not None
    return message


@pytest.mark.parametrize("header", ["In_Reply_To", "References"])
def test_an_answer_to_our_message_by_somebody_of_the_case_is_on_the_case(file: CaseFile, header: str) -> None:
    id = sent_to_ann(file).message_id
    arrival = placed(headed("Thank you.\n", Message_ID="<1@x.example>", **{header: f"<other@x.example> {id}"}))
    assert (arrival.state, arrival.because) == (State.FILED, ["answers-our-letter"])
    assert len(added(file)) == 1


def test_an_answer_to_our_message_by_a_stranger_is_only_suggested(file: CaseFile) -> None:
    id = sent_to_ann(file).message_id
    arrival = placed(headed(From="Eve <eve@example.net>", In_Reply_To=id, Message_ID="<1@x.example>"))
    assert (arrival.state, arrival.suggested) == (State.WAITING, file.case)
    assert arrival.because == ["answers-our-letter", "sender-not-of-case"]
    assert not added(file)


def test_an_answer_to_our_automatic_answer_follows_the_message_it_answered(file: CaseFile) -> None:
    first = placed(headed("About my case.\n", Message_ID="<first@x.example>"))
    receipt = Message.objects.get(template="email-received")
    second = placed(headed("And more.\n", In_Reply_To=receipt.message_id, Message_ID="<second@x.example>"))
    assert second.state == State.WAITING
    first.case, first.state = file.case, State.FILED
    first.save()
    third = placed(headed("And yet more.\n", In_Reply_To=receipt.message_id, Message_ID="<third@x.example>"))
    assert (third.state, third.because) == (State.FILED, ["answers-our-receipt"])
    fourth = placed(
        headed("I follow.\n", From="Eve <e@e.example>", References="<third@x.example>", Message_ID="<4@x.example>")
    )
    assert (fourth.state, fourth.because) == (State.WAITING, ["same-conversation"])


# --- guesses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "text", "because"),
    [
        ({"Subject": "Re: dbc-2026-0001 bins"}, "x", ["reference-in-subject", "same-sender"]),
        (
            {"From": "Eve <eve@e.example>", "Subject": "DBC-2026-0001"},
            "x",
            ["reference-in-subject", "sender-not-of-case"],
        ),
        ({}, "My case is DBC-2026-0001.", ["reference-in-text", "same-sender"]),
        ({"From": "ANN@EXAMPLE.ORG"}, "Nothing else.", ["same-sender"]),
    ],
)
def test_what_anybody_can_write_is_only_a_suggestion(
    file: CaseFile, headers: dict[str, str], text: str, because: list[str]
) -> None:
    arrival = placed(headed(f"{text}\n", Message_ID="<1@x.example>", **headers))
    assert (arrival.state, arrival.suggested, arrival.because) == (State.WAITING, file.case, because)
    assert len(wording.reasons_of(arrival)) == len(because)
    assert not added(file)


def test_a_case_of_another_council_is_never_suggested(file: CaseFile) -> None:
    Office("kings-lynn")
    raw = headed(
        "DBC-2026-0001\n", To=reply_address(ann(file), "dartford"), Subject="DBC-2026-0001", Message_ID="<1@x.example>"
    )
    arrival = placed(raw, "kings-lynn")
    assert (arrival.suggested, arrival.because) == (None, [])


def test_every_note_has_its_sentence() -> None:
    room = Path(wording.__file__).parent
    said = "".join(path.read_text() for path in room.rglob("*.py"))
    assert set(re.findall(r'note\("([a-z-]+)"\)', said)) <= set(wording.NOTES)


def test_an_officer_who_was_quicker_is_not_overruled(file: CaseFile) -> None:
    arrival, _new = take(
        "dartford", headed(To=reply_address(ann(file), "dartford"), Message_ID="<1@x.example>"), received=RECEIVED
    )
    Arrival.objects.filter(pk=arrival.pk).update(state=State.SET_ASIDE, reason="spam")
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    arrival.refresh_from_db()
    assert arrival.state == State.SET_ASIDE
    assert not added(file)
