"""Which bundles of a case, or of all that is held about somebody, were ordered: by whom, for whom? What became of each?

The order is kept for good. The files that were made of it are destroyed when their time is over, and can be made again.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council
from redress.cases.models import Case


class BundleKind(models.TextChoices):
    """For whom a bundle is made, which settles what goes into it."""

    OMBUDSMAN = "ombudsman", _("For an Ombudsman")
    SUBJECT_ACCESS = "subject-access", _("Subject access: all that is held about a person")
    FREEDOM = "foi-request", _("Freedom of information: no personal data")
    OTHER = "other", _("For a court, the police or somebody else")


class BundleState(models.TextChoices):
    """How far a bundle has got."""

    WAITING = "waiting", _("Waiting to be made")
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")
    EXPIRED = "expired", _("Deleted when its time was over")


class Bundle(models.Model):
    """One order of a bundle, and the files made of it.

    ``code`` names it to whoever receives it. ``as_of`` is the instant of which it tells and the only time that its
    files bear, so that the same case makes the same bytes again. ``chosen`` says what goes in: parts, letters and
    notes by name, documents by id with where each goes. ``person``: for a request to see one's own data, whose.
    ``head_hash`` and ``last_seq`` are of the last event when the order was given. ``step``, ``done`` and ``total`` say
    how far it has got. ``again_of``: the earlier order of which this one makes the files once more.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="bundles")
    person = models.ForeignKey("records.Person", models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=60)
    key = models.CharField(max_length=100, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=BundleKind)
    purpose = models.TextField(_("purpose"))
    recipient = models.CharField(_("for whom"), max_length=300)
    chosen: models.JSONField[Any, Any] = models.JSONField(default=dict)
    by = models.CharField(max_length=100)
    ordered_at = models.DateTimeField(default=timezone.now, editable=False)
    as_of = models.DateTimeField()
    last_seq = models.PositiveIntegerField()
    head_hash = models.CharField(max_length=64)
    again_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    state = models.CharField(_("state"), max_length=10, choices=BundleState, default=BundleState.WAITING)
    step = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        ordering = ["id"]
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        indexes = [models.Index(fields=["state", "expires_at"], name="records_bundle_expiry")]

    def __str__(self) -> str:
        return self.code


class BundleFile(models.Model):
    """One archive of a bundle: the ordinary one, or the confidential part that goes apart from it.

    ``sha256`` stays when the bytes themselves are gone (``stored_as`` empty). ``notes`` are the items that could not be
    put among the pages, by name and the code of the reason. ``redactions`` are the numbers of the redactions whose
    approved versions it carries.
    """

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="files")
    confidential = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    stored_as = models.CharField(max_length=100, blank=True, editable=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    items = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    redactions: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        app_label = "records"
        ordering = ["bundle", "confidential"]
        verbose_name = _("file of a bundle")
        verbose_name_plural = _("files of bundles")
        constraints = [models.UniqueConstraint(fields=["bundle", "confidential"], name="records_bundle_file_once")]

    def __str__(self) -> str:
        return self.name
