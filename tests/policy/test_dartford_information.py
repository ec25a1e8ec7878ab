"""How is dissatisfaction with an information request dealt with at Dartford? Paragraph 10, story by story."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement


@requirement("DA-10.1-1", "DA-10.1-2")
def test_DA_10_1_it_goes_straight_to_the_internal_review_with_its_request(story: Story) -> None:
    """The law, the reference of the request and the grounds are kept; what was said is written down first."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Tue 02 Jun 2026        step triage: information
        Tue 02 Jun 2026        complaint ended as information-review
        Tue 02 Jun 2026        information review is open
        Fri 05 Jun 2026        internal review acknowledgement is due
        Tue 02 Jun 2026        information-request is owed
        Tue 02 Jun 2026        refused under 10.1: registered
        Tue 02 Jun 2026        refused under 10.1: step information-request: request not answering regime
        Tue 02 Jun 2026        refused under 10.1: step information-request: request not answering original-reference
        Tue 02 Jun 2026        refused under 10.1: step information-request: request not answering grounds
        Tue 02 Jun 2026        refused under 10.1: step information-request: request saying no to in-writing
        Tue 02 Jun 2026        step information-request: request
        Tue 02 Jun 2026        registered
        """,
    )


@pytest.mark.parametrize("regime", ["foi", "eir", "psi", "dpa"])
@requirement("DA-10.1-1")
def test_DA_10_1_every_law_can_be_named(story: Story, regime: str) -> None:
    story(
        "dartford",
        f"""
        Mon 01 Jun 2026 10:00  information review received
        Mon 01 Jun 2026        step information-request: request choosing {regime}
        Mon 01 Jun 2026        registered
        """,
    )


@pytest.mark.parametrize(
    "ground",
    [
        "not-in-time",
        pytest.param("incomplete", marks=requirement("DA-10.2-2")),
        pytest.param("exemption", marks=requirement("DA-10.2-3")),
        pytest.param("fee", marks=requirement("DA-10.2-4")),
    ],
)
def test_DA_10_2_every_ground_can_be_chosen(story: Story, ground: str) -> None:
    story(
        "dartford",
        f"""
        Mon 01 Jun 2026 10:00  information review received
        Mon 01 Jun 2026        step information-request: request choosing {ground}
        """,
    )
