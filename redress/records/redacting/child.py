"""What is on the pages of a document, and how do they look with some of it blackened?

This file runs as a process of its own (:mod:`redress.records.redacting.apart` starts it, with limits): a document comes
from outside, and whatever it does to the programmes that open it, it does here. It answers on its output, one JSON
object a line. ``{"trouble": code}`` is the last line where it cannot go on.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: What this process may use: bytes of memory, seconds of computing, bytes of a file that it writes, no dump.
LIMITS = {
    resource.RLIMIT_AS: 2 * 1024**3,
    resource.RLIMIT_CPU: 900,
    resource.RLIMIT_FSIZE: 512 * 1024**2,
    resource.RLIMIT_CORE: 0,
}


def main(arguments: list[str]) -> None:
    """``look FILE FOLDER`` or ``redact FILE FOLDER``, with what is asked as JSON on the input."""
    for limit, most in LIMITS.items():
        resource.setrlimit(limit, (most, most))
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    import pikepdf
    import pypdfium2 as pdfium
    from PIL import Image

    from redress.records.redacting import work

    Image.MAX_IMAGE_PIXELS = work.MOST_PIXELS
    command, file, folder = arguments
    try:
        _say(work.COMMANDS[command](Path(file), Path(folder), json.loads(sys.stdin.read() or "{}")))
    except work.Trouble as trouble:
        _say([{"trouble": str(trouble)}])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        _say([{"trouble": "too-large-inside"}])
    except (pdfium.PdfiumError, pikepdf.PdfError, OSError, ValueError, SyntaxError, RuntimeError, MemoryError):
        _say([{"trouble": "cannot-be-read"}])


def _say(lines: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> None:
    for line in lines:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
