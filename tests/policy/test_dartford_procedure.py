"""Dartford: oral complaints, Stage One and Stage Two in full, special cases and the fast track."""

from __future__ import annotations

from datetime import date

import pytest

from redress import policies
from redress.rules import actions as order
from redress.rules.events import Answer, Point
from redress.rules.guidance import advice
from redress.rules.policy import AskPick
from redress.rules.refusals import Refused
from redress.rules.steps import owed
from tests.requirement import requirement
from tests.rules.walks import Walk

# --- word of mouth (6) -----------------------------------------------------------------------------


@requirement("DA-6.2.6-1")
def test_DA_6_2_6_a_telephone_complaint_is_not_acknowledged_before_its_note_is_confirmed(story):
    """The note is confirmed with the complainant or sent to them before the acknowledgement."""
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received by telephone
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        allocated to the service manager
        Mon 01 Jun 2026        step declare interest: no interest
        Mon 01 Jun 2026        oral note is owed by the customer services
        Tue 02 Jun 2026        refused under 6.2.6: acknowledged
        Tue 02 Jun 2026        refused under 6.2.6: step oral note: confirmed not answering confirmed-on
        Tue 02 Jun 2026        refused under 6.2.6: step oral note: confirmed and copied
        Tue 02 Jun 2026        step oral note: confirmed by the customer services
        Wed 03 Jun 2026        acknowledged
    """,
    )


@requirement("DA-6.2.6-1", "DA-6.1.1-2")
def test_DA_6_1_1_a_text_message_is_a_complaint_whose_note_is_confirmed(story):
    """A text message is not in writing: its note is sent or confirmed."""
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received by text message
        Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        allocated to the service manager
        Mon 01 Jun 2026        step declare interest: no interest
        Mon 01 Jun 2026        refused under 6.2.6: acknowledged
        Mon 01 Jun 2026        step oral note: sent
        Tue 02 Jun 2026        acknowledged
    """,
    )


@requirement("DA-6.3.4-1")
def test_DA_6_3_4_the_note_of_a_visit_is_both_confirmed_and_copied(story):
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received by visit
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        allocated to the service manager
        Mon 01 Jun 2026        step declare interest: no interest
        Mon 01 Jun 2026        refused under 6.2.6 saying “cannot be decided in this way”: step oral note: confirmed
        Mon 01 Jun 2026        refused under 6.2.6 saying “cannot be decided in this way”: step oral note: sent
        Mon 01 Jun 2026        refused under 6.2.6: acknowledged
        Mon 01 Jun 2026        step oral note: confirmed and copied
        Tue 02 Jun 2026        acknowledged
    """.replace("confirmed and copied", "confirmed-and-copied"),
    )


@requirement("DA-6.7.1-4")
def test_DA_6_7_1_a_complaint_that_staff_wrote_is_confirmed_before_anyone_gets_it(story):
    """The nature of the complaint is always confirmed with the complainant."""
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received by visit
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        step help given: formulated by the customer services
        Mon 01 Jun 2026        case carries formulated by staff
        Mon 01 Jun 2026        refused under 6.7.1: allocated to the service manager
        Mon 01 Jun 2026        refused under 6.7.1: step nature confirmed: confirmed not answering confirmed-on
        Tue 02 Jun 2026        step nature confirmed: confirmed by the customer services
        Tue 02 Jun 2026        allocated to the service manager
    """,
    )


