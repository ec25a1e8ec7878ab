"""How does Django know this room?"""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "redress.records"
