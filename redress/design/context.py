"""What does every page need to know before its own words?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The council whose page this is (a view sets `request.council`), and whether this is a demonstration."""
    return {"council": getattr(request, "council", None), "demonstration": settings.DEMONSTRATION}
