"""Does everything that the policy refers to by name exist?

One table says what each key refers to. The check reads it, and so does the printed documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, get_origin, get_type_hints

from redress.policies.lines import KeyPath
from redress.policies.mistakes import did_you_mean
from redress.policies.shape import Place, Table, compulsory, hints, places, tables
from redress.rules import policy as shapes
from redress.rules.actions import ACTIONS
from redress.rules.case import Run
from redress.rules.events import MILESTONES
from redress.rules.guidance import PAGES as ADVISED_PAGES
from redress.rules.independence import ACTS
from redress.rules.letters import FACTS, MERGE_FIELDS

Finding = tuple[KeyPath, str]

#: The parts that people and programmes play by nature, without holding a role of the council.
BY_NATURE: tuple[str, ...] = ("complainant", "representative", "asked", "system", "import", "api")

#: What can be special about a case beside the subject of the complaint.
CASE_FLAGS: tuple[str, ...] = (
    "late-request",
    "reasons-awaited",
    "lateness-accepted",
    "lateness-declined",
    "anonymous",
    "no-address",
    "consent-written",
    "consent-spoken",
    "consent-none",
    "several-services",
    "several-points",
    "stage-answered",
    "staff-complained-about",
    "provider-council",
    "provider-contractor",
    "provider-partner",
)

#: The lists of a policy from which a question may pick beside its own ``lists``.
BUILT_IN_LISTS: tuple[str, ...] = (
    "elsewhere",
    "subjects",
    "channels",
    "extension_reasons",
    "ways_forward",
    "points",
    "contacts",
    "commitments",
)

#: The days on which an office may be open.
WEEKDAYS: tuple[str, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@cache
def dated_facts() -> tuple[str, ...]:
    """The dates of a case that a clock may start from."""
    return tuple(name for name, hint in get_type_hints(Run).items() if hint in (date, date | None))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be named: what one is called, what they all are, and where they are listed."""

    one: str
    all: str
    known: tuple[str, ...] | None = None  # the same in every policy
    listed: str = ""  # the table or array of tables that lists them
    also: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "paragraph": Kind("one of the [paragraphs]", "the [paragraphs]", listed="paragraphs"),
    "role": Kind("a role of this policy", "The roles are", listed="roles"),
    "actor": Kind("a role of this policy", "Possible are", listed="roles", also=BY_NATURE),
    "responsible": Kind("a role of this policy", "Possible are", listed="roles", also=("complainant",)),
    "track": Kind("a track of this policy", "The tracks are", listed="tracks"),
    "stage": Kind("a stage", "The stages are"),
    "milestone": Kind("a milestone", "The milestones are", known=tuple(MILESTONES.values())),
    "clock": Kind("a clock of this policy", "The clocks are", listed="clocks"),
    "action": Kind("an action", "The actions are", known=tuple(ACTIONS)),
    "letter": Kind("a letter of this policy", "The letters are", listed="letters"),
    "service-group": Kind("a group of services", "The groups are", listed="service_groups"),
    "right": Kind("a right of this policy", "The rights are", listed="rights"),
    "position": Kind("a position of this policy", "The positions are", listed="positions"),
    "contact": Kind("one of the [contacts]", "The contacts are", listed="contacts"),
    "outcome": Kind("an outcome of this policy", "The outcomes are", listed="outcomes"),
    "channel": Kind("a channel of this policy", "The channels are", listed="channels"),
    "finding": Kind("a finding of this request", "The findings are"),
    "step": Kind("a step of this policy", "The steps are", listed="steps"),
    "option": Kind("an option of this step", "The options are"),
    "its-option": Kind("an option of that step", "The options are"),
    "question": Kind("a question of that step", "The questions are"),
    "own-question": Kind("a question of this step", "The questions are"),
    "entry": Kind("an entry of one of the [lists]", "The entries are"),
    "doing": Kind("an action or step:… of this policy", "Possible are"),
    "place": Kind("a place that shows advice", "Possible are"),
    "list": Kind("a list of this policy", "The lists are"),
    "act": Kind("a kind of earlier act", "The kinds are", known=tuple(sorted(ACTS))),
    "fact": Kind("a dated fact of a case", "The dated facts are", known=dated_facts()),
    "letter-fact": Kind("something a letter can take from the case", "It can take", known=FACTS),
    "flag": Kind("a flag of a case", "The flags are"),
    "weekday": Kind("a day of the week", "The days are", known=WEEKDAYS),
}

