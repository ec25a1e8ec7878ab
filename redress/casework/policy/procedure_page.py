"""What does the policy allow from one state of a matter to the next, and where in that does a case stand?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from redress import policies
from redress.cases import find
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers, sees_where_it_stands_only
from redress.casework.policy.procedure_shown import Here, Shown, here_of, procedure_of
from redress.casework.possible import run_name, ways_of
from redress.rules.case import Run
from redress.rules.policy import Policy


@for_officers
@require_safe
def procedure(request: Any, track: str) -> HttpResponse:
    """The states and moves of one track of the council's policy, as a picture and in words."""
    policy = policies.current(request.council.pk)
    if track not in {each.id for each in policy.tracks}:
        raise Http404
    shown = Shown(procedure_of(policy, track, policies.rulebook()))
    return render(request, "casework/procedure.html", {"shown": shown, **_names(policy, track)})


@for_officers
@require_safe
def where(request: Any, reference: str) -> HttpResponse:
    """The same picture with the place of one case marked, and what can be done there by whoever looks."""
    row = case_to_read(request, reference, "procedure", whole=False)
    today = timezone.localdate()
    standing = find.standing(row, today=today)
    run = _run(standing, request.GET.get("run", ""))
    policy = standing.book.policy(run.policy)
    here, ways = here_of(standing, run, today), ways_of(row, standing, request.actor, {})
    if sees_where_it_stands_only(request.actor, policies.current(row.council_id)):
        here, ways = Here(here.at), []
    shown = {
        "row": row,
        "run": run.id,
        "runs": [(each.id, run_name(standing.book.policy(each.policy), each)) for each in standing.case.runs.values()],
        "shown": Shown(procedure_of(policy, run.track, standing.book), here),
        "ways": [way for way in ways if way.run == run.id],
        **_names(policy, run.track),
    }
    return render(request, "casework/procedure_of_case.html", shown)


def _run(standing: find.Standing, asked: str) -> Run:
    """The run that is asked for, or the one the case is at. 404 for one that it does not have."""
    if asked and asked not in standing.case.runs:
        raise Http404
    return standing.case.run(asked)


def _names(policy: Policy, track: str) -> dict[str, Any]:
    return {"policy": policy, "track": policy.track(track), "tracks": policy.tracks}
