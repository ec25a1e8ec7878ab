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
    ``department`` is where it was sent to be logged. ``folded`` is what the search box looks into
    (:func:`redress.arrivals.searching.folded_of`). ``text`` of a scan is read by a machine until somebody has
    confirmed it (:mod:`redress.arrivals.post.reading`).
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
    folded = models.TextField(blank=True, editable=False)
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
    def reference(self) -> str:
        """By what people may ask about it; it says nothing of a case."""
        return f"IN-{self.pk:06}"

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


class Mailbox(models.Model):
    """How the fetching of a council's mail is getting on. ``trouble`` is a code without personal data.

    ``last_uid`` is the last message that was taken from a mailbox from which nothing can be moved away; it means
    something only under ``uidvalidity``.
    """

    council = models.OneToOneField(Council, models.PROTECT, primary_key=True, related_name="+")
    tried_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=40, blank=True)
    uidvalidity = models.CharField(max_length=20, blank=True)
    last_uid = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")

    def __str__(self) -> str:
        return f"mailbox of {self.council_id}"


class UploadState(models.TextChoices):
    """How far an upload of scans has got."""

    LOOKING = "looking", _("Being looked at")
    READY = "ready", _("To be taken apart")
    STAMPS = "stamps", _("Date stamps wanted")
    PARTING = "parting", _("Being taken apart")
    DONE = "done", _("Done")
    FAILED = "failed", _("Cannot be used")


class PostUpload(models.Model):
    """Scans of post that somebody uploaded at once, on their way to becoming letters.

    ``key`` makes a repeated submission one upload. ``one_each``: every file is one letter. ``trouble`` is the code of
    what kept it from being used.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    key = models.CharField(max_length=100, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=UploadState, default=UploadState.LOOKING)
    trouble = models.CharField(max_length=50, blank=True)
    one_each = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("upload of post")
        verbose_name_plural = _("uploads of post")
        constraints = [models.UniqueConstraint(fields=["council", "key"], name="arrivals_postupload_once")]

    def __str__(self) -> str:
        return f"post:{self.pk}"


class PostScan(StoredFile):
    """A file of an upload, as it came and for good. ``pdf_as`` is the PDF that was made of pictures."""

    upload = models.ForeignKey(PostUpload, models.PROTECT, related_name="scans")
    sha256 = models.CharField(max_length=64, editable=False)
    pdf_as = models.CharField(max_length=100, blank=True, editable=False)
    pages_found = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["upload", "id"]
        verbose_name = _("scan")
        verbose_name_plural = _("scans")


class PostLetter(models.Model):
    """One letter of an upload: how it is known that it came when it came, where it goes, and the arrival it became.

    Either its date stamp is known (``stamped_on``, ``stamped_by``, and whether the scan shows it), or only the days
    between which it came (``first_day`` to ``last_day``): then ``choice`` says which of them is taken, and why
    (DA 3.16(d), 3.17(a)). ``evidence_on`` is the case on which its scan is the evidence of receipt.
    """

    upload = models.ForeignKey(PostUpload, models.PROTECT, related_name="letters")
    number = models.PositiveIntegerField()
    stamped_on = models.DateField(_("date of the stamp"), null=True, blank=True)
    stamped_by = models.CharField(_("who stamped it"), max_length=200, blank=True)
    stamp_shown = models.BooleanField(_("the scan shows the stamp"), default=False)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    choice = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=300, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    arrival = models.OneToOneField(Arrival, models.PROTECT, null=True, blank=True, related_name="letter")
    evidence_on = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    evidence_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    evidence_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["upload", "number"]
        verbose_name = _("letter that came by post")
        verbose_name_plural = _("letters that came by post")
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="arrivals_postletter_once")]

    def __str__(self) -> str:
        return f"post:{self.upload_id}:{self.number}"


class PostPage(models.Model):
    """One sheet of an upload: how it looks, and what was said of it. ``place`` is where it stands in its scan."""

    upload = models.ForeignKey(PostUpload, models.PROTECT, related_name="pages")
    scan = models.ForeignKey(PostScan, models.PROTECT, related_name="pages")
    letter = models.ForeignKey(PostLetter, models.SET_NULL, null=True, blank=True, related_name="pages")
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    small_as = models.CharField(max_length=100, editable=False)
    large_as = models.CharField(max_length=100, editable=False)
    blank = models.BooleanField(default=False)
    separator = models.BooleanField(default=False)

    class Meta:
        ordering = ["upload", "number"]
        verbose_name = _("page of post")
        verbose_name_plural = _("pages of post")
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="arrivals_postpage_once")]

    def __str__(self) -> str:
        return f"post:{self.upload_id} {self.number}"
