"""What was signed in this S/MIME envelope? The signature is not judged: the words inside are read, no more.

Just enough of BER (X.690) and CMS (RFC 5652) to find the signed content; anything unexpected is no content.
"""

from __future__ import annotations

from dataclasses import dataclass

SIGNED = bytes.fromhex("2a864886f70d010702")
ENVELOPED = bytes.fromhex("2a864886f70d010703")
_MOST_DEEP = 6
_SEQUENCE, _OID, _OCTETS, _OCTETS_IN_PARTS, _EXPLICIT = 0x30, 0x06, 0x04, 0x24, 0xA0


class NotCms(ValueError):
    """These bytes are no CMS, or no kind that can be read."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of BER: its tag, where its content begins and ends, and where the next element begins."""

    tag: int
    start: int
    end: int
    after: int


def kind(data: bytes) -> bytes:
    """The object id of the kind of envelope. Raises :class:`NotCms`."""
    outer = _element(data, 0, len(data))
    oid = _element(data, outer.start, outer.end)
    if outer.tag != _SEQUENCE or oid.tag != _OID:
        raise NotCms
    return data[oid.start : oid.end]


def signed_content(data: bytes) -> bytes:
    """The content of a signed envelope that carries it. Raises :class:`NotCms`."""
    if kind(data) != SIGNED:
        raise NotCms
    outer = _element(data, 0, len(data))
    oid = _element(data, outer.start, outer.end)
    signed = _element(data, _inside(data, oid.after, outer.end, _EXPLICIT).start, outer.end)
    version = _element(data, signed.start, signed.end)
    digests = _element(data, version.after, signed.end)
    capsule = _inside(data, digests.after, signed.end, _SEQUENCE)
    inner_kind = _element(data, capsule.start, capsule.end)
    if inner_kind.after >= capsule.end:
        raise NotCms  # the signature stands apart from what it signs
    held = _inside(data, inner_kind.after, capsule.end, _EXPLICIT)
    return _octets(data, held.start, held.end, depth=0)


def _inside(data: bytes, at: int, end: int, tag: int) -> _Element:
    found = _element(data, at, end)
    if found.tag != tag:
        raise NotCms
    return found


def _octets(data: bytes, at: int, end: int, *, depth: int) -> bytes:
    """One octet string, or the pieces it comes in."""
    pieces = []
    while at < end:
        piece = _element(data, at, end)
        if piece.tag == _OCTETS:
            pieces.append(data[piece.start : piece.end])
        elif piece.tag == _OCTETS_IN_PARTS and depth < _MOST_DEEP:
            pieces.append(_octets(data, piece.start, piece.end, depth=depth + 1))
        elif piece.tag == 0:
            break
        else:
            raise NotCms
        at = piece.after
    return b"".join(pieces)


def _element(data: bytes, at: int, end: int, *, depth: int = 0) -> _Element:
    if at + 2 > end or depth > 40:
        raise NotCms
    tag, length, start = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:
        raise NotCms  # tags of several bytes do not occur here
    if length == 0x80:
        return _of_unknown_length(data, tag, start, end, depth=depth)
    if length & 0x80:
        size = length & 0x7F
        if size > 4 or start + size > end:
            raise NotCms
        length = int.from_bytes(data[start : start + size], "big")
        start += size
    if start + length > end:
        raise NotCms
    return _Element(tag, start, start + length, start + length)


def _of_unknown_length(data: bytes, tag: int, start: int, end: int, *, depth: int) -> _Element:
    """An element that goes on until two zeros end it: found by walking over what is inside."""
    at = start
    while True:
        inner = _element(data, at, end, depth=depth + 1)
        if inner.tag == 0 and inner.start == inner.end:
            return _Element(tag, start, at, inner.after)
        at = inner.after
