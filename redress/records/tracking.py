"""Whose case does this secret link lead to?"""

from __future__ import annotations

import hashlib
import secrets
from hmac import compare_digest

from redress.accounts.models import Council
from redress.cases.models import Case
from redress.records.models import Party, TrackingSecret

_BYTES = 32  # 256 bits, 43 characters: nobody guesses it, so a plain hash keeps it safely


class WrongLink(LookupError):
    """No case of this council has this reference and this secret; which of the two is wrong is not told."""


def new_secret(case: Case, party: Party) -> str:
    """Make the secret of a new tracking link: shown once, never readable again."""
    if party.case_id != case.pk:
        raise ValueError("the party belongs to another case")
    secret = secrets.token_urlsafe(_BYTES)
    TrackingSecret.objects.create(council_id=case.council_id, case=case, party=party, hash=_hashed(secret))
    return secret


def case_for(council: Council | str, reference: str, secret: str) -> tuple[Case, Party]:
    """The case and the party that a link leads to. Raises :class:`WrongLink`."""
    council_id = getattr(council, "pk", council)
    hashed = _hashed(secret)
    held = TrackingSecret.objects.filter(
        council_id=council_id, case__reference=reference.strip().upper()
    ).select_related("case", "party__person")
    found = None
    for row in held:  # all of them, so that the time taken tells nothing
        if compare_digest(row.hash, hashed):
            found = row
    if found is None:
        raise WrongLink
    return found.case, found.party


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
