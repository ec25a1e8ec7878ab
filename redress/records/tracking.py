"""Whose case does this secret link, or this code, lead to?"""

from __future__ import annotations

import hashlib
import secrets
from hmac import compare_digest

from django.utils import timezone

from redress.accounts.models import Council
from redress.cases.models import Case
from redress.records import codes
from redress.records.models import Party, TrackingSecret

_BYTES = 32  # 256 bits, 43 characters: nobody guesses it, so a plain hash keeps it safely
_RECEIPT = "receipt"


class WrongLink(LookupError):
    """No case of this council has this reference and this secret; which of the two is wrong is not told."""


def new_secret(case: Case, party: Party) -> str:
    """Make the secret of a new tracking link: shown once, never readable again."""
    _of(case, party)
    secret = secrets.token_urlsafe(_BYTES)
    TrackingSecret.objects.create(council_id=case.council_id, case=case, party=party, hash=_hashed(secret))
    return secret


def secret_made(party: Party) -> TrackingSecret:
    """A secret that nobody is told: by it a session that has shown who it is goes on after its link has ended."""
    kept = _hashed(secrets.token_urlsafe(_BYTES))
    return TrackingSecret.objects.create(council_id=party.case.council_id, case=party.case, party=party, hash=kept)


def opened_by(pk: int, *, council: str) -> Party | None:
    """Who came in by the secret with this number, for as long as it opens anything: one query."""
    held = TrackingSecret.objects.filter(pk=pk, council_id=council, ended_at=None)
    row = held.select_related("party__case", "party__person").first()
    return row.party if row is not None else None


def new_code(case: Case, party: Party) -> str:
    """Make a receipt code, to be typed with the reference: told once. It ends an earlier code of this person."""
    _of(case, party)
    code = codes.new_code()
    TrackingSecret.objects.filter(party=party, is_code=True, ended_at=None).update(ended_at=timezone.now())
    kept = codes.hashed(_RECEIPT, case.council_id, case.reference, code)
    TrackingSecret.objects.create(council_id=case.council_id, case=case, party=party, hash=kept, is_code=True)
    return code


def end_all(party: Party) -> int:
    """Let no link or code of this person open anything any more; gives how many there were."""
    return TrackingSecret.objects.filter(party=party, ended_at=None).update(ended_at=timezone.now())


def secret_for(council: Council | str, reference: str, typed: str) -> TrackingSecret:
    """The secret that was typed, with its case and party. Raises :class:`WrongLink`."""
    council_id: str = council.pk if isinstance(council, Council) else council
    reference = reference.strip().upper()
    meant = {False: _hashed(typed), True: codes.hashed(_RECEIPT, council_id, reference, typed)}
    held = TrackingSecret.objects.filter(council_id=council_id, case__reference=reference, ended_at=None)
    found = None
    for row in held.select_related("case", "party__person"):  # all of them, so that the time taken tells nothing
        if compare_digest(row.hash, meant[row.is_code]):
            found = row
    if found is None:
        raise WrongLink
    return found


def case_for(council: Council | str, reference: str, secret: str) -> tuple[Case, Party]:
    """The case and the party that a link or a code leads to. Raises :class:`WrongLink`."""
    found = secret_for(council, reference, secret)
    return found.case, found.party


def has_code(case: Case) -> bool:
    """Whether somebody of this case was given a code that still opens it."""
    return TrackingSecret.objects.filter(case=case, is_code=True, ended_at=None).exists()


def _of(case: Case, party: Party) -> None:
    if party.case_id != case.pk:
        raise ValueError("the party belongs to another case")


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
