"""What do the pages of a bundle say of a case: in short, event by event, decision by decision, date by date?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from redress.casework.bundling.gathered import Gathered
from redress.casework.bundling.told_letters import never_sent
from redress.casework.decided import Decision
from redress.casework.explained import Explained, policy_of
from redress.casework.possible import run_name
from redress.casework.timeline import Entry, shown
from redress.casework.wording import named, stage_name, status_words
from redress.correspondence.models import Letter
from redress.design.parts import Heading, Items, Note, Part, Terms, Words
from redress.design.templatetags.design import long_date, long_moment
from redress.records.models import Party
from redress.rules.case import Run
from redress.rules.events import Recorded
from redress.rules.policy import Policy, Unknown

#: The acts of the policy's table of moves that have another name than their events.
_ACTS = {
    "Received": "receive",
    "Registered": "register",
    "PointsSettled": "settle-points",
    "LatenessDecided": "decide-lateness",
    "Allocated": "allocate",
    "Appointed": "appoint",
    "Acknowledged": "acknowledge",
    "ContactMade": "contact",
    "Clarified": "clarify",
    "Extended": "extend",
    "DelayNotified": "extend",
    "Agreed": "agree",
    "Responded": "respond",
    "NextStageRequested": "request-next-stage",
    "RequestAccepted": "accept-request",
    "RequestRefused": "refuse-request",
    "ReasonsGiven": "give-reasons",
    "InformationAdded": "add-information",
    "OmbudsmanResponded": "answer-ombudsman",
    "Signposted": "signpost",
    "Closed": "close",
    "Withdrawn": "withdraw",
}

#: The events that open, answer and hand on a stage, in a word.
_DONE = {
    "Acknowledged": gettext_noop("acknowledged"),
    "Responded": gettext_noop("answered"),
    "NextStageRequested": gettext_noop("next stage asked for"),
    "RequestAccepted": gettext_noop("request accepted"),
    "RequestRefused": gettext_noop("request refused"),
}


# --- in short --------------------------------------------------------------------------------------


def summary(case: Gathered) -> tuple[Part, ...]:
    """What the case is, who complains, where it stands, and what was found of each point."""
    return (
        Heading(_("The case in short")),
        Terms(tuple((str(name), str(said)) for name, said in _facts(case) if said)),
        *_people(case),
        Heading(_("Points of complaint"), 3),
        *(part for point in case.points for part in _point(point)),
        *_stages(case),
    )


def _facts(case: Gathered) -> Iterator[tuple[str, Any]]:
    standing, row = case.standing, case.row
    first = next(iter(standing.case.runs.values()))
    yield _("Our reference"), row.reference
    yield _("Received"), long_moment(shown(first.received))
    yield _("It came by"), named(standing.policy.channels, first.channel)
    yield _("Where it stands"), status_words(standing.status.code)
    yield _("Closed or ended on"), long_date(row.ended_day) if row.ended_day else _("It is open.")
    for run in standing.case.runs.values():
        policy = policy_of(standing, run.id)
        yield _("Policy that applies to: %(matter)s") % {"matter": run_name(policy, run)}, _version(policy)


def _version(policy: Policy) -> str:
    about = {"title": policy.title, "version": policy.version, "day": long_date(policy.in_force_from)}
    return _("%(title)s, version %(version)s, in force from %(day)s") % about


def _people(case: Gathered) -> tuple[Part, ...]:
    if case.anonymous:
        return ()
    told = [(str(each.get_part_display()), " · ".join(_reached(each))) for each in case.parties]
    if not told:
        return (Heading(_("Who complains"), 3), Words(_("The complaint was made without a name.")))
    return (Heading(_("Who complains, and for whom"), 3), Terms(tuple(told)))


def _reached(party: Party) -> Iterator[str]:
    person = party.person
    yield from filter(None, (person.name, party.capacity, party.organisation))
    yield from filter(None, (", ".join(person.address_lines), person.email, person.telephone))
    if party.until:
        yield _("until %(day)s") % {"day": long_date(party.until)}


def _point(point: Any) -> Iterator[Part]:
    yield Words(f"{point.number}. {point.title or _('Not described yet')}", strong=True)
    said = [
        (_("Service"), point.service),
        (_("Who provided it"), " ".join(filter(None, (str(point.provider), point.organisation)))),
        (_("Landlord matter"), str(point.landlord)),
        (_("Ombudsman"), ", ".join(point.ombudsmen)),
        (_("Where it went"), point.gone or (_("another case") if point.moved else "")),
        *((f"{found.stage}: {_('outcome')}", str(found.outcome)) for found in point.findings),
    ]
    yield Terms(tuple((name, words) for name, words in said if words))


def _stages(case: Gathered) -> Iterator[Part]:
    """Each stage with the days on which things happened in it."""
    told = [
        (stage_name(policy_of(case.standing, entry.run), case.standing.case.runs[entry.run].track, entry.stage), entry)
        for entry in case.standing.history
        if entry.kind in _DONE
    ]
    if told:
        yield Heading(_("Days of the stages"), 3)
        days = [
            (f"{stage}: {_(_DONE[entry.kind])}", long_moment(shown(case.standing.case.times[entry.seq])))
            for stage, entry in told
        ]
        yield Terms(tuple((str(what), day) for what, day in days))


# --- what happened ---------------------------------------------------------------------------------


def chronology(case: Gathered) -> tuple[Part, ...]:
    """Every event with its time, who did it in which role, and the paragraph of the policy."""
    recorded = {entry.seq: entry for entry in case.standing.history}
    return (
        Heading(_("Chronology")),
        Words(_("Everything that is on record of the case, in the order in which it was put on record.")),
        *(part for entry in case.timeline for part in _event(case, entry, recorded[entry.seq])),
    )


def _event(case: Gathered, entry: Entry, recorded: Recorded) -> Iterator[Part]:
    paragraph = _paragraph(case, recorded)
    if paragraph and paragraph in case.apart:
        said = {"number": entry.seq, "moment": long_moment(entry.at)}
        yield Words(_("%(number)s. %(moment)s: Something confidential, which is told apart") % said, strong=True)
        return
    head = f"{entry.seq}. {long_moment(entry.at)}: {entry.title}"
    yield Words(head, strong=True)
    lines = [entry.by if not paragraph else _("%(who)s. Paragraph %(number)s") % {"who": entry.by, "number": paragraph}]
    lines += [str(line) for line in entry.lines]
    if entry.letter is not None:
        lines.append(_("Letter: %(name)s to %(who)s") % {"name": entry.letter.name, "who": entry.letter.to_name})
    if entry.recorded:
        lines.append(_("Put on record %(moment)s") % {"moment": long_moment(entry.recorded)})
    lines += [
        _("Corrected by entry %(number)s, %(who)s") % {"number": each.seq, "who": each.by} for each in entry.corrections
    ]
    yield Words("\n".join(lines))


def _paragraph(case: Gathered, entry: Recorded) -> str:
    """The paragraph under which it was done, as the policy's table of moves has it."""
    policy, run = policy_of(case.standing, entry.run), case.standing.case.runs[entry.run]
    step = getattr(entry.event, "step", "")
    act = f"step:{step}" if entry.kind == "StepTaken" else _ACTS.get(entry.kind, "")
    rows = policy.moves_for(run.track, act)
    here = [row for row in rows if not row.stages or entry.stage in row.stages]
    return next((row.paragraph for row in here or rows), "")


