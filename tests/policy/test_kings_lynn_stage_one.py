"""What does King's Lynn and West Norfolk's policy ask at Stage 1 and before it? One story per sentence."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement


@requirement("KL-3-5", "C2")
@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("Mon 02 Mar 2026", "Wed 04 Mar 2026"),
        ("Thu 02 Apr 2026", "Wed 08 Apr 2026"),
        ("Wed 23 Dec 2026", "Tue 29 Dec 2026"),
        ("Sat 07 Mar 2026", "Tue 10 Mar 2026"),
        ("Mon 02 Mar 2026 23:30", "Wed 04 Mar 2026"),
    ],
)
def test_KL_3_receipt_is_acknowledged_within_two_working_days(story: Story, received: str, due: str) -> None:
    """The real day of receipt stands, at any hour, and is not counted (Q3, Q4)."""
    story(
        "kings-lynn",
        f"""
        {received}  complaint received
        {received}  legally received
        {due}  stage one acknowledgement is due under 3
        {due}  acknowledged
        {due}  stage one acknowledgement is met
        """,
    )


@requirement("KL-3-7", "C3")
@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("Mon 02 Mar 2026", "Mon 23 Mar 2026"),
        ("Thu 02 Apr 2026", "Mon 27 Apr 2026"),
        ("Fri 22 May 2026", "Mon 15 Jun 2026"),
    ],
)
def test_KL_3_stage_1_is_answered_within_fifteen_working_days_of_receipt(story: Story, received: str, due: str) -> None:
    """From receipt, whenever it is acknowledged (Q5)."""
    story(
        "kings-lynn",
        f"""
        {received}  complaint received
        {due}  stage one response is due under 3
        {due}  acknowledged
        {due}  stage one response is due under 3
        {due}  stage one answered: upheld
        {due}  stage one response is met
        """,
    )


@requirement("KL-3-5")
def test_KL_3_a_missing_acknowledgement_is_overdue_and_the_response_runs_on(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received
        Wed 04 Mar 2026  stage one acknowledgement is not overdue
        Thu 05 Mar 2026  stage one acknowledgement is overdue
        Mon 09 Mar 2026  acknowledged
        Mon 09 Mar 2026  stage one acknowledgement is late by 3 working days
        Mon 23 Mar 2026  stage one response is due
        """,
    )


@requirement("KL-3-6")
def test_KL_3_the_acknowledgement_states_when_the_answer_comes(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received
        Wed 04 Mar 2026  refused under 3: acknowledged without the response date
        Wed 04 Mar 2026  acknowledged
        Mon 23 Mar 2026  stage one response is promised
        """,
    )


@requirement("KL-3-8")
def test_KL_3_stage_1_cannot_be_extended_and_a_delay_notice_moves_nothing(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received
        Wed 04 Mar 2026  acknowledged
        Fri 20 Mar 2026  refused under 3 saying "cannot be moved": extended by 5 working days because it is complex
        Fri 20 Mar 2026  refused under 3 saying "cannot be moved": extended to Wed 25 Mar 2026 because it is complex
        Mon 23 Mar 2026  stage one response is due under 3
        Fri 20 Mar 2026  refused under 3: delay notice for Wed 25 Mar 2026 without the reasons
        Fri 20 Mar 2026  delay notice for Wed 25 Mar 2026
        Wed 25 Mar 2026  stage one response is expected
        Mon 23 Mar 2026  stage one response is due under 3
        Mon 23 Mar 2026  stage one response working says "does not move the due date"
        Wed 25 Mar 2026  stage one answered: upheld
        Wed 25 Mar 2026  stage one response is late by 2 working days
        """,
    )


@requirement("KL-8-1", "KL-8-3", "KL-8-4")
def test_KL_8_every_answer_has_one_of_three_outcomes_and_its_reasons(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received with 2 points
        Wed 04 Mar 2026  acknowledged
        Mon 23 Mar 2026  refused under 8: answered with one point upheld and the rest unanswered
        Mon 23 Mar 2026  refused under 8: answered: upheld without the outcome
        Mon 23 Mar 2026  refused under 8: answered: upheld without the reasons
        Mon 23 Mar 2026  refused under 8: answered: partially upheld without the remedy
        Mon 23 Mar 2026  answered: not upheld without the remedy
        Mon 23 Mar 2026  outcome is not upheld
        """,
    )


@requirement("KL-3-4")
def test_KL_3_one_answer_covers_every_point(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received with 3 points
        Wed 04 Mar 2026  acknowledged
        Mon 23 Mar 2026  refused saying "point 2 has none":
        … answered with one point upheld and the rest unanswered
        Mon 23 Mar 2026  refused under 3: answered: upheld without the answer
        Mon 23 Mar 2026  answered: upheld
        """,
    )


