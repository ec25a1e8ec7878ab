"""What does Dartford's procedure not cover, who says so, and what is the complainant told? Paragraphs 3.6 and 3.11."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement

REFUSED_AS = """
    Mon 01 Jun 2026 10:00  complaint received
    Mon 01 Jun 2026        step triage: out-of-scope
    Mon 01 Jun 2026        exclusion is owed by the departmental complaints officer
    Mon 01 Jun 2026        refused under 3.6: registered
    Tue 02 Jun 2026        refused under 3.6: step exclusion: {exclusion} not answering reason
    Tue 02 Jun 2026        refused under 3.6: step exclusion: {exclusion} without the ombudsmen
    Tue 02 Jun 2026        step exclusion: {exclusion}{how}
    Tue 02 Jun 2026        complaint ended as not-accepted
    Tue 02 Jun 2026        stage one response is not running
"""


@pytest.mark.parametrize(
    ("exclusion", "how", "then"),
    [
        pytest.param("court-proceedings", "", "", marks=requirement("DA-3.6-2")),
        pytest.param("personnel", "", "", marks=requirement("DA-3.6-3")),
        pytest.param("everyone", "", "", marks=requirement("DA-3.6-4")),
        pytest.param("service-request", "", "service request is open", marks=requirement("DA-3.6-1")),
        pytest.param("malpractice", "", "case carries confidential", marks=requirement("DA-3.6-10")),
        pytest.param("benefit-level", "", "", marks=requirement("DA-3.6-11")),
        pytest.param("policy-issue", "", "policy-reply is owed", marks=requirement("DA-3.6-12")),
        pytest.param("appeal", " choosing planning-refusal", "", marks=requirement("DA-3.6-5")),
        pytest.param("legal-remedy", "", "", marks=requirement("DA-3.6-6")),
        pytest.param("ombudsman-already", "", "", marks=requirement("DA-3.6-7")),
        pytest.param("employee", "", "", marks=requirement("DA-3.6-8")),
    ],
)
def test_DA_3_6_each_exclusion_is_a_decision_with_its_letter(story: Story, exclusion: str, how: str, then: str) -> None:
    """Nobody is refused without reasons and the right to go to the Ombudsman."""
    told = REFUSED_AS.format(exclusion=exclusion, how=how)
    story("dartford", told + (f"    Tue 02 Jun 2026  {then}" if then else ""))


@pytest.mark.parametrize(
    ("exclusion", "question"),
    [
        pytest.param("appeal", "route", marks=requirement("DA-3.6-5")),
        pytest.param("legal-remedy", "why-not-here", marks=requirement("DA-3.6-6", "Q25")),
        pytest.param("ombudsman-already", "ombudsman-reference", marks=requirement("DA-3.6-7")),
        pytest.param("employee", "as-external-user", marks=requirement("Q54")),
        pytest.param("everyone", "evidence", marks=requirement("D21")),
        pytest.param("everyone", "advice", marks=requirement("D21", "Q35")),
    ],
)
def test_DA_3_6_what_an_exclusion_rests_on_must_be_given(story: Story, exclusion: str, question: str) -> None:
    story(
        "dartford",
        f"""
        Mon 01 Jun 2026 10:00  complaint received
        Tue 02 Jun 2026        refused under 3.6: step exclusion: {exclusion} not answering {question}
        """,
    )


@pytest.mark.parametrize(
    ("exclusion", "content", "paragraph"),
    [
        pytest.param("appeal", "route", "3.6", marks=requirement("DA-3.6-5")),
        pytest.param("malpractice", "route", "5.8", marks=requirement("DA-3.6-10")),
        pytest.param("benefit-level", "route", "5.14", marks=requirement("DA-3.6-11")),
    ],
)
def test_DA_3_6_the_letter_says_where_to_go_instead(story: Story, exclusion: str, content: str, paragraph: str) -> None:
    story(
        "dartford",
        f"""
        Mon 01 Jun 2026 10:00  complaint received
        Tue 02 Jun 2026        refused under {paragraph}: step exclusion: {exclusion} without the {content}
        """,
    )


@requirement("DA-3.6-14", "L33")
def test_DA_3_6_nothing_is_refused_without_a_letter_with_reasons(story: Story) -> None:
    """There is no other way to end a complaint unanswered: it cannot simply be closed."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Tue 02 Jun 2026        refused under 8.1.1(j): closed
        Tue 02 Jun 2026        refused under 3.6: step exclusion: everyone not answering reason
        Tue 02 Jun 2026        refused under 3.6: step exclusion: everyone without the why
        Tue 02 Jun 2026        refused under 3.6: step exclusion: everyone without the ombudsmen
        Tue 02 Jun 2026        step exclusion: everyone
        """,
    )


@requirement("DA-3.6-15", "L33")
def test_DA_3_6_the_letter_waits_for_the_landlord_question(story: Story) -> None:
    """It names the Ombudsman of the case, so it has to be known which one that is."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received with the landlord question open
        Tue 02 Jun 2026        refused under 8.1.2(n): step exclusion: everyone
        Tue 02 Jun 2026        settled as a landlord matter
        Tue 02 Jun 2026        step exclusion: everyone
        Tue 02 Jun 2026        ombudsman is housing-ombudsman
        """,
    )


@requirement("D21", "Q35")
def test_DA_3_6_the_complaints_officer_of_the_department_decides_and_the_corporate_one_never(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Tue 02 Jun 2026        refused under 3.6: step exclusion: everyone by the corporate complaints officer
        Tue 02 Jun 2026        refused under 3.6: step exclusion: everyone by the corporate services team
        Tue 02 Jun 2026        refused under 3.6: step exclusion: everyone by the service manager
        Tue 02 Jun 2026        step exclusion: everyone by the departmental complaints officer
        Wed 03 Jun 2026        step exclusion: accepted
        Wed 03 Jun 2026        complaint is open
        Wed 03 Jun 2026        registered
        """,
    )


