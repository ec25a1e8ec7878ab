"""Which signs does a text hold, by which of its words, and what do they suggest?

Pure: the same text and the same book give the same answer. A sign is a reason to look, never a finding: words have many
meanings, and false alarms are expected and said so where the signs are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from redress.records.folding import folded
from redress.suggestions.patterns import Phrase, found, phrase
from redress.suggestions.reading import Sentence, sentences
from redress.suggestions.signs import Book, LeadsTo, Sign

Places = tuple[int, ...]

_MOST_SUBJECTS = 3
_MOST_EVIDENCE = 5
_WIDEST_EXTRACT = 240


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that led to a sign, as written; the number of their paragraph, and the sentence they stand in.

    ``denied``: a “not” stands with them. ``quoted``: they stand in quotation marks, and may be somebody else's.
    """

    words: str
    paragraph: int
    sentence: str
    denied: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A sign and what led to it."""

    sign: Sign
    evidence: tuple[Evidence, ...]
    leads_to: tuple[LeadsTo, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The id of a subject, a special case or a matter for others, with the signs that lead to it."""

    id: str
    why: tuple[Found, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the text that led to it, each once."""
        return tuple(dict.fromkeys(each.words for found in self.why for each in found.evidence))


def signs_in(text: str, book: Book, names: Iterable[str] = ()) -> list[Found]:
    """The signs that a text holds, the loud ones first, each with its words; none where suggestions are off.

    ``names`` are those of the council's staff.
    """
    if not book.on or not text.strip():
        return []
    read = list(sentences(text))
    leads: dict[str, list[LeadsTo]] = {}
    for lead in book.leads_to:
        leads.setdefault(lead.sign, []).append(lead)
    named = tuple(_named(names))
    seen = ((sign, _first_few(_evidence(sign, read, named if sign.names else ()))) for sign in book.signs.values())
    held = [Found(sign, evidence, tuple(leads.get(sign.id, ()))) for sign, evidence in seen if evidence]
    return sorted(held, key=lambda each: not each.sign.loud)


def _first_few(evidence: Iterator[Evidence]) -> tuple[Evidence, ...]:
    """No more is looked for than is shown: a text may say one thing ten thousand times."""
    return tuple(islice(evidence, _MOST_EVIDENCE))


def watched(signs: Iterable[Found]) -> list[Found]:
    """Those that are shown by themselves."""
    return [each for each in signs if each.sign.watch]


def suggested(signs: Iterable[Found], kind: str) -> list[Suggestion]:
    """What the signs suggest of one kind (``subject``, ``special_case``, ``elsewhere``), the weightiest first."""
    by_id: dict[str, list[Found]] = {}
    for each in signs:
        for id in dict.fromkeys(getattr(lead, kind) for lead in each.leads_to if getattr(lead, kind)):
            by_id.setdefault(id, []).append(each)
    weighed = sorted(by_id.items(), key=lambda entry: -sum(_weight(each) for each in entry[1]))
    most = _MOST_SUBJECTS if kind == "subject" else len(weighed)
    return [Suggestion(id, tuple(why)) for id, why in weighed[:most]]


def _weight(each: Found) -> float:
    """Words in quotation marks say half as much; the same sign more than twice says no more than twice."""
    said = sum(0.5 if evidence.quoted else 1.0 for evidence in each.evidence if not evidence.denied)
    return each.sign.weight * min(said, 2.0)


def _named(names: Iterable[str]) -> Iterator[Phrase]:
    """How a member of staff is named: in full, or by the last name after a title."""
    for name in names:
        words = folded(name).split()
        if len(words) > 1:
            yield phrase(" ".join(words))
            yield phrase(f"mr|mrs|ms|miss|dr {words[-1]}")


def _evidence(sign: Sign, read: Iterable[Sentence], names: tuple[Phrase, ...]) -> Iterator[Evidence]:
    wanted = (*sign.wanted, *names)
    for sentence in read:
        excepted = [places for each in sign.excepted for places in found(each, sentence)]
        for places in _apart({places for each in wanted for places in found(each, sentence)}):
            if any(_overlap(places, each) for each in excepted):
                continue
            denied = sentence.denies(places)
            if denied and not sign.loud:
                continue
            first, last = places[0], places[-1]
            yield Evidence(
                sentence.words_between(first, last),
                sentence.paragraph,
                _extract(sentence, first, last),
                denied,
                sentence.quotes(first, last),
            )


def _apart(found_at: set[Places]) -> list[Places]:
    """Each place once: of those that overlap the longest."""
    kept: list[Places] = []
    for places in sorted(found_at, key=lambda each: (each[0] - each[-1], each)):
        if not any(_overlap(places, each) for each in kept):
            kept.append(places)
    return sorted(kept)


def _overlap(one: Places, other: Places) -> bool:
    return one[0] <= other[-1] and other[0] <= one[-1]


def _extract(sentence: Sentence, first: int, last: int) -> str:
    """The sentence, or of a long one what stands around the words."""
    text = sentence.text.strip()
    if len(text) <= _WIDEST_EXTRACT:
        return text
    words = sentence.words
    begins, ends = max(0, first - 15), min(len(words) - 1, last + 15)
    return f"… {sentence.words_between(begins, ends)} …"
