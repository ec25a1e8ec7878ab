"""Which of these cases is meant by what somebody typed: a reference, a name, or words that have been translated?"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Q, QuerySet

from redress.cases.models import Case
from redress.records.folding import folded, folded_reference
from redress.records.models import Party, SearchEntry, Translation

Cases = TypeVar("Cases", bound="QuerySet[Case]")

_MOST_WORDS = 8
_NUMBER_WIDTH = 4


def matching(queryset: Cases, text: str, *, names_known: Q | None = None) -> Cases:
    """Those of the cases whose reference begins with the text, or in whose people's names every word begins a word.

    Or in whose translated texts, the originals among them. A number alone also finds the reference that ends with
    it. Nothing typed finds nothing. ``queryset`` has been through the sieve already: searching never widens it.
    ``names_known``: of which cases whoever searches may know the names; the others, and what was said in them, are
    found by their reference only.
    """
    words = folded(text).split()[:_MOST_WORDS]
    if not words:
        return queryset.none()
    by_name = by_words = names_known or Q()
    for word in words:
        by_name &= Q(search_entry__names__contains=f" {word}")
        by_words &= Q(search_entry__words__contains=f" {word}")
    reference = folded_reference(text)
    by_reference = Q(search_entry__reference__startswith=reference)
    if reference.isdecimal():
        by_reference |= Q(search_entry__reference__endswith=reference.zfill(_NUMBER_WIDTH))
    return queryset.filter(by_name | by_words | by_reference)


def refresh(case: Case) -> None:
    """Let a case be found by its reference, by the names its people have now, and by what was translated of it."""
    translated = Translation.objects.filter(original__case=case).values_list("original__text", "text")
    said = dict.fromkeys(word for texts in translated for text in texts for word in folded(text).split())
    names = Party.objects.filter(case=case).order_by("id").values_list("person__name", flat=True)
    words = [word for name in names for word in folded(name).split()]
    SearchEntry.objects.update_or_create(
        case=case,
        defaults={
            "council_id": case.council_id,
            "reference": folded_reference(case.reference),
            "names": "".join(f" {word}" for word in dict.fromkeys(words))[:1000],
            "words": "".join(f" {word}" for word in said),
        },
    )
