"""What did the person answer, question by question?

The public pages and the demonstration give the same answers to the same act. A draft keeps them as
plain JSON; an answer that is not there yet is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

MYSELF, SOMEONE_ELSE, ORGANISATION = "myself", "someone-else", "organisation"
NONE_OF_THESE = "none"
COMPLAINT, ENQUIRY = "complaint", "enquiry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers of one person.

    ``topic`` is what it is about in a few words, by which services were ``suggested`` (slugs); ``every_service``
    says that the person wanted to see all of them. ``service`` is the slug of a service of the council, or empty
    when the person was not sure. ``landlord`` is the answer to whether it is about a home rented or leased from
    the council: yes, no or unsure. ``elsewhere`` is the id of a matter that another process deals with and that
    the person went on from, or ``none``. ``needs`` are the ids of help asked for. ``name`` and the ways to reach
    the person are those of whoever fills the form in; ``their_name`` and the like are the person complained for.
    ``acting_ward`` is the ward of a councillor or the constituency of an MP who fills it in, ``acting_matter``
    whether they send a complaint or an enquiry. ``sought`` is a postcode that was looked up; with ``by_hand`` the
    address was written by the person, who may have ``no_fixed_address``. ``uprn`` and ``ward`` belong to an address
    that was chosen from the council's list.
    """

    subject: str = ""
    topic: str = ""
    suggested: tuple[str, ...] = ()
    every_service: str = ""
    service: str = ""
    landlord: str = ""
    elsewhere: str = ""
    for_whom: str = MYSELF
    their_name: str = ""
    part: str = ""
    consent: str = ""
    their_email: str = ""
    their_telephone: str = ""
    their_address: str = ""
    their_postcode: str = ""
    acting_ward: str = ""
    acting_organisation: str = ""
    acting_matter: str = ""
    organisation: str = ""
    what_happened: str = ""
    happened_on: date | None = None
    when_unknown: str = ""
    why_late: str = ""
    put_right: str = ""
    anonymous: str = ""
    name: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""
    postcode: str = ""
    uprn: str = ""
    ward: str = ""
    sought: str = ""
    by_hand: str = ""
    no_fixed_address: str = ""
    preferred: str = ""
    needs: tuple[str, ...] = ()
    other_needs: str = ""

    @property
    def is_anonymous(self) -> bool:
        return self.anonymous == "yes"

    @property
    def can_be_written_to(self) -> bool:
        """Whether there is an address, of either kind, to send an acknowledgement to."""
        return not self.is_anonymous and bool(self.email or self.address)


def from_plain(plain: Mapping[str, Any]) -> Answers:
    """The answers a draft keeps; what it does not know is left out, so that old drafts can still be read."""
    known = {field.name for field in fields(Answers)}
    given = {name: value for name, value in plain.items() if name in known}
    if given.get("happened_on"):
        given["happened_on"] = date.fromisoformat(given["happened_on"])
    for name in ("needs", "suggested"):
        given[name] = tuple(given.get(name) or ())
    return Answers(**given)


def to_plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a draft keeps them."""
    return {name: _plain(value) for name, value in answers.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, (list, tuple)) else value
