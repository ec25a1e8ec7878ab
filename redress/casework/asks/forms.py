"""What does the page ask on which others are asked for information?"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Service, Staff
from redress.cases.bars import barred
from redress.casework.act_form import FORMAT_BOX, ActForm, LongText, format_boxes
from redress.casework.asks.acting import Target
from redress.correspondence.asks import asking
from redress.correspondence.asks.asking import EMAIL, LETTER, Asked
from redress.correspondence.formats import AS_ANYBODY, EASY_READ, REASON, TRANSLATION, manner_of
from redress.correspondence.models import Ask, AskKind, AskState
from redress.correspondence.recipients import may_be_told
from redress.design.fields import MemorableDateField
from redress.design.templatetags.design import long_date
from redress.records import organisations, people
from redress.records.models import Organisation, Party
from redress.rules.adjustments import means_refused
from redress.rules.asks import answer_due_before, suggested_day
from redress.rules.refusals import Refused

QUESTIONS, TWICE = 5, "twice"
_ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;.]+")


class AskForm(ActForm):
    """Who is asked, what, by when, and which papers go with it.

    A colleague or contractor is chosen from the directory; any other address needs a reason. Whoever complains is asked
    in the way that they want and need.
    """

    field_of_refusal = {
        "ask-day-past": "due",
        "beyond-calendar": "due",
        "post-address-needed": "way",
        "asked-already": TWICE,
        **{code: f"content-{box}" for code, box in FORMAT_BOX.items()},
    }

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
        self.manner = manner_of(self.told, self.desk.today) if self.told is not None else AS_ANYBODY
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
            "about": earlier.about,
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
        self.fields["colleague"] = forms.ChoiceField(
            label=_("Colleague"),
            help_text=_("They see your questions and what you choose to send, and nothing else of the case by that."),
            choices=away,
            required=False,
        )
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
        boxes = format_boxes(self.manner, (), self.desk.policy)
        self.fields |= {f"content-{id}": box for id, box in boxes.items()}
        self._day()
        if self.data.get(TWICE):
            self._ask_twice()

    def _day(self) -> None:
        """By when; and at once, if even the usual day is too late for our own answer, whether that is known."""
        desk, rule = self.desk, self.desk.policy.asks
        day, owed = None, None
        if rule is not None:
            day, owed = suggested_day(desk.standing.case, desk.run, rule, desk.today, desk.standing.book)
        self.fields["due"] = MemorableDateField(
            label=_("By when?"), what=_("The date"), initial=day, earliest=desk.today
        )
        if owed is not None:
            told = say("%(what)s is due on %(day)s. What they say will come after that.")
            if owed.due < desk.today:
                told = say("%(what)s was due on %(day)s, which is past. What they say comes after that.")
            self._ask_beyond(told % {"what": owed.clock.name, "day": long_date(owed.due)})

    def _ask_beyond(self, why: str = "") -> None:
        self.fields["beyond"] = forms.BooleanField(
            label=_("Ask by that day all the same"), help_text=why, required=False
        )

    def _ask_twice(self) -> None:
        self.fields[TWICE] = forms.BooleanField(label=_("Ask them again all the same"), required=False)

    def _usual_way(self) -> str:
        return LETTER if self._no_email else EMAIL

    @property
    def _no_email(self) -> str:
        """Why whoever complains is not asked by e-mail; empty where they can be, or nobody knows who it is."""
        if self.told is None:
            return ""
        need, refused = self.manner.by_post, means_refused(self.manner, "email")
        if need is not None:
            return say("They need “%(need)s”. Send a letter") % {"need": need.name}
        if refused is not None or not self.told.person.email:
            return say("They have no e-mail address, or are not to be e-mailed. Send a letter")
        return say("They want letters. Send a letter") if people.goes_by_post(self.told.person) else ""

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
        no_email = self._no_email
        if party is None:
            self.add_error("kind", say("Nobody knows who complains"))
        elif by_email and no_email:
            self.add_error("way", no_email)
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
        if "beyond" not in self.fields:
            self._ask_beyond()
        if not self.data.get("beyond"):
            told = say("%(what)s is due on %(day)s: ask for an earlier day, or tick below")
            if owed.due < desk.today:
                told = say("%(what)s was due on %(day)s, which is past. Tick below to ask all the same")
            self.add_error("due", told % {"what": owed.clock.name, "day": long_date(owed.due)})

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        questions = (given[f"question_{number}"].strip() for number in range(1, QUESTIONS + 1))
        points = given.get("points") or [each.id for each in self.desk.standing.case.points]
        theirs = given["kind"] == AskKind.COMPLAINANT
        beside = {id: given.get(f"content-{id}", "") for id in (TRANSLATION, EASY_READ, REASON)} if theirs else {}
        return {
            "target": self._target(given),
            "asked": Asked(
                about=given["about"],
                questions=tuple(filter(None, questions)),
                points=tuple(points),
                documents=tuple(int(pk) for pk in given.get("papers") or ()),
                beside=beside,
            ),
            "due": given["due"],
            "again": self.earlier,
            "twice": bool(self.data.get(TWICE)),
        }

    @property
    def shows_who_complains(self) -> bool:
        return self.cleaned_data.get("kind") == AskKind.COMPLAINANT

    def format_fields(self) -> list[forms.BoundField]:
        """What is written beside the questions for somebody who needs it."""
        return [self[name] for name in self.fields if name.startswith("content-")]

    def refuse(self, refused: Refused) -> None:
        if refused.code == "asked-already":
            self._ask_twice()
        where = str(refused.parameters.get("where", ""))
        for field in (where, f"content-{where}"):
            if field in self.fields:  # what the check refused
                self.add_error(field, self.desk.sentence(refused))
                return
        super().refuse(refused)

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
