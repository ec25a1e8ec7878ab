"""Which numbers and addresses of people does a text give away?

Only what has a shape of its own is found: National Insurance numbers, bank accounts and cards, telephone numbers,
e-mail addresses and postcodes. Whose they are is not known here.
"""

from __future__ import annotations

import re

_INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE
)
_SORT_CODE = re.compile(r"\bsort[ -]?code\b\D{0,20}(\d{2}[ -]?\d{2}[ -]?\d{2})\b", re.IGNORECASE)
_IBAN = re.compile(r"\bGB\d{2}\s?[A-Z]{4}(?:\s?\d){14}\b")
_CARD = re.compile(r"\b\d{4}([ -])\d{4}\1\d{4}\1\d{4}\b")
_TELEPHONE = re.compile(r"(?<![\w£.,/-])(?:\+44\s?(?:\(0\)\s?)?|\(?0)\d(?:[\s()-]{0,2}\d){8,9}(?![\w/]|\.\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b")


def insurance_numbers(text: str) -> tuple[str, ...]:
    """National Insurance numbers, as they are written."""
    return tuple(match.group() for match in _INSURANCE.finditer(text))


def bank_details(text: str) -> tuple[str, ...]:
    """Sort codes that are called so, international account numbers, and numbers of cards that add up."""
    found = [match.group(1) for match in _SORT_CODE.finditer(text)]
    found += [match.group() for match in _IBAN.finditer(text)]
    return (*found, *(match.group() for match in _CARD.finditer(text) if _adds_up(match.group())))


def telephones(text: str) -> tuple[str, ...]:
    """British telephone numbers, as they are written."""
    return tuple(match.group().strip() for match in _TELEPHONE.finditer(text))


def emails(text: str) -> tuple[str, ...]:
    """E-mail addresses, as they are written."""
    return tuple(match.group().rstrip(".") for match in _EMAIL.finditer(text))


def postcodes(text: str) -> tuple[str, ...]:
    """Whole postcodes, as they are written."""
    return tuple(match.group() for match in _POSTCODE.finditer(text))


def same_number(written: str) -> str:
    """A telephone number by its digits alone, however it is written: to compare two."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    return f"0{digits[2:]}" if digits.startswith("44") else digits


def bare(written: str) -> str:
    """A postcode or an e-mail address without gaps and capitals: to compare two."""
    return re.sub(r"\s", "", written).casefold()


def _adds_up(number: str) -> bool:
    """Whether the last figure of a card's number is the one that the others ask for."""
    figures = [int(each) for each in re.sub(r"\D", "", number)][::-1]
    doubled = (sum(divmod(2 * each, 10)) for each in figures[1::2])
    return (sum(figures[::2]) + sum(doubled)) % 10 == 0
