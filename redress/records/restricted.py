"""What applies for a time to the contacts with a person, and what of theirs still has to be read?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Staff
from redress.cases.models import Case


class What(models.TextChoices):
    """Terms for the contacts with a person, or a warning to staff about them."""

    RESTRICTION = "restriction", _("Terms for contacts")
    WARNING = "warning", _("Safety warning")


class Restriction(models.Model):
    """What was decided about a person of one council: it belongs to the person, whatever case it was decided on.

    ``terms`` are kept as they were given (id, name, hint, effect), for later edits of the policy rewrite nothing. It
    applies from ``since`` to ``until`` and lapses the day after; ``ended_on`` is the first day on which it applies no
    longer, where it was ended or renewed before. Nothing here is ever deleted while the case is kept.
    """

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="+")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="restrictions")
    case = models.ForeignKey(Case, models.PROTECT, related_name="restrictions")
    what = models.CharField(max_length=12, choices=What)
    terms: models.JSONField[Any, Any] = models.JSONField(default=list)
    named = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.ForeignKey("records.Words", models.SET_NULL, null=True, blank=True, related_name="+")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    ended_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=20)
    event = models.PositiveIntegerField()
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-since", "-id"]
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        indexes = [models.Index(fields=["council", "until"], name="records_restriction_until")]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"

    def applies(self, on: date) -> bool:
        """Whether it is in force on a local day."""
        return self.since <= on <= self.until and (self.ended_on is None or on < self.ended_on)

    def means(self, effect: str) -> bool:
        """Whether one of its terms has this effect (see ``Choice.effect`` of the policy)."""
        return any(term["effect"] == effect for term in self.terms)


class Filed(models.Model):
    """Something that came from a person whom the council need not answer: owed to be read until somebody has.

    ``event`` is the number of the event with which it came; ``found`` the option with which it was read.
    """

    restriction = models.ForeignKey(Restriction, models.PROTECT, related_name="filed")
    case = models.ForeignKey(Case, models.PROTECT, related_name="filed")
    event = models.PositiveIntegerField()
    words = models.ForeignKey("records.Words", models.SET_NULL, null=True, blank=True, related_name="+")
    came_on = models.DateField()
    read_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("filed without a reply")
        verbose_name_plural = _("filed without a reply")
        constraints = [models.UniqueConstraint(fields=["case", "event"], name="records_filed_once")]
        indexes = [models.Index(fields=["read_at"], name="records_filed_unread")]

    def __str__(self) -> str:
        return str(self.pk)
