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

    ``answered`` lists the questions that were answered or passed over; ``files`` holds the tokens of the
    files that records keeps in the meantime. Once it is sent, answers and files are emptied.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=40, default=new_key, unique=True, editable=False)
    answers = models.JSONField(default=dict)
    answered = models.JSONField(default=list)
    files = models.JSONField(default=list)
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
