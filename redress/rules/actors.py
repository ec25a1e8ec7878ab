"""Who acts, and who may be put in charge?"""

from __future__ import annotations

from dataclasses import dataclass

COMPLAINANT = "complainant"
REPRESENTATIVE = "representative"
SYSTEM = "system"
#: Whoever was asked for information and answers by the link to that one question.
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or programme that performs an act.

    ``kind`` is staff, complainant, representative, asked, system, api or import. ``id`` is opaque
    (``staff:12``, ``party:7``); it never carries a name. ``roles`` are the role ids of the council's
    policy that the actor holds on the day of the act. ``covering_for`` is the id of the absent
    colleague whose work is being done, if any. ``barred`` is true when the actor is complained about
    in this case, or is otherwise implicated.
    """

    kind: str
    id: str
    roles: frozenset[str] = frozenset()
    covering_for: str = ""
    barred: bool = False

    @property
    def role_names(self) -> frozenset[str]:
        """The roles a move may be granted to: those held, and the part the actor plays by nature."""
        return self.roles if self.kind == "staff" else self.roles | {self.kind}


@dataclass(frozen=True, slots=True)
class Holder:
    """A member of staff who is to be put in charge of something.

    ``line_manages`` holds the ids of the staff whose line manager this person is; it feeds the
    warnings of the independence rules. ``expertise`` holds the ids of what they have recorded training in.
    ``barred`` is as for :class:`Actor`.
    """

    id: str
    roles: frozenset[str] = frozenset()
    line_manages: frozenset[str] = frozenset()
    barred: bool = False
    expertise: frozenset[str] = frozenset()
