"""How does a complaint come in whole: the first event with the words, people and files that belong to it?

Whoever takes one in, the public form or an officer who logs a contact, needs the same few things settled
before there is a case. The caller's transaction holds them together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from redress.accounts.models import Council, Service
from redress.cases.models import Case
from redress.cases.record import Recording, open_case, record
from redress.records import keep
from redress.records.internal import internal_note
from redress.rules.actions import AddInformation, Note, Receive
from redress.rules.actors import Actor
from redress.rules.events import Point
from redress.rules.letters import flags_sought
from redress.rules.moments import Moment
from redress.rules.policy import Policy


def point_about(council: Council, *, service: str, landlord: str, subject: str) -> Point:
    """The first point of a complaint: ``service`` is a slug, or empty when nobody is sure.

    ``landlord`` is what the person says of it: yes, no, or empty.
    """
    found = Service.objects.filter(council=council, slug=service).first() if service else None
    return Point(
        id="p1",
        service=found.slug if found else "",
        landlord=landlord_flag(landlord, found.landlord if found else ""),
        subject=subject,
        provider=found.provider_kind if found else "council",
    )


def landlord_flag(answer: str, service: str) -> str:
    """Whether it is a landlord matter, from what the person says and what the service is.

    Where the two do not agree, or nobody knows, it stays unknown for an officer to settle.
    """
    if service == "overlap" and answer != "no":
        return "overlap"
    if answer in ("yes", "no") and service in ("", answer):
        return answer
    return "no" if service == "no" and not answer else "unknown"


def flags_of_subject(policy: Policy, subject: str) -> tuple[str, ...]:
    """What the subject makes special of a complaint: the flag that contents of letters go by, if any does."""
    conditions = (content.when for letter in policy.letters for content in letter.contents)
    known = {flag for condition in conditions for flag in flags_sought(condition)}
    return (subject,) if subject in known else ()


def flags_of_representative(policy: Policy, part: str, consent: str) -> tuple[str, ...]:
    """What it makes special of a complaint that somebody brings it for another: what they say of consent, and
    what the policy's list of representatives says of people like them (``part``, as the forms call it)."""
    id = part.strip().casefold().replace(" ", "-")
    entry = next((each for each in policy.lists.get("representatives", ()) if each.id == id), None)
    return (f"consent-{consent or 'none'}", *(entry.flags if entry else ()))


def take_in(
    council: Council,
    action: Receive,
    *,
    by: Actor,
    at: Moment,
    key: str,
    words: Mapping[str, str],
    join: Callable[[Case], object],
    note: str = "",
    recorded_at: datetime | None = None,
) -> Recording:
    """Open a case with its words and people; the same ``key`` again gives back the same case and keeps nothing.

    ``words`` maps kinds of words to texts: ``complaint`` is vouched for by the first event, each of the others by
    an event of its own. ``join`` gives the people their parts. ``note`` is an internal note. Raises Refused.
    """
    sealed = keep.seal(keep.tidy(words["complaint"]))
    opened = open_case(council, replace(action, words=sealed.digest), by=by, at=at, key=key, recorded_at=recorded_at)
    if opened.repeated:
        return opened
    case = opened.case
    join(case)
    keep.words(case, "complaint", words["complaint"], by=by, at=at, sealed=sealed)
    for kind, text in words.items():
        if kind == "complaint" or not keep.tidy(text):
            continue
        added = AddInformation(words=keep.words(case, kind, text, by=by, at=at).digest)
        opened = record(case.pk, added, by=by, at=at, seen=opened.seq, key=f"{key}:{kind}", recorded_at=recorded_at)
    if note.strip():
        noted = Note(note=internal_note(case, note, by=by).digest)
        opened = record(case.pk, noted, by=by, at=at, seen=opened.seq, key=f"{key}:note", recorded_at=recorded_at)
    return opened
