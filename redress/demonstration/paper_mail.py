"""What do the letters look like that came by post, with their date stamps, and a picture that came by e-mail?"""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
import typst
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from redress.arrivals.post import separator

#: Letters as typst sets them; a blank one is a blank back.
LETTERS = (
    (
        "Mrs E Talbot\\ 22 Quarry View",
        "Dear Sir or Madam,\n\nthe wall of my bedroom is wet again. Your surveyor came in spring and said that it "
        "would be seen to before the winter. It was not. My doctor says that it is bad for my chest.\n\nI ask you to "
        "tell me in writing when somebody comes.\n\nYours faithfully\n\nE Talbot",
    ),
    (
        "J Whitlock\\ 3 Bakers Row",
        "To whom it may concern\n\nThe man at the desk in the town hall told me to come back with a form, and when I "
        "did, his colleague sent me away because it was the wrong form. I lost two mornings of pay.\n\nJ Whitlock",
    ),
    (
        "",
        "I have asked for a parking permit for my carer since summer. I was promised one by telephone. I think it is a "
        "disgrace.\n\n(no name)",
    ),
)
FROM_RECEPTION = (
    (
        "Allotment Society, Plot 9",
        "Dear Council\n\nthe water was turned off without a word to us. We lost the beans.\n\nR Dunmore, Secretary",
    ),
    ("H Castle\\ 71 Dock Road", "The street light in front of my house is out for the fifth week.\n\nH Castle"),
)
_SET = """
#set page(paper: "a5", margin: 2cm)
#set text(size: 11pt)
#align(right)[{sender}]
#let ink = rgb("#7a1f1f")
#place(top + left, rotate(-4deg, box(stroke: 1.5pt + ink, inset: 6pt, text(fill: ink, size: 9pt)[{stamp}])))
#v(2.5cm)
{text}
"""


def pile(letters: Iterable[tuple[str, str]]) -> bytes:
    """Letters one after another, with a separator sheet between them, as a scanner would give them."""
    between = separator.pdf("Separator sheet", "Leave this sheet between the letters")
    with pikepdf.new() as whole:
        for number, (sender, text) in enumerate(letters):
            for content in ([between] if number else []) + [_letter(sender, text)]:
                with pikepdf.open(io.BytesIO(content)) as sheet:
                    whole.pages.extend(sheet.pages)
        kept = io.BytesIO()
        whole.save(kept)
    return kept.getvalue()


def _letter(sender: str, text: str) -> bytes:
    stamp = "RECEIVED\\ " + f"{timezone.localdate():%B %Y}".upper()
    source = _SET.format(sender=sender, text=text, stamp=stamp if sender else "RECEIVED")
    content: bytes = typst.compile(source.encode())
    return content


def drawn(words: str) -> bytes:
    """A picture with some words on it."""
    picture = Image.new("RGB", (480, 320), "#8fa38a")
    draw = ImageDraw.Draw(picture)
    for place in range(5):
        draw.ellipse((40 + place * 85, 170 + place % 2 * 20, 130 + place * 85, 260), fill="#26282b")
    draw.text((24, 20), words, fill="#101010", font=ImageFont.load_default(24))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
