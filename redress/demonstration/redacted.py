"""Which documents of the demonstration leave without what they tell of other people?

One redacted version is approved, and one waits for its reviewer. As with the cases, nothing is written here that the
pages could not write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.files.base import ContentFile
from django.utils import timezone

from redress import jobs
from redress.accounts.models import Staff
from redress.demonstration.scripts import flowing
from redress.demonstration.walk import Office, Walk
from redress.design import paper
from redress.design.parts import Heading, Items, Words
from redress.records import documents, enclosures
from redress.records.models import Document
from redress.records.redaction_drafts import begin, look_for, take
from redress.records.redaction_models import Redaction
from redress.records.redaction_review import approve, submit

CASE = "garden-waste-price"
REVIEWER = "margaret.holloway"
LOG = """
Calls about the new price were taken in the order in which they came. Each is noted with who rang and how they can be
reached, so that they could be rung back when the terms had been looked at.
"""
CALLS = (
    "Mrs Oluwaseun Adeyemi, 14 Chestnut Road, 07700 900417: asks for her money back.",
    "Mr Terence Wilmot, 3 Mill Lane, terence.wilmot@example.org: has paid for the year, will not pay again.",
    "Ms Agnieszka Zielińska, 27 Priory Close: her account 20-00-00 55779911 was charged twice.",
)
NAMES = ("Oluwaseun Adeyemi", "Terence Wilmot", "Agnieszka Zielińska", "Declan Foyle")
NOTE = """
From the supervisor of the round to customer services.

Stop the collections at number 9 until the difference is paid. The neighbour at number 11, Mr Declan Foyle, rang on
07700 900562 to say that he saw garden waste in the grey bin there. Do not tell them who said so.
"""


def build(offices: Mapping[str, Office], walks: Sequence[Walk]) -> None:
    """Put the documents on their case, redact both, and have one of them approved."""
    walk = next((each for each in walks if each.situation.id == CASE and each.case is not None), None)
    if walk is None:
        return
    staff = walk.office.staff
    drafter, reviewer = staff[walk.office.hall.desk], staff[REVIEWER]
    calls = _on_the_case(walk, "log-of-calls.pdf", _log(walk.office))
    note = _on_the_case(walk, "note-of-the-round.txt", flowing(NOTE).encode())
    _at_work()
    for document in (calls, note):
        document.refresh_from_db()
        enclosures.mark(document, document.mark, redact_first=True)
    redacted = [_marked(each, drafter) for each in (calls, note)]
    _at_work()
    approve(redacted[0], reviewer, seen=redacted[0].version, comment="Looked at every page.")


def _on_the_case(walk: Walk, name: str, content: bytes) -> Document:
    by = walk.office.actor(walk.office.hall.desk)
    return documents.take_in(walk.file, ContentFile(content, name=name), by=by)


def _marked(document: Document, by: Staff) -> Redaction:
    """Everything that was found is marked, the names among it, and somebody is asked to review it."""
    redaction = begin(document, by)
    _at_work()
    redaction.refresh_from_db()
    for name in NAMES:
        look_for(redaction, name, by, seen=redaction.version)
    redaction.refresh_from_db()
    ids = [each["id"] for each in redaction.found]
    saved = take(redaction, ids, "third-party", by, seen=redaction.version)
    return submit(saved, by, seen=saved.version)


def _log(office: Office) -> bytes:
    council = office.council
    parts = [Words(flowing(LOG)), Heading("Calls"), Items(CALLS), Words("No call was lost.")]
    look = paper.Look(name=council.name, colour="#1d3c5c")
    page_of = "Page {page} of {pages}"
    return paper.document(parts, look=look, title="Log of calls", lang="en-GB", page_of=page_of, personal=True)


def _at_work() -> None:
    """The worker takes up what is due."""
    jobs.run_all_due(timezone.now())
