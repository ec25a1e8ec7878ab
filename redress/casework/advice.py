"""What does the policy advise where the officer is, and whom can they ask?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from redress import policies
from redress.accounts.access import staff_only
from redress.accounts.actors import officers_for
from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.casework.equality import may_hand_over, sees_figures
from redress.rules import guidance, phrases
from redress.rules.policy import Contact, Guidance, Policy


@dataclass(frozen=True, slots=True)
class Advised:
    """One piece of advice with the bodies it names, and on a case the people of its department."""

    said: Guidance
    contacts: tuple[Contact, ...]
    people: tuple[tuple[str, Staff], ...] = ()
    way: tuple[str, str] = ("", "")  # on a case: the step that it leads to, and its address


@dataclass(frozen=True, slots=True)
class Place:
    """Everything advised in one place, under its name."""

    name: str
    advice: tuple[Advised, ...]


def advised(
    policy: Policy, places: Iterable[str], *, flags: frozenset[str] = frozenset(), case: Case | None = None
) -> tuple[Advised, ...]:
    """What the policy advises in these places on a case with these flags; of a ``case``, whom it names there."""
    found = guidance.advice(policy, places, flags=flags)
    return tuple(
        Advised(
            one,
            tuple(policy.contacts[key] for key in one.contacts),
            _people(policy, one, case),
            _way(policy, one, case),
        )
        for one in found
    )


def _way(policy: Policy, one: Guidance, case: Case | None) -> tuple[str, str]:
    """The step that the advice leads to on a case, by name, and where it is taken."""
    if case is None or not one.step:
        return "", ""
    return policy.step(one.step).name, reverse("casework:step", args=[case.reference, one.step])


def _people(policy: Policy, one: Guidance, case: Case | None) -> tuple[tuple[str, Staff], ...]:
    """Who holds each of the roles for the department of the case today, under the name of the role."""
    if case is None or not one.roles:
        return ()
    found = officers_for(case.council_id, one.roles, timezone.localdate(), case.department)
    return tuple((policy.role(id).name, person) for id, person in found.items())


@staff_only
@require_safe
def help_page(request: Any) -> HttpResponse:
    """Everything the council's policy advises, place by place, with its paragraphs: for whoever looks something up."""
    policy = policies.current(request.user.council_id)
    places = [Place(name_of(policy, at), _everything(policy, at)) for at in guidance.advised_places(policy)]
    shown = {
        "policy": policy,
        "places": places,
        "duties": any(request.actor.roles & set(duty.by) for duty in policy.duties),
        "hands_over": may_hand_over(request.actor, policy),
        "equality": sees_figures(request.actor, policy),
        "publishes": policy.local_guidance is not None and request.actor.roles & set(policy.local_guidance.by),
    }
    return render(request, "casework/help.html", shown)


def _everything(policy: Policy, place: str) -> tuple[Advised, ...]:
    """All advice for a place, whatever kind of case it is for."""
    found = [one for one in policy.guidance if place in one.at]
    return tuple(Advised(one, tuple(policy.contacts[key] for key in one.contacts)) for one in found)


def name_of(policy: Policy, place: str) -> str:
    """What a place is called as a heading."""
    kind, _colon, id = place.partition(":")
    if kind == "step":
        step, _equals, option = id.partition("=")
        name = policy.step(step).name
        return f"{name}: {policy.option(step, option).name}" if option else name
    if kind == "stage":
        return next(stage.name for track in policy.tracks for stage in track.stages if stage.id == id)
    if kind == "page":
        return str(_PAGES[place]())
    said = phrases.act_name(policy, place, _)
    return said[:1].upper() + said[1:]


_PAGES = {
    "page:log": lambda: _("Log a contact"),
    "page:case": lambda: _("Every case"),
    "page:help": lambda: _("How we handle complaints"),
    "page:policy": lambda: _("The policy"),
    "page:arrival": lambda: _("What has come in"),
    "page:post": lambda: _("Scans of post"),
    "page:absence": lambda: _("Absence and cover"),
}
