"""Is a file only taken if it is what it says, kept out of reach until then, and only ever handed over?"""

from __future__ import annotations

import io
import resource
import zipfile
import zlib
from datetime import timedelta

import pikepdf
import pillow_heif
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from redress import jobs
from redress.records import documents, kinds
from redress.records.documents import DocumentRefused
from redress.records.models import Document, HeldDocument
from redress.records.seals import salted_digest
from tests.requirement import requirement
from tests.rooms.case_files import COMPLAINANT, CaseFile, Office


def locked_pdf(user: str = "secret") -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user=user))
    return made.getvalue()


def of_a_later_version(pack: bytes) -> bytes:
    """The same pack, which says that a reader of version 9.9 is needed."""
    at = pack.index(b"PK\x01\x02") + 6
    return pack[:at] + (99).to_bytes(2, "little") + pack[at + 2 :]


def packed(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def picture(kind: str, **how: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(made, kind, **how)
    return made.getvalue()


def with_place() -> bytes:
    """A photograph that says where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Łucja"
    exif.get_ifd(0x8825)[2] = (51.0, 26.0, 46.0)
    return picture("JPEG", exif=exif.tobytes())


def heic_with_place() -> bytes:
    """A telephone's photograph: it says where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Łucja"
    exif.get_ifd(0x8825)[2] = (51.0, 26.0, 46.0)
    made = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (40, 20), "navy")).save(made, exif=exif.tobytes())
    return made.getvalue()


