"""Which versions of each policy were adopted, by whom, and what did they say?"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Who adopted the versions that came as files: nobody by name.
INSTALLATION = "installation"


class AdoptedVersion(models.Model):
    """One version of one policy, word for word as it was adopted: never changed, never deleted.

    ``policy_id`` is the id of the council. ``adopted_by`` is opaque (``staff:12``), or says that it came with the
    installation or by command; ``adopted_name`` is who that was, as they were called then. Triggers refuse to change
    or delete a row: see :mod:`redress.cases.triggers`.
    """

    policy_id = models.SlugField(_("policy"), max_length=50)
    version = models.CharField(_("version"), max_length=50)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64)
    in_force_from = models.DateField(_("in force from"))
    adopted_by = models.CharField(max_length=100)
    adopted_name = models.CharField(_("adopted by"), max_length=200, blank=True)
    adopted_at = models.DateTimeField(_("adopted"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["policy_id", "in_force_from", "id"]
        verbose_name = _("adopted version of a policy")
        verbose_name_plural = _("adopted versions of policies")
        constraints = [
            models.UniqueConstraint(fields=["policy_id", "version"], name="policies_adoptedversion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.policy_id} {self.version}"
