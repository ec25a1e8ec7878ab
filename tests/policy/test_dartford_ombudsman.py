"""What happens when an Ombudsman looks at a Dartford complaint, and which Ombudsman is it?

Paragraphs 1.8, 3.10(e), 8.1.3 and 8.1.4, story by story.
"""

from __future__ import annotations

import pytest

from redress import policies
from redress.rules import actions as order
from redress.rules.events import Point
from redress.rules.letters import ombudsmen_of
from redress.rules.refusals import Refused
from redress.rules.steps import chosen_beforehand
from tests.policy.conftest import Story
from tests.requirement import requirement
from tests.rules.walks import Walk

ANSWERED = """
    Mon 01 Jun 2026 10:00  complaint received
    Wed 03 Jun 2026        acknowledged
    Tue 16 Jun 2026        responded
    Fri 03 Jul 2026        stage two requested
    Mon 06 Jul 2026        allocated to the director by the corporate complaints officer
    Mon 06 Jul 2026        appointed the investigating officer
    Thu 09 Jul 2026        acknowledged
"""
ENQUIRY = """
    Mon 20 Jul 2026        ombudsman received by letter
    Mon 20 Jul 2026        step ombudsman-details: lgsco choosing enquiry giving Fri 14 Aug 2026
"""
DECIDED = (
    ANSWERED
    + ENQUIRY
    + """
    Wed 12 Aug 2026        ombudsman answered
    Thu 01 Oct 2026        step determination: lgsco
"""
)


# --- which Ombudsman (8.1.3(a), 8.1.4) -------------------------------------------------------------


def function(id: str, row: str) -> object:
    return pytest.param(id, marks=requirement(row))


@pytest.mark.parametrize(
    "id",
    [
        function("housing-allocations", "DA-8.1.3-a2"),
        function("homelessness", "DA-8.1.3-a3"),
        function("housing-advice", "DA-8.1.3-a4"),
        function("housing-benefit", "DA-8.1.3-a5"),
        function("improvement-grants", "DA-8.1.3-a6"),
        function("antisocial-behaviour", "DA-8.1.3-a7"),
        function("noise-nuisance", "DA-8.1.3-a8"),
        function("land-on-estates", "DA-8.1.3-a9"),
        function("planning-council-property", "DA-8.1.3-a10"),
    ],
)
def test_DA_8_1_3_a_these_go_to_the_local_government_ombudsman_although_they_are_about_housing(id: str) -> None:
    assert routes(id) == ("lgsco",)


@pytest.mark.parametrize(
    "id",
    [
        function("leasehold", "DA-8.1.4-b1"),
        function("moving", "DA-8.1.4-b2"),
        function("rent", "DA-8.1.4-b3"),
        function("occupancy", "DA-8.1.4-b4"),
        function("condition", "DA-8.1.4-b5"),
        function("tenant-behaviour", "DA-8.1.4-b6"),
        function("estate-management", "DA-8.1.4-b7"),
        function("complaints-handling", "DA-8.1.4-b8"),
        function("compensation", "DA-8.1.4-b9"),
    ],
)
def test_DA_8_1_4_b_landlord_functions_go_to_the_housing_ombudsman(id: str) -> None:
    assert routes(id) == ("housing-ombudsman",)


def routes(function: str) -> tuple[str, ...]:
    """Where a point goes once an officer has said which function it is about, and nothing else."""
    walk = settled(Walk().receives("2026-06-01T10:00"), Point("p1", function=function))
    return ombudsmen_of(walk.case.points, walk.policy)


def settled(walk: Walk, *points: Point) -> Walk:
    return walk.does("2026-06-02", walk.staff("corporate-services-team"), order.SettlePoints(points=points))


