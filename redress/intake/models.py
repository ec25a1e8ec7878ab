"""What is kept of a complaint that somebody is still writing?

A draft belongs to whoever holds its secret, which stands in a cookie of their browser; here is only
its hash. It is no record: it is thrown away soon after it was sent or left alone.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council
from redress.cases.models import Case


def new_key() -> str:
    """The name of one submission, which makes a second click the same act."""
    return uuid.uuid4().hex


class Draft(models.Model):
    """The answers so far, kept at every step so that nothing is lost when a session ends.

    ``answered`` lists the questions that were answered or passed over; ``typed`` holds, for a question, what stands
    in its fields and was not answered with yet; ``versions`` which time it was written to, and by which page.
    ``files`` holds the tokens of the files that records keeps in the meantime. ``email_hash`` is a keyed hash of the
    address to which a link was sent. Once it is sent, all of this is emptied.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=40, default=new_key, unique=True, editable=False)
    answers = models.JSONField(default=dict)
    answered = models.JSONField(default=list)
    typed = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    email_hash = models.CharField(max_length=64, blank=True, db_index=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return f"{self.council_id} {self.key[:8]}"

    @property
    def is_sent(self) -> bool:
        return self.case_id is not None


class DraftKey(models.Model):
    """What opens a draft beside the browser it was begun in: another browser, a link, or a code to write down."""

    class Kind(models.TextChoices):
        BROWSER = "browser", _("A browser")
        LINK = "link", _("A link")
        CODE = "code", _("A code")

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=10, choices=Kind)
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("key of a draft")
        verbose_name_plural = _("keys of drafts")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
