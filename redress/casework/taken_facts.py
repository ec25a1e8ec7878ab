"""What belongs to a contact that was logged, beside the case itself: facts, notes, things, and word to the person?

All of it is kept in the transaction that opens the case.
"""

from __future__ import annotations

import re
from typing import Any

from redress.cases import find
from redress.cases.models import Case
from redress.casework import acts
from redress.casework.contact_facts import CAPACITIES, COMPLEXITY, OF_THE_PERSON, OF_WHAT
from redress.casework.contact_form import ContactForm
from redress.casework.note_confirming import send_for_confirmation
from redress.casework.social_media import FORM_REQUESTED
from redress.records import contact_notes, people
from redress.records.contacts import FirstContact, Moved, NoteKind, OutcomeSaid, Standing
from redress.records.models import Party, Words
from redress.rules.actors import Actor
from redress.rules.decide import refusal_of
from redress.rules.moments import Moment
from redress.rules.policy import Policy, PutOnRecord

#: What becomes of these answers is kept elsewhere: a note, or a thing.
NOT_KEPT = ("read_back", "item_what", "item_place", "approved_by", "approved_on")

#: What a first contact keeps as it was answered.
AS_ANSWERED = (
    *(name for names in OF_WHAT.values() for name in names if name not in NOT_KEPT),
    *OF_THE_PERSON,
)
_ADDRESS = re.compile(r"[^\s,;]+@[^\s,;]+")
_NUMBER = re.compile(r"\+?[\d ()]{7,}")


def flags_of_facts(policy: Policy, given: dict[str, Any]) -> tuple[str, ...]:
    """What the case carries because of what was said beside the complaint."""
    chosen = {given.get("complexity"), given.get("person_capacity")}
    entries = [*policy.lists.get(COMPLEXITY, ()), *policy.lists.get(CAPACITIES, ())]
    flags = [flag for entry in entries if entry.id in chosen for flag in entry.flags]
    known = {flag for step in policy.steps for option in step.options for flag in option.flags}
    if given.get("moved") == Moved.FORM and FORM_REQUESTED in known:
        flags.append(FORM_REQUESTED)
    return tuple(dict.fromkeys(flags))


def kept(case: Case, form: ContactForm, *, by: Actor, at: Moment) -> FirstContact:
    """Keep the facts of the first contact, the things that came with it, and who else complains."""
    given = form.cleaned_data
    facts = {name: given[name] for name in AS_ANSWERED if given.get(name) not in (None, "")}
    said = OutcomeSaid.STATED if given.get("outcome") else ""
    said = OutcomeSaid.NOT_STATED if given.get("outcome_not_stated") else said
    row = FirstContact.objects.create(
        case=case, by=by.id, outcome_said=said, capacity=given.get("person_capacity", ""), **facts
    )
    if given.get("item_what"):
        contact_notes.register_item(case, what=given["item_what"], place=given["item_place"], by=by, on=at.day)
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


def noted(case: Case, form: ContactForm, party: Party, *, by: Actor, at: Moment, key: str) -> None:
    """Keep the note of what was said, or the transcript, and whether it was confirmed; send it where that is wanted."""
    given, asks = form.cleaned_data, form.asks
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
        send_for_confirmation(note, party, by=by, key=key)
    if given.get("approved_by"):
        approved = {"on": given["approved_on"], "part": given["approved_by"]}
        contact_notes.has_become(note, Standing.CONFIRMED, by=by, **approved)


def put_on_record(case: Case, policy: Policy, form: ContactForm, *, by: Actor, at: Moment, key: str) -> Case:
    """Take the steps that the policy takes with what was said, as far as this officer may; gives the case as it is."""
    channel = form.chosen
    answers = {"wait": form.cleaned_data.get("waited")}
    back = form.cleaned_data.get("read_back")
    answers |= {"read-back": at.day if back == "yes" else None, "sent": at.day if back == "send" else None}
    for each in channel.records if channel else ():
        value = answers.get(each.what)
        if value is not None:
            case = _taken(case, each, str(value), by=by, at=at, key=f"{key}:{each.what}")
    return case


def _taken(case: Case, each: PutOnRecord, value: str, *, by: Actor, at: Moment, key: str) -> Case:
    standing = find.standing(case)
    if refusal_of(standing.case, f"step:{each.step}", by=by, book=standing.book, today=at.day) is not None:
        return case
    step = {"step": each.step, "option": each.option, "answers": {each.question: value}}
    done = acts.take_step(case, by=by, at=at, seen=case.last_seq, key=key[:100], **step)
    return done.recording.case
