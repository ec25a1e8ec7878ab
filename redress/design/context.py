"""What does every page need to know before its own words?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from redress.design import languages


def frame(request: HttpRequest) -> dict[str, Any]:
    """What a view told the request about itself: `council` (with a name), `council_colour` and `council_home`."""
    return {
        "council": getattr(request, "council", None),
        "council_colour": getattr(request, "council_colour", ""),
        "council_home": getattr(request, "council_home", ""),
        "demonstration": settings.DEMONSTRATION,
        **_languages(request),
    }


def _languages(request: HttpRequest) -> dict[str, Any]:
    """The languages of the public site, and what is to be said of this one; the staff site has but one."""
    if request.path.startswith(languages.FOR_STAFF):
        return {}
    return {"languages": languages.choices(request), "language_state": languages.state(request)}
