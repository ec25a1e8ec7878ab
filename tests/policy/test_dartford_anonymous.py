"""What happens at Dartford when nobody gives a name, or somebody wants theirs kept? Paragraphs 3.8 and 3.9."""

from tests.policy.conftest import Story
from tests.requirement import requirement

ANONYMOUS = """
    Mon 01 Jun 2026 10:00  complaint received anonymously
"""


@requirement("DA-3.9-4", "D23", "Q43")
def test_DA_3_9_an_anonymous_complaint_waits_for_the_director(story: Story) -> None:
    """It cannot be closed, sent elsewhere or refused before the Director has decided; nobody else can decide."""
    story(
        "dartford",
        ANONYMOUS
        + """
        Mon 01 Jun 2026  anonymous-decision is owed by the director
        Mon 01 Jun 2026  stage one acknowledgement does not apply
        Tue 02 Jun 2026  refused under 3.9: allocated to the service manager
        Tue 02 Jun 2026  refused under 3.9: step exclusion: everyone
        Tue 02 Jun 2026  refused under 3.9: step redirect: no-address
        Tue 02 Jun 2026  refused under 8.1.1(j): closed
        Tue 02 Jun 2026  refused under 3.9: step anonymous-decision: investigate by the departmental complaints officer
        Tue 02 Jun 2026  step anonymous-decision: investigate
        Tue 02 Jun 2026  allocated to the service manager
        """,
    )


@requirement("DA-3.9-5")
def test_DA_3_9_the_director_says_who_investigates_or_why_nobody_does(story: Story) -> None:
    story(
        "dartford",
        ANONYMOUS
        + """
        Tue 02 Jun 2026  refused under 3.9: step anonymous-decision: investigate not answering by-whom
        Tue 02 Jun 2026  refused under 3.9: step anonymous-decision: not-investigated not answering reason
        Tue 02 Jun 2026  step anonymous-decision: not-investigated
        Tue 02 Jun 2026  complaint ended as not-investigated
        Wed 03 Jun 2026  step anonymous-decision: investigate
        Wed 03 Jun 2026  complaint is open
        """,
    )


@requirement("DA-3.9-2")
def test_DA_3_9_it_is_kept_whether_the_limits_were_explained(story: Story) -> None:
    for answer in ("yes", "no", "not possible"):
        story("dartford", ANONYMOUS + f"    Mon 01 Jun 2026  step anonymous-limits: {answer}")
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        refused under 3.9: step anonymous-limits: yes
        """,
    )


@requirement("DA-3.8-2", "D24")
def test_DA_3_8_a_confidence_is_broken_only_by_the_director_and_on_record(story: Story) -> None:
    """To whom, what, why, on whose advice and when."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        refused under 3.8: step disclosure: disclose
        Mon 01 Jun 2026        step confidential-wish: wished
        Mon 01 Jun 2026        case carries identity-confidential
        Tue 02 Jun 2026        refused under 3.8: step disclosure: disclose by the departmental complaints officer
        Tue 02 Jun 2026        refused under 3.8: step disclosure: disclose by the corporate complaints officer
        Tue 02 Jun 2026        refused under 3.8: step disclosure: disclose not answering to-whom
        Tue 02 Jun 2026        refused under 3.8: step disclosure: disclose not answering what
        Tue 02 Jun 2026        refused under 3.8: step disclosure: disclose not answering on
        Tue 02 Jun 2026        refused under 3.8: step disclosure: disclose not answering reason
        Tue 02 Jun 2026        refused under 3.8: step disclosure: disclose not answering advice
        Tue 02 Jun 2026        step disclosure: disclose by the director
        Wed 03 Jun 2026        step confidential-wish: no-longer
        Wed 03 Jun 2026        case does not carry identity-confidential
        """,
    )
