"""How are a day and a length of time written in the working of a deadline?"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from redress.rules import phrases
from redress.rules.moments import MONTHS, WEEKDAYS, day_in_words
from redress.rules.phrases import Translate
from redress.rules.policy import CalendarDays, Length, ThatDay, WorkingDays


@lru_cache(maxsize=20_000)
def in_words(day: date) -> str:
    return day_in_words(day)


@lru_cache(maxsize=20_000)
def in_brief(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def length_in_words(length: Length, _: Translate = str) -> str:
    """So many working days, days or months, in figures."""
    if isinstance(length, WorkingDays):
        return phrases.working_days(length.count, _)
    if isinstance(length, CalendarDays):
        return phrases.days(length.count, _)
    if isinstance(length, ThatDay):
        return _("that very day")
    return _("1 month") if length.count == 1 else _("{count} months").format(count=length.count)
