"""Does a council with another procedure need a policy file and stories, and no code? Marshbridge, which is made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.policy.conftest import Story
from tests.policy.marshbridge import MARSHBRIDGE, marshbridge_installed


@pytest.fixture(scope="module", autouse=True)
def _marshbridge() -> Iterator[None]:
    with marshbridge_installed():
        yield


#: Received on Monday 1 June 2026, answered on the last day of Stage One.
ANSWERED = """
    Mon 01 Jun 2026  complaint received about a matter that occurred on Mon 02 Feb 2026
    Mon 29 Jun 2026  stage one answered: not upheld
"""
#: Stage Two answered on the last of its days, after the bank holiday at the end of August.
TWICE_ANSWERED = (
    ANSWERED
    + """
    Fri 31 Jul 2026  stage two requested
    Tue 01 Sep 2026  stage two answered: not upheld
"""
)
#: Stage Three asked for on Monday 5 October 2026.
AT_STAGE_THREE = TWICE_ANSWERED + "Mon 05 Oct 2026  stage three requested\n"


# --- limits in calendar days and months ------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "acknowledged", "printed", "due"),
    [
        ("Mon 01 Jun 2026", "Mon 08 Jun 2026", "Mon 29 Jun 2026", "Mon 29 Jun 2026"),
        ("Thu 05 Mar 2026", "Tue 10 Mar 2026", "Thu 02 Apr 2026", "Thu 02 Apr 2026"),  # summer time begins
        ("Fri 06 Mar 2026", "Wed 11 Mar 2026", "Fri 03 Apr 2026", "Tue 07 Apr 2026"),  # Easter
        ("Thu 01 Oct 2026", "Tue 06 Oct 2026", "Thu 29 Oct 2026", "Thu 29 Oct 2026"),  # summer time ends
        ("Fri 27 Nov 2026", "Wed 02 Dec 2026", "Fri 25 Dec 2026", "Tue 29 Dec 2026"),  # Christmas
        ("Fri 04 Dec 2026", "Wed 09 Dec 2026", "Fri 01 Jan 2027", "Mon 04 Jan 2027"),  # the year ends
        ("Fri 04 Feb 2028", "Wed 09 Feb 2028", "Fri 03 Mar 2028", "Fri 03 Mar 2028"),  # a leap day between
    ],
)
def test_MB_3_2_stage_one_is_answered_within_28_days(
    story: Story, received: str, acknowledged: str, printed: str, due: str
) -> None:
    """Letters say the 28th day; an answer on the next working day is in time. The acknowledgement has five days."""
    story(
        MARSHBRIDGE,
        f"""
        {received}  complaint received
        {acknowledged}  acknowledgement is due under 3.1
        {printed}  stage one response is printed as this day
        {due}  stage one response is due under 3.2
        {due}  stage one response is not overdue
        """,
    )


@pytest.mark.parametrize(
    ("requested", "printed", "due"),
    [
        ("Mon 06 Jul 2026", "Thu 06 Aug 2026", "Thu 06 Aug 2026"),
        ("Fri 31 Jul 2026", "Mon 31 Aug 2026", "Tue 01 Sep 2026"),  # a bank holiday
        ("Fri 25 Sep 2026", "Sun 25 Oct 2026", "Mon 26 Oct 2026"),  # the day on which summer time ends
        ("Fri 27 Nov 2026", "Sun 27 Dec 2026", "Tue 29 Dec 2026"),  # the bank holiday moved to Monday
    ],
)
def test_MB_4_1_stage_two_is_answered_within_one_month(story: Story, requested: str, printed: str, due: str) -> None:
    story(
        MARSHBRIDGE,
        f"""
        Mon 01 Jun 2026  complaint received about a matter that occurred on Mon 01 Jun 2026
        Mon 29 Jun 2026  stage one answered: not upheld
        {requested}  stage two requested
        {printed}  stage two response is printed as this day
        {due}  stage two response is due under 4.1
        {due}  stage two response working says "One calendar month ends on"
        """,
    )


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("Wed 03 Jun 2026", "Fri 12 Jun 2026"),
        ("Tue 22 Dec 2026", "Thu 31 Dec 2026"),
        ("Tue 16 Mar 2027", "Thu 25 Mar 2027"),  # Good Friday is the tenth day
        ("Mon 19 Oct 2026", "Thu 29 Oct 2026"),
    ],
)
def test_MB_1_2_a_comment_is_answered_by_the_working_day_before_the_tenth(
    story: Story, received: str, due: str
) -> None:
    """A comment has no stages; its last day moves back to a working day, and letters say that day."""
    story(
        MARSHBRIDGE,
        f"""
        {received}  comment received
        {due}  comment answer is due under 1.2
        {due}  comment answer is printed as this day
        {received}  status is awaiting-allocation
        {received}  closed
        {received}  status is closed
        """,
    )


def test_MB_1_2_a_comment_that_is_answered_needs_no_stage_to_be_named(story: Story) -> None:
    story(
        MARSHBRIDGE,
        """
        Wed 03 Jun 2026  comment received
        Thu 04 Jun 2026  responded
        Thu 04 Jun 2026  comment answer is met
        Thu 04 Jun 2026  status is answered
        Fri 05 Jun 2026  refused: next stage requested
        """,
    )


# --- an acknowledgement that an early answer makes needless --------------------------------------


@pytest.mark.parametrize("answered", ["Fri 05 Jun 2026", "Mon 08 Jun 2026"])
def test_MB_3_1_no_acknowledgement_is_owed_once_the_full_answer_has_gone_by_its_date(
    story: Story, answered: str
) -> None:
    story(
        MARSHBRIDGE,
        f"""
        Mon 01 Jun 2026  complaint received
        Tue 02 Jun 2026  status is new
        {answered}  stage one answered: upheld
        {answered}  acknowledgement does not apply
        {answered}  acknowledgement working says "Not owed: the answer itself went by this date"
        Tue 09 Jun 2026  acknowledgement is not overdue
        """,
    )


def test_MB_3_1_a_missed_acknowledgement_stays_missed_when_the_answer_comes(story: Story) -> None:
    """Whatever ends the matter afterwards, the council was late."""
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received
        Mon 08 Jun 2026  acknowledgement is due under 3.1
        Tue 09 Jun 2026  stage one answered: upheld
        Tue 09 Jun 2026  acknowledgement is overdue
        Tue 09 Jun 2026  acknowledgement is late by 1 working day
        """,
    )


