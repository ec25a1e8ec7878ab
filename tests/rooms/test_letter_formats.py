"""Does one sheet make every format that its reader needs, the same words in each, and who may have them?"""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn

from redress.accounts.models import RateCount
from redress.cases.models import ReadLog
from redress.cases.verify import PROBLEMS
from redress.correspondence.blocks import Beside, Paragraph, Section, Sheet, Translated
from redress.correspondence.easy_words import in_easy_words, questions
from redress.correspondence.letters import letters_of
from redress.correspondence.making.as_braille_text import braille_text, plain
from redress.correspondence.making.as_docx import docx_of
from redress.correspondence.making.layouts import in_both_languages, in_easy_read
from redress.correspondence.making.letterhead import DL, Letterhead
from redress.correspondence.making.made_as import BOTH, FILES, first_file, made, needed, offered
from redress.correspondence.models import Letter
from redress.correspondence.post.pages import pages_of
from redress.correspondence.sealing import altered, is_whole
from redress.design.paper import Size, picture
from redress.records import people, tracking
from redress.records.seals import salted_digest
from redress.rules.refusals import Refused
from tests import pdf_rules
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import DESK, Officer, acknowledged, complaint, text_of
from tests.rooms.letter_outlines import of_docx, of_pdf, of_text
from tests.rooms.test_needs_pages import acknowledged_with, needs

pytestmark = pytest.mark.django_db

EASY = (
    "What is this letter about?\n\nYou told us about your bins.\n\nWhat will we do?\n\nWe will look.\n\n"
    "My own question?\n\nYes."
)
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><circle cx="40" cy="20" r="18" fill="#00594f"/></svg>'
)


def sheet(**more: object) -> Sheet:
    """A letter with everything that a letter can have."""
    sections = (
        Section(
            "decision",
            "Our decision",
            (Paragraph("1 – Bins – Upheld", True, 1), Paragraph("We agree.\nIn full.")),
            "What did we decide?",
            "decision",
        ),
        Section("contact", "How to contact us", (Paragraph("Please ring.", True), Paragraph("#not *markup*"))),
    )
    whole = Sheet(
        council="Dartford Borough Council",
        reference="DBC-2026-0001",
        date="Monday 1 June 2026",
        subject="Our answer",
        name="Ann Smith",
        address=("1 High Street", "DA1 1DJ"),
        opening=(Paragraph("Thank you."),),
        sections=sections,
        closing=(Paragraph("We hope this helps."),),
        signed=("Sam Patel", "Housing Repairs Manager"),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


POLISH = Translated((Paragraph("Dzień dobry,\npiszemy."), Paragraph("Zgadzamy się.")), "Polish", "pl")
HEBREW = Translated((Paragraph("שלום, קיבלנו."),), "Hebrew", "he", right_to_left=True)
ARABIC = Translated((Paragraph("شكرا"),), "Arabic", "ar", right_to_left=True)


def head(*, logo: bool = True) -> Letterhead:
    drawn = picture(DRAWING, height=40) if logo else b""
    return Letterhead(
        "Dartford Borough Council",
        "#00594f",
        drawn,
        "A green circle" if logo else "",
        lines=("Civic Centre", "DA1 1DR"),
        telephone="01322 343434",
        website="https://www.dartford.gov.uk/",
    )


# --- DOCX -----------------------------------------------------------------------------------------


def test_a_word_file_has_real_styles_its_language_its_properties_and_a_described_logo() -> None:
    made = docx_of(sheet(points=18), head())
    lines = list(of_docx(made))
    assert lines[0] == "Lang: en-GB; Title: Our answer; Author: Dartford Borough Council"
    assert [line for line in lines if line.startswith(("Title", "Heading"))] == [
        "Title: Our answer",
        "Heading1: Our decision",
        "Heading2: 1 – Bins – Upheld",
        "Heading1: How to contact us",
    ]
    assert "Normal strong: Please ring." in lines
    assert "Normal: #not *markup*" in lines
    assert lines[-1] == "footer: Page PAGE of NUMPAGES"
    opened = Document(io.BytesIO(made))
    assert opened.styles["Normal"].font.size.pt == 18
    assert opened.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert not opened.tables
    pictures = opened.sections[0].first_page_header._element.findall(f".//{{{WP}}}docPr")
    assert [each.get("descr") for each in pictures] == ["A green circle"]
    assert "python-docx" not in (opened.core_properties.comments or "")
    assert not [each for each in opened.part.package.iter_parts() if "thumbnail" in each.partname]


def test_a_word_file_keeps_addresses_and_the_signature_together_and_has_no_empty_line() -> None:
    """Its space is that of its styles, and programmes of today lay it out as they would their own."""
    opened = Document(io.BytesIO(docx_of(sheet(beside=Beside(enclosed=("Your photograph",))), head())))
    assert all(each.text.strip() for each in opened.paragraphs)
    said = {each.text.split("\n")[0]: each.paragraph_format for each in opened.paragraphs}
    assert said["Ann Smith"].keep_together, "an address is on one page"
    for before in ("We hope this helps.", "Yours sincerely", "Sam Patel"):
        assert said[before].keep_with_next, before
    assert not said["Enclosed: Your photograph"].keep_with_next
    modes = opened.settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert modes == ["15"]


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#: The order in which the format wants what is said of words (ECMA-376, 17.3.2.28), as far as we say any of it.
IN_ORDER = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "kern", "sz", "szCs", "rtl", "lang"]


