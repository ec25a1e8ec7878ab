"""How does Django know this room?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from redress import policies
from redress.jobs import registry


class CasesConfig(AppConfig):
    """The case file: what happened, where each case stands, and who may see it."""

    name = "redress.cases"
    label = "cases"
    verbose_name = _("Cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A worker judges each job by the versions of the policies that were adopted until then."""
        if policies.refresh not in registry.BEFORE_EACH:
            registry.BEFORE_EACH.append(policies.refresh)
