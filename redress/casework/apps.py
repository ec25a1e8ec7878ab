"""How does Django know this room?"""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "redress.casework"
