"""What belongs to a contact that was logged, beside the case itself: facts, notes, things, and word to the person?

All of it is kept in the transaction that opens the case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redress.cases import find
from redress.cases.models import Case
from redress.casework import acts
from redress.casework.contacts.facts import CAPACITIES, COMPLEXITY, OF_THE_PERSON, OF_WHAT, asks_of
from redress.casework.contacts.note_confirming import send_for_confirmation
from redress.casework.social_media import FORM_REQUESTED
from redress.records import contact_notes, people
from redress.records.contacts import FirstContact, Moved, NoteKind, OutcomeSaid, Standing
from redress.records.models import Part, Party, Words
from redress.rules.actors import Actor
from redress.rules.decide import refusal_of
from redress.rules.moments import Moment
from redress.rules.policy import Channel, Policy, PutOnRecord

#: What becomes of these answers is kept elsewhere: a note, or a thing.
NOT_KEPT = ("read_back", "item_what", "item_place", "approved_by", "approved_on")

#: What a first contact keeps as it was answered.
AS_ANSWERED = (
    *(name for names in OF_WHAT.values() for name in names if name not in NOT_KEPT),
    *OF_THE_PERSON,
)
_ADDRESS = re.compile(r"[^\s,;]+@[^\s,;]+")
_NUMBER = re.compile(r"\+?[\d ()]{7,}")


def flags_of_facts(policy: Policy, given: Mapping[str, Any]) -> tuple[str, ...]:
    """What the case carries because of what was said beside the complaint."""
    chosen = {given.get("complexity"), given.get("person_capacity")}
    entries = [*policy.lists.get(COMPLEXITY, ()), *policy.lists.get(CAPACITIES, ())]
    flags = [flag for entry in entries if entry.id in chosen for flag in entry.flags]
    known = {flag for step in policy.steps for option in step.options for flag in option.flags}
    if given.get("moved") == Moved.FORM and FORM_REQUESTED in known:
        flags.append(FORM_REQUESTED)
    return tuple(dict.fromkeys(flags))


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A contact as it was taken down: what was said beside the complaint, how it came, and by whom, when it counts."""

    given: Mapping[str, Any]
    channel: Channel | None
    by: Actor
    at: Moment
    key: str
    recorded_at: datetime | None = None

    @property
    def asks(self) -> frozenset[str]:
        return asks_of(self.channel)


def kept(case: Case, down: TakenDown, *, told: str = "", party: Party | None = None) -> FirstContact:
    """Keep the facts of the first contact, the things that came with it from ``party``, and who else complains."""
    given, by = down.given, down.by
    facts = {name: given[name] for name in AS_ANSWERED if given.get(name) not in (None, "")}
    said = OutcomeSaid.STATED if given.get("outcome") else ""
    said = OutcomeSaid.NOT_STATED if given.get("outcome_not_stated") else said
    row = FirstContact.objects.create(
        case=case, by=by.id, outcome_said=said, capacity=given.get("person_capacity", ""), told=told, **facts
    )
    if given.get("item_what"):
        whose = party if party is not None and party.part == Part.COMPLAINANT else None
        what, place = given["item_what"], given["item_place"]
        contact_notes.register_item(case, what=what, place=place, by=by, on=down.at.day, party=whose)
    for line in given.get("others", "").splitlines():
        _one_more(case, line)
    return row


def _one_more(case: Case, line: str) -> None:
    """One more who complains of the same: a name, with an e-mail address or a telephone number if one stands there."""
    email, number = _ADDRESS.search(line), _NUMBER.search(line)
    name = line
    for found in (email, number):
        name = name.replace(found.group(), "") if found else name
    if name.strip(" ,;"):
        people.add(
            case,
            name=name.strip(" ,;"),
            email=email.group() if email else "",
            telephone=number.group().strip() if number else "",
        )


def noted(case: Case, party: Party, down: TakenDown) -> None:
    """Keep the note of what was said, or the transcript, and whether it was confirmed; send it where that is wanted."""
    given, asks, by, at = down.given, down.asks, down.by, down.at
    if not asks & {"note", "original"}:
        return
    kind = NoteKind.TRANSCRIPT if "original" in asks else NoteKind.FIRST
    words = Words.objects.filter(case=case, kind="complaint").first()
    back = given.get("read_back", "")
    said = "yes" if back == "yes" else "no" if back else ""
    note = contact_notes.take_note(case, kind=kind, at=at, by=by, words=words, read_back=said, event=1)
    if back == "yes":
        contact_notes.has_become(note, Standing.AT_ONCE, by=by, on=at.day, part=party.part)
    elif back == "send":
        send_for_confirmation(note, party, by=by, key=down.key, on=at.day)
    if given.get("approved_by"):
        approved = {"on": given["approved_on"], "part": given["approved_by"]}
        contact_notes.has_become(note, Standing.CONFIRMED, by=by, **approved)


def put_on_record(case: Case, down: TakenDown) -> Case:
    """Take the steps that the policy takes with what was said, as far as this officer may; gives the case as it is."""
    back, day = down.given.get("read_back"), down.at.day
    answers = {
        "wait": down.given.get("waited"),
        "read-back": day if back == "yes" else None,
        "sent": day if back == "send" else None,
    }
    for each in down.channel.records if down.channel else ():
        if answers.get(each.what) is not None:
            case = _taken(case, each, answers[each.what], down)
    return case


def _taken(case: Case, each: PutOnRecord, value: Any, down: TakenDown) -> Case:
    standing, by, at = find.standing(case), down.by, down.at
    if refusal_of(standing.case, f"step:{each.step}", by=by, book=standing.book, today=at.day) is not None:
        return case
    step = {"step": each.step, "option": each.option, "answers": {each.question: value}}
    key = f"{down.key[:80]}:{each.what}"
    envelope = {"by": by, "at": at, "seen": case.last_seq, "key": key, "recorded_at": down.recorded_at}
    return acts.take_step(case, **step, **envelope).recording.case
