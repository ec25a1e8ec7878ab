"""Are two cases of the same complaint put together without losing a day or a word, and taken apart again?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from redress.cases import find
from redress.cases.bars import keep_away
from redress.cases.models import Case
from redress.correspondence.notices import messages_of
from redress.records import words
from redress.rules.events import Linked, Merged, Unmerged
from tests.requirement import requirement
from tests.rooms.case_files import DESK, CaseFile, Office
from tests.rooms.casework_desks import Officer, complaint, text_of

pytestmark = pytest.mark.django_db

COUNCILS = ("dartford", "kings-lynn")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


def put_together(office: Office, later: CaseFile, earlier: CaseFile, **typed: str):
    """Fill in the page of the later case and send it."""
    filled = {"reference": earlier.case.reference, "same_person": "on", "reason": "The same bin, the same street."}
    return Officer(office, DESK[office.id]).sends(later, "merge", **{**filled, **typed})


def page_of(office: Office, file: CaseFile) -> str:
    officer = Officer(office, DESK[office.id])
    return text_of(officer.client.get(f"/casework/{file.case.reference}/"))


def events_of(file: CaseFile) -> list[object]:
    return [entry.event for entry in find.standing(Case.objects.get(pk=file.case.pk)).history]


@requirement("DA-2.10.6-5.2")
@pytest.mark.parametrize("council", COUNCILS)
def test_the_later_case_becomes_a_tombstone_that_says_where_it_goes_on(council: str) -> None:
    office = Office(council)
    earlier, later = complaint(office), complaint(office, "2026-06-02T10:00")
    said = [row.text for row in words.of(later.case)]
    response = put_together(office, later, earlier)
    assert response.status_code == 302, text_of(response)
    later.case.refresh_from_db()
    assert later.case.status == "merged"
    assert later.case.ended
    page = page_of(office, later)
    assert f">{earlier.case.reference}</a>, with the dates of that case" in page
    assert all(text in page for text in said)
    assert "Was made again as" in page_of(office, earlier)
    assert any(isinstance(event, Merged) for event in events_of(later))
    assert any(isinstance(event, Linked) and event.kind == "duplicated-by" for event in events_of(earlier))
    told = messages_of(later.case)[-1]
    assert earlier.case.reference in told.text
    assert "That one came first, so its dates count" in " ".join(told.text.split())


@pytest.mark.parametrize("council", COUNCILS)
def test_taken_apart_it_goes_on_with_its_own_dates(council: str) -> None:
    office = Office(council)
    earlier, later = complaint(office), complaint(office, "2026-06-02T10:00")
    due = {(line.clock, line.due) for line in later.case.open_deadlines.all()}
    assert due
    put_together(office, later, earlier)
    later.case.refresh_from_db()
    assert not later.case.open_deadlines.exists()
    response = Officer(office, DESK[council]).sends(later, "unmerge", reason="It is another bin.")
    assert response.status_code == 302, text_of(response)
    later.case.refresh_from_db()
    assert {(line.clock, line.due) for line in later.case.open_deadlines.all()} == due
    assert any(isinstance(event, Unmerged) for event in events_of(later))
    assert "with the dates of that case" not in page_of(office, later)
    assert "by itself" in messages_of(later.case)[-1].subject


def test_an_earlier_case_is_never_put_into_a_later_one() -> None:
    office = Office("dartford")
    earlier, later = complaint(office), complaint(office, "2026-06-02T10:00")
    page = text_of(put_together(office, earlier, later))
    assert "Put the later case together with the earlier one, so that no day is lost" in page
    assert "The same bin, the same street." in page  # nothing typed is lost
    assert not any(isinstance(event, Merged) for event in events_of(earlier))


def test_two_people_keep_a_case_each() -> None:
    office = Office("dartford")
    earlier, later = complaint(office), complaint(office, "2026-06-02T10:00")
    assert "Only complaints of the same person" in text_of(put_together(office, later, earlier, same_person=""))
    assert "You can see no other case" in text_of(put_together(office, later, earlier, reference="DBC-2026-9999"))


def test_a_case_that_is_hidden_is_not_told_of() -> None:
    office = Office("dartford")
    earlier, later = complaint(office), complaint(office, "2026-06-02T10:00")
    keep_away(earlier.case, office.staff[DESK["dartford"]], ground="complained-about")
    assert "You can see no other case" in text_of(put_together(office, later, earlier))


def test_a_second_click_puts_nothing_together_twice() -> None:
    office = Office("dartford")
    earlier, later = complaint(office), complaint(office, "2026-06-02T10:00")
    officer = Officer(office, DESK["dartford"])
    filled = {"reference": earlier.case.reference, "same_person": "on", "reason": "The same.", "key": "a" * 32}
    officer.sends(later, "merge", **filled)
    officer.sends(later, "merge", **filled)
    assert sum(isinstance(event, Merged) for event in events_of(later)) == 1
    assert sum(isinstance(event, Linked) for event in events_of(earlier)) == 1


def test_whoever_may_not_see_the_earlier_case_reads_only_that_there_is_one() -> None:
    office = Office("dartford")
    earlier, later = complaint(office), complaint(office, "2026-06-02T10:00")
    assert put_together(office, later, earlier).status_code == 302
    keep_away(earlier.case, office.staff[DESK["dartford"]], ground="complained-about")
    page = page_of(office, later)
    assert "It goes on in another case." in page
    assert earlier.case.reference not in page
