"""What may a policy file say, table by table?

The answer is printed from the dataclasses, the names they refer to and the meanings beside them, into
docs/policy-files.md between two marks. A test holds that the page is up to date.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from redress.policies import meanings
from redress.policies.names import BY_NATURE, KINDS, refers_to
from redress.policies.shape import MOST, entry, hints, is_compulsory, kinds
from redress.rules.policy import Choice, Policy

BEGIN = "<!-- policy-tables: printed from the code -->\n"
END = "<!-- policy-tables: end -->"

_LISTS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("Actions", "For `action` of a move.", meanings.ACTIONS),
    (
        "Milestones",
        "For `met_by`, `milestone`, `after` and `unless`. Each is the first time that this happened in a stage.",
        meanings.MILESTONES,
    ),
    (
        "Earlier acts",
        "For `bars`, `warns` and `neither` of a position: what a person did on the case before the open stage.",
        meanings.ACTS,
    ),
    ("Facts of a letter", "For `fact` where a content is taken from the case.", meanings.FACTS),
    (
        "Merge fields",
        "In curly brackets in fixed words and subjects of letters: `{reference}`. "
        "A content whose field is not known in a case counts as missing.",
        meanings.MERGE_FIELDS,
    ),
    ("Flags", "For `flag` of a condition. The id of a subject is a flag too.", meanings.CASE_FLAGS),
    ("Dated facts", "For `fact` of an anchor.", meanings.DATED_FACTS),
)

_PLAIN: Mapping[Any, str] = {
    str: "words",
    bool: "true or false",
    int: "whole number above 0",
    dt.date: "date",
    dt.time: "time",
}


def markdown() -> str:
    """The tables of a policy file and the lists of words, as Markdown."""
    return "\n".join([*_tables(), *_word_lists()]) + "\n"


def write(page: Path) -> None:
    """Print the tables into a page, between its two marks. Raises LookupError where it has none."""
    page.write_text(within(page.read_text(encoding="utf-8")), encoding="utf-8")


def within(text: str) -> str:
    """A page with the tables as they are now."""
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise LookupError("the marks around the policy tables are missing")
    return f"{before}{BEGIN}{markdown()}{END}{after}"


def _tables() -> Iterator[str]:
    yield from _table("The top of the file", Policy)
    for each in fields(Policy):
        yield from _below(each.name, hints(Policy)[each.name], "")
    yield from _choices()


def _below(key: str, hint: Any, around: str) -> Iterator[str]:
    """The tables that may stand under a key, each followed by those within it."""
    path = f"{around}.{key}" if around else key
    inner = entry(hint)
    classes = kinds(hint if inner is None else inner)
    if key == "paragraphs":
        yield from ("### `[paragraphs]`", "")
        yield from ('Each numbered paragraph of the policy and what it says, in a sentence: `"2.7(ii)" = "…"`.', "")
    elif len(classes) > 1:
        yield from _union(path, key, classes)
    elif Choice in classes.values():
        return  # all of them have one table, at the end
    elif classes:
        (cls,) = classes.values()
        yield from _table(_heading(path, hint), cls)
        for each in fields(cls):
            yield from _below(each.name, hints(cls)[each.name], path)


def _heading(path: str, hint: Any) -> str:
    if entry(hint) is None:
        return f"`[{path}]`"
    return f"`[[{path}]]`" if get_origin(hint) is tuple else f"`[{path}.…]`"


def _union(path: str, key: str, classes: Mapping[str, type]) -> Iterator[str]:
    yield from (f"### `{path}` and its kinds" if path != key else f"### `[{path}]` and its kinds", "")
    for kind, cls in classes.items():
        yield from (f'**`kind = "{kind}"`** {_about(cls)}', "")
        keys = [each for each in fields(cls) if each.name != "kind"]
        if keys:
            yield from _rows(cls, keys)
    for cls in classes.values():
        for each in fields(cls):
            within = entry(hints(cls)[each.name])
            if within is not None and not kinds(within).keys() & classes.keys():  # anchors hold anchors
                yield from _below(each.name, hints(cls)[each.name], path)


def _choices() -> Iterator[str]:
    found = [f"`[[{path}]]`" for path in _paths_to(Choice, Policy, ())]
    yield from _table("Lists of choices", Choice)
    yield from (f"Such lists are {', '.join(found)}.", "")


def _paths_to(wanted: type, cls: type, path: tuple[str, ...]) -> Iterator[str]:
    for each in fields(cls):
        inner = entry(hints(cls)[each.name])
        for found in kinds(hints(cls)[each.name] if inner is None else inner).values():
            if found is wanted:
                yield ".".join((*path, each.name))
            elif each.name not in path and each.name != "of":
                yield from _paths_to(wanted, found, (*path, each.name))


def _table(heading: str, cls: type) -> Iterator[str]:
    yield from (f"### {heading}", "", _about(cls), "")
    yield from _rows(cls, list(fields(cls)))


def _about(cls: type) -> str:
    """What the dataclass says of itself in its first paragraph; for a kind, all of it."""
    said = inspect.getdoc(cls) or ""
    if said.startswith(f"{cls.__name__}("):  # made up by the dataclass itself
        said = meanings.KINDS[cls]
    if "kind" not in hints(cls):
        said = said.split("\n\n")[0]
    return " ".join(said.split()).replace("``", "`")


def _rows(cls: type, keys: list[Field[Any]]) -> Iterator[str]:
    yield from ("| Key | Holds | Without it | Meaning |", "|---|---|---|---|")
    for each in keys:
        without = "**needed**" if is_compulsory(each) else _without(each)
        yield f"| `{each.name}` | {_holds(cls, each.name)} | {without} | {meaning(cls, each.name)} |"
    yield ""


def meaning(cls: type, key: str) -> str:
    """What a key means. Raises KeyError for one that nobody has described."""
    own = meanings.KEYS.get(cls, {})
    return own[key] if key in own else meanings.EVERYWHERE[key]


def _without(each: Field[Any]) -> str:
    if each.default_factory is not MISSING:
        kind = getattr(each.default_factory(), "kind", "")
        return f'`{{ kind = "{kind}" }}`' if kind else "none"
    if isinstance(each.default, bool):
        return "true" if each.default else "false"
    if each.default in ("", (), None):
        return "none"
    return f"`{each.default}`"


def _holds(cls: type, key: str) -> str:
    hint = hints(cls)[key]
    refers = refers_to(cls, key)
    if refers:
        return _named(refers, many=get_origin(hint) is tuple)
    if (cls, key) in MOST:
        return f"whole number from 1 to {MOST[cls, key][0]}"
    return _kind_of_value(hint, key)


def _named(refers: str, *, many: bool) -> str:
    kind = KINDS[refers]
    words = {"actor": "role", "responsible": "role", "letter-fact": "fact", "fact": "dated fact", "act": "earlier act"}
    word = words.get(refers, refers)
    also = ""
    if kind.also and refers in ("actor", "responsible"):
        also = " or " + ", ".join(f"`{name}`" for name in kind.also)
    return f"list of {word}s{also}" if many else f"{word}{also}"


def _kind_of_value(hint: Any, key: str) -> str:
    if hint in _PLAIN:
        return "id" if key == "id" else _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in arguments)
    if NoneType in arguments and len(kinds(hint)) < 2:
        return _kind_of_value(arguments[0], key)
    inner = entry(hint)
    if inner is str:
        return "list of words" if origin is tuple else "table of words"
    if inner is not None:
        return "list of anchors" if key == "of" else "list of tables" if origin is tuple else "table of tables"
    classes = kinds(hint)
    return "one of: " + ", ".join(f"`{kind}`" for kind in classes) if len(classes) > 1 else "table"


def _word_lists() -> Iterator[str]:
    for heading, about, words in _LISTS:
        yield from (f"### {heading}", "", about, "", "| Word | Meaning |", "|---|---|")
        yield from (f"| `{word}` | {means} |" for word, means in words.items())
        yield ""
    yield from ("### Parts by nature", "")
    yield f"Beside the council's roles a move can be granted to {', '.join(f'`{part}`' for part in BY_NATURE)}."
