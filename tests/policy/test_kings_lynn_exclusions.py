"""What can King's Lynn and West Norfolk not consider, who says so, on what evidence, and what is the person told?"""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement

TELEPHONED = "Mon 02 Mar 2026  complaint received by telephone\n"


@requirement("KL-5B-1")
def test_KL_5B_the_list_is_a_general_guide_and_any_other_reason_must_be_given(story: Story) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + """
        Mon 02 Mar 2026  step triage: outside policy
        Mon 02 Mar 2026  exclusion is owed by the complaints administrator
        Mon 02 Mar 2026  refused under 5B: registered
        Mon 02 Mar 2026  refused under 5B: step exclusion: other not answering reason
        Mon 02 Mar 2026  refused under 5B: step exclusion: other not answering evidence
        Mon 02 Mar 2026  refused under 5B: step exclusion: other not answering alternative
        Mon 02 Mar 2026  refused under 5B: step exclusion: other by the information centre
        Mon 02 Mar 2026  refused under 5B: step exclusion: other without the reason
        Mon 02 Mar 2026  refused under 9: step exclusion: other without the ombudsmen
        Mon 02 Mar 2026  step exclusion: other
        Mon 02 Mar 2026  complaint ended as outside-policy
        Mon 23 Mar 2026  stage one response is not running
        """,
    )


def test_KL_5B_a_changed_mind_lets_it_in_and_its_clocks_have_run_on(story: Story) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + """
        Mon 02 Mar 2026  step exclusion: insurance
        Fri 06 Mar 2026  refused under 2: registered
        Fri 06 Mar 2026  step exclusion: inside
        Fri 06 Mar 2026  complaint is open
        Fri 06 Mar 2026  registered
        Wed 04 Mar 2026  stage one acknowledgement is due under 3
        Fri 06 Mar 2026  stage one acknowledgement is overdue
        Mon 23 Mar 2026  stage one response is due under 3
        """,
    )


