"""What does Dartford's policy ask at Stage Two and after it? One story per paragraph."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement

#: Stage One is done: answered on Tuesday 16 June 2026.
ANSWERED = """
    Mon 01 Jun 2026 10:00  complaint received
    Wed 03 Jun 2026        acknowledged
    Tue 16 Jun 2026        stage one answered: not upheld
"""


@requirement("DA-8.1.2-e1", "DA-2.7-iv", "C23")
def test_DA_8_1_2_e_the_request_is_acknowledged_within_five_working_days_of_legal_receipt(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested
        Mon 06 Jul 2026 08:45  request legally received under 3.16(b)
        Fri 10 Jul 2026        stage two acknowledgement is due under 8.1.2(e)
        Thu 06 Aug 2026        stage two response is provisionally due under 2.7(iv)
        Thu 09 Jul 2026        acknowledged
        Thu 09 Jul 2026        stage two acknowledgement is met
        """,
    )


@requirement("DA-2.7-iv", "DA-8.1.2-e5", "DA-3.14-1", "C24")
def test_DA_2_7_iv_stage_two_is_answered_within_twenty_working_days_of_acknowledgement(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        stage two response is due under 2.7(iv)
        Wed 05 Aug 2026        stage two response is promised
        Wed 05 Aug 2026        final response: upheld
        Wed 05 Aug 2026        stage two response is met
        Wed 05 Aug 2026        response is final
        Wed 05 Aug 2026        status is final
        """,
    )


@requirement("DA-2.7-iv")
def test_DA_2_7_iv_a_late_acknowledgement_of_the_request_gains_no_time(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested
        Tue 14 Jul 2026        acknowledged
        Tue 14 Jul 2026        stage two acknowledgement is late by 2 working days
        Thu 06 Aug 2026        stage two response is due under 2.7(iv)
        """,
    )


@requirement("DA-2.7-vi-b", "DA-8.1.2-e6", "C25")
def test_DA_2_7_vi_b_stage_two_extension_is_twenty_days_at_most(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Tue 04 Aug 2026        refused under 2.7(vi)(b): extended to Fri 04 Sep 2026 because it is complex
        Tue 04 Aug 2026        refused under 2.7(vi)(b): extended by 21 working days because it is complex
        Tue 04 Aug 2026        refused under 3.15: extended by 20 working days because of illness without the ombudsmen
        Tue 04 Aug 2026        refused under 2.7(vi): extended by 20 working days because of it without the new date
        Tue 04 Aug 2026        extended to Thu 03 Sep 2026 because it is complex
        Thu 03 Sep 2026        stage two response is due under 2.7(vi)(b)
        Wed 05 Aug 2026        stage two response was originally due
        Thu 03 Sep 2026        stage two response working says "Summer bank holiday"
        Thu 03 Sep 2026        stage two response has 0 working days of extension left
        """,
    )


def test_DA_2_7_vi_b_what_stage_one_used_does_not_lessen_stage_two(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Mon 15 Jun 2026        extended by 10 working days because it is complex
        Tue 30 Jun 2026        stage one answered: not upheld
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        stage two response has 20 working days of extension left
        """,
    )


@requirement("DA-8.1.2-e2", "DA-8.1.2-e3", "DA-8.1.2-e4", "DA-8.1.2-e7")
def test_DA_8_1_2_e_the_acknowledgement_has_all_its_contents_and_an_investigator(story: Story) -> None:
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        allocated to the service manager
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one answered: not upheld
        Fri 03 Jul 2026 16:50  stage two requested
        Mon 06 Jul 2026        allocated to the Director by the Corporate Complaints Officer
        Tue 07 Jul 2026        refused under 8.1.2(e): acknowledged by the Corporate Services Team
        Tue 07 Jul 2026        appointed the Investigating officer by the Director
        Thu 09 Jul 2026        refused under 8.1.2(e): acknowledged without the understanding
        Thu 09 Jul 2026        refused under 8.1.2(e): acknowledged without the outcomes sought
        Thu 09 Jul 2026        refused under 8.1.2(e): acknowledged without the officer
        Thu 09 Jul 2026        refused under 8.1.2(e): acknowledged without the target date
        Thu 09 Jul 2026        refused under 8.1.2(e): acknowledged without the may contact
        Thu 09 Jul 2026        acknowledged
        """,
    )


@requirement("DA-8.1.2-f2")
def test_DA_8_1_2_f_reasons_are_asked_for_but_do_not_block(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested without reasons
        Mon 06 Jul 2026        reasons given
        Thu 09 Jul 2026        refused under 8.1.2(f): acknowledged without the why challenge
        Thu 09 Jul 2026        acknowledged
        """,
    )


