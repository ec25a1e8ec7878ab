"""How does somebody stop in the middle of a complaint and come back to it, and how is it kept while they write?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from redress.accounts.models import Council
from redress.accounts.rate_limits import allowed, limited, network_address, too_many_tries
from redress.intake import drafts, returning, typed
from redress.intake.councils import no_store, of_a_council
from redress.intake.models import Draft, DraftKey
from redress.intake.questions import BY_SLUG, Path

HOUR = 60 * 60
KEPT_IN_AN_HOUR = 1200  # of one draft: a person who types for an hour without a pause
SAVED_IN_AN_HOUR = 60  # from one network address: a library may help many people
LINKS_TO_AN_ADDRESS = 5  # in an hour: nobody's mailbox is filled by somebody else
CODES_IN_AN_HOUR = 40  # from one network address; a code has 58 bits


def _same_draft(request: HttpRequest) -> str:
    """By what the saving of what is typed is counted: the draft, or the network address while there is none."""
    secret = request.COOKIES.get(drafts.COOKIE, "")
    return f"draft {drafts.hashed(secret)}" if secret else f"address {network_address(request)}"


@never_cache
@sensitive_post_parameters()
@require_POST
@limited("keep-typed", limit=KEPT_IN_AN_HOUR, seconds=HOUR, by=_same_draft)
@of_a_council
def keep_typed(request: Any, council: Council, slug: str) -> HttpResponse:
    """Keep what stands in a page's fields while the person types, and say when that was."""
    asked = BY_SLUG.get(slug)
    if asked is None:
        raise Http404
    draft = drafts.unsent(request, council)
    secret = ""
    if draft is None:
        if drafts.current(request, council) is not None or drafts.SENT in request.COOKIES:
            return JsonResponse({"newer": True}, status=409)  # it was sent: what is typed now belongs to nothing
        draft, secret = drafts.begun(council)
    version, page = request.POST.get(typed.VERSION, "")[:9], request.POST.get(typed.PAGE, "")[:40]
    fields = typed.fields_typed(asked.form, request.POST)
    kept = typed.keep(draft, slug, fields, page=page, version=int(version) if version.isdecimal() else 0)
    if kept is None:
        return JsonResponse({"newer": True}, status=409)
    at = date_format(timezone.localtime(), "H:i")
    response = JsonResponse({"version": kept, "said": _("Saved at %(time)s") % {"time": at}})
    if secret:
        drafts.remember(response, council, secret)
    return response


class LaterForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Enter your e-mail address, or choose to have a code"),
            "invalid": gettext_lazy("Enter an e-mail address in the right format, like name@example.com"),
            "max_length": gettext_lazy("Use %(limit_value)d characters or fewer"),
        },
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("It has 12 letters and numbers. Spaces and small letters do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Enter your code")},
    )


class AgainForm(LaterForm):
    email = forms.EmailField(
        label=gettext_lazy("The e-mail address you gave us"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Enter the e-mail address you gave us"),
            "invalid": gettext_lazy("Enter an e-mail address in the right format, like name@example.com"),
            "max_length": gettext_lazy("Use %(limit_value)d characters or fewer"),
        },
    )


def _link_may_go(request: HttpRequest, council: Council, email: str) -> bool:
    bucket = f"saved-link {council.pk} {email.strip().casefold()}"
    return allowed(bucket, limit=LINKS_TO_AN_ADDRESS, seconds=HOUR, now=timezone.now())


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@limited("save-for-later", limit=SAVED_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def later(request: Any, council: Council) -> HttpResponse:
    """Everything is saved; offer a link by e-mail, or a code to write down."""
    draft = drafts.unsent(request, council)
    if draft is None:
        return redirect("intake:start", council.pk)
    page: dict[str, Any] = {"until": drafts.until(draft), "onward": reverse("intake:begin", args=[council.pk])}
    form = LaterForm(request.POST if "link" in request.POST else None, initial={"email": _email_given(draft)})
    if request.method == "POST" and "code" in request.POST:
        code = returning.new_code(draft)
        return no_store(request, render(request, "intake/later_done.html", {**page, "code": code}))
    if form.is_valid():
        email = form.cleaned_data["email"]
        if not _link_may_go(request, council, email):
            return too_many_tries(request, seconds=HOUR, now=timezone.now())
        with transaction.atomic():
            returning.mail_link(draft, email)
        return no_store(request, render(request, "intake/later_done.html", {**page, "email": email}))
    return no_store(request, render(request, "intake/later.html", {**page, "form": form}))


def _email_given(draft: Draft) -> str:
    return drafts.answers_of(draft).email


@require_POST
@of_a_council
def close(request: HttpRequest, council: Council) -> HttpResponse:
    """Take the complaint off this device; it stays saved."""
    response = render(request, "intake/later_closed.html")
    drafts.forget(response, council)
    return no_store(request, response)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@limited("return-code", limit=CODES_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def come_back(request: Any, council: Council) -> HttpResponse:
    """Open a saved complaint with its code, or have its link sent once more."""
    code = CodeForm(request.POST if "open" in request.POST else None, prefix="code")
    again = AgainForm(request.POST if "again" in request.POST else None, prefix="again")
    page: dict[str, Any] = {"form": again if again.is_bound else code, "code": code, "again": again}
    if code.is_valid():
        draft = returning.opened_by(council, DraftKey.Kind.CODE, code.cleaned_data["code"])
        if draft is not None:
            return _opened(request, council, draft)
        code.add_error("code", _("This code does not open anything. Check it, or ask for your link again"))
    if again.is_valid():
        email = again.cleaned_data["email"]
        if not _link_may_go(request, council, email):
            return too_many_tries(request, seconds=HOUR, now=timezone.now())
        with transaction.atomic():
            returning.mail_again(council, email)
        page["sent"] = True  # said to everybody alike: nobody learns who has begun a complaint
    return no_store(request, render(request, "intake/come_back.html", page))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("return-link", limit=SAVED_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def return_link(request: Any, council: Council, secret: str) -> HttpResponse:
    """Open a saved complaint by its link, once the person says so: a mail programme that looks at links opens none."""
    draft = returning.opened_by(council, DraftKey.Kind.LINK, secret)
    if draft is None:
        return no_store(request, render(request, "intake/come_back_gone.html", status=410))
    if request.method == "POST":
        return _opened(request, council, draft)
    here = drafts.unsent(request, council)
    page = {"until": drafts.until(draft), "another": here is not None and here.pk != draft.pk}
    return no_store(request, render(request, "intake/come_back_link.html", page))


def _opened(request: Any, council: Council, draft: Draft) -> HttpResponse:
    path = Path.of(drafts.answers_of(draft), council, request.policy)
    slug = path.first_unanswered([each for each in draft.answered if each not in draft.typed])
    response = redirect("intake:question", council.pk, slug) if slug else redirect("intake:check", council.pk)
    if (here := drafts.unsent(request, council)) is None or here.pk != draft.pk:
        drafts.remember(response, council, returning.let_in(draft))
    return response
