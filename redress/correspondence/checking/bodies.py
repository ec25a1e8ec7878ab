"""Which bodies that look at complaints does a text name: those of the policy, and others?"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Before “Ombudsman” without a name.
_NO_NAME = frozenset(
    [
        "the",
        "a",
        "an",
        "any",
        "each",
        "either",
        "both",
        "which",
        "your",
        "our",
        "this",
        "that",
        "their",
        "and",
        "or",
        "ask",
        "contact",
    ]
)

#: Bodies that look at complaints, and not at those about councils: their names, and the letters by which they go.
STRANGE = {
    "Parliamentary and Health Service Ombudsman": ("PHSO", "Parliamentary Ombudsman", "Health Service Ombudsman"),
    "Public Services Ombudsman for Wales": ("PSOW",),
    "Scottish Public Services Ombudsman": ("SPSO",),
    "Northern Ireland Public Services Ombudsman": ("NIPSO",),
    "Financial Ombudsman Service": ("Financial Ombudsman",),
    "Pensions Ombudsman": (),
    "Property Ombudsman": (),
    "Energy Ombudsman": (),
    "Legal Ombudsman": (),
    "Rail Ombudsman": (),
    "Communications Ombudsman": (),
    "Property Redress Scheme": (),
    "Independent Office for Police Conduct": ("IOPC",),
    "Care Quality Commission": ("CQC",),
    "Office of Rail and Road": (),
    "Ofcom": (),
    "Ofgem": (),
    "Ofsted": (),
    "Ofwat": (),
}
#: What sends somebody to a body that bears no “Ombudsman” in its name: it may be named for another reason.
_SENDS = re.compile(
    r"\b(?:complain|complaint|appeal|refer|escalate|take (?:it|this|your complaint)|go|write|contact|ask)\b[^.]{0,60}$",
    re.I,
)


def is_called(body: str, text: str) -> bool:
    """Whether a body is named: by its whole name, without the word that says what it is, by its first words, or by
    its letters (LGSCO)."""
    short = re.sub(r"\s+(?:Service|Office)$", "", body)
    if re.search(rf"\b{re.escape(short)}\b", text, re.IGNORECASE):
        return True
    letters = "".join(re.findall(r"\b[A-Z]", short))
    first, last = re.split(r"\s+(?:and|for|of)\s+", short)[0], short.split()[-1]
    shorter = f"{first} {last}" if " " in first and not first.endswith(last) else short
    named = re.search(rf"\b{re.escape(shorter)}\b", text, re.IGNORECASE)
    return bool(named or (len(letters) > 3 and re.search(rf"\b{letters}\b", text)))


def strange_ombudsmen(text: str, known: Iterable[str]) -> list[str]:
    """Ombudsmen by name who are none of those to whom complaints about councils go."""
    words = {word.casefold() for name in known for word in name.split()} | _NO_NAME
    found = re.findall(r"\b((?:[A-Z][a-z]+\s+(?:(?:and|of|for)\s+)?){1,5})(Ombudsm[ae]n)\b", text)
    strange = [f"{name}{kind}" for name, kind in found if name.split()[-1].casefold() not in words]
    whole = [name for name, calls in STRANGE.items() if _is_meant(name, calls, text)]
    known_by = {each.casefold() for name in whole for each in (name, *STRANGE[name])}
    named = dict.fromkeys(" ".join(each.split()) for each in strange)
    return [*whole, *(each for each in named if _without_the(each).casefold() not in known_by)]


def _is_meant(name: str, calls: Iterable[str], text: str) -> bool:
    """Whether a body is named; one without “Ombudsman” in its name, whether somebody is sent there."""
    for call in (name, *calls):
        for match in re.finditer(rf"\b{re.escape(call)}\b", text, 0 if call.isupper() else re.IGNORECASE):
            if "Ombudsman" in name or _SENDS.search(text[max(0, match.start() - 80) : match.start()]):
                return True
    return False


def _without_the(name: str) -> str:
    return name.removeprefix("The ")
