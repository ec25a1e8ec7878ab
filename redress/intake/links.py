"""Which address leads to one's own complaint?"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from redress.accounts.models import Council
from redress.records.equality_codes import new_code
from redress.rules.policy import Policy


def about_you_path(council: Council | str, policy: Policy, secret: str) -> str:
    """The path of the questions that whoever has this secret may answer about themselves; empty where none are asked.

    Nothing of it is kept: it is made again from the secret, which only the person has.
    """
    if policy.equality_monitoring is None:
        return ""
    council_id = getattr(council, "pk", council)
    return reverse("intake:about-you", args=[council_id, new_code(council_id, timezone.localdate(), secret)])


def tracking_path(council: Council | str, reference: str, secret: str) -> str:
    """The path of a tracking link."""
    return reverse("intake:track-link", args=[getattr(council, "pk", council), reference, secret])


def tracking_link(council: Council | str, reference: str, secret: str) -> str:
    """A tracking link with the public address of this installation, as a letter or e-mail carries it."""
    return settings.PUBLIC_URL + tracking_path(council, reference, secret)


def return_link(council: Council | str, secret: str) -> str:
    """The address by which somebody comes back to a complaint that they have not sent."""
    return settings.PUBLIC_URL + reverse("intake:return-link", args=[getattr(council, "pk", council), secret])
