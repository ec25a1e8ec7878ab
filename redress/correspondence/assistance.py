"""Who can help somebody to complain, as a sheet that anybody can read, print or be sent?

The same sheet is the public page and what is sent from a case (DA 6.7.2). Those who help with complaints of one kind
stand on the sheet of a case only where the case is of that kind; the public page has all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redress.correspondence.bodies import all_told
from redress.correspondence.said import said
from redress.design.parts import Heading, Link, Part, Words
from redress.rules.letters import applies
from redress.rules.policy import Policy


def title() -> str:
    return _("Help to complain")


def sheet(policy: Policy, flags: frozenset[str] | None = None) -> tuple[Part, ...]:
    """Everybody who can help: for the public, or for a case with these flags."""
    return tuple(_parts(policy, flags))


def _parts(policy: Policy, flags: frozenset[str] | None) -> Iterator[Part]:
    public = policy.public
    yield Words(_("You do not have to do this on your own. Someone can help you, or complain for you."), lead=True)
    if public.help_text:
        yield Words(said(public.help_text))
    special = [
        one.contact for one in public.special_helpers if flags is None or applies(one.when, outcome="", flags=flags)
    ]
    if public.helpers:
        yield Heading(_("Who can help you"), id="helpers")
        yield from all_told(policy, public.helpers)
    if special:
        yield Heading(_("If you were treated badly because of who you are"), id="unfair")
        yield from all_told(policy, special)
    yield from councillors(policy)


def councillors(policy: Policy) -> Iterator[Part]:
    """Where people find out who their councillors are; without an address, whom to ask."""
    listed = [policy.contacts[key] for key in policy.public.councillors]
    if not listed:
        return
    yield Heading(_("Find your councillor"), id="councillors")
    for contact in listed:
        yield Link(contact.name, contact.website) if contact.website else Words(f"{contact.name}: {_('ask us')}")
