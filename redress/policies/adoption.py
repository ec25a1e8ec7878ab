"""How does a version of a policy come into force, and is what is in use still what was adopted?

Adopting keeps the exact text, its digest, who adopted it and from which day it counts. Nothing is ever changed
afterwards: another version is another row.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from redress import policies
from redress.policies.loader import policy_in
from redress.policies.models import INSTALLATION, AdoptedVersion
from redress.rules.moments import day_in_words
from redress.rules.policy import Policy, PolicyPin, Rulebook

_BYTE_ORDER_MARK = "\ufeff"
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,49}")


class NotAdoptable(ValueError):
    """A version that is sound in itself cannot be adopted; ``sentences`` says every reason."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


def last() -> tuple[int, str] | None:
    """The row and digest of the version adopted last: when this differs, there is something new. One query."""
    return AdoptedVersion.objects.order_by("-id").values_list("id", "sha256").first()


def adopted_policies() -> tuple[Policy, ...]:
    """Every version that was adopted on a page or by command. Raises what :func:`read` raises."""
    rows = AdoptedVersion.objects.exclude(adopted_by=INSTALLATION).order_by("id")
    return tuple(read(row) for row in rows)


def read(row: AdoptedVersion) -> Policy:
    """The policy of a row. Raises PolicyMistakes, and ValueError where the text is not what was adopted."""
    if digest(row.text) != row.sha256:
        raise ValueError(f"The kept text of {row} is not the text that was adopted.")
    return policy_in(row.text, Path(f"{row.policy_id}-{row.version}.toml"))


def as_kept(text: str) -> str:
    """A text as it is kept: a browser ends its lines otherwise than a file does."""
    return text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n")


def digest(text: str) -> str:
    """The digest by which two texts are the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def reasons_against(policy: Policy, book: Rulebook, *, today: date) -> tuple[str, ...]:
    """Why a sound version cannot be adopted as it is, in sentences; none where it can."""
    return tuple(reason for reason in (check(policy, book, today) for check in _CHECKS) if reason)


def adopt(text: str, *, on: date, by: str, name: str, today: date) -> AdoptedVersion:
    """Adopt a version from a day on; it counts for what begins on that day or later.

    ``by`` is an opaque id, ``name`` who that is. ``today`` is the local day. Raises PolicyMistakes for a file with
    mistakes, and :class:`NotAdoptable`. Every process takes it in with its next request.
    """
    text = as_kept(text)
    policy = policy_in(text, Path("policy.toml"))
    policies.refresh()
    against = reasons_against(policy, policies.rulebook(), today=today)
    if policy.in_force_from != on:
        said = {"file": day_in_words(policy.in_force_from), "day": day_in_words(on)}
        against += (_("The file says that it is in force from %(file)s, not from %(day)s.") % said,)
    if against:
        raise NotAdoptable(against)
    row = _row(policy, text, by=by, name=name)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # somebody else adopted it in this very moment
        raise NotAdoptable((_adopted_before(policy, policies.rulebook(), today, known=True),)) from None
    transaction.on_commit(policies.refresh)
    return row


def record_installed() -> None:
    """Note the policy files in use as adopted by the installation, once for each version."""
    kept = set(AdoptedVersion.objects.values_list("policy_id", "version"))
    rows = [
        _row(policy, text, by=INSTALLATION, name="")
        for policy, text, _path in _files()
        if (policy.id, policy.version) not in kept
    ]
    AdoptedVersion.objects.bulk_create(rows, ignore_conflicts=True)  # two commands may start at once


def changed_files() -> tuple[str, ...]:
    """A sentence for each policy file in use that is not what was adopted under its version: one query.

    Open cases would be judged by other rules than those they began under.
    """
    kept = {(id, version): sha256 for id, version, sha256 in AdoptedVersion.objects.values_list(*_PRINT)}
    return tuple(
        f"{path.name} is not the text that was adopted as version {policy.version} of the policy {policy.id}: "
        "put the adopted text back, or give the changed file a new version and a day from which it counts."
        for policy, text, path in _files()
        if kept.get((policy.id, policy.version), digest(text)) != digest(text)
    )


_PRINT = ("policy_id", "version", "sha256")


def _files() -> Iterator[tuple[Policy, str, Path]]:
    for path, policy in zip(policies.installed().values(), policies.from_files(), strict=True):
        yield policy, path.read_text(encoding="utf-8-sig"), path


def _row(policy: Policy, text: str, *, by: str, name: str) -> AdoptedVersion:
    return AdoptedVersion(
        policy_id=policy.id,
        version=policy.version,
        title=policy.title[:300],
        text=text,
        sha256=digest(text),
        in_force_from=policy.in_force_from,
        adopted_by=by,
        adopted_name=name[:200],
    )


def _council_known(policy: Policy, book: Rulebook, today: date) -> str:
    if policy.id in book.newest:
        return ""
    said = {"id": policy.id, "known": ", ".join(sorted(book.newest))}
    return _("There is no policy “%(id)s” to follow on. The policies are: %(known)s.") % said


def _adopted_before(policy: Policy, book: Rulebook, today: date, *, known: bool = False) -> str:
    if not known and policy.pin not in book.policies:
        return ""
    return _("There is a version %(version)s already, and it never changes: give this one another version.") % {
        "version": policy.version
    }


def _version_is_plain(policy: Policy, book: Rulebook, today: date) -> str:
    """It stands in addresses and in the record of every case."""
    if _VERSION.fullmatch(policy.version):
        return ""
    return _("The version “%(version)s” is not made of letters, numbers, full stops and hyphens, such as 2026-04.") % {
        "version": policy.version
    }


def _not_in_the_past(policy: Policy, book: Rulebook, today: date) -> str:
    if policy.in_force_from >= today:
        return ""
    return _("It says that it is in force from %(day)s, which is past: choose today or a later day.") % {
        "day": day_in_words(policy.in_force_from)
    }


def _on_a_day_of_its_own(policy: Policy, book: Rulebook, today: date) -> str:
    """Two versions of one day leave open which of them counts."""
    same = [
        pin.version
        for pin, other in book.policies.items()
        if pin.id == policy.id and pin != policy.pin and other.in_force_from == policy.in_force_from
    ]
    if not same:
        return ""
    said = {"version": same[0], "day": day_in_words(policy.in_force_from)}
    return _("Version %(version)s is in force from %(day)s too: choose another day.") % said


_CHECKS: tuple[Callable[[Policy, Rulebook, date], str], ...] = (
    _council_known,
    _adopted_before,
    _version_is_plain,
    _not_in_the_past,
    _on_a_day_of_its_own,
)


def versions(id: str, book: Rulebook) -> Iterator[Policy]:
    """The versions of a policy in the order in which they come into force."""
    own = [policy for pin, policy in book.policies.items() if pin.id == id]
    yield from sorted(own, key=lambda policy: policy.in_force_from)


def before(policy: Policy, book: Rulebook) -> Policy | None:
    """The version in force before this one, or none."""
    earlier = [other for other in versions(policy.id, book) if other.in_force_from < policy.in_force_from]
    return earlier[-1] if earlier else None


def row_of(pin: PolicyPin) -> AdoptedVersion | None:
    """What was noted when a version was adopted."""
    return AdoptedVersion.objects.filter(policy_id=pin.id, version=pin.version).first()
