"""Does an officer of King's Lynn see, at a decision, what the policy wants them to know, and is it kept as decided?"""

from __future__ import annotations

import pytest

from redress import policies
from redress.cases import find
from redress.casework import acts
from redress.records import people
from redress.records.taking_in import flags_of_representative
from redress.rules.events import Point
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office, moment, new_key
from tests.rooms.casework_desks import text_of
from tests.rooms.step_desks import Decider

pytestmark = pytest.mark.django_db

DESK = "complaints-administrator"
BINS = (Point("p1", service="streets-service", landlord="no"),)


@pytest.fixture
def office() -> Office:
    return Office("kings-lynn")


def reported(office: Office, at: str, *, points: tuple[Point, ...] = BINS, **who: str) -> CaseFile:
    file = office.receives(at, points=points)
    known = {"name": "Rosa Cage", "email": "rosa@example.org", "address": "4 Nelson Close", "postcode": "PE30 9ZZ"}
    people.add(file.case, **{**known, **who})
    return file


@requirement("KL-2-5")
def test_a_second_report_from_the_same_address_shows_the_first(office: Office) -> None:
    first = reported(office, "2026-03-02")
    other = reported(office, "2026-03-02", points=(Point("p1", service="housing-service", landlord="no"),))
    far = reported(office, "2026-03-02", name="Ann Else", email="ann@example.org", address="9 Far End")
    for again in ({"email": "ROSA@example.org", "address": ""}, {"name": "Her neighbour", "email": ""}):
        file = reported(office, "2026-03-16", **again)
        for page in ({}, {"option": "repeat"}):
            shown = text_of(Decider(office, DESK).opens_step(file, "triage", **page))
            assert "Reported before about this service" in shown
            assert f"{first.case.reference}</a>: Complaint, Monday 2 March 2026" in shown
            assert other.case.reference not in shown
            assert far.case.reference not in shown
        assert "A report of something reported before and not put right: a complaint" in text_of(
            Decider(office, DESK).opens_step(file, "triage")
        )
    sent = Decider(office, DESK).sends_step(
        file, "triage", "repeat", **{"reason": "Missed twice.", "earlier-reference": first.case.reference}
    )
    assert sent.status_code == 200  # the day is still to be given
    assert "When it was reported before" in text_of(sent)


def test_what_is_not_alike_shows_nothing_and_no_hidden_case_is_told(office: Office) -> None:
    first = reported(office, "2026-03-02")
    fresh = reported(office, "2026-03-16", name="New Comer", email="new@example.org", address="1 Elsewhere")
    assert "Reported before" not in text_of(Decider(office, DESK).opens_step(fresh, "triage"))
    acts.bar_person(
        first.case,
        person=office.staff[DESK],
        ground="implicated",
        **envelope(office, first, "chief-executive", "2026-03-03"),
    )
    again = reported(office, "2026-03-17")
    assert first.case.reference not in text_of(Decider(office, DESK).opens_step(again, "triage"))


def envelope(office: Office, file: CaseFile, who: str, at: str) -> dict[str, object]:
    file.case.refresh_from_db()
    return {"by": office.actor(who), "at": moment(at), "seen": file.case.last_seq, "key": new_key()}


@requirement("KL-5B-7")
def test_an_allegation_of_fraud_is_hidden_from_all_but_those_whom_the_policy_trusts(office: Office) -> None:
    file = office.receives("2026-03-02", by=office.actor("information-centre"), points=BINS)
    people.add(file.case, name="Rosa Cage", email="rosa@example.org")
    told = {
        "reason": "Reports of fraud are looked into by those trained for it.",
        "evidence": "Two invoices for one job.",
        "alternative": "Nothing else is known.",
    }
    with pytest.raises(Refused, match="answer-needed"):
        acts.take_step(
            file.case, step="exclusion", option="fraud", answers=told, **envelope(office, file, DESK, "2026-03-03")
        )
    acts.take_step(
        file.case,
        step="exclusion",
        option="fraud",
        answers={**told, "referred-to": "Internal Audit"},
        **envelope(office, file, DESK, "2026-03-03"),
    )
    seeing = {who for who in office.staff if find.visible_to(office.actor(who), "kings-lynn").exists()}
    trusted = {role.id for role in policies.current("kings-lynn").roles if role.sees_confidential}
    assert DESK in seeing
    assert seeing <= trusted
    assert "information-centre" not in seeing


@requirement("KL-4B-6")
def test_a_councillors_consent_is_implied_and_recorded_without_a_document() -> None:
    policy = policies.current("kings-lynn")
    assert "consent-implied" in flags_of_representative(policy, "councillor", "none")
    for other in ("advocate", "friend", "carer", "relative", "support organisation", "professional", "other"):
        assert flags_of_representative(policy, other, "spoken") == ("consent-spoken",)
    assert "mp-for-constituent" in flags_of_representative(policy, "MP", "")
    assert flags_of_representative(policies.current("dartford"), "councillor", "none")[0] == "consent-none"
