"""Which words of a complaint may be a sign of what, and what does a sign lead to at one council?

Data: ``signs/common.toml`` holds the words, ``signs/<council>.toml`` beside it what they lead to and what a council
adds. A folder of ``REDRESS_POLICIES`` may hold a file ``suggestions/<council>.toml`` that stands in for the latter. All
mistakes of a file are told at once.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from redress.policies import FOLDERS
from redress.rules.policy import Policy
from redress.suggestions.patterns import BadPhrase, Phrase, phrase

_HERE = Path(__file__).parent / "signs"
_COMMON = _HERE / "common.toml"


class SignMistakes(ValueError):
    """What is wrong with a file of signs: every mistake, a sentence each."""

    def __init__(self, path: Path, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(f"{path.name}: {mistake}" for mistake in self.mistakes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What some words may be a sign of.

    ``names``: the names of the council's staff are among its phrases. ``watch``: it is shown by itself, not only for
    what it leads to. ``loud``: before all others, and also where the words stand with a “not”. ``weight``: how much it
    says for the subject it leads to. ``unless``: phrases in which the words mean something else.
    """

    id: str
    name: str
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    watch: bool = False
    loud: bool = False
    names: bool = False
    advice: str = ""
    weight: int = 1

    @property
    def wanted(self) -> tuple[Phrase, ...]:
        """The phrases, read."""
        return tuple(phrase(each) for each in self.phrases)

    @property
    def excepted(self) -> tuple[Phrase, ...]:
        """The exceptions, read."""
        return tuple(phrase(each) for each in self.unless)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadsTo:
    """What a sign suggests at one council: a subject, an entry of the list of special cases, a matter for others,
    a decision of the policy to look at (``step``). Each an id of the policy; empty where there is none."""

    sign: str
    subject: str = ""
    special_case: str = ""
    elsewhere: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """What is learnt from a council's own decided cases, and from which not.

    ``on``: whether anything is. ``cases``: so many at least; ``each``: so many of each subject or service; ``seen_in``:
    a word counts that stands in so many cases at least. ``sure``: a suggestion is made from this probability on, in per
    cent. Cases that carry one of ``without_flags`` are left out, and those on which a step was taken whose id begins
    with one of ``without_steps``.
    """

    on: bool = True
    cases: int = 200
    each: int = 10
    seen_in: int = 5
    sure: int = 40
    without_flags: tuple[str, ...] = ()
    without_steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Book:
    """Everything suggestions are made from at one council. ``on``: whether any are made."""

    council: str
    on: bool = True
    signs: Mapping[str, Sign] = field(default_factory=dict)
    leads_to: tuple[LeadsTo, ...] = ()
    learning: Learning = field(default_factory=Learning)


def book_for(policy: Policy, environment: Mapping[str, str] = os.environ) -> Book:
    """What suggestions of a council are made from, read once. Raises :class:`SignMistakes`."""
    return _book(policy.id, str(_file_of(policy.id, environment)), _Known.of(policy))


def _file_of(council: str, environment: Mapping[str, str]) -> Path:
    folders = [Path(name) for name in environment.get(FOLDERS, "").split(os.pathsep) if name]
    own = [folder / "suggestions" / f"{council}.toml" for folder in folders]
    return next((path for path in reversed(own) if path.is_file()), _HERE / f"{council}.toml")


@dataclass(frozen=True, slots=True)
class _Known:
    """What a file may name of the policy."""

    subject: frozenset[str]
    special_case: frozenset[str]
    elsewhere: frozenset[str]
    step: frozenset[str]

    @classmethod
    def of(cls, policy: Policy) -> _Known:
        return cls(
            frozenset(each.id for each in policy.subjects),
            frozenset(each.id for each in policy.lists.get("special-cases", ())),
            frozenset(each.id for each in policy.elsewhere),
            frozenset(each.id for each in policy.steps),
        )


@cache
def _book(council: str, file: str, known: _Known) -> Book:
    signs = dict(_signs(_COMMON, _read(_COMMON)))
    path = Path(file)
    if not path.is_file():
        return Book(council=council, signs=signs)
    said = _read(path)
    mistakes = [f"“{key}” is not known." for key in said if key not in ("on", "signs", "leads_to", "learning")]
    signs |= _signs(path, said)
    leads = [_made(LeadsTo, row, mistakes) for row in said.get("leads_to", [])]
    for lead in leads:
        mistakes += _unknown(lead, signs, known)
    learning = _made(Learning, said.get("learning", {}), mistakes)
    if mistakes:
        raise SignMistakes(path, mistakes)
    return Book(council=council, on=said.get("on", True), signs=signs, leads_to=tuple(leads), learning=learning)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SignMistakes(path, [f"The file cannot be read: {fault}."]) from None


def _signs(path: Path, said: Mapping[str, Any]) -> Iterator[tuple[str, Sign]]:
    mistakes: list[str] = []
    found = [_made(Sign, row, mistakes) for row in said.get("signs", [])]
    for sign in found:
        for written in (*sign.phrases, *sign.unless):
            try:
                phrase(written)
            except BadPhrase as bad:
                mistakes.append(f"The sign {sign.id}: {bad}")
    ids = [sign.id for sign in found]
    mistakes += [f"The sign {id} stands there twice." for id in dict.fromkeys(ids) if ids.count(id) > 1]
    if mistakes:
        raise SignMistakes(path, mistakes)
    for sign in found:
        yield sign.id, sign


def _made(cls: Any, row: Mapping[str, Any], mistakes: list[str]) -> Any:
    """One table as its class; lists become tuples. What is missing or not known is put down as a mistake."""
    names = {each.name for each in fields(cls)}
    mistakes += [f"{cls.__name__}: “{key}” is not known." for key in row if key not in names]
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key in names}
    try:
        return cls(**given)
    except TypeError as missing:
        mistakes.append(f"{cls.__name__}: {str(missing).partition('()')[2].strip() or missing}.")
        return cls(**dict.fromkeys((each.name for each in fields(cls)), ""))


def _unknown(lead: LeadsTo, signs: Mapping[str, Sign], known: _Known) -> list[str]:
    wrong = [] if lead.sign in signs else [f"There is no sign “{lead.sign}”."]
    for key in ("subject", "special_case", "elsewhere", "step"):
        value = getattr(lead, key)
        if value and value not in getattr(known, key):
            wrong.append(f"The sign {lead.sign}: the policy has no {key.replace('_', ' ')} “{value}”.")
    return wrong
