"""What does every page need to know before its own words?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """What a view told the request about itself: `council` (with a name), `council_colour` and `council_home`."""
    return {
        "council": getattr(request, "council", None),
        "council_colour": getattr(request, "council_colour", ""),
        "council_home": getattr(request, "council_home", ""),
        "demonstration": settings.DEMONSTRATION,
    }