#: What each key names. Keys that end in “paragraph” and ``also`` name paragraphs and are not listed.
REFERENCES: Mapping[type, Mapping[str, str]] = {
    shapes.AtMilestone: {"milestone": "milestone", "stage": "stage"},
    shapes.AtDue: {"clock": "clock"},
    shapes.AtFact: {"fact": "fact"},
    shapes.AtAnswer: {"step": "step", "question": "question"},
    shapes.Commits: {"day": "own-question", "owner": "own-question", "what": "own-question"},
    shapes.Choice: {"chosen_by": "right", "leads_to": "contact"},
    shapes.DiscretionWindow: {"decided_by": "role"},
    shapes.Clock: {
        "track": "track",
        "stage": "stage",
        "met_by": "milestone",
        "responsible": "responsible",
        "alerts": "role",
        "unless": "milestone",
    },
    shapes.Override: {"group": "service-group", "responsible": "responsible"},
    shapes.FirstStage: {"group": "service-group", "stage": "stage"},
    shapes.Right: {"clock": "clock"},
    shapes.Stage: {"next": "stage"},
    shapes.Move: {
        "action": "action",
        "step": "step",
        "track": "track",
        "stages": "stage",
        "after": "milestone",
        "unless": "milestone",
        "by": "actor",
        "letter": "letter",
        "position": "position",
        "right": "right",
    },
    shapes.Position: {"roles": "role", "never": "role", "bars": "act", "warns": "act", "neither": "act"},
    shapes.WhenOutcome: {"any_of": "outcome"},
    shapes.WhenFlag: {"flag": "flag"},
    shapes.WhenFlags: {"all_of": "flag", "any_of": "flag", "none_of": "flag"},
    shapes.Step: {
        "owed_after": "milestone",
        "owed_unless": "milestone",
        "before": "doing",
        "settled_by": "option",
        "each_time": "step",
        "keeps": "step",
    },
    shapes.Option: {
        "letter": "letter",
        "letter_to": "contact",
        "tells": "role",
        "letter_to_name": "own-question",
        "letter_to_address": "own-question",
        "in_the_post_to": "own-question",
        "enters": "stage",
        "lifts": "flag",
    },
    shapes.Begins: {"track": "track", "stage": "stage"},
    shapes.FurtherPoint: {"words": "own-question", "subject": "own-question"},
    shapes.OwnCase: {
        "points": "own-question",
        "words": "own-question",
        "subject": "own-question",
        "reason": "own-question",
    },
    shapes.Restricts: {
        "until": "own-question",
        "who": "own-question",
        "terms": "own-question",
        "named": "own-question",
        "since": "own-question",
        "words": "own-question",
    },
    shapes.AskDay: {"needed_with": "entry"},
    shapes.AskWords: {"needed_with": "entry"},
    shapes.AskPick: {"list": "list"},
    shapes.AskPerson: {"roles": "role"},
    shapes.Role: {"nominated_by": "role"},
    shapes.Expertise: {"flags": "flag", "positions": "position"},
    shapes.StandIn: {"role": "role", "by": "role", "step": "step"},
    shapes.ConsentRule: {
        "track": "track",
        "step": "step",
        "letters": "letter",
        "closing_letters": "letter",
        **dict.fromkeys(("given", "closed", "written", "confirmed", "asked"), "option"),
        **dict.fromkeys(("refused", "not_known", "withdrawn"), "option"),
    },
    shapes.CopyRule: {"letters": "letter", "role": "role"},
    shapes.Guidance: {"step": "step", "at": "place", "contacts": "contact", "roles": "role"},
    shapes.FromCase: {"fact": "letter-fact", "clock": "clock"},
    shapes.ContactDetails: {"contacts": "contact"},
    shapes.Council: {"complaints_contact": "contact"},
    shapes.Elsewhere: {"contacts": "contact"},
    shapes.PublicWords: {
        "helpers": "contact",
        "other_policies": "contact",
        "form_to": "contact",
        "councillors": "contact",
    },
    shapes.WayIn: {"contact": "contact"},
    shapes.StandardTold: {"entry": "entry"},
    shapes.PrivacyTold: {"contacts": "contact"},
    shapes.SpecialHelper: {"contact": "contact"},
    shapes.EqualityStatement: {"policies": "contact"},
    shapes.OmbudsmanRoutes: {"no": "contact", "yes": "contact", "overlap": "contact", "settled_before": "action"},
    shapes.PutOnRecord: {"step": "step", "option": "its-option", "question": "question"},
    shapes.NextStageRequest: {"stage": "stage", "window": "clock", "refusable_findings": "finding"},
    shapes.Agreement: {"stage": "stage", "by": "role"},
    shapes.LateRule: {"window": "clock", "decided_by": "role", "exempt_channels": "channel"},
    shapes.Administration: {"by": "role"},
    shapes.Standard: {"step": "step"},
    shapes.Duty: {"by": "role"},
    shapes.Asks: {"contract_managers": "role"},
    shapes.LocalGuidance: {"by": "role"},
    shapes.EqualityMonitoring: {"seen_by": "role", "handed_over_by": "role"},
}

