"""Who else comes in when a Dartford complaint is about staff, contractors, partners, malpractice or several services?

Paragraphs 5.3, 5.6, 5.8 to 5.11, 5.13 and 9, story by story.
"""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement

ABOUT_STAFF = """
    Mon 01 Jun 2026 10:00  complaint received on the subject of staff-attitude
"""
ABOUT_A_CONTRACTOR = """
    Mon 01 Jun 2026 10:00  complaint received on the subject of contractor, about a contractor
"""


@requirement("DA-5.3.1-1", "DA-3.5-b")
def test_DA_5_3_1_a_complaint_about_staff_is_a_special_case_in_this_procedure(story: Story) -> None:
    story(
        "dartford",
        ABOUT_STAFF
        + """
        Mon 01 Jun 2026  case carries special-case
        Mon 01 Jun 2026  about-staff is owed
        Tue 02 Jun 2026  refused under 5.3.2: allocated to the service manager
        Tue 02 Jun 2026  refused under 5.3.2: step about-staff: conduct not answering staff-type
        Tue 02 Jun 2026  step about-staff: conduct
        Tue 02 Jun 2026  hr-referral is not owed
        Tue 02 Jun 2026  allocated to the service manager
        Fri 05 Jun 2026  stage one acknowledgement is due under 2.7(ii)
        """,
    )


@pytest.mark.parametrize(
    "staff_type",
    [
        pytest.param("employee", marks=requirement("DA-5.3.2-2")),
        pytest.param("worker", marks=requirement("DA-5.3.2-2")),
        pytest.param("agency-worker", marks=requirement("DA-5.3.2-2")),
        pytest.param("self-employed", marks=requirement("DA-5.3.2-2")),
    ],
)
@requirement("DA-5.3.2-1", "D40", "Q27")
def test_DA_5_3_2_discrimination_by_staff_goes_to_human_resources(story: Story, staff_type: str) -> None:
    """Access is restricted at once; until the referral is recorded the clocks run; a service part goes on."""
    alleged = (
        ABOUT_STAFF
        + f"""
        Tue 02 Jun 2026  step about-staff: discrimination choosing {staff_type}
        Tue 02 Jun 2026  case carries confidential
        Tue 02 Jun 2026  hr-referral is owed by the departmental complaints officer
        Fri 05 Jun 2026  stage one acknowledgement is due
        Fri 05 Jun 2026  acknowledged
        Mon 08 Jun 2026  refused under 5.3.2: responded
    """
    )
    story(
        "dartford",
        alleged
        + """
        Mon 08 Jun 2026  refused under 5.3.2: step hr-referral: whole not answering referred-to
        Mon 08 Jun 2026  step hr-referral: whole
        Mon 08 Jun 2026  complaint ended as referred-to-hr
        """,
    )
    story(
        "dartford",
        alleged
        + """
        Mon 08 Jun 2026  refused under 5.3.2: step hr-referral: split not answering service-part
        Mon 08 Jun 2026  step hr-referral: split by the director
        Mon 08 Jun 2026  complaint is open
        Tue 09 Jun 2026  responded
        """,
    )


@requirement("DA-5.3.3-2")
def test_DA_5_3_3_it_is_recorded_whether_there_was_any_foundation(story: Story) -> None:
    for answer in ("yes", "partly", "no"):
        story(
            "dartford",
            ABOUT_STAFF
            + f"""
            Fri 05 Jun 2026  acknowledged
            Tue 09 Jun 2026  responded
            Tue 09 Jun 2026  foundation is owed
            Wed 10 Jun 2026  refused under 5.3.3: closed
            Wed 10 Jun 2026  step foundation: {answer}
            """,
        )