def test_MB_3_1_the_acknowledgement_is_still_sent_where_the_answer_takes_longer(story: Story) -> None:
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received
        Mon 08 Jun 2026  acknowledged
        Mon 08 Jun 2026  acknowledgement is met
        Mon 29 Jun 2026  stage one response is promised
        """,
    )


# --- caps: on the whole, and on what is added ----------------------------------------------------


def test_MB_3_2_stage_one_lasts_42_days_at_most(story: Story) -> None:
    """The cap is on the whole: 14 days can be added to 28, in one go or in several."""
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received
        Wed 24 Jun 2026  stage one response has 14 days of extension left
        Wed 24 Jun 2026  stage one response working says "so up to 14 days may be added (3.2)"
        Wed 24 Jun 2026  refused under 3.2 saying "until Monday 13 July 2026": extended by 15 days because it is hard
        Wed 24 Jun 2026  extended by 5 days because the surveyor is away
        Sat 04 Jul 2026  stage one response is printed as this day
        Mon 06 Jul 2026  stage one response is due under 3.2
        Wed 24 Jun 2026  stage one response has 9 days of extension left
        Fri 03 Jul 2026  refused under 3.2 saying "5 have been used, 9 are left": extended by 10 days because of it
        Fri 03 Jul 2026  extended by 9 days because the surveyor is still away
        Mon 13 Jul 2026  stage one response is due under 3.2
        Fri 10 Jul 2026  stage one response has 0 days of extension left
        Fri 10 Jul 2026  stage one response working says "Extended by 14 days after Monday 29 June 2026"
        Fri 10 Jul 2026  refused under 3.2: extended to Tue 14 Jul 2026 because it never ends
        """,
    )


def test_MB_3_2_the_last_day_is_not_moved_past_the_cap(story: Story) -> None:
    """Extended to a Saturday that is the last day of the cap: the Monday after would be too late."""
    story(
        MARSHBRIDGE,
        """
        Sat 30 May 2026  complaint received
        Mon 29 Jun 2026  stage one response is due under 3.2
        Sat 27 Jun 2026  stage one response is printed as this day
        Wed 24 Jun 2026  stage one response has 12 days of extension left
        Wed 24 Jun 2026  extended to Sat 11 Jul 2026 because the surveyor is away
        Sat 11 Jul 2026  stage one response is due under 3.2
        """,
    )


