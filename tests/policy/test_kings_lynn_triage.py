"""What is it, and does King's Lynn and West Norfolk's policy cover it? One story per sentence."""

import pytest

from tests.policy.conftest import Story
from tests.requirement import requirement

MP = "Mon 03 Aug 2026  complaint received by MP\n"


@requirement("KL-2-4")
def test_KL_2_a_first_report_is_a_service_request_and_starts_no_complaint_clock(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Thu 02 Apr 2026  complaint received by telephone
        Thu 02 Apr 2026  refused under 2: step triage: service request not answering reason
        Thu 02 Apr 2026  refused under 2: step triage: service request by the senior officer
        Thu 02 Apr 2026  step triage: service request by the information centre
        Thu 02 Apr 2026  complaint ended as service-request
        Thu 02 Apr 2026  service request is open
        Mon 13 Apr 2026  informal resolution is due under 2
        Tue 14 Apr 2026  stage one acknowledgement is not running
        Tue 14 Apr 2026  stage one response is not running
        """,
    )


def test_KL_2_a_changed_mind_is_a_new_decision_and_the_first_receipt_counts(story: Story) -> None:
    """What was taken for a report was a complaint all along: its clocks run from the day on which it came."""
    story(
        "kings-lynn",
        """
        Thu 02 Apr 2026  complaint received by telephone
        Thu 02 Apr 2026  step triage: service request
        Tue 07 Apr 2026  step triage: complaint
        Tue 07 Apr 2026  complaint is open
        Wed 08 Apr 2026  stage one acknowledgement is due under 3
        Tue 07 Apr 2026  service request is open
        """,
    )


@requirement("KL-2-5")
def test_KL_2_what_was_reported_before_and_not_put_right_is_a_complaint(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Thu 02 Apr 2026  complaint received by telephone
        Thu 02 Apr 2026  refused under 2: step triage: repeat not answering earlier-reference
        Thu 02 Apr 2026  refused under 2: step triage: repeat not answering earlier-day
        Thu 02 Apr 2026  step triage: repeat
        Thu 02 Apr 2026  case carries repeat-report
        Thu 02 Apr 2026  refused under 2: step triage: service request
        Thu 02 Apr 2026  refused under 5B: step exclusion: service request
        Thu 02 Apr 2026  registered
        Wed 08 Apr 2026  stage one acknowledgement is due under 3
        """,
    )


@requirement("KL-2-5", "KL-2-7")
@pytest.mark.parametrize("result", ["dissatisfied", "reported again"])
def test_KL_2_a_service_request_turns_into_a_complaint_and_the_work_on_it_goes_on(story: Story, result: str) -> None:
    """The complaint's clocks run from the first expression of dissatisfaction (Q5); both runs are open."""
    story(
        "kings-lynn",
        f"""
        Thu 02 Apr 2026  service request received
        Tue 14 Apr 2026  refused under 2: step service request result: work finished
        Tue 14 Apr 2026  step service request result: {result}
        Tue 14 Apr 2026  complaint is open
        Tue 14 Apr 2026  service request is open
        Mon 13 Apr 2026  informal resolution is due under 2
        Thu 16 Apr 2026  stage one acknowledgement is due under 3
        Wed 06 May 2026  stage one response is due under 3
        Wed 15 Apr 2026  refused under 2: step service request result: done
        Wed 15 Apr 2026  refused under 2: step service request result: {result}
        Thu 16 Apr 2026  step service request result: work finished
        Thu 16 Apr 2026  service request ended as work-finished
        Thu 16 Apr 2026  complaint is open
        Thu 16 Apr 2026  acknowledged
        Thu 16 Apr 2026  stage one acknowledgement is met
        """,
    )


