"""What do the Ombudsmen's Codes ask, and can their files be used?

The two Codes come with the product, in ``codes/`` beside the councils' policies. They are read by the same
machinery and refused with the same kind of mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from redress.policies import misfits, reading
from redress.policies.lines import KeyPath, in_words
from redress.policies.mistakes import Mistake, PolicyMistakes, did_you_mean
from redress.policies.names import dated_facts
from redress.policies.rows import rows, word
from redress.policies.shape import Table, places
from redress.rules import codes as shapes
from redress.rules.actions import ACTIONS
from redress.rules.events import MILESTONES
from redress.rules.independence import ACTS
from redress.rules.letters import FACTS

FOLDER = Path(__file__).parent / "codes"

#: What the keys of a measure may name: what one is called, what they all are, and which there are.
_NAMED: Mapping[tuple[type, str], tuple[str, str, tuple[str, ...]]] = {
    **{
        (cls, key): ("a milestone", "The milestones are", tuple(MILESTONES.values()))
        for cls in (shapes.ClockAtMost, shapes.ExtensionAtMost)
        for key in ("done", "instead")
    },
    (shapes.WindowFrom, "fact"): ("a dated fact of a case", "The dated facts are", dated_facts()),
    (shapes.AnotherPerson, "bars"): ("a kind of earlier act", "The kinds are", tuple(sorted(ACTS))),
    (shapes.LetterSays, "acts"): ("an action", "The actions are", tuple(ACTIONS)),
    (shapes.LetterSays, "facts"): ("something a letter can take from the case", "It can take", FACTS),
    (shapes.RefusalsSay, "acts"): ("an action", "The actions are", tuple(ACTIONS)),
    (shapes.OpenTo, "act"): ("an action", "The actions are", tuple(ACTIONS)),
}

_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


@cache
def codes() -> Mapping[str, shapes.Code]:
    """Every Code that comes with the product, by id. Raises :class:`PolicyMistakes`."""
    found = (load(path) for path in sorted(FOLDER.glob("*.toml")))
    return {code.id: code for code in found}


def load(path: Path) -> shapes.Code:
    """The Code in a file. Raises :class:`PolicyMistakes` with every mistake; OSError if it cannot be opened."""
    return code_in(path.read_text(encoding="utf-8-sig"), path)


def code_in(text: str, path: Path) -> shapes.Code:
    """The Code in a text; ``path`` only names it in what is raised."""
    found = reading.read(text, shapes.Code)
    faults = [*found.faults, *misfits.mend_keys(found)]
    code: shapes.Code | None
    code, misshapen = misfits.made_from(found)
    faults += misshapen
    if not found.broken:
        faults += [reading.Fault(found.index.line(path), path, said) for path, said in _findings(found.said)]
    if faults or code is None:
        raise PolicyMistakes(path, (Mistake(f.line, in_words(f.path, found.said), f.sentence) for f in faults))
    return code


def _findings(said: Table) -> Iterator[tuple[KeyPath, str]]:
    """Names that nothing bears, ids that stand twice, and words that cannot be ids."""
    for place in places(said, shapes.Code):
        named = _NAMED.get((place.cls, place.key))
        if named and isinstance(place.value, str) and place.value and place.value not in named[2]:
            one, all_of_them, known = named
            yield place.path, f"“{place.value}” is not {one}.{did_you_mean(place.value, known, otherwise=all_of_them)}"
    seen: set[str] = set()
    for path, section in rows(said, "sections"):
        for inner, provision in rows(section, "provisions", path):
            id = word(provision, "id")
            if id and not _ID.fullmatch(id):
                yield (*inner, "id"), f"“{id}” cannot be an id: use small letters and numbers, with dots or hyphens."
            elif id in seen:
                yield (*inner, "id"), f"“{id}” is there already; every provision stands once in a Code."
            seen.add(id)
            if provision.get("confirmed") is False and not word(provision, "source"):
                yield inner, "Say under “source” what has not been confirmed, and where it comes from."


# --- explanations in the files of councils -------------------------------------------------------


def unknown_provisions(said: Table) -> Iterator[tuple[KeyPath, str]]:
    """Codes that a council's policy names and nobody wrote, provisions that no Code has, and one explained twice."""
    seen = set()
    explanations = rows(said, "explanations")
    for path, row in [*explanations, *rows(said.get("public"), "codes", ("public",))]:
        named = word(row, "code")
        if named and named not in codes():
            yield (*path, "code"), f"“{named}” is not a Code.{did_you_mean(named, codes(), otherwise='The Codes are')}"
    for path, explanation in explanations:
        named, provision = word(explanation, "code"), word(explanation, "provision")
        code = codes().get(named)
        if code is not None and provision:
            known = [one.id for one in code.provisions]
            if provision not in known:
                rest = did_you_mean(provision, known, otherwise="The provisions are")
                yield (*path, "provision"), f"“{provision}” is not a provision of the {code.short_title}.{rest}"
            elif (named, provision) in seen:
                yield (*path, "provision"), f"“{provision}” is explained already; every provision is explained once."
            seen.add((named, provision))
