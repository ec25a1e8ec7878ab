"""What is suggested to whoever logs, receives or sorts a complaint, and what do they choose beside it?

One click fills a field or opens the page of a decision with the answer filled in; somebody still has to look at it and
send it. Nothing here records an act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from redress.cases.models import Case
from redress.casework.act_form import ActForm
from redress.casework.acting import Done
from redress.casework.desk import Desk
from redress.records import words
from redress.rules.policy import Policy
from redress.suggestions.models import Chosen, SetAside
from redress.suggestions.rules import Found
from redress.suggestions.signs import book_for
from redress.suggestions.suggest import Offer, Suggestions, signs_of, suggestions_for

if TYPE_CHECKING:
    from redress.casework.possible import Ways  # which knows every page, this room's hooks among them

ASKED, USED = "suggest", "use:"
SHOWN = "suggestions-shown"
_PREFIX = "use-"
_FIELDS = ("subject", "service")
_OF_THE_SUBMISSION = ("key", "seen", "run")  # an address that came from somebody else sets none of these


# --- the page that logs a contact -------------------------------------------------------------------


def asked_for(sent: QueryDict) -> bool:
    """Whether a suggestion was asked for or chosen: nothing is saved then, and nothing judged."""
    step = sent.get("step", "")
    return step == ASKED or step.startswith(USED)


def filled_in(sent: QueryDict) -> QueryDict:
    """What was typed, with the suggestion that was chosen in its field."""
    _use, field, value = (*sent.get("step", "").split(":", 2), "", "")[:3]
    if not sent.get("step", "").startswith(USED) or field not in _FIELDS:
        return sent
    filled = sent.copy()
    filled[field] = value
    return filled


def shown_before(sent: QueryDict) -> bool:
    """Whether suggestions stand on the page, so that it goes on showing them."""
    return asked_for(sent) or SHOWN in sent


def keep_choices(policy: Policy, sent: QueryDict, *, text: str, chosen: Mapping[str, str]) -> None:
    """Keep what was chosen beside what had been suggested, if anything had been."""
    if SHOWN in sent:
        _keep(policy.council.id, "log", suggestions_for(policy, text), chosen)


# --- a case -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfCase:
    """The signs of a case that nobody has set aside, each with the page of the decision it leads to, if it is open."""

    found: Found
    href: str
    reads: str


def signs_of_case(row: Case, policy: Policy, text: str, open_pages: Iterable[str]) -> list[OfCase]:
    """The signs in the words of a complaint, for whoever sorts it: two queries, none where suggestions are off."""
    if not book_for(policy).on:
        return []
    aside = set(SetAside.objects.filter(case=row).values_list("sign", flat=True))
    pages = list(open_pages)
    found = (each for each in signs_of(policy, text) if each.sign.id not in aside)
    return [OfCase(each, *_leads_to(row, policy, each, pages)) for each in found]


def open_pages(ways: Iterable[Ways]) -> list[str]:
    """The pages of everything that an officer can do on a case now."""
    found = []
    for way in ways:
        deciding = (*way.deciding.owed, *way.deciding.optional, *(each for check in way.checks for each in check.open))
        found += [each.href for each in (*deciding, *way.steps, *way.others) if each.href]
    return found


def _leads_to(row: Case, policy: Policy, each: Found, pages: Iterable[str]) -> tuple[str, str]:
    """The first page among those that are open to this officer, with the answer filled in, and what it is called."""
    for lead in each.leads_to:
        if not lead.step:
            continue
        address = reverse("casework:step", args=[row.reference, lead.step])
        page = next((page for page in pages if page.partition("?")[0] == address), "")
        if page:
            filled = {f"{_PREFIX}answer-items": lead.special_case} if lead.special_case else {}
            return _with(page, filled), policy.step(lead.step).name
    return "", ""


def offers_of_case(row: Case, policy: Policy, text: str) -> tuple[Suggestions, list[tuple[str, Offer, str]]]:
    """Everything suggested for a case, and each subject and service with the page that settles it, filled in."""
    found = suggestions_for(policy, text)
    address = reverse("casework:act", args=[row.reference, "settle-points"])
    offers = [("subject", offer) for offer in found.subjects] + [("service", offer) for offer in found.services]
    return found, [(what, offer, _with(address, {f"{_PREFIX}{what}-p1": offer.id})) for what, offer in offers]


def begun(sent: QueryDict) -> dict[str, Any]:
    """What the address of the page of an act fills in beforehand: no more than what could be chosen there by hand."""
    return {
        name.removeprefix(_PREFIX): values if len(values) > 1 or name.endswith("-items") else values[0]
        for name, values in sent.lists()
        if name.startswith(_PREFIX) and name.removeprefix(_PREFIX) not in _OF_THE_SUBMISSION
    }


def keep_choices_of_points(desk: Desk, form: ActForm, done: Done) -> None:
    """What was settled of the first point, beside what is suggested for the words of the complaint."""
    if done.repeated or "subject-p1" not in form.cleaned_data:
        return
    chosen = {what: form.cleaned_data.get(f"{what}-p1", "") for what in _FIELDS}
    text = text_of(desk.row)
    if text:
        _keep(desk.row.council_id, "points", suggestions_for(desk.policy, text), chosen)


def text_of(row: Case) -> str:
    """The complaint in the person's own words."""
    return "\n\n".join(each.text for each in words.of(row, "complaint"))


def _with(address: str, filled: Mapping[str, str]) -> str:
    if not filled:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(filled)}"


def _keep(council: str, place: str, found: Suggestions, chosen: Mapping[str, str]) -> None:
    """One row for each field: the month, what was offered and what was chosen. No case, no person, no word."""
    offered = {"subject": found.subjects, "service": found.services}
    Chosen.objects.bulk_create(
        Chosen(
            council_id=council,
            month=f"{timezone.localdate():%Y-%m}",
            place=place,
            what=what,
            offered=[each.id for each in offers],
            chosen=chosen.get(what, ""),
            version=found.versions.get(what, 0),
        )
        for what, offers in offered.items()
    )
