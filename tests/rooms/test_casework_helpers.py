"""Can whoever needs help to complain be given the sheet of those who help, from their case?"""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from redress.casework import who_can_help
from redress.correspondence.models import Message
from redress.design.paper import PRINTS
from redress.records import people
from redress.records.internal import notes_of
from tests import pdf_rules
from tests.requirement import requirement
from tests.rooms.case_files import DESK, CaseFile, Office
from tests.rooms.casework_desks import allocated, complaint

pytestmark = pytest.mark.django_db

DISCRIMINATION = ("Equality Advisory and Support Service", "Kent Equality Cohesion Council")


@pytest.fixture(autouse=True)
def _that_week():
    with time_machine.travel("2026-06-02T12:00:00+01:00", tick=False):
        yield


@pytest.fixture(params=["dartford", "kings-lynn"])
def file(request) -> CaseFile:
    return allocated(complaint(Office(request.param)))


def signed_in(file: CaseFile, who: str = "") -> Client:
    client = Client()
    client.force_login(file.office.staff[who or DESK[file.office.id]])
    return client


def address(file: CaseFile, rest: str = "") -> str:
    return f"/casework/{file.case.reference}/who-can-help/{rest}"


def sent(file: CaseFile, to: str, **changed) -> object:
    client = signed_in(file)
    page = client.get(address(file))
    form = page.context["form"]
    typed = {name: form.initial[name] for name in ("key", "seen", "run")}
    return client.post(address(file), {**typed, "to": to, **changed})


def complainant(file: CaseFile) -> str:
    return str(people.complainant_of(file.case).pk)


@requirement("DA-6.7.1-2", "L57")
def test_the_sheet_goes_from_the_case_by_e_mail_with_everybody_who_helps(file):
    before = Message.objects.filter(case=file.case).count()
    assert sent(file, complainant(file)).status_code == 302
    message = Message.objects.filter(case=file.case).order_by("id")[before]
    assert message.to_email == "ann@example.org"
    assert file.case.reference in message.subject
    policy = file.office.policy
    for key in policy.public.helpers:
        contact = policy.contacts[key]
        for words in (contact.name, *contact.lines, contact.telephone, contact.email):
            assert words in message.text
    (note,) = [note for note in notes_of(file.case) if "sheet" in note.text]
    assert note.text == "The sheet on who can help was sent by e-mail to Ann Smith, ann@example.org."


def test_it_can_be_printed_and_then_only_a_note_is_kept(file):
    before = Message.objects.filter(case=file.case).count()
    assert sent(file, who_can_help.PRINTED).status_code == 302
    assert Message.objects.filter(case=file.case).count() == before
    assert notes_of(file.case).last().text == "The sheet on who can help was printed for them."


def test_sent_twice_it_goes_once(file):
    client = signed_in(file)
    form = client.get(address(file)).context["form"]
    typed = {**{name: form.initial[name] for name in ("key", "seen", "run")}, "to": complainant(file)}
    before = Message.objects.filter(case=file.case).count()
    for _time in range(2):
        assert client.post(address(file), typed).status_code == 302
    assert Message.objects.filter(case=file.case).count() == before + 1


@pytest.mark.parametrize("size", PRINTS)
def test_it_prints_in_every_size(tmp_path, file, size):
    response = signed_in(file).get(address(file, f"{size}/"))
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    printed = tmp_path / "sheet.pdf"
    printed.write_bytes(response.content)
    assert pdf_rules.broken(printed) == []


def test_nothing_chosen_and_somebody_elses_address_are_mistakes(file):
    for to in ("", "999999"):
        response = sent(file, to)
        assert response.status_code == 200
        assert "Say how they get it" in response.content.decode()
    assert not [note for note in notes_of(file.case) if "sheet" in note.text]


@requirement("DA-6.7.2-5", "DA-6.7.2-6")
def test_who_helps_after_discrimination_stands_on_the_sheet_of_such_a_case_only():
    office = Office("dartford")
    plain, unfair = (
        complaint(office),
        office.receives("2026-06-01T10:00", flags=("discrimination", "race-discrimination")),
    )
    page = signed_in(plain, "corporate-services-team").get(address(plain)).content.decode()
    assert not any(name in page for name in DISCRIMINATION)
    page = signed_in(unfair, "corporate-complaints-officer").get(address(unfair)).content.decode()
    assert all(name in page for name in DISCRIMINATION)


def test_it_is_for_staff_of_the_council_who_see_the_case(file):
    other = Office("kings-lynn" if file.office.id == "dartford" else "dartford")
    stranger = Client()
    stranger.force_login(other.staff[DESK[other.id]])
    for each in (address(file), address(file, "large/")):
        assert Client().get(each).status_code == 302
        assert stranger.get(each).status_code == 404
    assert signed_in(file).get(address(file, "huge/")).status_code == 404
    assert signed_in(file).put(address(file)).status_code == 405


def test_the_case_leads_to_it_and_the_help_page_to_the_papers(file):
    client = signed_in(file)
    assert address(file) in client.get(f"/casework/{file.case.reference}/").content.decode()
    page = client.get("/casework/help/").content.decode()
    for rest in ("leaflet/", "procedure/", "print/"):
        assert f'href="/{file.office.id}/{rest}"' in page