def test_MB_4_1_up_to_14_extra_days_are_added_at_stage_two(story: Story) -> None:
    """The cap is on what is added, and counted in days of any kind."""
    story(
        MARSHBRIDGE,
        ANSWERED
        + """
        Fri 31 Jul 2026  stage two requested
        Mon 24 Aug 2026  stage two response has 14 days of extension left
        Mon 24 Aug 2026  refused under 4.1 saying "14 days at most": extended by 15 days because it is hard
        Mon 24 Aug 2026  extended by 14 days because the file is with the auditor
        Tue 15 Sep 2026  stage two response is due under 4.1
        Tue 01 Sep 2026  stage two response was originally due
        Tue 15 Sep 2026  stage two response has 0 days of extension left
        """,
    )


def test_MB_5_1_stage_three_lasts_three_months_at_most_over_the_year_end(story: Story) -> None:
    """The cap is in months and what is added in working days: 33 of them lie between, Christmas left out."""
    story(
        MARSHBRIDGE,
        AT_STAGE_THREE
        + """
        Mon 16 Nov 2026  stage three response is due under 5.1
        Fri 13 Nov 2026  stage three response has 33 working days of extension left
        Fri 13 Nov 2026  refused under 5.1: extended by 34 working days because the panel is ill
        Fri 13 Nov 2026  extended by 33 working days because the panel is ill
        Tue 05 Jan 2027  stage three response is due under 5.1
        Tue 05 Jan 2027  stage three response has 0 working days of extension left
        """,
    )


# --- the later of two, the earlier of two --------------------------------------------------------


@pytest.mark.parametrize(
    ("happened", "received", "answered", "last"),
    [
        ("Mon 02 Feb 2026", "Mon 01 Jun 2026", "Mon 29 Jun 2026", "Sat 29 Aug 2026"),  # two months from the reply
        ("Mon 25 May 2026", "Mon 01 Jun 2026", "Mon 29 Jun 2026", "Wed 25 Nov 2026"),  # six months from the event
        ("Mon 29 Dec 2025", "Thu 01 Jan 2026", "Mon 12 Jan 2026", "Mon 29 Jun 2026"),
        ("Sun 31 Aug 2025", "Mon 08 Dec 2025", "Wed 31 Dec 2025", "Sat 28 Feb 2026"),  # both end on one day
        ("Tue 01 Sep 2026", "Mon 16 Nov 2026", "Tue 01 Dec 2026", "Mon 01 Mar 2027"),  # over a year end
        ("Mon 30 Aug 2027", "Wed 01 Dec 2027", "Thu 30 Dec 2027", "Tue 29 Feb 2028"),  # a leap day
    ],
)
def test_MB_3_3_stage_two_is_asked_for_within_the_later_of_two_windows(
    story: Story, happened: str, received: str, answered: str, last: str
) -> None:
    story(
        MARSHBRIDGE,
        f"""
        {received}  complaint received about a matter that occurred on {happened}
        {answered}  stage one answered: not upheld
        {last}  stage two window is due under 3.3
        {last}  stage two window is promised
        {last}  stage two window working says "the later date counts (3.3)"
        {last}  stage two requested
        {last}  request is in time
        """,
    )


def test_MB_3_3_a_later_request_is_refused(story: Story) -> None:
    """The window is hard: on the day after, nobody decides anything."""
    story(
        MARSHBRIDGE,
        ANSWERED
        + """
        Sun 30 Aug 2026  status is answered-window-passed
        Sun 30 Aug 2026  refused under 3.3 saying "Saturday 29 August 2026": stage two requested
        Tue 01 Sep 2026  stage two requested, sent on Sat 29 Aug 2026
        """,
    )


def test_MB_3_3_while_one_start_is_unknown_the_other_counts(story: Story) -> None:
    """Before the reply it is six months from the event; with no date of the event, two months from the reply."""
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received about a matter that occurred on Mon 02 Feb 2026
        Sun 02 Aug 2026  stage two window is provisionally due under 3.3
        Sun 02 Aug 2026  stage two window working says "2 months from the response is not counted"
        Mon 29 Jun 2026  stage one answered: not upheld
        Sat 29 Aug 2026  stage two window is due under 3.3
        """,
    )
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received
        Mon 01 Jun 2026  stage two window is not running
        Mon 29 Jun 2026  stage one answered: not upheld
        Sat 29 Aug 2026  stage two window is due under 3.3
        """,
    )


def test_MB_4_2_the_window_for_stage_three_is_advice_only(story: Story) -> None:
    """28 days are printed; on the day after nothing has changed."""
    story(
        MARSHBRIDGE,
        TWICE_ANSWERED
        + """
        Tue 29 Sep 2026  stage three window is due under 4.2
        Wed 30 Sep 2026  status is answered
        Mon 12 Oct 2026  stage three requested
        Mon 12 Oct 2026  request is in time
        """,
    )


