"""Is every clause of a policy read aloud, and every change of one told in plain words?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from redress import policies
from redress.policies import differences as comparing
from redress.policies.differences import Difference, differences, plain
from redress.policies.document import document
from redress.policies.loader import policy_in
from redress.rules.last_days import compared, last_days
from redress.rules.policy import Policy

pytestmark = pytest.mark.slow

COUNCILS = ("dartford", "kings-lynn")


@cache
def policy(council: str) -> Policy:
    return next(each for each in policies.from_files() if each.id == council)


def changed(council: str, before: str, after: str) -> tuple[Difference, ...]:
    text = policies.installed()[council].read_text(encoding="utf-8")
    assert before in text, before
    old, new = (policy_in(each, Path("policy.toml")) for each in (text, text.replace(before, after, 1)))
    return differences(old, new)


def told(found: tuple[Difference, ...]) -> list[tuple[str, str, str, str]]:
    return [(each.title, change.label, change.before, change.after) for each in found for change in each.changes]


@pytest.mark.parametrize("council", COUNCILS)
def test_a_version_does_not_differ_from_itself(council: str) -> None:
    assert differences(policy(council), policy(council)) == ()


def _others(value: Any) -> Iterator[Any]:
    """The same value, each time with one thing in it changed or left out."""
    if is_dataclass(value):
        for each in fields(value):
            if each.name not in ("kind", "id"):
                for other in _others(getattr(value, each.name)):
                    yield replace(value, **{each.name: other})  # type: ignore[type-var]
    elif isinstance(value, tuple) and value:
        yield value[1:]
        for other in _others(value[0]):
            yield (other, *value[1:])
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str) and value:
        yield f"{value}-x"
    elif isinstance(value, dict) and value:
        name = next(iter(value))
        yield {key: each for key, each in value.items() if key != name}


@pytest.mark.parametrize("part", [each.name for each in fields(Policy) if each.name != "id"])
@pytest.mark.parametrize("council", COUNCILS)
def test_no_change_goes_untold(council: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is changed in a policy, in any of its parts, the difference says so."""
    own = policy(council)
    read = document(own)
    monkeypatch.setattr(comparing, "document", lambda policy, _: read if policy is own else document(policy, _))
    for other in _others(getattr(own, part)):
        assert differences(own, replace(own, **{part: other})), other


def test_a_time_limit_is_told_with_its_name_and_both_lengths() -> None:
    begun = 'id = "stage-one-response"'
    text = policies.installed()["dartford"].read_text(encoding="utf-8")
    clock = text[text.index(begun) : text.index("count = 10", text.index(begun)) + len("count = 10")]
    found = changed("dartford", clock, clock.replace("count = 10", "count = 7"))
    assert told(found) == [("Answer at Stage One", "Time allowed", "10 working days", "7 working days")]


def test_an_entry_of_a_list_is_told_as_new_or_gone() -> None:
    own = policy("kings-lynn")
    fewer = replace(own, channels=own.channels[1:])
    (gone,) = differences(own, fewer)
    assert (gone.kind, gone.section, gone.title) == ("removed", "How complaints arrive", own.channels[0].name)
    (new,) = differences(fewer, own)
    assert new.kind == "added"


def test_the_content_of_a_letter_is_told_with_its_letter() -> None:
    own = policy("kings-lynn")
    letter = own.letters[0]
    content = replace(letter.contents[0], heading="Something else")
    other = replace(own, letters=(replace(letter, contents=(content, *letter.contents[1:])), *own.letters[1:]))
    (found,) = differences(own, other)
    assert found.within == (letter.name,)
    assert ("Heading", letter.contents[0].heading, "Something else") in {
        (each.label, each.before, each.after) for each in found.changes
    }


def test_who_may_make_a_move_is_told_by_the_names_of_the_roles() -> None:
    own = policy("dartford")
    number = next(n for n, move in enumerate(own.moves) if move.action == "extend")
    by = (*own.moves[number].by, "auditor")
    moves = (*own.moves[:number], replace(own.moves[number], by=by), *own.moves[number + 1 :])
    (found,) = differences(own, replace(own, moves=moves))
    (change,) = found.changes
    assert change.label == "By"
    assert "the Auditor" in change.after
    assert "the Auditor" not in change.before
    assert "the Auditor" in plain((found,))


@pytest.mark.parametrize("council", COUNCILS)
def test_the_document_names_things_and_shows_no_ids_of_roles_or_clocks(council: str) -> None:
    own = policy(council)
    ids = {each.id for each in (*own.roles, *own.clocks) if "-" in each.id}
    values = {
        fact.value
        for section in document(own)
        if section.key == "moves"
        for entry in section.entries
        for fact in entry.facts
    }
    shown = {word for value in values for word in re.findall(r"[a-z]+(?:-[a-z]+)+", value)}
    assert not shown & ids


def test_the_last_days_follow_from_one_another_and_are_compared() -> None:
    own = policy("dartford")
    clocks = tuple(
        replace(each, length=replace(each.length, count=7)) if each.id == "stage-one-response" else each
        for each in own.clocks
    )
    faster = replace(own, version="faster", in_force_from=date(2026, 6, 1), clocks=clocks)
    book = policies.book_of([own, faster])
    days = {each.clock: each.day for each in last_days(own, date(2026, 6, 1), book) if each.track == "complaint"}
    assert days["stage-one-acknowledgement"] == date(2026, 6, 5)
    assert days["stage-one-response"] == date(2026, 6, 18)
    moved = {each.name: (each.before, each.after) for each in compared(own, faster, date(2026, 6, 1), book)}
    assert moved["Answer at Stage One"] == (date(2026, 6, 18), date(2026, 6, 15))
    assert compared(own, own, date(2026, 6, 1), book) == ()


def test_a_limit_that_only_a_step_meets_hides_no_date_after_it() -> None:
    own = policy("dartford")
    acknowledge = own.clock("stage-one-acknowledgement")
    one_day = replace(acknowledge.length, count=1)
    sorted_out = replace(acknowledge, id="sorting", length=one_day, met_by=("step:triage",))
    with_it = replace(own, version="sorting", clocks=(sorted_out, *own.clocks))
    before, after = (
        {each.clock: each.day for each in last_days(each, date(2026, 6, 1), policies.book_of([each]))}
        for each in (own, with_it)
    )
    assert after == {**before, "sorting": date(2026, 6, 1)}
