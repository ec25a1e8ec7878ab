"""What do the pages ask on which others are asked for information, their answer is recorded, and it is settled?"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Service, Staff
from redress.cases.bars import barred
from redress.casework.act_form import ActForm, LongText
from redress.casework.asks.acting import Target
from redress.correspondence.asks import asking
from redress.correspondence.asks.asking import EMAIL, LETTER, WAYS, Asked, Given
from redress.correspondence.formats import email_for_notices
from redress.correspondence.models import Ask, AskKind, AskState
from redress.correspondence.recipients import may_be_told
from redress.design.fields import MemorableDateField
from redress.design.templatetags.design import long_date
from redress.records import organisations, people
from redress.records.models import Organisation, Party
from redress.rules.asks import ACCEPTED, WITHOUT, answer_due_before, suggested_day

QUESTIONS = 5
_ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;.]+")


class AskForm(ActForm):
    """Who is asked, what, by when, and which papers go with it.

    A colleague or contractor is chosen from the directory; any other address needs a reason.
    """

    field_of_refusal = {"ask-day-past": "due", "beyond-calendar": "due"}

    kind = forms.ChoiceField(
        label=_("Who do you ask?"),
        choices=AskKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who you ask")},
    )
    why = forms.CharField(label=_("Why do you ask them?"), max_length=300, required=False)
    name = forms.CharField(label=_("Their name"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        error_messages={"invalid": _("Enter an e-mail address in the correct format, like name@example.com")},
    )
    about = LongText(
        label=_("What do they need to know?"),
        help_text=_(
            "Only the facts they need to answer. Leave out names and addresses unless they cannot answer without them."
        ),
        required=False,
        max_length=4000,
    )

    def ask(self) -> None:
        row = self.desk.row
        self.told = may_be_told(row)
        self.earlier = self._earlier()
        away = barred(row)
        colleagues = Staff.objects.filter(council=row.council_id, is_active=True).order_by("name")
        self.colleagues = {str(each.pk): each for each in colleagues if each.actor_id not in away}
        self.services = {each.slug: each for each in self._services() if _lead(each, away) is not None}
        self.bodies = {str(each.pk): each for each in organisations.of(row.council_id) if _address_of(each)}
        self.papers = asking.to_choose_from(row)
        self._fields()
        if self.earlier is not None and not self.is_bound:
            self.initial = {**self._as_before(self.earlier), **self.initial}

    def _services(self) -> list[Service]:
        found = Service.objects.filter(council=self.desk.row.council_id).select_related("improvement_lead")
        return list(found.order_by("name"))

    def _earlier(self) -> Ask | None:
        """What was asked before and is now asked again, because the answer was not enough."""
        wanted = str(self.data.get("again") or self.initial.get("again") or "")
        found = Ask.objects.filter(case=self.desk.row).exclude(state=AskState.CLOSED)
        return found.filter(pk=int(wanted)).first() if wanted.isdecimal() and wanted.isascii() else None

    def _as_before(self, earlier: Ask) -> dict[str, Any]:
        again = {f"question_{number}": text for number, text in enumerate(earlier.questions, start=1)}
        return {
            **again,
            "kind": earlier.kind,
            "colleague": str(earlier.staff_id or ""),
            "organisation": str(earlier.organisation_id or ""),
            "name": earlier.to_name if earlier.kind == AskKind.OTHER else "",
            "email": earlier.to_email if earlier.kind == AskKind.OTHER else "",
            "why": earlier.why,
            "points": earlier.points,
        }

    def _fields(self) -> None:
        self.fields["again"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["way"] = forms.ChoiceField(
            label=_("How is it sent to them?"),
            choices=[(EMAIL, _("E-mail with a link to answer")), (LETTER, _("Letter, printed and posted"))],
            widget=forms.RadioSelect,
            required=False,
            initial=self._usual_way(),
        )
        away = [("", say("Choose a colleague")), *((pk, _titled(each)) for pk, each in self.colleagues.items())]
        self.fields["colleague"] = forms.ChoiceField(label=_("Colleague"), choices=away, required=False)
        services = [("", say("Choose a service")), *((slug, _led(each)) for slug, each in self.services.items())]
        self.fields["service"] = forms.ChoiceField(label=_("Or a service"), choices=services, required=False)
        bodies = [("", say("Choose a contractor or partner")), *((pk, each.name) for pk, each in self.bodies.items())]
        self.fields["organisation"] = forms.ChoiceField(
            label=_("Contractor or partner"),
            help_text=_("Only those of whom the list of organisations has an e-mail address for complaints."),
            choices=bodies,
            required=False,
        )
        for number in range(1, QUESTIONS + 1):
            self.fields[f"question_{number}"] = forms.CharField(
                label=say("Question %(number)s") % {"number": number},
                max_length=1000,
                required=number == 1,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Enter what you ask")},
            )
        self._points_and_papers()
        rule = self.desk.policy.asks
        calendar = self.desk.standing.book.calendar(self.desk.run.policy, self.desk.run.calendar)
        self.fields["due"] = MemorableDateField(
            label=_("By when?"),
            what=_("The date"),
            initial=suggested_day(rule, self.desk.today, calendar) if rule else None,
            earliest=self.desk.today,
        )

    def _usual_way(self) -> str:
        party = self.told
        return LETTER if party is not None and people.goes_by_post(party.person) else EMAIL

    def _points_and_papers(self) -> None:
        points = self.desk.standing.case.points
        if len(points) > 1:
            named = [(each.id, say("Point %(number)s") % {"number": each.id.removeprefix("p")}) for each in points]
            self.fields["points"] = forms.MultipleChoiceField(
                label=_("Which points is it about?"),
                choices=named,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if self.papers:
            self.fields["papers"] = forms.MultipleChoiceField(
                label=_("Which documents do they need?"),
                help_text=_("None unless you choose one. They open them by the link."),
                choices=[(str(each.pk), each.name) for each in self.papers],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def more_questions(self) -> bool:
        """Whether there is more than one question already."""
        return any(self[f"question_{number}"].value() for number in range(2, QUESTIONS + 1))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        kind = given.get("kind")
        if kind:
            {
                AskKind.COMPLAINANT: self._clean_complainant,
                AskKind.SERVICE: self._clean_service,
                AskKind.CONTRACTOR: self._clean_contractor,
                AskKind.OTHER: self._clean_other,
            }[AskKind(kind)](given)
        if given.get("due"):
            self._before_the_clock(given)
        return given

    def _clean_complainant(self, given: dict[str, Any]) -> None:
        party = self.told
        by_email = given.get("way") != LETTER
        if party is None:
            self.add_error("kind", say("Nobody knows who complains"))
        elif by_email and not email_for_notices(party):
            self.add_error("way", say("They have no e-mail address, or are not to be e-mailed. Send a letter"))
        elif not by_email and not party.person.address_lines:
            self.add_error("way", say("We have no postal address for them. Send an e-mail"))
        if given.get("papers"):
            self.add_error("papers", say("Send papers to the complainant with a letter, not with a question"))

    def _clean_service(self, given: dict[str, Any]) -> None:
        if bool(given.get("colleague")) == bool(given.get("service")):
            self.add_error("colleague", say("Choose a colleague or a service"))

    def _clean_contractor(self, given: dict[str, Any]) -> None:
        if not given.get("organisation"):
            self.add_error("organisation", say("Choose the contractor or partner"))

    def _clean_other(self, given: dict[str, Any]) -> None:
        for field, message in (
            ("name", say("Enter their name")),
            ("email", say("Enter their e-mail address")),
            ("why", say("Say why you ask them")),
        ):
            if not given.get(field) and field not in self.errors:
                self.add_error(field, message)

    def _before_the_clock(self, given: dict[str, Any]) -> None:
        """An answer that comes after the council's own is due needs somebody to say that they know it."""
        desk = self.desk
        owed = answer_due_before(desk.standing.case, desk.run, given["due"], desk.standing.book)
        if owed is None:
            return
        self.fields["beyond"] = forms.BooleanField(label=_("Ask by that day all the same"), required=False)
        if not self.data.get("beyond"):
            told = {"what": owed.clock.name, "day": long_date(owed.due)}
            self.add_error("due", say("%(what)s is due on %(day)s: ask for an earlier day, or tick below") % told)

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        questions = (given[f"question_{number}"].strip() for number in range(1, QUESTIONS + 1))
        points = given.get("points") or [each.id for each in self.desk.standing.case.points]
        return {
            "target": self._target(given),
            "asked": Asked(
                about=given["about"],
                questions=tuple(filter(None, questions)),
                points=tuple(points),
                documents=tuple(int(pk) for pk in given.get("papers") or ()),
            ),
            "due": given["due"],
            "again": self.earlier,
        }

    def _target(self, given: dict[str, Any]) -> Target:
        kind = given["kind"]
        if kind == AskKind.COMPLAINANT:
            party: Party = self.told  # type: ignore[assignment]
            person = party.person
            return Target(kind, person.name, person.email, given.get("way") or EMAIL, party=party)
        if kind == AskKind.SERVICE:
            chosen = self.colleagues.get(given["colleague"])
            lead = chosen or self.services[given["service"]].improvement_lead
            return Target(kind, lead.name, lead.email, staff=lead)
        if kind == AskKind.CONTRACTOR:
            body = self.bodies[given["organisation"]]
            return Target(kind, body.name, _address_of(body), organisation=body)
        return Target(kind, given["name"], given["email"], why=given["why"])


