"""How is a bundle packed so that anybody can check, with nothing but a SHA-256 tool, that nothing in it was changed?

The same content makes the same bytes: files stand in a fixed order and bear one time.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any

from django.utils.crypto import salted_hmac

from redress.records.bundling.checking import MANIFEST, SCHEMA, SEAL, SUMS
from redress.records.bundling.items import Original
from redress.records.documents import safe_name

_CHUNK = 1024 * 1024
_PACKED_ALREADY = (".pdf", ".jpg", ".jpeg", ".png", ".webp", ".docx", ".xlsx", ".odt", ".mp3", ".m4a", ".mp4", ".mov")


@dataclass(frozen=True, slots=True)
class Filed:
    """One file of the archive, as the manifest tells of it."""

    name: str
    sha256: str
    size: int
    what: str
    record: str = ""
    digest: str = ""


class Archive:
    """An archive while it is packed into a file."""

    def __init__(self, to: IO[bytes], *, as_of: datetime) -> None:
        self._zip = zipfile.ZipFile(to, "w")
        at = as_of.timetuple()
        self._at = (max(at.tm_year, 1980), *at[1:6])
        self.filed: list[Filed] = []

    def put(self, name: str, opened: IO[bytes], *, what: str, record: str = "", digest: str = "") -> Filed:
        """Put a file in under a name, and remember its hash."""
        sha256, size = hashlib.sha256(), 0
        with opened, self._zip.open(self._info(name), "w", force_zip64=True) as into:
            while chunk := opened.read(_CHUNK):
                sha256.update(chunk)
                size += len(chunk)
                into.write(chunk)
        filed = Filed(name, sha256.hexdigest(), size, what, record, digest)
        self.filed.append(filed)
        return filed

    def close(self, told: Mapping[str, Any]) -> None:
        """Write the manifest, its seal and the list of hashes, and finish. ``told`` is what the manifest says first."""
        manifest = json.dumps(
            {"schema": SCHEMA, **told, "files": [asdict(each) for each in self.filed]},
            ensure_ascii=False,
            indent=2,
            sort_keys=True,
        ).encode()
        lines = [(each.sha256, each.name) for each in self.filed]
        for name, content in ((MANIFEST, manifest), (SEAL, f"{sealed(manifest)}\n".encode())):
            self._zip.writestr(self._info(name), content)
            lines.append((hashlib.sha256(content).hexdigest(), name))
        self._zip.writestr(self._info(SUMS), "".join(f"{sha256}  {name}\n" for sha256, name in lines).encode())
        self._zip.close()

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._at)
        info.create_system = 3
        info.external_attr = 0o644 << 16
        info.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_PACKED_ALREADY) else zipfile.ZIP_DEFLATED
        return info


def sealed(manifest: bytes) -> str:
    """What this installation's key makes of a manifest: nobody without the key can make it for another."""
    return salted_hmac("redress.bundle", manifest, algorithm="sha256").hexdigest()


def numbered(originals: Iterable[tuple[str, Original]]) -> list[tuple[str, Original]]:
    """Each original with the name it gets in the archive: its folder, its number there, and its own name made safe."""
    counted: dict[str, int] = {}
    found = []
    for folder, original in originals:
        counted[folder] = counted.get(folder, 0) + 1
        found.append((f"{folder}/{counted[folder]:03} {_plain(safe_name(original.name))}", original))
    return found


def _plain(name: str) -> str:
    """A name that every system can unpack and every shell can take: no line ends, no odd blanks, none too long."""
    stem, dot, ending = name.rpartition(".")
    stem = stem if dot else name
    cut = stem.encode()[:100].decode(errors="ignore").strip(" .") or "file"
    return f"{cut}.{ending}" if dot else cut
