"""Do the pages of what comes in ask the database as often with two thousand arrivals as with a few?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from redress.arrivals.models import Arrival
from redress.arrivals.searching import folded_of
from tests.rooms.arrival_desks import STAMPED, at_work, email, of_letters, officer, pile, scan, sheet, uploaded
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint
from tests.rooms.test_query_counts import _questions

pytestmark = pytest.mark.django_db

#: The session, the person, the roles and adopted versions are asked for in five; the rest is the page's own.
PAGES = {
    "": 14,
    "?q=bins&source=email&department=none": 14,
    "?state=filed": 14,
    "{mail}/": 16,
    "{letter}/": 14,
    "{mail}/case/": 12,
    "{mail}/set-aside/": 10,
    "{mail}/send/": 11,
    "post/": 9,
    "post/{upload}/": 14,
}


@pytest.fixture(autouse=True)
def _on_a_wednesday(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.READING_PROGRAMME = ""
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.mark.parametrize("number", [5, pytest.param(2000, marks=pytest.mark.slow)])
def test_the_number_of_questions_does_not_grow_with_what_comes_in(number):
    office = Office("dartford")
    file = complaint(office)
    mail = email(office)
    Arrival.objects.filter(pk=mail.pk).update(suggested=file.case)
    client = officer(office, "post-room")
    upload = uploaded(client, scan("a.pdf", pile(sheet("Dear council"))), how="each")
    client.post(f"/casework/arrivals/post/{upload.pk}/", {"step": "stamp", **STAMPED, **of_letters(1)})
    at_work()
    _many(office, number)
    ids = {"mail": mail.pk, "letter": Arrival.objects.get(source="post").pk, "upload": upload.pk}
    pages = {page.format(**ids): most for page, most in PAGES.items()}
    asked = {page: _questions(office, "corporate-services-team", f"/casework/arrivals/{page}") for page in pages}
    assert {page: (counted, pages[page]) for page, counted in asked.items() if counted > pages[page]} == {}


def _many(office: Office, number: int) -> None:
    made = []
    for place in range(number):
        day = date(2026, 6, 9) - timedelta(days=place % 20)
        arrival = Arrival(
            council=office.council,
            source="email",
            key=f"many-{place}",
            received_text=f"{day.isoformat()}T{place % 24:02}:{place % 60:02}:00+01:00",
            received_day=day,
            sender_name=f"Person {place}",
            subject="Bins",
        )
        arrival.folded = folded_of(arrival)
        made.append(arrival)
    Arrival.objects.bulk_create(made)
