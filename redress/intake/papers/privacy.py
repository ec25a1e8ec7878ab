"""What does the council do with personal information, in plain words, on a page and on paper?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from redress.correspondence.bodies import told
from redress.correspondence.said import said
from redress.design.parts import Heading, Link, Part, Words
from redress.rules.policy import Contact, Policy, PrivacyTold


def title() -> str:
    return _("Your personal information")


def notice(policy: Policy) -> tuple[Part, ...]:
    """The privacy notice: its sections, or the few words of a policy that has no more."""
    sections = policy.public.privacy_told
    parts = [part for number, section in enumerate(sections, 1) for part in _section(section, number, policy)]
    whole = policy.council.privacy_notice
    return (
        *([] if sections else [Words(said(policy.public.privacy), lead=True)]),
        *parts,
        *([Link(_("Read our privacy notice"), whole)] if whole else []),
    )


def on_a_page(policy: Policy) -> tuple[Part, ...]:
    """The same, and what a page does that paper does not."""
    cookies = _("This site uses only the cookies it needs: they remember your answers and keep your visit safe.")
    return (*notice(policy), Words(cookies))


def _section(section: PrivacyTold, number: int, policy: Policy) -> list[Part]:
    return [
        Heading(said(section.heading), id=f"privacy-{number}"),
        *(Words(said(paragraph)) for paragraph in section.text),
        *([Words(said(section.law), quoted="law")] if section.law else []),
        *(_further(policy.contacts[key]) for key in section.contacts),
    ]


def _further(contact: Contact) -> Part:
    """Somebody to turn to; what is no more than a page to read on is a link."""
    if contact.website and not (contact.lines or contact.telephone or contact.email):
        return Link(contact.name, contact.website)
    return told(contact, purpose=False)
