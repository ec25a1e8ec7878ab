"""What does a text of the policy say in the language of the reader, as part of a document?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language

from redress.design.parts import Said
from redress.policies.languages import told

_MARKED = re.compile(r'<span lang="([\w-]+)"(?: dir="ltr")?>(.*)</span>', re.DOTALL)


def said(text: str) -> str:
    """The text in the reader's language; where nobody has translated it, in English and marked as English."""
    language = get_language() or settings.LANGUAGE_CODE
    if not text or language == settings.LANGUAGE_CODE:
        return text
    return told(text, language) or Said(text, settings.LANGUAGE_CODE)


def all_said(texts: Iterable[str]) -> tuple[str, ...]:
    """The same of several texts."""
    return tuple(map(said, texts))


def without_html(text: str) -> str:
    """A text that pages mark as English with HTML, marked as documents mark it."""
    marked = _MARKED.fullmatch(text)
    return Said(html.unescape(marked[2]), marked[1]) if marked else text
