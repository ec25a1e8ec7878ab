"""Which address leads to one's own complaint?"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from redress.accounts.models import Council


def tracking_path(council: Council | str, reference: str, secret: str) -> str:
    """The path of a tracking link."""
    return reverse("intake:track-link", args=[getattr(council, "pk", council), reference, secret])


def tracking_link(council: Council | str, reference: str, secret: str) -> str:
    """A tracking link with the public address of this installation, as a letter or e-mail carries it."""
    return settings.PUBLIC_URL + tracking_path(council, reference, secret)
