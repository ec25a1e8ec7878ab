"""How often is what the cases suggest what they turned out to be? Measured on cases that were held back.

Twice: the latest fifth against all before it, as it would have been, and in five parts, each against the other four.
Beside it stand the rules alone, and the simplest guess there is: always the most common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from redress import policies
from redress.suggestions.examples import Example, examples_of, names_known
from redress.suggestions.learning import CannotLearn, can_learn, fitted, too_few, usable
from redress.suggestions.learnt import What, likely
from redress.suggestions.models import Chosen
from redress.suggestions.rules import signs_in, suggested
from redress.suggestions.signs import Book, book_for

PARTS = 5
_THREE = 3


@dataclass(slots=True)
class Score:
    """How often the first guess and one of the first three was right, and how often a guess was sure enough."""

    name: str
    cases: int = 0
    first: int = 0
    three: int = 0
    sure: int = 0
    sure_and_right: int = 0
    by_class: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, label: str, guesses: Sequence[str], *, sure: bool) -> None:
        """One more case: what it was, what was guessed, and whether the guess would have been shown."""
        right = bool(guesses) and guesses[0] == label
        self.cases += 1
        self.first += right
        self.three += label in guesses[:_THREE]
        self.sure += sure
        self.sure_and_right += sure and right
        there, found = self.by_class.get(label, (0, 0))
        self.by_class[label] = (there + 1, found + right)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one kind: how many cases there were, the scores, or why there are none."""

    what: What
    cases: int
    scores: tuple[Score, ...] = ()
    why_not: str = ""


def measure(council: str, *, progress: Callable[[int, int], None] | None = None) -> list[Measured]:
    """Measure subjects and services. Raises :class:`CannotLearn`."""
    if not can_learn():
        raise CannotLearn("The optional part “learning” is not installed: pip install 'redress[learning]'.")
    policy = policies.current(council)
    book = book_for(policy)
    examples = examples_of(policy, book.learning, progress=progress)
    return [measured(what, usable(examples, what, book.learning), book) for what in get_args(What)]


def measured(what: What, examples: Sequence[Example], book: Book) -> Measured:
    """The scores of what these examples, the oldest first, would have taught."""
    why_not = too_few(examples, what, book.learning)
    if why_not:
        return Measured(what, len(examples), why_not=why_not)
    names = names_known(book.council)
    cut = len(examples) - len(examples) // PARTS
    late = Score("The latest fifth, learnt from what came before")
    _tried(late, what, examples[:cut], examples[cut:], names, book)
    parts = Score(f"In {PARTS} parts, each learnt from the others")
    for part in range(PARTS):
        held_back = examples[part::PARTS]
        taught = [each for place, each in enumerate(examples) if place % PARTS != part]
        _tried(parts, what, taught, held_back, names, book)
    scores = [late, parts, _most_common(what, examples, cut)]
    if what == "subject":
        scores.append(_rules(examples[cut:], book))
    return Measured(what, len(examples), tuple(scores))


def _tried(
    score: Score,
    what: What,
    taught: Sequence[Example],
    held_back: Iterable[Example],
    names: frozenset[str],
    book: Book,
) -> None:
    if len({each.label(what) for each in taught}) < 2:
        return
    weights = fitted(taught, what, names, seen_in=book.learning.seen_in)
    for each in held_back:
        guesses = likely(weights, each.text)
        sure = bool(guesses) and 100 * guesses[0].probability >= book.learning.sure
        score.add(each.label(what), [guess.id for guess in guesses], sure=sure)


def _most_common(what: What, examples: Sequence[Example], cut: int) -> Score:
    common = [label for label, _count in Counter(each.label(what) for each in examples[:cut]).most_common()]
    score = Score("Always the most common (the latest fifth)")
    for each in examples[cut:]:
        score.add(each.label(what), common, sure=True)
    return score


def _rules(held_back: Iterable[Example], book: Book) -> Score:
    score = Score("The written rules alone (the latest fifth)")
    for each in held_back:
        guesses = [found.id for found in suggested(signs_in(each.text, book), "subject")]
        score.add(each.subject, guesses, sure=bool(guesses))
    return score


def told(found: Sequence[Measured], council: str) -> list[str]:
    """What was measured, line by line, for the command line."""
    lines = []
    for each in found:
        lines.append(f"{each.what.capitalize()}: {each.cases} decided cases can be used.")
        if each.why_not:
            lines += [f"  Nothing is measured or suggested: {each.why_not}.", ""]
            continue
        lines.append("  first right / among three   would be shown / right of those")
        lines += [_line(score) for score in each.scores]
        lines.append("  By kind, in five parts:")
        lines += [
            f"    {label}: {right} of {there} right"
            for label, (there, right) in sorted(each.scores[1].by_class.items(), key=lambda entry: -entry[1][0])
        ]
        lines.append("")
    return [*lines, *_in_use(council)]


def _line(score: Score) -> str:
    if not score.cases:
        return f"  {score.name}: too few kinds to tell"
    parts = [_share(score.first, score.cases), _share(score.three, score.cases), _share(score.sure, score.cases)]
    right = _share(score.sure_and_right, score.sure)
    return f"  {parts[0]} / {parts[1]}   {parts[2]} / {right}   {score.name} ({score.cases} cases)"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "    –  "


def _in_use(council: str) -> list[str]:
    """How often what people chose was what had been suggested to them."""
    rows = list(Chosen.objects.filter(council=council).exclude(chosen="").values_list("what", "offered", "chosen"))
    lines = []
    for what in get_args(What):
        of_it = [(offered, chosen) for kind, offered, chosen in rows if kind == what and offered]
        if of_it:
            first = sum(offered[0] == chosen for offered, chosen in of_it)
            three = sum(chosen in offered[:_THREE] for offered, chosen in of_it)
            shares = f"{_share(first, len(of_it))} first, {_share(three, len(of_it))} among three"
            lines.append(f"In use, {what}: of {len(of_it)} choices beside suggestions {shares}.")
    return lines or ["In use: nobody has chosen beside suggestions yet."]
