"""What can be done about one letter at the post: one that no longer holds, and one that the carrier brought back?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.cases import find
from redress.cases.reading import log_read
from redress.casework import acts
from redress.casework.officers import for_officers
from redress.casework.outgoing.forms import ANEW, CameBackForm, WayOutForm
from redress.casework.outgoing.seen import changes, must_change, visible
from redress.correspondence.asks.on_paper import asked_in
from redress.correspondence.letters import NotYetPossible
from redress.correspondence.models import Delivery, Letter
from redress.correspondence.post import ways_out
from redress.correspondence.post.batches import batch_of
from redress.correspondence.post.models import Returned
from redress.correspondence.post.returned import came_back
from redress.correspondence.post.stale import stale, told
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

FOUND = 50


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def late(request: Any, pk: int) -> HttpResponse:
    """A letter that waits for the post: why it no longer holds, and the ways out of that."""
    letter = _letter(request, pk)
    if request.method == "POST":
        must_change(request)
    else:
        log_read(letter.case, request.actor, f"letter {pk} that waits for the post")
    anew, against = _anew(letter)
    ask = asked_in(letter.kind, letter.case_id, letter.key)
    reasons = stale([letter], timezone.localdate()).get(pk, ())
    withdraws = letter.state == Delivery.TO_POST or (letter.held_back and ways_out.overtaken(reasons))
    ways = {"can_be_dated_anew": anew is not None, "can_be_withdrawn": withdraws and not ask}
    form = WayOutForm(request.POST if request.method == "POST" else None, **ways)
    if form.is_valid() and _done(request, letter, form):
        return redirect("casework:post-out")
    shown = {
        "letter": letter,
        "waits": _waits(letter),
        "ask": ask,
        "ways": any(ways.values()),
        "doubts": [told(each) for each in reasons],
        "anew": anew,
        "against": against,
        "batch": batch_of(letter),
        "form": form,
        "changes": changes(request),
    }
    return render(request, "casework/post_out/late.html", shown)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: Any, pk: int) -> HttpResponse:
    """The carrier brought a letter back: when, and what is written on it."""
    letter = _letter(request, pk)
    must_change(request)
    given = request.POST if request.method == "POST" else None
    form = CameBackForm(given, posted_on=letter.posted_on, initial={"came_on": timezone.localdate()})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            came_back(
                letter,
                on=typed["came_on"],
                why=Returned(typed["why"]),
                said=typed["said"],
                by=request.user,
                at=timezone.now(),
            )
        except NotYetPossible:
            messages.info(request, _("Somebody has gone on with it meanwhile. This is how it stands now."))
            return redirect("casework:letter", letter.case.reference, letter.pk)
        messages.success(request, _("It is on record that “%(letter)s” came back") % {"letter": letter.name})
        return redirect("casework:undelivered")
    shown = {"letter": letter, "form": form, "posted": letter.state == Delivery.POSTED}
    return render(request, "casework/post_out/back.html", shown)


@for_officers
@require_safe
def find_back(request: Any) -> HttpResponse:
    """Which letter is it that came back? Those that were posted on a case, by the reference that stands on it."""
    must_change(request)
    reference = request.GET.get("reference", "").strip().upper()[:40]
    posted = Letter.objects.filter(case__in=visible(request), case__reference=reference, state=Delivery.POSTED)
    letters = list(posted.select_related("case").order_by("-posted_on", "-id")[:FOUND]) if reference else []
    return render(request, "casework/post_out/find_back.html", {"reference": reference, "letters": letters})


def _letter(request: Any, pk: int) -> Letter:
    letters = Letter.objects.filter(case__in=visible(request)).select_related("case__owner", "recipient__person")
    return get_object_or_404(letters, pk=pk)


def _waits(letter: Letter) -> bool:
    """Whether something can be done about it still: it waits for the post, or was withdrawn and is to be told yet."""
    return letter.state == Delivery.TO_POST or letter.held_back


def _anew(letter: Letter) -> tuple[ways_out.Anew | None, tuple[str, ...]]:
    """The letter as it would go today, or what stands against that."""
    if not _waits(letter):
        return None, ()
    try:
        anew = ways_out.as_of(letter, timezone.localdate())
    except ways_out.CannotBeDatedAnew as error:
        return None, error.reasons
    refused = anew.letter.fit.refused
    if refused is not None:
        return None, (sentence(refused, policies.current(letter.case.council_id), _),)
    return anew, ()


def _done(request: Any, letter: Letter, form: WayOutForm) -> bool:
    """Do what was chosen, and note it on the case. False where it was refused: the form says why."""
    chosen, because, at = form.cleaned_data["what"], form.cleaned_data["because"], timezone.now()
    try:
        with transaction.atomic():
            if chosen == ANEW:
                new = ways_out.dated_anew(letter, by=request.user, actor=request.actor, because=because, at=at)
                said = _("“%(letter)s” is dated anew and waits for the post; the first is withdrawn.")
                name = new.name
            else:
                name = ways_out.withdrawn(letter, by=request.user, because=because, at=at).name
                said = _("“%(letter)s” is withdrawn from the post.")
            told_on_case = said % {"letter": name}
            text = _("%(what)s Why: %(why)s") % {"what": told_on_case, "why": because}
            not_noted = _note(request, letter, text)
    except ways_out.AnswerAwaited:
        form.add_error(None, _("It asks a question that waits for an answer. Say first that nothing more is awaited."))
        return False
    except NotYetPossible:
        messages.info(request, _("Somebody has gone on with it meanwhile. This is how it stands now."))
        return True
    except ways_out.CannotBeDatedAnew as error:
        form.add_error("what", " ".join(error.reasons))
        return False
    except Refused as refused:
        form.add_error(None, sentence(refused, policies.current(letter.case.council_id), _))
        return False
    messages.success(request, told_on_case)
    if not_noted:
        messages.info(
            request, _("It stands with the letter. It is not noted on the case: %(why)s") % {"why": not_noted}
        )
    return True


def _note(request: Any, letter: Letter, text: str) -> str:
    """Write it on the case as well, for it stands with the letter anyhow; why not, where this officer may not."""
    stands, done = find.standing(letter.case), letter.post_records.latest("pk")
    try:
        with transaction.atomic():
            acts.note(
                letter.case,
                text=text,
                by=request.actor,
                at=Moment.of(timezone.now(), timezone.get_default_timezone()),
                seen=stands.seq,
                key=f"post-{letter.pk}-{done.what}-{done.pk}",
            )
    except Refused as refused:
        return sentence(refused, policies.current(letter.case.council_id), _)
    return ""
