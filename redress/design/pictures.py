"""How does a picture that somebody uploads become one that can harm nobody?

Whatever it was, points alone are kept, as a PNG of our own making: nothing that was written beside them, no programme,
no address of another place. A drawing (SVG) is read against a list of what a drawing needs, drawn, and not kept.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import typst
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from redress.design import paper

LARGEST_FILE = 1024 * 1024
ACCEPT = "image/svg+xml,image/png,image/jpeg,.svg,.png,.jpg,.jpeg"
_WIDEST, _HIGHEST, _LOWEST = 1200, 480, 40  # points of the picture that is kept
_MOST_PIXELS = 25_000_000
_MOST_USES = 200
#: What makes a drawing slow: how often shapes are drawn again, sheets laid over each other, parts within parts.
_MOST_REPEATED, _MOST_SHEETS, _DEEPEST = 1_000_000, 400, 50
_SHEETS = {"g", "svg", "use", "symbol", "switch"}
_MAKES_A_SHEET = re.compile("opacity|clip-path", re.IGNORECASE)
_KINDS = ("PNG", "JPEG")
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {
    *("svg", "g", "defs", "symbol", "use", "switch", "clipPath", "title", "desc", "style"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("linearGradient", "radialGradient", "stop"),
}
_REFERENCE = re.compile(r"url\(\s*['\"]?(?!#)|@import|\\", re.IGNORECASE)  # \ hides letters from whoever looks for them


class PictureRefused(ValueError):
    """The file is not taken as a picture; its message is the sentence for the person who sent it."""


def safe(content: bytes) -> bytes:
    """The picture afresh, as a PNG. Raises :class:`PictureRefused`; what it is told by its content, never its name."""
    if len(content) > LARGEST_FILE:
        raise PictureRefused(_("The picture must be smaller than 1 MB"))
    drawing = _is_drawing(content)
    with _opened(_drawn(content) if drawing else content) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            raise PictureRefused(_("The picture has too many points. Save it smaller"))
        if picture.height < _LOWEST or picture.width < _LOWEST:
            raise PictureRefused(_("The picture must be at least 40 points wide and high"))
        if picture.width > 5 * picture.height:
            raise PictureRefused(_("The picture must not be more than five times as wide as it is high"))
        return _afresh(picture)


def _is_drawing(content: bytes) -> bool:
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in head


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=_KINDS)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise PictureRefused(_("The picture must be an SVG, PNG or JPEG file")) from error


def _afresh(picture: Image.Image) -> bytes:
    try:
        upright = ImageOps.exif_transpose(picture)
        bare = upright.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureRefused(_("The picture is damaged and cannot be read")) from error
    bare.thumbnail((_WIDEST, _HIGHEST))
    kept = io.BytesIO()
    plain = Image.new("RGBA", bare.size)
    plain.paste(bare)  # what was written beside the points stays behind
    plain.save(kept, "PNG", optimize=True)
    return kept.getvalue()


# --- drawings -------------------------------------------------------------------------------------


def _drawn(content: bytes) -> bytes:
    """A drawing as a PNG, if there is nothing in it but what can be drawn."""
    damaged = _("The drawing is damaged and cannot be read")
    if b"<!ENTITY" in content:
        raise PictureRefused(damaged)
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - it has no entities, and nothing outside is fetched
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise PictureRefused(damaged) from error
    if _depth(root) > _DEEPEST:
        raise PictureRefused(_("The drawing is too intricate. Save it as PNG"))
    _strip(root)
    for element in root.iter():
        _look_at(element)
    _look_at_uses(root)
    _look_at_sheets(root)
    try:
        return paper.picture(ElementTree.tostring(root), height=_HIGHEST / 2)
    except typst.TypstError as error:
        raise PictureRefused(damaged) from error


def _strip(root: ElementTree.Element) -> None:
    """Take out what drawing programmes write for themselves."""
    for parent in root.iter():
        for child in list(parent):
            if not isinstance(child.tag, str) or not child.tag.startswith(_SVG) or child.tag == f"{_SVG}metadata":
                parent.remove(child)


def _look_at(element: ElementTree.Element) -> None:
    name = element.tag.removeprefix(_SVG)
    if name not in _DRAWN:
        told = {"name": name}
        if name in ("text", "tspan"):
            raise PictureRefused(_("The drawing has letters in it. Turn them into shapes, or save it as PNG"))
        raise PictureRefused(_("The drawing has a part that we do not take: %(name)s. Save it as PNG") % told)
    for attribute, value in element.attrib.items():
        own = attribute.rpartition("}")[2]
        outside = own == "href" and not value.strip().startswith("#")
        if outside or own.lower().startswith("on") or _REFERENCE.search(value):
            raise PictureRefused(_("The drawing points to something outside it. Save it as PNG"))
    if _REFERENCE.search(element.text or ""):
        raise PictureRefused(_("The drawing points to something outside it. Save it as PNG"))


def _look_at_uses(root: ElementTree.Element) -> None:
    """What is drawn many times within what is drawn many times would never be finished."""
    uses = list(root.iter(f"{_SVG}use"))
    known = {each.get("id"): each for each in root.iter() if each.get("id")}
    nested = any(_holds_a_use(known.get(target)) for use in uses for target in _targets(use))
    repeated = sum(_size(known.get(target)) for use in uses for target in _targets(use))
    if nested or len(uses) > _MOST_USES or repeated > _MOST_REPEATED:
        raise PictureRefused(_("The drawing is too intricate. Save it as PNG"))


def _look_at_sheets(root: ElementTree.Element) -> None:
    """What lets others show through is drawn on a sheet of its own, as large as the picture."""
    said = "".join(each.text or "" for each in root.iter(f"{_SVG}style"))
    everywhere = bool(_MAKES_A_SHEET.search(said))
    sheets = sum(1 for each in root.iter() if everywhere or _is_sheet(each))
    if sheets > _MOST_SHEETS:
        raise PictureRefused(_("The drawing is too intricate. Save it as PNG"))


def _is_sheet(element: ElementTree.Element) -> bool:
    told = f"{' '.join(element.attrib)} {element.get('style', '')}"
    return element.tag.removeprefix(_SVG) in _SHEETS or bool(_MAKES_A_SHEET.search(told))


def _depth(root: ElementTree.Element) -> int:
    """How many parts stand within each other; counted without going deep, for a hostile one would break that."""
    depth, level = 0, [root]
    while level and depth <= _DEEPEST:
        depth, level = depth + 1, [child for each in level for child in each]
    return depth


def _size(element: ElementTree.Element | None) -> int:
    """How much there is to draw of it, in letters of its shapes."""
    if element is None:
        return 0
    return sum(len(value) for each in element.iter() for value in each.attrib.values())


def _targets(use: ElementTree.Element) -> Iterator[str]:
    return (value.strip().lstrip("#") for name, value in use.attrib.items() if name.rpartition("}")[2] == "href")


def _holds_a_use(element: ElementTree.Element | None) -> bool:
    return element is not None and next(element.iter(f"{_SVG}use"), None) is not None
