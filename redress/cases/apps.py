"""How does Django know this room?"""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "redress.cases"
