"""Are letters that reached nobody seen by those who can do something about it, and can they do it?"""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from redress import jobs
from redress.cases.bars import keep_away
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Delivery, Letter, Message
from redress.jobs.models import Job, State
from redress.records.models import Person
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import acknowledged, complaint, text_of

pytestmark = pytest.mark.django_db
PAGE = "/casework/undelivered/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def client_of(office: Office, name: str = "corporate-services-team") -> Client:
    client = Client()
    client.force_login(office.staff[name])
    return client


def failed(office: Office) -> Letter:
    return _in_state(acknowledged(complaint(office)), Delivery.FAILED, "smtp-550")


def to_post(office: Office) -> Letter:
    return _in_state(acknowledged(complaint(office)), Delivery.TO_POST)


def _in_state(file: CaseFile, state: str, error: str = "") -> Letter:
    letter = letters_of(file.case)[0]
    Letter.objects.filter(pk=letter.pk).update(state=state, last_error=error)
    letter.refresh_from_db()
    return letter


def given_up(council: str, kind: str = "check-document", payload: dict[str, Any] | None = None) -> Job:
    job = jobs.enqueue(kind, payload or {"document": 1}, council=council)
    Job.objects.filter(pk=job.pk).update(state=State.DEAD, finished_at=timezone.now(), last_error="mail-server-away")
    return job


def plain(response: Any) -> str:
    return " ".join(text_of(response).split())


def test_what_cannot_go_by_e_mail_is_not_offered_to_be_sent_again(dartford: Office) -> None:
    letter, client = failed(dartford), client_of(dartford)
    assert "Send again" in plain(client.get(PAGE))
    Person.objects.update(email="")
    page = plain(client.get(PAGE))
    assert "Send again" not in page
    assert "Print and post it" in page
    pressed = client.post(f"{PAGE}again/{letter.pk}/", follow=True)
    assert "We have no e-mail address for this letter" in plain(pressed)


def test_letters_that_failed_and_letters_to_post_stand_apart(dartford: Office) -> None:
    one, other = failed(dartford), to_post(dartford)
    page = plain(client_of(dartford).get(PAGE))
    assert page.index("Could not be delivered") < page.index(one.case.reference) < page.index("To be printed")
    assert page.index("To be printed and posted") < page.index(other.case.reference)
    assert "Why: the mail server said 550" in page
    assert f"/casework/{other.case.reference}/letters/{other.pk}/standard-print.pdf" in page


