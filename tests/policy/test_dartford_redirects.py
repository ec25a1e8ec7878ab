"""Where does Dartford send what others deal with, and what is the person told? Paragraphs 4.6, 5.4 to 5.14 and 14."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement

RECEIVED = """
    Mon 01 Jun 2026 10:00  complaint received
"""


@requirement("DA-4.6-2", "L32")
def test_DA_4_6_nobody_is_sent_elsewhere_without_being_told(story: Story) -> None:
    """The letter says who deals with it and why; only who cannot be written to gets none, and the reason stays."""
    story(
        "dartford",
        RECEIVED
        + """
        Tue 02 Jun 2026  refused under 4.6: step redirect: elsewhere choosing highways without the where
        Tue 02 Jun 2026  refused under 5.7: step redirect: elsewhere choosing highways without the why
        Tue 02 Jun 2026  refused under 4.6: step redirect: third-party without the next-contact
        Tue 02 Jun 2026  refused under 4.6: step redirect: internal without the next-contact
        Tue 02 Jun 2026  refused under 5.4: step redirect: councillor-conduct without the monitoring-officer
        Tue 02 Jun 2026  refused under 5.5: step redirect: mp-conduct without the commissioner
        Tue 02 Jun 2026  refused under 4.6: step redirect: no-address
        Tue 02 Jun 2026  step redirect: elsewhere choosing highways
        Tue 02 Jun 2026  complaint ended as redirected
        """,
    )
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received without an address
        Tue 02 Jun 2026        refused under 4.6: step redirect: no-address not answering reason
        Tue 02 Jun 2026        step redirect: no-address choosing highways
        Tue 02 Jun 2026        complaint ended as redirected
        """,
    )


@requirement("DA-4.6-1")
def test_DA_4_6_within_the_council_the_receipt_and_every_date_stay(story: Story) -> None:
    story(
        "dartford",
        RECEIVED
        + """
        Wed 03 Jun 2026  refused under 4.6: step redirect: internal not answering next-contact
        Wed 03 Jun 2026  refused under 4.6: step redirect: internal not answering reason
        Wed 03 Jun 2026  step redirect: internal
        Wed 03 Jun 2026  complaint is open
        Fri 05 Jun 2026  stage one acknowledgement is due under 2.7(ii)
        Mon 01 Jun 2026 10:00  legally received
        """,
    )


@pytest.mark.parametrize(
    "councillor",
    [
        pytest.param("borough", marks=requirement("DA-5.4.1-1")),
        pytest.param("parish", marks=requirement("DA-5.4.1-1")),
        pytest.param("co-opted", marks=requirement("DA-5.4.1-1")),
    ],
)
def test_DA_5_4_the_conduct_of_councillors_goes_to_the_monitoring_officer(story: Story, councillor: str) -> None:
    story(
        "dartford",
        RECEIVED
        + f"""
        Tue 02 Jun 2026  refused under 5.4: step redirect: councillor-conduct not answering councillor
        Tue 02 Jun 2026  step redirect: councillor-conduct choosing {councillor}
        Tue 02 Jun 2026  complaint ended as redirected
        """,
    )


@requirement("DA-5.4.1-3")
def test_DA_5_4_a_part_can_go_elsewhere_while_the_rest_goes_on_here(story: Story) -> None:
    story(
        "dartford",
        RECEIVED
        + """
        Tue 02 Jun 2026  step redirect: part-elsewhere choosing councillor-conduct
        Tue 02 Jun 2026  complaint is open
        Tue 02 Jun 2026  registered
        Fri 05 Jun 2026  acknowledged
        """,
    )


@requirement("DA-5.7-1", "DA-5.7-2", "DA-5.7-3")
def test_DA_5_7_what_a_third_party_is_responsible_for_is_referred_and_ends_here(story: Story) -> None:
    """Body, contact and day are kept, the letter explains, and no clock stays open."""
    story(
        "dartford",
        RECEIVED
        + """
        Tue 02 Jun 2026  refused under 5.7: step redirect: third-party not answering next-contact
        Tue 02 Jun 2026  refused under 5.7: step redirect: third-party not answering sent-on
        Tue 02 Jun 2026  refused under 5.7: step redirect: third-party not answering reason
        Tue 02 Jun 2026  refused under 5.7: step redirect: third-party without the why
        Tue 02 Jun 2026  step redirect: third-party
        Tue 02 Jun 2026  complaint ended as redirected-third-party
        Tue 02 Jun 2026  stage one acknowledgement is not running
        Tue 02 Jun 2026  stage one response is not running
        """,
    )


@requirement("DA-14-2")
def test_DA_14_what_is_published_online_goes_to_communications(story: Story) -> None:
    story(
        "dartford",
        RECEIVED
        + """
        Tue 02 Jun 2026  step redirect: elsewhere choosing council-publications
        Tue 02 Jun 2026  complaint ended as redirected
        """,
    )
