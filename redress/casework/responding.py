"""How is an answer drafted, and agreed by whoever the policy says, before it goes?"""

from __future__ import annotations

from typing import Any, Unpack

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redress.accounts.actors import actor_for, people_with_role
from redress.accounts.models import Staff
from redress.cases.bars import barred
from redress.cases.models import Case
from redress.casework import acts
from redress.casework.act_form import ActForm
from redress.casework.acting import Doing, Done, Envelope, draft_choices
from redress.casework.desk import Desk
from redress.casework.letter_forms import RespondForm
from redress.correspondence import drafts
from redress.correspondence.compose import Composed
from redress.correspondence.drafts import DraftMovedOn
from redress.correspondence.models import LetterDraft
from redress.correspondence.notices import notify
from redress.rules.events import Finding
from redress.rules.moments import Moment
from redress.rules.policy import Agreement
from redress.rules.refusals import Refused

# --- the draft -----------------------------------------------------------------------------------


def draft_of(desk: Desk) -> LetterDraft | None:
    """The open draft of the answer of this stage."""
    kind = _letter_of_answer(desk)
    return drafts.load(desk.row, kind) if kind else None


def _letter_of_answer(desk: Desk) -> str:
    rows = desk.policy.moves_for(desk.run.track, "respond")
    return next((row.letter for row in rows if not row.stages or desk.run.stage in row.stages), "")


def begun(desk: Desk) -> dict[str, Any]:
    """What stands in the boxes when the page is opened: what was drafted so far."""
    draft = draft_of(desk)
    if draft is None:
        return {"version": 0}
    return {**RespondForm.from_draft(draft.written, draft.choices), "version": draft.version}


def beside_answer(desk: Desk, form: ActForm) -> dict[str, Any]:
    """What the page shows beside the boxes: the draft as last saved, and whether it has been agreed."""
    draft = draft_of(desk)
    agreement = desk.policy.agreement_for(desk.run.stage)
    return {"draft": draft, "agreement": agreement, "agreed": _agreed(desk, draft, agreement)}


def _agreed(desk: Desk, draft: LetterDraft | None, agreement: Agreement | None) -> str:
    """not-needed, not-yet, agreed, or stale where the draft has been changed since."""
    if agreement is None:
        return "not-needed"
    if not desk.run.agreed_draft:
        return "not-yet"
    return "agreed" if draft is not None and draft.digest == desk.run.agreed_draft else "stale"


def saved(request: HttpRequest, desk: Desk, form: RespondForm, *, asking: bool) -> HttpResponse:
    """Save the draft; with ``asking``, tell those who must agree it. A script is answered in JSON."""
    by_script = request.headers.get("Accept", "").startswith("application/json")
    staff = request.user
    assert isinstance(staff, Staff)
    version = request.POST.get("version", "")
    try:
        draft = drafts.save(
            desk.row,
            _letter_of_answer(desk),
            form.typed(),
            staff,
            choices=draft_choices(form.findings(), form.reasons(), form.remedies()),
            seen=int(version) if version.isdecimal() else None,
        )
    except DraftMovedOn as moved:
        who = moved.draft.saved_by.name if moved.draft.saved_by else ""
        said = _("%(who)s has changed this draft since you opened it. Copy your words and open the page again.")
        if by_script:
            return JsonResponse({"said": said % {"who": who}}, status=409)
        raise
    at = date_format(timezone.localtime(draft.saved_at), "H:i")
    said = _("Draft saved at %(time)s") % {"time": at}
    if by_script:
        return JsonResponse({"said": said, "version": draft.version})
    if asking:
        with transaction.atomic():
            _ask_for_agreement(desk, draft)
        said = _("Draft saved. Those who must agree it have been told.")
    messages.success(request, said)
    return redirect(request.get_full_path())


def _ask_for_agreement(desk: Desk, draft: LetterDraft) -> None:
    agreement = desk.policy.agreement_for(desk.run.stage)
    kept_away = barred(desk.row)
    for role in agreement.by if agreement else ():
        for person in people_with_role(desk.row.council_id, role, desk.today):
            if person.actor_id in kept_away:
                continue
            told = {"holder": desk.holder.name if desk.holder else ""}
            key = f"agree:{draft.pk}:{draft.version}"
            notify(desk.row, person.email, "casework/notices/to-agree.txt", told, key, to_name=person.name)


# --- the agreement -------------------------------------------------------------------------------


def drafted_letter(desk: Desk, draft: LetterDraft) -> Composed | None:
    """The answer as it would go if it were sent as drafted; none while no outcome has been drafted."""
    holder = desk.holder
    if holder is None:
        return None
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    as_holder = actor_for(holder, desk.today)
    on = Doing(
        desk.row, "respond", {"by": as_holder, "at": now, "seen": desk.standing.seq, "key": "", "run": desk.run.id}
    )
    why, puts_right = draft.choices.get("reasons", {}), draft.choices.get("remedies", {})
    found = tuple(
        Finding(point, outcome, remedies=tuple(puts_right.get(point, ())))
        for point, outcome in draft.choices.get("findings", {}).items()
    )
    try:
        return on.composed(draft.written, outcome=on.outcome_of(found), facts={"findings": found, "why": why})
    except Refused:
        return None


def begun_agreement(desk: Desk) -> dict[str, Any]:
    """Which draft the page shows; none while what there is could not be sent as it stands."""
    draft = draft_of(desk)
    letter = drafted_letter(desk, draft) if draft else None
    return {"draft": draft.digest if draft and letter and letter.whole else ""}


def beside_agreement(desk: Desk, form: ActForm) -> dict[str, Any]:
    """The letter as it would go."""
    draft = draft_of(desk)
    letter = drafted_letter(desk, draft) if draft else None
    return {"draft": draft, "letter": letter, "agreed": _agreed(desk, draft, desk.policy.agreement_for(desk.run.stage))}


def agree_or_return(case: Case, *, decision: str, draft: str, comments: str, **envelope: Unpack[Envelope]) -> Done:
    """Agree the draft, or send it back; comments are kept as an internal note either way."""
    if decision != "agree":
        return acts.note(case, text=comments, **envelope)
    return acts.agree(case, draft=draft, comments=comments, **envelope)


def tell_the_officer(desk: Desk, form: ActForm, done: Done) -> None:
    """Tell whoever drafted the answer what was decided on it."""
    if desk.holder is None or done.repeated or desk.holder.actor_id in barred(desk.row):
        return
    told = {"agreed": form.cleaned_data["decision"] == "agree"}
    key = f"agreed:{form.cleaned_data['key']}"
    with transaction.atomic():
        notify(desk.row, desk.holder.email, "casework/notices/agreed.txt", told, key, to_name=desk.holder.name)
