"""What do these words say in another language, who says so, and how are both found?

The original is what was said. A translation stands beside it and never in its place.
"""

from __future__ import annotations

from datetime import date

from redress.records import search
from redress.records.models import Translation, Words
from redress.records.seals import tidy


def translate(
    original: Words,
    text: str,
    *,
    from_language: str,
    into_language: str,
    translator: str,
    on: date,
    certified: bool,
    by: str,
) -> Translation:
    """Keep a translation beside the words; the same once more changes nothing. ValueError for an empty one.

    ``translator`` is whoever translated it, on a local day; ``by`` the opaque id of whoever puts it on record.
    """
    text = tidy(text)
    if not text:
        raise ValueError("a translation says something")
    known = Translation.objects.filter(original=original, into_language=into_language, text=text).first()
    if known is not None:
        return known
    kept = Translation.objects.create(
        original=original,
        text=text,
        from_language=from_language.strip(),
        into_language=into_language.strip(),
        translator=translator.strip(),
        translated_on=on,
        certified=certified,
        by=by,
    )
    search.refresh(original.case)
    return kept
