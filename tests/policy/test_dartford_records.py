"""What else must be on record at Dartford before something happens? Paragraphs 2.12, 6.1 to 6.4 and 8.1.2(g)."""

from __future__ import annotations

from datetime import datetime

import pytest

from redress import policies
from redress.cases import chain
from redress.rules import actions as order
from redress.rules.events import Answer, Corrected, Finding, Noted, Recorded
from redress.rules.late_entries import entered_late
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from tests.policy.conftest import Story
from tests.requirement import requirement
from tests.rules.walks import Walk

AT_WORK = """
    Mon 01 Jun 2026 10:00  complaint received
    Fri 05 Jun 2026        acknowledged
"""


@requirement("DA-8.1.2-g12", "D37")
def test_DA_8_1_2_g_an_offer_of_a_service_waits_until_it_is_known_to_be_feasible(story: Story) -> None:
    """With whom it was discussed, when, and what came of it; only then can the response go."""
    story(
        "dartford",
        "step by step"
        + AT_WORK.replace("acknowledged", "registered")
        + """
        Fri 05 Jun 2026  allocated to the service manager
        Fri 05 Jun 2026  step declare-interest: no-interest
        Fri 05 Jun 2026  acknowledged
        Mon 08 Jun 2026  step remedies: chosen choosing offer-of-service
        Mon 08 Jun 2026  feasibility is owed by service manager
        Mon 08 Jun 2026  refused under 8.1.2(g): responded: upheld
        Tue 09 Jun 2026  refused under 8.1.2(g): step feasibility: feasible not answering with
        Tue 09 Jun 2026  refused under 8.1.2(g): step feasibility: feasible not answering on
        Tue 09 Jun 2026  refused under 8.1.2(g): step feasibility: feasible not answering result
        Tue 09 Jun 2026  step feasibility: feasible
        Tue 09 Jun 2026  feasibility is not owed
        Tue 09 Jun 2026  responded: upheld
    """,
    )


@requirement("DA-8.1.2-g12")
@pytest.mark.parametrize(("remedy", "waits"), [("offer-of-service", "feasibility"), ("compensation", "compensation")])
def test_no_point_is_put_right_by_what_waits_for_a_decision_of_its_own(remedy: str, waits: str) -> None:
    """Where points have remedies of their own, such a remedy is chosen by its step first, and then decided."""
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    walk.strict = True
    manager = walk.staff("service-manager", name="manager")
    findings = (Finding("p1", "upheld", "why", (remedy,)),)
    respond = order.Respond(findings=findings, letter=walk.letter("stage-one-response"))

    def refused() -> object:
        with pytest.raises(Refused) as found:
            walk.does("2026-06-16", manager, respond)
        assert found.value.code == "step-first"
        return found.value.parameters["step"]

    assert refused() == "remedies"
    chosen = order.TakeStep(step="remedies", option="chosen", answers=(Answer("remedies", remedy),))
    walk.does("2026-06-08", manager, chosen)
    assert refused() == waits
    walk.strict = False
    walk.does("2026-06-16", manager, respond)
    assert walk.case.main_run.outcomes == {"stage-one": "upheld"}


@requirement("DA-6.4-b1")
@pytest.mark.parametrize("channel", ["MP", "councillor"])
def test_DA_6_4_b_a_reply_that_may_be_passed_on_is_checked_for_disclosure(story: Story, channel: str) -> None:
    story(
        "dartford",
        f"""
        step by step
        Mon 01 Jun 2026 10:00  complaint received by {channel}
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        allocated to the service manager
        Mon 01 Jun 2026        step declare-interest: no-interest
        Fri 05 Jun 2026        acknowledged
        Mon 08 Jun 2026        refused under 6.4(b): responded: upheld
        Mon 08 Jun 2026        step reply-checked: checked
        Mon 08 Jun 2026        responded: upheld
    """,
    )


@requirement("DA-6.1.1-1")
def test_DA_6_1_1_what_cannot_be_read_is_marked_and_clarification_asked(story: Story) -> None:
    """E-mail and web form are writing; what is illegible is marked until it is clear."""
    for channel in ("E-mail", "Online form"):
        story("dartford", f"Mon 01 Jun 2026 10:00  complaint received by {channel}")
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received by Letter
        Mon 01 Jun 2026        refused under 6.1.1: step legibility: illegible not answering asked
        Mon 01 Jun 2026        step legibility: illegible
        Mon 01 Jun 2026        case carries illegible
        Wed 03 Jun 2026        step legibility: legible
        Wed 03 Jun 2026        case does not carry illegible
    """,
    )


@requirement("DA-2.12-c2-2", "D48")
@pytest.mark.parametrize("what", ["deficiency", "recommendation"])
def test_DA_2_12_c_what_was_found_waits_for_a_plan_of_the_complaints_officer(story: Story, what: str) -> None:
    """It stays on the complaints officer's list until there is a plan; then the three months run."""
    story(
        "dartford",
        AT_WORK
        + f"""
        Mon 08 Jun 2026  responded: upheld
        Mon 08 Jun 2026  step deficiency: {what}
        Mon 08 Jun 2026  plan-made is owed by departmental complaints officer
        Tue 09 Jun 2026  refused under 2.12(c)(2): step plan-made: made saying no to recorded
        Wed 10 Jun 2026  action plan recorded
        Wed 10 Jun 2026  step plan-made: made
        Wed 10 Jun 2026  plan-made is not owed
    """,
    )


