"""What is kept for suggestions: what was learnt from decided cases, and whether suggestions were of use?

Nothing here is a decision, and no row names a person or holds a text.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council
from redress.cases.models import Case


class Learnt(models.Model):
    """What one council's decided cases say of its subjects or services, as numbers for the stems of common words.

    ``terms`` maps a stem to its weight in a text and its weight for each of ``classes``; ``intercepts`` has one number
    for each class. ``cases`` are the ids of the cases it was learnt from: when one of them is destroyed, it is learnt
    anew. ``version`` counts up with every learning.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=[("subject", _("Subject")), ("service", _("Service"))])
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    classes = models.JSONField(default=list)
    intercepts = models.JSONField(default=list)
    terms = models.JSONField(default=dict)
    cases = models.JSONField(default=list)

    class Meta:
        verbose_name = _("what was learnt")
        verbose_name_plural = _("what was learnt")
        constraints = [models.UniqueConstraint(fields=["council", "what"], name="suggestions_learnt_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.version}"


class Chosen(models.Model):
    """What somebody chose beside what had been suggested: for measuring, in the month it happened, for no case.

    ``offered`` are the ids that were suggested, the likeliest first; ``version`` is that of what was learnt, or 0.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    month = models.CharField(max_length=7)
    place = models.CharField(max_length=20)
    what = models.CharField(max_length=10)
    offered = models.JSONField(default=list)
    chosen = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("choice beside suggestions")
        verbose_name_plural = _("choices beside suggestions")
        indexes = [models.Index(fields=["council", "month"], name="suggestions_chosen_month")]

    def __str__(self) -> str:
        return f"{self.what} {self.month}"


class SetAside(models.Model):
    """A sign that somebody has looked at on a case and wants to see no more."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    sign = models.CharField(max_length=60)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("sign set aside")
        verbose_name_plural = _("signs set aside")
        constraints = [models.UniqueConstraint(fields=["case", "sign"], name="suggestions_setaside_once")]

    def __str__(self) -> str:
        return self.sign
