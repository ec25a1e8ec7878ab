"""Does an officer at King's Lynn see what the policy explains, and does nobody's complaint lack an owner?"""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from redress import policies
from redress.cases import find
from redress.cases.models import Case
from redress.casework import acts
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Letter
from redress.rules import actions as order
from redress.rules.policy import Fixed
from tests.requirement import requirement
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office
from tests.rooms.casework_desks import acknowledged, allocated, answered, complaint, do, registered
from tests.rooms.test_casework_log import COMPLAINT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def lynn() -> Office:
    return Office("kings-lynn")


def client_of(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(office.staff[who])
    return client


def plain(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


MEANINGS = (
    "completely justified",
    "part of your complaint justified",
    "did not find your complaint justified",
)


@requirement("KL-8-2")
def test_the_outcome_is_explained_where_it_is_chosen_and_in_the_letter(lynn: Office) -> None:
    file = acknowledged(complaint(lynn))
    page = plain(client_of(lynn, INVESTIGATOR["kings-lynn"]).get(f"/casework/{file.case.reference}/respond/"))
    for meaning in MEANINGS:
        assert meaning in page
    answer = letters_of(answered(complaint(lynn)).case)[-1]
    assert MEANINGS[2] in answer.html
    assert not any(meaning in answer.html for meaning in MEANINGS[:2])


@requirement("KL-5.1-1")
def test_a_councillor_can_raise_it_and_the_public_page_says_so(lynn: Office) -> None:
    assert "Your borough or county councillor" in plain(Client().get("/kings-lynn/"))
    given = {**COMPLAINT, "channel": "councillor", "received_on-month": "6", "received_at": "9am"}
    assert client_of(lynn, DESK["kings-lynn"]).post("/casework/log/", given).status_code == 302
    assert Case.objects.get().channel == "councillor"


@requirement("KL-12-4")
def test_what_goes_out_in_public_holds_the_form_and_the_address_and_no_detail_of_the_case(lynn: Office) -> None:
    letter = lynn.policy.letter("social-media-reply")
    (content,) = letter.contents
    assert isinstance(content.source, Fixed)
    assert set(re.findall(r"{(\w+)}", content.source.text)) == {"website", "complaints_email"}
    assert "do not post personal details" in content.source.text
    (advice,) = [one for one in lynn.policy.guidance if one.id == "no-public-details"]
    assert advice.at == ("step:social-media",)
    assert "Never publish personal information." in advice.text


@requirement("KL-0-3")
def test_no_open_case_lacks_its_owner_but_the_one_that_awaits_its_first(lynn: Office) -> None:
    """Whoever is put in charge is one named person; nobody is taken off without another being named."""
    actor = lynn.actor(DESK["kings-lynn"], TODAY)

    def unowned() -> list[str]:
        return [case.status for case in find.work(actor, lynn.council, "unallocated", today=TODAY)]

    file = registered(complaint(lynn))
    assert unowned() == ["awaiting-allocation"]
    assert file.case.owner is None
    file = allocated(complaint(lynn))
    assert unowned() == ["awaiting-allocation"]
    assert file.case.owner == lynn.staff[INVESTIGATOR["kings-lynn"]]
    sent = {"key": "0" * 32, "seen": file.case.last_seq, "step": "go", "to": ""}
    refused = client_of(lynn, DESK["kings-lynn"]).post(f"/casework/{file.case.reference}/allocate/", sent)
    assert refused.status_code in (200, 403, 422)
    file.case.refresh_from_db()
    assert file.case.owner == lynn.staff[INVESTIGATOR["kings-lynn"]]
    with pytest.raises(TypeError):
        order.Allocate()  # type: ignore[call-arg]  # there is no putting in charge of nobody


# --- letters exist only through the system (Dartford 2.10.6) ---------------------------------------


@requirement("DA-2.10.6-3.1")
def test_what_is_sent_on_a_case_is_captured_as_it_is_issued() -> None:
    """The letter is kept, and its event vouches for it, in the same act; one room alone can send an e-mail."""
    file: CaseFile = acknowledged(complaint(Office("dartford")))
    (letter,) = Letter.objects.filter(case=file.case)
    acknowledgement = next(entry for entry in find.history(file.case) if entry.kind == "Acknowledged")
    assert acknowledgement.event.letter.id == letter.opaque_id
    assert "The bins were not emptied." in letter.html
    root = Path(policies.__file__).parents[1]
    senders = {
        file.relative_to(root).parts[0] for file in root.rglob("*/*.py") if "from django.core.mail" in file.read_text()
    }
    assert senders == {"correspondence"}
    do(file, acts.note, "departmental-complaints-officer", "2026-06-04T10:00", text="Rang Ann.")
    assert Letter.objects.filter(case=file.case).count() == 1
