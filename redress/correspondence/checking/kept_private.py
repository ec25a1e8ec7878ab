"""Does a letter give away what is not for its reader: numbers, addresses and names of others, or what staff noted?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _

from redress.correspondence.checking.concerns import Concern, Passage
from redress.correspondence.checking.looked_at import Writing
from redress.correspondence.models import Letter
from redress.correspondence.response_models import DraftComment
from redress.records.copied import SHORTEST_NOTE, copied_from_notes
from redress.records.particulars import (
    Found,
    bank_details,
    bare,
    emails,
    insurance_numbers,
    is_said,
    postcodes,
    same_number,
    telephones,
)
from redress.rules.refusals import Refused

#: So many words in a row that stand in a note too are no chance.
COPIED = 8

#: Numbers and domains that belong to no private person.
_PUBLIC_NUMBERS = re.compile(r"^0(?:3|8)|^1")
_PUBLIC_DOMAINS = (".gov.uk", ".nhs.uk", ".police.uk", ".parliament.uk")


def tells_no_secret_numbers(at: Writing) -> Iterator[Concern]:
    """National Insurance numbers and bank accounts have no place in a letter that the reader did not first write."""
    for passage in at.with_translation:
        for number in dict.fromkeys(found.text for found in insurance_numbers(passage.text)):
            refused = Refused("letter-insurance-number", at.private, found=number, where=passage.where)
            yield _secret(passage, refused, at, known=is_said(number, at.theirs))
        for number in dict.fromkeys(found.text for found in bank_details(passage.text)):
            refused = Refused("letter-bank-details", at.private, found=number, where=passage.where)
            yield _secret(passage, refused, at, known=is_said(number, at.theirs))


def _secret(passage: Passage, refused: Refused, at: Writing, *, known: bool) -> Concern:
    concern = passage.blocks(refused, at.policy)
    if not known:
        return concern
    told = _("“%(number)s” is a number that they gave us. Look whether it has to be here")
    return passage.warns("their-number", told % {"number": refused.parameters["found"]}, refused.paragraph)


def tells_no_particulars_of_others(at: Writing) -> Iterator[Concern]:
    """Telephone numbers, e-mail addresses and postal addresses are the reader's, the council's or a contact's."""
    told = _("“%(found)s” is not known as the reader’s, the council’s or a contact’s. Look whether it may be told")
    for passage in at.passages:
        if passage.tells_contacts:
            continue
        numbers, addresses, codes = (_texts(kind(passage.text)) for kind in (telephones, emails, postcodes))
        strange = [each for each in numbers if same_number(each) not in at.known_numbers]
        strange = [each for each in strange if not _PUBLIC_NUMBERS.match(same_number(each))]
        strange += [each for each in addresses if not _is_known(bare(each), at.known_emails)]
        strange += [each for each in codes if bare(each) not in at.known_places]
        strange += [line for line in _addresses_of_others(at) if line.casefold() in passage.text.casefold()]
        for found in dict.fromkeys(strange):
            yield passage.warns("particulars-of-others", told % {"found": found}, at.private)


def _texts(found: Iterable[Found]) -> list[str]:
    return [each.text for each in found]


def _is_known(email: str, known: Collection[str]) -> bool:
    return email in known or email.partition("@")[2] in known or email.endswith(_PUBLIC_DOMAINS)


def _addresses_of_others(at: Writing) -> Iterator[str]:
    for person in at.others:
        first = person.address_lines[0] if person.address_lines else ""
        if re.search(r"\d", first) and bare(first) not in at.known_places:
            yield first


def names_no_others(at: Writing) -> Iterator[Concern]:
    """Nobody else who has a part in the case is named."""
    told = _("“%(name)s” has a part in this case, and is neither the reader nor the complainant")
    for passage in at.passages:
        for name in dict.fromkeys(person.name for person in at.others):
            if is_named(name, passage.text) and not is_named(name, at.theirs):
                yield passage.warns("names-of-others", told % {"name": name}, at.private)


def names_officers_as_the_policy_does(at: Writing) -> Iterator[Concern]:
    """Where the policy names no officers, no words do; nobody is named who is complained about."""
    public = at.policy.public
    about = {f"staff:{pk}" for pk in at.case.bars.values_list("staff_id", flat=True)} if at.passages else set()
    theirs = {person.name.casefold() for person in at.people}
    for passage in at.passages:
        for officer in at.staff:
            if officer.name.casefold() in theirs or not is_named(officer.name, passage.text):
                continue
            if not public.officer_named and officer.actor_id in at.handling | about:
                paragraph = public.officer_named_paragraph or at.private
                refused = Refused("letter-names-officer", paragraph, found=officer.name, where=passage.where)
                yield passage.blocks(refused, at.policy)
            elif officer.actor_id in about:
                told = _("“%(name)s” is complained about. Look whether the name has to be here")
                yield passage.warns("names-complained-about", told % {"name": officer.name}, at.private)
            elif not public.officer_named:
                told = _("“%(name)s” works for the council, and letters name no officers")
                yield passage.warns("names-staff", told % {"name": officer.name}, public.officer_named_paragraph)


def copies_no_notes(at: Writing) -> Iterator[Concern]:
    """Nothing is copied from what only staff read."""
    texts = [passage.text for passage in at.passages]
    if not any(len(text.split()) >= SHORTEST_NOTE for text in texts):
        return
    sent = Letter.objects.filter(case=at.case).values_list("text", flat=True)
    also_in = (at.theirs, *sent)
    comments = list(DraftComment.objects.filter(draft__case=at.case).values_list("text", flat=True))
    runs = copied_from_notes(at.case, "\n".join(texts), also_in=also_in, least=COPIED, and_of=comments)
    told = _(
        "These words stand in a note or a comment that only staff read: “%(words)s”. Look whether the reader may have "
        "them"
    )
    for passage in at.passages:
        for run in runs:
            if run in passage.text:
                yield passage.warns("copied-from-a-note", told % {"words": _short(run)}, at.private)


def _short(words: str, most: int = 160) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"


def is_named(name: str, text: str) -> bool:
    """Whether somebody is named in full; a name of one word could be any word."""
    parts = name.split()
    if len(parts) < 2 or parts[-1].casefold() not in text.casefold():
        return False
    pattern = r"\s+".join(re.escape(part) for part in parts)
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None