@requirement("DA-6.2.1-1")
def test_DA_6_2_1_a_telephone_complaint_is_logged_without_the_questions_of_triage(story):
    """Nothing has to be decided before a formal log entry; that triage was left out stands in the record."""
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received by telephone
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        triage is not owed
    """,
    )


# --- Stage One (3.12, 3.13, 8.1.1) -----------------------------------------------------------------


@requirement("DA-3.13-2")
def test_DA_3_13_a_simple_complaint_is_answered_in_its_acknowledgement(story):
    """One letter stops both clocks and closes Stage One; it must have everything that both letters need."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        allocated to the service manager
        Mon 01 Jun 2026        refused under 8.1.1(e): responded
        Tue 02 Jun 2026        step answer at once: yes
        Tue 02 Jun 2026        refused under 8.1.1(b): responded without the understanding
        Tue 02 Jun 2026        refused under 8.1.1(e): responded without the findings of fact
        Tue 02 Jun 2026        responded: not upheld
        Tue 02 Jun 2026        stage one acknowledgement is met
        Tue 02 Jun 2026        stage one response is met
        Tue 02 Jun 2026        status is answered
        Wed 03 Jun 2026        stage two requested
    """.replace("the understanding", "the understanding").replace("the findings of fact", "the findings-of-fact"),
    )


@requirement("DA-3.12-2", "DA-2.1-4")
def test_DA_3_12_only_the_director_leaves_out_stage_one_and_stage_two_counts_from_receipt(story):
    """The case then opens at Stage Two; nobody else can skip a stage, and the reason is on record."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        registered
        Tue 02 Jun 2026        refused under 3.12: step variation: skip stage one by the service manager
        Tue 02 Jun 2026        refused under 3.12: step variation: skip stage one by the corporate complaints officer
        Tue 02 Jun 2026        refused under 3.12: step variation: skip stage one not answering reason
        Tue 02 Jun 2026        step variation: skip stage one by the director
        Fri 05 Jun 2026        stage two acknowledgement is due under 8.1.2(e)
        Tue 02 Jun 2026        stage one response is not running
        Tue 02 Jun 2026        status is awaiting allocation
        Tue 02 Jun 2026        allocated to the director by the corporate complaints officer
        Wed 03 Jun 2026        appointed the investigating officer
        Wed 03 Jun 2026        acknowledged
        Tue 30 Jun 2026        stage two response is due under 2.7(iv)
    """.replace("skip stage one", "skip-stage-one"),
    )


@requirement("DA-8.1.1-i2")
def test_DA_8_1_1_i_the_director_closes_stage_two_and_the_answer_gives_the_ombudsman(story):
    """Only the Director records it, with ground and reason; the route to Stage Two is then shut."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Thu 04 Jun 2026        refused under 8.1.1(i): step no stage two: close off by the service manager
        Thu 04 Jun 2026        refused under 8.1.1(i): step no stage two: close off not answering ground
        Thu 04 Jun 2026        refused under 8.1.1(i): step no stage two: close off not answering reason
        Thu 04 Jun 2026        step no stage two: close off choosing lawful by the director
        Fri 05 Jun 2026        refused under 8.1.1(i): responded without the ombudsmen
        Fri 05 Jun 2026        refused under 8.1.1(i): responded without the no-stage-two
        Fri 05 Jun 2026        responded without the stage-two-route
        Mon 08 Jun 2026        refused under 8.1.2(a): stage two requested
    """.replace("close off", "close-off"),
    )


@requirement("DA-8.1.1-j1")
def test_DA_8_1_1_j_the_corporate_services_team_confirms_the_end_of_stage_one(story):
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Wed 03 Jun 2026        stage one closing is not owed
        Tue 16 Jun 2026        responded
        Tue 16 Jun 2026        stage one closing is owed by the Corporate Services Team
        Tue 16 Jun 2026        refused under 8.1.1(j): step stage one closing: confirmed by the service manager
        Wed 17 Jun 2026        step stage one closing: confirmed by the Corporate Services Team
        Wed 17 Jun 2026        stage one closing is not owed
    """.replace("stage one closing", "stage-one-closing"),
    )


# --- Stage Two (8.1.2) -----------------------------------------------------------------------------


@requirement("DA-8.1.2-f1", "DA-2.10.6-1.4")
def test_DA_8_1_2_f_nothing_is_investigated_before_the_statement_is_agreed(story):
    """A detailed statement is agreed first; the clock runs on meanwhile."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        responded
        Fri 03 Jul 2026        stage two requested
        Mon 06 Jul 2026        allocated to the director by the corporate complaints officer
        Mon 06 Jul 2026        appointed the investigating officer
        Thu 09 Jul 2026        acknowledged
        Thu 09 Jul 2026        statement is owed by the Investigating officer
        Fri 10 Jul 2026        refused under 8.1.2(f): final response
        Fri 10 Jul 2026        refused under 8.1.2(f): step afresh: done
        Fri 10 Jul 2026        step statement: sent
        Mon 13 Jul 2026        refused under 8.1.2(f): final response
        Wed 05 Aug 2026        stage two response is due under 2.7(iv)
        Tue 14 Jul 2026        step statement: agreed
        Wed 15 Jul 2026        step afresh: done
        Wed 05 Aug 2026        final response: partially upheld
    """,
    )


