"""How has a council worded its letters, and how is it about to?"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Staff


class AdoptedWording(models.Model):
    """One version of the council's own words for one letter, as it was adopted: never changed, never deleted.

    ``words`` is what :meth:`redress.correspondence.wordings.Wording.kept` gives; empty where the council went back to
    the policy's own words. It counts for letters composed on ``in_force_from`` or later. ``adopted_by`` is opaque,
    ``adopted_name`` who that was, as they were called then. Triggers refuse to change or delete a row: see
    :mod:`redress.cases.triggers`.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    kind = models.CharField(_("letter"), max_length=50)
    version = models.PositiveIntegerField(_("version"))
    words = models.JSONField(default=dict)
    in_force_from = models.DateField(_("in force from"))
    reason = models.TextField(_("reason"))
    adopted_by = models.CharField(max_length=100)
    adopted_name = models.CharField(_("adopted by"), max_length=200)
    adopted_at = models.DateTimeField(_("adopted"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["council", "kind", "version"]
        verbose_name = _("adopted wording of a letter")
        verbose_name_plural = _("adopted wordings of letters")
        constraints = [
            models.UniqueConstraint(fields=["council", "kind", "version"], name="correspondence_adoptedwording_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class WordingDraft(models.Model):
    """Words for one letter that somebody is still working on; a council has one draft of a letter.

    ``version`` grows with every save, so that nobody saves over what they have not seen.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    kind = models.CharField(_("letter"), max_length=50)
    words = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        ordering = ["council", "kind"]
        verbose_name = _("draft of a wording")
        verbose_name_plural = _("drafts of wordings")
        constraints = [
            models.UniqueConstraint(fields=["council", "kind"], name="correspondence_wordingdraft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
