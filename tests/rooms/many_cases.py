"""How does a council with ten thousand cases look to its lists, without ten thousand walks through the procedure?

One real case is walked; the rows that lists read of it are copied. Its events are not: no list reads them.
"""

from __future__ import annotations

from copy import copy
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Model

from redress.cases.models import Asked, Case, Holding, OpenDeadline
from redress.correspondence.models import Delivery, Letter
from redress.records.models import Party, Person, SearchEntry

#: Of so many cases, one has a letter that waits to be posted and one a letter that failed.
LETTERS_OF_EVERY = 50


def copied(case: Case, number: int) -> None:
    """So many cases like this one, each with its people, open deadlines, holdings, search entry and letters."""
    cases = Case.objects.bulk_create(
        [
            _like(
                case,
                reference=f"{case.reference}-{place:05d}",
                opening_key=f"copy-{case.pk}-{place}",
                next_due=case.next_due + timedelta(days=place % 40) if case.next_due else None,
            )
            for place in range(number)
        ],
        batch_size=500,
    )
    for model in (OpenDeadline, Holding, Asked):
        for row in model.objects.filter(case=case):
            _spread(model, row, cases)
    _people(case, cases)
    entry = SearchEntry.objects.get(case=case)
    SearchEntry.objects.bulk_create(
        [_like(entry, case=each, reference=each.reference.lower().replace("-", "")) for each in cases], batch_size=500
    )
    _letters(case, cases)
    if connection.vendor == "postgresql":  # or it goes on with plans made for tables that were all but empty
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _people(case: Case, cases: list[Case]) -> None:
    for party in Party.objects.filter(case=case).select_related("person"):
        persons = Person.objects.bulk_create([_like(party.person) for _case in cases], batch_size=500)
        parties = [_like(party, case=each, person=who) for each, who in zip(cases, persons, strict=True)]
        Party.objects.bulk_create(parties, batch_size=500)


def _letters(case: Case, cases: list[Case]) -> None:
    letter = Letter.objects.filter(case=case).first()
    if letter is None:
        return
    copies = [
        _like(letter, case=each, key=f"copy-{each.pk}-{state}", message_id=f"<{each.pk}-{state}>", state=state)
        for each in cases[::LETTERS_OF_EVERY]
        for state in (Delivery.FAILED, Delivery.TO_POST)
    ]
    Letter.objects.bulk_create(copies, batch_size=500)


def _spread(model: type[Model], row: Model, cases: list[Case]) -> None:
    model._default_manager.bulk_create([_like(row, case=each) for each in cases], batch_size=500)


def _like(row: Any, **changes: Any) -> Any:
    """The same row once more, not saved yet, with something changed."""
    again = copy(row)
    again._state = copy(row._state)
    again._state.fields_cache = {}
    again.pk, again._state.adding = None, True
    for name, value in changes.items():
        setattr(again, name, value)
    return again
