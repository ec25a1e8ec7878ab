"""What can be chosen from the lists that a council keeps, and what can it find?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redress.rules.policy.conditions import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What can be found of a point of complaint."""

    id: str
    name: str
    meaning: str
    justified: Literal["wholly", "partly", "no"]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An entry of a list the council keeps (subjects, channels, reasons).

    ``flags``: what a case carries from the moment the entry is chosen for it. ``landlord``: whether a
    point of this subject is about the council as a landlord. ``note``: what an officer is told on choosing it.
    ``officers_only``: officers can choose it, the public pages do not offer it. ``chosen_when``: it is chosen
    beforehand on such cases; ``chosen_by``: and where one of these rights has opened. ``leads_to``: the bodies of the
    contacts list that the entry leads to, where that is not told by ``landlord``. ``effect``: what the entry means
    for somebody on whose contacts it is a restriction, or for whose needs it is a support. ``counts``: shown beside
    how often the person was in contact. ``organisation``: for a capacity in which somebody complains: it is that of an
    organisation, which is named. ``fits``: for a support: the needs it is for. ``print_points``: for a support: the
    size in which letters are printed. ``review_months``: for a need: how many months until it is looked at again.
    ``by_letter``: for a remedy: the letter itself gives it, so that nobody has to do anything by a date.
    """

    id: str
    name: str
    paragraph: str
    hint: str = ""
    flags: tuple[str, ...] = ()
    landlord: Literal["", "no", "yes", "overlap"] = ""
    note: str = ""
    officers_only: bool = False
    chosen_when: Condition | None = None
    chosen_by: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    effect: Literal[
        "",
        "single-contact",
        "written-only",
        "no-reply",
        "large-print",
        "another-format",
        "audio",
        "braille",
        "easy-read",
        "translation",
        "visit",
        "no-telephone",
        "telephone-only",
        "no-email",
    ] = ""
    counts: bool = False
    organisation: bool = False
    fits: tuple[str, ...] = ()
    print_points: int = 0
    review_months: int = 0
    by_letter: bool = False
