"""What is found on a page that may have to go, why is it said to be, and which pages has what is no PDF?"""

from __future__ import annotations

import pytest

from redress.jobs import run_all_due
from redress.records import found_terms, people
from redress.records.found_terms import WHY, Names, suggestions, term
from redress.records.redaction import CannotBeRedacted
from redress.records.redaction_drafts import begin
from redress.records.redaction_names import names_for
from redress.records.redaction_sources import can_be_redacted, source_of
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint
from tests.rooms.redaction_files import on_the_case, seen_by_pdfium


def page(*lines: str) -> list[list[object]]:
    """The words of these lines with made-up places: ten points for each letter, twenty for each line."""
    words: list[list[object]] = []
    for number, line in enumerate(lines):
        left = 0
        for word in line.split():
            words.append([word, left, 20 * number, left + 10 * len(word), 20 * number + 12])
            left += 10 * (len(word) + 1)
    return words


def found(*lines: str, names: Names | None = None) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in suggestions([page(*lines)], names or Names())]


LOOKS = [
    ("Her number is QQ 12 34 56 C.", [("ni", "QQ 12 34 56 C")]),
    ("Her number is AB 12 34 56 C.", [("ni", "AB 12 34 56 C")]),
    ("Write to ann.o'neil+bins@mail.example.org, please", [("email", "ann.o'neil+bins@mail.example.org")]),
    ("Ring 07700 900123 or (01322) 343434 or +44 7700 900456.", 3 * ["telephone"]),
    ("Pay to 20-00-00 55779911 today", [("bank", "20-00-00 55779911")]),
    ("Account number: 55779911", [("bank", "55779911")]),
    ("Order number 55779911", []),
    ("Born on 3 May 1962 in Kent", [("birth", "3 May 1962")]),
    ("DOB 03/05/1962", [("birth", "03/05/1962")]),
    ("We met on 3 May 2026", []),
    ("The van AB12 CDE was there", [("car", "AB12 CDE")]),
    ("14b Chestnut Road, Dartford DA1 2AB", ["address", "postcode"]),
    ("NHS number 943 476 5919", [("nhs", "943 476 5919")]),
    ("Job 943 476 5918 is done", []),
    ("Then Mrs Agnieszka Zielińska rang", [("person", "Mrs Agnieszka Zielińska")]),
    ("She was born to complain in 100 ways", []),
]


@pytest.mark.parametrize(("line", "expected"), LOOKS, ids=[line for line, _expected in LOOKS])
def test_what_looks_like_it_is_suggested_and_what_does_not_is_not(line, expected) -> None:
    got = found(line)
    if expected and isinstance(expected[0], str):
        assert [kind for kind, _text in got] == expected
    else:
        assert got == expected
    assert all(WHY[kind] for kind, _text in got)


def test_names_are_found_in_any_spelling_across_lines_and_once_only() -> None:
    names = Names(people=("Łucja Žukauskienė",), own=frozenset({"ann", "smith", "annsmith"}))
    lines = ("ŁUCJA", "ŽUKAUSKIENĖ rang; Zukauskiene’s son and Žukaus-", "kienė herself did. Mrs Ann Smith too.")
    assert found(*lines, names=names) == [
        ("name", "ŁUCJA ŽUKAUSKIENĖ"),
        ("part-of-name", "Zukauskiene’s"),
        ("part-of-name", "Žukaus- kienė"),
    ]
    (first, *_others) = suggestions([page(*lines)], names)
    assert len(first.boxes) == 2, "a box for each line"


@pytest.mark.parametrize(
    ("lines", "kind", "text"),
    [
        (("Write to maria.kowalska", "@example.org today"), "email", "maria.kowalska @example.org"),
        (("Write to maria.kowal-", "ska@example.org today"), "email", "maria.kowal- ska@example.org"),
        (("Write to maria@exam", "ple.org, please"), "email", "maria@exam ple.org"),
        (("Write to maria@example.", "co.uk. Then"), "email", "maria@example. co.uk"),
        (("Ring 07700", "900 123 today"), "telephone", "07700 900 123"),
        (("Ring 0 7 7 0 0 9 0 0 1 2 3",), "telephone", "0 7 7 0 0 9 0 0 1 2 3"),
        (("Ring 07700-", "900123 today"), "telephone", "07700- 900123"),
        (("It is AB 12", "34 56 C here"), "ni", "AB 12 34 56 C"),
        (("She lives in DA1", "2AB now"), "postcode", "DA1 2AB"),
    ],
)
def test_what_goes_on_in_the_next_line_or_is_spaced_out_is_found_whole(lines, kind, text) -> None:
    assert (kind, text) in found(*lines)
    assert len(suggestions([page(*lines)], Names())[0].boxes) == len(lines)


