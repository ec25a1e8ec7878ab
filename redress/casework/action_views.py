"""What does an officer see and send on the page of an act?

Every act has one page. A letter is looked at exactly as it will go before it goes: the act is rehearsed, whole,
and rolled back. Whoever acts on a case that has moved on sees what changed and keeps every word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from redress.cases import find
from redress.cases.record import MovedOn, made_before
from redress.casework.act_form import ActForm, LetterForm
from redress.casework.acting import Done, NobodyToWriteTo
from redress.casework.action_pages import PAGES, ActionPage
from redress.casework.contacts.arrival import request_begun
from redress.casework.desk import Desk, desk_for, happened_since
from redress.casework.identity import must_know_identity
from redress.casework.officers import for_officers
from redress.casework.response.drafting import must_be_the_draft, saved
from redress.casework.response.form import RespondForm
from redress.casework.response.merge import merged
from redress.casework.suggested import begun
from redress.correspondence.checking import Concern
from redress.correspondence.drafts import DraftMovedOn
from redress.correspondence.models import Letter, LetterDraft, Message
from redress.rules.clock import Deadline
from redress.rules.events import Recorded
from redress.rules.refusals import Refused

MOVED_ON = 409
REFUSED = 403

#: The keys of the last forms sent in this session.
SUBMITTED = "submitted"
SENT_BEFORE = gettext_lazy("This had been sent before, and was not done a second time")


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reference: str, action: str) -> HttpResponse:
    """The page of one act on one case: asked, looked at, done."""
    page = PAGES.get(action)
    if page is None:
        raise Http404(action)
    try:
        desk = desk_for(request, reference, action)
    except find.NotFound:
        if sent_before(request):
            return back_to_work(request)
        raise
    return answered(request, desk, page)


def answered(request: HttpRequest, desk: Desk, page: ActionPage) -> HttpResponse:
    """What comes of a request for the page of an act: the page, the letter to look at, or the act done."""
    if request.method != "POST":
        known = request_begun(request, desk.policy) if page.arrives else {}
        return shown(
            request, desk, page, page.form(desk=desk, initial={**page.begin(desk), **known, **begun(request.GET)})
        )
    if desk.refused and not _done_before(request, desk):
        since = _since_the_page_was_made(request, desk)
        return _told_what_changed(request, desk, page, since) if since else _refused(request, desk, page)
    step = request.POST.get("step", "")
    if step in ("change", "dates"):
        return shown(request, desk, page, page.form(request.POST, desk=desk, judge=False))
    if page.action == "respond" and (step in ("draft", "ask") or step.startswith(("more:", "resolve:"))):
        return _drafted(request, desk, page, step)
    return _judged(request, desk, page, look=bool(page.looked_at) and step != "send")


def _judged(request: HttpRequest, desk: Desk, page: ActionPage, *, look: bool) -> HttpResponse:
    files = {"files": request.FILES} if page.takes_files else {}
    form = page.form(request.POST, desk=desk, initial=page.begin(desk), **files)
    if not form.is_valid():
        return shown(request, desk, page, form)
    try:
        if isinstance(form, RespondForm):
            must_be_the_draft(request, desk, form)
        if look:
            return _looked_at(request, desk, page, form, rehearsed(desk, page, form))
        done = page.act(desk.row, **envelope(desk, form), **form.answers())
    except MovedOn as moved:
        return _told_what_changed(request, desk, page, moved.since)
    except DraftMovedOn as moved_draft:
        return _both_shown(request, desk, page, moved_draft.draft)
    except Refused as refused:
        form.refuse(refused)
        return shown(request, desk, page, form)
    except NobodyToWriteTo:
        form.add_error(None, _("There is nobody to write to. Add the complainant’s name and address first."))
        return shown(request, desk, page, form)
    page.afterwards(desk, form, done)
    return finished(request, desk, page, done)


def _drafted(request: HttpRequest, desk: Desk, page: ActionPage, step: str) -> HttpResponse:
    """The draft is saved, gets room for one more remedy, or a comment on it is marked as resolved."""
    what, _colon, which = step.partition(":")
    form = RespondForm(request.POST, desk=desk, judge=False, more=which if what == "more" else "")
    if what == "more":
        return shown(request, desk, page, form)
    try:
        return saved(request, desk, form, asking=what == "ask", resolving=which)
    except DraftMovedOn as moved:
        return _both_shown(request, desk, page, moved.draft)


def _both_shown(request: HttpRequest, desk: Desk, page: ActionPage, theirs: LetterDraft) -> HttpResponse:
    """What was typed here, with what the draft says now beside it; ``own``: it was saved from another tab of theirs."""
    both = merged(desk, RespondForm(request.POST, desk=desk, judge=False), theirs)
    own = theirs.saved_by_id == request.user.pk
    told = {"overtaken": theirs, "own": own, "both": both.both, "taken_over": both.taken_over}
    return shown(request, desk, page, both.form, status=MOVED_ON, **told)


def finished(request: HttpRequest, desk: Desk, page: ActionPage, done: Done) -> HttpResponse:
    """Back to the case, with what has been done; to the work list where the act has taken the case out of sight."""
    request.session[SUBMITTED] = [*request.session.get(SUBMITTED, ())[-20:], request.POST["key"]]
    if done.repeated:
        messages.info(request, SENT_BEFORE)
    else:
        messages.success(request, page.done)
    in_sight = find.visible_to(desk.actor, desk.row.council_id, on=desk.today).filter(pk=desk.row.pk).exists()
    return redirect(case_address(desk) if in_sight else "casework:work")


def sent_before(request: HttpRequest) -> bool:
    """Whether this very form was sent earlier in the session."""
    return request.POST.get("key", "") in request.session.get(SUBMITTED, ())


def back_to_work(request: HttpRequest) -> HttpResponse:
    """The form was sent again, and what it did the first time has taken the case out of sight."""
    messages.info(request, SENT_BEFORE)
    return redirect("casework:work")


def case_address(desk: Desk) -> str:
    return reverse("casework:case", kwargs={"reference": desk.row.reference})


def envelope(desk: Desk, form: ActForm) -> dict[str, Any]:
    """Who acts, when it happened, what they had seen, and the key of this submission."""
    return {
        "by": desk.actor,
        "at": form.moment(),
        "seen": form.cleaned_data["seen"],
        "key": submission(desk, form.cleaned_data["key"]),
        "run": desk.run.id,
        **({"sends": form.sends()} if isinstance(form, LetterForm) else {}),
    }


def submission(desk: Desk, key: str) -> str:
    """The key of one submission of one page, unique in the case."""
    return f"{key}:{desk.action}"[:80]


# --- looking before it is done -------------------------------------------------------------------


@dataclass(frozen=True)
class Rehearsal:
    """What the act would send, and the dates that would then stand."""

    letter: Letter | None
    dates: list[Deadline]
    unfit: Refused | None = None  # why the letter may not go to its reader as it stands
    concerns: tuple[Concern, ...] = ()
    message: Message | None = None


def rehearsed(desk: Desk, page: ActionPage, form: ActForm) -> Rehearsal:
    """Do the act, see what comes of it, and leave nothing of it: the letter is the one that would go."""
    with transaction.atomic():
        done = page.act(desk.row, **envelope(desk, form), looking=True, **form.answers())
        after = find.standing(done.recording.case, today=desk.today)
        transaction.set_rollback(True)
    before = {(one.run, one.clock.id, one.item, one.due) for one in desk.standing.deadlines if one.open}
    new = [one for one in after.deadlines if one.open and (one.run, one.clock.id, one.item, one.due) not in before]
    dates = sorted(new, key=lambda deadline: deadline.due)
    return Rehearsal(done.letter, dates, done.unfit, done.concerns, done.message)


def _looked_at(request: HttpRequest, desk: Desk, page: ActionPage, form: ActForm, rehearsal: Rehearsal) -> HttpResponse:
    if rehearsal.letter is None and rehearsal.message is None:  # the same submission had been done before
        messages.info(request, SENT_BEFORE)
        return redirect(case_address(desk))
    if form.shows_who_complains:
        must_know_identity(desk.row, desk.actor, desk.action)
    return render(
        request,
        page.looked_at,
        {
            "desk": desk,
            "page": page,
            "form": form,
            "kept": kept(request),
            "rehearsal": rehearsal,
            "unfit": desk.sentence(rehearsal.unfit) if rehearsal.unfit else _blocked(rehearsal),
            "concerns": rehearsal.concerns,
        },
    )


def _blocked(rehearsal: Rehearsal) -> str:
    """What is said beside a button that the check keeps shut; nothing where nothing blocks."""
    blocks = any(concern.blocks for concern in rehearsal.concerns)
    return _("The check found what must be put right first.") if blocks else ""


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Every answer as it was typed, to be carried along unseen."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "step")
        for value in values
    ]


# --- showing it ----------------------------------------------------------------------------------


def shown(
    request: HttpRequest, desk: Desk, page: ActionPage, form: ActForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page with its form; without the form where the way is not open."""
    if desk.refused and not more:
        return _refused(request, desk, page)
    context = {"desk": desk, "page": page, "form": form, **page.beside(desk, form), **more}
    return render(request, page.template, context, status=status)


