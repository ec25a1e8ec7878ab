"""How does somebody upload scans of post, say where each letter begins and when it came, and see them registered?"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from redress.accounts.models import Department
from redress.arrivals import find
from redress.arrivals.models import PostPage, PostUpload, UploadState
from redress.arrivals.post import letters, reading, uploads
from redress.arrivals.post import separator as separator_sheet
from redress.casework.advice import advised
from redress.casework.incoming.clock import Clock
from redress.casework.incoming.desk import arrival_for, must_act, policy_of
from redress.casework.incoming.page import handed_out
from redress.casework.incoming.post_forms import ONE_EACH, LetterForm, StampForm, UploadForm
from redress.casework.officers import for_officers, only_reads

SHOWN = 30


def _for_post(request: HttpRequest) -> None:
    if not find.handles_post(request.actor, policy_of(request)):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Your role does not deal with post."))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: Any) -> HttpResponse:
    """Upload scans; and the uploads of late, with how far each has got."""
    _for_post(request)
    form = UploadForm(initial={"key": secrets.token_hex(16)})
    if request.method == "POST":
        must_act(request)
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            given = form.cleaned_data
            one_each = given["how"] == ONE_EACH
            made = uploads.take_in(given["files"], by=request.user, key=given["key"], one_each=one_each)
            return redirect("casework:post-upload", made.pk)
    recent = PostUpload.objects.filter(council=request.council).select_related("by").prefetch_related("scans")
    shown = {
        "form": form,
        "uploads": recent[:SHOWN],
        "changes": not only_reads(request.actor, policy_of(request)),
        "reads_scans": bool(reading.reader()),
        "advice": advised(policy_of(request), ("page:post",)),
    }
    return render(request, "casework/arrivals/post.html", shown)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Any, pk: int) -> HttpResponse:
    """One upload, on its way from scans to letters: the page asks what is wanted next."""
    _for_post(request)
    found = _upload(request, pk)
    if request.method == "POST":
        must_act(request)
        return _answered(request, found)
    return _shown(request, found)


def _answered(request: Any, found: PostUpload) -> HttpResponse:
    step = request.POST.get("step", "")
    try:
        if step == "part":
            return _parted(request, found)
        if step == "again":
            letters.part_again(found)
            return redirect("casework:post-upload", found.pk)
        if step in ("stamp", "day"):
            return _stamped(request, found, judge=step == "stamp")
    except letters.AlreadyParted:
        messages.info(request, _("Somebody has gone on with it meanwhile. This is how it stands now."))
        return redirect("casework:post-upload", found.pk)
    return _shown(request, found)


def _parted(request: Any, found: PostUpload) -> HttpResponse:
    begins, away = (_numbers(request, name) for name in ("begins", "away"))
    try:
        made = letters.part(found, begins, away)
    except letters.TooManyLetters:
        trouble = _("That makes more than %(most)s letters. Upload the pile in smaller parts.")
        return _to_be_parted(request, found, begins, away, trouble=trouble % {"most": letters.MOST_LETTERS})
    if not made:
        return _to_be_parted(request, found, begins, away, trouble=_("Leave at least one page in a letter."))
    return redirect("casework:post-upload", found.pk)


def _numbers(request: Any, name: str) -> set[int]:
    return {int(text) for text in request.POST.getlist(name) if text.isascii() and text.isdecimal() and len(text) < 6}


def _stamped(request: Any, found: PostUpload, *, judge: bool) -> HttpResponse:
    left = letters.unstamped(found)
    form = _stamp_form(request, found, left, request.POST)
    of_letters = _letter_forms(found, left, request.POST)
    whole = form.is_valid() & all(letter.is_valid() for letter in of_letters)
    chosen = [each for each in of_letters if each.is_valid() and each.cleaned_data["same_day"]]
    if judge and whole and left and not chosen:
        form.add_error(None, _("Say of at least one letter that it came on that day"))
        whole = False
    if not whole or not judge:
        return _to_be_stamped(request, found, left, form, of_letters)
    by_number = {letter.number: (letter, each) for letter, each in zip(left, of_letters, strict=True) if each in chosen}
    known = {number: form.stamped(letter, each) for number, (letter, each) in by_number.items()}
    if letters.stamp(found, known):
        messages.success(request, _("Kept. These letters are left: say when they came."))
    return redirect("casework:post-upload", found.pk)


# --- how it stands -------------------------------------------------------------------------------


def _shown(request: Any, found: PostUpload) -> HttpResponse:
    if found.state == UploadState.READY:
        pages = list(found.pages.order_by("number"))
        begins = {page.number for page in pages if page.letter_id and _first_of_letter(page, pages)}
        away = {page.number for page in pages if page.letter_id is None} if begins else set[int]()
        if not begins:
            begins = letters.suggested_beginnings(pages, one_each=found.one_each)
            away = letters.suggested_away(pages)
        return _to_be_parted(request, found, begins, away)
    if found.state == UploadState.STAMPS:
        left = letters.unstamped(found)
        return _to_be_stamped(request, found, left, _stamp_form(request, found, left), _letter_forms(found, left))
    seen = find.visible_to(request.actor, request.council)
    made = list(found.letters.select_related("arrival", "arrival__department").order_by("number"))
    told = seen.filter(letter__upload=found).exclude(case__identity_confidential=True)
    visible = set(told.values_list("pk", flat=True))
    shown = {
        "upload": found,
        "scans": list(found.scans.order_by("pk")),
        "pages_seen": found.pages.count(),
        "trouble": uploads.trouble_in_words(found),
        "letters": made,
        "made": sum(1 for each in made if each.arrival_id),
        "visible": visible,
    }
    return render(request, "casework/arrivals/upload.html", shown)


def _first_of_letter(page: PostPage, pages: list[PostPage]) -> bool:
    return page.number == min(each.number for each in pages if each.letter_id == page.letter_id)


def _to_be_parted(
    request: Any, found: PostUpload, begins: set[int], away: set[int], *, trouble: str = ""
) -> HttpResponse:
    pages = [
        {"page": page, "begins": page.number in begins, "away": page.number in away}
        for page in found.pages.select_related("scan").order_by("number")
    ]
    shown = {"upload": found, "pages": pages, "trouble": trouble, "changes": _changes(request), "form": None}
    return render(request, "casework/arrivals/part.html", shown)


def _to_be_stamped(
    request: Any, found: PostUpload, left: list[Any], form: StampForm, of_letters: list[LetterForm]
) -> HttpResponse:
    first: dict[int, Any] = {}
    counted: dict[int, int] = {}
    for page in found.pages.filter(letter__in=left).order_by("number"):
        first.setdefault(page.letter_id, page)
        counted[page.letter_id] = counted.get(page.letter_id, 0) + 1
    taken = form.taken if form.is_bound else None
    rows = [
        {"letter": letter, "form": each, "page": first.get(letter.pk), "pages": counted.get(letter.pk, 0)}
        for letter, each in zip(left, of_letters, strict=True)
    ]
    shown = {
        "upload": found,
        "form": form,
        "rows": rows,
        "forms": [form, *of_letters],
        "changes": _changes(request),
        "taken": taken,
        "clock": Clock(found.council_id, timezone.localdate()).at(taken.day.isoformat()) if taken else None,
        "advice": advised(policy_of(request), ("page:post",)),
    }
    return render(request, "casework/arrivals/stamps.html", shown)


def _stamp_form(request: Any, found: PostUpload, left: list[Any], data: Any = None) -> StampForm:
    calendar = letters.calendar_of(found.council_id)
    return StampForm(data, letters=left, calendar=calendar, initial={"by": request.user.name, "shown": True})


def _letter_forms(found: PostUpload, left: list[Any], data: Any = None) -> list[LetterForm]:
    departments = {str(each.pk): each for each in Department.objects.filter(council=found.council_id).order_by("name")}
    return [LetterForm(data, prefix=f"l{letter.number}", departments=departments) for letter in left]


def _changes(request: Any) -> bool:
    return not only_reads(request.actor, policy_of(request))


def _upload(request: Any, pk: int) -> PostUpload:
    found: PostUpload = get_object_or_404(
        PostUpload.objects.filter(council=request.council).select_related("by"), pk=pk
    )
    return found


# --- what is handed out --------------------------------------------------------------------------


@for_officers
@require_safe
def page_picture(request: Any, pk: int, number: int) -> FileResponse:
    """How one sheet of an upload looks; once its letter is registered, for whoever may see the letter."""
    _for_post(request)
    page = get_object_or_404(PostPage.objects.select_related("letter"), upload=_upload(request, pk), number=number)
    if page.letter and page.letter.arrival_id is not None:
        arrival_for(request, page.letter.arrival_id, f"page {number} of upload {pk}")
    name = page.small_as if request.GET.get("size") == "small" else page.large_as
    return handed_out(name, f"page-{number}.jpg", "image/jpeg", download=False)


@for_officers
@require_safe
def scan(request: Any, pk: int, scan: int) -> FileResponse:
    """A scan as it was uploaded, as a download; once letters were made of it, for whoever may see them all."""
    _for_post(request)
    found = get_object_or_404(_upload(request, pk).scans, pk=scan)
    for arrival in found.upload.letters.exclude(arrival=None).values_list("arrival", flat=True):
        arrival_for(request, arrival, f"scan {scan} of upload {pk}")
    return handed_out(found.stored_as, found.name, "application/octet-stream", download=True)


@for_officers
@require_safe
def separator(request: Any) -> HttpResponse:
    """The sheet to be laid between letters, to be printed."""
    _for_post(request)
    told = _("Lay one between letters before you scan them. It is left out of every letter.")
    response = HttpResponse(separator_sheet.pdf(_("Separator sheet"), told), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="separator-sheet.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
