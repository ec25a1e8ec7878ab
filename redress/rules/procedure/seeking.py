"""How is a row of the table of moves come upon that the walk has not met: what must be so and be done first?"""

from __future__ import annotations

from redress.rules.entry import begun_by
from redress.rules.letters import flags_of
from redress.rules.moves import DONE_BY
from redress.rules.policy import Move, Option, Policy, WhenFlags
from redress.rules.procedure.circumstances import flags_for
from redress.rules.procedure.states import Form, Sample, State
from redress.rules.procedure.walking import Found, Reached, Walker
from redress.rules.refusals import Refused
from redress.rules.stories.parsing import Mistake
from redress.rules.stories.stand_ins import usual_option

#: So many acts are done at most to make way for one that was refused: anything longer goes in a circle.
_DEEPEST = len(DONE_BY)

#: What other refusals ask to be done first.
_ASKED_FOR = {
    "not-agreed": "agree",
    "lateness-undecided": "decide-lateness",
    "reasons-needed": "give-reasons",
    "nothing-asked": "ask",
}

#: Refusals of cases that are past the place where the act belongs.
_TOO_FAR = ("already", "run-ended", "wrong-stage")


def sought(walker: Walker) -> Found:
    """Everything that was found by a walk, and by looking for each row of the table that it did not meet."""
    walker.walked()
    seeker = Seeker(walker)
    for row in walker.rows:
        seeker.seek(row)
    seeker.go_again()
    seeker.try_everywhere()
    return walker.found


