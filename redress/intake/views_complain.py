"""How does somebody write and send a complaint, one question at a time?

Every answer is kept on the server as soon as it is given; the browser holds only the secret of the
draft. Nothing here asks for a session.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from redress.accounts.models import Council
from redress.accounts.rate_limits import limited
from redress.intake import drafts, typed
from redress.intake.answers import NONE_OF_THESE
from redress.intake.councils import contacts, no_store, of_a_council
from redress.intake.forms import FilesForm, QuestionForm
from redress.intake.questions import BY_SLUG, Path
from redress.intake.uploads import drop, files_of, hold_files, let_go, limits, none_chosen

HOUR = 60 * 60
FILES_IN_AN_HOUR = 120
ANSWERS_IN_AN_HOUR = 600  # a library or a town hall may share one network address


@never_cache
@require_safe
@of_a_council
def begin(request: Any, council: Council) -> HttpResponse:
    """Go to the first question, or to where the person left off."""
    draft = drafts.unsent(request, council)
    path = Path.of(drafts.answers_of(draft), council, request.policy)
    slug = path.first_unanswered(draft.answered if draft else [])
    return redirect("intake:question", council.pk, slug) if slug else redirect("intake:check", council.pk)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@limited("complain", limit=ANSWERS_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def question(request: Any, council: Council, slug: str) -> HttpResponse:
    """Ask one question, keep the answer, and go on."""
    asked = BY_SLUG.get(slug)
    if asked is None:
        raise Http404
    draft = drafts.unsent(request, council)
    answers = drafts.answers_of(draft)
    told = {"council": council, "policy": request.policy, "answers": answers}
    if request.method != "POST":
        return _asked(request, council, asked.form(**told, **_as_typed(asked.form, draft, slug)), draft, slug)
    if "later" in request.POST:
        return _saved_for_later(request, council, asked.form, draft, slug)
    form = asked.form(request.POST, request.FILES, **told)
    elsewhere = typed.told_otherwise(form, draft, slug)
    if form.is_valid() and elsewhere:
        form.add_error(form.tellings[0], _("You wrote something else here on another page. Keep one of the two"))
    if not form.is_valid():
        if draft is not None:
            _keep_typed(request, draft, asked.form, slug)
        return _asked(request, council, form, draft, slug, elsewhere=elsewhere)
    draft, secret = (draft, "") if draft else drafts.begun(council)
    page = request.POST.get(typed.PAGE, "")[:40]
    drafts.keep(draft, slug, form.cleaned_data, page=page, reopens=form.reopens)
    response = _onward(request, council, draft, slug)
    if secret:
        drafts.remember(response, council, secret)
    return response


def _as_typed(form_class: type[QuestionForm], draft: drafts.Draft | None, slug: str) -> dict[str, Any]:
    """What a page begins with: what was typed on it last, where that is no answer yet."""
    known = typed.initial(form_class, draft, slug)
    return {"initial": known} if known else {}


def _asked(
    request: Any, council: Council, form: QuestionForm, draft: drafts.Draft | None, slug: str, *, elsewhere: str = ""
) -> HttpResponse:
    """The page of a question, which knows when it was opened."""
    path = Path.of(form.answers, council, request.policy)
    page = {
        "form": form,
        "policy": request.policy,
        "slug": slug,
        "elsewhere": elsewhere,
        "version": drafts.version_of(draft, slug)[0],
        "page": typed.new_page(),
        "changing": "?change" if "change" in request.GET else "",
        "back": _back(request, council, path.before(slug)),
        **form.more(),
    }
    return no_store(request, render(request, form.template, page))


def _keep_typed(request: Any, draft: drafts.Draft, form_class: type[QuestionForm], slug: str) -> None:
    """What will not do as an answer is not lost either."""
    page, version = request.POST.get(typed.PAGE, "")[:40], drafts.version_of(draft, slug)[0]
    typed.keep(draft, slug, typed.fields_typed(form_class, request.POST), page=page, version=version)
    draft.refresh_from_db()


def _saved_for_later(
    request: Any, council: Council, form_class: type[QuestionForm], draft: drafts.Draft | None, slug: str
) -> HttpResponse:
    """Keep what stands on the page, finished or not, and offer ways to come back to it."""
    draft, secret = (draft, "") if draft else drafts.begun(council)
    _keep_typed(request, draft, form_class, slug)
    response = redirect("intake:later", council.pk)
    if secret:
        drafts.remember(response, council, secret)
    return response


def _onward(request: Any, council: Council, draft: drafts.Draft, slug: str) -> HttpResponse:
    """To the advice on a matter that others deal with, to the next question, or back to the check."""
    answers = drafts.answers_of(draft)
    path = Path.of(answers, council, request.policy)
    changing = "?change" if "change" in request.GET else ""
    if slug == "elsewhere" and answers.elsewhere != NONE_OF_THESE:
        return redirect(reverse("intake:pointed", args=[council.pk]) + changing)
    later = path.first_unanswered(draft.answered) if changing else path.after(slug)
    return redirect(_address(council, later, changing))


def _address(council: Council, slug: str, changing: str) -> str:
    """A question's page, or the check where no question is left."""
    if not slug:
        return reverse("intake:check", args=[council.pk])
    return reverse("intake:question", args=[council.pk, slug]) + changing


