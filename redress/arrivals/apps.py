"""How does Django know this room?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArrivalsConfig(AppConfig):
    """What came in from outside, until it has its place on a case."""

    name = "redress.arrivals"
    label = "arrivals"
    verbose_name = _("Arrivals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The worker's part of the post has a folder of its own."""
        from redress.arrivals.post import jobs  # noqa: F401
