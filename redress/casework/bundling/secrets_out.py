"""Which secrets can stand in kept words, and what stands in papers in their place?

A code from a letter, or a link, opens a question, somebody's details or a whole case for whoever has it. What is kept
may hold one that works still: a letter on paper is kept as it was posted, and people quote our e-mails in theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from redress.records.bundling.items import Item, Original, Section
from redress.records.codes import ALPHABET
from redress.records.equality_codes import SIGNS

_ANY = "".join(sorted({*ALPHABET, *SIGNS}))
#: Three groups of four signs (what is posted or told), or four (the questions about equality), never figures alone:
#: those are numbers of accounts and cards.
_CODE = re.compile(rf"(?<![\w-])(?=[\d-]*[A-Z])[{_ANY}]{{4}}(?:-[{_ANY}]{{4}}){{2,3}}(?![\w-])")
_OPENING = (
    "complain/return",
    "about-you",
    "agree/open",
    "asked/open",
    r"track/open/[^/\s<>\"']+",
    "details/confirm",
    "details/stop",
)
_LINK = re.compile(rf"https?://[^\s<>\"']+/(?:{'|'.join(_OPENING)})/[^\s/<>\"']{{8,}}(?:/[^\s<>\"']*)?")
#: What stands in the kept text of a message for its secret addresses.
_PLACEHOLDER = re.compile(r"%[A-Z-]+-LINK%")


def without_secrets(said: str) -> str:
    """The same words; where a code or a secret link stood, that it did."""
    link = _("(a link that only they have)")
    return _CODE.sub(_("(a code that only they have)"), _LINK.sub(link, _PLACEHOLDER.sub(link, said)))


def masked(value: Any) -> Any:
    """The same value, with every word in it masked: a text, a list, a mapping, or parts of a document."""
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, (tuple, list)):
        return type(value)(masked(each) for each in value)
    if isinstance(value, Mapping):
        return {name: masked(each) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: masked(getattr(value, each.name)) for each in fields(value) if each.init})
    return value


def masked_section(section: Section) -> Section:
    """A part of a bundle with all our own words masked; the pages of files that others sent stay as they are."""
    return Section(without_secrets(section.name), tuple(_item(each) for each in section.items))


def _item(item: Item) -> Item:
    slip, original = item.slip, item.original
    return replace(
        item,
        name=without_secrets(item.name),
        said=masked(item.said),
        alt=without_secrets(item.alt),
        slip=lambda code: masked(slip(code)),
        original=_named(original) if original else None,
    )


def _named(original: Original) -> Original:
    return replace(original, name=without_secrets(original.name))