# --- what was decided ------------------------------------------------------------------------------


def decisions(case: Gathered) -> tuple[Part, ...]:
    """What was found of each point and why, and every decision with its answers."""
    found = [part for point in case.points for part in _findings(point, anonymous=case.anonymous)]
    taken = [part for each in case.decisions for part in _decision(each, anonymous=case.anonymous)]
    return (
        Heading(_("Decisions and findings")),
        *(found or (Words(_("Nothing has been found yet.")),)),
        *((Heading(_("Decisions on the way"), 3), *taken) if taken else ()),
    )


def _findings(point: Any, *, anonymous: bool) -> Iterator[Part]:
    for found in point.findings:
        title = {"number": point.number, "title": point.title or point.service, "stage": found.stage}
        yield Words(_("Point %(number)s, %(title)s – %(stage)s") % title, strong=True)
        yield Words(_("Outcome: %(outcome)s") % {"outcome": found.outcome})
        if found.reason and not anonymous:
            yield Words(_("Reason: %(reason)s") % {"reason": found.reason})


def _decision(taken: Decision, *, anonymous: bool) -> Iterator[Part]:
    yield Words(f"{long_moment(taken.at)}: {taken.name}: {taken.option}", strong=True)
    by = _("%(who)s. Paragraph %(number)s") % {"who": taken.by, "number": taken.paragraph}
    yield Words(by if taken.paragraph else taken.by)
    said = [(each.label, each.said) for each in taken.answers if each.said and not (anonymous and each.words)]
    if said and not anonymous:
        yield Terms(tuple(said))


