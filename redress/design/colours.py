"""Which shades follow from a council's colour, and can they be read?"""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

READABLE = 4.5  # WCAG 2.2, 1.4.3: text against its background

Colour = tuple[int, int, int]


def colour(text: str) -> Colour:
    """The colour written as `1d3c5c` or `#1d3c5c`; raises ValueError for anything else."""
    digits = text.removeprefix("#")
    if not re.fullmatch(r"[0-9a-fA-F]{6}", digits):
        raise ValueError(f"{text!r} is not a colour of six hexadecimal digits")
    return (int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))


def written(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def darker(colour: Colour, share: float) -> Colour:
    red, green, blue = (round(part * (1 - share)) for part in colour)
    return (red, green, blue)


def readable(given: Colour) -> Colour:
    """The same colour, darkened until white text on it and it as text on our palest grey can both be read."""
    palest = (0xF3, 0xF2, 0xF1)
    while contrast(given, palest) < READABLE:
        given = darker(given, 0.05)
    return given


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def colours_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The style sheet that gives the page a council's colour; its address names the colour, so it never changes."""
    try:
        base = readable(colour(code))
    except ValueError:
        raise Http404 from None
    sheet = (
        f":root{{--redress-colour:{written(base)};"
        f"--redress-colour-dark:{written(darker(base, 0.25))};"
        f"--redress-colour-darkest:{written(darker(base, 0.5))}}}\n"
    )
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")
