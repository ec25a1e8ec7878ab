"""Is this field one for sensitive facts, and under which law are they held? (DA 3.7(b))"""

from __future__ import annotations

from django import template

from redress import policies
from redress.cases.models import Case
from redress.cases.standing import Standing
from redress.rules.policy import LawfulBasis, Policy

register = template.Library()


@register.simple_tag
def basis_of(of: Policy | Case, field: str) -> LawfulBasis | None:
    """The law under which a field is held, such as ``needs`` or ``step:racial-incident``; none for an ordinary one."""
    policy = policies.current(of.council_id) if isinstance(of, Case) else of
    return next((basis for basis in policy.bases if field in basis.fields), None)


@register.simple_tag
def bases_of_points(standing: Standing) -> list[LawfulBasis]:
    """The laws under which the subjects of a case are held, each once."""
    subjects = {f"subject:{point.subject}" for point in standing.case.points}
    return [basis for basis in standing.policy.bases if subjects & set(basis.fields)]
