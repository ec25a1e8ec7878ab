"""How does each member of staff want to hear of what is due?"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from redress.rules.reminders import How

if TYPE_CHECKING:
    from redress.accounts.models import Staff


class ReminderChoice(models.Model):
    """How often somebody wants reminders, and the hash of the secret in the address of their calendar, if any.

    Who has chosen nothing hears each working day.
    """

    WAYS = [
        (How.DAILY.value, _("Each working morning, when something is due")),
        (How.WEEKLY.value, _("At the beginning of the week, and when something is due that day or late")),
        (How.LATE_ONLY.value, _("Only when something is late")),
    ]

    staff = models.OneToOneField("accounts.Staff", models.CASCADE, related_name="reminder_choice")
    how = models.CharField(_("how often"), max_length=10, choices=WAYS, default=How.DAILY.value)
    calendar_hash = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)
    calendar_since = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("choice of reminders")
        verbose_name_plural = _("choices of reminders")

    def __str__(self) -> str:
        return self.how


def chosen_by(staff: Staff) -> How:
    """How often somebody wants to hear: one query."""
    found = ReminderChoice.objects.filter(staff=staff).values_list("how", flat=True).first()
    return How(found) if found else How.DAILY


def choose(staff: Staff, how: How) -> None:
    """Put down how often somebody wants to hear."""
    ReminderChoice.objects.update_or_create(staff=staff, defaults={"how": how.value})


def open_calendar(staff: Staff) -> str:
    """Give the secret of a new address for somebody's calendar; it is kept nowhere, and an earlier one ends."""
    secret = secrets.token_urlsafe(32)
    kept = {"calendar_hash": _hashed(secret), "calendar_since": timezone.now()}
    ReminderChoice.objects.update_or_create(staff=staff, defaults=kept)
    return secret


def close_calendar(staff: Staff) -> None:
    """End the address of somebody's calendar, if they have one."""
    ReminderChoice.objects.filter(staff=staff).update(calendar_hash="", calendar_since=None)


def whose_calendar(secret: str) -> Staff | None:
    """Whose calendar has this secret in its address: somebody who may still sign in, or nobody. One query."""
    found = ReminderChoice.objects.filter(calendar_hash=_hashed(secret), staff__is_active=True)
    choice = found.select_related("staff__council").first()
    return choice.staff if choice else None


def _hashed(secret: str) -> str:
    return salted_hmac("redress.accounts.calendar", secret, algorithm="sha256").hexdigest()
