"""Which papers of the demonstration have been packed for somebody outside the council?

For the Ombudsman, with a confidential part; for a resident who asked for figures; and, to be reviewed, for the
complainant herself. They are ordered through the same door as on the pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from redress import jobs
from redress.casework.bundling import ordering
from redress.casework.bundling.kinds import KINDS
from redress.demonstration.redacted import CASE
from redress.demonstration.walk import Office, Walk
from redress.records import documents, people
from redress.records.bundled import BundleKind
from redress.records.packages import CONFIDENTIAL, PAPERS


def build(offices: Mapping[str, Office], walks: Sequence[Walk]) -> None:
    """Order the three, and have the worker make them."""
    walk = next((each for each in walks if each.situation.id == CASE and each.case is not None), None)
    if walk is None:
        return
    files = documents.documents_of(walk.file)
    papers = {str(each.pk): PAPERS for each in files}
    last = {str(each.pk): CONFIDENTIAL for each in files if each.name == "log-of-calls.pdf"}
    _order(walk, BundleKind.OMBUDSMAN, "Local Government and Social Care Ombudsman", "Their enquiry", papers | last)
    redacted = dict.fromkeys(last, PAPERS)
    _order(walk, BundleKind.FREEDOM, "A resident", "A request about the price of garden waste", redacted)
    party = people.complainant_of(walk.file)
    if party is not None:
        told = {"person": party.person, "for_review": True}
        _order(walk, BundleKind.SUBJECT_ACCESS, party.person.name, "A request to see what is held", papers, **told)
    jobs.run_all_due(timezone.now())


def _order(walk: Walk, kind: BundleKind, whom: str, purpose: str, files: dict[str, str], **more: Any) -> None:
    of = KINDS[kind]
    ordering.order(
        walk.file,
        kind=kind,
        purpose=purpose,
        recipient=whom,
        chosen={
            "parts": [part for part in of.parts if part not in of.left_out],
            "letters": None,
            "documents": files,
            "tell_apart": True,
            "for_review": more.get("for_review", False),
        },
        by=walk.office.actor(walk.office.hall.desk),
        key=f"demonstration-{kind}",
        person=more.get("person"),
    )
