"""Is what a box covers gone from the new file, whatever the old one did to hide or to keep it?"""

from __future__ import annotations

import io
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw, ImageFont

from redress.records.redacting import apart
from redress.records.redaction import Box, CannotBeRedacted, redacted_pdf
from tests.rooms.redaction_files import (
    SIZE,
    a_pdf,
    every_byte,
    said,
    saved,
    seen_by_pdfium,
    text_of,
    ways_of_writing,
)
from tests.tools import programme

SECRET = "Kowalska"
STAYS = "Refuse"
#: Over the line that stands at 700 from the bottom, as the upper left corner sees it.
OVER = Box(1, 60, 842 - 720, 540, 842 - 690, "s.40")
LINE, OTHER = said(f"Maria {SECRET}"), said(f"{STAYS} collection", y=600)


# --- nasty files -------------------------------------------------------------------------------------


def plain() -> bytes:
    return saved(a_pdf(LINE + OTHER))


def letter_by_letter() -> bytes:
    letters = "".join(said(letter, x=72 + 12 * place) for place, letter in enumerate(SECRET))
    return saved(a_pdf(letters + OTHER))


def with_kerning_and_hexadecimal() -> bytes:
    half = SECRET[4:].encode().hex()
    return saved(a_pdf(f"BT /F1 14 Tf 72 700 Td [({SECRET[:2]}) -20 ({SECRET[2:4]}) 5 <{half}>] TJ ET\n" + OTHER))


def with_a_ligature() -> bytes:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, Name.fi])),
    )
    return saved(a_pdf(said(f"Griffi\x01n {SECRET}") + OTHER, font=font))


def in_a_form_within_a_form() -> bytes:
    pdf = a_pdf("/X1 Do\n" + OTHER)
    page = pdf.pages[0]
    box = Array([0, 0, *SIZE])
    inner = Stream(pdf, LINE.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=page.Resources)
    names = Dictionary(XObject=Dictionary(X2=pdf.make_indirect(inner)))
    outer = Stream(pdf, b"/X2 Do", Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=names)
    page.Resources.XObject["/X1"] = pdf.make_indirect(outer)
    return saved(pdf)


def hidden(how: str) -> Callable[[], bytes]:
    """The secret hidden somewhere else on the page, where no box is."""

    def made() -> bytes:
        return saved(a_pdf(LINE + OTHER + how))

    return made


def under_a_picture() -> bytes:
    pdf = a_pdf(LINE + OTHER + said(SECRET, y=400) + "q 300 0 0 80 60 370 cm /Im Do Q")
    noise = bytes(range(256)) * 12
    picture = Stream(pdf, noise, Type=Name.XObject, Subtype=Name.Image, Width=32, Height=32)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    pdf.pages[0].Resources.XObject["/Im"] = pdf.make_indirect(picture)
    return saved(pdf)


def as_an_inline_picture() -> bytes:
    dots = b"BI /W 8 /H 1 /BPC 8 /CS /G ID " + SECRET.encode() + b" EI\n"
    return saved(a_pdf(b"q 300 0 0 20 72 695 cm " + dots + b"Q\n" + OTHER.encode()))


def in_everything_around_the_page() -> bytes:
    """Metadata, XMP, outline, attachment, JavaScript, named destinations, page labels, thumbnails, private data."""
    pdf = a_pdf(LINE + OTHER)
    pdf.docinfo["/Title"], pdf.docinfo["/Author"] = SECRET, f"Maria {SECRET}"
    with pdf.open_metadata() as about:
        about["dc:title"] = SECRET
    pdf.attachments[f"{SECRET}.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode(), description=SECRET)
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    pdf.Root.PieceInfo = Dictionary(Editor=Dictionary(Private=String(SECRET)))
    pdf.Root.Names.Dests = Dictionary(Names=Array([String(SECRET), Array([pdf.pages[0].obj, Name.Fit])]))
    pdf.pages[0].obj.Thumb = Stream(pdf, SECRET.encode())
    pdf.pages[0].obj["/LastWords"] = String(SECRET)
    return saved(pdf)


def in_notes_and_fields() -> bytes:
    pdf = a_pdf(LINE + OTHER)
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(f"name-{SECRET}"), V=String(SECRET),
        DV=String(SECRET), Rect=Array([60, 694, 400, 716]), DA=String("/F1 12 Tf 0 g"), F=4,
    )  # fmt: skip
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Contents=String(f"Ask {SECRET}"),
        T=String(SECRET),
        Rect=Array([300, 300, 320, 320]),
    )
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 695, 200, 712]),
        A=Dictionary(S=Name.URI, URI=String(f"mailto:{SECRET}@example.org")),
    )  # fmt: skip
    those = [pdf.make_indirect(each) for each in (field, note, link)]
    pdf.pages[0].obj.Annots = Array(those)
    pdf.Root.AcroForm = Dictionary(Fields=Array(those[:1]), NeedAppearances=True, DR=pdf.pages[0].Resources)
    return saved(pdf)


