"""What of a document was removed, why, who proposed it, and who approved it?

The document itself is never changed. A redaction stands beside it, with the file that was made of it; another one
made later takes its place and leaves it to be read. One that was approved can be withdrawn, and is used no more.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council
from redress.cases.models import Case


class Ground(models.TextChoices):
    """Why something is removed. The short mark that is printed on it stands in :data:`MARKS`."""

    THIRD_PARTY = "third-party", _("Personal information about somebody else")
    FOI_40 = "s40", _("Personal information: section 40, Freedom of Information Act 2000")
    CONFIDENCE = "s41", _("Given in confidence: section 41, Freedom of Information Act 2000")
    PRIVILEGE = "privilege", _("Legal professional privilege")
    NOTICE = "s32-3", _("Covered by a notice under section 32(3), Local Government Act 1974")
    CRIME = "crime", _("It would get in the way of preventing or detecting crime")
    HARM = "harm", _("It could cause serious harm to somebody")
    OTHER = "other", _("Another reason")


#: What is printed on a box that has room for it, and read aloud in its place.
MARKS = {
    Ground.FOI_40: "s.40",
    Ground.CONFIDENCE: "s.41",
    Ground.PRIVILEGE: "LPP",
    Ground.NOTICE: "s.32(3)",
}


class RedactionState(models.TextChoices):
    """How far a redaction has got."""

    LOOKING = "looking", _("Being read")
    FAILED = "failed", _("Not possible")
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("In review")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DISCARDED = "discarded", _("Discarded")


class Redaction(models.Model):
    """What is to be removed of one document, and the file that was made without it.

    ``original_digest`` is salted with ``salt`` and taken over the bytes that were looked at: a document that changes
    afterwards is not what was approved. ``meant_for`` is the opaque id of the party who may read what is about them.
    ``pages`` has the size in points of every page and whether it is a scan, and
    ``found`` what looks as if it should be removed. A line of ``boxes`` is ``{"id", "page", "x0", "y0", "x1", "y1",
    "reason", "why", "about"}`` in points from the upper left of the page as it is seen. ``version`` rises whenever
    they are saved; ``wanted`` is the version whose result was asked for, ``made_of`` that of which there is one.
    ``drafters`` are the opaque ids of all who saved any of it: none of them may approve it.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="redactions")
    document = models.ForeignKey("records.Document", models.PROTECT, related_name="redactions")
    state = models.CharField(_("state"), max_length=12, choices=RedactionState, default=RedactionState.LOOKING)
    trouble = models.CharField(max_length=50, blank=True)
    salt = models.CharField(max_length=64, editable=False)
    original_as = models.CharField(max_length=100, editable=False)
    original_digest = models.CharField(max_length=64, blank=True, editable=False)
    meant_for = models.CharField(max_length=40, blank=True)
    pages: models.JSONField[Any, Any] = models.JSONField(default=list)
    found: models.JSONField[Any, Any] = models.JSONField(default=list)
    boxes: models.JSONField[Any, Any] = models.JSONField(default=list)
    pictures_as = models.CharField(max_length=100, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0)
    drafters: models.JSONField[Any, Any] = models.JSONField(default=list)
    wanted = models.PositiveIntegerField(default=0)
    made_of = models.PositiveIntegerField(default=0)
    made_trouble = models.CharField(max_length=50, blank=True)
    result_as = models.CharField(max_length=100, blank=True, editable=False)
    result_pictures_as = models.CharField(max_length=100, blank=True, editable=False)
    result_digest = models.CharField(max_length=64, blank=True, editable=False)
    result_size = models.PositiveBigIntegerField(default=0)
    elsewhere: models.JSONField[Any, Any] = models.JSONField(default=list)
    submitted_by = models.CharField(max_length=100, blank=True)
    approved_by = models.CharField(max_length=100, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "records"
        ordering = ["id"]
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(state__in=["looking", "draft", "submitted"]),
                name="records_redaction_one_open",
            )
        ]
        indexes = [models.Index(fields=["case", "state"], name="records_redaction_case")]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class RedactionStep(models.Model):
    """One thing that was done about a redaction: what, by whom, when, in which words.

    Never changed or deleted: the database refuses it (:mod:`redress.cases.triggers`).
    """

    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=0)
    comment = models.TextField(_("comment"), blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "records"
        ordering = ["id"]
        verbose_name = _("step of a redaction")
        verbose_name_plural = _("steps of redactions")

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"
