"""How is a bundle ordered, what is written down of it, and what happens to its files later?"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from redress import jobs
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.casework.bundling import making
from redress.jobs.models import Job, State
from redress.records import packages
from redress.records.bundled import Bundle, BundleFile, BundleState
from redress.records.models import Person
from redress.rules.actors import Actor

FOLDER = "bundles"
_STRAY_AFTER = timedelta(days=2)
_TELL_EVERY = 0.5  # seconds


@transaction.atomic
def order(
    row: Case,
    *,
    kind: str,
    purpose: str,
    recipient: str,
    chosen: dict[str, Any],
    by: Actor,
    key: str,
    names: Iterable[str] = (),
    person: Person | None = None,
    again_of: Bundle | None = None,
) -> Bundle:
    """Order a bundle: that is on record with its purpose and what was chosen, and the worker makes it.

    The same key again is the same order. ``names`` are those of the files that go, for the record.
    """
    row = Case.objects.select_for_update().get(pk=row.pk)  # of two at once, the second finds what the first ordered
    known = Bundle.objects.filter(key=key).first()
    if known is not None:
        return known
    number = Bundle.objects.filter(case=row, again_of=None).count() + 1
    bundle = Bundle.objects.create(
        council_id=row.council_id,
        case=row,
        person=person,
        code=again_of.code if again_of else f"{row.reference}-B{number}",
        key=key,
        kind=kind,
        purpose=purpose,
        recipient=recipient,
        chosen=chosen,
        by=by.id,
        as_of=again_of.as_of if again_of else timezone.now().replace(microsecond=0),
        last_seq=row.last_seq,
        head_hash=row.head_hash,
        again_of=again_of,
    )
    packages.log(row, kind, purpose=purpose, names=[bundle.code, *names], by=by)
    for case in _cases(bundle):
        log_read(case, by, f"bundle {bundle.code}: ordered")
    _ask_for(bundle)
    return bundle


def order_again(bundle: Bundle, *, by: Actor, key: str) -> Bundle:
    """Have the files of an earlier order made once more, as it was given then."""
    first = bundle.again_of or bundle
    return order(
        bundle.case,
        kind=bundle.kind,
        purpose=bundle.purpose,
        recipient=bundle.recipient,
        chosen=first.chosen,
        by=by,
        key=key,
        person=bundle.person,
        again_of=first,
    )


def log_taken(bundle: Bundle, file: BundleFile, actor: Actor, what: str) -> None:
    """Write down on every case of a bundle that somebody took its files."""
    for case in _cases(bundle):
        log_read(case, actor, f"bundle {file.name}: {what}")


def bundles_of(row: Case) -> list[Bundle]:
    """The bundles of a case, latest first, each with its files."""
    return list(Bundle.objects.filter(case=row).prefetch_related("files").order_by("-pk"))


def has_failed(bundle: Bundle) -> bool:
    """Whether nobody tries to make it any more."""
    if bundle.state == BundleState.FAILED:
        return True
    waits = bundle.state in (BundleState.WAITING, BundleState.MAKING)
    return waits and Job.objects.filter(key=_job_key(bundle), state=State.DEAD).exists()


def is_the_same_again(bundle: Bundle) -> bool | None:
    """Whether what was made once more is the same, byte for byte, as what was made first; none where nobody can say."""
    if bundle.again_of is None or bundle.state != BundleState.READY:
        return None
    first = {each.confidential: each.sha256 for each in bundle.again_of.files.all()}
    return first == {each.confidential: each.sha256 for each in bundle.files.all()} if first else None


def _cases(bundle: Bundle) -> list[Case]:
    return list(Case.objects.filter(pk__in=bundle.chosen.get("cases") or [bundle.case_id]))


def _job_key(bundle: Bundle) -> str:
    return f"bundle-{bundle.pk}"


def _ask_for(bundle: Bundle) -> None:
    jobs.enqueue("make-bundle", {"bundle": bundle.pk}, key=_job_key(bundle), council=bundle.council_id)


# --- what the worker does --------------------------------------------------------------------------


def make(task: jobs.Task, bundle: Bundle) -> None:
    """Make the files of a bundle, tell how far it is, and keep them; killed on the way, nothing half-made is kept."""
    told = _Told(task, bundle)
    with tempfile.TemporaryDirectory(prefix="bundle-") as folder:
        found = making.made(bundle, Path(folder), told)
        stored = [(each, *_kept(each.file)) for each in found]
    with task.finishing():
        now = timezone.now()
        bundle.files.all().delete()
        for each, stored_as, sha256, size in stored:
            BundleFile.objects.create(
                bundle=bundle,
                confidential=each.confidential,
                name=each.name,
                stored_as=stored_as,
                sha256=sha256,
                size=size,
                pages=each.bound.pages,
                items=[[entry.name, entry.level, entry.page + 1] for entry in each.bound.entries],
                notes=[list(note) for note in each.bound.notes],
                redactions=each.redactions,
            )
        Bundle.objects.filter(pk=bundle.pk).update(
            state=BundleState.READY,
            step="",
            made_at=now,
            expires_at=now + timedelta(days=settings.BUNDLE_DAYS),
        )


class _Told:
    """Tells how far the making of a bundle has got, now and then, and holds the job meanwhile."""

    def __init__(self, task: jobs.Task, bundle: Bundle) -> None:
        self._task, self._bundle = task, bundle
        self._last, self._step = 0.0, ""

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step == self._step and now - self._last < _TELL_EVERY:
            return
        self._last, self._step = now, step
        Bundle.objects.filter(pk=self._bundle.pk).update(state=BundleState.MAKING, step=step, done=done, total=total)
        self._task.renew()


def _kept(file: Path) -> tuple[str, str, int]:
    """Where an archive is kept, its hash and its size."""
    name = secrets.token_hex(20)
    with file.open("rb") as made:
        sha256 = hashlib.file_digest(made, "sha256").hexdigest()
        made.seek(0)
        stored_as = default_storage.save(f"{FOLDER}/{name[:2]}/{name}", File(made))
    return stored_as, sha256, file.stat().st_size


def forget(task: jobs.Task) -> None:
    """Destroy the files whose time is over, and those that no bundle knows: what was made by a worker that died."""
    now = timezone.now()
    for bundle in Bundle.objects.filter(state=BundleState.READY, expires_at__lt=now).prefetch_related("files"):
        names = [each.stored_as for each in bundle.files.all() if each.stored_as]
        with transaction.atomic():
            bundle.files.update(stored_as="")
            Bundle.objects.filter(pk=bundle.pk).update(state=BundleState.EXPIRED)
        for name in names:
            default_storage.delete(name)
        task.renew()
    for name in stored():
        known = BundleFile.objects.filter(stored_as=name).exists()
        if not known and default_storage.get_modified_time(name) < now - _STRAY_AFTER:
            default_storage.delete(name)
            task.renew()


def stored() -> list[str]:
    """The names of all files of bundles, whether or not a bundle knows them."""
    if not default_storage.exists(FOLDER):
        return []
    shelves = default_storage.listdir(FOLDER)[0]
    return [f"{FOLDER}/{shelf}/{name}" for shelf in shelves for name in default_storage.listdir(f"{FOLDER}/{shelf}")[1]]