def at_stage_two() -> Walk:
    walk = Walk().to_answer()
    walk.does("2026-07-03", walk.staff("corporate-services-team"), order.RequestNextStage(reasons="r"))
    cco = walk.staff("corporate-complaints-officer")
    walk.does("2026-07-06", cco, order.Allocate(to=walk.holder("director")))
    investigator = walk.holder("investigating-officer")
    return walk.does("2026-07-06", walk.staff("director"), order.Appoint(to=investigator))


@requirement("DA-8.1.2-f1")
@pytest.mark.parametrize(
    ("first", "second", "waited", "code"),
    [
        ("2026-07-07", "2026-07-09", "2026-07-16", ""),
        ("2026-07-07", "2026-07-09", "2026-07-15", "answer-too-soon"),
        ("2026-07-09", "2026-07-07", "2026-07-17", "answer-too-soon"),
        ("2026-07-07", "2026-07-10", "2026-07-17", ""),
        ("2026-07-07", "2026-07-10", "2026-07-16", "answer-too-soon"),
        ("2026-07-07", "", "2026-07-16", "answer-needed"),
    ],
)
def test_the_director_authorises_it_after_two_attempts_and_five_working_days(first, second, waited, code):
    """Q50: two recorded attempts and 5 working days, then the Director may let it go ahead; no clock stops."""
    walk = at_stage_two()
    days = {"first-attempt": first, "second-attempt": second, "waited-until": waited}
    answers = tuple(Answer(question, day) for question, day in days.items() if day)
    action = order.TakeStep(step="proceed-unagreed", option="authorised", answers=answers)
    due = walk.due("stage-two-response").due
    if code:
        with pytest.raises(Refused) as no:
            walk.does("2026-07-20", walk.staff("director"), action)
        assert (no.value.code, no.value.paragraph) == (code, "8.1.2(f)")
        return
    with pytest.raises(Refused) as no:
        walk.does("2026-07-20", walk.staff("investigating-officer"), action)
    assert no.value.code == "not-your-role"
    walk.does("2026-07-20", walk.staff("director"), action)
    assert "statement" not in {step.id for step in owed(walk.case, walk.case.main_run, walk.policy)}
    assert walk.due("stage-two-response").due == due


@requirement("DA-8.1.2-d2", "DA-8.1.2-d3")
def test_DA_8_1_2_d_grounds_for_an_investigator_from_outside_can_be_chosen(story):
    grounds = {choice.id for choice in policies.current("dartford").lists["independent-investigator-grounds"]}
    assert {"abuse-of-process", "discrimination"} <= grounds
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        responded
        Fri 03 Jul 2026        stage two requested
        Mon 06 Jul 2026        allocated to the director by the corporate complaints officer
        Mon 06 Jul 2026        refused under 8.1.2(d): step independent investigator: yes not answering grounds
        Mon 06 Jul 2026        step independent investigator: yes choosing abuse of process by the director
        Mon 06 Jul 2026        case carries external investigator
        Mon 06 Jul 2026        step independent investigator: no by the director
        Mon 06 Jul 2026        case does not carry external investigator
    """.replace("independent investigator:", "independent-investigator:").replace(
            "abuse of process", "abuse-of-process"
        ),
    )


@requirement("DA-8.1.2-g1", "DA-8.1.2-g2", "DA-8.1.2-g4", "DA-8.1.2-g7")
@pytest.mark.parametrize(
    ("step", "option"),
    [("clear", "done"), ("documents", "done"), ("new-evidence", "considered"), ("afresh", "done")],
)
def test_the_stage_two_checklist_has_this_item_and_dates_it(step, option):
    walk = at_stage_two()
    walk.does(
        "2026-07-08", walk.staff("investigating-officer"), order.TakeStep(step="declare-interest", option="no-interest")
    )
    agreed = order.TakeStep(step="statement", option="agreed", answers=(Answer("agreed-on", "2026-07-08"),))
    walk.does("2026-07-08", walk.staff("investigating-officer"), agreed)
    run = walk.case.main_run
    assert step in {one.id for one in owed(walk.case, run, walk.policy)}
    assert walk.policy.step(step).checklist == "Stage Two investigation"
    answers = (Answer("evidence", "digest"),) if option == "considered" else ()
    walk.does(
        "2026-07-09", walk.staff("investigating-officer"), order.TakeStep(step=step, option=option, answers=answers)
    )
    run = walk.case.main_run
    assert step not in {one.id for one in owed(walk.case, run, walk.policy)}
    assert run.steps[step].at.day == date(2026, 7, 9)


@requirement("DA-1.8-3")
def test_DA_1_8_the_end_of_stage_two_asks_for_a_review_by_a_senior_officer(story):
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        responded
        Fri 03 Jul 2026        stage two requested
        Mon 06 Jul 2026        allocated to the director by the corporate complaints officer
        Mon 06 Jul 2026        appointed the investigating officer
        Thu 09 Jul 2026        acknowledged
        Thu 09 Jul 2026        senior review is not owed
        Wed 05 Aug 2026        final response: upheld
        Wed 05 Aug 2026        senior review is owed by the Director
        Mon 10 Aug 2026        refused under 1.8: step senior review: reviewed not answering conclusion
        Mon 10 Aug 2026        step senior review: reviewed by the director
        Mon 10 Aug 2026        senior review is not owed
    """.replace("senior review", "senior-review"),
    )


