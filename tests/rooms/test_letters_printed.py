"""Is every letter printed on the council's paper as it was approved, for everybody, in the size that they need?"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from redress import policies
from redress.cases.bars import keep_away
from redress.cases.models import ReadLog
from redress.correspondence.blocks import Beside, Paragraph, Sheet, Translated
from redress.correspondence.compose import rendered
from redress.correspondence.letters import letters_of
from redress.correspondence.making.letterhead import DL, NOTIFY, Letterhead, Window, letterhead_of
from redress.correspondence.making.on_letterhead import needed, printed
from redress.correspondence.models import Letter
from redress.design.paper import PRINTS, Size, Unprintable
from redress.records import people, tracking
from tests import pdf_rules
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import DESK, acknowledged, complaint, text_of
from tests.rooms.letter_cases import letter
from tests.rooms.test_letters_contents import LETTERS
from tests.tools import programme

pytestmark = pytest.mark.django_db

HEAD = Letterhead("Dartford Borough Council", "#1d3c5c", lines=("Civic Centre", "Home Gardens", "DA1 1DR"))
MILLIMETRE = 72 / 25.4  # in points
ACK = ("dartford", "stage-one-acknowledgement", "")


def filed(tmp_path: Path, sheet: Sheet, size: Size = 14) -> Path:
    file = tmp_path / "letter.pdf"
    file.write_bytes(printed(sheet, HEAD, size))
    return file


def asked(name: str, *words: str) -> str:
    return subprocess.run([programme(name), *words], capture_output=True, text=True, check=True).stdout


def squeezed(words: str) -> str:
    """Without blanks, and without hyphens: an address on the web is broken after one, where it is taken for ours."""
    return "".join(words.split()).replace("-", "")


def words_of(file: Path) -> str:
    """What the pages say, without their feet and without blanks."""
    page = ("-r", "72", "-x", "0", "-y", "0", "-W", "595", "-H", "785")
    return squeezed(asked("pdftotext", *page, str(file), "-"))


@pytest.mark.parametrize(("council", "kind", "variant"), LETTERS)
def test_the_print_says_what_the_letter_says_in_the_same_order(
    tmp_path: Path, council: str, kind: str, variant: str
) -> None:
    sheet = letter(council, kind, variant).sheet
    assert Sheet.read(json.loads(json.dumps(sheet.kept()))) == sheet
    said = words_of(filed(tmp_path, sheet))
    at = 0
    first = (sheet.reference, sheet.date, sheet.subject)
    sections = [
        words
        for section in sheet.sections
        for words in (section.heading, *(line for part in section.parts for line in part.text.split("\n")))
    ]
    for words in (*first, *sections, *sheet.signed):
        assert squeezed(words) in said[at:], words
        at = said.index(squeezed(words), at)


@pytest.mark.parametrize("size", [each.size for each in PRINTS.values()])
def test_it_is_tagged_titled_and_in_its_language_in_every_print(tmp_path: Path, size: Size) -> None:
    sheet = letter(*ACK).sheet
    file = filed(tmp_path, sheet, size)
    assert pdf_rules.broken(file) == []
    told = asked("pdfinfo", str(file))
    assert re.search(r"Tagged: +yes", told)
    assert re.search(rf"Title: +{re.escape(sheet.subject)}", told)
    tree = asked("pdfinfo", "-struct-text", str(file))
    assert len(re.findall(r"^ *H1 ", tree, re.MULTILINE)) == len(sheet.sections)
    for section in sheet.sections:
        assert squeezed(section.heading) in squeezed(tree)
    assert re.search(rb"/Lang ?\(en-GB\)", file.read_bytes())


def seen_through(file: Path, window: Window, *, margin: float = 0) -> str:
    """The words of the first page of which anything stands in the window, less a margin of so many millimetres."""
    boxes = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
        asked("pdftotext", "-bbox", "-l", "1", str(file), "-"),
    )
    sides = [(unescape(word), [float(side) / MILLIMETRE for side in box]) for *box, word in boxes]
    begins, ends = window.left + margin, window.left + window.width - margin
    upper, lower = window.top + margin, window.top + window.height - margin
    return " ".join(
        word
        for word, (left, top, right, bottom) in sides
        if left < ends and right > begins and top < lower and bottom > upper
    )


@pytest.mark.parametrize("size", [each.size for each in PRINTS.values()])
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_the_address_stands_in_the_window_of_the_envelope(tmp_path: Path, council: str, size: Size) -> None:
    """However large the print and however long the address, under where it comes back to; and nothing else is seen."""
    lines = ("Flat 12, The Old Corn Exchange Buildings", "145–147 Bartholomew Street West", "Swanscombe", "DA10 0AB")
    sheet = replace(letter(council, ACK[1]).sheet, name="Mrs Wilhelmina Featherstonehaugh", address=lines)
    head = letterhead_of(council)
    file = tmp_path / "letter.pdf"
    file.write_bytes(printed(sheet, head, size))
    expected = " ".join((f"If undelivered, return to: {head.returns_to}", sheet.name, *lines))
    assert seen_through(file, DL) == seen_through(file, DL, margin=1) == expected, "nor does it touch the edge"
    file.write_bytes(printed(sheet, head, size, NOTIFY))
    assert seen_through(file, NOTIFY) == seen_through(file, NOTIFY, margin=1) == " ".join((sheet.name, *lines))


def test_an_address_longer_than_any_window_is_never_printed_over_the_words(tmp_path: Path) -> None:
    lines = tuple(f"{number} A long line of an address that goes on and on for ever" for number in range(25))
    boxes = asked(
        "pdftotext", "-bbox", "-l", "1", str(filed(tmp_path, replace(letter(*ACK).sheet, address=lines))), "-"
    )
    tops = {
        text: float(top) for top, text in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">(.*?)</word>', boxes)
    }
    assert tops["24"] < tops["reference:"]


@pytest.mark.parametrize("size", [14, 24])
def test_nothing_that_belongs_together_is_torn_apart_wherever_a_page_ends(tmp_path: Path, size: Size) -> None:
    """The sign-off has words above it, an address is on one page, and no heading is the last of a page."""
    sheet = letter("dartford", "stage-one-response", "upheld").sheet
    headings = {section.heading for section in sheet.sections}
    contacts = (part.text for section in sheet.sections for part in section.parts)
    ombudsman = next(text for text in contacts if "PO Box" in text).split("\n")[1:]
    ends = set()
    for lines in range(0, 40, 4):
        closing = tuple(Paragraph(f"We thank you for telling us, and this is line {n}.") for n in range(lines + 1))
        told = asked("pdftotext", "-layout", str(filed(tmp_path, replace(sheet, closing=closing), size)), "-")
        pages = [[line.strip() for line in page.splitlines() if line.strip()] for page in told.split("\f")[:-1]]
        ends.add(len(pages))
        last = next(page for page in pages if "Yours sincerely" in page)
        assert last.index("Yours sincerely") > 0, "the signature stands alone"
        assert sum(all(any(part in line for line in page) for part in ombudsman) for page in pages) == 1
        assert not [page[-2] for page in pages if page[-2] in headings], "above the foot of the page"
    assert len(ends) > 1, "the words have moved over the ends of pages"


def test_words_that_lead_to_an_address_stand_on_its_page(tmp_path: Path) -> None:
    sheet, at_the_top = letter(*ACK).sheet, 0
    for lines in range(30):
        above = (Paragraph(f"We thank you for telling us, and this is line {n}.") for n in range(lines))
        closing = (
            *above,
            Paragraph("About point 1:"),
            Paragraph("The Ombudsman\nPO Box 1\nCoventry"),
            Paragraph("End."),
        )
        told = asked("pdftotext", "-layout", str(filed(tmp_path, replace(sheet, closing=closing))), "-")
        page = next(page for page in told.split("\f") if "About point 1:" in page)
        assert "The Ombudsman" in page.partition("About point 1:")[2]
        at_the_top += not page.partition("About point 1:")[0].strip()
    assert at_the_top, "the words have been where a page ends"


def test_a_translation_is_in_its_language_and_what_no_font_has_is_never_printed_with_holes(tmp_path: Path) -> None:
    polish = Translated((Paragraph("Dzień dobry,\npiszemy o Pani skardze."),), "Polish", "pl")
    file = filed(tmp_path, replace(letter(*ACK).sheet, translation=polish))
    assert squeezed("Translation into Polish Dzień dobry, piszemy o Pani skardze.") in words_of(file)
    assert re.search(rb"/Lang ?\(pl\)", file.read_bytes())
    tamil = Translated((Paragraph("வணக்கம்"),), "Tamil", "ta")
    with pytest.raises(Unprintable):
        printed(replace(letter(*ACK).sheet, translation=tamil), HEAD, 14)


def test_what_somebody_types_is_never_markup(tmp_path: Path) -> None:
    typed = "#panic() *bold* $x$ @ref <label> \\ [x]"
    sheet = letter(*ACK).sheet
    section = replace(sheet.sections[0], heading="= One", parts=(Paragraph(typed, strong=True),))
    said = words_of(filed(tmp_path, replace(sheet, sections=(section,), name="#name", address=("*1*",))))
    assert squeezed(f"= One {typed}") in said
    assert squeezed("Dear #name") in said


@pytest.mark.parametrize("copy_of", ["", "Margaret Hale MP"])
def test_every_line_of_the_text_is_in_the_print(tmp_path: Path, copy_of: str) -> None:
    """The words around what the letter says too: who has copies, for whom they act, what is enclosed."""
    sheet = replace(
        letter(*ACK).sheet,
        on_behalf_of="Ann Smith",
        beside=Beside(copy_of, ("Margaret Hale MP", "Cllr Nudd"), ("Your photograph",)),
        translation=Translated((Paragraph("Dzień dobry."),), "Polish", "pl"),
    )
    council = policies.current("dartford").council
    _html, text = rendered("correspondence/letter", {"sheet": sheet, "council": council, "subject": "x"}, council)
    said = words_of(filed(tmp_path, sheet))
    lines = [line for line in text.splitlines() if line.strip("-= ")]
    assert len(lines) > 40
    for line in lines:
        assert squeezed(line) in said, line


# --- the pages ------------------------------------------------------------------------------------


@pytest.fixture
def file() -> CaseFile:
    return acknowledged(complaint(Office("dartford")))


def desk(file: CaseFile, who: str = "") -> Client:
    client = Client()
    client.force_login(file.office.staff[who or DESK["dartford"]])
    return client


def kept(file: CaseFile) -> Letter:
    return letters_of(file.case)[0]


def at(file: CaseFile, print: str = "standard") -> str:
    return f"/casework/{file.case.reference}/letters/{kept(file).pk}/{print}-print.pdf"


def test_staff_print_a_letter_from_its_page(file: CaseFile, tmp_path: Path) -> None:
    page = desk(file).get(f"/casework/{file.case.reference}/letters/{kept(file).pk}/")
    for print in PRINTS:
        assert at(file, print) in page.content.decode()
    response = desk(file).get(at(file, "large"))
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    made = tmp_path / "made.pdf"
    made.write_bytes(response.content)
    assert squeezed(kept(file).subject) in words_of(made)
    assert desk(file).get(at(file, "huge")).status_code == 404


def test_whoever_may_not_see_the_case_cannot_print_its_letters(file: CaseFile) -> None:
    assert desk(file, "councillor").get(at(file)).status_code == 403, "figures only"
    desk(file).get(at(file))
    assert ReadLog.objects.filter(case=file.case, refused=False).exists()
    keep_away(file.case, file.office.staff["corporate-services-team"], ground="complained-about")
    assert desk(file).get(at(file)).status_code == 404
    assert ReadLog.objects.filter(case=file.case, refused=True).exists()
    assert Client().get(at(file)).status_code == 302
    elsewhere = complaint(Office("kings-lynn"))
    client = Client()
    client.force_login(elsewhere.office.staff[DESK["kings-lynn"]])
    assert client.get(at(file)).status_code == 404


def test_a_letter_of_an_earlier_version_is_printed_from_its_page(file: CaseFile) -> None:
    Letter.objects.update(sheet={})
    assert at(file) not in desk(file).get(f"/casework/{file.case.reference}/letters/{kept(file).pk}/").content.decode()
    response = desk(file).get(at(file))
    assert response["Content-Type"].startswith("text/html")
    assert kept(file).subject in response.content.decode()


def test_a_letter_with_signs_that_no_font_has_offers_no_pdf(file: CaseFile) -> None:
    one = kept(file)
    Letter.objects.update(sheet={**one.sheet, "name": "Ann வ"})
    assert at(file) not in desk(file).get(f"/casework/{file.case.reference}/letters/{one.pk}/").content.decode()
    assert desk(file).get(at(file))["Content-Type"].startswith("text/html")


def test_whom_it_went_to_keeps_it_as_a_pdf_and_nobody_else(file: CaseFile) -> None:
    one = kept(file)
    address = f"/dartford/track/case/letters/{one.pk}/large-print.pdf"
    client = Client()
    assert client.get(address).status_code == 302, "who has not shown their code follows nothing"
    secret = tracking.new_secret(file.case, one.recipient)
    client.get(f"/dartford/track/open/{file.case.reference}/{secret}/")
    assert address in client.get(f"/dartford/track/case/letters/{one.pk}/").content.decode()
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in response["Cache-Control"]
    assert client.get(address.replace("large", "huge")).status_code == 404
    other = people.add(file.case, name="Bo Lee", email="bo@example.org", part="representative")
    Letter.objects.update(recipient=other)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("points", "print"), [(0, "standard"), (16, "large"), (18, "large"), (24, "very-large"), (40, "very-large")]
)
def test_the_print_that_somebody_needs_is_the_smallest_that_is_large_enough(points: int, print: str) -> None:
    assert needed(Letter(sheet={"points": points})).slug == print


def test_what_waits_to_be_posted_is_printed_in_the_size_that_is_needed(file: CaseFile) -> None:
    one = kept(file)
    Letter.objects.filter(pk=one.pk).update(
        state="to-post", to_email="", address="1 High Street", sheet={**one.sheet, "points": 18}
    )
    page = desk(file).get("/casework/undelivered/")
    assert at(file, "large") in page.content.decode()
    assert "What they need" in text_of(desk(file).get(f"/casework/{file.case.reference}/letters/{one.pk}/"))
