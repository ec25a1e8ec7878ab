"""What becomes of an officer's words when somebody else has saved the same draft since they opened it?

Nothing is overwritten. What only the other changed is taken over; what both changed stands in the box as the officer
wrote it, with the other's words beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from redress.casework.desk import Desk
from redress.casework.response.form import RespondForm
from redress.correspondence.models import LetterDraft
from redress.correspondence.word_changes import Stretch, changes
from redress.design.form_fields import error_id


@dataclass(frozen=True, slots=True)
class Difference:
    """One box that both changed: what the other wrote, and how the officer's own words differ from it."""

    name: str
    box: str
    label: str
    theirs: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Merged:
    """The form with both in it: what was taken over from the other, and what both changed."""

    form: RespondForm
    draft: LetterDraft
    taken_over: list[str]
    both: list[Difference]


def base_of(boxes: Mapping[str, Any]) -> str:
    """What stood in each box when the page was made, as short digests, so that it is known later who changed it."""
    digests = {name: _digest(value) for name, value in boxes.items() if _plain(value)}
    return json.dumps(digests, sort_keys=True, separators=(",", ":"))


def merged(desk: Desk, sent: RespondForm, theirs: LetterDraft) -> Merged:
    """The officer's answers on top of what the other saved."""
    boxes = RespondForm.from_draft(theirs.written, theirs.choices)
    base = _base(sent)
    data = sent.data.copy()
    taken_over, both = [], []
    for name in dict.fromkeys([*_of_answer(sent), *boxes]):
        mine, other = _plain(sent[name].value()) if name in sent.fields else "", _plain(boxes.get(name))
        if mine == other:
            continue
        if base is not None and _hash(mine) == base.get(name, _hash("")):
            taken_over.append(name)
            _put(data, name, boxes.get(name))
        elif base is None or _hash(other) != base.get(name, _hash("")):
            both.append(name)
    data["version"], data["base"] = str(theirs.version), base_of(boxes)
    form = RespondForm(data, desk=desk, judge=False)
    return Merged(
        form,
        theirs,
        [str(form[name].label) for name in taken_over if name in form.fields],
        [_difference(form, name, boxes.get(name)) for name in both if name in form.fields],
    )


def _of_answer(form: RespondForm) -> list[str]:
    """The boxes that belong to the draft."""
    never = ("key", "seen", "run", "version", "base", "happened_on", "happened_at")
    return [name for name in form.fields if name not in never and not name.startswith("goes-")]


def _base(sent: RespondForm) -> dict[str, str] | None:
    """What the page said that stood there; none where it said nothing of use."""
    try:
        told = json.loads(sent.data.get("base", ""))
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _difference(form: RespondForm, name: str, theirs: Any) -> Difference:
    field: Any = form.fields[name]
    called = dict(getattr(field, "choices", ()))

    def shown(value: Any) -> str:
        values = value if isinstance(value, (list, tuple)) else [value]
        return " ".join(str(called.get(str(each), each)) for each in values if each not in (None, ""))

    other, mine = shown(_parts(theirs)), shown(_parts(form[name].value()))
    return Difference(name, error_id(form[name]), str(field.label), other, changes(other, mine))


def _parts(value: Any) -> Any:
    return [value.day, value.month, value.year] if isinstance(value, date) else value


def _put(data: Any, name: str, value: Any) -> None:
    """Put what the other wrote into the answers that were sent."""
    if isinstance(value, date) or name.startswith("by-"):
        parts = list(_parts(value) or ("", "", ""))
        for part, each in zip(("day", "month", "year"), parts, strict=True):
            data[f"{name}-{part}"] = str(each)
    elif isinstance(value, (list, tuple)):
        data.setlist(name, [str(each) for each in value])
    else:
        data[name] = value or ""


def _plain(value: Any) -> str:
    """A value as the same text however it came: typed, drafted, or chosen."""
    value = _parts(value)
    if isinstance(value, (list, tuple)):
        kept = [str(each).strip() for each in value if each not in (None, "")]
        return "\n".join(kept)
    return str(value or "").replace("\r\n", "\n").strip()


def _digest(value: Any) -> str:
    return _hash(_plain(value))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
