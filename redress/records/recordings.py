"""Is this a sound or a film, and what is kept of it without the place where it was made?

Telephones write the place into a film as they do into a photograph. Sounds and films are not made afresh: the boxes
that tell of place and device are blotted out where they stand, and nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Callable

#: The boxes of an MP4 or QuickTime file that hold other boxes on the way to those that tell something.
_HOLDERS = {b"moov", b"trak"}
#: Those that tell of place, device and person, and that no player needs.
_TELLING = {b"udta", b"meta", b"uuid"}
_DEEPEST = 3

SOUND = (b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom")
FILM = (b"mp42", b"mp41", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"avc1", b"M4V ", b"MSNV", b"dash", b"XAVC")
QUICKTIME = (b"qt  ",)
MOBILE = (b"3gp1", b"3gp2", b"3gp3", b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gs7", b"3ge6", b"3g2a", b"3g2b", b"3g2c")


def is_of_brand(*brands: bytes) -> Callable[[bytes], bool]:
    """Whether a file begins as an MP4 file of one of these brands."""
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


def is_quicktime(head: bytes) -> bool:
    """Whether it begins as a QuickTime film; old ones have no brand."""
    return is_of_brand(*QUICKTIME)(head) or head[4:8] in (b"moov", b"mdat", b"wide")


def is_webm(head: bytes) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]


def is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2", b"\xfa"))


def is_wav(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WAVE"


def is_ogg(head: bytes) -> bool:
    return head.startswith(b"OggS\x00")


def is_amr(head: bytes) -> bool:
    return head.startswith((b"#!AMR\n", b"#!AMR-WB\n"))


def is_aac(head: bytes) -> bool:
    return head[:1] == b"\xff" and head[1:2] in (b"\xf0", b"\xf1", b"\xf8", b"\xf9")


def without_place(content: bytes) -> bytes:
    """An MP4 or QuickTime file with the boxes that tell of place and device blotted out; all else as it was."""
    kept = bytearray(content)
    _blot(kept, 0, len(kept), 0)
    return bytes(kept)


def _blot(kept: bytearray, start: int, end: int, depth: int) -> None:
    while start + 8 <= end:
        size, kind = int.from_bytes(kept[start : start + 4]), bytes(kept[start + 4 : start + 8])
        head = 8
        if size == 1 and start + 16 <= end:
            size, head = int.from_bytes(kept[start + 8 : start + 16]), 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            return  # cut short: what is left is no box
        if kind in _TELLING:
            kept[start + 4 : start + 8] = b"free"
            kept[start + head : start + size] = bytes(size - head)
        elif kind in _HOLDERS and depth < _DEEPEST:
            _blot(kept, start + head, start + size, depth + 1)
        start += size
