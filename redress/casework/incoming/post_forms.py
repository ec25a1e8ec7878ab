"""What is somebody asked who uploads scans of post, and says when the letters came?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Department
from redress.arrivals.models import PostLetter
from redress.arrivals.post import uploads
from redress.arrivals.post.letters import Stamped
from redress.design.fields import MemorableDateField
from redress.rules.unknown_receipt import DayTaken, day_taken
from redress.rules.working_days import BeyondCalendar, WorkingCalendar

MOST_FILES = 50
ONE_PILE, ONE_EACH = "pile", "each"
STAMPED, UNKNOWN = "stamp", "unknown"
LONGEST = 90  # days of a range in which something may have come


class ManyFiles(forms.ClearableFileInput):
    """A box for several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each of which may be a scan."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[File[Any]]:
        given: list[File[Any]] = [super(ManyFilesField, self).clean(one, initial) for one in data or [None]]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(say("Choose %(most)s files at most") % {"most": MOST_FILES})
        for file in given:
            if why := uploads.why_not_taken(file):
                raise forms.ValidationError(why)
        return given


class UploadForm(forms.Form):
    """The scans, and whether each file is one letter."""

    key = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    files = ManyFilesField(
        label=_("The scans"),
        widget=ManyFiles(attrs={"accept": uploads.ACCEPT}),
        error_messages={"required": _("Choose the scans"), "empty": _("One of the files is empty")},
    )
    how = forms.ChoiceField(
        label=_("What is in them?"),
        choices=[
            (ONE_PILE, _("Letters one after another: I say where each begins")),
            (ONE_EACH, _("One letter in each file")),
        ],
        widget=forms.RadioSelect,
        initial=ONE_PILE,
    )

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["files"].help_text = say(
            "PDF, TIFF, JPG or PNG, up to %(pages)s pages in all. You can choose several files."
        ) % {"pages": uploads.most_pages()}


class StampForm(forms.Form):
    """When these letters came: the day of the stamp, or the days between which they came."""

    known = forms.ChoiceField(
        label=_("Is it known when they came?"),
        choices=[(STAMPED, _("Yes, they are date-stamped")), (UNKNOWN, _("No, only roughly"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is known when they came")},
    )
    on = MemorableDateField(
        label=_("Date of the stamp"), what=_("The date of the stamp"), required=False, today=timezone.localdate
    )
    by = forms.CharField(label=_("Who stamped them?"), max_length=200, required=False)
    shown = forms.BooleanField(label=_("The scans show the stamp"), required=False)
    first = MemorableDateField(
        label=_("The earliest day on which they may have come"),
        what=_("The earliest day"),
        required=False,
        today=timezone.localdate,
    )
    last = MemorableDateField(
        label=_("The latest day on which they may have come"),
        what=_("The latest day"),
        required=False,
        today=timezone.localdate,
    )
    choice = forms.ChoiceField(
        label=_("Which day is taken?"),
        choices=[
            ("earliest", _("The earliest, to be on the safe side")),
            ("middle", _("The middle working day, for a reason")),
        ],
        widget=forms.RadioSelect,
        initial="earliest",
        required=False,
    )
    reason = forms.CharField(label=_("Why the middle day?"), max_length=300, required=False)

    def __init__(self, *arguments: Any, letters: list[PostLetter], calendar: WorkingCalendar, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.letters, self.calendar = letters, calendar
        self.taken: DayTaken | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("known") == STAMPED:
            self._about_the_stamp(given)
        elif given.get("known") == UNKNOWN:
            self._about_the_days(given)
        return given

    def _about_the_stamp(self, given: dict[str, Any]) -> None:
        if given.get("on") is None and "on" not in self.errors:
            self.add_error("on", say("Enter the date of the stamp"))
        if not given.get("by"):
            self.add_error("by", say("Enter who stamped them"))
        if given.get("on") and not _is_known(given["on"], self.calendar):
            self.add_error("on", say("Working days are not known that far back"))

    def _about_the_days(self, given: dict[str, Any]) -> None:
        first, last = given.get("first"), given.get("last")
        if first is None and "first" not in self.errors:
            self.add_error("first", say("Enter the earliest day on which they may have come"))
        if last is None and "last" not in self.errors:
            self.add_error("last", say("Enter the latest day on which they may have come"))
        if first is None or last is None:
            return
        if last < first:
            self.add_error("last", say("The latest day must not be before the earliest"))
        elif (last - first).days > LONGEST:
            self.add_error("first", say("The days must lie within %(days)s days of each other") % {"days": LONGEST})
        elif given.get("choice") == "middle" and not given.get("reason"):
            self.add_error("reason", say("Say why the middle day is taken and not the earliest"))
        else:
            self._take(first, last, given)

    def _take(self, first: date, last: date, given: dict[str, Any]) -> None:
        choice: Any = given.get("choice") or "earliest"
        try:
            self.taken = day_taken(first, last, self.calendar, choice=choice, reason=given.get("reason", ""))
        except BeyondCalendar:
            self.add_error("first", say("Working days are not known that far back"))

    def stamped(self, letter: PostLetter, facts: LetterForm) -> Stamped:
        """What is known of one letter."""
        given, of_letter = self.cleaned_data, facts.cleaned_data
        known = {"sender": of_letter["sender"], "about": of_letter["about"], "department": facts.to}
        if given["known"] == STAMPED:
            return Stamped(on=given["on"], by=given["by"], shown=given["shown"], **known)
        days = {name: given[name] for name in ("first", "last", "reason")}
        return Stamped(**days, choice=given.get("choice") or "earliest", **known)


class LetterForm(forms.Form):
    """What is asked of one letter: whether it came on that day, from whom, about what, and where it goes."""

    same_day = forms.BooleanField(label=_("It came on the day given above"), required=False, initial=True)
    sender = forms.CharField(label=_("From, if it says so"), max_length=200, required=False)
    about = forms.CharField(label=_("About"), max_length=300, required=False)
    department = forms.ChoiceField(label=_("Send to"), required=False)

    def __init__(self, *arguments: Any, departments: dict[str, Department], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.departments = departments
        fields: Any = self.fields
        fields["department"].choices = [
            ("", _("Nobody yet: it waits for whoever places it")),
            *((pk, each.name) for pk, each in departments.items()),
        ]

    @property
    def to(self) -> Department | None:
        """The department that is to log it."""
        return self.departments.get(self.cleaned_data["department"])


def _is_known(day: date, calendar: WorkingCalendar) -> bool:
    try:
        calendar.is_working_day(day)
    except BeyondCalendar:
        return False
    return True
