"""Is this installation safe to open its doors?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from redress.accounts.models import Staff

SENTENCE = (
    "This installation is in production and holds demonstration accounts, which anyone can use. "
    "Start production with a database of its own."
)


def refuse_demonstration_people() -> None:
    """Raise ImproperlyConfigured if this is production and demonstration accounts exist.

    For the starting of the web server. A database that cannot be asked yet is no reason to
    refuse: the accounts cannot be used in production in any case.
    """
    if settings.PRODUCTION and _demonstration_people_exist():
        raise ImproperlyConfigured(SENTENCE)


@register(Tags.security)
def no_demonstration_people_in_production(app_configs: Any = None, **others: Any) -> list[Error]:
    """The same as a system check, which every command makes first, the worker's and ``migrate`` included."""
    if settings.PRODUCTION and _demonstration_people_exist():
        return [Error(SENTENCE, id="accounts.E001")]
    return []


def _demonstration_people_exist() -> bool:
    try:
        return Staff.objects.filter(is_demonstration=True).exists()
    except DatabaseError:
        return False
