"""Which advice is shown, where, and who may add to it?"""

from __future__ import annotations

from dataclasses import dataclass, field

from redress.rules.policy.conditions import Always, Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """Short advice shown where it is needed. ``at``: acts, steps, stages or pages; ``when``: only on such cases.

    ``roles``: on a case its holders for the department of the case are named, with how to reach them. ``step``: on a
    case it leads to this step.
    """

    id: str
    text: str
    paragraph: str
    at: tuple[str, ...]
    when: Condition = field(default_factory=Always)
    contacts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    step: str = ""
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalGuidance:
    """Who may add guidance of a directorate's own to what the policy advises, for its cases."""

    by: tuple[str, ...]
    paragraph: str
