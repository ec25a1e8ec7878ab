"""What must be on record with an answer that upholds a complaint, as far as the policy asks for it (KL 8)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.casework.act_form import LongText
from redress.casework.desk import Desk
from redress.rules import phrases
from redress.rules.policy import AskPick, AskWords, AskYesNo, Option, Question, Step
from redress.rules.steps import questions_of, settled

#: The list of the policy from which remedies are chosen.
REMEDIES = "remedies"


@dataclass(frozen=True)
class Beside:
    """The step that the answer waits for, and its questions as boxes; its remedies are those of the points."""

    step: Step
    outcomes: str
    fields: dict[str, forms.Field]

    def option(self, form: Any) -> Option:
        """The option that asks for remedies where a point has one, otherwise one that does not."""
        chosen = any(each.remedies for each in form.told().values())
        fits = (each for each in self.step.options if _picks_remedies(self.step, each) == chosen)
        return next(fits, self.step.options[0])

    def typed(self, form: Any) -> dict[str, str]:
        """What stands in the boxes."""
        values = {name.removeprefix("beside-"): str(form[name].value() or "") for name in self.fields}
        return {id: value for id, value in values.items() if value.strip()}

    def answers(self, form: Any) -> dict[str, Any]:
        """The step as it is taken with the answer."""
        option, typed = self.option(form), self.typed(form)
        given: dict[str, Any] = {}
        for question in questions_of(self.step, option):
            if isinstance(question, AskPick):
                kinds = (each.kind for told in form.told().values() for each in told.remedies)
                given[question.id] = list(dict.fromkeys(kind for kind in kinds if kind))
            elif question.id in typed:
                given[question.id] = typed[question.id]
        return {"step": self.step.id, "option": option.id, "answers": given, "typed": typed}

    def judge(self, form: Any) -> None:
        """With an outcome for which the answer waits, every question of the option has an answer."""
        if form.outcome() in self.step.with_outcomes:
            for name in self.lacking(form):
                if name not in form.errors:
                    told = {"question": self.fields[name].label, "paragraph": phrases.under(self.step.paragraph, say)}
                    form.add_error(name, say("Answer “%(question)s”: the answer waits for it %(paragraph)s") % told)

    def lacking(self, form: Any) -> list[str]:
        """The boxes of the questions that have no answer yet."""
        typed = self.typed(form)
        asked = (each for each in questions_of(self.step, self.option(form)) if each.required)
        return [f"beside-{each.id}" for each in asked if f"beside-{each.id}" in self.fields and each.id not in typed]


def asked(desk: Desk) -> Beside | None:
    """What is asked beside the answer at this stage; none where the policy asks nothing, or it is on record."""
    step = next((each for each in desk.policy.steps if each.with_outcomes), None)
    if step is None or settled(step, desk.run) or not desk.policy.moves_for(desk.run.track, f"step:{step.id}"):
        return None
    boxes: dict[str, forms.Field] = {}
    for option in step.options:
        for question in questions_of(step, option):
            box = _box(question, option, step)
            if box is not None:
                boxes.setdefault(f"beside-{question.id}", box)
    outcomes = phrases.either((desk.policy.outcome(id).name for id in step.with_outcomes), say)
    return Beside(step, outcomes, boxes)


def _box(question: Question, option: Option, step: Step) -> forms.Field | None:
    only = len(step.options) > 1 and sum(question.id in _ids(step, each) for each in step.options) == 1
    when = _("With a remedy.") if _picks_remedies(step, option) else _("Without any remedy.")
    asked: dict[str, Any] = {"label": question.label, "help_text": when if only else question.hint, "required": False}
    if isinstance(question, AskYesNo):
        return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, **asked)
    return LongText(widget=forms.Textarea(attrs={"rows": 3}), **asked) if isinstance(question, AskWords) else None


def _ids(step: Step, option: Option) -> set[str]:
    return {question.id for question in questions_of(step, option)}


def _picks_remedies(step: Step, option: Option) -> bool:
    return any(isinstance(each, AskPick) and each.list == REMEDIES for each in questions_of(step, option))
