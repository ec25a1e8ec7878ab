"""What do colleagues say of an answer that is being drafted, who reviews it, and what did earlier versions say?"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from redress.accounts.actors import people_with_roles
from redress.accounts.models import Staff
from redress.cases import find
from redress.casework.act_form import LongText
from redress.casework.desk import Desk, desk_for
from redress.casework.officers import for_officers, roles_that_see_drafts
from redress.casework.response.drafting import agreed_state, draft_of, drafted_letter, letter_of_answer
from redress.casework.response.versions import compared, described
from redress.correspondence import draft_talk, drafts, versions
from redress.correspondence.checking import checked
from redress.correspondence.models import LetterDraft
from redress.correspondence.notices import notify
from redress.correspondence.response_models import DraftReview


class CommentForm(forms.Form):
    """What somebody says, of which point."""

    point = forms.ChoiceField(label=_("What is it about?"), required=False)
    text = LongText(
        label=_("Your comment"),
        help_text=_("Only staff can read it."),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your comment")},
    )

    def __init__(self, data: Any = None, *, here: Here) -> None:
        super().__init__(data)
        field: Any = self.fields["point"]
        field.choices = [("", say("The whole answer")), *((id, name) for id, name in here.points.items())]
        field.initial = here.request.GET.get("point", "")


class AskForm(forms.Form):
    """Who is asked."""

    who = forms.ChoiceField(label=_("Who should review it?"), error_messages={"required": _("Choose a person")})

    def __init__(self, data: Any = None, *, here: Here) -> None:
        super().__init__(data)
        people = [(str(each.pk), f"{each.name}, {each.job_title}".rstrip(", ")) for each in here.colleagues()]
        field: Any = self.fields["who"]
        field.choices = [("", say("Choose a person")), *people]

    def clean_who(self) -> Staff:
        return Staff.objects.get(pk=self.cleaned_data["who"])


class Here:
    """One draft before one colleague."""

    def __init__(self, request: Any, reference: str) -> None:
        self.request = request
        self.desk: Desk = desk_for(request, reference, "respond")
        found = draft_of(self.desk)
        if found is None:
            raise Http404("no answer is being drafted")
        self.draft: LetterDraft = found
        self.reviews = draft_talk.reviews_of(found)
        self.roles = roles_that_see_drafts(self.desk.policy, self.desk.run.track)
        if not (self.desk.actor.role_names & self.roles or self.asked):
            raise PermissionDenied(say("Your role does not see answers that are being drafted."))

    @property
    def asked(self) -> DraftReview | None:
        """The review that this colleague has been asked for and has not decided."""
        return next(
            (each for each in self.reviews if each.asked_id == self.request.user.pk and not each.decision), None
        )

    @property
    def may_write(self) -> bool:
        """Whether they write the answer: they ask for a review and bring back a version."""
        return self.desk.refused is None

    @property
    def points(self) -> dict[str, str]:
        """The points that can be spoken of, by name."""
        return {
            point.id: say("Point %(number)s") % {"number": point.id.removeprefix("p")}
            for point in self.desk.standing.case.points
        }

    def colleagues(self) -> list[Staff]:
        """Who can be asked: everybody whose role sees drafts and who may open this case, but not oneself."""
        row, today = self.desk.row, self.desk.today
        found = {each.pk: each for each in people_with_roles(row.council_id, self.roles, today)}
        found.pop(self.request.user.pk, None)
        return sorted(find.who_may_see(row, found.values(), on=today), key=lambda each: each.name)

    @property
    def address(self) -> str:
        return f"{reverse('casework:response', args=[self.desk.row.reference])}?run={self.desk.run.id}"

    def shown(self, **more: Any) -> HttpResponse:
        letter = drafted_letter(self.desk, self.draft)
        agreement = self.desk.policy.agreement_for(self.desk.run.stage)
        said = draft_talk.comments_on(self.draft)
        context = {
            "desk": self.desk,
            "here": self,
            "draft": self.draft,
            "letter": letter,
            "concerns": checked(self.desk.row, letter) if letter else (),
            "agreement": agreement,
            "agreed": agreed_state(self.desk, self.draft, agreement),
            "comments": [(each, self.points.get(each.point, "")) for each in said],
            "versions": described(self.draft, self.desk),
            "key": secrets.token_hex(16),
            "commenting": CommentForm(here=self),
            "asking": AskForm(here=self) if self.may_write else None,
        }
        return render(self.request, "casework/actions/response.html", {**context, **more})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def response(request: Any, reference: str) -> HttpResponse:
    """The answer as it is drafted, with what was said of it; and whatever a colleague does to it."""
    here = Here(request, reference)
    if request.method != "POST":
        return here.shown()
    what, _colon, which = request.POST.get("what", "").partition(":")
    done = _ACTS.get(what)
    if done is None:
        raise Http404(what)
    answer = done(here, which)
    return answer or redirect(here.address)


def _comment(here: Here, which: str) -> HttpResponse | None:
    form = CommentForm(here.request.POST, here=here)
    if not form.is_valid():
        return here.shown(commenting=form)
    given = form.cleaned_data
    draft_talk.comment(here.draft, given["text"], by=here.request.user, key=_key(here), point=given["point"])
    messages.success(here.request, say("Your comment stands beside the draft."))
    return None


def _resolve(here: Here, which: str) -> HttpResponse | None:
    if not which.isdecimal() or not draft_talk.resolve(here.draft, int(which), by=here.request.user):
        raise Http404(which)
    messages.success(here.request, say("The comment is marked as resolved."))
    return None


def _ask(here: Here, which: str) -> HttpResponse | None:
    if not here.may_write:
        raise PermissionDenied(say("Only whoever writes the answer asks for a review."))
    form = AskForm(here.request.POST, here=here)
    if not form.is_valid():
        return here.shown(asking=form)
    person = form.cleaned_data["who"]
    with transaction.atomic():
        review, new = draft_talk.ask(here.draft, person, by=here.request.user)
        if new:
            told = {"who": here.request.user.name}
            template = "casework/notices/to-review.txt"
            notify(here.desk.row, person.email, template, told, f"review:{review.pk}", to_name=person.name)
    messages.success(here.request, say("%(name)s has been asked.") % {"name": person.name})
    return None


def _decide(here: Here, which: str) -> HttpResponse | None:
    """Whoever was asked says that nothing is to be changed, or returns it with at least one comment."""
    if here.asked is None:
        raise PermissionDenied(say("You have not been asked to review this draft."))
    text = here.request.POST.get("text", "").strip()
    if which == "back" and not text:
        form = CommentForm(here.request.POST, here=here)
        form.is_valid()
        form.errors["text"] = form.error_class([say("Say what must be changed")])
        return here.shown(commenting=form)
    if which not in ("fine", "back"):
        raise Http404(which)
    with transaction.atomic():
        point = here.request.POST.get("point", "")
        known = point if point in here.points else ""
        draft_talk.comment(here.draft, text, by=here.request.user, key=_key(here), point=known)
        ended = draft_talk.decide(here.draft, which, by=here.request.user)
        for review in ended:
            asker, told = review.asked_by, {"who": here.request.user.name, "fine": which == "fine"}
            template = "casework/notices/reviewed.txt"
            notify(here.desk.row, asker.email, template, told, f"reviewed:{review.pk}", to_name=asker.name)
    messages.success(here.request, say("Whoever asked has been told."))
    return None


def _restore(here: Here, which: str) -> HttpResponse | None:
    """An older version comes back as a new one; nothing that was written since is lost."""
    older = versions.version(here.draft, int(which)) if which.isdecimal() else None
    if not here.may_write or older is None:
        raise PermissionDenied(say("Only whoever writes the answer brings back a version."))
    seen = here.request.POST.get("version", "")
    try:
        drafts.save(
            here.desk.row,
            letter_of_answer(here.desk),
            older.written,
            here.request.user,
            choices=older.choices,
            seen=int(seen) if seen.isdecimal() else None,
            restored=older.number,
        )
    except drafts.DraftMovedOn:
        messages.info(here.request, say("The draft was changed meanwhile, so nothing was brought back. Look again."))
        return None
    messages.success(here.request, say("Version %(number)s stands again, as a new version.") % {"number": older.number})
    return None


_ACTS = {"comment": _comment, "resolve": _resolve, "ask": _ask, "decide": _decide, "restore": _restore}


def _key(here: Here) -> str:
    """The key of this submission: the same again says it once."""
    return f"{here.draft.pk}:{here.request.POST.get('key', '')[:32] or secrets.token_hex(16)}"


@for_officers
@require_safe
def response_versions(request: Any, reference: str) -> HttpResponse:
    """Two versions side by side, with the words that were added and taken out."""
    here = Here(request, reference)
    numbers = [request.GET.get(name, "") for name in ("before", "after")]
    found = [versions.version(here.draft, int(each)) if each.isdecimal() else None for each in numbers]
    both = sorted((each for each in found if each is not None), key=lambda each: each.number)
    if len(both) < 2:
        messages.info(request, say("Choose two versions to compare."))
        return redirect(here.address)
    before, after = both
    context = {"desk": here.desk, "here": here, "before": before, "after": after}
    rows = compared(before, after, here.desk)
    return render(request, "casework/actions/response_versions.html", {**context, "rows": rows})