def test_KL_2_a_service_request_that_is_done_can_be_reported_again(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Thu 02 Apr 2026  service request received
        Wed 08 Apr 2026  step service request result: done
        Wed 08 Apr 2026  service request ended as resolved-informally
        Wed 08 Apr 2026  informal resolution is met
        Mon 20 Apr 2026  step service request result: reported again
        Mon 20 Apr 2026  service request is open
        Mon 20 Apr 2026  complaint is open
        Wed 22 Apr 2026  stage one acknowledgement is due under 3
        """,
    )


@requirement("KL-6-3")
def test_KL_6_what_an_mp_takes_up_for_a_constituent_is_never_a_complaint(story: Story) -> None:
    """An MP's own complaint is one, and nothing else that comes from an MP."""
    story(
        "kings-lynn",
        MP
        + """
        Mon 03 Aug 2026  triage is owed by the complaints administrator
        Mon 03 Aug 2026  refused under 2: registered
        Mon 03 Aug 2026  refused under 2: step triage: complaint
        Mon 03 Aug 2026  refused under 2: step triage: repeat
        Mon 03 Aug 2026  refused under 6: step triage: own complaint saying no to not-for-a-constituent
        Tue 04 Aug 2026  step triage: mp enquiry
        Tue 04 Aug 2026  complaint ended as mp-enquiry
        Tue 04 Aug 2026  mp enquiry is open
        Tue 01 Sep 2026  mp enquiry response is due under 6
        Tue 01 Sep 2026  stage one response is not running
        """,
    )
    story(
        "kings-lynn",
        MP
        + """
        Tue 04 Aug 2026  step triage: own complaint
        Tue 04 Aug 2026  registered
        Wed 05 Aug 2026  stage one acknowledgement is due under 3
        """,
    )


@requirement("KL-6-3")
def test_KL_6_an_mp_who_acts_for_a_complainant_is_treated_the_same(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 03 Aug 2026  complaint received by letter flagged mp-for-constituent flagged consent-none
        Mon 03 Aug 2026  refused under 2: registered
        Mon 03 Aug 2026  refused under 2: step triage: complaint
        Mon 03 Aug 2026  step triage: mp enquiry
        Mon 03 Aug 2026  mp enquiry is open
        Mon 03 Aug 2026  mp permission is owed by the members-liaison
        """,
    )


@requirement("KL-6-7")
def test_KL_6_the_constituents_permission_is_confirmed_before_the_mp_is_answered(story: Story) -> None:
    story(
        "kings-lynn",
        MP
        + """
        Mon 03 Aug 2026  step triage: mp enquiry
        Tue 18 Aug 2026  refused under 6 saying "permission": answered: upheld
        Tue 18 Aug 2026  refused under 6: step mp permission: asked without the how
        Tue 18 Aug 2026  step mp permission: asked
        Tue 18 Aug 2026  mp permission is owed
        Wed 26 Aug 2026  refused under 6 saying "permission": answered: upheld
        Wed 26 Aug 2026  refused under 6: step mp permission: confirmed not answering confirmed-on
        Wed 26 Aug 2026  refused under 6: step mp permission: confirmed not answering method
        Wed 26 Aug 2026  step mp permission: confirmed
        Tue 01 Sep 2026  answered: upheld
        Tue 01 Sep 2026  mp enquiry response is met
        """,
    )
    story(
        "kings-lynn",
        """
        Mon 03 Aug 2026  mp enquiry received
        Tue 04 Aug 2026  step mp permission: refused
        Tue 04 Aug 2026  mp enquiry ended as no-permission
        Mon 10 Aug 2026  step mp permission: confirmed
        Mon 10 Aug 2026  mp enquiry is open
        """,
    )


@requirement("KL-6-2", "KL-4B-6")
def test_KL_6_a_councillor_chooses_between_a_complaint_and_an_enquiry_and_needs_no_consent(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 03 Aug 2026  complaint received by letter flagged consent-implied flagged consent-none
        Mon 03 Aug 2026  case carries consent-implied
        Mon 03 Aug 2026  refused under 2: registered
        Mon 03 Aug 2026  step triage: complaint
        Mon 03 Aug 2026  consent is not owed
        Wed 05 Aug 2026  acknowledged
        Mon 24 Aug 2026  stage one answered: upheld
        """,
    )
    story(
        "kings-lynn",
        """
        Mon 03 Aug 2026  complaint received by councillor flagged consent-implied
        Mon 03 Aug 2026  step triage: councillor enquiry
        Mon 03 Aug 2026  mp enquiry is open
        Mon 03 Aug 2026  case carries councillor-enquiry
        Mon 03 Aug 2026  mp permission is not owed
        Tue 01 Sep 2026  answered: upheld
        """,
    )
    story(
        "kings-lynn",
        """
        Mon 03 Aug 2026  complaint received by letter
        Mon 03 Aug 2026  triage is not owed
        Mon 03 Aug 2026  refused under 2: step triage: councillor enquiry
        """,
    )


@requirement("KL-4A-3", "KL-4B-8")
def test_KL_4_nothing_is_answered_to_a_representative_without_written_consent(story: Story) -> None:
    """It is registered and acknowledged at once and the clock runs; a delay notice tells of the wait (Q20)."""
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received flagged consent-spoken
        Mon 02 Mar 2026  consent is owed by the stage 1 investigator
        Wed 04 Mar 2026  acknowledged
        Fri 06 Mar 2026  refused under 4A: step consent: asked without the covers
        Fri 06 Mar 2026  step consent: asked
        Mon 23 Mar 2026  refused under 4A: stage one answered: upheld
        Mon 23 Mar 2026  stage one response is due under 3
        Mon 23 Mar 2026  delay notice for Mon 30 Mar 2026
        Wed 25 Mar 2026  refused under 4A: step consent: written not answering given-on
        Wed 25 Mar 2026  refused under 4A: step consent: written saying no to document
        Wed 25 Mar 2026  step consent: written
        Wed 25 Mar 2026  stage one answered: upheld
        Wed 25 Mar 2026  stage one response is late by 2 working days
        """,
    )


@requirement("KL-4A-3", "KL-4B-8")
@pytest.mark.parametrize("said", ["consent-written", "consent-spoken", "consent-none"])
def test_KL_4_whatever_a_representative_says_of_consent_the_document_is_asked_for(story: Story, said: str) -> None:
    story(
        "kings-lynn",
        f"""
        Mon 02 Mar 2026  complaint received flagged {said}
        Wed 04 Mar 2026  acknowledged
        Mon 23 Mar 2026  refused under 4A: stage one answered: upheld
        Mon 23 Mar 2026  step consent: refused
        Mon 23 Mar 2026  complaint ended as no-consent
        Tue 24 Mar 2026  step consent: written
        Tue 24 Mar 2026  complaint is open
        Tue 24 Mar 2026  stage one answered: upheld
        """,
    )


@requirement("KL-15-1")
def test_KL_15_a_request_for_information_is_not_a_complaint(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received by e-mail
        Mon 02 Mar 2026  refused under 15: step triage: information request without the information
        Mon 02 Mar 2026  step triage: information request
        Mon 02 Mar 2026  complaint ended as information-request
        Thu 05 Mar 2026  stage one acknowledgement is not running
        Tue 24 Mar 2026  stage one response is not running
        """,
    )


