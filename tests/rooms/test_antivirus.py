"""Is a harmful file found, refused and kept from everybody; and does no file pass while the scanner is away?"""

from __future__ import annotations

import io
import socket
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from structlog.testing import capture_logs

from redress import jobs
from redress.configuration import ConfigurationRefused, configuration
from redress.correspondence.models import Message
from redress.intake.acts import submit_complaint
from redress.intake.answers import Answers
from redress.jobs.registry import KINDS
from redress.records import antivirus, documents
from redress.records.models import Document, DocumentState
from redress.rules.moments import Moment
from tests.cast import set_up
from tests.rooms.case_files import Office
from tests.rooms.clamd_server import EICAR, scanner

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def clamd() -> Iterator[str]:
    with scanner() as path:
        yield path


@pytest.fixture
def office() -> Office:
    return Office("dartford")


def sent(office: Any, content: bytes, name: str = "letter.txt") -> Document:
    """A complaint of the public form with one file."""
    held = documents.hold(office.council, SimpleUploadedFile(name, content))
    answers = Answers(subject="delay", what_happened="Nobody came.", name="Ann Smith", email="ann@example.org")
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    case = submit_complaint(office.council, answers, at=now, key="k1", held_documents=[held]).case
    return documents.documents_of(case)[0]


def looked_at(document: Document) -> Document:
    jobs.run_all_due()
    document.refresh_from_db()
    return document


def test_the_scanner_finds_what_is_harmful_and_passes_the_rest(clamd: str, settings) -> None:
    settings.CLAMD = clamd
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside.txt", EICAR)
    assert antivirus.answers()
    assert antivirus.found_in(b"a letter") == antivirus.found_in(b"") == ""
    assert antivirus.found_in(b"x" * 12_000_000) == ""
    assert "Eicar" in antivirus.found_in(EICAR)
    assert "Eicar" in antivirus.found_in(packed.getvalue())


def test_a_harmful_file_is_refused_stays_in_quarantine_and_the_person_is_told(
    clamd: str, settings, office: Office, django_capture_on_commit_callbacks
) -> None:
    settings.CLAMD = clamd
    with django_capture_on_commit_callbacks(execute=True):
        document = looked_at(sent(office, EICAR))
    assert (document.state, document.refusal) == (DocumentState.REFUSED, "carries-a-virus")
    assert default_storage.exists(document.stored_as)
    assert document.stored_as.startswith("quarantine/")
    with pytest.raises(documents.NotToBeOpened):
        documents.open_for_download(document)
    told = Message.objects.get(template="intake/mail/file_refused.txt")
    assert told.to_email == "ann@example.org"
    assert "letter.txt" in told.text
    assert "something harmful" in told.text


def test_the_officer_sees_why_a_file_is_not_there(clamd: str, settings, client: Client) -> None:
    settings.CLAMD = clamd
    office = set_up().dartford
    document = looked_at(sent(office, EICAR))
    client.force_login(office.desk)
    page = client.get(f"/casework/{document.case.reference}/").content.decode()
    assert "Not accepted" in page
    assert "something harmful" in page


def test_a_clean_file_passes(clamd: str, settings, office: Office) -> None:
    settings.CLAMD = clamd
    assert looked_at(sent(office, b"a letter")).can_be_opened


def test_no_file_passes_while_the_scanner_is_away_and_all_pass_when_it_is_back(
    clamd: str, settings, office: Office, client: Client
) -> None:
    settings.CLAMD = "/nowhere/clamd.socket"
    with capture_logs() as said:
        document = looked_at(sent(office, b"a letter"))
    assert document.state == DocumentState.QUARANTINED
    assert {line["log_level"] for line in said if "scanner" in line["event"]} == {"error"}
    assert client.get("/healthz").json()["scanner"] == "no answer"
    settings.CLAMD = clamd
    assert client.get("/healthz").json()["scanner"] == "ok"
    jobs.run_all_due(timezone.now() + timedelta(hours=1))
    document.refresh_from_db()
    assert document.can_be_opened


def test_a_file_waits_for_days_before_anybody_gives_up() -> None:
    kind = KINDS["check-document"]
    waits = sum((kind.delay_after(number) for number in range(1, kind.attempts)), timedelta())
    assert waits > timedelta(days=2)


@pytest.mark.parametrize(
    "answer", [b"stream: size limit exceeded. ERROR\0", b"", b"INSTREAM size limit exceeded. ERROR\0", b"nonsense"]
)
def test_an_answer_that_is_none_lets_nothing_pass(settings, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"

        def reply() -> None:
            line, _address = server.accept()
            line.recv(100_000)
            line.sendall(answer)
            line.close()

        replying = threading.Thread(target=reply)
        replying.start()
        with pytest.raises(antivirus.ScannerAway):
            antivirus.found_in(b"a letter")
        replying.join()


def test_without_a_scanner_health_says_nothing_of_one(client: Client) -> None:
    assert "scanner" not in client.get("/healthz").json()


@pytest.mark.parametrize("wrong", ["clamd", "host:", "host:port", "host: 3310"])
def test_a_scanner_that_can_be_none_is_refused_at_the_start(wrong: str) -> None:
    with pytest.raises(ConfigurationRefused, match="REDRESS_CLAMD"):
        configuration({"REDRESS_ENVIRONMENT": "test", "REDRESS_CLAMD": wrong})
