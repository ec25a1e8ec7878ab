"""How would a letter look with some words that nobody has adopted yet: in a real case, and in a made-up one?

Nothing is kept and nothing is sent. What only the act would know, or what this case does not have yet, stands in square
brackets; what the policy makes compulsory stands there as it would go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from redress.accounts.models import Staff
from redress.cases.find import standing
from redress.cases.models import Case
from redress.cases.theirs import own_run
from redress.correspondence.blocks import Paragraph, Section, Sheet, paragraphs
from redress.correspondence.compose import Composed, compose, of_sheet, own_words, rendered
from redress.correspondence.contents import Facts, in_words, reachable
from redress.correspondence.formats import ORDINARY
from redress.correspondence.wordings import AS_THE_POLICY, Wording
from redress.correspondence.wordings.adoption import what_is_lost
from redress.correspondence.wordings.notices import example
from redress.rules.letters import required
from redress.rules.moments import Moment
from redress.rules.policy import ContactDetails, Content, Fixed, FromCase, Letter, Policy, WhenOutcome, Written
from redress.rules.refusals import Refused

#: How long after a letter the dates of the made-up case lie.
_LATER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as it would look. ``lost`` are the contents that the words would take away: always none."""

    letter: Composed
    lost: tuple[str, ...]


def outcomes_of(letter: Letter, policy: Policy) -> list[tuple[str, str]]:
    """The outcomes on which it depends what this letter carries, each with its name; none where it does not."""
    named = {id for content in letter.contents if isinstance(content.when, WhenOutcome) for id in content.when.any_of}
    concludes = any(isinstance(c.source, FromCase) and c.source.fact == "outcome" for c in letter.contents)
    return [(each.id, each.name) for each in policy.outcomes if named or concludes]


def in_case(case: Case, letter: Letter, wording: Wording, *, by: Staff, outcome: str = "") -> Preview:
    """The letter in a real case, as it would go now with these words, from whatever of the case it belongs to.

    Raises ``Unknown`` where the case is under a version of the policy that has no such letter.
    """
    told = {**_told(letter, wording, by, outcome), "run": run_for(case, letter.id)}
    known = compose(case, letter.id, wording=wording, **told)
    as_the_policy = compose(case, letter.id, wording=AS_THE_POLICY, **told)
    on = known.told
    assert on is not None, "what is composed of a case has its telling"
    said = {section.id: section for section in known.sheet.sections}
    for content in known.missing:
        own = wording.content(content.id)
        parts = (*own_words(own.before, on), Paragraph(_to_come(content)))
        said[content.id] = Section(content.id, own.heading or content.heading, parts)
    order = [content.id for content in on.letter.contents if content.id in said]
    sheet = replace(known.sheet, sections=tuple(said[id] for id in order))
    return Preview(_again(known, sheet, on.policy), what_is_lost(known, as_the_policy))


def holds_in(case: Case, letter: Letter, wording: Wording, *, by: Staff, outcome: str = "") -> tuple[str, ...]:
    """The contents that these words would take away in this case: none, or they are not adopted."""
    told = {**_told(letter, wording, by, outcome), "run": run_for(case, letter.id)}
    try:
        known = compose(case, letter.id, wording=wording, **told)
        return what_is_lost(known, compose(case, letter.id, wording=AS_THE_POLICY, **told))
    except Refused:
        return ()  # the letter cannot go from this case at all, whatever its words


def run_for(case: Case, kind: str) -> str:
    """The run of a case from which such a letter goes: the complaint itself, or else the last begun that sends one.

    One that goes on before one that has ended; the complaint where none sends it.
    """
    stands = standing(case)
    sends = [run for run in stands.case.runs.values() if kind in _sent_on(run.track, stands.book.policy(run.policy))]
    own = own_run(stands.case, stands.book).id
    if not sends or any(run.id == own for run in sends):
        return own
    return max(enumerate(sends), key=lambda each: (not each[1].ended, each[0]))[1].id


def _sent_on(track: str, policy: Policy) -> set[str]:
    """The letters that the moves and steps of a track send."""
    moves = [move for move in policy.moves if move.track == track]
    options = (option for move in moves if move.step for option in policy.step(move.step).options)
    return {move.letter for move in moves} | {option.letter for option in options}


def _told(letter: Letter, wording: Wording, by: Staff, outcome: str) -> dict[str, Any]:
    """What a preview is composed of: the words that an officer begins with, or what they are to write."""
    written = {
        content.id: wording.content(content.id).starter.replace("[", "(").replace("]", ")") or _to_come(content)
        for content in letter.contents
        if isinstance(content.source, Written)
    }
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    return {"written": written, "by_staff": by, "outcome": outcome, "facts": Facts(), "at": now}


