"""Which letters wait to be posted, which of them no longer hold, and in which batch do they go?"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from redress.casework.officers import for_officers
from redress.casework.outgoing.forms import AlthoughForm, MakeForm
from redress.casework.outgoing.seen import changes, must_change, print_name, visible
from redress.correspondence.models import BatchedLetter, InBatch, Letter, PostBatch
from redress.correspondence.post import batches as post_batches
from redress.correspondence.post.models import Postage
from redress.correspondence.post.stale import stale, told

SHOWN = 30


@for_officers
@require_safe
def waiting(request: Any) -> HttpResponse:
    """What waits to be posted, by the print that it needs; and the batches, those that are not posted first."""
    return _waiting(request)


@for_officers
@require_POST
def make(request: Any) -> HttpResponse:
    """Make a batch of what waits for one print: all of it, or the letters that were ticked.

    What no longer holds goes only where it is said why.
    """
    must_change(request)
    cases = visible(request)
    there = {letter.pk: letter for letters in post_batches.waiting(cases).values() for letter in letters}
    form = MakeForm(request.POST, letters=[*there, *_typed(request, "letter")])
    if not form.is_valid():
        messages.error(request, _("Tick the letters, and say how fast they go"))
        return redirect("casework:post-out")
    given = form.cleaned_data
    if not given["letter"]:
        messages.error(request, _("Tick at least one letter"))
        return redirect("casework:post-out")
    doubts = stale(there.values(), timezone.localdate())
    although = AlthoughForm(request.POST, letters=doubts, going=given["letter"])
    if not although.is_valid():
        return _waiting(request, although, given)
    made = post_batches.make(
        request.council,
        cases,
        print=given["print"],
        postage=given["postage"],
        by=request.user,
        key=given["key"],
        only=given["letter"],
        although=although.reasons,
    )
    if made is None:
        messages.info(request, _("These letters are in a batch already"))
        return redirect("casework:post-out")
    return redirect("casework:post-out-batch", made.number)


def _waiting(request: Any, although: AlthoughForm | None = None, given: dict[str, Any] | None = None) -> HttpResponse:
    """The page of what waits; with what was ``given`` for one print, where a reason is wanting."""
    cases, given = visible(request), given or {}
    batches = post_batches.batches_for(request.council, cases)
    groups = post_batches.waiting(cases)
    doubts = stale((letter for letters in groups.values() for letter in letters), timezone.localdate())
    although = although or AlthoughForm(letters=doubts)
    shown = {
        "groups": [
            Group(print, print_name(print), _rows(letters, doubts, although, given, print), _key(given, print))
            for print, letters in groups.items()
        ],
        "although": although,
        "postages": Postage.choices,
        "usual": given.get("postage", Postage.SECOND),
        "most": post_batches.MOST_LETTERS,
        "open": _counted(batches.filter(posted_at=None)),
        "posted": _counted(batches.exclude(posted_at=None)),
        "changes": changes(request),
    }
    return render(request, "casework/post_out/waiting.html", shown)


@dataclass(frozen=True, slots=True)
class Row:
    """One letter that waits: why it no longer holds, the field that asks why it goes, and whether it is ticked."""

    letter: Letter
    doubts: list[str]
    field: Any
    ticked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The letters that wait for one print, and the key with which a batch of them is made."""

    print: str
    name: str
    rows: list[Row]
    key: str


def _rows(letters: list[Letter], doubts: Any, although: AlthoughForm, given: dict[str, Any], print: str) -> list[Row]:
    chosen = given["letter"] if given.get("print") == print else None
    sound = [letter.pk for letter in letters if letter.pk not in doubts][: post_batches.MOST_LETTERS]
    ticked = set(sound if chosen is None else chosen)
    return [
        Row(
            letter,
            [told(each) for each in doubts.get(letter.pk, ())],
            although[f"because-{letter.pk}"] if letter.pk in doubts else None,
            letter.pk in ticked,
        )
        for letter in letters
    ]


def _key(given: dict[str, Any], print: str) -> str:
    """The same submission keeps its key until it is whole."""
    return str(given["key"]) if given and given["print"] == print else secrets.token_hex(16)


def _counted(batches: Any) -> list[tuple[PostBatch, str, int]]:
    """Batches with their print in words and how many letters go with each: two queries."""
    found = list(batches[:SHOWN])
    lines = (
        BatchedLetter.objects.filter(batch__in=found).exclude(state=InBatch.LEFT_OUT).values_list("batch_id", flat=True)
    )
    going = list(lines)
    return [(each, print_name(each.print), going.count(each.pk)) for each in found]


def _typed(request: HttpRequest, name: str) -> list[int]:
    return [int(each) for each in request.POST.getlist(name) if each.isdecimal() and len(each) < 18]
