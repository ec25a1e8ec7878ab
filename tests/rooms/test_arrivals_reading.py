"""Is a scanned letter found by its words, and is what a machine read never taken for what somebody wrote?"""

from __future__ import annotations

import io
import subprocess
import time
from pathlib import Path

import pytest
import time_machine

from redress.arrivals.models import Arrival
from redress.arrivals.post import reading
from redress.records.models import Words
from tests.rooms.arrival_desks import STAMPED, at_work, of_letters, officer, pile, scan, sheet, text_of, uploaded
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint
from tests.tools import programme

pytestmark = pytest.mark.django_db
LIST = "/casework/arrivals/"


@pytest.fixture(autouse=True)
def _on_a_wednesday(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.READING_PROGRAMME = ""
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def letter(office: Office, content: bytes, name: str = "letter.pdf") -> Arrival:
    """A scan that has become one letter, and that the worker has read if it can."""
    client = officer(office, "post-room")
    upload = uploaded(client, scan(name, content), how="each")
    client.post(f"{LIST}post/{upload.pk}/", {"step": "stamp", **STAMPED, **of_letters(1)})
    at_work()
    return Arrival.objects.order_by("-pk")[0]


def picture(*lines: str) -> bytes:
    return pile(sheet(*lines, size=(1240, 1754)))


@pytest.fixture
def tesseract(settings) -> str:
    settings.READING_PROGRAMME = programme("tesseract")
    return settings.READING_PROGRAMME


def test_a_letter_is_read_and_found_by_its_words(dartford, tesseract):
    found = letter(dartford, picture("Dear council", "The wheelchair ramp is broken", "Yours, Bartholomew Finch"))
    assert "wheelchair ramp" in found.text
    assert found.details["read"]["by"] == "tesseract"
    client = officer(dartford)
    assert f"{LIST}{found.pk}/" in text_of(client.get(LIST, {"q": "WHEELCHAIR finch"}))
    assert f"{LIST}{found.pk}/" not in text_of(client.get(LIST, {"q": "lawnmower"}))
    page = text_of(client.get(f"{LIST}{found.pk}/"))
    assert "Read by a machine" in page
    assert "is not what the person wrote" in page


def test_what_a_machine_read_is_nobodys_words_until_somebody_has_confirmed_it(dartford, tesseract):
    found, client = letter(dartford, picture("The wheelchair ramp is broken")), officer(dartford)
    logged = text_of(client.get("/casework/log/", {"arrival": found.pk}))
    assert "wheelchair ramp" not in logged
    assert "wheelchair ramp" in text_of(client.get(f"{LIST}{found.pk}/text/"))
    assert "Write what it says" in text_of(client.post(f"{LIST}{found.pk}/text/", {"text": " "}))
    client.post(f"{LIST}{found.pk}/text/", {"text": "The wheelchair ramp is broken."})
    found.refresh_from_db()
    assert not reading.is_machines(found)
    assert found.details["read"]["confirmed_by"] == dartford.staff["corporate-services-team"].actor_id
    assert "The wheelchair ramp is broken." in text_of(client.get("/casework/log/", {"arrival": found.pk}))
    assert "Read by a machine" not in text_of(client.get(f"{LIST}{found.pk}/"))
    reading.keep(found, "a later reading", "tesseract")
    found.refresh_from_db()
    assert found.text == "The wheelchair ramp is broken."


def test_on_a_case_it_goes_as_the_officer_has_put_it(dartford, tesseract):
    found, file, client = letter(dartford, picture("Tne wheelchair rarnp")), complaint(dartford), officer(dartford)
    asked = text_of(client.get(f"{LIST}{found.pk}/case/", {"chosen": file.case.reference}))
    assert "Compare it with the scan" in asked
    sent = {"chosen": file.case.reference, "sender": "somebody-else", "text": "The wheelchair ramp"}
    client.post(f"{LIST}{found.pk}/case/", sent)
    assert Words.objects.get(case=file.case, kind="information").text == "The wheelchair ramp"


def test_the_text_of_the_pdf_itself_is_taken_where_there_is_any(dartford):
    typst = pytest.importorskip("typst")
    found = letter(dartford, typst.compile(b"The wheelchair ramp at the library is broken."))
    assert found.details["read"]["by"] == "text-layer"
    assert "ramp at the library" in found.text
    assert reading.is_machines(found)


def test_without_the_programme_the_pages_say_that_reading_is_off(dartford):
    found = letter(dartford, picture("The wheelchair ramp"))
    assert found.text == ""
    client = officer(dartford)
    for address in (LIST, f"{LIST}post/", f"{LIST}{found.pk}/"):
        assert "no programme for it is installed, or it is switched off" in text_of(client.get(address)), address


def test_a_programme_that_hangs_or_fails_costs_the_text_and_nothing_else(dartford, settings, tmp_path, monkeypatch):
    slow, broken = tmp_path / "slow", tmp_path / "broken"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    broken.write_text("#!/bin/sh\nexit 3\n")
    for each in (slow, broken):
        each.chmod(0o755)
    monkeypatch.setattr(reading, "SECONDS_A_PAGE", 0.5)
    for each in (slow, broken):
        settings.READING_PROGRAMME = str(each)
        begun = time.monotonic()
        found = letter(dartford, picture("The wheelchair ramp"))
        assert found.text == ""
        assert time.monotonic() - begun < 25


def test_the_programme_is_started_without_a_shell_and_with_one_thread(monkeypatch, settings, tmp_path):
    settings.READING_PROGRAMME = "tesseract; touch /tmp/x"
    assert reading.reader() == ""
    seen = {}

    def run(command, **how):
        seen.update(how, command=command)
        return subprocess.CompletedProcess(command, 0, stdout=b"words")

    monkeypatch.setattr(subprocess, "run", run)
    source = tmp_path / "letter.pdf"
    source.write_bytes(picture("x"))
    assert reading._read_by("/usr/bin/tesseract", source, 0, tmp_path) == "words"
    assert isinstance(seen["command"], list)
    assert "shell" not in seen
    assert seen["env"]["OMP_THREAD_LIMIT"] == "1"
    assert seen["timeout"] == reading.SECONDS_A_PAGE
    assert not list(Path(tmp_path).glob("*.png"))


def test_a_letter_that_turns_out_to_be_unreadable_is_kept_without_its_words(dartford, tesseract, monkeypatch):
    monkeypatch.setattr(reading, "content_of", lambda arrival: io.BytesIO(b"%PDF- nonsense").getvalue())
    found = letter(dartford, picture("The wheelchair ramp"))
    assert (found.text, found.state) == ("", "waiting")
