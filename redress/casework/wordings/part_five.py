"""Which letters, notices, pages and reports does a council need, and what in Redress is each of them?

The numbers are those of the catalogue of requirements, Part 5. What is a letter of the policy is found by the number
that it bears there; what is something else is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from redress import policies
from redress.policies.loader import load
from redress.rules.phrases import gettext_noop as _
from redress.rules.policy import Letter, Policy

#: ``way``: a letter of another number that goes another way.
Sort = Literal["letter", "way", "notice", "page", "later", "missing"]


@dataclass(frozen=True, slots=True)
class Item:
    """One row of Part 5. ``councils``: whose policy asks for it. ``beside``: what it is, where it is no letter."""

    number: str
    councils: tuple[str, ...]
    name: str
    sort: Sort = "letter"
    beside: str = ""


KL, DA = ("kings-lynn",), ("dartford",)
BOTH = (*DA, *KL)

ITEMS: tuple[Item, ...] = (
    Item(
        "L1",
        BOTH,
        _("Automatic receipt"),
        "notice",
        _("sent by itself for a web form, an e-mail or an entry of staff"),
    ),
    Item("L2", KL, _("Stage 1 acknowledgement")),
    Item("L3", KL, _("Informal resolution confirmation")),
    Item("L4", KL, _("Outside-policy letter")),
    Item("L5", KL, _("Councillor-conduct redirect")),
    Item("L6", KL, _("Late-complaint decision")),
    Item("L7", KL, _("Consent request")),
    Item("L8", KL, _("Stage 1 delay notice")),
    Item("L9", KL, _("Stage 1 response")),
    Item("L10", KL, _("Stage 2 reasons-awaited letter")),
    Item("L11", KL, _("Stage 2 acceptance")),
    Item("L12", KL, _("Stage 2 refusal")),
    Item("L13", KL, _("Stage 2 delay notice")),
    Item("L14", KL, _("Stage 2 response")),
    Item("L15", KL, _("MP enquiry reply")),
    Item("L16", KL, _("Ombudsman response")),
    Item("L17", KL, _("Social-media standard reply")),
    Item(
        "L18",
        KL,
        _("Public complaints page and form"),
        "page",
        _("the public pages and the online form, also as a PDF"),
    ),
    Item("L19", KL, _("Annual report"), "later", _("a report to the Corporate Performance Panel")),
    Item("L20", KL, _("Status under the persistent complainant policy")),
    Item("L30", DA, _("Stage One acknowledgement")),
    Item("L31", DA, _("Acknowledgement with decision")),
    Item("L32", DA, _("Redirect acknowledgement")),
    Item("L33", DA, _("Not-accepted letter")),
    Item("L34", DA, _("Extension notice")),
    Item("L35", DA, _("Stage One response")),
    Item("L36", DA, _("Stage Two acknowledgement")),
    Item("L37", DA, _("Statement of complaint for agreement")),
    Item("L38", DA, _("Stage Two response")),
    Item("L39", DA, _("Internal-review outcome")),
    Item("L40", DA, _("Out-of-time request for reasons")),
    Item("L41", DA, _("Note of an oral complaint for confirmation")),
    Item(
        "L42",
        DA,
        _("Confirmation of discussions and actions"),
        "notice",
        _("the note of what was said and promised, sent to be confirmed"),
    ),
    Item("L43", DA, _("Contractor handling notice")),
    Item(
        "L44",
        DA,
        _("Referral to a contractor or partner"),
        "notice",
        _("the question to a contractor or partner, with a link to answer by; its words stand in the policy"),
    ),
    Item("L45", DA, _("Policy reply (external)")),
    Item("L46", DA, _("Policy reply (internal)")),
    Item("L47", DA, _("Reply to a comment")),
    Item(
        "L48",
        DA,
        _("MP reply"),
        "way",
        _("the answer of the stage (L35, L38) to the MP who acts for somebody, with a copy to the MPAs"),
    ),
    Item(
        "L49",
        DA,
        _("Direct reply with a copy to the councillor or MP"),
        "way",
        _("the answer of the stage (L35, L38) to the complainant, with the councillor or MP chosen for a copy"),
    ),
    Item("L50", DA, _("Staff notification and interview invitation")),
    Item(
        "L51",
        DA,
        _("Allocation and copies"),
        "notice",
        _("sent by itself to whoever a case is given to, and to the copies"),
    ),
    Item(
        "L52",
        DA,
        _("Stage Two allocation"),
        "notice",
        _("sent by itself to the Director, and to the copies"),
    ),
    Item("L53", DA, _("Vexatious designation")),
    Item("L54", DA, _("Early referral to the Ombudsman")),
    Item("L55", DA, _("Premature-referral outcome notice")),
    Item("L56", DA, _("Section 32(3) notice")),
    Item(
        "L57",
        DA,
        _("Assistance sheet"),
        "page",
        _("the page “Who can help” of a case, by e-mail or printed"),
    ),
    Item(
        "L58",
        DA,
        _("“How to complain” leaflet and form"),
        "page",
        _("the leaflet and the form, as PDF"),
    ),
    Item("L59", DA, _("Public complaints page"), "page", _("the public pages and the online form")),
    Item("L60", DA, _("Satisfaction survey"), "later", _("a survey after a case has closed")),
    Item("L61", DA, _("Audit Board annual report"), "later", _("a report")),
    Item("L62", DA, _("Housing landlord annual report"), "later", _("a report")),
    Item("L63", DA, _("Action plan"), "later", _("a plan after a recommendation")),
    Item("L64", DA, _("Issue of concern"), "notice", _("sent to the service by the step of that name")),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A row of Part 5 for one council, with the letters of its policy that bear the number."""

    item: Item
    letters: tuple[Letter, ...]

    @property
    def sort(self) -> Sort:
        """What it is: a letter that nothing bears the number of is missing."""
        if self.letters:
            return "letter"
        return "missing" if self.item.sort == "letter" else self.item.sort


