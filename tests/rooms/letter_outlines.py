"""What is a letter in each format: which blocks, of which kind, in which language, and which words?

An outline is one line for each block: its kind, its first words, and how many there are with a digest of all of them.
So no word can change unseen, and a whole council fits in one file. The words in full stand in the golden text.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from django.db import transaction
from docx import Document
from docx.oxml.ns import qn

from redress.correspondence.blocks import Paragraph, Translated
from redress.correspondence.compose import Composed
from redress.correspondence.making.as_braille_text import braille_text
from redress.correspondence.making.as_docx import docx_of
from redress.correspondence.making.layouts import in_both_languages, in_easy_read
from redress.correspondence.making.letterhead import letterhead_of
from redress.correspondence.making.on_letterhead import printed
from redress.design import paper
from tests.rooms.letter_cases import letter

SHOWN = 6  # words of a block
BROKEN_HERE = "\x02"  # how the reader of the print tells a hyphen at which a line was broken

#: A translation that goes with a letter: its words are whoever translates it's own.
POLISH = Translated((Paragraph("Dzień dobry,\npiszemy do Pani."), Paragraph("Z poważaniem")), "Polish", "pl")


def composed(council: str, kind: str, variant: str = "") -> Composed:
    """The letter; the case that it was composed from is gone again, so that one test can compose them all."""
    with transaction.atomic():
        made = letter(council, kind, variant)
        transaction.set_rollback(True)
    return made


@cache
def pdf(council: str, kind: str, variant: str = "", size: paper.Size = 14) -> bytes:
    """The letter on paper, set once however many tests read it."""
    return printed(composed(council, kind, variant).sheet, letterhead_of(council), size)


def block(kind: str, text: str) -> str:
    words = re.sub(rf"{BROKEN_HERE}\s*", "-", text).split()
    if len(words) <= SHOWN:
        return f"{kind}: {' '.join(words)}"
    bare = "".join(words)  # where a line ends is no matter of the words
    return f"{kind}: {' '.join(words[:SHOWN])} … {len(bare)} {hashlib.sha256(bare.encode()).hexdigest()[:8]}"


# --- one for each format --------------------------------------------------------------------------


class _Blocks(HTMLParser):
    """The blocks of a mail, each with the language it is in where that is said."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.within: list[str] = []
        self.langs = [""]

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        said = dict(given)
        if tag in ("html", "div"):
            self.langs.append("".join(f" {name}={said[name]}" for name in ("lang", "dir") if said.get(name)))
        if tag in ("title", "h1", "h2", "h3", "h4", "p", "li", "style"):
            self.within.append(tag)
            self.found.append((tag + self.langs[-1], ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.langs.pop()
        if self.within and self.within[-1] == tag:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within:
            kind, text = self.found[-1]
            self.found[-1] = (kind, f"{text} {data}")


def of_html(html: str) -> Iterator[str]:
    blocks = _Blocks()
    blocks.feed(html)
    yield from (block(kind, text) for kind, text in blocks.found if not kind.startswith("style"))


def of_pdf(made: bytes) -> Iterator[str]:
    """Title and language as the catalogue has them, then every element of the structure tree that has words."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.Root.MarkInfo.Marked
        yield f"Lang: {opened.Root.Lang}; Title: {opened.docinfo.Title}"
        pages = {page.objgen: number for number, page in enumerate(opened.pages)}
        yield from _elements(opened.Root.StructTreeRoot.K, _marked(made), pages, 0)


Words = dict[tuple[int, int], str]  # by page and mark


def _elements(kids: pikepdf.Object, words: Words, pages: dict[tuple[int, int], int], page: int) -> Iterator[str]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        at = pages[kid.Pg.objgen] if "/Pg" in kid else page
        kind = f"{str(kid.S)[1:]}{f' lang={kid.Lang}' if '/Lang' in kid else ''}"
        if "/Alt" in kid:
            yield block(kind, str(kid.Alt))
        elif _has_words(kid):
            yield block(kind, _said(kid, words, pages, at))
        elif "/K" in kid:
            yield from _elements(kid.K, words, pages, at)


def _has_words(element: pikepdf.Object) -> bool:
    """Whether words stand in an element itself, or in a part of one of its lines."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid:
            return True
        if "/S" in kid and str(kid.S) in ("/Span", "/Strong", "/Em", "/Link") and _has_words(kid):
            return True
    return False


def _said(element: pikepdf.Object, words: Words, pages: dict[tuple[int, int], int], page: int) -> str:
    """Every word within an element, in the order in which it is read."""
    said = []
    for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
        if not isinstance(kid, pikepdf.Dictionary):
            said.append(words.get((page, int(kid)), ""))
        else:
            at = pages[kid.Pg.objgen] if "/Pg" in kid else page
            if "/MCID" in kid:
                said.append(words.get((at, int(kid.MCID)), ""))
            elif "/K" in kid and "/S" in kid:
                said.append(_said(kid, words, pages, at))
    return " ".join(said)


def _marked(made: bytes) -> Words:
    """The words under each mark of each page."""
    words: Words = {}
    opened = pdfium.PdfDocument(made)
    for number, page in enumerate(opened):
        text = page.get_textpage()
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            mark = raw.FPDFPageObj_GetMarkedContentID(each)
            size = raw.FPDFTextObj_GetText(each, text, None, 0)
            held = (raw.FPDF_WCHAR * (size // 2))()
            raw.FPDFTextObj_GetText(each, text, held, size)
            said = bytes(held).decode("utf-16-le").rstrip("\0")
            words[number, mark] = f"{words.get((number, mark), '')} {said}"
    opened.close()
    return words


def of_docx(made: bytes) -> Iterator[str]:
    opened = Document(io.BytesIO(made))
    about = opened.core_properties
    yield f"Lang: {about.language}; Title: {about.title}; Author: {about.author}"
    section = opened.sections[0]
    yield from (block("first header", each.text) for each in section.first_page_header.paragraphs)
    yield from (block("header", each.text) for each in section.header.paragraphs)
    for paragraph in opened.paragraphs:
        langs = {each.get(qn("w:val")) or each.get(qn("w:bidi")) for each in paragraph._p.iter(qn("w:lang"))}
        turned = " rtl" if paragraph._p.find(f".//{qn('w:bidi')}") is not None else ""
        strong = " strong" if any(each.val == "Strong" for each in paragraph._p.iter(qn("w:rStyle"))) else ""
        kind = f"{paragraph._p.style or 'Normal'}{strong}{turned}{''.join(f' {lang}' for lang in sorted(langs))}"
        yield block(kind, paragraph.text)
    foot = section.footer._element.xpath(".//w:fldSimple | .//w:t[not(ancestor::w:fldSimple)]")
    yield block("footer", "".join(each.get(qn("w:instr")) or each.text or "" for each in foot))


def of_text(made: bytes) -> Iterator[str]:
    for part in made.decode().strip().split("\n\n"):
        mark = re.match(r"\[(Heading \d)\] (.*)", part)
        yield block(mark[1], mark[2]) if mark else block("P", part)


@cache
def in_layout(format: str, council: str, kind: str, variant: str = "") -> bytes:
    """The letter in easy read, or beside a translation."""
    sheet, head = composed(council, kind, variant).sheet, letterhead_of(council)
    if format == "easy-read":
        return in_easy_read(sheet, head)
    return in_both_languages(replace(sheet, translation=POLISH), head)


@cache
def outline(format: str, council: str, kind: str, variant: str) -> list[str]:
    """A letter of a council in a format, as lines."""
    sheet = composed(council, kind, variant).sheet
    if format == "html":
        return list(of_html(composed(council, kind, variant).html))
    if format == "pdf":
        return list(of_pdf(pdf(council, kind, variant)))
    head = letterhead_of(council)
    if format in ("easy-read", "both-languages"):
        return list(of_pdf(in_layout(format, council, kind, variant)))
    if format == "docx":
        return list(of_docx(docx_of(sheet, head)))
    return list(of_text(braille_text(sheet)))