def test_what_is_said_of_words_stands_in_the_order_that_the_format_wants() -> None:
    opened = Document(io.BytesIO(docx_of(sheet(translation=HEBREW), head())))
    said = [*opened.element.iter(qn("w:rPr")), *(s.element.rPr for s in opened.styles if s.name in ("Normal", "Title"))]
    for properties in said:
        names = [each.tag.rpartition("}")[2] for each in properties]
        assert names == sorted(names, key=IN_ORDER.index), names


@pytest.mark.parametrize(("translation", "kind"), [(POLISH, "Normal pl"), (ARABIC, "Normal rtl ar")])
def test_a_translation_in_a_word_file_is_in_its_own_language_and_direction(translation: Translated, kind: str) -> None:
    lines = list(of_docx(docx_of(sheet(translation=translation), head(logo=False))))
    said = " ".join(translation.parts[-1].text.split())
    assert f"{kind}: {said}" in lines
    assert lines.index(f"Heading1: Translation into {translation.language}") < lines.index(f"{kind}: {said}")


# --- Braille --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("“It’s £5” – or so…", '"It\'s £5" - or so...'),
        ("one\u00a0two\u00adthree\u200b", "one twothree"),
        ("Łucja pays €3 at 10–12", "Łucja pays €3 at 10-12"),
        ("done ✓ 😀", "done [check mark] [grinning face]"),
        ("01322 343434", "01322 343434"),
        ("cafe\u0301 שָׁלוֹם", "café שָׁלוֹם"),
    ],
)
def test_words_for_braille_have_no_sign_that_a_braille_table_lacks(typed: str, bare: str) -> None:
    assert plain(typed) == bare


def test_text_for_braille_is_one_paragraph_to_a_line_with_marked_headings_and_nothing_drawn() -> None:
    made = braille_text(sheet(translation=POLISH, sections=(Section("why", "Why", (Paragraph("word " * 60),)),)))
    assert not made.startswith(b"\xef\xbb\xbf")
    text = made.decode()
    assert "\n[Heading 2] Why\n\n" + ("word " * 60).rstrip() in text
    assert not re.search(r"^[-=_*]{2,}$", text, re.MULTILINE)
    assert "[Heading 2] Translation into Polish\n\nDzień dobry,\npiszemy.\n" in text
    assert "\n\n\n" not in text
    assert list(of_text(made))[3] == "Heading 1: Our answer"


# --- easy read ------------------------------------------------------------------------------------


def test_easy_words_stand_under_their_questions_and_a_question_without_an_answer_is_left_out() -> None:
    policy = Office("dartford").policy
    found = in_easy_words(EASY.replace("Yes.", ""), policy)
    assert [(each.heading, each.picture) for each in found] == [
        ("What is this letter about?", "letter"),
        ("What will we do?", "action"),
    ]
    begun = questions([content.id for content in policy.letter("stage-one-response").contents], policy)
    assert "What did we decide?" in begun
    assert in_easy_words(begun, policy) == (), "questions alone say nothing"


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_answer_of_both_councils_has_a_question_for_easy_read(council: str) -> None:
    policy = Office(council).policy
    asked = questions([content.id for content in policy.letter("stage-one-response").contents], policy)
    assert len(asked.split("?")) > 4


