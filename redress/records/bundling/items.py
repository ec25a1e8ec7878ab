"""Of what is a bundle made, before it is bound: parts, and the items of each?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any, BinaryIO

from redress.design.parts import Part as Said

#: Why an item could not be put among the pages; its original goes into the archive all the same.
TROUBLES = ("locked", "broken", "no-pages", "unprintable")


class NotBound(Exception):
    """The pages of an item cannot be had; ``args[0]`` is one of :data:`TROUBLES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file as it goes into the archive. ``record`` and ``digest`` say what of the case it is, for whoever checks."""

    name: str
    opened: Callable[[], IO[bytes]]
    what: str
    record: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing in a bundle: words that we set on pages of our own, pages that are copied, pictures, or all of them.

    ``said`` are our own words; they come first. ``pages`` opens a PDF, ``pictures`` gives each picture as JPEG, ``alt``
    says to whoever cannot see it what it is. ``day`` is told in the contents. ``slip`` is what stands in place of pages
    that cannot be had, given the code of the reason.
    """

    name: str
    day: date | None = None
    said: tuple[Said, ...] = ()
    pages: Callable[[], BinaryIO] | None = None
    pictures: Callable[[], list[bytes]] | None = None
    alt: str = ""
    original: Original | None = None
    slip: Callable[[str], tuple[Said, ...]] = lambda code: ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a bundle: its name, and its items in order."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: a section (``level`` 1) or an item of it (2), and the first of its pages."""

    name: str
    level: int
    page: int
    day: date | None = None
    pages: int = 0


@dataclass(slots=True)
class Bound:
    """What became of it: how many pages, the contents, and the items whose pages could not be had, with the reason."""

    pages: int = 0
    entries: list[Entry] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    foreign: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is the same on every page of a bundle, and on its cover.

    ``look`` as :func:`redress.design.paper.looked` gives it. ``words`` are the fixed words, by name: ``page`` ("Bundle
    page {page} of {pages}"), ``contents``, ``page_column``. ``reference`` stands at the foot of each page.
    """

    look: Mapping[str, Any]
    lang: str
    title: str
    reference: str
    words: Mapping[str, str]
    confidential: bool = False
