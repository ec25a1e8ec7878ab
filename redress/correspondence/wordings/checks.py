"""What is wrong with the council's own words for a letter, before they are adopted?

What would break the letter stops it: a field that there is not, a brace left open, no subject, marks of HTML. What a
person must judge is only pointed to: a date, a telephone number or a body that was typed, and words that may gainsay
what the policy has the letter say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from django.utils.translation import gettext as _

from redress.correspondence.checking.reading import measure
from redress.correspondence.wordings import Wording
from redress.design.paper import unprintable
from redress.records.particulars import emails, same_number, telephones
from redress.rules import phrases
from redress.rules.letters import MERGE_FIELDS
from redress.rules.policy import ContactDetails, Content, Fixed, FromCase, Letter, Policy, Written

#: The longest that each part may be, in characters.
LONGEST: Mapping[str, int] = {
    "subject": 150,
    "opening": 2_000,
    "closing": 2_000,
    "heading": 100,
    "before": 1_000,
    "starter": 5_000,
}

#: A shorter text has no reading age to speak of.
ENOUGH_TO_MEASURE = 15

#: A part of a wording: "subject", "opening", "closing", or a part of one content such as "before:reasons".
Where = str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one part of the words. ``blocks``: they cannot be adopted so."""

    where: Where
    sentence: str
    blocks: bool = True


def parts_of(wording: Wording) -> Iterator[tuple[Where, str]]:
    """Every part that says something, in the order of the letter."""
    yield from (("subject", wording.subject), ("opening", wording.opening))
    for id, each in wording.contents.items():
        yield from ((f"{part}:{id}", getattr(each, part)) for part in ("heading", "before", "starter"))
    yield "closing", wording.closing


def faults_of(wording: Wording, letter: Letter, policy: Policy) -> tuple[Fault, ...]:
    """Everything that is wrong with these words for this letter, in the order of the letter."""
    known = {content.id: content for content in letter.contents}
    found: list[Fault] = []
    for where, text in parts_of(wording):
        part, _colon, id = where.partition(":")
        if not text.strip():
            continue
        if id and id not in known:
            found.append(Fault(where, _("The policy’s letter has no such content any more: take these words out")))
        elif id and part == "starter" and not isinstance(known[id].source, Written):
            found.append(Fault(where, _("Nobody writes this content, so nobody begins with any words")))
        elif len(text) > LONGEST[part]:  # nothing else of it is looked at
            told = {"limit": LONGEST[part], "used": len(text)}
            found.append(Fault(where, _("Use %(limit)s characters or fewer. You have used %(used)s") % told))
        else:
            found += (Fault(where, sentence) for sentence in _what_stops(part, text, letter, policy))
            pointed_to = (*_what_to_look_at(text, policy), *_beside_the_policy(part, text, letter, known.get(id)))
            found += (Fault(where, sentence, blocks=False) for sentence in dict.fromkeys(pointed_to))
    return tuple(found)


def stops(faults: Iterable[Fault]) -> bool:
    """Whether one of them keeps the words from being adopted."""
    return any(fault.blocks for fault in faults)


# --- what stops it ---------------------------------------------------------------------------------

_TAG = re.compile(r"<\s*[/!]?\s*[a-zA-Z][^<>]*>|&[a-zA-Z]+;|&#\d+;")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def _what_stops(part: str, text: str, letter: Letter, policy: Policy) -> Iterator[str]:
    if part in ("subject", "heading") and "\n" in text.strip():
        yield _("It must be on one line")
    tag = _TAG.search(text)
    if tag:
        yield _("Write plain words: %(tag)s would be seen in the letter as it stands") % {"tag": tag[0]}
    if _UNSEEN.search(text):
        yield _("Take out the signs that cannot be seen")
    elif unprintable(text):
        yield _("Take out what cannot be printed: %(signs)s") % {"signs": unprintable(text)}
    yield from _wrong_fields(part, text, letter, policy)


def _wrong_fields(part: str, text: str, letter: Letter, policy: Policy) -> Iterator[str]:
    """What is wrong with the merge fields of a part."""
    if part in ("heading", "starter"):
        if "{" in text or "}" in text:
            yield _("Fields in curly brackets cannot stand here")
        return
    try:
        named = list(Formatter().parse(text))
    except ValueError:
        yield _("A curly bracket is left open: write a field as {reference}")
        return
    usable = fields_for(letter, policy)
    for _literal, name, spec, conversion in named:
        if name is not None and (name not in usable or spec or conversion):
            whole = f"{{{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}}}"
            known = phrases.either((f"{{{each}}}" for each in usable), _)
            yield _("%(field)s is not a field of this letter: use %(known)s") % {"field": whole, "known": known}


def fields_for(letter: Letter, policy: Policy) -> tuple[str, ...]:
    """The merge fields that are always known in this letter."""
    empty = {
        name
        for name in ("website", "complaints_email", "privacy_notice", "short_name")
        if not getattr(policy.council, name)
    }
    if not _tells_the_window(letter):
        empty.add("window_end")
    return tuple(name for name in MERGE_FIELDS if name not in empty)


