"""How is something learnt from a council's own decided cases, on its own machine?

Frequencies of words and a logistic regression. It needs the optional extra ``learning``, and only the worker and the
command line come here: what is learnt is stored as plain numbers, and nothing of any text but the stems of words that
stand in several cases.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, get_args

from django.db import transaction
from django.utils import timezone

from redress import policies
from redress.records.models import Words
from redress.rules.policy import Policy
from redress.suggestions.examples import Example, examples_of, names_known, vocabulary
from redress.suggestions.learnt import Weights, What, counting_words, normed
from redress.suggestions.models import Learnt
from redress.suggestions.signs import Learning, book_for

MOST_WORDS = 2000
_DIGITS = 4
_TRIES = 1000


class CannotLearn(Exception):
    """Nothing can be learnt; ``sentence`` says why, for whoever asked at the command line."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of learning: of what, from how many cases of how many kinds; or why nothing was learnt."""

    what: What
    cases: int
    classes: int
    version: int = 0
    why_not: str = ""


def can_learn() -> bool:
    """Whether the optional extra is installed here."""
    return find_spec("sklearn") is not None


def learn(council: str, *, progress: Callable[[int, int], None] | None = None) -> list[Lesson]:
    """Learn subjects and services anew, and forget what was learnt before. Raises :class:`CannotLearn`."""
    policy = policies.current(council)
    learning = book_for(policy).learning
    if not learning.on:
        forget(council)
        raise CannotLearn(f"Learning is switched off for {council}. What was learnt before is deleted.")
    if not can_learn():
        raise CannotLearn("The optional part “learning” is not installed: pip install 'redress[learning]'.")
    examples = examples_of(policy, learning, progress=progress)
    return [_lesson(policy, what, examples, learning) for what in get_args(What)]


def forget(council: str) -> int:
    """Delete everything that was learnt from a council's cases; say how much there was."""
    return Learnt.objects.filter(council=council).delete()[0]


def is_stale(row: Learnt) -> bool:
    """Whether a case it was learnt from has been destroyed since."""
    there = Words.objects.filter(case__in=row.cases, kind="complaint").values("case").distinct().count()
    return there < len(row.cases)


def usable(examples: Sequence[Example], what: What, learning: Learning) -> list[Example]:
    """The examples of those subjects or services of which there are enough."""
    counted = Counter(each.label(what) for each in examples if each.label(what))
    return [each for each in examples if counted[each.label(what)] >= learning.each and each.label(what)]


def too_few(examples: Sequence[Example], what: What, learning: Learning) -> str:
    """Why nothing can be learnt from so few examples; empty where there are enough."""
    if len(examples) < learning.cases:
        return f"too few cases: {len(examples)}, and at least {learning.cases} are needed"
    if len({each.label(what) for each in examples}) < 2:
        return f"all cases are of one {what}"
    return ""


def _lesson(policy: Policy, what: What, examples: Sequence[Example], learning: Learning) -> Lesson:
    good = usable(examples, what, learning)
    council = policy.council.id
    before = Learnt.objects.filter(council=council, what=what).first()
    why_not = too_few(good, what, learning)
    if why_not:
        Learnt.objects.filter(council=council, what=what).delete()
        return Lesson(what, len(good), len({each.label(what) for each in good}), why_not=why_not)
    weights = fitted(good, what, names_known(council), seen_in=learning.seen_in)
    version = before.version + 1 if before else 1
    with transaction.atomic():
        Learnt.objects.filter(council=council, what=what).delete()
        Learnt.objects.create(
            council_id=council,
            what=what,
            version=version,
            made_at=timezone.now(),
            classes=list(weights.classes),
            intercepts=list(weights.intercepts),
            terms={stem: [idf, list(numbers)] for stem, (idf, numbers) in weights.terms.items()},
            cases=[each.case for each in good],
        )
    return Lesson(what, len(good), len(weights.classes), version=version)


def fitted(examples: Sequence[Example], what: What, names: frozenset[str], *, seen_in: int) -> Weights:
    """The weights that a logistic regression finds for these examples; at least two kinds of them are needed."""
    from sklearn.feature_extraction import DictVectorizer  # heavy, and optional: only here
    from sklearn.linear_model import LogisticRegression

    words = vocabulary((each.text for each in examples), names, seen_in=seen_in, most=MOST_WORDS)
    counted = [Counter(word.stem for word in counting_words(each.text)) for each in examples]
    rarity = _rarity(words, counted)
    rows = [normed({stem: count[stem] * rarity[stem] for stem in rarity if count[stem]}) for count in counted]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([*rows, dict.fromkeys(words, 0.0)])[: len(rows)]
    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=_TRIES)
    model.fit(matrix, [each.label(what) for each in examples])
    numbers, starts = _for_each_class(model)
    terms = {
        str(stem): (rarity[str(stem)], tuple(round(float(row[place]), _DIGITS) for row in numbers))
        for place, stem in enumerate(vectors.get_feature_names_out())
    }
    return Weights(tuple(map(str, model.classes_)), tuple(round(float(each), _DIGITS) for each in starts), terms)


def _rarity(words: Sequence[str], counted: Sequence[Counter[str]]) -> dict[str, float]:
    """A stem weighs the more, the fewer texts have it."""
    texts = len(counted)
    seen = Counter(stem for count in counted for stem in count)
    return {stem: round(math.log((1 + texts) / (1 + seen[stem])) + 1, _DIGITS) for stem in words}


def _for_each_class(model: Any) -> tuple[list[Any], list[float]]:
    """One row of numbers for each class: of two classes the library gives one row for the second, against the first."""
    if len(model.classes_) > 2:
        return list(model.coef_), list(model.intercept_)
    return [-model.coef_[0] / 2, model.coef_[0] / 2], [-model.intercept_[0] / 2, model.intercept_[0] / 2]
