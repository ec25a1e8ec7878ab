"""When does something count as received by Dartford, and when does a clock start? 3.16 and 3.17, story by story."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement


@requirement("DA-3.16-b1", "DA-3.16-b2", "DA-3.16-b3", "DA-3.16-a3", "DA-3.14-4")
@pytest.mark.parametrize(
    ("arrived", "received", "due"),
    [
        ("Mon 02 Mar 2026 17:15", "Mon 02 Mar 2026 17:15", "Fri 06 Mar 2026"),
        ("Mon 02 Mar 2026 17:16", "Tue 03 Mar 2026 08:45", "Mon 09 Mar 2026"),
        ("Fri 01 May 2026 16:45", "Fri 01 May 2026 16:45", "Fri 08 May 2026"),
        ("Fri 01 May 2026 16:46", "Tue 05 May 2026 08:45", "Mon 11 May 2026"),
        ("Fri 22 May 2026 16:46", "Tue 26 May 2026 08:45", "Mon 01 Jun 2026"),
        ("Fri 03 Jul 2026 16:50", "Mon 06 Jul 2026 08:45", "Fri 10 Jul 2026"),
        ("Sat 04 Jul 2026 09:00", "Mon 06 Jul 2026 08:45", "Fri 10 Jul 2026"),
        ("Sat 04 Apr 2026 12:00", "Tue 07 Apr 2026 08:45", "Mon 13 Apr 2026"),
        ("Thu 02 Apr 2026 17:30", "Tue 07 Apr 2026 08:45", "Mon 13 Apr 2026"),
        ("Mon 01 Jun 2026 06:30", "Mon 01 Jun 2026 06:30", "Fri 05 Jun 2026"),
    ],
)
def test_DA_3_16_b_what_comes_after_hours_is_received_at_the_next_opening(
    story: Story, arrived: str, received: str, due: str
) -> None:
    """After 5.15 pm (4.45 pm on Friday), at weekends and on holidays; before opening it is that day (Q12)."""
    story(
        "dartford",
        f"""
        {arrived}  complaint received by email
        {received}  legally received under 3.16(b)
        {due}  stage one acknowledgement is due under 2.7(ii)
        """,
    )


@requirement("DA-3.16-a1")
@pytest.mark.parametrize(
    ("arrived", "received"),
    [
        ("Fri 03 Apr 2026 10:00", "Tue 07 Apr 2026 08:45"),
        ("Mon 06 Apr 2026 10:00", "Tue 07 Apr 2026 08:45"),
        ("Mon 04 May 2026 10:00", "Tue 05 May 2026 08:45"),
        ("Mon 25 May 2026 10:00", "Tue 26 May 2026 08:45"),
        ("Mon 31 Aug 2026 10:00", "Tue 01 Sep 2026 08:45"),
        ("Fri 25 Dec 2026 10:00", "Tue 29 Dec 2026 08:45"),
        ("Mon 28 Dec 2026 10:00", "Tue 29 Dec 2026 08:45"),
        ("Thu 24 Dec 2026 10:00", "Thu 24 Dec 2026 10:00"),
        ("Thu 31 Dec 2026 10:00", "Thu 31 Dec 2026 10:00"),
    ],
)
def test_DA_3_16_a_a_working_day_is_monday_to_friday_but_no_public_holiday(
    story: Story, arrived: str, received: str
) -> None:
    story("dartford", f"{arrived}  complaint received\n{received}  legally received")


@requirement("DA-3.16-a4")
def test_DA_3_16_a_days_on_which_the_offices_are_shut_count_all_the_same(story: Story) -> None:
    story(
        "dartford",
        """
        Tue 29 Dec 2026 10:00  complaint received
        Tue 29 Dec 2026 10:00  legally received
        Tue 05 Jan 2027        stage one acknowledgement is due under 2.7(ii)
        Tue 05 Jan 2027        stage one acknowledgement working says "these days count all the same (3.16(a))"
        """,
    )


@requirement("DA-3.16-c1")
def test_DA_3_16_c_post_that_comes_while_a_department_is_closed_counts_from_its_stamp(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 08 Jun 2026        complaint received by letter
        Fri 12 Jun 2026        stage one acknowledgement is due
        """,
    )


