"""How does somebody say whether another may complain for them?

A link from an e-mail or a letter, or the reference and the code from a letter, open the page. Then the session knows
the question, so that the secret stays in no address.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.accounts.models import Council
from redress.accounts.rate_limits import too_many_tries
from redress.cases.reading import log_read
from redress.cases.record import MovedOn
from redress.intake import agreeing as answers
from redress.intake.councils import no_store, of_a_council
from redress.intake.forms import LONGEST_NOTE, choice, telling
from redress.intake.letter_codes import QUARTER_OF_AN_HOUR, CodeForm, may_try
from redress.intake.models import new_key
from redress.intake.track_forms import ActForm
from redress.records import agreeing
from redress.records.agreeing import ConsentQuestion
from redress.rules.actors import COMPLAINANT, Actor
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

ASKED = "asked-about-consent"


class AnswerForm(ActForm):
    """Yes, no, or I did not know."""

    answer = choice(gettext_lazy("Do you agree?"), (), gettext_lazy("Choose your answer"))
    words = telling(
        gettext_lazy("Do you want to tell us more?"),
        "",
        required=False,
        limit=LONGEST_NOTE,
        hint=gettext_lazy("You do not have to."),
    )

    def __init__(self, *arguments: Any, name: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        field: Any = self.fields["answer"]
        field.choices = [
            (answers.YES, _("Yes, I agree")),
            (answers.NO, _("No, I do not agree")),
            (answers.NOT_KNOWN, _("I did not know about this")),
        ]
        field.choice_hints = {
            answers.YES: _("%(name)s can act for you and we can tell them what we find.") % {"name": name},
            answers.NO: _("We tell %(name)s nothing about you. We tell them that you do not agree.") % {"name": name},
            answers.NOT_KNOWN: _("We tell %(name)s nothing about you. We get in touch with you.") % {"name": name},
        }


class EndForm(ActForm):
    """I do not agree any more."""

    sure = forms.BooleanField(
        label=gettext_lazy("I do not agree any more"),
        error_messages={"required": gettext_lazy("Tick the box if you do not agree any more")},
    )


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_council
def agree(request: Any, council: Council) -> HttpResponse:
    """Ask for the reference and the code from the letter."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reference = form.cleaned_data["reference"].strip().upper()
        if not may_try(request, council, "agree", reference):
            return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=timezone.now())
        question = agreeing.by_code(council.pk, reference, form.cleaned_data["code"])
        if question is not None:
            return _opened(request, council, question)
        form.add_error("reference", _("We cannot find a letter with this reference and code"))
    page = {"form": form, "policy": request.policy, "wrong_link": "link" in request.GET}
    return no_store(request, render(request, "intake/agree_code.html", page))


@never_cache
@sensitive_variables("secret")
@require_safe
@of_a_council
def agree_link(request: Any, council: Council, secret: str) -> HttpResponse:
    """Open the question by its link, and go on to an address that gives nothing away."""
    if not may_try(request, council, "agree"):
        return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=timezone.now())
    question = agreeing.by_link(council.pk, secret)
    if question is None:
        return no_store(request, redirect(f"{_address(council)}?link=wrong"))
    return _opened(request, council, question)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_council
def agree_answer(request: Any, council: Council) -> HttpResponse:
    """Who wants to act, what that means, and the answer."""
    question = _question(request, council)
    if question is None:
        return redirect("intake:agree", council.pk)
    log_read(question.case, Actor(kind=COMPLAINANT, id=question.asked.actor_id), "consent")
    stands = answers.stands(question)
    if agreeing.can_be_answered(question):
        kind, told = AnswerForm, {"name": question.party.person.name}
    else:
        kind, told = EndForm, {}
    initial = {"seen": 0, "key": new_key()}
    form = kind(request.POST, **told) if request.method == "POST" else kind(initial=initial, **told)
    if request.method == "POST" and form.is_valid():
        trouble = _answered(question, form)
        if not trouble:
            return redirect("intake:agree-answer", council.pk)
        form.add_error(None, trouble)
    page = {
        "form": form,
        "question": question,
        "party": question.party,
        "open": agreeing.can_be_answered(question),
        "over": question.expires_at <= timezone.now(),
        "stands": stands,
        "policy": request.policy,
    }
    return no_store(request, render(request, "intake/agree.html", page))


def _answered(question: ConsentQuestion, form: Any) -> str:
    """Put the answer on record; what is wrong where that cannot be."""
    given = form.cleaned_data
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    said = given.get("answer") or answers.NO_LONGER
    try:
        answers.answer(question, said, own_words=given.get("words", ""), at=now, key=f"agree:{given['key']}")
    except Refused as refused:
        return sentence(refused, policies.current(question.council_id), _)
    except MovedOn:
        return _("Something else happened just now. Please send it again.")
    return ""


def _opened(request: Any, council: Council, question: ConsentQuestion) -> HttpResponse:
    request.session.cycle_key()
    request.session[ASKED] = {**request.session.get(ASKED, {}), council.pk: question.pk}
    onward = no_store(request, redirect("intake:agree-answer", council.pk))
    onward["Referrer-Policy"] = "no-referrer"
    return onward


def _question(request: Any, council: Council) -> ConsentQuestion | None:
    pk = request.session.get(ASKED, {}).get(council.pk)
    return agreeing.question(council.pk, pk) if pk else None


def _address(council: Council) -> str:
    return reverse("intake:agree", args=[council.pk])
