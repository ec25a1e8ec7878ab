"""How do words for a letter go from a draft to a version that counts, and who adopted which?

A draft may be changed by anybody who looks after the policy, never unseen. A version is adopted once, from a day that
is not past, and stays as it is: only a later version replaces it. Letters that were sent keep the words they had.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from redress.accounts.models import Council, Staff
from redress.correspondence.compose import Composed
from redress.correspondence.wordings import AS_THE_POLICY, Wording
from redress.correspondence.wordings.checks import Fault, faults_of, stops
from redress.correspondence.wordings.models import AdoptedWording, WordingDraft
from redress.rules.policy import Letter, Policy


class DraftMovedOn(Exception):
    """Somebody has saved this draft, or adopted it, since; ``draft`` is what there is now. Nothing was written."""

    def __init__(self, draft: WordingDraft | None) -> None:
        super().__init__(draft.version if draft else 0)
        self.draft = draft


class NotAdoptable(Exception):
    """These words cannot be adopted: ``faults`` says what is wrong with them; none where the day is past."""

    def __init__(self, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__([fault.where for fault in faults])
        self.faults = faults


def draft_of(council: Council, kind: str) -> WordingDraft | None:
    """What is being written for one letter, if anything is."""
    return WordingDraft.objects.filter(council=council, kind=kind).select_related("saved_by").first()


def drafts_of(council: Council) -> dict[str, WordingDraft]:
    """What is being written, by the kind of letter."""
    return {draft.kind: draft for draft in WordingDraft.objects.filter(council=council)}


def to_come(council: Council, today: date) -> dict[str, AdoptedWording]:
    """The next version of every letter that has one whose day has not come: one query."""
    rows = AdoptedWording.objects.filter(council=council, in_force_from__gt=today)
    return {row.kind: row for row in rows.order_by("-in_force_from", "version")}


def versions_of(council: Council, kind: str) -> list[AdoptedWording]:
    """Every version that was adopted for one letter, the latest first."""
    return list(AdoptedWording.objects.filter(council=council, kind=kind).order_by("-version"))


def save_draft(council: Council, kind: str, wording: Wording, *, by: Staff, seen: int) -> WordingDraft:
    """Save the draft; the same words again make no new version of it.

    ``seen`` is the version of the draft that the page began with, 0 where there was none. Raises
    :class:`DraftMovedOn` where another has been saved since.
    """
    with transaction.atomic():
        drafts = WordingDraft.objects.select_for_update()  # whoever saves second waits here for the first
        draft, _new = drafts.get_or_create(council=council, kind=kind, defaults={"words": {}})
        if draft.version and draft.words == wording.kept():
            return draft
        if draft.version != seen:
            raise DraftMovedOn(draft)
        draft.words, draft.version = wording.kept(), draft.version + 1
        draft.saved_by, draft.saved_at = by, timezone.now()
        draft.save()
    return draft


def throw_away(council: Council, kind: str, *, seen: int) -> None:
    """Throw the draft away. Raises :class:`DraftMovedOn` where another has been saved since."""
    gone, _each = WordingDraft.objects.filter(council=council, kind=kind, version=seen).delete()
    if not gone and (draft := draft_of(council, kind)) is not None:
        raise DraftMovedOn(draft)


def adopt(
    council: Council, letter: Letter, policy: Policy, *, on: date, reason: str, by: Staff, seen: int
) -> AdoptedWording:
    """Adopt the draft of version ``seen``: it counts for letters that are composed on ``on`` or later.

    The same submission again gives back the version that it made. Raises :class:`DraftMovedOn` where the draft is no
    longer that one, and :class:`NotAdoptable` for words with a fault, or a day that is past.
    """
    with transaction.atomic():
        Council.objects.select_for_update().get(pk=council.pk)  # the second of two waits here
        draft = WordingDraft.objects.select_for_update().filter(council=council, kind=letter.id).first()
        if draft is None or draft.version != seen:
            made = _made_before(council, letter, on=on, reason=reason, by=by)
            if draft is None and made is not None:
                return made
            raise DraftMovedOn(draft)
        wording = Wording.read(draft.words)
        faults = tuple(fault for fault in faults_of(wording, letter, policy) if fault.blocks)
        if stops(faults) or on < timezone.localdate():
            raise NotAdoptable(faults)
        row = _adopted(council, letter, wording, on=on, reason=reason, by=by)
        draft.delete()
    return row


def go_back(council: Council, letter: Letter, *, on: date, reason: str, by: Staff) -> AdoptedWording:
    """Adopt the policy's own words again. The same submission again gives back the version that it made.

    Raises :class:`NotAdoptable` for a day that is past.
    """
    if on < timezone.localdate():
        raise NotAdoptable
    with transaction.atomic():
        Council.objects.select_for_update().get(pk=council.pk)  # the second of two waits here
        made = _made_before(council, letter, on=on, reason=reason, by=by)
        if made is not None and not made.words:
            return made
        return _adopted(council, letter, AS_THE_POLICY, on=on, reason=reason, by=by)


def _made_before(council: Council, letter: Letter, *, on: date, reason: str, by: Staff) -> AdoptedWording | None:
    """The latest version, if the same person adopted it for the same day and reason."""
    last = AdoptedWording.objects.filter(council=council, kind=letter.id).order_by("-version").first()
    same = last is not None and (last.adopted_by, last.in_force_from, last.reason) == (by.actor_id, on, reason.strip())
    return last if same else None


def _adopted(council: Council, letter: Letter, wording: Wording, *, on: date, reason: str, by: Staff) -> AdoptedWording:
    before = AdoptedWording.objects.filter(council=council, kind=letter.id).order_by("-version").first()
    return AdoptedWording.objects.create(
        council=council,
        kind=letter.id,
        version=before.version + 1 if before else 1,
        words=wording.kept(),
        in_force_from=on,
        reason=reason.strip(),
        adopted_by=by.actor_id,
        adopted_name=by.name,
    )


def what_is_lost(with_words: Composed, as_the_policy: Composed) -> tuple[str, ...]:
    """The contents that do not say in the first letter all that they say in the second, and in its order.

    Nothing is ever lost so: words stand before a content and never in its place. It is looked at all the same on real
    cases before words are adopted, because a letter that lacks a right is worse than any words are good.
    """
    own = {section.id: section.parts for section in with_words.sheet.sections}
    policy = {section.id: section.parts for section in as_the_policy.sheet.sections}
    lost = [id for id, parts in policy.items() if own.get(id, ())[-len(parts) :] != parts]
    moved = [] if _in_order(own, policy) else [id for id in policy if id not in lost]
    return tuple(dict.fromkeys((*lost, *moved)))


def _in_order(own: Iterable[str], policy: Iterable[str]) -> bool:
    return list(own) == list(policy)