@requirement("DA-3.16-c2")
def test_DA_3_17_b_opening_reading_or_logging_it_later_changes_no_clock(story: Story) -> None:
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 09:00  complaint received by letter
        Thu 04 Jun 2026        noted by the Corporate Services Team
        Fri 05 Jun 2026        registered
        Fri 05 Jun 2026        stage one acknowledgement is due
        """,
    )


def test_DA_3_17_a_an_email_of_a_sunday_is_received_on_monday_morning(story: Story) -> None:
    story(
        "dartford",
        """
        Sun 05 Jul 2026 22:01  complaint received by email
        Mon 06 Jul 2026 08:45  legally received under 3.16(b)
        Fri 10 Jul 2026        stage one acknowledgement is due
        Fri 10 Jul 2026        stage one acknowledgement working says "on a Sunday"
        """,
    )


def test_DA_3_17_what_was_forwarded_keeps_its_first_arrival(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 06 Jul 2026 10:00  complaint received by email, forwarded, first received on Thu 02 Jul 2026 at 15:00
        Thu 02 Jul 2026 15:00  legally received
        Wed 08 Jul 2026        stage one acknowledgement is due
        """,
    )


@requirement("DA-3.11-a1")
def test_DA_3_11_complain_ideally_within_three_months(story: Story) -> None:
    """Encouragement only: passing it has no effect."""
    story(
        "dartford",
        """
        Wed 01 Jul 2026        complaint received about a matter that occurred on Tue 31 Mar 2026
        Tue 30 Jun 2026        ideal time to complain is due under 3.11
        Wed 01 Jul 2026        complaint is in time
        Wed 01 Jul 2026        registered
        """,
    )


@requirement("DA-3.11-a2", "DA-3.6-9")
def test_DA_3_11_a_complaint_after_twelve_months_waits_for_a_decision(story: Story) -> None:
    story(
        "dartford",
        """
        Sat 14 Mar 2026        complaint received about a matter that occurred on Fri 14 Mar 2025
        Sat 14 Mar 2026        time to complain is due under 3.11
        Sat 14 Mar 2026        complaint is in time
        Mon 16 Mar 2026        registered
        """,
    )
    story(
        "dartford",
        """
        step by step
        Dan is a departmental complaints officer
        Ann is a service manager
        Sun 15 Mar 2026        complaint received about a matter that occurred on Fri 14 Mar 2025
        Sun 15 Mar 2026        complaint is late under 3.11
        Mon 16 Mar 2026        status is lateness-to-decide
        Mon 16 Mar 2026        refused under 3.11: registered
        Mon 16 Mar 2026        refused under 3.11: late complaint accepted by Ann because it was kept from her
        Mon 16 Mar 2026        late complaint accepted by Dan because the service talked with her until January
        Mon 16 Mar 2026        registered
        Thu 19 Mar 2026        stage one acknowledgement is not overdue
        Fri 20 Mar 2026        stage one acknowledgement is due
        """,
    )
    story(
        "dartford",
        """
        step by step
        Sun 15 Mar 2026        complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026        late complaint declined because nobody remembers
        Mon 16 Mar 2026        refused under 3.11: registered
        Mon 16 Mar 2026        status is refused
        Mon 30 Mar 2026        stage one acknowledgement is not running
        Mon 30 Mar 2026        stage one response is not running
        """,
    )


@requirement("DA-3.11-a3")
def test_DA_3_11_a_complaint_that_an_ombudsman_refers_is_never_late(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 complaint received by ombudsman referral about a matter that occurred on Tue 01 Mar 2022
        Mon 01 Jun 2026        complaint is in time
        Mon 01 Jun 2026        registered
        """,
    )


def test_DA_3_11_prolonged_discussions_are_a_ground(story: Story) -> None:
    story(
        "dartford",
        """
        Sun 15 Mar 2026  complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026  late complaint accepted on the ground of prolonged discussions because they went on to May
        Mon 16 Mar 2026  registered
        """,
    )


def test_DA_3_11_a_wrong_day_of_the_matter_is_corrected(story: Story) -> None:
    story(
        "dartford",
        """
        step by step
        Sun 15 Mar 2026  complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026  refused under 3.11: registered
        Mon 16 Mar 2026  corrected: the matter occurred on Sat 15 Mar 2025 because she had misremembered
        Mon 16 Mar 2026  complaint is in time
        Mon 16 Mar 2026  refused under 3.11 saying "in time": late complaint accepted because it does not matter
        Mon 16 Mar 2026  registered
        """,
    )
