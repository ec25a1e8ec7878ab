"""What is this file really, and is that a kind we take?

A name proves nothing and a first glance little: a file can be made to look like two kinds at once. So
only a short list is taken, the ending must fit what is found inside, what can carry programs is looked
into, and nothing is ever shown by us: it is handed over as a download (:mod:`redress.records.documents`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesHeaderParser

import puremagic
from PIL import Image, UnidentifiedImageError

from redress.records import heic, images, pdf_locks, recordings

GLANCE = 4096  # bytes of the beginning that show an honest file's kind


class NotThatKind(Exception):
    """The file is not what its name says, or carries what we do not take. ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file that is taken: its endings, what it is sent as, and how it is looked at."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    begins: Callable[[bytes], bool]  # whether the first bytes can be of this kind
    look: Callable[[bytes], None]  # raises NotThatKind
    kept: Callable[[bytes], bytes] = bytes  # what is kept of it
    kept_as: str = ""  # the ending of what is kept, where that is another kind


def kind_for(ending: str) -> Kind | None:
    """The kind that a file with this ending (without the dot) must be, or none if it is not taken."""
    return next((kind for kind in KINDS if ending.lower() in kind.endings), None)


def examine(content: bytes, ending: str) -> tuple[str, bytes]:
    """The media type of what is to be kept of a whole file, and its bytes. Raises :class:`NotThatKind`."""
    kind = kind_for(ending)
    if kind is None:
        raise NotThatKind("not-taken")
    trouble = trouble_at_a_glance(content, kind)
    if trouble:
        raise NotThatKind(trouble)
    kind.look(content)
    kept_as = kind_for(kind.kept_as) or kind
    try:
        return kept_as.media_type, kind.kept(content)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):  # a later sheet is damaged
        raise NotThatKind("not-what-it-says") from None


def trouble_at_a_glance(content: bytes, kind: Kind) -> str:
    """What can be told at once is wrong with a file of this kind: the code of a refusal, or nothing."""
    if _is_locked(content):
        return "locked"
    return "" if kind.begins(content[:GLANCE]) else "not-what-it-says"


def kept_name(name: str) -> str:
    """The name of a file once it is kept: a picture that was turned into another kind has that kind's ending."""
    stem, _dot, ending = name.rpartition(".")
    kind = kind_for(ending)
    return f"{stem}.{kind.kept_as}" if kind is not None and kind.kept_as else name


#: How Python's reader refuses a pack: it is none, its sums are wrong, or it is of a later version than it knows.
NOT_READ = (zipfile.BadZipFile, ValueError, NotImplementedError)


def _is_locked(content: bytes) -> bool:
    """Whether a password is needed to open it. What cannot be read at all is left to be said otherwise."""
    if content.startswith(_OLE):  # Office puts what it has locked into a container of the older kind
        return "EncryptedPackage".encode("utf-16-le") in content
    if content.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                return any(member.flag_bits & 1 for member in packed.infolist())
        except NOT_READ:
            return False
    return content.startswith(b"%PDF-") and b"/Encrypt" in content and pdf_locks.asks_for_a_password(content)


def _guessed(head: bytes) -> frozenset[str]:
    """The endings that the beginning of a file suggests; none when nothing is recognised."""
    try:
        return frozenset(match.extension.lstrip(".") for match in puremagic.magic_string(head))
    except (puremagic.PureError, ValueError):
        return frozenset()


def _suggests(*endings: str) -> Callable[[bytes], bool]:
    return lambda head: bool(_guessed(head) & set(endings))


def _anything(content: bytes) -> None:
    """Nothing more can be said than its beginning tells."""


# --- documents -----------------------------------------------------------------------------------

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ODT = b"application/vnd.oasis.opendocument.text"
_MOST_UNPACKED = 200 * 1024 * 1024


def _members(content: bytes) -> zipfile.ZipFile:
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except NOT_READ:
        raise NotThatKind("not-what-it-says") from None
    if sum(member.file_size for member in packed.infolist()) > _MOST_UNPACKED:
        raise NotThatKind("too-large-inside")
    return packed


def _look_at_office(part: str) -> Callable[[bytes], None]:
    def look(content: bytes) -> None:
        names = set(_members(content).namelist())
        if not {"[Content_Types].xml", part} <= names:
            raise NotThatKind("not-what-it-says")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise NotThatKind("carries-programs")

    return look


def _look_at_odt(content: bytes) -> None:
    packed = _members(content)
    names = packed.namelist()
    if "mimetype" not in names or packed.read("mimetype").strip() != _ODT:
        raise NotThatKind("not-what-it-says")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise NotThatKind("carries-programs")


def _look_at_doc(content: bytes) -> None:
    if "WordDocument".encode("utf-16-le") not in content:
        raise NotThatKind("not-what-it-says")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise NotThatKind("carries-programs")


def _look_at_msg(content: bytes) -> None:
    if "__properties_version1.0".encode("utf-16-le") not in content:
        raise NotThatKind("not-what-it-says")


# --- plain text and e-mail -----------------------------------------------------------------------

_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<body", b"<head")
_ALLOWED_CONTROLS = set("\t\n\r\f")


