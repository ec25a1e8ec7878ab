"""How does a policy owner look at words in a letter, adopt them from a day, or go back to the policy's own?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from redress.cases import find
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.casework.officers import for_officers
from redress.casework.wordings.changes import changes
from redress.casework.wordings.forms import AdoptForm, field_of
from redress.casework.wordings.pages import Worded, worded_or_404
from redress.correspondence.models import Letter as SentLetter
from redress.correspondence.wordings import AS_THE_POLICY
from redress.correspondence.wordings import adoption as wording_adoption
from redress.correspondence.wordings.adoption import DraftMovedOn, NotAdoptable
from redress.correspondence.wordings.checks import faults_of
from redress.correspondence.wordings.notices import NOTICES
from redress.correspondence.wordings.preview import holds_in, in_case, made_up, made_up_notice, outcomes_of
from redress.design.templatetags.design import long_date
from redress.rules.policy import Unknown
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

#: On so many of the latest cases that had this letter the words are tried before they are adopted.
TRIED_ON = 3


class PreviewForm(forms.Form):
    """Which case, and which outcome where it depends on that what the letter carries."""

    case = forms.CharField(
        label=gettext_lazy("Reference of a case"),
        help_text=gettext_lazy("A case that you may see. That you read it is noted on it."),
        required=False,
        max_length=50,
    )

    def __init__(self, data: Any = None, *, worded: Worded) -> None:
        super().__init__(data)
        outcomes = outcomes_of(worded.letter, worded.policy)
        if outcomes:
            self.fields["outcome"] = forms.ChoiceField(
                label=gettext_lazy("Outcome"), choices=outcomes, required=False, widget=forms.RadioSelect
            )
            self.fields["outcome"].initial = outcomes[0][0]

    @property
    def outcome_field(self) -> forms.BoundField | None:
        """The question for the outcome, where there is one."""
        return self["outcome"] if "outcome" in self.fields else None

    @property
    def outcome(self) -> str:
        """The outcome chosen, or else the first; none where nothing depends on it."""
        if "outcome" not in self.fields:
            return ""
        chosen = self.cleaned_data.get("outcome") if self.is_valid() else ""
        return str(chosen or self.fields["outcome"].initial)


@for_officers
@require_safe
def preview(request: Any, kind: str) -> HttpResponse:
    """The letter with the words of the draft: in a case that the person may see, and in a made-up one."""
    worded = worded_or_404(request, kind)
    form = PreviewForm(request.GET or None, worded=worded)
    reference = form.cleaned_data["case"].strip() if form.is_valid() and worded.letter.id not in NOTICES else ""
    shown: dict[str, Any] = {"worded": worded, "form": form}
    if reference:
        shown |= _in_case(request, worded, form, reference)
    if worded.letter.id in NOTICES:
        shown |= {"form": None, "example": made_up_notice(worded.letter.id, worded.policy, worded.drafted)}
    else:
        shown["example"] = made_up(worded.letter, worded.policy, worded.drafted, outcome=form.outcome)
    return render(request, "casework/policy/letter_preview.html", shown)


def _in_case(request: Any, worded: Worded, form: PreviewForm, reference: str) -> dict[str, Any]:
    """The letter in one case, whose reading is noted; one that the person may not see is told like one there is not."""
    try:
        case = find.case_for(request.actor, request.council, reference)
    except find.NotFound:
        form.add_error("case", _("You have no case with this reference. Look at it again, as it stands on the case"))
        return {}
    if not find.knows_identity(request.actor, case):
        form.add_error("case", _("You may not see whose case this is: choose another case"))
        return {}
    log_read(case, request.actor, f"preview: {worded.letter.id}")
    try:
        looked = in_case(case, worded.letter, worded.drafted, by=request.user, outcome=form.outcome)
    except Refused as refused:
        form.add_error("case", sentence(refused, worded.policy, _))
    except Unknown:
        form.add_error("case", _("This case is under a version of the policy that has no such letter"))
    else:
        return {"looked": looked, "case": case}
    return {}


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: Any, kind: str) -> HttpResponse:
    """What the draft changes, what is to be looked at, and the adoption with its reason and day."""
    worded = worded_or_404(request, kind)
    if worded.draft is None and request.method != "POST":
        raise Http404
    seen = worded.draft.version if worded.draft else 0
    form = AdoptForm(request.POST if request.method == "POST" else None, seen=seen, to_look_at=worded.to_look_at)
    if request.method == "POST" and form.is_valid():
        return _adopted(request, worded, form)
    return _asked(request, worded, form)


def _asked(request: Any, worded: Worded, form: AdoptForm) -> HttpResponse:
    faults = faults_of(worded.drafted, worded.letter, worded.policy)
    tried, lost = _tried(request, worded)
    shown = {
        "worded": worded,
        "form": form,
        "changes": changes(worded.letter, worded.now, worded.drafted),
        "faults": [(fault, field_of(fault)) for fault in faults if fault.blocks],
        "to_look_at": [(fault, field_of(fault)) for fault in faults if not fault.blocks],
        "tried": tried,
        "is_notice": worded.letter.id in NOTICES,
        "lost": lost,
    }
    return render(request, "casework/policy/letter_adopt.html", shown)


def _tried(request: Any, worded: Worded) -> tuple[int, list[str]]:
    """On how many real cases the words were tried, and the headings of what they would take away there."""
    faults = faults_of(worded.drafted, worded.letter, worded.policy)
    if worded.letter.id in NOTICES or any(fault.blocks for fault in faults):
        return 0, []
    cases = _latest(request, worded)
    outcome = next((id for id, _name in outcomes_of(worded.letter, worded.policy)), "")
    lost: set[str] = set()
    for case in cases:
        try:
            lost |= set(holds_in(case, worded.letter, worded.drafted, by=request.user, outcome=outcome))
        except Unknown:
            continue  # the case is under a version of the policy without this letter
    return len(cases), [content.heading for content in worded.letter.contents if content.id in lost]


def _latest(request: Any, worded: Worded) -> list[Case]:
    """The latest cases that the person may see and that had this letter. Nothing of them is shown."""
    visible = find.visible_to(request.actor, request.council)
    sent = SentLetter.objects.filter(case__in=visible, kind=worded.letter.id).order_by("-id")
    numbers = list(dict.fromkeys(sent.values_list("case_id", flat=True)[: TRIED_ON * 3]))[:TRIED_ON]
    return list(Case.objects.filter(pk__in=numbers).order_by("-pk"))


def _adopted(request: Any, worded: Worded, form: AdoptForm) -> HttpResponse:
    """Adopt exactly the draft that the page showed; whoever sends it twice sees the version that it made."""
    given = form.cleaned_data
    if _tried(request, worded)[1]:
        return _asked(request, worded, form)
    try:
        row = wording_adoption.adopt(
            request.council,
            worded.letter,
            worded.policy,
            on=given["on"],
            reason=given["reason"],
            by=request.user,
            seen=given["seen"],
        )
    except DraftMovedOn as moved:
        return _moved_on(request, worded, form, moved)
    except NotAdoptable:
        return _asked(request, worded, form)
    said = {"version": row.version, "day": long_date(row.in_force_from)}
    messages.success(request, _("Version %(version)s of the words is adopted and counts from %(day)s") % said)
    return redirect("casework:wording", worded.letter.id)


def _moved_on(request: Any, worded: Worded, form: AdoptForm, moved: DraftMovedOn) -> HttpResponse:
    """The draft is another now: the page shows that one, to be looked at before it is adopted."""
    if moved.draft is None:
        messages.error(request, _("There is no draft any more: somebody adopted it or threw it away."))
        return redirect("casework:wording", worded.letter.id)
    form.add_error(None, _("Somebody else saved this draft after you opened it. Look at what it changes now."))
    form.data = form.data.copy()
    form.data["seen"] = str(moved.draft.version)
    return _asked(request, worded, form)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: Any, kind: str) -> HttpResponse:
    """Go back to the policy's own words from a day, as a version of its own."""
    worded = worded_or_404(request, kind)
    form = AdoptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wording_adoption.go_back(
            request.council, worded.letter, on=given["on"], reason=given["reason"], by=request.user
        )
        said = {"day": long_date(given["on"])}
        messages.success(request, _("This letter has the policy’s own words from %(day)s") % said)
        return redirect("casework:wording", kind)
    last = worded.versions[0] if worded.versions else None
    if last is None or (not last.words and last.in_force_from <= timezone.localdate()):
        raise Http404
    changed = changes(worded.letter, worded.now, AS_THE_POLICY)
    return render(request, "casework/policy/letter_back.html", {"worded": worded, "form": form, "changes": changed})
