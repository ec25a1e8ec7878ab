"""Which version of a policy counts on a day?"""

from dataclasses import replace
from datetime import date

import pytest

from redress import policies


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dartford's policy with a further version that comes into force on 1 April 2030."""
    loaded = list(policies.rulebook().policies.values())
    dartford = policies.rulebook().newest["dartford"]
    book = policies.book_of([*loaded, replace(dartford, version="later", in_force_from=date(2030, 4, 1))])
    monkeypatch.setattr(policies, "rulebook", lambda: book)


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2000, 1, 1), "2024-07"), (date(2030, 3, 31), "2024-07"), (date(2030, 4, 1), "later")],
)
def test_a_version_counts_from_its_day_and_not_before(later: None, day: date, version: str) -> None:
    assert policies.current("dartford", on=day).version == version


def test_a_policy_that_no_file_has_is_unknown() -> None:
    with pytest.raises(KeyError):
        policies.current("atlantis")
