"""Who are the people of a case, what did they say and send, and how is it found again?

Here stands everything that the events leave out: names, addresses, words, files and the salts of their
digests. It can be destroyed under a retention schedule; the chain of events still verifies afterwards.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council
from redress.cases.models import Case
from redress.records.addresses import Address, AddressFile
from redress.records.bundled import Bundle, BundleFile
from redress.records.consents import Consent, ConsentQuestion, ContactChange, Enclosed, IdentityLook
from redress.records.contacts import (
    ContactNote,
    FirstContact,
    ItemPlace,
    NoteConfirmation,
    PhysicalItem,
)
from redress.records.equality import EqualityCodeUsed, EqualityCount
from redress.records.internal import InternalNote
from redress.records.joined import SamePerson
from redress.records.needs import Adjustment, Translation
from redress.records.organisations import Organisation
from redress.records.redaction_models import Redaction, RedactionStep
from redress.records.restricted import Filed, Restriction

__all__ = [
    "Address",
    "AddressFile",
    "Adjustment",
    "Bundle",
    "BundleFile",
    "Consent",
    "ConsentQuestion",
    "ContactChange",
    "ContactNote",
    "Document",
    "Enclosed",
    "EqualityCodeUsed",
    "EqualityCount",
    "Filed",
    "FirstContact",
    "HeldDocument",
    "IdentityLook",
    "InternalNote",
    "ItemPlace",
    "NoteConfirmation",
    "Organisation",
    "Party",
    "Person",
    "PhysicalItem",
    "Redaction",
    "RedactionStep",
    "Restriction",
    "SamePerson",
    "SearchEntry",
    "TrackingSecret",
    "Translation",
    "Words",
]


class Preferred(models.TextChoices):
    """How a person would like to hear from the council."""

    EMAIL = "email", _("E-mail")
    LETTER = "letter", _("Letter")
    TELEPHONE = "telephone", _("Telephone")


class Person(models.Model):
    """Someone outside the council. Councils never share a person, and each complaint makes its own."""

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    address = models.TextField(_("address"), max_length=1000, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    uprn = models.CharField(_("UPRN"), max_length=12, blank=True)
    ward = models.CharField(_("ward"), max_length=100, blank=True)
    preferred = models.CharField(_("how to reply"), max_length=10, choices=Preferred, default=Preferred.EMAIL)
    adjustments = models.TextField(_("adjustments needed"), max_length=4000, blank=True)
    language = models.CharField(_("language of our messages"), max_length=10, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The lines of the postal address, the postcode last; none when nothing was given."""
        lines = [line.strip().rstrip(",") for line in self.address.splitlines()]
        postcode = self.postcode.strip()
        if postcode and not any(postcode.upper() in line.upper() for line in lines):
            lines.append(postcode)
        return tuple(line for line in lines if line)


class Part(models.TextChoices):
    """The part a person plays in a case."""

    COMPLAINANT = "complainant", _("Complainant")
    REPRESENTATIVE = "representative", _("Representative")
    BODY = "body", _("Another body")


