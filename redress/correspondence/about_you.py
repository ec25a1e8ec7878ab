"""Where can somebody who complained answer the questions about themselves, without our keeping the address?

It stands in the text of a receipt as a placeholder and is made only as the receipt goes, from the secret of the
tracking link, which is forgotten then.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse

from redress.records.equality_codes import new_code
from redress.rules.policy import Policy

ABOUT_YOU = "%ABOUT-YOU-LINK%"


def placeholder(policy: Policy, link: str) -> str:
    """What stands for the address in a message with this secret link; nothing where no questions are asked."""
    return ABOUT_YOU if link and policy.equality_monitoring is not None else ""


def address(council_id: str, link: str, on: date) -> str:
    """The address that belongs to a tracking link, whose last part is its secret."""
    secret = link.rstrip("/").rpartition("/")[2]
    return settings.PUBLIC_URL + reverse("intake:about-you", args=[council_id, new_code(council_id, on, secret)])
