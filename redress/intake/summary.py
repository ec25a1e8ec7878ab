"""What has the person answered so far, as they check it before they send it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from redress.accounts.models import Council, Service
from redress.design.templatetags.design import long_date
from redress.intake.answers import (
    COMPLAINT,
    ENQUIRY,
    MYSELF,
    NONE_OF_THESE,
    ORGANISATION,
    SOMEONE_ELSE,
    Answers,
)
from redress.intake.languages import said_plainly
from redress.intake.questions import Path
from redress.intake.wording import CONSENTS, PARTS, WAYS, needs_in_words
from redress.records.models import HeldDocument
from redress.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a row of the summary may be made from."""

    answers: Answers
    council: Council
    policy: Policy
    files: list[HeldDocument]


@dataclass(frozen=True, slots=True)
class Row:
    """One answer with its question in short, and where it can be changed."""

    key: str
    value: str
    href: str


def rows(told: Told, path: Path) -> list[Row]:
    """The answers to the questions that apply, each with a link to change it."""
    found = []
    for question in path.questions:
        href = reverse("intake:question", args=[told.council.pk, question.slug]) + "?change"
        found += [Row(key, value or _("Not given"), href) for key, value in _ROWS[question.slug](told)]
    return found


def _subject(told: Told) -> list[tuple[str, str]]:
    return [(_("About"), _name(told.policy.subjects, told.answers.subject))]


def _service(told: Told) -> list[tuple[str, str]]:
    service = Service.objects.filter(council=told.council, slug=told.answers.service).first()
    return [(_("Service"), said_plainly(service.name) if service else _("I am not sure"))]


def _home(told: Told) -> list[tuple[str, str]]:
    words = {"yes": _("Yes"), "no": _("No"), "unsure": _("I am not sure")}
    return [(_("About a home you rent or lease from the council"), words.get(told.answers.landlord, ""))]


def _elsewhere(told: Told) -> list[tuple[str, str]]:
    chosen = told.answers.elsewhere
    value = _("No, none of these") if chosen == NONE_OF_THESE else _name(told.policy.elsewhere, chosen)
    return [(_("Something others deal with"), value)]


def _for_whom(told: Told) -> list[tuple[str, str]]:
    words = {MYSELF: _("Myself"), SOMEONE_ELSE: _("Someone else"), ORGANISATION: _("An organisation or a business")}
    return [(_("Complaining for"), words.get(told.answers.for_whom, ""))]


def _them(told: Told) -> list[tuple[str, str]]:
    answers = told.answers
    return [
        (_("Who you are helping"), answers.their_name),
        (_("Your part"), _your_part(told)),
        (_("Have they agreed?"), str(CONSENTS.get(answers.consent, ""))),
        (_("How to reach them"), "\n".join(filter(None, _reaching_them(answers)))),
    ]


def _your_part(told: Told) -> str:
    part = told.answers.part
    if part in PARTS:
        return str(PARTS[part][0])
    return _name(told.policy.lists.get("representatives", ()), part)


def _reaching_them(answers: Answers) -> list[str]:
    address = [*answers.their_address.splitlines(), answers.their_postcode]
    return [answers.their_email, answers.their_telephone, *address]


def _from_where(told: Told) -> list[tuple[str, str]]:
    answers = told.answers
    matters = {COMPLAINT: _("A formal complaint"), ENQUIRY: _("An enquiry for a constituent")}
    found = [
        (_("Ward or constituency"), answers.acting_ward),
        (_("What you are sending us"), matters.get(answers.acting_matter, "")),
        (_("Your organisation"), answers.acting_organisation),
    ]
    return [row for row in found if row[1]]


def _when(told: Told) -> list[tuple[str, str]]:
    answers = told.answers
    unknown = _("I do not know the date") if answers.when_unknown else ""
    return [(_("When it happened"), long_date(answers.happened_on) if answers.happened_on else unknown)]


def _anonymous(told: Told) -> list[tuple[str, str]]:
    chosen = _("I want to stay anonymous") if told.answers.is_anonymous else _("I will give my name")
    return [(_("Telling us your name"), chosen)]


def _contact(told: Told) -> list[tuple[str, str]]:
    answers = told.answers
    known = [(_("E-mail address"), answers.email), (_("Telephone number"), answers.telephone)]
    return [(_("Contact me by"), str(WAYS.get(answers.preferred, ""))), *(row for row in known if row[1])]


def _files(told: Told) -> list[tuple[str, str]]:
    return [(_("Files"), "\n".join(file.name for file in told.files) or _("None"))]


def _postcode(told: Told) -> list[tuple[str, str]]:
    """An address that was looked up has its row where it was chosen."""
    return [] if told.answers.sought else [(_("Address"), "")]


def _address(told: Told) -> list[tuple[str, str]]:
    answers = told.answers
    nowhere = _("I have no fixed address") if answers.no_fixed_address else ""
    lines = [*answers.address.splitlines(), answers.postcode] if answers.address else [nowhere, answers.postcode]
    return [(_("Address"), "\n".join(filter(None, lines)))]


_ROWS: dict[str, Callable[[Told], list[tuple[str, str]]]] = {
    "about": _subject,
    "topic": lambda told: [],  # only a way to the service
    "suggested": lambda told: [] if told.answers.every_service == "yes" else _service(told),
    "service": _service,
    "home": _home,
    "elsewhere": _elsewhere,
    "for-whom": _for_whom,
    "them": _them,
    "your-part": _from_where,
    "organisation": lambda told: [(_("Organisation"), told.answers.organisation)],
    "what-happened": lambda told: [(_("What happened"), told.answers.what_happened)],
    "when": _when,
    "why-now": lambda told: [(_("Why you did not tell us sooner"), told.answers.why_late)],
    "put-right": lambda told: [(_("What would put it right"), told.answers.put_right)],
    "files": _files,
    "anonymous": _anonymous,
    "name": lambda told: [(_("Your name"), told.answers.name)],
    "contact": _contact,
    "postcode": _postcode,
    "address": _address,
    "address-by-hand": _address,
    "help": lambda told: [(_("Help you need"), needs_in_words(told.answers) or _("None"))],
}


def _name(choices: Any, id: str) -> str:
    return next((said_plainly(choice.name) for choice in choices if choice.id == id), "")
