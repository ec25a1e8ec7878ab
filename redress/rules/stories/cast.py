"""Who are the people of a story, and who acts where the story does not say?"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field

from redress.rules.actors import COMPLAINANT, REPRESENTATIVE, Actor, Holder
from redress.rules.case import Case, Run
from redress.rules.independence import fit_to_hold
from redress.rules.nearest import did_you_mean
from redress.rules.policy import Move, Policy, Position
from redress.rules.refusals import Refused
from redress.rules.stories.parsing import Mistake

#: What only the complainant does, where the story does not say who.
_COMPLAINANTS_OWN = frozenset(
    ("receive", "request-next-stage", "give-reasons", "withdraw", "add-information", "ask-for-help")
)
_BY_NATURE = {
    "the complainant": Actor(COMPLAINANT, "party:complainant"),
    "the representative": Actor(REPRESENTATIVE, "party:representative"),
    "the system": Actor("system", "system"),
}


@dataclass(slots=True)
class Person:
    """Somebody who works for the council. ``id`` is what events call them."""

    name: str
    id: str
    roles: tuple[str, ...] = ()
    manages: list[str] = field(default_factory=list)
    barred: bool = False


class Cast:
    """Everybody in one story. Whoever is needed and was not declared is made up from the role."""

    def __init__(self, policy: Policy, identify: Callable[[str], str]) -> None:
        """``identify`` gives the id of somebody new, by name."""
        self.policy, self.identify = policy, identify
        self.people: dict[str, Person] = {}

    def declare(self, name: str, roles: Iterable[str]) -> Person:
        """Somebody with a name, who holds these roles. A second declaration adds roles."""
        if name.casefold() in _BY_NATURE:
            raise Mistake(f"“{name}” does not work for the council: a role is held by somebody with a name.")
        known = tuple(dict.fromkeys(role for one in roles for role in self._role_ids(one)))
        person = self._or_new(name)
        person.roles = tuple(dict.fromkeys((*person.roles, *known)))
        return person

    def manages(self, manager: str, managed: str, *, declared: Container[str]) -> None:
        """Somebody is the line manager of somebody else; either may be ``declared`` later. Raises Mistake."""
        upper, lower = (self._or_new(name) if name in declared else self.called(name) for name in (manager, managed))
        if upper is lower:
            raise Mistake(f"Nobody is their own line manager: “{manager}” stands on both sides.")
        upper.manages.append(lower.name)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whoever is made up or changed within it is as before, once it ends."""
        people = deepcopy(self.people)
        try:
            yield
        finally:
            self.people = people

    def _or_new(self, name: str) -> Person:
        if name not in self.people:
            self.people[name] = Person(name, self.identify(name))
        return self.people[name]

    def _role_ids(self, written: str) -> list[str]:
        """The roles in "service manager and director". Raises :class:`Mistake` for one the policy lacks."""
        whole = self._role(written)
        if whole:
            return [whole]
        found = []
        for part in written.split(" and "):
            part = part.strip().removeprefix("an ").removeprefix("a ").removeprefix("the ")
            id = self._role(part)
            if not id:
                names = [role.name.casefold() for role in self.policy.roles]
                raise Mistake(f"The policy has no role “{part}”{did_you_mean(part, names)}")
            found.append(id)
        return found

    def _role(self, written: str) -> str:
        plain = written.casefold().strip()
        for role in self.policy.roles:
            short = role.name.casefold().partition(" (")[0]
            if plain in (role.id, role.id.replace("-", " "), role.name.casefold(), short):
                return role.id
        return ""

    # --- finding people ---------------------------------------------------------------------------

    def called(self, name: str) -> Person:
        """Somebody by name, or by "the" and a role. Raises :class:`Mistake`."""
        if name in self.people:
            return self.people[name]
        if name.casefold().startswith("the "):
            role = self._role(name[4:])
            if role:
                return self._default(role)
        raise Mistake(f"Nobody has said who {name} is: add a line such as “{name} is a …” with a role of the policy.")

    def _default(self, role: str) -> Person:
        """The first person declared in the role, or else somebody made up who is called by it."""
        for person in self.people.values():
            if role in person.roles:
                return person
        return self.declare(f"the {self.policy.role(role).name}", [role])

    def actor(self, name: str) -> Actor:
        """Whoever the story names, as somebody who acts."""
        if name.casefold() in _BY_NATURE:
            return _BY_NATURE[name.casefold()]
        return self.as_actor(self.called(name))

    def as_actor(self, person: Person) -> Actor:
        return Actor("staff", person.id, frozenset(person.roles))

    def as_holder(self, person: Person) -> Holder:
        managed = frozenset(self.people[name].id for name in person.manages)
        learnt = frozenset(each.id for each in self.policy.expertise)
        return Holder(person.id, frozenset(person.roles), managed, person.barred, learnt)

    def by_id(self, id: str) -> Person | None:
        return next((person for person in self.people.values() if person.id == id), None)

    # --- who acts, where the story does not say -----------------------------------------------------

    def usual_actor(self, move: Move, run: Run | None) -> Actor:
        """Whoever would do it: the one in charge if they may, else the first role that the policy names."""
        if move.action in _COMPLAINANTS_OWN and COMPLAINANT in move.by:
            return _BY_NATURE["the complainant"]
        holder = self.by_id(run.holder) if run is not None and run.holder else None
        if holder is not None and (move.holder or set(holder.roles) & set(move.by)):
            return self.as_actor(holder)
        roles = [role for role in move.by if any(role == known.id for known in self.policy.roles)]
        if roles:
            return self.as_actor(self._default(roles[0]))
        return Actor(move.by[0], move.by[0])

    def usual_holder(self, position: Position, case: Case, run: Run) -> Person:
        """Somebody fit for the position, those declared first; the last resort may yet be refused."""
        for role in position.roles:
            for person in [*self.people.values()]:
                if role in person.roles and self._is_fit(person, position, case, run):
                    return person
            name = f"the {self.policy.role(role).name}"
            if name not in self.people:
                return self.declare(name, [role])
        return self._default(position.roles[0])

    def _is_fit(self, person: Person, position: Position, case: Case, run: Run) -> bool:
        try:
            return not fit_to_hold(self.as_holder(person), position, case, run, self.policy)
        except Refused:
            return False