def said_instead_of_what_is_shown() -> bytes:
    """Words for a screen reader, in the structure and in the text itself, with and without an escaped name."""
    marks = (
        f"/Span <</ActualText ({SECRET})>> BDC\n{said('MK', y=560)}EMC\n"
        f"/Span <</Actual#54ext ({SECRET})>> BDC\n{said('MK', y=530)}EMC\n"
        f"/Span /P1 BDC\n{said('MK', y=500)}EMC\n"
    )
    pdf = a_pdf(LINE + OTHER + marks)
    pdf.pages[0].Resources.Properties = Dictionary(P1=Dictionary(ActualText=String(SECRET)))
    element = Dictionary(S=Name.Figure, Alt=String(SECRET), ActualText=String(SECRET), E=String(SECRET))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(element))
    return saved(pdf)


def on_a_layer_that_is_switched_off() -> bytes:
    pdf = a_pdf(LINE + OTHER + f"/OC /L1 BDC\n{said(SECRET, y=400)}EMC\n")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    pdf.pages[0].Resources.Properties = Dictionary(L1=layer)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    return saved(pdf)


def with_an_earlier_version() -> bytes:
    """Saved again at its end, as editors do: the earlier version stays in the bytes."""
    first = saved(a_pdf(said(f"Before: {SECRET} {SECRET}") + OTHER))
    start = first.rindex(b"startxref")
    before = int(first[start:].split()[1])
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number, size = pdf.pages[0].Contents.objgen[0], int(pdf.trailer.Size)
        root = pdf.Root.objgen[0]
    words = (LINE + OTHER).encode()
    added = b"\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(words), words)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, len(first) + 1, size, root, before, len(first) + len(added),
    )  # fmt: skip
    return first + added + table


def in_the_pictures_of_notes() -> bytes:
    """A typewriter note and a stamp draw the words themselves; a form of the other kind (XFA) says them as well."""
    pdf = a_pdf(LINE + OTHER)
    look = Stream(pdf, f"BT /F1 12 Tf 2 4 Td ({SECRET}) Tj ET".encode())
    look.Type, look.Subtype = Name.XObject, Name.Form
    look.BBox, look.Resources = Array([0, 0, 300, 18]), pdf.pages[0].Resources
    notes = [
        Dictionary(
            Type=Name.Annot,
            Subtype=kind,
            Contents=String(SECRET),
            RC=String(f"<p>{SECRET}</p>"),
            Rect=Array([72, 695, 372, 713]),
            AP=Dictionary(N=look),
        )
        for kind in (Name.FreeText, Name.Stamp)
    ]
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(each) for each in notes])
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(pdf, f"<xdp>{SECRET}</xdp>".encode()))
    return saved(pdf)


def in_a_font_of_its_own_drawing() -> bytes:
    """Each letter is a small programme (Type 3); what it means stands in a table beside it."""
    pdf = a_pdf(LINE + OTHER + f"BT /F3 12 Tf 72 700 Td ({SECRET}) Tj ET")
    signs = sorted(set(SECRET))
    drawn = {f"/{sign}": Stream(pdf, b"1000 0 d0 0 0 800 800 re f") for sign in signs}
    lines = "".join(f"<{ord(sign):02x}> <{ord(sign):04x}>\n" for sign in signs)
    table = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
    table += f"{len(signs)} beginbfchar\n{lines}endbfchar endcmap"
    codes = [part for sign in signs for part in (ord(sign), Name(f"/{sign}"))]
    pdf.pages[0].Resources.Font.F3 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(drawn),
        Encoding=Dictionary(Differences=Array(codes)),
        FirstChar=0,
        LastChar=255,
        Widths=Array([1000] * 256),
        ToUnicode=Stream(pdf, table.encode()),
    )
    return saved(pdf)


