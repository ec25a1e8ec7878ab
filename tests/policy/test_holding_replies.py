"""May the complainant hear how far their complaint has got, and does nothing move by it? One story per sentence."""

import pytest

from tests.policy.conftest import Story

HOLDERS = {"dartford": "service manager", "kings-lynn": "stage one investigator"}


@pytest.mark.parametrize("council", HOLDERS)
def test_a_holding_reply_goes_as_often_as_it_is_needed_and_moves_no_date(story: Story, council: str) -> None:
    """DA 2.2; KL 0: people are kept informed. A date is moved by the notice of an extension alone."""
    story(
        council,
        f"""
        Mon 02 Mar 2026 10:00  complaint received
        Tue 03 Mar 2026        acknowledged
        Fri 06 Mar 2026        step progress-update: letter by the {HOLDERS[council]}
        Tue 10 Mar 2026        step progress-update: letter by the {HOLDERS[council]}
        {"Mon 16 Mar 2026" if council == "dartford" else "Mon 23 Mar 2026"}  stage one response is due
        """,
    )


@pytest.mark.parametrize("council", HOLDERS)
def test_a_holding_reply_says_what_was_done_and_what_comes_next(story: Story, council: str) -> None:
    story(
        council,
        f"""
        Mon 02 Mar 2026 10:00  complaint received
        Tue 03 Mar 2026        acknowledged
        Fri 06 Mar 2026        refused: step progress-update: letter by the {HOLDERS[council]} without the what-next
        """,
    )
