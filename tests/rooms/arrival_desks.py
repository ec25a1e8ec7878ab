"""How does something come in, in the tests of the pages for it, and what do scans of post look like?"""

from __future__ import annotations

import io
import itertools
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from redress import jobs
from redress.arrivals.models import Arrival, PostUpload
from redress.arrivals.post import separator
from redress.arrivals.register import register
from tests.rooms.case_files import Office, moment

_keys = itertools.count(1)

DESK = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}
WORDS = "My bins have not been emptied since Easter. Nobody rings me back."


def email(office: Office, received: str = "2026-06-08T10:23:45+01:00", **facts: Any) -> Arrival:
    """An e-mail as it is registered."""
    given = {
        "source": "email",
        "key": f"<{next(_keys)}@mail.example>",
        "sender_name": "Ann Smith",
        "sender_address": "ann@example.org",
        "subject": "Bins",
        "text": WORDS,
        "raw": b"From: ann@example.org\r\nSubject: Bins\r\n\r\nMy bins\r\n",
        **facts,
    }
    return register(office.council, received=moment(received), **given)[0]


def officer(office: Office, name: str = "") -> Client:
    """Somebody signed in; without a name whoever logs what comes in."""
    client = Client()
    client.force_login(office.staff[name or DESK[office.id]])
    return client


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


# --- scans ---------------------------------------------------------------------------------------


def sheet(*lines: str, size: tuple[int, int] = (827, 1169)) -> Image.Image:
    """A sheet of paper with these lines; blank without any."""
    page = Image.new("L", size, 252)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(30)
    for number, line in enumerate(lines):
        draw.text((70, 90 + number * 55), line, fill=10, font=font)
    return page


def between() -> Image.Image:
    """The sheet that parts letters, scanned a little askew."""
    return separator.picture("Separator sheet").rotate(0.3, fillcolor=255)


def pile(*pages: Image.Image, kind: str = "PDF") -> bytes:
    """Sheets scanned into one file."""
    kept = io.BytesIO()
    pages[0].save(kept, kind, save_all=True, append_images=pages[1:], **({"resolution": 100} if kind == "PDF" else {}))
    return kept.getvalue()


def scan(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def uploaded(client: Client, *files: SimpleUploadedFile, how: str = "pile", key: str = "") -> PostUpload:
    """Upload scans and have the worker look at them."""
    response = client.post(
        "/casework/arrivals/post/", {"key": key or f"{next(_keys):032x}", "how": how, "files": list(files)}
    )
    assert response.status_code == 302, text_of(response)
    at_work()
    return PostUpload.objects.order_by("-pk").first()


def at_work() -> None:
    """The worker does everything that is due."""
    jobs.run_all_due(timezone.now())


STAMPED = {
    "known": "stamp",
    "on-day": "8",
    "on-month": "6",
    "on-year": "2026",
    "by": "Desmond Tully",
    "shown": "on",
}


def of_letters(*numbers: int, **more: str) -> dict[str, str]:
    """What is said of each letter: it came on that day."""
    said: dict[str, str] = {}
    for number in numbers:
        said |= {
            f"l{number}-same_day": "on",
            f"l{number}-sender": "",
            f"l{number}-about": "",
            f"l{number}-department": "",
        }
    return said | {name.replace("__", "-"): value for name, value in more.items()}
