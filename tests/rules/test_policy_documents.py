"""Can somebody who never saw the code write a policy file from docs/policy-files.md?"""

import ast
import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from redress.policies import book_of, meanings, names, reference
from redress.policies.loader import policy_in
from redress.policies.shape import hints, kinds
from redress.rules import policy as shapes
from redress.rules.actions import ACTIONS
from redress.rules.events import MILESTONES
from redress.rules.independence import ACTS
from redress.rules.letters import FACTS, MERGE_FIELDS
from redress.rules.stories import BareTeller, parse, printed, tell
from tests.rules.policy_texts import PAGE, marsh

MARSH_STORY = """
Wed 01 Apr 2026  complaint received about a matter that occurred on Mon 02 Mar 2026
Wed 08 Apr 2026  acknowledgement is due under 3.1
Wed 22 Apr 2026  answer is due under 3.2
Wed 08 Apr 2026  acknowledged
Wed 22 Apr 2026  answer is due
Tue 21 Apr 2026  extended by 5 working days because the surveyor is away
Wed 29 Apr 2026  answer is due under 3.3
Tue 28 Apr 2026  responded: justified
Fri 29 May 2026  refused under 4.1: next stage requested
Thu 28 May 2026  next stage requested
Thu 18 Jun 2026  review is due under 4.2
Mon 15 Jun 2026  final response: not justified
"""


def all_tables():
    """Every dataclass that a policy file may fill."""
    found, waiting = set(), [shapes.Policy]
    while waiting:
        cls = waiting.pop()
        if cls in found:
            continue
        found.add(cls)
        for hint in hints(cls).values():
            inner = reference.entry(hint)
            waiting.extend(kinds(hint if inner is None else inner).values())
    return found


def parts():
    """The modules that the shape of a policy is made of."""
    return [import_module(f"{shapes.__name__}.{each.name}") for each in pkgutil.iter_modules(shapes.__path__)]


def classes_of_a_policy():
    """Every class that one of these modules makes."""
    return {
        cls
        for module in parts()
        for cls in vars(module).values()
        if inspect.isclass(cls) and cls.__module__ == module.__name__
    }


def written_in(module):
    """The names that a module makes itself: its classes and what it says of them, not what it imports."""
    made = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, (ast.ClassDef, ast.Assign))]
    return [node.name if isinstance(node, ast.ClassDef) else node.targets[0].id for node in made]


def test_the_tables_on_the_page_are_those_of_the_code(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    reference.write(page)
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_page_without_the_marks_is_refused():
    with pytest.raises(LookupError):
        reference.within("# A page\n")


def test_every_key_has_a_meaning_and_every_meaning_a_key():
    tables = all_tables()
    for cls in tables:
        for key in hints(cls):
            assert reference.meaning(cls, key)
    assert set(meanings.KEYS) <= tables
    surplus = {(cls.__name__, key) for cls, said in meanings.KEYS.items() for key in said if key not in hints(cls)}
    assert surplus == set()


def test_every_kind_and_every_key_is_on_the_page():
    for cls in all_tables():
        for key in hints(cls):
            assert key == "kind" or f"| `{key}` |" in PAGE, f"{cls.__name__}.{key}"
        if "kind" in hints(cls):
            assert f'`kind = "{cls().kind if cls is shapes.Always else _kind(cls)}"`' in PAGE


def _kind(cls):
    return next(each.default for each in cls.__dataclass_fields__.values() if each.name == "kind")


def test_every_word_that_may_be_named_has_a_meaning():
    assert set(meanings.ACTIONS) == set(ACTIONS)
    assert set(meanings.MILESTONES) == set(MILESTONES.values())
    assert set(meanings.ACTS) == ACTS
    assert set(meanings.FACTS) == set(FACTS)
    assert set(meanings.MERGE_FIELDS) == set(MERGE_FIELDS)
    assert set(meanings.CASE_FLAGS) == set(names.CASE_FLAGS)
    assert set(meanings.DATED_FACTS) == set(names.dated_facts())


def test_every_reference_that_is_checked_is_a_key():
    for cls, keys in names.REFERENCES.items():
        for key, kind in keys.items():
            assert key in hints(cls), f"{cls.__name__} has no {key}"
            assert kind in names.KINDS


def test_every_dataclass_of_a_policy_can_be_written_in_a_file():
    ours = {cls for cls in classes_of_a_policy() if hasattr(cls, "__dataclass_fields__")}
    assert ours - all_tables() == {shapes.PolicyPin, shapes.Rulebook}
    assert all_tables() <= ours


def test_every_public_name_of_a_policy_is_at_its_door():
    own = {name for module in parts() for name in written_in(module) if not name.startswith("_")}
    assert own == set(shapes.__all__)
    assert all(getattr(shapes, cls.__name__) is cls for cls in classes_of_a_policy() if cls.__name__ in own)


def test_the_small_policy_of_the_page_gives_the_dates_it_promises():
    policy = policy_in(marsh(), Path("marsh.toml"))
    book = book_of([policy])
    told = tell(parse(MARSH_STORY), policy, book, ZoneInfo("Europe/London"), BareTeller(book))
    assert all(line.true for line in told), printed(told)


def test_the_mistakes_shown_on_the_page_are_as_they_are_said():
    shown = re.search(r"cannot be used: 3 mistakes\.\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    golden = (Path(__file__).parent / "marsh-mistakes.txt").read_text(encoding="utf-8").splitlines()
    assert set(shown[1].strip().splitlines()) <= set(golden)
