"""What does the page of a step ask: the option first, then its questions and the words of its letter?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.actors import people_with_role
from redress.accounts.models import Staff
from redress.cases.bars import barred
from redress.casework.act_form import ActForm, LetterForm, LongText
from redress.casework.ombudsman import commitments_to_pick
from redress.casework.steps.answers import picked_from
from redress.casework.steps.desk import StepDesk
from redress.casework.steps.effects import what_follows
from redress.design.fields import MemorableDateField
from redress.records import words
from redress.rules import phrases
from redress.rules.policy import AskDay, AskNumber, AskPerson, AskPick, AskWords, AskYesNo, Choice, FromStep, Question
from redress.rules.refusals import Refused
from redress.rules.steps import COMMITMENTS, chosen_beforehand

#: More entries than this are drawn small, so that the list can be taken in at once.
MANY = 8


class OptionForm(forms.Form):
    """Which option: each with its hint, what follows from it, and its paragraph."""

    def __init__(self, data: Any = None, *, desk: StepDesk) -> None:
        super().__init__(data, initial={"option": desk.option_id})
        field = forms.ChoiceField(
            label=desk.step.question or desk.step.name,
            choices=[(option.id, option.name) for option in desk.offered],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose an answer"), "invalid_choice": _("Choose one of these answers")},
        )
        field.choice_hints = {  # type: ignore[attr-defined]
            option.id: " ".join(
                filter(None, (option.hint, *what_follows(desk, option), phrases.under(option.paragraph, say)))
            )
            for option in desk.offered
        }
        self.fields["option"] = field


class StepForm(ActForm):
    """The questions of a step and of the option chosen."""

    desk: StepDesk
    option = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)

    def ask(self) -> None:
        if self.desk.option is not None:
            self.initial["option"] = self.desk.option.id
        for question in self.desk.questions:
            self.fields[f"answer-{question.id}"] = _FIELDS[type(question)](question, self.desk)
        super().ask()

    def asked(self) -> list[tuple[forms.BoundField, dict[str, Any]]]:
        """Each question with how its field is drawn."""
        asked = [(f"answer-{question.id}", question) for question in self.desk.questions]
        return [(self[name], _drawing(question, self.fields[name])) for name, question in asked]

    def answers(self) -> dict[str, Any]:
        given = {question.id: self._answer(question) for question in self.desk.questions}
        return {**super().answers(), "answers": given}

    def _answer(self, question: Question) -> Any:
        value = self.cleaned_data.get(f"answer-{question.id}")
        if isinstance(question, AskPerson) and value:
            return Staff.objects.get(pk=value, council=self.desk.row.council_id)
        if isinstance(question, AskNumber) and value is not None:
            return int(value * 100) if question.unit == "pence" else int(value)
        return value

    def refuse(self, refused: Refused) -> None:
        """Beside the question that has no answer, or one that cannot be."""
        asked = {question.label: question.id for question in self.desk.questions}
        told = refused.parameters
        about = asked.get(str(told.get("question", ""))) or self._printed_at(told.get("where"))
        if about is None:
            super().refuse(refused)
        else:
            self.add_error(f"answer-{about}", self.desk.sentence(refused))

    def _printed_at(self, where: object) -> str | None:
        """The question whose answer the letter prints at a place that the check of the letter refused."""
        contents = self.desk.letter.contents if self.desk.letter is not None else ()
        found = (each.source for each in contents if each.id == where and isinstance(each.source, FromStep))
        about = next((source.question for source in found), None)
        return about if f"answer-{about}" in self.fields else None


class LetterOfStepForm(StepForm, LetterForm):
    """The questions of a step whose option sends a letter, and the boxes of that letter."""


# --- one field for each kind of question ---------------------------------------------------------


def _asked(question: Question, missing: Any) -> dict[str, Any]:
    """What every field has: the question, its hint, and what is said when it is left out."""
    return {
        "label": question.label,
        "help_text": question.hint,
        "required": question.required,
        "error_messages": {"required": missing % {"question": question.label}},
    }


def _words(question: AskWords, desk: StepDesk) -> forms.Field:
    """Words; where an e-mail goes to what is written, an e-mail address and nothing else."""
    if desk.option is not None and question.id == desk.option.in_the_post_to:
        field = forms.EmailField(**_asked(question, _("Write an answer to “%(question)s”")))
        field.error_messages["invalid"] = _("Enter an e-mail address in the correct format, like name@example.com")
        return field
    return LongText(**_asked(question, _("Write an answer to “%(question)s”")))


def _day(question: AskDay, desk: StepDesk) -> forms.Field:
    asked = {**_asked(question, "%(question)s"), "error_messages": {}}
    what = _("The date") if question.label.endswith("?") else question.label
    return MemorableDateField(what=what, today=None if question.future else timezone.localdate, **asked)


def _pick(question: AskPick, desk: StepDesk) -> forms.Field:
    entries = picked_from(question, desk.policy, desk.standing.case.points)
    if question.list == COMMITMENTS:
        entries = commitments_to_pick(desk.standing, desk.run, desk.step, words.of(desk.row))
    asked = _asked(question, _("Choose an answer to “%(question)s”"))
    choices = [(entry.id, entry.name) for entry in entries]
    field: forms.Field
    if question.many:
        field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **asked)
    else:
        field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **asked)
    field.choice_hints = {entry.id: _told(entry, desk, len(entries) > MANY) for entry in entries}  # type: ignore[attr-defined]
    chosen = chosen_beforehand(question, desk.standing.case, desk.run, desk.policy, _opened(desk))
    field.initial = list(chosen) if question.many else next(iter(chosen), None)
    return field


def _opened(desk: StepDesk) -> frozenset[str]:
    """The rights of the complainant that stand open today."""
    return frozenset(each.right.id for each in desk.standing.rights if each.from_day <= desk.today)


def _told(entry: Choice, desk: StepDesk, one_of_many: bool) -> str:
    """What stands under an entry: its hint, what an officer is told on choosing it, and its paragraph."""
    counted = desk.counted.sentence if entry.counts and desk.counted else ""
    said_above = one_of_many and entry.paragraph == desk.step.paragraph
    paragraph = "" if said_above else entry.paragraph
    return " ".join(filter(None, (entry.hint, counted, entry.note, phrases.under(paragraph, say))))


def _yes_no(question: AskYesNo, desk: StepDesk) -> forms.Field:
    asked = _asked(question, _("Answer “%(question)s”"))
    return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, **asked)


def _person(question: AskPerson, desk: StepDesk) -> forms.Field:
    """Everybody who holds one of the roles; whoever is kept away from the case is left out without a word."""
    away = barred(desk.row)
    found: dict[int, Staff] = {}
    for role in question.roles:
        for person in people_with_role(desk.row.council_id, role, desk.today):
            if person.actor_id not in away:
                found[person.pk] = person
    people = sorted(found.values(), key=lambda person: (person.name, person.pk))
    named = [(str(person.pk), f"{person.name}, {person.job_title}".rstrip(", ")) for person in people]
    asked = _asked(question, _("Choose somebody for “%(question)s”"))
    return forms.ChoiceField(choices=[("", _("Choose a person")), *named], **asked)


def _number(question: AskNumber, desk: StepDesk) -> forms.Field:
    asked = _asked(question, _("Enter a number for “%(question)s”"))
    if question.unit == "pence":
        field: forms.Field = forms.DecimalField(min_value=Decimal(0), max_digits=11, decimal_places=2, **asked)
        field.error_messages["invalid"] = _("Enter an amount of money, like 25 or 12.50")
    else:
        field = forms.IntegerField(min_value=0, max_value=1_000_000_000, **asked)
        field.error_messages["invalid"] = _("Enter a whole number, like 5")
    return field


_FIELDS: dict[type, Any] = {
    AskWords: _words,
    AskDay: _day,
    AskPick: _pick,
    AskYesNo: _yes_no,
    AskPerson: _person,
    AskNumber: _number,
}


def _drawing(question: Question, field: forms.Field) -> dict[str, Any]:
    """How the field of a question is drawn: its size, what stands before or behind its box."""
    if isinstance(question, AskNumber):
        beside = {"prefix": "£"} if question.unit == "pence" else {"suffix": question.unit}
        return {"classes": "govuk-input--width-5", **beside}
    if isinstance(question, AskYesNo):
        return {"inline": True}
    if isinstance(question, AskPick) and len(field.choices) > MANY:  # type: ignore[attr-defined]
        return {"small": True}
    return {}
