"""What has happened on a complaint so far, and who has it, as the complainant may know it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.cases.summary import staff_id
from redress.intake.languages import said_plainly
from redress.intake.own import Own
from redress.records import documents, words
from redress.records.models import Part, Party, Words
from redress.rules.events import LatenessDecided, Received, Recorded, StepTaken
from redress.rules.moments import Moment
from redress.rules.phrases import name_of
from redress.rules.policy import Option, Unknown

#: The events a complainant is told of. What officers settle among themselves is not among them.
_TOLD = {
    "Received": lazy("We received your complaint"),
    "LatenessDecided": lazy("We decided to look into it, although it came late"),
    "Acknowledged": lazy("We wrote to say we are looking into it"),
    "Extended": lazy("We told you that we need more time"),
    "DelayNotified": lazy("We told you that our answer will be late"),
    "Responded": lazy("We sent you our answer at %(stage)s"),
    "NextStageRequested": lazy("You asked for %(stage)s"),
    "ReasonsGiven": lazy("You gave us your reasons"),
    "RequestAccepted": lazy("We agreed to look at it at %(stage)s"),
    "RequestRefused": lazy("We told you why we will not take it to %(stage)s"),
    "Signposted": lazy("We told you about the Ombudsman"),
    "InformationAdded": lazy("You sent us more"),
    "HelpAsked": lazy("You asked for help"),
    "Withdrawn": lazy("You withdrew your complaint"),
    "Closed": lazy("We closed your complaint"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, for the timeline."""

    title: str
    at: date | datetime


def what_happened(stands: Own) -> list[Entry]:
    """What happened on every run of theirs, the newest first."""
    told = [each for each in stands.everything if not _came_with_the_complaint(each, stands)]
    titled = [(_title(each, stands), each) for each in reversed(told)]
    return [Entry(title, as_known(stands.case.times[each.seq])) for title, each in titled if title]


def _title(recorded: Recorded, stands: Own) -> str:
    """What the person is told of it; nothing of what officers settle among themselves."""
    run = stands.case.runs[recorded.run]
    policy = stands.book.policy(run.policy)
    if isinstance(recorded.event, LatenessDecided) and not recorded.event.accepted:
        return _("We decided not to look into this late complaint")
    if isinstance(recorded.event, StepTaken):
        option = option_taken(recorded, stands)
        return said_plainly(option.public) if option else ""
    if isinstance(recorded.event, Received) and recorded.seq > 1:
        return _("It goes on as: %(track)s") % {"track": said_plainly(policy.track(run.track).name)}
    stage = said_plainly(name_of(lambda id: policy.stage(run.track, id), recorded.stage))
    return str(_TOLD.get(recorded.kind, "")) % {"stage": stage}


def option_taken(entry: Recorded, stands: Own) -> Option | None:
    """The option with which a step was taken; none for any other event, or for one the policy no longer has."""
    if not isinstance(entry.event, StepTaken):
        return None
    try:
        return stands.book.policy(stands.case.runs[entry.run].policy).option(entry.event.step, entry.event.option)
    except Unknown:
        return None


def _came_with_the_complaint(recorded: Recorded, stands: Own) -> bool:
    """Further words and files sent in the same breath as the complaint are no news."""
    first = stands.everything[0]
    return recorded.kind == "InformationAdded" and recorded.at == first.at and recorded.by == first.by


def as_known(moment: Moment) -> date | datetime:
    """The instant where it is known, otherwise the day."""
    return moment.instant or moment.day


@dataclass(frozen=True, slots=True)
class Who:
    """Who has a complaint: a name where the policy lets it be told, and the place they hold."""

    name: str
    position: str


def who_has_it(case: Case, stands: Own) -> Who | None:
    """Who is in charge now; none while nobody has been chosen."""
    number = staff_id(stands.run.holder)
    if number is None:
        return None
    position = name_of(stands.policy.position, stands.run.position)
    if not stands.policy.public.officer_named:
        return Who("", position)
    staff = Staff.objects.filter(pk=number, council=case.council_id).first()
    return Who(staff.name if staff else "", position)


def what_you_told_us(party: Party, said: list[Words] | None = None) -> list[tuple[str, Words]]:
    """The person's own words on this complaint, oldest first, each with what it is called.

    ``said`` is every text of the case, where it is at hand.
    """
    own = _own_ids(party)
    said = words.of(party.case) if said is None else said
    return [(kind_in_words(each.kind), each) for each in said if each.by in own]


@dataclass(frozen=True, slots=True)
class FileSent:
    """A file that the person sent, and what became of it."""

    name: str
    state: str
    problem: str


def files_you_sent(party: Party) -> list[FileSent]:
    """The person's own files, oldest first, each with whether it was accepted."""
    own = _own_ids(party)
    return [
        FileSent(document.name, document.get_state_display(), documents.why_refused(document))
        for document in documents.documents_of(party.case)
        if document.by in own
    ]


def questions_to_you(party: Party, said: list[Words]) -> list[Words]:
    """What the council asks on the person's own page, newest first; ``said`` is every text of the case."""
    theirs = party.part == Part.COMPLAINANT
    return [each for each in reversed(said) if each.kind == "question"] if theirs else []


def _own_ids(party: Party) -> tuple[str, str]:
    """As whom the person acted: as nobody's party yet when the complaint came, as this party ever since."""
    return (party.actor_id, f"person:{party.person_id}")


def kind_in_words(kind: str) -> str:
    """What one of the person's own texts is called."""
    return {
        "complaint": _("What happened"),
        "outcome-sought": _("What would put it right"),
        "help": _("Help you need"),
        "information": _("More that you sent"),
    }.get(kind, _("Your reasons"))
