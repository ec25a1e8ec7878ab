"""What does somebody type who has a letter from us with a code in it, and have they tried too often?"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from redress.accounts.models import Council
from redress.accounts.rate_limits import allowed, network_address
from redress.intake.forms import line

QUARTER_OF_AN_HOUR = 15 * 60
TRIES_OF_AN_ADDRESS, TRIES_OF_A_REFERENCE = 60, 12


class CodeForm(forms.Form):
    """What stands in the letter: the reference and the code."""

    reference = line(
        gettext_lazy("Reference"),
        gettext_lazy("Enter the reference from the letter"),
        required=True,
        limit=40,
        autocomplete="off",
        spellcheck="false",
    )
    code = line(
        gettext_lazy("Code"),
        gettext_lazy("Enter the code from the letter"),
        required=True,
        limit=40,
        hint=gettext_lazy("For example, K7TM-3QXA-P9WE. You can leave out the lines between."),
        autocomplete="off",
        spellcheck="false",
        autocapitalize="characters",
    )


def may_try(request: HttpRequest, council: Council, what: str, reference: str = "") -> bool:
    """Count one try of a link or a code of this kind, by network address and by reference; false for too many."""
    now = timezone.now()
    buckets = [(f"{what}:address {network_address(request)}", TRIES_OF_AN_ADDRESS)]
    if reference:
        buckets.append((f"{what}:reference {council.pk} {reference}", TRIES_OF_A_REFERENCE))
    return all(allowed(name, limit=most, seconds=QUARTER_OF_AN_HOUR, now=now) for name, most in buckets)
