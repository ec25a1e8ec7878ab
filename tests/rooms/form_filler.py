"""How do the tests fill in the complaint form? Question by question, as somebody would who never stops."""

from __future__ import annotations

from typing import Any

from django.test import Client

from redress.intake.questions import QUESTIONS

FORM = "/dartford/complain/"

GIVEN: dict[str, dict[str, Any]] = {
    "about": {"subject": "delay"},
    "topic": {"topic": ""},
    "suggested": {"service": "unsure"},
    "service": {"service": "unsure"},
    "home": {"landlord": "no"},
    "elsewhere": {"elsewhere": "none"},
    "for-whom": {"for_whom": "myself"},
    "what-happened": {"what_happened": "Nobody came."},
    "when": {"happened_on-day": "2", "happened_on-month": "March", "happened_on-year": "2026"},
    "why-now": {"why_late": "I was ill."},
    "put-right": {"put_right": "An apology."},
    "anonymous": {"anonymous": "no"},
    "name": {"name": "Ann Smith"},
    "contact": {"preferred": "email", "email": "ann@example.org"},
    "postcode": {"sought": ""},
    "address-by-hand": {},
}


def answer(client: Client, slug: str, *, form: str = FORM, **changed: Any) -> Any:
    """Answer one question."""
    return client.post(f"{form}{slug}/", {**GIVEN.get(slug, {}), **changed})


def fill_in(client: Client, *, form: str = FORM, **changed: dict[str, Any]) -> list[str]:
    """Answer every question that is asked; ``what_happened={...}`` changes one. Gives the pages that were shown."""
    shown, address = [], client.get(form).url
    for _turn in range(len(QUESTIONS) + 5):
        slug = address.partition("?")[0].removesuffix("/").rsplit("/", 1)[-1]
        shown.append(slug)
        if slug == "check":
            return shown
        if slug == "others":
            address = client.get(address).context["onward"]
            continue
        response = answer(client, slug, form=form, **changed.get(slug.replace("-", "_"), {}))
        assert response.status_code == 302, f"{slug}: {response.context['form'].errors.as_json()}"
        address = response.url
    raise AssertionError(f"the form never ends: {shown}")


def send(client: Client, *, form: str = FORM, **given: Any) -> str:
    """Send what was filled in; gives the last page."""
    return client.get(client.post(f"{form}check/", given).url).content.decode()
