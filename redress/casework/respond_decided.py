"""What has been decided of remedies that need a decision of their own, such as money (DA 11.3)?"""

from __future__ import annotations

from dataclasses import dataclass

from redress.casework.desk import Desk
from redress.casework.steps.answers import in_words
from redress.records.models import Words
from redress.rules.letters import flags_sought
from redress.rules.policy import AskWords, Step
from redress.rules.steps import questions_of


@dataclass(frozen=True, slots=True)
class Decided:
    """One such decision: what it is called, how it went, and what was answered, question by question."""

    name: str
    option: str
    answers: list[tuple[str, str]]


def decided_of_remedies(desk: Desk) -> list[Decided]:
    """The decisions that stand on this run, in the order of the policy; at most one question to the database."""
    flags = {flag for kind in desk.policy.lists.get("remedies", ()) for flag in kind.flags}
    steps = [each for each in desk.policy.steps if each.owed is not None and flags_sought(each.owed) & flags]
    taken = [each for each in steps if each.id in desk.run.steps]
    digests = [answer.value for each in taken for answer in desk.run.steps[each.id].answers]
    words = dict(Words.objects.filter(digest__in=digests).values_list("digest", "text")) if digests else {}
    return [_decided(each, desk, words) for each in taken]


def _decided(step: Step, desk: Desk, words: dict[str, str]) -> Decided:
    mark = desk.run.steps[step.id]
    option = desk.policy.option(step.id, mark.option)
    asked = {question.id: question for question in questions_of(step, option)}
    answers = []
    for answer in mark.answers:
        question = asked.get(answer.question)
        if question is None:
            continue
        points = desk.standing.case.points
        said = (
            words.get(answer.value, "")
            if isinstance(question, AskWords)
            else in_words(question, answer.value, policy=desk.policy, points=points, people={})
        )
        answers.append((question.label, said))
    return Decided(step.name, option.name, answers)
