"""Which logo and which pictures does the council use, and who may change them?

Those who look after the policy: what they upload stands on every letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from redress.accounts import pictures
from redress.accounts.pictures import LOGO, Picture
from redress.casework.officers import for_officers
from redress.casework.policy.pages import must_look_after
from redress.correspondence.making.layouts import SEEN
from redress.design.pictures import ACCEPT, LARGEST_FILE, PictureRefused, safe

#: What there can be a picture of, and where it is seen.
PICTURES: dict[str, Any] = {
    LOGO: gettext_lazy("Logo"),
    "letter": gettext_lazy("What the letter is about"),
    "date": gettext_lazy("When something happens"),
    "decision": gettext_lazy("What we decided"),
    "action": gettext_lazy("What is done"),
    "help": gettext_lazy("Who can help"),
}
assert tuple(PICTURES) == (LOGO, *SEEN)


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the pictures that there can be: the council's own, or none."""

    slug: str
    name: Any
    own: Picture | None

    @property
    def ours(self) -> str:
        """What is to be seen on the one that we have drawn."""
        return str(SEEN.get(self.slug, ""))

    @property
    def is_the_logo(self) -> bool:
        return self.slug == LOGO


class PictureForm(forms.Form):
    """A picture and what it shows, in words for those who cannot see it."""

    file = forms.FileField(
        label=gettext_lazy("Choose a picture"),
        help_text=gettext_lazy(
            "SVG, PNG or JPEG, up to 1 MB. We keep it as a PNG, without anything written beside it."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": gettext_lazy("Choose a picture"),
            "empty": gettext_lazy("The selected file is empty"),
            "invalid": gettext_lazy("Choose a picture"),
        },
    )
    alt = forms.CharField(
        label=gettext_lazy("What does it show?"),
        help_text=gettext_lazy(
            "It is read aloud to people who cannot see the picture. For example, “A bridge over a river”."
        ),
        max_length=150,
        error_messages={"required": gettext_lazy("Say in words what the picture shows")},
    )

    def clean_file(self) -> bytes:
        """The picture as it is kept."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The picture must be smaller than 1 MB"))
        try:
            return safe(file.read())
        except PictureRefused as refused:
            raise forms.ValidationError(str(refused)) from None


@for_officers
@require_safe
def council_pictures(request: Any) -> HttpResponse:
    """The logo and the pictures of easy read."""
    must_look_after(request, "pictures")
    own = pictures.in_force(request.council.pk)
    shown = [Shown(slug, name, own.get(slug)) for slug, name in PICTURES.items()]
    return render(request, "casework/policy/pictures.html", {"pictures": shown})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def council_picture(request: Any, shows: str) -> HttpResponse:
    """Put a picture in force, or take it away. The same again changes nothing."""
    must_look_after(request, "pictures")
    if shows not in PICTURES:
        raise Http404
    own = pictures.in_force(request.council.pk).get(shows)
    if request.method == "POST" and "remove" in request.POST:
        pictures.take_away(request.council.pk, shows)
        messages.success(request, _("The picture is used no longer"))
        return redirect("casework:council-pictures")
    form = PictureForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial={"alt": own.alt if own else ""},
    )
    if form.is_valid():
        given = form.cleaned_data
        pictures.keep(request.council.pk, shows, given["file"], alt=given["alt"], by=request.actor.id)
        messages.success(request, _("The picture is used from now on"))
        return redirect("casework:council-pictures")
    shown = {"form": form, "picture": Shown(shows, PICTURES[shows], own)}
    return render(request, "casework/policy/picture.html", shown)
