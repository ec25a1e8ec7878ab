"""What does Dartford's policy ask at Stage One? One story per paragraph."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement


@requirement("DA-2.7-ii", "DA-3.13-1", "DA-8.1.1-b1", "DA-3.16-c2")
def test_DA_2_7_ii_a_complaint_is_acknowledged_within_five_working_days_of_receipt(story: Story) -> None:
    """The day of receipt is day one, whether or not anybody opens it."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 09:00  complaint received
        Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        Fri 05 Jun 2026        stage one acknowledgement is not overdue
        Mon 08 Jun 2026        stage one acknowledgement is overdue
        Mon 08 Jun 2026        stage one acknowledgement is late by 1 working day
        """,
    )


@requirement("DA-2.7-ii", "DA-3.13-1", "DA-8.1.1-b1")
@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("Wed 01 Apr 2026 11:00", "Thu 09 Apr 2026"),
        ("Thu 02 Apr 2026 17:30", "Mon 13 Apr 2026"),
        ("Thu 24 Dec 2026 17:20", "Tue 05 Jan 2027"),
        ("Tue 29 Dec 2026 10:00", "Tue 05 Jan 2027"),
    ],
)
def test_DA_2_7_ii_holidays_and_late_hours_are_not_counted(story: Story, received: str, due: str) -> None:
    story(
        "dartford",
        f"""
        {received}  complaint received
        {due}  stage one acknowledgement is due under 2.7(ii)
        """,
    )


@requirement("DA-2.7-iii", "DA-8.1.1-b6", "DA-3.14-1")
@pytest.mark.parametrize(
    ("received", "acknowledged", "due"),
    [
        ("Mon 01 Jun 2026 10:00", "Wed 03 Jun 2026", "Tue 16 Jun 2026"),
        ("Thu 02 Apr 2026 17:30", "Thu 09 Apr 2026", "Wed 22 Apr 2026"),
    ],
)
def test_DA_2_7_iii_stage_one_is_answered_within_ten_working_days_of_acknowledgement(
    story: Story, received: str, acknowledged: str, due: str
) -> None:
    """Counted from acknowledgement, not receipt; the day of acknowledgement is day one (Q6, Q7)."""
    story(
        "dartford",
        f"""
        {received}  complaint received
        {acknowledged}  acknowledged
        {acknowledged}  stage one acknowledgement is met
        {due}  stage one response is due under 2.7(iii)
        {due}  stage one response is promised
        {due}  stage one response working says "Counted from the acknowledgement"
        """,
    )


@requirement("DA-2.7-iii")
def test_DA_2_7_iii_a_late_acknowledgement_gains_the_council_no_time(story: Story) -> None:
    """The clock runs from the due date of the acknowledgement where that is the earlier (Q8)."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Tue 09 Jun 2026        acknowledged
        Tue 09 Jun 2026        stage one acknowledgement is late by 2 working days
        Thu 18 Jun 2026        stage one response is due under 2.7(iii)
        Thu 18 Jun 2026        stage one response working says "gains nothing by its own delay"
        """,
    )


@requirement("DA-2.7-iii")
def test_DA_2_7_iii_without_an_acknowledgement_the_response_date_is_provisional(story: Story) -> None:
    """It rests on the day by which the acknowledgement is due, and moves when one is sent earlier."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Thu 18 Jun 2026        stage one response is provisionally due under 2.7(iii)
        Thu 18 Jun 2026        stage one response working says "this is provisional"
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one response is due under 2.7(iii)
        """,
    )


@requirement("DA-8.1.1-b6")
def test_DA_8_1_1_b_an_acknowledgement_on_a_day_off_counts_from_the_next_working_day(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Tue 02 Jun 2026        allocated to the service manager
        Sat 06 Jun 2026        noted by the service manager
        Tue 02 Jun 2026        acknowledged
        Mon 15 Jun 2026        stage one response is due
        """,
    )
    story(
        "dartford",
        """
        Fri 29 May 2026 10:00  complaint received
        Sat 30 May 2026        acknowledged
        Mon 01 Jun 2026        stage one response working says "day 1 is Monday 1 June 2026"
        Fri 12 Jun 2026        stage one response is due under 2.7(iii)
        """,
    )