@requirement("DA-5.6-c1", "DA-5.6-c2", "DA-5.6-c3", "D41", "L43")
def test_DA_5_6_a_complaint_about_a_contractor_is_referred_and_its_handling_agreed(story: Story) -> None:
    """The complainant is told what was agreed; the dates promised to them stay as they are."""
    story(
        "dartford",
        ABOUT_A_CONTRACTOR
        + """
        Mon 01 Jun 2026  case carries special-case
        Mon 01 Jun 2026  contractor-referral is owed by the departmental complaints officer
        Fri 05 Jun 2026  acknowledged
        Thu 18 Jun 2026  stage one response is due under 2.7(iii)
        Mon 08 Jun 2026  refused under 5.6: step contractor-handling: agreed
        Mon 08 Jun 2026  refused under 5.6: step contractor-referral: referred by the service manager
        Mon 08 Jun 2026  step contractor-referral: referred
        Mon 08 Jun 2026  refused under 5.6: responded: upheld
        Tue 09 Jun 2026  refused under 5.6: step contractor-handling: agreed not answering how
        Tue 09 Jun 2026  refused under 5.6: step contractor-handling: agreed not answering who
        Tue 09 Jun 2026  refused under 5.6: step contractor-handling: agreed not answering by
        Tue 09 Jun 2026  refused under 5.6: step contractor-handling: agreed without the how
        Tue 09 Jun 2026  refused under 5.6: step contractor-handling: agreed without the who
        Tue 09 Jun 2026  refused under 5.6: step contractor-handling: agreed without the by
        Tue 09 Jun 2026  step contractor-handling: agreed
        Thu 18 Jun 2026  stage one response is due under 2.7(iii)
        Wed 10 Jun 2026  responded: upheld
        """,
    )


@requirement("DA-5.6-d1", "D42")
def test_DA_5_6_the_director_may_require_interim_measures(story: Story) -> None:
    story(
        "dartford",
        ABOUT_A_CONTRACTOR
        + """
        Tue 02 Jun 2026  refused under 5.6: step interim-measures: required by the departmental complaints officer
        Tue 02 Jun 2026  refused under 5.6: step interim-measures: required not answering what
        Tue 02 Jun 2026  refused under 5.6: step interim-measures: required not answering by
        Tue 02 Jun 2026  step interim-measures: required
        Tue 02 Jun 2026  interim-measures-done is owed
        Wed 03 Jun 2026  refused under 5.6: step interim-measures-done: done not answering on
        Wed 03 Jun 2026  step interim-measures-done: done
        Wed 03 Jun 2026  interim-measures-done is not owed
        """,
    )


@requirement("DA-5.8-1", "DA-7.1-3")
def test_DA_5_8_malpractice_is_restricted_and_may_go_to_whistleblowing(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of malpractice
        Mon 01 Jun 2026        case carries special-case
        Mon 01 Jun 2026        case carries confidential
        Mon 01 Jun 2026        malpractice is owed
        Tue 02 Jun 2026        refused under 5.8: allocated to the service manager
        Tue 02 Jun 2026        refused under 5.8: step malpractice: whistleblowing without the route
        Tue 02 Jun 2026        step malpractice: whistleblowing
        Tue 02 Jun 2026        complaint ended as whistleblowing
        Wed 03 Jun 2026        step malpractice: procedure
        Wed 03 Jun 2026        complaint is open
        """,
    )


@requirement("DA-5.9.2-1", "DA-5.9.2-2", "D43")
def test_DA_5_9_2_what_is_solely_a_partners_is_referred_and_ends_here(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received about a partner
        Mon 01 Jun 2026        partner is owed
        Tue 02 Jun 2026        refused under 4.6: step partner: solely-partner without the next-contact
        Tue 02 Jun 2026        refused under 5.9: step partner: solely-partner not answering partner
        Tue 02 Jun 2026        step partner: solely-partner choosing kent-county-council
        Tue 02 Jun 2026        complaint ended as referred-to-partner
        Tue 02 Jun 2026        stage one response is not running
        """,
    )


@requirement("DA-5.9.3-1", "DA-5.9.3-2", "D43")
def test_DA_5_9_3_a_joint_case_keeps_our_dates_and_needs_the_partner_to_be_consulted(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of partner
        Fri 05 Jun 2026        acknowledged
        Mon 08 Jun 2026        refused under 5.9: responded
        Mon 08 Jun 2026        refused under 5.9: step partner: joint not answering contact
        Mon 08 Jun 2026        refused under 5.9: step partner: joint not answering consulted
        Mon 08 Jun 2026        refused under 5.9: step partner: joint not answering consulted-on
        Mon 08 Jun 2026        step partner: joint choosing kent-county-council
        Thu 18 Jun 2026        stage one response is due under 2.7(iii)
        Tue 09 Jun 2026        responded
        """,
    )


@requirement("DA-5.10-1")
def test_DA_5_10_of_several_services_one_manager_leads(story: Story) -> None:
    """Nobody is given the complaint before it is said who leads."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received for the service parks and housing
        Mon 01 Jun 2026        lead-service is owed
        Tue 02 Jun 2026        refused under 5.10: allocated to the service manager
        Tue 02 Jun 2026        refused under 5.10: step lead-service: named not answering lead
        Tue 02 Jun 2026        step lead-service: named
        Tue 02 Jun 2026        allocated to the service manager
        """,
    )
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received for the service parks
        Mon 01 Jun 2026        lead-service is not owed
        """,
    )