@requirement("KL-1-1", "KL-2-7")
def test_KL_2_what_is_not_resolved_informally_is_registered_or_withdrawn_and_nothing_else(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received by telephone
        Mon 02 Mar 2026  step triage: informal
        Mon 02 Mar 2026  first contact is owed by the information centre
        Mon 02 Mar 2026  refused under 2: registered
        Tue 03 Mar 2026  step first contact: not resolved
        Tue 03 Mar 2026  first contact is not owed
        Tue 03 Mar 2026  refused under 2: step first contact: resolved
        Tue 03 Mar 2026  refused under 2: step triage: service request
        Tue 03 Mar 2026  refused under 5B: step exclusion: other
        Tue 03 Mar 2026  refused under 13: closed
        Tue 03 Mar 2026  registered
        Wed 04 Mar 2026  stage one acknowledgement is due under 3
        Mon 23 Mar 2026  stage one response is due under 3
        """,
    )
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received by telephone
        Tue 03 Mar 2026  step first contact: not resolved
        Wed 04 Mar 2026  withdrawn
        Wed 04 Mar 2026  complaint ended as withdrawn
        """,
    )


@requirement("KL-2-3")
def test_KL_2_a_matter_is_resolved_informally_if_the_customer_agrees(story: Story) -> None:
    """How, and with whose agreement; if it turns out otherwise it goes on as a complaint from its first day."""
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received by telephone
        Tue 03 Mar 2026  refused under 2: step first contact: resolved not answering how
        Tue 03 Mar 2026  refused under 2: step first contact: resolved saying no to agreed
        Tue 03 Mar 2026  refused under 2: step first contact: resolved without the make-it-formal
        Tue 03 Mar 2026  step first contact: resolved
        Tue 03 Mar 2026  complaint ended as resolved-informally
        Mon 23 Mar 2026  stage one response is not running
        Mon 09 Mar 2026  step first contact: not resolved
        Mon 09 Mar 2026  complaint is open
        Mon 23 Mar 2026  stage one response is due under 3
        Mon 09 Mar 2026  registered
        """,
    )


@requirement("KL-2-8")
def test_KL_2_a_complex_matter_is_registered_from_the_first_day(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received by telephone
        Mon 02 Mar 2026  step triage: informal
        Mon 02 Mar 2026  refused under 2: step first contact: complex not answering why-complex
        Mon 02 Mar 2026  step first contact: complex
        Mon 02 Mar 2026  case carries complex
        Mon 02 Mar 2026  registered
        """,
    )


