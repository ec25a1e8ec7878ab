"""How does somebody say where they live: by their postcode, from a list, or by hand?

Nobody is kept from complaining by an address: it can be written by hand, it may lie anywhere, and there may be none.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redress.intake.forms import QuestionForm, line
from redress.records import addresses

BY_HAND = "by-hand"
_MOST_RADIOS = 12


class AddressQuestion(QuestionForm):
    """A page about the address: asked of whoever wants letters, and where the policy asks for it."""

    def is_needed(self, id: str) -> bool:
        """Whether ``address`` or ``postcode`` cannot be left empty."""
        asked = any(each.id == id and each.asked == "needed" for each in self.policy.public.fields)
        return asked or (id == "address" and self.answers.preferred == "letter")


class PostcodeForm(AddressQuestion):
    template = "intake/question_postcode.html"
    sought = line(_("What is your postcode?"), limit=20, autocomplete="postal-code", spellcheck="false")

    def prepare(self) -> None:
        field: Any = self.fields["sought"]
        field.help_text = _("For example, DA1 1DR. We use it to find your address.")
        if self.is_needed("address") or self.is_needed("postcode"):
            field.required = True
            field.error_messages["required"] = _("Enter your postcode, or choose to write your address by hand")
        else:
            field.help_text = _("We use it to find your address. You can leave this empty.")
        if not self.answers.sought:
            self.initial["sought"] = self.answers.postcode

    def clean_sought(self) -> str:
        typed = self.cleaned_data["sought"]
        if typed and not addresses.compact(typed):
            raise forms.ValidationError(
                _("Enter a full UK postcode, like DA1 1DR. If you have none, choose to write your address by hand")
            )
        return addresses.spaced(typed)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sought = cleaned.get("sought", "")
        if sought and not addresses.at_postcode(self.council, sought):
            return {**cleaned, "by_hand": "yes", "postcode": sought}
        cleaned["by_hand"] = ""
        if sought != self.answers.sought or not self.answers.uprn:
            cleaned.update(address="", postcode="", uprn="", ward="")
        return cleaned

    @property
    def reopens(self) -> tuple[str, ...]:
        """Another postcode has other addresses."""
        known = self.answers.uprn and self.cleaned_data["sought"] == self.answers.sought
        return () if known else ("address", "address-by-hand")


class ChooseAddressForm(AddressQuestion):
    template = "intake/question_address.html"
    uprn = forms.ChoiceField(
        label=_("Which is your address?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose your address, or choose “My address is not here”"),
            "invalid_choice": _("Choose your address, or choose “My address is not here”"),
        },
    )

    def prepare(self) -> None:
        field: Any = self.fields["uprn"]
        found = addresses.at_postcode(self.council, self.answers.sought)
        listed = [(address.uprn, address.in_one_line) for address in found]
        not_here = (BY_HAND, _("My address is not here"))
        if len(listed) > _MOST_RADIOS:
            field.widget = forms.Select()
            listed.insert(0, ("", _("Choose your address")))
        field.choices = [*listed, not_here]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("uprn", "")
        if chosen == BY_HAND:
            spaced = addresses.spaced(self.answers.sought)
            return {"by_hand": "yes", "uprn": "", "ward": "", "address": "", "postcode": spaced}
        address = addresses.address_of(self.council, chosen) if chosen else None
        if address is not None:
            cleaned.update(
                address=address.lines,
                postcode=address.postcode_in_words,
                ward=address.ward,
                by_hand="",
                no_fixed_address="",
            )
        return cleaned

    @property
    def reopens(self) -> tuple[str, ...]:
        """Whose address is not in the list writes it."""
        return ("address-by-hand",) if self.cleaned_data["by_hand"] else ()

    def more(self) -> dict[str, Any]:
        return {"sought": addresses.spaced(self.answers.sought)}


class ByHandForm(AddressQuestion):
    title = _("What is your address?")
    template = "intake/question_by_hand.html"

    address = forms.CharField(
        label=_("Address"),
        help_text=_("It can be anywhere: in our area, in another one, or in another country."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"autocomplete": "street-address"}),
        error_messages={"max_length": _("Use %(limit_value)d characters or fewer. You have used %(show_value)d")},
    )
    postcode = line(_("Postcode, if you know it"), limit=12, autocomplete="postal-code", spellcheck="false")
    no_fixed_address = forms.BooleanField(label=_("I have no fixed address"), required=False)

    def prepare(self) -> None:
        if any(each.id == "postcode" and each.asked == "hidden" for each in self.policy.public.fields):
            del self.fields["postcode"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        nowhere = cleaned.get("no_fixed_address", False)
        address = cleaned.get("address", "").strip()
        if self.answers.preferred == "letter" and not address:
            self.add_error(
                "address",
                _("Enter an address where letters reach you, or go back and choose another way to hear from us"),
            )
        elif self.is_needed("address") and not address and not nowhere:
            self.add_error("address", _("Enter your address, or tick “I have no fixed address”"))
        if self.is_needed("postcode") and not cleaned.get("postcode", "").strip() and not nowhere:
            self.add_error("postcode", _("Enter your postcode"))
        cleaned["no_fixed_address"] = "yes" if nowhere else ""
        postcode = addresses.spaced(cleaned.get("postcode", ""))
        ward = addresses.ward_of(self.council, postcode) if address else ""
        return {**cleaned, "postcode": postcode, "by_hand": "yes", "uprn": "", "ward": ward}

    def more(self) -> dict[str, Any]:
        """A postcode that the list does not have is said to be missing there, not to be wrong."""
        sought = addresses.spaced(self.answers.sought)
        known = bool(sought) and bool(addresses.at_postcode(self.council, sought))
        return {"missing": "" if known else sought, "has_list": addresses.file_of(self.council) is not None}
