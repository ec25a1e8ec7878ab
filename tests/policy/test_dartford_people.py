"""Who may take which part in a Dartford complaint? The rules of independence, story by story."""

from tests.policy.conftest import Story
from tests.requirement import requirement

STAGE_TWO = """
    Ann is a service manager and an investigating officer
    Ben is a service manager and an investigating officer
    Ben manages Ann
    Cora is a corporate complaints officer and a director
    Dora is a director
    Ed is an investigating officer
    Mon 01 Jun 2026 10:00  complaint received
    Mon 01 Jun 2026        allocated to Ann
    Wed 03 Jun 2026        acknowledged
    Tue 16 Jun 2026        stage one answered: not upheld by Ann
    Fri 03 Jul 2026 16:50  stage two requested
"""


@requirement("DA-8.1.2-c1")
def test_DA_8_1_2_c_whoever_decided_stage_one_does_not_investigate_stage_two(story: Story) -> None:
    story(
        "dartford",
        STAGE_TWO
        + """
        Mon 06 Jul 2026        allocated to Dora
        Tue 07 Jul 2026        refused under 8.1.2(c) saying "earlier stage": appointed Ann
        Tue 07 Jul 2026        appointed Ed
        Tue 07 Jul 2026        Ed is in charge
        """,
    )


@requirement("DA-8.1.2-c1")
def test_DA_8_1_2_c_whoever_drafted_the_first_answer_is_refused_too(story: Story) -> None:
    story(
        "dartford",
        """
        Ed is an investigating officer
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one answered: not upheld drafted by Ed
        Fri 03 Jul 2026 16:50  stage two requested
        Tue 07 Jul 2026        allocated to the Director
        Tue 07 Jul 2026        refused under 8.1.2(c) saying "worked on an earlier response": appointed Ed
        """,
    )


@requirement("DA-8.1.2-c2")
def test_DA_8_1_2_c_the_line_manager_is_a_warning_that_needs_a_reason(story: Story) -> None:
    story(
        "dartford",
        STAGE_TWO
        + """
        Mon 06 Jul 2026        allocated to Dora
        Tue 07 Jul 2026        refused under 8.1.2(c) saying "manages the person": appointed Ben
        Tue 07 Jul 2026        appointed Ben because nobody else knows the field
        Tue 07 Jul 2026        Ben is in charge
        """,
    )


@requirement("DA-8.1.2-c2")
def test_DA_8_1_2_c_the_director_may_investigate_in_person(story: Story) -> None:
    story(
        "dartford",
        STAGE_TWO
        + """
        Mon 06 Jul 2026        allocated to Dora
        Tue 07 Jul 2026        appointed Dora by Dora
        Thu 09 Jul 2026        acknowledged
        Wed 05 Aug 2026        final response: upheld by Dora
        """,
    )


@requirement("DA-1.5-1")
def test_DA_1_5_the_corporate_complaints_officer_never_decides(story: Story) -> None:
    story(
        "dartford",
        STAGE_TWO
        + """
        Mon 06 Jul 2026        refused under 1.5: allocated to Cora by Cora
        Mon 06 Jul 2026        allocated to Dora
        Tue 07 Jul 2026        refused under 1.5: appointed Cora by Dora
        """,
    )
    story(
        "dartford",
        """
        Cora is a corporate complaints officer and a service manager
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        refused under 1.5: allocated to Cora
        """,
    )


@requirement("DA-1.5-2")
def test_DA_1_5_the_corporate_complaints_officer_may_write_advice(story: Story) -> None:
    story("dartford", STAGE_TWO + "Mon 06 Jul 2026  noted by Cora")


@requirement("DA-2.4-1")
def test_DA_2_4_whoever_is_complained_about_keeps_away(story: Story) -> None:
    story(
        "dartford",
        """
        Ann is a service manager
        Bob is a service manager
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        Ann is complained about
        Mon 01 Jun 2026        refused saying "cannot take this case": allocated to Ann
        Mon 01 Jun 2026        refused under 2.4: noted by Ann
        Mon 01 Jun 2026        allocated to Bob
        """,
    )


@requirement("DA-2.4-1")
def test_DA_2_4_from_the_day_it_is_known_even_the_one_in_charge_can_do_no_more(story: Story) -> None:
    story(
        "dartford",
        """
        Ann is a service manager
        Bob is a service manager
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        allocated to Ann
        Tue 02 Jun 2026        acknowledged by Ann
        Wed 03 Jun 2026        Ann is complained about
        Thu 04 Jun 2026        refused under 2.4: stage one answered: not upheld by Ann
        Thu 04 Jun 2026        allocated to Bob
        Mon 15 Jun 2026        stage one answered: not upheld by Bob
        Mon 15 Jun 2026        stage one response is met
        """,
    )


def test_DA_8_1_1_clerical_acts_bar_nobody_from_stage_two(story: Story) -> None:
    story(
        "dartford",
        """
        Ed is an investigating officer and corporate services team
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        registered by Ed
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one answered: not upheld
        Fri 03 Jul 2026 16:50  stage two requested
        Mon 06 Jul 2026        allocated to the Director
        Tue 07 Jul 2026        appointed Ed
        """,
    )


def test_DA_2_7_i_only_the_corporate_services_team_registers(story: Story) -> None:
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received, logged by the Customer Services
        Mon 01 Jun 2026        refused under 2.7(i): registered by the Customer Services
        Mon 01 Jun 2026        refused under 2.7(i): registered by the Departmental Complaints Officer
        Mon 01 Jun 2026        registered by the Corporate Services Team
        Mon 01 Jun 2026        refused under 2.7(i): registered by the Corporate Services Team
        """,
    )
