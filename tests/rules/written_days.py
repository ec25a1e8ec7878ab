"""How does a test write a day? As people do, with the weekday, which must fit the date."""

import datetime as dt

from redress.rules.moments import MONTHS, WEEKDAYS

_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}


def day(written: str) -> dt.date:
    """The date of "Mon 2 Mar 2026"; a weekday that does not fit its date fails the test."""
    weekday, number, month, year = written.split()
    found = dt.date(int(year), _MONTHS[month], int(number))
    assert WEEKDAYS[found.weekday()][:3] == weekday, f"{written} is a {WEEKDAYS[found.weekday()]}"
    return found


def days(*written: str) -> list[dt.date]:
    """The dates of several days, as `day` reads them."""
    return [day(each) for each in written]
