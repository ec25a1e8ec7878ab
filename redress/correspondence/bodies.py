"""How is a body of the contacts list told on a public page and on paper?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from redress.correspondence.said import said
from redress.design.parts import Body, Way
from redress.rules.policy import Contact, Policy


def told(contact: Contact, *, level: int = 3, purpose: bool = True) -> Body:
    """A body as the policy prints it, with every way to reach it; where none is known, people are to ask us."""
    return Body(
        name=contact.name,
        purpose=said(contact.purpose) if purpose else "",
        lines=contact.lines,
        ways=tuple(_ways(contact)),
        otherwise=_("Ask us how to reach them."),
        level=level,
    )


def all_told(policy: Policy, keys: Iterable[str], *, level: int = 3, purpose: bool = True) -> tuple[Body, ...]:
    """The bodies with these keys, each once, in this order."""
    return tuple(told(policy.contacts[key], level=level, purpose=purpose) for key in dict.fromkeys(keys))


def _ways(contact: Contact) -> Iterable[Way]:
    if contact.telephone:
        yield Way(_("Telephone:"), contact.telephone, f"tel:{dialled(contact.telephone)}")
    if contact.textphone:
        yield Way(_("Textphone:"), contact.textphone, f"tel:{dialled(contact.textphone)}")
    if contact.email:
        yield Way(_("E-mail:"), contact.email, f"mailto:{contact.email}")
    if contact.website:
        yield Way(_("Website:"), web_name(contact.website), contact.website)


def web_name(address: str) -> str:
    """A web address as people say it: without its beginning and its last stroke."""
    return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")


def dialled(number: str) -> str:
    """A telephone number as a telephone dials it."""
    return re.sub(r"[^\d+]", "", number)
