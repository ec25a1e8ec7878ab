"""How does an officer log what somebody said by telephone, in person, by letter or e-mail?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from redress import policies
from redress.arrivals.filing import Settled
from redress.cases import find
from redress.cases.models import Case
from redress.casework.advice import advised
from redress.casework.contacts.alike import Alike, AlikeForm, alike_to, may_say, said_of, told_there
from redress.casework.contacts.arrival import arrival_of, became, begun, known_from, settled_before, told_settled
from redress.casework.contacts.form import ContactForm, moment_of
from redress.casework.contacts.person import NOTHING, known_of
from redress.casework.explained import Explained, explain
from redress.casework.officers import for_officers, may_take_in
from redress.casework.service_directory import directory
from redress.casework.social_media import standard_reply
from redress.casework.suggested import asked_for, filled_in, keep_choices
from redress.casework.taken import key_of, log_contact
from redress.design.fields import MemorableDateField, TimeOfDayField
from redress.records.documents import DocumentRefused
from redress.rules.decide import policy_in_force
from redress.rules.entry import entries_for
from redress.rules.explanation import receipt_line
from redress.rules.moments import Moment
from redress.rules.policy import Policy
from redress.rules.questions import dates as dates_of
from redress.rules.refusals import Refused
from redress.rules.wording import sentence
from redress.rules.working_days import BeyondCalendar


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: Any) -> HttpResponse:
    """One page: write it down, see when it counts as received and which dates follow, save it."""
    policy = policies.current(request.council.pk)
    _must_take_in(request, policy)
    entries = entries_for(request.actor, policy, COMPLAINT)
    known: dict[str, Any] = {"council": request.council, "policy": policy, "entries": entries}
    try:
        arrival = arrival_of(request)
    except Http404:
        if request.method != "POST":
            raise
        return _gone_to_another(request, policy, ContactForm(filled_in(request.POST), request.FILES, **known))
    known["initial"] = begun(arrival, policy)
    if request.method != "POST":
        form = known_from(arrival, ContactForm(**known))
        return settled_before(request, arrival) or _shown(request, policy, form, ahead=_ahead_of(request, form))
    form = known_from(arrival, ContactForm(filled_in(request.POST), request.FILES, **known))
    ahead = _ahead_of(request, form)
    if request.POST.get("step") in ("dates", "person", "channel") or asked_for(request.POST):
        return _shown(request, policy, _unjudged(form), ahead=ahead)
    if form.is_valid():
        alike = alike_to(form.cleaned_data, request.actor, request.council.pk, but=key_of(form, request.actor))
        said = AlikeForm(request.POST, alike=alike) if may_say(request.actor, policy, alike) else None
        if _still_to_say(request, form, alike, said):
            return _shown(request, policy, form, ahead=ahead, alike=alike, alike_form=said)
        try:
            saved = partial(_saved, request, policy, form, said if alike else None)
            return _onwards(request, became(arrival, saved, request))
        except Refused as refused:
            form.add_error(_FIELD_OF.get(refused.code), sentence(refused, policy, _))
        except DocumentRefused as refused:
            form.add_error("file", str(refused))
        except Settled:
            return told_settled(request, arrival)
    return _shown(request, policy, form, ahead=ahead)


def _gone_to_another(request: Any, policy: Policy, form: ContactForm) -> HttpResponse:
    """What had come in is not this officer's any more: nothing is logged, and nothing that they typed is lost."""
    form.is_valid()
    form.add_error(None, _("What came in has gone to somebody else since. Nothing was logged. Copy what you need."))
    return _shown(request, policy, form, ahead=_ahead_of(request, form))


def _ahead_of(request: Any, form: ContactForm) -> Ahead | None:
    """The dates that would follow from what the form says."""
    return looked_ahead(
        request.council.pk,
        form["received_on"].value(),
        "" if form["time_unknown"].value() else form["received_at"].value(),
        form["happened_on"].value(),
        channel=form["channel"].value() or "",
    )


def _still_to_say(request: Any, form: ContactForm, alike: list[Alike], said: AlikeForm | None) -> bool:
    """Whether earlier cases must be looked at first: whether this belongs to one of them is somebody's to say."""
    if not alike or form.cleaned_data["about_me"]:
        return False
    return "alike" not in request.POST if said is None else not said.is_valid()


@transaction.atomic
def _saved(request: Any, policy: Policy, form: ContactForm, said: AlikeForm | None) -> Case:
    """The case that was opened, and what was said of earlier ones; or the earlier one, if nothing was to be opened."""
    at = form.moment()
    told = said is not None and said.is_bound and said.is_valid() and not form.cleaned_data["about_me"]
    keep_choices(policy, request.POST, text=form.cleaned_data["words"], chosen=form.cleaned_data)
    if said is None or at is None or not told:
        return log_contact(request.council, policy, form, by=request.actor)
    if said.same_case:
        return told_there(said, form.cleaned_data, by=request.actor, at=at)
    case = log_contact(request.council, policy, form, by=request.actor)
    said_of(case, said, by=request.actor, at=at)
    return case


