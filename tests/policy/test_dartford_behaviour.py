"""How does Dartford deal with unreasonable or persistent behaviour? Paragraph 3.10, story by story.

The complaint itself goes on all the while, with its own dates; what is decided belongs to the person.
"""

import pytest

from redress import policies
from tests.policy.conftest import Story
from tests.requirement import requirement

RECEIVED = """
    Mon 01 Jun 2026 10:00  complaint received
    Wed 03 Jun 2026        acknowledged
"""
REQUESTED = (
    RECEIVED
    + """
    Thu 04 Jun 2026  step behaviour-request: request
"""
)
CIRCUMSTANCES = [f"circumstance-{number}" for number in range(1, 29)]


@requirement("DA-3.10-c1", "D25")
def test_DA_3_10_nothing_is_decided_without_request_consultation_and_advice(story: Story) -> None:
    """Each by its own person, on its own day, in words; the Director and the lawyer in either order."""
    story("dartford", RECEIVED + "Thu 04 Jun 2026  refused under 3.10: step behaviour-decision: designate")
    story(
        "dartford",
        RECEIVED
        + """
        Thu 04 Jun 2026  refused under 3.10: step behaviour-request: request by the director
        Thu 04 Jun 2026  refused under 3.10: step behaviour-request: request not answering evidence
        Thu 04 Jun 2026  step behaviour-request: request
        Thu 04 Jun 2026  behaviour-consultation is owed by the director
        Thu 04 Jun 2026  behaviour-advice is owed by the head of legal services
        Thu 04 Jun 2026  refused under 3.10: step behaviour-decision: designate
        Fri 05 Jun 2026  refused under 3.10: step behaviour-consultation: apply by the head of legal services
        Fri 05 Jun 2026  refused under 3.10: step behaviour-consultation: apply not answering view
        Fri 05 Jun 2026  step behaviour-consultation: apply
        Fri 05 Jun 2026  refused under 3.10: step behaviour-decision: designate
        Mon 08 Jun 2026  refused under 3.10: step behaviour-advice: apply by the director
        Mon 08 Jun 2026  refused under 3.10: step behaviour-advice: apply not answering advice
        Mon 08 Jun 2026  step behaviour-advice: apply
        Mon 08 Jun 2026  refused under 3.10: step behaviour-decision: designate
        Tue 09 Jun 2026  step behaviour-warning: warned
        Wed 10 Jun 2026  refused under 3.10: step behaviour-decision: designate by the director
        Wed 10 Jun 2026  step behaviour-decision: designate
        """,
    )


@requirement("DA-3.10-c1")
def test_DA_3_10_a_new_request_needs_new_opinions(story: Story) -> None:
    story(
        "dartford",
        REQUESTED
        + """
        Fri 05 Jun 2026  step behaviour-consultation: not-apply
        Fri 05 Jun 2026  step behaviour-advice: not-apply
        Mon 08 Jun 2026  step behaviour-warning: warned
        Tue 09 Jun 2026  step behaviour-decision: not-designated
        Mon 29 Jun 2026  step behaviour-request: request
        Mon 29 Jun 2026  refused under 3.10: step behaviour-decision: designate
        Tue 30 Jun 2026  step behaviour-consultation: apply
        Tue 30 Jun 2026  refused under 3.10: step behaviour-decision: designate
        """,
    )


def test_DA_3_10_a_warning_comes_first_unless_somebody_is_at_risk(story: Story) -> None:
    story(
        "dartford",
        REQUESTED
        + """
        Thu 04 Jun 2026  behaviour-warning is owed by the departmental complaints officer
        Fri 05 Jun 2026  refused under 3.10: step behaviour-warning: warned not answering behaviour
        Fri 05 Jun 2026  refused under 3.10: step behaviour-warning: warned without the otherwise
        Fri 05 Jun 2026  refused under 3.10: step behaviour-warning: no-warning not answering reason
        Fri 05 Jun 2026  step behaviour-warning: no-warning
        Fri 05 Jun 2026  behaviour-warning is not owed
        """,
    )


