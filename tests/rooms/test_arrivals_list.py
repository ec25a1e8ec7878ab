"""Does everybody who deals with what comes in find it in the list, and nobody else, with what is late told loudly?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from redress.arrivals import find as arrivals_find
from redress.arrivals import settling
from redress.arrivals.models import Arrival, State
from redress.cases.bars import keep_away
from redress.casework.incoming import waiting as arrivals_list
from tests.rooms.arrival_desks import DESK, email, officer, text_of
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint

pytestmark = pytest.mark.django_db
ADDRESS = "/casework/arrivals/"


@pytest.fixture(autouse=True)
def _on_a_wednesday():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.mark.parametrize(("council", "due"), [("dartford", "Friday 12 June 2026"), ("kings-lynn", "Wednesday 10 June")])
def test_what_waits_is_listed_oldest_first_with_the_date_of_its_acknowledgement(council, due):
    office = Office(council)
    email(office, "2026-06-09T09:00:00+01:00", subject="The second")
    email(office, "2026-06-08T10:23:45+01:00", subject="The first")
    page = text_of(officer(office).get(ADDRESS))
    assert page.index("The first") < page.index("The second")
    assert "Monday 8 June 2026 at 10:23am" in page
    assert due in page
    assert "Has waited 2 working days" in page
    assert "ann@example.org" not in page  # the name is enough for a list
    assert "Ann Smith" in page


def test_what_nobody_placed_in_time_is_told_loudly_there_and_on_my_work(dartford):
    email(dartford, "2026-06-01T09:00:00+01:00", subject="Forgotten")
    email(dartford, "2026-06-08T09:00:00+01:00", subject="Fresh")
    page = text_of(officer(dartford).get(ADDRESS))
    assert "1 has waited so long that its acknowledgement would be overdue" in page
    assert "3 working days late" in page
    work = text_of(officer(dartford).get("/casework/"))
    assert "2 things that have come in wait for their place" in work
    assert "1 late" in work


def test_late_is_judged_by_the_hour_where_the_hour_matters(dartford):
    """Acknowledged by Tuesday 9 June if it came by quarter past five on Wednesday 3 June; a day later if after."""
    in_time, after_hours = "2026-06-03T17:15:00+01:00", "2026-06-03T17:16:00+01:00"
    email(dartford, in_time)
    later = email(dartford, after_hours)
    clock = arrivals_list.Clock("dartford", date(2026, 6, 10))
    assert later.pk not in clock.late(Arrival.objects.all())
    assert len(clock.late(Arrival.objects.all())) == 1


def test_the_list_can_be_narrowed_and_searched_without_minding_how_a_name_is_written(dartford):
    email(dartford, subject="Bins", sender_name="Zoë O’Brien")
    text = email(
        dartford, source="text-message", subject="", sender_name="", sender_address="07700900123", text="Noise"
    )
    settling.send_to(text, dartford.housing, by=dartford.staff[DESK["dartford"]])
    client = officer(dartford)
    assert "Zoë" in text_of(client.get(ADDRESS, {"q": "zoe obrien"}))
    assert "07700900123" not in text_of(client.get(ADDRESS, {"q": "zoe obrien"}))
    assert "Zoë" not in text_of(client.get(ADDRESS, {"source": "text-message"}))
    assert "Zoë" not in text_of(client.get(ADDRESS, {"department": dartford.housing.pk}))
    assert "Zoë" in text_of(client.get(ADDRESS, {"department": "none"}))
    assert "Nothing here fits" in text_of(client.get(ADDRESS, {"q": "nobody of that name"}))
    for nonsense in (
        {"department": "x"},
        {"state": "x"},
        {"page": "x"},
        {"q": "\x00"},
        {"page": "999"},
        {"source": "%"},
    ):
        assert client.get(ADDRESS, nonsense).status_code == 200


def test_what_was_set_aside_or_written_by_a_programme_can_be_looked_up(dartford):
    aside, note = email(dartford, subject="Buy watches"), email(dartford, subject="Out of office")
    settling.set_aside(aside, code="spam", more="", by=dartford.staff[DESK["dartford"]])
    Arrival.objects.filter(pk=note.pk).update(state=State.AUTOMATIC)
    client = officer(dartford)
    assert "Nothing waits to be placed" in text_of(client.get(ADDRESS))
    assert "Buy watches" in text_of(client.get(ADDRESS, {"state": "set-aside"}))
    assert "It is spam" in text_of(client.get(ADDRESS, {"state": "set-aside"}))
    assert "Out of office" in text_of(client.get(ADDRESS, {"state": "automatic"}))


def test_pages_of_the_list(dartford, monkeypatch):
    monkeypatch.setattr(arrivals_list, "PAGE_SIZE", 2)
    for number in range(3):
        email(dartford, subject=f"Number {number}")
    client = officer(dartford)
    first = text_of(client.get(ADDRESS))
    assert "Number 1" in first
    assert "Number 2" not in first
    assert "Number 2" in text_of(client.get(ADDRESS, {"page": 2}))


def test_another_council_and_whoever_has_nothing_to_do_with_it_see_nothing(dartford):
    kings_lynn = Office("kings-lynn")
    there = email(kings_lynn, subject="Not yours")
    assert "Not yours" not in text_of(officer(dartford).get(ADDRESS))
    assert officer(dartford).get(f"{ADDRESS}{there.pk}/").status_code == 404
    for who in ("customer-services", "service-manager", "mpa", "contractor", "member-responsible-for-complaints"):
        client = officer(dartford, who)
        assert client.get(ADDRESS).status_code == 403, who
        assert "What has come in" not in text_of(client.get("/casework/")), who
    assert officer(dartford).post(ADDRESS).status_code == 405


def test_whoever_may_know_nothing_of_a_case_sees_nothing_that_may_belong_to_it(dartford):
    file = complaint(dartford)
    maybe = email(dartford, subject="About my case")
    Arrival.objects.filter(pk=maybe.pk).update(suggested=file.case)
    assert "About my case" in text_of(officer(dartford).get(ADDRESS))
    keep_away(file.case, dartford.staff[DESK["dartford"]], ground="complained-about")
    assert "About my case" not in text_of(officer(dartford).get(ADDRESS))
    assert officer(dartford).get(f"{ADDRESS}{maybe.pk}/").status_code == 404


def test_a_department_sees_what_was_sent_to_it_to_be_logged_and_nothing_else(dartford):
    for_them, other = email(dartford, subject="For housing"), email(dartford, subject="For streets")
    by = dartford.staff[DESK["dartford"]]
    settling.send_to(for_them, dartford.housing, by=by)
    settling.send_to(other, dartford.streets, by=by)
    for who in ("departmental-complaints-officer", "director"):
        client = officer(dartford, who)
        page = text_of(client.get(ADDRESS))
        assert "For housing" in page
        assert "For streets" not in page
        assert client.get(f"{ADDRESS}{other.pk}/").status_code == 404


def test_under_a_policy_that_says_nothing_of_it_whoever_sees_every_case_sees_what_comes_in(dartford):
    silent = replace(dartford.policy, roles=tuple(replace(role, arrivals="") for role in dartford.policy.roles))
    who = {name: arrivals_find.handles(dartford.actor(name), silent) for name in dartford.staff}
    assert {name for name, sees in who.items() if sees} == {
        "corporate-services-team",
        "corporate-complaints-officer",
        "auditor",
    }
