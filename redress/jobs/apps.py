"""How does Django know this room, and where does it find the kinds of job?"""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work that is done later, by the worker."""

    name = "redress.jobs"
    label = "jobs"
    verbose_name = _("Jobs")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the module ``jobs`` of every room, so that every process knows every kind."""
        autodiscover_modules("jobs")
