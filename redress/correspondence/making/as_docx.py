"""How does a letter become a file that its reader can edit, enlarge or have read aloud (DOCX)?

Everything has a style of its own, so that a programme that reads aloud goes from heading to heading, and whoever wants
other print changes the style alone. No tables: they are read aloud badly.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from redress.correspondence.blocks import Paragraph, Section, Sheet, Translated
from redress.correspondence.making.letterhead import Letterhead
from redress.correspondence.making.on_letterhead import said_around, tag_of
from redress.design import colours

FONT = "Arial"
ORDINARY = 14  # points
TOGETHER = 14  # lines
HEAD, ADDRESS, SMALL = "Letterhead", "Address", "Page foot"


def docx_of(sheet: Sheet, head: Letterhead) -> bytes:
    """The letter as a Word document, its translation and its easy words below it."""
    document = Document()
    lang = tag_of(sheet.lang)
    with translation.override(sheet.lang):
        _properties(document, sheet, lang)
        _styles(document, max(sheet.points, ORDINARY), head.colour, lang)
        _page(document, sheet, head)
        _words(document, sheet)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


# --- what the file says of itself -----------------------------------------------------------------


def _properties(document: Any, sheet: Sheet, lang: str) -> None:
    about = document.core_properties
    about.title, about.author, about.language = sheet.subject, sheet.council, lang
    about.identifier, about.comments, about.last_modified_by = sheet.reference, "", sheet.council
    about.created = about.modified = timezone.now().astimezone(UTC).replace(tzinfo=None)
    about.revision = 1
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), lang)
        language.set(qn("w:eastAsia"), lang)
    _settings(document, lang)
    own = document.part.package.rels
    for id in [id for id, each in own.items() if each.reltype.endswith("/thumbnail")]:
        own.pop(id)  # a picture of somebody else's page


def _settings(document: Any, lang: str) -> None:
    """Let programmes lay the file out as those of today do, and say nothing of the settings of somebody else."""
    settings = document.settings.element
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")
    for zoom in settings.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
    for theme in settings.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), lang)
        theme.set(qn("w:eastAsia"), lang)
    for edits in settings.findall(qn("w:rsids")):
        settings.remove(edits)


def _styles(document: Any, points: int, colour: str, lang: str) -> None:
    """Our own look in the styles that every programme knows, and none in the words themselves."""
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(points * 0.7), 1.25
    _set(normal, points, lang=lang)
    dark = RGBColor.from_string(colours.written(colours.readable(colours.colour(colour))).lstrip("#").upper())
    for name, size, shade in (
        ("Title", 1.5 if points < 24 else 1.25, None),  # in the largest print it would fill half a page
        ("Heading 1", 1.25, dark),
        ("Heading 2", 1.1, None),
        ("Heading 3", 1, None),
    ):
        style = document.styles[name]
        _set(style, round(points * size), bold=True, shade=shade or RGBColor(0, 0, 0))
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(points), Pt(points * 0.4)
        style.paragraph_format.keep_with_next = True
        _unruled(style)
    for name, size in ((HEAD, max(points * 0.85, 12)), (ADDRESS, points), (SMALL, 12)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set(style, round(size))
        style.paragraph_format.space_after = Pt(2)
    document.styles[ADDRESS].paragraph_format.space_before = Pt(points * 0.7)
    document.styles[ADDRESS].paragraph_format.space_after = Pt(points * 0.7)


def _set(style: Any, points: int, *, bold: bool = False, shade: Any = None, lang: str = "") -> None:
    font = style.font
    font.name, font.size, font.bold = FONT, Pt(points), bold
    font.italic = False
    if shade is not None:
        font.color.rgb = shade
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    _add(properties, "w:szCs", val=str(points * 2))
    if lang:
        _add(properties, "w:lang", val=lang, eastAsia=lang)


def _unruled(style: Any) -> None:
    """The line that Word's own title style draws under it is no part of ours."""
    for ruled in style.element.xpath("./w:pPr/w:pBdr"):
        ruled.getparent().remove(ruled)


def _add(parent: Any, name: str, **values: str) -> Any:
    """An element of this name in place of the one there is."""
    for old in parent.findall(qn(name)):
        parent.remove(old)
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


# --- the page -------------------------------------------------------------------------------------