def _again(composed: Composed, sheet: Sheet, policy: Policy) -> Composed:
    return of_sheet(
        sheet,
        policy.council,
        kind=composed.kind,
        name=composed.name,
        to=composed.to,
        at=composed.at,
        fit=composed.fit,
    )


def _to_come(content: Content) -> str:
    """What stands for a content that only an officer, a step or the case itself can say."""
    if isinstance(content.source, Written):
        hint = content.source.hint.rstrip(".")
        return (
            "["
            + (_("What the officer writes: %(hint)s") % {"hint": hint} if hint else _("What the officer writes"))
            + "]"
        )
    if isinstance(content.source, FromCase):
        return "[" + _("What the case says; it is not known yet here") + "]"
    return "[" + _("What the officer answers when the letter is sent") + "]"


# --- a made-up case -------------------------------------------------------------------------------


def made_up(letter: Letter, policy: Policy, wording: Wording, *, outcome: str = "") -> str:
    """The HTML of the letter in a case that there is not, with example dates and names."""
    fields = _fields(policy)
    needed = required(letter, outcome=outcome, flags=()) or letter.contents
    sheet = Sheet(
        council=policy.council.name,
        reference=fields["reference"],
        date=in_words(timezone.localdate()),
        subject=(wording.subject or letter.subject).format(**fields),
        name=_("Alex Example"),
        address=(_("1 Example Street"), _("Exampletown"), "EX1 1AA"),
        opening=_merged(wording.opening, fields),
        sections=tuple(_made_up(content, policy, wording, fields, outcome) for content in needed),
        closing=_merged(wording.closing, fields),
        signed=(_("The officer who signs"), policy.council.name),
    )
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    return of_sheet(sheet, policy.council, kind=letter.id, name=letter.name, to=None, at=now, fit=ORDINARY).html


def made_up_notice(kind: str, policy: Policy, wording: Wording) -> str:
    """The HTML of an automatic notice in a case that there is not."""
    subject, parts = example(kind, policy, wording, _fields(policy)["reference"])
    told = {"council": policy.council, "subject": subject, "parts": parts}
    return rendered("correspondence/notice", told, policy.council)[0]


def _fields(policy: Policy) -> dict[str, str]:
    council = policy.council
    return {
        "reference": f"{council.reference_prefix}-{timezone.localdate().year}-00123",
        "council": council.name,
        "short_name": council.short_name,
        "website": council.website,
        "complaints_email": council.complaints_email,
        "privacy_notice": council.privacy_notice,
        "window_end": in_words(_later()),
    }


def _later() -> date:
    return timezone.localdate() + _LATER


def _merged(text: str, fields: dict[str, str]) -> tuple[Paragraph, ...]:
    return paragraphs(text.format(**fields))


def _made_up(content: Content, policy: Policy, wording: Wording, fields: dict[str, str], outcome: str) -> Section:
    own = wording.content(content.id)
    says = tuple(_example(content, policy, own.starter, fields, outcome))
    return Section(content.id, own.heading or content.heading, (*_merged(own.before, fields), *says))


def _example(
    content: Content, policy: Policy, starter: str, fields: dict[str, str], outcome: str
) -> Iterator[Paragraph]:
    source = content.source
    if isinstance(source, Fixed):
        yield from _merged(source.text, fields)
    elif isinstance(source, ContactDetails):
        yield from _merged(source.text, fields)
        keys = dict.fromkeys((*source.contacts, *(policy.ombudsmen.overlap if source.ombudsmen else ())))
        yield from (Paragraph(reachable(policy.contacts[key])) for key in keys)
    elif isinstance(source, Written) and starter:
        yield from paragraphs(starter)
    elif isinstance(source, FromCase) and source.fact == "contact":
        yield Paragraph(_("Please give your reference %(reference)s.") % {"reference": fields["reference"]})
        yield Paragraph(reachable(policy.contacts[policy.council.complaints_contact]))
    elif isinstance(source, FromCase):
        yield Paragraph(_of_the_case(source, policy, fields, outcome))
    else:
        yield Paragraph(_to_come(content))


def _of_the_case(source: FromCase, policy: Policy, fields: dict[str, str], outcome: str) -> str:
    """An example of what the case says."""
    day = {"date": in_words(_later())}
    if source.fact == "outcome" and outcome:
        return policy.outcome(outcome).name
    examples = {
        "reference": fields["reference"],
        "officer": _("[The officer who has the complaint, with a telephone number and an e-mail address]"),
        "due-date": _("[A date from the clock, such as %(date)s]") % day,
        "new-date": _("[A date from the clock, such as %(date)s]") % day,
        "window-end": _("[A date from the clock, such as %(date)s]") % day,
        "extension-days": _("[How much more time is needed]"),
        "request-finding": _("[What was found of the request]"),
    }
    return examples.get(source.fact, _("[What the case says]"))
