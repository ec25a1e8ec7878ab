"""How did a complaint reach us, what was said in talks about it since, and where are the things that came with it?

Every row is written once. What was wrong is set right by a new note that names the old one, a thing that was moved
gets a further place, and what a person says of a note stands beside it.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.cases.models import Case


class Said(models.TextChoices):
    """An answer that may not have been asked for."""

    NOT_ASKED = "", _("Not asked")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class OutcomeSaid(models.TextChoices):
    """Whether the person said what would put it right."""

    NOT_ASKED = "", _("They were not asked")
    STATED = "stated", _("Stated")
    NOT_STATED = "not-stated", _("Not stated when asked")


class Moved(models.TextChoices):
    """What became of something that was raised where anybody can read it."""

    NOT_YET = "", _("Nothing yet")
    FORM = "form-requested", _("We sent the standard reply with the link to the form")
    EMAIL = "email", _("Moved to e-mail")
    HIDDEN = "hidden", _("Taken out of public view")
    NOT_POSSIBLE = "not-possible", _("It could not be moved")


class FirstContact(models.Model):
    """How a complaint came, as whoever took it down put it on record; what the person said stands in its words.

    ``capacity``, ``complexity`` and ``standard`` are entries of the policy's lists. ``vulnerable`` is for those who
    handle the case. ``told`` says how the person was told that we have it, ``reply`` what stands in public.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="first_contact")
    by = models.CharField(max_length=100)
    waited = models.PositiveSmallIntegerField(_("minutes waited"), null=True, blank=True)
    wanted_person = models.CharField(_("asked to speak to"), max_length=200, blank=True)
    passed_to = models.CharField(_("passed on to"), max_length=200, blank=True)
    passed_why = models.TextField(_("why it was passed on"), blank=True)
    told_why = models.CharField(_("told why"), max_length=3, choices=Said, blank=True)
    told_name = models.CharField(_("told the name"), max_length=3, choices=Said, blank=True)
    tried = models.TextField(_("what was tried"), blank=True)
    out_of_scope = models.TextField(_("why it could not be settled"), blank=True)
    platform = models.CharField(_("platform"), max_length=100, blank=True)
    link = models.URLField(_("link of the post"), max_length=500, blank=True)
    moved = models.CharField(_("out of public view"), max_length=20, choices=Moved, blank=True)
    survey = models.CharField(_("survey"), max_length=200, blank=True)
    survey_told = models.CharField(_("told how to complain"), max_length=3, choices=Said, blank=True)
    help_offered = models.CharField(_("help to write it offered"), max_length=3, choices=Said, blank=True)
    supporter_wanted = models.CharField(_("advocate or supporter wanted"), max_length=3, choices=Said, blank=True)
    supporter = models.TextField(_("advocate or supporter"), blank=True)
    outcome_said = models.CharField(_("desired outcome"), max_length=12, choices=OutcomeSaid, blank=True)
    needs = models.TextField(_("what they need"), blank=True)
    expects = models.TextField(_("what they expect"), blank=True)
    explanation = models.BooleanField(_("explanation asked for"), default=False)
    vulnerable = models.BooleanField(_("vulnerable or dependent"), default=False)
    support = models.TextField(_("support arranged"), blank=True)
    capacity = models.CharField(_("capacity"), max_length=50, blank=True)
    complexity = models.CharField(_("complexity"), max_length=50, blank=True)
    standard = models.CharField(_("standard not met"), max_length=50, blank=True)
    standard_words = models.TextField(_("published standard not met"), blank=True)
    told = models.CharField(_("told that we have it"), max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("first contact")
        verbose_name_plural = _("first contacts")

    def __str__(self) -> str:
        return f"first contact {self.pk}"


class NoteKind(models.TextChoices):
    """What kind of talk or paper a note is of."""

    TELEPHONE = "telephone", _("Telephone call")
    MEETING = "meeting", _("Meeting")
    INFORMAL = "informal", _("Informal discussion")
    VISIT = "visit", _("Visit")
    EMAIL = "email", _("E-mail")
    LETTER = "letter", _("Letter")
    TEXT = "text-message", _("Text message")
    TRANSCRIPT = "transcript", _("Transcript")
    FIRST = "first", _("The complaint as it was taken down")


class Reached(models.TextChoices):
    """Whether the person was reached."""

    REACHED = "reached", _("Reached")
    NOT_REACHED = "not-reached", _("Not reached")
    NOT_POSSIBLE = "not-possible", _("Not possible")


class ContactNote(models.Model):
    """A note of a talk, or the transcript of something that was not in writing; written once.

    Its text is kept with the words of the case, whose digest stands in the event. ``at_text`` is when it was
    (:meth:`redress.rules.moments.Moment.iso`). ``corrects`` names the note that this one sets right.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_notes")
    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind)
    result = models.CharField(_("result"), max_length=12, choices=Reached, default=Reached.REACHED)
    at_text = models.CharField(max_length=40)
    participants = models.TextField(_("who took part"), blank=True)
    words = models.ForeignKey("records.Words", models.PROTECT, null=True, blank=True, related_name="contact_notes")
    understood = models.CharField(_("understanding checked"), max_length=3, choices=Said, blank=True)
    read_back = models.CharField(_("read back and confirmed"), max_length=3, choices=Said, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    event = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("note of a contact")
        verbose_name_plural = _("notes of contacts")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Standing(models.TextChoices):
    """What has become of a note since it was written."""

    AT_ONCE = "at-once", _("Confirmed at once")
    SENT = "sent", _("Sent for confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    WRONG = "wrong", _("Something is wrong")


class NoteConfirmation(models.Model):
    """One thing that became of a note: it was confirmed, sent to be confirmed, or told to be wrong; written once.

    ``how`` is the way it was sent or heard. ``by`` is the opaque id of whoever confirmed it or, for one that was sent,
    sent it; ``part`` the part in the case of whoever confirmed or was sent it. ``words``: what is wrong.
    """

    note = models.ForeignKey(ContactNote, models.PROTECT, related_name="confirmations")
    what = models.CharField(max_length=10, choices=Standing)
    on = models.DateField(_("on"))
    how = models.CharField(max_length=20, blank=True)
    part = models.CharField(max_length=20, blank=True)
    words = models.ForeignKey("records.Words", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("confirmation of a note")
        verbose_name_plural = _("confirmations of notes")

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"


class PhysicalItem(models.Model):
    """A thing that is a record of the case: a tape, a letter in Braille, a photograph, a key. It is never deleted.

    ``party`` is who on the case gave it or is told of in it; none where that is nobody of them, or where nobody has
    said (``whose_is_said``): such a thing is given to no one as theirs.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="physical_items")
    party = models.ForeignKey("records.Party", models.PROTECT, null=True, blank=True, related_name="+")
    whose_is_said = models.BooleanField(default=False)
    what = models.CharField(_("what it is"), max_length=200)
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("physical item")
        verbose_name_plural = _("physical items")

    def __str__(self) -> str:
        return f"item {self.pk}"


class ItemPlace(models.Model):
    """Where a thing was put, by whom and when: the latest is where it is."""

    item = models.ForeignKey(PhysicalItem, models.PROTECT, related_name="places")
    place = models.CharField(_("where it is kept"), max_length=200)
    on = models.DateField(_("since"))
    why = models.CharField(_("why it was moved"), max_length=500, blank=True)
    by = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("place of an item")
        verbose_name_plural = _("places of items")

    def __str__(self) -> str:
        return f"place {self.pk}"
