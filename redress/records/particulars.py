"""Which numbers and addresses of people does a text give away, and where do they stand in it?

Only what has a shape of its own is found: National Insurance numbers, bank accounts and cards, telephone numbers,
e-mail addresses and postcodes. Whose they are is not known here. One place for the letter check, the found terms of
redaction, the copies that somebody is given, and the wordings of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple


class Found(NamedTuple):
    """Something found, as it is written, and where in the text it begins and ends."""

    text: str
    start: int
    end: int


def insurance_numbers(text: str) -> tuple[Found, ...]:
    """National Insurance numbers: by their shape, or because they are called so."""
    return _all(text, _INSURANCE, _CALLED_INSURANCE)


def bank_details(text: str) -> tuple[Found, ...]:
    """What is surely of a bank: accounts and sort codes called so or beside each other, and numbers that add up.

    Accounts that people have with a council, such as for rent, are none of a bank.
    """
    found = [*_all(text, _SORT_CODE, _BOTH), *_accounts(text)]
    found += (each for each in _all(text, _DASHED) if not _is_a_day(each.text))
    found += (each for each in _all(text, _IBAN) if _is_iban(each.text))
    found += (each for each in _all(text, _CARD) if _adds_up(each.text))
    return _apart(found)


def likely_bank_details(text: str) -> tuple[Found, ...]:
    """The same, and whatever else looks like it: any account of eight figures, any pairs of figures with dashes."""
    return _apart([*bank_details(text), *_all(text, _ACCOUNT, _DASHED)])


def telephones(text: str) -> tuple[Found, ...]:
    """British telephone numbers."""
    return tuple(_unbracketed(each) for each in _all(text, _TELEPHONE))


def _unbracketed(found: Found) -> Found:
    """Without the bracket of the sentence that a number stands in; that of its own dialling code stays."""
    is_its_own = ")" in found.text or not found.text.startswith("(")
    return found if is_its_own else Found(found.text[1:], found.start + 1, found.end)


def emails(text: str) -> tuple[Found, ...]:
    """E-mail addresses."""
    return _all(text, _EMAIL)


def postcodes(text: str) -> tuple[Found, ...]:
    """Whole postcodes, in capitals or not."""
    return _all(text, _POSTCODE)


def same_number(written: str) -> str:
    """A telephone number by its digits alone, however it is written: to compare two."""
    digits = re.sub(r"\D", "", written.replace("(0)", "")).removeprefix("00")
    return f"0{digits[2:]}" if digits.startswith("44") else digits


def bare(written: str) -> str:
    """A postcode, a number or an e-mail address without gaps, dashes and capitals: to compare two."""
    return re.sub(r"[\s–-]", "", written).casefold()


def is_said(number: str, text: str) -> bool:
    """Whether a number stands in a text as a whole, however its figures are grouped there."""
    signs = r"[\s–-]*".join(map(re.escape, bare(number)))
    if number[:1].isdecimal():
        text = _INSURANCE.sub("", text)  # its figures are no sort code
    return re.search(rf"(?<![^\W_]){signs}(?![^\W_])", text, re.IGNORECASE) is not None


# --- their shapes ---------------------------------------------------------------------------------

#: Two letters, six figures and a letter from A to D; QQ stands in the examples of forms. Some letters are never given.
_INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)"
    r"[\s.–-]?\d{2}[\s.–-]?\d{2}[\s.–-]?\d{2}[\s.–-]?[A-D]\b",
    re.IGNORECASE,
)
_CALLED_INSURANCE = re.compile(
    r"\b(?:national\s+insurance|n\.?i\.?(?:\s+(?:number|no)|n\.?o)|nino)\b[^\d\n]{0,20}?"
    r"\b(?P<it>[A-Z]{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?\d{2}(?:[\s.-]?[A-D]\b)?)(?!\d)",
    re.IGNORECASE,
)

_PAIRS = r"\d{2}[ –-]?\d{2}[ –-]?\d{2}"
_SORT_CODE = re.compile(rf"\bsort[ -]?codes?\b\D{{0,20}}(?P<it>{_PAIRS})\b", re.IGNORECASE)
_DASHED = re.compile(r"(?<![\w/.–-])\d{2}[–-]\d{2}[–-]\d{2}(?![\w/–-]|\.\d)")
_BOTH = re.compile(r"(?<![\w/.–-])\d{2}([ –-])\d{2}\1\d{2}[ ,;:/]{1,3}\d{8}\b")
_ACCOUNT = re.compile(
    r"(?P<of>\b[a-z]+\s+)?\b(?:accounts?|a/c|acct?)\b(?:\.|\b)[^\d\n]{0,20}(?P<it>\d{8})\b", re.IGNORECASE
)
#: What people have an account for with a council, or with whoever supplies their home.
_COUNCILS_OWN = ("rent", "tax", "rates", "tenancy", "housing", "customer", "online", "water", "electricity", "gas")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?\b")
_CARD = re.compile(r"(?<![\w.-])[3-6]\d{3}(?:([ -])\d{4}\1\d{4}\1\d{4}|\d{12}|([ -]?)\d{6}\2\d{5})(?![\w-])")

_TELEPHONE = re.compile(
    r"(?<![\w£])(?<!\d[.,])(?<!\b\d{4}/)(?<!\w-)(?:(?:\+|\b00\s?)44\s?(?:\(0\)\s?)?|\(?0)[1-9](?:[\s()–-]{0,3}\d){8,9}(?!\w|[.,]\d)"
)
#: As long as an address can be (RFC 5321), so that an endless word is not looked through again from each of its signs.
_EMAIL = re.compile(r"\w(?:[\w.+'’&-]{0,62}[\w+-])?@\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){1,20}")
#: An ordinal such as in “b2 3rd floor” ends no postcode.
_POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]?\s{0,2}(?!1st|2nd|3rd|\dth)\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE
)


def _all(text: str, *patterns: re.Pattern[str]) -> tuple[Found, ...]:
    return _apart([each for pattern in patterns for each in _matches(text, pattern)])


def _matches(text: str, pattern: re.Pattern[str]) -> Iterator[Found]:
    part = "it" if "it" in pattern.groupindex else 0
    return (Found(match.group(part), *match.span(part)) for match in pattern.finditer(text))


def _apart(found: list[Found]) -> tuple[Found, ...]:
    """In the order of the text; of two that overlap the one that begins first, and of those the longer."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _accounts(text: str) -> Iterator[Found]:
    for match in _ACCOUNT.finditer(text):
        if (match.group("of") or "").strip().casefold() not in _COUNCILS_OWN:
            yield Found(match.group("it"), *match.span("it"))


def _is_a_day(written: str) -> bool:
    """Whether three pairs of figures are a day of this century."""
    day, month, year = (int(pair) for pair in re.findall(r"\d{2}", written))
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def _is_iban(written: str) -> bool:
    """Whether the figures of an international account number check out (ISO 13616)."""
    plain = written.replace(" ", "")
    turned = "".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])
    return 15 <= len(plain) <= 34 and int(turned) % 97 == 1


def _adds_up(number: str) -> bool:
    """Whether the last figure of a card's number is the one that the others ask for."""
    figures = [int(each) for each in re.sub(r"\D", "", number)][::-1]
    doubled = (sum(divmod(2 * each, 10)) for each in figures[1::2])
    return (sum(figures[::2]) + sum(doubled)) % 10 == 0
