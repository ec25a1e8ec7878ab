"""Who is the council, how are it and other bodies reached, and which of its days and hours count?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """The council's own name, address and look."""

    id: str
    name: str
    short_name: str
    website: str
    complaints_email: str
    complaints_contact: str  # key of [contacts]
    accepted_emails: tuple[str, ...] = ()
    colour: str = "#1d3c5c"
    reference_prefix: str
    privacy_notice: str = ""
    find_councillor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGroup:
    """Services for which something is different. ``services``: the council's own codes for them."""

    id: str
    name: str
    services: tuple[str, ...]
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A body as the policy prints it, mistakes included; ``remark`` says what to check."""

    name: str
    lines: tuple[str, ...] = ()
    telephone: str = ""
    textphone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    purpose: str = ""
    remark: str = ""
    last_verified: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """Office hours on one weekday."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosurePeriod:
    """Days on which the council is shut to the public."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRules:
    """Which days are working days."""

    nation: Literal["england-and-wales", "scotland", "northern-ireland"]
    paragraph: str
    closures_are_working_days: bool
    closures_paragraph: str = ""
    closures: tuple[ClosurePeriod, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyTimeReceipt:
    """Whatever arrives is received when it arrives."""

    kind: Literal["any-time"] = "any-time"
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHoursReceipt:
    """What arrives after closing, or on a day that is not a working day, is received at the next opening."""

    kind: Literal["office-hours"] = "office-hours"
    paragraph: str
    hours: Mapping[str, OpeningHours]  # monday .. sunday; a missing day is a closed day


ReceiptRule = AnyTimeReceipt | OfficeHoursReceipt
