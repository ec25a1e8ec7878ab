"""Who takes part, how far may they look, and what are they fit to hold?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of the council. ``sees`` is how far its holders may look.

    ``everything``: every case of the council; ``directorate`` and ``department``: the cases of theirs;
    ``held``: cases they hold, held, logged or are asked to do something on; ``referred``: only cases they hold
    or that were referred to them by name; ``status``: of the cases they logged, only that and where they
    stand; ``aggregates``: figures only. ``sees_confidential`` and ``sees_identity``: whether that reach takes in
    cases classed as confidential, and who complains where that is kept confidential. ``one_for_each_place``: every
    case has exactly one holder of the role. ``nominated_by``: the role that names its holders. ``changes_people``:
    whether they may change who works here, in which roles, and who covers. ``discloses``: whether they may pack what is
    held about a person, or of a case, for somebody outside the council. ``arrivals``: what they see of that which
    has come in (e-mails, post, texts) and is on no case yet: ``everything``; for ``department`` only what was sent to
    theirs to be logged; for ``post`` only what came by post, which they stamp, scan and send on.
    """

    id: str
    name: str
    sees: Literal["everything", "directorate", "department", "held", "referred", "status", "aggregates"]
    paragraph: str = ""
    duties: str = ""
    sees_confidential: bool = False
    sees_identity: bool = False
    one_for_each_place: bool = False
    nominated_by: str = ""
    changes_people: bool = False
    discloses: bool = False
    arrivals: Literal["", "everything", "department", "post"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in the procedure that a person holds, and who is fit to hold it.

    ``roles``: one of these is needed. ``never``: none of these is allowed. ``bars``, ``warns`` and
    ``neither`` sort every kind of earlier act on the case (see ``rules.independence.ACTS``).
    """

    id: str
    name: str
    roles: tuple[str, ...]
    never: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    paragraph: str
    never_paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """What somebody must have learnt to hold a position on certain cases: those that carry one of the flags."""

    id: str
    name: str
    flags: tuple[str, ...]
    positions: tuple[str, ...]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Who acts in place of those who hold a role where they may take no part in the case.

    ``step``: the step by which one of those in ``by`` is named for the case.
    """

    role: str
    by: tuple[str, ...]
    step: str
    paragraph: str
    reading: str = ""
