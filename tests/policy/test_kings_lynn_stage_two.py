"""What does King's Lynn and West Norfolk's policy ask at Stage 2? One story per sentence."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement

#: Stage 1 is done: answered on Wednesday 15 April 2026.
ANSWERED = """
    Wed 25 Mar 2026  complaint received
    Fri 27 Mar 2026  acknowledged
    Wed 15 Apr 2026  stage one answered: not upheld
"""
#: Stage 2 was asked for on Friday 1 May 2026.
REQUESTED = ANSWERED + "Fri 01 May 2026  stage two requested\n"


@requirement("KL-3-14", "C4")
@pytest.mark.parametrize(
    ("answered", "printed", "last"),
    [
        ("Wed 15 Apr 2026", "Fri 15 May 2026", "Fri 15 May 2026"),
        ("Fri 30 Jan 2026", "Sat 28 Feb 2026", "Mon 02 Mar 2026"),
        ("Fri 27 Feb 2026", "Fri 27 Mar 2026", "Fri 27 Mar 2026"),
        ("Tue 31 Mar 2026", "Thu 30 Apr 2026", "Thu 30 Apr 2026"),
        ("Fri 31 Jul 2026", "Mon 31 Aug 2026", "Tue 01 Sep 2026"),
    ],
)
def test_KL_3_stage_2_is_asked_for_within_a_calendar_month(
    story: Story, answered: str, printed: str, last: str
) -> None:
    """The letter prints the corresponding date; a request on the next working day is still in time (Q14)."""
    story(
        "kings-lynn",
        f"""
        Fri 16 Jan 2026  complaint received
        {answered}  acknowledged
        {answered}  stage one answered: not upheld
        {printed}  stage two window is printed as this day
        {printed}  stage two window is promised
        {last}  stage two window is due under 3
        {last}  stage two requested
        {last}  request is in time
        {last}  stage two window is met
        """,
    )


@requirement("KL-3-14")
def test_KL_3_a_late_request_goes_to_the_appointed_officer_who_gives_the_reason(story: Story) -> None:
    """It is late on the day after, is not turned away by itself, and is accepted only with a reason (Q18)."""
    story(
        "kings-lynn",
        """
        Fri 16 Jan 2026  complaint received
        Tue 20 Jan 2026  acknowledged
        Fri 30 Jan 2026  stage one answered: not upheld
        Tue 03 Mar 2026  stage two requested
        Tue 03 Mar 2026  request is late
        Tue 03 Mar 2026  stage two window is late by 1 working day
        Thu 05 Mar 2026  refused under 3 saying "after the last day": request accepted
        Thu 05 Mar 2026  request accepted because she was in hospital
        """,
    )


@requirement("KL-3-14")
def test_KL_3_a_request_counts_by_the_day_it_was_made(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Fri 16 Jan 2026  complaint received
        Tue 20 Jan 2026  acknowledged
        Fri 30 Jan 2026  stage one answered: not upheld
        Wed 04 Mar 2026  stage two requested, sent on Mon 02 Mar 2026
        Wed 04 Mar 2026  request is in time
        Fri 06 Mar 2026  stage two acceptance is due
        """,
    )


