"""How do the tests of staff pages walk a case to where a page is needed, and fill in its form?"""

from __future__ import annotations

import itertools
from datetime import datetime, time
from typing import Any

from django.http import HttpResponse
from django.test import Client

from redress.cases import chain
from redress.cases.record import seeding
from redress.casework import acts
from redress.casework.acting import Done
from redress.records import people
from redress.rules.refusals import Refused
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office, moment

_keys = itertools.count(1)

ACKNOWLEDGEMENT = {"understanding": "The bins were not emptied.", "outcomes-sought": "An apology."}
ANSWER = {
    "how-and-why": "We read the log of the crew.",
    "findings-of-fact": "The street was missed twice.",
    "reasons": "The log shows it.",
    "apology": "We are sorry.",
    "remedies": "The crew will be told.",
    "answer": "The street was missed twice.",
    "remedy": "The crew will be told.",
    "explanation": "The bins were not out.",
}


#: What King's Lynn puts on record with an answer that upholds, as it is typed on the page (KL 8).
PUT_RIGHT = {"beside-fit": "It is what she asked for.", "beside-why-none": "It is done.", "beside-detriment": "no"}
PUT_RIGHT |= {"beside-loss": "no"}


def complaint(office: Office, at: str = "2026-06-01T10:00") -> CaseFile:
    """A complaint by somebody who can be written to, as it came in."""
    file = office.receives(at)
    people.add(file.case, name="Ann Smith", email="ann@example.org")
    return file


def do(file: CaseFile, act: Any, who: str, at: str, *, key: str = "", seen: int | None = None, **answers: Any) -> Done:
    """Do an act as on that day, recorded that day."""
    when = moment(at)
    envelope = {
        "by": file.office.actor(who),
        "at": when,
        "key": key or f"act-{next(_keys)}",
        "recorded_at": when.instant or datetime.combine(when.day, time(12), chain.local_zone()),
    }
    for _attempt in range(20):
        try:
            with seeding():
                at_sight = file.case.last_seq if seen is None else seen
                done: Done = act(file.case, seen=at_sight, **envelope, **answers)
            break
        except Refused as refused:
            if not file.sees_to(refused, at):
                raise
    file.case = done.recording.case
    return done


def registered(file: CaseFile) -> CaseFile:
    do(file, acts.register, DESK[file.office.id], "2026-06-01T11:00")
    return file


def allocated(file: CaseFile) -> CaseFile:
    to = file.office.staff[INVESTIGATOR[file.office.id]]
    do(registered(file), acts.allocate, DESK[file.office.id], "2026-06-01T12:00", to=to)
    return declared(file, INVESTIGATOR[file.office.id], "2026-06-01T12:00")


def declared(file: CaseFile, who: str, at: str) -> CaseFile:
    """Whoever has been put in charge has declared that they have no interest."""
    do(file, acts.take_step, who, at, step="declare-interest", option="no-interest")
    return file


def acknowledged(file: CaseFile) -> CaseFile:
    do(allocated(file), acts.acknowledge, INVESTIGATOR[file.office.id], "2026-06-03", written=ACKNOWLEDGEMENT)
    return file


def answered(file: CaseFile) -> CaseFile:
    findings = {"p1": "not-upheld"}
    do(acknowledged(file), acts.respond, INVESTIGATOR[file.office.id], "2026-06-15", findings=findings, written=ANSWER)
    return file


def requested(file: CaseFile, *, reasons: str = "You did not look at the second day.") -> CaseFile:
    how = {"reasons": reasons, "channel": "email"}
    do(answered(file), acts.request_next_stage, DESK[file.office.id], "2026-06-22T10:00", **how)
    return file


def investigated(file: CaseFile) -> CaseFile:
    """At Stage Two, with somebody appointed who has looked at all of it (or in Dartford acknowledged the request)."""
    staff = file.office.staff
    requested(file)
    if file.office.id == "dartford":
        do(file, acts.allocate, "corporate-complaints-officer", "2026-06-22", to=staff["director"])
        declared(file, "director", "2026-06-22")
        do(file, acts.appoint, "director", "2026-06-23", to=staff["investigating-officer"])
        declared(file, "investigating-officer", "2026-06-24")
        do(file, acts.acknowledge, "investigating-officer", "2026-06-24", written=ACKNOWLEDGEMENT)
        return file
    do(file, acts.accept_request, "appointed-officer", "2026-06-23", finding="elements-not-considered", written={})
    do(file, acts.appoint, "chief-executive", "2026-06-24", to=staff["senior-officer"])
    declared(file, "senior-officer", "2026-06-24")
    looked_at = {each.id: "yes" for each in file.office.policy.option("whole-case", "reviewed").questions}
    step = {"step": "whole-case", "option": "reviewed", "answers": looked_at}
    do(file, acts.take_step, "senior-officer", "2026-06-24", **step)
    return file


class Officer:
    """Somebody at a screen: opens the page of an act, fills it in, sends it."""

    def __init__(self, office: Office, name: str) -> None:
        self.client = Client()
        self.client.force_login(office.staff[name])

    def opens(self, file: CaseFile, action: str, **query: str) -> HttpResponse:
        return self.client.get(address(file, action), query)

    def sends(self, file: CaseFile, action: str, *, step: str = "send", **answers: Any) -> HttpResponse:
        """Sends the form with a key and what the case was at, unless they are given."""
        given = {name.replace("__", "-"): value for name, value in answers.items()}
        form = {"key": f"{next(_keys):032x}", "seen": file.case.last_seq, "step": step, **given}
        return self.client.post(address(file, action), form)


def address(file: CaseFile, action: str) -> str:
    return f"/casework/{file.case.reference}/{action}/"


def letter(words: dict[str, str]) -> dict[str, str]:
    """What is typed into the boxes of a letter."""
    return {f"content-{content}": text for content, text in words.items()}


def text_of(response: HttpResponse) -> str:
    return response.content.decode()
