"""What does the sheet look like that is laid between letters, so that a pile of scans falls apart by itself?

Bars that go right across, thick and thin by turns, the same from above and from below:
:mod:`redress.arrivals.post.sheets` knows it by them whichever way round it was scanned.
"""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

WIDE, HIGH, DOTS = 827, 1169, 100  # a sheet of A4 with 100 dots an inch
BARS = (2, 1, 2, 1, 2)
UNIT = 24


def picture(title: str = "", told: str = "") -> Image.Image:
    """The sheet as a picture, with what it says to whoever finds it."""
    sheet = Image.new("L", (WIDE, HIGH), 255)
    draw = ImageDraw.Draw(sheet)
    for top in (90, HIGH - 90 - UNIT * (sum(BARS) + len(BARS) - 1)):
        at = top
        for thick in BARS:
            draw.rectangle((0, at, WIDE, at + thick * UNIT - 1), fill=0)
            at += (thick + 1) * UNIT
    draw.text((WIDE / 2, HIGH / 2 - 30), title, fill=0, font=ImageFont.load_default(40), anchor="mm")
    draw.text((WIDE / 2, HIGH / 2 + 30), told, fill=0, font=ImageFont.load_default(22), anchor="mm")
    return sheet


@cache
def pdf(title: str, told: str) -> bytes:
    """The sheet to be printed."""
    kept = io.BytesIO()
    picture(title, told).save(kept, "PDF", resolution=DOTS, title=title)
    return kept.getvalue()
