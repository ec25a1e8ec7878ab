"""What does a text of the council's policy say in the language of the page?"""

from __future__ import annotations

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from redress.policies.languages import told


def said(text: str) -> str | SafeString:
    """The text in the language of the page; where nobody has translated it, in English and marked as English."""
    language = get_language() or settings.LANGUAGE_CODE
    if not text or language == settings.LANGUAGE_CODE:
        return text
    translated = told(text, language)
    if translated:
        return translated
    if get_language_bidi():
        return format_html('<span lang="{}" dir="ltr">{}</span>', settings.LANGUAGE_CODE, text)
    return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, text)


def said_plainly(text: str) -> str:
    """The same where no mark can stand: inside a sentence, a title or a message."""
    return told(text, get_language() or settings.LANGUAGE_CODE) or text