@requirement("DA-5.11-1", "DA-5.11-2")
def test_DA_5_11_what_an_ombudsman_sends_back_starts_at_stage_one(story: Story) -> None:
    """It is never late; the Ombudsman's reference is kept, and the Ombudsman is told how it ended."""
    story(
        "dartford",
        """
        Sun 15 Mar 2026 10:00  complaint received by ombudsman referral, about a matter that occurred on Fri 14 Mar 2025
        Mon 16 Mar 2026        complaint is in time
        Mon 16 Mar 2026        refused under 5.11: registered
        Mon 16 Mar 2026        refused under 5.11: step premature-referral: lgsco not answering reference
        Mon 16 Mar 2026        step premature-referral: lgsco
        Mon 16 Mar 2026        registered
        Fri 20 Mar 2026        stage one acknowledgement is due under 2.7(ii)
        Fri 20 Mar 2026        acknowledged
        Mon 23 Mar 2026        responded
        Mon 23 Mar 2026        refused under 5.11: closed
        Mon 23 Mar 2026        refused under 5.11: step outcome-to-ombudsman: housing-ombudsman
        Mon 23 Mar 2026        refused under 5.11: step outcome-to-ombudsman: lgsco not answering notice
        Mon 23 Mar 2026        refused under 5.11: step outcome-to-ombudsman: lgsco without the outcome
        Mon 23 Mar 2026        step outcome-to-ombudsman: lgsco
        Mon 23 Mar 2026        closed
        """,
    )


@requirement("DA-5.13-1", "DA-5.13-3", "D45")
def test_DA_5_13_spoken_english_that_does_not_suffice_is_an_ordinary_complaint(story: Story) -> None:
    """The usual clocks run, and the Code of Practice is considered before the answer."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of fluency-duty
        Mon 01 Jun 2026        fluency is owed by the service manager
        Mon 01 Jun 2026        refused under 5.13: registered
        Mon 01 Jun 2026        step fluency: legitimate
        Mon 01 Jun 2026        registered
        Fri 05 Jun 2026        acknowledged
        Thu 18 Jun 2026        stage one response is due under 2.7(iii)
        Mon 08 Jun 2026        refused under 5.13: responded
        Mon 08 Jun 2026        step fluency-code: considered
        Mon 08 Jun 2026        responded
        """,
    )


@requirement("DA-5.13-a", "D45")
def test_DA_5_13_accent_or_origin_alone_is_not_accepted(story: Story) -> None:
    for ground in ("accent", "dialect", "manner", "origin"):
        story(
            "dartford",
            f"""
            Mon 01 Jun 2026 10:00  complaint received on the subject of fluency-duty
            Mon 01 Jun 2026        refused under 5.13: step fluency: not-legitimate not answering ground
            Mon 01 Jun 2026        refused under 3.6: step fluency: not-legitimate without the why
            Mon 01 Jun 2026        refused under 3.6: step fluency: not-legitimate without the ombudsmen
            Mon 01 Jun 2026        step fluency: not-legitimate choosing {ground}
            Mon 01 Jun 2026        complaint ended as not-accepted
            """,
        )


@requirement("DA-5.13-b1", "Q30")
def test_DA_5_13_what_is_abusive_gets_one_short_letter_unless_the_director_records_none(story: Story) -> None:
    received = """
        Mon 01 Jun 2026 10:00  complaint received on the subject of fluency-duty
    """
    for word in ("vexatious", "oppressive", "threatening", "abusive"):
        story(
            "dartford",
            received
            + f"""
            Mon 01 Jun 2026  refused under 5.13: step fluency: not-taken-forward not answering word
            Mon 01 Jun 2026  refused under 5.13: step fluency: not-taken-forward not answering reason
            Mon 01 Jun 2026  refused under 3.6: step fluency: not-taken-forward without the ombudsmen
            Mon 01 Jun 2026  step fluency: not-taken-forward choosing {word}
            Mon 01 Jun 2026  complaint ended as not-taken-forward
            """,
        )
    story(
        "dartford",
        received
        + """
        Mon 01 Jun 2026  refused under 5.13: step fluency-no-reply: no-letter by the service manager
        Mon 01 Jun 2026  refused under 5.13: step fluency-no-reply: no-letter not answering reason
        Mon 01 Jun 2026  step fluency-no-reply: no-letter by the director
        Mon 01 Jun 2026  complaint ended as not-taken-forward
        """,
    )