@requirement("DA-2.7-iii")
def test_DA_2_7_iii_the_response_is_in_time_to_the_end_of_its_day(story: Story) -> None:
    """18:00 on the due date is in time: the unit is the day (Q16)."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026 18:00  stage one answered: not upheld
        Tue 16 Jun 2026        stage one response is met
        Tue 16 Jun 2026        status is answered
        Tue 16 Jun 2026        response is not final
        """,
    )


@requirement("DA-2.7-vi-a")
def test_DA_2_7_vi_a_stage_one_extension_is_ten_days_at_most(story: Story) -> None:
    """No more than 10 extra working days at Stage One; reasons and the Ombudsman's details are given."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one response is due under 2.7(iii)
        Mon 15 Jun 2026        extended by 10 working days because the surveyor is away
        Tue 30 Jun 2026        stage one response is due under 2.7(vi)(a)
        Tue 16 Jun 2026        stage one response was originally due
        Wed 24 Jun 2026        refused under 2.7(vi)(a): extended by 1 working day because it is complex
        Wed 24 Jun 2026        stage one response has 0 working days of extension left
        """,
    )


@requirement("DA-2.7-vi-a")
def test_DA_2_7_vi_a_the_new_date_may_be_the_last_possible_and_not_a_day_later(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Mon 15 Jun 2026        refused under 2.7(vi)(a): extended to Wed 01 Jul 2026 because it is complex
        Mon 15 Jun 2026        extended to Tue 30 Jun 2026 because it is complex
        Tue 30 Jun 2026        stage one response is due under 2.7(vi)(a)
        """,
    )


@requirement("DA-2.7-vi-a")
def test_DA_2_7_vi_a_two_extensions_are_added_up(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Mon 15 Jun 2026        extended by 6 working days because a witness is away
        Wed 24 Jun 2026        stage one response is due
        Tue 23 Jun 2026 refused under 2.7(vi)(a) saying "6 have been used, 4 are left":
        … extended by 5 working days because she is ill
        Tue 23 Jun 2026        extended by 4 working days because she is ill
        Tue 30 Jun 2026        stage one response is due under 2.7(vi)(a)
        """,
    )


@requirement("DA-2.7-vi-a")
def test_DA_2_7_vi_a_a_bank_holiday_in_the_extension_is_not_counted(story: Story) -> None:
    story(
        "dartford",
        """
        Thu 02 Apr 2026 17:30  complaint received
        Thu 09 Apr 2026        acknowledged
        Tue 21 Apr 2026        extended by 10 working days because it is complex
        Thu 07 May 2026        stage one response is due under 2.7(vi)(a)
        Thu 07 May 2026        stage one response working says "Early May bank holiday"
        """,
    )


@requirement("DA-2.7-vi-a")
def test_DA_2_7_vi_a_an_extension_ends_on_a_working_day_after_the_due_date(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Mon 15 Jun 2026 refused under 2.7(vi)(a) saying "not a working day":
        … extended to Sat 20 Jun 2026 because of illness
        Mon 15 Jun 2026 refused under 2.7(vi)(a) saying "later than Tuesday 16 June 2026":
        … extended to Tue 16 Jun 2026 because of illness
        """,
    )


@requirement("DA-2.7-vi-a")
def test_DA_2_7_vi_a_a_late_extension_is_recorded_and_the_missed_date_stays_missed(story: Story) -> None:
    """A later one is allowed, but what was missed is counted (Q10)."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Thu 18 Jun 2026        extended by 4 working days because nobody told us
        Mon 22 Jun 2026        stage one response is due under 2.7(vi)(a)
        Tue 16 Jun 2026        stage one response stays missed
        Mon 22 Jun 2026        stage one answered: upheld
        Mon 22 Jun 2026        stage one response working says "it stays missed"
        """,
    )


@requirement("DA-2.7-vi", "DA-3.15-4", "DA-3.15-5", "DA-8.1.1-b7")
def test_DA_3_15_an_extension_needs_its_reasons_the_new_date_and_the_ombudsman(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Mon 15 Jun 2026        refused under 3.15: extended by 5 working days because it is complex without the reasons
        Mon 15 Jun 2026 refused under 3.15: extended by 5 working days because it is complex without the ombudsmen
        Mon 15 Jun 2026        refused under 2.7(vi): extended by 5 working days because it is complex without the days
        Mon 15 Jun 2026 refused under 2.7(vi): extended by 5 working days because it is complex without the new date
        Tue 16 Jun 2026        stage one response is due under 2.7(iii)
        """,
    )