class Party(models.Model):
    """A person in a case. ``capacity`` says in what capacity: a councillor, a relative, a solicitor.

    ``ward`` is that of a councillor or the constituency of an MP, ``organisation`` whom they come from, ``matter``
    what an MP or councillor asks for (complaint or enquiry). From ``until`` on they have no part in it any more.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties")
    part = models.CharField(_("part"), max_length=20, choices=Part)
    capacity = models.CharField(_("capacity"), max_length=200, blank=True)
    ward = models.CharField(_("ward or constituency"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    matter = models.CharField(max_length=20, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [models.UniqueConstraint(fields=["case", "person", "part"], name="records_party_once")]

    def __str__(self) -> str:
        return f"{self.part} {self.pk}"

    @property
    def actor_id(self) -> str:
        """The opaque id that events carry."""
        return f"party:{self.pk}"


class WordsKind(models.TextChoices):
    """What a text of a case is."""

    COMPLAINT = "complaint", _("The complaint")
    OUTCOME_SOUGHT = "outcome-sought", _("What would put it right")
    REASONS = "reasons", _("Reasons")
    INFORMATION = "information", _("Further information")
    HELP = "help", _("Request for help")
    CLARIFICATION = "clarification", _("Clarification")
    CONTACT = "contact", _("Note of a contact")
    CORRECTION = "correction", _("Reason for a correction")
    DECISION = "decision", _("Reasons for a decision")
    QUESTION = "question", _("Question to the person")


class Words(models.Model):
    """A text that belongs to a case, written once. Its salted digest stands in the event that it came with.

    ``by`` is the opaque id of whoever said or wrote it; ``at_text`` when
    (:meth:`redress.rules.moments.Moment.iso`), empty where that is the moment it was kept.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="words")
    kind = models.CharField(_("kind"), max_length=20, choices=WordsKind)
    text = models.TextField(_("text"))
    salt = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    by_kind = models.CharField(max_length=20)
    by = models.CharField(max_length=100)
    at_text = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("words")
        verbose_name_plural = _("words")
        indexes = [models.Index(fields=["case", "kind"], name="records_words_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DocumentState(models.TextChoices):
    """Whether a file may be opened yet."""

    QUARANTINED = "quarantined", _("Being checked")
    SAFE = "safe", _("Checked")
    REFUSED = "refused", _("Not accepted")


class StoredFile(models.Model):
    """A file that somebody sent: stored under a random name that says nothing of it."""

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="+")
    name = models.CharField(_("name"), max_length=200)
    extension = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField(_("size"))
    stored_as = models.CharField(max_length=100, unique=True, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.extension} {self.pk}"


class Mark(models.TextChoices):
    """Why a document is left out of what goes to others, unless somebody chooses otherwise."""

    NOT_NECESSARY = "not-necessary", _("Not necessary for the complaint")
    CONFIDENTIAL = "confidential", _("Confidential")
    OFFENCES = "offences", _("About criminal offences")


class Document(StoredFile):
    """A file on a case. Until a job has checked what it really is, nobody can open it.

    ``digest`` is salted and taken over the bytes as kept: an image is kept without the place and device
    that the camera wrote into it. ``refusal`` is the code of the reason where it was not accepted.
    ``redact_first``: it may leave the council only in a redacted version (:mod:`redress.records.redaction`).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    purpose = models.CharField(_("purpose"), max_length=50, blank=True)
    mark = models.CharField(_("mark"), max_length=20, choices=Mark, blank=True)
    redact_first = models.BooleanField(_("must be redacted before it leaves"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=DocumentState, default=DocumentState.QUARANTINED)
    refusal = models.CharField(max_length=50, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    salt = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    by_kind = models.CharField(max_length=20)
    by = models.CharField(max_length=100)
    checked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def can_be_opened(self) -> bool:
        """Whether it was checked and accepted."""
        return self.state == DocumentState.SAFE


class HeldDocument(StoredFile):
    """A file sent with a complaint that is not made yet. Nobody can open it; unused, it is destroyed."""

    token = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("held document")
        verbose_name_plural = _("held documents")
        indexes = [models.Index(fields=["created_at"], name="records_helddocument_age")]


class PackedPapers(models.Model):
    """Papers of a case were packed to leave it: by whom, when, which, and what for. A line is never changed."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="packed_papers")
    kind = models.CharField(max_length=20)
    purpose = models.TextField(_("purpose"))
    names = models.JSONField(default=list)
    by = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("packed papers")
        verbose_name_plural = _("packed papers")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class TrackingSecret(models.Model):
    """What lets someone follow their case without an account: a link, or a code that is typed with the reference.

    Only the hash of the secret is kept. ``ended_at``: from then on it opens nothing.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="tracking_secrets")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64, unique=True, editable=False)
    is_code = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tracking secret")
        verbose_name_plural = _("tracking secrets")

    def __str__(self) -> str:
        return str(self.pk)


class SearchEntry(models.Model):
    """What a case is found by: its reference and the names of its people, folded (:mod:`redress.records.folding`).

    ``names`` begins with a space, and a space stands before every word of it, so that one test finds the
    beginning of any word. So does ``words``: texts that have been translated, in both languages.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, models.PROTECT, related_name="search_entry")
    reference = models.CharField(max_length=40)
    names = models.CharField(max_length=1000, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [models.Index(fields=["council", "reference"], name="records_search_reference")]

    def __str__(self) -> str:
        return self.reference
