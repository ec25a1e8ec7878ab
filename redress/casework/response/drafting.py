"""How is an answer drafted, and agreed by whoever the policy says, before it goes?"""

from __future__ import annotations

from typing import Any, Unpack

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redress.accounts.actors import actor_for, people_with_role
from redress.accounts.models import Staff
from redress.cases.bars import barred
from redress.cases.models import Case
from redress.casework import acts
from redress.casework.act_form import ActForm
from redress.casework.acting import Doing, Done, Envelope
from redress.casework.desk import Desk
from redress.casework.outcome_sought import begun_with
from redress.casework.respond_decided import decided_of_remedies
from redress.casework.response import merge as respond_merge
from redress.casework.response.form import RespondForm
from redress.casework.response.rows import promise_step
from redress.casework.response.state import state_of
from redress.correspondence import draft_talk, drafts, versions
from redress.correspondence.answer import PointTold
from redress.correspondence.checking import checked
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
    kind = letter_of_answer(desk)
    return drafts.load(desk.row, kind) if kind else None


def letter_of_answer(desk: Desk) -> str:
    """The letter by which this stage is answered."""
    rows = desk.policy.moves_for(desk.run.track, "respond")
    return next((row.letter for row in rows if not row.stages or desk.run.stage in row.stages), "")


def begun(desk: Desk) -> dict[str, Any]:
    """What stands in the boxes when the page is opened: what was drafted so far."""
    draft = draft_of(desk)
    if draft is None:
        return {"version": 0, "base": respond_merge.base_of({})}
    boxes = RespondForm.from_draft(draft.written, draft.choices)
    return {**boxes, "version": draft.version, "base": respond_merge.base_of(boxes)}


def beside_answer(desk: Desk, form: ActForm) -> dict[str, Any]:
    """What the page shows beside the boxes: how far the answer has got, what the check found, what colleagues said."""
    assert isinstance(form, RespondForm)
    draft = draft_of(desk)
    agreement = desk.policy.agreement_for(desk.run.stage)
    said = draft_talk.comments_on(draft) if draft else []
    return {
        **side_of(desk, form),
        "draft": draft,
        "agreement": agreement,
        "agreed": agreed_state(desk, draft, agreement),
        "comments": said,
        "open_comments": [each for each in said if each.resolved_at is None],
        "reviews": draft_talk.reviews_of(draft) if draft else [],
        "wanted": begun_with(desk.row) if form.points else "",
        "decided": decided_of_remedies(desk),
        "promises": promise_step(desk.policy, desk.run.track) is not None,
        "whole_is_used": any(each.value() or each.errors for each in form.whole_fields()),
        "boxes": True,
    }


def side_of(desk: Desk, form: RespondForm) -> dict[str, Any]:
    """The side of the page, as the answer stands in the boxes now."""
    letter = composed_of(desk, form.typed(), form.choices())
    return {
        "desk": desk,
        "state": state_of(form, letter),
        "letter_to_check": letter,
        "concerns": checked(desk.row, letter) if letter else (),
    }


def agreed_state(desk: Desk, draft: LetterDraft | None, agreement: Agreement | None) -> str:
    """not-needed, not-yet, agreed, or stale where the draft has been changed since."""
    if agreement is None:
        return "not-needed"
    if not desk.run.agreed_draft:
        return "not-yet"
    return "agreed" if draft is not None and draft.digest == desk.run.agreed_draft else "stale"


def saved(request: HttpRequest, desk: Desk, form: RespondForm, *, asking: bool, resolving: str = "") -> HttpResponse:
    """Save the draft; with ``asking``, tell those who must agree it. A script is answered in JSON.

    ``resolving``: the comment that is marked as resolved at the same time.
    """
    staff = request.user
    assert isinstance(staff, Staff)
    kind, said = letter_of_answer(desk), {"choices": form.choices(), "seen": version_seen(request)}
    try:
        draft = drafts.save(desk.row, kind, form.typed(), staff, **said, by_itself=by_script(request))
    except DraftMovedOn as moved:
        if by_script(request):
            return JsonResponse({"said": _told_beside(moved.draft, staff), "stop": True}, status=409)
        raise
    return _told_saved(request, desk, draft, form, asking=asking, resolving=resolving)


def by_script(request: HttpRequest) -> bool:
    """Whether the page saves by itself while somebody types."""
    return request.headers.get("Accept", "").startswith("application/json")


