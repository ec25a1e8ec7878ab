"""What does an officer see and send who takes a decision of the policy, or records a check?

Where there is more than one option it is chosen first; the next page asks what that option asks. Both pages
work without scripts, and whoever goes back to choose another keeps what was typed.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from redress.cases import find
from redress.casework.action_views import answered, back_to_work, kept, sent_before, shown
from redress.casework.desk import desk_for
from redress.casework.officers import for_officers
from redress.casework.steps.desk import StepDesk
from redress.casework.steps.form import OptionForm
from redress.casework.steps.pages import page_of
from redress.rules.policy import Unknown


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """The page of one step of one run: the option, its questions, its letter, done."""
    try:
        desk = _desk(request, reference, step)
    except find.NotFound:
        if sent_before(request):
            return back_to_work(request)
        raise
    sent = request.POST if request.method == "POST" else request.GET
    pressed = sent.get("step", "")
    if desk.option is None or pressed == "choose":
        return _option(request, desk, missing=pressed not in ("", "choose"))
    page = page_of(desk)
    if request.method == "POST" and pressed == "continue":
        return shown(request, desk, page, page.form(request.POST, desk=desk, judge=False))
    return answered(request, desk, page)


def _desk(request: HttpRequest, reference: str, step: str) -> StepDesk:
    desk = desk_for(request, reference, f"step:{step}", StepDesk)
    desk.option_id = request.POST.get("option", "") or request.GET.get("option", "")
    try:
        desk.step  # noqa: B018 - asked here, so that a step nobody knows is a page nobody has
    except Unknown:
        raise Http404(step) from None
    return desk


def _option(request: HttpRequest, desk: StepDesk, *, missing: bool) -> HttpResponse:
    """Choose the option; what had been typed for another is carried along unseen."""
    if desk.refused:
        return answered(request, desk, page_of(desk))
    typed = [(name, value) for name, value in kept(request) if name != "option"]
    form = OptionForm({"option": desk.option_id} if missing else None, desk=desk)
    context = {"desk": desk, "page": page_of(desk), "form": form, "kept": typed}
    return render(request, "casework/actions/step_option.html", context)