@requirement("DA-8.1.3-a1", "DA-8.1.4-a1", "D39", "Q39")
def test_DA_8_1_4_a_overlap_leads_to_both_and_no_function_is_turned_into_the_other() -> None:
    assert routes("rent") == ("housing-ombudsman",)
    both = settled(Walk().receives("2026-06-01T10:00"), Point("p1", landlord="overlap", function="rent"))
    assert ombudsmen_of(both.case.points, both.policy) == ("lgsco", "housing-ombudsman")
    for landlord, function in (("no", "rent"), ("yes", "homelessness")):
        with pytest.raises(Refused) as refused:
            settled(Walk().receives("2026-06-01T10:00"), Point("p1", landlord=landlord, function=function))
        assert refused.value.code == "function-leads-elsewhere"
    several = (Point("p1", function="rent"), Point("p2", function="housing-benefit"))
    two = settled(Walk().receives("2026-06-01T10:00", points=(Point("p1"), Point("p2"))), *several)
    assert set(ombudsmen_of(two.case.points, two.policy)) == {"lgsco", "housing-ombudsman"}


def test_DA_10_3_a_point_about_information_leads_to_the_information_commissioner() -> None:
    assert routes("information") == ("information-commissioner",)


# --- early complaints and exceptions (8.1.3(c)) ----------------------------------------------------


@pytest.mark.parametrize(
    "exception",
    [
        function("education", "DA-8.1.3-c1"),
        function("homelessness", "DA-8.1.3-c2"),
        function("children", "DA-8.1.3-c3"),
        function("several-bodies", "DA-8.1.3-c4"),
        function("directors-discretion", "DA-8.1.3-c5"),
        function("ombudsmans-discretion", "DA-8.1.3-c6"),
        function("unreasonable-delay", "DA-8.1.3-c7"),
    ],
)
def test_DA_8_1_3_c_an_early_complaint_is_recorded_with_its_exception(story: Story, exception: str) -> None:
    story(
        "dartford",
        f"""
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        early-complaint is not owed
        Fri 05 Jun 2026        ombudsman received by letter
        Fri 05 Jun 2026        refused under 8.1.3(c): step early-complaint: exception not answering exception
        Fri 05 Jun 2026        step early-complaint: exception choosing {exception}
        """,
    )


@requirement("DA-8.1.3-c5")
def test_DA_8_1_3_c5_is_chosen_beforehand_where_the_director_closed_stage_two_off() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    assert chosen(walk) == ()
    walk.does(
        "2026-06-10",
        walk.staff("director"),
        order.TakeStep(
            step="no-stage-two", option="close-off", answers=usual_answers(walk, "no-stage-two", "close-off")
        ),
    )
    assert chosen(walk) == ("directors-discretion",)


@requirement("DA-8.1.3-c7", "C41")
def test_DA_8_1_3_c7_is_chosen_beforehand_from_the_day_after_the_extended_date(story: Story) -> None:
    """Stage One due Tue 16 Jun, extended to Tue 30 Jun: from Wed 1 Jul."""
    walk = Walk().receives("2026-06-01T10:00")
    assert chosen(walk, "ombudsman-without-stage-one-response") == ("unreasonable-delay",)
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Mon 15 Jun 2026        extended by 10 working days because the surveyor is away
        Tue 30 Jun 2026        ombudsman cannot be approached yet
        Wed 01 Jul 2026        ombudsman can be approached under 8.1.3(b)
        """,
    )


def chosen(walk: Walk, *opened: str) -> tuple[str, ...]:
    """The exceptions that stand chosen when the page of an early complaint is opened."""
    option = walk.policy.option("early-complaint", "exception")
    question = next(each for each in option.questions if each.id == "exception")
    return chosen_beforehand(question, walk.case, walk.case.run("r1"), walk.policy, frozenset(opened))


def usual_answers(walk: Walk, step: str, option: str):
    from redress.rules.stories.stand_ins import answers
    from tests.rules.walks import moment

    policy = walk.policy
    return answers(
        policy.step(step), policy.option(step, option), case=walk.case, policy=policy, at=moment("2026-06-10")
    )


@requirement("DA-8.1.3-c8")
def test_DA_8_1_3_c_the_advice_teams_enquiry_is_noted_with_what_was_said(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Fri 05 Jun 2026  refused under 8.1.3(c): step ombudsman-note: noted choosing advice-team not answering said
        Fri 05 Jun 2026        step ombudsman-note: noted choosing advice-team
        """,
    )
    names = [each.name for each in policies.current("dartford").choices("ombudsman-contacts")]
    assert "Advice Team enquiry on a premature complaint" in names


