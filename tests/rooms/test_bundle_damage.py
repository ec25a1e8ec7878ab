"""Does whoever checks a bundle that was damaged or changed on the way hear so, whatever was done to it?"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable

import pytest

from redress.records.bundling.checking import MANIFEST, SCHEMA, SEAL, SUMS, NotABundle, checked

Members = list[tuple[str | zipfile.ZipInfo, bytes]]
PAPERS = {"bundle.pdf": b"%PDF-1.7 the papers of a case, said again and again. " * 40, "documents/001 a.pdf": b"%PDF a"}


def members() -> Members:
    """What a small bundle holds, in order, as theirs do."""
    told = [_told(name, each) for name, each in PAPERS.items()]
    files = {**PAPERS, MANIFEST: json.dumps({"schema": SCHEMA, "files": told}).encode(), SEAL: b"0" * 64}
    return [*files.items(), (SUMS, _sums(list(files.items())))]


def _told(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def _sums(files: list[tuple[str, bytes]]) -> bytes:
    return "".join(f"{hashlib.sha256(each).hexdigest()}  {name}\n" for name, each in files).encode()


def packed(files: Members, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, each in files:
            archive.writestr(name, each)
    return written.getvalue()


def archive() -> bytes:
    return packed(members())


def outcome(content: bytes) -> str:
    try:
        return "changed" if checked(io.BytesIO(content)).wrong else "whole"
    except NotABundle:
        return "unreadable"


def test_a_bundle_as_it_was_made_is_whole():
    assert outcome(archive()) == "whole"


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("bits", [0xFF, 0x01, 0x20], ids=hex)
def test_a_byte_that_is_wrong_anywhere_is_told_and_never_breaks_the_check(how: int, bits: int) -> None:
    """Also in the middle of what is packed, where the stream itself no longer makes sense."""
    whole = packed(members(), how)
    found = {outcome(whole[:at] + bytes([whole[at] ^ bits]) + whole[at + 1 :]) for at in range(len(whole))}
    assert {"changed", "unreadable"} <= found


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_in_another_way_is_not_opened_and_how_to_go_on_is_told(how: int) -> None:
    whole = packed(members(), how)
    with pytest.raises(NotABundle, match="pack its files again as an ordinary ZIP file"):
        checked(io.BytesIO(whole))
    found = {outcome(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]) for at in range(len(whole))}
    assert found == {"unreadable"}


def test_a_disk_that_cannot_be_read_is_not_called_a_damaged_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_given: object, **_more: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", refuses)
    with pytest.raises(NotABundle, match="It cannot be read: Input/output error"):
        checked(io.BytesIO(archive()))


def test_a_bundle_that_ends_too_soon_is_told():
    whole = archive()
    assert {outcome(whole[:length]) for length in range(len(whole) - 22)} == {"unreadable"}


# --- what somebody does on purpose -----------------------------------------------------------------


def with_more(name: str | zipfile.ZipInfo, content: bytes = b"more", *, summed: bool = False) -> Callable[[], bytes]:
    """One file more; ``summed``: also in the list of hashes."""

    def made() -> bytes:
        *files, (_name, sums) = members()
        more = _sums([(str(name), content)]) if summed else b""
        return packed([*files, (name, content), (SUMS, sums + more)])

    return made


def without(name: str, *, summed: bool = False) -> Callable[[], bytes]:
    """One file less; ``summed``: gone from the list of hashes as well."""

    def made() -> bytes:
        left = [each for each in members() if each[0] not in (name, SUMS)]
        sums = _sums([(str(each), content) for each, content in left]) if summed else members()[-1][1]
        return packed([*left, (SUMS, sums)])

    return made


def renamed() -> bytes:
    return packed(
        [("documents/001 b.pdf" if name == "documents/001 a.pdf" else name, each) for name, each in members()]
    )


def changed_with_its_sum() -> bytes:
    """Another text, and another hash in the list: the manifest still knows better."""
    files = [(str(name), b"%PDF b" if name == "documents/001 a.pdf" else each) for name, each in members()[:-1]]
    return packed([*files, (SUMS, _sums(files))])


def with_another_manifest() -> bytes:
    return packed([(name, each.replace(b"001 a", b"001 b") if name == MANIFEST else each) for name, each in members()])


def with_two_sums_for_one_file() -> bytes:
    *files, (_name, sums) = members()
    return packed([*files, (SUMS, _sums([("bundle.pdf", b"another")]) + sums)])


def with_a_link() -> zipfile.ZipInfo:
    link = zipfile.ZipInfo("documents/002 b.pdf")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    return link


def with_a_note() -> bytes:
    written = io.BytesIO(archive())
    with zipfile.ZipFile(written, "a") as opened:
        opened.comment = b"read this"
    return written.getvalue()


DONE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a file more": (with_more("documents/002 b.pdf"), "was not in the bundle when it was made"),
    "a file more, with its hash": (with_more("documents/002 b.pdf", summed=True), f"{MANIFEST} does not list it"),
    "a file less": (without("documents/001 a.pdf"), "documents/001 a.pdf: it is missing"),
    "a file less, with its hash": (without("documents/001 a.pdf", summed=True), "documents/001 a.pdf: it is missing"),
    "no seal": (without(SEAL, summed=True), f"{SEAL}: it is missing"),
    "another name": (renamed, "documents/001 b.pdf: it was not in the bundle"),
    "another text with its hash": (changed_with_its_sum, f"it is not what {MANIFEST} says"),
    "another manifest": (with_another_manifest, f"{MANIFEST}: it was altered"),
    "two hashes for one file": (with_two_sums_for_one_file, f"bundle.pdf: {SUMS} lists it more than once"),
    "the same name twice": (with_more("bundle.pdf", PAPERS["bundle.pdf"]), "stands in the archive more than once"),
    "the same name in capitals": (with_more("BUNDLE.PDF"), "cannot tell it apart from bundle.pdf"),
    "out of its folder": (with_more("../outside.txt"), "not safe to unpack"),
    "at the root": (with_more("/etc/passwd"), "not safe to unpack"),
    "on a drive": (with_more("C:\\outside.txt"), "not safe to unpack"),
    "by the other stroke": (with_more("documents\\..\\..\\outside.txt"), "not safe to unpack"),
    "with a sign that turns text around": (with_more("documents/\u202efdp.exe"), "not safe to unpack"),
    "a link": (with_more(with_a_link(), b"/etc/passwd"), "a link to another place"),
    "something before it": (lambda: b"MZ a programme" + archive(), "beside its files"),
    "something after it": (lambda: archive() + b"<script>", "beside its files"),
    "a note in it": (with_a_note, "beside its files"),
    "a bomb": (with_more("bundle.pdf", b"0" * 20_000_000), "longer than"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", DONE)
def test_whatever_was_done_to_it_on_purpose_is_told(name: str) -> None:
    made, told = DONE[name]
    assert told in "\n".join(checked(io.BytesIO(made())).wrong)
