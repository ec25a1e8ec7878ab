"""What is kept of a case: its events for ever, and rows derived from them that lists can be made of?

Only the events, the anchors and the read log are records; triggers refuse to change or delete them
(:mod:`redress.cases.triggers`). Everything else is derived by :mod:`redress.cases.summary` and can be
made afresh by ``rebuild``. No row holds a person's words, name or address.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council, Department, Service, Staff, Team


def council_key(council: Council | str) -> str:
    """The id of a council, given either way."""
    return council.pk if isinstance(council, Council) else council


class Case(models.Model):
    """One case, from first contact to Ombudsman: the summary of its events, for lists and counts.

    The columns tell of the run that began last among those still open. Days are local days
    (Europe/London); instants are UTC. ``received_at`` is null where only the day is known.
    ``next_due`` is the earliest open limit that binds the council; ``window_due`` the last day on which
    the complainant may ask for the next stage. ``waiting`` lists the steps that somebody must take, each with the
    roles it is asked of. ``calendar`` names the list of bank holidays that the open runs
    count by (several with commas); empty where none of them counts by one.
    """

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="cases")
    reference = models.CharField(_("reference"), max_length=40)
    opening_key = models.CharField(max_length=100, editable=False)

    run = models.CharField(max_length=10)
    track = models.CharField(_("track"), max_length=50)
    stage = models.CharField(_("stage"), max_length=50)
    status = models.CharField(_("status"), max_length=40)
    policy_id = models.CharField(max_length=50)
    policy_version = models.CharField(max_length=50)
    calendar = models.CharField(max_length=100, blank=True, default="")
    channel = models.CharField(_("channel"), max_length=50)
    landlord = models.CharField(_("landlord matter"), max_length=10)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    confidential = models.BooleanField(_("confidential"), default=False)
    identity_confidential = models.BooleanField(_("identity of the complainant kept confidential"), default=False)

    received_at = models.DateTimeField(_("received at"), null=True)
    received_day = models.DateField(_("received on"))
    opened_at = models.DateTimeField(_("recorded at"))
    ended = models.CharField(_("how it ended"), max_length=50, blank=True)
    ended_day = models.DateField(_("ended on"), null=True)

    owner = models.ForeignKey(
        Staff, models.PROTECT, verbose_name=_("who has it"), null=True, related_name="cases_owned"
    )
    position = models.CharField(_("position"), max_length=50, blank=True)
    service = models.ForeignKey(Service, models.PROTECT, verbose_name=_("service"), null=True, related_name="+")
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department"), null=True, related_name="+"
    )
    team = models.ForeignKey(Team, models.PROTECT, verbose_name=_("team"), null=True, related_name="+")

    next_due = models.DateField(_("next due"), null=True)
    next_clock = models.CharField(max_length=50, blank=True)
    window_due = models.DateField(_("next stage may be asked for until"), null=True)
    waiting = models.JSONField(_("waiting to be decided"), default=list, blank=True)
    owner_decides = models.BooleanField(_("whoever has it must decide something"), default=False)

    last_seq = models.PositiveIntegerField()
    head_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(fields=["council", "reference"], name="cases_case_reference_once"),
            models.UniqueConstraint(fields=["council", "opening_key"], name="cases_case_opened_once"),
        ]
        indexes = [
            models.Index(fields=["council", "next_due", "id"], name="cases_case_next_due"),
            models.Index(fields=["council", "status"], name="cases_case_status"),
            models.Index(fields=["owner", "next_due"], name="cases_case_owner"),
            models.Index(fields=["team", "next_due"], name="cases_case_team"),
        ]

    def __str__(self) -> str:
        return self.reference


class Event(models.Model):
    """One event of a case, as written: never changed, never deleted.

    ``at_text`` is when it happened (:meth:`redress.rules.moments.Moment.iso`), ``recorded_at`` the
    instant it was written. ``facts`` is canonical JSON. ``key`` names the submission that made it and
    ``position`` its place among the events of that submission. ``hash`` covers the whole envelope and
    the hash of the event before it: see :mod:`redress.cases.chain`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    run = models.CharField(max_length=10)
    stage = models.CharField(max_length=50)
    kind = models.CharField(max_length=50)
    schema = models.PositiveSmallIntegerField()
    at_text = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    by_kind = models.CharField(max_length=20)
    by = models.CharField(max_length=100)
    role = models.CharField(max_length=100)
    covering_for = models.CharField(max_length=100, blank=True)
    facts = models.TextField()
    key = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["case", "seq"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="cases_event_seq_once"),
            models.UniqueConstraint(fields=["case", "key", "position"], name="cases_event_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class Binds(models.TextChoices):
    """Whom an open limit binds."""

    COUNCIL = "council", _("The council")
    COMPLAINANT = "complainant", _("The complainant")


class OpenDeadline(models.Model):
    """A limit that is still running, derived from the events; several run at once on one case.

    ``due`` is the day by which lateness is judged, ``printed`` what the letter says, ``original`` the
    day before any extension. ``role`` is the role of the policy that is responsible, ``owner`` whoever holds
    the run, if that falls to their position; otherwise it falls to all who hold the role. ``item`` is the
    commitment it is about, where one clock watches several.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="open_deadlines")
    run = models.CharField(max_length=10)
    stage = models.CharField(max_length=50, blank=True)
    clock = models.CharField(max_length=50)
    binds = models.CharField(max_length=20, choices=Binds)
    due = models.DateField(_("due"))
    printed = models.DateField()
    original = models.DateField()
    role = models.CharField(max_length=100)
    owner = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    provisional = models.BooleanField(default=False)
    item = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["due", "id"]
        verbose_name = _("open deadline")
        verbose_name_plural = _("open deadlines")
        constraints = [
            models.UniqueConstraint(fields=["case", "run", "clock", "item"], name="cases_opendeadline_once"),
        ]
        indexes = [
            models.Index(fields=["council", "due"], name="cases_opendeadline_due"),
            models.Index(fields=["owner", "due"], name="cases_opendeadline_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.due}"


class Holding(models.Model):
    """Someone holds or held a case, logged it, was referred it, or did a colleague's work on it.

    Derived from the events.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="holdings")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    position = models.CharField(max_length=50, blank=True)
    since = models.DateField()

    class Meta:
        ordering = ["case", "since", "id"]
        verbose_name = _("holding")
        verbose_name_plural = _("holdings")
        constraints = [
            models.UniqueConstraint(fields=["case", "staff", "position"], name="cases_holding_once"),
        ]
        indexes = [models.Index(fields=["staff", "case"], name="cases_holding_staff")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.position}"


