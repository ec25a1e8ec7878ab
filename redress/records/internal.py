"""What do officers write for each other alone?

Internal notes are a model of their own, with no way back from the case, so that nothing that writes to
people can come upon one. A test holds that ``correspondence`` never names it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.cases.models import Case
from redress.records.seals import Kept, seal, tidy
from redress.rules.actors import Actor


class InternalNote(models.Model):
    """A note on a case that only staff read, written once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    text = models.TextField(_("note"))
    salt = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "records"
        ordering = ["case", "id"]
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")

    def __str__(self) -> str:
        return f"note {self.pk}"


def internal_note(case: Case, text: str, *, by: Actor) -> Kept:
    """Keep an internal note and give its id and salted digest; an empty one is not kept and has neither."""
    text = tidy(text)
    if not text:
        return Kept(None, "")
    sealed = seal(text)
    note = InternalNote.objects.create(case=case, text=sealed.text, salt=sealed.salt, digest=sealed.digest, by=by.id)
    return Kept(note.pk, note.digest)


def notes_of(case: Case) -> QuerySet[InternalNote]:
    """The internal notes of a case, oldest first; for pages that only staff see."""
    return InternalNote.objects.filter(case=case).order_by("id")
