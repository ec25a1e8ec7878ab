"""How many open cases stay under which version of the policy, whatever is adopted?"""

from __future__ import annotations

from django.db.models import Count, QuerySet

from redress.accounts.models import Council
from redress.cases.models import Case, council_key


def open_by_version(cases: QuerySet[Case]) -> dict[str, int]:
    """The open ones among these cases by the version they began under: one query. Adopting another changes none."""
    counted = cases.filter(ended="").order_by().values_list("policy_version").annotate(cases=Count("pk"))
    return dict(sorted(counted))


def of_council(council: Council | str) -> QuerySet[Case]:
    """Every case of a council, for commands: pages ask :func:`redress.cases.find.visible_to`."""
    return Case.objects.filter(council_id=council_key(council))