def made_for(policy: Policy) -> list[Made]:
    """Every row of Part 5 that this council's policy asks for, in order."""
    return [
        Made(item, tuple(letter for letter in policy.letters if letter.number == item.number))
        for item in ITEMS
        if policy.id in item.councils or any(letter.number == item.number for letter in policy.letters)
    ]


def without_number(policy: Policy) -> list[Letter]:
    """The letters of the policy that the catalogue does not number."""
    return [letter for letter in policy.letters if not letter.number]


#: What each sort is called.
SORTS: Mapping[Sort, str] = {
    "letter": _("letter"),
    "way": _("letter, sent another way"),
    "notice": _("notice"),
    "page": _("page or paper"),
    "later": _("comes with reporting"),
    "missing": _("not there yet"),
}


def markdown() -> str:
    """The table of Part 5 for the documentation: every row, for which council, and what in Redress it is."""
    made = {
        id: {each.item.number: each for each in made_for(load(Path(policies.__file__).parent / f"{id}.toml"))}
        for id in BOTH
    }
    lines = ["| no | council | what it is called | sort | in Redress |", "|---|---|---|---|---|"]
    for item in ITEMS:
        for council in BOTH:
            if item.number in made[council]:
                lines.append(_line(council, made[council][item.number]))
    return "\n".join(lines) + "\n"


def _line(council: str, made: Made) -> str:
    called = {"dartford": "Dartford", "kings-lynn": "King’s Lynn"}[council]
    letters = _listed(made.letters)
    what = "; ".join(filter(None, (letters, made.item.beside)))
    return f"| {made.item.number} | {called} | {made.item.name} | {SORTS[made.sort]} | {what} |"


def _listed(letters: Iterable[Letter]) -> str:
    return ", ".join(f"{letter.name} (`{letter.id}`)" for letter in letters)