class Asked(models.Model):
    """A role that is asked to do the next thing on a case; derived from the events."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="asked")
    role = models.CharField(max_length=100)

    class Meta:
        ordering = ["case", "role"]
        verbose_name = _("role asked to act")
        verbose_name_plural = _("roles asked to act")
        constraints = [models.UniqueConstraint(fields=["case", "role"], name="cases_asked_once")]
        indexes = [models.Index(fields=["role", "case"], name="cases_asked_role")]

    def __str__(self) -> str:
        return self.role


class Bar(models.Model):
    """Someone who is complained about, or implicated, and is kept away from the case (DA 2.4).

    The event carries only ``opaque``; who it is stands here and nowhere else.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="bars")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    opaque = models.CharField(max_length=40, unique=True)
    ground = models.CharField(max_length=50)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("bar")
        verbose_name_plural = _("bars")
        indexes = [models.Index(fields=["staff", "case"], name="cases_bar_staff")]

    def __str__(self) -> str:
        return self.opaque


class ReadLog(models.Model):
    """Someone looked at a case, or tried to and was not let in. Append-only (DA 2.2; KL 14.1)."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="reads")
    actor = models.CharField(max_length=100)
    role = models.CharField(max_length=200, blank=True)
    page = models.CharField(max_length=100)
    refused = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        indexes = [models.Index(fields=["case", "at"], name="cases_readlog_case")]

    def __str__(self) -> str:
        return f"{self.actor} {self.page}"


class Anchor(models.Model):
    """The heads of every case's chain at one instant, chained to the anchor before it.

    ``heads`` is canonical JSON of the heads that are new since the last anchor; ``count`` and
    ``digest`` are taken over the heads of all cases. A case or a tail that is cut off later no longer
    matches.
    """

    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    heads = models.TextField()
    digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True, unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.hash[:12]}"


class CalendarAdoption(models.Model):
    """A later list of bank holidays that counts for the open cases of a council: who ordered it, how far it has got.

    ``ordered_by`` is opaque (``staff:12``); ``ordered_name`` who that was. ``cases`` were open when it was ordered.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    version = models.CharField(_("list of bank holidays"), max_length=50)
    ordered_by = models.CharField(max_length=100)
    ordered_name = models.CharField(_("ordered by"), max_length=200)
    ordered_at = models.DateTimeField(default=timezone.now, editable=False)
    cases = models.PositiveIntegerField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("adoption of a calendar")
        verbose_name_plural = _("adoptions of calendars")
        constraints = [
            models.UniqueConstraint(fields=["council", "version"], name="cases_calendaradoption_once"),
        ]

    def __str__(self) -> str:
        return f"{self.council_id} {self.version}"


class Reference(models.Model):
    """The last number given in one series of references of one council in one year."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [
            models.UniqueConstraint(fields=["council", "series", "year"], name="cases_reference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}-{self.last:04d}"
