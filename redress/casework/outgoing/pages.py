"""What is in a batch of post, what happened to its letters, and what proves that they went?"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redress.cases.reading import log_read
from redress.casework.officers import for_officers
from redress.casework.outgoing.forms import LEFT_OUT, AlthoughForm, LineForm, PostedForm
from redress.casework.outgoing.seen import changes, must_change, names_of, print_name, visible
from redress.correspondence.letters import NotYetPossible
from redress.correspondence.models import BatchedLetter, InBatch, PostBatch, PostRecord
from redress.correspondence.post import batches as post_batches
from redress.correspondence.post.batches import Posted
from redress.correspondence.post.sheets import batch_pdf
from redress.correspondence.post.stale import NoLongerHolds, told

FOLDER = "post-proofs"


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
    must_change(request)
    found = _batch(request, number)
    post_batches.printed(found, by=request.user, at=timezone.now())
    messages.success(request, _("Batch %(number)s is marked as printed") % {"number": number})
    return redirect("casework:post-out-batch", number)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Any, number: int, line: int) -> HttpResponse:
    """A copy of a letter was spoiled, or it does not go with this batch: which, and why."""
    must_change(request)
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
    must_change(request)
    found = _batch(request, number)
    form = PostedForm(request.POST, request.FILES, earliest=post_batches.earliest_day(found))
    whole = form.is_valid()
    given = form.cleaned_data
    doubts = post_batches.doubtful(found, given.get("posted_on") or timezone.localdate()) if found.open else {}
    although = AlthoughForm(request.POST, letters=doubts, going=doubts)
    if not although.is_valid() or not whole:
        return _shown(request, found, form, although, doubts)
    name, content = given["scan"] or ("", b"")
    kept = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content)) if name else ""
    how = Posted(on=given["posted_on"], proof=given["proof"], number=given["number"], name=name, stored_as=kept)
    try:
        done = post_batches.posted(found, how, by=request.user, at=timezone.now(), although=although.reasons)
    except post_batches.NotPrinted:
        messages.info(request, _("Mark the batch as printed first"))
        done = found
    except (NotYetPossible, NoLongerHolds):
        messages.info(request, _("Somebody has gone on with it meanwhile. This is how it stands now."))
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


def _shown(
    request: Any,
    found: PostBatch,
    form: PostedForm | None = None,
    although: AlthoughForm | None = None,
    doubts: Any = None,
) -> HttpResponse:
    today = timezone.localdate()
    lines = post_batches.lines_of(found)
    if doubts is None:
        doubts = post_batches.doubtful(found, today) if found.open else {}
    although = although or AlthoughForm(letters=doubts)
    letters = [line.letter_id for line in lines]
    records = list(PostRecord.objects.filter(letter__in=letters).order_by("id"))
    form = form or PostedForm(earliest=post_batches.earliest_day(found), initial={"posted_on": today})
    shown = {
        "batch": found,
        "print": print_name(found.print),
        "lines": [
            (line, [each for each in records if each.letter_id == line.letter_id and _is_of(each, line)])
            for line in lines
        ],
        "going": sum(each.state != InBatch.LEFT_OUT for each in lines),
        "form": form,
        "although": although,
        "doubts": [
            (line.letter, [told(each) for each in doubts[line.letter_id]], although[f"because-{line.letter_id}"])
            for line in lines
            if line.letter_id in doubts
        ],
        "names": names_of(
            {found.made_by, found.printed_by, found.posted_by}
            | {each.changed_by for each in lines}
            | {each.by for each in records}
        ),
        "changes": changes(request),
    }
    return render(request, "casework/post_out/batch.html", shown)


def _is_of(record: PostRecord, line: BatchedLetter) -> bool:
    """Whether something was done about a letter while it was in this batch, or because it had gone with it."""
    until = None if line.state == InBatch.GOES else line.changed_at
    return record.at >= line.batch.made_at and (until is None or record.at <= until)


def _as_pdf(request: Any, found: PostBatch, only: int, name: str) -> HttpResponse:
    rows = [each for each in post_batches.lines_of(found, post_batches.going(found)) if only in (0, each.pk)]
    with transaction.atomic():
        for each in rows:
            log_read(each.letter.case, request.actor, f"letter {each.letter_id} in batch {found.number}")
    response = HttpResponse(batch_pdf(found, only=only), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _batch(request: Any, number: int) -> PostBatch:
    """A batch in which this officer may see every letter."""
    return get_object_or_404(post_batches.batches_for(request.council, visible(request)), number=number)
