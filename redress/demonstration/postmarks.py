"""Which day do the letters and papers of the demonstration bear: that of their act, not that of the building.

Events carry their own times. What is kept beside them takes the time at which it is written, and all of
it is written within a minute; here it gets the time of the act it belongs to, and the letters go out then.
"""

from __future__ import annotations

from datetime import datetime

from redress import jobs
from redress.correspondence.models import Letter, LetterDraft, Message
from redress.jobs.models import Job
from redress.records.models import (
    Consent,
    ConsentQuestion,
    ContactNote,
    Document,
    FirstContact,
    InternalNote,
    ItemPlace,
    NoteConfirmation,
    Party,
    Person,
    PhysicalItem,
    TrackingSecret,
    Words,
)

_OF_TALKS = (FirstContact, ContactNote, NoteConfirmation, PhysicalItem, ItemPlace)
_KEPT = (Consent, ConsentQuestion, Words, InternalNote, Document, Person, Party, TrackingSecret, Message, *_OF_TALKS)


class Postmarks:
    """Dates what is written from ``begun`` on, the aware instant at which the building began."""

    def __init__(self, begun: datetime) -> None:
        self.begun = begun

    def mark(self, written_at: datetime) -> None:
        """Give everything that was written just now the time of its act, and have its letters delivered then."""
        for kept in _KEPT:
            kept.objects.filter(created_at__gte=self.begun).update(created_at=written_at)
        Letter.objects.filter(created_at__gte=self.begun).update(created_at=written_at, approved_at=written_at)
        LetterDraft.objects.filter(saved_at__gte=self.begun).update(saved_at=written_at)
        Job.objects.filter(created_at__gte=self.begun).update(created_at=written_at, run_at=written_at)
        jobs.run_all_due(written_at)