@requirement("L53", "DA-3.10-e2")
def test_DA_3_10_the_letter_says_why_what_until_when_and_where_to_go(story: Story) -> None:
    lacking = ("decision", "reasons", "terms", "named", "review", "new-complaints", "appeal", "ombudsmen")
    story(
        "dartford",
        REQUESTED
        + """
        Fri 05 Jun 2026  step behaviour-consultation: apply
        Fri 05 Jun 2026  step behaviour-advice: apply
        Fri 05 Jun 2026  step behaviour-warning: warned
        """
        + "".join(
            f"Mon 08 Jun 2026  refused under 3.10: step behaviour-decision: designate without the {content}\n"
            for content in lacking
        )
        + "".join(
            f"Mon 08 Jun 2026  refused under 3.10: step behaviour-decision: designate not answering {question}\n"
            for question in ("reasons", "terms", "named", "adjustment", "adjustments", "review")
        )
        + "Mon 08 Jun 2026  step behaviour-decision: designate",
    )


def test_DA_3_10_the_terms_are_reviewed_and_can_be_appealed_against(story: Story) -> None:
    decided = (
        REQUESTED
        + """
        Fri 05 Jun 2026  step behaviour-consultation: apply
        Fri 05 Jun 2026  step behaviour-advice: apply
        Fri 05 Jun 2026  step behaviour-warning: warned
        Fri 05 Jun 2026  refused under 3.10: step behaviour-appeal: ended
        Mon 08 Jun 2026  step behaviour-decision: designate
    """
    )
    story(
        "dartford",
        decided
        + """
        Mon 15 Jun 2026  refused under 3.10: step behaviour-appeal: stands by the departmental complaints officer
        Mon 15 Jun 2026  refused under 3.10: step behaviour-appeal: stands without the ombudsmen
        Mon 15 Jun 2026  step behaviour-appeal: stands
        Mon 07 Dec 2026  refused under 3.10: step behaviour-review: renewed without the review
        Mon 07 Dec 2026  step behaviour-review: renewed
        """,
    )
    story("dartford", decided + "Tue 16 Jun 2026  step behaviour-review: ended")


@requirement("DA-3.10-d0")
def test_DA_3_10_any_circumstances_are_chosen_and_choosing_decides_nothing(story: Story) -> None:
    """The list is neither exhaustive nor conclusive: something else can be said, and then it must be."""
    story(
        "dartford",
        RECEIVED
        + """
        Thu 04 Jun 2026  refused under 3.10: step behaviour-request: request choosing circumstance-other
        Thu 04 Jun 2026  step behaviour-request: request choosing circumstance-1
        Thu 04 Jun 2026  complaint is open
        Fri 12 Jun 2026  responded
        """,
    )


@pytest.mark.parametrize(
    "circumstance",
    [each for number, each in enumerate(CIRCUMSTANCES, start=1) if number not in (8, 9, 10, 28)],
)
@requirement(
    "DA-3.10-d1",
    "DA-3.10-d2",
    "DA-3.10-d3",
    "DA-3.10-d4",
    "DA-3.10-d5",
    "DA-3.10-d6",
    "DA-3.10-d7",
    "DA-3.10-d11",
    "DA-3.10-d12",
    "DA-3.10-d13",
    "DA-3.10-d14",
    "DA-3.10-d15",
    "DA-3.10-d16",
    "DA-3.10-d17",
    "DA-3.10-d18",
    "DA-3.10-d19",
    "DA-3.10-d20",
    "DA-3.10-d21",
    "DA-3.10-d22",
    "DA-3.10-d23",
    "DA-3.10-d24",
    "DA-3.10-d25",
    "DA-3.10-d26",
    "DA-3.10-d27",
)
def test_DA_3_10_each_circumstance_can_be_chosen(story: Story, circumstance: str) -> None:
    story("dartford", RECEIVED + f"Thu 04 Jun 2026  step behaviour-request: request choosing {circumstance}")


@requirement("DA-3.10-d9")
def test_DA_3_10_circumstance_9_asks_on_which_day_it_was_explained(story: Story) -> None:
    story(
        "dartford",
        RECEIVED + "Thu 04 Jun 2026  refused under 3.10: step behaviour-request: request choosing circumstance-9",
    )


