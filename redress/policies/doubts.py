"""What should the council confirm before this policy goes live?

A doubt is no mistake: the policy can be used as it stands. It is what the file itself remarks on, a number that cannot
be dialled as it is printed, and a link that leads nowhere yet. The command that checks a file says them, and so does
the page of those who look after the policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redress.rules.policy import Contact, Policy

#: How many digits a telephone number of the United Kingdom has, the leading 0 among them.
_DIGITS = (10, 11)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to confirm: whose it is (a name people know), where in the file, and a sentence of English."""

    name: str
    key: str
    sentence: str


def doubts(policy: Policy) -> tuple[Doubt, ...]:
    """Everything to confirm, in the order of the file. What was verified is in doubt for its numbers only."""
    found = [doubt for key, contact in policy.contacts.items() for doubt in _contact(key, contact, policy)]
    found += _links(policy)
    found += [
        Doubt(note.name, f"public.languages.{note.id}", note.remark) for note in policy.public.languages if note.remark
    ]
    found += [
        Doubt(section.heading, f"public.privacy_told.{number}", section.remark)
        for number, section in enumerate(policy.public.privacy_told, 1)
        if section.remark
    ]
    return tuple(found)


def _contact(key: str, contact: Contact, policy: Policy) -> Iterator[Doubt]:
    where = f"contacts.{key}"
    if contact.remark and contact.last_verified is None:
        yield Doubt(contact.name, where, contact.remark)
    for kind in ("telephone", "textphone", "fax"):
        number = getattr(contact, kind)
        digits = len(re.sub(r"\D", "", number))
        if number and not number.startswith("+") and digits not in _DIGITS:
            yield Doubt(contact.name, f"{where}.{kind}", f"“{number}” has {digits} digits; a number here has 10 or 11.")
    if key in _linked(policy) and not contact.website:
        yield Doubt(contact.name, where, "There is no web address, so the public page cannot link it.")


def _linked(policy: Policy) -> tuple[str, ...]:
    """The contacts that are there for their link."""
    equality = policy.public.equality
    return (*policy.public.councillors, *policy.public.other_policies, *(equality.policies if equality else ()))


def _links(policy: Policy) -> Iterator[Doubt]:
    if not policy.council.privacy_notice:
        yield Doubt(
            policy.council.name,
            "council.privacy_notice",
            "There is no web address of the privacy notice, so no page links it.",
        )
