"""What does an officer say of each point of complaint, and of a further one, when the points are settled?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Landlord, Service
from redress.casework.act_form import ActForm
from redress.casework.points_shown import RESPONSIBLE
from redress.records import organisations
from redress.records import words as kept_words
from redress.rules.events import Point
from redress.rules.letters import JURISDICTION, bodies_of
from redress.rules.points import next_number
from redress.rules.refusals import Refused

FIELDS = ("heading", "service", "function", "landlord", "subject", "organisation", "responsible", "body")


class SettlePointsForm(ActForm):
    """For each point: what it is, the service and who provides it, whose it is to answer, and whose function.

    Of a further point everything is empty until somebody needs one.
    """

    def ask(self) -> None:
        texts = {each.digest: each.text for each in kept_words.of(self.desk.row, "decision")}
        self.kept = {point.id: texts.get(point.heading, "") for point in self.points}
        self.services = list(Service.objects.filter(council=self.desk.row.council_id).order_by("name"))
        self.organisations = organisations.of(self.desk.row.council_id)
        self.further = next_number(self.desk.standing.case)
        for point in self.points:
            self._ask_of(point, needed=True)
        self._ask_of(Point(self.further), needed=False)

    @property
    def points(self) -> tuple[Point, ...]:
        return self.desk.standing.case.points

    def _ask_of(self, point: Point, *, needed: bool) -> None:
        services = [(service.slug, service.name) for service in self.services]
        self._ask(point, "heading", forms.CharField(label=_("What is it, in a few words?"), max_length=120))
        self.fields[f"heading-{point.id}"].required = False
        self.fields[f"heading-{point.id}"].help_text = _("Letters use it. Do not name a member of staff.")
        self.fields[f"heading-{point.id}"].initial = self.kept.get(point.id, "")
        self._ask(
            point,
            "service",
            forms.ChoiceField(
                label=_("Which service is it about?"),
                choices=[("", _("Choose a service")), *services],
                required=needed,
                error_messages={"required": _("Choose the service")},
            ),
        )
        functions = self._functions()
        if functions:
            self._ask(
                point,
                "function",
                forms.ChoiceField(
                    label=_("Which function of the council is it about?"),
                    help_text=_("The Ombudsman follows from it. Leave it open where none of these is meant."),
                    choices=[("", _("None of these")), *functions],
                    required=False,
                ),
            )
        self._ask(
            point,
            "landlord",
            forms.ChoiceField(
                label=_("Is it about the council as a landlord?"),
                help_text=_("The Ombudsman that the complainant can go to depends on this."),
                choices=Landlord.choices,
                widget=forms.RadioSelect,
                required=needed,
                error_messages={"required": _("Say whether it is about the council as a landlord")},
            ),
        )
        self._ask(
            point,
            "subject",
            forms.ChoiceField(
                label=_("What kind of complaint is it?"),
                choices=[("", _("Choose a kind")), *self._choices(self.desk.policy.subjects)],
                required=needed,
                error_messages={"required": _("Choose the kind of complaint")},
            ),
        )
        self._ask_whose(point)

    def _functions(self) -> list[tuple[str, str]]:
        """The functions that the policy lists, each with where it leads."""
        policy = self.desk.policy
        return [
            (each.id, f"{each.name} – {' / '.join(policy.contacts[body].name for body in bodies_of(each, policy))}")
            for each in policy.lists.get(JURISDICTION, ())
        ]

    def _ask_whose(self, point: Point) -> None:
        """Who provides the service, and who must answer for it."""
        bodies = [(each.opaque_id, each.name) for each in self.organisations]
        contacts = [(key, contact.name) for key, contact in sorted(self.desk.policy.contacts.items())]
        self._ask(
            point,
            "organisation",
            forms.ChoiceField(
                label=_("Which contractor or partner, if it is not the council itself?"),
                choices=[("", _("The council itself")), *bodies],
                required=False,
            ),
        )
        self._ask(
            point,
            "responsible",
            forms.ChoiceField(
                label=_("Who must answer for it?"),
                choices=list(RESPONSIBLE.items()),
                widget=forms.RadioSelect,
                required=False,
            ),
        )
        self._ask(
            point,
            "body",
            forms.ChoiceField(
                label=_("Which other body?"),
                help_text=_("If it is not for the council alone to answer."),
                choices=[("", _("None")), *bodies, *contacts],
                required=False,
            ),
        )

    def _ask(self, point: Point, name: str, field: forms.Field) -> None:
        field.initial = getattr(point, name)
        self.fields[f"{name}-{point.id}"] = field

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions point by point, with the number of each."""
        return [(point.id.removeprefix("p"), self._fields_of(point.id)) for point in self.points]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        return self._fields_of(self.further)

    @property
    def further_given(self) -> bool:
        """Whether something has been typed of a further point."""
        names = ("heading", "service", "subject")
        return any(self[f"{name}-{self.further}"].value() for name in names)

    def _fields_of(self, id: str) -> list[forms.BoundField]:
        return [self[f"{name}-{id}"] for name in FIELDS if f"{name}-{id}" in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for id in (*(point.id for point in self.points), self.further):
            if given.get(f"responsible-{id}") in ("other", "shared") and not given.get(f"body-{id}"):
                self.add_error(f"body-{id}", say("Choose the other body"))
        if self.further_given:
            for name, sentence in (("heading", _("Say what the point is")), ("subject", _("Choose the kind"))):
                if not given.get(f"{name}-{self.further}"):
                    self.add_error(f"{name}-{self.further}", str(sentence))
        return given

    def refuse(self, refused: Refused) -> None:
        """Beside the answer that caused it: for a function that leads elsewhere, the landlord question of its point."""
        if refused.code == "body-needed":
            self.add_error(f"body-{refused.parameters['point']}", self.desk.sentence(refused))
            return
        wrong = self.points if refused.code == "function-leads-elsewhere" else ()
        entries = {each.id: each.name for each in self.desk.policy.lists.get(JURISDICTION, ())}
        for point in wrong:
            chosen = self.cleaned_data.get(f"function-{point.id}", "")
            if chosen and entries.get(chosen) == refused.parameters["function"]:
                self.add_error(f"landlord-{point.id}", self.desk.sentence(refused))
                return
        super().refuse(refused)

    def answers(self) -> dict[str, Any]:
        points = [self._settled(point) for point in self.points]
        headings = {point.id: self.cleaned_data[f"heading-{point.id}"] for point in self.points}
        if self.further_given:
            points.append(self._settled(Point(self.further)))
            headings[self.further] = self.cleaned_data[f"heading-{self.further}"]
        changed = {id: text for id, text in headings.items() if text != self.kept.get(id, "")}
        return {"points": points, "headings": changed}

    def _settled(self, point: Point) -> Point:
        given = {name: self.cleaned_data.get(f"{name}-{point.id}", "") for name in FIELDS}
        provider = {service.slug: service.provider_kind for service in self.services}.get(given["service"], "council")
        kinds = {each.opaque_id: each.kind for each in self.organisations}
        if kinds.get(given["organisation"]) in ("contractor", "partner"):
            provider = kinds[given["organisation"]]
        responsible = given["responsible"] or "council"
        return Point(
            id=point.id,
            service=given["service"],
            landlord=given["landlord"] or "unknown",
            subject=given["subject"],
            provider=provider,
            function=given["function"],
            organisation=given["organisation"],
            responsible=responsible,
            body=given["body"] if responsible != "council" else "",
            heading=point.heading,
        )