def test_easy_read_says_the_easy_words_with_pictures_and_is_a_whole_pdf(tmp_path: Path) -> None:
    policy = Office("dartford").policy
    own = replace(head(), pictures=(("action", picture(DRAWING, height=40), "Our own sign"),))
    file = tmp_path / "easy.pdf"
    file.write_bytes(in_easy_read(sheet(easy_read=in_easy_words(EASY, policy), translation=POLISH), own))
    assert pdf_rules.broken(file) == []
    lines = list(of_pdf(file.read_bytes()))
    told = [line for line in lines if line.startswith(("Figure", "H1", "H2"))]
    assert told == [
        "Figure: A green circle",
        "Figure: A letter",
        "H1: What is this letter about?",
        "Figure: Our own sign",
        "H1: What will we do?",
        "H1: My own question?",
        "H1: The whole letter",
        "H2: Our decision",
        "H2: How to contact us",
        "H1: Translation into Polish",
    ]
    whole = lines[lines.index("H1: The whole letter") :]
    for words in ("P: We agree. In full.", "P: We hope this helps.", "P lang=pl: Zgadzamy się."):
        assert words in whole, "the easy words never stand for the letter"
    first, page = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range(), whole_begins_on(file)
    assert f"Then comes the whole letter, from page {page}." in " ".join(first.split())


def whole_begins_on(file: Path) -> int:
    pages = pypdfium2.PdfDocument(file)
    return next(n for n, page in enumerate(pages, 1) if "Our decision" in page.get_textpage().get_text_range())


def test_no_question_of_easy_read_stands_twice(tmp_path: Path) -> None:
    """Contents that follow each other under one question stand below it; where it comes again they have their own."""
    sections = [
        Section(name, f"Our {name}", (Paragraph(f"{name}."),), question, "action")
        for name, question in (
            ("plan", "What will we do?"),
            ("reason", "Why?"),
            ("law", "Why?"),
            ("sorrow", "What will we do?"),
            ("end", ""),
        )
    ]
    lines = list(of_pdf(in_easy_read(sheet(sections=tuple(sections)), head(logo=False))))
    assert [line for line in lines if line.startswith("H")] == [
        "H1: What will we do?",
        "H1: Why?",
        "H2: Our reason",
        "H2: Our law",
        "H1: Our sorrow",
        "H1: Our end",
    ]


def test_without_easy_words_easy_read_lays_out_the_letter_word_for_word(tmp_path: Path) -> None:
    file = tmp_path / "easy.pdf"
    file.write_bytes(in_easy_read(sheet(), head()))
    assert pdf_rules.broken(file) == []
    lines = list(of_pdf(file.read_bytes()))
    for words in (
        "P: Thank you.",
        "H1: What did we decide?",
        "P: We agree. In full.",
        "H1: How to contact us",
        "P: We hope this helps.",
    ):
        assert words in lines
    with pikepdf.open(file) as opened:
        sizes = {
            float(each)
            for page in opened.pages
            for each in re.findall(rb"/\w+ ([\d.]+) Tf", page.Contents.read_bytes())
        }
    assert 18 in sizes


def test_who_needs_easy_read_gets_it_or_a_reason_stands_why_not() -> None:
    file = desks.allocated(complaint(Office("dartford")))
    people.correct(people.parties_of(file.case)[0], address="1 High Street", postcode="DA1 1DR")
    needs(file, "easy-read")
    officer = Officer(file.office, "service-manager")
    page = text_of(officer.opens(file, "acknowledge"))
    assert "This letter in easy words" in page
    assert "What is this letter about?" in page
    with pytest.raises(Refused, match="easy-read-needed"):
        acknowledged_with(file)
    sent = acknowledged_with(file, **{"fit-easy-read": EASY})
    assert "You told us about your bins." in sent.html
    assert "This letter in easy words" in sent.text
    assert offered(sent)[0].slug == "easy-read"
    assert first_file(sent).slug == "easy-read"
    assert sent.post_only
    printed = pypdfium2.PdfDocument(pages_of(sent, DL).pdf)
    posted = " ".join(page.get_textpage().get_text_range() for page in printed)
    assert "You told us about your bins." in posted
    for section in Sheet.read(sent.sheet).sections:
        assert section.heading in posted, "the whole letter goes with its easy words"