def _tells_the_window(letter: Letter) -> bool:
    """Whether the policy's own letter tells the last day to ask for the next stage, in every case."""
    return any(_tells_it(content) for content in letter.contents if content.when.kind == "always")


def _tells_it(content: Content) -> bool:
    source = content.source
    if isinstance(source, FromCase):
        return source.fact == "window-end"
    return isinstance(source, Fixed | ContactDetails) and "{window_end}" in source.text


# --- what a person must judge ----------------------------------------------------------------------

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b", re.I)
_OMBUDSMAN = re.compile(r"\bombudsm[ae]n\b|\bLGSCO\b|\bInformation Commissioner\b", re.I)
_PERIOD = re.compile(r"\b(?:\d+|two|three|five|ten|fifteen|twenty)\s+(?:working\s+)?(?:days?|weeks?|months?)\b", re.I)
_GAINSAYS = re.compile(
    r"\b(?:cannot|can not|can[’']t|may not|no right to|must not|mustn[’']t|never|not allowed to)\s+"
    r"(?:\w+\s+)?(?:appeal|complain|ask|go|take it|contact|write|escalate)\b"
    r"|\b(?:do not|don[’']t) (?:appeal|complain|ask|go|take it|contact|write|escalate)\b"
    r"|\b(?:nobody|no one|no-one|none)(?: else)? (?:can|will|may|is|has)\b"
    r"|\b(?:there is|there’s|there's) (?:nothing|nobody|no one|no way|no right)\b"
    r"|\b(?:ignore|disregard|skip|overlook)\b|\b(?:does|do|did) not apply\b|\bno further (?:stage|review|appeal)\b"
    r"|\b(?:is|are) (?:not|no longer) (?:for you|relevant|true|correct|right|needed|in force|valid)\b"
    r"|\bout of date\b|\b(?:do|need) not read\b",
    re.I,
)


def _what_to_look_at(text: str, policy: Policy) -> Iterator[str]:
    if found := _DATE.search(text):
        told = _("“%(words)s” is a date that stands in every letter. Dates of a case come from its clocks")
        yield told % {"words": found[0]}
    if found := _PERIOD.search(text):
        told = _("“%(words)s” is a time limit in words of your own. Check it against the policy")
        yield told % {"words": found[0]}
    for number in telephones(text):
        if same_number(number.text) not in _numbers_known(policy):
            yield _("“%(words)s” is not a telephone number of the policy’s contacts") % {"words": number.text}
    for address in emails(text):
        if address.text.lower() not in _addresses_known(policy):
            yield _("“%(words)s” is not an e-mail address of the policy’s contacts") % {"words": address.text}
    if found := _OMBUDSMAN.search(text):
        told = _(
            "“%(words)s” is named here. Which body somebody can go to depends on their points, and comes from the case"
        )
        yield told % {"words": found[0]}
    if found := _GAINSAYS.search(text):
        told = _("“%(words)s” may say the opposite of what the policy has this letter say")
        yield told % {"words": found[0]}
    yield from _hard_words(text, policy)


#: What a heading denies.
_DENIES = re.compile(r"\b(?:no|not|nobody|nothing|none|never|nowhere|cannot|without)\b|n[’']t\b", re.I)


def _beside_the_policy(part: str, text: str, letter: Letter, content: Content | None) -> Iterator[str]:
    """A heading that denies what stands below it, and a subject that has lost the reference."""
    if part == "heading" and content is not None and not isinstance(content.source, Written):
        denied, ours = ({each.casefold() for each in _DENIES.findall(words)} for words in (text, content.heading))
        if denied - ours:
            told = _("“%(words)s” may say the opposite of what the policy has this letter say")
            yield told % {"words": text.strip()}
    if part == "subject" and "{reference}" in letter.subject and "{reference}" not in text:
        yield _("The policy’s subject has {reference} in it, and this one has not: nobody sees which case it is about")


def _hard_words(text: str, policy: Policy) -> Iterator[str]:
    """Jargon for which the council has a plainer word, and words that are hard to read."""
    for word in policy.plain_words:
        for each in word.instead_of:
            if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text, re.IGNORECASE):
                yield _("Instead of “%(found)s” say: %(say)s") % {"found": each, "say": word.say}
    measured = measure(line for line in text.splitlines() if line.strip())
    limit = policy.letter_check.reading_age if policy.letter_check else None
    if limit is not None and measured.words >= ENOUGH_TO_MEASURE and measured.age > limit:
        told = _("Only readers of %(age)s and older read these words with ease; the limit is %(limit)s")
        yield told % {"age": round(measured.age), "limit": limit}


def _numbers_known(policy: Policy) -> set[str]:
    contacts = policy.contacts.values()
    return {same_number(number) for each in contacts for number in (each.telephone, each.textphone) if number}


def _addresses_known(policy: Policy) -> set[str]:
    addresses = {each.email.lower() for each in policy.contacts.values() if each.email}
    return addresses | {policy.council.complaints_email.lower()}
