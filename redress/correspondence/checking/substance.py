"""Do the words of an answer say something, of this complaint, and what was decided; and is their apology one?

Filler in place of an answer blocks. The rest warns: words can be right that look wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redress.correspondence.checking.concerns import Concern, Passage, warning
from redress.correspondence.checking.looked_at import LookedAt, point_called
from redress.rules import phrases
from redress.rules.policy import Written
from redress.rules.refusals import Refused

#: A reason or a finding of fewer words can hardly say why.
LEAST = 3

_FILLER = re.compile(
    r"(?:n[./ ]?a\.?|not applicable|nil|no comments?|(?:as|see) (?:above|below|attached|before|discussed)"
    r"|same(?: as above)?|ditto|tb[cad]|test(?:ing)?|blank|asdf\w*|x+|[\W_]*)\.?",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?:none|nothing|no|yes|ok(?:ay)?)\.?", re.IGNORECASE)

#: Sorry for what somebody feels, or for what may not have been: no apology for what went wrong.
_FEELS = "feel|felt|think|thought|believe|believed|consider|considered|perceive|perceived|were left feeling"
_HALF_SORRY = re.compile(
    r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies)|regret)\b,?\s+(?:to you |unreservedly |sincerely )?"
    rf"(?:if\b(?! you (?:have|want|would|need|wish))|(?:that|how|the way) you (?:{_FEELS}|(?:are|were) (?:unhappy|upset"
    r"|dissatisfied|offended|disappointed))\b|for any\b|for the way you (?:feel|felt)\b)",
    re.IGNORECASE,
)

#: What a sentence claims was decided.
_UPHOLDS = re.compile(r"\b(?:uphold(?:s|ing)?|upheld)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|cannot|never|unable to|no (?:reason|grounds|evidence) to)\b|n[’']t\b", re.IGNORECASE)
_PARTLY = re.compile(r"\b(?:partially|partly|in part|part of)\b", re.IGNORECASE)
#: What was said elsewhere, earlier or by others, or might be, decides nothing here.
_ELSEWHERE = re.compile(
    r"\bstage\b|\b(?:first|earlier|previous(?:ly)?|last) (?:answer|complaint|decision|time|response)\b|\bpreviously\b"
    r"|\b(?:if|whether|would|could|may|might|when|where|ask(?:ed)?|want(?:ed)?|ombuds\w+|policy|standards?|law|duty"
    r"|commitments?|principles?|values?|rights?)\b",
    re.IGNORECASE,
)


def says_something(at: LookedAt) -> Iterator[Concern]:
    """No filler stands where the policy wants an answer; a reason and a finding are more than a word or two."""
    for place in _answers(at):
        said = " ".join(place.text.split())
        filler = _FILLER.fullmatch(said) or (place.part != "remedy" and _NOTHING.fullmatch(said))
        if said and filler:
            refused = Refused("letter-says-nothing", place.paragraph, found=said, where=place.where)
            yield place.blocks(refused, at.policy)
        elif said and place.part in ("reason", "facts") and len(said.split()) < LEAST:
            told = _("“%(words)s” is very short. Look whether it tells them why") % {"words": said}
            yield place.warns("says-little", told, place.paragraph)


def answers_each_point_for_itself(at: LookedAt) -> Iterator[Concern]:
    """The reason for a point is its own, not that of another point word for word."""
    why = at.on.facts.get("why", {})
    seen: dict[str, str] = {}
    for point in at.on.case.points:
        reason = " ".join(why.get(point.id, "").casefold().split())
        if reason and reason in seen:
            told = _("The reason is word for word that of %(point)s. Look whether it answers this point")
            told %= {"point": seen[reason]}
            paragraph, called = at.on.letter.paragraph, point_called(point)
            yield warning("same-reason", told, paragraph, where=point.id, called=called)
        elif reason:
            seen[reason] = point_called(point)


def says_what_was_decided(at: LookedAt) -> Iterator[Concern]:
    """No words claim another decision than the one that the letter prints."""
    found = {each.point: each.outcome for each in at.on.facts.get("findings", ()) if each.outcome}
    everywhere = {at.on.outcome, *found.values()} - {""}
    outcomes = {outcome.id: outcome for outcome in at.policy.outcomes}
    if not at.on.outcome or at.on.outcome not in outcomes:
        return
    for passage in at.passages:
        here = {found[passage.where]} if passage.where in found else everywhere
        right = {outcomes[id].justified for id in here if id in outcomes}
        for sentence in passage.sentences:
            claimed = _claimed(sentence)
            if claimed and right and claimed not in right:
                told = _("“%(sentence)s” does not fit the decision of this letter: %(decision)s")
                decision = phrases.all_of((outcomes[id].name for id in outcomes if id in here), _)
                told %= {"sentence": _short(sentence), "decision": decision}
                yield passage.warns("another-decision", told, at.policy.outcome(at.on.outcome).paragraph)


def _claimed(sentence: str) -> str:
    """What a sentence says was decided, as outcomes say it: wholly, partly or no; nothing where it says nothing."""
    if not _UPHOLDS.search(sentence) or _ELSEWHERE.search(sentence):
        return ""
    if _NOT.search(sentence):
        return "no"
    return "partly" if _PARTLY.search(sentence) else "wholly"


def says_sorry_for_what_went_wrong(at: LookedAt) -> Iterator[Concern]:
    """An apology is for what went wrong: not if it did, nor for what somebody feels."""
    told = _("“%(words)s” is no apology for what went wrong. Say what it was, and that you are sorry for it")
    for passage in at.passages:
        for found in _HALF_SORRY.finditer(passage.text):
            words = " ".join(found.group().split())
            yield passage.warns("half-an-apology", told % {"words": words}, passage.paragraph)


def says_who_sees_to_it(at: LookedAt) -> Iterator[Concern]:
    """What is to be done for a point has somebody who sees to it."""
    given = {each.id for each in at.policy.lists.get("remedies", ()) if each.by_letter}
    for point in at.on.case.points:
        if any(each.what and each.kind not in given and not each.owner for each in at.told(point.id).remedies):
            told = _("A remedy of this point has nobody who sees to it")
            paragraph, called = at.on.letter.paragraph, point_called(point)
            yield warning("remedy-without-owner", told, paragraph, where=point.id, called=called)


def _answers(at: LookedAt) -> Iterator[Passage]:
    """Everything that was written as an answer, each part of a point by itself."""
    written = {content.id for content in at.contents if isinstance(content.source, Written)}
    yield from (passage for passage in at.passages if passage.where in written)
    for point in at.on.case.points:
        told, called, paragraph = at.told(point.id), point_called(point), at.on.letter.paragraph
        parts = {
            "reason": at.on.facts.get("why", {}).get(point.id, ""),
            "facts": told.facts,
            "evidence": told.evidence,
            "apology": told.apology,
        }
        for part, text in parts.items():
            yield Passage(point.id, called, text, paragraph, part=part)


def _short(sentence: str, most: int = 120) -> str:
    return sentence if len(sentence) <= most else f"{sentence[:most].rsplit(' ', 1)[0]} …"
