"""Which words of its own has each made-up council given a letter, and which is it still working on?"""

from __future__ import annotations

from collections.abc import Mapping

from redress import policies
from redress.correspondence.wordings import ContentWording, Wording
from redress.correspondence.wordings import adoption as wording_adoption
from redress.demonstration.walk import Office

LETTER = "stage-one-acknowledgement"

ADOPTED: Mapping[str, Wording] = {
    "dartford": Wording(opening="Thank you for telling us what went wrong. We know that it takes time to write to us."),
    "kings-lynn": Wording(opening="Thank you for your complaint. It helps us to put things right."),
}

#: What each of them is still working on: an answer that officers begin with.
DRAFTED: Mapping[str, tuple[str, Wording]] = {
    "dartford": (
        "stage-one-response",
        Wording(
            contents={
                "how-and-why": ContentWording(starter="I read [which papers] and spoke to [whom] on [which day]."),
                "apology": ContentWording(starter="I am sorry for [what went wrong], and for [what it did to you]."),
            }
        ),
    ),
    "kings-lynn": (
        "stage-one-response",
        Wording(contents={"reasons": ContentWording(starter="I decided this because [what the papers show].")}),
    ),
}


def build(offices: Mapping[str, Office]) -> None:
    """Adopt the words of one letter from today, and begin those of another, as the policy's owner does."""
    for id, office in offices.items():
        policy = policies.current(id)
        owners = set(policy.administration.by) if policy.administration else set()
        owner = next(person for who, person in office.staff.items() if office.actor(who).roles & owners)
        wording_adoption.save_draft(office.council, LETTER, ADOPTED[id], by=owner, seen=0)
        wording_adoption.adopt(
            office.council,
            policy.letter(LETTER),
            policy,
            on=office.diary.today,
            reason="Residents said that our letters begin coldly.",
            by=owner,
            seen=1,
        )
        kind, drafted = DRAFTED[id]
        wording_adoption.save_draft(office.council, kind, drafted, by=owner, seen=0)