@requirement("DA-2.3-2")
@pytest.mark.parametrize("option", ["offered", "not-offered"])
def test_DA_2_3_a_meeting_face_to_face_is_answered_yes_or_no_in_every_stage(option):
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    assert "meeting" in {one.id for one in owed(walk.case, walk.case.main_run, walk.policy)}
    asked = {one.id for one in walk.policy.option("meeting", option).questions}
    assert asked == ({"meeting-on", "where"} if option == "offered" else {"reason"})
    answers = tuple(Answer(id, "digest") for id in sorted(asked) if id != "meeting-on")
    walk.does(
        "2026-06-04",
        walk.staff("service-manager", name="manager"),
        order.TakeStep(step="meeting", option=option, answers=answers),
    )
    assert "meeting" not in {one.id for one in owed(walk.case, walk.case.main_run, walk.policy)}


# --- asking the Corporate Complaints Officer (1.6, 15) ---------------------------------------------


@requirement("DA-1.6-1", "DA-8.1-4", "DA-15-1")
def test_DA_1_6_whoever_doubts_asks_the_corporate_complaints_officer_and_the_answer_is_kept(story):
    """Question and answer are on record; the advice is about procedure and decides nothing."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        cco-advice is not owed
        Tue 02 Jun 2026        refused under 1.6: step ask-cco: asked not answering question
        Tue 02 Jun 2026        step ask-cco: asked by the service manager
        Tue 02 Jun 2026        cco-advice is owed by the Corporate Complaints Officer
        Tue 02 Jun 2026        refused under 1.5: step cco-advice: advised by the director
        Wed 03 Jun 2026        step cco-advice: advised by the corporate complaints officer
        Wed 03 Jun 2026        cco-advice is not owed
        Fri 03 Jul 2026        step ask-cco: asked by the departmental complaints officer
        Fri 03 Jul 2026        cco-advice is owed
    """,
    )
    told = {one.id: one for one in advice(policies.current("dartford"), ("page:case",))}
    assert told["ask-the-cco"].contacts == ("corporate-complaints-officer",)
    contact = policies.current("dartford").contacts["corporate-complaints-officer"]
    assert (contact.telephone, contact.email) == ("01322 343434", "corporate.complaints@dartford.gov.uk")


# --- special cases and fast track (7) --------------------------------------------------------------

SPECIAL = {
    "DA-7.1-1": "abuse",
    "DA-7.1-2": "criminal-offence",
    "DA-7.1-3": "malpractice",
    "DA-7.1-4": "staff",
    "DA-7.1-5": "contractor",
    "DA-7.1-6": "discrimination",
}


