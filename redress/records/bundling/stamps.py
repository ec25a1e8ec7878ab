"""How does every page get its number, whatever its size and however it is turned, with nothing on it covered?

A page that is not ours is made longer at its foot, and the number stands there; ours leave room for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name

from redress.records.bundling.lettering import coded, width_of

_FONT, _SIZE, _STRIP, _EDGE, _OUR_FOOT = "/RedressNumber", 10.0, 26.0, 28.0, 26.0
_WIDE = 640.0  # a page wider than this is printed smaller: what stands on it is written larger


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def width(self) -> float:
        """As it is seen."""
        return self.right - self.left if self.turned in (0, 180) else self.top - self.bottom

    def longer(self, by: float) -> _Box:
        """With so much more at its foot, as it is seen."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        if self.turned == 0:
            bottom -= by
        elif self.turned == 90:
            right += by
        elif self.turned == 180:
            top += by
        else:
            left -= by
        return _Box(left, bottom, right, top, self.turned)

    @property
    def upright(self) -> str:
        """What turns the page's own measures into those from the lower left corner as it is seen."""
        matrix = {
            0: (1, 0, 0, 1, self.left, self.bottom),
            90: (0, 1, -1, 0, self.right, self.bottom),
            180: (-1, 0, 0, -1, self.right, self.top),
            270: (0, -1, 1, 0, self.left, self.top),
        }[self.turned]
        return " ".join(f"{each:.2f}" for each in matrix)


def stamped(page: pikepdf.Page, font: pikepdf.Object, number: str, beside: str, *, ours: bool) -> None:
    """Write the number at the foot of a page, to the right, and beside it to the left what the page belongs to."""
    box = _box(page)
    scale = max(1.0, box.width / _WIDE)
    size, strip, edge = _SIZE * scale, _STRIP * scale, _EDGE * scale
    room = box.width - 2 * edge
    if width_of(number, size) > room:  # a page as narrow as a till receipt
        edge, room = 2.0, box.width - 4.0
        size = max(2.0, min(size, size * room / max(1.0, width_of(number, size))))
    if not ours:
        box = box.longer(strip)
        for side in (Name.MediaBox, Name.CropBox):
            page.obj[side] = Array([round(each, 3) for each in (box.left, box.bottom, box.right, box.top)])
    foot = _OUR_FOOT if ours else strip * 0.35
    said = [(number, edge + room - width_of(number, size))]
    left = _shortened(beside, size, room - width_of(number, size) - 2 * size)
    if left:
        said.append((left, edge))
    words = b"".join(f"1 0 0 1 {x:.2f} {foot:.2f} Tm ".encode() + coded(text) + b" Tj " for text, x in said)
    page.add_resource(font, Name.Font, Name(_FONT))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(
        f"\nQ\n/Artifact <</Type /Pagination>> BDC q {box.upright} cm 0.2 g BT {_FONT} {size:.2f} Tf ".encode()
        + words
        + b"ET Q EMC\n"
    )


def _box(page: pikepdf.Page) -> _Box:
    """The part of a page that is seen, and how far it is turned to the right."""
    media = _sides(page.mediabox)
    crop = _sides(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = media
    try:
        turned = int(page.obj.get(Name.Rotate, 0)) % 360
    except (TypeError, ValueError):
        turned = 0
    return _Box(left, bottom, right, top, turned if turned in (0, 90, 180, 270) else 0)


def _sides(box: pikepdf.Array) -> tuple[float, float, float, float]:
    one, two, three, four = (float(each) for each in box)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _shortened(text: str, size: float, room: float) -> str:
    """As much of a text as there is room for; nothing where that says nothing."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if len(text) > 3 else ""
