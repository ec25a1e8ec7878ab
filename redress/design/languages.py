"""In which language is a page of the public site, and how does somebody choose another?

Only a choice made on a page counts: a browser's settings are often somebody else's. The staff site stays English.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_info

CHOICE = "language"
KEPT = timedelta(days=365)
FOR_STAFF = ("/casework/", "/outbox/")
_CODES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the public site: its code for ``lang``, and its name in itself."""

    code: str
    name: str
    chosen: bool
    href: str


class LanguageOfThePublicPages:
    """Let each request be answered in the language chosen, and keep a choice that is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        chosen = request.GET.get(CHOICE, "")
        public = not request.path.startswith(FOR_STAFF)
        if public and chosen in _CODES and request.method in ("GET", "HEAD"):
            return _remembered(request, chosen)
        request.language_chosen = _known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")) if public else ""
        with translation.override(spoken(request.language_chosen)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            if public:
                response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
                patch_vary_headers(response, ["Cookie"])
            return response


def _remembered(request: HttpRequest, code: str) -> HttpResponse:
    """Back to the very page, in the language chosen: the address says nothing of it any more."""
    rest = request.GET.copy()
    del rest[CHOICE]
    # A path that begins with two slashes would lead to another site.
    path = "/" + request.path.lstrip("/")
    response = HttpResponseRedirect(f"{path}?{rest.urlencode()}" if rest else path)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=KEPT,
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )
    response["Cache-Control"] = "no-store"
    return response


def _known(code: str) -> str:
    return code if code in _CODES else ""


def spoken(code: str) -> str:
    """The language in which pages are drawn for somebody who chose this one: English while it is not translated."""
    english = code in settings.LANGUAGES_NOT_TRANSLATED and not get_language_info(code)["bidi"]
    return settings.LANGUAGE_CODE if english or not _known(code) else code


def chosen_language() -> str:
    """The language in which somebody is using the public pages now, to be kept with them; empty for English."""
    code = translation.get_language() or ""
    return code if _known(code) and code != settings.LANGUAGE_CODE else ""


def name_of(code: str) -> str:
    """What a language of the public site is called in English; empty for English itself."""
    return str(get_language_info(code)["name"]) if _known(code) else ""


def use(request: Any, code: str) -> None:
    """Answer the rest of this request in somebody's language, where they have chosen no other on this device."""
    if getattr(request, "language_chosen", "") or not _known(code):
        return
    request.language_chosen = code
    translation.activate(spoken(code))
    request.LANGUAGE_CODE = translation.get_language()


def choices(request: Any) -> list[Language]:
    """The languages of the public site, each with the address that turns this page into it."""
    chosen = getattr(request, "language_chosen", "") or settings.LANGUAGE_CODE
    offered = [code for code in _CODES if settings.ENVIRONMENT == "test" or not get_language_info(code)["bidi"]]
    return [
        Language(code, _own_name(code), code == chosen, _address(request, code))
        for code in [*offered, *([chosen] if chosen not in offered else [])]
    ]


def _own_name(code: str) -> str:
    name = str(get_language_info(code)["name_local"])
    return "English" if code == settings.LANGUAGE_CODE else name[:1].upper() + name[1:]


def _address(request: HttpRequest, code: str) -> str:
    """This very page; after a form was sent, the page that shows the form."""
    rest = request.GET.copy()
    rest[CHOICE] = code
    return f"?{rest.urlencode()}"


def state(request: Any) -> str:
    """What is to be said of the language of a page: ``not-translated``, ``not-checked`` or nothing."""
    chosen = getattr(request, "language_chosen", "")
    if chosen in settings.LANGUAGES_NOT_TRANSLATED:
        return "not-translated"
    return "not-checked" if chosen in settings.LANGUAGES_NOT_CHECKED else ""
