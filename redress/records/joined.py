"""Which two people on record did an officer say are one, or are not, and was that taken back?"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council


class Verdict(models.TextChoices):
    """What an officer said of two people on record."""

    SAME = "same", _("The same person")
    DIFFERENT = "different", _("Two people")


class SamePerson(models.Model):
    """One officer's word on two people on record: nothing of either is changed, and the word can be taken back.

    ``by`` and ``ended_by`` are opaque ids. A row that was taken back stays, and a later word is a row of its own.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    one = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    other = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now, editable=False)
    ended_reason = models.TextField(max_length=2000, blank=True)
    ended_by = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("word on two people")
        verbose_name_plural = _("words on two people")
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=models.Q(ended_at=None), name="records_same_person_once"
            ),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="records_same_person_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.verdict} {self.other_id}"
