"""Which people of the demonstration need something done in another way, and whose words were translated?

As with the cases, nothing is written here that the pages could not write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from redress import policies
from redress.demonstration.scripts import flowing
from redress.demonstration.walk import Office, Walk
from redress.records import adjustments
from redress.records.adjustments import Given, Settled
from redress.records.models import Words
from redress.records.translations import translate

POLISH = "ktos-inny"
IN_ENGLISH = """
Good morning. For three weeks nobody has collected the rubbish from our block. The managing agent says that it is the
council's job, and the council says that it is the agent's. The bins are full, bags lie on the ground, and rats have
come. I rang twice, but there was no interpreter and the lady put the receiver down.

I live here with my mother, who uses a wheelchair and cannot get past these bags.
"""

#: What was agreed with people beside what they asked for: by the situation, and how many days ago.
AGREED: Mapping[str, tuple[int, Given]] = {
    "damp-bedroom": (
        6,
        Given(
            kind="house-bound",
            support="home-visit",
            settled=Settled.ACCEPTED,
            details="Mornings are best. Please ring the bell twice and wait: she walks slowly.",
        ),
    ),
    "carer-permit": (
        2,
        Given(
            kind="visual",
            support="braille",
            settled=Settled.ACCEPTED,
            details="Mr Gill reads Braille. His wife reads large print.",
        ),
    ),
    POLISH: (
        3,
        Given(
            kind="language",
            support="translator",
            language="Polish",
            settled=Settled.ACCEPTED,
            considered="She speaks some English and asks for letters in Polish. An interpreter was offered too.",
        ),
    ),
}


def build(offices: Mapping[str, Office], walks: Sequence[Walk]) -> None:
    """Agree what people need, let one need be due to be asked about again, and translate what was said in Polish."""
    by_id = {walk.situation.id: walk for walk in walks if walk.case is not None and walk.party is not None}
    today = timezone.localdate()
    for id, (days_ago, given) in AGREED.items():
        walk = by_id.get(id)
        if walk is None or walk.party is None:
            continue
        desk = walk.office.actor(walk.office.hall.desk)
        person, on = walk.party.person, today - timedelta(days=days_ago)
        line = next((each for each in adjustments.obeyed(person, on) if each.support == given.support), None)
        policy = policies.current(walk.office.council.pk)
        kept = adjustments.record(
            person, walk.file, policy, given, by=desk.id, on=on, replaces=line, reason="Agreed with them"
        )
        if id == "damp-bedroom":
            adjustments.review(kept, again_on=today, by=desk.id, on=on, reason="She asks us to ring again soon")
    if POLISH in by_id:
        _translated(by_id[POLISH])


def _translated(walk: Walk) -> None:
    original = Words.objects.filter(case=walk.file, kind="complaint").select_related("case").get()
    translate(
        original,
        flowing(IN_ENGLISH),
        from_language="Polish",
        into_language="English",
        translator="Thames Interpreting",
        on=timezone.localdate() - timedelta(days=2),
        certified=True,
        by=walk.office.actor(walk.office.hall.desk).id,
    )
