"""Is a member of staff who is complained about told so, and of the outcome, with the right to be accompanied?"""

from __future__ import annotations

import pytest

from redress.cases import find
from redress.casework import acts
from redress.correspondence.models import Letter
from redress.rules.decide import refusal_of
from redress.rules.refusals import Refused
from redress.rules.steps import owed
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import ANSWER, acknowledged, complaint, do
from tests.rooms.consent_cases import signed_in

pytestmark = pytest.mark.django_db
WHO = {"who": "Ben Carter", "email": "ben.carter@dartford.example"}
ABOUT = {"complaint": "That you spoke rudely at the counter on 28 May."}


@pytest.fixture
def file() -> CaseFile:
    """A complaint about somebody who works at the counter."""
    file = acknowledged(complaint(Office("dartford")))
    person = file.office.staff["communications"]
    do(file, acts.bar_person, "corporate-services-team", "2026-06-04", person=person, ground="complained-about")
    return file


def prompted(file: CaseFile) -> set[str]:
    """What somebody must see to now, of what concerns the member of staff."""
    stands = find.standing(file.case)
    return {step.id for step in owed(stands.case, stands.run, stands.policy) if step.id.startswith("staff-")}


def step(file: CaseFile, at: str, step: str, option: str, answers: dict, **more) -> Letter | None:
    return do(file, acts.take_step, "service-manager", at, step=step, option=option, answers=answers, **more).letter


@requirement("DA-2.2-7", "L50")
def test_the_dates_on_which_they_are_told_are_prompted_and_recorded(file):
    assert prompted(file) == {"staff-told"}
    letter = step(file, "2026-06-05", "staff-told", "by-letter", WHO, written=ABOUT)
    assert (letter.to_name, letter.to_email) == ("Ben Carter", "ben.carter@dartford.example")
    words = " ".join(letter.text.split())
    assert "spoke rudely" in words
    assert "you may be represented or accompanied" in words
    assert "We tell you the outcome" in words
    assert "Ann Smith" not in words
    assert prompted(file) == set()
    do(file, acts.respond, "service-manager", "2026-06-15", findings={"p1": "not-upheld"}, written=ANSWER)
    assert prompted(file) == {"staff-told-outcome"}
    stands, by = find.standing(file.case), file.office.actor("corporate-services-team")
    assert refusal_of(stands.case, "close", by=by, book=stands.book).code == "step-first"
    step(file, "2026-06-22", "staff-told-outcome", "told", {"who": "Ben, by his manager", "on": "2026-06-21"})
    assert prompted(file) == set()
    page = signed_in(file.office, "corporate-services-team").get(f"/casework/{file.case.reference}/").content.decode()
    assert "Tell a member of staff that somebody complains about them" in page
    assert "21 June 2026" in page


@requirement("DA-2.2-8", "L50")
def test_the_invitation_states_the_right_and_the_record_holds_who_came_with_them(file):
    given = {**WHO, "on": "2026-06-12", "where": "10am, Civic Centre, room 2"}
    letter = step(file, "2026-06-05", "staff-interview", "invited", given, written=ABOUT)
    words = " ".join(letter.text.split())
    for told in ("right to be represented or accompanied at this interview", "Friday 12 June 2026", "room 2"):
        assert told in words
    held = {"who": "Ben Carter, by the manager", "on": "2026-06-12", "said": "He was busy."}
    with pytest.raises(Refused) as refused:
        step(file, "2026-06-12", "staff-interviewed", "held", held)
    assert refused.value.code == "answer-needed"
    step(file, "2026-06-12", "staff-interviewed", "held", {**held, "accompanied": "Jo Reed of the union"})
    page = signed_in(file.office, "corporate-services-team").get(f"/casework/{file.case.reference}/").content.decode()
    assert "Jo Reed of the union" in page


def test_without_the_right_no_letter_goes(file):
    letter = file.office.policy.letter("staff-interview")
    rights = next(content for content in letter.contents if content.id == "rights")
    assert rights.source.kind == "fixed"
    with pytest.raises(Refused) as refused:
        step(file, "2026-06-05", "staff-told", "by-letter", WHO, written={})
    assert refused.value.code == "letter-lacks"


def test_nobody_is_prompted_where_no_member_of_staff_is_complained_about():
    assert prompted(acknowledged(complaint(Office("dartford")))) == set()
