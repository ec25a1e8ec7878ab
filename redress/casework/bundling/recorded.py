"""Is what a bundle holds what this installation has on record: its chain of events, its letters, its documents?"""

from __future__ import annotations

import hashlib
import hmac
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from redress.cases.models import Case
from redress.casework.bundling.told_documents import MARKED
from redress.correspondence.models import Letter
from redress.records.bundled import Bundle, BundleFile
from redress.records.bundling.archive import sealed
from redress.records.bundling.checking import Checked
from redress.records.models import Document
from redress.records.redaction_models import Redaction
from redress.records.redaction_withdrawal import withdrawals_of
from redress.records.seals import salted_digest

_KEPT: dict[str, Any] = {"document": Document, "letter": Letter, "redaction": Redaction}


def differing(found: Checked, file: str) -> Iterator[str]:
    """In sentences, everything in which a bundle differs from the record. ``file`` is its whole archive."""
    of = found.manifest
    if not hmac.compare_digest(found.seal.encode(), sealed(found.raw_manifest).encode()):
        yield "The manifest was not sealed with the key of this installation."
    council, code = str(of.get("council_id", "")), str(of.get("bundle", ""))
    with open(file, "rb") as archive:
        sha256 = hashlib.file_digest(archive, "sha256").hexdigest()
    if not Bundle.objects.filter(council=council, code=code).exists():
        yield f"No bundle {code} was ever ordered here."
    elif not BundleFile.objects.filter(bundle__council=council, bundle__code=code, sha256=sha256).exists():
        yield f"An archive with other bytes was made of bundle {code} here."
    cases = of.get("cases")
    for told in cases if isinstance(cases, list) else []:
        yield from _chain(council, told)
    with zipfile.ZipFile(file) as opened:
        for each in found.files:
            yield from _file(council, each, opened)


def _chain(council: str, told: object) -> Iterator[str]:
    if not isinstance(told, dict):
        yield "What the manifest says of a case cannot be read."
        return
    reference = str(told.get("reference", ""))
    case = Case.objects.filter(council=council, reference=reference).first()
    if case is None:
        yield f"There is no case {reference} here."
        return
    event = case.events.filter(seq=told.get("events") or 0).first()
    if event is None or event.hash != told.get("head"):
        yield f"The events of {reference} up to number {told.get('events')} are not those of the bundle."


def _file(council: str, told: dict[str, object], archive: zipfile.ZipFile) -> Iterator[str]:
    """Whether a file is what is on record: a letter by its digest, a document by its very bytes."""
    kind, _colon, number = str(told.get("record", "")).partition(":")
    is_copy = str(told.get("what", "")).endswith(MARKED)  # with the mark on it, its bytes are of course others
    if kind not in _KEPT or not number.isdecimal() or is_copy:
        return
    name = str(told.get("name"))
    kept = _KEPT[kind].objects.filter(council=council, pk=number).first()
    if kept is None:
        yield f"{name}: it is not on record here any more."
    elif _digest(kept) != told.get("digest"):
        yield f"{name}: what is on record is another."
    elif kind != "letter" and not _is_that(kept, archive, name):
        yield f"{name}: it is not the file that is on record."


def _digest(kept: Any) -> str:
    return str(kept.result_digest if isinstance(kept, Redaction) else kept.digest)


def _is_that(kept: Document | Redaction, archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a file of the archive has the bytes of what is kept; one that is missing was told of already."""
    digest = _digest(kept)
    if not digest or name not in archive.namelist():
        return True
    return salted_digest(kept.salt, archive.read(name)) == digest


def withdrawn_since(found: Checked) -> Iterator[str]:
    """In sentences, every redacted version of a bundle that was withdrawn later: it was right to carry it then."""
    council = str(found.manifest.get("council_id", ""))
    carried = dict(_redactions(found))
    theirs = Redaction.objects.filter(council=council, pk__in=carried).values_list("pk", flat=True)
    for step in withdrawals_of(theirs):
        day = timezone.localdate(step.at).isoformat()
        yield f"{carried[step.redaction_id]}: this redacted version was withdrawn on {day}, after the bundle was made."


def _redactions(found: Checked) -> Iterator[tuple[int, str]]:
    for each in found.files:
        kind, _colon, number = str(each.get("record", "")).partition(":")
        if kind == "redaction" and number.isdecimal() and len(number) < 10:
            yield int(number), str(each.get("name"))
