"""What does the page of every act ask, whichever act it is?"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.casework.desk import Desk
from redress.casework.outcome_sought import begun_with
from redress.casework.sending_form import GOES_TO, Sending
from redress.correspondence.easy_words import questions
from redress.correspondence.formats import EASY_READ, REASON, TRANSLATION
from redress.correspondence.recipients import Sends
from redress.correspondence.wordings import gaps
from redress.design.fields import MemorableDateField, TimeOfDayField
from redress.rules import phrases
from redress.rules.adjustments import Manner
from redress.rules.moments import Moment
from redress.rules.policy import Content, Policy
from redress.rules.refusals import Refused


class LongText(forms.CharField):
    """Some paragraphs, as many as anybody writes."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**{"widget": forms.Textarea, "max_length": 20_000, **keywords})
        self.error_messages["max_length"] = _("Use %(limit_value)d characters or fewer. You have used %(show_value)d")


def moment_of(day: date, clock: time | None) -> Moment:
    """A local day with its local time, or the day alone where the time is not known."""
    if clock is None:
        return Moment.on(day)
    return Moment.local(datetime.combine(day, clock), timezone.get_default_timezone())


class ActForm(forms.Form):
    """The key of the submission, what the page had seen, and when the act happened (now, unless said otherwise).

    ``answers`` gives the act what it needs beside its envelope. With ``judge=False`` the form keeps what was
    typed without finding fault with it.
    """

    key = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    run = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
    happened_on = MemorableDateField(label=_("Date"), what=_("The date"), required=False, today=timezone.localdate)
    happened_at = TimeOfDayField(
        label=_("Time, if you know it"), help_text=_("For example, 9am or 5:30pm"), required=False
    )

    #: Which field stands beside each refusal of the rules; the others are told at the top of the page.
    field_of_refusal: dict[str, str] = {}

    def __init__(
        self,
        data: Any = None,
        *,
        desk: Desk,
        judge: bool = True,
        initial: Mapping[str, Any] | None = None,
        files: Any = None,
    ) -> None:
        self.desk, self.judge = desk, judge
        submission = {"key": secrets.token_hex(16), "seen": desk.standing.seq, "run": desk.run_id}
        super().__init__(data, files, initial={**submission, **(initial or {})})
        self.ask()

    def ask(self) -> None:
        """Add the fields that depend on the case and its policy."""

    def questions(self) -> list[forms.BoundField]:
        """What this act asks, beside what every act asks and the words of a letter."""
        every = ("key", "seen", "run", "happened_on", "happened_at")
        return [self[name] for name in self.fields if name not in every and not name.startswith(("content-", "goes-"))]

    @property
    def tells_when(self) -> bool:
        """Whether another time than now has been given, known beforehand, or given wrongly."""
        return any([*(self["happened_on"].value() or ()), self["happened_at"].value()])

    def full_clean(self) -> None:
        if self.judge:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("happened_at") and not given.get("happened_on") and "happened_on" not in self.errors:
            self.add_error("happened_on", say("Enter the date as well as the time"))
        if "key" in self.errors or "seen" in self.errors:
            self.add_error(None, say("The page was not sent whole. Open it again from the case."))
        return given

    @property
    def shows_who_complains(self) -> bool:
        """Whether what is looked at before it goes says who complains."""
        return True

    def moment(self) -> Moment:
        """When the act happened: the date given, with its time if that is known; otherwise now."""
        day = self.cleaned_data.get("happened_on")
        if day is None:
            return Moment.of(timezone.now(), timezone.get_default_timezone())
        return moment_of(day, self.cleaned_data.get("happened_at"))

    def answers(self) -> dict[str, Any]:
        """The keyword arguments of the act, beside its envelope."""
        return {}

    def refuse(self, refused: Refused) -> None:
        """Show a refusal of the rules: beside the answer that caused it where there is one."""
        field = self.field_of_refusal.get(refused.code)
        if refused.code in ("in-the-future", "before-it-came"):
            field = "happened_on"
        self.add_error(field if field in self.fields else None, self.desk.sentence(refused))

    def _choices(self, choices: Any) -> list[tuple[str, str]]:
        return [(choice.id, choice.name) for choice in choices]


#: Beside which box stands what is wrong with the format of a letter.
FORMAT_BOX = {"translation-needed": TRANSLATION, "easy-read-needed": EASY_READ, "letter-reason-needed": REASON}


def _why_not(manner: Manner) -> Any:
    """What is asked of somebody who leaves out what the reader needs."""
    if manner.not_by_letter is not None:
        return _("Why a letter goes all the same")
    if manner.translation is not None and manner.easy_read is not None:
        return _("Or why one of them is missing")
    return _("Or why there is no translation") if manner.translation is not None else _("Or why there is none")