def test_automatic_messages_that_failed_are_listed_with_their_case(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    Message.objects.filter(case=file.case).update(state=Delivery.FAILED, last_error="smtp-550")
    page = plain(client_of(dartford).get(PAGE))
    assert "Automatic messages that could not be delivered" in page
    assert f'href="/casework/{file.case.reference}/"' in page
    assert "the mail server said 550" in page


def test_with_nothing_to_do_it_says_so(dartford: Office) -> None:
    assert "There is nothing to do here." in plain(client_of(dartford).get(PAGE))


def test_only_letters_of_cases_one_may_see(dartford: Office) -> None:
    kings_lynn = Office("kings-lynn")
    elsewhere, hidden, seen = to_post(kings_lynn), to_post(dartford), to_post(dartford)
    keep_away(hidden.case, dartford.staff["corporate-services-team"], ground="complained-about")
    page = plain(client_of(dartford).get(PAGE))
    assert seen.case.reference in page
    assert hidden.case.reference not in page
    assert elsewhere.case.reference not in page
    for letter in (elsewhere, hidden):
        for act in ("posted", "again"):
            assert client_of(dartford).post(f"{PAGE}{act}/{letter.pk}/", {"when": "today"}).status_code == 404
    assert "There is nothing to do here." in plain(client_of(dartford, "investigating-officer").get(PAGE))


def test_a_letter_is_marked_as_posted_today(dartford: Office) -> None:
    letter, client = to_post(dartford), client_of(dartford)
    Letter.objects.update(approved_at="2026-06-09T10:00:00Z")
    assert client.post(f"{PAGE}posted/{letter.pk}/", {"when": "today"})["Location"] == PAGE
    letter.refresh_from_db()
    assert (letter.state, letter.posted_on.isoformat()) == ("posted", "2026-06-10")
    assert letter.posted_by == dartford.staff["corporate-services-team"].actor_id
    page = plain(client.get(PAGE))
    assert "is marked as posted" in page
    assert "There is nothing to do here." in page


def test_or_on_another_day(dartford: Office) -> None:
    letter, client = to_post(dartford), client_of(dartford)
    Letter.objects.update(approved_at="2026-06-03T10:00:00Z")
    address = f"{PAGE}posted/{letter.pk}/"
    page = plain(client.post(address, {"when": "another-day"}))
    assert "When was it posted?" in page
    assert "There is a problem" not in page
    day = {"posted_on-month": "6", "posted_on-year": "2026"}
    assert "Enter the date it was posted" in plain(client.post(address, {}))
    assert "must be today or in the past" in plain(client.post(address, {**day, "posted_on-day": "11"}))
    assert "before it was approved, on Wednesday 3 June" in plain(client.post(address, {**day, "posted_on-day": "2"}))
    assert client.post(address, {**day, "posted_on-day": "4"}).status_code == 302
    letter.refresh_from_db()
    assert letter.posted_on.isoformat() == "2026-06-04"


def test_a_letter_that_went_by_mail_is_not_marked_as_posted(dartford: Office) -> None:
    letter = _in_state(acknowledged(complaint(dartford)), Delivery.SENT)
    client = client_of(dartford)
    client.post(f"{PAGE}posted/{letter.pk}/", {"when": "today"})
    assert "not waiting for that any more" in plain(client.get(PAGE))
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_a_letter_that_failed_is_sent_again(dartford: Office, mailoutbox: list[Any]) -> None:
    letter, client = failed(dartford), client_of(dartford)
    Job.objects.filter(kind="deliver-letter").update(state=State.DONE)
    client.post(f"{PAGE}again/{letter.pk}/")
    client.post(f"{PAGE}again/{letter.pk}/")
    assert Job.objects.filter(state=State.READY, kind="deliver-letter").count() == 1, (
        "once, however often it is pressed"
    )
    jobs.run_all_due(timezone.now())
    letter.refresh_from_db()
    assert letter.state == "sent"
    client.post(f"{PAGE}again/{letter.pk}/")
    assert "not waiting for that any more" in plain(client.get(PAGE))


def test_or_its_job_that_was_given_up_starts_afresh(dartford: Office) -> None:
    letter = failed(dartford)
    Job.objects.filter(kind="deliver-letter").update(state=State.DEAD)
    client_of(dartford).post(f"{PAGE}again/{letter.pk}/")
    assert Job.objects.get(kind="deliver-letter").state == State.READY


@pytest.mark.parametrize(("error", "listed"), [("LeaseExpired", True), ("GiveUp smtp-550", False)])
def test_a_letter_whose_worker_died_at_the_last_attempt_is_not_forgotten(
    dartford: Office, error: str, listed: bool
) -> None:
    failed(dartford)
    Job.objects.filter(kind="deliver-letter").update(state=State.DEAD, last_error=error, finished_at=timezone.now())
    assert ("Given up by the system" in plain(client_of(dartford).get(PAGE))) is listed


def test_what_the_system_gave_up_is_for_those_who_look_over_everything(dartford: Office) -> None:
    job, elsewhere = given_up("dartford"), given_up("kings-lynn")
    page = plain(client_of(dartford).get(PAGE))
    assert "mail-server-away" in page
    assert "Given up by the system" not in plain(client_of(dartford, "service-manager").get(PAGE))
    assert client_of(dartford, "service-manager").post(f"{PAGE}job/{job.pk}/").status_code == 404
    assert client_of(dartford).post(f"{PAGE}job/{elsewhere.pk}/").status_code == 404
    assert client_of(dartford).post(f"{PAGE}job/{job.pk}/").status_code == 302
    job.refresh_from_db()
    assert job.state == State.READY


def test_an_auditor_reads_and_changes_nothing(dartford: Office) -> None:
    letter, job = to_post(dartford), given_up("dartford")
    client = client_of(dartford, "auditor")
    page = plain(client.get(PAGE))
    assert letter.case.reference in page
    assert "Posted today" not in page
    assert client.post(f"{PAGE}posted/{letter.pk}/", {"when": "today"}).status_code == 403
    assert client.post(f"{PAGE}again/{letter.pk}/").status_code == 403
    assert client.post(f"{PAGE}job/{job.pk}/").status_code == 403


def test_who_may_not_and_the_wrong_way(dartford: Office) -> None:
    letter = to_post(dartford)
    assert client_of(dartford, "member-responsible-for-complaints").get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert client_of(dartford).post(PAGE).status_code == 405
    assert client_of(dartford).get(f"{PAGE}posted/{letter.pk}/").status_code == 405
    assert client_of(dartford).get(f"{PAGE}again/{letter.pk}/").status_code == 405


def test_an_address_shows_what_was_written_on_the_letter(dartford: Office) -> None:
    file = complaint(dartford)
    Person.objects.update(email="", address="1 High Street\nDartford", preferred="letter")
    letter = letters_of(acknowledged(file).case)[0]
    assert letter.state == "to-post"
    assert "1 High Street" in plain(client_of(dartford).get(PAGE))