@requirement("DA-3.6-13", "Q25")
def test_DA_3_6_a_systematic_failure_is_told_to_the_corporate_complaints_officer_and_the_director(
    story: Story,
) -> None:
    """It can be no reason to refuse before both have seen it."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Tue 02 Jun 2026        refused under 3.6: step exclusion: systematic-failure
        Tue 02 Jun 2026        refused under 3.6: step systematic-failure: reported not answering reason
        Tue 02 Jun 2026        step systematic-failure: reported by the departmental complaints officer
        Tue 02 Jun 2026        systematic-failure-cco is owed by the corporate complaints officer
        Tue 02 Jun 2026        systematic-failure-director is owed by the director
        Wed 03 Jun 2026        refused under 3.6: step exclusion: systematic-failure
        Wed 03 Jun 2026        step systematic-failure-cco: seen
        Wed 03 Jun 2026        refused under 3.6: step exclusion: systematic-failure
        Thu 04 Jun 2026        step systematic-failure-director: seen
        Thu 04 Jun 2026        step exclusion: systematic-failure
        Thu 04 Jun 2026        complaint ended as not-accepted
        """,
    )


@requirement("DA-3.6-8", "Q54")
def test_DA_3_6_an_employee_is_asked_in_which_capacity_they_complain(story: Story) -> None:
    """As an outside user of a service they are accepted like anybody else."""
    marked = """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        step complainant-employee: yes
        Mon 01 Jun 2026        employee-capacity is owed
        Mon 01 Jun 2026        refused under 3.6: registered
    """
    story(
        "dartford",
        marked
        + """
        Tue 02 Jun 2026        step employee-capacity: external-user
        Tue 02 Jun 2026        registered
        Fri 05 Jun 2026        stage one acknowledgement is due
        """,
    )
    story(
        "dartford",
        marked
        + """
        Tue 02 Jun 2026        refused under 3.6: step employee-capacity: as-employee without the ombudsmen
        Tue 02 Jun 2026        step employee-capacity: as-employee
        Tue 02 Jun 2026        complaint ended as not-accepted
        """,
    )


@requirement("DA-3.6-9", "D22")
def test_DA_3_6_a_late_complaint_is_refused_only_after_the_decision_and_with_a_letter(story: Story) -> None:
    story(
        "dartford",
        """
        Sun 15 Mar 2026 10:00  complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026        refused under 3.11: registered
        Mon 16 Mar 2026        refused under 3.6: step exclusion: late
        Mon 16 Mar 2026        late complaint declined because nothing explains the wait
        Mon 16 Mar 2026        late-refusal is owed by the departmental complaints officer
        Mon 16 Mar 2026        refused under 3.11: step late-refusal: told not answering reason
        Mon 16 Mar 2026        refused under 3.6: step late-refusal: told without the ombudsmen
        Tue 17 Mar 2026        step late-refusal: told
        Tue 17 Mar 2026        complaint ended as not-accepted
        """,
    )


@requirement("L40", "DA-3.11-b2")
def test_DA_3_11_whoever_gave_no_reason_for_being_late_is_asked_for_it(story: Story) -> None:
    """The letter also says why old matters are hard to look into."""
    story(
        "dartford",
        """
        Mon 16 Mar 2026 10:00  complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026        refused under 3.11: step late-explanation: asked without the explain
        Mon 16 Mar 2026        refused under 3.11: step late-explanation: asked without the why-hard
        Mon 16 Mar 2026        step late-explanation: asked
        Mon 16 Mar 2026        status is lateness-to-decide
        """,
    )
