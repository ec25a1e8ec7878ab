"""What is written to the log about a request or a fault, and what never is?

Never: query strings, form values, paths (a tracking link is a secret and a reference names a person), addresses,
and in production the messages of faults, which may quote a row. A request is known by its route and its id.
"""

import logging
import sys
import time
import traceback
import uuid
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

LOG = structlog.get_logger("redress.requests")


def configure(*, level: str, messages_of_faults: bool) -> None:
    """Send our own lines and those of every library to standard error, one JSON object a line."""

    def fault(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        raised = event.pop("exc_info", None)
        if raised is True:
            raised = sys.exc_info()
        elif isinstance(raised, BaseException):
            raised = (type(raised), raised, raised.__traceback__)
        if raised and raised[1] is not None:
            event["fault"] = type(raised[1]).__name__
            event["where"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(raised[2])[-12:]]
            if messages_of_faults:
                event["message"] = str(raised[1])
        return event

    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                fault,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    handler.addFilter(_without_paths)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("django.db.backends").setLevel("WARNING")  # SQL carries people's values
    logging.getLogger("pikepdf").setLevel("WARNING")  # else every command begins with word of its own logger


def _without_paths(record: logging.LogRecord) -> bool:
    """Django words its request lines with the path and hands over the request; keep neither."""
    if record.name.startswith(("django.request", "django.security", "django.server")):
        record.msg, record.args = record.name.removeprefix("django."), ()
        for name in ("request", "server_time"):
            record.__dict__.pop(name, None)
    return True


class RequestLog:
    """One line for each request: route, method, status, milliseconds, and the id given back in X-Request-Id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request_id)
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        LOG.info(
            "request",
            method=request.method,
            route=match.route if match else None,
            status=response.status_code,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
        )
        response["X-Request-Id"] = request_id
        return response
