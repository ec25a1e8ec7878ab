"""Is an archive of a bundle still exactly what it was when it was made?

Nothing but Python's own library is used, so that whoever receives a bundle can run this file by itself:
``python checking.py FILE.zip``.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

SCHEMA = "redress-bundle-1"
MANIFEST, SEAL, SUMS = "manifest.json", "manifest.hmac", "SHA256SUMS"
_CHUNK = 1024 * 1024
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
#: How Python's reader refuses what is damaged: a sum, a mark or the stream of what is packed is wrong, it ends too
#: soon, a place or a name makes no sense, or a bit says that it needs a password or a later reader. What its disk
#: refuses is another matter: that says nothing of the bundle.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError)
#: How bundles are packed, and by whoever packs the same files again. Other ways are not opened: each fails in its own.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = 22  # bytes with which an archive ends
_MOST_TOLD = 64 * 1024 * 1024  # a manifest is never as large


class NotABundle(Exception):
    """It cannot be read as a bundle at all; the sentence says why."""


@dataclass(slots=True)
class Checked:
    """What was found: what the manifest says, the sentences on what is wrong, and how many files were as they were."""

    manifest: dict[str, Any] = field(default_factory=dict)
    raw_manifest: bytes = b""
    seal: str = ""
    wrong: list[str] = field(default_factory=list)
    whole: int = 0

    @property
    def files(self) -> list[dict[str, Any]]:
        """What the manifest says of each file."""
        listed = self.manifest.get("files")
        return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def checked(file: str | Path | IO[bytes]) -> Checked:
    """Look at every file of an archive. Raises :class:`NotABundle`."""
    try:
        with zipfile.ZipFile(file) as archive:
            found = _looked_through(archive)
            found.wrong += _beside_the_files(archive)
            return found
    except OSError as trouble:
        raise NotABundle(f"It cannot be read: {trouble.strerror or trouble}") from None
    except DAMAGED as trouble:
        raise NotABundle(f"It is not a ZIP archive, or it is damaged: {trouble}") from None


def _looked_through(archive: zipfile.ZipFile) -> Checked:
    found = Checked()
    if any(member.compress_type not in PACKED for member in archive.infolist()):
        raise NotABundle(
            "It is packed in a way that no bundle is: unpack it, and pack its files again as an ordinary ZIP file"
        )
    found.wrong += _bad_names(archive.infolist())
    members = [member for member in archive.infolist() if not _is_empty_folder(member)]
    names = [member.filename for member in members]
    for needed in (MANIFEST, SUMS):
        if needed not in names:
            raise NotABundle(f"There is no {needed} in it: it is not a bundle of Redress")
    found.raw_manifest = _small(archive, MANIFEST)
    found.manifest = _manifest(found.raw_manifest)
    found.seal = _small(archive, SEAL).decode(errors="replace").strip() if SEAL in names else ""
    sums = dict(_sums(_small(archive, SUMS), found.wrong))
    told = {str(each.get("name")): each for each in found.files}
    for name in dict.fromkeys([*told, *sums]):
        if name not in names:
            found.wrong.append(f"{name}: it is missing")
    found.wrong += [] if SEAL in names else [f"{SEAL}: it is missing"]
    for name in sorted(set(told) - set(sums)):
        found.wrong.append(f"{name}: {SUMS} does not list it")
    for name in sorted(set(sums) - set(told) - {MANIFEST, SEAL}):
        found.wrong.append(f"{name}: {MANIFEST} does not list it")
    for member in members:
        name = member.filename
        if name == SUMS:
            continue
        if name not in sums and name not in told:
            found.wrong.append(f"{name}: it was not in the bundle when it was made")
            continue
        wrong = _altered(archive, member, sums.get(name, ""), told.get(name))
        found.wrong += [wrong] if wrong else []
        found.whole += not wrong
    return found


def _is_empty_folder(member: zipfile.ZipInfo) -> bool:
    """Whether it is only the name of a folder, as many programmes write it who pack the same files again."""
    return member.is_dir() and not member.file_size and not member.compress_size


def _bad_names(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """What is wrong with the names under which the files would be unpacked."""
    seen: dict[str, str] = {}
    for member in members:
        name = member.filename
        alike = seen.setdefault(name.casefold(), name)
        if alike != name:
            yield f"{name}: some systems cannot tell it apart from {alike}"
    names = [member.filename for member in members]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{name}: it stands in the archive more than once"
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", name) or not name.isprintable():
            yield f"{name!r}: this name is not safe to unpack"
    for member in members:
        if stat.S_ISLNK(member.external_attr >> 16):
            yield f"{member.filename}: it is no file but a link to another place"


def _beside_the_files(archive: zipfile.ZipFile) -> Iterator[str]:
    """Whether something stands in the archive that is none of its files: before them, after them, or as a note."""
    opened = archive.fp
    assert opened is not None
    opened.seek(-_END, io.SEEK_END)
    end = opened.read(_END)
    first = min((member.header_offset for member in archive.infolist()), default=0)
    if first or archive.comment or not end.startswith(b"PK\5\6") or end[-2:] != b"\0\0":
        yield "There is something in the archive beside its files"


def _manifest(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        raise NotABundle(f"{MANIFEST} cannot be read") from None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise NotABundle(f"{MANIFEST} is of a kind that this version does not know")
    return told


def _sums(raw: bytes, wrong: list[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for line in raw.decode(errors="replace").splitlines():
        match = _LINE.fullmatch(line)
        if match:
            if match[2] in seen:
                wrong.append(f"{match[2]}: {SUMS} lists it more than once")
            seen.add(match[2])
            yield match[2], match[1]
        elif line.strip():
            wrong.append(f"{SUMS}: a line of it cannot be read")


def _altered(archive: zipfile.ZipFile, member: zipfile.ZipInfo, summed: str, told: dict[str, Any] | None) -> str:
    """What is wrong with one file, or nothing."""
    sha256, size = hashlib.sha256(), 0
    try:
        with archive.open(member) as opened:
            while chunk := opened.read(_CHUNK):
                sha256.update(chunk)
                size += len(chunk)
                if told is not None and size > _size(told):
                    return f"{member.filename}: it is longer than {MANIFEST} says"
    except DAMAGED:
        return f"{member.filename}: it is damaged and cannot be unpacked"
    is_now = sha256.hexdigest()
    if summed and is_now != summed:
        return f"{member.filename}: it was altered"
    if told is not None and (is_now != told.get("sha256") or size != told.get("size")):
        return f"{member.filename}: it is not what {MANIFEST} says"
    return ""


def _size(told: dict[str, Any]) -> int:
    return told["size"] if isinstance(told.get("size"), int) else 0


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MOST_TOLD:
        raise NotABundle(f"{name} is far too large")
    try:
        return archive.read(name)
    except DAMAGED:
        raise NotABundle(f"{name} is damaged") from None


def said(found: Checked) -> Iterator[str]:
    """What was found, in lines."""
    of = found.manifest
    yield f"Bundle {of.get('bundle', '')} of {of.get('council', '')}, case {of.get('reference', '')}."
    if found.wrong:
        yield from found.wrong
        wrong = "1 thing is wrong" if len(found.wrong) == 1 else f"{len(found.wrong)} things are wrong"
        whole = "1 file is whole" if found.whole == 1 else f"{found.whole} files are whole"
        yield f"It is not as it was made: {wrong}; {whole}."
    else:
        files = "1 file" if found.whole == 1 else f"{found.whole} files"
        yield f"It is as it was made: {files}, every one with its hash."


def main(names: list[str]) -> int:
    """Check each file named: 0 where all are whole, 1 where something was changed, 2 where it cannot be read."""
    worst = 0
    for name in names:
        try:
            found = checked(name)
        except NotABundle as trouble:
            print(f"{name}: {trouble}", file=sys.stderr)
            worst = 2
            continue
        print("\n".join(said(found)))
        worst = max(worst, 1 if found.wrong else 0)
    return worst if names else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