#: The texts in which {reference} and the like are filled in.
MERGED: Mapping[type, tuple[str, ...]] = {
    shapes.Fixed: ("text",),
    shapes.ContactDetails: ("text",),
    shapes.Letter: ("subject",),
    shapes.AskMessage: ("subject",),
}

_MERGE_FIELD = re.compile(r"\{([^{}]*)\}?")


def refers_to(cls: type, key: str) -> str:
    """The kind of thing that a key names, or nothing."""
    if key == "also" or key.endswith("paragraph"):
        return "paragraph"
    return REFERENCES.get(cls, {}).get(key, "")


def findings(said: Table) -> Iterator[Finding]:
    """Every name that nothing bears, every name given twice in one list, and every unknown merge field."""
    known = {name: _known(kind, said) for name, kind in KINDS.items()}
    known |= {"flag": _flags(said), "doing": _doings(said), "place": _places(said)}
    lists = said.get("lists", {})
    known["list"] = (*lists, *BUILT_IN_LISTS)
    known["entry"] = tuple(id for entries in lists.values() for id in ids(entries) or ())
    named_before: set[tuple[KeyPath, Any]] = set()
    for place in places(said, shapes.Policy):
        if not isinstance(place.value, str) or not place.value:
            continue
        kind = refers_to(place.cls, place.key)
        if kind:
            yield from _unknown(place, kind, known[kind], said)
            if isinstance(place.path[-1], int):
                if (place.path[:-1], place.value) in named_before:
                    yield place.path, f"“{place.value}” stands twice in this list."
                named_before.add((place.path[:-1], place.value))
        if place.key in MERGED.get(place.cls, ()):
            yield from _merge_fields(place, said)
    yield from _open_days(said)


def ids(said: Any) -> tuple[str, ...] | None:
    """The ids of a list of tables; none if that cannot be told for certain."""
    if not isinstance(said, list):
        return None
    found = [row.get("id") if isinstance(row, dict) else None for row in said]
    return tuple(dict.fromkeys(map(str, found))) if all(isinstance(id, str) and id for id in found) else None


def _known(kind: Kind, said: Table) -> tuple[str, ...] | None:
    if kind.known is not None:
        return kind.known
    listed = said.get(kind.listed)
    if isinstance(listed, dict) and get_origin(hints(shapes.Policy)[kind.listed]) is not tuple:
        return tuple(listed)  # a table of free names, such as [contacts]
    optional = bool(kind.listed) and kind.listed not in compulsory(shapes.Policy)
    found = () if optional and listed is None else ids(listed) if kind.listed else ()
    return None if found is None else (*found, *kind.also)


def _unknown(place: Place, kind: str, known: tuple[str, ...] | None, said: Table) -> Iterator[Finding]:
    word = place.value
    if kind == "milestone" and word.startswith("step:"):
        yield from _unknown_taking(place, word.removeprefix("step:"), said)
        return
    if kind == "milestone" and "." in word:
        stage, word = word.split(".", 1)
        yield from _not_among(place, stage, KINDS["stage"], _stages(place, said))
    if kind == "stage":
        known = _stages(place, said)
    elif kind == "finding":
        known = ids(place.around[-1].get("findings"))
    elif kind == "option":
        known = ids((_named_step(place, said) or {}).get("options"))
    elif kind == "own-question":
        below = (shapes.Restricts, shapes.FurtherPoint, shapes.OwnCase)
        around = place.around[-3:-1] if place.cls in below else place.around[-2:]
        known = _questions(*around)
    elif kind in ("question", "its-option"):
        steps = said.get("steps")
        named = place.around[-1].get("step")
        step = next((row for row in steps or () if isinstance(row, dict) and row.get("id") == named), None)
        known = (
            (_questions(step, *step.get("options", ())) if kind == "question" else ids(step["options"]))
            if step
            else None
        )
    yield from _not_among(place, word, KINDS[kind], known)


def _named_step(place: Place, said: Table) -> Table | None:
    """The step whose options are meant: the one around the place, or the one it names."""
    around = place.around[-1]
    if place.cls is not shapes.ConsentRule:
        return around
    return next(
        (row for row in said.get("steps") or () if isinstance(row, dict) and row.get("id") == around.get("step")), None
    )


def _questions(*tables: Table) -> tuple[str, ...]:
    """The ids of the questions that a step, or one of its options, asks."""
    return tuple(id for table in tables for id in ids(table.get("questions", [])) or ())


