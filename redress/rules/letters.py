"""What must this letter contain, and what does it lack?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from redress.rules.case import Case, Run
from redress.rules.events import LetterSent, Point
from redress.rules.policy import (
    Choice,
    Condition,
    ContactDetails,
    Content,
    FromCase,
    Letter,
    Policy,
    WhenFlag,
    WhenFlags,
    WhenOutcome,
)
from redress.rules.refusals import Refused

#: What a content can take from the case (``fact`` of :class:`~redress.rules.policy.FromCase`).
FACTS = (
    "reference",
    "officer",
    "due-date",
    "outcome",
    "extension-days",
    "new-date",
    "request-finding",
    "window-end",
    "contact",
)

#: What fixed words and subjects may name in braces; ``{window_end}`` is the last day to ask for the next stage.
MERGE_FIELDS = (
    "reference",
    "council",
    "short_name",
    "website",
    "complaints_email",
    "privacy_notice",
    "window_end",
)


def flags_of(case: Case, run: Run, policy: Policy) -> frozenset[str]:
    """What is special about the case, as the conditions of the policy name it.

    The subjects of its points are among them as they stand now: an officer may have settled another (DA 8.1.2(o)).
    So are what those subjects bring with them, the channel, who provides the service, every step taken, and the
    tracks of the other runs that are still open.
    """
    subjects = {point.subject for point in case.points if point.subject}
    flags = {*run.flags, *subjects, f"channel-{run.channel}"}
    flags.update(flag for subject in policy.subjects if subject.id in subjects for flag in subject.flags)
    flags.update(f"provider-{point.provider}" for point in case.points)
    flags.update(f"step-{step}-{mark.option}" for step, mark in run.steps.items())
    if run.anonymous:
        flags.add("anonymous")
    if not run.acknowledgeable:
        flags.add("no-address")
    if run.lateness_accepted is not None:
        flags.add("lateness-accepted" if run.lateness_accepted else "lateness-declined")
    flags.update(f"open-{other.track}" for other in case.runs.values() if other.id != run.id and not other.ended)
    if len({point.service for point in case.points if point.service}) > 1:
        flags.add("several-services")
    if len(case.points) > 1:
        flags.add("several-points")
    if run.milestone("answered") is not None:
        flags.add("stage-answered")
    if case.complained_about:
        flags.add("staff-complained-about")
    if run.request_late:
        flags.add("late-request")
    if not run.reasons_given and run.milestone("requested") is not None:
        flags.add("reasons-awaited")
    return frozenset(flags)


def required(letter: Letter, *, outcome: str, flags: Iterable[str]) -> tuple[Content, ...]:
    """The contents this letter must carry, given the overall outcome and the flags of the case."""
    flags = frozenset(flags)
    return tuple(content for content in letter.contents if applies(content.when, outcome=outcome, flags=flags))


def flags_sought(when: Condition) -> frozenset[str]:
    """The flags that a condition wants to find."""
    if isinstance(when, WhenFlag):
        return frozenset((when.flag,))
    return frozenset((*when.all_of, *when.any_of)) if isinstance(when, WhenFlags) else frozenset()


def flags_named(when: Condition) -> frozenset[str]:
    """Every flag that a condition looks at, those that must not be there included."""
    return flags_sought(when) | (frozenset(when.none_of) if isinstance(when, WhenFlags) else frozenset())


def applies(when: Condition, *, outcome: str, flags: frozenset[str]) -> bool:
    """Whether a condition of the policy is true of a case with this outcome and these flags."""
    if isinstance(when, WhenOutcome):
        return outcome in when.any_of
    if isinstance(when, WhenFlag):
        return when.flag in flags
    if isinstance(when, WhenFlags):
        some = not when.any_of or bool(flags & frozenset(when.any_of))
        return some and frozenset(when.all_of) <= flags and not flags & frozenset(when.none_of)
    return True


def missing(letter: Letter, carried: Iterable[str], *, outcome: str, flags: Iterable[str]) -> tuple[Content, ...]:
    """The compulsory contents that are not there."""
    carried = frozenset(carried)
    needed = required(letter, outcome=outcome, flags=flags)
    return tuple(content for content in needed if content.id not in carried)


def check_letter(
    sent: LetterSent | None, kind: str, policy: Policy, *, outcome: str, flags: Iterable[str], paragraph: str
) -> None:
    """Refuse an act whose letter is absent, of another kind, or lacks something compulsory."""
    if not kind:
        return
    if sent is None:
        raise Refused("letter-needed", paragraph, letter=kind)
    if sent.kind != kind:
        raise Refused("wrong-letter", paragraph, letter=kind, given=sent.kind)
    lacking = missing(policy.letter(kind), sent.contents, outcome=outcome, flags=flags)
    if lacking:
        raise Refused(
            "letter-lacks",
            lacking[0].paragraph,
            letter=kind,
            contents=[content.id for content in lacking],
        )


def promised_clocks(letter: Letter) -> tuple[str, ...]:
    """The clocks whose dates the letter prints, and so promises."""
    return tuple(
        content.source.clock
        for content in letter.contents
        if isinstance(content.source, FromCase) and content.source.clock
    )


def names_ombudsmen(contents: Iterable[Content]) -> bool:
    """Whether one of these contents of a letter prints the Ombudsmen of the case's points."""
    return any(isinstance(content.source, ContactDetails) and content.source.ombudsmen for content in contents)


def ombudsmen_of(points: Iterable[Point], policy: Policy) -> tuple[str, ...]:
    """The Ombudsmen (keys of the contacts list) that these points can go to, each once, in a fixed order.

    Raises :class:`Refused` while any point's landlord flag is not settled.
    """
    return tuple(points_by_ombudsman(points, policy))


def points_by_ombudsman(points: Iterable[Point], policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """Which points go to which Ombudsman: the ids of the points by key of the contacts list, in a fixed order.

    Raises :class:`Refused` while any point's landlord flag is not settled.
    """
    routes = policy.ombudsmen
    found: dict[str, tuple[str, ...]] = {}
    for point in points:
        bodies = leads_to(point, policy)
        if not bodies:
            if point.landlord not in ("no", "yes", "overlap"):
                raise Refused("ombudsman-undetermined", routes.paragraph, point=point.id)
            bodies = getattr(routes, point.landlord)
        for body in bodies:
            found[body] = (*found.get(body, ()), point.id)
    return found


def landlord_is_settled(points: Iterable[Point], policy: Policy) -> None:
    """Raises Refused while it is not settled of a point whether it is about the council as landlord (DA 2.8.3)."""
    routes = policy.ombudsmen
    for point in points:
        if point.landlord not in ("no", "yes", "overlap") and not leads_to(point, policy):
            raise Refused("landlord-unsettled", routes.settled_paragraph or routes.paragraph, point=point.id)


#: The list of a policy that says which function of the council leads to which Ombudsman.
JURISDICTION = "jurisdiction"


def function_of(point: Point, policy: Policy) -> Choice | None:
    """The function of the council that the point is about, where the policy lists them and one was chosen."""
    return next((each for each in policy.lists.get(JURISDICTION, ()) if each.id == point.function), None)


def bodies_of(function: Choice, policy: Policy) -> tuple[str, ...]:
    """Where a function leads: the bodies it names, or the Ombudsman of its landlord flag."""
    return function.leads_to or (getattr(policy.ombudsmen, function.landlord) if function.landlord else ())


def leads_to(point: Point, policy: Policy) -> tuple[str, ...]:
    """The bodies that the function leads to by itself, whatever the landlord flag: the Information Commissioner."""
    function = function_of(point, policy)
    return function.leads_to if function else ()