def _is_text(content: bytes) -> bool:
    """Whether this is readable text in UTF-8, UTF-16 with its mark, or Windows' western letters."""
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        if encoding == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(ord(letter) < 32 and letter not in _ALLOWED_CONTROLS for letter in text)
    return False


def _begins_as_text(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return b"\x00" not in head.removeprefix(b"\xff\xfe")[:1] and not start.startswith(_MARKUP)


def _look_at_text(content: bytes) -> None:
    if not _is_text(content):
        raise NotThatKind("not-what-it-says")


def _begins_as_email(head: bytes) -> bool:
    headers = BytesHeaderParser().parsebytes(head)
    return bool(headers.get("From") or headers.get("Received")) and bool(headers.get("Date") or headers.get("Subject"))


# --- images ----------------------------------------------------------------------------------------


def _can_be_held(image: Image.Image) -> bool:
    """Whether all of a picture's sheets can be drawn; those of a TIFF say for themselves how large each is."""
    sheets, together = getattr(image, "n_frames", 1), 0
    if sheets > images.MOST_SHEETS:
        return False
    for number in reversed(range(sheets if image.format == "TIFF" else 1)):
        image.seek(number)
        together += image.width * image.height
        if image.width * image.height > images.MOST_PIXELS or together > images.MOST_PIXELS_TOGETHER:
            return False
    return True


def _look_at_image(*formats: str) -> Callable[[bytes], None]:
    def look(content: bytes) -> None:
        try:
            with Image.open(io.BytesIO(content), formats=formats) as image:
                if not _can_be_held(image):
                    raise NotThatKind("too-large-inside")
                image.load()
        except (UnidentifiedImageError, OSError, EOFError, SyntaxError, ValueError, Image.DecompressionBombError):
            raise NotThatKind("not-what-it-says") from None

    return look


def _heic(content: bytes) -> bytes:
    try:
        return heic.as_jpeg(content)
    except heic.Unreadable:
        raise NotThatKind("not-what-it-says") from None


_OFFICE = "application/vnd.openxmlformats-officedocument"

KINDS: tuple[Kind, ...] = (
    Kind("PDF", ("pdf",), "application/pdf", lambda head: head.startswith(b"%PDF-"), _anything),
    Kind(
        "Word",
        ("docx",),
        f"{_OFFICE}.wordprocessingml.document",
        lambda head: head.startswith(_ZIP),
        _look_at_office("word/document.xml"),
    ),
    Kind(
        "Excel",
        ("xlsx",),
        f"{_OFFICE}.spreadsheetml.sheet",
        lambda head: head.startswith(_ZIP),
        _look_at_office("xl/workbook.xml"),
    ),
    Kind("Word", ("doc",), "application/msword", lambda head: head.startswith(_OLE), _look_at_doc),
    Kind("OpenDocument", ("odt",), _ODT.decode(), lambda head: head.startswith(_ZIP), _look_at_odt),
    Kind("text", ("txt",), "text/plain", _begins_as_text, _look_at_text),
    Kind("e-mail", ("eml",), "message/rfc822", _begins_as_email, _anything),
    Kind("Outlook", ("msg",), "application/vnd.ms-outlook", lambda head: head.startswith(_OLE), _look_at_msg),
    Kind("JPEG", ("jpg", "jpeg"), "image/jpeg", _suggests("jpg"), _look_at_image("JPEG", "MPO"), images.jpeg),
    Kind("PNG", ("png",), "image/png", _suggests("png"), _look_at_image("PNG"), images.png),
    Kind("WebP", ("webp",), "image/webp", _suggests("webp"), _look_at_image("WEBP"), images.webp),
    Kind("TIFF", ("tif", "tiff"), "image/tiff", images.is_tiff, _look_at_image("TIFF"), images.tiff),
    Kind(
        "HEIC",
        ("heic", "heif"),
        "image/heic",
        recordings.is_of_brand(b"heic", b"heix", b"mif1", b"heim", b"heis"),
        _anything,
        _heic,
        kept_as="jpg",
    ),
    Kind("MP3", ("mp3",), "audio/mpeg", recordings.is_mp3, _anything),
    Kind("M4A", ("m4a",), "audio/mp4", recordings.is_of_brand(*recordings.SOUND), _anything, recordings.without_place),
    Kind("WAV", ("wav",), "audio/wav", recordings.is_wav, _anything),
    Kind("Ogg", ("ogg", "oga", "opus"), "audio/ogg", recordings.is_ogg, _anything),
    Kind("AMR", ("amr",), "audio/amr", recordings.is_amr, _anything),
    Kind("AAC", ("aac",), "audio/aac", recordings.is_aac, _anything),
    Kind(
        "MP4",
        ("mp4", "m4v"),
        "video/mp4",
        recordings.is_of_brand(*recordings.FILM),
        _anything,
        recordings.without_place,
    ),
    Kind("QuickTime", ("mov",), "video/quicktime", recordings.is_quicktime, _anything, recordings.without_place),
    Kind(
        "3GP",
        ("3gp", "3g2"),
        "video/3gpp",
        recordings.is_of_brand(*recordings.MOBILE),
        _anything,
        recordings.without_place,
    ),
    Kind("WebM", ("webm",), "video/webm", recordings.is_webm, _anything),
)