@requirement("DA-3.10-e1", "D26")
def test_DA_3_10_e_the_director_may_close_for_an_early_referral_with_reasons(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 10 Jun 2026        refused under 3.10: step early-referral: refer by the service manager
        Wed 10 Jun 2026        refused under 3.10: step early-referral: refer not answering reason by the director
        Wed 10 Jun 2026        refused under 3.10: step early-referral: refer by the director without the ombudsmen
        Wed 10 Jun 2026        step early-referral: continue by the director
        Wed 10 Jun 2026        complaint is open
        Thu 11 Jun 2026        step early-referral: refer by the director
        Thu 11 Jun 2026        complaint ended as referred-to-ombudsman
        """,
    )


# --- the enquiry -----------------------------------------------------------------------------------


@requirement("DA-1.9-4")
def test_DA_8_1_3_the_ombudsmans_own_date_is_the_deadline_and_stage_two_goes_on_beside_it(story: Story) -> None:
    """The text has no clock: Fri 14 Aug, because the Ombudsman said so; Stage Two is due as before."""
    story(
        "dartford",
        ANSWERED
        + """
        Wed 05 Aug 2026        stage two response is due
        """
        + ENQUIRY
        + """
        Mon 20 Jul 2026  refused under 8.1.3: step ombudsman-details: lgsco choosing enquiry not answering asked-for
        Fri 14 Aug 2026        ombudsman answer is due under 8.1.3(c)
        Wed 05 Aug 2026        stage two response is due
        Fri 24 Jul 2026        step ombudsman-details: lgsco choosing enquiry giving Fri 21 Aug 2026
        Fri 21 Aug 2026        ombudsman answer is due under 8.1.3(c)
        Fri 21 Aug 2026        ombudsman answer is not overdue
        Sat 22 Aug 2026        ombudsman answer is overdue
        Mon 24 Aug 2026        ombudsman answered
        Tue 01 Sep 2026        ombudsman received by letter
        Tue 01 Sep 2026        step ombudsman-details: housing-ombudsman choosing investigation giving Tue 15 Sep 2026
        Tue 15 Sep 2026        ombudsman answer is due
        """,
    )


def test_DA_8_1_3_the_papers_go_with_a_letter_to_the_ombudsman_that_asked(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + ENQUIRY
        + """
        Tue 11 Aug 2026        refused: step ombudsman-response: housing-ombudsman
        Tue 11 Aug 2026        refused under 8.1.3(c): step ombudsman-response: lgsco without the response
        Tue 11 Aug 2026        step ombudsman-response: lgsco
        """,
    )


# --- what is decided -------------------------------------------------------------------------------


def test_DA_8_1_3_a_decision_has_several_findings_and_each_thing_to_do_its_own_date(story: Story) -> None:
    """Two recommendations, due Fri 30 Oct and Mon 30 Nov; it cannot be closed until both are proved."""
    story(
        "dartford",
        DECIDED
        + """
        Thu 01 Oct 2026        step ombudsman-finding: lgsco choosing fault-injustice
        Thu 01 Oct 2026        step ombudsman-finding: lgsco choosing no-fault
        Thu 01 Oct 2026        refused under 8.1.3: step ombudsman-finding: housing-ombudsman
        Thu 01 Oct 2026  refused under 8.1.3: step ombudsman-recommendation: recommendation not answering comply-by
        Thu 01 Oct 2026        step ombudsman-recommendation: recommendation giving Fri 30 Oct 2026
        Thu 01 Oct 2026        step ombudsman-recommendation: recommendation giving Mon 30 Nov 2026
        Fri 30 Oct 2026        ombudsman recommendation is due under 8.1.3
        Mon 30 Nov 2026        ombudsman recommendation is due under 8.1.3
        Thu 15 Oct 2026        recommendation-done is owed by the departmental complaints officer
        Thu 15 Oct 2026        refused under 8.1.3: closed
        Thu 15 Oct 2026        refused under 8.1.3: step recommendation-done: complied not answering proof
        Thu 15 Oct 2026        step recommendation-done: complied
        Thu 15 Oct 2026        recommendation-done is owed by the departmental complaints officer
        Tue 01 Dec 2026        ombudsman recommendation is overdue
        Wed 02 Dec 2026        refused under 8.1.3: closed
        Wed 02 Dec 2026        step recommendation-done: complied
        Wed 02 Dec 2026        recommendation-done is not owed
        Wed 02 Dec 2026        closed
        """,
    )


def test_DA_8_1_4_the_housing_ombudsman_orders_and_has_grades_of_its_own(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Mon 20 Jul 2026        ombudsman received by letter
        Mon 20 Jul 2026        step ombudsman-details: housing-ombudsman choosing investigation giving Fri 14 Aug 2026
        Wed 12 Aug 2026        refused under 8.1.3: step ombudsman-finding: housing-ombudsman choosing maladministration
        Thu 01 Oct 2026        step determination: housing-ombudsman
        Thu 01 Oct 2026        step ombudsman-finding: housing-ombudsman choosing maladministration
        Thu 01 Oct 2026        step ombudsman-finding: housing-ombudsman choosing reasonable-redress
        Thu 01 Oct 2026        step ombudsman-recommendation: order giving Thu 29 Oct 2026
        Thu 29 Oct 2026        ombudsman recommendation is due
        """,
    )


