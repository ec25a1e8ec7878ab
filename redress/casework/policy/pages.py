"""Which versions of the council's policy are there, what does each say, and what did it change?

Every officer may read them. Who may check and adopt a new one stands in the policy (DA 1.4): see
:mod:`redress.casework.policy.new`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from redress import policies
from redress.cases import calendars, find
from redress.cases.pinned import open_by_version
from redress.casework.officers import for_officers, sees_everything
from redress.policies import adoption
from redress.policies.code_files import codes
from redress.policies.differences import differences
from redress.policies.document import Entry, Section, document
from redress.policies.doubts import doubts
from redress.policies.models import INSTALLATION, AdoptedVersion
from redress.rules import phrases
from redress.rules.actors import Actor
from redress.rules.policy import Policy, PolicyPin

LOG = structlog.get_logger("redress.policy")


@dataclass(frozen=True, slots=True)
class Version:
    """One row of the list: the version, what was noted when it was adopted, and where it stands on a day."""

    policy: Policy
    row: AdoptedVersion | None
    stands: str  # to-come, in-force, replaced
    until: date | None
    open_cases: int
    has_one_before: bool

    @property
    def by_somebody(self) -> bool:
        return self.row is not None and self.row.adopted_by != INSTALLATION


def may_look_after(actor: Actor, policy: Policy) -> bool:
    """Whether this officer may check and adopt a new version: the roles that the policy names, and nobody else."""
    return policy.administration is not None and bool(actor.roles & set(policy.administration.by))


def may_compare(actor: Actor, policy: Policy) -> bool:
    """Whether this officer may see where the policy departs from the Codes: who owns it, or looks over every case."""
    return sees_everything(actor, policy) or may_look_after(actor, policy)


def must_look_after(request: Any, page: str) -> None:
    """Raises PermissionDenied (403) for anybody whom the policy does not name, and notes the attempt."""
    policy = policies.current(request.council.pk)
    if not may_look_after(request.actor, policy):
        refuse(request, page, who_may(policy))


def refuse(request: Any, page: str, why: str) -> None:
    """Raises PermissionDenied with a reason, and notes who tried what."""
    LOG.warning("page of policy owners refused", who=request.actor.id, council=request.council.pk, page=page)
    raise PermissionDenied(why)


def who_may(policy: Policy) -> str:
    """Who may adopt a new version, in a sentence with its paragraph."""
    if policy.administration is None:
        return _("The policy names nobody who may adopt a new version on these pages.")
    names = phrases.either((phrases.role_name(policy, role, _) for role in policy.administration.by), _)
    under = phrases.under(policy.administration.paragraph, _)
    return _("Only %(roles)s may adopt a new version %(paragraph)s.") % {"roles": names, "paragraph": under}


@for_officers
@require_safe
def versions(request: Any) -> HttpResponse:
    """Every version of the council's policy, the latest first."""
    policy = policies.current(request.council.pk)
    shown = {
        "versions": _versions(request),
        "may_adopt": may_look_after(request.actor, policy),
        "who_may": who_may(policy),
        "doubts": doubts(policy) if may_look_after(request.actor, policy) else (),
        "codes": codes().values() if may_compare(request.actor, policy) else (),
        "may_order_calendar": calendars.may_order(request.actor.roles, policy),
        "calendar_version": policies.rulebook().calendar_version,
    }
    return render(request, "casework/policy/versions.html", shown)


@for_officers
@require_safe
def version(request: Any, version: str) -> HttpResponse:
    """One version as a document."""
    policy = _policy(request, version)
    sections = [(section, _blocks(section)) for section in document(policy, _)]
    shown = {"policy": policy, "row": adoption.row_of(policy.pin), "sections": sections, "installation": INSTALLATION}
    return render(request, "casework/policy/version.html", shown)


@for_officers
@require_safe
def changes(request: Any, version: str) -> HttpResponse:
    """What a version changed in the one before it."""
    policy = _policy(request, version)
    before = adoption.before(policy, policies.rulebook())
    if before is None:
        raise Http404
    shown = {"policy": policy, "before": before, "differences": differences(before, policy, _)}
    return render(request, "casework/policy/changes.html", shown)


def _policy(request: Any, version: str) -> Policy:
    found = policies.rulebook().policies.get(PolicyPin(request.council.pk, version))
    if found is None:
        raise Http404
    return found


def _versions(request: Any) -> list[Version]:
    book = policies.rulebook()
    in_force = policies.current(request.council.pk, on=timezone.localdate())
    rows = {row.version: row for row in AdoptedVersion.objects.filter(policy_id=request.council.pk)}
    cases = open_by_version(find.visible_to(request.actor, request.council))
    ordered = list(adoption.versions(request.council.pk, book))
    found = []
    for number, policy in enumerate(ordered):
        after = ordered[number + 1] if number + 1 < len(ordered) else None
        past = policy.in_force_from <= in_force.in_force_from
        stands = "in-force" if policy is in_force else "replaced" if past else "to-come"
        until = after.in_force_from if after else None
        count = cases.get(policy.version, 0)
        found.append(Version(policy, rows.get(policy.version), stands, until, count, number > 0))
    return found[::-1]


def _blocks(section: Section) -> list[dict[str, Any]]:
    """The entries of a part; those that say one thing each go together into one list."""
    blocks: list[dict[str, Any]] = []
    one_thing = bool(section.entries) and section.entries[0].title == section.title  # its heading is there already
    for entry in section.entries:
        if _is_brief(entry):
            if not blocks or "brief" not in blocks[-1]:
                blocks.append({"brief": []})
            blocks[-1]["brief"].append(entry)
        else:
            level = 2 + entry.depth if one_thing else 3 + entry.depth
            blocks.append({"entry": entry, "level": min(level, 6)})
    return blocks


def _is_brief(entry: Entry) -> bool:
    return entry.depth == 0 and len(entry.spoken) == 1 and entry.spoken[0].key == "text"
