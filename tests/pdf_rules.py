"""Which rules of PDF/UA-1 and PDF/A-2a does this file break?"""

from __future__ import annotations

import re
from pathlib import Path

import page as page_validation

PROFILES = ("ua1", "2a")
_STREAM = re.compile(r"STREAM-LENGTH.*\(object (\d+) 0\)")


def broken(file: Path) -> list[str]:
    """Every finding of the validator under both profiles, but for those it makes of a stream that ends in a return."""
    found = []
    for profile in PROFILES:
        report = str(page_validation.validate_pdf(str(file), profile=profile))
        findings = [line for line in report.splitlines() if line.startswith("[")]
        found += [line for line in findings if not _is_a_stream_that_ends_in_a_return(line, file)]
        if not findings and "Checks: 0 failed" not in report:
            found.append(report)
    return found


def _is_a_stream_that_ends_in_a_return(finding: str, file: Path) -> bool:
    """The validator takes a return that is the last byte of the data for part of the line break that follows it."""
    named = _STREAM.search(finding)
    if named is None:
        return False
    written = file.read_bytes()
    head = re.search(rb"\n" + named[1].encode() + rb" 0 obj(.*?)stream\r?\n", written, re.DOTALL)
    assert head is not None
    length = re.search(rb"/Length (\d+)", head[1])
    assert length is not None
    end = head.end() + int(length[1])
    return written[end - 1 : end] == b"\r" and written[end : end + 10] == b"\nendstream"
