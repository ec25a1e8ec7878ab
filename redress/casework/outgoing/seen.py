"""Who may see and change what is posted, and how is it named?"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from redress import policies
from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.summary import staff_id
from redress.casework.officers import only_reads, sees_figures_only, sees_where_it_stands_only
from redress.design.paper import PRINTS


def visible(request: Any) -> Any:
    """The cases whose letters this officer may see: not those whose letters would tell them who complains."""
    policy = policies.current(request.council.pk)
    if sees_figures_only(request.actor, policy) or sees_where_it_stands_only(request.actor, policy):
        raise PermissionDenied(_("Your role does not see letters."))
    known = find.identity_known(request.actor, request.council)
    return find.visible_to(request.actor, request.council).filter(known).order_by()


def must_change(request: Any) -> None:
    if only_reads(request.actor, policies.current(request.council.pk)):
        raise PermissionDenied(_("Your role reads and changes nothing."))


def changes(request: Any) -> bool:
    """Whether this officer may do something about what is posted."""
    return not only_reads(request.actor, policies.current(request.council.pk))


def names_of(ids: set[str]) -> dict[str, str]:
    """The names of colleagues by their opaque ids: one query."""
    pks = [pk for pk in map(staff_id, ids) if pk]
    return {each.actor_id: each.name for each in Staff.objects.filter(pk__in=pks)}


def print_name(print: str) -> str:
    """What a print is called; what needs none is made by hand."""
    known = PRINTS.get(print)
    return str(known.name) if known else _("Made by hand")