class Seeker:
    """Makes way for what a walk has not come upon, by doing what each refusal asks for."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def seek(self, row: Move) -> None:
        """Make way for a row of the table, and for every form of its act, that was not come upon so far."""
        for form in self.walker.forms.get(row.act, ()):
            if id(row) not in self.walker.found.rows or form not in self.walker.found.done:
                self._seek_form(form, row)

    def go_again(self) -> None:
        """The way to every state once more with cases about which everything is special, and with late ones."""
        walker = self.walker
        everything = tuple(dict.fromkeys(flag for row in walker.rows for flag in flags_for(row.when)))
        for late, flags in ((False, everything), (True, ())):
            for reached in self._first_in_each_state():
                try:
                    self._again(reached, flags, late=late)
                except (Refused, Mistake):
                    continue  # such a case does not come so far

    def try_everywhere(self) -> None:
        """Each act in every state where it was not open so far, after what can be seen to without leaving the state."""
        walker = self.walker
        for row in walker.rows:
            for reached in self._first_in_each_state(row):
                state = reached.sample.state
                if row.act in walker.forms and (state, row.act, False) not in walker.found.covered:
                    self._try_here(row.act, reached)

    def _try_here(self, act: str, reached: Reached) -> None:
        step = act.removeprefix("step:")
        form = self._usual_taking(step, reached.sample) if step != act else self.walker.forms[act][0]
        try:
            self._made(form, reached, staying=True)
        except (Refused, Mistake):
            return  # it is not open in this state, whatever is seen to there
        self.walker.walk()

    def _seek_form(self, form: Form, row: Move) -> None:
        flags = tuple(dict.fromkeys((*flags_for(row.when), *self._flags_of_option(form))))
        for reached in self._first_in_each_state(row):
            try:
                self._made(form, self._again(reached, flags) if flags else reached)
            except Refused as refused:
                self._note(refused.code, form, row)
                if refused.code == "option-closed":  # a step on the way: from now on with a case that has it open
                    blocked = Form(f"step:{refused.parameters['step']}", str(refused.parameters["option"]))
                    flags = tuple(dict.fromkeys((*flags, *self._flags_of_option(blocked))))
            except Mistake:
                self._note("", form, row)
            self.walker.walk()
            if id(row) in self.walker.found.rows and form in self.walker.found.done:
                return

    def _note(self, code: str, form: Form, row: Move) -> None:
        """Keep why it was refused; what only tells that a case had gone too far gives way to anything else."""
        known = self.walker.found.refused.get((id(row), form), "")
        if known in ("", *_TOO_FAR):
            self.walker.found.refused[id(row), form] = code

    def _flags_of_option(self, form: Form) -> tuple[str, ...]:
        option = option_of(form, self.walker.policy)
        return flags_for(option.when) if option else ()

    def _first_in_each_state(self, row: Move | None = None) -> list[Reached]:
        """The shortest way to every state, or to those of the stages in which a row of the table can be used."""
        first: dict[State, Reached] = {}
        for reached in self.walker.found.kept:
            if row is None or not row.stages or reached.sample.state.stage in row.stages:
                first.setdefault(reached.sample.state, reached)
        return list(first.values())

    def _again(self, reached: Reached, flags: tuple[str, ...], *, late: bool = False) -> Reached:
        """The same way once more with a case that carries these flags from its receipt, or comes late."""
        walker, stage = self.walker, reached.history[0].stage
        rows = begun_by(walker.policy, walker.track, stage)
        if not rows:  # it begins only by a step of another track
            raise Refused("no-such-move", walker.policy.track(walker.track).paragraph, action="receive")
        begun = walker.begun(reached.path[0], rows, stage, late=late, flags=flags)
        self.walker.arrived(begun)
        for form in reached.path[1:]:
            begun = self._made(form, begun)
        return begun

    def _made(self, form: Form, reached: Reached, depth: int = 0, *, staying: bool = False) -> Reached:
        """The case once it has been done, after whatever had to be seen to first. Raises Refused.

        ``staying``: nothing is seen to first that would lead the case to another state.
        """
        for _ in range(_DEEPEST):
            try:
                after = self.walker.done(form, reached)
            except Refused as refused:
                first = self._to_be_done_first(refused, form, reached.sample)
                if first is None or depth > _DEEPEST:
                    raise
                made = self._made(first, reached, depth + 1, staying=staying)
                if staying and made.sample.state != reached.sample.state:
                    raise
                reached = made
            else:
                self.walker.arrived(after)
                return after
        raise Refused("no-such-move", self.walker.policy.track(self.walker.track).paragraph, action=form.act)

    def _to_be_done_first(self, refused: Refused, form: Form, sample: Sample) -> Form | None:
        """What a refusal asks for, if that can be done."""
        if refused.code == "not-here":
            return self._to_make_it_such_a_case(form.act, sample)
        if refused.code in ("answer-needed", "answer-unfit") and form.act.startswith("step:"):
            kept = self.walker.policy.step(form.act.removeprefix("step:")).keeps
            return self._usual_taking(kept, sample) if kept and not sample.on.open_commitments(kept) else None
        if refused.code == "step-first":
            return self._usual_taking(str(refused.parameters["step"]), sample)
        if refused.code == "not-yet":
            milestone = str(refused.parameters["milestone"]).rpartition(".")[2]
            if milestone.startswith("step:"):
                step, _, option = milestone.removeprefix("step:").partition("=")
                return Form(f"step:{step}", option) if option else self._usual_taking(step, sample)
            return self._first_form(DONE_BY.get(milestone, ""))
        return self._first_form(_ASKED_FOR.get(refused.code, ""))

    def _to_make_it_such_a_case(self, act: str, sample: Sample) -> Form | None:
        """An option that lifts a flag which stands in the way of an act, or brings one that it waits for."""
        policy = self.walker.policy
        flags = flags_of(sample.case, sample.on, policy)
        for row in policy.moves_for(self.walker.track, act):
            unwanted = frozenset(row.when.none_of) & flags if isinstance(row.when, WhenFlags) else frozenset()
            wanted = frozenset(flags_for(row.when)) - flags
            for form in (each for forms in self.walker.forms.values() for each in forms):
                option = option_of(form, policy)
                if option and (unwanted.intersection(option.lifts) or wanted.intersection(option.flags)):
                    return form
        return None

    def _usual_taking(self, step: str, sample: Sample) -> Form:
        policy = self.walker.policy
        return Form(f"step:{step}", usual_option(policy.step(step), sample.case, sample.on, policy).id)

    def _first_form(self, act: str) -> Form | None:
        return self.walker.forms[act][0] if act in self.walker.forms else None


def option_of(form: Form, policy: Policy) -> Option | None:
    """The option by which a step is taken; none for any other act."""
    return policy.option(form.act.removeprefix("step:"), form.option) if form.act.startswith("step:") else None
