"""Which contractors, partners and other bodies does a council work with, and on what terms?

A point of complaint names one by an opaque id, so that no event holds a name.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council


class OrganisationKind(models.TextChoices):
    """What an organisation is to the council."""

    CONTRACTOR = "contractor", _("Contractor")
    PARTNER = "partner", _("Partner organisation")
    OTHER = "other", _("Another body")


class Organisation(models.Model):
    """A contractor, a partner or another body. ``clause`` says where its contract provides for complaints (DA 5.6).

    ``protocol`` is the agreement on joint working, ``may_share`` what may be told under it (DA 5.9.1).
    """

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="organisations")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("what it is"), max_length=20, choices=OrganisationKind)
    contract = models.CharField(_("contract"), max_length=200, blank=True)
    has_clause = models.BooleanField(_("the contract has a complaints clause"), default=False)
    clause = models.CharField(_("reference of the clause"), max_length=100, blank=True)
    protocol = models.CharField(_("protocol or agreement"), max_length=200, blank=True)
    may_share = models.TextField(_("what may be shared"), max_length=2000, blank=True)
    contact = models.TextField(_("contact for complaints"), max_length=1000, blank=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="records_organisation_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def opaque_id(self) -> str:
        """The opaque id that events carry."""
        return f"organisation:{self.pk}"

    @property
    def lacks_clause(self) -> bool:
        """A contractor whose contract does not provide for complaints: to be put right (DA 5.6)."""
        return self.kind == OrganisationKind.CONTRACTOR and not (self.has_clause and self.clause)


def of(council_id: str) -> list[Organisation]:
    """The organisations of a council, by name."""
    return list(Organisation.objects.filter(council=council_id))


def names_of(council_id: str, ids: Iterable[str]) -> dict[str, str]:
    """The names behind opaque ids; a query only where there is one to ask for."""
    numbers = [int(id.removeprefix("organisation:")) for id in ids if id.startswith("organisation:")]
    if not numbers:
        return {}
    return {each.opaque_id: each.name for each in Organisation.objects.filter(council=council_id, pk__in=numbers)}
