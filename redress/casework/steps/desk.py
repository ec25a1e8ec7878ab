"""What lies before an officer who takes a decision of the policy or records a check: its options, and its rule?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from redress.casework.contacts.counted import Counted, contacts_counted
from redress.casework.desk import Desk
from redress.casework.reports_before import ReportBefore, reports_before
from redress.records.restrictions import Filed, unread
from redress.rules import steps
from redress.rules.adjustments import Manner
from redress.rules.case import REPEATED, Case, Run
from redress.rules.letters import applies
from redress.rules.policy import AskPick, Content, Letter, Option, Policy, Question, Step, Unknown
from redress.rules.refusals import Refused


@dataclass
class StepDesk(Desk):
    """One case before one officer who is about to take one step, with the option they chose (if they have)."""

    option_id: str = ""

    @cached_property
    def step(self) -> Step:
        """Raises Unknown where the policy of this run has no such step."""
        return self.policy.step(self.action.removeprefix("step:"))

    @cached_property
    def offered(self) -> tuple[Option, ...]:
        """The options that are open on this case."""
        return steps.options_open(self.step, self.standing.case, self.run, self.policy)

    @property
    def option(self) -> Option | None:
        """The option chosen; the only one there is needs no choosing."""
        chosen = next((option for option in self.step.options if option.id == self.option_id), None)
        return self.offered[0] if chosen is None and len(self.offered) == 1 else chosen

    @property
    def places(self) -> tuple[str, ...]:
        """The step itself, the option chosen for it, and the stage."""
        chosen = (f"{self.action}={self.option.id}",) if self.option else ()
        return (*super().places, *chosen)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked of the step with the option chosen."""
        return steps.questions_of(self.step, self.option) if self.option else ()

    @cached_property
    def refused(self) -> Refused | None:
        """Why the step is not open to this officer here and now, or none."""
        return super().refused or not_to_be_taken(self.step, self.standing.case, self.run, self.policy)

    @property
    def paragraph(self) -> str:
        return self.step.paragraph

    @property
    def letter(self) -> Letter | None:
        """The letter of the option, without which it does not happen; none where there is nobody to write to."""
        somebody = self.option is not None and (self.run.acknowledgeable or self.option.to_another)
        sends = self.option is not None and self.option.letter and somebody
        return self.policy.letter(self.option.letter) if self.option and sends else None

    @cached_property
    def manner(self) -> Manner:
        """As of any letter; a body that the option writes to has no needs."""
        return Manner() if self.option is not None and self.option.to_another else super().manner

    def may_be_needed(self, content: Content) -> bool:
        """Whether the letter may have to carry it, given all that the option and its answers could bring with them."""
        brought = self.flags | flags_brought(self.step, self.option, self.policy)
        return super().may_be_needed(content) or applies(content.when, outcome="", flags=brought)

    @property
    def compulsory(self) -> list[tuple[str, list[str]]]:
        """What each option, or the chosen one, must put on record: its name and the questions that need an answer."""
        offered = (self.option,) if self.option else self.offered
        asked = ((option.name, steps.questions_of(self.step, option)) for option in offered)
        needed = ((name, [each.label for each in all_of if each.required]) for name, all_of in asked)
        return [(name, labels) for name, labels in needed if labels]

    @cached_property
    def reports_before(self) -> list[ReportBefore]:
        """What the same people reported before, beside a decision that may say that this repeats it."""
        asked = any(REPEATED in option.flags for option in self.step.options)
        return reports_before(self.row, self.actor, on=self.today) if asked else []

    @cached_property
    def filed(self) -> list[Filed]:
        """What is read by taking this step: what came without needing a reply."""
        return unread(self.row) if any(option.reads for option in self.step.options) else []

    @cached_property
    def counted(self) -> Counted | None:
        """How often the person was in contact, beside a list that has an entry about it; none beside any other."""
        asked = [each for option in self.step.options for each in steps.questions_of(self.step, option)]
        lists = {each.list for each in asked if isinstance(each, AskPick)}
        if not any(entry.counts for name in lists for entry in _entries(self.policy, name)):
            return None
        return contacts_counted(self.row, self.actor, on=self.today)

    def last_taken(self) -> str:
        """The option with which the step was taken last, by name; empty when it never was."""
        mark = self.run.steps.get(self.step.id)
        return option_name(self.policy, self.step.id, mark.option) if mark else ""


def not_to_be_taken(step: Step, case: Case, run: Run, policy: Policy) -> Refused | None:
    """Why nobody can take the step now, though the table of moves has it open: it is done, or has no option here."""
    if not step.again and steps.settled(step, run):
        return Refused("step-taken", step.paragraph, step=step.id)
    if not steps.options_open(step, case, run, policy):
        return Refused("not-here", step.paragraph, action=f"step:{step.id}")
    return None


def flags_brought(step: Step, option: Option | None, policy: Policy) -> frozenset[str]:
    """Every flag that a case may carry after this: those of the option, and of every entry that can be picked."""
    if option is None:
        return frozenset()
    flags = {*option.flags, f"step-{step.id}-{option.id}"}
    for question in steps.questions_of(step, option):
        if isinstance(question, AskPick):
            flags.update(flag for entry in _entries(policy, question.list) for flag in entry.flags)
    return frozenset(flags)


def _entries(policy: Policy, name: str) -> tuple:  # type: ignore[type-arg]
    try:
        return policy.choices(name)
    except Unknown:
        return ()  # the points of the case, or the contacts: they bring nothing with them


def step_name(policy: Policy, id: str) -> str:
    """What a step is called; one that this version of the policy does not have, by its id."""
    try:
        return policy.step(id).name
    except Unknown:
        return id.replace("-", " ").capitalize()


def option_name(policy: Policy, step: str, id: str) -> str:
    """What an option is called; one that this version of the policy does not have, by its id."""
    try:
        return policy.option(step, id).name
    except Unknown:
        return id.replace("-", " ")
