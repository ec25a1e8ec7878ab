"""What do the tests of asking others share: a case, a question asked on its page, and the link that went out?"""

from __future__ import annotations

import itertools
from typing import Any

from django.http import HttpResponse
from django.test import Client

from redress.cases import find
from redress.correspondence.models import Ask
from redress.records.organisations import Organisation
from tests.rooms.case_files import INVESTIGATOR, CaseFile, Office
from tests.rooms.casework_desks import acknowledged, complaint, text_of
from tests.rooms.consent_cases import link_sent, signed_in

NOW = "2026-06-08T12:00:00+01:00"
QUESTION = "When was the crew in Elm Road?"
_keys = itertools.count(1)


def case_of(council: str) -> CaseFile:
    """A case with somebody in charge, who has acknowledged it."""
    return acknowledged(complaint(Office(council)))


def officer(file: CaseFile) -> str:
    """Whoever has it."""
    return INVESTIGATOR[file.office.id]


def key() -> str:
    """The key of another submission."""
    return f"{next(_keys):032x}"


def contractor(office: Office, contact: str = "Complaints desk, desk@cleanstreets.example") -> Organisation:
    """A contractor of the council with an address for complaints."""
    return Organisation.objects.create(council=office.council, name="Clean Streets", kind="contractor", contact=contact)


def form(file: CaseFile, kind: str, **given: Any) -> dict[str, Any]:
    """What the page sends to ask somebody something."""
    seen = find.standing(file.case).seq
    due = {"due-day": "11", "due-month": "6", "due-year": "2026"}
    sent = {"key": key(), "seen": seen, "step": "send"}
    return {**sent, "kind": kind, "way": "email", "question_1": QUESTION, **due, **given}


def send(file: CaseFile, data: dict[str, Any], *, who: str = "", action: str = "ask") -> HttpResponse:
    """Send the page of an act as an officer."""
    client = signed_in(file.office, who or officer(file))
    return client.post(f"/casework/{file.case.reference}/{action}/", data)  # type: ignore[return-value]


def asked(file: CaseFile, kind: str = "service", **given: Any) -> Ask:
    """Somebody has been asked: a colleague unless said otherwise."""
    if kind == "service":
        given = {"colleague": str(file.office.staff[colleague(file)].pk), **given}
    if kind == "contractor":
        given = {"organisation": str(contractor(file.office).pk), **given}
    if kind == "other":
        given = {"name": "Kent Police", "email": "desk@police.example", "why": "They were there.", **given}
    response = send(file, form(file, kind, **given))
    assert response.status_code == 302, text_of(response)
    file.case.refresh_from_db()
    return Ask.objects.latest("pk")


def colleague(file: CaseFile) -> str:
    """Somebody else of the council, in a role that decides nothing."""
    return "communications" if file.office.id == "dartford" else "internal-audit"


def opened(link: str = "", template: str = "asked") -> tuple[Client, HttpResponse]:
    """Somebody without an account follows the last link that went out, or this one; gives the page they come to."""
    client = Client()
    return client, client.get(link or link_sent(template), follow=True)  # type: ignore[return-value]


def answer_with(client: Client, council: str, **given: Any) -> HttpResponse:
    """Send the page of the answer."""
    data = {"key": key(), "ask": Ask.objects.latest("pk").pk, "reply_1": "On 29 May at 7am.", "send": "yes", **given}
    return client.post(f"/{council}/asked/", data, follow=True)  # type: ignore[return-value]
