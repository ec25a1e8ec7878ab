"""Are events that were written long ago still read, still chained, and still come to the same?"""

from __future__ import annotations

import json

import pytest

from redress.cases import chain
from redress.rules.events import KINDS, VERSIONS
from tests.data.events import HISTORIES, STANDINGS, cases_in, standing_of

CASES = cases_in(HISTORIES)


@pytest.mark.parametrize("name", CASES)
def test_an_old_history_comes_to_what_it_came_to(name: str) -> None:
    kept = json.loads(STANDINGS.read_text(encoding="utf-8"))
    assert json.loads(json.dumps(standing_of(CASES[name]))) == kept[name]


@pytest.mark.parametrize("name", CASES)
def test_an_old_chain_still_holds(name: str) -> None:
    before = ""
    for place, row in enumerate(CASES[name], start=1):
        assert (row.seq, row.previous_hash) == (place, before)
        assert row.hash == chain.hash_of(row, row.case)
        before = row.hash


def test_the_file_holds_every_kind_of_version_one() -> None:
    written = {(row.kind, row.schema) for rows in CASES.values() for row in rows}
    assert written >= {(kind, 1) for kind, version in VERSIONS.items() if version == 1}
    assert {kind for kind, _schema in written} <= set(KINDS)