def box(kind: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return (8 + len(content)).to_bytes(4) + kind + content


def film(brand: bytes) -> bytes:
    """The bones of a telephone's film, with the place where it was made."""
    place = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+51.4461+000.2169/"))
    keys = box(b"meta", b"com.apple.quicktime.location.ISO6709+51.4461+000.2169/Apple iPhone")
    track = box(b"trak", box(b"tkhd", bytes(20)), place)
    return (
        box(b"ftyp", brand + bytes(4))
        + box(b"moov", box(b"mvhd", bytes(100)), track, place, keys)
        + box(b"mdat", b"the film itself")
    )


def tiff(sheets: int = 3) -> bytes:
    made = io.BytesIO()
    pages = [Image.new("1", (40, 20), number % 2) for number in range(sheets)]
    pages[0].save(made, "TIFF", save_all=True, append_images=pages[1:], software="Scanner of Łucja")
    return made.getvalue()


def tiff_that_grows(sheets: int, width: int) -> bytes:
    """Its first sheet is a stamp, and the others would fill the memory: a few thousand bytes."""
    made = io.BytesIO()
    pages = [Image.new("1", (width, width)) for _sheet in range(sheets)]
    Image.new("1", (10, 10)).save(made, "TIFF", save_all=True, append_images=pages, compression="group4")
    return made.getvalue()


CONTENT_TYPES = "[Content_Types]_dot_xml"
DOCX = packed(**{CONTENT_TYPES: "<Types/>", "word__document_dot_xml": "<x/>"})
ODT = packed(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml="<x/>")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
DOC = OLE + "WordDocument".encode("utf-16-le")
HEIC_CUT_SHORT = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00" + bytes(100)
XLSX = packed(**{CONTENT_TYPES: "<Types/>", "xl__workbook_dot_xml": "<x/>"})
MSG = OLE + "__properties_version1.0".encode("utf-16-le")
EML = b"From: a@example.org\r\nDate: Mon, 1 Jun 2026 10:00:00 +0100\r\nSubject: hello\r\n\r\nbody"

TAKEN = {
    "letter.pdf": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n",
    "letter.docx": DOCX,
    "letter.doc": DOC,
    "letter.odt": ODT,
    "letter.txt": "Łódź – it’s wet.\n".encode(),
    "windows.txt": "It\x92s wet".encode("latin-1"),
    "wide.txt": "Łódź".encode("utf-16"),
    "photo.jpg": with_place(),
    "photo.JPEG": picture("JPEG"),
    "photo.png": picture("PNG"),
    "photo.webp": picture("WEBP"),
    "photo.heic": heic_with_place(),
    "scan.tif": tiff(),
    "scan.tiff": tiff(1),
    "list.xlsx": XLSX,
    "mail.msg": MSG,
    "film.mp4": film(b"isom"),
    "film.m4v": film(b"M4V "),
    "film.mov": film(b"qt  "),
    "film.3gp": film(b"3gp4"),
    "film.webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(60),
    "call.wav": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40),
    "call.ogg": b"OggS\x00\x02" + bytes(40),
    "call.opus": b"OggS\x00\x02" + bytes(40),
    "call.amr": b"#!AMR\n" + bytes(40),
    "call.aac": b"\xff\xf1\x50\x80" + bytes(40),
    "call.mp3": b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 50,
    "call.m4a": M4A,
    "mail.eml": EML,
}
REFUSED_AT_ONCE = {
    "program.exe": b"MZ\x90\x00",
    "page.html": b"<!doctype html>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "archive.zip": packed(a_dot_txt="x"),
    "macros.docm": DOCX,
    "noending": b"hello",
    "page.pdf": b"<!doctype html><script>",
    "page.txt": b"  <HTML><script>alert(1)</script>",
    "photo.png": b"MZ\x90\x00" + bytes(100),
    "letter.docx": b"%PDF-1.7",
    "empty.pdf": b"",
    "locked.docx": OLE + "EncryptedPackage".encode("utf-16-le"),
    "locked.pdf": locked_pdf(),
    "film.mp4": b"<!doctype html><video>",
    "film.webm": b"\x1a\x45\xdf\xa3 matroska, but no web film",
    "call.wav": b"RIFF\x24\x00\x00\x00AVI LIST",
    "scan.tif": b"%PDF-1.7",
    "list.xlsx": b"name,size",
    "mail.msg": b"From: a@example.org",
    "mail.eml": b"nothing like it",
}
REFUSED_WHEN_CHECKED = {
    "a.docx": (packed(**{CONTENT_TYPES: "<Types/>", "xl__workbook_dot_xml": "<x/>"}), "not-what-it-says"),
    "b.docx": (b"PK\x03\x04 and no more", "not-what-it-says"),
    "c.docx": (
        packed(**{CONTENT_TYPES: "", "word__document_dot_xml": "", "word__vbaProject_dot_bin": "x"}),
        "carries-programs",
    ),
    "ca.docx": (of_a_later_version(DOCX), "not-what-it-says"),
    "d.odt": (DOCX, "not-what-it-says"),
    "e.odt": (
        packed(mimetype="application/vnd.oasis.opendocument.text", Basic__script_dot_xml="x"),
        "carries-programs",
    ),
    "f.doc": (OLE, "not-what-it-says"),
    "g.doc": (DOC + "_VBA_PROJECT".encode("utf-16-le"), "carries-programs"),
    "h.txt": (b"plain, then\x00\x01\x02 not", "not-what-it-says"),
    "i.png": (picture("PNG")[:60], "not-what-it-says"),
    "j.heic": (HEIC_CUT_SHORT, "not-what-it-says"),
    "k.tif": (tiff(201), "too-large-inside"),
    "ka.tif": (tiff_that_grows(1, 10_500), "too-large-inside"),
    "kb.tif": (tiff_that_grows(12, 9_300), "too-large-inside"),
    "kc.tif": (tiff(2)[:-60], "not-what-it-says"),
    "l.xlsx": (DOCX, "not-what-it-says"),
    "m.msg": (OLE, "not-what-it-says"),
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def case_file(db: None) -> CaseFile:
    return Office("dartford").receives("2026-06-01")


def taken_in(case_file: CaseFile, name: str, content: bytes) -> Document:
    return documents.take_in(case_file.case, upload(name, content), by=COMPLAINANT, purpose="information")


def checked(document: Document) -> Document:
    assert jobs.run_all_due()
    document.refresh_from_db()
    return document


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_is_checked_and_then_can_be_opened(
    case_file: CaseFile, name: str, django_capture_on_commit_callbacks: object
) -> None:
    document = taken_in(case_file, name, TAKEN[name])
    assert not document.can_be_opened
    assert checked(document).can_be_opened
    content = default_storage.open(document.stored_as).read()
    assert document.digest == salted_digest(document.salt, content)
    assert document.size == len(content)


@pytest.mark.parametrize("name", REFUSED_AT_ONCE)
def test_what_is_plainly_something_else_is_refused_at_once(case_file: CaseFile, name: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        taken_in(case_file, name, REFUSED_AT_ONCE[name])
    assert name.split(".")[0] in str(refused.value)
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", REFUSED_WHEN_CHECKED)
def test_what_only_looks_right_is_refused_when_checked_and_destroyed(
    case_file: CaseFile, name: str, django_capture_on_commit_callbacks: object
) -> None:
    content, why = REFUSED_WHEN_CHECKED[name]
    document = taken_in(case_file, name, content)
    with django_capture_on_commit_callbacks(execute=True):
        checked(document)
    assert (document.state, document.refusal) == ("refused", why)
    assert documents.why_refused(document)
    assert not default_storage.exists(document.stored_as)
    with pytest.raises(documents.NotToBeOpened):
        documents.open_for_download(document)


def test_a_file_too_large_is_refused(case_file: CaseFile, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(DocumentRefused, match="1 megabyte"):
        taken_in(case_file, "long.txt", b"x" * (1024 * 1024 + 1))


def test_nobody_can_open_a_file_that_is_not_checked_yet(case_file: CaseFile) -> None:
    with pytest.raises(documents.NotToBeOpened):
        documents.open_for_download(taken_in(case_file, "letter.txt", b"hello"))


def test_the_stored_name_tells_nothing_and_lies_outside_what_is_served(case_file: CaseFile, settings: object) -> None:
    document = checked(taken_in(case_file, "About my neighbour.txt", b"hello"))
    assert "neighbour" not in document.stored_as
    assert not default_storage.path(document.stored_as).startswith(str(settings.STATIC_ROOT))


def test_a_file_leaves_only_as_a_download(case_file: CaseFile) -> None:
    response = documents.open_for_download(checked(taken_in(case_file, 'Łódź "1"\r\nX: y.txt', b"hello")))
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == b"hello"


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\letters\\a.PDF", "a.pdf"),
        ("photo\u202egpj.exe.png", "photogpj.exe.png"),
        (".htaccess", "htaccess"),
        ('what?"<b>".txt', "what___b__.txt"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_made_safe(given: str, safe: str) -> None:
    assert documents.safe_name(given) == safe


def test_a_photograph_is_kept_upright_and_without_the_place(case_file: CaseFile) -> None:
    document = checked(taken_in(case_file, "photo.jpg", with_place()))
    with Image.open(default_storage.open(document.stored_as)) as kept:
        assert kept.size == (20, 40)  # turned the right way up
        assert not dict(kept.getexif())
    assert b"Camera" not in default_storage.open(document.stored_as).read()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_make_up_are_kept(mode: str) -> None:
    for name, kind in (("png", "PNG"), ("jpg", "JPEG"), ("webp", "WEBP")):
        made = io.BytesIO()
        try:
            Image.new(mode, (30, 20)).save(made, kind)
        except (OSError, ValueError):
            continue  # this kind of file cannot be made up so
        media_type, kept = kinds.examine(made.getvalue(), name)
        assert media_type.startswith("image/")
        assert Image.open(io.BytesIO(kept)).size == (30, 20)


def test_a_telephones_heic_photograph_is_kept_as_a_jpeg_without_place_or_camera(case_file: CaseFile) -> None:
    document = checked(taken_in(case_file, "IMG_0001.HEIC", heic_with_place()))
    assert (document.name, document.media_type) == ("IMG_0001.jpg", "image/jpeg")
    content = default_storage.open(document.stored_as).read()
    with Image.open(io.BytesIO(content)) as kept:
        assert kept.size == (20, 40)  # turned the right way up
        assert not dict(kept.getexif())
    assert b"Camera" not in content


@pytest.mark.parametrize("name", ["film.mp4", "film.mov", "film.3gp"])
def test_a_film_is_kept_without_the_place_where_it_was_made(name: str) -> None:
    _type, kept = kinds.examine(TAKEN[name], name[-3:])
    assert b"+51.4461" in TAKEN[name]
    assert b"51.4461" not in kept
    assert b"iPhone" not in kept
    assert b"the film itself" in kept
    assert len(kept) == len(TAKEN[name])


def test_boxes_that_lie_about_their_size_do_no_harm() -> None:
    for size in (0, 1, 4, 2**31):
        content = TAKEN["film.mp4"] + size.to_bytes(4) + b"moov" + b"rest"
        assert kinds.examine(content, "mp4")[1].endswith(b"rest")


def test_every_sheet_of_a_scan_is_kept_without_what_the_scanner_wrote(case_file: CaseFile) -> None:
    document = checked(taken_in(case_file, "scan.tif", tiff(3)))
    content = default_storage.open(document.stored_as).read()
    with Image.open(io.BytesIO(content)) as kept:
        assert (kept.n_frames, kept.size) == (3, (40, 20))
    assert "Łucja".encode() not in content


def test_a_pdf_that_would_fill_the_memory_is_opened_where_it_can_fill_none() -> None:
    inside, packer = b"", zlib.compressobj(1)
    for _megabyte in range(1100):
        inside += packer.compress(bytes(1024 * 1024))
    inside += packer.flush()
    entries = 1100 * 1024 * 1024 // 4
    head = b"%PDF-1.5\n%/Encrypt\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    table = b"2 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n"
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
    bomb = head + table % (entries, len(inside)) + inside + end % len(head)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert kinds.trouble_at_a_glance(bomb, kinds.kind_for("pdf")) == ""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_a_locked_file_is_told_from_one_that_only_guards_its_changes(case_file: CaseFile) -> None:
    with pytest.raises(DocumentRefused, match="locked with a password"):
        taken_in(case_file, "locked.pdf", locked_pdf())
    assert checked(taken_in(case_file, "guarded.pdf", locked_pdf(user=""))).can_be_opened


@pytest.mark.parametrize("name", ["photos.zip", "photos.rar", "photos.7z"])
def test_a_packed_file_is_to_be_unpacked_first(case_file: CaseFile, name: str) -> None:
    with pytest.raises(DocumentRefused, match="Unpack it first"):
        taken_in(case_file, name, b"PK")


@requirement("DA-2.10.1-1")
@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("text", "letter.txt"), ("text", "letter.docx"), ("image", "photo.jpg"), ("image", "photo.heic"),
        ("audio", "call.mp3"), ("audio", "call.wav"), ("audio", "call.amr"), ("video", "film.mp4"),
        ("video", "film.mov"), ("scan", "scan.tif"), ("scan", "letter.pdf"), ("e-mail", "mail.eml"),
        ("e-mail", "mail.msg"), ("computer data", "list.xlsx"),
    ],
)  # fmt: skip
def test_a_record_in_any_form_can_be_put_on_a_case(case_file: CaseFile, form: str, name: str) -> None:
    """Text, image, audio, video, scan, e-mail and data: each is taken in, checked, kept and handed out."""
    document = checked(taken_in(case_file, name, TAKEN[name]))
    assert documents.documents_of(case_file.case) == [document]
    assert b"".join(documents.open_for_download(document).streaming_content)


# --- files sent before there is a case -----------------------------------------------------------


def test_a_held_file_becomes_a_document_of_the_case(case_file: CaseFile) -> None:
    held = documents.hold(case_file.case.council, upload("letter.txt", b"hello"))
    assert len(held.token) >= 32
    document = documents.attach(held, case_file.case, by=COMPLAINANT, purpose="complaint")
    assert not HeldDocument.objects.exists()
    assert checked(document).can_be_opened
    assert [found.name for found in documents.documents_of(case_file.case)] == ["letter.txt"]


def test_a_held_file_never_goes_to_another_council(case_file: CaseFile) -> None:
    other = Office("kings-lynn")
    held = documents.hold(other.council, upload("letter.txt", b"hello"))
    with pytest.raises(ValueError, match="share"):
        documents.attach(held, case_file.case, by=COMPLAINANT)


def test_a_discarded_file_is_destroyed(case_file: CaseFile, django_capture_on_commit_callbacks: object) -> None:
    held = documents.hold("dartford", upload("letter.txt", b"hello"))
    with django_capture_on_commit_callbacks(execute=True):
        documents.discard(held)
    assert not default_storage.exists(held.stored_as)


def test_files_of_complaints_never_made_are_destroyed_and_so_are_strays(
    case_file: CaseFile, django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, fresh = (documents.hold("dartford", upload("letter.txt", b"hello")) for _ in range(2))
    HeldDocument.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    stray = documents.stored_for_good(b"left by a transaction that was undone")
    monkeypatch.setattr("redress.records.jobs.STRAY_AFTER", timedelta(days=-1))
    jobs.enqueue("forget-held-documents", {})
    with django_capture_on_commit_callbacks(execute=True):
        jobs.run_all_due()
    assert [held.pk for held in HeldDocument.objects.all()] == [fresh.pk]
    assert default_storage.exists(fresh.stored_as)
    assert not default_storage.exists(old.stored_as)
    assert not default_storage.exists(stray)


def test_a_file_that_is_gone_is_looked_for_again_later(case_file: CaseFile) -> None:
    document = taken_in(case_file, "letter.txt", b"hello")
    default_storage.delete(document.stored_as)
    assert jobs.run_all_due() == 0
    document.refresh_from_db()
    assert document.state == "quarantined"
