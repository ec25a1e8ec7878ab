"""How is a text read: its paragraphs, its sentences, and what in it is somebody else's words?

What an earlier message said, set off by “>” or below a line that begins one, is no part of the text. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redress.suggestions.stems import Word, words_of

_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n")
_CLAUSE = re.compile(r"[,;:()–—]|\b(?:but|however|although|because|and|when|until|while)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"\n]{1,2000}\"|(?<!\w)‘[^’]{3,2000}’(?!\w)")
_EARLIER = re.compile(
    r"^(?:-{2,} ?(?:original|forwarded) message ?-{2,}|on .{5,120} wrote:|begin forwarded message:)\s*$", re.IGNORECASE
)
_MOST_LETTERS = 100_000
_LONGEST = 2_000  # letters of one sentence

#: What makes a statement its opposite, folded; how many words before something it can stand to reach it.
NOT = frozenset(
    (
        "not", "never", "no", "nor", "neither", "without", "hardly", "cannot", "cant", "dont", "didnt", "doesnt",
        "isnt", "wasnt", "wont", "wouldnt", "couldnt", "shouldnt", "hasnt", "havent", "hadnt", "arent", "werent",
    )
)  # fmt: skip
_NOT_ONLY = frozenset(("only", "just", "merely"))
REACH = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, the number of its paragraph (from 1), and where its quotations and clauses lie."""

    text: str
    paragraph: int
    words: tuple[Word, ...]
    quotations: tuple[tuple[int, int], ...]
    breaks: tuple[int, ...]
    stems: frozenset[str]

    def quotes(self, first: int, last: int) -> bool:
        """Whether the words from one place to another stand in quotation marks."""
        start, end = self.words[first].start, self.words[last].end
        return any(opened <= start and end <= closed for opened, closed in self.quotations)

    def denies(self, places: tuple[int, ...]) -> bool:
        """Whether a “not” stands among the words at these places, or shortly before them in the same clause.

        One that is itself one of the words is no denial of them, nor is “not only”.
        """
        first, last = places[0], places[-1]
        if any(self.words[place].plain in NOT for place in range(first, last) if place not in places):
            return True
        for place in range(first - 1, max(-1, first - 1 - REACH), -1):
            between = range(self.words[place].end, self.words[first].start + 1)
            if any(each in between for each in self.breaks):
                return False
            if self.words[place].plain in NOT:
                return self.words[place + 1].plain not in _NOT_ONLY
        return False

    def words_between(self, first: int, last: int) -> str:
        """The words as they were written, with what stands between them."""
        return self.text[self.words[first].start : self.words[last].end]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, without what is quoted in it from an earlier message."""
    own = _own_lines(text[:_MOST_LETTERS])
    for number, paragraph in enumerate((each for each in _PARAGRAPHS.split(own) if each.strip()), start=1):
        line = _on_one_line(paragraph)
        quoted = [found.span() for found in _QUOTED.finditer(line)]
        for start, end in _parts(line):
            part = line[start:end]
            words = tuple(words_of(part))
            if words:
                quotations = tuple((opened - start, closed - start) for opened, closed in quoted)
                breaks = tuple(found.start() for found in _CLAUSE.finditer(part))
                yield Sentence(part, number, words, quotations, breaks, frozenset(word.stem for word in words))


def _parts(line: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; one without an end is taken in pieces, or reading it would take for ever."""
    start = 0
    for end, after in [*(found.span() for found in _SENTENCE.finditer(line)), (len(line), len(line))]:
        while end - start > _LONGEST:
            cut = line.rfind(" ", start + 1, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end
        start = after


def _own_lines(text: str) -> str:
    kept = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if _EARLIER.match(line.strip()):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line)
    return "\n".join(kept)


def _on_one_line(paragraph: str) -> str:
    """A paragraph whose lines were broken by a mail programme is one line; lines of a list stay apart."""
    lines = paragraph.strip("\n").split("\n")
    return "\n".join(lines) if any(line.lstrip()[:1] in "-*•" for line in lines) else " ".join(lines)
