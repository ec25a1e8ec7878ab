"""What was asked of others on a case, by when, and what have they said so far?"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Staff
from redress.cases.models import Case
from redress.records.models import Organisation, Party, Words


class AskKind(models.TextChoices):
    """Who is asked."""

    COMPLAINANT = "complainant", _("The complainant, or whoever acts for them")
    SERVICE = "service", _("A service or a colleague")
    CONTRACTOR = "contractor", _("A contractor or partner")
    OTHER = "other", _("Somebody else")


class AskState(models.TextChoices):
    """How far it has got."""

    WAITING = "waiting", _("Waiting")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Cannot answer")
    CLOSED = "closed", _("Settled")


class Ask(models.Model):
    """Questions to somebody, with the day by which they are to answer. Its events carry digests and no words.

    ``party``, ``staff`` or ``organisation`` is who was asked; none of them where only an address is known, and then
    ``why`` says why it was written to. ``about`` are the facts that they were told, ``questions`` what they were asked.
    ``way`` is email or letter; ``opens_until`` is when its links end. ``salt`` belongs to the digest in the event.
    ``typed`` and ``files`` are a draft of the answer, kept until it is sent. ``answer`` is what they said, ``told_by``
    who said it, ``came_by`` how. ``beside`` is what whoever complains needs beside the questions, such as a
    translation, by the ids of :mod:`redress.correspondence.formats`; ``warned`` what the check had told the officer.
    Each of the three kinds of reminder is sent once. ``after`` is the earlier asking whose answer was not enough.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="asks")
    run = models.CharField(max_length=10)
    key = models.CharField(max_length=100, editable=False)
    kind = models.CharField(_("who is asked"), max_length=12, choices=AskKind)
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(_("name"), max_length=200)
    to_email = models.EmailField(_("e-mail address"), blank=True)
    why = models.TextField(_("why they are asked"), blank=True)
    points = models.JSONField(default=list)
    about = models.TextField(_("what they need to know"), blank=True)
    questions = models.JSONField(default=list)
    beside = models.JSONField(default=dict)
    warned = models.JSONField(default=list)
    due = models.DateField(_("answer by"))
    way = models.CharField(max_length=10)
    by = models.CharField(max_length=100)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    salt = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    opens_until = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=AskState, default=AskState.WAITING)
    typed = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    saved_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey(Words, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    told_by = models.CharField(_("answered by"), max_length=200, blank=True)
    came_by = models.CharField(max_length=20, blank=True)
    closed_as = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="asked_again")

    class Meta:
        app_label = "correspondence"
        ordering = ["due", "id"]
        verbose_name = _("question to others")
        verbose_name_plural = _("questions to others")
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="correspondence_ask_once")]
        indexes = [models.Index(fields=["council", "state", "due"], name="correspondence_ask_due")]

    def __str__(self) -> str:
        return self.opaque_id

    @property
    def opaque_id(self) -> str:
        """The id that events carry."""
        return f"ask:{self.pk}"

    @property
    def to_id(self) -> str:
        """The opaque id of whoever was asked; empty where they have none."""
        if self.party is not None:
            return self.party.actor_id
        if self.staff is not None:
            return self.staff.actor_id
        return self.organisation.opaque_id if self.organisation is not None else ""

    @property
    def waits(self) -> bool:
        """Whether it is still to be answered."""
        return self.state == AskState.WAITING

    def wrote(self, number: int) -> str:
        """What has been typed so far in answer to one question."""
        typed: Any = self.typed.get(str(number), "")
        return str(typed)


class AskLink(models.Model):
    """The hash of one secret that opens one question to others, and nothing else; each message has its own.

    ``is_code``: it is short and stands in a letter on paper, to be typed with the reference of the case.
    """

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="links")
    hash = models.CharField(max_length=64, unique=True, editable=False)
    is_code = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "correspondence"
        verbose_name = _("link to a question")
        verbose_name_plural = _("links to questions")

    def __str__(self) -> str:
        return str(self.pk)