def test_MB_5_2_the_panel_invites_within_the_earlier_of_two(story: Story) -> None:
    """20 working days from the request, until the complaint is given to the panel: then ten from that, if earlier."""
    story(
        MARSHBRIDGE,
        AT_STAGE_THREE
        + """
        Mon 02 Nov 2026  panel invitation is provisionally due under 5.2
        Mon 12 Oct 2026  allocated to the clerk to the panel
        Mon 26 Oct 2026  panel invitation is due under 5.2
        Mon 26 Oct 2026  panel invitation working says "20 working days from the receipt would end on Monday 2 November"
        Mon 26 Oct 2026  contacted by the clerk to the panel
        Mon 26 Oct 2026  panel invitation is met
        """,
    )
    story(
        MARSHBRIDGE,
        AT_STAGE_THREE
        + """
        Fri 30 Oct 2026  allocated to the clerk to the panel
        Mon 02 Nov 2026  panel invitation is due under 5.2
        """,
    )


def test_MB_10_1_the_file_is_closed_after_the_later_of_two_once_both_are_known(story: Story) -> None:
    """Nothing runs before the first answer; then three months from the receipt or one from the answer."""
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received
        Mon 01 Jun 2026  closing is not running
        Mon 29 Jun 2026  stage one answered: upheld
        Tue 01 Sep 2026  closing is due under 10.1
        """,
    )
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received
        Mon 17 Aug 2026  stage one answered: upheld
        Thu 17 Sep 2026  closing is due under 10.1
        """,
    )


# --- rights by default ---------------------------------------------------------------------------


def test_MB_6_1_without_an_answer_at_the_cap_stage_two_can_be_asked_for_as_if_refused(story: Story) -> None:
    """42 days from the receipt, whether or not more time was taken; no window applies, for there was no answer."""
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received about a matter that occurred on Wed 26 Nov 2025
        Mon 13 Jul 2026  next stage cannot be asked for by right yet
        Mon 13 Jul 2026  refused under 6.1 saying "not before Tuesday 14 July 2026": stage two requested
        Tue 14 Jul 2026  next stage can be asked for by right under 6.1
        Tue 14 Jul 2026  stage two requested
        Tue 14 Jul 2026  request is in time
        Tue 14 Jul 2026  status is requested
        Tue 14 Jul 2026  stage one response is overdue
        Fri 14 Aug 2026  stage two response is due under 4.1
        Fri 14 Aug 2026  stage two answered: upheld
        """,
    )


def test_MB_6_1_the_right_goes_when_the_answer_comes(story: Story) -> None:
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received about a matter that occurred on Mon 02 Feb 2026
        Mon 29 Jun 2026  stage one answered: not upheld
        Tue 14 Jul 2026  next stage cannot be asked for by right yet
        Tue 14 Jul 2026  stage two requested
        """,
    )


def test_MB_6_2_and_6_3_without_an_answer_the_ombudsman_can_be_approached(story: Story) -> None:
    """At Stage Two from the day after it was due, at Stage Three only after the cap."""
    story(
        MARSHBRIDGE,
        ANSWERED
        + """
        Fri 31 Jul 2026  stage two requested
        Tue 01 Sep 2026  ombudsman cannot be approached yet
        Wed 02 Sep 2026  ombudsman can be approached under 6.2
        Tue 01 Sep 2026  refused under 9.1: signposted to the ombudsman for want of a response
        Wed 02 Sep 2026  signposted to the ombudsman for want of a response
        """,
    )
    story(
        MARSHBRIDGE,
        AT_STAGE_THREE
        + """
        Tue 05 Jan 2027  ombudsman cannot be approached yet
        Wed 06 Jan 2027  ombudsman can be approached under 6.3
        """,
    )


def test_after_stage_three_there_is_no_further_stage(story: Story) -> None:
    story(
        MARSHBRIDGE,
        AT_STAGE_THREE
        + """
        Mon 16 Nov 2026  stage three answered: not upheld
        Mon 16 Nov 2026  response is final
        Mon 16 Nov 2026  status is final
        Tue 17 Nov 2026  refused under 5.1 saying "Local Government and Social Care Ombudsman": next stage requested
        """,
    )


# --- other services, other ways in ---------------------------------------------------------------