def version_seen(request: HttpRequest) -> int | None:
    """The version of the draft that the page shows."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 9 else None


def must_be_the_draft(request: HttpRequest, desk: Desk, form: RespondForm) -> None:
    """What is sent is not what somebody has changed since: raises DraftMovedOn, and both are shown."""
    drafts.overtaken(desk.row, letter_of_answer(desk), form.typed(), form.choices(), seen=version_seen(request))


def _told_beside(draft: LetterDraft, staff: Staff) -> str:
    """What is said beside the box where nothing is saved by itself any more."""
    if draft.saved_by_id == staff.pk:
        return _("You have changed this draft in another tab or window. Save the draft to see both side by side.")
    said = _("%(who)s has changed this draft since you opened it. Save the draft to see both side by side.")
    return said % {"who": draft.saved_by.name if draft.saved_by else ""}


def _told_saved(
    request: HttpRequest, desk: Desk, draft: LetterDraft, form: RespondForm, *, asking: bool, resolving: str
) -> HttpResponse:
    staff = request.user
    assert isinstance(staff, Staff)
    at = date_format(timezone.localtime(draft.saved_at), "H:i")
    said = _("Draft saved at %(time)s") % {"time": at}
    if by_script(request):
        side = render_to_string("casework/actions/respond_side.html", {**side_of(desk, form), "boxes": True}, request)
        base = respond_merge.base_of(RespondForm.from_draft(draft.written, draft.choices))
        return JsonResponse({"said": said, "version": draft.version, "base": base, "side": side})
    if asking:
        with transaction.atomic():
            _ask_for_agreement(desk, draft)
        said = _("Draft saved. Those who must agree it have been told.")
    if resolving.isdecimal() and draft_talk.resolve(draft, int(resolving), by=staff):
        said = _("Draft saved, and the comment is marked as resolved")
    messages.success(request, said)
    return redirect(request.get_full_path())


def _ask_for_agreement(desk: Desk, draft: LetterDraft) -> None:
    agreement = desk.policy.agreement_for(desk.run.stage)
    kept_away = barred(desk.row)
    versions.pin(draft)
    for role in agreement.by if agreement else ():
        for person in people_with_role(desk.row.council_id, role, desk.today):
            if person.actor_id in kept_away:
                continue
            told = {"holder": desk.holder.name if desk.holder else ""}
            key = f"agree:{draft.pk}:{draft.version}"
            notify(desk.row, person.email, "casework/notices/to-agree.txt", told, key, to_name=person.name)


# --- the letter ----------------------------------------------------------------------------------


def drafted_letter(desk: Desk, draft: LetterDraft) -> Composed | None:
    """The answer as it would go if it were sent as drafted; none while no outcome has been drafted."""
    return composed_of(desk, draft.written, draft.choices)


def composed_of(desk: Desk, written: Any, choices: Any) -> Composed | None:
    """The answer as it would go with these words and choices; none while a point has no finding."""
    holder = desk.holder
    if holder is None:
        return None
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    as_holder = actor_for(holder, desk.today)
    on = Doing(
        desk.row, "respond", {"by": as_holder, "at": now, "seen": desk.standing.seq, "key": "", "run": desk.run.id}
    )
    why, puts_right = choices.get("reasons", {}), choices.get("remedies", {})
    told = {point: PointTold.read(kept) for point, kept in choices.get("told", {}).items()}
    found = tuple(
        Finding(point, outcome, remedies=(*puts_right.get(point, ()), *_kinds(told.get(point))))
        for point, outcome in choices.get("findings", {}).items()
    )
    facts: Any = {"findings": found, "why": why, "told": told}
    try:
        return on.composed(written, outcome=on.outcome_of(found), facts=facts)
    except Refused:
        return None


def _kinds(told: PointTold | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.kind for each in told.remedies if each.kind)) if told else ()


# --- the agreement -------------------------------------------------------------------------------


def begun_agreement(desk: Desk) -> dict[str, Any]:
    """Which draft the page shows; none while what there is could not be sent as it stands."""
    draft = draft_of(desk)
    letter = drafted_letter(desk, draft) if draft else None
    return {"draft": draft.digest if draft and letter and letter.whole else ""}


def beside_agreement(desk: Desk, form: ActForm) -> dict[str, Any]:
    """The letter as it would go, and what colleagues said of it."""
    draft = draft_of(desk)
    letter = drafted_letter(desk, draft) if draft else None
    return {
        "draft": draft,
        "letter": letter,
        "agreed": agreed_state(desk, draft, desk.policy.agreement_for(desk.run.stage)),
        "concerns": checked(desk.row, letter) if letter else (),
        "comments": draft_talk.comments_on(draft) if draft else [],
    }


def agree_or_return(case: Case, *, decision: str, draft: str, comments: str, **envelope: Unpack[Envelope]) -> Done:
    """Agree the draft, or send it back; comments are kept as an internal note either way."""
    if decision != "agree":
        return acts.note(case, text=comments, **envelope)
    return acts.agree(case, draft=draft, comments=comments, **envelope)


def tell_the_officer(desk: Desk, form: ActForm, done: Done) -> None:
    """Tell whoever drafted the answer what was decided on it; what was said of it stands beside the draft."""
    draft = draft_of(desk)
    staff = Staff.objects.filter(pk=desk.actor.id.removeprefix("staff:")).first()
    if draft is not None and staff is not None and not done.repeated:
        versions.pin(draft)
        draft_talk.comment(draft, form.cleaned_data["comments"], by=staff, key=f"agree:{form.cleaned_data['key']}")
    if desk.holder is None or done.repeated or desk.holder.actor_id in barred(desk.row):
        return
    told = {"agreed": form.cleaned_data["decision"] == "agree"}
    key = f"agreed:{form.cleaned_data['key']}"
    with transaction.atomic():
        notify(desk.row, desk.holder.email, "casework/notices/agreed.txt", told, key, to_name=desk.holder.name)
