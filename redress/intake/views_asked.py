"""How does somebody whom the council asked for information answer, with a link and without an account?

The link, or the code from a letter on paper, opens one question. Then the session knows which, so that the secret stays
in no address. Whoever follows their own complaint answers from there.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from redress.accounts.models import Council
from redress.accounts.rate_limits import limited, too_many_tries
from redress.cases.reading import log_read
from redress.correspondence.asks import asking, links
from redress.correspondence.asks.asking import Given
from redress.correspondence.models import Ask, AskLink
from redress.design.languages import use as use_language
from redress.intake.access import followed
from redress.intake.asked_forms import LONGEST_REPLY, CannotForm, RepliesForm
from redress.intake.councils import no_store, of_a_council
from redress.intake.letter_codes import QUARTER_OF_AN_HOUR, CodeForm, may_try
from redress.intake.models import new_key
from redress.intake.uploads import drop, files_of, hold_files, limits, none_chosen
from redress.records import documents, redaction
from redress.records.models import Party
from redress.rules.moments import Moment
from redress.rules.refusals import Refused

SENT_FROM_AN_ADDRESS = 120
METHODS = ["GET", "HEAD", "POST"]
ASKED = "asked-by-link"  # the link that each council's session came by


@never_cache
@sensitive_variables("secret")
@require_safe
@of_a_council
def asked_link(request: Any, council: Council, secret: str) -> HttpResponse:
    """Open one question by its link, and go on to an address that gives nothing away."""
    if not may_try(request, council, "asked"):
        return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=timezone.now())
    return _opened(request, council, links.by_link(council.pk, secret))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(METHODS)
@of_a_council
def asked_code(request: Any, council: Council) -> HttpResponse:
    """Ask for the reference and the code from a letter on paper, and go on to the question."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reference = form.cleaned_data["reference"].strip().upper()
        if not may_try(request, council, "asked", reference):
            return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=timezone.now())
        link = links.by_code(council.pk, reference, form.cleaned_data["code"])
        if link is not None:
            return _opened(request, council, link)
        form.add_error("reference", _("We cannot find a letter with this reference and code"))
    return no_store(request, render(request, "intake/asked_code.html", {"form": form, "policy": request.policy}))


def _opened(request: Any, council: Council, link: AskLink | None) -> HttpResponse:
    """The session remembers the question that was opened; nothing where the link opens none."""
    known = {name: pk for name, pk in request.session.get(ASKED, {}).items() if name != council.pk}
    if link is not None:
        request.session.cycle_key()
        known[council.pk] = link.pk
    request.session[ASKED] = known
    onward = no_store(request, redirect("intake:asked", council.pk))
    onward["Referrer-Policy"] = "no-referrer"
    return onward


