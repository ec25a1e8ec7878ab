"""How does Django know this room?"""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "redress.policies"
