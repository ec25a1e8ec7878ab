"""What does the command line do with mail, and what do its settings refuse?"""

from __future__ import annotations

import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from redress.configuration import ConfigurationRefused, configuration
from redress.mail_settings import mail_door, mailboxes
from tests.mail.sample import headed
from tests.own_database import own_database
from tests.rooms.test_settings import PRODUCTION


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("dartford", "entry 1 is not written"),
        ("dartford=imaps://host/INBOX", "needs a user"),
        ("dartford=imaps://user@host", "needs a user"),
        ("dartford=pop3://user:secret@host", "must begin with imaps://"),
        ("dartford=imaps://user:secret@host:port/", "cannot be read"),
        ("dartford=imaps://a:secret@h dartford=imaps://b:secret@h", "stands twice"),
    ],
)
def test_a_mistaken_mailbox_stops_the_start_and_tells_no_password(given: str, told: str) -> None:
    with pytest.raises(ConfigurationRefused) as refused:
        configuration({"REDRESS_MAILBOXES": given})
    assert told in str(refused.value)
    assert "secret" not in str(refused.value)


def test_mailboxes_are_read_with_whatever_their_passwords_hold() -> None:
    text = (
        "dartford=imaps://complaints%40x.example:a%2F%20b@imap.example kings-lynn=imap+starttls://k:p@h:1143/In%20box"
    )
    one, two = mailboxes(text).values()
    assert (one.user, one.password, one.host, one.port, one.folder) == (
        "complaints@x.example",
        "a/ b",
        "imap.example",
        993,
        "INBOX",
    )
    assert (two.security, two.port, two.folder) == ("starttls", 1143, "In box")
    assert "a/ b" not in repr(one)
    assert mailboxes("") == {}


def test_production_reads_no_mailbox_in_the_clear() -> None:
    with pytest.raises(ConfigurationRefused, match="without encryption"):
        configuration({**PRODUCTION, "REDRESS_MAILBOXES": "dartford=imap://u:p@mail.example"})
    assert configuration({**PRODUCTION, "REDRESS_MAILBOXES": "dartford=imap://u:p@127.0.0.1"})


@pytest.mark.parametrize("given", ["", "lmtp://", "http://127.0.0.1:80", "lmtp://127.0.0.1", "smtp://h:x"])
def test_a_mistaken_door_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="is not written as"):
        mail_door(given)


@pytest.fixture
def installation(tmp_path: Path, django_db_setup: None) -> Iterator[dict[str, str]]:
    """A fresh installation with two councils, for commands that are processes of their own."""
    made = "from redress.accounts.models import Council as C; C.objects.create(id='dartford', name='D', short_name='D')"
    with own_database(tmp_path / "data") as where:
        environment = {**os.environ, **where, "REDRESS_ENVIRONMENT": "demonstration", "REDRESS_LOG_LEVEL": "ERROR"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        redress("manage", "shell", "--no-imports", "-c", made, on=environment)
        yield environment


def redress(*words: str, on: dict[str, str], raw: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "redress.cli", *words]
    return subprocess.run(command, env=on, input=raw, capture_output=True, timeout=600, check=False)


@pytest.mark.slow
def test_a_saved_message_is_taken_in_once_by_the_time_of_its_topmost_trace(
    installation: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "message.eml"
    file.write_bytes(headed(Message_ID="<1@x.example>"))
    first = redress("mail", "take", str(file), "--council", "dartford", on=installation)
    again = redress("mail", "take", "-", "--council", "dartford", on=installation, raw=file.read_bytes())
    assert re.fullmatch(rb"IN-\d{6}: taken in\.\n", first.stdout)
    assert again.stdout == first.stdout.replace(b"taken in", b"taken in before")
    asked = "from redress.arrivals.models import Arrival as A; print(A.objects.get().received_text)"
    told = redress("manage", "shell", "--no-imports", "-c", asked, on=installation)
    assert told.stdout.split()[-1] == b"2026-06-02T09:31:00+01:00"
    assert redress("mail", "take", "nowhere.eml", "--council", "dartford", on=installation).returncode == 2
    assert redress("mail", "take", str(file), "--council", "nowhere", on=installation).returncode == 2
    nothing = redress("mail", "fetch", on=installation)
    assert nothing.returncode == 2
    assert b"No mailbox is set up" in nothing.stderr


@pytest.mark.slow
def test_the_door_opens_takes_and_closes(installation: dict[str, str]) -> None:
    installation["REDRESS_MAIL_DOOR"] = f"lmtp://127.0.0.1:{_free_port()}"
    command = [sys.executable, "-m", "redress.cli", "mail-door"]
    door: Any = subprocess.Popen(command, env=installation, stdout=subprocess.PIPE)
    try:
        port = int(re.fullmatch(rb"Open at lmtp://127\.0\.0\.1:(\d+)\.\n", door.stdout.readline())[1])  # type: ignore[index]
        with smtplib.LMTP("127.0.0.1", port) as client:
            client.sendmail("ann@example.org", ["complaints.officer@dartford.gov.uk"], headed())
        second = redress("mail-door", on=installation)
        assert second.returncode == 2
        assert b"cannot be used" in second.stderr
        door.send_signal(signal.SIGTERM)
        assert door.stdout.read() == b"Closed.\n"
        assert door.wait(20) == 0
    finally:
        door.kill()
    asked = "from redress.arrivals.models import Arrival as A; print(A.objects.count())"
    assert redress("manage", "shell", "--no-imports", "-c", asked, on=installation).stdout.split()[-1] == b"1"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
