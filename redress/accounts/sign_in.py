"""How does a member of staff sign in and out, change the password, and take up a colleague's work?"""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from redress.accounts.access import COVERING_FOR, staff_only
from redress.accounts.actors import covered_by
from redress.accounts.forms import PasswordForm, SignInForm
from redress.accounts.models import Council, Staff
from redress.accounts.rate_limits import allowed, forget, limited, too_many_tries

BACKEND = "redress.accounts.backend.StaffBackend"
QUARTER_OF_AN_HOUR = 15 * 60
TRIES_OF_AN_ADDRESS = 100  # a whole town hall may share one network address
TRIES_OF_AN_ACCOUNT = 10


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@limited("sign-in", limit=TRIES_OF_AN_ADDRESS, seconds=QUARTER_OF_AN_HOUR, by="ip")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for e-mail address and password; the right ones lead on to where the person wanted to go."""
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = timezone.now()
        bucket = f"sign-in:account {form.cleaned_data['email'].strip().lower()}"
        if not allowed(bucket, limit=TRIES_OF_AN_ACCOUNT, seconds=QUARTER_OF_AN_HOUR, now=now):
            return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=now)
        staff = form.account(request)
        if staff is not None:
            forget(bucket, seconds=QUARTER_OF_AN_HOUR, now=now)
            login(request, staff, backend=BACKEND)
            return redirect(_next(request))
    page = {"form": form, "next": _given_next(request), "councils": demonstration_people()}
    return render(request, "accounts/sign_in.html", page)


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's people. Anywhere else there is no such page."""
    if not settings.DEMONSTRATION:
        raise Http404
    number = request.POST.get("person", "")
    if not number.isdecimal():
        raise Http404
    staff = get_object_or_404(Staff, pk=int(number), is_demonstration=True, is_active=True)
    login(request, staff, backend=BACKEND)
    return redirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("You have signed out"))
    return redirect(settings.LOGOUT_REDIRECT_URL)


@staff_only
@sensitive_post_parameters("current", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@limited("password", limit=10, seconds=QUARTER_OF_AN_HOUR, by=lambda request: str(request.user.pk))
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions of the same account end."""
    assert isinstance(request.user, Staff)
    form = PasswordForm(request.POST if request.method == "POST" else None, staff=request.user)
    if form.is_valid():
        request.user.set_password(form.cleaned_data["new"])
        request.user.save(update_fields=["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password has been changed"))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/password.html", {"form": form})


@staff_only
@require_POST
def cover(request: HttpRequest) -> HttpResponse:
    """Take up the work of an absent colleague (``absent``: their number), or with none given lay it down."""
    assert isinstance(request.user, Staff)
    number = request.POST.get("absent", "")
    if not number:
        request.session.pop(COVERING_FOR, None)
        return redirect(_next(request))
    if not number.isdecimal():
        raise Http404
    absent = get_object_or_404(covered_by(request.user, timezone.localdate()), pk=int(number))
    request.session[COVERING_FOR] = absent.pk
    return redirect(_next(request))


def demonstration_people() -> list[tuple[Council, list[Staff]]]:
    """The people one may sign in as, by council; none outside the demonstration."""
    if not settings.DEMONSTRATION:
        return []
    people = Staff.objects.filter(is_demonstration=True, is_active=True).select_related("council")
    people = people.prefetch_related("roles").order_by("council__name", "id")
    return [(council, list(members)) for council, members in groupby(people, key=lambda person: person.council)]


def _given_next(request: HttpRequest) -> str:
    """The address to go on to, if one was given that leads to a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


def _next(request: HttpRequest) -> str:
    return _given_next(request) or settings.LOGIN_REDIRECT_URL
