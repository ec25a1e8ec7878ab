"""Does the letter say all that it must: every point answered, the apology, what is done and by when, the next step?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redress.correspondence.checking.bodies import is_called, strange_ombudsmen
from redress.correspondence.checking.concerns import Concern, blocking, warning
from redress.correspondence.checking.holes import holes
from redress.correspondence.checking.looked_at import LookedAt, Writing, point_called
from redress.rules.letters import points_by_ombudsman
from redress.rules.policy import Content, FromCase, WhenOutcome, Written
from redress.rules.refusals import Refused


def lacks(at: LookedAt) -> Iterator[Concern]:
    """Everything that the policy makes compulsory is there."""
    for content in at.letter.missing:
        refused = Refused("letter-lacks", content.paragraph, letter=at.letter.kind, contents=[content.id])
        yield blocking(refused, at.policy, where=content.id, called=content.heading)


def may_not_go(at: LookedAt) -> Iterator[Concern]:
    """It may go to this reader, and as they need it."""
    for refused in (at.letter.refused, at.letter.fit.refused):
        if refused is not None:
            yield blocking(refused, at.policy)


def has_holes(at: Writing) -> Iterator[Concern]:
    """Nothing is left to be filled in."""
    for passage in at.with_translation:
        for found in holes(passage.text):
            yield passage.blocks(Refused("letter-hole", passage.paragraph, found=found, where=passage.where), at.policy)


def answers_every_point(at: LookedAt) -> Iterator[Concern]:
    """Of an answer: something is found of every point, and of several each has its reason."""
    if not _is_an_answer(at):
        return
    findings = {found.point: found for found in at.on.facts.get("findings", ())}
    why, several = at.on.facts.get("why", {}), len(at.on.case.points) > 1
    for point in at.on.case.points:
        called = point_called(point)
        found = findings.get(point.id)
        if found is None or not found.outcome:
            refused = Refused("point-unanswered", at.on.letter.paragraph, point=point.id)
            yield blocking(refused, at.policy, where=point.id, called=called)
        elif several and "why" in at.on.facts and not why.get(point.id, "").strip():
            refused = Refused("point-reason-needed", at.on.letter.paragraph, point=point.id)
            yield blocking(refused, at.policy, where=point.id, called=called)


def says_sorry(at: LookedAt) -> Iterator[Concern]:
    """Where something is upheld, the letter says sorry: in the part that the policy has for it, or anywhere."""
    if not _is_an_answer(at) or not _upheld(at):
        return
    part = next((content for content in at.contents if _part(content) == "apology"), None)
    passages = [each for each in at.passages if part is None or each.where == part.id]
    if passages and not any(_SORRY.search(each.text) for each in passages):
        told = _("Something is upheld, and these words do not say sorry. Look whether they should")
        where, called = (part.id, part.heading) if part else ("", "")
        yield warning("no-apology", told, _of(at, part), where=where, called=called)
    for point in at.on.case.points:
        apology = at.told(point.id).apology
        if apology and not _SORRY.search(apology):
            told = _("What is written under “We are sorry” does not say sorry. Look whether it should")
            yield warning("no-apology", told, _of(at, part), where=point.id, called=point_called(point))


def says_by_when(at: LookedAt) -> Iterator[Concern]:
    """What is done to put things right says by when, or that it has been done."""
    dated = any(remedy.day for point in at.on.case.points for remedy in at.told(point.id).remedies)
    for passage in at.passages:
        if passage.part == "remedy" and not dated and not _WHEN.search(passage.text):
            told = _("These words do not say by when it will be done, or that it has been done")
            yield passage.warns("remedy-without-date", told, passage.paragraph)
    given = {each.id for each in at.policy.lists.get("remedies", ()) if each.by_letter}
    for point in at.on.case.points:
        for remedy in at.told(point.id).remedies:
            if remedy.kind not in given and not remedy.day and not _WHEN.search(remedy.what):
                told = _("A remedy of this point has no date by which it will be done")
                paragraph = at.on.letter.paragraph
                yield warning("remedy-without-date", told, paragraph, where=point.id, called=point_called(point))


def names_the_right_ombudsmen(at: LookedAt) -> Iterator[Concern]:
    """No words of an officer send anybody to an Ombudsman whom the point cannot go to; or none, of the whole."""
    routes = at.policy.ombudsmen
    try:
        right = points_by_ombudsman(at.on.case.points, at.policy)
    except Refused:
        return  # the letter lacks them, and says so
    names = {key: at.policy.contacts[key].name for key in dict.fromkeys((*routes.no, *routes.yes, *routes.overlap))}
    points = {point.id for point in at.on.case.points}
    known = {each.name for each in at.policy.contacts.values()}
    nowhere = _("These words name the %(body)s. No point of this complaint can go there")
    not_here = _("These words name the %(body)s. This point of the complaint cannot go there")
    for passage in at.passages:
        for key, name in names.items():
            wrong = passage.where not in right.get(key, ()) if passage.where in points else key not in right
            if wrong and is_called(name, passage.text):
                told = not_here if key in right else nowhere
                yield passage.warns("another-ombudsman", told % {"body": name}, routes.paragraph)
        for found in strange_ombudsmen(passage.text, names.values()) if _is_an_answer(at) else ():
            if found in known:
                continue  # the policy itself tells of it
            yield passage.warns("another-ombudsman", nowhere % {"body": found}, routes.paragraph)


#: Sorry, and not that we are not.
_SORRY = re.compile(
    r"(?<!\bnot )(?<!\bnot be )(?<!\bcannot )(?<!n[’']t )(?<!\bno )\b(?:sorry|apolog\w+|regret(?:s|ted)?)\b"
    r"(?! (?:is|was|are) (?:not|due|in order))",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_WHEN = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|\b\d{{1,2}}[/.]\d{{1,2}}\b"
    r"|\bwithin\b|\bby the end\b|\b(?:today|tomorrow|now|already|straight away|immediately|yesterday)\b"
    r"|\bfrom now on\b|\bevery (?:day|week|month|year)\b|\b(?:this|next|last) (?:week|month|year|spring|summer|autumn"
    r"|winter)\b|\b(?:have|has|had|was|were) \w+",
    re.IGNORECASE,
)


def _is_an_answer(at: LookedAt) -> bool:
    return any(isinstance(each.source, FromCase) and each.source.fact == "outcome" for each in at.contents)


def _upheld(at: LookedAt) -> bool:
    """Whether the policy asks more of an answer of this outcome: that it says sorry, or what will be done."""
    wanted = [content for content in at.on.letter.contents if _part(content) in ("apology", "remedy")]
    return any(isinstance(each.when, WhenOutcome) and at.on.outcome in each.when.any_of for each in wanted)


def _part(content: Content) -> str:
    """Which part of the answer to a point it is, as the policy says."""
    return content.source.points if isinstance(content.source, Written) else ""


def _of(at: LookedAt, part: Content | None) -> str:
    return part.paragraph if part is not None else at.on.letter.paragraph
