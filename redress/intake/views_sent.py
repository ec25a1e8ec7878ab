"""How does a person check, send and keep hold of what they have written?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.accounts.models import Council
from redress.accounts.rate_limits import limited
from redress.intake import acts, copies, drafts, plain, receipts
from redress.intake.councils import contacts, no_store, of_a_council
from redress.intake.links import about_you_path, tracking_path
from redress.intake.models import Draft
from redress.intake.own import own_standing
from redress.intake.questions import Path
from redress.intake.summary import Told, rows
from redress.intake.uploads import files_of
from redress.records.tracking import WrongLink, case_for
from redress.records.whose_paper import look_of
from redress.rules.clock import receipt_of
from redress.rules.moments import Moment
from redress.rules.office_hours import LegalReceipt
from redress.rules.policy import Policy

HOUR = 60 * 60
COMPLAINTS_IN_AN_HOUR = 60  # from one network address: a library may help many people in an afternoon


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("send-complaint", limit=COMPLAINTS_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def check(request: Any, council: Council) -> HttpResponse:
    """Show every answer once more, and send them."""
    draft = drafts.current(request, council)
    if draft is None or draft.is_sent:
        return _nothing_to_send(request, council, draft)
    answers = drafts.answers_of(draft)
    path = Path.of(answers, council, request.policy)
    unanswered = path.first_unanswered([slug for slug in draft.answered if slug not in draft.typed])
    if unanswered:
        return redirect("intake:question", council.pk, unanswered)
    if request.method == "POST":
        return _send(council, draft, copied="copy" in request.POST)
    page = {
        "can_have_copy": bool(answers.email) and not answers.is_anonymous,
        "rows": rows(Told(answers, council, request.policy, files_of(draft)), path),
        "answers": answers,
        "policy": request.policy,
        "back": reverse("intake:question", args=[council.pk, path.questions[-1].slug]),
        "received": plain.counted_as_received(receipt(_now(), request.policy)),
    }
    return no_store(request, render(request, "intake/check.html", page))


def _send(council: Council, draft: Draft, *, copied: bool) -> HttpResponse:
    """Send the draft. A second click waits for the first, and finds the same case."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        answers, files = drafts.answers_of(locked), files_of(locked)
        submitted = acts.submit_complaint(council, answers, at=_now(), key=locked.key, held_documents=files)
        if copied:
            receipts.copy_sent(submitted.case, submitted.party, key=locked.key)
        drafts.empty(locked, submitted.case)
    return _done(council, submitted)


def _nothing_to_send(request: HttpRequest, council: Council, draft: Draft | None) -> HttpResponse:
    """The draft was sent already, from this page or another, or is no longer kept."""
    if drafts.SENT in request.COOKIES and (draft is None or draft.is_sent):
        return redirect("intake:done", council.pk)
    if draft is not None and draft.is_sent and draft.case is not None:
        again = acts.sent_again(draft.case)
        return _done(council, again)
    return render(request, "intake/draft_gone.html", {"days": drafts.KEPT.days}, status=410)


def _done(council: Council, sent: acts.Submitted) -> HttpResponse:
    """Only the browser keeps the secret, for as long as the last page can be shown again."""
    response = redirect("intake:done", council.pk)
    response.set_cookie(
        drafts.SENT,
        f"{sent.reference} {sent.secret} {sent.code}".strip(),
        max_age=drafts.KEPT_AFTER_SENDING,
        path=f"/{council.pk}/complain/",
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )
    return response


@never_cache
@require_safe
@of_a_council
def done(request: Any, council: Council) -> HttpResponse:
    """The reference, the link, and what happens next with its dates."""
    reference, secret, code = _kept(request)
    try:
        case, party = case_for(council, reference, secret)
    except WrongLink:
        return redirect("intake:track", council.pk)
    today = timezone.localdate()
    stands = own_standing(case, today=today)
    page = {
        "case": case,
        "copy": copies.copy_of(party),
        "person": party.person,
        "code": code,
        "link": request.build_absolute_uri(tracking_path(council, reference, secret)),
        "link_path": tracking_path(council, reference, secret),
        "about_you": about_you_path(council, request.policy, secret),
        "received": plain.counted_as_received(receipt(stands.run.received, stands.policy)),
        "late": plain.deciders_of_lateness(stands.policy) if stands.status.code == "lateness-to-decide" else "",
        "dates": plain.next_dates(stands, today),
        "policy": stands.policy,
        "helpers": contacts(stands.policy, stands.policy.public.helpers),
    }
    return no_store(request, render(request, "intake/done.html", page))


@never_cache
@require_safe
@of_a_council
def copy(request: Any, council: Council) -> HttpResponse:
    """What was sent, as a file to keep: for the browser that sent it."""
    reference, secret, _code = _kept(request)
    try:
        _case, party = case_for(council, reference, secret)
    except WrongLink:
        return redirect("intake:track", council.pk)
    content, media_type, ending = copies.as_file(copies.copy_of(party), look=look_of(party.case.council_id))
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="complaint-{reference.replace("/", "-")}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return no_store(request, response)


def _kept(request: Any) -> tuple[str, str, str]:
    """Reference, secret and (of somebody anonymous) the code, as this browser keeps them."""
    reference, secret, code, *_rest = [*request.COOKIES.get(drafts.SENT, "").split(" "), "", "", ""]
    return reference, secret, code


def receipt(arrived: Moment, policy: Policy) -> LegalReceipt:
    """When something that came at this moment counts as received."""
    return receipt_of(arrived, policy, policies.rulebook().calendar(policy.pin))


def _now() -> Moment:
    return Moment.of(timezone.now(), timezone.get_default_timezone())
