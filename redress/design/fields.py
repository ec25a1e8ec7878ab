"""How does a person type a date or a time of day, or choose files, and what are they told when it is none?"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")
Limit = date | Callable[[], date] | None


class MemorableDateInput(forms.MultiWidget):
    """Three inputs named `<name>-day`, `<name>-month` and `<name>-year`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)
        self.widgets_names = [f"-{part}" for part in PARTS]

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return list(value) if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day"


class MemorableDateField(forms.Field):
    """A date known by heart. The month may be a number or a name, short or long, in English or the page's language.

    `what` begins each message and reads like "The date it happened"; without it the label is used.
    `earliest` and `latest` are dates, or functions that give one when the form is sent. With `today` as the
    latest, the message says that the date must not be in the future.
    """

    widget = MemorableDateInput

    def __init__(
        self,
        *,
        what: Any = None,
        earliest: Limit = None,
        latest: Limit = None,
        today: Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.what, self.earliest, self.latest, self.today = what, earliest, latest, today

    def clean(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in (value or ("", "", ""))]
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if len(missing) == len(PARTS):
            if self.required:
                raise self._wrong(_("Enter {what}"), "required", PARTS, lower=True)
            return None
        if missing:
            raise self._wrong(_MISSING[tuple(missing)], "incomplete", missing)
        given = self._date(*typed)
        self._within(given)
        return given

    def _date(self, day: str, month: str, year: str) -> date:
        if not re.fullmatch(r"\d{4}", year):
            raise self._wrong(_("Year of {what} must have 4 numbers, like 2026"), "year", ["year"], lower=True)
        number = month_number(month)
        if not re.fullmatch(r"\d{1,2}", day) or number is None:
            wrong = [part for part, bad in (("day", not day.isdecimal()), ("month", number is None)) if bad]
            raise self._wrong(_("{what} must be a real date"), "unreal", wrong or ["day"])
        try:
            return date(int(year), number, int(day))
        except ValueError:
            raise self._wrong(_("{what} must be a real date"), "unreal", PARTS) from None

    def _within(self, given: date) -> None:
        if self.today and given > self.today():
            raise self._wrong(_("{what} must be today or in the past"), "future", PARTS)
        earliest, latest = _limit(self.earliest), _limit(self.latest)
        if latest and given > latest:
            raise self._wrong(_("{what} must be on or before {limit}"), "late", PARTS, limit=_day(latest))
        if earliest and given < earliest:
            raise self._wrong(_("{what} must be on or after {limit}"), "early", PARTS, limit=_day(earliest))

    def _wrong(self, message: Any, code: str, parts: Any, *, lower: bool = False, limit: str = "") -> ValidationError:
        what = str(self.what or self.label or gettext("The date"))
        if lower:
            what = what[:1].lower() + what[1:]
        return ValidationError(format_lazy(message, what=what, limit=limit), code=code, params={"parts": list(parts)})

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [str(part or "") for part in self.widget.decompress(initial)]
        return before != [str(part or "").strip() for part in (data or ("", "", ""))]


_MISSING: Mapping[tuple[str, ...], Any] = {
    ("day",): _("{what} must include a day"),
    ("month",): _("{what} must include a month"),
    ("year",): _("{what} must include a year"),
    ("day", "month"): _("{what} must include a day and month"),
    ("day", "year"): _("{what} must include a day and year"),
    ("month", "year"): _("{what} must include a month and year"),
}


def _limit(limit: Limit) -> date | None:
    return limit() if callable(limit) else limit


def _day(day: date) -> str:
    return date_format(day, pgettext("date format", "j F Y"))


def month_number(typed: str) -> int | None:
    """The month meant by `4`, `04`, `apr`, `April` or its name in the page's language; None if there is none."""
    text = typed.strip().casefold().rstrip(".")
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    names = {**_ENGLISH}
    for known in (MONTHS, MONTHS_3):
        names |= {str(name).casefold(): number for number, name in known.items()}
    return names.get(text)


_ENGLISH = {
    name[:length]: number
    for number, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        start=1,
    )
    for length in (3, len(name))
} | {"sept": 9}


class TimeOfDayField(forms.CharField):
    """A time of day as people write it: 5:30pm, 5.30 pm, 17:30, 1730, 9am, midday, midnight."""

    default_error_messages = {"unreal": _("Enter a time, like 9am or 5:30pm")}

    def clean(self, value: Any) -> time | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        given = time_of_day(text)
        if given is None:
            raise ValidationError(self.error_messages["unreal"], code="unreal")
        return given

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value


def time_of_day(typed: str) -> time | None:
    """The time meant, or None."""
    text = re.sub(r"[\s.]", "", typed.casefold().replace(".", ":")) if typed else ""
    text = {"midday": "12:00", "noon": "12:00", "midnight": "00:00"}.get(text, text).replace(":m:", "m").rstrip(":")
    found = re.fullmatch(r"(\d{1,2})(?::?(\d{2}))?(am|pm|a:m|p:m)?", text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if not half and found[2] is None:
        return None  # "9" alone may be morning or evening
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class ManyFilesInput(forms.ClearableFileInput):
    """A box for several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files at once. What is wrong with one is for records to say: the others are not lost with it."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return list(data or [])
