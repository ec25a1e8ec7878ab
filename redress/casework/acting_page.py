"""Who acts for the complainant, do they agree, and what may be sent to whom?"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from redress.cases import find
from redress.cases.models import Case
from redress.cases.record import MovedOn
from redress.casework import consenting
from redress.casework.acting_forms import AskForm, ChangeForm, NoteForm
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers
from redress.casework.timeline import People
from redress.correspondence.showing import exactly_as_sent
from redress.records import agreeing, people
from redress.records.documents import DocumentRefused
from redress.rules.case import Run
from redress.rules.decide import refusal_of
from redress.rules.moments import Moment
from redress.rules.policy import ConsentRule, Letter, Policy
from redress.rules.recipients import COMPLAINANT, REPRESENTATIVE, consent_of, may_have, rule_of
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

METHODS = ["GET", "HEAD", "POST"]

#: How a consent stands, for officers.
STATES = {
    "not-needed": gettext_lazy("No consent has to be shown"),
    "implied": gettext_lazy("Consent is implied"),
    "given": gettext_lazy("They agree"),
    "missing": gettext_lazy("They have not agreed yet"),
    "closed": gettext_lazy("They do not agree"),
}
EXPLAINED = {
    "not-needed": gettext_lazy("Letters can go to whoever acts for them."),
    "implied": gettext_lazy("Letters can go to whoever acts for them. Only what is reasonably necessary may be told."),
    "given": gettext_lazy("Letters can go to whoever acts for them."),
    "missing": gettext_lazy(
        "The time limits run on. Letters that tell nothing personal can go to whoever acts for them; the answer waits."
    ),
    "closed": gettext_lazy("Nothing goes to whoever acts for them. Letters can go to the complainant."),
}


class Here:
    """One case of whoever asks, with the run on which somebody acts for the complainant."""

    def __init__(self, request: Any, reference: str, page: str) -> None:
        self.request = request
        self.row: Case = case_to_read(request, reference, page)
        self.standing = find.standing(self.row, today=timezone.localdate())
        self.run = self._run()
        self.policy: Policy = self.standing.book.policy(self.run.policy)
        self.rule: ConsentRule | None = rule_of(self.run, self.policy)
        self.party, self.asked = people.representative_of(self.row), people.complainant_of(self.row)
        seen = request.POST.get("seen", "")[:9]
        self.seen = int(seen) if seen.isdecimal() else self.standing.seq  # the last event that the page showed

    def _run(self) -> Run:
        runs = [run for run in self.standing.case.runs.values() if not run.ended]
        ruled = [run for run in runs if rule_of(run, self.standing.book.policy(run.policy))]
        return (ruled or [self.standing.run])[-1]

    def refused(self, step: str) -> Refused | None:
        """Why this officer cannot take a step here now."""
        case, book = self.standing.case, self.standing.book
        today = timezone.localdate()
        return refusal_of(case, f"step:{step}", by=self.request.actor, book=book, run=self.run.id, today=today)

    def must_be_able_to(self, step: str) -> None:
        """403 for whoever may not take the step here."""
        refused = self.refused(step)
        if refused is not None:
            raise PermissionDenied(sentence(refused, self.policy, _))

    @property
    def ruled(self) -> ConsentRule:
        """404 where the policy says nothing of consent, or nobody acts."""
        if self.rule is None or self.party is None or self.asked is None:
            raise Http404
        return self.rule

    def envelope(self) -> dict[str, Any]:
        key = self.request.POST.get("key", "") or secrets.token_hex(16)
        return {
            "by": self.request.actor,
            "at": Moment.of(timezone.now(), timezone.get_default_timezone()),
            "seen": self.seen,
            "key": f"{key[:32]}:acting",
            "run": self.run.id,
        }

    def shown(self, template: str, form: Any, **more: Any) -> HttpResponse:
        context = {"row": self.row, "party": self.party, "asked": self.asked, "form": form, "policy": self.policy}
        return render(self.request, template, {**context, "key": secrets.token_hex(16), "seen": self.seen, **more})

    def done(self, form: Any, do: Any, said: str) -> HttpResponse | None:
        """Do the act; none where it was refused, and the form says why."""
        try:
            do()
        except Refused as refused:
            form.add_error(None, sentence(refused, self.policy, _))
        except MovedOn:
            self.seen = self.standing.seq
            form.add_error(None, _("Something else happened on this case just now. Please send it again."))
        except DocumentRefused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(self.request, said)
            return redirect("casework:acting", self.row.reference)
        return None


@for_officers
@require_safe
def acting(request: Any, reference: str) -> HttpResponse:
    """Who acts, how the consent stands, what may go to whom, and everything that is known of it."""
    here = Here(request, reference, "who acts")
    history = agreeing.history_of(here.row)
    asked = agreeing.asked_on(here.row)
    known = People(here.standing, people.parties_of(here.row), *(each.by for each in (*history, *asked)))
    state = consent_of(here.standing.case, here.run, here.policy)
    return here.shown(
        "casework/acting.html",
        None,
        state=STATES[state],
        explained=EXPLAINED[state],
        code=state,
        rule=here.rule,
        history=[(each, known.names.get(each.by, "")) for each in reversed(history)],
        asked_before=list(reversed(asked)),
        letters=_letters(here),
        earlier=[each for each in people.parties_of(here.row) if each.until],
        may_record=here.rule is not None and here.refused(here.rule.step) is None,
        may_change=_changes(here) and here.refused(consenting.CHANGE) is None,
    )


#: What the table of letters says of one that cannot go.
SHORT = {"consent-missing": gettext_lazy("Not yet"), "consent-closed": gettext_lazy("No")}


def _letters(here: Here) -> list[tuple[str, Any, Any]]:
    """Each letter of the run's moves: its name, and in a word why it cannot go to whoever acts, or the complainant."""
    used = {move.letter for move in here.policy.moves if move.track == here.run.track and move.letter}
    return [
        (letter.name, _short(here, letter, REPRESENTATIVE), _short(here, letter, COMPLAINANT))
        for letter in here.policy.letters
        if letter.id in used
    ]


