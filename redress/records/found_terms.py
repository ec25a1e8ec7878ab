"""What on these pages looks as if it tells of somebody else, and where does it stand?

Everything found is a suggestion with its reason in words. Nothing is removed by itself: an officer chooses.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from redress.records import particulars
from redress.records.folding import folded

#: Why something is suggested, for each kind of it.
WHY = {
    "name": _("The name of somebody else on the case"),
    "part-of-name": _("Part of the name of somebody else on the case"),
    "staff": _("The name of a member of staff"),
    "person": _("Looks like the name of somebody"),
    "email": _("Looks like an e-mail address"),
    "telephone": _("Looks like a telephone number"),
    "ni": _("Looks like a National Insurance number"),
    "nhs": _("Looks like an NHS number"),
    "bank": _("Looks like a sort code or an account number"),
    "birth": _("Looks like a date of birth"),
    "car": _("Looks like a car registration"),
    "address": _("Looks like an address"),
    "postcode": _("Looks like a postcode"),
    "term": _("You looked for these words"),
}
MOST = 2000  # suggestions for one document
_SHORTEST_NAME = 3

Row = Sequence[Any]  # [text, left, top, right, bottom] of a word


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may have to go: its kind, the page, the words as they stand, and a box for each line of them."""

    id: str
    kind: str
    page: int
    text: str
    boxes: tuple[tuple[float, float, float, float], ...]

    def as_row(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Names:
    """Whose names are looked for, and what is left alone because it is the reader's own or the council's."""

    people: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()  # folded


def suggestions(pages: Sequence[Sequence[Row]], names: Names) -> list[Found]:
    """What is found on the pages, in the order of reading; what several kinds find is told once."""
    found: list[Found] = []
    for number, words in enumerate(pages, start=1):
        taken: set[int] = set()
        for kind, places in _on_page(words, names):
            if len(found) < MOST and not taken.issuperset(places):
                taken.update(places)
                found.append(_found(kind, number, words, places))
    return sorted(found, key=lambda each: (each.page, sum(each.boxes[0][1::2]) // 12, each.boxes[0][0]))


def term(pages: Sequence[Sequence[Row]], words: str) -> list[Found]:
    """Where these words stand: in capitals or not, with accents or not, also across the end of a line."""
    wanted = folded(words).split()
    found = []
    for number, page in enumerate(pages, start=1):
        found += [_found("term", number, page, places) for places in _standing(page, wanted)]
    return found[:MOST]


def _on_page(words: Sequence[Row], names: Names) -> Iterator[tuple[str, list[int]]]:
    for kind, those in (("name", names.people), ("staff", names.staff)):
        for name in those:
            yield from ((kind, places) for places in _standing(words, folded(name).split()))
    yield from _by_pattern(words, names.own)
    for name in names.people:
        parts = [part for part in folded(name).split() if len(part) >= _SHORTEST_NAME and part not in _TITLES]
        for part in parts:
            yield from (("part-of-name", places) for places in _standing(words, [part]) if part not in names.own)


_TITLES = {"mrs", "miss", "the", "and", "sir", "lady", "ltd", "council", "borough", "limited", "rev", "prof"}


# --- names and terms -----------------------------------------------------------------------------


def _standing(words: Sequence[Row], wanted: Sequence[str]) -> Iterator[list[int]]:
    """The places of words, one after the other, that together say what is wanted; nothing wanted stands nowhere."""
    if not wanted:
        return
    tokens = [(token, place) for place, word in enumerate(words) for token in folded(str(word[0])).split()]
    begins = [at for at, (token, _place) in enumerate(tokens) if token[0] == wanted[0][0]]
    for at in begins:
        places = _matched(words, tokens, at, wanted)
        if places:
            yield sorted(set(places))


def _matched(
    words: Sequence[Row], tokens: Sequence[tuple[str, int]], at: int, wanted: Sequence[str]
) -> list[int] | None:
    places: list[int] = []
    for step, want in enumerate(wanted):
        if at >= len(tokens):
            return None
        token, place = tokens[at]
        at += 1
        places.append(place)
        if str(words[place][0]).endswith(("-", "\u00ad")) and at < len(tokens) and token != want:
            token, place = token + tokens[at][0], tokens[at][1]  # parted at the end of a line
            at += 1
            places.append(place)
        if token != want and not (step == len(wanted) - 1 and token == want + "s"):  # Smith’s is Smith
            return None
    return places


# --- patterns ------------------------------------------------------------------------------------

_STREETS = "Street|Road|Lane|Avenue|Close|Drive|Way|Court|Crescent|Gardens|Place|Terrace|Grove|Hill|Square|Walk|Mews"
_CALLED = "Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Rev|Sir|Lady|Lord"


def _shaped(pattern: re.Pattern[str]) -> Callable[[str], Iterator[particulars.Found]]:
    """A finder of what has this shape, or of the part of it that is called “it”."""
    part = "it" if "it" in pattern.groupindex else 0
    return lambda text: (particulars.Found(each.group(part), *each.span(part)) for each in pattern.finditer(text))


def _nhs_numbers(text: str) -> Iterator[particulars.Found]:
    return (each for each in _shaped(re.compile(r"\b\d{3} ?\d{3} ?\d{4}\b"))(text) if _is_nhs_number(each.text))


#: Of two kinds that find the same words the first is told.
_FINDERS: tuple[tuple[str, Callable[[str], Iterable[particulars.Found]]], ...] = (
    (
        "person",
        _shaped(re.compile(rf"\b(?:{_CALLED})\.?(?: [A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*[\w'’.-]*(?<![.])){{1,3}}")),
    ),
    ("email", particulars.emails),
    ("ni", particulars.insurance_numbers),
    ("bank", particulars.likely_bank_details),
    (
        "birth",
        _shaped(
            re.compile(
                r"(?:\bborn\b|\bbirth\b|\bd\.?o\.?b\b)[^\d]{0,15}"
                r"(?P<it>\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|[A-Za-z]{3,9})[ ./-]\d{2,4})",
                re.IGNORECASE,
            )
        ),
    ),
    ("nhs", _nhs_numbers),
    ("telephone", particulars.telephones),
    ("telephone", _shaped(re.compile(r"(?<![\w£])0(?: \d){9,10}(?! ?\d)"))),  # figure by figure, as on a form
    ("address", _shaped(re.compile(rf"\b\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w'’-]+ ){{1,3}}(?:{_STREETS})\b"))),
    ("postcode", particulars.postcodes),
    ("car", _shaped(re.compile(r"\b(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3})\b"))),
)


def _by_pattern(words: Sequence[Row], own: frozenset[str]) -> Iterator[tuple[str, list[int]]]:
    text, begins = "", []
    for word in words:
        begins.append(len(text))
        text += f"{word[0]} "
    yield from (("email", places) for places in _broken_emails(words, own))
    for kind, finder in _FINDERS:
        for found in finder(text):
            if not _is_own(kind, found.text, own):
                yield kind, list(range(bisect_right(begins, found.start) - 1, bisect_left(begins, found.end)))


#: How an address goes on at the beginning of the next line, after its name or in the middle of it.
_ENDING = re.compile(r"(?:[a-z-]+\.){0,2}(?:uk|com|org|net|gov|eu|info|pl|lt|ie)\b[.,;:)]?")


def _broken_emails(words: Sequence[Row], own: frozenset[str]) -> Iterator[list[int]]:
    """The places of an e-mail address that goes on in the next line."""
    for place in range(len(words) - 1):
        first, second = str(words[place][0]), str(words[place + 1][0])
        if float(words[place + 1][2]) <= float(words[place][2]) or not _goes_on(first, second):
            continue
        found = particulars.emails(first + second)
        if any(each.start < len(first) < each.end and folded(each.text).replace(" ", "") not in own for each in found):
            yield [place, place + 1]


def _goes_on(first: str, second: str) -> bool:
    """Whether an address goes on with the second word after a line that ends with the first; a whole one does not."""
    if "@" in first:
        _name, _at, place = first.rpartition("@")
        return "." not in place or place.endswith("-") or (place[-1] == "." and bool(_ENDING.fullmatch(second)))
    return "@" in second and (second[0] == "@" or first[-1] in ".-_+\u00ad")


def _is_own(kind: str, said: str, own: frozenset[str]) -> bool:
    """Whether it is the reader's own, or the council's."""
    words = folded(said).split()
    return "".join(words) in own or (kind == "person" and own.issuperset(words[1:]))


def _is_nhs_number(said: str) -> bool:
    """Whether its last digit fits the nine before it."""
    digits = [int(sign) for sign in said if sign.isdigit()]
    rest = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return rest % 11 == digits[9] and rest != 10 and not said.startswith("0")


def _found(kind: str, page: int, words: Sequence[Row], places: Iterable[int]) -> Found:
    """The words at these places, with a box for each line of them."""
    boxes: list[list[float]] = []
    at = list(places)
    for place in at:
        left, top, right, bottom = (float(side) for side in words[place][1:5])
        if boxes and left >= boxes[-1][0] and top < boxes[-1][3] and boxes[-1][1] < bottom:
            last = boxes[-1]
            boxes[-1] = [min(last[0], left), min(last[1], top), max(last[2], right), max(last[3], bottom)]
        else:
            boxes.append([left, top, right, bottom])
    text = " ".join(str(words[place][0]) for place in at).strip(",.;:()“”")
    name = hashlib.sha256(f"{kind} {page} {at}".encode()).hexdigest()[:12]
    padded = tuple((left - 1, top - 1, right + 1, bottom + 1) for left, top, right, bottom in boxes)
    return Found(name, kind, page, text, padded)
