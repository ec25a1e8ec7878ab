"""Does somebody get a copy of what they sent: on the page, by e-mail if they want, and as a file?"""

from __future__ import annotations

import io

import pypdfium2
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from redress.cases.models import Case
from redress.cases.standing import standing
from redress.correspondence.models import Message
from tests.cast import set_up
from tests.requirement import requirement
from tests.rooms.form_filler import FORM, fill_in, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offices():
    with time_machine.travel("2026-06-01T10:00:00+01:00", tick=False):
        set_up()
        yield


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def sent(client: Client, what: str = "The bins were not emptied.\n\nNobody came.", **given) -> str:
    fill_in(
        client,
        topic={"topic": "bin not emptied"},
        suggested={"service": "waste-and-recycling"},
        what_happened={"what_happened": what},
        files={"files": [SimpleUploadedFile("bin.txt", b"three weeks")]},
    )
    return send(client, **given)


def test_the_last_page_shows_what_was_sent_and_what_happens_next(client):
    page = sent(client)
    for line in ("Bins and recycling", "The bins were not emptied.", "bin.txt", "Monday 2 March 2026", "Ann Smith"):
        assert line in page
    assert "by Friday 5 June 2026" in page


def test_who_helps_somebody_reads_whom(client):
    given = {"their_name": "Bo Jones", "part": "friend", "consent": "spoken"}
    fill_in(client, for_whom={"for_whom": "someone-else"}, them=given, your_part={}, their_contact={})
    page = send(client)
    assert "Who you are helping" in page
    assert "Bo Jones" in page


def test_the_copy_is_a_file_to_keep_with_reference_and_dates(client):
    sent(client)
    response = client.get(f"{FORM}copy/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="complaint-')
    assert response["Cache-Control"].count("no-store")
    text = text_of(response.content)
    for line in (Case.objects.get().reference, "The bins were not emptied.", "Bins and recycling", "5 June 2026"):
        assert line in text


def test_letters_that_no_font_of_ours_has_are_not_lost(client):
    sent(client, "The bin \N{WASTEBASKET} was full \N{PILE OF POO}")
    response = client.get(f"{FORM}copy/")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "\N{PILE OF POO}" in response.content.decode()


def test_nobody_else_gets_the_copy(client):
    sent(client)
    assert Client().get(f"{FORM}copy/").url == "/dartford/track/"
    assert client.post(f"{FORM}copy/").status_code == 405


@pytest.mark.parametrize(("given", "copies"), [({"copy": "yes"}, 1), ({}, 0)])
def test_a_copy_goes_by_e_mail_only_to_who_wants_it(client, given, copies):
    sent(client, **given)
    found = Message.objects.filter(template="intake/mail/copy.txt")
    assert found.count() == copies
    for message in found:
        assert message.to_email == "ann@example.org"
        assert "The bins were not emptied." in message.text
        assert Case.objects.get().reference in message.subject


def test_somebody_without_an_e_mail_address_is_offered_no_copy_by_e_mail(client):
    assert "E-mail a copy" in offered(client, {"preferred": "email", "email": "ann@example.org"})
    assert "E-mail a copy" not in offered(
        Client(), {"preferred": "telephone", "telephone": "01632 960001", "email": ""}
    )


def offered(client: Client, contact: dict[str, str]) -> str:
    fill_in(client, contact=contact)
    return client.get(f"{FORM}check/").content.decode()


@requirement("DA-6.5-1", "KL-5A-4")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_the_form_works_without_an_account_and_gives_a_reference(client, council):
    """On the screen and by e-mail; the case is in the council's intake with the channel of the online form."""
    form = f"/{council}/complain/"
    fill_in(client, form=form)
    page = send(client, form=form)
    case = Case.objects.get()
    assert case.reference in page
    receipt = Message.objects.get(template="receipt")
    assert (receipt.to_email, case.reference in receipt.text) == ("ann@example.org", True)
    assert standing(case).history[0].event.channel == "web"