def format_boxes(manner: Manner, contents: Iterable[str], policy: Policy) -> dict[str, forms.Field]:
    """What an officer writes beside the words, for a reader who needs it: by the ids of its format."""
    boxes: dict[str, forms.Field] = {}
    if manner.translation is not None:
        boxes[TRANSLATION] = LongText(
            label=_("Translation of this letter"),
            help_text=_("It goes below the English letter. Look at the whole English letter first, then add it."),
            required=False,
        )
    if manner.easy_read is not None:
        boxes[EASY_READ] = LongText(
            label=_("This letter in easy words"),
            help_text=_(
                "For easy read: one idea in each paragraph, with an empty line after it. Answer the questions; one "
                "without an answer is left out."
            ),
            initial=questions(contents, policy),
            required=False,
        )
    if manner.translation or manner.easy_read or manner.not_by_letter:
        boxes[REASON] = LongText(label=_why_not(manner), required=False)
    return boxes


class LetterForm(ActForm):
    """An act that is done by a letter: one box for each thing the officer must write in it.

    Where its reader needs letters translated or in easy words, or is to be telephoned, there is a box for those words
    and one for the reason why not.
    """

    def ask(self) -> None:
        self._ask_format()
        self.sending = Sending(self.desk)
        self.fields |= self.sending.fields()
        for content in self.desk.written_contents:
            source = content.source
            starter = self.desk.wording.content(content.id).starter
            to_fill = say("Replace the words in [square brackets].") if gaps(starter, starter) else ""
            hint = " ".join(filter(None, (getattr(source, "hint", ""), self.desk.needed_when(content), to_fill)))
            authority = phrases.under(content.paragraph, say)
            self.fields[f"content-{content.id}"] = forms.CharField(
                label=content.heading,
                help_text=f"{hint} {authority}".strip(),
                widget=forms.Textarea,
                required=False,
                initial=(begun_with(self.desk.row) if getattr(source, "begins_with", "") else "") or starter,
            )
        self.fields.update({f"content-{id}": box for id, box in self.format_boxes.items()})

    def _ask_format(self) -> None:
        """What the letter's reader needs beside its contents; the boxes stand after those."""
        letter = self.desk.letter
        contents = [content.id for content in letter.contents] if letter is not None else []
        self.format_boxes = format_boxes(self.desk.manner, contents, self.desk.policy) if letter is not None else {}

    def letter_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("content-")]

    def sending_fields(self) -> list[forms.BoundField]:
        """Who gets it and what goes with it, where that is to be chosen."""
        return [self[name] for name in self.fields if name.startswith("goes-")]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        typed = self.data.get(GOES_TO, "")
        blocked = self.sending.why_blocked(typed)
        if blocked:
            self.errors.pop(GOES_TO, None)
            self.add_error(GOES_TO if GOES_TO in self.fields else None, blocked)
        return given

    def sends(self) -> Sends:
        """Which way the letter goes, and which documents go with it."""
        return self.sending.chosen(self.cleaned_data)

    def written(self) -> dict[str, str]:
        """What the officer wrote, by content."""
        return {
            id: self.cleaned_data.get(f"content-{id}", "")
            for id in (*(content.id for content in self.desk.written_contents), *self.format_boxes)
        }

    def typed(self) -> dict[str, str]:
        """What stands in the boxes now, judged or not: for a draft."""
        ids = (*(content.id for content in self.desk.written_contents), *self.format_boxes)
        return {id: self[f"content-{id}"].value() or "" for id in ids}

    def answers(self) -> dict[str, Any]:
        return {"written": self.written()}

    def refuse(self, refused: Refused) -> None:
        if refused.code in FORMAT_BOX and FORMAT_BOX[refused.code] in self.format_boxes:
            self.add_error(f"content-{FORMAT_BOX[refused.code]}", self.desk.sentence(refused))
            return
        where = f"content-{refused.parameters.get('where', '')}"
        if where in self.fields:  # what the check of the letter refused
            self.add_error(where, self.desk.sentence(refused))
            return
        if refused.code != "letter-lacks":
            super().refuse(refused)
            return
        lacking = set(refused.parameters["contents"])  # type: ignore[call-overload]
        for content in self.desk.written_contents:
            if content.id in lacking:
                lacking.discard(content.id)
                self.add_error(f"content-{content.id}", self._lacking(content))
        if lacking:
            rest = Refused(refused.code, refused.paragraph, **{**refused.parameters, "contents": sorted(lacking)})
            self.add_error(None, self.desk.sentence(rest))

    def _lacking(self, content: Content) -> str:
        """What is to be done about a content that the letter lacks."""
        starter = self.desk.wording.content(content.id).starter
        left = gaps(starter, self.cleaned_data.get(f"content-{content.id}", ""))
        said = {"heading": content.heading, "paragraph": phrases.under(content.paragraph, say)}
        if left:
            return say("Replace %(words)s in “%(heading)s”") % {**said, "words": ", ".join(left)}
        return say("Write “%(heading)s”: the letter cannot go without it %(paragraph)s") % said
