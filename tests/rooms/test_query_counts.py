"""Does a page of staff ask the database as often with ten thousand cases as with a hundred, the sieve on?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from redress.cases.bars import keep_away
from redress.cases.models import Case
from redress.casework import acts
from redress.correspondence import draft_talk, drafts
from redress.correspondence.letters import letters_of
from redress.records.models import Document, Party
from redress.records.redaction_drafts import begin
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, allocated, complaint, do, investigated
from tests.rooms.many_cases import copied
from tests.rooms.redaction_files import on_the_case

pytestmark = pytest.mark.django_db

#: How often each page asks, for each reach of the sieve: the session, the person and the roles held are asked
#: for in four, and in one whether a version of a policy was adopted since; the rest is the page's own.
#: A work list asks once more for whoever has duties that come round, and some
#: times for what has come in and waits (once more where it was sent to a department).
PAGES = {
    "/casework/": 25,
    "/casework/?list=team": 25,
    "/casework/?list=unallocated": 25,
    "/casework/?list=overdue": 25,
    "/casework/?list=all": 25,
    "/casework/?q=smith": 25,
    "/casework/?q=ann+smi&list=all&channel=web&service=housing-service&clock=stage-one-response": 25,
    "/casework/?list=all&after=2026-06-20.1": 25,
    "/casework/needs/": 9,
    "/casework/asks/": 9,
    "/casework/quiet/": 10,
    "/casework/dates/": 12,
    "/casework/undelivered/": 12,
    "/casework/post/out/": 12,
    "/casework/log/": 9,
    "/casework/form-requested/": 9,
    "/casework/policy/": 8,
    "/casework/procedure/complaint/": 6,
}
OF_A_CASE = {
    "": 36,
    "who-can-help/": 20,
    "things/": 11,
    "procedure/": 10,
    "letters/{letter}/": 12,
    "letters/{letter}/formats/": 11,
    "people/{party}/": 16,
    "people/{party}/needs/": 13,
    "documents/{document}/redact/": 13,
}


VERSIONS = "response/versions/?before=1&after=2"


@contextmanager
def _at_noon() -> Iterator[None]:
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.mark.parametrize("number", [100, pytest.param(10_000, marks=pytest.mark.slow)])
def test_the_number_of_questions_does_not_grow_with_the_cases(dartford: Office, number: int) -> None:
    file = acknowledged(complaint(dartford))
    begin(on_the_case(file.case, b"%PDF-"), dartford.staff["service-manager"])
    _many(dartford, number)
    with _at_noon():
        asked = {
            who: {address: _questions(dartford, who, address) for address in [*PAGES, *_of_a_case(file.case)]}
            for who in ("corporate-services-team", "departmental-complaints-officer", "service-manager")
        }
    expected = {**PAGES, **_of_a_case(file.case)}
    too_many = {
        f"{who} {address}": f"{counted} questions, {expected[address]} allowed"
        for who, pages in asked.items()
        for address, counted in pages.items()
        if counted > expected[address]
    }
    assert too_many == {}


def test_nor_with_what_has_happened_on_a_case(dartford: Office) -> None:
    file = investigated(complaint(dartford))
    for _note in range(3):
        do(file, acts.note, "investigating-officer", "2026-06-25T10:00", text="Rang the surveyor.")
    with time_machine.travel("2026-06-26T12:00:00+01:00", tick=False):
        asked = _questions(dartford, "corporate-services-team", f"/casework/{file.case.reference}/")
    assert asked <= OF_A_CASE[""]


def test_nor_with_what_was_written_and_said_of_an_answer(dartford: Office) -> None:
    """The page on which it is written, the page of its review, and that of two versions, however many there are."""
    file = acknowledged(complaint(dartford))
    pages = [f"/casework/{file.case.reference}/{page}" for page in ("respond/", "response/", VERSIONS)]
    counted = []
    with _at_noon():
        for number in range(1, 7):
            written = {"findings-of-fact": "It was so. " * number}
            draft = drafts.save(file.case, "stage-one-response", written, dartford.staff["service-manager"])
            draft_talk.comment(draft, "Which day?", by=dartford.staff["director"], key=str(number))
            if number in (2, 6):
                counted.append([_questions(dartford, "service-manager", address) for address in pages])
    assert counted[0] == counted[1]
    assert all(asked <= 60 for asked in counted[0]), counted


def _many(office: Office, number: int) -> None:
    """Half of the cases acknowledged, half only given to somebody; and some that are hidden."""
    for template in (acknowledged(complaint(office)), allocated(complaint(office))):
        copied(template.case, number // 2)
    for hidden in Case.objects.filter(council=office.council).order_by("-pk")[:5]:
        keep_away(hidden, office.staff["corporate-services-team"], ground="complained-about")


def _of_a_case(case: Case) -> dict[str, int]:
    names = {
        "letter": letters_of(case)[0].pk,
        "party": Party.objects.filter(case=case).first().pk,
        "document": Document.objects.get(case=case).pk,
    }
    return {f"/casework/{case.reference}/{page.format(**names)}": number for page, number in OF_A_CASE.items()}


def _questions(office: Office, who: str, address: str) -> int:
    client = Client()
    client.force_login(office.staff[who])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(address)
    assert response.status_code == 200, (who, address)
    return sum(1 for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE")))
