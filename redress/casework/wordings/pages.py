"""How does a policy owner read and change the words of the council's letters?

Who may is said by the policy (DA 1.4; KL 5A), as for the policy itself: see :mod:`redress.casework.policy.pages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.casework.officers import for_officers
from redress.casework.policy.pages import must_look_after
from redress.casework.wordings.changes import changes
from redress.casework.wordings.forms import WordingForm, field_of
from redress.casework.wordings.part_five import SORTS, Made, made_for, without_number
from redress.correspondence import wordings
from redress.correspondence.wordings import AS_THE_POLICY, Wording
from redress.correspondence.wordings import adoption as wording_adoption
from redress.correspondence.wordings.adoption import DraftMovedOn
from redress.correspondence.wordings.checks import Fault, faults_of
from redress.correspondence.wordings.models import AdoptedWording, WordingDraft
from redress.correspondence.wordings.notices import NOTICES, as_letter
from redress.rules.policy import Letter, Policy


@dataclass(frozen=True, slots=True)
class Row:
    """One letter on the list: the version of words in force, one that is to come, and whether a draft is there."""

    letter: Letter
    in_force: AdoptedWording | None
    to_come: AdoptedWording | None
    draft: WordingDraft | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of the catalogue: the letters that bear it, or what it is beside."""

    made: Made
    rows: tuple[Row, ...]
    sort: str
    beside: str


@dataclass(frozen=True, slots=True)
class Worded:
    """One letter before its owner: the words in force today, the draft, and every version."""

    policy: Policy
    letter: Letter
    draft: WordingDraft | None
    versions: tuple[AdoptedWording, ...]

    @property
    def in_force(self) -> AdoptedWording | None:
        """The version whose words letters have today."""
        come = [row for row in self.versions if row.in_force_from <= timezone.localdate()]
        return max(come, key=lambda row: (row.in_force_from, row.version), default=None)

    @property
    def to_come(self) -> list[AdoptedWording]:
        """The versions whose day has not come, the next first."""
        later = (row for row in self.versions if row.in_force_from > timezone.localdate())
        return sorted(later, key=lambda row: (row.in_force_from, row.version))

    @property
    def now(self) -> Wording:
        """The words that letters have today."""
        return words_of(self.in_force)

    @property
    def drafted(self) -> Wording:
        """The words of the draft; those in force where there is none."""
        return Wording.read(self.draft.words) if self.draft else self.now

    @property
    def to_look_at(self) -> list[Fault]:
        """What a person must judge of the draft before it is adopted."""
        return [fault for fault in faults_of(self.drafted, self.letter, self.policy) if not fault.blocks]


def words_of(row: AdoptedWording | None) -> Wording:
    """The words of an adopted version; the policy's own where there is none."""
    return Wording.read(row.words) if row is not None else AS_THE_POLICY


def worded_or_404(request: Any, kind: str) -> Worded:
    """One letter of the council's policy, for whoever looks after it: 403 for others, 404 for no such letter."""
    must_look_after(request, f"policy/letters/{kind}")
    policy = policies.current(request.council.pk)
    letter = next((each for each in policy.letters if each.id == kind), None) or as_letter(kind)
    if letter is None:
        raise Http404
    versions = tuple(wording_adoption.versions_of(request.council, kind))
    return Worded(policy, letter, wording_adoption.draft_of(request.council, kind), versions)


@for_officers
@require_safe
def letters(request: Any) -> HttpResponse:
    """Every letter, notice and page of the council, by its number, with the words that are in force."""
    must_look_after(request, "policy/letters")
    policy = policies.current(request.council.pk)
    rows = _rows(request, policy)
    shown = {
        "numbered": [
            Numbered(
                made,
                tuple(rows[letter.id] for letter in (*made.letters, *_notices(made.item.number))),
                _(SORTS[made.sort]),
                _(made.item.beside) if made.item.beside else "",
            )
            for made in made_for(policy)
        ],
        "others": [rows[letter.id] for letter in (*without_number(policy), *_notices_beside(policy))],
    }
    return render(request, "casework/policy/letters.html", shown)


