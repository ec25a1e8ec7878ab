"""What does the worker do for this room? It checks files, and destroys those that nobody claimed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import time, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.jobs import JobFailed, Task, job, scheduled
from redress.records import antivirus, changes, documents, kinds
from redress.records.equality import forget_used_codes
from redress.records.equality_codes import week_of
from redress.records.models import Document, DocumentState, HeldDocument
from redress.records.redaction_jobs import forget_files, look_at, make
from redress.records.seals import salted_digest

__all__ = ["check_document", "forget_files", "look_at", "make"]

HARMFUL = "carries-a-virus"
HELD_FOR = timedelta(days=30)  # longer than a draft of a complaint is kept
STRAY_AFTER = timedelta(days=2)

#: What rooms above do when a file was not accepted, in the transaction that says so.
WHEN_REFUSED: list[Callable[[Document], object]] = []

#: What rooms above say of files that are not to be destroyed by age: the tokens of those in drafts that still wait.
STILL_WANTED: list[Callable[[], set[str]]] = []

#: For how long a file waits for a scanner that is away: some days, looked after every quarter of an hour.
TRIES, LONGEST_WAIT = 300, 15 * 60


@job("check-document", title=_("Check a file"), attempts=TRIES, longest_delay=LONGEST_WAIT, lease=300, outside=True)
def check_document(task: Task) -> None:
    """Look into a quarantined file: keep what is safe of it, or destroy it. What is harmful stays in quarantine.

    Where the scanner does not answer the file stays where nobody can open it, and is looked at again.
    """
    document = Document.objects.filter(pk=task.payload["document"], state=DocumentState.QUARANTINED).first()
    if document is None:
        return
    quarantined = document.stored_as
    try:
        with default_storage.open(quarantined) as file:
            content = file.read()
    except FileNotFoundError as error:
        raise JobFailed("file-missing") from error
    try:
        _must_be_harmless(content)
        media_type, kept = kinds.examine(content, document.extension)
    except kinds.NotThatKind as error:
        document.state, document.refusal = DocumentState.REFUSED, error.code
    else:
        document.name = kinds.kept_name(document.name)
        document.state, document.media_type, document.size = DocumentState.SAFE, media_type, len(kept)
        document.salt = secrets.token_hex(16)
        document.digest = salted_digest(document.salt, kept)
        document.stored_as = documents.stored_for_good(kept)
    document.checked_at = timezone.now()
    with task.finishing():
        document.save()
        if document.state == DocumentState.REFUSED:
            for told in WHEN_REFUSED:
                told(document)
        if document.refusal != HARMFUL:
            transaction.on_commit(lambda: default_storage.delete(quarantined))


def _must_be_harmless(content: bytes) -> None:
    """Raises NotThatKind for what the scanner knows as harmful, and JobFailed where it does not answer."""
    if not antivirus.in_use():
        return
    try:
        found = antivirus.found_in(content)
    except antivirus.ScannerAway:
        raise JobFailed("scanner-away") from None
    if found:
        raise kinds.NotThatKind(HARMFUL)


@scheduled("forget-held-documents", at=time(3, 50), title=_("Destroy files that were never sent"), outside=True)
def forget_held_documents(task: Task) -> None:
    """Destroy files held for complaints that were never made, and stored files that no row knows."""
    now = timezone.now()
    wanted = {token for named in STILL_WANTED for token in named()}
    for held in HeldDocument.objects.filter(created_at__lt=now - HELD_FOR).exclude(token__in=wanted):
        documents.discard(held)
    for name in _stored_files():
        known = Document.objects.filter(stored_as=name).exists() or HeldDocument.objects.filter(stored_as=name).exists()
        if not known and default_storage.get_modified_time(name) < now - STRAY_AFTER:
            default_storage.delete(name)
            task.renew()


def _stored_files() -> Iterator[str]:
    """The names of all files that uploads left behind, whether or not anything still knows them."""
    for folder in documents.FOLDERS:
        if not default_storage.exists(folder):
            continue
        for shelf in default_storage.listdir(folder)[0]:
            for name in default_storage.listdir(f"{folder}/{shelf}")[1]:
                yield f"{folder}/{shelf}/{name}"


@scheduled("lapse-contact-changes", at=time(3, 50), title=_("Close changes of contact details that nobody confirmed"))
def lapse_contact_changes(task: Task) -> None:
    """What nobody confirmed in time is not used any more, and the history says so."""
    changes.lapsed()


@scheduled("forget-equality-codes", at=time(3, 50), title=_("Forget used codes that have run out"))
def forget_equality_codes(task: Task) -> None:
    """That a code was used is kept only while it could be used again."""
    forget_used_codes(week_of(timezone.localdate(task.now())))
