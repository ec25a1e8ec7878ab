"""How does Django know this room?"""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "redress.intake"
