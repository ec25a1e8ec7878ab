"""What is a council made of, and who provides which of its services?"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Council(models.Model):
    """One council of this installation; its id is the id of its policy, for example ``dartford``.

    ``logo`` is the digest of its logo, so that every page knows its address without asking for it.
    """

    id = models.SlugField(_("id"), primary_key=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=100)
    logo = models.CharField(max_length=64, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("council")
        verbose_name_plural = _("councils")

    def __str__(self) -> str:
        return self.name


class PartOfCouncil(models.Model):
    """What every named part of a council has: the council, a name and a slug unique within it."""

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"))
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=100)

    class Meta:
        abstract = True
        ordering = ["council", "name"]
        constraints = [
            models.UniqueConstraint(fields=["council", "slug"], name="%(app_label)s_%(class)s_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Directorate(PartOfCouncil):
    """A directorate: departments under one Director."""

    class Meta(PartOfCouncil.Meta):
        verbose_name = _("directorate")
        verbose_name_plural = _("directorates")


class Department(PartOfCouncil):
    """A department of a directorate."""

    directorate = models.ForeignKey(
        Directorate, models.PROTECT, verbose_name=_("directorate"), related_name="departments"
    )

    class Meta(PartOfCouncil.Meta):
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def clean(self) -> None:
        """The directorate is one of the same council."""
        same_council(self, "directorate")


class ProviderKind(models.TextChoices):
    """Who provides a service."""

    COUNCIL = "council", _("The council")
    CONTRACTOR = "contractor", _("A contractor")
    PARTNER = "partner", _("A partner organisation")


class Landlord(models.TextChoices):
    """Is the council acting as a landlord in this service? It decides which Ombudsmen may look at it."""

    NO = "no", _("No")
    YES = "yes", _("Yes")
    OVERLAP = "overlap", _("Partly: both Ombudsmen may look at it")


class Service(PartOfCouncil):
    """A service that people complain about, and who provides it."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("department"), related_name="services")
    provider_kind = models.CharField(
        _("provided by"), max_length=20, choices=ProviderKind, default=ProviderKind.COUNCIL
    )
    provider_name = models.CharField(_("name of the provider"), max_length=200, blank=True)
    landlord = models.CharField(_("landlord matter"), max_length=10, choices=Landlord, default=Landlord.NO)
    also_called = models.TextField(_("what people also call it"), max_length=2000, blank=True, default="")
    improvement_lead = models.ForeignKey(
        "Staff",
        models.PROTECT,
        verbose_name=_("who sees to changes that arise from complaints"),
        null=True,
        blank=True,
        related_name="+",
    )
    reviewed_every = models.PositiveSmallIntegerField(_("months between reviews"), null=True, blank=True)
    standards = models.TextField(_("what people can expect of it"), max_length=4000, blank=True, default="")

    class Meta(PartOfCouncil.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def clean(self) -> None:
        """Department and lead are of the same council; a contractor or partner has a name."""
        same_council(self, "department", "improvement_lead")
        if self.provider_kind != ProviderKind.COUNCIL and not self.provider_name.strip():
            raise ValidationError({"provider_name": _("Enter the name of the contractor or partner")})


class Team(PartOfCouncil):
    """People who share a work list."""

    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("department"), related_name="teams", null=True, blank=True
    )

    class Meta(PartOfCouncil.Meta):
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def clean(self) -> None:
        """The department is one of the same council."""
        same_council(self, "department")


def same_council(row: Any, *names: str, council_id: str | None = None) -> None:
    """Refuse a row that points to another council's department, person or the like."""
    own = council_id if council_id is not None else row.council_id
    strangers = [name for name in names if getattr(row, name) and getattr(row, name).council_id != own]
    if strangers:
        raise ValidationError({name: _("Choose one that belongs to the same council") for name in strangers})