def _back(request: Any, council: Council, before: str) -> str:
    if "change" in request.GET:
        return reverse("intake:check", args=[council.pk])
    if before:
        return reverse("intake:question", args=[council.pk, before])
    return reverse("intake:start", args=[council.pk])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("complain-files", limit=FILES_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def files(request: Any, council: Council) -> HttpResponse:
    """Take files in, let them go again, and go on. Without a script each button sends the page."""
    draft = drafts.unsent(request, council)
    answers = drafts.answers_of(draft)
    told = {"council": council, "policy": request.policy, "answers": answers}
    if request.method == "POST" and "later" in request.POST:
        return _saved_for_later(request, council, FilesForm, draft, "files")
    form = FilesForm(request.POST, request.FILES, **told) if request.method == "POST" else FilesForm(**told)
    if not form.is_valid():
        return _files_page(request, council, form, draft)
    draft, secret = (draft, "") if draft else drafts.begun(council)
    response = _with_files(request, council, draft, form)
    if secret:
        drafts.remember(response, council, secret)
    return response


def _with_files(request: Any, council: Council, draft: drafts.Draft, form: FilesForm) -> HttpResponse:
    """What the button that was pressed asks for."""
    if "remove" in request.POST:
        name = drop(draft, request.POST["remove"])
        if name:
            messages.success(request, _("We have removed %(name)s") % {"name": name})
        return redirect(request.get_full_path())
    chosen = [*form.cleaned_data["files"], *form.cleaned_data["photo"]]
    refusals = hold_files(draft, chosen)
    if "upload" in request.POST and not chosen:
        refusals = [none_chosen()]
    if refusals:
        form.add_error("files", refusals)
        return _files_page(request, council, form, draft)
    if "upload" in request.POST:
        return redirect(request.get_full_path())
    drafts.keep(draft, "files", {})
    return _onward(request, council, draft, "files")


def _files_page(request: Any, council: Council, form: FilesForm, draft: drafts.Draft | None) -> HttpResponse:
    path = Path.of(drafts.answers_of(draft), council, request.policy)
    page = {"form": form, "files": files_of(draft), "limits": limits(), "slug": "files"}
    page["back"] = _back(request, council, path.before("files"))
    return no_store(request, render(request, "intake/files.html", page))


@never_cache
@require_safe
@of_a_council
def pointed_elsewhere(request: Any, council: Council) -> HttpResponse:
    """Who deals with the matter that the person chose, and that they may still go on."""
    draft = drafts.unsent(request, council)
    answers = drafts.answers_of(draft)
    matter = next((matter for matter in request.policy.elsewhere if matter.id == answers.elsewhere), None)
    if draft is None or matter is None:
        return redirect("intake:question", council.pk, "elsewhere")
    path = Path.of(answers, council, request.policy)
    changing = "?change" if "change" in request.GET else ""
    later = path.first_unanswered(draft.answered) if changing else path.after("elsewhere")
    page = {
        "matter": matter,
        "contacts": contacts(request.policy, matter.contacts),
        "onward": _address(council, later, changing),
        "back": reverse("intake:question", args=[council.pk, "elsewhere"]) + changing,
    }
    return render(request, "intake/pointed_elsewhere.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("complain", limit=ANSWERS_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def start_again(request: HttpRequest, council: Council) -> HttpResponse:
    """Ask whether to delete everything that was written so far, and do so when that is confirmed."""
    draft = drafts.unsent(request, council)
    if request.method != "POST":
        return render(request, "intake/start_again.html") if draft is not None else redirect("intake:start", council.pk)
    if draft is not None:
        let_go(draft)
        draft.delete()
    messages.success(request, _("We have deleted your answers"))
    response = redirect("intake:start", council.pk)
    drafts.forget(response, council)
    return response
