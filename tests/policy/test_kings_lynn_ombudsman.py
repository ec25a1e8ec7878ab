"""What happens when an Ombudsman looks at a King's Lynn complaint? Paragraph 9, story by story."""

from __future__ import annotations

from tests.policy.conftest import Story
from tests.requirement import requirement

ANSWERED = """
    Mon 05 Oct 2026 10:00  complaint received
    Wed 07 Oct 2026        acknowledged
    Mon 26 Oct 2026        responded
    Mon 02 Nov 2026        stage two requested
    Mon 30 Nov 2026        final response: not upheld
"""
ENQUIRY = """
    Tue 01 Dec 2026        ombudsman received by letter
    Tue 01 Dec 2026        step ombudsman-details: lgsco choosing investigation
"""


@requirement("KL-9-7", "C9")
def test_KL_9_the_ombudsman_is_answered_within_twenty_working_days_of_the_enquiry(story: Story) -> None:
    """Tue 1 Dec is not counted; Fri 25 Dec and Mon 28 Dec are holidays: the twentieth is Thu 31 Dec."""
    story(
        "kings-lynn",
        ANSWERED
        + ENQUIRY
        + """
        Thu 31 Dec 2026        ombudsman response is due under 9
        Thu 31 Dec 2026        ombudsman response is not overdue
        Fri 01 Jan 2027        ombudsman response is overdue
        Mon 04 Jan 2027        ombudsman answered by the ombudsman liaison
        """,
    )


@requirement("C9")
def test_KL_9_every_further_enquiry_has_twenty_working_days_of_its_own(story: Story) -> None:
    """Mon 4 Jan 2027: the twentieth working day after it is Mon 1 Feb 2027."""
    story(
        "kings-lynn",
        ANSWERED
        + ENQUIRY
        + """
        Mon 21 Dec 2026        ombudsman answered
        Mon 04 Jan 2027        ombudsman received by letter
        Mon 01 Feb 2027        ombudsman response is due under 9
        """,
    )


@requirement("KL-9-4")
def test_KL_9_the_record_holds_body_reference_notice_stage_and_outcome(story: Story) -> None:
    story(
        "kings-lynn",
        ANSWERED
        + """
        Tue 01 Dec 2026        ombudsman received by letter
        Tue 01 Dec 2026        ombudsman-details is owed by the ombudsman liaison
        Tue 01 Dec 2026        refused under 9: step ombudsman-details: lgsco not answering reference
        Tue 01 Dec 2026        refused under 9: step ombudsman-details: lgsco not answering notice-on
        Tue 01 Dec 2026        refused under 9: step ombudsman-details: lgsco not answering stage
        Tue 01 Dec 2026        step ombudsman-details: lgsco choosing enquiry by the ombudsman liaison
        Tue 15 Dec 2026        step ombudsman-details: lgsco choosing investigation by the ombudsman liaison
        Mon 04 Jan 2027        ombudsman answered
        Mon 01 Mar 2027        refused under 9: step determination: lgsco not answering decision
        Mon 01 Mar 2027        step determination: lgsco
        Mon 01 Mar 2027        step ombudsman-finding: lgsco choosing fault-injustice
        Mon 01 Mar 2027        step ombudsman-recommendation: recommendation giving Wed 31 Mar 2027
        Wed 31 Mar 2027        ombudsman recommendation is due under 9
        Thu 01 Apr 2027        ombudsman recommendation is overdue
        Thu 01 Apr 2027        refused under 9: closed
        Thu 01 Apr 2027        step recommendation-done: complied by the ombudsman liaison
        Thu 01 Apr 2027        closed
        """,
    )


@requirement("KL-9-5")
def test_KL_9_an_approach_before_stage_two_is_done_is_marked_premature(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 05 Oct 2026 10:00  complaint received
        Wed 07 Oct 2026        acknowledged
        Wed 14 Oct 2026        ombudsman received by letter
        Wed 14 Oct 2026        early-complaint is owed by the ombudsman liaison
        Wed 14 Oct 2026        step early-complaint: premature by the ombudsman liaison
        Wed 14 Oct 2026        early-complaint is not owed
        """,
    )
    story("kings-lynn", ANSWERED + ENQUIRY + "    Tue 01 Dec 2026        early-complaint is not owed\n")


@requirement("KL-9-6", "Q42")
def test_KL_9_a_letter_to_the_complainant_is_confirmed_while_the_ombudsman_is_involved(story: Story) -> None:
    """An enquiry comes while Stage One is still open: its response waits for the confirmation."""
    story(
        "kings-lynn",
        """
        Mon 05 Oct 2026 10:00  complaint received
        Wed 07 Oct 2026        acknowledged
        Wed 14 Oct 2026        ombudsman received by letter
        Mon 26 Oct 2026        refused under 9: responded
        Mon 26 Oct 2026        step ombudsman-contact: confirmed
        Mon 26 Oct 2026        responded
        """,
    )
