"""What does Dartford's policy ask at Stage One? One story per paragraph."""

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


@requirement("DA-2.7-ii")
def test_DA_2_7_ii_easter_is_not_counted(story: Story) -> None:
    story(
        "dartford",
        """
        Wed 01 Apr 2026 11:00  complaint received
        Thu 09 Apr 2026        stage one acknowledgement is due under 2.7(ii)
        Thu 09 Apr 2026        stage one acknowledgement working says "Good Friday"
        """,
    )
