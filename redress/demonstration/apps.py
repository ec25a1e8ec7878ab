"""How does Django know this room?"""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "redress.demonstration"
