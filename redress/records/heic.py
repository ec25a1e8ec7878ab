"""What does a telephone's HEIC picture show, as a JPEG that every computer opens?

The decoder is a large library in a language that forgives nothing, and the picture may have been made to break it.
So :func:`as_jpeg` starts this file as a process of its own, with little time and memory, that holds nothing but the
picture: whatever happens to it, the worker only learns that there is no picture.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys

SECONDS = 40
_MEMORY = 3 * 1024**3
_MOST_PIXELS = 100_000_000


class Unreadable(Exception):
    """There is no picture in it that can be drawn."""


def as_jpeg(content: bytes) -> bytes:
    """The first picture of a HEIC file, the right way up, without place or device. Raises :class:`Unreadable`."""
    try:
        made = subprocess.run(  # noqa: S603 - our own file, and nothing of the picture is on the command line
            [sys.executable, "-I", __file__],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        )
    except (subprocess.SubprocessError, OSError):
        raise Unreadable from None
    return made.stdout


def _drawn(content: bytes) -> bytes:
    from PIL import Image
    from pillow_heif import open_heif

    heif = open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
    if heif.size[0] * heif.size[1] > _MOST_PIXELS:
        raise Unreadable
    picture = heif.to_pillow()  # turned as the file says: it does so by itself
    bare = Image.new("RGB", picture.size, "white")
    bare.paste(picture, mask=picture.getchannel("A") if "A" in picture.getbands() else None)
    kept = io.BytesIO()
    bare.save(kept, "JPEG", quality=90, icc_profile=picture.info.get("icc_profile"))
    return kept.getvalue()


def main() -> None:
    """Read the picture from standard input and write the JPEG to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    sys.stdout.buffer.write(_drawn(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