def _refused(request: HttpRequest, desk: Desk, page: ActionPage) -> HttpResponse:
    assert desk.refused is not None
    context = {"desk": desk, "page": page, "reason": desk.sentence(desk.refused)}
    return render(request, "casework/actions/refused.html", context, status=REFUSED)


def _done_before(request: HttpRequest, desk: Desk) -> bool:
    """This very submission has been done: the way is closed because of it, and the answer is the same again."""
    key = request.POST.get("key", "")
    with transaction.atomic():
        return bool(key) and made_before(desk.row.pk, submission(desk, key)) is not None


def _since_the_page_was_made(request: HttpRequest, desk: Desk) -> tuple[Recorded, ...]:
    """What has happened since, so that words are kept even where the way is closed now; nothing for a wrong role."""
    assert desk.refused is not None
    seen = request.POST.get("seen", "")
    if desk.refused.code == "not-your-role" or not seen.isdecimal():
        return ()
    return desk.standing.history[int(seen) :]


def _told_what_changed(request: HttpRequest, desk: Desk, page: ActionPage, since: tuple[Recorded, ...]) -> HttpResponse:
    answers = request.POST.copy()
    answers["seen"] = str(desk.standing.seq)
    form = page.form(answers, desk=desk, judge=False)
    closed = desk.sentence(desk.refused) if desk.refused else ""
    told = {"changed": happened_since(since), "closed": closed}
    return shown(request, desk, page, form, status=MOVED_ON, **told)
