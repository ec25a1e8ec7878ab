"""What does King's Lynn and West Norfolk's policy ask before Stage Two is answered, and beside an Ombudsman?"""

import pytest

from tests.policy.conftest import Story
from tests.policy.test_kings_lynn_stage_two import ANSWERED, REQUESTED
from tests.requirement import requirement


@requirement("KL-3-22", "KL-3-23", "KL-3-24", "KL-3-25")
@pytest.mark.parametrize("item", ["original-complaint", "background", "stage-one-response", "other-information"])
def test_KL_3_the_draft_goes_for_agreement_when_the_whole_case_was_reviewed(story: Story, item: str) -> None:
    """Each of the four things is ticked by the Senior Officer before the Chief Executive can agree."""
    story(
        "kings-lynn",
        REQUESTED
        + f"""
        Sue is a senior officer
        Wed 06 May 2026  request accepted
        Wed 06 May 2026  whole case is not owed
        Wed 06 May 2026  appointed Sue
        Wed 06 May 2026  whole case is owed by the senior officer
        Tue 02 Jun 2026  refused under 3 saying "the whole case": agreed
        Tue 02 Jun 2026  refused under 3: step whole case: reviewed saying no to {item}
        Tue 02 Jun 2026  refused under 3: step whole case: reviewed by the complaints administrator
        Tue 02 Jun 2026  step whole case: reviewed by Sue
        Tue 02 Jun 2026  agreed
        Tue 02 Jun 2026  final response: upheld
        """,
    )


def test_KL_3_reasons_that_are_missing_are_asked_for_by_letter(story: Story) -> None:
    story(
        "kings-lynn",
        ANSWERED
        + """
        Wed 15 Apr 2026  reasons asked is not owed
        Fri 01 May 2026  stage two requested by the complaints administrator without reasons
        Fri 01 May 2026  reasons asked is owed by the complaints administrator
        Fri 01 May 2026  refused under 3: step reasons asked: by letter without the missing
        Fri 01 May 2026  refused under 3: step reasons asked: by letter without the last-date
        Fri 01 May 2026  step reasons asked: by letter
        Fri 01 May 2026  reasons asked is not owed
        Tue 05 May 2026  reasons given
        Tue 05 May 2026  request accepted
        """,
    )


def test_KL_9_every_letter_is_confirmed_while_an_ombudsman_is_involved(story: Story) -> None:
    """One confirmation for one letter: the next needs its own. Nobody is asked for it while there is no letter."""
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received
        Wed 04 Mar 2026  acknowledged
        Mon 09 Mar 2026  ombudsman received
        Mon 09 Mar 2026  ombudsman contact is not owed
        Fri 20 Mar 2026  refused under 9 saying "Ombudsman": delay notice for Wed 25 Mar 2026
        Fri 20 Mar 2026  refused under 9: step ombudsman contact: confirmed not answering why
        Fri 20 Mar 2026  step ombudsman contact: confirmed
        Fri 20 Mar 2026  delay notice for Wed 25 Mar 2026
        Wed 25 Mar 2026  refused under 9: stage one answered: upheld
        Wed 25 Mar 2026  step ombudsman contact: confirmed
        Wed 25 Mar 2026  stage one answered: upheld
        """,
    )
