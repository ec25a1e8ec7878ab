"""What notes are there of talks with the people of a case, what became of them, and where are its things?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from redress.cases.models import Case
from redress.records.contacts import (
    ContactNote,
    FirstContact,
    ItemPlace,
    NoteConfirmation,
    NoteKind,
    PhysicalItem,
    Standing,
)
from redress.records.models import Party, Words
from redress.rules.actors import Actor
from redress.rules.moments import Moment


def take_note(
    case: Case,
    *,
    kind: str,
    at: Moment,
    by: Actor,
    words: Words | None,
    result: str = "reached",
    participants: str = "",
    understood: str = "",
    read_back: str = "",
    corrects: ContactNote | None = None,
    event: int = 0,
) -> ContactNote:
    """Keep a note, once and for all; ``event`` is the number of the entry that vouches for its words.

    Raises ValueError for an unknown kind, or for a note of another case that it is to correct.
    """
    if kind not in NoteKind.values:
        raise ValueError(f"{kind!r} is no kind of note")
    if corrects is not None and corrects.case_id != case.pk:
        raise ValueError("the note belongs to another case")
    return ContactNote.objects.create(
        case=case,
        kind=kind,
        result=result,
        at_text=at.iso(),
        participants=participants.strip(),
        words=words,
        understood=understood,
        read_back=read_back,
        corrects=corrects,
        event=event,
        by=by.id,
    )


def has_become(
    note: ContactNote,
    what: str,
    *,
    by: Actor | Party,
    on: date | None = None,
    how: str = "",
    part: str = "",
    words: Words | None = None,
) -> NoteConfirmation:
    """Put beside a note that it was confirmed, sent, or told to be wrong (:class:`~redress.records.contacts.Standing`).

    ``on`` is the local day, today unless given.
    """
    if what not in Standing.values:
        raise ValueError(f"nothing becomes of a note that is called {what!r}")
    who = by.actor_id if isinstance(by, Party) else by.id
    return NoteConfirmation.objects.create(
        note=note, what=what, on=on or timezone.localdate(), how=how, part=part, words=words, by=who
    )


def notes_of(case: Case) -> list[ContactNote]:
    """The notes of a case, oldest first, each with its words, what became of it and what corrects it."""
    found = ContactNote.objects.filter(case=case).select_related("words")
    return list(found.prefetch_related("confirmations__words", "corrected_by").order_by("id"))


def sent_to(party: Party) -> QuerySet[ContactNote]:
    """The notes that were sent to be confirmed to somebody with this part, since they have it: nobody reads others'."""
    sent = NoteConfirmation.objects.filter(
        what=Standing.SENT, part=party.part, created_at__gte=party.created_at, note__case=party.case_id
    )
    return ContactNote.objects.filter(pk__in=sent.values("note"))


def waits_for_an_answer(note: ContactNote) -> bool:
    """Whether it was sent to be confirmed and nobody has said anything of it since."""
    became = [each.what for each in note.confirmations.all()]
    return bool(became) and became[-1] == Standing.SENT


def first_contact_of(case: Case) -> FirstContact | None:
    """How the complaint came, where somebody took it down."""
    return FirstContact.objects.filter(case=case).first()


# --- things ---------------------------------------------------------------------------------------


@transaction.atomic
def register_item(
    case: Case, *, what: str, place: str, by: Actor, on: date | None = None, party: Party | None = None
) -> PhysicalItem:
    """Put on record that there is a thing, and where it is kept since that local day (today unless given).

    ``party`` is who gave it or is told of in it, where that is known already.
    """
    item = PhysicalItem.objects.create(
        case=case, what=what.strip(), by=by.id, party=party, whose_is_said=party is not None
    )
    move_item(item, place=place, by=by, on=on)
    return item


def whose(item: PhysicalItem, party: Party | None) -> None:
    """Say who on the case gave a thing or is told of in it; none: nobody of them. ValueError for another case."""
    if party is not None and party.case_id != item.case_id:
        raise ValueError("somebody of another case")
    item.party, item.whose_is_said = party, True
    item.save(update_fields=["party", "whose_is_said"])


def move_item(item: PhysicalItem, *, place: str, by: Actor, on: date | None = None, why: str = "") -> ItemPlace:
    """Put on record that a thing was moved; where it was before stays on record."""
    return ItemPlace.objects.create(
        item=item, place=place.strip(), on=on or timezone.localdate(), why=why.strip(), by=by.id
    )


def place_of(item: PhysicalItem) -> str:
    """Where a thing is now."""
    last = item.places.order_by("pk").last()
    return last.place if last else ""


def items_of(case: Case) -> Sequence[PhysicalItem]:
    """The things of a case, oldest first, each with every place it has been."""
    items = PhysicalItem.objects.filter(case=case).select_related("party__person")
    return list(items.prefetch_related("places").order_by("id"))