@requirement("KL-3-10")
def test_KL_3_stage_2_can_be_asked_for_only_after_the_answer_at_stage_1(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Wed 25 Mar 2026  complaint received
        Fri 27 Mar 2026  acknowledged
        Mon 13 Apr 2026  refused under 3 saying "it has been answered": stage two requested
        Wed 15 Apr 2026  stage one answered: upheld
        Thu 16 Apr 2026  stage two requested
        Thu 16 Apr 2026  status is requested
        """,
    )


@requirement("KL-3-12")
def test_KL_3_the_complainant_must_give_reasons(story: Story) -> None:
    story(
        "kings-lynn",
        ANSWERED
        + """
        Fri 01 May 2026  refused under 3 saying "must say why": stage two requested without reasons
        Fri 01 May 2026  stage two requested by the complaints administrator without reasons
        Fri 01 May 2026  status is reasons-awaited
        Tue 05 May 2026  refused under 3 saying "must say why": request accepted
        Tue 05 May 2026  reasons given
        Tue 05 May 2026  request accepted
        """,
    )


@requirement("KL-3-18", "C5")
def test_KL_3_the_decision_to_accept_takes_no_more_than_two_working_days(story: Story) -> None:
    story(
        "kings-lynn",
        REQUESTED
        + """
        Wed 06 May 2026  stage two acceptance is due under 3
        Wed 06 May 2026  stage two acceptance is not overdue
        Thu 07 May 2026  stage two acceptance is overdue
        Thu 07 May 2026  request accepted
        Thu 07 May 2026  stage two acceptance is late by 1 working day
        """,
    )


@requirement("KL-3-16", "KL-3-17")
def test_KL_3_with_elements_not_considered_the_request_cannot_be_refused(story: Story) -> None:
    story(
        "kings-lynn",
        REQUESTED
        + """
        Tue 05 May 2026  refused under 3: request refused finding elements not considered because it is all done
        Tue 05 May 2026  refused under 3: request refused finding full and comprehensive
        Tue 05 May 2026  request refused finding full and comprehensive because she is only unhappy
        Tue 05 May 2026  stage two acceptance is met
        Tue 05 May 2026  stage two response is not running
        Tue 05 May 2026  status is refused
        """,
    )


@requirement("KL-3-19")
def test_KL_3_a_refusal_is_told_with_its_reasons_and_the_ombudsman(story: Story) -> None:
    story(
        "kings-lynn",
        REQUESTED
        + """
        Tue 05 May 2026  refused under 3: request refused because it is all done without the reasons
        Tue 05 May 2026  refused: request refused because it is all done without the ombudsmen
        Tue 05 May 2026  request refused because it is all done
        """,
    )


@requirement("KL-3-20")
def test_KL_3_after_acceptance_the_chief_executive_delegates_to_a_senior_officer(story: Story) -> None:
    story(
        "kings-lynn",
        """
        step by step
        Sue is a senior officer
        Wed 25 Mar 2026  complaint received
        Wed 25 Mar 2026  registered
        Wed 25 Mar 2026  allocated to the stage 1 investigator
        Fri 27 Mar 2026  acknowledged
        Wed 15 Apr 2026  stage one answered: not upheld
        Fri 01 May 2026  stage two requested
        Tue 05 May 2026  refused under 3: appointed Sue
        Tue 05 May 2026  request accepted
        Tue 05 May 2026  status is accepted
        Tue 05 May 2026  refused under 3: appointed Sue by the complaints administrator
        Tue 05 May 2026  appointed Sue by the chief executive
        Tue 05 May 2026  Sue is in charge
        """,
    )


@requirement("KL-3-21")
def test_KL_3_the_stage_2_officer_has_had_no_part_in_the_case(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Ann is a stage 1 investigator and a senior officer
        Bea is a senior officer
        Cid is a senior officer
        Sue is a senior officer
        Wed 25 Mar 2026  complaint received
        Wed 25 Mar 2026  allocated to Ann
        Thu 26 Mar 2026  contacted by Bea
        Fri 27 Mar 2026  acknowledged
        Wed 15 Apr 2026  stage one answered: not upheld by Ann drafted by Cid
        Fri 01 May 2026  stage two requested
        Tue 05 May 2026  refused under 3 saying "earlier stage": request accepted by Ann
        Tue 05 May 2026  request accepted by Sue
        Tue 05 May 2026  refused under 3 saying "was in charge of an earlier stage": appointed Ann
        Tue 05 May 2026  refused under 3 saying "contacted the complainant": appointed Bea
        Tue 05 May 2026  refused under 3 saying "worked on an earlier response": appointed Cid
        Tue 05 May 2026  appointed Sue
        """,
    )


def test_KL_3_whoever_accepts_the_request_may_investigate_it(story: Story) -> None:
    """The acceptance may be decided by the officer who is then delegated (Q41)."""
    story(
        "kings-lynn",
        REQUESTED
        + """
        Sue is a senior officer
        Tue 05 May 2026  request accepted by Sue
        Tue 05 May 2026  appointed Sue
        """,
    )


@requirement("KL-3-21")
def test_KL_3_whoever_was_complained_about_cannot_be_the_stage_2_officer(story: Story) -> None:
    story(
        "kings-lynn",
        REQUESTED
        + """
        Sue is a senior officer
        Tue 05 May 2026  Sue is complained about
        Tue 05 May 2026  request accepted
        Tue 05 May 2026  refused saying "cannot take this case": appointed Sue
        """,
    )


@requirement("KL-3-29", "C6")
def test_KL_3_stage_2_is_answered_within_twenty_working_days_of_the_request(story: Story) -> None:
    """From the receipt of the request; the time for accepting it is inside (Q13)."""
    story(
        "kings-lynn",
        REQUESTED
        + """
        Wed 06 May 2026  request accepted
        Tue 02 Jun 2026  stage two response is due under 3
        Tue 02 Jun 2026  stage two response is promised
        Tue 02 Jun 2026  stage two response working says "Spring bank holiday"
        Tue 02 Jun 2026  final response: upheld
        Tue 02 Jun 2026  stage two response is met
        """,
    )