def _of_the_link(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Give a view the one question that this session's link opened; the page of a link that opens nothing else."""

    def guarded(request: Any, council: Council, **more: Any) -> HttpResponse:
        pk = request.session.get(ASKED, {}).get(council.pk)
        link = links.opened(council.pk, pk) if pk else None
        if link is None:
            return no_store(request, render(request, "intake/asked_gone.html", {"policy": request.policy}, status=404))
        ask = link.ask
        request.came_by = "code" if link.is_code else "link"
        if ask.party is not None:
            use_language(request, ask.party.person.language)
        if not _meant(request, ask):
            page = {"policy": request.policy, "replies": _replies(request)}
            return no_store(request, render(request, "intake/asked_other.html", page, status=409))
        log_read(ask.case, links.actor_of(ask), "asked")
        return no_store(request, view(request, council, ask, **more))

    return never_cache(
        sensitive_post_parameters()(
            limited("asked", limit=SENT_FROM_AN_ADDRESS, seconds=QUARTER_OF_AN_HOUR)(of_a_council(guarded))
        )
    )


def _meant(request: Any, ask: Ask) -> bool:
    """Whether this page is of the question that the session came by last, and not of one in another tab."""
    if request.method == "POST":
        return bool(request.POST.get("ask") == str(ask.pk))
    return bool(request.GET.get("ask", str(ask.pk)) == str(ask.pk))


def _replies(request: Any) -> list[str]:
    """What somebody wrote on a page that is not of this question, so that it is not lost."""
    return [text for name, text in request.POST.items() if text and (name.startswith("reply_") or name == "why")]


def _on_their_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view one question to whoever follows their own complaint."""

    def guarded(request: Any, council: Council, party: Party, number: int, **more: Any) -> HttpResponse:
        request.came_by = "page"
        ask = get_object_or_404(links.theirs(party.case, party.pk), pk=number)
        log_read(ask.case, links.actor_of(ask), "asked")
        return view(request, council, ask, own=True, **more)

    return followed(guarded)


def _answer(request: Any, council: Council, ask: Ask, *, own: bool = False) -> HttpResponse:
    """The questions and a box for each answer; once it is answered, only that it is."""
    if not links.can_be_answered(ask):
        if request.method == "POST":
            return _too_late(request, ask, own=own)
        return render(request, "intake/asked_done.html", {"ask": ask, "own": own, "policy": request.policy})
    if request.method != "POST":
        return _page(request, ask, RepliesForm(ask=ask, initial={"key": new_key()}), own=own)
    whole = not {"save", "upload", "remove"} & set(request.POST)
    form = RepliesForm(request.POST, request.FILES, ask=ask, whole=whole)
    if not form.is_valid():
        return _page(request, ask, form, own=own)
    if not asking.drafted(ask, form.typed()):
        return _too_late(request, ask, own=own)
    if "remove" in request.POST:
        drop(ask, request.POST["remove"])
        return redirect(_address(ask, own=own))
    chosen = form.cleaned_data["files"]
    refusals = hold_files(ask, chosen) if chosen else [none_chosen()] if "upload" in request.POST else []
    if refusals:
        form.add_error("files", refusals)
        return _page(request, ask, form, own=own)
    if not whole:
        if "save" in request.POST:
            _said_that_it_is_kept(request, ask)
        return redirect(_address(ask, own=own))
    given = Given(answers=form.replies(), way=request.came_by, held=files_of(ask))
    return _sent(request, ask, given, form, own=own)


def _said_that_it_is_kept(request: Any, ask: Ask) -> None:
    if ask.files or any(text.strip() for text in ask.typed.values()):
        messages.success(request, _("We have kept what you wrote. Nobody reads it until you send it"))
    else:
        messages.info(request, _("You have written nothing yet"))


def _cannot(request: Any, council: Council, ask: Ask, *, own: bool = False) -> HttpResponse:
    """Somebody cannot answer, or it is not for them: why."""
    if not links.can_be_answered(ask):
        return _too_late(request, ask, own=own) if request.POST else redirect(_address(ask, own=own))
    data = request.POST if request.method == "POST" else None
    form = CannotForm(data, initial={"key": new_key()}, theirs=ask.party is not None)
    if not form.is_valid():
        page = {"ask": ask, "form": form, "own": own, "back": _address(ask, own=own)}
        return render(request, "intake/asked_cannot.html", page)
    given = Given(declined=form.cleaned_data["why"].strip() or asking.without_reason(), way=request.came_by)
    return _sent(request, ask, given, form, own=own)


def _sent(request: Any, ask: Ask, given: Given, form: Any, *, own: bool) -> HttpResponse:
    """Put the answer on the case, once. Where somebody was quicker, what was written is not lost."""
    key = f"asked:{form.cleaned_data['key']}"
    try:
        asking.answered(ask, given, by=links.actor_of(ask), at=_now(), key=key)
    except Refused:  # it was answered or settled meanwhile
        return _too_late(request, ask, own=own)
    return redirect(_address(ask, own=own))


def _too_late(request: Any, ask: Ask, *, own: bool) -> HttpResponse:
    """What somebody sent after the question was answered or settled: kept on the case where it can be.

    Where it cannot, or they had not sent it yet, they have their words back.
    """
    ask.refresh_from_db()
    key = f"asked:{request.POST.get('key', '')[:40]}"
    replies, files = _replies(request), request.FILES.getlist("files")
    if asking.came(ask, key) or not (replies or files):
        return redirect(_address(ask, own=own))
    sent = not {"save", "upload", "remove"} & set(request.POST) and max(map(len, replies), default=0) <= LONGEST_REPLY
    if ask.party is not None and sent:
        with suppress(Refused, documents.DocumentRefused):
            asking.said_besides(ask, _besides(request, ask), files, by=links.actor_of(ask), at=_now(), key=key)
            messages.success(request, _("We have also kept what you sent just now"))
            return redirect(_address(ask, own=own))
    page = {"ask": ask, "own": own, "policy": request.policy, "replies": replies, "files": bool(files)}
    return render(request, "intake/asked_late.html", page, status=409)


def _besides(request: Any, ask: Ask) -> Given:
    if "why" in request.POST:
        return Given(declined=request.POST["why"])
    numbers = range(1, len(ask.questions) + 1)
    return Given(answers=tuple(request.POST.get(f"reply_{number}", "") for number in numbers))


def _now() -> Moment:
    return Moment.of(timezone.now(), timezone.get_default_timezone())


def _page(request: Any, ask: Ask, form: RepliesForm, *, own: bool) -> HttpResponse:
    page = {
        "ask": ask,
        "form": form,
        "own": own,
        "files": files_of(ask),
        "limits": limits(),
        "enclosed": asking.enclosed_with(ask),
        "cannot": f"{_address(ask, own=own, page='asked-cannot')}?ask={ask.pk}",
        "late": ask.due < timezone.localdate(),
        "theirs": ask.party is not None,
        "owed": links.answer_is_owed(ask),
    }
    return render(request, "intake/asked.html", page)


def _document(request: Any, council: Council, ask: Ask, *, number: int) -> FileResponse:
    """One of the papers that go with the question, as a download: redacted where it must be."""
    found = next((each for each in asking.enclosed_with(ask) if each.pk == number), None)
    if found is None or not links.can_be_answered(ask):
        raise Http404
    if not found.redact_first:
        return documents.open_for_download(found)
    redacted = redaction.redacted_copy(found)
    if redacted is None:
        raise Http404
    stem = found.name.rpartition(".")[0] or found.name
    return documents.as_download(io.BytesIO(redacted), f"{stem}.pdf", "application/pdf")


def _address(ask: Ask, *, own: bool, page: str = "asked") -> str:
    if own:
        return reverse(f"intake:own-{page}", args=[ask.council_id, ask.pk])
    return reverse(f"intake:{page}", args=[ask.council_id])


answer = require_http_methods(METHODS)(_of_the_link(_answer))
cannot = require_http_methods(METHODS)(_of_the_link(_cannot))
document = require_safe(_of_the_link(_document))
own_answer = require_http_methods(METHODS)(_on_their_page(_answer))
own_cannot = require_http_methods(METHODS)(_on_their_page(_cannot))
