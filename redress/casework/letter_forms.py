"""What do the pages ask whose act is done by a letter?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.casework.act_form import ActForm, LetterForm, LongText
from redress.casework.extending import counted_in_calendar_days, told_time
from redress.design.fields import MemorableDateField
from redress.rules.policy import NextStageRequest, Unknown
from redress.rules.refusals import Refused


class ExtendForm(LetterForm):
    """How much longer, why, and whether the complainant agreed."""

    field_of_refusal = {
        "over-cap": "days",
        "over-total": "days",
        "not-later": "days",
        "beyond-calendar": "days",
        "not-a-working-day": "until",
    }

    days = forms.IntegerField(
        label=_("How many more working days?"),
        min_value=1,
        max_value=260,
        required=False,
        error_messages={
            "invalid": _("The number of working days must be a whole number, like 5"),
            "min_value": _("The number of working days must be 1 or more"),
            "max_value": _("The number of working days must be 260 or fewer"),
        },
    )
    until = MemorableDateField(
        label=_("Or until which date?"),
        what=_("The new date"),
        help_text=_("Only if you did not enter a number of days."),
        required=False,
    )
    agreed = forms.ChoiceField(
        label=_("Does the complainant agree?"),
        choices=[
            ("not-asked", _("They were not asked")),
            ("yes", _("Yes")),
            ("no-reply", _("They were asked and did not reply")),
            ("refused", _("No")),
        ],
        initial="not-asked",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the complainant agrees")},
    )

    def ask(self) -> None:
        self.fields["reason_kind"] = forms.ChoiceField(
            label=_("Why is more time needed?"),
            choices=self._choices(self.desk.policy.extension_reasons),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose why more time is needed")},
        )
        if counted_in_calendar_days(self.desk):
            self._ask_in_days()
        super().ask()

    def _ask_in_days(self) -> None:
        """Where the policy counts more time in days of any kind, the form asks for such."""
        days = self.fields["days"]
        days.label = _("How many more days?")
        days.error_messages |= {
            "invalid": _("The number of days must be a whole number, like 5"),
            "min_value": _("The number of days must be 1 or more"),
            "max_value": _("The number of days must be 260 or fewer"),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if "days" not in self.errors and "until" not in self.errors:
            if not given.get("days") and not given.get("until"):
                self.add_error("days", say("Enter how many more working days you need, or a date"))
            elif given.get("days") and given.get("until"):
                self.add_error("until", say("Enter either a number of days or a date, not both"))
            else:
                self._count_on(given)
        return given

    def _count_on(self, given: dict[str, Any]) -> None:
        """What the act takes in place of what was typed: see ``extending.told_time``."""
        try:
            self.time = told_time(self.desk, given.get("days") or 0, given.get("until"))
        except Refused as refused:
            self.refuse(refused)

    def refuse(self, refused: Refused) -> None:
        self.field_of_refusal = dict(self.field_of_refusal)
        if self.cleaned_data.get("until"):
            self.field_of_refusal |= {"over-cap": "until", "not-later": "until", "beyond-calendar": "until"}
        super().refuse(refused)

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **super().answers(),
            **self.time,
            "reason_kind": given["reason_kind"],
            "agreed": given["agreed"],
        }


class AgreeForm(ActForm):
    """Agree this very draft, or send it back with comments for colleagues alone."""

    draft = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(
        label=_("Do you agree this response?"),
        choices=[("agree", _("Yes, it can be sent")), ("back", _("No, send it back"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you agree this response")},
    )
    comments = LongText(label=_("Comments for the officer"), help_text=_("Only staff can read them."), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("decision") == "back" and not given.get("comments"):
            self.add_error("comments", say("Say what must be changed"))
        if given.get("decision") == "agree" and not self.initial.get("draft"):
            self.add_error(None, say("There is no whole response to agree yet."))
        elif given.get("decision") == "agree" and given.get("draft") != self.initial["draft"]:
            self.add_error(None, say("The response was changed after you opened this page. Please read it again."))
        return given

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("decision", "draft", "comments")}


# --- the next stage ------------------------------------------------------------------------------


def _told(rule: NextStageRequest) -> str:
    """What complainants are told of how to ask, as a hint for officers."""
    return say("What we tell complainants: “%(advice)s”") % {"advice": rule.advice} if rule.advice else ""


class RequestForm(ActForm):
    """A request for the next stage that came by post, telephone or e-mail."""

    reasons = LongText(label=_("Why the complainant is still not happy"), required=False)
    made_on = MemorableDateField(
        label=_("The date the request bears"),
        what=_("The date the request bears"),
        help_text=_("If the letter or e-mail has one. Whether the request is in time is judged by it."),
        required=False,
    )

    def ask(self) -> None:
        self.fields["channel"] = forms.ChoiceField(
            label=_("How did the request come?"),
            choices=self._choices(self.desk.policy.channels),
            widget=forms.RadioSelect,
            error_messages={"required": _("Say how the request came")},
        )
        rule = self._rule
        if rule is not None:
            self.fields["reasons"].help_text = _told(rule)
        self.order_fields(["channel", "reasons", "made_on"])

    @property
    def _rule(self) -> NextStageRequest | None:
        return self.desk.policy.request_for(self.desk.stage.next) if self.desk.stage.next else None

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("reasons", "made_on", "channel")}


class GiveReasonsForm(ActForm):
    """Reasons that were missing from a request."""

    reasons = LongText(
        label=_("Why the complainant is still not happy"), error_messages={"required": _("Enter the reasons")}
    )

    def answers(self) -> dict[str, Any]:
        return {"reasons": self.cleaned_data["reasons"]}


class _DecisionForm(LetterForm):
    """What was found of the answer so far."""

    field_of_refusal = {
        "finding-needed": "finding",
        "finding-forbids-refusal": "finding",
        "reason-needed": "reasons",
        "late-reason-needed": "late_reason",
    }

    @property
    def rule(self) -> NextStageRequest:
        rule = self.desk.policy.request_for(self.desk.run.stage)
        if rule is None:
            raise Unknown(self.desk.run.stage)
        return rule

    def _ask_finding(self, choices: list[tuple[str, str]]) -> None:
        self.fields["finding"] = forms.ChoiceField(
            label=_("What do you find of the answer that was given?"),
            help_text=_told(self.rule),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say what you find of the answer that was given")},
        )


class AcceptForm(_DecisionForm):
    """Accept a request for the next stage."""

    elements = LongText(
        label=_("What the answer did not consider"),
        help_text=_("List each thing. Only staff can read it."),
        required=False,
    )

    def ask(self) -> None:
        self._ask_finding(self._choices(self.rule.findings))
        if self.desk.run.request_late:
            self.fields["late_reason"] = LongText(label=_("Why you accept it although it came late"), required=False)
        super().ask()
        self.order_fields(["finding", "elements", "late_reason"])

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **super().answers(),
            "finding": given["finding"],
            "elements": given["elements"],
            "late_reason": given.get("late_reason", ""),
        }


class RefuseForm(_DecisionForm):
    """Refuse a request for the next stage: only findings with which it may be refused are offered."""

    def ask(self) -> None:
        may = [choice for choice in self.rule.findings if choice.id in self.rule.refusable_findings]
        self._ask_finding(self._choices(may))
        self.fields["reasons"] = forms.MultipleChoiceField(
            label=_("Why is the request refused?"),
            choices=self._choices(self.rule.refusal_reasons),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose why the request is refused")},
        )
        super().ask()

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**super().answers(), "finding": given["finding"], "reasons": given["reasons"]}


# --- the Ombudsman -------------------------------------------------------------------------------


class SignpostForm(LetterForm):
    """Which right of the complainant's the letter is about, if one has opened."""

    def ask(self) -> None:
        opened = [right for right in self.desk.standing.rights if right.from_day <= self.desk.today]
        if opened:
            self.fields["right"] = forms.ChoiceField(
                label=_("Why can the complainant go to the Ombudsman now?"),
                choices=[("", _("Another reason")), *((one.right.id, one.right.name) for one in opened)],
                required=False,
            )
        super().ask()

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), "right": self.cleaned_data.get("right", "")}
