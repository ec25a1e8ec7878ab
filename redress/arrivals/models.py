"""What has come in, when did it truly reach the council, and where has it gone?"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Department, Staff
from redress.cases.models import Case
from redress.records.models import Party, StoredFile


class Source(models.TextChoices):
    """By what way something came in without somebody logging it there and then."""

    EMAIL = "email", _("E-mail")
    POST = "post", _("Post")
    TEXT = "text-message", _("Text message")
    SOCIAL = "social-media", _("Social media")


class State(models.TextChoices):
    """Where something that came in stands. Nothing is ever deleted from here by a person.

    ``automatic``: a programme wrote it (an absence note, a failed delivery), and it was dealt with as such.
    """

    WAITING = "waiting", _("Waiting to be placed")
    FILED = "filed", _("On a case")
    SET_ASIDE = "set-aside", _("Set aside")
    AUTOMATIC = "automatic", _("Written by a programme")


class Arrival(models.Model):
    """One e-mail, one scanned letter, one text: taken in exactly once.

    ``key`` is what makes a second coming of the same thing the same, within a council. ``received_text`` is the
    :class:`~redress.rules.moments.Moment` at which it reached the council (its server, its post room), whatever a
    sender's clock says; ``sent_text`` is what the sender's clock says. ``raw_as`` is the stored original, byte for
    byte, and ``raw_sha256`` its hash. ``suggested`` is a case it may belong to, ``because`` the codes of the reasons.
    """

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="+")
    source = models.CharField(_("how it came"), max_length=20, choices=Source)
    key = models.CharField(max_length=100, editable=False)
    received_text = models.CharField(max_length=40)
    received_day = models.DateField(_("reached us on"))
    sent_text = models.CharField(max_length=40, blank=True)
    sender_name = models.CharField(_("from"), max_length=200, blank=True)
    sender_address = models.CharField(_("address"), max_length=320, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="arrivals")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    suggested = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    because = models.JSONField(default=list)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    message_id = models.CharField(max_length=300, blank=True)
    raw_as = models.CharField(max_length=100, blank=True, editable=False)
    raw_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    details = models.JSONField(default=dict)
    settled_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["received_day", "id"]
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        constraints = [models.UniqueConstraint(fields=["council", "key"], name="arrivals_arrival_once")]
        indexes = [
            models.Index(fields=["council", "state", "received_day"], name="arrivals_arrival_waiting"),
            models.Index(fields=["council", "message_id"], name="arrivals_arrival_message"),
        ]

    def __str__(self) -> str:
        return f"arrival:{self.pk}"

    @property
    def opaque_id(self) -> str:
        """The id that logs and events may carry."""
        return f"arrival:{self.pk}"


class ArrivalFile(StoredFile):
    """A file that came with an arrival, as it came. Nobody can open it before it is on a case and was checked."""

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="files")
    media_type = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["arrival", "id"]
        verbose_name = _("file that came in")
        verbose_name_plural = _("files that came in")
