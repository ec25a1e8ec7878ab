"""Does whoever checks a bundle that was damaged on the way hear so, wherever the damage is?"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

from redress.records.bundling.checking import MANIFEST, SCHEMA, SUMS, NotABundle, checked


def archive() -> bytes:
    """A small bundle, packed as theirs are."""
    papers = {"bundle.pdf": b"%PDF-1.7 the papers of a case, said again and again. " * 40}
    told = [
        {"name": name, "sha256": hashlib.sha256(each).hexdigest(), "size": len(each)} for name, each in papers.items()
    ]
    papers[MANIFEST] = json.dumps({"schema": SCHEMA, "files": told}).encode()
    sums = "".join(f"{hashlib.sha256(each).hexdigest()}  {name}\n" for name, each in papers.items())
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, each in {**papers, SUMS: sums.encode()}.items():
            packed.writestr(name, each)
    return written.getvalue()


def outcome(content: bytes) -> str:
    try:
        return "changed" if checked(io.BytesIO(content)).wrong else "whole"
    except NotABundle:
        return "unreadable"


def test_a_bundle_as_it_was_made_is_whole():
    assert outcome(archive()) == "whole"


def test_a_byte_that_is_wrong_anywhere_is_told_and_never_breaks_the_check():
    """Also in the middle of what is packed, where the stream itself no longer makes sense."""
    whole = archive()
    found = {outcome(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]) for at in range(len(whole))}
    assert {"changed", "unreadable"} <= found


def test_a_bundle_that_ends_too_soon_is_told():
    whole = archive()
    assert {outcome(whole[:length]) for length in range(len(whole) - 22)} == {"unreadable"}
