"""Can the page of every step of the bundled policies be drawn, with each of its options?"""

from __future__ import annotations

import pytest

from redress.casework.steps.desk import StepDesk
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint, text_of
from tests.rooms.step_desks import Decider

pytestmark = pytest.mark.django_db

SEES_ALL = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}


@pytest.mark.parametrize("council", sorted(SEES_ALL))
def test_every_step_has_a_page_for_each_of_its_options(council: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may take it and whenever: here only the drawing of the pages is looked at."""
    monkeypatch.setattr(StepDesk, "refused", None)
    monkeypatch.setattr(StepDesk, "offered", property(lambda desk: desk.step.options))
    office = Office(council)
    officer, file = Decider(office, SEES_ALL[council]), complaint(office)
    for step in office.policy.steps:
        page = officer.opens_step(file, step.id)
        assert page.status_code == 200, step.id
        for option in step.options:
            page = officer.opens_step(file, step.id, option=option.id)
            assert page.status_code == 200, (step.id, option.id)
            assert all(str(question.label) in _plain(text_of(page)) for question in option.questions), option.id
    assert office.policy.steps


def _plain(page: str) -> str:
    return page.replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&").replace("&quot;", '"')
