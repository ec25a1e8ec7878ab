"""What does somebody need so that they can complain and be answered, and what was agreed?

A line is never changed: what is different later is a line that replaces it, so that the whole history stays.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Staff
from redress.cases.models import Case


class Settled(models.TextChoices):
    """How far the council and the person have got with a support."""

    ASKED = "asked", _("They asked for it")
    OFFERED = "offered", _("We offered it")
    ACCEPTED = "accepted", _("Agreed")
    DECLINED = "declined", _("Offered, and not wanted")


class Adjustment(models.Model):
    """A need of a person and a support that meets it, as it stood from ``since`` on.

    It belongs to the person; ``case`` is where it was recorded. ``kind`` and ``support`` are ids of the policy's lists;
    ``kind_name``, ``support_name``, ``effect``, ``print_points`` and ``paragraph`` are kept as they were then. It ends
    on ``ended_on``, the first day on which it holds no longer. ``carried_from``: the line of an earlier complaint,
    where an officer has said that it is the same person.
    """

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="+")
    person = models.ForeignKey("records.Person", models.PROTECT, related_name="needs")
    case = models.ForeignKey(Case, models.PROTECT, related_name="needs")
    kind = models.CharField(_("need"), max_length=40)
    kind_name = models.CharField(max_length=200)
    support = models.CharField(_("support"), max_length=40)
    support_name = models.CharField(max_length=200)
    effect = models.CharField(max_length=20, blank=True)
    print_points = models.PositiveSmallIntegerField(default=0)
    paragraph = models.CharField(max_length=20, blank=True)
    settled = models.CharField(_("what is settled"), max_length=10, choices=Settled, default=Settled.ASKED)
    language = models.CharField(_("language"), max_length=60, blank=True)
    details = models.TextField(_("in their own words"), max_length=2000, blank=True)
    considered = models.TextField(_("what was considered"), max_length=2000, blank=True)
    visit_on = models.DateField(_("date of the visit"), null=True, blank=True)
    visit_by = models.ForeignKey(
        Staff, models.PROTECT, verbose_name=_("who visits"), null=True, blank=True, related_name="+"
    )
    since = models.DateField(_("since"))
    review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=500, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "records"
        ordering = ["person", "id"]
        verbose_name = _("adjustment")
        verbose_name_plural = _("adjustments")
        indexes = [models.Index(fields=["council", "review_on"], name="records_adjustment_review")]

    def __str__(self) -> str:
        return f"{self.support} {self.pk}"

    def stands(self, on: date) -> bool:
        """Whether the line is in force on a local day."""
        return self.ended_on is None or on < self.ended_on

    @property
    def is_to_be_obeyed(self) -> bool:
        """Whether the council must go by it: they asked for it, or it is agreed."""
        return self.settled in (Settled.ASKED, Settled.ACCEPTED)

    def is_due(self, on: date) -> bool:
        """Whether somebody is to ask whether it still holds."""
        return self.stands(on) and self.review_on is not None and self.review_on <= on


class Translation(models.Model):
    """Words of a case in another language than they were said or written in; the original is never changed.

    ``certified``: whether somebody answers for it by profession.
    """

    original = models.ForeignKey("records.Words", models.CASCADE, related_name="translations")
    from_language = models.CharField(_("language of the original"), max_length=60)
    into_language = models.CharField(_("language of the translation"), max_length=60)
    text = models.TextField(_("translation"))
    translator = models.CharField(_("who translated it"), max_length=200)
    translated_on = models.DateField(_("when"))
    certified = models.BooleanField(_("certified"), default=False)
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "records"
        ordering = ["original", "id"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return f"translation {self.pk}"
