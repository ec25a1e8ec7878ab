"""Which letters have not reached anybody yet, what has been given up, and what can be done about it?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from redress import jobs, policies
from redress.cases import find
from redress.casework.officers import (
    for_officers,
    only_reads,
    sees_everything,
    sees_figures_only,
    sees_where_it_stands_only,
)
from redress.casework.outgoing.forms import reason
from redress.correspondence import notices
from redress.correspondence.letters import (
    NotYetPossible,
    OnlyAskedAgain,
    SameAddress,
    for_the_print_room,
    not_delivered,
    posted,
    send_again,
    to_be_posted,
)
from redress.correspondence.models import Letter
from redress.correspondence.post.stale import NoLongerHolds, stale, told
from redress.design.fields import MemorableDateField
from redress.design.templatetags.design import long_date
from redress.jobs import GiveUp
from redress.jobs.models import Job
from redress.rules.policy import Policy

SHOWN = 100
LATELY = timedelta(days=30)  # nobody marks an automatic message as dealt with


class PostedForm(forms.Form):
    """The day on which a letter was put in the post."""

    posted_on = MemorableDateField(
        label=gettext_lazy("When was it posted?"), what=gettext_lazy("The date it was posted"), today=timezone.localdate
    )
    because = reason(
        gettext_lazy("Why did it go all the same?"),
        help_text=gettext_lazy("Only where it no longer held on that day. It is kept with the letter."),
        required=False,
    )


@for_officers
@require_safe
def undelivered(request: Any) -> HttpResponse:
    """Letters of the cases that this officer may see: those that failed, and those to be printed and posted."""
    return _shown(request)


@for_officers
@require_POST
def mark_posted(request: Any, pk: int) -> HttpResponse:
    """Mark a letter as put in the post: today, or on the day given."""
    letter = _letter(request, pk)
    if request.POST.get("when") == "today":
        return _posted(request, letter, timezone.localdate())
    if request.POST.get("when") == "another-day":
        return _shown(request, letter, PostedForm())
    form = PostedForm(request.POST)
    if not form.is_valid():
        return _shown(request, letter, form)
    return _posted(request, letter, form.cleaned_data["posted_on"], form)


@for_officers
@require_POST
def try_again(request: Any, pk: int) -> HttpResponse:
    """Send a letter that failed once more, to the e-mail address that the person has now."""
    letter = _letter(request, pk)
    try:
        with transaction.atomic():
            send_again(letter)
    except NotYetPossible:
        messages.info(request, _("We have no e-mail address for this letter, or it is not waiting for that any more"))
        return redirect("casework:undelivered")
    messages.success(request, _("“%(letter)s” will be sent again") % {"letter": letter.name})
    return redirect("casework:undelivered")


@for_officers
@require_POST
def to_print(request: Any, pk: int) -> HttpResponse:
    """Have a letter that failed printed and posted instead, with the next batch."""
    letter = _letter(request, pk)
    try:
        with transaction.atomic():
            for_the_print_room(letter)
    except OnlyAskedAgain:
        messages.error(
            request,
            _("“%(letter)s” has a code that opens nothing from another address. Ask them again on the case")
            % {"letter": letter.name},
        )
        return redirect("casework:undelivered")
    except SameAddress:
        messages.error(
            request,
            _("“%(letter)s” came back from that address. Change the postal address on the case first")
            % {"letter": letter.name},
        )
        return redirect("casework:undelivered")
    except NotYetPossible:
        messages.info(request, _("We have no postal address for this letter, or it is not waiting for that any more"))
        return redirect("casework:undelivered")
    messages.success(request, _("“%(letter)s” will be printed and posted") % {"letter": letter.name})
    return redirect("casework:undelivered")


@for_officers
@require_POST
def retry_job(request: Any, pk: int) -> HttpResponse:
    """Start something afresh that was given up; for those who look over every case."""
    _must_change(request)
    job = get_object_or_404(_given_up(request), pk=pk)
    jobs.retry(job)
    messages.success(request, _("“%(job)s” will be tried again") % {"job": job.title})
    return redirect("casework:undelivered")


def number_to_see_to(request: Any, policy: Policy) -> int:
    """How many letters that failed this officer sees to: those of their cases, and those of nobody's for whoever
    looks over everything. One query."""
    mine = Q(case__owner=request.user)
    if sees_everything(request.actor, policy):
        mine |= Q(case__owner=None)
    return not_delivered(find.visible_to(request.actor, request.council).order_by()).filter(mine).count()


def _posted(request: HttpRequest, letter: Letter, on: Any, form: PostedForm | None = None) -> HttpResponse:
    because = form.cleaned_data["because"] if form else ""
    try:
        posted(letter, on=on, by=request.user, although=because)  # type: ignore[arg-type]
    except NoLongerHolds:
        if form is None:
            return _shown(request, letter, PostedForm(initial={"posted_on": on}))
        form.add_error("because", _("Say why it went although it no longer held on that day"))
        return _shown(request, letter, form)
    except NotYetPossible:
        if form is None:
            messages.info(request, _("This letter is not waiting for that any more"))
            return redirect("casework:undelivered")
        approved = long_date(timezone.localdate(letter.approved_at))
        form.add_error(
            "posted_on", _("It cannot have been posted before it was approved, on %(day)s") % {"day": approved}
        )
        return _shown(request, letter, form)
    messages.success(request, _("“%(letter)s” is marked as posted") % {"letter": letter.name})
    return redirect("casework:undelivered")


def _shown(request: Any, letter: Letter | None = None, form: PostedForm | None = None) -> HttpResponse:
    policy = policies.current(request.council.pk)
    if sees_figures_only(request.actor, policy) or sees_where_it_stands_only(request.actor, policy):
        raise PermissionDenied(_("Your role does not see letters."))
    cases = _visible(request)
    to_post = list(to_be_posted(cases)[:SHOWN])
    doubts = stale(to_post if letter is None else dict.fromkeys([*to_post, letter]), timezone.localdate())
    why = {pk: [told(each) for each in reasons] for pk, reasons in doubts.items()}
    failed = not_delivered(cases).select_related("case__owner", "recipient__person")[:SHOWN]
    shown = {
        "failed": [(each, []) for each in failed],
        "to_post": [(each, why.get(each.pk, [])) for each in to_post],
        "notices": list(notices.not_delivered(cases).filter(created_at__gte=timezone.now() - LATELY)[:SHOWN]),
        "jobs": list(_given_up(request)[:SHOWN]),
        "reads_only": only_reads(request.actor, policies.current(request.council.pk)),
        "letter": letter,
        "doubts": why.get(letter.pk, []) if letter else [],
        "form": form,
    }
    return render(request, "casework/undelivered.html", shown)


def _letter(request: Any, pk: int) -> Letter:
    """A letter of a case that this officer may see, and change."""
    _must_change(request)
    return get_object_or_404(Letter.objects.filter(case__in=_visible(request)).select_related("case"), pk=pk)


def _visible(request: Any) -> Any:
    """The cases whose letters this officer may see: not those whose letters would tell them who complains."""
    known = find.identity_known(request.actor, request.council)
    return find.visible_to(request.actor, request.council).filter(known).order_by()


def _given_up(request: Any) -> Any:
    """What was given up; nothing for those who see less.

    A letter that was given up stands in its own list. One whose worker died at the last attempt was never marked:
    it stands here.
    """
    if not sees_everything(request.actor, policies.current(request.council.pk)):
        return Job.objects.none()
    return jobs.dead_letters(request.council).exclude(kind="deliver-letter", last_error__startswith=GiveUp.__name__)


def _must_change(request: Any) -> None:
    if only_reads(request.actor, policies.current(request.council.pk)):
        raise PermissionDenied(_("Your role reads and changes nothing."))