def remedies(case: Gathered) -> tuple[Part, ...]:
    """What puts each point right, and what is still to be done by when."""
    given = [
        f"{point.number}. {point.title or point.service}, {found.stage}: {', '.join(found.remedies)}"
        for point in case.points
        for found in point.findings
        if found.remedies
    ]
    promised = list(_promised(case))
    return (
        Heading(_("Remedies")),
        *((Items(tuple(given)),) if given else (Words(_("None is on record.")),)),
        *((Heading(_("What is to be done by a date"), 3), Items(tuple(promised))) if promised else ()),
    )


def _promised(case: Gathered) -> Iterator[str]:
    words = {each.digest: each.text for each in case.words}
    for run in case.standing.case.runs.values():
        for each in run.commitments.values():
            kept = _("done on %(day)s") % {"day": long_date(each.kept.at.day)} if each.kept else _("not done yet")
            yield f"{_step_of(case, run, each.step)} {_('by')} {long_date(each.day)}: {kept}" + _what(case, each, words)


def _what(case: Gathered, each: Any, words: dict[str, str]) -> str:
    taken = case.standing.history[int(each.id) - 1].event
    said = [words[answer.value] for answer in getattr(taken, "answers", ()) if answer.value in words]
    return f". {said[0]}" if said else ""


def _step_of(case: Gathered, run: Run, step: str) -> str:
    try:
        return policy_of(case.standing, run.id).step(step).name
    except Unknown:
        return step.replace("-", " ").capitalize()


# --- dates and the policy --------------------------------------------------------------------------


def clocks(case: Gathered) -> tuple[Part, ...]:
    """Every date of the case with its whole working: where it starts, each day left out and why, the paragraph."""
    dates = case.dates
    every = (*dates.owed, *dates.windows, *dates.past)
    return (
        Heading(_("How each date was worked out")),
        *(part for each in every for part in _clock(each)),
        *(() if every else (Words(_("The case has no dates yet.")),)),
    )


def _clock(each: Explained) -> Iterator[Part]:
    yield Words(f"{each.name}: {long_date(each.deadline.due)}", strong=True)
    if each.remarks:
        yield Words(". ".join(each.remarks))
    yield Items(each.lines)


def policy_told(policy: Policy) -> tuple[Part, ...]:
    """The version of the policy that was pinned to the case, paragraph by paragraph."""
    return (
        Heading(_("The policy in force")),
        Words(_version(policy) + "."),
        Note(
            _(
                "These are the rules by which Redress judged the case, paragraph by paragraph, as this version of the "
                "council’s policy has them. The text that the council published is the policy itself."
            )
        ),
        Heading(_("Stages"), 3),
        Terms(
            tuple(
                (stage.name, stage.what_happens or _("Nothing more is said of it."))
                for track in policy.tracks
                if track.counts_as_complaint
                for stage in track.stages
            )
        ),
        Heading(_("Time limits"), 3),
        Items(
            tuple(_("%(name)s: paragraph %(number)s") % {"name": c.name, "number": c.paragraph} for c in policy.clocks)
        ),
        Heading(_("Paragraphs"), 3),
        Terms(tuple((number, str(words)) for number, words in policy.paragraphs.items() if words)),
    )


def delivery(case: Gathered) -> tuple[Part, ...]:
    """Which letter went how, to whom and when, and whether it got there."""
    letters = [each for each in case.letters if f"letter-{each.pk}" not in case.left_out]
    told = [(f"{each.name}, {long_date(each.approved_at)}", "\n".join(_went(each, case))) for each in letters]
    return (
        Heading(_("Letters and how they went")),
        *((Terms(tuple(told)),) if told else (Words(_("No letter has gone.")),)),
    )


def _went(letter: Letter, case: Gathered) -> Iterator[str]:
    if not case.anonymous:
        yield _("To: %(who)s") % {"who": letter.to_name or _("nobody by name")}
        yield letter.to_email or letter.address.replace("\n", ", ") or _("no address")
    yield never_sent(letter) or str(letter.get_state_display())
    if letter.sent_at:
        yield _("Handed over %(moment)s") % {"moment": long_moment(letter.sent_at)}
    if letter.posted_on:
        yield _("Posted on %(day)s") % {"day": long_date(letter.posted_on)}
    if letter.message_id and letter.to_email and not case.anonymous:
        yield _("Message number: %(number)s") % {"number": letter.message_id.strip("<>").partition("@")[0]}
    if letter.digest:
        yield _("Digest on record: %(digest)s") % {"digest": letter.digest}
