"""Who works here, in which council, in which roles, and who stands in for whom?

A council is the tenancy key: its facts (name on letters, addresses, hours, roles) come from its policy
file. Councils are separate data controllers, so a member of staff belongs to exactly one of them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.councils import Council as Council  # for Django looks for models here
from redress.accounts.councils import Department as Department
from redress.accounts.councils import Directorate as Directorate
from redress.accounts.councils import Landlord as Landlord
from redress.accounts.councils import ProviderKind as ProviderKind
from redress.accounts.councils import Service as Service
from redress.accounts.councils import Team as Team
from redress.accounts.councils import same_council
from redress.accounts.pictures import Picture as Picture
from redress.accounts.reminding import ReminderChoice as ReminderChoice


class StaffManager(BaseUserManager["Staff"]):
    """Makes and finds members of staff; e-mail addresses are kept in lower case."""

    def create_user(
        self, email: str, password: str | None = None, *, name: str, council: Council | str, **fields: Any
    ) -> Staff:
        """Create a member of staff; without a password nobody can sign in with one."""
        council_id = council.pk if isinstance(council, Council) else council
        staff = self.model(email=email.strip().lower(), name=name, council_id=council_id, **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff

    def get_by_natural_key(self, username: str | None) -> Staff:
        """Find by e-mail address, however it was typed."""
        return self.select_related("council").get(email=(username or "").strip().lower())


class Staff(AbstractBaseUser):
    """A person who signs in to work on one council's complaints.

    What a member of staff may do follows from the roles held on the day (:class:`RoleHeld`), never from
    permissions or groups of the framework.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="staff")
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department"), related_name="staff", null=True, blank=True
    )
    team = models.ForeignKey(Team, models.PROTECT, verbose_name=_("team"), related_name="staff", null=True, blank=True)
    line_manager = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("line manager"),
        related_name="line_manages",
        null=True,
        blank=True,
    )
    expertise = models.JSONField(_("training and expertise"), default=list, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_demonstration = models.BooleanField(_("demonstration account"), default=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = StaffManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "council"]

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_staff_email_lower"),
            models.CheckConstraint(
                condition=Q(line_manager=None) | ~Q(line_manager=F("id")),
                name="accounts_staff_not_own_manager",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor_id(self) -> str:
        """The opaque id that events carry."""
        return f"staff:{self.pk}"

    def get_full_name(self) -> str:
        """The person's name, as Django's own pages ask for it."""
        return self.name

    def get_short_name(self) -> str:
        """The person's name: which part of it is short is not ours to guess."""
        return self.name

    def clean(self) -> None:
        """The e-mail address is lower case; team, department and line manager are of the same council."""
        self.email = (self.email or "").strip().lower()
        same_council(self, "department", "team", "line_manager")


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from a first day to a last day, both included."""

    def on(self, day: date) -> DatedQuerySet:
        """Only the rows that hold on this day (a day in the council's own time zone)."""
        return self.filter(Q(last=None) | Q(last__gte=day), first__lte=day)


class RoleHeld(models.Model):
    """A role of the council's policy, held by a member of staff from one day to another.

    With a department it reaches that department, with a directorate every department of it, with neither
    the whole council. ``nominated_by`` and ``nominated_on``: who named this person for it, and when, where the
    policy has its holders nominated (DA 2.9.1).
    """

    staff = models.ForeignKey(Staff, models.CASCADE, verbose_name=_("member of staff"), related_name="roles")
    role = models.SlugField(_("role"), max_length=100)
    directorate = models.ForeignKey(
        Directorate, models.PROTECT, verbose_name=_("directorate"), null=True, blank=True, related_name="+"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department"), null=True, blank=True, related_name="+"
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"), null=True, blank=True)
    nominated_by = models.ForeignKey(
        Staff, models.PROTECT, verbose_name=_("nominated by"), null=True, blank=True, related_name="+"
    )
    nominated_on = models.DateField(_("nominated on"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["staff", "role", "first"]
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        indexes = [models.Index(fields=["role", "staff"], name="accounts_roleheld_role")]
        constraints = [
            models.CheckConstraint(condition=Q(last=None) | Q(last__gte=F("first")), name="accounts_roleheld_in_order"),
        ]

    def __str__(self) -> str:
        return self.role

    @property
    def in_words(self) -> str:
        """The role as a person reads it, for pages that know no policy: the id without its hyphens."""
        return self.role.replace("-", " ").capitalize()

    def clean(self) -> None:
        """Directorate, department and whoever nominated are of the council of the member of staff."""
        same_council(self, "directorate", "department", "nominated_by", council_id=self.staff.council_id)


class Cover(models.Model):
    """Someone's absence from one day to another, and the colleague who decides and signs for them (DA 3.18(b)).

    Without a colleague nobody covers yet: that is listed as something to be arranged.
    """

    absent = models.ForeignKey(Staff, models.CASCADE, verbose_name=_("who is absent"), related_name="covered_by")
    covering = models.ForeignKey(
        Staff, models.CASCADE, verbose_name=_("who covers"), related_name="covers", null=True, blank=True
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["first", "id"]
        verbose_name = _("cover for absence")
        verbose_name_plural = _("cover for absence")
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="accounts_cover_in_order"),
            models.CheckConstraint(condition=~Q(absent=F("covering")), name="accounts_cover_another"),
        ]

    def __str__(self) -> str:
        return str(_("Cover from %(first)s to %(last)s") % {"first": self.first, "last": self.last})

    def clean(self) -> None:
        """Both people are of the same council."""
        same_council(self, "covering", council_id=self.absent.council_id)


class StaffingChange(models.Model):
    """What was changed about people, roles, nominations or cover, by whom and when. Lines are only ever added."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    about = models.ForeignKey(Staff, models.PROTECT, related_name="staffing_changes")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    what = models.CharField(_("what was changed"), max_length=400)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("change of staffing")
        verbose_name_plural = _("changes of staffing")

    def __str__(self) -> str:
        return self.what


class GuidanceNote(models.Model):
    """What a directorate adds of its own to the advice of the policy, for cases of its departments (DA 1.2).

    A note is never changed: it is withdrawn, and another is published.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    directorate = models.ForeignKey(
        Directorate, models.PROTECT, verbose_name=_("directorate"), related_name="guidance_notes"
    )
    text = models.TextField(_("note"), max_length=1000)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("guidance note")
        verbose_name_plural = _("guidance notes")

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> None:
        """Directorate and author are of the same council."""
        same_council(self, "directorate", "by")


class DutyDone(models.Model):
    """That a recurring duty of the policy was seen to, by whom and on which day. Lines are only ever added."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    duty = models.SlugField(_("duty"), max_length=100)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="duties_done")
    on = models.DateField(_("seen to on"))
    found = models.CharField(_("what was found"), max_length=400)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("duty seen to")
        verbose_name_plural = _("duties seen to")

    def __str__(self) -> str:
        return self.duty


class RateCount(models.Model):
    """How often something was tried in one window of time; says nothing of who tried it."""

    bucket = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("rate count")
        verbose_name_plural = _("rate counts")
        constraints = [
            models.UniqueConstraint(fields=["bucket", "window"], name="accounts_ratecount_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bucket[:8]} {self.window}"
