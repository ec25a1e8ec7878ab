"""Does a web process see a version of a policy that another process adopted?

Yes: the first who needs the rulebook in a request asks once whether there is a new one. A request that needs no
policy asks nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from redress import policies

Answer = Callable[[HttpRequest], HttpResponse]


def adopted_versions(get_response: Answer) -> Answer:
    """Let each request ask once."""

    def answered(request: HttpRequest) -> HttpResponse:
        policies.ask_again()
        try:
            return get_response(request)
        finally:
            policies.ask_again(False)

    return answered