@requirement("KL-3-30")
def test_KL_3_stage_2_may_take_longer_with_a_timescale_and_the_first_date_is_kept(story: Story) -> None:
    """Any number of notices, any length: the text sets no maximum (Q19)."""
    story(
        "kings-lynn",
        REQUESTED
        + """
        Wed 06 May 2026  request accepted
        Mon 01 Jun 2026  refused under 3: delay notice for Tue 16 Jun 2026 without the new date
        Mon 01 Jun 2026  delay notice for Tue 16 Jun 2026
        Tue 16 Jun 2026  stage two response is due under 3
        Tue 16 Jun 2026  stage two response is promised
        Tue 02 Jun 2026  stage two response was originally due
        Mon 15 Jun 2026  delay notice for Tue 01 Sep 2026
        Tue 01 Sep 2026  stage two response is due under 3
        Tue 02 Jun 2026  stage two response was originally due
        Tue 01 Sep 2026  stage two response working says "kept for reports"
        """,
    )


def test_KL_3_a_delay_notice_after_the_due_date_mends_no_miss(story: Story) -> None:
    story(
        "kings-lynn",
        REQUESTED
        + """
        Wed 06 May 2026  request accepted
        Thu 04 Jun 2026  delay notice for Tue 16 Jun 2026
        Tue 02 Jun 2026  stage two response stays missed
        Tue 16 Jun 2026  stage two response is due
        """,
    )


@requirement("KL-3-28")
def test_KL_3_the_chief_executive_agrees_the_response_before_it_is_sent(story: Story) -> None:
    """Editing the draft afterwards removes the agreement."""
    story(
        "kings-lynn",
        REQUESTED
        + """
        Sue is a senior officer
        Wed 06 May 2026  request accepted
        Wed 06 May 2026  appointed Sue
        Tue 02 Jun 2026  refused under 3 saying "must be agreed": final response: upheld in draft one
        Tue 02 Jun 2026  refused under 3: agreed in draft one by Sue
        Tue 02 Jun 2026  agreed in draft one by the chief executive
        Tue 02 Jun 2026  refused under 3 saying "an earlier draft": final response: upheld in draft two
        Tue 02 Jun 2026  agreed in draft two by the chief executive
        Tue 02 Jun 2026  final response: upheld in draft two
        """,
    )


@requirement("KL-3-26", "KL-9-1")
def test_KL_3_the_final_response_has_all_its_contents(story: Story) -> None:
    story(
        "kings-lynn",
        REQUESTED
        + """
        Wed 06 May 2026  request accepted
        Tue 02 Jun 2026  agreed
        Tue 02 Jun 2026  refused under 3: final response: upheld without the on behalf
        Tue 02 Jun 2026  refused under 3: final response: upheld without the officer
        Tue 02 Jun 2026  refused: final response: upheld without the final
        Tue 02 Jun 2026  refused under 9: final response: upheld without the ombudsmen
        Tue 02 Jun 2026  final response: upheld
        """,
    )


@requirement("KL-9-3")
def test_KL_9_the_appropriate_ombudsman_is_named_or_nothing_is_sent(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Wed 25 Mar 2026  complaint received with the landlord question open
        Fri 27 Mar 2026  acknowledged
        Wed 15 Apr 2026  stage one answered: not upheld
        Fri 01 May 2026  stage two requested
        Wed 06 May 2026  request accepted
        Tue 02 Jun 2026  agreed
        Tue 02 Jun 2026  refused under 9 saying "landlord": final response: upheld
        Tue 02 Jun 2026  settled as a landlord matter
        Tue 02 Jun 2026  final response: upheld
        Tue 02 Jun 2026  ombudsman is the Housing Ombudsman Service
        """,
    )
    story("kings-lynn", REQUESTED + "Fri 01 May 2026  ombudsman is the Local Government and Social Care Ombudsman")


@requirement("KL-3-1", "KL-3-11")
def test_KL_3_after_stage_2_there_is_only_the_ombudsman(story: Story) -> None:
    story(
        "kings-lynn",
        REQUESTED
        + """
        Wed 06 May 2026  request accepted
        Tue 02 Jun 2026  final response: not upheld
        Tue 02 Jun 2026  response is final
        Wed 03 Jun 2026  refused saying "Local Government and Social Care Ombudsman": stage two requested
        Wed 03 Jun 2026  ombudsman received
        Wed 01 Jul 2026  ombudsman response is due under 9
        """,
    )


def test_KL_3_a_request_after_the_case_was_closed_opens_stage_2_again(story: Story) -> None:
    story(
        "kings-lynn",
        ANSWERED
        + """
        Mon 20 Apr 2026  closed
        Mon 20 Apr 2026  status is closed
        Fri 01 May 2026  stage two requested
        Fri 01 May 2026  status is requested
        Wed 06 May 2026  stage two acceptance is due
        """,
    )
