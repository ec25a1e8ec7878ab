"""Who gets a letter where somebody acts for the complainant: who may, who must have a copy, and why can somebody not?

The page offers by this; what a letter is refused by stands in the letter itself, and the one door through which every
letter is approved asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from redress.accounts.actors import people_with_role
from redress.cases.models import Case
from redress.cases.standing import standing
from redress.cases.theirs import own_run
from redress.records import enclosures, people
from redress.records.models import Document, Part, Party
from redress.rules.case import Case as Fold
from redress.rules.case import Run
from redress.rules.policy import Letter, Policy
from redress.rules.recipients import (
    COMPLAINANT,
    REPRESENTATIVE,
    consent_of,
    copies_owed,
    may_have,
    may_have_a_copy,
)
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

__all__ = [
    "NOBODY_ELSE",
    "Sends",
    "Way",
    "default_of",
    "may_be_told",
    "refusal_to",
    "usual_recipient",
    "way_of",
    "ways_of",
]

#: The ways a letter can go: the part it is addressed to, and the part that has a copy.
WAYS = ((REPRESENTATIVE, ""), (REPRESENTATIVE, COMPLAINANT), (COMPLAINANT, ""), (COMPLAINANT, REPRESENTATIVE))


@dataclass(frozen=True, slots=True)
class Sends:
    """What an officer chose: the way the letter goes, and the documents that go with it.

    ``chosen`` says that the documents were offered: what was left out is put on record too.
    """

    way: str = ""
    documents: tuple[int, ...] = ()
    chosen: bool = False


NOBODY_ELSE = Sends()


@dataclass(frozen=True, slots=True)
class Way:
    """One way a letter can go, or why it cannot."""

    id: str
    to: Party
    copy: Party | None
    refused: Refused | None = None
    unreachable: str = ""

    @property
    def is_open(self) -> bool:
        return self.refused is None and not self.unreachable

    def why_not(self, policy: Policy) -> str:
        """Why it cannot go this way, in a sentence."""
        return sentence(self.refused, policy, _) if self.refused is not None else self.unreachable


def ways_of(case: Case, letter: Letter, fold: Fold, run: Run, policy: Policy) -> list[Way]:
    """Every way in which this letter could go, the usual one first; none where nobody acts for the complainant."""
    parties = {REPRESENTATIVE: people.representative_of(case), COMPLAINANT: people.complainant_of(case)}
    acting, theirs = parties[REPRESENTATIVE], parties[COMPLAINANT]
    if acting is None or theirs is None:
        return []
    found = []
    for part, copied in WAYS:
        if letter.addressee and part != letter.addressee:
            continue
        refused = may_have(letter, part, fold, run, policy)
        if refused is None and copied:
            refused = may_have_a_copy(letter, copied, fold, run, policy)
        to, copy = (acting, theirs) if part == REPRESENTATIVE else (theirs, acting)
        unreachable = _unreachable(to) or (_unreachable(copy) if copied else "")
        found.append(Way(_id(part, copied), to, copy if copied else None, refused, unreachable))
    return found


def default_of(ways: list[Way]) -> Way | None:
    """The way a letter goes where nobody chose: the first that is open, or else the first, which is then refused."""
    return next((way for way in ways if way.is_open), ways[0] if ways else None)


def way_of(ways: list[Way], id: str) -> Way | None:
    """The way that was chosen; the usual one where nothing was. Raises Refused for one that is not open."""
    chosen = next((way for way in ways if way.id == id), None) if id else default_of(ways)
    if chosen is not None and chosen.refused is not None:
        raise chosen.refused
    return chosen


def refusal_to(letter: Letter, to: Party | None, fold: Fold, run: Run, policy: Policy) -> Refused | None:
    """Why this letter cannot go to somebody, whatever a request asks for; none where it can."""
    if to is None or to.part != Part.REPRESENTATIVE:
        return None
    if to.until is not None:  # they acted once, and act no longer
        return Refused("consent-closed", letter.paragraph, letter=letter.id)
    return may_have_a_copy(letter, to.part, fold, run, policy)


def usual_recipient(case: Case, letter: Letter, fold: Fold, run: Run, policy: Policy) -> Party | None:
    """Whom a letter goes to where nobody chose."""
    way = default_of(ways_of(case, letter, fold, run, policy))
    return way.to if way is not None else people.correspondent_of(case)


def may_be_told(case: Case) -> Party | None:
    """Who may be told what was said on the case: whoever acts for the complainant, if the consent stands, else they."""
    stands = standing(case)
    run = own_run(stands.case, stands.book)
    state = consent_of(stands.case, run, stands.book.policy(run.policy))
    usual = people.correspondent_of(case)
    if usual is not None and usual.part == Part.REPRESENTATIVE and state in ("missing", "closed"):
        return people.complainant_of(case)
    return usual


def who_must_have_a_copy(
    case: Case, letter: Letter, fold: Fold, run: Run, policy: Policy, *, on: date
) -> list[tuple[str, Party]]:
    """Those to whom the policy has this letter copied: holders of a role, as bodies of the case.

    Raises Refused where nobody holds the role on the day.
    """
    found = []
    for rule in copies_owed(letter, fold, run, policy):
        holders = list(people_with_role(case.council_id, rule.role, on))
        if not holders:
            raise Refused("copy-needs-holder", rule.paragraph, letter=letter.id, role=rule.role)
        name = policy.role(rule.role).name
        for holder in holders:
            party = people.body_of(case, f"{rule.role}:{holder.pk}", name=f"{name}, {holder.name}", email=holder.email)
            found.append((name, party))
    return found


def documents_offered(case: Case) -> list[Document]:
    """The documents that may go with a letter, where somebody acts for the complainant; none otherwise."""
    return enclosures.to_choose_from(case) if people.representative_of(case) is not None else []


def must_choose_documents(fold: Fold, run: Run, policy: Policy) -> bool:
    """Whether an officer must say which documents go, because the consent is only implied (KL 4B)."""
    return consent_of(fold, run, policy) == "implied"


def enclosed(case: Case, letter: str, sends: Sends, *, by: str) -> None:
    """Put on record which of the documents offered go with the letter; only documents of this case can."""
    if sends.chosen:
        enclosures.chosen(case, letter, documents_offered(case), sends.documents, by=by)


def names_enclosed(case: Case, sends: Sends) -> tuple[str, ...]:
    """The names of the documents that go with the letter."""
    if not (sends.chosen and sends.documents):
        return ()
    return tuple(each.name for each in documents_offered(case) if each.pk in sends.documents)


def _unreachable(party: Party) -> str:
    if people.can_be_reached(party.person):
        return ""
    return _("We have no address for %(name)s.") % {"name": party.person.name or party.get_part_display()}


def _id(part: str, copied: str) -> str:
    return f"{part}+{copied}" if copied else part
