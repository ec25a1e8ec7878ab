"""What is kept of a talk once it is on record, and does it go to the person to be confirmed?"""

from __future__ import annotations

from redress.casework.acting import Doing
from redress.casework.contacts.note_confirming import send_for_confirmation
from redress.correspondence.recipients import may_be_told
from redress.records import contact_notes
from redress.records.contacts import ContactNote, NoteKind, Standing
from redress.records.models import Words


def noted(
    on: Doing,
    digest: str,
    *,
    kind: str,
    result: str,
    confirm: str,
    participants: str,
    understood: str,
    read_back: str,
    corrects: int | None,
) -> None:
    """Keep the note of a contact beside the entry that vouches for its words.

    What came by a way that notes do not know is kept by its entry alone. ``confirm``: it is sent to be confirmed.
    """
    if kind not in NoteKind.values:
        return
    words = Words.objects.filter(case=on.row, digest=digest).first() if digest else None
    note = contact_notes.take_note(
        on.row,
        kind=kind,
        at=on.at,
        by=on.by,
        words=words,
        result=result,
        participants=participants,
        understood=understood,
        read_back=read_back,
        corrects=ContactNote.objects.filter(case=on.row, pk=corrects).first() if corrects else None,
        event=on.row.last_seq,
    )
    if read_back == "yes":
        contact_notes.has_become(note, Standing.AT_ONCE, by=on.by, on=on.at.day)
    party = may_be_told(on.row)
    if confirm and words is not None and party is not None:
        send_for_confirmation(note, party, by=on.by, key=on.envelope["key"], on=on.day)