@requirement("DA-3.10-d10")
def test_DA_3_10_circumstance_10_offers_a_safety_warning(story: Story) -> None:
    story(
        "dartford",
        RECEIVED
        + """
        Thu 04 Jun 2026  safety-warning is not owed
        Thu 04 Jun 2026  step behaviour-request: request choosing circumstance-10
        Thu 04 Jun 2026  safety-warning is owed by the departmental complaints officer
        Thu 04 Jun 2026  refused under 3.10: step safety-warning: warning not answering review
        Thu 04 Jun 2026  step safety-warning: warning
        Thu 04 Jun 2026  safety-warning is not owed
        """,
    )


@requirement("DA-3.10-b2")
def test_DA_3_10_the_request_says_what_makes_it_difficult(story: Story) -> None:
    for ground in ("pursuit", "manner"):
        story("dartford", RECEIVED + f"Thu 04 Jun 2026  step behaviour-request: request choosing {ground}")
    story(
        "dartford",
        RECEIVED + "Thu 04 Jun 2026  refused under 3.10: step behaviour-request: request not answering ground",
    )


def test_DA_3_10_it_can_be_decided_after_the_complaint_has_ended(story: Story) -> None:
    """Whoever will not let a matter rest does so after its end (3.10, 17 and 25)."""
    story(
        "dartford",
        RECEIVED
        + """
        Thu 04 Jun 2026  withdrawn
        Fri 05 Jun 2026  step behaviour-request: request
        Fri 05 Jun 2026  step behaviour-consultation: apply
        Mon 08 Jun 2026  refused under 3.10: step behaviour-decision: designate
        Mon 08 Jun 2026  step behaviour-advice: apply
        Mon 08 Jun 2026  step behaviour-warning: warned
        Mon 08 Jun 2026  step behaviour-decision: designate
        """,
    )


@requirement("DA-3.10-d28")
def test_DA_3_10_several_circumstances_can_be_chosen_together() -> None:
    policy = policies.current("dartford")
    question = next(
        each for each in policy.option("behaviour-request", "request").questions if each.id == "circumstances"
    )
    assert question.kind == "pick"
    assert question.many
    listed = [entry.id for entry in policy.choices("behaviour-circumstances")]
    assert listed == [*CIRCUMSTANCES, "circumstance-other"]
    assert len({entry.name for entry in policy.choices("behaviour-circumstances")}) == 29


@requirement("DA-3.10-a1")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_DA_3_10_no_reason_to_refuse_refers_to_earlier_complaints(council: str) -> None:
    """Nothing that a complaint can be refused or narrowed by can know who complains, or what they did before."""
    policy = policies.current(council)
    behaviour = {step.id for step in policy.steps if any(o.restricts or o.frees or o.reads for o in step.options)}
    behaviour |= {step.id for step in policy.steps if step.id.startswith("behaviour-")}
    set_by_behaviour = {
        flag for step in policy.steps if step.id in behaviour for option in step.options for flag in option.flags
    }
    for move in policy.moves:
        if move.act.removeprefix("step:") not in behaviour:
            assert not set_by_behaviour & set(_flags_of(move.when)), move
    for step in policy.steps:
        if step.id in behaviour:
            assert all(act.removeprefix("step:") in behaviour for act in step.before), step.id
    entries = [entry for id, entries in policy.lists.items() if not id.startswith("behaviour-") for entry in entries]
    options = [option for step in policy.steps if step.id not in behaviour for option in step.options]
    refusals = [reason for request in policy.requests for reason in (*request.findings, *request.refusal_reasons)]
    for reason in (*entries, *options, *refusals, *policy.late.grounds, *policy.subjects):
        said = f"{reason.name} {reason.hint}".lower()
        assert not any(word in said for word in ("history of", "complained before", "earlier complaints")), said


def _flags_of(when: object) -> list[str]:
    found: list[str] = []
    for name in ("flag", "all_of", "any_of", "none_of"):
        value = getattr(when, name, ())
        found += [value] if isinstance(value, str) else [*value]
    return found
