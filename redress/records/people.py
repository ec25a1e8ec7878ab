"""Who are the people of a case, and to whom does the council write?"""

from __future__ import annotations

from datetime import date

from redress.cases.models import Case
from redress.records import search
from redress.records.addresses import spaced
from redress.records.models import Part, Party, Person, Preferred


def add(
    case: Case,
    *,
    name: str = "",
    email: str = "",
    telephone: str = "",
    address: str = "",
    postcode: str = "",
    uprn: str = "",
    ward: str = "",
    preferred: str = "email",
    adjustments: str = "",
    part: str = Part.COMPLAINANT,
    capacity: str = "",
) -> Party:
    """Make a person and their part in a case, and let the case be found by their name."""
    person = Person.objects.create(
        council_id=case.council_id,
        name=name.strip(),
        email=email.strip(),
        telephone=telephone.strip(),
        address=address.strip(),
        postcode=spaced(postcode),
        uprn=uprn,
        ward=ward.strip(),
        preferred=preferred,
        adjustments=adjustments.strip(),
    )
    return join(case, person, part=part, capacity=capacity)


def join(
    case: Case,
    person: Person,
    *,
    part: str,
    capacity: str = "",
    ward: str = "",
    organisation: str = "",
    matter: str = "",
) -> Party:
    """Give a person a part in a case. Raises ValueError for a person of another council."""
    if person.council_id != case.council_id:
        raise ValueError("councils never share a person")
    party = Party.objects.create(
        case=case,
        person=person,
        part=part,
        capacity=capacity.strip(),
        ward=ward.strip(),
        organisation=organisation.strip(),
        matter=matter,
    )
    search.refresh(case)
    return party


def body_of(case: Case, contact: str, *, name: str, email: str = "", address: str = "") -> Party:
    """A body that the council writes to in this case, by its key in the policy's contacts; made the first time.

    A letter goes to the address that the policy gives now; letters already sent stay as they were.
    """
    known = Party.objects.filter(case=case, part=Part.BODY, capacity=contact).select_related("person").first()
    if known is None:
        return add(case, name=name, email=email, address=address, part=Part.BODY, capacity=contact)
    if (known.person.name, known.person.email, known.person.address) != (name, email, address):
        correct(known, name=name, email=email, address=address)
    return known


def correct(party: Party, **changes: str) -> Person:
    """Correct what is known of a person (name, e-mail and so on). Letters already sent stay as they were."""
    known = {"name", "email", "telephone", "address", "postcode", "uprn", "ward", "preferred", "adjustments"}
    if changes.keys() - known:
        raise ValueError(f"a person has no {sorted(changes.keys() - known)}")
    for field, value in changes.items():
        setattr(party.person, field, value.strip())
    party.person.save(update_fields=[*changes])
    search.refresh(party.case)
    return party.person


def parties_of(case: Case) -> list[Party]:
    """Everyone with a part in the case, in the order in which they came, each with their person."""
    return list(Party.objects.filter(case=case).select_related("person").order_by("id"))


def complainant_of(case: Case) -> Party | None:
    """Whose complaint it is; none when nobody said."""
    return _first(case, Part.COMPLAINANT)


def correspondent_of(case: Case) -> Party | None:
    """To whom the council writes: the representative if there is one, otherwise the complainant."""
    return _first(case, Part.REPRESENTATIVE) or _first(case, Part.COMPLAINANT)


def representative_of(case: Case) -> Party | None:
    """Who acts for the complainant now; none where nobody does."""
    return _first(case, Part.REPRESENTATIVE)


def has_ended(party: Party, *, on: date) -> None:
    """From this local day on they act no more; what they did and were sent stays on the case."""
    party.until = on
    party.save(update_fields=["until"])


def can_be_reached(person: Person) -> bool:
    """Whether a letter can get to this person, by e-mail or by post."""
    return bool(person.email or person.address_lines)


def goes_by_post(person: Person) -> bool:
    """Whether a letter to this person is printed and posted: they asked for it, or there is no e-mail address."""
    return not person.email or (person.preferred == Preferred.LETTER and bool(person.address_lines))


def _first(case: Case, part: str) -> Party | None:
    now = Party.objects.filter(case=case, part=part, until=None)
    return now.select_related("person").order_by("id").first()