def test_an_address_that_ends_a_line_takes_no_word_of_the_next_and_ones_own_is_left_alone() -> None:
    assert found("Write to maria@example.org.", "Please do") == [("email", "maria@example.org")]
    assert found("Write to ann@", "example.org", names=Names(own=frozenset({"annexampleorg"}))) == []


def test_a_term_is_found_on_every_page_with_its_place() -> None:
    places = term([page("The MILL lane"), page("nothing"), page("mill", "Lane")], "Mill Lane")
    assert [(each.page, len(each.boxes)) for each in places] == [(1, 1), (3, 2)]
    assert places[0].boxes == ((39.0, -1.0, 131.0, 13.0),)
    assert term([page("anything")], " ,. ") == []


def test_many_words_end_in_time(monkeypatch) -> None:
    monkeypatch.setattr(found_terms, "MOST", 50)
    assert len(suggestions([page(*(["07700 900123 " * 10] * 100))], Names())) == 50


# --- on a case ---------------------------------------------------------------------------------------


@pytest.fixture
def dartford(db) -> Office:
    return Office("dartford")


EMAIL = (
    b"From: Maria Kowalska <maria@example.org>\r\nTo: complaints@dartford.example\r\nSubject: The bins\r\n"
    b"Date: Mon, 1 Jun 2026 10:00:00 +0100\r\nX-Secret: nobody sees this\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
    b"<p>They were <b>missed</b>.</p><script>x</script>\r\n--b\r\n"
    b"Content-Type: image/png\r\nContent-Disposition: attachment; filename=photo.png\r\n\r\nx\r\n--b--\r\n"
)


def test_texts_and_emails_are_printed_word_for_word_and_the_rest_must_be_saved_as_a_pdf(dartford) -> None:
    case = complaint(dartford).case
    text = on_the_case(case, "First line.\r\n\r\nŁódź is far.".encode(), "note.txt", "text/plain")
    printed, kind = source_of(text, "First line.\r\n\r\nŁódź is far.".encode())
    assert kind == "pdf"
    assert "First line." in seen_by_pdfium(printed)
    assert "Łódź is far." in seen_by_pdfium(printed)
    mail = on_the_case(case, EMAIL, "mail.eml", "message/rfc822")
    said = seen_by_pdfium(source_of(mail, EMAIL)[0])
    for words in ("maria@example.org", "The bins", "They were missed", "photo.png"):
        assert words in said
    assert "nobody sees this" not in said
    sheet = on_the_case(case, b"PK", "sums.xlsx", "application/vnd.ms-excel")
    assert not can_be_redacted(sheet)
    with pytest.raises(CannotBeRedacted):
        source_of(sheet, b"PK")


def test_whose_names_are_looked_for_depends_on_whom_it_is_for(dartford) -> None:
    file = complaint(dartford)
    ann = people.parties_of(file.case)[0]
    people.add(file.case, name="Maria Kowalska", part="representative")
    people.body_of(file.case, "ombudsman", name="Local Government Ombudsman")
    document = on_the_case(file.case, b"Ann Smith met Maria Kowalska.", "note.txt", "text/plain")
    redaction = begin(document, dartford.staff["corporate-services-team"], meant_for=ann)
    assert begin(document, dartford.staff["director"]).pk == redaction.pk, "there is one at a time"
    assert names_for(redaction).people == ("Maria Kowalska",)
    assert {"ann", "smith"} <= names_for(redaction).own
    run_all_due()
    redaction.refresh_from_db()
    assert [each["text"] for each in redaction.found] == ["Maria Kowalska"]
