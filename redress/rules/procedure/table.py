"""How are the ways of a track gathered into the rows of a table that can be read?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from redress.rules.phrases import Translate
from redress.rules.policy import Policy
from redress.rules.procedure.states import ENDED, Form, Procedure, State, Way
from redress.rules.procedure.wording import act_name, needs, option_name, place, stage_name, state_name, who


@dataclass(frozen=True, slots=True)
class Row:
    """An act with the forms of it that lead from the same states to the same state, and all that is said of it.

    ``befores`` are in the order of the states; empty where the run begins. ``after`` is none where the run stays
    in its state. ``begins``: the name of the track of a run that begins with it, ``comes_from`` that of the track
    from which this one begins.
    """

    act: str
    options: tuple[str, ...]
    befores: tuple[State, ...]
    after: State | None
    who: str
    needs: tuple[str, ...]
    paragraph: str
    begins: str = ""
    comes_from: str = ""


def rows(found: Procedure, ways: Iterable[Way], _: Translate = str) -> tuple[Row, ...]:
    """The ways as rows, in the order of the table of moves.

    Those of one form stand together wherever they start from, and so do the forms of an act that are alike.
    """
    order = {id(move): number for number, move in enumerate(found.policy.moves)}
    ways = sorted(ways, key=lambda way: (way.before is not None, order.get(id(way.move), len(order))))
    by_form: dict[tuple[object, ...], tuple[Way, list[State]]] = {}
    for way in ways:
        after = None if way.stays else way.after
        key = (way.form, after, way.by, id(way.move), id(way.clock), way.begins)
        _way, befores = by_form.setdefault(key, (way, []))
        if way.before is not None:
            befores.append(way.before)
    alike: dict[Row, list[Form]] = {}
    for way, befores in by_form.values():
        alike.setdefault(_row(found, way, befores, _), []).append(way.form)
    return tuple(_with_options(found.policy, row, forms, _) for row, forms in alike.items())


def _row(found: Procedure, way: Way, befores: list[State], _: Translate) -> Row:
    policy = found.policy
    return Row(
        act=act_name(policy, way.form.act, _) if way.form.act else _("Time passes"),
        options=(),
        befores=tuple(state for state in found.states if state in befores),
        after=None if way.stays else way.after,
        who=who(policy, way, _),
        needs=needs(policy, way, _),
        paragraph=paragraph(way),
        begins=policy.track(way.begins).name if way.begins else "",
        comes_from=policy.track(way.form.track).name if way.form.track else "",
    )


def _with_options(policy: Policy, row: Row, forms: list[Form], _: Translate) -> Row:
    options = tuple(dict.fromkeys(option_name(policy, form, _) for form in forms if form.option))
    return replace(row, options=options)


def paragraph(way: Way) -> str:
    """Where the policy says so."""
    return way.move.paragraph if way.move else way.clock.paragraph if way.clock else ""


def places(found: Procedure, states: Iterable[State], _: Translate = str) -> tuple[str, ...]:
    """States in words: those of a whole stage as one."""
    wanted = set(states)
    if wanted >= set(found.states):
        return (_("every state"),)
    said: list[str] = []
    for stage, group in groupby(found.states, key=lambda state: state.stage):
        said += _places_in_stage(found, stage, list(group), wanted, _)
    return tuple(said)


def _places_in_stage(
    found: Procedure, stage: str, states: list[State], wanted: set[State], _: Translate
) -> Iterable[str]:
    name = stage_name(found, stage)
    live = [state for state in states if state.code not in ENDED]
    here = [state for state in states if state in wanted]
    if len(here) > 1 and here == states:
        return [_("{stage}: every state").format(stage=name)]
    if len(here) > 1 and len(live) > 1 and set(live) <= wanted:
        every = _("{stage}: every open state").format(stage=name) if name else _("every open state")
        return [every, *(place(found, state, _) for state in here if state not in live)]
    if name and len(here) > 1:
        return [f"{name}: {'; '.join(state_name(state, _) for state in here)}"]
    return [place(found, state, _) for state in here]
