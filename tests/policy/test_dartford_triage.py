"""What has come in at Dartford: a complaint, or something else? Paragraphs 3, 4, 5.1, 5.12 and 10.1, story by story."""

from tests.policy.conftest import Story
from tests.requirement import requirement

RECEIVED = """
    Mon 01 Jun 2026 10:00  complaint received
"""


@requirement("DA-3.1-2", "D20")
def test_DA_3_1_whoever_is_not_sure_records_a_complaint(story: Story) -> None:
    """Unsure is a complaint and needs no reason; anything else needs one."""
    story(
        "dartford",
        RECEIVED
        + """
        Mon 01 Jun 2026        step triage: unsure
        Mon 01 Jun 2026        complaint is open
        Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        Tue 02 Jun 2026        refused under 4.2 saying "Why?": step triage: first request not answering reason
        Tue 02 Jun 2026        refused under 4.2: step triage: enquiry not answering reason
        Tue 02 Jun 2026        refused under 4.7: step triage: comment not answering reason
        Tue 02 Jun 2026        refused under 4.8: step triage: compliment not answering reason
        Tue 02 Jun 2026        refused under 3: step triage: appeal not answering reason
        Tue 02 Jun 2026        refused under 5.1: step triage: policy not answering reason
        Tue 02 Jun 2026        refused under 10.1: step triage: information not answering reason
        Tue 02 Jun 2026        refused under 3.6: step triage: out-of-scope not answering reason
        Tue 02 Jun 2026        registered
        """,
    )


@requirement("DA-3.1-2")
def test_DA_3_1_a_changed_mind_is_a_new_decision(story: Story) -> None:
    """What was taken for a compliment goes on as the complaint that it was, counted from the first day."""
    story(
        "dartford",
        RECEIVED
        + """
        Mon 01 Jun 2026        step triage: compliment
        Mon 01 Jun 2026        complaint ended as compliment
        Mon 01 Jun 2026        stage one acknowledgement is not running
        Tue 02 Jun 2026        step triage: complaint
        Tue 02 Jun 2026        complaint is open
        Fri 05 Jun 2026        acknowledged
        """,
    )


@requirement("DA-3-2")
def test_DA_3_an_appeal_is_sent_to_its_own_procedure(story: Story) -> None:
    """The letter names the procedure, and no clock of a complaint runs."""
    story(
        "dartford",
        RECEIVED
        + """
        Tue 02 Jun 2026  refused under 3: step triage: appeal not answering matter
        Tue 02 Jun 2026  refused under 4.6: step triage: appeal choosing planning-refusal without the where
        Tue 02 Jun 2026  step triage: appeal choosing planning-refusal
        Tue 02 Jun 2026  complaint ended as appeal
        Tue 02 Jun 2026  stage one acknowledgement is not running
        Tue 02 Jun 2026  stage one response is not running
        """,
    )


@requirement("DA-3.5-e")
def test_DA_3_5_e_what_may_be_an_appeal_is_asked_about_first(story: Story) -> None:
    """Relevant matters left out of a decision: a complaint, a reconsideration or an appeal."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of relevant-matters-ignored
        Mon 01 Jun 2026        triage is owed by the corporate services team
        Mon 01 Jun 2026        refused under 3.1: registered
        Mon 01 Jun 2026        step triage: reconsideration
        Mon 01 Jun 2026        complaint ended as reconsideration
        Mon 01 Jun 2026        service request is open
        """,
    )
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of relevant-matters-ignored
        Mon 01 Jun 2026        step triage: appeal choosing planning-refusal
        Mon 01 Jun 2026        complaint ended as appeal
        """,
    )
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of relevant-matters-ignored
        Mon 01 Jun 2026        step triage: complaint
        Mon 01 Jun 2026        triage is not owed
        Mon 01 Jun 2026        registered
        """,
    )


@requirement("DA-4.2-1")
def test_DA_4_2_a_first_request_is_no_complaint(story: Story) -> None:
    """No clock runs for it; for a question neither."""
    story(
        "dartford",
        RECEIVED
        + """
        Mon 01 Jun 2026  step triage: first request
        Mon 01 Jun 2026  service request is open
        Mon 01 Jun 2026  complaint ended as service-request
        Mon 01 Jun 2026  stage one acknowledgement is not running
        Mon 01 Jun 2026  stage one response is not running
        """,
    )
    story(
        "dartford",
        RECEIVED
        + """
        Mon 01 Jun 2026  step triage: enquiry
        Mon 01 Jun 2026  enquiry is open
        Mon 01 Jun 2026  complaint ended as enquiry
        Mon 01 Jun 2026  stage one response is not running
        """,
    )