class _OfOne(ActForm):
    """Something about one question that was asked before: which, picked from those it can be about."""

    states: tuple[str, ...] = ()

    def ask(self) -> None:
        found = Ask.objects.filter(case=self.desk.row, state__in=self.states).order_by("id")
        self.asks = {str(each.pk): each for each in found.select_related("case", "party__person")}
        only = next(iter(self.asks)) if len(self.asks) == 1 else ""
        self.fields["which"] = forms.ChoiceField(
            label=_("What was asked"),
            choices=[(pk, _in_short(each)) for pk, each in self.asks.items()],
            widget=forms.RadioSelect,
            initial=only,
            error_messages={"required": _("Choose what it is about")},
        )
        self.order_fields(["which"])


class AnswerAskForm(_OfOne):
    """An answer that did not come by the link: how it came, who gave it, and what they said."""

    states = (AskState.WAITING,)
    field_of_refusal = {"ask-answered": "which", "ask-closed": "which"}

    came_by = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[
            ("telephone", _("By telephone")),
            ("email", _("By e-mail")),
            ("letter", _("By letter")),
            ("meeting", _("In a meeting")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it came")},
    )
    told_by = forms.CharField(
        label=_("Who answered?"), max_length=200, error_messages={"required": _("Enter who answered")}
    )
    declined = forms.BooleanField(label=_("They cannot answer, or it is not for them"), required=False)
    text = LongText(label=_("What did they say?"), error_messages={"required": _("Enter what they said")})

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        assert given["came_by"] in WAYS
        said = {"declined": given["text"]} if given["declined"] else {"answers": (given["text"],)}
        return {
            "which": self.asks[given["which"]],
            "given": Given(way=given["came_by"], told_by=given["told_by"], **said),
        }


class CloseAskForm(_OfOne):
    """Whether an answer is enough, or why the case goes on without one."""

    states = (AskState.WAITING, AskState.ANSWERED, AskState.DECLINED)
    field_of_refusal = {"ask-unanswered": "outcome", "reason-needed": "reason", "ask-closed": "which"}

    outcome = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=[
            (ACCEPTED, _("The answer is enough")),
            (WITHOUT, _("We go on without it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what comes of it")},
    )
    reason = LongText(label=_("Why, if you go on without it"), required=False)

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"which": self.asks[given["which"]], "outcome": given["outcome"], "reason": given["reason"]}


def _address_of(body: Organisation) -> str:
    """The e-mail address that the list of organisations has for complaints; empty where it has none."""
    found = _ADDRESS.search(body.contact)
    return found.group(0) if found else ""


def _titled(person: Staff) -> str:
    return f"{person.name}, {person.job_title}" if person.job_title else person.name


def _lead(service: Service, away: frozenset[str]) -> Staff | None:
    """Who answers for a service; nobody where that person is kept away from the case."""
    lead = service.improvement_lead
    return None if lead is None or not lead.is_active or lead.actor_id in away else lead


def _led(service: Service) -> str:
    lead = service.improvement_lead
    assert lead is not None, "only such services are offered"
    return say("%(service)s (%(lead)s)") % {"service": service.name, "lead": lead.name}


def _in_short(ask: Ask) -> str:
    first = str(ask.questions[0]) if ask.questions else ask.about
    return f"{ask.to_name}: {first[:120]}"
