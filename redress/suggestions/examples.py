"""From which of a council's cases may something be learnt, and which words of them?

Only from cases of that council that are decided; never from confidential or anonymous ones, nor from those that the
council's file leaves out (about staff, behaviour and the like). Words are left out that a name consists of, that have a
figure in them, or that are mostly written with a capital letter within a sentence, as names of places are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.cases.standing import history
from redress.records.folding import folded
from redress.records.models import Person, Words
from redress.rules.case import replay
from redress.rules.policy import Policy
from redress.rules.status import AT_REST
from redress.suggestions.learnt import What, counting_words
from redress.suggestions.reading import sentences
from redress.suggestions.signs import Learning
from redress.suggestions.stems import stem

_UNTOLD = frozenset(("refused", "withdrawn", "merged"))  # at rest, but nothing was decided about the matter
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """One decided case: its id, the complaint in the person's words, when it came, and what it turned out to be."""

    case: int
    text: str
    on: date
    subject: str
    service: str

    def label(self, what: What) -> str:
        """What it turned out to be about."""
        return self.subject if what == "subject" else self.service


def examples_of(
    policy: Policy, learning: Learning, *, progress: Callable[[int, int], None] | None = None
) -> list[Example]:
    """The cases of the policy's council from which something may be learnt, the oldest first."""
    decided = AT_REST - _UNTOLD
    rows = list(
        Case.objects.filter(
            council=policy.council.id,
            status__in=decided,
            confidential=False,
            identity_confidential=False,
            anonymous=False,
        ).order_by("received_day", "pk")
    )
    texts = dict(Words.objects.filter(case__in=rows, kind="complaint").order_by("-id").values_list("case", "text"))
    found = []
    for done, row in enumerate(rows, start=1):
        if row.pk in texts and (example := _example(row, texts[row.pk], learning)):
            found.append(example)
        if progress:
            progress(done, len(rows))
    return found


def _example(row: Case, text: str, learning: Learning) -> Example | None:
    """The example a case makes; none if it is to be left out, or is about several matters or nothing known."""
    fold = replay(history(row))
    flags = {flag for run in fold.runs.values() for flag in run.flags}
    steps = {step for run in fold.runs.values() for step in run.steps}
    if flags & set(learning.without_flags) or any(step.startswith(learning.without_steps) for step in steps):
        return None
    points = [point for point in fold.points if not point.moved_to]
    if len(points) != 1:
        return None
    return Example(row.pk, text, row.received_day, points[0].subject, points[0].service)


def names_known(council: str) -> frozenset[str]:
    """The stems of every word in a name of the council's people, inside and outside."""
    names = [
        *Person.objects.filter(council=council).values_list("name", flat=True),
        *Staff.objects.filter(council=council).values_list("name", flat=True),
    ]
    return frozenset(stem(word) for name in names for word in folded(name).split())


def vocabulary(texts: Iterable[str], names: frozenset[str], *, seen_in: int, most: int) -> list[str]:
    """The stems that may be learnt from: in so many texts at least, no names, the most frequent of them."""
    in_texts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for text in texts:
        in_texts.update({word.stem for word in counting_words(text)})
        for written, stemmed in _inner_words(text):
            within[stemmed] += 1
            capital[stemmed] += written[:1].isupper()
    kept = [
        stemmed
        for stemmed, count in in_texts.items()
        if count >= seen_in and stemmed not in names and capital[stemmed] <= _MOSTLY * within[stemmed]
    ]
    return sorted(sorted(kept, key=lambda stemmed: (-in_texts[stemmed], stemmed))[:most])


def _inner_words(text: str) -> Iterator[tuple[str, str]]:
    """Every word that does not begin a sentence, as written, with its stem."""
    for sentence in sentences(text):
        if not sentence.text.isupper():
            yield from ((word.written, word.stem) for word in sentence.words[1:])
