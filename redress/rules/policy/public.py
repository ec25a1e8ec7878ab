"""What do the public pages and the leaflet say?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redress.rules.policy.conditions import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTold:
    """What the public is told of an Ombudsman's Code, with a link to it."""

    code: str  # id of the Code
    text: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalField:
    """Whether the public form asks for something about a person, beside the name and the e-mail address.

    ``needed``: it cannot be left out; ``optional``: it can; ``hidden``: it is not asked. Without an entry: optional.
    """

    id: Literal["telephone", "address", "postcode"]
    asked: Literal["needed", "optional", "hidden"]
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """One way to complain, as the public pages and the leaflet tell of it."""

    id: str
    name: str
    text: str
    contact: str = ""  # key of [contacts]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTold:
    """What everybody can expect, in plain words. ``entry``: what officers cite where it was not kept."""

    text: str
    entry: str = ""
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialHelper:
    """Who helps with complaints of one kind. ``when``: the cases that are of it."""

    contact: str  # key of [contacts]
    when: Condition
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageNote:
    """A note at the end of the leaflet for those who read another language; the id is the tag of the language.

    ``rtl``: it is read from right to left. ``remark``: what the council should check. Never shown to the public.
    """

    id: str
    name: str
    text: str
    rtl: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityStatement:
    """What the council says of equality. ``policies``: keys of [contacts], with links to the policies behind it."""

    text: tuple[str, ...]
    paragraph: str
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyTold:
    """One section of the notice that says how personal information is used, in plain words.

    ``law``: the laws by their names, which must be given. ``contacts``: whom people can turn to, or where they read on.
    ``remark``: what the council should check. Never shown to the public.
    """

    heading: str
    text: tuple[str, ...]
    law: str = ""
    contacts: tuple[str, ...] = ()  # keys of [contacts]
    paragraph: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWords:
    """What the public pages say, in plain words."""

    commitment: str
    invitation: str
    definition: str
    definition_paragraph: str
    before_you_complain: str = ""
    who_may_complain: tuple[str, ...]
    helpers: tuple[str, ...] = ()  # keys of [contacts]
    help_text: str = ""
    ombudsman_text: str
    privacy: str
    privacy_told: tuple[PrivacyTold, ...] = ()
    officer_named: bool = True
    officer_named_paragraph: str = ""
    fields: tuple[PersonalField, ...] = ()
    codes: tuple[CodeTold, ...] = ()
    other_policies: tuple[str, ...] = ()  # keys of [contacts]: policies of the council that stand beside this one
    ways: tuple[WayIn, ...] = ()
    form_to: str = ""  # key of [contacts]: where the paper form is sent; without it council.complaints_contact
    councillors: tuple[str, ...] = ()  # keys of [contacts]: where people find out who their councillors are
    standards: tuple[StandardTold, ...] = ()
    services_paragraph: str = ""  # by which every service publishes what people can expect of it; without it, none does
    learning: str = ""
    special_helpers: tuple[SpecialHelper, ...] = ()
    social_reply: str = ""  # the standard reply on social media; {form} is the link of the form
    equality: EqualityStatement | None = None
    languages: tuple[LanguageNote, ...] = ()
