"""Does the demonstration tell of a person whose contacts are limited, and of their new and valid complaint?"""

from __future__ import annotations

import pytest
from django.utils import timezone

from redress.cases.find import standing
from redress.demonstration import building
from redress.demonstration.situations import dartford_behaviour
from redress.records.models import Filed, Restriction

pytestmark = pytest.mark.django_db


def test_the_terms_stand_a_message_is_to_be_read_and_the_new_complaint_goes_its_way() -> None:
    walks = {walk.situation.id: walk for walk in building.build(chosen=dartford_behaviour.SITUATIONS, progress=_quiet)}
    old, new = walks["sweeper-every-day"].file, walks["assisted-collection-stopped"].file
    restriction = Restriction.objects.get(case=old)
    assert restriction.applies(timezone.localdate())
    assert {term["effect"] for term in restriction.terms} == {"single-contact", "written-only", "no-reply"}
    assert Filed.objects.get(case=old).read_at is None
    assert not Filed.objects.filter(case=new).exists()
    stands = standing(new)
    assert stands.run.has("acknowledged")
    assert any(each.clock.id == "stage-one-response" for each in stands.deadlines)


def _quiet(*_told: object) -> None:
    """Nothing is printed."""
