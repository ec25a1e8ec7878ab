"""Does every word that the public pages show go through the catalogue, or say in which language it is?

Everything that is translated is put in brackets; what then stands outside of them was never translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import _trans

from redress import policies
from redress.accounts.models import Service
from redress.correspondence.bodies import web_name
from redress.intake import languages
from redress.intake.acts import submit_complaint
from redress.intake.answers import Answers
from redress.intake.questions import QUESTIONS
from redress.policies.code_files import codes
from redress.rules.moments import Moment
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db

SHOWN = ("alt", "aria-label", "title", "placeholder")
#: Names are names in every language: of councils, of bodies with their addresses, and of the languages themselves.
NAMES = {"redress-contacts", "redress-address", "redress-languages", "govuk-generic-header", "redress-files"}
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "use"}
AT = Moment.local(timezone.datetime(2026, 6, 1, 10), timezone.get_default_timezone())
ANSWERS = Answers(
    subject="delay", what_happened="1234", name="9876", email="1@example.org", preferred="email", needs=("audio",)
)


def bracketed(text: str) -> str:
    return f"⟦{text}⟧" if text else text


@pytest.fixture(autouse=True)
def pseudo(monkeypatch):
    """Put everything that goes through the catalogue, or through the translations of a policy, in brackets."""
    monkeypatch.setattr(_trans, "gettext", bracketed)
    monkeypatch.setattr(_trans, "ngettext", lambda one, many, n: bracketed(one if n == 1 else many))
    monkeypatch.setattr(_trans, "pgettext", lambda context, text: text)  # the formats of dates
    monkeypatch.setattr(_trans, "npgettext", lambda context, one, many, n: bracketed(many))
    monkeypatch.setattr(languages, "told", lambda text, language: bracketed(text))


class Words(HTMLParser):
    """The texts of a page that a person sees or hears, but for names and for what says that it is English."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        silent = bool(NAMES & set(has.get("class", "").split())) or tag in ("script", "style")
        silent = silent or (tag != "html" and has.get("lang", "").startswith("en"))
        if not self.silent and not silent:
            self.found += [has[name] for name in SHOWN if has.get(name)]
        if tag not in VOID:
            self.open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in [name for name, _silent in self.open]:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, text: str) -> None:
        if not self.silent:
            self.found.append(text)

    @property
    def silent(self) -> bool:
        return any(silent for _tag, silent in self.open)


def not_translated(html: str, names: Iterable[str]) -> list[str]:
    words = Words()
    words.feed(html)
    said = "\0".join(words.found)  # brackets may open before a link and close after it
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", said)) != said:
        said = shorter
    left = []
    for text in said.split("\0"):
        rest = re.sub(r"\S*@\S*|https?://\S+|[A-Z]{2,4}-\d{4}-\d+", "", text)
        if re.search(r"[^\W\d_]{3,}", rest):
            left.append(text.strip())
    return left


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request) -> Office:
    return Office(request.param)


@pytest.fixture
def reader(office) -> Client:
    client = Client()
    client.get(f"/{office.id}/", {"language": "lt"})
    return client


def clean(client: Client, office: Office, address: str, *, post: dict | None = None) -> None:
    answer = client.get(address) if post is None else client.post(address, post)
    assert answer.status_code < 500
    assert not_translated(answer.content.decode(), names_of(office.id)) == [], address


def names_of(council: str) -> set[str]:
    """What councils, bodies, their policies and their sites are called."""
    policy = policies.current(council)
    bodies = policy.contacts.values()
    sites = {web_name(body.website) for body in bodies if body.website}
    lines = {line for body in bodies for line in body.lines}
    return {
        policy.council.name,
        *(body.name for body in bodies),
        *sites,
        *lines,
        *(code.title for code in codes().values()),
    }


def test_the_search_itself_finds_what_is_not_translated():
    page = (
        '<main><p>Plain</p><p>⟦Said⟧ 12</p><p lang="en-gb">English</p><a aria-label="Loud">⟦x⟧</a><br>⟦a ⟦b⟧ c⟧</main>'
    )
    assert not_translated(page, ["Council"]) == ["Plain", "Loud"]


@pytest.mark.parametrize("page", ["", "others/", "track/", "complain/", "nowhere/to/be/found/"])
def test_pages_on_which_nothing_is_asked_are_translated_whole(reader, office, page):
    clean(reader, office, f"/{office.id}/{page}")


@pytest.mark.parametrize("slug", [question.slug for question in QUESTIONS])
def test_every_question_and_its_mistakes_are_translated_whole(reader, office, slug):
    Service.objects.filter(council=office.council).update(name="1")
    address = f"/{office.id}/complain/{slug}/"
    clean(reader, office, address)
    clean(reader, office, address, post={"happened_on-day": "99", "email": "x", "telephone": "1"})


def test_what_a_person_is_shown_of_their_own_complaint_is_translated_whole(reader, office):
    sent = submit_complaint(office.council, ANSWERS, at=AT, key="pseudo")
    reader.get(f"/{office.id}/track/open/{sent.reference}/{sent.secret}/")
    for page in ("", "add/", "withdraw/", "help/", "next-stage/"):
        clean(reader, office, f"/{office.id}/track/case/{page}")
