"""Which numbers and addresses does a text give away, in the shapes in which people write them?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from redress.records.particulars import (
    bank_details,
    bare,
    emails,
    insurance_numbers,
    is_said,
    likely_bank_details,
    postcodes,
    same_number,
    telephones,
)

KINDS = (bank_details, emails, insurance_numbers, likely_bank_details, postcodes, telephones)

TABLE = [
    (insurance_numbers, "Her number is QQ 12 34 56 C.", ("QQ 12 34 56 C",)),  # the example of every form
    (insurance_numbers, "QQ123456C", ("QQ123456C",)),
    (insurance_numbers, "ab123456c and AB-12-34-56-D", ("ab123456c", "AB-12-34-56-D")),
    (insurance_numbers, "Her number is AB 12 34 56 C.", ("AB 12 34 56 C",)),
    (insurance_numbers, "His National Insurance number is FD 12 34 56.", ("FD 12 34 56",)),
    (insurance_numbers, "NI number: AB123456", ("AB123456",)),
    (insurance_numbers, "Reference AB123456, bin 12 34 56, form GB123456A.", ()),
    (insurance_numbers, "We asked for your National Insurance number on 12 May 2026.", ()),
    (bank_details, "Sort code 12-34-56, account 12345678.", ("12-34-56", "12345678")),
    (bank_details, "Sort code: 123456", ("123456",)),
    (bank_details, "We will pay it into account 12345678.", ("12345678",)),
    (bank_details, "a/c no. 55779911", ("55779911",)),
    (bank_details, "Paid to 20-45-67 on Monday", ("20-45-67",)),
    (bank_details, "Paid to 20 45 67 12345678", ("20 45 67 12345678",)),
    (bank_details, "We pay it to the account that ends in 5678.", ()),
    (bank_details, "Your Council Tax account number is 12345678, your rent account 87654321.", ()),
    (bank_details, "On 12-04-26 we paid, order number 12345678.", ()),
    (bank_details, "Card 4111 1111 1111 1111 or 4111111111111111.", ("4111 1111 1111 1111", "4111111111111111")),
    (bank_details, "Card 378282246310005", ("378282246310005",)),
    (bank_details, "Bins 4111 1111 1111 1112.", ()),
    (bank_details, "GB29 NWBK 6016 1331 9268 19", ("GB29 NWBK 6016 1331 9268 19",)),
    (bank_details, "To PL61109010140000071219812874 in Poland", ("PL61109010140000071219812874",)),
    (bank_details, "GB28 NWBK 6016 1331 9268 19", ()),
    (likely_bank_details, "rent account 87654321, 12-04-26", ("87654321", "12-04-26")),
    (telephones, "Call 07700 900123 or +44 1322 343434.", ("07700 900123", "+44 1322 343434")),
    (telephones, "Tel.01322 343434/07700 900123", ("01322 343434", "07700 900123")),
    (telephones, "+44 (0)7700 900 123, 0044 7700 900123", ("+44 (0)7700 900 123", "0044 7700 900123")),
    (telephones, "Ring (01322) 343434.", ("(01322) 343434",)),
    (telephones, "It cost £01322 and 0.5 of 2026/01234567890.", ()),
    (telephones, "Job DA-0132234343 of 01.02.2026", ()),
    (emails, "Write to Ann.B@example.org.", ("Ann.B@example.org",)),
    (
        emails,
        "ann.o'neil+bins@mail.example.org, 'bob@example.org'",
        ("ann.o'neil+bins@mail.example.org", "bob@example.org"),
    ),
    (emails, "Meet @ noon", ()),
    (postcodes, "at 5 Low Road, DA1 1DJ, and PE301EX, gir 0aa", ("DA1 1DJ", "PE301EX", "gir 0aa")),
    (postcodes, "he lives in da1 1dj", ("da1 1dj",)),
    (postcodes, "Form DA1 and route A2 10B, flat b2 3rd floor", ()),
]


@pytest.mark.parametrize(("find", "text", "found"), TABLE, ids=[text for _find, text, _found in TABLE])
def test_what_a_text_gives_away(find: Any, text: str, found: tuple[str, ...]) -> None:
    given = find(text)
    assert tuple(each.text for each in given) == found
    assert all(text[each.start : each.end] == each.text for each in given)


@pytest.mark.parametrize("written", ["01322 343434", "+44 1322 343434", "0044 (0)1322-343434", "(01322) 34 34 34"])
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert same_number(written) == "01322343434"
    assert bare("DA1 1DJ") == bare("da11dj")


def test_a_number_is_said_only_as_a_whole() -> None:
    assert is_said("12-34-56", "My sort code is 12 34 56.")
    assert is_said("AB123456C", "I am ab 12 34 56 c")
    assert not is_said("12-34-56", "I am AB 12 34 56 C.")


@given(some.text())
def test_any_text_can_be_read(text: str) -> None:
    for each in KINDS:
        assert all(text[found.start : found.end] == found.text for found in each(text))