def _rows(request: Any, policy: Policy) -> Mapping[str, Row]:
    today = timezone.localdate()
    in_force, drafts = wordings.standing(request.council.pk, today), wording_adoption.drafts_of(request.council)
    to_come = wording_adoption.to_come(request.council, today)
    return {
        letter.id: Row(letter, in_force.get(letter.id), to_come.get(letter.id), drafts.get(letter.id))
        for letter in (*policy.letters, *(_notice(kind) for kind in NOTICES))
    }


def _notice(kind: str) -> Letter:
    notice = as_letter(kind)
    assert notice is not None, "every kind of notice can be worded"
    return notice


def _notices(number: str) -> list[Letter]:
    """The automatic notices that bear a number of the catalogue."""
    return [_notice(kind) for kind, notice in NOTICES.items() if notice.number == number]


def _notices_beside(policy: Policy) -> list[Letter]:
    """The automatic notices that go out although no row of the catalogue asks this council for them."""
    numbers = {made.item.number for made in made_for(policy)}
    return [_notice(kind) for kind, notice in NOTICES.items() if notice.number not in numbers]


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Any, kind: str) -> HttpResponse:
    """The words of one letter: the draft where there is one, otherwise those in force."""
    worded = worded_or_404(request, kind)
    version = worded.draft.version if worded.draft else 0
    given = {"letter": worded.letter, "policy": worded.policy, "wording": worded.drafted, "version": version}
    if request.method != "POST":
        return _shown(request, worded, WordingForm(**given))
    if "throw-away" in request.POST:
        return _thrown_away(request, worded)
    form = WordingForm(request.POST, **given)
    if not form.is_valid():
        return _shown(request, worded, form)
    try:
        seen = form.cleaned_data["version"]
        wording_adoption.save_draft(request.council, kind, form.wording(), by=request.user, seen=seen)
    except DraftMovedOn as moved:
        return _moved_on(request, worded, form, moved)
    if "preview" in request.POST:
        return redirect("casework:wording-preview", kind)
    messages.success(request, _("The draft is saved. Letters do not have these words until they are adopted."))
    return redirect("casework:wording", kind)


def _shown(request: Any, worded: Worded, form: WordingForm, **more: Any) -> HttpResponse:
    """The page; what a person must judge stands beside the fields of a draft."""
    to_look_at = [(fault, field_of(fault)) for fault in worded.to_look_at] if worded.draft else []
    shown = {"worded": worded, "form": form, "to_look_at": to_look_at, **more}
    return render(request, "casework/policy/letter.html", shown)


def _moved_on(request: Any, worded: Worded, form: WordingForm, moved: DraftMovedOn) -> HttpResponse:
    """What the other person saved, beside what was typed: saving once more takes the typed words."""
    assert moved.draft is not None, "a draft that was saved over is there"
    form.add_error(None, _("Somebody else saved this draft after you opened it. Nothing of yours is lost."))
    form.data = form.data.copy()
    form.data["version"] = str(moved.draft.version)
    who = moved.draft.saved_by.name if moved.draft.saved_by else ""
    theirs = changes(worded.letter, form.wording(), Wording.read(moved.draft.words))
    return _shown(request, worded, form, theirs=theirs, who=who)


def _thrown_away(request: Any, worded: Worded) -> HttpResponse:
    """Throw away exactly the draft that the page showed; one that was saved since stays."""
    seen = request.POST.get("version", "")
    try:
        wording_adoption.throw_away(request.council, worded.letter.id, seen=int(seen) if seen.isdecimal() else 0)
    except DraftMovedOn:
        messages.error(request, _("Somebody else saved this draft after you opened it. It was not thrown away."))
    else:
        messages.success(request, _("The draft is thrown away. The words in force stay as they are."))
    return redirect("casework:wording", worded.letter.id)


@for_officers
@require_safe
def version(request: Any, kind: str, number: int) -> HttpResponse:
    """One adopted version: who adopted it, when and why, and what it changed in the one before it."""
    worded = worded_or_404(request, kind)
    row = next((each for each in worded.versions if each.version == number), None)
    if row is None:
        raise Http404
    before = next((each for each in worded.versions if each.version < number), None)
    changed = changes(worded.letter, words_of(before), words_of(row))
    shown = {"worded": worded, "row": row, "before": before, "changes": changed}
    return render(request, "casework/policy/letter_version.html", shown)
