"""Can everybody read what we print: is it tagged, titled, in its language and its own fonts, and text never markup?"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from django.template.loader import render_to_string

from redress.design import paper
from redress.design.parts import (
    Body,
    Day,
    Foreign,
    Heading,
    Items,
    Line,
    Link,
    NewPage,
    Note,
    Part,
    Said,
    Space,
    Terms,
    Ticks,
    Way,
    Words,
)
from tests import pdf_rules
from tests.tools import programme

PATH = pdfium.raw.FPDF_PAGEOBJ_PATH
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>'
LOOK = paper.Look("Marsh Council", "#23405f", LOGO, "The arms of the marsh")

#: Names as they are written by those who live here, in the alphabets that letters go out in.
NAMES = {
    "pl": "Łukasz Wójcik, Świętosława Żądło, Bądź Gżegżółka ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż",
    "lt": "Žemaitis, Šarūnė, Eglė, Jurgiūtė ĄČĘĖĮŠŲŪŽ ąčęėįšųūž",
    "ro": "Ștefan Țurcanu, Mihăiță, Brânză ĂÂÎȘȚ ăâîșț",
    "cy": "Siân Ŵyn Gwŷr, Llŷr, Tŷ Hŵn ÂÊÎÔÛŴŶ âêîôûŵŷ",
    "lv": "Bērziņš, Ķeņģe ĀČĒĢĪĶĻŅŠŪŽ āčēģīķļņšūž",
    "pt": "João Conceição, Antônio ÃÕÇ ãõç",
    "uk": "Дмитро Шевченко, Євген Їжак ҐЄІЇ ґєії",
    "bg": "Щерьо Йорданов Ъ ъ",
    "vi-latin": "Nguyễn Thị Hồng",
    "signs": "£12.50 – “quoted” ‘so’ … € · • №",
}

PARTS: tuple[Part, ...] = (
    Words("What to know first", lead=True),
    Heading("What is a complaint?"),
    Words("Anything. #1 $x$ @label <script>alert(1)</script> *bold* _em_ \\ //"),
    Note("It matters"),
    Items(("one", "two")),
    Items(("first", "second"), numbered=True),
    Link("The form", "https://marsh.example/form"),
    Body("Ombudsman", "For you", ("PO Box 1",), (Way("Telephone:", "0300 1", "tel:03001"), Way("Fax:", "0301"))),
    Foreign("pl", "Polski", "Poproś o radę"),
    Foreign("lt", "Lietuvių", "Klauskite patarimo"),
    NewPage(),
    Heading("Your complaint"),
    Line("Your name", "All of it"),
    Space("What happened?", "In your own words"),
    Ticks("How?", ("E-mail", "Letter")),
    Day("When?", ("Day", "Month", "Year")),
)


def made(tmp_path: Path, size: paper.Size = 14, parts: tuple[Part, ...] = PARTS) -> Path:
    file = tmp_path / f"{size}.pdf"
    file.write_bytes(
        paper.document(
            parts, look=LOOK, title="How to complain", lang="en-GB", page_of="Page {page} of {pages}", size=size
        )
    )
    return file


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, errors="replace").stdout


@pytest.mark.parametrize("size", paper.SIZES)
def test_it_keeps_every_rule_that_a_machine_can_check(tmp_path, size):
    assert pdf_rules.broken(made(tmp_path, size)) == []


def test_the_checker_finds_what_is_broken(tmp_path):
    """An untagged PDF keeps neither standard."""
    file = tmp_path / "untagged.pdf"
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(file)
    assert len(pdf_rules.broken(file)) > 3


def test_it_says_what_it_is_in_which_language_and_brings_its_fonts(tmp_path):
    file = str(made(tmp_path))
    told = said(programme("pdfinfo"), file)
    assert re.search(r"Title: +How to complain\n", told)
    assert re.search(r"Author: +Marsh Council\n", told)
    assert re.search(r"Tagged: +yes", told)
    assert re.search(r"Page size: .*A4", told)
    with pikepdf.open(file) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        faces = {str(font["/BaseFont"])[8:] for page in opened.pages for font in page.Resources.Font.values()}
    assert faces
    assert all(face.startswith("LiberationSans") for face in faces)
    tree = said(programme("pdfinfo"), "-struct", file)
    for tag in ("H1", "H2", "LI", "Link", "P"):
        assert re.search(rf"^\s*{tag}\b", tree, re.MULTILINE), tag


def test_text_is_text_and_never_markup(tmp_path):
    text = " ".join(said(programme("pdftotext"), "-layout", str(made(tmp_path)), "-").split())
    assert "#1 $x$ @label <script>alert(1)</script> *bold* _em_ \\ //" in text
    assert "Page 1 of 2" in text
    for words in ("What happened?", "☐ E-mail", "Poproś o radę", "PO Box 1", "https://marsh.example/form"):
        assert words.removeprefix("☐ ") in text


def test_a_larger_print_is_larger_and_loses_nothing(tmp_path):
    texts = {size: said(programme("pdftotext"), str(made(tmp_path, size)), "-") for size in paper.SIZES}
    for part in PARTS:
        words = getattr(part, "text", "") or getattr(part, "label", "")
        for size, text in texts.items():
            assert "".join(words.split()) in "".join(text.split()), (size, words)
    assert len({len(text.split("\f")) for text in texts.values()}) > 1


def test_words_of_another_language_are_marked_as_such(tmp_path):
    parts = (Heading("Wstęp"), Words(Said("We will <b>help</b> you.", "en-gb")), Items((Said("one", "en-gb"), "dwa")))
    file = tmp_path / "polish.pdf"
    file.write_bytes(paper.document(parts, look=LOOK, title="Skarga", lang="pl", page_of="{page}"))
    assert pdf_rules.broken(file) == []
    with pikepdf.open(file) as opened:
        assert str(opened.Root.Lang) == "pl"
        marked = [str(each.Lang) for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each]
        content = b"".join(page.Contents.read_bytes() for page in opened.pages)
    assert "en" in marked or b"/Lang(en)" in content.replace(b" ", b"")
    page = render_to_string("design/parts.html", {"parts": parts})
    assert '<span lang="en-gb">We will &lt;b&gt;help&lt;/b&gt; you.</span>' in page
    assert '<li><span lang="en-gb">one</span></li><li>dwa</li>' in page


def test_long_words_of_somebody_go_over_the_pages_and_none_is_lost(tmp_path):
    """What stays together on one page may be no longer than a page: the copy of a complaint can be."""
    told = "\n\n".join(
        f"Number {number}: nobody came to empty the bins. " + "It went on. " * 40 for number in range(20)
    )
    file = made(tmp_path, parts=(Terms((("What happened", told),)), Note(told)))
    text = " ".join(said(programme("pdftotext"), str(file), "-").split())
    text = re.sub(r" Marsh Council Page \d+ of \d+", "", text)
    assert [text.count(f"Number {number}:") for number in range(20)] == [2] * 20
    assert text.count("It went on.") == 2 * 20 * 40


@pytest.mark.parametrize("size", paper.SIZES)
def test_a_question_that_is_longer_than_a_page_goes_over_pages_and_hides_no_foot(tmp_path, size):
    answers = tuple(f"Answer {number} of many that can be ticked, with some words" for number in range(30))
    questions = (
        Heading("Ask"),
        Ticks("Which of these?", answers),
        Space("What happened?", "In your own words. " * 6, lines=40),
    )
    with pdfium.PdfDocument(made(tmp_path, size, questions)) as opened:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
        drawn = [each.get_bounds()[1] for page in opened for each in page.get_objects() if each.type == PATH]
    assert [answer in " ".join(text.split()) for answer in answers] == [True] * 30
    assert min(drawn) > 40, "points from the foot of the page: the line above the number is the lowest"


def test_an_address_is_whole_and_whatever_is_wider_than_the_page_breaks_after_its_own_signs(tmp_path):
    """Polish says a hyphen again where a line is broken after it: in an address of e-mail it would be one too many."""
    file = tmp_path / "words.pdf"
    parts = [Words("x" * before + " complaints.and.feedback@west-norfolk.gov.uk") for before in range(40, 70, 3)]
    wide = "https://www.west-norfolk.gov.uk/info/20006/council-and-democracy/112/complaints-compliments-and-comments"
    parts += [Words(wide), Words("Donaudampfschiff" * 12)]
    file.write_bytes(paper.document(parts, look=LOOK, title="Skarga", lang="pl", page_of="{page}"))
    boxes = said(programme("pdftotext"), "-bbox", str(file), "-")
    assert boxes.count(">complaints.and.feedback@west-norfolk.gov.uk<") == 10
    assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', boxes)) <= 595 - 56
    text = "".join(said(programme("pdftotext"), "-raw", str(file), "-").split())
    assert wide in text
    assert "Donaudampfschiff" * 12 in text
    assert pdf_rules.broken(file) == []


@pytest.mark.parametrize("language", NAMES)
def test_the_fonts_have_every_sign_of_these_names(language):
    assert paper.unprintable(NAMES[language]) == ""


def test_what_the_fonts_lack_is_said_and_no_hole_is_printed(tmp_path):
    assert paper.unprintable("Ann اردو") == "اردو"
    with pytest.raises(paper.Unprintable, match="اردو"):
        made(tmp_path, parts=(Words("Ann اردو"),))


def test_the_same_again_is_not_set_again(tmp_path):
    once = paper.document(PARTS, look=LOOK, title="T", lang="en", page_of="{page}")
    assert paper.document(PARTS, look=LOOK, title="T", lang="en", page_of="{page}") is once
