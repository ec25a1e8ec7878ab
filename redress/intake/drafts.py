"""Whose draft is this, and what has it kept so far?

The browser holds a random secret in a cookie that scripts cannot read and that goes only to this
council's pages. It outlives sessions: what was answered is still there when someone comes back.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from redress.accounts.models import Council
from redress.cases.models import Case
from redress.intake.answers import Answers, from_plain, to_plain
from redress.intake.models import Draft, DraftKey

KEPT = timedelta(days=28)
KEPT_AFTER_SENDING = timedelta(days=1)
COOKIE = "__Secure-redress-draft" if settings.PRODUCTION else "redress-draft"
#: What shows the last page again: the reference and the secret of the complaint just sent.
SENT = "__Secure-redress-sent" if settings.PRODUCTION else "redress-sent"


def current(request: HttpRequest, council: Council) -> Draft | None:
    """The draft this browser is writing or has just sent to this council, if it is still kept."""
    secret = request.COOKIES.get(COOKIE, "")
    if not secret:
        return None
    known = hashed(secret)
    opens = Q(secret_hash=known) | Q(keys__kind=DraftKey.Kind.BROWSER, keys__hash=known)
    draft = Draft.objects.filter(opens, council=council).select_related("case").distinct().first()
    return draft if draft is not None and not is_stale(draft) else None


def unsent(request: HttpRequest, council: Council) -> Draft | None:
    """The draft that can still be written on."""
    draft = current(request, council)
    return draft if draft is not None and not draft.is_sent else None


def begun(council: Council) -> tuple[Draft, str]:
    """A new draft and the secret that leads to it; the secret is told only once."""
    secret = secrets.token_urlsafe(32)
    return Draft.objects.create(council=council, secret_hash=hashed(secret)), secret


def remember(response: HttpResponse, council: Council, secret: str) -> None:
    """Give the browser the secret of its draft, for this council's pages only."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=KEPT,
        path=f"/{council.pk}/",
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, council: Council) -> None:
    """Take the secret out of the browser again."""
    response.delete_cookie(COOKIE, path=f"/{council.pk}/", samesite="Lax")


def forget_sent(request: HttpRequest, response: HttpResponse, council: Council) -> None:
    """Take everything out of the browser that leads to a complaint it has sent; one not yet sent stays."""
    response.delete_cookie(SENT, path=f"/{council.pk}/complain/", samesite="Lax")
    draft = current(request, council)
    if draft is not None and draft.is_sent:
        forget(response, council)


def answers_of(draft: Draft | None) -> Answers:
    """The answers kept so far; empty ones where there is no draft."""
    return from_plain(draft.answers if draft is not None else {})


def keep(
    draft: Draft, question: str, given: Mapping[str, Any], *, page: str = "", reopens: Collection[str] = ()
) -> None:
    """Keep the answers to one question, beside those that another tab may be keeping at the same moment.

    ``page`` names the page it was written on; the questions that the answer ``reopens`` are to be answered again.
    """
    with transaction.atomic():
        now = Draft.objects.select_for_update().get(pk=draft.pk)
        draft.answers = {**now.answers, **to_plain(given)}
        still = [slug for slug in now.answered if slug not in reopens]
        draft.answered = [*still, *([question] if question not in still else [])]
        draft.typed = {slug: fields for slug, fields in now.typed.items() if slug != question}
        draft.versions = {**now.versions, question: [version_of(now, question)[0] + 1, page]}
        draft.touched_at = timezone.now()
        draft.save(update_fields=["answers", "answered", "typed", "versions", "touched_at"])


def empty(draft: Draft, case: Case) -> None:
    """The draft was sent: nothing of what was written stays in it, and neither link nor code opens it any more."""
    draft.case = case
    draft.answers, draft.answered, draft.typed, draft.versions, draft.files = {}, [], {}, {}, []
    draft.email_hash, draft.touched_at = "", timezone.now()
    draft.save()
    draft.keys.exclude(kind=DraftKey.Kind.BROWSER).delete()


def version_of(draft: Draft | None, question: str) -> tuple[int, str]:
    """How often an answer was written, and by which page last."""
    number, page = draft.versions.get(question, [0, ""]) if draft is not None else (0, "")
    return number, page


def until(draft: Draft) -> date:
    """The last whole day on which an unsent draft can be come back to."""
    return timezone.localdate(draft.touched_at + KEPT) - timedelta(days=1)


def is_stale(draft: Draft) -> bool:
    """Whether it was left alone, or sent, too long ago to be opened."""
    kept = KEPT_AFTER_SENDING if draft.is_sent else KEPT
    return timezone.now() - draft.touched_at > kept


def hashed(secret: str) -> str:
    """What is kept of a secret that opens a draft."""
    return hashlib.sha256(secret.encode()).hexdigest()
