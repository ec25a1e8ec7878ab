"""Which lists does Dartford keep, and can every entry be chosen? Paragraphs 3.1, 3.5, 4.3, 4.10, 5.1 and 5.2."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest

from redress import policies
from redress.policies import loader
from redress.rules import actions as order
from redress.rules.events import Answer, Point
from redress.rules.letters import flags_of, required
from redress.rules.policy import CalendarRules, Policy
from redress.rules.steps import owed
from tests.requirement import requirement
from tests.rules.walks import Walk

POLICY_FILE = Path(policies.__file__).with_name("dartford.toml")


@pytest.mark.parametrize(
    ("subject", "brings", "asks"),
    [
        pytest.param("service-standard", "", "", marks=requirement("DA-3.5-a")),
        pytest.param("staff-attitude", "special-case", "about-staff", marks=requirement("DA-3.5-b")),
        pytest.param("delay", "", "", marks=requirement("DA-3.5-c", "DA-3.1-3")),
        pytest.param("procedure-not-followed", "", "", marks=requirement("DA-3.5-d")),
        pytest.param("relevant-matters-ignored", "may-be-appeal", "triage", marks=requirement("DA-3.5-e")),
        pytest.param("rights-not-told", "", "", marks=requirement("DA-3.5-f")),
        pytest.param("discrimination", "special-case", "discrimination-ground", marks=requirement("DA-3.5-g")),
        pytest.param("service-not-given", "", "", marks=requirement("DA-3.1-3")),
        pytest.param("money-not-given", "", "", marks=requirement("DA-3.1-3")),
        pytest.param("policy-issue", "policy-question", "triage", marks=requirement("DA-3.1-3")),
        pytest.param("policy-external", "policy-question", "triage", marks=requirement("DA-5.1.1-1")),
        pytest.param("policy-internal", "policy-question", "triage", marks=requirement("DA-5.2-1")),
        pytest.param("fluency-duty", "", "fluency", marks=requirement("DA-5.13-1")),
    ],
)
def test_each_category_can_be_chosen_for_a_point_and_brings_what_it_must(subject: str, brings: str, asks: str) -> None:
    """It stays with the point, so that cases can be counted by it; what it brings and asks follows at once."""
    walk = Walk().receives("2026-06-01T10:00")
    desk = walk.staff("corporate-services-team")
    points = tuple(replace(point, subject=subject) for point in walk.case.points)
    walk.does("2026-06-01T11:00", desk, order.SettlePoints(points=points))
    case = walk.case
    assert [point.subject for point in case.points] == [subject]
    assert subject in {choice.id for choice in walk.policy.subjects}
    assert not brings or brings in flags_of(case, case.main_run, walk.policy)
    asked = {step.id for step in owed(case, case.main_run, walk.policy)}
    assert not asks or asks in asked
    if subject == "relevant-matters-ignored":
        assert "appeal" in next(choice.note for choice in walk.policy.subjects if choice.id == subject)


@requirement("DA-4.2-3")
def test_DA_4_2_whoever_decides_is_told_that_the_word_need_not_be_used() -> None:
    """It stands where the choice is made; what the person wrote is never looked through for it."""
    unsure = Walk().policy.option("triage", "unsure")
    assert "The word complaint need not be used." in unsure.hint
    assert unsure.questions == ()
    assert not unsure.ends


@requirement("DA-3.16-a2")
def test_DA_3_16_a_there_is_one_calendar_for_the_whole_council() -> None:
    """Whatever service it is about, the same days are skipped: over a weekend and a bank holiday."""
    due = set()
    for service in ("", "parks", "home-repairs"):
        walk = Walk().receives("2026-05-22T10:00", points=(Point("p1", service=service, landlord="no"),))
        due.add(walk.due("stage-one-acknowledgement").due)
    assert due == {date(2026, 5, 29)}
    assert [name for name, hint in get_type_hints(Policy).items() if hint is CalendarRules] == ["calendar"]
    assert not Walk().policy.service_groups


@requirement("DA-4.3-0")
def test_DA_4_3_a_complaint_can_name_the_standards_that_were_not_kept() -> None:
    """All eleven of them, alone or together, where it is decided that it is a complaint."""
    walk = Walk().receives("2026-06-01T10:00")
    standards = [choice.id for choice in walk.policy.choices("service-standards")]
    assert len(standards) == 11
    for some in (standards[:1], standards[4:7], standards):
        action = order.TakeStep(step="triage", option="complaint", answers=(Answer("standards", ",".join(some)),))
        walk.does("2026-06-01T11:00", walk.staff("corporate-services-team"), action)
        assert walk.case.main_run.steps["triage"].answers == (Answer("standards", ",".join(some)),)


@requirement("DA-4.10-1")
def test_DA_4_10_what_is_no_complaint_is_not_counted_and_has_no_clock() -> None:
    """Nor does a policy need it: without its blocks the file is as good."""
    policy = Walk().policy
    for track in ("enquiry", "comment", "compliment"):
        assert not policy.track(track).counts_as_complaint
        assert not [clock for clock in policy.clocks if clock.track == track]
    without = loader.policy_in(_without("enquiry", "comment", "compliment"), POLICY_FILE)
    assert not {"enquiry", "comment", "compliment"} & {track.id for track in without.tracks}
    assert not {"enquiry", "comment", "compliment"} & {option.id for option in without.step("triage").options}


def _without(*tracks: str) -> str:
    """The policy file without these tracks, and without what only they need: moves, steps, options, letters, advice."""
    kept, leaving = [], ""
    for block in POLICY_FILE.read_text(encoding="utf-8").split("\n\n"):
        heading = block.strip().splitlines()[0]
        if leaving and heading.startswith(f"[[{leaving}."):
            continue
        leaving = heading.strip("[]") if _belongs_to(block, heading, tracks) else ""
        if not leaving:
            kept.append(block)
    return "\n\n".join(kept)


def _belongs_to(block: str, heading: str, tracks: tuple[str, ...]) -> bool:
    if heading in ("[[tracks]]", "[[steps.options]]"):
        return any(f'id = "{track}"\n' in block and 'ends = "not-accepted"' not in block for track in tracks)
    if heading in ("[[steps]]", "[[letters]]"):
        return any(f'id = "{track}"\n' in block or f'id = "{track}-' in block for track in tracks)
    if heading == "[[guidance]]":
        return any(f'"step:{track}' in block for track in tracks)
    return heading == "[[moves]]" and any(f'track = "{track}"' in block for track in tracks)


NEXT_ROUTE = {
    "redirect-elsewhere": "where",
    "redirect-to-body": "next-contact",
    "redirect-in-part": "next-contact",
    "redirect-councillor": "monitoring-officer",
    "redirect-mp": "commissioner",
    "not-accepted": "ombudsmen",
    "not-accepted-appeal": "route",
    "not-accepted-benefit": "route",
    "not-accepted-malpractice": "route",
}


@requirement("DA-2.3-21")
def test_who_cannot_be_helped_here_is_told_where_to_go() -> None:
    """Without the next route such a letter lacks something compulsory, and cannot go (see test_letters_contents)."""
    policy = policies.current("dartford")
    letters = {letter.id for letter in policy.letters if letter.id.startswith(("redirect-", "not-accepted"))}
    assert letters == set(NEXT_ROUTE)
    for id, content in NEXT_ROUTE.items():
        assert content in {each.id for each in required(policy.letter(id), outcome="", flags=frozenset())}, id
        if id.startswith("not-accepted"):
            assert "ombudsmen" in {each.id for each in required(policy.letter(id), outcome="", flags=frozenset())}
