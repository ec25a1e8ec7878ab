"""How does an officer mark what is to be removed of a document?

By boxes drawn on the picture of a page or typed in millimetres, and by choosing from what was found. The form has all
of it, so that nothing depends on a script; what was typed is kept while it is drawn.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from redress.casework.redacting.desk import Desk, at_desk, names_of
from redress.casework.redacting.forms import TOO_MANY, BeginForm, Boxes, BoxesAndOneMore, ChoosingForm, as_typed
from redress.records import people, redaction_drafts
from redress.records.found_terms import WHY
from redress.records.redaction import TROUBLES, is_stale, reader
from redress.records.redaction_drafts import MovedOn, TooMany
from redress.records.redaction_models import Redaction, RedactionState
from redress.records.redaction_review import ask_for_result
from redress.records.redaction_schedule import lines_of
from redress.records.redaction_sources import can_be_redacted
from redress.records.redaction_withdrawal import withdrawals_of

_PEN = 1.5  # points


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("redaction of document")
def redact(request: Any, desk: Desk) -> HttpResponse:
    """Begin, mark page after page, or see how far it is."""
    redaction = desk.redaction
    if request.method != "POST":
        if redaction is not None and redaction.state == RedactionState.SUBMITTED:
            return desk.to("redact-result")
        if redaction is not None and redaction.state == RedactionState.DRAFT:
            return _marking(request, desk, redaction)
        return _before(request, desk)
    if request.POST.get("do") == "begin":
        return _begin(request, desk)
    if redaction is None or redaction.state in (RedactionState.APPROVED, RedactionState.WITHDRAWN):
        return desk.to()
    if request.POST.get("do") == "discard":
        redaction_drafts.discard(redaction, request.user)
        messages.success(request, _("What was marked is discarded. The document is as it was."))
        return desk.to()
    return _save(request, desk, redaction)


def _before(request: Any, desk: Desk, form: BeginForm | None = None) -> HttpResponse:
    """What redacting means, and a button to begin; or what came of it."""
    redaction = desk.redaction
    shown = {
        "row": desk.row,
        "document": desk.document,
        "redaction": redaction,
        "form": form or BeginForm(parties=people.parties_of(desk.row)),
        "can_be": can_be_redacted(desk.document),
        "trouble": TROUBLES.get(redaction.trouble, "") if redaction else "",
        "stale": redaction is not None and is_stale(redaction, desk.document),
        "approver": names_of(redaction).get(redaction.approved_by, "") if redaction else "",
        "lines": lines_of(redaction) if redaction else [],
        "has_approved": desk.has_approved,
        "withdrawn": _withdrawn(redaction),
    }
    return render(request, "casework/redact_begin.html", shown)


def _withdrawn(redaction: Redaction | None) -> dict[str, Any] | None:
    """Who withdrew it, when and why, where it was withdrawn."""
    if redaction is None or redaction.state != RedactionState.WITHDRAWN:
        return None
    step = withdrawals_of([redaction.pk])[-1]
    return {"who": names_of(redaction).get(step.by, ""), "when": step.at, "why": step.comment}


def _begin(request: Any, desk: Desk) -> HttpResponse:
    form = BeginForm(request.POST, parties=people.parties_of(desk.row))
    if not can_be_redacted(desk.document) or not form.is_valid():
        return _before(request, desk, form)
    redaction_drafts.begin(desk.document, request.user, meant_for=form.party())
    return desk.to()


# --- marking -------------------------------------------------------------------------------------


def _marking(
    request: Any,
    desk: Desk,
    redaction: Redaction,
    boxes: Any = None,
    choosing: ChoosingForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """One page of the document with what is marked and what was found on it."""
    number = _page(request, redaction)
    on_page = [each for each in redaction.boxes if each["page"] == number]
    rows = BoxesAndOneMore if request.GET.get("add") else Boxes
    found = _found(redaction, number)
    shown = {
        "row": desk.row,
        "document": desk.document,
        "redaction": redaction,
        "version": redaction.version,
        "number": number,
        "sheet": size_of(redaction.pages[number - 1]),
        "pages": _counted(redaction),
        "boxes": boxes if boxes is not None else rows(initial=[as_typed(each) for each in on_page], prefix="box"),
        "on_page": [drawn((each["x0"], each["y0"], each["x1"], each["y1"])) for each in on_page],
        "outlined": [drawn(box) for each in found for box in each["boxes"]],
        "reads": bool(reader()),
        "found": found,
        "form": choosing or ChoosingForm(found=_choices(found)),
        "elsewhere": sum(1 for each in redaction.found if each["page"] != number),
        "returned": _returned(redaction),
        "has_approved": desk.has_approved,
    }
    return render(request, "casework/redact.html", shown, status=status)


def drawn(box: Any) -> dict[str, str]:
    """A rectangle as a picture takes it, whatever the language writes for a point."""
    left, top, right, bottom = box
    sides = {"left": left, "top": top, "width": right - left, "height": bottom - top}
    return {name: f"{length:.2f}" for name, length in sides.items()}


def size_of(page: dict[str, Any]) -> dict[str, Any]:
    """The size of a page as a picture takes it, and whether it is a scan."""
    return {"width": f"{page['width']:.2f}", "height": f"{page['height']:.2f}", "scan": page["scan"]}


def _save(request: Any, desk: Desk, redaction: Redaction) -> HttpResponse:
    """Keep the boxes of a page, and do what else was asked for."""
    number = _page(request, redaction)
    if str(number) != request.POST.get("page", ""):  # not guessed: what is on another page would be lost
        return _no_such_page(request, desk)
    boxes = Boxes(request.POST, prefix="box", form_kwargs={"sheet": redaction.pages[number - 1]})
    choosing = ChoosingForm(request.POST, found=_choices(_found(redaction, number)))
    seen = _number(request.POST.get("version"), 0)
    if redaction.state != RedactionState.DRAFT:
        return _moved_on(request, desk, redaction, boxes, choosing)
    if not boxes.is_valid() or not choosing.is_valid():
        return _wrong(request, desk, redaction, boxes, choosing)
    marked = [form.marked() for form in boxes if form.has_changed() and not form.cleaned_data.get("DELETE")]
    try:
        saved = redaction_drafts.save_page(redaction, number, marked, request.user, seen=seen)
        if _wants_json(request):
            return JsonResponse({"version": saved.version, "said": _("Saved")})
        return _then(request, desk, saved, number, choosing.cleaned_data)
    except MovedOn as moved:
        return _moved_on(request, desk, moved.redaction, boxes, choosing)
    except TooMany:
        choosing.add_error("taken" if "taken" in choosing.cleaned_data else None, TOO_MANY)
        return _wrong(request, desk, Redaction.objects.get(pk=redaction.pk), boxes, choosing)


def _then(request: Any, desk: Desk, saved: Redaction, number: int, given: dict[str, Any]) -> HttpResponse:
    """What follows once the boxes are kept: what is ticked is marked, whichever button was pressed; then the rest."""
    do, by = request.POST.get("do"), request.user
    if given["taken"]:
        saved = _taken(request, saved, given)
    if do == "look" and given["words"].strip():
        places = redaction_drafts.look_for(saved, given["words"], by, seen=saved.version)
        told = ngettext(
            "“%(words)s” was found in %(places)d place", "“%(words)s” was found in %(places)d places", places
        )
        messages.info(request, told % {"words": given["words"].strip(), "places": places})
    elif do == "result":
        ask_for_result(saved)
        return desk.to("redact-result")
    elif do == "add":
        return desk.to(page=number, add=1)
    wanted = _number(request.POST.get("go"), 0)
    return desk.to(page=wanted if 1 <= wanted <= len(saved.pages) else number)


def _taken(request: Any, saved: Redaction, given: dict[str, Any]) -> Redaction:
    """The draft with what was ticked marked; said where another button than the one for it was pressed."""
    ids = _same_everywhere(saved, given["taken"]) if given["everywhere"] else given["taken"]
    by, why = request.user, given["taken_why"]
    taken = redaction_drafts.take(saved, ids, given["taken_reason"], by, seen=saved.version, why=why)
    if request.POST.get("do") != "take":
        many = len(set(ids))
        told = ngettext(
            "%(many)d word or number that you ticked is marked too.",
            "%(many)d words or numbers that you ticked are marked too.",
            many,
        )
        messages.info(request, told % {"many": many})
    return taken


def _no_such_page(request: Any, desk: Desk) -> HttpResponse:
    told = _("This document has no such page. Nothing was saved.")
    if _wants_json(request):
        return JsonResponse({"said": told}, status=400)
    messages.warning(request, told)
    return desk.to()


def _wrong(request: Any, desk: Desk, redaction: Redaction, boxes: Any, choosing: ChoosingForm) -> HttpResponse:
    """What is wrong stands beside its field, and nothing typed is lost."""
    if not _wants_json(request):
        return _marking(request, desk, redaction, boxes, choosing)
    wrong = [*boxes.non_form_errors(), *(each for form in boxes for each in form.errors.values())]
    told = [str(each[0] if isinstance(each, list) else each) for each in (*wrong, *choosing.errors.values())]
    return JsonResponse({"said": _("Not saved: %(why)s") % {"why": told[0] if told else ""}}, status=400)


def _moved_on(request: Any, desk: Desk, redaction: Redaction, boxes: Any, choosing: ChoosingForm) -> HttpResponse:
    """Somebody else has saved since: what they marked is shown together with what was typed here."""
    told = _("Somebody else has changed this since you opened it. Look at what is marked now, then save again.")
    if _wants_json(request):
        return JsonResponse({"said": told}, status=409)
    messages.warning(request, told)
    if redaction.state != RedactionState.DRAFT:
        return desk.to("redact-result" if redaction.state == RedactionState.SUBMITTED else "redact")
    number = _page(request, redaction)
    theirs = [as_typed(each) for each in redaction.boxes if each["page"] == number]
    typed = [form.cleaned_data for form in boxes if form.is_valid() and form.has_changed()] if boxes.is_valid() else []
    mine = [{name: each[name] for name in each if name != "DELETE"} for each in typed if not each.get("DELETE")]
    both = [*theirs, *(each for each in mine if each not in theirs)]
    return _marking(request, desk, redaction, Boxes(initial=both, prefix="box"), choosing, status=409)


def _page(request: Any, redaction: Redaction) -> int:
    asked = _number(request.POST.get("page") or request.GET.get("page"), 1)
    return min(max(asked, 1), len(redaction.pages) or 1)


def _number(typed: Any, otherwise: int) -> int:
    return int(typed) if str(typed or "").isdecimal() and len(str(typed)) < 10 else otherwise


def _wants_json(request: Any) -> bool:
    return bool(request.headers.get("Accept") == "application/json")


def _counted(redaction: Redaction) -> list[dict[str, int]]:
    """How much is marked, and how much was found, on each page."""
    return [
        {
            "number": number,
            "boxes": sum(1 for each in redaction.boxes if each["page"] == number),
            "found": len(_found(redaction, number)),
        }
        for number in range(1, len(redaction.pages) + 1)
    ]


def _found(redaction: Redaction, number: int) -> list[dict[str, Any]]:
    """What was found on a page and is not under a box yet."""
    over = [each for each in redaction.boxes if each["page"] == number]
    found = [each for each in redaction.found if each["page"] == number]
    return [each for each in found if not all(_is_under(place, over) for place in each["boxes"])]


def _is_under(place: Any, over: list[dict[str, Any]]) -> bool:
    """Whether one of the boxes covers it, but for the breadth of a pen."""
    left, top, right, bottom = place
    return any(
        box["x0"] - _PEN <= left
        and box["y0"] - _PEN <= top
        and right <= box["x1"] + _PEN
        and bottom <= box["y1"] + _PEN
        for box in over
    )


def _choices(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(each["id"], _("%(words)s: %(why)s") % {"words": each["text"], "why": WHY[each["kind"]]}) for each in found]


def _same_everywhere(redaction: Redaction, ids: list[str]) -> list[str]:
    chosen = {each["text"].casefold() for each in redaction.found if each["id"] in ids}
    return [each["id"] for each in redaction.found if each["text"].casefold() in chosen]


def _returned(redaction: Redaction) -> Any:
    """The comment with which a reviewer sent it back, where that was the last thing done."""
    last = redaction.steps.order_by("-pk").first()
    return last if last is not None and last.what == "returned" else None