@requirement("DA-9.3-1")
def test_DA_9_3_discrimination_by_a_contractor_stays_a_complaint_of_the_councils(story: Story) -> None:
    """The same questions are asked and the same dates run as if the council had acted itself."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of discrimination, about a contractor
        Mon 01 Jun 2026        case carries special-case
        Mon 01 Jun 2026        case carries equalities
        Mon 01 Jun 2026        discrimination-ground is owed
        Mon 01 Jun 2026        contractor-referral is owed
        Mon 01 Jun 2026        hr-referral is not owed
        Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        Mon 01 Jun 2026        complaint is open
        """,
    )


@requirement("DA-9.4-1", "DA-3.5-g", "Q27")
def test_DA_9_4_discrimination_is_a_special_case_in_this_procedure(story: Story) -> None:
    """Only what is alleged of an employee goes to Human Resources."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of discrimination
        Mon 01 Jun 2026        case carries special-case
        Mon 01 Jun 2026        hr-referral is not owed
        Mon 01 Jun 2026        refused under 5.3.2: step hr-referral: whole
        Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        """,
    )


@requirement("Q29")
def test_DA_9_4_each_of_the_nine_characteristics_can_be_named(story: Story) -> None:
    for characteristic in ("age", "disability", "pregnancy", "race", "sexual orientation"):
        story(
            "dartford",
            f"""
            Mon 01 Jun 2026 10:00  complaint received on the subject of discrimination
            Mon 01 Jun 2026        step discrimination-ground: named choosing {characteristic}
            """,
        )


@requirement("DA-9.5-1")
def test_DA_9_5_evidence_against_an_employee_is_referred(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of discrimination
        Mon 08 Jun 2026        refused under 9.5: step disciplinary-referral: refer not answering evidence
        Mon 08 Jun 2026        refused under 9.5: step disciplinary-referral: refer not answering referred-to
        Mon 08 Jun 2026        step disciplinary-referral: refer
        Mon 08 Jun 2026        case carries confidential
        """,
    )


@requirement("DA-5.10-2")
def test_DA_5_10_one_letter_answers_for_every_service(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received for the service parks and housing
        Fri 05 Jun 2026        acknowledged
        Mon 08 Jun 2026        refused: responded with one point upheld and the rest unanswered
        Mon 08 Jun 2026        responded: upheld
        """,
    )


@requirement("DA-5.9.3-3")
def test_DA_5_9_3_one_letter_answers_for_both_bodies(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received about a partner, with 2 points
        Fri 05 Jun 2026        acknowledged
        Mon 08 Jun 2026        step partner: joint choosing kent-county-council
        Mon 08 Jun 2026        refused: responded with one point upheld and the rest unanswered
        Mon 08 Jun 2026        responded: upheld
        """,
    )


@requirement("DA-3.4-1")
def test_DA_3_4_a_complaint_comes_by_any_means_about_a_service_or_a_person(story: Story) -> None:
    for channel in ("telephone", "visit", "letter", "email", "web"):
        for subject in ("service-standard", "staff-attitude"):
            story(
                "dartford",
                f"""
                Mon 01 Jun 2026 10:00  complaint received by {channel}, on the subject of {subject}
                Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
                """,
            )


@requirement("DA-1.3-9")
def test_DA_1_3_9_a_fault_is_answered_with_an_apology(story: Story) -> None:
    for outcome in ("upheld", "partially upheld"):
        story(
            "dartford",
            f"""
            Mon 01 Jun 2026 10:00  complaint received
            Fri 05 Jun 2026        acknowledged
            Mon 08 Jun 2026        refused: responded: {outcome} without the apology
            Mon 08 Jun 2026        responded: {outcome}
            Mon 15 Jun 2026        stage two requested
            Wed 17 Jun 2026        acknowledged
            Mon 22 Jun 2026        refused: final response: {outcome} without the apology
            """,
        )
