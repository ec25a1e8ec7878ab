"""What can put a complaint right at Dartford, and who decides on money? Paragraph 11, story by story."""

import pytest

from redress.rules import actions as order
from redress.rules.events import Answer
from redress.rules.refusals import Refused
from tests.policy.conftest import Story
from tests.requirement import requirement
from tests.rules.walks import Walk

AT_WORK = """
    Mon 01 Jun 2026 10:00  complaint received
    Fri 05 Jun 2026        acknowledged
"""


@pytest.mark.parametrize(
    "remedy",
    [
        pytest.param("apology", marks=requirement("DA-11.4-1")),
        pytest.param("explanation", marks=requirement("DA-11.4-2")),
        pytest.param("change", marks=requirement("DA-11.4-3")),
        pytest.param("put-right", marks=requirement("DA-11.4-4")),
        pytest.param("review", marks=requirement("DA-11.4-5")),
        pytest.param("communicate", marks=requirement("DA-11.4-6")),
        pytest.param("training", marks=requirement("DA-11.4-7")),
    ],
)
def test_DA_11_4_every_remedy_can_be_chosen(story: Story, remedy: str) -> None:
    story("dartford", AT_WORK + f"    Mon 08 Jun 2026  step remedies: chosen choosing {remedy}")


@requirement("DA-11.4-0")
def test_DA_11_4_remedies_are_used_singly_or_together() -> None:
    """From one of them to all of them, on one complaint."""
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    manager = walk.staff("service-manager", name="manager")
    remedies = [choice.id for choice in walk.policy.choices("remedies")]
    for some in (remedies[:1], remedies[:3], remedies):
        answer = Answer("remedies", ",".join(some))
        walk.does("2026-06-08", manager, order.TakeStep(step="remedies", option="chosen", answers=(answer,)))
        assert walk.case.main_run.steps["remedies"].answers == (answer,)
    unknown = (Answer("remedies", "apology,a-holiday"),)
    with pytest.raises(Refused, match="answer-unfit"):
        walk.does("2026-06-08", manager, order.TakeStep(step="remedies", option="chosen", answers=unknown))


@pytest.mark.parametrize(
    ("remedy", "questions"),
    [
        pytest.param("compensation", ("amount", "ground", "loss"), marks=requirement("DA-11.3-1", "D38")),
        pytest.param("token", ("amount", "ground"), marks=requirement("DA-11.3-2", "D38")),
    ],
)
def test_DA_11_3_only_the_director_approves_money(story: Story, remedy: str, questions: tuple[str, ...]) -> None:
    """The response waits until the Director has approved it or not."""
    lacking = "".join(
        f"    Mon 08 Jun 2026  refused under 11.3: step {remedy}: approved not answering {question}\n"
        for question in questions
    )
    others = "".join(
        f"    Mon 08 Jun 2026  refused under 11.3: step {remedy}: approved by the {role}\n"
        for role in ("service manager", "departmental complaints officer", "corporate complaints officer")
    )
    story(
        "dartford",
        AT_WORK
        + f"""
        Mon 08 Jun 2026  refused under 11.3: step {remedy}: approved
        Mon 08 Jun 2026  step remedies: chosen choosing {remedy}
        Mon 08 Jun 2026  {remedy} is owed by the director
        Mon 08 Jun 2026  refused under 11.3: responded: upheld
        """
        + others
        + lacking
        + f"""
        Mon 08 Jun 2026  refused under 11.3: step {remedy}: refused not answering reason
        Tue 09 Jun 2026  step {remedy}: approved by the director
        Tue 09 Jun 2026  responded: upheld
        """,
    )
