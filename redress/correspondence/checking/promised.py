"""Do the dates that an officer wrote agree with those that the clocks print in the same letter?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from redress.correspondence.checking.concerns import Concern, Passage
from redress.correspondence.checking.dates import Mention, mentions
from redress.correspondence.checking.looked_at import LookedAt, Writing
from redress.correspondence.contents import in_words
from redress.rules.promises import window_end
from redress.rules.refusals import Refused

#: What ends with the date that follows it.
LIMIT = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|(?:last|latest) (?:day|date)\b[^.]{0,40})\W*$", re.I
)

#: That the reader may go on to the next stage: said to them, of them.
_GOING_ON = re.compile(
    r"\bstage (?:two|2|three|3)\b|\bnext stage\b|\b(?:unhappy|dissatisfied|disagree)\b"
    r"|\bnot (?:happy|satisfied|content)\b|\bdo(?: not|n['’]t) agree\b"
    r"|\btake (?:it|this|your complaint) further\b|\blook at (?:it|your complaint) again\b",
    re.I,
)
_NUMBER = r"(?:\d+|a|one|two|three|four|five|six|eight|ten|twelve|fourteen|fifteen|twenty|twenty-eight|thirty)"
_WITHIN = re.compile(
    rf"\b(?:within|in the next|you have)\s+(?:the next )?{_NUMBER}\s+(?:working |calendar )?(?:days?|weeks?|months?)\b",
    re.I,
)
_TO_THE_READER = re.compile(r"\byou\b", re.I)
_OF_THE_PAST = re.compile(r"\b(?:had|were|was|said|asked|told|wrote|did)\b", re.I)
_OUR_ANSWER = re.compile(
    r"\b(?:we|I)(?: will|['’]ll| shall| aim to| hope to| expect to| intend to)\b[^.]{0,200}"
    r"\b(?:answer|reply|respond|response|decision)\b",
    re.I,
)
#: No more of a sentence is read before a date.
_LONGEST_SENTENCE = 600


def weekdays_fit(at: Writing) -> Iterator[Concern]:
    """Every date that is written is one that the calendar has, with its own weekday."""
    for passage, mention in _mentions(at):
        if mention.day is None and mention.surely and mention.text not in at.theirs:
            refused = Refused("letter-no-such-date", passage.paragraph, found=mention.text, where=passage.where)
            yield passage.blocks(refused, at.policy)
        elif mention.day is None:
            told = _("There is no such date as %(date)s") % {"date": mention.text}
            yield passage.warns("no-such-date", told, passage.paragraph)
        elif not mention.weekday_fits:
            told = _("It says “%(date)s”, and that day is a %(weekday)s")
            told %= {"date": mention.text, "weekday": in_words(mention.day).partition(" ")[0]}
            yield passage.warns("another-weekday", told, passage.paragraph)


def last_day_agrees(at: LookedAt) -> Iterator[Concern]:
    """The last day to ask for the next stage is written as it is printed, if it is written at all."""
    last = _last_day_printed(at)
    for passage, mention in _mentions(at) if last else ():
        said, same = before(passage, mention), mention.day == last
        if last is None or mention.day is None or same or not _is_limit_of_next_stage(said):
            continue
        if said.rstrip().lower().endswith("before") and mention.day == last + timedelta(days=1):
            continue  # before the 16th is until the 15th
        refused = Refused("letter-date-differs", passage.paragraph, found=mention.text, due=last, where=passage.where)
        yield passage.blocks(refused, at.policy)


def no_other_time_is_given(at: LookedAt) -> Iterator[Concern]:
    """How long they have to ask for the next stage is said by its last day, not by a time of one's own."""
    last = _last_day_printed(at)
    for passage in at.passages if last else ():
        for sentence in passage.sentences:
            found = _WITHIN.search(sentence)
            if last is None or not found or not _GOING_ON.search(sentence) or not _TO_THE_READER.search(sentence):
                continue
            if re.search(r"\b(?:we|I)\b", sentence) or _OF_THE_PAST.search(sentence):
                continue
            told = _(
                "These words give them “%(time)s” to go on, and the letter prints %(printed)s. Leave it to the date"
            )
            told %= {"time": found.group(), "printed": in_words(last)}
            yield passage.warns("another-time", told, passage.paragraph)


def answer_is_promised_once(at: LookedAt) -> Iterator[Concern]:
    """When our answer is to be expected is written as it is printed, if it is written at all."""
    days = set(at.on.dates.values()) | ({at.on.more_time[1]} if at.on.more_time else set())
    for passage, mention in _mentions(at) if days else ():
        said = before(passage, mention)
        comes = mention.day is not None and mention.day > at.day
        if comes and mention.day not in days and LIMIT.search(said) and _OUR_ANSWER.search(said):
            told = _("These words promise an answer by %(written)s, and the letter gives %(printed)s")
            printed = ", ".join(in_words(day) for day in sorted(days))
            yield passage.warns("another-date", told % {"written": mention.text, "printed": printed}, passage.paragraph)


def _mentions(at: Writing) -> Iterator[tuple[Passage, Mention]]:
    for passage in at.passages:
        for mention in mentions(passage.text, near=at.day):
            yield passage, mention


def before(passage: Passage, mention: Mention) -> str:
    """What stands before a date in its sentence."""
    near = passage.text[max(0, mention.start - _LONGEST_SENTENCE) : mention.start]
    return re.split(r"(?<=[.!?])\s+|\n+", near)[-1]


def _is_limit_of_next_stage(before: str) -> bool:
    """Whether a date is the last for the reader to go on: nothing that we do stands between."""
    limit = LIMIT.search(before)
    theirs = re.split(r"\b(?:we|I)\b", before)[-1]
    to_come = _TO_THE_READER.search(theirs) and not _OF_THE_PAST.search(theirs)
    return bool(limit and _GOING_ON.search(theirs) and to_come)


def _last_day_printed(at: LookedAt) -> date | None:
    """The last day to ask for the next stage, where this letter prints it outside the officer's own words."""
    on = at.on
    last = window_end(on.case, on.run, on.milestone, at=on.at, by=on.by, book=on.book)
    if last is None:
        return None
    theirs = {passage.where for passage in at.passages}
    printed = (part.text for section in at.letter.sheet.sections if section.id not in theirs for part in section.parts)
    words = in_words(last)
    return last if any(words in text for text in printed) else None
