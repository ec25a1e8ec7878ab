"""Which signs does a text hold, by which of its words, and what do they suggest?

Pure: the same text and the same book give the same answer. A sign is a reason to look, never a finding: words have many
meanings, and false alarms are expected and said so where the signs are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redress.suggestions.patterns import Phrase, found
from redress.suggestions.reading import Sentence, sentences
from redress.suggestions.signs import Book, LeadsTo, Sign

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


def signs_in(text: str, book: Book) -> list[Found]:
    """The signs that a text holds, the loud ones first, each with its words; none where suggestions are off."""
    if not book.on or not text.strip():
        return []
    read = list(sentences(text))
    leads: dict[str, list[LeadsTo]] = {}
    for lead in book.leads_to:
        leads.setdefault(lead.sign, []).append(lead)
    seen = ((sign, tuple(_evidence(sign, read))) for sign in book.signs.values())
    held = [
        Found(sign, evidence[:_MOST_EVIDENCE], tuple(leads.get(sign.id, ()))) for sign, evidence in seen if evidence
    ]
    return sorted(held, key=lambda each: not each.sign.loud)


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


def _evidence(sign: Sign, read: Iterable[Sentence]) -> Iterator[Evidence]:
    for sentence in read:
        excepted = [span for each in sign.excepted for span in found(each, sentence)]
        for first, last in _apart(_places(sign.wanted, sentence)):
            if any(begins <= last and first <= ends for begins, ends in excepted):
                continue
            denied = sentence.denies(first)
            if denied and not sign.loud:
                continue
            yield Evidence(
                sentence.words_between(first, last),
                sentence.paragraph,
                _extract(sentence, first, last),
                denied,
                sentence.quotes(first, last),
            )


def _places(wanted: Iterable[Phrase], sentence: Sentence) -> set[tuple[int, int]]:
    return {span for each in wanted for span in found(each, sentence)}


def _apart(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each place once: of those that overlap the longest."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(last < begins or ends < first for begins, ends in kept):
            kept.append((first, last))
    return sorted(kept)


def _extract(sentence: Sentence, first: int, last: int) -> str:
    """The sentence, or of a long one what stands around the words."""
    text = sentence.text.strip()
    if len(text) <= _WIDEST_EXTRACT:
        return text
    words = sentence.words
    begins, ends = max(0, first - 15), min(len(words) - 1, last + 15)
    return f"… {sentence.words_between(begins, ends)} …"
