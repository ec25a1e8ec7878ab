"""Are the words of an officer plain: no jargon, not too hard to read, and spelt as they are spelt?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from django.utils.translation import gettext as _

from redress.accounts.models import Department, Service, Team
from redress.correspondence.checking.concerns import Concern
from redress.correspondence.checking.looked_at import Writing
from redress.correspondence.checking.reading import hardest, measure
from redress.correspondence.checking.spelling import LONGEST, better, is_right, misspelt

#: A shorter text has no reading age to speak of.
ENOUGH_TO_MEASURE = 40

#: Of so many misspelt words at most is the officer told, and for so many a better one is sought, which takes time.
MOST_TOLD, MOST_OFFERED = 20, 8


def has_no_jargon(at: Writing) -> Iterator[Concern]:
    """Where the council has a plainer word, it is used."""
    paragraph = at.policy.letter_check.plain_paragraph if at.policy.letter_check else ""
    for passage in at.passages:
        for word in at.policy.plain_words:
            for found in dict.fromkeys(_any_of(word.instead_of).findall(passage.text)):
                told = _("Instead of “%(found)s” say: %(say)s") % {"found": found, "say": word.say}
                yield passage.warns("jargon", told, paragraph)


def is_easy_to_read(at: Writing) -> Iterator[Concern]:
    """The words of the officer can be read with ease at the age that the council sets."""
    rule = at.policy.letter_check
    texts = [line for passage in at.passages for line in passage.text.splitlines() if line.strip()]
    if rule is None or not texts:
        return
    names = _names(at)
    measured = measure(texts, names=names)
    if measured.words < ENOUGH_TO_MEASURE or measured.age <= rule.reading_age:
        return
    worst = hardest(texts, names=names, most=1)[0][1]
    where = next((each for each in at.passages if worst[:30] in each.text.replace("’", "'")), at.passages[0])
    told = _("Only readers of %(age)s and older read these words with ease. Begin with: “%(sentence)s”")
    told %= {"age": round(measured.age), "sentence": worst if len(worst) <= 200 else f"{worst[:200]} …"}
    yield where.warns("hard-to-read", told, rule.plain_paragraph)


def is_spelt_right(at: Writing) -> Iterator[Concern]:
    """No word is misspelt, as far as the dictionary knows; names and the complainant's own words are left alone."""
    wrong = [(passage, word) for passage in at.passages for word in misspelt(passage.text)]
    known = _known(at) if wrong else frozenset()
    strange = [(passage, word) for passage, word in wrong if not is_right(word, known)]
    for count, (passage, word) in enumerate(strange[:MOST_TOLD]):
        instead = better(word) if at.suggesting and count < MOST_OFFERED else ()
        told = _("“%(word)s” may be misspelt") % {"word": word if len(word) <= LONGEST else f"{word[:LONGEST]}…"}
        if instead:
            offered = ", ".join(f"“{each}”" for each in instead)
            told = _("“%(word)s” may be misspelt, for %(words)s") % {"word": word, "words": offered}
        yield passage.warns("spelling", told)


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    found = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


def _names(at: Writing) -> Collection[str]:
    """Names that cannot be made plainer: of the council, of bodies, of people and of what they are called."""
    policy = at.policy
    named = [policy.council.name, *(each.name for each in policy.contacts.values())]
    named += [person.name for person in at.people]
    return frozenset(name for name in named if name and name.casefold() in at.everything)


def _known(at: Writing) -> frozenset[str]:
    """Every word of the council's own names, of the people on the case, and of what the complainant wrote."""
    policy, council = at.policy, at.case.council_id
    texts = [policy.council.name, policy.council.short_name, *(policy.paragraphs.values()), at.theirs]
    texts += [line for each in policy.contacts.values() for line in (each.name, *each.lines)]
    for names in (policy.positions, policy.roles, policy.subjects):
        texts += [each.name for each in names]
    for table in (Service, Department, Team):
        texts += table.objects.filter(council_id=council).values_list("name", flat=True)
    texts += [line for person in at.people for line in (person.name, *person.address_lines)]
    texts += [officer.name for officer in at.staff]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold()))