def test_why_there_is_no_easy_read_is_kept_with_the_letter() -> None:
    file = desks.allocated(complaint(Office("kings-lynn")))
    needs(file, "easy-read")
    officer = Officer(file.office, "stage-one-investigator")
    assert "Or why there is none" in text_of(officer.opens(file, "acknowledge"))


# --- both languages -------------------------------------------------------------------------------


@pytest.mark.parametrize(("translation", "size"), [(POLISH, 14), (HEBREW, 14), (POLISH, 18), (POLISH, 24)])
def test_both_languages_stand_side_by_side_each_read_as_a_whole_in_its_own_language(
    tmp_path: Path, translation: Translated, size: Size
) -> None:
    file = tmp_path / "both.pdf"
    file.write_bytes(in_both_languages(sheet(translation=translation), head(), size))
    assert pdf_rules.broken(file) == []
    assert f"/Lang ({translation.code})".encode() in file.read_bytes().replace(b"/Lang(", b"/Lang (")
    lines = list(of_pdf(file.read_bytes()))
    assert lines.index("P: Sam Patel Housing Repairs Manager") < lines.index(
        f"H1: Translation into {translation.language}"
    )


# --- which files a letter has ---------------------------------------------------------------------


#: The files of a letter with a translation alone.
OF_TWO = {slug for slug in FILES if slug.startswith(BOTH)}


def letter_with(file: CaseFile, **kept: object) -> Letter:
    one = letters_of(file.case)[0]
    Letter.objects.filter(pk=one.pk).update(sheet={**one.sheet, **kept})
    one.refresh_from_db()
    return one


@pytest.fixture
def file() -> CaseFile:
    return acknowledged(complaint(Office("dartford")))


@pytest.mark.parametrize(
    ("kept", "first"),
    [
        ({}, []),
        ({"made_as": ["braille"]}, ["braille", "cover-note"]),
        ({"made_as": ["audio"]}, ["text", "cover-note"]),
        ({"made_as": ["another-format"]}, ["word", "cover-note"]),
        ({"made_as": ["large-print", "easy-read"], "points": 18}, ["easy-read", "large-print"]),
        ({"points": 24}, ["very-large-print"]),
        (
            {
                "translation": {
                    "parts": [{"text": "Dzień", "strong": False}],
                    "language": "Polish",
                    "code": "pl",
                    "right_to_left": False,
                }
            },
            ["both-languages"],
        ),
        (
            {
                "points": 24,
                "translation": {
                    "parts": [{"text": "Dzień"}],
                    "language": "Polish",
                    "code": "pl",
                    "right_to_left": False,
                },
            },
            ["very-large-print", "both-languages-very-large"],
        ),
    ],
)
def test_what_its_reader_needs_is_offered_first(file: CaseFile, kept: dict[str, object], first: list[str]) -> None:
    one = letter_with(file, **kept)
    assert needed(one) == first
    found = [each.slug for each in offered(one)]
    assert found[: len(first)] == first
    assert (BOTH in found) == ("translation" in kept)
    assert set(found) | OF_TWO == set(FILES)


def test_the_note_says_what_is_made_how_and_where_it_goes(file: CaseFile) -> None:
    one = letter_with(
        file, made_as=["braille", "audio"], formats=["Braille"], address=["1 High Street"], name="Ann Smith"
    )
    note = " ".join(made(one, "cover-note").decode().split())
    for words in (
        one.case.reference,
        "What its reader needs: Braille",
        "contracted (grade 2)",
        "Recording: read the whole",
        "Post it to: Ann Smith 1 High Street",
        "destroy your copies",
    ):
        assert words in note
    assert one.subject in note


def at(one: Letter, file: str) -> str:
    return f"/casework/{one.case.reference}/letters/{one.pk}/{file}"