@requirement("DA-8.1.2-g3")
def test_DA_8_1_2_g_stage_two_needs_an_answer_at_stage_one(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Fri 05 Jun 2026        refused under 8.1.2(a): stage two requested
        Tue 16 Jun 2026        stage one answered: not upheld
        Wed 17 Jun 2026        stage two requested
        """,
    )


def test_DA_8_1_2_a_no_time_limit_is_invented_for_asking(story: Story) -> None:
    """The text states none (Q22)."""
    story(
        "dartford",
        ANSWERED
        + """
        Mon 04 Jan 2027        stage two requested
        Mon 04 Jan 2027        request is in time
        Fri 08 Jan 2027        stage two acknowledgement is due
        """,
    )


def test_DA_8_1_2_a_the_corporate_complaints_officer_allocates_to_the_director(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Cora is a corporate complaints officer
        Dora is a director
        Fri 03 Jul 2026 16:50  stage two requested
        Mon 06 Jul 2026        refused under 8.1.2(a): allocated to Dora by the Corporate Services Team
        Mon 06 Jul 2026        allocated to Dora by Cora
        Mon 06 Jul 2026        Dora is in charge
        """,
    )


@requirement("DA-8.1.2-j1", "DA-8.1.2-j2", "DA-8.1.2-k1", "DA-8.1.2-l1", "DA-8.1.2-m1", "DA-8.1.2-i1", "DA-2.7-vii")
def test_DA_8_1_2_i_to_m_the_final_response_has_all_its_contents(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        refused under 8.1.2(j): final response: upheld without the findings of fact
        Wed 05 Aug 2026        refused under 8.1.2(j): final response: upheld without the reasons
        Wed 05 Aug 2026        refused under 8.1.2(j): final response: upheld without the final
        Wed 05 Aug 2026        refused under 8.1.2(k): final response: upheld without the apology
        Wed 05 Aug 2026        refused under 8.1.2(k): final response: partially upheld without the apology
        Wed 05 Aug 2026        refused under 8.1.2(m): final response: not upheld without the explanation
        Wed 05 Aug 2026        refused under 8.1.2(n): final response: upheld without the ombudsmen
        Wed 05 Aug 2026        final response: partly upheld
        Wed 05 Aug 2026        outcome is partially upheld
        """,
    )


@requirement("DA-8.1.2-n1", "DA-8.1.2-n2", "DA-8.1.3-a1", "DA-8.1.4-a1")
@pytest.mark.parametrize(
    ("how", "bodies"),
    [
        ("", "the Local Government and Social Care Ombudsman"),
        ("about the council as landlord", "the Housing Ombudsman Service"),
        (
            "about the council as landlord and otherwise",
            "the Local Government and Social Care Ombudsman and the Housing Ombudsman Service",
        ),
    ],
)
def test_DA_8_1_2_n_the_right_ombudsman_follows_from_the_landlord_question(story: Story, how: str, bodies: str) -> None:
    story(
        "dartford",
        f"""
        Mon 01 Jun 2026 10:00  complaint received {how}
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one answered: upheld
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        final response: upheld
        Wed 05 Aug 2026        ombudsman is {bodies}
        Wed 05 Aug 2026        signposted to the ombudsman
        """,
    )


@requirement("DA-8.1.2-n1")
def test_DA_8_1_2_n_while_the_landlord_question_is_open_no_final_response_is_sent(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one answered: upheld
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Mon 03 Aug 2026        settled as an open question
        Wed 05 Aug 2026        refused under 8.1.2(n): final response: upheld
        Wed 05 Aug 2026        settled as both
        Wed 05 Aug 2026        final response: upheld
        """,
    )


@requirement("DA-8.1.2-o1")
def test_DA_8_1_2_o_after_discrimination_the_equality_service_is_named(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received flagged discrimination
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one answered: upheld
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        refused under 8.1.2(o): final response: upheld without the equality
        Wed 05 Aug 2026        final response: upheld
        """,
    )
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        final response: upheld without the equality
        """,
    )


