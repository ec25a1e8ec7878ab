"""What is suggested beside a text, on whichever page of staff the text stands?"""

from __future__ import annotations

from typing import Any

from django import template

from redress import policies
from redress.casework.suggested import SHOWN, open_pages, shown_before, signs_of_case
from redress.rules.status import AT_REST
from redress.suggestions.signs import book_for
from redress.suggestions.suggest import suggestions_for

register = template.Library()


@register.inclusion_tag("casework/suggested.html", takes_context=True)
def suggestions_of_log(context: template.Context, form: Any) -> dict[str, Any]:
    """On the page that logs a contact: a button, and once it was pressed what is suggested, each with a button."""
    request = context["request"]
    policy = policies.current(request.council.pk)
    asked = request.method == "POST" and shown_before(request.POST)
    found = suggestions_for(policy, form["words"].value() or "") if asked else None
    return {"button": book_for(policy).on, "asked": asked, "found": found, "marks": SHOWN}


@register.inclusion_tag("casework/suggested.html", takes_context=True)
def suggestions_for_text(context: template.Context, text: str) -> dict[str, Any]:
    """Beside a text that is no case yet: what is suggested, to read only."""
    policy = policies.current(context["request"].council.pk)
    return {"button": False, "asked": True, "found": suggestions_for(policy, text), "silent": True}


@register.inclusion_tag("casework/suggested_signs.html", takes_context=True)
def suggestions_of_case(context: template.Context) -> dict[str, Any]:
    """On the page of a case that is still open, for whoever works on it: the signs that nobody has set aside."""
    row, standing = context["row"], context["standing"]
    if not context["changes"] or standing.status.code in AT_REST:
        return {}
    text = "\n\n".join(each.text.text for each in context["said"]["complaint"])
    signs = signs_of_case(row, standing.policy, text, open_pages(context["ways"]))
    loud = [each for each in signs if each.found.sign.loud]
    quiet = [each for each in signs if not each.found.sign.loud]
    told = bool(text) and book_for(standing.policy).on
    return {"loud": loud, "quiet": quiet, "row": row, "csrf_token": context.get("csrf_token"), "told": told}
