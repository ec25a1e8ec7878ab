"""What did we write to people, what is being written, and did it reach them?"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Staff
from redress.cases.models import Case
from redress.correspondence.asks.models import Ask, AskKind, AskLink, AskState
from redress.correspondence.post.models import (
    BACK,
    NOT_SENT,
    BatchedLetter,
    Happened,
    InBatch,
    PostBatch,
    PostRecord,
)
from redress.correspondence.preference_models import Preference
from redress.correspondence.response_models import DraftComment, DraftReview, DraftVersion
from redress.correspondence.wordings.models import AdoptedWording, WordingDraft
from redress.records.models import Party

__all__ = [
    "AdoptedWording",
    "Ask",
    "AskKind",
    "AskLink",
    "AskState",
    "BatchedLetter",
    "Delivery",
    "DraftComment",
    "DraftReview",
    "DraftVersion",
    "Happened",
    "InBatch",
    "Letter",
    "LetterDraft",
    "Message",
    "OutboxMail",
    "PostBatch",
    "PostRecord",
    "Preference",
    "Sending",
    "WordingDraft",
]


class Delivery(models.TextChoices):
    """How far a letter or notice has got.

    ``sending`` is committed before the mail server is spoken to. What is found there after a crash may
    or may not have gone: it is sent again under the same Message-ID, for at least once is the promise.
    """

    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be delivered")
    TO_POST = "to-post", _("To be printed and posted")
    POSTED = "posted", _("Posted")
    WITHDRAWN = "withdrawn", _("Withdrawn from the post")


class Sending(models.Model):
    """What letters and notices have in common: to whom, what exactly, and how far it got.

    ``subject``, ``html`` and ``text`` are what was sent, and no code changes them. ``message_id`` is fixed
    before the first attempt. ``last_error`` is a code without personal data. ``sent_by`` is the way it left by;
    ``notify_reference`` is ours for it at GOV.UK Notify, fixed before the first attempt, ``notify_id`` theirs, and
    ``asked_at`` when we last asked them how far it had got.
    """

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="+")
    key = models.CharField(max_length=100, editable=False)
    to_name = models.CharField(_("to"), max_length=200, blank=True)
    to_email = models.EmailField(_("e-mail address"), blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    html = models.TextField()
    text = models.TextField()
    state = models.CharField(_("delivery"), max_length=10, choices=Delivery, default=Delivery.QUEUED)
    message_id = models.CharField(max_length=200, unique=True, editable=False)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.CharField(max_length=10, blank=True, editable=False)
    notify_reference = models.CharField(max_length=60, blank=True, db_index=True, editable=False)
    notify_id = models.CharField(max_length=40, blank=True, db_index=True, editable=False)
    notify_status = models.CharField(_("status at GOV.UK Notify"), max_length=30, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def finished(self) -> bool:
        """Whether nothing more is to be done to deliver it."""
        return self.state in (Delivery.SENT, Delivery.TO_POST, Delivery.POSTED, Delivery.WITHDRAWN)


class Letter(Sending):
    """A letter of the policy as approved, kept exactly as sent. Unique by key, kind and recipient.

    ``contents`` are the compulsory contents it was found to carry, ``drafters`` the opaque ids of those
    who wrote on it, ``address`` the postal address at the time, ``approved_by`` the opaque id of whoever
    sent it. ``digest`` is salted and stands in the event. ``post_only``: it never goes by e-mail. ``formats`` are
    those in which its reader needs it, as the print room is to make it; ``unfit_because`` says why it goes without
    something that they need. ``sheet`` is what it says (:class:`~redress.correspondence.blocks.Sheet`), from which it
    is printed; empty for a letter of an earlier version, which is printed from its page. ``read_at`` is when its
    recipient first opened it on their own page; nothing in an e-mail tells us whether it is read. ``warned`` are the
    codes of what the check warned of before whoever approved it sent it all the same, each with where it stood.
    ``sealed``: what the digest covers (see :mod:`redress.correspondence.sealing`).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind"), max_length=50)
    name = models.CharField(_("letter"), max_length=200)
    recipient = models.ForeignKey(Party, models.PROTECT, verbose_name=_("recipient"), related_name="+")
    address = models.TextField(_("address"), blank=True)
    salt = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    sealed = models.PositiveSmallIntegerField(default=1, editable=False)
    contents = models.JSONField(default=list)
    drafters = models.JSONField(default=list)
    approved_by = models.CharField(max_length=100)
    approved_at = models.DateTimeField(_("approved"))
    post_only = models.BooleanField(_("only by post"), default=False)
    formats = models.JSONField(_("formats"), default=list)
    unfit_because = models.TextField(_("why it goes without something they need"), blank=True)
    sheet = models.JSONField(default=dict, editable=False)
    warned = models.JSONField(_("warned of"), default=list, editable=False)
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    posted_by = models.CharField(max_length=100, blank=True)
    read_at = models.DateTimeField(_("opened on their own page"), null=True, blank=True)

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(fields=["key", "kind", "recipient"], name="correspondence_letter_once"),
        ]
        indexes = [models.Index(fields=["council", "state"], name="correspondence_letter_state")]

    def __str__(self) -> str:
        return self.opaque_id

    @property
    def opaque_id(self) -> str:
        """The id that events carry."""
        return f"letter:{self.pk}"

    @property
    def came_back(self) -> bool:
        """Whether the carrier brought it back, and it has not gone again since."""
        return self.state == Delivery.FAILED and self.last_error.startswith(BACK)

    @property
    def held_back(self) -> bool:
        """Whether it was withdrawn from the post, and its reader has still to be told what an act of the case says."""
        return self.state == Delivery.WITHDRAWN and self.last_error == NOT_SENT

    @property
    def can_go_again(self) -> bool:
        """Whether it reached nobody and may be sent once more."""
        return self.state == Delivery.FAILED or self.held_back

    @property
    def only_kept(self) -> bool:
        """Whether it stays on the case because nobody knows where to send it, as for a complaint without a name."""
        waits = self.state == Delivery.TO_POST
        return waits and not (self.to_email or self.address or self.post_only)