def test_staff_find_every_format_on_one_page_and_each_reading_says_which(file: CaseFile) -> None:
    one = letter_with(file, made_as=["braille"])
    client = Client()
    client.force_login(file.office.staff[DESK["dartford"]])
    page = client.get(at(one, "formats/"))
    text = text_of(page)
    assert "What Ann Smith needs" in text
    assert text.index("Text for Braille (text file)") < text.index("Standard print (PDF)")
    assert "British Sign Language video" in text
    for slug, each in FILES.items():
        name = f"{slug}.{each.ending}"
        assert (at(one, name) in page.content.decode()) == (slug not in OF_TWO)
        response = client.get(at(one, name))
        assert response.status_code == (404 if slug in OF_TWO else 200)
        if response.status_code == 200:
            assert response["Content-Type"] == each.media_type
            assert "no-store" in response["Cache-Control"]
            assert response["Content-Disposition"].startswith("inline" if each.ending == "pdf" else "attachment")
    assert client.get(at(one, "word.pdf")).status_code == 404
    assert client.get(at(one, "nothing.pdf")).status_code == 404
    assert client.post(at(one, "word.docx")).status_code == 405
    client.get(at(one, "as-sent/"))
    read = set(ReadLog.objects.filter(case=file.case).values_list("page", flat=True))
    assert {
        f"formats of letter {one.pk}",
        f"letter {one.pk} as word",
        f"letter {one.pk} as braille",
        f"letter {one.pk} as sent",
    } <= read
    figures = Client()
    figures.force_login(file.office.staff["councillor"])
    assert [figures.get(at(one, each)).status_code for each in ("formats/", "word.docx")] == [403, 403]
    assert Client().get(at(one, "word.docx")).status_code == 302


def test_a_letter_of_an_earlier_version_says_that_it_has_no_other_format(file: CaseFile) -> None:
    one = letters_of(file.case)[0]
    Letter.objects.update(sheet={})
    client = Client()
    client.force_login(file.office.staff[DESK["dartford"]])
    assert "before its contents were kept for other formats" in text_of(client.get(at(one, "formats/")))
    assert client.get(at(one, "word.docx")).status_code == 404


def test_whom_it_went_to_keeps_it_in_the_formats_that_are_theirs_but_not_without_end(
    file: CaseFile, still_clock: None
) -> None:
    one = letters_of(file.case)[0]
    client = Client()
    client.get(f"/dartford/track/open/{file.case.reference}/{tracking.new_secret(file.case, one.recipient)}/")
    page = client.get(f"/dartford/track/case/letters/{one.pk}/").content.decode()
    place = f"/dartford/track/case/letters/{one.pk}"
    for slug, each in FILES.items():
        shown = each.theirs and slug not in OF_TWO
        assert (f"{place}/{slug}.{each.ending}" in page) == shown
        if slug not in OF_TWO:
            assert client.get(f"{place}/{slug}.{each.ending}").status_code == (200 if shown else 404)
    assert ReadLog.objects.filter(case=file.case, page=f"tracking letter {one.pk} as word").exists()
    RateCount.objects.update(count=60)
    assert client.get(f"{place}/word.docx").status_code == 429
    assert client.get(f"{place}/").status_code == 200, "reading it is not counted"


# --- the seal -------------------------------------------------------------------------------------


def test_the_digest_covers_the_sheet_and_letters_of_before_verify_as_they_did(file: CaseFile) -> None:
    one = letters_of(file.case)[0]
    assert is_whole(one)
    assert list(altered("dartford")) == []
    Letter.objects.update(sheet={**one.sheet, "subject": "Something else"})
    (finding,) = altered(None)
    assert (
        str(finding) == f"{one.case.reference}: letter:{one.pk} {str(PROBLEMS['letter']).removeprefix('%(detail)s ')}"
    )
    assert list(altered("kings-lynn")) == []
    before = salted_digest(one.salt, json.dumps([one.subject, one.html, one.text]).encode())
    Letter.objects.update(sealed=1, digest=before)
    one.refresh_from_db()
    assert is_whole(one), "its sheet was under no digest then"
    assert [each.detail for each in altered(None)] == [one.opaque_id], "but the event names another digest"
