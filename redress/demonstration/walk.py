"""How is a made-up complaint walked through the real procedure, act by act?

Nothing is written here that the pages could not write: every step is an act of ``intake`` or
``casework``, done by somebody who may do it, in the order in which it was put on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from redress import policies
from redress.accounts.actors import actor_for
from redress.accounts.models import Council, Staff
from redress.cases.find import standing
from redress.cases.models import Case
from redress.cases.record import seeding
from redress.casework import acts, consenting, merging, taken_facts, their_page
from redress.correspondence import drafts
from redress.demonstration.diary import Diary
from redress.demonstration.drafting import discuss, save_draft
from redress.demonstration.formalities import Formalities
from redress.demonstration.pictures import photograph
from redress.demonstration.postmarks import Postmarks
from redress.demonstration.scripts import (
    COMPLAINANT,
    COMPLAINT,
    DESK,
    FIRST_TO_DO,
    LEAD,
    OnDay,
    Situation,
    Step,
    flowing,
    situation_key,
)
from redress.demonstration.town_halls import TownHall
from redress.intake import acts as intake
from redress.intake import agreeing as consent
from redress.intake import receipts
from redress.intake.answers import SOMEONE_ELSE, Answers
from redress.intake.wording import needs_in_words, part_in_words
from redress.records import agreeing, people, tracking
from redress.records.adjustments import asked_for
from redress.records.documents import hold
from redress.records.models import Organisation, Part, Party
from redress.records.taking_in import flags_of_representative, flags_of_subject, point_about, take_in
from redress.rules import actions as order
from redress.rules.actors import Actor
from redress.rules.events import Point
from redress.rules.moments import Moment

#: Acts that somebody outside the council does, and what the text of each is called.
OF_COMPLAINANTS = {
    "add_information": "text",
    "withdraw": "reason",
    "ask_for_stage_two": "reasons",
    "ask_for_help": "text",
}


@dataclass(slots=True)
class Office:
    """One council as the walks know it."""

    council: Council
    hall: TownHall
    staff: dict[str, Staff]
    diary: Diary
    actors: dict[str, Actor] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """The actor that a member of staff is; roles do not change while the demonstration is built."""
        if who not in self.actors:
            self.actors[who] = actor_for(self.staff[who], self.diary.today)
        return self.actors[who]


@dataclass(slots=True)
class Walk:
    """One situation on its way: what of it is on record so far."""

    situation: Situation
    office: Office
    case: Case | None = None
    party: Party | None = None

    @property
    def file(self) -> Case:
        assert self.case is not None, self.situation.id
        return self.case

    def who(self, name: str) -> str:
        """The person behind a name of the script."""
        if name == DESK:
            return self.office.hall.desk
        if name == LEAD:
            return self.situation.in_charge or self.office.hall.lead_of(self.situation.answers.service)
        return name


@dataclass(frozen=True, slots=True)
class Turn:
    """One act in the order of all acts: when it is put on record, and how it is done."""

    written_at: datetime
    place: tuple[int, int]
    do: Callable[[], None]


def walk_all(
    situations: Iterable[Situation],
    offices: dict[str, Office],
    postmarks: Postmarks,
    step_done: Callable[[int, int], object] = lambda done, total: None,
) -> list[Walk]:
    """Walk these situations, all their acts in the order in which they were put on record.

    ``step_done`` is told after each act how many are done, of how many.
    """
    walks = [Walk(situation, offices[situation.council]) for situation in situations]
    turns = [turn for number, walk in enumerate(walks) for turn in _turns(walk, number)]
    with seeding():
        for done, turn in enumerate(sorted(turns, key=lambda turn: (turn.written_at, turn.place)), start=1):
            with transaction.atomic():
                turn.do()
                postmarks.mark(turn.written_at)
            step_done(done, len(turns))
    return walks


def _turns(walk: Walk, number: int) -> list[Turn]:
    situation, diary = walk.situation, walk.office.diary
    at = diary.moment(situation.received, situation.time)
    written_at = _written_at(diary, at, situation.recorded)
    turns = [Turn(written_at, (number, 0), lambda: _take_in(walk, at, written_at))]
    for place, step in enumerate(situation.steps, start=1):
        turns.append(_turn_of(walk, step, (number, place)))
    return turns


def _turn_of(walk: Walk, step: Step, place: tuple[int, int]) -> Turn:
    diary = walk.office.diary
    at = diary.moment(step.day, step.time)
    written_at = _written_at(diary, at, step.recorded)
    return Turn(
        written_at, place, lambda: _do(walk, step, at, written_at, f"{situation_key(walk.situation.id)}:{place[1]}")
    )


def _written_at(diary: Diary, at: Moment, recorded: int | None) -> datetime:
    return diary.written_at(at if recorded is None else diary.moment(recorded, "09:10"))


# --- taking it in --------------------------------------------------------------------------------


def _take_in(walk: Walk, at: Moment, written_at: datetime) -> None:
    situation = walk.situation
    if not situation.logged_by:
        submitted = intake.submit_complaint(
            walk.office.council,
            _answers(walk),
            at=at,
            key=situation_key(situation.id),
            held_documents=[hold(walk.office.council, photograph(*each)) for each in situation.photographs],
            recorded_at=written_at,
        )
        walk.case, walk.party = submitted.case, submitted.party
    else:
        walk.case, walk.party = _logged(walk, at, written_at)


def _answers(walk: Walk) -> Answers:
    """What the resident answered: the matter happened on the day that the script says, or some days before."""
    situation, answers = walk.situation, walk.situation.answers
    texts = {name: flowing(getattr(answers, name)) for name in ("what_happened", "put_right", "why_late")}
    received = walk.office.diary.day(situation.received)
    happened_on = received - timedelta(days=situation.happened_days_before)
    return replace(answers, happened_on=min(happened_on, walk.office.diary.today), **texts)


def _logged(walk: Walk, at: Moment, written_at: datetime) -> tuple[Case, Party]:
    """What an officer logs for somebody who rang, wrote or came; with its receipt, if it is a complaint."""
    situation, answers, council = walk.situation, _answers(walk), walk.office.council
    key = situation_key(situation.id)
    parties: list[Party] = []
    opened = take_in(
        council,
        _received(walk, answers),
        by=walk.office.actor(walk.who(situation.logged_by)),
        at=at,
        key=key,
        words={"complaint": answers.what_happened, "outcome-sought": answers.put_right, "reasons": answers.why_late},
        join=lambda case: parties.append(_joined(case, answers)),
        recorded_at=written_at,
    )
    case, party = opened.case, parties[0]
    policy, by = policies.current(council.pk), walk.office.actor(walk.who(situation.logged_by))
    asked_for(party.person, case, policy, answers.needs, by=by.id, on=at.day, details=answers.other_needs)
    agreeing.implied_for(party, by=by, on=at.day)
    if situation.track == COMPLAINT:
        receipts.complaint_received(case, party, tracking.new_secret(case, party), key=key)
    return _with_what_was_said(walk, case, party, at, written_at), party


def _with_what_was_said(walk: Walk, case: Case, party: Party, at: Moment, written_at: datetime) -> Case:
    """What the officer who logged it put on record beside it, where the script says what that was."""
    if not walk.situation.came:
        return case
    policy, by = policies.current(walk.office.council.pk), walk.office.actor(walk.who(walk.situation.logged_by))
    given = {"outcome": walk.situation.answers.put_right, **flowing(walk.situation.came)}
    channel, key = policy.channel(walk.situation.channel), situation_key(walk.situation.id)
    down = taken_facts.TakenDown(given, channel, by, at, key, written_at)
    taken_facts.kept(case, down, told="email" if party.person.email else "spoken")
    taken_facts.noted(case, party, down)
    return taken_facts.put_on_record(case, down)


def _received(walk: Walk, answers: Answers) -> order.Receive:
    situation, council = walk.situation, walk.office.council
    helped = answers.for_whom == SOMEONE_ELSE
    about = point_about(council, service=answers.service, landlord=answers.landlord, subject=answers.subject)
    return order.Receive(
        policy=council.pk,
        track=situation.track,
        channel=situation.channel,
        points=(about,),
        happened_on=answers.happened_on,
        acknowledgeable=answers.can_be_written_to,
        flags=(
            *flags_of_subject(policies.current(council.pk), answers.subject),
            *(flags_of_representative(policies.current(council.pk), answers.part, answers.consent) if helped else ()),
            *taken_facts.flags_of_facts(policies.current(council.pk), situation.came),
        ),
    )


def _joined(case: Case, answers: Answers) -> Party:
    """Give the people their parts; gives whoever the council writes to."""
    reach = {name: getattr(answers, name) for name in ("name", "email", "telephone", "address", "postcode")}
    reach |= {"preferred": answers.preferred, "adjustments": needs_in_words(answers)}
    if answers.for_whom != SOMEONE_ELSE:
        return people.add(case, capacity=answers.organisation, **reach)
    people.add(case, name=answers.their_name)
    return people.add(case, part=Part.REPRESENTATIVE, capacity=part_in_words(answers.part), **reach)


# --- every later step ----------------------------------------------------------------------------


def _do(walk: Walk, step: Step, at: Moment, written_at: datetime, key: str) -> None:
    """Do the step, once whatever the policy wants before it has been seen to."""
    if step.act == "draft":
        choices = {} if "points" in step.given else {"findings": _findings(walk, step.given["outcome"])}
        save_draft(walk, step, choices)
        return
    if step.act == "discuss":
        discuss(walk, step, key)
        return
    near = [walk.who(LEAD), walk.office.hall.desk, *walk.office.hall.around(walk.situation.answers.service)]
    near = near if step.by == COMPLAINANT else [walk.who(step.by), *near]
    formalities = Formalities(walk.office.staff, walk.office.actor)
    walk.case = formalities.seen_to(
        walk.file,
        lambda key, seen: _done(walk, step, {"at": at, "seen": seen, "key": key, "recorded_at": written_at}),
        key=key,
        at=at,
        recorded_at=written_at,
        near=near,
    )


def _done(walk: Walk, step: Step, envelope: dict[str, Any]) -> Case:
    if step.act == "answer_for_themselves":
        return _answered_for_themselves(walk, step, envelope)
    if step.by == COMPLAINANT:
        assert walk.party is not None
        text = flowing(step.given[OF_COMPLAINANTS[step.act]])
        return getattr(intake, step.act)(walk.party, text, **envelope).case
    given = _given(walk, step)
    by = walk.office.actor(walk.who(step.by))
    if step.act == "ask_them":
        return consenting.ask_them(walk.file, by=by, **given, **envelope).done.recording.case
    if step.act == "merge":
        first = Case.objects.get(council=walk.office.council, opening_key=situation_key(given.pop("into")))
        return merging.merge(walk.file, other=first, by=by, **given, **envelope).recording.case
    act = their_page.ask if step.act == "ask_on_their_page" else getattr(acts, step.act)
    case: Case = act(walk.file, by=by, **given, **envelope).recording.case
    return case


def _answered_for_themselves(walk: Walk, step: Step, envelope: dict[str, Any]) -> Case:
    """What whoever is acted for answers with the link that they were sent."""
    question = agreeing.open_question(walk.file)
    assert question is not None, walk.situation.id
    given = {name: envelope[name] for name in ("at", "key", "recorded_at")}
    consent.answer(question, step.given["said"], own_words=step.given["own_words"], **given)
    return Case.objects.get(pk=walk.file.pk)


def _given(walk: Walk, step: Step) -> dict[str, Any]:
    """What the act needs, with people, dates, points and drafts in place of the words of the script."""
    given = {name: flowing(each) for name, each in step.given.items()}
    diary, staff = walk.office.diary, walk.office.staff
    for name in ("to", "person"):
        if name in given:
            given[name] = staff[walk.who(given[name])]
    for name in ("until", "made_on"):
        if name in given:
            given[name] = diary.day(given[name])
    if "corrected_at" in given:
        given["corrected_at"] = diary.moment(*given["corrected_at"])
    if "dates" in given:
        dates = given.pop("dates")
        given["answers"] = {**given["answers"], **{name: diary.day(day) for name, day in dates.items()}}
    if "outcome" in given:
        given["findings"] = _findings(walk, given.pop("outcome"))
    if "changes" in given:
        changes = given.pop("changes")
        given["points"] = [replace(point, **changes) for point in standing(walk.file).case.points]
    if "told" in given:
        given["points"], given["headings"] = _points_told(walk, given.pop("told"))
    if "by_point" in given:
        given |= _found_by_point(given.pop("by_point"))
    if step.act == "take_step":
        given["answers"] = {id: _answer(walk, each) for id, each in given["answers"].items()}
    if step.act == "agree":
        draft = drafts.load(walk.file, given.pop("kind"))
        assert draft is not None, walk.situation.id
        given["draft"] = draft.digest
    return given


def _answer(walk: Walk, said: Any) -> Any:
    """What is answered to a question of a step: a day of the script as a date, a person by name as themselves."""
    if isinstance(said, OnDay):
        return walk.office.diary.day(said.day)
    if said == FIRST_TO_DO:
        return standing(walk.file).case.main_run.open_commitments()[0].id
    return walk.office.staff.get(said, said) if isinstance(said, str) else said


def _points_told(walk: Walk, told: Iterable[Mapping[str, str]]) -> tuple[list[Point], dict[str, str]]:
    """The points as the act takes them, and what each is called; an organisation is put on record the first time."""
    points, called = [], {}
    for number, each in enumerate(told, start=1):
        named = dict(each)
        called[f"p{number}"] = named.pop("heading")
        if "organisation" in named:
            of = {"council": walk.office.council, "name": named["organisation"]}
            one, _new = Organisation.objects.get_or_create(**of, defaults={"kind": named["provider"]})
            named["organisation"] = one.opaque_id
        points.append(Point(f"p{number}", **named))
    return points, called


def _found_by_point(found: Mapping[str, tuple[str, str, tuple[str, ...]]]) -> dict[str, Any]:
    return {
        "findings": {point: outcome for point, (outcome, _why, _right) in found.items()},
        "reasons": {point: flowing(why) for point, (_outcome, why, _right) in found.items()},
        "remedies": {point: right for point, (_outcome, _why, right) in found.items() if right},
    }


def _findings(walk: Walk, outcome: str) -> dict[str, str]:
    return {point.id: outcome for point in standing(walk.file).case.points} if outcome else {}
