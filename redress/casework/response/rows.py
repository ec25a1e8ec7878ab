"""Which remedies does an answer name for a point: of what kind, what exactly, whose, and by when?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.correspondence.answer import Remedy
from redress.design.fields import MemorableDateField, month_number
from redress.rules.policy import AskPerson, Choice, Policy, Step

MOST = 12
PARTS = ("remedy", "what", "owner", "by")


@dataclass(frozen=True, slots=True)
class Rows:
    """How many remedies of a point can be filled in."""

    point: str
    many: int

    def names(self) -> list[dict[str, str]]:
        """The names of the boxes, remedy by remedy."""
        return [{part: f"{part}-{self.point}-{number}" for part in PARTS} for number in range(1, self.many + 1)]


def of(point: str, names: Iterable[str], *, one_more: bool) -> Rows:
    """As many as there are boxes already, one at least, and one more where it was asked for."""
    known = re.compile(rf"remedy-{re.escape(point)}-(\d+)")
    numbers = [int(found[1]) for name in names if (found := known.fullmatch(name))]
    return Rows(point, min(max([1, *numbers]) + (1 if one_more else 0), MOST))


def fields(rows: Rows, kinds: tuple[Choice, ...], owners: list[tuple[str, str]]) -> dict[str, forms.Field]:
    """The boxes of every remedy of a point."""
    found: dict[str, forms.Field] = {}
    for names in rows.names():
        found[names["remedy"]] = forms.ChoiceField(
            label=_("What kind of remedy?"),
            choices=[("", _("Choose a remedy")), *((kind.id, kind.name) for kind in kinds)],
            required=False,
        )
        found[names["what"]] = forms.CharField(
            label=_("What exactly will be done?"),
            help_text=_("Leave it empty for what the letter itself gives, such as an apology."),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=2_000,
            required=False,
        )
        found[names["owner"]] = forms.ChoiceField(
            label=_("Who sees to it?"), choices=[("", _("Choose a person")), *owners], required=False
        )
        found[names["by"]] = MemorableDateField(label=_("By when?"), what=_("The date"), required=False)
    return found


def typed(form: Any, rows: Rows) -> tuple[Remedy, ...]:
    """What stands in the boxes, without empty remedies; a date that is no date yet stays as it was typed."""
    return tuple(remedy for _number, remedy in numbered(form, rows))


def numbered(form: Any, rows: Rows) -> list[tuple[int, Remedy]]:
    """The same, each with the number of its boxes."""
    found = []
    for number, names in enumerate(rows.names(), start=1):
        kind, what, owner = (str(form[names[part]].value() or "").strip() for part in ("remedy", "what", "owner"))
        by = _date(form[names["by"]].value())
        if kind or what or owner or by:
            found.append((number, Remedy(kind, what, f"staff:{owner}" if owner else "", by)))
    return found


def _date(value: Any) -> str:
    parts = [value.day, value.month, value.year] if isinstance(value, date) else list(value or ())
    day, month, year = (str(part or "").strip() for part in (parts or ("", "", "")))
    try:
        return date(int(year), month_number(month) or 0, int(day)).isoformat()
    except ValueError:
        return "/".join((day, month, year)) if day or month or year else ""


def begun(point: str, remedies: Iterable[Remedy]) -> dict[str, Any]:
    """What a draft puts into the boxes of a point."""
    boxes: dict[str, Any] = {}
    for number, each in enumerate(remedies, start=1):
        by = each.day if each.day else (each.by.split("/") if each.by else None)
        values = (each.kind, each.what, each.owner.removeprefix("staff:"), by)
        boxes |= {f"{part}-{point}-{number}": value for part, value in zip(PARTS, values, strict=True)}
    return boxes


def judge(form: Any, rows: Rows, kinds: Mapping[str, Choice], *, several: bool) -> None:
    """A remedy has a kind; unless the letter itself gives it, it says what is done, by whom and by when.

    What is wrong says of which remedy, and where there are ``several`` points of which.
    """
    _judged(form, rows, kinds)
    for number, names in enumerate(rows.names(), start=1):
        told = {"point": rows.point.removeprefix("p"), "number": number}
        where = say("Point %(point)s, remedy %(number)s") if several else say("Remedy %(number)s")
        for name in names.values():
            for error in form.errors[name].data if name in form.errors else ():
                error.message = format_lazy("{}: {}", where % told, error.message)


def _judged(form: Any, rows: Rows, kinds: Mapping[str, Choice]) -> None:
    for names in rows.names():
        given = {part: form.cleaned_data.get(name) for part, name in names.items()}
        if any(name in form.errors for name in names.values()) or not any(given.values()):
            continue
        kind = kinds.get(given["remedy"] or "")
        if kind is None:
            form.add_error(names["remedy"], say("Choose what kind of remedy it is"))
        elif not (kind.by_letter and not given["what"] and not given["owner"] and not given["by"]):
            _whole(form, names, given)
        if given["by"] and given["by"] < form.today:
            form.add_error(names["by"], say("The date must be today or in the future"))


def _whole(form: Any, names: Mapping[str, str], given: Mapping[str, Any]) -> None:
    wanted = {
        "what": say("Say what exactly will be done"),
        "owner": say("Choose who sees to it"),
        "by": say("Enter by when it will be done"),
    }
    for part, sentence in wanted.items():
        if not given[part]:
            form.add_error(names[part], sentence)


# --- what is promised -----------------------------------------------------------------------------


def promise_step(policy: Policy, track: str) -> Step | None:
    """The step by which what an answer promises goes on record, where the policy has one for this track."""
    found = (step for step in policy.steps if step.promises and policy.moves_for(track, f"step:{step.id}"))
    return next(found, None)


def owning_roles(policy: Policy) -> tuple[str, ...]:
    """The roles whose holders can be made to see to what was promised."""
    asked = (
        question.roles
        for step in policy.steps
        if step.promises
        for question in step.questions
        if isinstance(question, AskPerson)
    )
    return next(asked, ())
