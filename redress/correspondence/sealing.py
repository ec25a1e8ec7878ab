"""Does a letter still say what it said when it was approved, in every format?

Its salted digest stands in the event of its act. Until its sheet was kept the digest covered subject, HTML and text;
since then the sheet too, of which every print is made. What a digest covers is noted with the letter, so that those of
before verify as they did.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from redress.cases.verify import Finding, digests_of
from redress.correspondence.compose import Composed
from redress.correspondence.models import Letter
from redress.records.seals import salted_digest

#: What the digest of a new letter covers; 1 was subject, HTML and text.
WITH_SHEET = 2


def digest_of(composed: Composed, salt: str) -> str:
    """The digest of a letter that is approved now."""
    return _digest(WITH_SHEET, salt, [composed.subject, composed.html, composed.text], composed.sheet.kept())


def is_whole(letter: Letter) -> bool:
    """Whether a kept letter is what its digest was taken of; one whose salt was destroyed cannot be told."""
    if not letter.salt:
        return True
    return letter.digest == _digest(
        letter.sealed, letter.salt, [letter.subject, letter.html, letter.text], letter.sheet
    )


def altered(council_id: str | None) -> Iterator[Finding]:
    """The letters of a council, or of all, that were altered after they were approved."""
    letters = Letter.objects.select_related("case").order_by("pk")
    for letter in (letters.filter(council=council_id) if council_id else letters).iterator(chunk_size=200):
        if not is_whole(letter) or letter.digest not in (
            digests_of(letter.case_id, letter.opaque_id) or {letter.digest}
        ):
            yield Finding(letter.council_id, letter.case.reference, 0, "letter", letter.opaque_id)


def _digest(covers: int, salt: str, said: list[str], sheet: dict[str, Any]) -> str:
    if covers < WITH_SHEET:
        return salted_digest(salt, json.dumps(said).encode())
    canonical = json.dumps([*said, sheet], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return salted_digest(salt, canonical.encode())
