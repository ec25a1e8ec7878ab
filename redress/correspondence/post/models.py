"""Which letters were printed together, who put them in the post, and what proves it?

A letter stands in one batch at a time. What was left out of a batch keeps its line there, with the reason, and waits
for another.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council


class Postage(models.TextChoices):
    """How fast the post is."""

    FIRST = "first", _("First class")
    SECOND = "second", _("Second class")


class Proof(models.TextChoices):
    """What proves that a batch was put in the post."""

    POST_BOOK = "post-book", _("Number in the post book")
    CERTIFICATE = "certificate", _("Certificate of posting")
    DOCKET = "docket", _("Docket of the carrier")


class PostBatch(models.Model):
    """Letters that are printed and posted together. ``number`` counts the batches of a council from 1.

    ``print`` is the size of print that all of them need; empty for those that need something that no printer makes.
    ``made_by``, ``printed_by`` and ``posted_by`` are opaque ids. ``proof_as`` is the stored name of a scan.
    """

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="+")
    number = models.PositiveIntegerField(_("number"))
    key = models.CharField(max_length=100, unique=True, editable=False)
    print = models.CharField(_("print"), max_length=20, blank=True)
    postage = models.CharField(_("postage"), max_length=10, choices=Postage, default=Postage.SECOND)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.CharField(max_length=100)
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    printed_by = models.CharField(max_length=100, blank=True)
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    posted_by = models.CharField(max_length=100, blank=True)
    posted_at = models.DateTimeField(_("marked as posted"), null=True, blank=True)
    proof = models.CharField(_("proof of posting"), max_length=20, choices=Proof, blank=True)
    proof_number = models.CharField(_("number of the proof"), max_length=100, blank=True)
    proof_name = models.CharField(max_length=200, blank=True)
    proof_as = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        app_label = "correspondence"
        ordering = ["-id"]
        verbose_name = _("batch of post")
        verbose_name_plural = _("batches of post")
        constraints = [models.UniqueConstraint(fields=["council", "number"], name="correspondence_batch_number")]

    def __str__(self) -> str:
        return f"batch {self.number}"

    @property
    def open(self) -> bool:
        """Whether its letters have not been posted yet."""
        return self.posted_at is None


class InBatch(models.TextChoices):
    """What became of one letter of a batch."""

    GOES = "goes", _("Goes with the batch")
    LEFT_OUT = "left-out", _("Left out")
    CAME_BACK = "came-back", _("Came back")


class BatchedLetter(models.Model):
    """One letter of a batch, in its order. ``spoiled`` counts the copies of it that were destroyed and printed again.

    ``because`` says why a letter was left out, or what was wrong with a copy.
    """

    batch = models.ForeignKey(PostBatch, models.PROTECT, related_name="lines")
    letter = models.ForeignKey("correspondence.Letter", models.PROTECT, related_name="batched")
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=InBatch, default=InBatch.GOES)
    spoiled = models.PositiveIntegerField(default=0)
    because = models.CharField(_("reason"), max_length=300, blank=True)
    changed_by = models.CharField(max_length=100, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "correspondence"
        ordering = ["batch", "place"]
        verbose_name = _("letter of a batch")
        verbose_name_plural = _("letters of batches")
        constraints = [
            models.UniqueConstraint(fields=["batch", "letter"], name="correspondence_batched_once"),
            # Whatever two clerks do at the same time, a letter goes with one batch.
            models.UniqueConstraint(
                fields=["letter"], condition=models.Q(state="goes"), name="correspondence_batched_goes_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}.{self.place}"


class Happened(models.TextChoices):
    """What happened to one letter on its way by post that has to be told of afterwards."""

    TAKEN = "taken", _("Put in a batch although it no longer holds")
    POSTED = "posted", _("Posted although it no longer holds")
    WITHDRAWN = "withdrawn", _("Withdrawn from the post")
    ANEW = "anew", _("Dated anew, and withdrawn itself")
    CAME_BACK = "came-back", _("Came back by post")


class PostRecord(models.Model):
    """What somebody did about one letter on its way by post, and why: written once and never changed.

    ``told`` are the sentences that stood before them, ``on`` the local day on which it happened where that is not the
    day of writing. ``anew`` is the letter that goes in place of this one. ``address`` is that from which it came back.
    """

    letter = models.ForeignKey("correspondence.Letter", models.PROTECT, related_name="post_records")
    what = models.CharField(max_length=10, choices=Happened)
    because = models.CharField(_("reason"), max_length=300, blank=True)
    told = models.JSONField(default=list)
    on = models.DateField(null=True, blank=True)
    address = models.TextField(blank=True)
    anew = models.ForeignKey("correspondence.Letter", models.PROTECT, null=True, blank=True, related_name="in_place_of")
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "correspondence"
        ordering = ["letter", "id"]
        verbose_name = _("record of a letter at the post")
        verbose_name_plural = _("records of letters at the post")

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.what}"


class Returned(models.TextChoices):
    """What the carrier wrote on a letter that it brought back."""

    GONE_AWAY = "gone-away", _("Gone away")
    NOT_KNOWN = "not-known", _("Not known at this address")
    INCOMPLETE = "incomplete", _("The address is incomplete")
    NO_SUCH = "no-such", _("There is no such address")
    REFUSED = "refused", _("Refused")
    NOT_CALLED_FOR = "not-called-for", _("Not called for, or nobody answered")
    DIED = "died", _("The person has died")
    NOT_SAID = "not-said", _("Nothing is written on it")


#: Before the code of the reason, among what letters failed for.
BACK = "post-"
#: Among what letters failed for: they were withdrawn from the post, and the person has not had what an act told them.
NOT_SENT = "withdrawn"

#: After these it makes no sense to post it to the same address again.
NEEDS_ANOTHER_ADDRESS = (Returned.GONE_AWAY, Returned.NOT_KNOWN, Returned.INCOMPLETE, Returned.NO_SUCH)