NASTY: dict[str, Callable[[], bytes]] = {
    "plain": plain,
    "letter by letter": letter_by_letter,
    "kerned and in hexadecimal": with_kerning_and_hexadecimal,
    "with a ligature": with_a_ligature,
    "in a form within a form": in_a_form_within_a_form,
    "as an inline picture": as_an_inline_picture,
    "in text that is never drawn": hidden(said(SECRET, y=400, before="3 Tr")),
    "never drawn, over words that are": hidden(said(SECRET, y=600, before="3 Tr")),
    "white on white": hidden("1 g " + said(SECRET, y=400)),
    "under a white bar": hidden(said(SECRET, y=400) + "1 g 60 390 300 30 re f"),
    "under a black bar": hidden(said(SECRET, y=400) + "0 g 60 390 300 30 re f"),
    "beside the paper": hidden(said(SECRET, x=700, y=400)),
    "cut away": hidden("q 0 0 10 10 re W n " + said(SECRET, y=400) + "Q"),
    "too small to be read": hidden(said(SECRET, y=400, size=1)),
    "under a picture": under_a_picture,
    "around the page": in_everything_around_the_page,
    "in notes and fields": in_notes_and_fields,
    "in the pictures of notes": in_the_pictures_of_notes,
    "in a font of its own drawing": in_a_font_of_its_own_drawing,
    "said instead": said_instead_of_what_is_shown,
    "on a hidden layer": on_a_layer_that_is_switched_off,
    "in an earlier version": with_an_earlier_version,
}


@pytest.mark.parametrize("name", NASTY)
def test_nothing_of_it_is_left_in_any_byte_and_the_rest_can_still_be_read(name: str, tmp_path: Path) -> None:
    before = NASTY[name]()
    after = redacted_pdf(before, [OVER], title="Redacted document 7")
    gone(after, SECRET)
    assert STAYS in seen_by_pdfium(after)
    assert STAYS in text_of(after, tmp_path)


def gone(data: bytes, *words: str) -> None:
    """No way of reading the file finds any of these words, nor the half of one."""
    everything = list(every_byte(data))
    for word in words:
        for way in ways_of_writing(word):
            assert not any(way in part for part in everything), (word, way)
        assert word not in seen_by_pdfium(data).replace(" ", "")


def test_the_new_file_has_nothing_in_it_but_pictures_and_words(tmp_path: Path) -> None:
    after = redacted_pdf(in_notes_and_fields(), [OVER], title="Redacted document 7")
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert set(pdf.Root.keys()) == {
            "/Type", "/Pages", "/Lang", "/ViewerPreferences", "/MarkInfo", "/StructTreeRoot", "/Metadata",
        }  # fmt: skip
        assert (str(pdf.Root.Lang), str(pdf.docinfo["/Title"])) == ("en-GB", "Redacted document 7")
        assert set(pdf.pages[0].obj.keys()) == {
            "/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Tabs",
        }  # fmt: skip
    path = tmp_path / "after.pdf"
    path.write_bytes(after)
    told = subprocess.run([programme("pdfinfo"), "-struct-text", str(path)], capture_output=True, text=True, check=True)
    assert told.stderr == ""
    assert STAYS in told.stdout, "a screen reader has the words that are left"


def test_the_box_is_black_in_the_picture_itself_and_says_why() -> None:
    after = redacted_pdf(plain(), [OVER])
    with pdfium.PdfDocument(after) as pdf:
        drawn = pdf[0].render(scale=1).to_pil().convert("L")
    assert drawn.getpixel((80, 842 - 712)) == 0
    part = drawn.crop((60, 842 - 720, 540, 842 - 690))
    assert part.getextrema()[1] > 200, "the mark is written on it"
    assert sum(part.histogram()[128:]) < 0.05 * part.width * part.height
    assert drawn.crop((60, 842 - 615, 300, 842 - 595)).getextrema()[0] < 100, "the other line is still drawn"


def test_the_same_gives_the_same_bytes() -> None:
    assert redacted_pdf(plain(), [OVER]) == redacted_pdf(plain(), [OVER])


# --- pages that lie otherwise --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turn", "box"), [(90, (690, 60, 720, 540)), (180, (55, 690, 535, 720)), (270, (122, 55, 152, 535))]
)
def test_a_box_is_where_a_reader_sees_it_on_a_turned_page(turn: int, box: tuple[int, ...], tmp_path: Path) -> None:
    pdf = a_pdf(LINE + OTHER)
    pdf.pages[0].obj.Rotate = turn
    after = redacted_pdf(saved(pdf), [Box(1, *box)])
    gone(after, SECRET)
    assert STAYS in seen_by_pdfium(after)
    with pdfium.PdfDocument(after) as read:
        assert read[0].get_size() == ((842, 595) if turn != 180 else (595, 842))


