"""How does an arrival get its place on a case, with its words, its files and its original?"""

from __future__ import annotations

from django.utils import timezone

from redress.arrivals import storing
from redress.arrivals.models import Arrival, Source, State
from redress.cases.models import Case
from redress.cases.record import Recording, made_before, record
from redress.cases.standing import standing
from redress.cases.summary import staff_id
from redress.cases.theirs import own_run
from redress.correspondence.restricted import has_come
from redress.records import documents, keep
from redress.records.models import Document, Part, Party
from redress.rules.actions import AddInformation
from redress.rules.actors import COMPLAINANT, REPRESENTATIVE, Actor
from redress.rules.moments import Moment

#: What the original is called among the documents of the case.
_ORIGINALS = {Source.EMAIL: "e-mail as it came.eml", Source.POST: "letter as it came.pdf"}
_OTHER_ORIGINAL = "message as it came.txt"


class Settled(Exception):
    """The arrival has its place already, or was set aside."""


def put_on_case(arrival: Arrival, case: Case, *, by: Actor, key: str, party: Party | None) -> Recording:
    """Put an arrival on a case as what ``party`` sent: its words, its files and its original, at its true receipt.

    Inside the caller's transaction. The same ``key`` on the same case again changes nothing. Raises Refused where
    the policy lets nothing be added, and :class:`Settled` for an arrival that waits no longer.
    """
    _same_council(arrival, case, party)
    made = made_before(case.pk, key)
    if made is not None:
        return made
    if _locked(arrival, case):
        raise Settled
    text = keep.tidy(words_of(arrival))
    sealed = keep.seal(text)
    at = received(arrival)
    stands = standing(case)
    action = AddInformation(run=own_run(stands.case, stands.book).id, words=sealed.digest, documents=_how_many(arrival))
    done = record(case.pk, action, by=by, at=at, seen=stands.seq, key=key)
    keep.words(case, "information", text, by=actor_of(party) if party else by, at=at, sealed=sealed)
    attach(arrival, case, by=by, purpose="information")
    _settle(arrival, case, party, by=by)
    has_come(case, key=key, on=at.day, event=done.seq, digest=sealed.digest)
    return done


def became_case(arrival: Arrival, case: Case, *, by: Actor, party: Party | None = None) -> None:
    """Say that a new case came of this arrival, and give the case its files and its original.

    Inside the caller's transaction. The same again changes nothing. Raises :class:`Settled` for an arrival that
    waits no longer.
    """
    _same_council(arrival, case, party)
    if _locked(arrival, case):
        return
    attach(arrival, case, by=by, purpose="complaint")
    _settle(arrival, case, party, by=by)


def attach(arrival: Arrival, case: Case, *, by: Actor, purpose: str) -> list[Document]:
    """Put copies of the files, and of the original, among the documents of a case; each is checked like any other.

    What came stays with the arrival byte for byte: a copy that is not accepted is destroyed, and the original is not.
    """
    given = [(file.name, file.stored_as) for file in arrival.files.order_by("pk")]
    if arrival.raw_as:
        given.append((_ORIGINALS.get(Source(arrival.source), _OTHER_ORIGINAL), arrival.raw_as))
    return [
        documents.take_in_as_it_came(case, name, storing.content_of(stored_as), by=by, purpose=purpose)
        for name, stored_as in given
    ]


def received(arrival: Arrival) -> Moment:
    """When it reached the council."""
    return Moment.parse(arrival.received_text, timezone.get_default_timezone())


def words_of(arrival: Arrival) -> str:
    """What the person wrote this time: without the earlier letters that a reply repeats below it.

    Those are in the original, which is kept on the case too.
    """
    new: str = arrival.details.get("new", "")
    return new or arrival.text


def actor_of(party: Party) -> Actor:
    """The complainant or the representative as the rules know them."""
    return Actor(kind=REPRESENTATIVE if party.part == Part.REPRESENTATIVE else COMPLAINANT, id=party.actor_id)


def _how_many(arrival: Arrival) -> int:
    return arrival.files.count() + bool(arrival.raw_as)


def _same_council(arrival: Arrival, case: Case, party: Party | None) -> None:
    if arrival.council_id != case.council_id or (party is not None and party.case_id != case.pk):
        raise ValueError("councils never share an arrival, nor cases a party")


def _locked(arrival: Arrival, case: Case) -> bool:
    """Whether it is on this case already; of two officers who settle it at once, the second waits and is told."""
    arrival.refresh_from_db(from_queryset=Arrival.objects.select_for_update())
    here = arrival.state == State.FILED and arrival.case_id == case.pk
    if not here and arrival.state != State.WAITING:
        raise Settled
    return here


def _settle(arrival: Arrival, case: Case, party: Party | None, *, by: Actor) -> None:
    arrival.case, arrival.party, arrival.state = case, party, State.FILED
    arrival.settled_by_id = staff_id(by.id) if by.kind == "staff" else None
    arrival.settled_at = timezone.now()
    arrival.save(update_fields=["case", "party", "state", "settled_by", "settled_at"])