@requirement("D20")
def test_DA_4_2_a_request_that_turns_into_a_complaint_counts_from_then(story: Story) -> None:
    """It is a complaint in the same case from the first dissatisfaction, and work on the request goes on."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  service request received
        Thu 04 Jun 2026        refused under 4.2: step service-request: request not answering reason
        Thu 04 Jun 2026 10:00  step service-request: complaint
        Wed 10 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        Thu 04 Jun 2026        service request is open
        Fri 05 Jun 2026        acknowledged
        Fri 05 Jun 2026        service request is open
        """,
    )


@requirement("DA-4.7.2-1", "DA-4.7.2-3", "D46")
def test_DA_4_7_2_a_comment_that_is_political_or_names_somebody_goes_to_the_director(story: Story) -> None:
    """It cannot be closed before the Director has seen it."""
    for feature in ("political", "names-someone"):
        story(
            "dartford",
            f"""
            Mon 01 Jun 2026 10:00  comment received
            Mon 01 Jun 2026        comment is owed by the corporate services team
            Mon 01 Jun 2026        refused under 4.7: closed
            Mon 01 Jun 2026        refused under 4.7: step comment: no-reply not answering features
            Mon 01 Jun 2026        step comment: no-reply choosing {feature}
            Mon 01 Jun 2026        comment-to-director is owed by the director
            Tue 02 Jun 2026        refused under 4.7: closed
            Tue 02 Jun 2026        step comment-to-director: seen
            Tue 02 Jun 2026        closed
            """,
        )
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  comment received
        Mon 01 Jun 2026        step comment: no-reply choosing neither
        Mon 01 Jun 2026        comment-to-director is not owed
        Tue 02 Jun 2026        closed
        """,
    )


@requirement("DA-4.7.2-2", "DA-4.7.3-1", "L47")
def test_DA_4_7_3_a_comment_that_expects_an_answer_gets_one(story: Story) -> None:
    """It cannot be closed without the reply; a constructive one is at least told that it will be considered."""
    for option, content in (("answered", "view"), ("considered", "considered")):
        story(
            "dartford",
            f"""
            Mon 01 Jun 2026 10:00  comment received
            Mon 01 Jun 2026        step comment: reply
            Tue 02 Jun 2026        refused under 4.7: closed
            Tue 02 Jun 2026        comment-reply is owed
            Tue 02 Jun 2026        refused under 4.7: step comment-reply: {option} without the {content}
            Tue 02 Jun 2026        step comment-reply: {option}
            Tue 02 Jun 2026        closed
            """,
        )


@requirement("DA-4.7.3-2")
def test_DA_4_7_3_a_comment_that_criticises_a_service_is_a_complaint_from_its_first_day(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  comment received
        Wed 03 Jun 2026        step comment: complaint
        Wed 03 Jun 2026        comment ended as complaint
        Wed 03 Jun 2026        complaint is open
        Fri 05 Jun 2026        stage one acknowledgement is due under 2.7(ii)
        """,
    )


@requirement("DA-4.7.3-3")
def test_DA_4_7_3_in_doubt_the_director_decides_on_a_comment(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  comment received
        Mon 01 Jun 2026        step comment: refer
        Mon 01 Jun 2026        comment is owed
        Mon 01 Jun 2026        comment-to-director is owed by the director
        Mon 01 Jun 2026        refused under 4.7: step comment-to-director: seen by the corporate services team
        Tue 02 Jun 2026        step comment-to-director: complaint
        Tue 02 Jun 2026        complaint is open
        """,
    )


@requirement("DA-5.1.1-2", "L45")
def test_DA_5_1_1_policy_outside_our_control_always_gets_a_reply_that_says_so(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of policy-external
        Mon 01 Jun 2026        triage is owed
        Mon 01 Jun 2026        step triage: policy
        Mon 01 Jun 2026        policy issue is open
        Mon 01 Jun 2026        complaint ended as policy-issue
        Tue 02 Jun 2026        refused under 5.1: closed
        Tue 02 Jun 2026        refused under 5.1: step policy-reply: external without the control
        Tue 02 Jun 2026        refused under 5.1: step policy-reply: external without the explanation
        Tue 02 Jun 2026        step policy-reply: external
        Tue 02 Jun 2026        closed
        """,
    )


