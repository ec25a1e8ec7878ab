"""Who agreed to whom acting for them, when and how, and which details were changed, looked at or sent?

Everything here is history: a line is added, and what held before stays to be read.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council
from redress.cases.models import Case


class Answer(models.TextChoices):
    """What is known of the consent of whoever is acted for."""

    ASKED = "asked", _("Asked for")
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    NOT_KNOWN = "not-known", _("They did not know of the complaint")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Basis(models.TextChoices):
    """On what a consent that was given rests."""

    WRITTEN = "written", _("In writing, signed")
    CONFIRMED = "confirmed", _("Confirmed by them with our link or code")
    IMPLIED = "implied", _("Implied: no consent has to be shown")


class Consent(models.Model):
    """One line of what is known of a consent: the last one holds.

    ``party`` acts for somebody. ``given_on`` is the local day that the answer bears, ``document`` or ``words`` the
    evidence, ``by`` the opaque id of whoever recorded it, ``event`` the number of the event on the case, if there
    is one.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    party = models.ForeignKey("records.Party", models.PROTECT, related_name="consents")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis, blank=True)
    given_on = models.DateField(_("date"))
    document = models.ForeignKey("records.Document", models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.ForeignKey("records.Words", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=100)
    event = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "records"
        ordering = ["id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.answer} {self.pk}"


class ConsentQuestion(models.Model):
    """Somebody was asked whether another may act for them: by a link, or by a letter with a link and a code.

    Only hashes of link and code are kept, that of the code keyed. It can be answered once, until ``expires_at``; a
    newer question ends an earlier one.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="consent_questions")
    party = models.ForeignKey("records.Party", models.PROTECT, related_name="+")
    asked = models.ForeignKey("records.Party", models.PROTECT, related_name="+")
    way = models.CharField(max_length=10)
    covers = models.TextField(blank=True)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        ordering = ["id"]
        verbose_name = _("question about consent")
        verbose_name_plural = _("questions about consent")

    def __str__(self) -> str:
        return f"{self.way} {self.pk}"


class ChangeState(models.TextChoices):
    """How far a change of contact details has got."""

    WAITING = "waiting", _("Waiting to be confirmed at the new address")
    USED = "used", _("In use")
    STOPPED = "stopped", _("Stopped")
    EXPIRED = "expired", _("Never confirmed")


class ContactChange(models.Model):
    """A change of how somebody is reached: what it was, what it becomes, who asked, and how that was verified.

    ``before`` and ``after`` hold the fields that change. A line is kept for ever beside the person it is about.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_changes")
    party = models.ForeignKey("records.Party", models.PROTECT, related_name="contact_changes")
    before: models.JSONField[Any, Any] = models.JSONField(default=dict)
    after: models.JSONField[Any, Any] = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.WAITING)
    verified = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    link_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=100, blank=True)

    class Meta:
        app_label = "records"
        ordering = ["id"]
        verbose_name = _("change of contact details")
        verbose_name_plural = _("changes of contact details")
        indexes = [models.Index(fields=["link_hash"], name="records_contactchange_link")]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class IdentityLook(models.Model):
    """Somebody looked at who complains where that is kept confidential: who, when and why. Never changed."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="identity_looks")
    by = models.CharField(max_length=100)
    role = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "records"
        ordering = ["id"]
        verbose_name = _("look at a confidential identity")
        verbose_name_plural = _("looks at confidential identities")
        indexes = [models.Index(fields=["council", "at"], name="records_identitylook_at")]

    def __str__(self) -> str:
        return str(self.pk)


class Enclosed(models.Model):
    """A document of the case that was considered for a letter, and whether it went with it (KL 4B).

    ``letter`` is the opaque id of the letter, which stands in a room above this one.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="enclosed")
    letter = models.CharField(max_length=40, db_index=True)
    document = models.ForeignKey("records.Document", models.PROTECT, related_name="enclosed")
    goes = models.BooleanField(default=False)
    mark = models.CharField(max_length=20, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "records"
        ordering = ["id"]
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        constraints = [models.UniqueConstraint(fields=["letter", "document"], name="records_enclosed_once")]

    def __str__(self) -> str:
        return f"{self.letter} {self.document_id}"
