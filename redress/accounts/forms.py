"""What do signing in and changing a password ask, and what do they say when the answer is wrong?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Staff


class SignInForm(forms.Form):
    """E-mail address and password."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address in the correct format, like name@council.gov.uk"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        error_messages={"required": _("Enter your password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def account(self, request: HttpRequest) -> Staff | None:
        """The account these answers open; with none, the form says so without telling which answer is wrong."""
        staff = authenticate(request, username=self.cleaned_data["email"], password=self.cleaned_data["password"])
        if staff is None:
            self.add_error("email", _("The e-mail address or the password is not right"))
        return staff


class PasswordForm(forms.Form):
    """The password now, and the new one twice."""

    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        error_messages={"required": _("Enter your current password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. Three words that do not belong together are a good password."),
        strip=False,
        error_messages={"required": _("Enter a new password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        error_messages={"required": _("Enter the new password again")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *arguments: Any, staff: Staff, **keywords: Any) -> None:
        self.staff = staff
        super().__init__(*arguments, **keywords)

    def clean_current(self) -> str:
        current = self.cleaned_data["current"]
        if not self.staff.check_password(current):
            raise forms.ValidationError(_("The current password is not right"))
        return current

    def clean_new(self) -> str:
        new = self.cleaned_data["new"]
        password_validation.validate_password(new, self.staff)
        return new

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", _("The two new passwords are not the same"))
        return given
