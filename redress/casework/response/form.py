"""What does an officer answer to each point: evidence, finding of fact, decision, reason, apology and remedies?

Of several points each has boxes of its own. Of a single one the boxes of the letter serve, in the same order, so that
nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.actors import people_with_roles
from redress.cases.bars import barred
from redress.casework.act_form import LetterForm, LongText
from redress.casework.acting import draft_choices
from redress.casework.response import beside as respond_beside
from redress.casework.response import rows as respond_rows
from redress.casework.response.outcome import overall
from redress.casework.response.parts import BESIDE_POINT, PointBoxes, point_of
from redress.casework.response.rows import Rows
from redress.correspondence.answer import PointTold, Remedy, has, needs
from redress.records import enclosures
from redress.records import words as kept_words
from redress.rules import phrases
from redress.rules.events import Point
from redress.rules.points import NOT_OURS
from redress.rules.policy import Content, Written
from redress.rules.refusals import Refused

_SORRY = _(
    "Say what went wrong and what it meant for them: “We are sorry that …”. Not “sorry if” or “sorry that you feel”."
)


class RespondForm(LetterForm):
    """The whole answer. ``version`` and ``base`` say what stood there when the page was opened."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    base = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, more: str = "", **keywords: Any) -> None:
        self.more = more  # the point that gets one more remedy to fill in
        super().__init__(data, **keywords)

    def ask(self) -> None:
        points = self.points
        self.several = len(points) > 1
        texts = {each.digest: each.text for each in kept_words.of(self.desk.row, "decision")} if self.several else {}
        self.called = {point.id: texts.get(point.heading, "") for point in points}
        self.documents = enclosures.to_choose_from(self.desk.row) if points else []
        self.owners = self._owners() if points else []
        for point in points:
            self._ask_of(point)
        self.beside = respond_beside.asked(self.desk) if points else None
        if self.beside is not None:
            self.fields |= self.beside.fields
        super().ask()

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of which something is found; none where the answer of such a track finds nothing."""
        track = self.desk.policy.track(self.desk.run.track)
        return self.desk.standing.case.points if track.findings else ()

    def _ask_of(self, point: Point) -> None:
        number = {"number": point.id.removeprefix("p")}
        if self.documents:
            field: Any = forms.MultipleChoiceField(
                label=_("Which documents did you look at?"),
                choices=[(str(each.pk), each.name) for each in self.documents],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=_("The letter names those that you tick, except those that are marked."),
            )
            field.choice_hints = {str(each.pk): each.get_mark_display() for each in self.documents if each.mark}
            self.fields[f"documents-{point.id}"] = field
        if self.several:
            self._box("evidence", point, _("What else did you look at, and whom did you speak to?"), rows=3)
            self._box("facts", point, say("What are the facts of point %(number)s?") % number)
        self.fields[f"finding-{point.id}"] = self._finding(point)
        if self.several:
            why = say("Why, for point %(number)s?") % number
            self._box("reason", point, why, hint=_("It stands in the letter below what you find."))
            self.fields[f"relied-{point.id}"] = forms.CharField(
                label=_("Which law or policy did you rely on?"),
                help_text=_("For example, the repairs policy, section 4."),
                max_length=500,
                required=False,
            )
        if self.several or "apology" not in self.parts:
            self._box("apology", point, _("What are we sorry for?"), rows=3, hint=_SORRY)
        self.fields |= respond_rows.fields(self.rows_of(point), self.kinds, self.owners)

    def _box(self, part: str, point: Point, label: Any, *, rows: int = 4, hint: Any = "") -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        self.fields[f"{part}-{point.id}"] = LongText(label=label, help_text=hint, widget=widget, required=False)

    def _finding(self, point: Point) -> forms.Field:
        another = [(NOT_OURS, _("It is for another body to answer"))] if point.responsible == "other" else []
        outcomes = self.desk.policy.outcomes
        field: Any = forms.ChoiceField(
            label=self._question(point),
            choices=[*((outcome.id, outcome.name) for outcome in outcomes), *another],
            widget=forms.RadioSelect,
            required=False,
        )
        if point == self.points[0]:  # what each means is said once
            field.choice_hints = {outcome.id: outcome.meaning for outcome in outcomes}
        return field

    def _question(self, point: Point) -> str:
        if not self.several:
            return say("What do you find?")
        told = {"number": point.id.removeprefix("p"), "point": self.name_of(point)}
        return say("What do you find of point %(number)s: %(point)s") % told

    def name_of(self, point: Point) -> str:
        """What the point is called, or else its subject."""
        names = {choice.id: choice.name for choice in self.desk.policy.subjects}
        return self.called.get(point.id, "") or names.get(point.subject, point.subject)

    # --- the remedies ---

    @cached_property
    def kinds(self) -> tuple[Any, ...]:
        return self.desk.policy.lists.get("remedies", ())

    def rows_of(self, point: Point) -> Rows:
        """The boxes for the remedies of a point."""
        names = self.data if self.is_bound else self.initial
        return respond_rows.of(point.id, names, one_more=self.more == point.id) if self.kinds else Rows(point.id, 0)

    def _owners(self) -> list[tuple[str, str]]:
        """Who can see to a remedy: those whom the policy lets promise something, but nobody who is kept away."""
        roles, away = respond_rows.owning_roles(self.desk.policy), barred(self.desk.row)
        council = self.desk.row.council_id
        found = {each.pk: each for each in people_with_roles(council, roles, self.today)}
        people = sorted((each for each in found.values() if each.actor_id not in away), key=lambda each: each.name)
        return [(str(each.pk), f"{each.name}, {each.job_title}".rstrip(", ")) for each in people]

    @property
    def today(self) -> Any:
        return self.desk.today

    # --- what the page draws ---

    @cached_property
    def parts(self) -> dict[str, Content]:
        """Which part of each point's answer stands for which content of the letter."""
        sources = ((content, content.source) for content in self.desk.written_contents)
        return {source.points: content for content, source in sources if isinstance(source, Written) and source.points}

    def parts_to_be_told(self) -> set[str]:
        """The parts that the letter asks for and that nothing was written of for the whole."""
        boxes = ((part, self[f"content-{content.id}"].value() or "") for part, content in self.parts.items())
        return {part for part, text in boxes if not text.strip()}

    def sections(self) -> list[PointBoxes]:
        """The boxes of each point, in the order in which one thinks."""
        return [point_of(self, point) for point in self.points]

    def in_sections(self) -> set[str]:
        """The contents whose boxes stand with the only point."""
        return {content.id for content in self._of_points()} if self.points and not self.several else set()

    def _of_points(self) -> list[Content]:
        return [each for each in self.desk.written_contents if getattr(each.source, "points", "")]

    def whole_fields(self) -> list[forms.BoundField]:
        """Boxes for the whole that say what each point says already: of several points they can stay empty."""
        return [self[f"content-{each.id}"] for each in self._of_points()] if self.several else []

    def letter_fields(self) -> list[forms.BoundField]:
        away = {f"content-{content.id}" for content in self._of_points()} if self.points else set()
        return [each for each in super().letter_fields() if each.name not in away]

    def beside_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.beside.fields] if self.beside else []

    # --- what was typed ---

    def findings(self) -> dict[str, str]:
        return {point.id: self[f"finding-{point.id}"].value() or "" for point in self.points}

    def reasons(self) -> dict[str, str]:
        """Why, point by point; nothing where there is but one."""
        return {point.id: self._typed("reason", point) for point in self.points} if self.several else {}

    def _typed(self, part: str, point: Point) -> str:
        name = f"{part}-{point.id}"
        return str(self[name].value() or "") if name in self.fields else ""

    def told(self) -> dict[str, PointTold]:
        """What is answered to each point beside its finding and its reason."""
        return {point.id: self._told(point) for point in self.points}

    def _told(self, point: Point) -> PointTold:
        name = f"documents-{point.id}"
        ticked = {str(pk) for pk in self[name].value() or ()} if name in self.fields else set()
        return PointTold(
            documents=tuple(each.pk for each in self.documents if str(each.pk) in ticked),
            **{part: self._typed(part, point) for part in BESIDE_POINT},
            remedies=respond_rows.typed(self, self.rows_of(point)),
        )

    def choices(self) -> dict[str, Any]:
        """What belongs to the draft beside the words of the letter."""
        beside = self.beside.typed(self) if self.beside else {}
        return draft_choices(self.findings(), self.reasons(), told=self.told(), beside=beside)

    def answers(self) -> dict[str, Any]:
        found = {id: found for id, found in self.findings().items() if found}
        beside = self.beside.answers(self) if self.beside else None
        of_points = {"findings": found, "reasons": self.reasons(), "told": self.told()}
        return {**super().answers(), **of_points, "beside": beside}

    def outcome(self) -> str:
        """What is decided of the whole; empty while a point has no finding."""
        return overall(self.desk, self.findings())

    # --- what is wrong with it ---

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for point in self.points:
            kinds = {kind.id: kind for kind in self.kinds}
            respond_rows.judge(self, self.rows_of(point), kinds, several=self.several)
        if self.beside is not None:
            self.beside.judge(self)
        return given

    def refuse(self, refused: Refused) -> None:
        if refused.code == "point-unanswered":
            self.add_error(f"finding-{refused.parameters['point']}", self.desk.sentence(refused))
        elif refused.code == "point-reason-needed":
            self.add_error(f"reason-{refused.parameters['point']}", self.desk.sentence(refused))
        elif refused.code == "letter-lacks" and self.several:
            self._lacks(refused)
        else:
            super().refuse(refused)

    def _lacks(self, refused: Refused) -> None:
        """What the letter lacks stands beside the box of every point that has not got it."""
        lacking = list(refused.parameters["contents"])  # type: ignore[call-overload]
        rest = [id for id in lacking if not self._said_beside_points(id)]
        if rest:
            super().refuse(Refused(refused.code, refused.paragraph, **{**refused.parameters, "contents": rest}))

    def _said_beside_points(self, id: str) -> bool:
        content = next((each for each in self.parts.values() if each.id == id), None)
        if content is None or not isinstance(content.source, Written):
            return False
        without = self.without(content.source.points)
        for point in without:
            told = {
                "heading": content.heading,
                "number": point.removeprefix("p"),
                "paragraph": phrases.under(content.paragraph, say),
            }
            self.add_error(
                self.box_of(content.source.points, point),
                say("Write “%(heading)s” for point %(number)s: the letter cannot go without it %(paragraph)s") % told,
            )
        return bool(without)

    def without(self, part: str) -> list[str]:
        """The points that need a part of the answer and have not got it."""
        found, told, why = self.findings(), self.told(), self.reasons()
        policy = self.desk.policy
        return [id for id, each in found.items() if needs(part, each, policy) and not has(part, id, told, why)]

    def box_of(self, part: str, point: str) -> str:
        """The box of one part of one point; of a single point that of the letter."""
        if part == "remedy":
            return f"remedy-{point}-1"
        if self.several:
            return f"{part}-{point}"
        return f"content-{self.parts[part].id}" if part in self.parts else f"finding-{point}"

    @staticmethod
    def from_draft(written: Mapping[str, str], choices: Mapping[str, Any]) -> dict[str, Any]:
        """What a draft puts into the boxes."""
        boxes: dict[str, Any] = {f"content-{id}": text for id, text in written.items()}
        for name, box in (("findings", "finding"), ("reasons", "reason")):
            boxes |= {f"{box}-{point}": given for point, given in choices.get(name, {}).items()}
        for point, kinds in choices.get("remedies", {}).items():
            boxes |= respond_rows.begun(point, [Remedy(kind) for kind in kinds])
        for point, kept in choices.get("told", {}).items():
            told = PointTold.read(kept)
            boxes[f"documents-{point}"] = [str(pk) for pk in told.documents]
            boxes |= {f"{part}-{point}": getattr(told, part) for part in BESIDE_POINT}
            boxes |= respond_rows.begun(point, told.remedies)
        return {**boxes, **{f"beside-{id}": given for id, given in choices.get("beside", {}).items()}}
