"""How many complaints a second does the public form take in, and is any lost or made twice?

    .venv/bin/python bench/intake_web.py [--count 1000] [--at-once 16]

Starts gunicorn as ./run does, on a database of its own (SQLite, or an empty PostgreSQL named by REDRESS_DATABASE_URL),
and fills the whole form in over HTTP: every page is fetched and sent, each by a person with cookies of their own. Every
tenth person clicks "Send" twice at the same moment. Then every case is compared with what its person wrote.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
START = "/dartford/complain/"
GIVEN = {
    "about": {"subject": "delay"},
    "topic": {"topic": "bin not emptied"},
    "suggested": {"service": "waste-and-recycling"},
    "service": {"service": "unsure"},
    "home": {"landlord": "no"},
    "elsewhere": {"elsewhere": "none"},
    "for-whom": {"for_whom": "myself"},
    "when": {"when_unknown": "on"},
    "put-right": {"put_right": "Please come back."},
    "anonymous": {"anonymous": "no"},
    "name": {"name": "Ann Smith"},
    "contact": {"preferred": "email", "email": "ann@example.org"},
}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_HIDDEN = re.compile(r'name="(version|page)" value="([^"]*)"')
_REFERENCE = re.compile(r'class="redress-number">([^<]+)<')


@dataclass
class Browser:
    """One person's browser: cookies, and an address that a proxy would have seen."""

    port: int
    number: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, and the page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        number = self.number + 1
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            "X-Forwarded-Proto": "https",
            "Referer": f"https://127.0.0.1:{self.port}/",
        }
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, urlencode(form) if form is not None else None, headers)
        answer = line.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value
        line.close()
        return answer.status, urlsplit(answer.headers.get("Location", "")).path, page


def complain(port: int, number: int) -> str:
    """Fill in the form and send it; gives the reference on the last page."""
    browser = Browser(port, number)
    _status, path, _page = browser.ask("GET", START)
    for _turn in range(40):
        slug = path.removesuffix("/").rsplit("/", 1)[-1]
        status, moved, page = browser.ask("GET", path)
        if status == 302:
            path = moved
            continue
        form = {"csrfmiddlewaretoken": _TOKEN.findall(page)[0], **dict(_HIDDEN.findall(page))}
        if slug == "check":
            return _send(browser, path, form)
        given = {"what_happened": words_of(number)} if slug == "what-happened" else GIVEN.get(slug, {})
        status, moved, page = browser.ask("POST", path, {**form, **given})
        if status != 302:
            raise RuntimeError(f"{slug}: {status}")
        path = moved
    raise RuntimeError("the form never ends")


def _send(browser: Browser, path: str, form: dict[str, str]) -> str:
    if browser.number % 10 == 0:
        twice = [threading.Thread(target=browser.ask, args=("POST", path, form)) for _click in range(2)]
        for click in twice:
            click.start()
        for click in twice:
            click.join()
    else:
        browser.ask("POST", path, form)
    status, _moved, page = browser.ask("GET", f"{START}done/")
    if status != 200:
        raise RuntimeError(f"done: {status}")
    return unescape(_REFERENCE.findall(page)[0])


def words_of(number: int) -> str:
    """What this person writes, and nobody else."""
    return f"My bin was not emptied. This is complaint number {number} of many."


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def served(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """The web server as ./run starts it, once it answers."""
    command = [
        *(sys.executable, "-m", "gunicorn", "redress.wsgi:application", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "error"),
        "--no-control-socket",
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603
    for _attempt in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    server.kill()
    raise RuntimeError("the web server did not start")


def compared(references: list[str]) -> list[str]:
    """What was lost, made twice or mixed up; nothing where all is well."""
    from redress.cases.models import Case
    from redress.cases.verify import verify
    from redress.records.models import Words

    found = {case.reference: case for case in Case.objects.all()}
    wrong = [f"{reference} was told and is not there" for reference in references if reference not in found]
    wrong += [f"{reference} was made and told to nobody" for reference in found.keys() - set(references)]
    wrong += [f"{len(references) - len(set(references))} references were told twice"] * (
        len(set(references)) != len(references)
    )
    told = dict(Words.objects.filter(kind="complaint").values_list("case__reference", "text"))
    wrong += [
        f"{reference} has not the words of complaint {number}"
        for number, reference in enumerate(references)
        if told.get(reference) != words_of(number)
    ]
    return wrong + [str(finding) for finding in verify()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=16)
    asked = parser.parse_args()
    place = tempfile.mkdtemp(prefix="redress-load-")
    os.environ |= {
        "REDRESS_ENVIRONMENT": "test",
        "REDRESS_DATA": place,
        "REDRESS_PROXIES": "1",
        "REDRESS_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "redress.settings",
    }
    sys.path.insert(0, str(ROOT))
    server = None
    try:
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from redress.demonstration import people

        call_command("migrate", verbosity=0)
        people.install()
        port = free_port()
        server = served(port, dict(os.environ))
        with ThreadPoolExecutor(8) as pool:  # each process reads the policies at its first page
            list(pool.map(lambda number: Browser(port, number).ask("GET", "/dartford/"), range(16)))
        begun = time.perf_counter()
        with ThreadPoolExecutor(asked.at_once) as pool:
            references = list(pool.map(lambda number: complain(port, number), range(asked.count)))
        seconds = time.perf_counter() - begun
        wrong = compared(references)
        for each in wrong[:20]:
            print(each)
        print(
            f"{asked.count} complaints, {asked.at_once} at once, on {connection.vendor}, over gunicorn with 2 "
            f"processes of 4 threads: {seconds:.1f} s, {asked.count / seconds:.1f} a second; "
            f"{len(wrong)} lost, doubled or wrong"
        )
        return 1 if wrong else 0
    finally:
        if server is not None:
            server.terminate()
            server.wait(30)
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
