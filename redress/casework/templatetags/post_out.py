"""Who did something with a batch of post or a letter in it, and why was a letter not delivered?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from redress.casework.outgoing.seen import names_of
from redress.correspondence.models import Letter
from redress.correspondence.notify.states import WORDS
from redress.correspondence.post.models import BACK, NOT_SENT, Returned

register = template.Library()

_WHY = {
    NOT_SENT: _("it was withdrawn from the post, and the person has not had another"),
    "enclosure-by-hand": _("a document that goes with it is to be printed by hand"),
    "made-by-hand": _("its reader needs it in a format that no printer makes"),
    "must-be-redacted": _("a document that goes with it must be redacted first"),
    "no-sheet": _("it is printed from its own page"),
    "signs-no-font-has": _("it has signs that our fonts do not have: print it from its own page"),
    "notify-too-many-pages": _("it has more pages than GOV.UK Notify prints"),
    "notify-not-valid": _("GOV.UK Notify says that the address or number is not valid"),
    "notify-refused": _("GOV.UK Notify refused it"),
    "notify-key-refused": _("GOV.UK Notify refuses the key of this council"),
    "notify-limit-reached": _("the daily limit at GOV.UK Notify was reached"),
    "notify-unreachable": _("GOV.UK Notify did not answer"),
    "texts-not-set-up": _("text messages are not set up"),
    "mail-server-unreachable": _("the mail server did not answer"),
    "address-not-supported": _("the mail server cannot write to such an address"),
    "only-by-post": _("it goes only by post"),
    "link-gone": _("its secret link was forgotten when it failed before"),
    "cannot-be-sent": _("a fault of ours: the log has more"),
}


@register.filter
def named(names: Mapping[str, str], who: str) -> str:
    """The name behind an opaque id."""
    return names.get(who, "")


@register.simple_tag
def at_the_post(letter: Letter) -> dict[str, Any]:
    """What was done about one letter at the post, who did it, and the letter that goes in its place."""
    records = list(letter.post_records.select_related("anew"))
    return {
        "records": records,
        "names": names_of({each.by for each in records}) if records else {},
        "anew": next((each.anew for each in records if each.anew), None),
    }


@register.filter
def one_line(lines: str) -> str:
    """An address in one line."""
    return ", ".join(lines.splitlines())


@register.filter
def why_not_delivered(code: str) -> str:
    """Why something was not delivered, in words; the code itself where there are none for it."""
    if code in _WHY:
        return str(_WHY[code])
    if code.startswith(BACK):
        return str(_("it came back by post (%(why)s)") % {"why": Returned(code.removeprefix(BACK)).label.lower()})
    if code.startswith("smtp-"):
        return str(_("the mail server said %(code)s") % {"code": code.removeprefix("smtp-")})
    return str(WORDS.get(code.removeprefix("notify-"), code))


@register.filter
def notify_words(status: str) -> str:
    """How far GOV.UK Notify says that something has got."""
    return str(WORDS.get(status, status))
