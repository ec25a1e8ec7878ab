"""Can the made-up council of three_stages.toml be worked in the database and on the pages, with no code of its own?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from django.test import Client

from redress.accounts.models import Service
from redress.cases.models import Case, OpenDeadline
from redress.cases.rebuild import rebuild
from redress.casework import acts
from redress.correspondence.checking import checked
from redress.correspondence.compose import Facts, compose
from redress.intake.acts import Submitted
from redress.records import people
from redress.rules import actions as order
from redress.rules.events import Finding, Point
from redress.rules.refusals import Refused
from tests.policy.marshbridge import MARSHBRIDGE, marshbridge_installed
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import do
from tests.rooms.test_casework_log import COMPLAINT
from tests.rooms.test_intake_acts import ANSWERS
from tests.rooms.test_intake_track import act, case_page, following, sent

pytestmark = pytest.mark.django_db

DESK, HEAD = "complaints-office", "service-head"


@pytest.fixture(scope="module", autouse=True)
def _installed() -> Iterator[None]:
    with marshbridge_installed():
        yield


@pytest.fixture
def office() -> Office:
    return Office(MARSHBRIDGE)


@pytest.fixture
def file(office: Office) -> CaseFile:
    """A complaint of Monday 1 June 2026, given to the head of the service."""
    file = office.receives("2026-06-01T10:00")
    people.add(file.case, name="Ann Smith", email="ann@example.org")
    do(file, acts.register, DESK, "2026-06-01T11:00")
    do(file, acts.allocate, DESK, "2026-06-01T12:00", to=office.staff[HEAD])
    return file


def page_of(file: CaseFile, who: str, at: str, rest: str = "") -> str:
    """What the page of the case says to an officer at that time."""
    with time_machine.travel(f"{at}+01:00", tick=False):
        browser = Client()
        browser.force_login(file.office.staff[who])
        response = browser.get(f"/casework/{file.case.reference}/{rest}")
    assert response.status_code == 200, response.content.decode()[:2000]
    return " ".join(response.content.decode().split())


def open_dates(file: CaseFile) -> dict[tuple[str, str], str]:
    return {(row.run, row.clock): row.due.isoformat() for row in OpenDeadline.objects.filter(case=file.case)}


def test_its_dates_are_kept_and_can_be_made_again(file: CaseFile) -> None:
    assert open_dates(file) == {
        ("r1", "acknowledgement"): "2026-06-08",
        ("r1", "stage-one-response"): "2026-06-29",
    }
    assert not rebuild(council=MARSHBRIDGE, check=True).differing


def test_the_case_page_shows_the_dates_with_their_caps(file: CaseFile) -> None:
    page = page_of(file, HEAD, "2026-06-10T10:00")
    assert "Answer at Stage One" in page
    assert "the whole may last 42 days, until Monday 13 July 2026" in page
    assert "ask for Stage Two without an answer at Stage One" in page


def test_more_time_is_asked_for_and_told_in_days_of_any_kind(file: CaseFile) -> None:
    page = page_of(file, HEAD, "2026-06-10T10:00", "extend/")
    assert "How many more days?" in page
    assert "Of 14 extra days, 0 have been used and 14 are left." in page
    with pytest.raises(Refused) as refused:
        do(file, acts.extend, HEAD, "2026-06-24", days=15, reason_kind="other", written={"reasons": "The surveyor."})
    assert refused.value.code == "over-total"
    done = do(file, acts.extend, HEAD, "2026-06-24", days=5, reason_kind="other", written={"reasons": "The surveyor."})
    assert done.letter is not None
    assert "We need 5 more days." in done.letter.text
    page = page_of(file, HEAD, "2026-06-25T10:00")
    assert "Extended by 5 days" in page
    assert "Extension: 5 of 14 days used, 9 left" in page


def test_the_check_knows_from_the_policy_which_words_say_sorry_and_what_will_be_done(file: CaseFile) -> None:
    """The contents are called as this council likes; `points` says what each of them is."""

    def found(**written: str) -> list[tuple[str, str]]:
        words = {"answer": "The street was missed.", **{id.replace("_", "-"): text for id, text in written.items()}}
        facts: Facts = {"findings": (Finding("p1", "upheld"),)}
        told = {"written": words, "outcome": "upheld", "facts": facts}
        letter = compose(file.case, "stage-one-answer", by_staff=None, **told)
        return [(each.code, each.where) for each in checked(file.case, letter)]

    assert found(what_we_regret="We are sorry.", what_follows="We sweep it by 3 July.") == []
    assert found(what_we_regret="It was missed.", what_follows="We will sweep it.") == [
        ("no-apology", "what-we-regret"),
        ("remedy-without-date", "what-follows"),
    ]


def test_an_answer_within_five_days_needs_no_acknowledgement(file: CaseFile) -> None:
    answer = {"answer": "The street was missed."}
    do(file, acts.respond, HEAD, "2026-06-05", findings={"p1": "unproven"}, written=answer)
    assert ("r1", "acknowledgement") not in open_dates(file)
    page = page_of(file, HEAD, "2026-06-10T10:00")
    assert "Not owed: the answer itself went by this date" in page
    assert "Unproven" in page


def test_three_runs_stand_side_by_side_two_of_them_without_stages(office: Office, file: CaseFile) -> None:
    """Each has its dates, its row on the page and its own acts; whoever is asked for any of them finds the case."""
    desk = office.actor(DESK)
    for track in ("comment", "ombudsman"):
        points = (Point("p1", service="housing-service", landlord="no"),)
        taken = order.Receive(policy=MARSHBRIDGE, track=track, channel="letter", points=points)
        file.act("2026-06-03", desk, taken)
    assert open_dates(file) == {
        ("r1", "acknowledgement"): "2026-06-08",
        ("r1", "stage-one-response"): "2026-06-29",
        ("r2", "comment-answer"): "2026-06-12",
        ("r3", "ombudsman-answer"): "2026-07-01",
    }
    assert {row.role for row in file.case.asked.all()} == {DESK}
    page = page_of(file, DESK, "2026-06-04T10:00")
    for shown in ("Comment", "Ombudsman enquiry", "Complaint, Stage One", "Answer the comment", "Answer the Ombudsman"):
        assert shown in page
    file.act("2026-06-05", desk, order.AnswerOmbudsman(run="r3", letter="letter:x"))
    file.act("2026-06-05", desk, order.Close(run="r2"))
    assert set(open_dates(file)) == {("r1", "acknowledgement"), ("r1", "stage-one-response")}
    assert not rebuild(council=MARSHBRIDGE, check=True).differing


def test_a_case_that_is_a_comment_alone_has_its_pages(office: Office) -> None:
    file = office.receives("2026-06-03T10:00", track="comment")
    assert file.case.reference.startswith("MB-C-")
    page = page_of(file, DESK, "2026-06-04T10:00")
    assert "Comment" in page
    with time_machine.travel("2026-06-04T10:00:00+01:00", tick=False):
        browser = Client()
        browser.force_login(office.staff[DESK])
        listed = browser.get("/casework/?list=all&stage=comment.").content.decode()
    assert file.case.reference in listed


def test_a_complaint_that_begins_at_stage_two_has_no_dates_of_stage_one(office: Office) -> None:
    Service.objects.create(council=office.council, department=office.streets, slug="elections", name="Elections")
    file = office.receives("2026-07-06", points=(Point("p1", service="elections", landlord="no"),))
    assert file.case.stage == "stage-two"
    assert open_dates(file) == {("r1", "stage-two-response"): "2026-08-06"}
    assert "Stage Two" in page_of(file, DESK, "2026-07-07T10:00")


def test_after_the_cap_the_next_stage_can_be_asked_for_on_the_staff_page(file: CaseFile) -> None:
    with pytest.raises(Refused) as refused:
        do(file, acts.request_next_stage, DESK, "2026-07-13", reasons="No answer came.")
    assert refused.value.code == "right-not-open"
    do(file, acts.request_next_stage, DESK, "2026-07-14", reasons="No answer came.")
    assert file.case.stage == "stage-two"
    assert ("r1", "stage-one-response") not in open_dates(file)
    assert "It was missed, and not done" in page_of(file, DESK, "2026-07-15T10:00")


# --- the public pages ------------------------------------------------------------------------------


def told(office: Office) -> Submitted:
    """A complaint sent on the public pages on Monday 1 June 2026 about something of Monday 2 March."""
    answers = replace(ANSWERS, subject="service", service="housing-service")
    with time_machine.travel("2026-06-01T10:00:00+01:00", tick=False):
        return sent(office, answers)


def own_page(submitted: Submitted, at: str, rest: str = "") -> str:
    with time_machine.travel(f"{at}+01:00", tick=False):
        response = following(submitted).get(case_page(submitted, rest))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_start_page_tells_of_three_stages_and_their_times(office: Office) -> None:
    page = " ".join(Client().get("/marshbridge/").content.decode().split())
    for shown in ("Stage One", "Stage Two", "Stage Three", "28 days, 14 days for adult social care", "30 working days"):
        assert shown in page
    assert (
        "You ask for this stage within 6 months of what happened or 2 months of our answer, whichever is later" in page
    )
    assert "more than 12 months ago" in page


def test_whoever_has_no_answer_after_the_cap_sees_that_they_need_not_wait(office: Office) -> None:
    submitted = told(office)
    page = own_page(submitted, "2026-07-13T10:00")
    assert "Monday 29 June 2026" in page or "29 June 2026" in page
    assert "Ask for Stage Two" not in page
    page = own_page(submitted, "2026-07-14T10:00")
    assert "Ask for Stage Two" in page
    assert "You do not have to wait any longer" in page
    assert "You can go to the Ombudsman" not in page
    with time_machine.travel("2026-07-14T10:00:00+01:00", tick=False):
        browser = following(submitted)
        answer = act(browser, submitted, "next-stage", text="I have had no answer.")
    assert answer.status_code == 302
    assert "You have asked for Stage Two" in own_page(submitted, "2026-07-15T10:00")


def test_a_window_that_is_hard_closes_the_way_and_one_that_advises_does_not(office: Office) -> None:
    submitted = told(office)
    file = CaseFile(office, submitted.case)
    for at, name in (("2026-06-02T10:00", "register"),):
        do(file, getattr(acts, name), DESK, at)
    do(file, acts.allocate, DESK, "2026-06-02T11:00", to=office.staff[HEAD])
    answer = {"answer": "The street was missed."}
    do(file, acts.respond, HEAD, "2026-06-29", findings={"p1": "not-upheld"}, written=answer)
    page = own_page(submitted, "2026-09-02T10:00")
    assert "You have until 2 September 2026" in page.replace("Wednesday ", "")
    page = own_page(submitted, "2026-09-03T10:00")
    assert "Ask for Stage Two" not in page
    with time_machine.travel("2026-09-02T10:00:00+01:00", tick=False):
        assert act(following(submitted), submitted, "next-stage", text="I disagree.").status_code == 302
    file.case.refresh_from_db()
    do(file, acts.allocate, DESK, "2026-09-03T10:00", to=office.staff["reviewing-officer"])
    do(file, acts.respond, "reviewing-officer", "2026-09-10", findings={"p1": "not-upheld"}, written=answer)
    assert "It helps if you ask by" in own_page(submitted, "2026-10-08T10:00")
    page = own_page(submitted, "2026-10-09T10:00")
    assert "Ask for Stage Three" in page
    assert "It helps if you ask by" not in page


def test_an_enquiry_and_a_comment_beside_a_complaint_do_not_hide_it(office: Office) -> None:
    submitted = told(office)
    file = CaseFile(office, submitted.case)
    points = (Point("p1", service="housing-service", landlord="no"),)
    taken = order.Receive(policy=MARSHBRIDGE, track="comment", channel="letter", points=points)
    file.act("2026-06-02", office.actor(DESK), taken)
    page = own_page(submitted, "2026-06-03T10:00")
    assert "We will answer you at Stage One" in page
    assert "Also open: Comment" in page
    assert "We will answer you at Comment" not in page


def test_an_officer_who_may_lets_a_complaint_begin_at_stage_two_where_it_is_logged(office: Office) -> None:
    """The choice is there only for a role that the policy names; the case then has no dates of Stage One."""
    with time_machine.travel("2026-07-06T12:00:00+01:00", tick=False):
        head, desk = Client(), Client()
        head.force_login(office.staff[HEAD])
        desk.force_login(office.staff[DESK])
        assert "Where does it begin?" not in head.get("/casework/log/").content.decode()
        assert "Where does it begin?" in desk.get("/casework/log/").content.decode()
        logged = {
            **{name: value for name, value in COMPLAINT.items() if not name.startswith("received")},
            "received_on-day": "6",
            "received_on-month": "7",
            "received_on-year": "2026",
            "time_unknown": "on",
            "begins_at": "stage-two",
        }
        response = desk.post("/casework/log/", logged)
    assert response.status_code == 302, response.content.decode()[:3000]
    case = Case.objects.get()
    assert (case.stage, case.status) == ("stage-two", "awaiting-allocation")
    assert [row.clock for row in case.open_deadlines.all()] == ["stage-two-response"]