@requirement("DA-1.8-3", "D52")
def test_DA_1_8_a_decision_asks_for_a_review_by_the_service_and_by_the_complaints_officer(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + ENQUIRY
        + """
        Wed 12 Aug 2026        ombudsman-review is not owed
        Thu 01 Oct 2026        step determination: lgsco
        Thu 01 Oct 2026        ombudsman-review is owed by the senior reviewer
        Thu 01 Oct 2026        ombudsman-lessons is owed by the departmental complaints officer
        Mon 05 Oct 2026        refused under 1.8: step ombudsman-review: reviewed not answering conclusion
        Mon 05 Oct 2026        refused under 1.8: step ombudsman-review: reviewed not answering reviewed-on
        Mon 05 Oct 2026        step ombudsman-review: reviewed by the senior reviewer
        Mon 05 Oct 2026        ombudsman-review is not owed
        Mon 05 Oct 2026        refused under 8.1.3(e): step ombudsman-lessons: concluded not answering training
        Mon 05 Oct 2026        step ombudsman-lessons: concluded
        Mon 05 Oct 2026        ombudsman-lessons is not owed
        """,
    )


# --- section 32(3) ---------------------------------------------------------------------------------


@requirement("D51", "L56")
def test_DA_8_1_3_d_the_notice_names_the_information_and_the_day_of_posting_is_asked_for(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + ENQUIRY
        + """
        Tue 11 Aug 2026        section-32-3-posted is not owed
        Tue 11 Aug 2026        refused under 8.1.3(d): step section-32-3: ask not answering items
        Tue 11 Aug 2026        refused under 8.1.3(d): step section-32-3: ask without the notice
        Tue 11 Aug 2026        step section-32-3: ask
        Tue 11 Aug 2026        section-32-3-posted is owed by the head of legal services
        Wed 12 Aug 2026        ombudsman answered
        Wed 12 Aug 2026        refused under 8.1.3(d): closed
        Wed 12 Aug 2026        refused under 8.1.3(d): step section-32-3-posted: posted not answering posted-on
        Wed 12 Aug 2026        step section-32-3-posted: posted
        Wed 12 Aug 2026        closed
        """,
    )
    assert policies.current("dartford").letter("section-32-3-notice").post_only
