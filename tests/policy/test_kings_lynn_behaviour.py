"""How does King's Lynn apply its separate policy on persistent or vexatious customers? Paragraph 11, story by story."""

from tests.policy.conftest import Story
from tests.requirement import requirement

RECEIVED = """
    Mon 02 Mar 2026  complaint received
"""


@requirement("D12")
def test_KL_11_the_status_under_the_separate_policy_has_its_decider_and_dates(story: Story) -> None:
    story(
        "kings-lynn",
        RECEIVED
        + """
        Mon 02 Mar 2026  refused under 11: step persistent status: applied by the stage 1 investigator
        Mon 02 Mar 2026  refused under 11: step persistent status: applied not answering decided-by
        Mon 02 Mar 2026  refused under 11: step persistent status: applied not answering reasons
        Mon 02 Mar 2026  refused under 11: step persistent status: applied not answering terms
        Mon 02 Mar 2026  refused under 11: step persistent status: applied not answering named
        Mon 02 Mar 2026  refused under 11: step persistent status: applied not answering adjustments
        Mon 02 Mar 2026  refused under 11: step persistent status: applied not answering from
        Mon 02 Mar 2026  refused under 11: step persistent status: applied not answering review
        Mon 02 Mar 2026  step persistent status: applied
        Mon 02 Mar 2026  registered
        Tue 01 Sep 2026  step persistent status: ended
        """,
    )
    story("kings-lynn", RECEIVED + "Mon 02 Mar 2026  step persistent status: not-applied")


@requirement("L20")
def test_KL_11_the_letter_says_what_applies_until_when_and_where_to_go(story: Story) -> None:
    contents = ("decision", "reasons", "terms", "named", "adjustments", "from", "review", "lapses")
    for content in (*contents, "new-complaints", "appeal", "ombudsmen"):
        story(
            "kings-lynn",
            RECEIVED + f"Mon 02 Mar 2026  refused under 11: step persistent status: applied without the {content}",
        )


def test_KL_11_the_complaint_itself_goes_on_with_its_own_dates(story: Story) -> None:
    """Applying the policy stops nothing and moves no date."""
    story(
        "kings-lynn",
        RECEIVED
        + """
        Mon 02 Mar 2026  step persistent status: applied
        Mon 02 Mar 2026  registered
        Mon 23 Mar 2026  stage one response is due under 3
        Mon 02 Mar 2026  allocated to the stage 1 investigator
        """,
    )
