"""Is what is printed and drawn of the procedure what the rules allow, and all of it?"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from redress import policies
from redress.policies import book_of, load
from redress.rules.actions import ACTIONS
from redress.rules.actors import Actor
from redress.rules.decide import refusal_of
from redress.rules.policy import Policy, Rulebook
from redress.rules.procedure.drawing import apart, drawing
from redress.rules.procedure.exploring import ORDER, procedure
from redress.rules.procedure.forms import can_be_tried, somebody
from redress.rules.procedure.mermaid import diagram
from redress.rules.procedure.permitted import Permission, acts_of, parts_of, permitted
from redress.rules.procedure.printing import pages
from redress.rules.procedure.states import ENDED, Form, Procedure, Sample, State
from redress.rules.procedure.table import places, rows
from redress.rules.procedure.walking import Reached, Walker
from redress.rules.refusals import Refused
from redress.rules.status import STATUSES
from redress.rules.stories.parsing import Mistake

pytestmark = pytest.mark.slow

MADE_UP = Path(__file__).resolve().parents[1] / "policy" / "three_stages.toml"


@cache
def book(council: str) -> Rulebook:
    return book_of([load(MADE_UP)]) if council == "marshbridge" else policies.rulebook()


def policy_of(council: str) -> Policy:
    return book(council).newest[council]


@cache
def found(council: str, track: str) -> Procedure:
    return procedure(policy_of(council).pin, track, book(council))


TRACKS = [
    (council, track.id) for council in ("dartford", "kings-lynn", "marshbridge") for track in policy_of(council).tracks
]
BIG = [(council, "complaint") for council in ("dartford", "kings-lynn", "marshbridge")]


@pytest.mark.parametrize(("council", "track"), TRACKS)
def test_every_move_of_the_policy_appears_or_the_reason_is_told_why_it_does_not(council, track):
    walked = found(council, track)
    appear = {id(way.move) for way in walked.ways} | {id(each.move) for each in walked.unreached}
    assert [move for move in walked.policy.moves if move.track == track and id(move) not in appear] == []
    assert [each for each in walked.unreached if not each.code] == []


@pytest.mark.parametrize(("council", "track"), TRACKS)
def test_every_option_of_every_step_of_the_track_is_taken_or_the_reason_is_told(council, track):
    walked = found(council, track)
    steps = {move.step for move in walked.policy.moves if move.track == track and move.step}
    options = {Form(f"step:{step}", option.id) for step in steps for option in walked.policy.step(step).options}
    told = {way.form for way in walked.ways} | {each.form for each in walked.unreached}
    left_out = {each.move.step for each in walked.unreached if each.form is None}
    assert {form for form in options - told if form.act.removeprefix("step:") not in left_out} == set()


@pytest.mark.parametrize(("council", "track"), TRACKS)
def test_the_same_walk_is_told_in_the_same_order_every_time(council, track):
    again = procedure(policy_of(council).pin, track, book(council))
    walked = found(council, track)
    assert (again.states, again.ways, again.unreached) == (walked.states, walked.ways, walked.unreached)


@pytest.mark.parametrize("council", ["dartford", "kings-lynn", "marshbridge"])
def test_the_printed_pages_have_every_state_every_way_and_every_role(council):
    printed = pages(policy_of(council), book(council))
    assert set(printed) == {f"{council}-{track.id}.md" for track in policy_of(council).tracks} | {
        f"{council}-permitted-actions.md"
    }
    for track in policy_of(council).tracks:
        walked, page = found(council, track.id), printed[f"{council}-{track.id}.md"]
        assert diagram(walked) in page
        for row in rows(walked, walked.ways):
            assert f"| {row.who} |" in page
            assert row.act in page
    matrix = printed[f"{council}-permitted-actions.md"]
    assert matrix.count("\n## ") == len(parts_of(found(council, "complaint")))


# --- the picture and the table ---------------------------------------------------------------------------


@pytest.mark.parametrize(("council", "track"), TRACKS)
def test_the_diagram_the_drawing_and_the_table_have_the_same_states_and_ways(council, track):
    walked = found(council, track)
    ways = {(passage.before, passage.after) for passage in walked.passages}
    assert {(way.before, way.after) for way in walked.onward} == ways
    in_rows = {(before, row.after) for row in rows(walked, walked.onward) for before in (row.befores or (None,))}
    assert in_rows == ways
    picture = drawing(walked)
    assert [box.state for box in picture.boxes] == list(walked.states)
    numbers = [number for arrow in picture.arrows for number, _x, _y in arrow.numbers]
    assert sorted(numbers) == [passage.number for passage in walked.passages]
    names = dict(re.findall(r'state "([^"]+)" as (\w+)', diagram(walked)))
    assert len(re.findall(r'state "[^"]+" as \w+(?! \{)$', diagram(walked), re.MULTILINE)) == len(walked.states), names


@pytest.mark.parametrize(("council", "track"), TRACKS)
def test_nothing_in_the_drawing_lies_upon_something_else(council, track):
    picture = drawing(found(council, track))
    for above, below in zip(picture.boxes, picture.boxes[1:], strict=False):
        assert above.bottom < below.y
    numbers = [(x, y) for arrow in picture.arrows for _number, x, y in arrow.numbers]
    assert len(set(numbers)) == len(numbers)
    for x, y in numbers:
        assert 0 < x < picture.width
        assert 0 < y < picture.height


def test_spans_that_overlap_are_kept_apart():
    assert apart([(1, 4), (2, 3), (4, 6), (5, 9)]) == [1, 0, 0, 1]
    assert apart([(4, 1), (1, 4)]) == [0, 1]
    assert apart([]) == []


def test_states_of_a_whole_stage_are_said_as_one():
    walked = found("dartford", "complaint")
    assert places(walked, walked.states) == ("every state",)
    first = [state for state in walked.states if state.stage == "stage-one"]
    assert places(walked, first) == ("Stage One: every state",)
    still_open = [state for state in first if state.code not in ENDED]
    assert places(walked, still_open) == ("Stage One: every open state",)
    assert places(walked, [State("stage-one", "new"), State("stage-one", "closed")]) == (
        "Stage One: To be registered; Closed",
    )


def test_every_status_has_its_place_and_every_action_can_be_tried():
    assert sorted(ORDER) == sorted(STATUSES)
    assert [action for action in ACTIONS if action != "take-step" and not can_be_tried(action)] == []


# --- single ways, by name ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("council", "before", "act", "option", "after", "by", "paragraph"),
    [
        ("dartford", "new", "register", "", "awaiting-allocation", ("corporate-services-team",), "2.7(i)"),
        ("dartford", "investigating", "respond", "", "answered", ("service-manager",), "8.1.1(e)"),
        ("kings-lynn", "awaiting-acknowledgement", "acknowledge", "", "investigating", None, "3"),
        ("marshbridge", "answered", "close", "", "closed", None, "10.1"),
    ],
)
def test_a_way_that_the_policy_is_known_to_have(council, before, act, option, after, by, paragraph):
    walked = found(council, "complaint")
    stage = walked.states[0].stage
    ways = [
        way
        for way in walked.ways
        if (way.form, way.before, way.after) == (Form(act, option), State(stage, before), State(stage, after))
    ]
    assert paragraph in {way.move.paragraph for way in ways}
    assert by is None or any(set(by) <= set(way.by) for way in ways)


def test_time_passing_is_a_way_where_a_window_makes_the_state_another():
    walked = found("kings-lynn", "complaint")
    (way,) = [way for way in walked.ways if way.clock is not None]
    assert (way.before, way.after) == (
        State("stage-one", "answered"),
        State("stage-one", "answered-window-passed"),
    )
    assert way.by == ()


def test_a_third_stage_and_a_right_by_default_are_found_without_a_word_of_code():
    walked = found("marshbridge", "complaint")
    assert {state.stage for state in walked.states} == {"stage-one", "stage-two", "stage-three"}
    by_right = [way for way in walked.onward if way.move and way.move.right and way.after.stage == "stage-two"]
    assert {way.form.act for way in by_right} == {"request-next-stage"}


# --- who is permitted what ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("council", "track"), BIG)
def test_the_matrix_says_of_fresh_cases_what_the_rules_say(council, track):
    """Of cases that go through the procedure by chance: what is never permitted is refused, what always is is open."""
    walked = found(council, track)
    matrix = permitted(walked, book(council))
    wrong = []
    for seed in range(2):
        for sample in _at_random(council, track, seed):
            assert sample.state in walked.states, f"{sample.state} was never come upon"
            wrong += _disagreements(walked, matrix, sample, book(council))
    assert wrong == []


def _at_random(council: str, track: str, seed: int) -> list[Sample]:
    """One case that goes from act to act by chance, as it stands after each."""
    chance = random.Random(f"{council} {track} {seed}")
    policy = policy_of(council)
    walker = Walker(replace(book(council), policies={policy.pin: policy}), policy, track)
    reached: Reached = chance.choice(list(walker.starts()))
    samples = [reached.sample]
    forms = [form for each in walker.forms.values() for form in each]
    for _try in range(250):
        form = chance.choice(forms)
        if form.act in ("withdraw", "close") and chance.random() < 0.8:
            continue
        try:
            reached = walker.done(form, reached)
        except (Refused, Mistake):
            continue
        samples.append(reached.sample)
    return samples


def _disagreements(walked: Procedure, matrix, sample: Sample, rules: Rulebook) -> list[tuple]:
    wrong = []
    several = len(sample.case.points) > 1  # the walked cases have one point, as the printed page says
    for act in acts_of(walked):
        if act == "step:split" and several:
            continue
        for part in parts_of(walked):
            permission = matrix.get((part, act, sample.state), Permission())
            by = somebody(part)
            asked = [(by, permission.anybody)]
            if by.kind == "staff" and sample.on.holder:
                asked.append((replace(by, id=sample.on.holder), permission.in_charge))
            wrong += [
                (sample.state.key, act, part, extent)
                for actor, extent in asked
                if extent != "sometimes" and (extent == "yes") != _is_open(act, actor, sample, rules)
            ]
    return wrong


def _is_open(act: str, by: Actor, sample: Sample, rules: Rulebook) -> bool:
    return refusal_of(sample.case, act, by=by, book=rules, run=sample.run, today=sample.at.day) is None
