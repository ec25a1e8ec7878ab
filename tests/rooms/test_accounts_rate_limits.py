"""Is exactly the limit let through, counted apart, forgotten in time, and without storing who tried?"""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import RequestFactory

from redress.accounts import rate_limits
from redress.accounts.checks import refuse_demonstration_people
from redress.accounts.models import Council, RateCount, Staff
from redress.accounts.rate_limits import allowed, forget, limited, network_address

NOW = datetime(2026, 3, 2, 9, 0, 10, tzinfo=UTC)


def tries(bucket: str, number: int, now: datetime = NOW) -> list[bool]:
    return [allowed(bucket, limit=3, seconds=60, now=now) for _ in range(number)]


@pytest.mark.django_db
def test_the_limit_is_let_through_and_no_more() -> None:
    assert tries("a", 5) == [True, True, True, False, False]


@pytest.mark.django_db
def test_a_limit_of_nothing_lets_nothing_through() -> None:
    assert allowed("a", limit=0, seconds=60, now=NOW) is False


@pytest.mark.django_db
def test_buckets_and_windows_are_counted_apart_and_old_ones_are_forgotten() -> None:
    tries("a", 5)
    assert tries("b", 1) == [True]
    assert tries("a", 1, NOW + timedelta(seconds=49)) == [False]
    assert tries("a", 1, NOW + timedelta(seconds=50)) == [True], "the next window"
    assert RateCount.objects.count() == 1, "the last window's rows are gone"


@pytest.mark.django_db
def test_a_success_starts_the_count_afresh() -> None:
    tries("a", 5)
    forget("a", seconds=60, now=NOW)
    assert tries("a", 1) == [True]


@pytest.mark.django_db
def test_neither_address_nor_email_is_stored() -> None:
    tries("sign-in:ann@dartford.example:192.0.2.7", 1)
    row = RateCount.objects.values().get()
    assert "ann" not in str(row)
    assert "192.0.2.7" not in str(row)
    assert len(row["bucket"]) == 64


@pytest.mark.django_db(transaction=True)
def test_tries_at_once_are_counted_once_each() -> None:
    told: list[bool] = []

    def try_ten() -> None:
        told.extend(allowed("a", limit=25, seconds=60, now=NOW) for _ in range(10))
        connection.close()

    threads = [threading.Thread(target=try_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
        if connection.vendor == "sqlite":  # in memory, where two writers at once are an error: one after another
            thread.join()
    for thread in threads:
        thread.join()
    assert (told.count(True), told.count(False)) == (25, 15)


@pytest.mark.django_db
def test_whoever_is_beaten_to_the_first_try_is_let_through(monkeypatch) -> None:
    """Two clicks at one moment are two tries of many, not one too many."""
    counted = rate_limits._counted

    def beaten(rows: QuerySet[RateCount], limit: int) -> bool:
        monkeypatch.setattr(rate_limits, "_counted", counted)
        assert counted(rows, limit) is False
        assert tries("a", 1) == [True], "somebody else, just now"
        return False

    monkeypatch.setattr(rate_limits, "_counted", beaten)
    assert allowed("a", limit=3, seconds=60, now=NOW) is True


# --- the decorator ---------------------------------------------------------------------------------


@limited("test", limit=2, seconds=600, by=lambda request: request.headers.get("X-Who", ""))
def view(request: object) -> HttpResponse:
    return HttpResponse("done")


@pytest.mark.django_db
def test_posts_beyond_the_limit_get_the_page_that_says_when_to_come_back(rf: RequestFactory, monkeypatch) -> None:
    shown = {}

    def render(request: object, template: str, page: dict, status: int) -> HttpResponse:
        shown.update(page, template=template)
        return HttpResponse(status=status)

    monkeypatch.setattr(rate_limits, "render", render)
    monkeypatch.setattr(rate_limits.timezone, "now", lambda: NOW)
    assert [view(rf.post("/")).status_code for _ in range(3)] == [200, 200, 429]
    assert view(rf.get("/")).status_code == 200, "reading is not limited"
    assert view(rf.post("/", headers={"X-Who": "another"})).status_code == 200
    assert shown == {"template": "design/429.html", "minutes": 10}
    assert view(rf.post("/"))["Retry-After"] == "590"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "direct", "told"),
    [
        (0, "203.0.113.9", "192.0.2.7", "192.0.2.7"),  # anyone can send the header
        (1, "", "192.0.2.7", "192.0.2.7"),
        (1, "203.0.113.9", "127.0.0.1", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "127.0.0.1", "203.0.113.9"),  # the first part was made up
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "127.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1", "203.0.113.9"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "::ffff:192.0.2.7", "192.0.2.7"),
        (1, "nonsense", "127.0.0.1", "nonsense"),
        (0, "", "", ""),
    ],
)
def test_only_our_own_proxies_are_believed(rf, settings, proxies, forwarded, direct, told) -> None:
    settings.PROXIES = proxies
    request = rf.post("/", REMOTE_ADDR=direct, **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}))
    assert network_address(request) == told


# --- production and the demonstration --------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("demonstration", [True, False])
@pytest.mark.parametrize("production", [True, False])
def test_production_refuses_to_start_with_demonstration_people(settings, production, demonstration) -> None:
    settings.PRODUCTION = production
    council = Council.objects.create(id="dartford", name="Dartford", short_name="Dartford")
    Staff.objects.create_user("a@b.example", name="A", council=council, is_demonstration=demonstration)
    if production and demonstration:
        with pytest.raises(ImproperlyConfigured, match="demonstration accounts"):
            refuse_demonstration_people()
        with pytest.raises(SystemCheckError, match=r"accounts\.E001"):
            call_command("check")
    else:
        refuse_demonstration_people()
        call_command("check")
