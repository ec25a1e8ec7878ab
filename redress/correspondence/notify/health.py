"""Does GOV.UK Notify answer and take our keys? Asked at most once a minute by each process, and nothing is sent."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache

from redress.correspondence.notify.api import Notify

A_MINUTE = 60


def services_health() -> dict[str, str]:
    """By council ``ok``, or the code of what is wrong; empty where none has a service."""
    return {council: _said(council) for council in settings.NOTIFY}


def _said(council: str) -> str:
    key = f"notify-health:{council}"
    known = cache.get(key)
    if known is None:
        known = Notify(settings.NOTIFY[council]).answers()
        cache.set(key, known, A_MINUTE)
    return str(known)
