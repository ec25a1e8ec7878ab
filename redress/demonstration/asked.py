"""What do the made-up officers ask of others, and what have those answered?

In each council one question waits, one is overdue, one has been answered and one cannot be; all by the real acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from redress.accounts.actors import actor_for
from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.casework.asks import acting as acts
from redress.casework.asks.acting import Target
from redress.correspondence.asks import asking, links
from redress.correspondence.asks.asking import Asked, Given
from redress.correspondence.models import Ask
from redress.demonstration.walk import Office
from redress.records.models import Organisation
from redress.rules.moments import Moment

#: Asked so many working days ago, at the earliest: no case younger than that is chosen.
AGO = 4
DESK = "Complaints desk, complaints@contractor.example"


@dataclass(frozen=True, slots=True)
class Told:
    """One question: of whom, what they are told and asked, by when (working days from today), and what they say."""

    kind: str
    about: str
    question: str
    days: int
    reply: str = ""
    declined: str = ""


ASKED = (
    Told(
        "contractor",
        "The resident says that your crew came twice and left without working. They were at home on both days.",
        "What do the records of your crew say about the two visits?",
        2,
    ),
    Told("service", "", "Which letters did the service send, and on which days?", -1),
    Told(
        "service",
        "The complaint says that nobody rang back on three days.",
        "What does the log of the telephone say?",
        3,
        reply="The log shows three calls and no call back. A note to ring back was closed by mistake.",
    ),
    Told(
        "other",
        "We look into how a report of a dangerous tree was passed on.",
        "Did you have the report, and when?",
        1,
        declined="This is a matter of the county council's highways team. Please ask them.",
    ),
)


def build(offices: Mapping[str, Office]) -> None:
    """Ask what stands above on cases that somebody has in hand."""
    for office in offices.values():
        body = _contractor(office)
        for told, case in zip(ASKED, _cases(office), strict=False):
            _asked(office, case, told, body)


def _cases(office: Office) -> list[Case]:
    """Cases in hand that are old enough, the latest last."""
    since = office.diary.day(-AGO) - timedelta(days=1)
    found = Case.objects.filter(council=office.council, status="investigating", ended="", received_day__lte=since)
    mine = found.filter(confidential=False, owner__isnull=False).select_related("owner")
    return list(mine.order_by("pk")[: len(ASKED)])


def _contractor(office: Office) -> Organisation:
    of = {"council": office.council, "kind": "contractor"}
    known = Organisation.objects.filter(**of).order_by("pk").first()
    body = known or Organisation.objects.create(name="Green and Clean Limited", **of)
    body.contact = body.contact or DESK
    body.save(update_fields=["contact"])
    return body


def _asked(office: Office, case: Case, told: Told, body: Organisation) -> None:
    owner: Staff = case.owner  # type: ignore[assignment]
    by = actor_for(owner, office.diary.today)
    due = office.diary.day(told.days)
    at = Moment.on(min(office.diary.day(-AGO), due))
    asked = Asked(about=told.about, questions=(told.question,), points=("p1",))
    envelope = {"by": by, "at": at, "seen": case.last_seq, "key": f"demonstration:ask:{case.pk}"}
    acts.ask(case, target=_target(office, told, body, owner), asked=asked, due=due, **envelope)
    ask = Ask.objects.get(case=case, key=envelope["key"])
    Ask.objects.filter(pk=ask.pk).update(asked_at=_noon(at.day))
    if told.reply or told.declined:
        now = Moment.of(timezone.now(), timezone.get_default_timezone())
        given = Given(answers=(told.reply,), declined=told.declined)
        asking.answered(ask, given, by=links.actor_of(ask), at=now, key=f"demonstration:answer:{case.pk}")


def _target(office: Office, told: Told, body: Organisation, owner: Staff) -> Target:
    if told.kind == "contractor":
        return Target(told.kind, body.name, _address_of(body), organisation=body)
    if told.kind == "service":
        colleague = next(each for each in office.staff.values() if each.pk != owner.pk)
        return Target(told.kind, colleague.name, colleague.email, staff=colleague)
    why = "They were told of it at the same time."
    return Target(told.kind, "County Highways", "highways@county.example", why=why)


def _address_of(body: Organisation) -> str:
    """The e-mail address in what is known of the organisation."""
    return next((word.strip(",;") for word in body.contact.split() if "@" in word), "complaints@contractor.example")


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