def test_DA_8_1_2_n_after_the_final_response_there_is_only_the_ombudsman(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        final response: not upheld
        Thu 06 Aug 2026        refused under 8.1.2 saying "Local Government and Social Care Ombudsman":
        … stage two requested
        Thu 06 Aug 2026        closed
        Thu 06 Aug 2026        status is closed
        """,
    )


def test_DA_3_14_a_wrong_date_of_the_request_is_corrected(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Mon 06 Jul 2026 10:00  stage two requested
        Fri 10 Jul 2026        stage two acknowledgement is due
        Tue 07 Jul 2026        corrected: request was received on Thu 02 Jul 2026 at 09:00
        Wed 08 Jul 2026        stage two acknowledgement is due
        """,
    )


@requirement("C41")
def test_DA_8_1_3_b_without_a_response_in_reasonable_time_the_ombudsman_can_be_approached(story: Story) -> None:
    """From the day after the last date that was due, extended if it was extended (C41)."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Mon 15 Jun 2026        extended by 10 working days because the surveyor is away
        Tue 30 Jun 2026        ombudsman cannot be approached yet
        Tue 30 Jun 2026        refused under 8.1.3(b): signposted to the ombudsman for want of a response
        Wed 01 Jul 2026        ombudsman can be approached under 8.1.3(b)
        Wed 01 Jul 2026        signposted to the ombudsman for want of a response
        Fri 03 Jul 2026        stage one answered: upheld
        """,
    )
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        ombudsman cannot be approached yet
        Wed 17 Jun 2026        ombudsman can be approached under 8.1.3(b)
        """,
    )


def test_DA_8_1_3_b_an_answer_in_time_opens_no_right_to_go_early(story: Story) -> None:
    story("dartford", ANSWERED + "Wed 01 Jul 2026  ombudsman cannot be approached yet")


@requirement("DA-10.3.1-1", "C40")
def test_DA_10_3_an_internal_review_has_the_clocks_of_stage_two_and_the_information_commissioner(
    story: Story,
) -> None:
    story(
        "dartford",
        """
        Fri 03 Jul 2026 16:50  information review received
        Mon 06 Jul 2026 08:45  legally received
        Fri 10 Jul 2026        internal review acknowledgement is due under 10.3
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        internal review response is due under 10.3
        Tue 04 Aug 2026        refused under 2.7(vi)(b): extended by 21 working days because it is complex
        Tue 04 Aug 2026        extended by 20 working days because it is complex
        Thu 03 Sep 2026        internal review response is due under 2.7(vi)(b)
        Thu 03 Sep 2026        refused under 10.4: answered: upheld without the information commissioner
        Thu 03 Sep 2026        answered: upheld
        Thu 03 Sep 2026        internal review response is met
        """,
    )


@requirement("DA-2.12-c2-3", "C28")
@pytest.mark.parametrize(
    ("plan", "due"), [("Tue 31 Mar 2026", "Tue 30 Jun 2026"), ("Mon 30 Nov 2026", "Sun 28 Feb 2027")]
)
def test_DA_2_12_c_an_action_plan_is_carried_out_within_three_months(story: Story, plan: str, due: str) -> None:
    """From the date of the plan (Q36)."""
    story(
        "dartford",
        f"""
        Mon 02 Mar 2026  complaint received
        {plan}  action plan recorded
        {due}  action plan is due under 2.12(c)(2)
        {due}  action plan completed
        {due}  action plan is met
        """,
    )


def test_DA_8_1_3_an_ombudsman_enquiry_runs_beside_stage_two(story: Story) -> None:
    story(
        "dartford",
        ANSWERED
        + """
        Fri 03 Jul 2026 16:50  stage two requested
        Thu 09 Jul 2026        acknowledged
        Mon 20 Jul 2026        ombudsman received
        Mon 20 Jul 2026        status is at-ombudsman
        Wed 05 Aug 2026        stage two response is due under 2.7(iv)
        Mon 27 Jul 2026        ombudsman answered
        Wed 05 Aug 2026        final response: upheld
        Wed 05 Aug 2026        stage two response is met
        """,
    )
