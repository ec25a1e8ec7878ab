"""Is every key of a TOML text found on its line, and every second writing of one?"""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redress.policies.lines import in_words, index
from tests.rules.policy_texts import DARTFORD, KINGS_LYNN, marsh

EVERY_FORM = '''\
# a remark with [brackets] and key = "value"
top = 1
"quoted key" = "x"   # [not] a heading
'literal.key' = 'y'
dotted.inner.key = true
text = """
[not a heading]
key = "not a key"
"""
list = [
    "one",  # a remark with ] in it
    { kind = "a", of = [
        { kind = "b" },
    ] },
]

[table]
inline = { a = 1, b = { c = 2 }, "d e" = [1, 2] }
[table.inner]
x = 1
[[rows]]
id = "first"
[[rows.parts]]
id = "part"
[rows.single]
y = 2
[[rows]]
id = "second"
[[rows.parts]]
id = "part"
'''


def paths(value, path=()):
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from paths(inner, (*path, key))


@pytest.mark.parametrize("text", [EVERY_FORM, KINGS_LYNN, DARTFORD, marsh()], ids=["forms", "kl", "da", "marsh"])
def test_exactly_the_keys_that_are_there_are_found(text):
    found = index(text)
    assert set(found.lines) == set(paths(tomllib.loads(text)))
    assert found.twice == []


def test_each_key_is_on_its_line():
    found = index(EVERY_FORM)
    assert [
        found.line(path)
        for path in [
            ("top",),
            ("quoted key",),
            ("literal.key",),
            ("dotted", "inner", "key"),
            ("text",),
            ("list", 0),
            ("list", 1, "of", 0, "kind"),
            ("table", "inline", "b", "c"),
            ("table", "inner", "x"),
            ("rows", 0, "id"),
            ("rows", 0, "parts", 0, "id"),
            ("rows", 0, "single", "y"),
            ("rows", 1, "parts", 0, "id"),
        ]
    ] == [2, 3, 4, 5, 6, 11, 13, 18, 20, 22, 24, 26, 30]


def test_what_is_not_there_is_on_the_line_of_what_is_around_it():
    found = index(EVERY_FORM)
    assert found.line(("rows", 1, "name")) == 27
    assert found.line(("nothing",)) == 1


def test_second_writings_are_found_wherever_they_are():
    found = index("a = 1\na = 2\n[t]\nb = { c = 1, c = 2 }\n[t]\nb = 3\n[[r]]\nx = 1\nx.y = 2\nx = 3\n")
    assert [(twice.path, twice.line, twice.before) for twice in found.twice] == [
        (("a",), 2, 1),
        (("t", "b", "c"), 4, 4),
        (("t",), 5, 3),
        (("r", 0, "x"), 10, 8),
    ]


def test_reading_goes_on_after_what_cannot_be_followed():
    found = index('a = [1, 2\nb = "x\nc = 3\n[t\nd = 4\n[u]\ne = 5\n')
    assert [found.line(path) for path in [("a",), ("b",), ("c",), ("u",), ("u", "e")]] == [1, 2, 3, 6, 7]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab=[]{}\"'.,#\n 1\\", max_size=80))
def test_no_text_breaks_the_index_and_true_toml_is_found_whole(text):
    found = index(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in found.lines.values())
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(found.lines) == set(paths(said))
    assert found.twice == []


def test_entries_are_called_by_their_id_or_by_their_number():
    said = {"rows": [{"id": "first", "of": ["x"]}, {"of": [{"z": 1}]}]}
    assert in_words(("rows", 0, "of", 0), said) == "rows.first.of"
    assert in_words(("rows", 1, "of", 0, "z"), said) == "rows.2.of.1.z"
