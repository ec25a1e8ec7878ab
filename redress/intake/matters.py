"""Which of the matters that others deal with may somebody mean, by the words they used?

A suggestion only: it is shown when the words speak of it, and whoever reads it can always go on.
"""

from __future__ import annotations

from redress.accounts.models import Council, Service
from redress.intake.answers import Answers
from redress.rules.policy import Elsewhere, Policy
from redress.suggestions.stems import words_of


def suggested(answers: Answers, council: Council, policy: Policy) -> list[Elsewhere]:
    """The matters that the person's own few words, or the service they chose, speak of; in the policy's order."""
    service = Service.objects.filter(council=council, slug=answers.service).first() if answers.service else None
    said = frozenset(word.stem for word in words_of(f"{answers.topic} {service.name if service else ''}"))
    return [matter for matter in policy.elsewhere if _is_meant(matter, said)]


def _is_meant(matter: Elsewhere, said: frozenset[str]) -> bool:
    """Whether all words of any of the ways in which people speak of it were said."""
    ways = ({word.stem for word in words_of(way)} for way in matter.words)
    return any(way and way <= said for way in ways)
