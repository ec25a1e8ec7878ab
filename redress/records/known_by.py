"""By what is a person known again, where every complaint makes a person of its own?"""

from __future__ import annotations

from redress.records.folding import folded
from redress.records.models import Person


def known_by(person: Person) -> set[str]:
    """By what somebody is known again: e-mail address, telephone number, or name with postcode."""
    digits = "".join(sign for sign in person.telephone if sign.isdecimal())
    postcode = "".join(person.postcode.split()).upper()
    marks = {
        f"email:{person.email.strip().casefold()}" if person.email.strip() else "",
        f"telephone:{digits[-10:]}" if len(digits) >= 7 else "",
        f"name:{folded(person.name)} {postcode}" if person.name.strip() and postcode else "",
    }
    return marks - {""}
