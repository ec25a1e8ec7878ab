"""What do residents photograph? Drawn here, so that no picture of a real place or person is needed."""

from __future__ import annotations

import io
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

_SIZE = (960, 640)
_HORIZON = 300


def photograph(name: str, caption: str) -> ContentFile[bytes]:
    """A small made-up photograph: a street in plain shapes, with what it shows written on it."""
    chance = Random(name)  # noqa: S311 (the same picture every time; keeps no secret)
    picture = Image.new("RGB", _SIZE, (196, 212, 222))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, _HORIZON, *_SIZE), fill=(120, 128, 112))
    _houses(draw, chance)
    _things_on_the_ground(draw, chance)
    draw.rectangle((0, _SIZE[1] - 64, *_SIZE), fill=(11, 12, 12))
    draw.text((24, _SIZE[1] - 50), caption, fill=(255, 255, 255), font=ImageFont.load_default(size=28))
    stored = io.BytesIO()
    picture.save(stored, "JPEG", quality=80)
    return ContentFile(stored.getvalue(), name=name)


def _houses(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    left = -20
    while left < _SIZE[0]:
        width, height = chance.randint(120, 220), chance.randint(110, 220)
        top, brick = _HORIZON - height, chance.choice([(150, 92, 76), (171, 158, 140), (134, 118, 104)])
        draw.rectangle((left, top, left + width, _HORIZON), fill=brick)
        draw.polygon([(left - 8, top), (left + width / 2, top - 50), (left + width + 8, top)], fill=(88, 72, 68))
        for across in range(left + 20, left + width - 40, 56):
            draw.rectangle((across, top + 24, across + 32, top + 64), fill=(226, 232, 236))
        left += width + chance.randint(4, 30)


def _things_on_the_ground(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    for _each in range(9):
        across, down = chance.randint(60, _SIZE[0] - 140), chance.randint(_HORIZON + 40, _SIZE[1] - 180)
        size = 40 + (down - _HORIZON) // 3
        grey = chance.randint(20, 90)
        draw.ellipse((across, down, across + size, down + size * 0.9), fill=(grey, grey, grey + 8))
