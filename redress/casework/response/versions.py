"""What did an answer say in one of its versions, box by box, and what became of it in another?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redress.accounts.models import Staff
from redress.casework.desk import Desk
from redress.correspondence import versions
from redress.correspondence.answer import PointTold
from redress.correspondence.models import LetterDraft
from redress.correspondence.response_models import DraftVersion
from redress.correspondence.word_changes import Stretch, changes
from redress.design.templatetags.design import long_date
from redress.records.models import Document
from redress.rules.policy import Policy

_PARTS = {
    "evidence": gettext_lazy("What was looked at"),
    "facts": gettext_lazy("The facts"),
    "relied": gettext_lazy("Law or policy relied on"),
    "apology": gettext_lazy("The apology"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """One version in the list: which it is, and whether it stands now and was agreed."""

    version: DraftVersion
    now: bool
    agreed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs between two versions."""

    called: str
    before: str
    after: str
    stretches: tuple[Stretch, ...]


def described(draft: LetterDraft, desk: Desk) -> list[Described]:
    """Every version of a draft, the latest first."""
    agreed = desk.run.agreed_draft
    return [
        Described(each, each.number == draft.version, bool(agreed) and each.digest == agreed)
        for each in versions.versions_of(draft)
    ]


def compared(before: DraftVersion, after: DraftVersion, desk: Desk) -> list[Row]:
    """What differs, in the order of the answer; three questions to the database at most."""
    old, new = _said(before, desk), _said(after, desk)
    every = dict.fromkeys([*old, *new])
    return [
        Row(called, old.get(called, ""), new.get(called, ""), changes(old.get(called, ""), new.get(called, "")))
        for called in every
        if old.get(called, "") != new.get(called, "")
    ]


def _said(version: DraftVersion, desk: Desk) -> dict[str, str]:
    """What the version says, by what each part of it is called."""
    policy, choices = desk.policy, version.choices
    said: dict[str, str] = {}
    told = {point: PointTold.read(kept) for point, kept in choices.get("told", {}).items()}
    names = _Names.of(told, desk)
    for point in desk.standing.case.points:
        number = point.id.removeprefix("p")
        one = told.get(point.id, PointTold())
        parts = {
            _("Documents"): "\n".join(names.documents.get(id, "") for id in one.documents),
            _("Decision"): _outcome(choices.get("findings", {}).get(point.id, ""), policy),
            _("Reason"): choices.get("reasons", {}).get(point.id, ""),
            **{str(name): getattr(one, part) for part, name in _PARTS.items()},
            _("Remedies"): _remedies(one, policy, names.people),
        }
        for name, text in parts.items():
            said[_("Point %(number)s: %(what)s") % {"number": number, "what": name}] = text
    headings = {content.id: content.heading for content in desk.policy.letter(version.draft.kind).contents}
    said |= {headings.get(id, id.replace("-", " ")): text for id, text in version.written.items()}
    return said


@dataclass(frozen=True)
class _Names:
    documents: dict[int, str]
    people: dict[str, str]

    @classmethod
    def of(cls, told: Mapping[str, PointTold], desk: Desk) -> _Names:
        ids = {id for each in told.values() for id in each.documents}
        owners = {each.owner.removeprefix("staff:") for one in told.values() for each in one.remedies if each.owner}
        files = Document.objects.filter(case=desk.row, pk__in=ids) if ids else ()
        staff: Any = Staff.objects.filter(council=desk.row.council_id, pk__in=owners) if owners else ()
        return cls({each.pk: each.name for each in files}, {each.actor_id: each.name for each in staff})


def _outcome(id: str, policy: Policy) -> str:
    return next((outcome.name for outcome in policy.outcomes if outcome.id == id), id.replace("-", " "))


def _remedies(told: PointTold, policy: Policy, people: Mapping[str, str]) -> str:
    kinds = {each.id: each.name for each in policy.lists.get("remedies", ())}
    lines = []
    for each in told.remedies:
        what = ": ".join(filter(None, (kinds.get(each.kind, ""), each.what.strip())))
        day = long_date(each.day) if each.day else each.by
        who = ", ".join(filter(None, (people.get(each.owner, ""), day)))
        lines.append(f"{what} ({who})" if who else what)
    return "\n".join(lines)
