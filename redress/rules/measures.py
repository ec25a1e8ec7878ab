"""Measured against one thing that a Code asks: in what does a council's policy fall short?

What is looked at is found by what it does, never by the id a council gave it: the stages of the tracks that
count as complaints, the clocks that an answer stops, the letters that an act sends. Every limit comes in with
the measure or with the policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from redress.rules import codes
from redress.rules.limits import (
    council_clock,
    last_day,
    lasts_months,
    longest_extension,
    may_start_from,
    spans_of,
    start_of,
    starts_no_later,
)
from redress.rules.policy import (
    AdvisoryWindow,
    Always,
    Clock,
    ContactDetails,
    Content,
    CouncilTarget,
    DiscretionWindow,
    EarliestEnd,
    Fixed,
    FromCase,
    LatestEnd,
    Letter,
    Move,
    NextStageRequest,
    NoExtension,
    Policy,
    SameLength,
    Span,
    Stage,
    Track,
    Written,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in which a policy departs: which sentence says it, its parameters, and the policy's paragraph."""

    said: str
    paragraph: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def findings(measure: codes.Measure, policy: Policy, code: codes.Code) -> list[Finding]:
    """Everything in which the policy falls short of the measure; empty where it keeps to it."""
    found: list[Finding] = []
    for finding in _found(measure, policy, code):
        if finding not in found:
            found.append(finding)
    return found


