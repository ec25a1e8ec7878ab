"""How does Django know this room?"""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "redress.casework"

    def ready(self) -> None:
        """The worker's part of the bundles has a folder of its own."""
        from redress.casework.bundling import jobs  # noqa: F401
