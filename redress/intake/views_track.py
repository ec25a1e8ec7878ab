"""How does somebody follow the complaint they have made?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redress.accounts.models import Council
from redress.accounts.rate_limits import limited, too_many_tries
from redress.cases.reading import log_read
from redress.correspondence import reading_letters
from redress.correspondence.asks import links
from redress.correspondence.making.made_as import FILES, theirs
from redress.correspondence.models import AskState, Delivery, Letter
from redress.correspondence.showing import letter_as_file
from redress.intake import acts, drafts, plain
from redress.intake.access import QUARTER_OF_AN_HOUR, TooManyTries, followed, leave, opened, party_followed
from redress.intake.councils import contacts, no_store, of_a_council, ombudsmen
from redress.intake.decided import decisions_told
from redress.intake.languages import said_plainly
from redress.intake.own import Own, own_standing
from redress.intake.story import files_you_sent, questions_to_you, what_happened, what_you_told_us, who_has_it
from redress.intake.track_forms import ProofForm
from redress.records import restrictions, words
from redress.records.models import Party
from redress.records.restrictions import What
from redress.rules.decide import refusal_of
from redress.rules.letters import ombudsmen_of
from redress.rules.refusals import Refused


@never_cache
@sensitive_post_parameters("reference", "secret")
@require_http_methods(["GET", "HEAD", "POST"])
@of_a_council
def track(request: Any, council: Council) -> HttpResponse:
    """Ask for reference and secret code."""
    form = ProofForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            party = opened(request, council, form.cleaned_data["reference"], form.cleaned_data["secret"])
        except TooManyTries:
            return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=timezone.now())
        if party is not None:
            return redirect("intake:case", council.pk)
        form.wrong()
    page = {
        "form": form,
        "policy": request.policy,
        "following": party_followed(request, council),
        "wrong_link": "link" in request.GET,
    }
    return no_store(request, render(request, "intake/track.html", page))


@never_cache
@sensitive_variables("secret")
@require_safe
@of_a_council
def track_link(request: HttpRequest, council: Council, reference: str, secret: str) -> HttpResponse:
    """Open a case by its link, and go on to an address that gives nothing away."""
    try:
        party = opened(request, council, reference, secret)
    except TooManyTries:
        return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=timezone.now())
    onward = redirect("intake:case", council.pk)
    if party is None:
        onward = redirect(reverse("intake:track", args=[council.pk]) + "?link=wrong")
    no_store(request, onward)["Referrer-Policy"] = "no-referrer"
    return onward


@require_safe
@followed
def case(request: Any, council: Council, party: Party) -> HttpResponse:
    """Where it stands, who has it, what comes next and when, and what can be done now."""
    today = timezone.localdate()
    stands = own_standing(party.case, today=today)
    log_read(party.case, acts.actor_of(party), "tracking")
    may = open_acts(stands, party)
    said = words.of(party.case)
    page = {
        "case": party.case,
        "party": party,
        "where": plain.where(stands),
        "who": who_has_it(party.case, stands),
        "dates": plain.next_dates(stands, today),
        "window": plain.window_date(stands, today),
        "beside": plain.beside(stands, today),
        "may": may,
        "can_do_something": any(may.values()),
        "asked_stage": next_stage_name(stands),
        "next_stage": "" if stands.at_rest else next_stage_name(stands),
        "applies": restrictions.decided_on(party, on=today, what=What.RESTRICTION),
        "appeal_to": stands.policy.council.complaints_email,
        "bodies_about_us": ombudsmen(stands.policy),
        "story": what_happened(stands),
        "decided": decisions_told(stands),
        "told": what_you_told_us(party, said),
        "questions": questions_to_you(party, said),
        "asked": links.theirs(party.case, party.pk).filter(state=AskState.WAITING),
        "files": files_you_sent(party),
        "letters": letters_to(party),
        "ombudsmen": bodies_to_go_to(stands),
        "stands": stands,
        "rights": stands.rights_to("ombudsman", today),
        "next_by_right": stands.rights_to("request-next-stage", today),
        "policy": stands.policy,
    }
    return render(request, "intake/case.html", page)


@require_safe
@followed
def letter(request: Any, council: Council, party: Party, number: int) -> HttpResponse:
    """A letter that was sent to this person, as it was sent."""
    found = get_object_or_404(letters_to(party), pk=number)
    log_read(party.case, acts.actor_of(party), f"tracking letter {number}")
    reading_letters.opened(found)
    withdrawn = found.state == Delivery.WITHDRAWN  # a file of it would not say so
    shown = {"letter": found, "case": party.case, "withdrawn": withdrawn, "files": () if withdrawn else theirs(found)}
    return render(request, "intake/letter.html", shown)


#: A letter is set each time it is asked for: often enough for whoever keeps all theirs in every format.
files_limited = limited("letter-files", limit=60, seconds=600, by="session", methods=("GET",))


@files_limited
@require_safe
@followed
def letter_file(request: Any, council: Council, party: Party, number: int, file: str, ending: str) -> HttpResponse:
    """A letter that was sent to this person, as a file to keep or to print: one of those they can have."""
    found = get_object_or_404(letters_to(party), pk=number)
    if file not in FILES or not FILES[file].theirs or found.state == Delivery.WITHDRAWN:
        raise Http404
    log_read(party.case, acts.actor_of(party), f"tracking letter {number} as {file}")
    reading_letters.opened(found)
    return letter_as_file(found, file, ending)


@require_POST
@of_a_council
def finish(request: HttpRequest, council: Council) -> HttpResponse:
    """Close one's complaint on this device."""
    leave(request, council)
    messages.success(request, _("We have closed your complaint on this device"))
    response = redirect("intake:track", council.pk)
    drafts.forget_sent(request, response, council)
    return response


def letters_to(party: Party) -> Any:
    """The letters that went to this person, newest first; not those that were withdrawn before they went or were read.

    What they have read they keep, with the mark that it was withdrawn.
    """
    letters = Letter.objects.filter(case=party.case, recipient=party)
    return letters.exclude(state=Delivery.WITHDRAWN, read_at=None).order_by("-id")


ACTS = ("add-information", "request-next-stage", "give-reasons", "ask-for-help", "withdraw")


def open_acts(stands: Own, party: Party) -> dict[str, bool]:
    """Which of the acts open to a complainant may be done now; the keys have underscores, for templates."""
    return {name.replace("-", "_"): refusal(stands, party, name) is None for name in ACTS}


def refusal(stands: Own, party: Party, act: str) -> Refused | None:
    """Why this act is not open now, before anything is filled in; none where it is."""
    today = timezone.localdate()
    actor = acts.actor_of(party)
    refused = refusal_of(stands.case, act, by=actor, book=stands.book, run=stands.run.id, today=today)
    if refused is None and act == "request-next-stage":
        return plain.window_closed(stands, today)
    if refused is None and act == "give-reasons" and stands.run.reasons_given:
        return Refused("already", stands.stage.paragraph, action=act, milestone="reasons-given")
    return refused


def next_stage_name(stands: Own) -> str:
    """What the next stage is called; empty after the last."""
    following = stands.stage.next
    return said_plainly(stands.policy.stage(stands.run.track, following).name) if following else ""


def bodies_to_go_to(stands: Own) -> list[Any]:
    """The Ombudsmen for this complaint; every one of them while it is not settled which."""
    try:
        return contacts(stands.policy, ombudsmen_of(stands.case.points, stands.policy))
    except Refused:
        return ombudsmen(stands.policy)
