"""How does Django know this room?"""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "redress.design"
