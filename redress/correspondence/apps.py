"""How does Django know this room?"""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "redress.correspondence"