def _unknown_taking(place: Place, word: str, said: Table) -> Iterator[Finding]:
    """A milestone such as ``step:triage=complaint``: the step, and its option where one is named."""
    id, _, option = word.partition("=")
    yield from _not_among(place, id, KINDS["step"], ids(said.get("steps")) or ())
    steps = said.get("steps")
    step = next((row for row in steps if isinstance(row, dict) and row.get("id") == id), None) if steps else None
    if option and step is not None:
        yield from _not_among(place, option, KINDS["option"], ids(step.get("options")))


def _doings(said: Table) -> tuple[str, ...]:
    """Everything that can be done under this policy, as the table of moves calls it."""
    return (*ACTIONS, *(f"step:{id}" for id in ids(said.get("steps")) or ()))


def _places(said: Table) -> tuple[str, ...]:
    """Where advice can be shown: acts, steps and their options, stages, pages."""
    found = [*_doings(said), *ADVISED_PAGES]
    for step in said.get("steps") or ():
        if isinstance(step, dict):
            found += [f"step:{step.get('id')}={id}" for id in ids(step.get("options")) or ()]
    for track in said.get("tracks") or ():
        if isinstance(track, dict):
            found += [f"stage:{id}" for id in ids(track.get("stages")) or ()]
    return tuple(found)


def _flags(said: Table) -> tuple[str, ...]:
    """Every flag that something in the policy sets, or that a case carries by nature."""
    found = dict.fromkeys((*(ids(said.get("subjects")) or ()), *CASE_FLAGS))
    found |= dict.fromkeys(f"channel-{id}" for id in ids(said.get("channels")) or ())
    found |= dict.fromkeys(f"open-{id}" for id in ids(said.get("tracks")) or ())
    found |= dict.fromkeys(f"pointed-to-{id}" for id in ids(said.get("elsewhere")) or ())
    for _path, cls, table in tables(said, shapes.Policy):
        if cls in (shapes.Choice, shapes.Option) and isinstance(table.get("flags"), list):
            found |= dict.fromkeys(flag for flag in table["flags"] if isinstance(flag, str))
    for step in said.get("steps") or ():
        if isinstance(step, dict):
            found |= dict.fromkeys(f"step-{step.get('id')}-{id}" for id in ids(step.get("options")) or ())
    return tuple(found)


def _not_among(place: Place, word: str, kind: Kind, known: Iterable[str] | None) -> Iterator[Finding]:
    if known is None or word in known:
        return
    if kind.listed == "paragraphs":
        rest = did_you_mean(word, known, otherwise="") if "." not in word else ""
        yield place.path, f"“{word}” is not one of the [paragraphs].{rest.rstrip() or ' Add it there or correct it.'}"
        return
    yield place.path, f"“{word}” is not {kind.one}.{did_you_mean(word, known, otherwise=kind.all)}"


def _stages(place: Place, said: Table) -> tuple[str, ...] | None:
    """The stages that may be named in a place: those of its own track where it belongs to one."""
    tracks = said.get("tracks")
    if not isinstance(tracks, list):
        return None
    if place.cls in (shapes.Stage, shapes.FirstStage):
        return ids(place.around[-2].get("stages"))
    owner = next((table for table in reversed(place.around[1:]) if "track" in table), None)
    track = owner["track"] if owner is not None else None
    if place.cls is shapes.Move and track is None:
        track = next(each.default for each in fields(shapes.Move) if each.name == "track")
    stages: list[str] = []
    for row in tracks:
        if isinstance(row, dict) and track in (None, row.get("id")):
            found = ids(row.get("stages", []))
            if found is None:
                return None
            stages.extend(found)
    return tuple(stages) or None


def _merge_fields(place: Place, said: Table) -> Iterator[Finding]:
    council = said.get("council")
    for found in _MERGE_FIELD.finditer(place.value):
        name = found[1]
        if not found[0].endswith("}"):
            yield place.path, f"The curly bracket before “{name[:20]}” is never closed."
        elif name not in MERGE_FIELDS:
            rest = did_you_mean(name, MERGE_FIELDS, otherwise="What can be filled in is")
            yield place.path, f"{{{name}}} cannot be filled in.{rest}"
        elif name in hints(shapes.Council) and isinstance(council, dict) and not council.get(name):
            yield place.path, f"{{{name}}} would be empty: give “{name}” under [council]."


def _open_days(said: Table) -> Iterator[Finding]:
    receipt = said.get("receipt")
    hours = receipt.get("hours") if isinstance(receipt, dict) else None
    for day in hours if isinstance(hours, dict) else ():
        if day not in WEEKDAYS:
            kind = KINDS["weekday"]
            rest = did_you_mean(day, WEEKDAYS, otherwise=kind.all)
            yield ("receipt", "hours", day), f"“{day}” is not {kind.one}.{rest}"
