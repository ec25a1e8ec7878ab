"""Has the same been complained of before, by the person whose contact is being logged?

Shown before anything is saved, so that nothing is counted twice (DA 1.9): only cases that whoever logs it may see, and
of which they may know who complains. What they choose is put on record: a link, or that the cases are kept apart; or
nothing new is opened, and what was said goes to the case that is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from redress import policies
from redress.cases import find
from redress.cases.hints import subjects_of
from redress.cases.models import Case
from redress.casework import acts, own_case
from redress.casework.wording import named, status_words
from redress.records import documents
from redress.records.folding import folded
from redress.records.known_by import cases_of_the_same
from redress.records.models import Person, Words
from redress.rules.actors import Actor
from redress.rules.moments import Moment
from redress.rules.policy import Policy

LOOKED_AT, TOLD = 50, 5

#: So many of the longer words of one text must be in the other for both to be about the same.
ALIKE = 0.5
LONGER = 5

APART = "separate"
SAME_CASE = "same-case"


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier case that may be about the same: what it is, when it came, where it stands."""

    case: Case
    track: str
    received: date
    stands: Any

    @property
    def reference(self) -> str:
        return self.case.reference


def alike_to(given: Mapping[str, Any], actor: Actor, council: str, *, but: str = "") -> list[Alike]:
    """The earlier cases that may be about the same, latest first; ``but``: the key under which this one was opened."""
    ids = cases_of_the_same(council, _people(given, council))
    if not ids or given.get("anonymous"):
        return []
    seen = find.visible_to(actor, council, on=timezone.localdate()).filter(pk__in=ids)
    known = seen.filter(find.identity_known(actor, council)).exclude(opening_key=but)
    rows = {row.pk: row for row in known.select_related("service").order_by("-received_day", "-pk")[:LOOKED_AT]}
    if not rows:
        return []
    same = _of_one_subject(rows, given) | _in_like_words(rows, given)
    tracks = policies.current(council).tracks
    found = [row for pk, row in rows.items() if pk in same or _of_one_service(row, given)]
    return [Alike(row, named(tracks, row.track), row.received_day, status_words(row.status)) for row in found[:TOLD]]


def may_say(actor: Actor, policy: Policy, alike: Iterable[Alike]) -> bool:
    """Whether this officer may link the cases: otherwise they are only shown."""
    tracks = {"complaint", *(each.case.track for each in alike)}
    return all(any(actor.role_names & set(move.by) for move in policy.moves_for(track, "link")) for track in tracks)


def _people(given: Mapping[str, Any], council: str) -> list[Person]:
    """Who complains, and whoever acts for them, as far as they can be known again."""
    reach = {name: str(given.get(name) or "") for name in ("email", "telephone", "postcode")}
    names = [given.get("name") or "", *([given.get("their_name") or ""] if given.get("behalf") == "yes" else [])]
    return [Person(council_id=council, name=str(name), **reach) for name in names]


def _of_one_service(row: Case, given: Mapping[str, Any]) -> bool:
    return row.service is not None and row.service.slug == given.get("service")


def _of_one_subject(rows: Mapping[int, Case], given: Mapping[str, Any]) -> set[int]:
    subject = given.get("subject")
    if not subject:
        return set()
    return {pk for pk, about in subjects_of(rows).items() if subject in about}


def _in_like_words(rows: Mapping[int, Case], given: Mapping[str, Any]) -> set[int]:
    mine = _longer_words(str(given.get("words") or ""))
    texts = Words.objects.filter(case__in=rows, kind="complaint").values_list("case", "text")
    return {pk for pk, text in texts if _alike(mine, _longer_words(text))}


def _longer_words(text: str) -> frozenset[str]:
    return frozenset(word for word in folded(text).split() if len(word) >= LONGER)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return fewer > 0 and len(one & other) / fewer >= ALIKE


class AlikeForm(forms.Form):
    """Whether it is about the same as an earlier case, how, and why."""

    alike = forms.ChoiceField(
        label=_("Does it belong to one of these cases?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it belongs to one of these cases")},
    )
    alike_kind = forms.ChoiceField(
        label=_("If it does, how?"),
        choices=[
            ("same-matter", _("It is about the same matter: open a case and link the two")),
            ("follows-from", _("It follows from it: open a case and link the two")),
            ("duplicate", _("It is the same complaint again: open a case and mark it so")),
            (SAME_CASE, _("It is the same complaint again: open none, and add what they said to that case")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    alike_reason = forms.CharField(label=_("Why?"), max_length=2000, error_messages={"required": _("Enter the reason")})

    def __init__(self, data: Any, *, alike: list[Alike]) -> None:
        super().__init__(data if data is not None and "alike" in data else None)
        choices = [(each.reference, each.reference) for each in alike]
        self.fields["alike"].choices = [*choices, (APART, _("No, it is to be kept apart"))]  # type: ignore[attr-defined]
        self.found = alike

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("alike") not in (None, APART) and not given.get("alike_kind"):
            self.add_error("alike_kind", _("Say how they belong together"))
        return given

    @property
    def chosen(self) -> Case | None:
        """The case it belongs to; none where it is kept apart."""
        return next((each.case for each in self.found if each.reference == self.cleaned_data["alike"]), None)

    @property
    def same_case(self) -> bool:
        """Whether nothing new is to be opened."""
        return self.chosen is not None and self.cleaned_data["alike_kind"] == SAME_CASE


def told_there(form: AlikeForm, given: Mapping[str, Any], *, by: Actor, at: Moment) -> Case:
    """Open nothing: what was said, and why it belongs there, goes to the case that is there."""
    case = form.chosen
    assert case is not None, "a case was chosen"
    typed = "\n\n".join(text for text in (given["words"], given.get("outcome", "")) if text)
    key = f"again:{salted_hmac('casework.alike', f'{case.pk}{at.iso()}{typed}', algorithm='sha256').hexdigest()}"
    with transaction.atomic():
        done = acts.add_information(case, text=typed, by=by, at=at, seen=case.last_seq, key=key)
        if not done.repeated:
            row = acts.note(
                done.recording.case,
                text=form.cleaned_data["alike_reason"],
                by=by,
                at=at,
                seen=done.recording.seq,
                key=f"{key[:70]}:why",
            ).recording.case
            if given.get("file"):
                documents.take_in(row, given["file"], by=by, purpose="information")
    return case


def said_of(case: Case, form: AlikeForm, *, by: Actor, at: Moment) -> None:
    """Put on record how the case that was opened belongs to the earlier one, or that it is kept apart from them all."""
    chosen = form.chosen
    kind = form.cleaned_data["alike_kind"] if chosen else APART
    for other in [chosen] if chosen else [each.case for each in form.found]:
        own_case.link(
            case,
            other=other,
            kind=kind,
            reason=form.cleaned_data["alike_reason"],
            by=by,
            at=at,
            seen=case.last_seq,
            key=f"alike:{case.pk}:{other.pk}",
        )