def test_MB_3_4_adult_social_care_is_answered_in_14_days_by_its_own_team(story: Story) -> None:
    """Where the points are of several services, the shorter time counts. The cap on the whole is the same."""
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received for the service adult-care
        Mon 15 Jun 2026  stage one response is due under 3.4
        Mon 15 Jun 2026  stage one response falls to social care team
        Mon 15 Jun 2026  stage one response working says "for which 14 days apply (3.4)"
        Mon 15 Jun 2026  stage one response has 28 days of extension left
        """,
    )
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received for the service parks and home-help
        Mon 15 Jun 2026  stage one response is due under 3.4
        """,
    )
    story(
        MARSHBRIDGE,
        """
        Mon 01 Jun 2026  complaint received for the service parks
        Mon 29 Jun 2026  stage one response is due under 3.2
        Mon 29 Jun 2026  stage one response falls to head of service
        """,
    )


def test_MB_4_3_the_complaints_office_may_begin_at_stage_two(story: Story) -> None:
    """Stage One has no dates then, and its window does not exist; Stage Three follows as ever."""
    story(
        MARSHBRIDGE,
        """
        Ann is a complaints office
        Mon 06 Jul 2026  refused under 4.3: complaint received directly at Stage Two logged by the head of service
        Mon 06 Jul 2026  complaint received directly at Stage Two logged by Ann
        Mon 06 Jul 2026  status is awaiting-allocation
        Thu 06 Aug 2026  stage two response is due under 4.1
        Thu 06 Aug 2026  stage one response is not running
        Thu 06 Aug 2026  acknowledgement is not running
        Thu 06 Aug 2026  stage two window is not running
        Mon 03 Aug 2026  stage two answered: not upheld
        Mon 31 Aug 2026  stage three window is due under 4.2
        Mon 31 Aug 2026  stage three requested
        Mon 12 Oct 2026  stage three response is due under 5.1
        """,
    )


def test_MB_4_3_nothing_begins_at_stage_three(story: Story) -> None:
    story(
        MARSHBRIDGE,
        """
        Ann is a complaints office
        Mon 06 Jul 2026  refused under 5.1: complaint received directly at Stage Three logged by Ann
        """,
    )


def test_MB_4_4_a_complaint_about_elections_begins_at_stage_two(story: Story) -> None:
    """Whoever sends it, if every point is about elections."""
    story(
        MARSHBRIDGE,
        """
        Mon 06 Jul 2026  complaint received for the service elections
        Thu 06 Aug 2026  stage two response is due under 4.1
        """,
    )
    story(
        MARSHBRIDGE,
        """
        Mon 06 Jul 2026  complaint received for the service elections and parks
        Mon 03 Aug 2026  stage one response is due under 3.2
        """,
    )


# --- several runs, and other rules ---------------------------------------------------------------


def test_an_ombudsman_enquiry_without_stages_runs_beside_stage_two(story: Story) -> None:
    story(
        MARSHBRIDGE,
        ANSWERED
        + """
        Fri 31 Jul 2026  stage two requested
        Mon 03 Aug 2026  ombudsman enquiry received
        Tue 01 Sep 2026  stage two response is due
        Tue 01 Sep 2026  ombudsman answer is due under 9.2
        Tue 25 Aug 2026  stage two answered: not upheld
        Fri 28 Aug 2026  ombudsman answered
        Fri 28 Aug 2026  ombudsman answer is met
        Tue 22 Sep 2026  stage three window is due
        """,
    )


def test_MB_7_1_a_late_complaint_waits_for_a_decision(story: Story) -> None:
    story(
        MARSHBRIDGE,
        """
        Tue 02 Jun 2026  complaint received about a matter that occurred on Sun 01 Jun 2025
        Tue 02 Jun 2026  complaint is late under 7.1
        Tue 02 Jun 2026  status is lateness-to-decide
        Wed 03 Jun 2026  late complaint accepted because she was ill
        Wed 03 Jun 2026  status is new
        """,
    )


def test_a_request_bears_a_date_between_the_answer_and_its_receipt(story: Story) -> None:
    """A slip of the pen in the date would make a late request timely."""
    story(
        MARSHBRIDGE,
        ANSWERED
        + """
        Fri 31 Jul 2026  refused under 3.3 saying "on which it came": stage two requested, sent on Sat 01 Aug 2026
        Fri 31 Jul 2026  refused under 3.3 saying "it challenges": stage two requested, sent on Sun 28 Jun 2026
        Fri 31 Jul 2026  stage two requested, sent on Mon 29 Jun 2026
        """,
    )
