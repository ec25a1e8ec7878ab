"""How was an answer drafted: every version that was saved, what was said of it, and who was asked to review it?"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Staff


class DraftVersion(models.Model):
    """One version of a draft as it was saved. ``number`` is the draft's own at that time.

    What the page of the same person saves by itself within some minutes of ``begun_at`` takes its place, unless it is
    ``pinned``: it was saved by hand, another page went on from an older one, or somebody commented on it, reviewed or
    agreed it. ``restored`` is the number of the one that it brought back.
    """

    draft = models.ForeignKey("correspondence.LetterDraft", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    written = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, editable=False)
    saved_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    pinned = models.BooleanField(default=False)
    restored = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["draft", "-number"]
        verbose_name = _("version of a draft")
        verbose_name_plural = _("versions of drafts")
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="correspondence_draftversion_once")]

    def __str__(self) -> str:
        return f"version {self.number}"


class DraftComment(models.Model):
    """What a colleague said of a draft, of one ``point`` or of the whole, for colleagues alone: no letter says it."""

    draft = models.ForeignKey("correspondence.LetterDraft", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    point = models.CharField(max_length=20, blank=True)
    text = models.TextField(_("comment"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=80, unique=True, editable=False)
    resolved_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["draft", "id"]
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")

    def __str__(self) -> str:
        return f"comment {self.pk}"


class ReviewDecision(models.TextChoices):
    """What came of a review."""

    WAITING = "", _("Waiting")
    FINE = "fine", _("Nothing to change")
    BACK = "back", _("Returned with comments")


class DraftReview(models.Model):
    """A colleague was asked to review a draft in one version, and what they said."""

    draft = models.ForeignKey("correspondence.LetterDraft", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    asked = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=10, choices=ReviewDecision, blank=True)
    decided_number = models.PositiveIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["draft", "id"]
        verbose_name = _("review of a draft")
        verbose_name_plural = _("reviews of drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "asked"],
                condition=models.Q(decision=""),
                name="correspondence_draftreview_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"