@requirement("KL-5B-2")
def test_KL_5B_a_request_for_a_service_leads_to_a_service_request(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Thu 02 Apr 2026  complaint received by telephone
        Thu 02 Apr 2026  step exclusion: a request for a service
        Thu 02 Apr 2026  complaint ended as service-request
        Thu 02 Apr 2026  service request is open
        Mon 13 Apr 2026  informal resolution is due under 2
        """,
    )


@requirement("KL-5B-3")
def test_KL_5B_what_can_be_settled_informally_leads_there_until_it_is_marked_unresolved(story: Story) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + """
        Mon 02 Mar 2026  step exclusion: resolve informally
        Mon 02 Mar 2026  complaint is open
        Mon 02 Mar 2026  first contact is owed by the information centre
        Mon 02 Mar 2026  refused under 2: registered
        Tue 03 Mar 2026  step first contact: not resolved
        Tue 03 Mar 2026  refused under 5B: step exclusion: resolve informally
        Tue 03 Mar 2026  registered
        """,
    )


@requirement("KL-5B-4")
def test_KL_5B_another_process_is_named_and_the_letter_prints_it(story: Story) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + """
        Mon 02 Mar 2026  refused under 5B: step exclusion: other process not answering process
        Mon 02 Mar 2026  refused under 5B: step exclusion: other process without the process
        Mon 02 Mar 2026  refused under 5B: step exclusion: listed process not answering route
        Mon 02 Mar 2026  refused under 5B: step exclusion: listed process without the route
        Mon 02 Mar 2026  step exclusion: listed process choosing benefit-award
        Mon 02 Mar 2026  complaint ended as outside-policy
        """,
    )


@requirement("KL-5B-5", "KL-5B-6")
def test_KL_5B_legal_proceedings_and_a_ruling_are_two_reasons_each_with_its_own_evidence(story: Story) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + """
        Mon 02 Mar 2026  refused under 5B: step exclusion: court ruling not answering court
        Mon 02 Mar 2026  refused under 5B: step exclusion: court ruling not answering evidence
        Mon 02 Mar 2026  refused under 5B: step exclusion: legal proceedings not answering evidence
        Mon 02 Mar 2026  step exclusion: legal proceedings
        Tue 03 Mar 2026  step exclusion: court ruling
        Tue 03 Mar 2026  complaint ended as outside-policy
        """,
    )


@requirement("KL-5B-7")
def test_KL_5B_an_allegation_of_fraud_is_confidential_and_referred(story: Story) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + """
        Mon 02 Mar 2026  case does not carry confidential
        Mon 02 Mar 2026  refused under 5B: step exclusion: fraud not answering referred-to
        Mon 02 Mar 2026  step exclusion: fraud
        Mon 02 Mar 2026  case carries confidential
        """,
    )


@requirement("KL-5B-8", "KL-5B-9", "KL-10-1")
def test_KL_5B_a_councillors_conduct_goes_to_the_monitoring_officer(story: Story) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + """
        Mon 02 Mar 2026  refused under 10: step exclusion: councillor conduct without the who-decides
        Mon 02 Mar 2026  step exclusion: councillor conduct
        Mon 02 Mar 2026  complaint ended as outside-policy
        """,
    )


@requirement("KL-5B-17")
@pytest.mark.parametrize(
    "exclusion",
    [
        "other process",
        "legal proceedings",
        "court ruling",
        "fraud",
        "personnel",
        "council policy",
        "insurance",
        "other",
    ],
)
def test_KL_5B_the_person_is_told_why_and_what_else_can_be_done(story: Story, exclusion: str) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + f"""
        Mon 02 Mar 2026  refused under 5B: step exclusion: {exclusion} not answering reason
        Mon 02 Mar 2026  refused under 5B: step exclusion: {exclusion} not answering alternative
        Mon 02 Mar 2026  refused under 5B: step exclusion: {exclusion} without the reason
        Mon 02 Mar 2026  refused under 5B: step exclusion: {exclusion} without the alternative
        Mon 02 Mar 2026  refused under 9: step exclusion: {exclusion} without the ombudsmen
        Mon 02 Mar 2026  step exclusion: {exclusion}
        Mon 02 Mar 2026  complaint ended as outside-policy
        """,
    )


@requirement("KL-5B-11", "KL-5B-12")
def test_KL_5B_the_letter_explains_policies_and_says_where_insurance_claims_go(story: Story) -> None:
    story(
        "kings-lynn",
        TELEPHONED
        + """
        Mon 02 Mar 2026  refused under 5B: step exclusion: council policy without the policies
        Mon 02 Mar 2026  refused under 5B: step exclusion: insurance without the insurance
        Mon 02 Mar 2026  step exclusion: insurance
        Tue 03 Mar 2026  step exclusion: council policy
        """,
    )


@requirement("KL-5B-10")
def test_KL_5B_personnel_matters_of_staff_are_dealt_with_elsewhere(story: Story) -> None:
    story("kings-lynn", TELEPHONED + "Mon 02 Mar 2026  step exclusion: personnel")


def test_KL_5B_the_right_ombudsman_is_known_before_a_refusal_goes(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received with the landlord question open
        Mon 02 Mar 2026  refused under 9 saying "landlord": step exclusion: other
        Mon 02 Mar 2026  settled as a landlord matter
        Mon 02 Mar 2026  step exclusion: other
        """,
    )


@requirement("KL-7-4", "KL-7-2", "KL-7-3")
def test_KL_7_the_decision_on_a_late_complaint_is_told_and_ends_it_or_lets_it_in(story: Story) -> None:
    """Every ground answered, the reasons in the letter, and a decision that can be taken anew."""
    story(
        "kings-lynn",
        """
        Sun 15 Mar 2026  complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026  refused under 7: step lateness told: declined
        Mon 16 Mar 2026  refused under 7: late complaint declined only for being late
        Mon 16 Mar 2026  late complaint declined because nothing could be learnt from it
        Mon 16 Mar 2026  lateness told is owed by the appointed officer
        Mon 16 Mar 2026  refused under 7: step lateness told: accepted
        Mon 16 Mar 2026  refused under 7: step lateness told: declined not answering reasons
        Mon 16 Mar 2026  refused under 9: step lateness told: declined without the ombudsmen
        Mon 16 Mar 2026  refused under 7: late complaint accepted on the ground of strong case because it is
        Mon 16 Mar 2026  step lateness told: declined
        Mon 16 Mar 2026  complaint ended as declined-as-late
        Fri 20 Mar 2026  late complaint accepted on the ground of action or lessons because there is something to learn
        Fri 20 Mar 2026  step lateness told: accepted
        Fri 20 Mar 2026  complaint is open
        Fri 20 Mar 2026  registered
        """,
    )
    story(
        "kings-lynn",
        """
        Sun 15 Mar 2026  complaint received about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026  late complaint accepted on the ground of genuine reasons because he was abroad
        Mon 16 Mar 2026  refused under 7: step lateness told: accepted without the reasons
        Mon 16 Mar 2026  step lateness told: accepted
        Tue 17 Mar 2026  stage one acknowledgement is due under 3
        """,
    )