def _short(here: Here, letter: Letter, part: str) -> Any:
    refused = may_have(letter, part, here.standing.case, here.run, here.policy)
    return SHORT.get(refused.code, gettext_lazy("No")) if refused is not None else ""


def _changes(here: Here) -> bool:
    return any(step.id == consenting.CHANGE for step in here.policy.steps)


@for_officers
@require_http_methods(METHODS)
def note(request: Any, reference: str) -> HttpResponse:
    """Put a signed note on the case."""
    here = Here(request, reference, "consent note")
    here.must_be_able_to(here.ruled.step)
    form = NoteForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = here.done(
            form,
            lambda: consenting.note_taken_in(here.row, given["file"], dated=given["dated"], **here.envelope()),
            _("The consent is on record."),
        )
        if done is not None:
            return done
    return here.shown("casework/acting_note.html", form)


@for_officers
@require_http_methods(METHODS)
def ask(request: Any, reference: str) -> HttpResponse:
    """Ask whoever is acted for, by a link or by a letter with a code, which is shown once."""
    here = Here(request, reference, "ask for consent")
    here.must_be_able_to(here.ruled.step)
    assert here.asked is not None
    form = AskForm(request.POST if request.method == "POST" else None, person=here.asked.person)
    if form.is_bound and form.is_valid():
        made: list[consenting.Question] = []
        done = here.done(
            form,
            lambda: made.append(consenting.ask_them(here.row, **form.cleaned_data, **here.envelope())),
            _("We have asked them."),
        )
        if done is not None:
            if made and made[0].letter:
                list(messages.get_messages(request))  # the letter itself says what was done
                return exactly_as_sent(made[0].letter)
            return done
    return here.shown("casework/acting_ask.html", form)


@for_officers
@require_http_methods(METHODS)
def change(request: Any, reference: str) -> HttpResponse:
    """Somebody else acts for the complainant from now on, or nobody does."""
    here = Here(request, reference, "change who acts")
    if not _changes(here):
        raise Http404
    here.must_be_able_to(consenting.CHANGE)
    step = here.policy.step(consenting.CHANGE)
    form = ChangeForm(request.POST if request.method == "POST" else None, step=step, policy=here.policy)
    if form.is_bound and form.is_valid():
        given = {"option": form.cleaned_data["option"], "reason": form.cleaned_data["reason"]}
        done = here.done(
            form,
            lambda: consenting.change_who_acts(
                here.row, more=form.more(), person=form.person(), **given, **here.envelope()
            ),
            _("It is on record who acts from now on."),
        )
        if done is not None:
            return done
    return here.shown("casework/acting_change.html", form, step=step)
