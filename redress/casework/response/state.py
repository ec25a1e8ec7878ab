"""What does an answer still lack, point by point and on the whole, and where is it to be written?"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from redress.casework.response import rows as respond_rows
from redress.casework.response.form import RespondForm
from redress.casework.response.outcome import explained
from redress.correspondence.compose import Composed
from redress.design.form_fields import error_id
from redress.rules.events import Point
from redress.rules.policy import Content

#: What the parts of a point's answer are called in a list of what is missing, and those of a remedy.
_CALLED = {
    "evidence": gettext_lazy("What was looked at"),
    "facts": gettext_lazy("The facts"),
    "reason": gettext_lazy("The reason"),
    "apology": gettext_lazy("The apology"),
    "remedy": gettext_lazy("A remedy, or why there is none"),
}
_CALLED_OF_REMEDY = {
    "remedy": gettext_lazy("what kind of remedy it is"),
    "what": gettext_lazy("what will be done"),
    "owner": gettext_lazy("who sees to it"),
    "by": gettext_lazy("by when"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and the id of the box in which it is written."""

    box: str
    what: str


@dataclass
class PointState:
    """How far the answer to one point has got."""

    id: str
    number: str
    called: str
    finding: str
    lacks: list[Lack] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its state in words."""
        if not self.finding:
            return _("Not decided yet")
        if self.lacks:
            many = len(self.lacks)
            return ngettext("%(many)s thing missing", "%(many)s things missing", many) % {"many": many}
        return _("Answered")

    @property
    def colour(self) -> str:
        return "grey" if not self.finding else ("yellow" if self.lacks else "green")


@dataclass
class AnswerState:
    """The points with their states, the decision that follows from them, and what else is missing."""

    points: list[PointState]
    outcome: str
    because: str
    lacks: list[Lack]

    @property
    def missing(self) -> list[Lack]:
        """Everything that is missing, in the order of the page."""
        return [*(lack for point in self.points for lack in point.lacks), *self.lacks]


def state_of(form: RespondForm, letter: Composed | None) -> AnswerState:
    """How far the answer has got as it stands in the boxes; ``letter`` is what it would come to."""
    policy, found = form.desk.policy, form.findings()
    names = {outcome.id: outcome.name for outcome in policy.outcomes}
    outcome = form.outcome()
    missing = {content.id: content for content in letter.missing} if letter else {}
    points = [_point(form, point, found.get(point.id, ""), names, missing) for point in form.points]
    told = {lack.box for point in points for lack in point.lacks}
    return AnswerState(
        points=points,
        outcome=names.get(outcome, ""),
        because=explained(form.desk, found) if outcome else "",
        lacks=[*_of_letter(form, missing, told), *_beside(form, outcome)],
    )


def _point(
    form: RespondForm, point: Point, finding: str, names: dict[str, str], missing: dict[str, Content]
) -> PointState:
    state = PointState(point.id, point.id.removeprefix("p"), form.name_of(point), names.get(finding, finding))
    if not finding:
        state.lacks.append(Lack(_id(form, f"finding-{point.id}"), _("The decision")))
        return state
    if form.several:
        wanted = {"reason", *form.parts_to_be_told()}
        for part in ("evidence", "facts", "reason", "apology", "remedy"):
            if part in wanted and point.id in form.without(part):
                state.lacks.append(Lack(_id(form, form.box_of(part, point.id)), str(_CALLED[part])))
    else:
        state.lacks += [Lack(_id(form, f"content-{each.id}"), each.heading) for each in _standing_there(form, missing)]
    state.lacks += _of_rows(form, point)
    return state


def _standing_there(form: RespondForm, missing: dict[str, Content]) -> list[Content]:
    return [content for id, content in missing.items() if id in form.in_sections()]


def _of_rows(form: RespondForm, point: Point) -> list[Lack]:
    """Remedies that do not say of what kind they are, and those that do not say what, who or by when and have to."""
    by_letter = {kind.id for kind in form.kinds if kind.by_letter}
    lacks = []
    for number, each in respond_rows.numbered(form, form.rows_of(point)):
        if each.kind in by_letter and not (each.what or each.owner or each.by):
            continue
        to_come = each.day if each.day is not None and each.day >= form.today else None
        for part, given in (("remedy", each.kind), ("what", each.what), ("owner", each.owner), ("by", to_come)):
            if not given:
                told = {"number": number, "what": _CALLED_OF_REMEDY[part]}
                lacks.append(Lack(_id(form, f"{part}-{point.id}-{number}"), _("Remedy %(number)s: %(what)s") % told))
    return lacks


def _of_letter(form: RespondForm, missing: dict[str, Content], told: set[str]) -> list[Lack]:
    """What the letter lacks beside what is missing of its points; what only the case can give has no box."""
    boxes = {content.id for content in form.desk.written_contents}
    lacks = []
    for id, content in missing.items():
        if id in form.in_sections() or (form.several and _source_points(content) and told):
            continue
        if id in boxes:
            lacks.append(Lack(_id(form, f"content-{id}"), content.heading))
    return lacks


def _source_points(content: Content) -> str:
    return str(getattr(content.source, "points", ""))


def _beside(form: RespondForm, outcome: str) -> list[Lack]:
    if form.beside is None or outcome not in form.beside.step.with_outcomes:
        return []
    return [Lack(_id(form, name), str(form.fields[name].label)) for name in form.beside.lacking(form)]


def _id(form: RespondForm, name: str) -> str:
    """The id of the control of a box."""
    return error_id(form[name]) if name in form.fields else ""