@requirement("DA-3.15-5")
def test_DA_3_15_an_extension_waits_until_the_right_ombudsman_is_known(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Fri 12 Jun 2026        settled as an open question
        Mon 15 Jun 2026        refused under 8.1.2(n): extended by 5 working days because it is complex
        Mon 15 Jun 2026        settled as a landlord matter
        Mon 15 Jun 2026        ombudsman is the Housing Ombudsman Service
        Mon 15 Jun 2026        extended by 5 working days because it is complex
        Tue 23 Jun 2026        stage one response is due
        """,
    )


@requirement("DA-8.1.1-b2", "DA-8.1.1-b3", "DA-8.1.1-b4", "DA-8.1.1-b5", "DA-2.7-v")
def test_DA_8_1_1_b_the_acknowledgement_has_all_its_contents(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        refused under 8.1.1(b): acknowledged without the understanding
        Wed 03 Jun 2026        refused under 8.1.1(b): acknowledged without the outcomes sought
        Wed 03 Jun 2026        refused under 8.1.1(b): acknowledged without the officer
        Wed 03 Jun 2026        refused under 8.1.1(b): acknowledged without the target date
        Wed 03 Jun 2026        refused under 2.7(v): acknowledged without the steps
        Fri 05 Jun 2026        stage one acknowledgement is due
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one response is promised
        """,
    )


@requirement("DA-8.1.1-a1")
def test_DA_8_1_1_a_a_complaint_is_allocated_to_a_service_manager(story: Story) -> None:
    story(
        "dartford",
        """
        step by step
        Ann is a service manager
        Dora is a director
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        refused under 8.1.1(a): allocated to Ann
        Mon 01 Jun 2026        refused under 2.7(i): registered by Ann
        Mon 01 Jun 2026        registered by the Corporate Services Team
        Mon 01 Jun 2026        refused under 8.1.1(a): allocated to Dora by the Corporate Services Team
        Mon 01 Jun 2026        allocated to Ann by the Corporate Services Team
        Mon 01 Jun 2026        Ann is in charge
        Mon 01 Jun 2026        status is awaiting-acknowledgement
        """,
    )


@requirement("DA-8.1.1-c1")
def test_DA_8_1_1_c_the_service_manager_clarifies_and_the_clock_runs_on(story: Story) -> None:
    """Nothing in the text pauses a clock (Q15)."""
    story(
        "dartford",
        """
        Ann is a service manager
        Bob is a service manager
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        allocated to Ann
        Wed 03 Jun 2026        acknowledged
        Thu 04 Jun 2026        refused under 8.1.1(c): clarified by Bob
        Thu 04 Jun 2026        clarified by Ann
        Tue 16 Jun 2026        stage one response is due
        """,
    )


@requirement("DA-8.1.1-d1")
def test_DA_8_1_1_d_every_point_is_upheld_partly_upheld_or_not(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received with 2 points
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026 refused saying "Every point needs a finding":
        … answered with one point upheld and the rest unanswered
        Tue 16 Jun 2026        answered: partially upheld
        Tue 16 Jun 2026        outcome is partially upheld
        """,
    )


@requirement("DA-8.1.1-e1", "DA-8.1.1-f1", "DA-8.1.1-g1", "DA-8.1.1-h1", "DA-8.1.1-i1")
def test_DA_8_1_1_e_to_i_the_answer_has_all_its_contents(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        refused under 8.1.1(e): answered: upheld without the how and why
        Tue 16 Jun 2026        refused under 8.1.1(f): answered: upheld without the apology
        Tue 16 Jun 2026        refused under 8.1.1(f): answered: partially upheld without the apology
        Tue 16 Jun 2026        refused under 8.1.1(h): answered: not upheld without the explanation
        Tue 16 Jun 2026        refused under 8.1.1(i): answered: not upheld without the stage two route
        Tue 16 Jun 2026        answered: not upheld without the apology
        Tue 16 Jun 2026        outcome is not upheld
        """,
    )


