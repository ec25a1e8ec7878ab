"""What can somebody do on their own complaint: add to it, go on with it, ask for help, or take it back?

Each page asks, keeps what was typed whatever goes wrong, and hands one act to :mod:`redress.intake.acts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from redress.accounts.models import Council
from redress.accounts.rate_limits import limited
from redress.cases.record import MovedOn
from redress.intake import acts, plain
from redress.intake.access import followed
from redress.intake.languages import said, said_plainly
from redress.intake.models import new_key
from redress.intake.own import Own, own_standing
from redress.intake.track_forms import HelpForm, InformationForm, NextStageForm, WithdrawForm
from redress.intake.uploads import limits, too_many
from redress.intake.views_track import next_stage_name, refusal
from redress.records.documents import DocumentRefused
from redress.records.models import Party
from redress.rules.moments import Moment
from redress.rules.phrases import role_name
from redress.rules.policy import DiscretionWindow, Policy
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

HOUR = 60 * 60
ACTS_IN_AN_HOUR = 120
METHODS = ["GET", "HEAD", "POST"]
in_reason = limited("own-complaint", limit=ACTS_IN_AN_HOUR, seconds=HOUR)


class Page:
    """One act's page while it is asked for or done: the case as it stands, and the form."""

    def __init__(self, request: Any, party: Party, act: str, template: str) -> None:
        self.request, self.party, self.act, self.template = request, party, act, template
        self.stands: Own = own_standing(party.case, today=timezone.localdate())
        self.more: dict[str, Any] = {}

    @property
    def refused(self) -> str:
        """Why the act is not open now; empty where it is."""
        refused = refusal(self.stands, self.party, self.act)
        return said(sentence(refused, self.stands.policy, _)) if refused is not None else ""

    def form(self, kind: type[forms.Form], **told: Any) -> Any:
        """The form as sent, or a fresh one that knows what was seen."""
        if self.request.method == "POST":
            return kind(self.request.POST, self.request.FILES, **told)
        return kind(initial={"seen": self.stands.seq, "key": new_key()}, **told)

    def shown(self, form: Any, *, status: int = 200) -> HttpResponse:
        """The page with its form."""
        page = {
            "form": form,
            "case": self.party.case,
            "policy": self.stands.policy,
            "refused": self.refused,
            "back": reverse("intake:case", args=[self.party.case.council_id]),
            **self.more,
        }
        return render(self.request, self.template, page, status=status)

    def done(self, form: Any, do: Callable[[], object], message: str) -> HttpResponse:
        """Do the act, and go back to the case; or show the form again with what was typed and why."""
        try:
            do()
        except Refused as refused:
            form.add_error(None, sentence(refused, self.stands.policy, _))
            return self.shown(form, status=409)
        except MovedOn:
            return self._moved_on(form)
        except DocumentRefused as refused:
            form.add_error("files", str(refused))
            return self.shown(form)
        messages.success(self.request, message)
        return redirect("intake:case", self.party.case.council_id)

    def _moved_on(self, form: Any) -> HttpResponse:
        """Something happened meanwhile: the person sees where it stands now, with their words kept."""
        self.stands = own_standing(self.party.case, today=timezone.localdate())
        form.data = form.data.copy()
        form.data["seen"] = str(self.stands.seq)
        where = plain.where(self.stands).headline
        words = _("Something has happened on your complaint since you opened this page: %(now)s.") % {"now": where}
        form.add_error(None, words + " " + _("Your words are still here. Look at them once more and send them again."))
        return self.shown(form, status=409)


def _envelope(form: Any) -> dict[str, Any]:
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    return {"at": now, "seen": form.cleaned_data["seen"], "key": form.cleaned_data["key"]}


@require_http_methods(METHODS)
@in_reason
@followed
def add(request: Any, council: Council, party: Party) -> HttpResponse:
    """Send more words or files."""
    page = Page(request, party, "add-information", "intake/act_add.html")
    page.more = {"limits": limits()}
    form = page.form(InformationForm)
    if request.method != "POST" or not form.is_valid():
        return page.shown(form)
    given = form.cleaned_data
    if len(given["files"]) > page.more["limits"]["most"]:
        form.add_error("files", too_many())
        return page.shown(form)
    return page.done(
        form,
        lambda: acts.add_information(party, given["text"], files=given["files"], **_envelope(form)),
        _("Thank you. We have added this to your complaint"),
    )


@require_http_methods(METHODS)
@in_reason
@followed
def withdraw(request: Any, council: Council, party: Party) -> HttpResponse:
    """Take the complaint back, once the person says they are sure."""
    page = Page(request, party, "withdraw", "intake/act_withdraw.html")
    form = page.form(WithdrawForm)
    if request.method != "POST" or not form.is_valid():
        return page.shown(form)
    return page.done(
        form,
        lambda: acts.withdraw(party, form.cleaned_data["text"], **_envelope(form)),
        _("You have withdrawn your complaint"),
    )


@require_http_methods(METHODS)
@in_reason
@followed
def next_stage(request: Any, council: Council, party: Party) -> HttpResponse:
    """Ask for the next stage, with reasons as the policy wants them."""
    page = Page(request, party, "request-next-stage", "intake/act_next_stage.html")
    stands, name = page.stands, next_stage_name(page.stands)
    rule = stands.policy.request_for(stands.stage.next)
    window = plain.window_date(stands, timezone.localdate())
    page.more = {"stage": name, "rule": rule, "window": window, "decided_by": _decider(stands.policy, rule)}
    advice = rule.advice if rule else ""
    form = page.form(NextStageForm, compulsory=bool(rule and rule.reasons_compulsory), advice=advice)
    if request.method != "POST" or not form.is_valid():
        return page.shown(form)
    return page.done(
        form,
        lambda: acts.ask_for_stage_two(party, form.cleaned_data["text"], **_envelope(form)),
        _("We have your request for %(stage)s") % {"stage": name},
    )


def _decider(policy: Policy, rule: Any) -> str:
    """Who decides on a request that comes after its time; empty where nobody has to."""
    binds = policy.clock(rule.window).binds if rule is not None and rule.window else None
    return said_plainly(role_name(policy, binds.decided_by, _)) if isinstance(binds, DiscretionWindow) else ""


@require_http_methods(METHODS)
@in_reason
@followed
def give_reasons(request: Any, council: Council, party: Party) -> HttpResponse:
    """Give the reasons that a request for the next stage lacked."""
    page = Page(request, party, "give-reasons", "intake/act_reasons.html")
    rule = page.stands.policy.request_for(page.stands.run.stage)
    form = page.form(NextStageForm, compulsory=True, advice=rule.advice if rule else "")
    if request.method != "POST" or not form.is_valid():
        return page.shown(form)
    return page.done(
        form,
        lambda: acts.give_reasons(party, form.cleaned_data["text"], **_envelope(form)),
        _("Thank you. We have added your reasons"),
    )


@require_http_methods(METHODS)
@in_reason
@followed
def ask_for_help(request: Any, council: Council, party: Party) -> HttpResponse:
    """Ask for help or an adjustment."""
    page = Page(request, party, "ask-for-help", "intake/act_help.html")
    form = page.form(HelpForm)
    if request.method != "POST" or not form.is_valid():
        return page.shown(form)
    return page.done(
        form,
        lambda: acts.ask_for_help(party, form.cleaned_data["text"], **_envelope(form)),
        _("We have your request for help and will be in touch"),
    )
