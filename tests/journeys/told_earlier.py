"""How does a case come to where a journey begins, through the same acts as the pages use?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from redress.cases import chain
from redress.cases.models import Case
from redress.cases.record import open_case, seeding
from redress.records import people
from redress.rules.actions import Receive
from redress.rules.actors import Actor
from redress.rules.events import Point
from redress.rules.moments import Moment
from tests.cast import Office

Act = tuple[Callable[..., Any], str, str, dict[str, Any]]


def told_earlier(office: Office, received: str, *done: Act, service: str = "street-cleansing") -> Case:
    """A complaint received then, and what officers did: (act, who, when, answers)."""
    with seeding():
        case = _received(office, moment(received), service)
    return walked_on(office, case, *done)


def walked_on(office: Office, case: Case, *done: Act) -> Case:
    """The case after what officers did on it, as on those days."""
    with seeding():
        for act, who, at, answers in done:
            when = moment(at)
            by = office.actor(who, date(2026, 1, 1))
            key = f"earlier-{case.last_seq}"
            made = act(case, by=by, at=when, seen=case.last_seq, key=key, recorded_at=when.instant, **answers)
            case = made.recording.case
    return case


def moment(text: str) -> Moment:
    return Moment.parse(text, chain.local_zone())


def _received(office: Office, at: Moment, service: str) -> Case:
    order = Receive(policy=office.council.pk, channel="web", points=(Point("p1", service=service, landlord="no"),))
    somebody = Actor(kind="complainant", id="party:0")
    with transaction.atomic():
        case = open_case(office.council, order, by=somebody, at=at, key="earlier", recorded_at=at.instant).case
        people.add(case, name="George Wright", email="george@example.org")
    return case
