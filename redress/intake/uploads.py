"""Which files belong to a draft, and how are more taken in or let go?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress.correspondence.models import Ask, AskState
from redress.intake.models import Draft
from redress.records import documents
from redress.records.documents import DocumentRefused
from redress.records.models import HeldDocument

#: What is being written and has files that nobody sees yet: a complaint, or an answer to what was asked.
Unsent = Draft | Ask


def files_of(draft: Unsent | None) -> list[HeldDocument]:
    """The files kept for this draft, in the order in which they came."""
    if draft is None or not draft.files:
        return []
    held = {file.token: file for file in HeldDocument.objects.filter(council=draft.council, token__in=draft.files)}
    return [held[token] for token in draft.files if token in held]


def hold_files(draft: Unsent, files: Iterable[Any]) -> list[str]:
    """Keep files for a draft; gives a sentence for each one that was not taken."""
    refusals = []
    for file in files:
        if any(documents.is_the_same(each, file) for each in files_of(draft)):
            continue  # chosen a second time, it is sent once
        if len(draft.files) >= settings.UPLOAD_MAX_FILES:
            refusals.append(too_many())
            break
        try:
            draft.files = [*draft.files, documents.hold(draft.council, file).token]
        except DocumentRefused as refused:
            refusals.append(str(refused))
    _named(draft)
    return refusals


def too_many() -> str:
    """What is said of one file too many."""
    most = settings.UPLOAD_MAX_FILES
    words = ngettext("You can send %(most)s file at most", "You can send %(most)s files at most", most)
    return words % {"most": most}


def drop(draft: Unsent, token: str) -> str:
    """Let one file go again; gives its name, or nothing where the draft has no such file."""
    for file in files_of(draft):
        if file.token == token:
            draft.files = [kept for kept in draft.files if kept != token]
            _named(draft)
            documents.discard(file)
            return file.name
    return ""


def _named(draft: Unsent) -> None:
    """Keep which files a draft has; an answer for which nobody waits any more gets none."""
    if isinstance(draft, Ask):
        Ask.objects.filter(pk=draft.pk, state=AskState.WAITING).update(files=draft.files)
    else:
        draft.save(update_fields=["files"])


def let_go(draft: Draft) -> None:
    """Destroy every file kept for a draft."""
    for file in files_of(draft):
        documents.discard(file)


def limits() -> dict[str, Any]:
    """What the page says of how many files of which kinds and size may be sent."""
    return {
        "most": settings.UPLOAD_MAX_FILES,
        "megabytes": settings.UPLOAD_MAX_BYTES // (1024 * 1024),
        "kinds": documents.KINDS_IN_WORDS,
        "accept": documents.ACCEPT,
    }


def none_chosen() -> str:
    """What is said when the upload button is pressed without a file."""
    return _("Choose a file first, or press Continue if you have none")