def test_what_is_cut_off_or_moved_by_the_boxes_of_a_page_is_gone_or_where_it_is_seen() -> None:
    pdf = a_pdf(LINE + OTHER + said(f"{SECRET} below", y=100))
    pdf.pages[0].obj.MediaBox = Array([-50, -50, 595, 842])
    pdf.pages[0].obj.CropBox = Array([50, 300, 500, 800])
    after = redacted_pdf(saved(pdf), [Box(1, 10, 80, 440, 110)])
    gone(after, SECRET, "below")
    assert STAYS in seen_by_pdfium(after)
    with pdfium.PdfDocument(after) as read:
        assert read[0].get_size() == (450, 500)


def test_a_page_measured_in_larger_units_is_redacted_where_it_is_seen() -> None:
    pdf = a_pdf(LINE + OTHER)
    pdf.pages[0].obj.UserUnit = 2
    data = saved(pdf)
    with pdfium.PdfDocument(data) as read:
        unit = read[0].get_width() / 595
    after = redacted_pdf(data, [Box(1, *(side * unit for side in (60, 122, 540, 152)))])
    gone(after, SECRET)
    assert STAYS in seen_by_pdfium(after)


# --- scans ---------------------------------------------------------------------------------------------


def a_scan(*, layer: str = "") -> bytes:
    """A page that is a picture of words, with an unseen layer of words over it if one is given."""
    picture = Image.new("L", (1654, 2339), "white")
    font = ImageFont.load_default(44)
    draw = ImageDraw.Draw(picture)
    draw.text((200, 395), f"Maria {SECRET} wrote this letter to us", font=font, fill="black")
    draw.text((200, 1000), f"{STAYS} was collected every other week", font=font, fill="black")
    pdf = a_pdf("q 595 0 0 842 0 0 cm /Im Do Q\n" + layer)
    image = Stream(pdf, picture.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=1654, Height=2339)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].Resources.XObject["/Im"] = pdf.make_indirect(image)
    return saved(pdf)


def test_a_scan_is_read_anew_from_what_is_left_of_its_picture(settings, tmp_path: Path) -> None:
    """The layer of words behind a scan is often a line out of place: it is never trusted."""
    programme("tesseract")
    out_of_place = said(f"Maria {SECRET}", y=660, before="3 Tr") + said(f"{STAYS} {SECRET}", y=470, before="3 Tr")
    after = redacted_pdf(a_scan(layer=out_of_place), [OVER])
    gone(after, SECRET)
    assert f"{STAYS} was collected" in " ".join(text_of(after, tmp_path).split())
    settings.READING_PROGRAMME = ""
    unread = redacted_pdf(a_scan(layer=out_of_place), [OVER])
    gone(unread, SECRET)
    assert seen_by_pdfium(unread).strip() == "", "what nobody sees is not put back"