# --- entries made late (2.10.6, C42) ---------------------------------------------------------------


def entry(happened: str, written: str, *, by_kind: str = "staff", event: object = None) -> Recorded:
    """Something noted: when it happened, and when it was put on record."""
    zone = chain.local_zone()
    at = datetime.fromisoformat(written).replace(tzinfo=zone).isoformat()
    what = event or Noted(note="x")
    return Recorded(2, "r1", "stage-one", Moment.parse(happened, zone), at, by_kind, "staff:1", "", "", what)


@requirement("DA-2.10.6-2.2", "C42")
@pytest.mark.parametrize(
    ("happened", "written", "late"),
    [
        ("2026-04-02T10:00", "2026-04-02T10:05", False),
        ("2026-04-02T10:00", "2026-04-07T17:00", False),  # the first working day after Easter
        ("2026-04-02T10:00", "2026-04-08T09:00", True),  # the catalogue's example
        ("2026-04-02", "2026-04-08T09:00", True),  # only the day is known
        ("2026-04-04T10:00", "2026-04-07T17:00", False),  # on the Saturday
        ("2026-06-05T16:59", "2026-06-08T09:00", False),
        ("2026-06-05T16:59", "2026-06-09T00:01", True),
    ],
)
def test_DA_2_10_6_an_entry_is_late_when_more_than_one_working_day_has_gone_by(
    happened: str, written: str, late: bool
) -> None:
    book = policies.rulebook()
    policy = policies.current("dartford")
    calendar = book.calendar(policy.pin)
    assert policy.late_entries is not None
    assert (policy.late_entries.days, policy.late_entries.paragraph) == (1, "2.10.6")
    assert entered_late(entry(happened, written), policy, calendar, chain.local_zone()) is late


def test_only_what_staff_enter_can_be_late_and_only_where_the_policy_has_a_limit() -> None:
    book = policies.rulebook()
    dartford, kings_lynn = policies.current("dartford"), policies.current("kings-lynn")
    after = ("2026-04-02T10:00", "2026-04-30T10:00")
    calendar = book.calendar(dartford.pin)
    zone = chain.local_zone()
    assert not entered_late(entry(*after, by_kind="complainant"), dartford, calendar, zone)
    corrected = Corrected(supersedes=1, at="2026-04-02T10:00", reason="x")
    assert not entered_late(entry(*after, event=corrected), dartford, calendar, zone)
    assert not entered_late(entry(*after), kings_lynn, book.calendar(kings_lynn.pin), zone)


@requirement("DA-9.10-1")
def test_DA_9_10_a_language_need_asks_for_support_before_anything_is_written(story: Story) -> None:
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        refused under 9.10: step language-need: recorded not answering language
        Mon 01 Jun 2026        step language-need: recorded
        Mon 01 Jun 2026        language-support is owed
        Mon 01 Jun 2026        allocated to the service manager
        Mon 01 Jun 2026        step declare-interest: no-interest
        Fri 05 Jun 2026        refused under 9.10: acknowledged
        Fri 05 Jun 2026        refused under 9.10: step language-support: support not answering what
        Fri 05 Jun 2026        step language-support: support
        Fri 05 Jun 2026        acknowledged
    """,
    )


@requirement("DA-5.13-c")
def test_DA_5_13_the_code_of_practice_is_considered_before_the_response(story: Story) -> None:
    story(
        "dartford",
        """
        step by step
        Mon 01 Jun 2026 10:00  complaint received flagged fluency-duty
        Mon 01 Jun 2026        step fluency: legitimate
        Mon 01 Jun 2026        registered
        Mon 01 Jun 2026        allocated to the service manager
        Mon 01 Jun 2026        step declare-interest: no-interest
        Fri 05 Jun 2026        acknowledged
        Fri 05 Jun 2026        fluency-code is owed
        Mon 08 Jun 2026        refused under 5.13: responded: upheld
        Mon 08 Jun 2026        step fluency-code: considered
        Mon 08 Jun 2026        responded: upheld
    """,
    )
    (code,) = [one for one in policies.current("dartford").guidance if one.id == "fluency-code"]
    assert "step:fluency-code" in code.at
    assert code.link.startswith("https://www.gov.uk/government/publications/english-language-requirement")


@requirement("DA-5.8-2")
def test_DA_5_8_doubts_about_malpractice_are_answered_by_advice_that_stays_on_the_case(story: Story) -> None:
    """Both contacts stand beside the decision; what was advised goes on record with it, or as a question answered."""
    policy = policies.current("dartford")
    (doubt,) = [one for one in policy.guidance if one.id == "malpractice-doubt"]
    assert "step:malpractice" in doubt.at
    assert doubt.contacts == ("corporate-complaints-officer", "internal-audit")
    assert "advice" in [question.id for question in policy.step("malpractice").questions]
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received
        Mon 01 Jun 2026        step ask-cco: asked by the departmental complaints officer
        Mon 01 Jun 2026        cco-advice is owed by corporate complaints officer
        Tue 02 Jun 2026        refused under 1.6: step cco-advice: advised not answering advice
        Tue 02 Jun 2026        step cco-advice: advised
    """,
    )