@requirement("DA-7.1-0", *SPECIAL)
@pytest.mark.parametrize("item", SPECIAL.values())
def test_any_listed_item_makes_a_special_case_whose_clocks_stay_the_same(item):
    walk = Walk().receives("2026-06-01T10:00").allocated()
    due = walk.due("stage-one-response").due
    question = walk.policy.option("special-case", "listed").questions[0]
    assert isinstance(question, AskPick)
    action = order.TakeStep(step="special-case", option="listed", answers=(Answer(question.id, item),))
    walk.does("2026-06-02", walk.staff("departmental-complaints-officer"), action)
    assert "special-case" in walk.case.main_run.flags
    assert walk.due("stage-one-response").due == due


@requirement("DA-7.2-2", "DA-7.2-3", "DA-7.4-1")
def test_DA_7_2_a_referral_stops_no_clock_and_only_the_director_ends_it_here(story):
    """Fast track makes the case confidential at once; lifting that needs the complaints officers and a reason."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        allocated to the service manager
        Tue 02 Jun 2026        step fast track: parallel choosing police by the departmental complaints officer
        Tue 02 Jun 2026        case carries confidential
        Tue 02 Jun 2026        case carries special case
        Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        Wed 03 Jun 2026        refused under 7.4: step declassify: lifted by the service manager
        Wed 03 Jun 2026        refused under 7.4: step declassify: lifted not answering reason
        Wed 03 Jun 2026        step declassify: lifted by the corporate complaints officer
        Wed 03 Jun 2026        case does not carry confidential
        Thu 04 Jun 2026        refused under 7.2: step discontinue: discontinued by the departmental complaints officer
        Thu 04 Jun 2026        refused under 7.2: step discontinue: discontinued not answering body
        Thu 04 Jun 2026        refused under 7.2: step discontinue: discontinued not answering reason
        Thu 04 Jun 2026        step discontinue: discontinued by the director
        Thu 04 Jun 2026        complaint ended as dealt-with-elsewhere
        Thu 04 Jun 2026        status is closed
    """.replace("fast track:", "fast-track:"),
    )


@requirement("DA-7.2-3")
def test_nothing_is_discontinued_that_was_not_referred(story):
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        allocated to the service manager
        Thu 04 Jun 2026        refused under 7.2: step discontinue: discontinued by the director
    """,
    )


@requirement("DA-6.4-a1")
def test_DA_6_4_an_mps_complaint_is_a_complaint_with_the_usual_clocks(story):
    """The opposite of King's Lynn: logged under this procedure, counted as a complaint."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received by MP
        Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one response is due under 2.7(iii)
    """,
    )
    assert policies.current("dartford").track("complaint").counts_as_complaint


@requirement("DA-2.2-6")
def test_DA_2_2_every_issue_carries_a_finding_before_the_response_goes(story):
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received with 2 points
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        refused: responded with one point upheld and the rest unanswered
        Tue 16 Jun 2026        responded: upheld
    """,
    )


@requirement("DA-6.5-2", "DA-6.6-2", "DA-3.17-a2", "DA-3.17-b2")
@pytest.mark.parametrize(
    ("arrived", "received", "acknowledge_by"),
    [
        ("2026-07-05T21:00", "2026-07-06T08:45", date(2026, 7, 10)),  # a form, on a Sunday
        ("2026-07-05T22:01", "2026-07-06T08:45", date(2026, 7, 10)),  # an e-mail, delivered on a Sunday
        ("2026-06-05T16:50", "2026-06-08T08:45", date(2026, 6, 12)),  # an e-mail, after hours on a Friday
        ("2026-06-01", "2026-06-01", date(2026, 6, 5)),  # stamped on Monday, logged on Friday
    ],
)
def test_the_clock_starts_at_legal_receipt_whoever_logs_it_and_when(arrived, received, acknowledge_by):
    walk = Walk().receives(arrived, points=(Point("p1", landlord="no"),))
    walk.does(
        "2026-07-10" if arrived > "2026-07" else "2026-06-12", walk.staff("corporate-services-team"), order.Register()
    )
    deadline = walk.due("stage-one-acknowledgement")
    assert deadline.due == acknowledge_by
    legal = deadline.working.anchored.receipt
    assert legal is not None
    assert (legal.moment.iso() if legal.moment.time else legal.moment.day.isoformat()).startswith(received)
