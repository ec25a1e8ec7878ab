"""Is what is due today really due today, on whatever day the demonstration is built?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from redress import policies
from redress.accounts.models import Council, Staff
from redress.cases.models import Case
from redress.cases.verify import verify
from redress.demonstration import building
from redress.demonstration.diary import Diary
from redress.demonstration.situations import ALL
from redress.demonstration.walk import Walk
from redress.rules.moments import Moment

LONDON = ZoneInfo("Europe/London")

DUE_TODAY = {
    "bins-missed-twice": "stage-one-acknowledgement",
    "loft-next-door": "stage-one-response",
    "direct-debit-twice": "stage-two-acknowledgement",
    "kl-sea-wall-bins": "stage-one-acknowledgement",
    "kl-tax-in-two-names": "stage-one-response",
    "kl-caravan-tax": "stage-two-acceptance",
    "kl-blue-badge-bay": "stage-two-response",
}
DUE_TOMORROW = ("carer-permit", "reception", "kl-gym-direct-debit", "kl-hedge")
OVERDUE = ("damp-bedroom", "takeaway-extractor", "kl-bonfire", "kl-glass-crusher")
TIMED = {*DUE_TODAY, *DUE_TOMORROW, *OVERDUE}

#: A Monday, a Saturday early in the morning, Christmas Eve, a leap day just after midnight.
DAYS = (
    pytest.param("2026-06-15T09:30", marks=pytest.mark.slow),
    "2026-06-20T06:10",
    pytest.param("2026-12-24T16:45", marks=pytest.mark.slow),
    pytest.param("2028-02-29T00:05", marks=pytest.mark.slow),
)


def built_on(when: str) -> dict[str, Walk]:
    with time_machine.travel(datetime.fromisoformat(when).replace(tzinfo=LONDON), tick=False):
        chosen = [situation for situation in ALL if situation.id in TIMED]
        walks = building.build(progress=lambda _line: None, chosen=chosen)
        assert verify() == []
    return {walk.situation.id: walk for walk in walks}


def diary_of(when: str, council: str = "dartford") -> Diary:
    book = policies.rulebook()
    calendar = book.calendar(book.newest[council].pin)
    return Diary(calendar, datetime.fromisoformat(when).replace(tzinfo=LONDON), LONDON)


@pytest.mark.django_db
@pytest.mark.parametrize("when", DAYS)
def test_what_is_due_today_is_due_today_and_nothing_lies_in_the_future(when):
    walks = built_on(when)
    diary = diary_of(when)
    cases = {id: Case.objects.get(pk=walk.file.pk) for id, walk in walks.items()}
    for id, clock in DUE_TODAY.items():
        assert (cases[id].next_clock, cases[id].next_due) == (clock, diary.day(0)), id
    for id in DUE_TOMORROW:
        assert cases[id].next_due == diary.day(1), id
    for id in OVERDUE:
        assert cases[id].next_due < diary.today, id
    for case in cases.values():
        assert max(case.events.values_list("recorded_at", flat=True)) <= diary.now


@pytest.mark.django_db(transaction=True)
def test_a_fresh_one_takes_the_place_of_the_old_and_nobody_elses():
    chosen = [situation for situation in ALL if situation.id in ("swing", "kl-brown-bin")]
    building.build(progress=lambda _line: None, chosen=chosen[:1])
    said: list[str] = []
    building.build(fresh=True, progress=said.append, chosen=chosen)
    assert Case.objects.count() == 2
    assert verify() == []
    assert said[-1].startswith("Built 2 cases in")
    Staff.objects.create_user("real@example.org", name="Real Person", council=Council.objects.get(pk="dartford"))
    with pytest.raises(building.NotEmpty):
        building.build(fresh=True, progress=said.append)
    assert Case.objects.count() == 2


def test_day_nought_is_the_next_day_on_which_anything_can_be_due():
    saturday = diary_of("2026-06-20T06:10")
    assert saturday.today.isoformat() == "2026-06-20"
    assert [saturday.day(n).isoformat() for n in (-1, 0, 1)] == ["2026-06-19", "2026-06-22", "2026-06-23"]
    boxing_day = diary_of("2026-12-26T12:00")
    assert [boxing_day.day(n).isoformat() for n in (-2, -1, 0)] == ["2026-12-23", "2026-12-24", "2026-12-29"]


def test_nothing_happens_after_now():
    early = diary_of("2026-06-15T06:00")
    assert early.moment(0, "07:30") == Moment.of(early.now, LONDON)
    assert early.moment(0, "05:30").short() == "2026-06-15T05:30"
    weekend = diary_of("2026-06-20T06:10")
    assert weekend.moment(0, "").day == weekend.today
    assert weekend.written_at(Moment.on(weekend.today)) == weekend.now
    assert timezone.is_aware(weekend.written_at(weekend.moment(-3, "")))