def _page(document: Any, sheet: Sheet, head: Letterhead) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = Mm(22)
    page.bottom_margin = Mm(26)
    page.different_first_page_header_footer = True
    first = page.first_page_header.paragraphs[0]
    first.style = document.styles[HEAD]
    if head.logo:
        _described(first.add_run().add_picture(io.BytesIO(head.logo), height=Mm(14)), head.logo_alt)
        first = page.first_page_header.add_paragraph(style=HEAD)
    first.add_run(sheet.council).bold = True
    telephone = _("Telephone: %(number)s") % {"number": head.telephone} if head.telephone else ""
    for line in filter(None, (head.returns_to, telephone, head.site)):
        page.first_page_header.add_paragraph(line, style=HEAD)
    page.header.paragraphs[0].style = document.styles[HEAD]
    page.header.paragraphs[0].add_run(f"{sheet.council}, {sheet.reference}")
    page.header.paragraphs[0].paragraph_format.space_after = Pt(ORDINARY)
    for foot in (page.first_page_footer, page.footer):
        _numbered(foot.paragraphs[0], document)


def _described(picture: Any, alt: str) -> None:
    picture._inline.docPr.set("descr", alt)
    picture._inline.docPr.set("name", alt)


def _numbered(paragraph: Any, document: Any) -> None:
    """The page of so many pages, counted by whatever programme opens the file."""
    paragraph.style = document.styles[SMALL]
    before, _mark, rest = _("Page {page} of {pages}").partition("{page}")
    between, _mark, after = rest.partition("{pages}")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(words)
        if field:
            counted = OxmlElement("w:fldSimple")
            counted.set(qn("w:instr"), field)
            paragraph._p.append(counted)
            counted.append(paragraph.add_run("1")._r)  # until a programme counts them


# --- the words ------------------------------------------------------------------------------------


def _words(document: Any, sheet: Sheet) -> None:
    said = said_around(sheet)
    _lines(document.add_paragraph(style=ADDRESS), f"{said['reference']}\n{sheet.date}")
    if sheet.address:
        _lines(document.add_paragraph(style=ADDRESS), "\n".join((sheet.name, *sheet.address)))
    document.add_paragraph(said["greeting"])
    document.add_paragraph(sheet.subject, style="Title")
    for note in said["notes"]:
        document.add_paragraph(note)
    _paragraphs(document, sheet.opening)
    _sections(document, sheet.sections, level=1)
    _paragraphs(document, sheet.closing)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # the signature never stands alone on a page
    document.add_paragraph(said["farewell"]).paragraph_format.keep_with_next = True
    signed = _lines(document.add_paragraph(), "\n".join(sheet.signed))
    signed.paragraph_format.keep_with_next = bool(said["after"]) or None
    for line in said["after"]:
        document.add_paragraph(line)
    if sheet.translation.parts:
        document.add_heading(said["translated"], 1).paragraph_format.page_break_before = True
        for part in sheet.translation.parts:
            _in_its_language(_lines(document.add_paragraph(), part.text), sheet.translation)
    if sheet.easy_read:
        document.add_heading(said["easy"], 1).paragraph_format.page_break_before = True
        _sections(document, sheet.easy_read, level=2)


def _sections(document: Any, sections: Iterable[Section], *, level: int) -> None:
    for section in sections:
        if section.heading:
            document.add_heading(section.heading, level)
        _paragraphs(document, section.parts)


def _paragraphs(document: Any, parts: Iterable[Paragraph]) -> None:
    for part in parts:
        if part.level:
            document.add_heading(part.text, part.level + 1)
        else:
            _lines(document.add_paragraph(), part.text, style="Strong" if part.strong else None)


def _lines(paragraph: Any, text: str, style: str | None = None) -> Any:
    """Words with their own line ends. A few lines that belong together, such as an address, stay on one page."""
    lines = text.split("\n")
    if 1 < len(lines) <= TOGETHER:
        paragraph.paragraph_format.keep_together = True
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run(line, style=style)
    return paragraph


def _in_its_language(paragraph: Any, translated: Translated) -> None:
    """Tag every word with the language it is in, and turn the paragraph where that is read from the right."""
    if translated.right_to_left:
        _add(paragraph._p.get_or_add_pPr(), "w:bidi")
    for run in paragraph.runs:
        properties = run._r.get_or_add_rPr()
        if translated.right_to_left:
            _add(properties, "w:rtl")
        if translated.code:
            tag = tag_of(translated.code)
            _add(properties, "w:lang", **({"bidi": tag} if translated.right_to_left else {"val": tag}))