class Message(Sending):
    """An automatic notice that no policy makes a letter: a receipt, a copy to staff, a failed delivery.

    ``link`` is a secret address that stands in the text as a placeholder; it is kept only until the
    message has gone, because the secrets of tracking links are kept nowhere. ``answers`` is the message id of
    the e-mail that it answers by itself. ``to_telephone``: it goes as a text message, and to no e-mail address.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="messages")
    template = models.CharField(max_length=100)
    link = models.CharField(max_length=500, blank=True, editable=False)
    to_telephone = models.CharField(_("mobile number"), max_length=20, blank=True)
    answers = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["key", "template", "to_email"], name="correspondence_message_once"),
        ]
        indexes = [models.Index(fields=["council", "state"], name="correspondence_message_state")]

    def __str__(self) -> str:
        return f"message:{self.pk}"


class LetterDraft(models.Model):
    """A letter being written: what officers have typed so far. Its digest names one exact version.

    ``written`` maps the ids of contents to text, ``choices`` whatever else belongs to the draft (the
    outcome). ``letter`` is the letter it became; a case has one open draft of a kind.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=50)
    written = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    salt = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    drafters = models.JSONField(default=list)
    saved_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("draft of a letter")
        verbose_name_plural = _("drafts of letters")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=models.Q(letter=None), name="correspondence_draft_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"

    def wrote(self, content: str) -> str:
        """What has been typed for one content so far."""
        typed: Any = self.written.get(content, "")
        return typed


class OutboxMail(models.Model):
    """A message that the demonstration's mail backend took in instead of sending it."""

    message_id = models.CharField(max_length=200, db_index=True)
    sender = models.CharField(_("from"), max_length=300)
    recipients = models.CharField(_("to"), max_length=1000)
    subject = models.CharField(_("subject"), max_length=300)
    raw = models.TextField()
    text = models.TextField()
    html = models.TextField(blank=True)
    taken_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("message in the outbox")
        verbose_name_plural = _("messages in the outbox")

    def __str__(self) -> str:
        return self.subject
