"""How is the picture of a track written as a Mermaid diagram, so that it can be read without being drawn?"""

from __future__ import annotations

from collections.abc import Iterator

from redress.rules.phrases import Translate
from redress.rules.procedure.states import ENDED, Form, Procedure, State
from redress.rules.procedure.wording import form_name, place, stage_name, state_name

_MOST_FORMS = 3
_INDENT = "    "


def diagram(procedure: Procedure, _: Translate = str) -> str:
    """The diagram; what can be done from every open state of a stage leads from the stage as a whole.

    An act that leads the same way by several of its options is named once, without them.
    """
    lines = ["stateDiagram-v2", *(_INDENT + line for line in _lines(procedure, _))]
    return "\n".join(lines)


def _lines(procedure: Procedure, _: Translate) -> Iterator[str]:
    for stage in dict.fromkeys(state.stage for state in procedure.states):
        yield from _stage(procedure, stage, _)
    for state in procedure.states:
        if state.code in ENDED:
            yield f'state "{_text(place(procedure, state, _))}" as {_id(state)}'
    yield from _arrows(procedure, _)


def _stage(procedure: Procedure, stage: str, _: Translate) -> Iterator[str]:
    live = _live(procedure, stage)
    name = stage_name(procedure, stage)
    indent = _INDENT if name else ""
    if name:
        yield f'state "{_text(name)}" as {_stage_id(stage)} {{'
    for state in live:
        yield f'{indent}state "{_text(state_name(state, _))}" as {_id(state)}'
    if name:
        yield "}"


def _live(procedure: Procedure, stage: str) -> list[State]:
    return [state for state in procedure.states if state.stage == stage and state.code not in ENDED]


def _arrows(procedure: Procedure, _: Translate) -> Iterator[str]:
    from_all = dict(_from_all(procedure))
    gathered: dict[tuple[str, State], dict[Form, None]] = {}
    for (stage, after), whole in from_all.items():
        gathered.setdefault((_stage_id(stage), after), {}).update(dict.fromkeys(whole))
    for passage in procedure.passages:
        before = passage.before
        start = _id(before) if before else "[*]"
        whole = from_all.get((before.stage, passage.after), []) if before and before.code not in ENDED else []
        forms = dict.fromkeys(way.form for way in passage.ways if way.form not in whole)
        if forms:
            gathered.setdefault((start, passage.after), {}).update(forms)
    for (start, after), forms in gathered.items():
        yield f"{start} --> {_id(after)} : {_label(procedure, list(forms), _)}"
    leaving = {way.before for way in procedure.onward}
    yield from (f"{_id(state)} --> [*]" for state in procedure.states if state not in leaving)


def _from_all(procedure: Procedure) -> Iterator[tuple[tuple[str, State], list[Form]]]:
    """What leads from every open state of a stage with several to the same end."""
    for stage in dict.fromkeys(state.stage for state in procedure.states):
        live = set(_live(procedure, stage))
        if len(live) < 2 or not stage_name(procedure, stage):
            continue
        for after in (state for state in procedure.states if state.code in ENDED):
            sources: dict[Form, set[State | None]] = {}
            for way in procedure.onward:
                if way.after == after:
                    sources.setdefault(way.form, set()).add(way.before)
            forms = [form for form, before in sources.items() if live <= before]
            if forms:
                yield (stage, after), forms


def _label(procedure: Procedure, forms: list[Form], _: Translate) -> str:
    options: dict[str, list[Form]] = {}
    for form in forms:
        options.setdefault(form.act, []).append(form)
    named = [
        _text(form_name(procedure.policy, each[0] if len(each) == 1 else Form(act), _)) for act, each in options.items()
    ]
    if len(named) > _MOST_FORMS:
        rest = len(named) - _MOST_FORMS + 1
        named = [*named[: _MOST_FORMS - 1], _("and {number} more").format(number=rest)]
    return " / ".join(named)


def _text(words: str) -> str:
    """Words without the signs that mean something in a diagram."""
    return words.replace(": ", " – ").replace(":", "").replace(";", ",").replace('"', "”").replace("#", "")


def _id(state: State) -> str:
    return state.key.strip("-").replace("-", "_")


def _stage_id(stage: str) -> str:
    return f"stage_{stage}".replace("-", "_")
