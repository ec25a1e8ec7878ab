"""How is a story told through the one door of the case file, as the product would record it?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from typing import Any

from django.db import transaction

from redress.accounts.models import Council, Staff
from redress.cases import chain
from redress.cases.bars import keep_away
from redress.cases.models import Case as Row
from redress.cases.record import Recording, open_case, record, seeding
from redress.rules.actions import Action, BarPerson, Receive
from redress.rules.actors import Actor
from redress.rules.case import Case, replay
from redress.rules.moments import Moment
from redress.rules.policy import Policy
from redress.rules.stories.cast import Person

_keys = itertools.count(1)


class RecordTeller:
    """Every act goes through `open_case` and `record`, and the case is read back from the database."""

    def __init__(self, policy: Policy) -> None:
        self.council, _ = Council.objects.get_or_create(
            id=policy.id, defaults={"name": policy.council.name, "short_name": policy.council.short_name}
        )
        self.row: Row | None = None
        self.case = Case()

    def identify(self, name: str) -> str:
        email = f"{'-'.join(name.lower().split())}-{next(_keys)}@{self.council.pk}.example"
        return Staff.objects.create_user(email, name=name, council=self.council).actor_id

    def perform(self, action: Action, *, by: Actor, at: Moment) -> None:
        if self.row is None and isinstance(action, Receive):
            done = self._written(open_case, self.council, action, by=by, at=at)
        else:
            assert self.row is not None, "a story begins with something received"
            done = self._written(record, self.row.pk, action, by=by, at=at, seen=self.row.last_seq)
        self.row = done.case
        self.case = replay(chain.recorded_of(event) for event in self.row.events.order_by("seq"))

    def bar(self, person: Person, *, by: Actor, at: Moment) -> None:
        assert self.row is not None, "nobody can be complained about before the complaint"
        staff = Staff.objects.get(pk=person.id.partition(":")[2])
        with transaction.atomic():
            opaque = keep_away(self.row, staff, ground="complained-about")
            self.perform(BarPerson(bar=opaque, ground="complained-about"), by=by, at=at)

    @contextmanager
    def undone(self) -> Iterator[None]:
        row, case = self.row, self.case
        try:
            with transaction.atomic():
                try:
                    yield
                finally:
                    transaction.set_rollback(True)
        finally:
            self.row, self.case = row, case

    def _written(self, act: Any, *subject: Any, at: Moment, **how: Any) -> Recording:
        """Recorded when it happened; a refusal leaves nothing behind."""
        instant = at.instant or datetime.combine(at.day, time(12), chain.local_zone())
        with seeding(), transaction.atomic():
            done: Recording = act(*subject, at=at, key=f"story-{next(_keys)}", recorded_at=instant, **how)
        return done
