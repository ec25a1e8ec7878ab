"""After a step that records consent: on what does it rest, from when, and what shows it?"""

from __future__ import annotations

from datetime import date

from redress.cases import find
from redress.casework.acting import Doing
from redress.records import agreeing, people
from redress.records.models import Document, Words
from redress.rules.events import StepTaken
from redress.rules.recipients import rule_of

NOTE = "consent"  # the purpose of a signed note


def went_on_record(on: Doing, option: str) -> None:
    """After a step of the policy: if it is the one that records consent, keep what it rests on."""
    rule, party = rule_of(on.run, on.policy), people.representative_of(on.row)
    taken = next((each for each in reversed(find.history(on.row)) if isinstance(each.event, StepTaken)), None)
    if rule is None or party is None or taken is None:
        return
    event = taken.event
    assert isinstance(event, StepTaken)
    if event.step != rule.step:
        return
    digests = [each.value for each in event.answers if len(each.value) == _DIGEST]
    answer = agreeing.answer_of(rule, option)
    agreeing.on_record(
        party,
        answer,
        on=_day(event) or on.at.day,
        by=on.by,
        basis=agreeing.basis_of(rule, option, on.by),
        document=Document.objects.filter(case=on.row, purpose=NOTE).last() if option == rule.written else None,
        words=Words.objects.filter(case=on.row, digest__in=digests).last() if digests else None,
        event=taken.seq,
    )


_DIGEST = 64


def _day(taken: StepTaken) -> date | None:
    """The day that was answered, where one was asked for."""
    for each in taken.answers:
        try:
            return date.fromisoformat(each.value)
        except ValueError:
            continue
    return None
