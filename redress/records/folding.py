"""How is a name written so that whoever types it plainly finds it?

The same folding is done to what is stored and to what is asked for, so that both databases give the
same answer: ``lodz`` finds ``Łódź``, and ``obrien`` and ``o'brien`` find ``O’Brien``.
"""

from __future__ import annotations

import re
import unicodedata

#: Letters that have no plain letter inside them for Unicode to take out.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "ħ": "h",
        "Ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "Ŋ": "n",
        "þ": "th",
        "Þ": "th",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ß": "ss",
        "ẞ": "ss",
        "’": "",
        "‘": "",
        "'": "",
        "ʼ": "",
        "`": "",
    }
)
_NOT_A_WORD = re.compile(r"[^\w]+|_+")


def folded(text: str) -> str:
    """The words of a text in plain small letters, with one space between them."""
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", plain.translate(_LETTERS).casefold()).strip()


def folded_reference(text: str) -> str:
    """A reference as it is compared: small letters and digits only."""
    return folded(text).replace(" ", "")