def test_DA_8_1_1_nobody_answers_for_the_service_manager_and_nobody_answers_twice(story: Story) -> None:
    story(
        "dartford",
        """
        Ann is a service manager
        Bob is a service manager
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        allocated to Ann
        Wed 03 Jun 2026        acknowledged
        Wed 03 Jun 2026        refused under 8.1.1(b): acknowledged
        Tue 16 Jun 2026        refused under 8.1.1(e): answered: upheld by Bob
        Tue 16 Jun 2026        answered: upheld by Ann
        Tue 16 Jun 2026        refused under 8.1.1(e): answered: not upheld by Ann
        Tue 16 Jun 2026        refused under 2.7(vi)(a): extended by 5 working days because it is complex
        """,
    )


@requirement("DA-3.14-2")
def test_DA_3_14_a_wrong_date_of_receipt_is_corrected_and_the_clocks_follow(story: Story) -> None:
    """Both entries stay; what a letter promised stays promised."""
    story(
        "dartford",
        """
        Wed 03 Jun 2026 10:00  complaint received
        Tue 09 Jun 2026        stage one acknowledgement is due
        Thu 04 Jun 2026 refused under 3.14:
        … corrected: complaint was received on Fri 29 May 2026 at 16:00 by the service manager
        Thu 04 Jun 2026        corrected: complaint was received on Fri 29 May 2026 at 16:00 because the stamp says so
        Thu 04 Jun 2026        stage one acknowledgement is due
        Fri 05 Jun 2026        acknowledged
        Fri 05 Jun 2026        stage one acknowledgement is late by 1 working day
        Wed 17 Jun 2026        stage one response is due
        Wed 17 Jun 2026        stage one response is promised
        Fri 05 Jun 2026        refused under 3.14: corrected: complaint was received on Mon 08 Jun 2026
        """,
    )


def test_DA_3_14_a_promised_date_stands_when_the_receipt_is_corrected(story: Story) -> None:
    """A recomputed earlier date never makes a case late before its promise."""
    story(
        "dartford",
        """
        Wed 03 Jun 2026 10:00  complaint received
        Tue 09 Jun 2026        acknowledged
        Mon 22 Jun 2026        stage one response is promised
        Wed 10 Jun 2026        corrected: complaint was received on Fri 29 May 2026 at 16:00
        Mon 22 Jun 2026        stage one response is due
        Mon 22 Jun 2026        stage one response working says "a promised date stands"
        Fri 19 Jun 2026        stage one response is not overdue
        Fri 19 Jun 2026        extended by 10 working days because it is complex
        Mon 06 Jul 2026        stage one response is due
        Mon 06 Jul 2026        answered: upheld
        Mon 06 Jul 2026        stage one response is met
        """,
    )


def test_DA_3_13_a_simple_complaint_may_be_answered_on_the_day_it_is_acknowledged(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Tue 02 Jun 2026 09:00  acknowledged
        Tue 02 Jun 2026 09:00  answered: upheld
        Tue 02 Jun 2026        stage one acknowledgement is met
        Tue 02 Jun 2026        stage one response is met
        """,
    )


def test_DA_3_9_an_anonymous_complaint_without_an_address_owes_no_acknowledgement(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received anonymously
        Mon 01 Jun 2026        stage one acknowledgement does not apply
        Tue 09 Jun 2026        stage one acknowledgement is not overdue
        Thu 18 Jun 2026        stage one response is due
        Thu 18 Jun 2026        stage one response working says "because there is no address"
        """,
    )


def test_DA_2_10_2_a_withdrawn_complaint_owes_nothing_more(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Mon 08 Jun 2026        withdrawn
        Wed 01 Jul 2026        stage one response is not running
        Wed 01 Jul 2026        stage one response is not overdue
        Mon 08 Jun 2026        status is withdrawn
        Tue 09 Jun 2026        refused saying "withdrawn": answered: upheld
        Tue 09 Jun 2026        noted
        """,
    )
