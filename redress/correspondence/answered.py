"""What does a letter say of the answers to the step that sends it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from redress import policies
from redress.accounts.models import Staff
from redress.correspondence.blocks import Paragraph, paragraphs
from redress.correspondence.contents import Telling, body, card, in_words
from redress.rules.clock import end_of
from redress.rules.events import Answer
from redress.rules.policy import (
    AskDay,
    AskNumber,
    AskPerson,
    AskPick,
    AskYesNo,
    Elsewhere,
    FromStep,
)
from redress.rules.steps import flags_set, questions_of


def brought_by(on: Telling) -> frozenset[str]:
    """What the step that sends this letter makes special of the case; nothing for the letter of another act."""
    if "step" not in on.facts:
        return frozenset()
    step, option = on.policy.step(on.facts["step"]), on.policy.option(on.facts["step"], on.facts["option"])
    answers = (Answer(question, value) for question, value in on.facts["answers"].items())
    return frozenset((*flags_set(step, option, answers, on.policy), f"step-{step.id}-{option.id}"))


def answer_told(source: FromStep, on: Telling) -> tuple[Paragraph, ...]:
    """What was answered to one question; nothing where the step did not ask it or it was left out."""
    value = on.facts.get("answers", {}).get(source.question, "")
    if not value:
        return ()
    asked = questions_of(on.policy.step(on.facts["step"]), on.policy.option(on.facts["step"], on.facts["option"]))
    question = next(question for question in asked if question.id == source.question)
    if isinstance(question, AskPick):
        return tuple(part for id in value.split(",") for part in _entry(question.list, id, on))
    if isinstance(question, AskDay):
        return (Paragraph(in_words(date.fromisoformat(value)), strong=True),)
    if isinstance(question, AskPerson):
        person = Staff.objects.filter(pk=int(value.removeprefix("staff:")), council=on.policy.council.id).first()
        return (card(person, on),) if person else ()
    if isinstance(question, AskYesNo):
        return (Paragraph(_("Yes") if value == "yes" else _("No")),)
    return (Paragraph(amount(question, value)),) if isinstance(question, AskNumber) else paragraphs(value)


def _entry(kept_in: str, id: str, on: Telling) -> tuple[Paragraph, ...]:
    """An entry of a list of the policy: its name and hint; of ``elsewhere`` its advice, time limit and bodies."""
    if kept_in == "contacts":
        return (body(id, on),)
    if kept_in == "points":
        return (Paragraph(_point(id, on)),)
    if kept_in == "elsewhere":
        return _elsewhere(next(one for one in on.policy.elsewhere if one.id == id), on)
    entry = next(choice for choice in on.policy.choices(kept_in) if choice.id == id)
    return (Paragraph(entry.name, strong=True), *paragraphs(entry.hint)) if entry.hint else (Paragraph(entry.name),)


def _point(id: str, on: Telling) -> str:
    subject = next((point.subject for point in on.case.points if point.id == id), "")
    about = next((one.name for one in on.policy.subjects if one.id == subject), "")
    return " – ".join(filter(None, (id.removeprefix("p"), about)))


def _elsewhere(matter: Elsewhere, on: Telling) -> tuple[Paragraph, ...]:
    limit = (Paragraph(_("Time limit: %(limit)s") % {"limit": matter.window}),) if matter.window else ()
    bodies = tuple(body(key, on) for key in matter.contacts)
    return (Paragraph(matter.name, strong=True), *paragraphs(matter.advice), *limit, *_last_days(matter, on), *bodies)


def _last_days(matter: Elsewhere, on: Telling) -> Iterator[Paragraph]:
    """The dates that follow from what the step asked, such as the last day to ask for a review (DA 5.14)."""
    for limit in matter.limits:
        since = on.facts["answers"].get(limit.question, "")
        if since:
            last = end_of(date.fromisoformat(since), limit.length, policies.rulebook().calendar(on.policy.pin))[1]
            yield Paragraph(limit.text.replace("{date}", in_words(last)), strong=True)


def amount(question: AskNumber, value: str) -> str:
    """A number as it is told: 3 contacts; £12.50 for pence."""
    if question.unit == "pence":
        return f"£{int(value) // 100:,}.{int(value) % 100:02}"
    return f"{value} {question.unit}".strip()
