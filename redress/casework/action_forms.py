"""What does the page of each act ask, and what does it give the act?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.casework.act_form import ActForm, LongText, moment_of
from redress.casework.contacts.note_form import WAYS, OfTheNote
from redress.casework.desk import happened_since
from redress.design.fields import MemorableDateField, TimeOfDayField
from redress.design.templatetags.design import long_date
from redress.rules import phrases
from redress.rules.adjustments import means_refused


class RegisterForm(ActForm):
    """Nothing but when."""


# --- the matter itself ---------------------------------------------------------------------------


class LatenessForm(ActForm):
    """Whether a late complaint goes ahead, on which grounds, what was considered, and why."""

    field_of_refusal = {"ground-needed": "grounds", "lateness-alone": "considered", "reason-needed": "reason"}

    accepted = forms.ChoiceField(
        label=_("Does the complaint go ahead?"),
        choices=[("yes", _("Yes, it goes ahead")), ("no", _("No, it goes no further"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the complaint goes ahead")},
    )
    reason = LongText(label=_("Reasons for the decision"), error_messages={"required": _("Enter the reasons")})

    def ask(self) -> None:
        self.fields["accepted"].help_text = self._how_late()
        grounds = self._choices(self.desk.policy.late.grounds)
        self.fields["grounds"] = forms.MultipleChoiceField(
            label=_("On which grounds does it go ahead?"),
            choices=grounds,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["considered"] = forms.MultipleChoiceField(
            label=_("What have you considered?"),
            choices=grounds,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["accepted", "grounds", "considered", "reason"])

    def _how_late(self) -> str:
        """When it happened, the limit that follows, and when the complaint came: what there is to weigh."""
        run, window = self.desk.run, self.desk.policy.late.window
        limit = next((each for each in self.desk.standing.deadlines if each.clock.id == window), None)
        if run.happened_on is None or limit is None:
            return ""
        days = {"day": run.happened_on, "limit": limit.due, "came": run.received.day}
        return say(
            "It happened on %(day)s. The limit for complaining was %(limit)s, and the complaint came on %(came)s."
        ) % {name: long_date(day) for name, day in days.items()}

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "accepted": given["accepted"] == "yes",
            "grounds": given["grounds"],
            "considered": given["considered"],
            "reason": given["reason"],
        }


class CorrectForm(ActForm):
    """Which entry, and what is right instead."""

    field_of_refusal = {"reason-needed": "reason", "nothing-to-correct": "supersedes"}

    corrected_on = MemorableDateField(
        label=_("The right date"), what=_("The right date"), required=False, today=timezone.localdate
    )
    corrected_at = TimeOfDayField(
        label=_("The right time, if you know it"), help_text=_("For example, 9am or 5:30pm"), required=False
    )
    matter_on = MemorableDateField(
        label=_("The right date on which the matter occurred"),
        what=_("The date on which the matter occurred"),
        help_text=_("Only if that date was wrong."),
        required=False,
        today=timezone.localdate,
    )
    reason = LongText(label=_("What was wrong, and how you know"))

    def ask(self) -> None:
        self.fields["reason"].error_messages["required"] = _("Enter what was wrong")
        self.fields["supersedes"] = forms.TypedChoiceField(
            label=_("Which entry is wrong?"),
            choices=[("", _("Choose an entry")), *self._entries()],
            coerce=int,
            error_messages={"required": _("Choose the entry that is wrong")},
        )
        self.order_fields(["supersedes", "corrected_on", "corrected_at", "matter_on", "reason"])

    def _entries(self) -> list[tuple[str, str]]:
        history = [event for event in self.desk.standing.history if event.kind not in ("Linked", "Merged", "Unmerged")]
        told = happened_since(history)
        return [
            (str(event.seq), f"{event.seq}. {text} {phrases.on_day(self.desk.standing.case.times[event.seq].day)}")
            for event, text in zip(history, told, strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not given.get("corrected_on") and not given.get("matter_on"):
            self.add_error("corrected_on", say("Enter the right date"))
        return given

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        right = None
        if given["corrected_on"]:
            right = moment_of(given["corrected_on"], given["corrected_at"])
        return {
            "supersedes": given["supersedes"],
            "corrected_at": right,
            "happened_on": given["matter_on"],
            "reason": given["reason"],
        }


# --- talking with the complainant ----------------------------------------------------------------


class ContactForm(OfTheNote, ActForm):
    """How, with what result, what was said, and whether they confirm it."""

    method = forms.ChoiceField(
        label=_("How?"),
        choices=WAYS,
        initial="telephone",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how you were in contact")},
    )
    result = forms.ChoiceField(
        label=_("Did you reach them?"),
        choices=[
            ("reached", _("Yes")),
            ("not-reached", _("No, I tried")),
            ("not-possible", _("No, there is no way to reach them")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you reached them")},
    )
    they_began = forms.BooleanField(
        label=_("They contacted us"),
        help_text=_("Whoever telephones or writes to us is answered, whatever is agreed for our own contacts."),
        required=False,
    )
    note = LongText(
        label=_("What was said, or why they could not be reached"),
        help_text=_("Say what was promised, and by when."),
        required=False,
    )

    def ask(self) -> None:
        self.offer_corrections(self.desk.row)
        ways = {way: means_refused(self.desk.manner, way) for way, _says in WAYS}
        against = {way: self.desk.sentence(refused) for way, refused in ways.items() if refused is not None}
        self.fields["method"].choice_hints = against  # type: ignore[attr-defined]
        if against:
            self.field_of_refusal = {f"not-by-{way}": "method" for way in against}
        else:
            del self.fields["they_began"]
        last = ("participants", "note", "understood", "read_back", "confirm", "corrects")
        self.order_fields(["method", "they_began", "result", *last])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("result") in ("reached", "not-possible") and not given.get("note") and "note" not in self.errors:
            why = given["result"] == "not-possible"
            self.add_error("note", say("Enter why it was not possible") if why else say("Enter what was said"))
        return given

    def answers(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("method", "result", "note")}
        return {**said, "they_began": bool(self.cleaned_data.get("they_began")), **self.of_the_note()}


class ClarifyForm(ActForm):
    """How an unclear complaint is taken forward."""

    note = LongText(label=_("What the complainant said"), required=False)

    def ask(self) -> None:
        self.fields["way_forward"] = forms.ChoiceField(
            label=_("How will you take it forward?"),
            choices=self._choices(self.desk.policy.ways_forward),
            widget=forms.RadioSelect,
            error_messages={"required": _("Say how you will take it forward")},
        )

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("way_forward", "note")}


class InformationForm(ActForm):
    """What the complainant sent or said."""

    text = LongText(label=_("What they told us"), error_messages={"required": _("Enter what they told us")})

    def answers(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class HelpForm(ActForm):
    """What help the complainant needs."""

    text = LongText(label=_("What help they need"), error_messages={"required": _("Enter what help they need")})

    def answers(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class NoteForm(ActForm):
    """A note for colleagues alone."""

    text = LongText(
        label=_("Note"),
        help_text=_("Only staff can read it. It is never part of a letter."),
        error_messages={"required": _("Write the note")},
    )

    def answers(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


# --- plans and endings ---------------------------------------------------------------------------


class PlanForm(ActForm):
    """What is to be done after a recommendation."""

    text = LongText(
        label=_("What will be done, by whom and by when"), error_messages={"required": _("Enter what will be done")}
    )

    def answers(self) -> dict[str, Any]:
        return {"plan": f"plan:{self.cleaned_data['key'][:12]}", "text": self.cleaned_data["text"]}


class CompletePlanForm(ActForm):
    """Which plan has been carried out."""

    def ask(self) -> None:
        self.fields["plan"] = forms.ChoiceField(
            label=_("Which action plan has been carried out?"),
            choices=[
                (plan, say("The plan of %(day)s") % {"day": phrases.on_day(at.day)})
                for plan, at in self.desk.standing.case.plans.items()
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose the plan")},
        )

    def answers(self) -> dict[str, Any]:
        return {"plan": self.cleaned_data["plan"]}


class WithdrawForm(ActForm):
    """Why the complainant withdraws, if they said."""

    reason = LongText(label=_("What the complainant said about it"), required=False)

    def answers(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class CloseForm(ActForm):
    """A last note for colleagues, if there is anything to say."""

    text = LongText(
        label=_("Note"),
        help_text=_("If there is anything that colleagues should know. Only staff can read it."),
        required=False,
    )

    def answers(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class OmbudsmanEnquiryForm(ActForm):
    """What the Ombudsman asks."""

    enquiry = LongText(
        label=_("What the Ombudsman asks"), error_messages={"required": _("Enter what the Ombudsman asks")}
    )

    def answers(self) -> dict[str, Any]:
        return {"enquiry": self.cleaned_data["enquiry"], "channel": "letter"}


class OmbudsmanAnswerForm(ActForm):
    """What the council answered the Ombudsman."""

    answer = LongText(label=_("What we answered"), error_messages={"required": _("Enter what we answered")})

    def answers(self) -> dict[str, Any]:
        return {"answer": self.cleaned_data["answer"]}
