"""How is a policy story told: to the bare rules, and again through the case file?"""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from redress import policies
from redress.rules.stories import BareTeller, parse, printed, tell
from tests.policy.tellers import RecordTeller

Story = Callable[[str, str], None]
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(params=["bare", pytest.param("recorded", marks=pytest.mark.django_db)])
def story(request: pytest.FixtureRequest) -> Story:
    """Tells a story of a council, and fails with the whole of it if any line is not true."""

    def told_of(council: str, text: str) -> None:
        policy, book = policies.current(council), policies.rulebook()
        teller = BareTeller(book) if request.param == "bare" else RecordTeller(policy)
        told = tell(parse(text), policy, book, LONDON, teller)
        assert told, "a story has at least one line"
        if not all(line.true for line in told):
            pytest.fail(printed(told), pytrace=False)

    return told_of
