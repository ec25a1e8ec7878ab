"""How do points, or a new issue, get a case of their own, and how do two cases know of each other?

Nothing of the first case is lost on the way: the people, who is kept away, what is confidential, and for points that
move the complainant's words and the day of receipt. The new case is opened inside the act that orders it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Unpack

from redress.cases.models import Case
from redress.cases.record import record
from redress.casework.acting import Doing, Done, Envelope, done
from redress.casework.contacts.telling import send_receipt
from redress.casework.standing_aside import stand_aside
from redress.records import keep, people
from redress.records import words as kept_words
from redress.records.models import Part, Party
from redress.records.seals import Sealed
from redress.records.taking_in import take_in
from redress.rules import actions as order
from redress.rules.case import CONFIDENTIAL, IDENTITY_CONFIDENTIAL
from redress.rules.events import Point
from redress.rules.points import FROM_THE_OTHER_END
from redress.rules.policy import Option, OwnCase

#: What the new case carries because the first one does, beside what is known of consent.
_CARRIED = frozenset((CONFIDENTIAL, IDENTITY_CONFIDENTIAL))


def opaque(case: Case) -> str:
    """How an event of one case names another."""
    return f"case:{case.pk}"


def number_of(opaque_id: str) -> int | None:
    """The primary key behind ``case:12``."""
    kind, _, number = opaque_id.partition(":")
    return int(number) if kind == "case" and number.isdecimal() else None


def opened_for(on: Doing, option: Option, said: Mapping[str, str]) -> str:
    """Open the case that an option has of its own; gives its opaque id. ``said``: the answers, words as typed."""
    assert option.opens is not None, "the option has a case of its own"
    texts = {each.digest: each.text for each in kept_words.of(on.row)}
    points, headings = _points(on, option.opens, said, texts)
    key = f"{on.envelope['key']}:own"
    joined: list[Party] = []
    opened = take_in(
        on.row.council,
        _received(on, option.opens, points),
        by=on.by,
        at=on.run.received if option.opens.received == "same" else on.at,
        key=f"{on.row.pk}:{key}",
        words={"complaint": _complaint(on, option.opens, said)},
        join=lambda case: joined.extend(_joined(on.row, case)),
        recorded_at=on.envelope.get("recorded_at"),
    )
    for sealed in headings:
        keep.words(opened.case, "decision", sealed.text, by=on.by, at=on.at, sealed=sealed)
    case = _kept_away(on, opened.case, key)
    kind = FROM_THE_OTHER_END["split-off" if option.opens.points else "new-issue"]
    link_back(on, case, kind, said.get(option.opens.reason, ""), key=f"{key}:link")
    to = people.correspondent_of(case)
    if to is not None:
        send_receipt(case, to, key=key)
    return opaque(case)


def _points(
    on: Doing, opens: OwnCase, said: Mapping[str, str], texts: Mapping[str, str]
) -> tuple[tuple[Point, ...], list[Sealed]]:
    """The points of the new case, numbered afresh, and the seals of the few words that each is called by."""
    if not opens.points:
        going = (Point("p1", subject=said.get(opens.subject, "")),)
        called = [said.get(opens.words, "")]
    else:
        picked = said.get(opens.points, "").split(",")
        going = tuple(point for point in on.fold.points if point.id in picked)
        called = [texts.get(point.heading, "") for point in going]
    seals = [keep.seal(keep.tidy(text)) if text else None for text in called]
    points = tuple(
        replace(point, id=f"p{number}", heading=sealed.digest if sealed else "")
        for number, (point, sealed) in enumerate(zip(going, seals, strict=True), start=1)
    )
    return points, [sealed for sealed in seals if sealed]


def _received(on: Doing, opens: OwnCase, points: tuple[Point, ...]) -> order.Receive:
    same = opens.received == "same"
    flags = (flag for flag in sorted(on.run.flags) if flag in _CARRIED or flag.startswith("consent-"))
    return order.Receive(
        policy=on.policy.id,
        track=on.run.track,
        channel=on.run.channel,
        points=points,
        happened_on=on.run.happened_on if same else None,
        aware_on=on.run.aware_on if same else None,
        anonymous=on.run.anonymous,
        acknowledgeable=on.run.acknowledgeable,
        flags=tuple(flags),
    )


def _complaint(on: Doing, opens: OwnCase, said: Mapping[str, str]) -> str:
    """What the new case is about: the complaint as it was made where points move, otherwise what was said now."""
    if not opens.points:
        return said.get(opens.words, "")
    return "\n\n".join(each.text for each in kept_words.of(on.row, "complaint"))


def _joined(first: Case, case: Case) -> list[Party]:
    """The same people, each made anew: what is known of them in one case is never the other's."""
    return [
        people.add(
            case,
            part=party.part,
            capacity=party.capacity,
            name=party.person.name,
            email=party.person.email,
            telephone=party.person.telephone,
            address=party.person.address,
            postcode=party.person.postcode,
            preferred=party.person.preferred,
            adjustments=party.person.adjustments,
        )
        for party in people.parties_of(first)
        if party.part != Part.BODY
    ]


def _kept_away(on: Doing, case: Case, key: str) -> Case:
    """Whoever is kept away from the first case is kept away from this one (DA 2.4)."""
    for number, bar in enumerate(on.row.bars.select_related("staff")):
        case = stand_aside(
            case,
            bar.staff,
            ground=bar.ground,
            at=on.at,
            key=f"{key}:bar{number}",
            recorded_at=on.envelope.get("recorded_at"),
        )
    return case


def link_back(on: Doing, case: Case, kind: str, reason: str, *, key: str) -> None:
    """Say on the other case how it belongs to the one that is acted on."""
    digest = keep.words(case, "decision", reason, by=on.by, at=on.at).digest
    link = order.Link(kind=kind, other=opaque(on.row), reason=digest)
    recorded_at = on.envelope.get("recorded_at")
    record(case.pk, link, by=on.by, at=on.at, seen=case.last_seq, key=key, recorded_at=recorded_at)


def link(case: Case, *, other: Case, kind: str, reason: str, **envelope: Unpack[Envelope]) -> Done:
    """Say on both cases how they belong together, or that they do not. ValueError for a case of another council."""
    if other.council_id != case.council_id or other.pk == case.pk:
        raise ValueError("a case is linked with another case of the same council")

    def action(on: Doing) -> order.Action:
        return order.Link(run=on.run.id, kind=kind, other=opaque(other), reason=on.words("decision", reason))

    def then(on: Doing) -> None:
        link_back(on, other, FROM_THE_OTHER_END.get(kind, kind), reason, key=f"{on.envelope['key']}:back")

    return done(case, "link", action, envelope, then=then)
