"""Which account belongs to this e-mail address and password, and may it still be used?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from redress.accounts.models import Staff


class StaffBackend(BaseBackend):
    """Staff by e-mail address and password. It grants no permissions: what a person may do follows from roles."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **others: Any
    ) -> Staff | None:
        """Give the account, or none; takes as long for an unknown address as for a wrong password."""
        if username is None or password is None:
            return None
        staff = Staff.objects.filter(email=username.strip().lower()).select_related("council").first()
        if staff is None:
            Staff().set_password(password)
            return None
        return staff if staff.check_password(password) and may_sign_in(staff) else None

    def get_user(self, user_id: int) -> Staff | None:
        """Give the person of a session, with the council; none as soon as the account may not be used."""
        staff = Staff.objects.select_related("council").filter(pk=user_id).first()
        return staff if staff is not None and may_sign_in(staff) else None


def may_sign_in(staff: Staff) -> bool:
    """Is the account in use, and not a demonstration account in production?"""
    return staff.is_active and not (staff.is_demonstration and settings.PRODUCTION)
