"""Is the complaint of three points in the demonstration what it says it is?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from redress.cases import find
from redress.correspondence.letters import letters_of
from redress.demonstration import building
from redress.demonstration.situations import dartford_points
from redress.demonstration.walk import Walk
from redress.rules.points import NOT_OURS

pytestmark = pytest.mark.django_db


@pytest.fixture
def built() -> Iterator[Walk]:
    """That one situation, built as the demonstration builds all of them."""
    with override_settings(EMAIL_BACKEND="redress.correspondence.outbox.Backend"), transaction.atomic():
        yield building.build(progress=lambda _line: None, chosen=dartford_points.SITUATIONS)[0]
        transaction.set_rollback(True)


def test_three_points_one_lead_a_contribution_and_one_answer(built: Walk) -> None:
    case = find.standing(built.file).case
    run = case.main_run
    assert [point.provider for point in case.points] == ["council", "contractor", "council"]
    assert [point.responsible for point in case.points] == ["council", "council", "other"]
    assert run.holder == built.office.staff["beth.colley"].actor_id
    assert run.open_commitments() == ()
    assert [finding.outcome for finding in run.findings["stage-one"]] == ["upheld", "upheld", NOT_OURS]
    answers = [each for each in letters_of(built.file) if each.kind == "stage-one-response"]
    assert len(answers) == 1
    for told in (
        "1 – The festival went on after eleven",
        "The council is not responsible for this: Kent",
        "What puts it right: An apology",
    ):
        assert told in answers[0].text