@requirement("KL-2-10")
def test_KL_2_a_registered_complaint_is_not_closed_without_its_answer(story: Story) -> None:
    """Or its withdrawal, or a letter that says why it is refused."""
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received
        Mon 02 Mar 2026  registered
        Tue 03 Mar 2026  refused under 13: closed
        Tue 03 Mar 2026  refused under 2: step first contact: resolved
        Tue 03 Mar 2026  refused under 2: step triage: service request
        Tue 03 Mar 2026  refused under 5B: step exclusion: legal proceedings without the reason
        Wed 04 Mar 2026  acknowledged
        Mon 23 Mar 2026  refused under 13: closed
        Mon 23 Mar 2026  stage one answered: not upheld
        Mon 23 Mar 2026  closed
        """,
    )
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received
        Mon 02 Mar 2026  registered
        Tue 03 Mar 2026  step exclusion: legal proceedings
        Tue 03 Mar 2026  complaint ended as outside-policy
        """,
    )


@requirement("KL-12-3")
def test_KL_12_a_complaint_on_social_media_is_moved_out_of_public_view(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received by social media
        Mon 02 Mar 2026  refused under 2: registered
        Mon 02 Mar 2026  step triage: complaint
        Mon 02 Mar 2026  social media is owed by the information centre
        Mon 02 Mar 2026  refused under 12: step social media: form asked saying no to nothing-personal
        Mon 02 Mar 2026  refused under 12: step social media: form asked without the form
        Mon 02 Mar 2026  step social media: form asked
        Mon 02 Mar 2026  case carries form-requested
        Mon 02 Mar 2026  social media is owed
        Tue 03 Mar 2026  step social media: moved
        Tue 03 Mar 2026  social media is not owed
        Tue 03 Mar 2026  case does not carry form-requested
        Tue 03 Mar 2026  registered
        """,
    )
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received by social media without an address
        Mon 02 Mar 2026  step triage: complaint
        Mon 02 Mar 2026  step social media: form asked
        Mon 02 Mar 2026  case carries form-requested
        """,
    )
