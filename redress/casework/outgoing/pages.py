"""Which letters wait to be posted, in which batches do they go, and what proves that they went?"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redress import policies
from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.reading import log_read
from redress.cases.summary import staff_id
from redress.casework.officers import for_officers, only_reads, sees_figures_only, sees_where_it_stands_only
from redress.casework.outgoing.forms import LEFT_OUT, LineForm, MakeForm, PostedForm
from redress.correspondence.letters import NotYetPossible
from redress.correspondence.models import BatchedLetter, InBatch, PostBatch
from redress.correspondence.post import batches as post_batches
from redress.correspondence.post.batches import Posted
from redress.correspondence.post.models import Postage
from redress.correspondence.post.sheets import batch_pdf
from redress.design.paper import PRINTS

SHOWN = 30
FOLDER = "post-proofs"


@for_officers
@require_safe
def waiting(request: Any) -> HttpResponse:
    """What waits to be posted, by the print that it needs; and the batches, those that are not posted first."""
    cases = _visible(request)
    batches = post_batches.batches_for(request.council, cases)
    shown = {
        "groups": [
            (print, _print_name(print), letters, secrets.token_hex(16))
            for print, letters in post_batches.waiting(cases).items()
        ],
        "postages": Postage.choices,
        "usual": Postage.SECOND,
        "most": post_batches.MOST_LETTERS,
        "open": _counted(batches.filter(posted_at=None)),
        "posted": _counted(batches.exclude(posted_at=None)),
        "changes": not only_reads(request.actor, policies.current(request.council.pk)),
    }
    return render(request, "casework/post_out/waiting.html", shown)


@for_officers
@require_POST
def make(request: Any) -> HttpResponse:
    """Make a batch of what waits for one print: all of it, or the letters that were ticked."""
    _must_change(request)
    cases = _visible(request)
    there = [letter.pk for letters in post_batches.waiting(cases).values() for letter in letters]
    form = MakeForm(request.POST, letters=[*there, *_typed(request, "letter")])
    if not form.is_valid():
        messages.error(request, _("Tick the letters, and say how fast they go"))
        return redirect("casework:post-out")
    given = form.cleaned_data
    if not given["letter"]:
        messages.error(request, _("Tick at least one letter"))
        return redirect("casework:post-out")
    made = post_batches.make(
        request.council,
        cases,
        print=given["print"],
        postage=given["postage"],
        by=request.user,
        key=given["key"],
        only=given["letter"],
    )
    if made is None:
        messages.info(request, _("These letters are in a batch already"))
        return redirect("casework:post-out")
    return redirect("casework:post-out-batch", made.number)


@for_officers
@require_safe
def batch(request: Any, number: int) -> HttpResponse:
    """One batch: print it, say what happened to a letter, and say that it was posted."""
    return _shown(request, _batch(request, number))


@for_officers
@require_safe
def batch_printed(request: Any, number: int) -> HttpResponse:
    """The batch as one file: the sheet on top, then every letter. The reading of each is written down."""
    found = _batch(request, number)
    return _as_pdf(request, found, 0, f"batch-{found.number}.pdf")


@for_officers
@require_safe
def letter_printed(request: Any, number: int, line: int) -> HttpResponse:
    """One letter of a batch, to be printed again where a copy was spoiled."""
    found = _batch(request, number)
    if not found.lines.filter(pk=line, state=InBatch.GOES).exists():
        raise Http404
    return _as_pdf(request, found, line, f"batch-{found.number}-letter-{line}.pdf")


@for_officers
@require_POST
def printed(request: Any, number: int) -> HttpResponse:
    """Mark a batch as printed."""
    _must_change(request)
    found = _batch(request, number)
    post_batches.printed(found, by=request.user, at=timezone.now())
    messages.success(request, _("Batch %(number)s is marked as printed") % {"number": number})
    return redirect("casework:post-out-batch", number)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Any, number: int, line: int) -> HttpResponse:
    """A copy of a letter was spoiled, or it does not go with this batch: which, and why."""
    _must_change(request)
    found = _batch(request, number)
    row = get_object_or_404(found.lines.select_related("letter__case"), pk=line)
    form = LineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        change = post_batches.left_out if form.cleaned_data["what"] == LEFT_OUT else post_batches.spoiled
        try:
            change(found, line, because=form.cleaned_data["because"], by=request.user, at=timezone.now())
            messages.success(request, _("It is on record"))
        except NotYetPossible:
            messages.info(request, _("Somebody has gone on with it meanwhile. This is how it stands now."))
        return redirect("casework:post-out-batch", number)
    return render(request, "casework/post_out/line.html", {"batch": found, "line": row, "form": form})


@for_officers
@require_POST
def posted(request: Any, number: int) -> HttpResponse:
    """Mark a batch as posted on a day, with what proves it."""
    _must_change(request)
    found = _batch(request, number)
    form = PostedForm(request.POST, request.FILES, earliest=post_batches.earliest_day(found))
    if not form.is_valid():
        return _shown(request, found, form)
    given = form.cleaned_data
    name, content = given["scan"] or ("", b"")
    kept = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content)) if name else ""
    how = Posted(on=given["posted_on"], proof=given["proof"], number=given["number"], name=name, stored_as=kept)
    try:
        done = post_batches.posted(found, how, by=request.user, at=timezone.now())
    except NotYetPossible:
        messages.info(request, _("No letter is left in this batch"))
        done = found
    else:
        messages.success(request, _("Batch %(number)s is marked as posted") % {"number": number})
    if kept and done.proof_as != kept:  # somebody was quicker, and their proof stands
        default_storage.delete(kept)
    return redirect("casework:post-out-batch", number)


@for_officers
@require_safe
def proof(request: Any, number: int) -> HttpResponse:
    """The scan of what proves that a batch was posted, as a download."""
    found = _batch(request, number)
    if not found.proof_as:
        raise Http404
    response = FileResponse(default_storage.open(found.proof_as), as_attachment=True, filename=found.proof_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


# --- what the pages have in common -----------------------------------------------------------------


def _shown(request: Any, found: PostBatch, form: PostedForm | None = None) -> HttpResponse:
    lines = post_batches.lines_of(found)
    form = form or PostedForm(earliest=post_batches.earliest_day(found), initial={"posted_on": timezone.localdate()})
    shown = {
        "batch": found,
        "print": _print_name(found.print),
        "lines": lines,
        "going": sum(each.state == InBatch.GOES for each in lines),
        "form": form,
        "names": _names(found, lines),
        "changes": not only_reads(request.actor, policies.current(request.council.pk)),
    }
    return render(request, "casework/post_out/batch.html", shown)


def _as_pdf(request: Any, found: PostBatch, only: int, name: str) -> HttpResponse:
    rows = [each for each in post_batches.lines_of(found, post_batches.going(found)) if only in (0, each.pk)]
    with transaction.atomic():
        for each in rows:
            log_read(each.letter.case, request.actor, f"letter {each.letter_id} in batch {found.number}")
    response = HttpResponse(batch_pdf(found, only=only), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _visible(request: Any) -> Any:
    """The cases whose letters this officer may see: not those whose letters would tell them who complains."""
    policy = policies.current(request.council.pk)
    if sees_figures_only(request.actor, policy) or sees_where_it_stands_only(request.actor, policy):
        raise PermissionDenied(_("Your role does not see letters."))
    known = find.identity_known(request.actor, request.council)
    return find.visible_to(request.actor, request.council).filter(known).order_by()


def _batch(request: Any, number: int) -> PostBatch:
    """A batch in which this officer may see every letter."""
    return get_object_or_404(post_batches.batches_for(request.council, _visible(request)), number=number)


def _counted(batches: Any) -> list[tuple[PostBatch, str, int]]:
    """Batches with their print in words and how many letters go with each: two queries."""
    found = list(batches[:SHOWN])
    lines = BatchedLetter.objects.filter(batch__in=found, state=InBatch.GOES).values_list("batch_id", flat=True)
    going = list(lines)
    return [(each, _print_name(each.print), going.count(each.pk)) for each in found]


def _names(found: PostBatch, lines: list[BatchedLetter]) -> dict[str, str]:
    """The names of those who did something with a batch: one query."""
    ids = {found.made_by, found.printed_by, found.posted_by, *(each.changed_by for each in lines)}
    pks = [pk for pk in map(staff_id, ids) if pk]
    return {each.actor_id: each.name for each in Staff.objects.filter(pk__in=pks)}


def _print_name(print: str) -> str:
    known = PRINTS.get(print)
    return str(known.name) if known else _("Made by hand")


def _typed(request: HttpRequest, name: str) -> list[int]:
    return [int(each) for each in request.POST.getlist(name) if each.isdecimal() and len(each) < 18]


def _must_change(request: Any) -> None:
    if only_reads(request.actor, policies.current(request.council.pk)):
        raise PermissionDenied(_("Your role reads and changes nothing."))