@singledispatch
def _found(measure: Any, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    raise TypeError(f"Nothing measures {type(measure).__name__}.")


# --- stages --------------------------------------------------------------------------------------


def complaint_tracks(policy: Policy) -> tuple[Track, ...]:
    """The tracks on which a complaint is dealt with."""
    return tuple(track for track in policy.tracks if track.counts_as_complaint)


def in_order(policy: Policy, track: Track) -> tuple[Stage, ...]:
    """The stages of a track as one leads to the next, from the first that none leads to."""
    stages = policy.stages(track.id)
    by_id = {stage.id: stage for stage in stages}
    later = {stage.next for stage in stages}
    here = next((stage for stage in stages if stage.id not in later), stages[0])
    found = [here]
    while here.next in by_id and by_id[here.next] not in found:
        here = by_id[here.next]
        found.append(here)
    return tuple(found)


def _stages(policy: Policy, which: str) -> Iterator[tuple[Track, Stage]]:
    """The first, the second or (for none) every stage of each way to deal with a complaint."""
    for track in complaint_tracks(policy):
        stages = in_order(policy, track)
        chosen = stages if not which else stages[:1] if which == "first" else stages[1:2]
        yield from ((track, stage) for stage in chosen)


@_found.register
def _(measure: codes.StagesExactly, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for track in complaint_tracks(policy):
        have = len(in_order(policy, track))
        if have != measure.count:
            yield Finding("stages", track.paragraph, {"track": track.name, "stages": have, "count": measure.count})


@_found.register
def _(measure: codes.NoStageCalled, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for track in policy.tracks:
        for stage in track.stages:
            if _named(stage.name, measure.words):
                yield Finding("stage-called", stage.paragraph, {"stage": stage.name, "track": track.name})


# --- clocks --------------------------------------------------------------------------------------


@_found.register
def _(measure: codes.ClockAtMost, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for track, stage in _stages(policy, measure.stage):
        values = {"stage": stage.name, "what": measure.what, "days": measure.working_days, "start": measure.start}
        clock = council_clock(policy, track, stage, measure.done, measure.instead)
        if clock is None:
            yield Finding("no-clock", stage.paragraph, values)
            continue
        if isinstance(clock.binds, CouncilTarget):
            yield Finding("only-target", clock.paragraph, {**values, "length": clock.length})
        yield from _over(measure, policy, clock, values)


def _over(measure: codes.ClockAtMost, policy: Policy, clock: Clock, values: dict[str, Any]) -> Iterator[Finding]:
    """In what a clock, with what is different about it for some services, goes over the measure."""
    whole = [finding for span in spans_of(clock) for finding in _span_over(measure, span, values)]
    if whole and not (isinstance(clock.ends, EarliestEnd) and len(whole) <= len(clock.ends.of)):
        yield whole[0]
    for override in clock.overrides:
        if not isinstance(override.length, SameLength):
            span = Span(anchor=clock.anchor, length=override.length, paragraph=override.paragraph)
            group = policy.service_group(override.group).name
            yield from _span_over(measure, span, {**values, "what": f"{measure.what} ({group})"})


def _span_over(measure: codes.ClockAtMost, span: Span, values: dict[str, Any]) -> Iterator[Finding]:
    shown = {**values, "length": span.length, "from": start_of(span.anchor)}
    if last_day(span.length) > measure.working_days:
        yield Finding("too-long", span.paragraph, shown)
    elif not starts_no_later(span.anchor, measure.start):
        yield Finding("starts-later", span.paragraph, shown)


@_found.register
def _(measure: codes.ExtensionAtMost, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for track, stage in _stages(policy, measure.stage):
        clock = council_clock(policy, track, stage, measure.done, measure.instead)
        if clock is None or isinstance(clock.extension, NoExtension):
            continue
        values = {"stage": stage.name, "days": measure.working_days}
        most = longest_extension(clock)
        if most is None:
            yield Finding("extension-without-end", clock.extension.paragraph, values)
        elif most > measure.working_days:
            yield Finding("extension-too-long", clock.extension.paragraph, {**values, "most": most})


# --- complaining late ----------------------------------------------------------------------------


@_found.register
def _(measure: codes.WindowAtLeast, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    clock = policy.clock(policy.late.window)
    lengths = [span.length for span in spans_of(clock)]
    enough = [lasts_months(length, measure.months) for length in lengths]
    if not (any(enough) if isinstance(clock.ends, LatestEnd) else all(enough)):
        short = lengths[enough.index(False)]
        yield Finding("window-short", clock.paragraph, {"length": short, "months": measure.months})


@_found.register
def _(measure: codes.WindowFrom, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    clock = policy.clock(policy.late.window)
    anchors = [span.anchor for span in spans_of(clock)] if isinstance(clock.ends, LatestEnd) else [clock.anchor]
    if not any(may_start_from(anchor, measure.fact) for anchor in anchors):
        yield Finding("window-start", clock.paragraph, {"what": measure.what})


@_found.register
def _(measure: codes.LateIsDecided, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    clock = policy.clock(policy.late.window)
    if not isinstance(clock.binds, (DiscretionWindow, AdvisoryWindow)):
        yield Finding("late-refused", clock.paragraph)


# --- asking for the second stage -----------------------------------------------------------------


def _requests(policy: Policy) -> Iterator[NextStageRequest]:
    for _track, stage in _stages(policy, "second"):
        request = policy.request_for(stage.id)
        if request is not None:
            yield request


@_found.register
def _(measure: codes.ReasonsNotDemanded, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for request in _requests(policy):
        if request.reasons_compulsory:
            yield Finding("reasons-demanded", request.reasons_paragraph, {"stage": _stage_name(policy, request.stage)})


@_found.register
def _(measure: codes.RequestGoesAhead, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for request in _requests(policy):
        if request.accepted_first:
            yield Finding("accepted-first", request.paragraph, {"stage": _stage_name(policy, request.stage)})
    for track, stage in _stages(policy, "first"):
        moves = [move for move in policy.moves_for(track.id, "request-next-stage") if _is_in(move, stage)]
        for later in in_order(policy, track)[1:2]:
            for move in moves:
                yield from _withheld(policy, move, later)


def _withheld(policy: Policy, move: Move, stage: Stage) -> Iterator[Finding]:
    """Decisions that keep a complaint from a stage, and conditions without which it is not open."""
    for milestone in move.unless:
        if milestone.startswith("step:"):
            step = policy.step(milestone.removeprefix("step:").partition("=")[0])
            yield Finding("withheld", step.paragraph, {"stage": stage.name, "step": step.name})
    if not isinstance(move.when, Always):
        yield Finding("only-some", move.paragraph, {"stage": stage.name})


@_found.register
def _(measure: codes.RefusalsGiveReasons, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for request in _requests(policy):
        if not request.accepted_first:
            continue
        values = {"stage": _stage_name(policy, request.stage)}
        if not request.refusal_reasons:
            yield Finding("refusal-reasons", request.paragraph, values)
        letters = list(_letters(policy, ("refuse-request",), "second"))
        if not all(any(isinstance(part.source, Written) for part in letter.contents) for _step, letter in letters):
            yield Finding("refusal-words", request.paragraph, values)


def _stage_name(policy: Policy, id: str) -> str:
    return next(stage.name for track in complaint_tracks(policy) for stage in policy.stages(track.id) if stage.id == id)


# --- who decides ---------------------------------------------------------------------------------


@_found.register
def _(measure: codes.AnotherPerson, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for track, stage in _stages(policy, "second"):
        moves = [move for move in policy.moves if move.track == track.id and _is_in(move, stage)]
        answering = {role for move in moves if move.action == "respond" for role in move.by}
        named = dict.fromkeys(move.position for move in moves if move.position)
        held = [policy.position(id) for id in named]
        for position in held:
            if answering & set(position.roles) and not set(measure.bars) <= set(position.bars):
                yield Finding("same-person", position.paragraph, {"position": position.name, "stage": stage.name})
        if not any(answering & set(position.roles) for position in held):
            yield Finding("nobody-barred", stage.paragraph, {"stage": stage.name})


@_found.register
def _(measure: codes.OpenTo, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for track in complaint_tracks(policy):
        moves = policy.moves_for(track.id, measure.act)
        if not any(measure.who in move.by for move in moves):
            paragraph = moves[0].paragraph if moves else track.paragraph
            yield Finding("not-open", paragraph, {"what": measure.what})


@_found.register
def _(measure: codes.ChannelsAtLeast, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    if len(policy.channels) < measure.count:
        yield Finding("channels", policy.channels[0].paragraph, {"ways": len(policy.channels)})


@_found.register
def _(measure: codes.OmbudsmanCanBeReached, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    routes = policy.ombudsmen
    named = routes.yes if code.about == "landlord" else routes.no
    reached = [policy.contacts[name] for name in named]
    if not reached or not all(body.website or body.telephone or body.email or body.lines for body in reached):
        yield Finding("ombudsman-unnamed", routes.paragraph, {"ombudsman": code.ombudsman})


# --- letters -------------------------------------------------------------------------------------


@_found.register
def _(measure: codes.LetterSays, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    for track, stage in _stages(policy, measure.stage):
        sent = [letter for (_track, at), letter in _letters(policy, measure.acts, "") if (_track, at) == (track, stage)]
        if not sent and not measure.if_sent:
            yield Finding("no-letter", stage.paragraph, {"stage": stage.name, "what": measure.what})
        for letter in dict.fromkeys(sent):
            if not any(_is_about(part, measure, stage) for part in letter.contents):
                words = measure.words and _says(letter.subject, measure, stage)
                if not words:
                    yield Finding("letter-silent", letter.paragraph, {"letter": letter.name, "what": measure.what})


def _letters(policy: Policy, acts: tuple[str, ...], which: str) -> Iterator[tuple[tuple[Track, Stage], Letter]]:
    """The letters that these acts send, with the stage in which they do."""
    for track, stage in _stages(policy, which):
        for move in policy.moves:
            if move.track == track.id and move.action in acts and move.letter and _is_in(move, stage):
                yield (track, stage), policy.letter(move.letter)


def _is_in(move: Move, stage: Stage) -> bool:
    return not move.stages or stage.id in move.stages


def _is_about(part: Content, measure: codes.LetterSays, stage: Stage) -> bool:
    if not measure.sometimes and not isinstance(part.when, Always):
        return False
    source = part.source
    if measure.ombudsmen and isinstance(source, ContactDetails) and source.ombudsmen:
        return True
    if isinstance(source, FromCase) and source.fact in measure.facts:
        return True
    fixed = source.text if isinstance(source, (Fixed, ContactDetails)) else ""
    return _says(f"{part.heading} {fixed}", measure, stage)


def _says(text: str, measure: codes.LetterSays, stage: Stage) -> bool:
    return _named(text, tuple(word.replace("{stage}", stage.name) for word in measure.words))


def _named(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has one of these words."""
    return any(word.casefold() in text.casefold() for word in words)


@_found.register
def _(measure: codes.RefusalsSay, policy: Policy, code: codes.Code) -> Iterator[Finding]:
    letters = [letter for _step, letter in _letters(policy, measure.acts, "")]
    tracks = {track.id for track in complaint_tracks(policy)}
    steps = {move.step for move in policy.moves if move.step and move.track in tracks}
    for step in policy.steps:
        for option in step.options if step.id in steps else ():
            refuses = option.ends and option.begins is None and not _named(option.name, measure.but)
            if refuses and option.letter:
                letters.append(policy.letter(option.letter))
    for letter in dict.fromkeys(letters):
        if not any(_prints_ombudsmen(part) for part in letter.contents):
            yield Finding("refusal-silent", letter.paragraph, {"letter": letter.name})


def _prints_ombudsmen(part: Content) -> bool:
    return isinstance(part.when, Always) and isinstance(part.source, ContactDetails) and part.source.ombudsmen