def test_a_picture_becomes_a_page_and_nothing_written_beside_it_comes_along() -> None:
    picture = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(picture).text((100, 100), SECRET, font=ImageFont.load_default(60), fill="black")
    about = Image.Exif()
    about[0x010E] = SECRET
    kept = io.BytesIO()
    picture.save(kept, "JPEG", exif=about, comment=SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("redress.records.redaction.reader", lambda: "")
        after = redacted_pdf(kept.getvalue(), [Box(1, 60, 60, 340, 140)], kind="jpg")
    gone(after, SECRET)
    with pdfium.PdfDocument(after) as pdf:
        drawn = pdf[0].render(scale=1).to_pil().convert("L")
    assert drawn.getpixel((100, 100)) == 0


# --- any boxes over any words ----------------------------------------------------------------------------

WORDS = [f"word{number:02}q" for number in range(24)]
places = st.tuples(st.floats(20, 560), st.floats(20, 800), st.floats(3, 250), st.floats(3, 120))
pages = st.lists(
    st.tuples(st.lists(places, min_size=1, max_size=5), st.sampled_from([0, 90, 180, 270])), min_size=3, max_size=6
)


@settings(max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(pages)
def test_every_word_that_a_box_meets_is_gone_and_every_other_can_be_read(pages) -> None:
    content = "".join(
        said(word, x=50 + 130 * (number % 4), y=780 - 120 * (number // 4), size=12) for number, word in enumerate(WORDS)
    )
    pdf = a_pdf(*[content for _page in pages])
    over = []
    for number, (boxes, turn) in enumerate(pages):
        pdf.pages[number].obj.Rotate = turn
        over += [Box(number + 1, x, y, x + width, y + height) for x, y, width, height in boxes]
    with pdfium.PdfDocument(redacted_pdf(saved(pdf), over)) as after:
        for number, (_boxes, turn) in enumerate(pages):
            on_page = [box for box in over if box.page == number + 1]
            _as_it_should_be(after[number].get_textpage().get_text_range(), on_page, turn)


def _as_it_should_be(left: str, boxes: list[Box], turn: int) -> None:
    """Two millimetres around a word are left to the shapes of its letters."""
    for word, (x0, y0, x1, y1) in places_of(turn).items():
        near = [box for box in boxes if box.x0 - 3 < x1 and x0 < box.x1 + 3 and box.y0 - 3 < y1 and y0 < box.y1 + 3]
        meets = any(box.x0 < x1 - 1 and x0 + 1 < box.x1 and box.y0 < y1 - 3 and y0 + 3 < box.y1 for box in near)
        across = any(box.x0 < x1 - 3 and x0 + 3 < box.x1 and box.y0 < y1 - 1 and y0 + 1 < box.y1 for box in near)
        if meets if turn in (0, 180) else across:
            assert word not in left, word
        if not near:
            assert word in left, word


def places_of(turn: int) -> dict[str, tuple[float, float, float, float]]:
    """Where each word is seen on the page: Helvetica's letters are 12 points high from 2.6 below to 8.8 above."""
    found = {}
    for number, word in enumerate(WORDS):
        x, y = 50 + 130 * (number % 4), 780 - 120 * (number // 4)
        x0, y0, x1, y1 = x, 842 - y - 8.8, x + 46.0, 842 - y + 2.6
        found[word] = {
            0: (x0, y0, x1, y1),
            90: (842 - y1, x0, 842 - y0, x1),
            180: (595 - x1, 842 - y1, 595 - x0, 842 - y0),
            270: (y0, 595 - x1, y1, 595 - x0),
        }[turn]
    return found


# --- hostile files -----------------------------------------------------------------------------------------


def a_bomb() -> bytes:
    """A stream of spaces that unpacks to a quarter of a gigabyte, packed twice."""
    packed = zlib.compressobj(1)
    once = b"".join(packed.compress(b" " * 2**24) for _time in range(16)) + packed.flush()
    pdf = a_pdf(b"")
    page = pdf.pages[0]
    page.Contents = Stream(pdf, b"")
    page.Contents.write(zlib.compress(once, 9), filter=Array([Name.FlateDecode, Name.FlateDecode]), decode_parms=None)
    return saved(pdf, compress_streams=False)


def a_loop() -> bytes:
    pdf = a_pdf("/X1 Do\n")
    form = pdf.make_indirect(Stream(pdf, b"/X1 Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *SIZE])))
    form.Resources = Dictionary(XObject=Dictionary(X1=form))
    pdf.pages[0].Resources.XObject["/X1"] = form
    return saved(pdf)


def a_wall() -> bytes:
    pdf = a_pdf(LINE)
    pdf.pages[0].obj.MediaBox = Array([0, 0, 900_000, 900_000])
    return saved(pdf)


def many_pages() -> bytes:
    pdf = a_pdf(LINE)
    for _page in range(400):
        pdf.pages.append(pdf.pages[0])
    return saved(pdf)


HOSTILE = {
    "no PDF at all": (lambda: b"%PDF-1.7 and nothing else", "cannot-be-read"),
    "empty": (lambda: b"", "cannot-be-read"),
    "a bomb": (a_bomb, "too-large-inside"),
    "a wall": (a_wall, "too-large-inside"),
    "many pages": (many_pages, "too-many-pages"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(name: str) -> None:
    made, code = HOSTILE[name]
    with pytest.raises(CannotBeRedacted) as refused:
        redacted_pdf(made(), [OVER])
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_a_form_that_draws_itself_is_drawn_no_further() -> None:
    assert redacted_pdf(a_loop(), [OVER]).startswith(b"%PDF")


def test_what_takes_too_long_is_ended() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "SECONDS", 0.05)
        patch.setattr(apart.lines_of, "__kwdefaults__", {"seconds": 0.05})
        with pytest.raises(CannotBeRedacted) as refused:
            redacted_pdf(plain(), [OVER])
    assert refused.value.code == "took-too-long"