def test_KL_3_stage_1_is_considered_by_an_investigator_of_stage_1(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Ann is a stage 1 investigator
        Sue is a senior officer
        Mon 02 Mar 2026  complaint received
        Mon 02 Mar 2026  refused under 3: allocated to Sue
        Mon 02 Mar 2026  refused under 3: allocated to Ann by Sue
        Mon 02 Mar 2026  allocated to Ann
        Mon 02 Mar 2026  Ann is in charge
        Wed 04 Mar 2026  acknowledged
        Mon 23 Mar 2026  refused under 3: stage one answered: upheld by Sue
        Mon 23 Mar 2026  stage one answered: upheld by Ann
        """,
    )


@requirement("KL-7-1", "C8")
def test_KL_7_a_complaint_comes_within_twelve_months_of_the_matter(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Sat 14 Mar 2026  complaint received about a matter that occurred on Fri 14 Mar 2025
        Sat 14 Mar 2026  time to complain is due under 7
        Sat 14 Mar 2026  complaint is in time
        """,
    )
    story(
        "kings-lynn",
        """
        Sun 15 Mar 2026  complaint received about a matter that occurred on Fri 14 Mar 2025
        Sun 15 Mar 2026  complaint is late under 7
        Mon 16 Mar 2026  status is lateness-to-decide
        Mon 16 Mar 2026  refused under 7: registered
        """,
    )
    story(
        "kings-lynn",
        """
        Fri 28 Feb 2025  complaint received about a matter that occurred on Thu 29 Feb 2024
        Fri 28 Feb 2025  time to complain is due under 7
        Fri 28 Feb 2025  complaint is in time
        """,
    )


def test_KL_7_a_complaint_is_never_turned_away_only_for_being_late(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Sun 15 Mar 2026  complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026  refused under 7: late complaint declined only for being late
        Mon 16 Mar 2026  late complaint declined because nothing could be learnt from it
        Mon 16 Mar 2026  refused under 7: registered
        Mon 16 Mar 2026  status is refused
        Mon 30 Mar 2026  stage one acknowledgement is not running
        Mon 30 Mar 2026  stage one response is not running
        """,
    )
    story(
        "kings-lynn",
        """
        Sun 15 Mar 2026  complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026  refused under 7: late complaint accepted by the Senior Officer because he was abroad
        Mon 16 Mar 2026  late complaint accepted on the ground of strong case because he was abroad
        Tue 17 Mar 2026  acknowledged
        Tue 17 Mar 2026  stage one acknowledgement is met
        """,
    )


@requirement("KL-2-6", "C1")
def test_KL_2_a_service_request_is_dealt_with_within_five_working_days_if_possible(story: Story) -> None:
    """A target: missing it prompts a formal complaint, which is a run of its own in the same case."""
    story(
        "kings-lynn",
        """
        Thu 02 Apr 2026  service request received
        Mon 13 Apr 2026  informal resolution is due under 2
        Mon 13 Apr 2026  informal resolution is not overdue
        Tue 14 Apr 2026  complaint received
        Thu 16 Apr 2026  stage one acknowledgement is due under 3
        Wed 06 May 2026  stage one response is due under 3
        """,
    )


@requirement("KL-6-6", "C7")
def test_KL_6_an_mp_is_answered_within_twenty_working_days(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 03 Aug 2026  mp enquiry received
        Tue 01 Sep 2026  mp enquiry response is due under 6
        Tue 01 Sep 2026  mp enquiry response working says "Summer bank holiday"
        Tue 01 Sep 2026  answered: upheld
        Tue 01 Sep 2026  mp enquiry response is met
        """,
    )


@requirement("KL-9-7", "C9")
def test_KL_9_the_ombudsman_is_answered_within_twenty_working_days(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Tue 01 Dec 2026  ombudsman received
        Thu 31 Dec 2026  ombudsman response is due under 9
        Thu 31 Dec 2026  ombudsman response working says "Boxing Day"
        Thu 31 Dec 2026  ombudsman answered
        Thu 31 Dec 2026  ombudsman response is met
        """,
    )


def test_KL_3_a_wrong_date_of_receipt_is_corrected_and_the_clocks_follow(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Wed 04 Mar 2026  complaint received
        Fri 06 Mar 2026  stage one acknowledgement is due
        Thu 05 Mar 2026  refused under 13: corrected: complaint was received on Mon 02 Mar 2026
        … by the stage 1 investigator
        Thu 05 Mar 2026  corrected: complaint was received on Mon 02 Mar 2026 because the stamp says so
        Wed 04 Mar 2026  stage one acknowledgement is due
        Thu 05 Mar 2026  stage one acknowledgement is overdue
        Mon 23 Mar 2026  stage one response is due
        """,
    )
