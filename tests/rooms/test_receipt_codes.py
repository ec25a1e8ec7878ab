"""Can somebody who gave no address still be asked, and answer, with a code that they wrote down?"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from redress.cases.record import seeding
from redress.correspondence.models import Letter
from redress.intake import acts as intake
from redress.intake.drafts import SENT
from redress.records import people, tracking, words
from redress.records.codes import ALPHABET
from redress.records.models import TrackingSecret
from tests.requirement import requirement
from tests.rooms.case_files import DESK, CaseFile, Office, moment
from tests.rooms.casework_desks import text_of
from tests.rooms.consent_cases import signed_in
from tests.rooms.test_intake_acts import ANSWERS

pytestmark = pytest.mark.django_db
CODE = r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}"
NOBODY = replace(ANSWERS, anonymous="yes", name="", email="", telephone="", address="", postcode="", preferred="")


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request) -> Office:
    return Office(request.param)


def anonymous(office: Office) -> tuple[CaseFile, str]:
    when = moment("2026-06-01T10:00")
    with seeding():
        sent = intake.submit_complaint(office.council, NOBODY, at=when, key="a-key", recorded_at=when.instant)
    return CaseFile(office, sent.case), sent.code


def came_back(office: Office, file: CaseFile, code: str) -> Client:
    client = Client()
    typed = {"reference": file.case.reference.lower(), "secret": code.replace("-", " ").lower()}
    assert client.post(f"/{office.id}/track/", typed)["Location"] == f"/{office.id}/track/case/"
    return client


@requirement("DA-3.9-1")
def test_what_it_costs_is_said_before_and_the_code_after(office):
    client, form = Client(), f"/{office.id}/complain/"
    before = text_of(client.get(f"{form}anonymous/"))
    assert "we cannot write to you or ring you" in before
    assert "it is harder for us to look into it and to put it right" in before
    assert "you have to come back with it" in before
    when = moment("2026-06-01T10:00")
    with seeding():
        sent = intake.submit_complaint(office.council, NOBODY, at=when, key="a-key", recorded_at=when.instant)
    client.cookies[SENT] = f"{sent.reference} {sent.secret} {sent.code}"
    after = text_of(client.get(f"{form}done/"))
    assert sent.code in after
    assert "Nobody learns who you are" in after


def test_a_code_is_short_unmistakable_and_kept_as_a_hash(office):
    file, code = anonymous(office)
    assert re.fullmatch(CODE, code)
    assert set(code) <= {*ALPHABET, "-"}
    assert not set("0O1IL2Z5S8BUV") & set(ALPHABET)
    kept = TrackingSecret.objects.get(case=file.case, is_code=True)
    assert code.replace("-", "") not in kept.hash
    assert len(kept.hash) == 64


def test_they_read_a_question_and_answer_it_without_an_address(office):
    file, code = anonymous(office)
    staff = signed_in(office, DESK[office.id])
    case = text_of(staff.get(f"/casework/{file.case.reference}/"))
    assert "Letters are kept on their page" in case
    address = f"/casework/{file.case.reference}/their-page/"
    assert "Write what you want to ask" in text_of(staff.post(address, {"step": "ask", "question": ""}))
    staff.post(address, {"step": "ask", "question": "Which street was it?", "key": "q" * 32})
    client = came_back(office, file, code)
    assert "Which street was it?" in text_of(client.get(f"/{office.id}/track/case/"))
    form = client.get(f"/{office.id}/track/case/add/").context["form"]
    answer = {"text": "Mill Lane.", "seen": form["seen"].value(), "key": form["key"].value()}
    client.post(f"/{office.id}/track/case/add/", answer)
    assert [each.text for each in words.of(file.case, "information")][-1] == "Mill Lane."
    assert "Mill Lane." in text_of(staff.get(address))
    person = people.complainant_of(file.case).person
    assert (person.name, person.email, person.telephone, person.address) == ("", "", "", "")


@pytest.mark.usefixtures("still_clock")
def test_a_wrong_code_opens_nothing_and_tries_are_counted(office):
    file, code = anonymous(office)
    client, address = Client(), f"/{office.id}/track/"
    wrong = {"reference": file.case.reference, "secret": "AAAA-AAAA-AAAA"}
    answers = [client.post(address, wrong).status_code for _try in range(21)]
    assert answers == [200] * 20 + [429]
    with pytest.raises(tracking.WrongLink):
        tracking.case_for("marshbridge", file.case.reference, code)


def test_somebody_who_rang_is_given_a_code_and_a_new_one_ends_it(office):
    file, first = anonymous(office)
    staff, address = signed_in(office, DESK[office.id]), f"/casework/{file.case.reference}/their-page/"
    told = re.findall(CODE, text_of(staff.post(address, {"step": "code"})).replace(file.case.reference, ""))
    assert told
    assert told[0] not in text_of(staff.get(address)), "told once"
    with pytest.raises(tracking.WrongLink):
        tracking.case_for(office.id, file.case.reference, first)
    came_back(office, file, told[0])


def test_their_page_is_there_only_for_those_without_an_address(office):
    file, _code = anonymous(office)
    auditor = signed_in(office, "auditor")
    assert auditor.post(f"/casework/{file.case.reference}/their-page/", {"step": "code"}).status_code == 403
    known = office.receives("2026-06-01T10:00")
    people.add(known.case, name="Ann Smith", email="ann@example.org")
    staff = signed_in(office, DESK[office.id])
    assert staff.get(f"/casework/{known.case.reference}/their-page/").status_code == 404
    assert not Letter.objects.exists()
