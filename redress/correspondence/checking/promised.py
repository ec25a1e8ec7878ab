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
    r"|\b(?:take|go) (?:(?:it|this|your complaint) )?further\b|\blook\b[^.]{0,30}\bagain\b|\bescalat\w+"
    r"|\byou have (?:only )?(?:until|till)\W*$",
    re.I,
)
#: The same in words that are also said of what others decide.
_ASKING_ANEW = re.compile(r"\b(?:ask|request|want|apply|seek)\w*\b[^.]{0,20}\breview\b|\bappeals?\b", re.I)
_OF_OTHERS = re.compile(
    r"\b(?:tribunals?|courts?|ombuds\w+|commissioner|penalty|fine|parking|planning|inspector\w*|licen[cs]\w+|benefits?"
    r"|council tax|insur\w+|police)\b",
    re.I,
)
_NUMBER = (
    r"(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|twenty-eight"
    r"|thirty)"
)
_WITHIN = re.compile(
    rf"\b(?:within|in the next|you have|up to|only)\s+(?:the next |only |just |up to )?{_NUMBER}\s+"
    r"(?:working |calendar )?(?:days?|weeks?|months?)\b",
    re.I,
)
_TO_THE_READER = re.compile(
    r"\byou\b|\b(?:ask|write to|tell|contact) us\b|(?:^|[,:;]\s*)(?:please )?(?:ask|write|tell|contact)\b"
    r"|\b(?:last|latest|final) (?:day|date)\b[^.]{0,20}\b(?:ask|request|appeal|escalat\w*)"
    r"|\byour (?:request|appeal)\b|\b(?:requests?|appeals?)\b[^.]{0,40}\b(?:must|should|need|has|have)\b",
    re.I,
)
#: That they hear from us, which is no time that they have.
_THEY_HEAR = re.compile(
    r"\b(?:get|have|receive|expect) (?:an|our|the|a) (?:\w+ )?(?:answer|reply|response|decision)\b", re.I
)
_OF_THE_PAST = re.compile(r"\b(?:had|were|was|said|asked|told|wrote|did)\b", re.I)
_OUR_ANSWER = re.compile(
    r"\b(?:we|I)(?: will|['’]ll| shall| aim to| hope to| expect to| intend to)\b[^.]{0,200}"
    r"\b(?:answer|reply|respond|response|decision)\b",
    re.I,
)
_TIME = re.compile(r"(?<![\w:.£/-])[0-9]{2}:[0-9]{2}(?![\w:/-]|\.\d)")
#: No more of a sentence is read before a date.
_LONGEST_SENTENCE = 600
#: In so many words before a date nothing is said but that it is a limit.
_BEGINNING = 3


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


def times_are_of_a_day(at: Writing) -> Iterator[Concern]:
    """Every time that is written is one that a clock shows."""
    for passage in at.passages:
        for found in dict.fromkeys(_TIME.findall(passage.text)):
            hours, minutes = (int(each) for each in found.split(":"))
            if hours > 24 or minutes > 59:
                told = _("There is no such time as %(time)s") % {"time": found}
                yield passage.warns("no-such-time", told, passage.paragraph)


def last_day_agrees(at: LookedAt) -> Iterator[Concern]:
    """The last day to ask for the next stage is written as it is printed, if it is written at all.

    Where the letter prints none, the policy may have none: one in an officer’s words is looked at.
    """
    last = _last_day_printed(at)
    for passage, mention in _mentions(at):
        said = before(passage, mention)
        if mention.day is None or mention.day == last:
            continue
        if not _is_limit_of_next_stage(said, after(passage, mention)):
            continue
        if last is not None and said.rstrip().lower().endswith("before") and mention.day == last + timedelta(days=1):
            continue  # before the 16th is until the 15th
        if last is not None:
            differs = Refused(
                "letter-date-differs", passage.paragraph, found=mention.text, due=last, where=passage.where
            )
            yield passage.blocks(differs, at.policy)
        elif mention.day >= at.day:
            yield _another_time(passage, mention.text, last)


def no_other_time_is_given(at: LookedAt) -> Iterator[Concern]:
    """How long they have to ask for the next stage is said by its last day, not by a time of one's own."""
    last = _last_day_printed(at)
    for passage in at.passages:
        for sentence in passage.sentences:
            found = _WITHIN.search(sentence)
            if not found or not _goes_on(sentence) or not _TO_THE_READER.search(sentence):
                continue
            if re.search(r"\b(?:we|I)\b", sentence) or _OF_THE_PAST.search(sentence) or _THEY_HEAR.search(sentence):
                continue
            yield _another_time(passage, found.group(), last)


def _another_time(passage: Passage, time: str, last: date | None) -> Concern:
    if last is None:
        told = _(
            "These words give them “%(time)s” to go on, and the letter prints no last day. Look whether there is one"
        )
        return passage.warns("another-time", told % {"time": time}, passage.paragraph)
    told = _("These words give them “%(time)s” to go on, and the letter prints %(printed)s. Leave it to the date")
    return passage.warns("another-time", told % {"time": time, "printed": in_words(last)}, passage.paragraph)


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


def after(passage: Passage, mention: Mention) -> str:
    """What stands after a date in its sentence."""
    end = mention.start + len(mention.text)
    return re.split(r"[.!?](?:\s|$)|\n", passage.text[end : end + _LONGEST_SENTENCE])[0]


def _is_limit_of_next_stage(said: str, goes_on: str) -> bool:
    """Whether a date is the last for the reader to go on: nothing that we do stands between."""
    if not LIMIT.search(said):
        return False
    whole = f"{said} {goes_on}" if len(said.split()) <= _BEGINNING else said  # by 3 March you must ask us
    theirs = re.split(r"\b(?:we|I)\b", whole)[-1]
    return bool(_goes_on(theirs) and _TO_THE_READER.search(theirs) and not _OF_THE_PAST.search(theirs))


def _goes_on(words: str) -> bool:
    """Whether somebody is told that they may go on."""
    return bool(_GOING_ON.search(words) or (_ASKING_ANEW.search(words) and not _OF_OTHERS.search(words)))


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