def _onwards(request: Any, case: Case) -> HttpResponse:
    """On to the case; whoever logged a complaint about themselves may not see it, and is told where it went."""
    if find.visible_to(request.actor, request.council).filter(pk=case.pk).exists():
        return redirect("casework:case", case.reference)
    messages.success(
        request, _("It is logged as %(reference)s and has gone to somebody else.") % {"reference": case.reference}
    )
    return redirect("casework:work")


_FIELD_OF = {"in-the-future": "received_at", "wrong-stage": "begins_at"}
COMPLAINT = "complaint"


@for_officers
@require_POST
@sensitive_post_parameters()
def channel(request: Any) -> HttpResponse:
    """The piece of the page that asks what is asked of the chosen way in alone, with what was typed so far."""
    policy = policies.current(request.council.pk)
    _must_take_in(request, policy)
    form = _unjudged(ContactForm(request.POST, council=request.council, policy=policy))
    return render(request, "casework/log_channel.html", {"form": form, "standard_reply": standard_reply(policy)})


@for_officers
@require_GET
def dates(request: Any) -> HttpResponse:
    """The piece of the page that shows when it would count as received and which dates would follow."""
    _must_take_in(request, policies.current(request.council.pk))
    given = request.GET
    ahead = looked_ahead(
        request.council.pk,
        _parts(given, "received_on"),
        "" if given.get("time_unknown") else given.get("received_at", ""),
        _parts(given, "happened_on"),
        channel=given.get("channel", ""),
    )
    return render(request, "casework/log_dates.html", {"ahead": ahead})


def _shown(
    request: Any,
    policy: Policy,
    form: ContactForm,
    *,
    ahead: Ahead | None,
    alike: Iterable[Alike] = (),
    alike_form: AlikeForm | None = None,
) -> HttpResponse:
    """The page; the form's mistakes make it no less a page that was asked for and got."""
    channels = frozenset(f"channel-{channel.id}" for channel in policy.channels)
    advice = advised(policy, ("page:log",), flags=channels)
    shown = {
        "form": form,
        "ahead": ahead,
        "policy": policy,
        "advice": advice,
        "alike": alike,
        "alike_form": alike_form,
        "standard_reply": standard_reply(policy),
        "directory": directory(policy.council.id, (one.said for one in advice), timezone.localdate()),
    }
    known = known_of(request.POST, request.actor, policy.council.id) if request.method == "POST" else NOTHING
    return render(request, "casework/log.html", {**shown, **known})


def _unjudged(form: ContactForm) -> ContactForm:
    """The form with everything that was typed, and no fault found with it yet."""
    form._errors, form.cleaned_data = type(form.errors)(), {}
    form.is_questioned = bool(form.data.get("questioned"))  # it was shown no question now
    return form


def _must_take_in(request: Any, policy: Policy) -> None:
    if not may_take_in(request.actor, policy):
        raise PermissionDenied(_("Your role does not take complaints in."))


# --- the dates that would follow -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ahead:
    """When something that reached us then counts as received, and what follows; or why it cannot be said."""

    receipt: str = ""
    dates: tuple[Explained, ...] = ()
    late: Explained | None = None
    trouble: str = ""


def looked_ahead(council_id: str, day: Any, time: Any, happened: Any, *, channel: str = "") -> Ahead | None:
    """The dates that would follow from what is typed so far; none while there is no day that can be read."""
    received = moment_of(_day(day), _time(time))
    if received is None:
        return None
    today = timezone.localdate()
    if received.day > today:
        return Ahead(trouble=_("That day has not come yet."))
    book = policies.rulebook()
    policy = policy_in_force(book, council_id, received)
    asked = {"received": received.iso(), "happened_on": _iso(_day(happened), received)}
    try:
        answered = dates_of(asked, policy, book, timezone.get_default_timezone())
    except BeyondCalendar:
        return Ahead(trouble=_("Working days are not known that far back."))
    explained = [explain(each, policy, today) for each in answered.deadlines]
    receipts = [each.working.anchored.receipt for each in answered.deadlines if each.working.anchored.receipt]
    return Ahead(
        receipt=receipt_line(receipts[0], policy, _) if receipts else "",
        dates=tuple(each for each in explained if each.deadline.open and each.deadline.binds_council),
        late=next((each for each in explained if _came_late(each, policy, channel)), None),
    )


def _came_late(each: Explained, policy: Policy, channel: str) -> bool:
    deadline = each.deadline
    if channel in policy.late.exempt_channels:
        return False
    return deadline.clock.id == policy.late.window and deadline.met is not None and deadline.met.day > deadline.due


def _iso(day: date | None, received: Moment) -> str | None:
    return day.isoformat() if day is not None and day <= received.day else None


def _day(parts: Any) -> date | None:
    try:
        return MemorableDateField(required=False).clean(parts)
    except (ValidationError, TypeError):
        return None


def _time(text: Any) -> Any:
    try:
        return TimeOfDayField(required=False).clean(text or "")
    except ValidationError:
        return None


def _parts(given: Any, name: str) -> list[str]:
    return [given.get(f"{name}-{part}", "") for part in ("day", "month", "year")]
