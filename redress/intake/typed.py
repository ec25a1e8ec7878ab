"""What stands in the fields of a page that was not answered yet, and does another page say otherwise?

What a person types is kept while they type, before it is judged; it becomes an answer when they continue. Two pages
may show the same question: the one that was opened first never takes the place of the other's words unseen.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from redress.intake import drafts
from redress.intake.forms import QuestionForm
from redress.intake.models import Draft

_LONGEST = 12_000  # letters of one field: more than any question takes
_MOST = 40  # values of one page

PAGE, VERSION = "page", "version"


def fields_typed(form_class: type[QuestionForm], data: QueryDict) -> dict[str, list[str]]:
    """What was sent of the fields of a page, as it was typed; files are kept apart."""
    names = tuple(form_class.base_fields)
    parts = tuple(f"{name}-" for name in names)
    sent = [(name, values) for name, values in data.lists() if name in names or name.startswith(parts)]
    return {name: [value[:_LONGEST] for value in values[:_MOST]] for name, values in sent[:_MOST]}


def initial(form_class: type[QuestionForm], draft: Draft | None, slug: str) -> dict[str, Any]:
    """The values that a page begins with where something was typed on it that is no answer yet; else nothing."""
    typed = draft.typed.get(slug) if draft is not None else None
    if not typed:
        return {}
    data = MultiValueDict(typed)
    return {
        name: field.widget.value_from_datadict(data, MultiValueDict(), name)
        for name, field in form_class.base_fields.items()
    }


def keep(draft: Draft, slug: str, fields: Mapping[str, list[str]], *, page: str, version: int) -> int | None:
    """Keep what is typed; gives the version it now has, or none where another page has written meanwhile."""
    with transaction.atomic():
        now = Draft.objects.select_for_update().get(pk=draft.pk)
        last, by = drafts.version_of(now, slug)
        if last != version and by != page:
            return None
        now.typed = {**now.typed, slug: dict(fields)}
        now.versions = {**now.versions, slug: [last + 1, page]}
        now.touched_at = timezone.now()
        now.save(update_fields=["typed", "versions", "touched_at"])
    return last + 1


def told_otherwise(form: QuestionForm, draft: Draft | None, slug: str) -> str:
    """Other words that stand here since this page was opened, from another page; nothing where there are none.

    A page that says nothing of when it was opened is believed.
    """
    version, page = form.data.get(VERSION, "")[:9], form.data.get(PAGE, "")
    last, by = drafts.version_of(draft, slug)
    if draft is None or not version.isdecimal() or int(version) == last or by == page:
        return ""
    typed, answers = draft.typed.get(slug, {}), drafts.answers_of(draft)
    for name in form.tellings:
        there = "".join(typed.get(name, [])) if name in typed else str(getattr(answers, name, "") or "")
        if _as_one(there) and _as_one(there) != _as_one(form.data.get(name, "")):
            return there
    return ""


def new_page() -> str:
    """A name for one opened page."""
    return secrets.token_hex(8)


def _as_one(text: str) -> str:
    return " ".join(text.split())
