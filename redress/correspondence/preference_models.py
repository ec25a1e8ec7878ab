"""How does somebody want to be written to, since when, and who said so?"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.records.models import Preferred


class Preference(models.Model):
    """What one person wished from a moment on; the last line holds, and none is changed.

    ``way`` is how they hear from us, and ``texts`` whether a text message tells them that a letter is there. ``by`` is
    the opaque id of whoever put it on record: an officer, or the person on their own page.
    """

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="+")
    way = models.CharField(_("how to reply"), max_length=10, choices=Preferred)
    texts = models.BooleanField(_("text messages"), default=False)
    by_kind = models.CharField(max_length=20)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "correspondence"
        ordering = ["id"]
        verbose_name = _("how somebody wants to be written to")
        verbose_name_plural = _("how people want to be written to")

    def __str__(self) -> str:
        return f"{self.way} {self.pk}"
