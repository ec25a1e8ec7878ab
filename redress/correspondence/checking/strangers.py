"""Is somebody named, or a case, that has nothing to do with this one: words copied from the letter to somebody else?

Who is known in other cases is never looked up: the check would tell an officer whose cases they may not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redress.cases.models import Case
from redress.correspondence.checking.concerns import Concern
from redress.correspondence.checking.looked_at import LookedAt, Writing

_TITLED = re.compile(
    r"\b(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr)\.?[ \u00a0](?P<name>[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:['’-][^\W\d_]+)*"
    r"(?:[ \u00a0][A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:['’-][^\W\d_]+)*)*)"
)


def names_nobody_unknown(at: Writing) -> Iterator[Concern]:
    """Whoever is called Mr or Mrs has a part in the case, works for the council, or was named by the complainant."""
    titled = [(passage, match) for passage in at.passages for match in _TITLED.finditer(passage.text)]
    known = _known(at) if titled else frozenset()
    staff = {officer.name.split()[-1].casefold() for officer in at.staff if officer.name} if titled else set()
    public = at.policy.public
    for passage, match in titled:
        last = match.group("name").split()[-1].casefold().removesuffix("’s").removesuffix("'s")
        if last in known:
            continue
        if last not in staff:
            told = _("“%(name)s” is not known on this case. Look whether these words are meant for this letter")
            yield passage.warns("names-a-stranger", told % {"name": match.group()}, at.private)
        elif not public.officer_named:
            told = _("“%(name)s” works for the council, and letters name no officers")
            yield passage.warns("names-staff", told % {"name": match.group()}, public.officer_named_paragraph)


def _known(at: Writing) -> frozenset[str]:
    """Every word of the names of those with a part in the case, and all that the complainant wrote."""
    texts = [*(person.name for person in at.people), at.theirs]
    texts += [line for each in at.policy.contacts.values() for line in (each.name, *each.lines)]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.casefold()))


def names_no_other_case(at: LookedAt) -> Iterator[Concern]:
    """A reference in the letter is that of this case, of one that is linked with it, or one that they gave."""
    tracks = (track.series for track in at.policy.tracks if track.series)
    series = "|".join(sorted({re.escape(each) for each in (at.policy.council.reference_prefix, *tracks)}, reverse=True))
    shape = re.compile(rf"(?<![\w-])(?:{series})-\d{{4}}-\d{{4,}}\b")
    found = [(passage, each) for passage in at.passages for each in dict.fromkeys(shape.findall(passage.text))]
    strange = [(passage, each) for passage, each in found if each != at.case.reference and each not in at.theirs]
    linked = _linked(at, {reference for _passage, reference in strange})
    for passage, reference in strange:
        if reference not in linked:
            told = _("“%(reference)s” is another case. Look whether these words are meant for this letter")
            yield passage.warns("another-case", told % {"reference": reference}, at.private)


def _linked(at: LookedAt, references: set[str]) -> frozenset[str]:
    """Those of cases that belong with this one."""
    fold = at.on.case
    ids = {*fold.links, fold.merged_into, *(point.moved_to for point in fold.moved)} - {""}
    if not (ids and references):
        return frozenset()
    known = Case.objects.filter(council_id=at.case.council_id, reference__in=references)
    return frozenset(each.reference for each in known.only("pk", "reference") if f"case:{each.pk}" in ids)
