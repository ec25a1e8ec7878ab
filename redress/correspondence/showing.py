"""How is a letter shown exactly as it was sent, without trusting what stands in it?"""

from __future__ import annotations

from django.http import HttpResponse

from redress.correspondence.models import Letter


def exactly_as_sent(html: str) -> HttpResponse:
    """The HTML of a letter or message by itself, byte for byte, where nothing in it can act or load anything.

    It has an address of its own and may be framed by our own pages. Its styles stand in its tags, as mail
    needs them, so that this one response allows them.
    """
    response = HttpResponse(html.encode(), content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    return response


def printable(letter: Letter) -> HttpResponse:
    """A letter by itself, to be printed and posted. Who may see its case is for the caller to settle first."""
    return exactly_as_sent(letter.html)