@requirement("DA-5.1.2-1")
def test_DA_5_1_2_whoever_wants_the_point_considered_is_given_their_councillor_and_mp(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  policy issue received
        Tue 02 Jun 2026        refused under 5.1: step policy-reply: external-considered without the councillor
        Tue 02 Jun 2026        refused under 5.1: step policy-reply: external-considered without the mp
        Tue 02 Jun 2026        step policy-reply: external-considered
        Tue 02 Jun 2026        closed
        """,
    )


@requirement("DA-5.1.2-3")
def test_DA_5_1_2_in_doubt_the_complaints_officer_of_the_department_says(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  policy issue received
        Tue 02 Jun 2026        step policy-reply: doubt
        Tue 02 Jun 2026        policy-doubt is owed by the departmental complaints officer
        Wed 03 Jun 2026        refused under 5.1: step policy-reply: internal
        Wed 03 Jun 2026        refused under 5.1: step policy-doubt: told not answering answer
        Wed 03 Jun 2026        step policy-doubt: told
        Thu 04 Jun 2026        step policy-reply: internal
        """,
    )


@requirement("DA-5.2-4", "L46")
def test_DA_5_2_policy_of_the_council_gets_reasons(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  policy issue received
        Tue 02 Jun 2026        refused under 5.1: closed
        Tue 02 Jun 2026        refused under 5.2: step policy-reply: internal without the reasons
        Tue 02 Jun 2026        step policy-reply: internal
        Tue 02 Jun 2026        closed
        """,
    )


@requirement("Q24")
def test_DA_5_2_how_a_policy_was_applied_is_a_complaint(story: Story) -> None:
    """It counts from the first day; of the policy itself there is no Stage One, and the reply names the Ombudsman."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received on the subject of policy-issue
        Mon 01 Jun 2026        step triage: policy
        Tue 02 Jun 2026        refused under 3.6: step policy-reply: internal without the ombudsmen
        Wed 03 Jun 2026        step policy-reply: complaint
        Wed 03 Jun 2026        complaint is open
        Fri 05 Jun 2026        stage one acknowledgement is due
        """,
    )


@requirement("DA-5.12-1")
def test_DA_5_12_a_call_for_action_is_not_for_members_of_the_scrutiny_committee(story: Story) -> None:
    story(
        "dartford",
        RECEIVED
        + """
        Tue 02 Jun 2026  refused under 5.12: step triage: call-for-action not answering ward-member
        Tue 02 Jun 2026  refused under 5.12: step triage: call-for-action not answering on-scrutiny
        Tue 02 Jun 2026  refused under 5.12: step triage: call-for-action not answering for-constituent
        Tue 02 Jun 2026  refused under 5.12: step triage: call-for-action not answering approaches
        Tue 02 Jun 2026  step triage: call-for-action saying no to for-constituent
        """,
    )


@requirement("DA-5.12-3", "D44")
def test_DA_5_12_the_director_judges_how_a_call_for_action_is_dealt_with(story: Story) -> None:
    story(
        "dartford",
        RECEIVED
        + """
        Tue 02 Jun 2026  step triage: call-for-action
        Tue 02 Jun 2026  call-for-action is owed by the director
        Tue 02 Jun 2026  refused under 5.12: registered
        Tue 02 Jun 2026  refused under 5.12: step call-for-action: procedure by the departmental complaints officer
        Tue 02 Jun 2026  refused under 5.12: step call-for-action: other-means not answering means
        Wed 03 Jun 2026  step call-for-action: other-means
        Wed 03 Jun 2026  complaint ended as call-for-action
        Thu 04 Jun 2026  step call-for-action: procedure
        Thu 04 Jun 2026  complaint is open
        Thu 04 Jun 2026  registered
        """,
    )


@requirement("D20")
def test_a_changed_mind_takes_back_the_run_that_nobody_has_worked_on(story):
    """A comment that is a compliment after all is not dealt with twice, nor the same decision made twice."""
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        step triage: comment
        Mon 01 Jun 2026        comment is open
        Tue 02 Jun 2026        step triage: comment
        Tue 02 Jun 2026        step triage: compliment
        Tue 02 Jun 2026        comment ended as decided-otherwise
        Tue 02 Jun 2026        compliment is open
    """,
    )
