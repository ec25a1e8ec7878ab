"""Is every refusal put into a plain sentence, and every deadline explained and drawn?"""

from __future__ import annotations

import ast
import string
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from redress import policies
from redress.rules import phrases
from redress.rules.actions import ACTIONS
from redress.rules.case import ACTS_OF_ACTOR
from redress.rules.clock import Deadline
from redress.rules.events import MILESTONES
from redress.rules.picture import picture, picture_text
from redress.rules.policy import Policy
from redress.rules.questions import dates
from redress.rules.refusals import Refused
from redress.rules.wording import SENTENCES, sentence, working_lines

REDRESS = Path(__file__).parents[2] / "redress"
LONDON = ZoneInfo("Europe/London")


@cache
def raised() -> dict[str, set[str]]:
    """Every code that the rules, and the letters, can raise, with the names of the parameters it is raised with."""
    found: dict[str, set[str]] = {}
    for file in sorted([*(REDRESS / "rules").rglob("*.py"), *(REDRESS / "correspondence").rglob("*.py")]):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                code = node.args[0]
                assert isinstance(code, ast.Constant), f"{file.name}:{node.lineno}: a code is written out"
                names = {keyword.arg or "" for keyword in node.keywords}
                found[code.value] = found.get(code.value, names) & names
    return found


def deadlines_of(policy: str, **question: object) -> dict[str, Deadline]:
    answered = dates(question, policies.current(policy), policies.rulebook(), LONDON)
    return {deadline.clock.id: deadline for deadline in answered.deadlines}


@pytest.fixture(params=["dartford", "kings-lynn"])
def policy(request: pytest.FixtureRequest) -> Policy:
    return policies.current(request.param)


def test_every_refusal_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert set(raised()) == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_uses_only_what_its_refusal_always_tells(code: str) -> None:
    used = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
    assert used <= raised()[code]


SAMPLES: dict[str, object] = {
    "action": "extend",
    "act": "answered",
    "asked": 3,
    "at": "2026-06-03T10:00:00+01:00",
    "by": ["director", "complainant"],
    "cap": date(2026, 7, 14),
    "contents": ["contact"],
    "decided_by": ["director"],
    "due": date(2026, 6, 16),
    "ended": "withdrawn",
    "expertise": "equalities",
    "function": "Council housing: repairs",
    "landlord": "yes",
    "finding": "full-and-comprehensive",
    "findings": ["full-and-comprehensive", "elements-not-considered"],
    "found": "[date]",
    "from_day": date(2026, 7, 1),
    "given": "stage-one-response",
    "grounds": ["other"],
    "instead": ["director"],
    "left": 4,
    "letter": "stage-one-acknowledgement",
    "made": date(2026, 6, 3),
    "milestone": "acknowledged",
    "option": "confirmed",
    "question": "When was it confirmed?",
    "step": "oral-note",
    "need": "Large print",
    "language": "Polish",
    "part": "complainant",
    "most": 10,
    "ombudsmen": ["lgsco"],
    "point": "p1",
    "position": "stage-two-investigator",
    "right": "ombudsman-without-stage-one-response",
    "role": "director",
    "roles": ["director"],
    "seq": 7,
    "since": "2026-06-01T10:00:00+01:00",
    "stage": "stage-one",
    "stale": True,
    "unit": "calendar-days",
    "until": date(2026, 6, 20),
    "used": 6,
    "where": "reasons",
}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_plain_and_ends_with_its_paragraph(code: str, policy: Policy) -> None:
    parameters = {name: SAMPLES[name] for name in raised()[code]}
    said = sentence(Refused(code, "2.7(ii)", **parameters), policy)
    assert said.endswith(" (2.7(ii)).")
    assert said[0].isupper() or said[0] in "“0123456789"
    assert "{" not in said
    assert "  " not in said
    assert "None" not in said


def test_the_cap_is_said_with_what_is_used_and_left() -> None:
    refused = Refused("over-cap", "2.7(vi)(a)", asked=1, most=10, used=10, left=0)
    assert sentence(refused, policies.current("dartford")) == (
        "The stage can be extended by 10 working days at most; 10 have been used, 0 are left (2.7(vi)(a))."
    )
    refused = Refused("over-cap", "2.7(vi)(a)", asked=10, most=10, used=1, left=1)
    assert "1 has been used, 1 is left" in sentence(refused, policies.current("dartford"))


@pytest.mark.parametrize(
    ("code", "parameters", "said"),
    [
        (
            "not-your-role",
            {"action": "register", "by": ["corporate-services-team"]},
            "Only the Corporate Services Team can register this (3).",
        ),
        (
            "letter-lacks",
            {"letter": "stage-one-response", "contents": ["apology", "remedies"]},
            "The letter “Stage One response” cannot be sent yet: it lacks “We are sorry” and “What we will do” (3).",
        ),
        (
            "run-ended",
            {"action": "respond", "ended": "completed"},
            "This is closed: you cannot send the response any more (3).",
        ),
        (
            "right-not-open",
            {"right": "unheard-of", "from_day": None},
            "The complainant cannot do this yet: “unheard-of” (3).",
        ),
        ("no-further-stage", {"ombudsmen": []}, "There is no further stage within the council (3)."),
        (
            "not-agreed",
            {"by": ["director"], "stale": False},
            "The response must be agreed by the Director before it is sent (3).",
        ),
    ],
)
def test_what_some_refusals_say(code: str, parameters: dict[str, object], said: str) -> None:
    refused = Refused(code, "3", **parameters)
    assert sentence(refused, policies.current("dartford")) == said.replace("(3)", "(paragraph 3)")


def test_a_sentence_can_be_translated_whole() -> None:
    def backwards(message: str) -> str:
        return message.replace("You cannot {action} any more", "Nimmer: {action}")

    refused = Refused("already", "3.1", action="acknowledge", milestone="acknowledged")
    assert sentence(refused, policies.current("dartford"), backwards).startswith("Nimmer: acknowledge this")


def test_whatever_can_stand_in_a_sentence_has_its_phrase(policy: Policy) -> None:
    assert set(phrases.ACTS) == set(ACTIONS)
    assert set(phrases.MILESTONES) == set(MILESTONES.values())
    assert set(phrases.EARLIER_ACTS) >= set(ACTS_OF_ACTOR.values()) | {"held", "drafted", "line-manager"}
    anchors = {getattr(clock.anchor, "milestone", "") or getattr(clock.anchor, "fact", "") for clock in policy.clocks}
    assert anchors - {""} <= set(phrases.STARTS)


# --- the working of a deadline -------------------------------------------------------------------


def lines(policy: str, clock: str, **question: object) -> list[str]:
    return working_lines(deadlines_of(policy, **question)[clock], policies.current(policy))


def test_the_working_says_why_a_receipt_moved_and_which_days_are_left_out() -> None:
    assert lines("dartford", "stage-one-acknowledgement", received="2026-04-02T17:30") == [
        "Arrived Thursday 2 April 2026 at 17:30, after the office closed at 17:15: "
        "legally received Tuesday 7 April 2026 at 08:45 (3.16(b)).",
        "That day is day 1 (3.16(c)).",
        "Working day 5 is Monday 13 April 2026.",
        "Not counted: Fri 3 Apr (Good Friday); Mon 6 Apr (Easter Monday); the weekends of 4–5 Apr, 11–12 Apr.",
        "Due by the end of Monday 13 April 2026 (2.7(ii)).",
    ]


def test_the_working_of_kings_lynn_begins_on_the_day_after() -> None:
    assert lines("kings-lynn", "stage-one-acknowledgement", received="2026-03-02") == [
        "Received Monday 2 March 2026.",
        "That day itself is not counted: day 1 is Tuesday 3 March 2026. The day of receipt is not counted.",
        "Working day 2 is Wednesday 4 March 2026.",
        "Due by the end of Wednesday 4 March 2026 (paragraph 3).",
    ]


def test_the_working_of_a_month_says_how_it_ends_and_how_it_is_moved() -> None:
    assert lines("kings-lynn", "stage-two-window", received="2026-01-05", responded="2026-01-30") == [
        "Counted from the response, Friday 30 January 2026.",
        "One calendar month ends on Saturday 28 February 2026: February that year has no day 30, "
        "so its last day counts.",
        "Saturday 28 February 2026 is no working day (Saturday), so whatever comes by Monday 2 March 2026 is "
        "still in time; letters say Saturday 28 February 2026.",
        "Due by the end of Monday 2 March 2026 (paragraph 3).",
    ]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"received": "2026-06-01"}, "The acknowledgement has not been sent yet, so this is provisional"),
        (
            {"received": "2026-06-01", "acknowledged": "2026-06-09"},
            "so that the council gains nothing by its own delay",
        ),
        ({"received": "2026-06-01", "acknowledged": "2026-06-03"}, "up to 10 working days may be added (2.7(vi)(a))"),
        (
            {"received": "2026-06-01", "acknowledged": "2026-06-03", "extended": [6]},
            "6 of 10 used, 4 left (2.7(vi)(a))",
        ),
        ({"received": "2026-12-21"}, "Offices closed Tue 29 Dec to Thu 31 Dec"),
        ({"received": "2029-03-20"}, "public holidays that are not proclaimed yet"),
        ({"received": "2029-03-20"}, "Good Friday, not proclaimed yet"),
    ],
)
def test_the_working_says_what_matters(question: dict[str, object], words: str) -> None:
    said = " ".join(lines("dartford", "stage-one-response", **question))
    assert words in said


def test_the_working_lists_no_weekend_twice_and_no_half_one() -> None:
    said = " ".join(lines("dartford", "stage-one-acknowledgement", received="2026-07-04T09:00"))
    assert "Arrived Saturday 4 July 2026 at 09:00, on a Saturday" in said
    assert "Not counted: the weekend of 4–5 Jul." in said
    said = " ".join(lines("dartford", "stage-one-acknowledgement", received="2026-07-05T09:00"))
    assert "Not counted: Sun 5 Jul (Sunday)." in said


def test_the_working_is_made_of_steps_that_can_be_translated(policy: Policy) -> None:
    """Whatever is not a date, a name or a paragraph of the policy goes through the translation."""
    deadline = deadlines_of(policy.id, received="2026-06-01", acknowledged="2026-06-03")["stage-one-response"]
    translated = working_lines(deadline, policy, lambda message: f"«{message}»")
    assert len(translated) == len(working_lines(deadline, policy))
    assert all("«" in line for line in translated)


# --- the picture -----------------------------------------------------------------------------------


def marks(deadline: Deadline) -> dict[date, tuple[str, int | None]]:
    return {cell.day: (cell.mark, cell.number) for week in picture(deadline) for cell in week.days}


def test_the_picture_counts_from_the_legal_receipt_and_says_what_was_skipped() -> None:
    drawn = picture(deadlines_of("dartford", received="2026-04-02T17:30")["stage-one-acknowledgement"])
    assert [len(week.days) for week in drawn] == [7, 7, 7]
    cells = {cell.day: cell for week in drawn for cell in week.days}
    assert drawn[0].days[0].day == date(2026, 3, 30)
    assert (cells[date(2026, 4, 2)].mark, cells[date(2026, 4, 2)].reason) == ("before", "arrived")
    assert (cells[date(2026, 4, 3)].mark, cells[date(2026, 4, 3)].reason) == ("before", "Good Friday")
    assert (cells[date(2026, 4, 7)].mark, cells[date(2026, 4, 7)].number) == ("anchor", 1)
    assert (cells[date(2026, 4, 8)].mark, cells[date(2026, 4, 8)].number) == ("counted", 2)
    assert (cells[date(2026, 4, 11)].mark, cells[date(2026, 4, 11)].reason) == ("skipped", "Saturday")
    assert (cells[date(2026, 4, 13)].mark, cells[date(2026, 4, 13)].number) == ("due", 5)
    assert cells[date(2026, 4, 14)].mark == "after"


def test_the_picture_numbers_an_extension_from_one_again() -> None:
    question = {"received": "2026-06-01", "acknowledged": "2026-06-03", "extended": 10}
    drawn = marks(deadlines_of("dartford", **question)["stage-one-response"])
    assert drawn[date(2026, 6, 3)] == ("anchor", 1)
    assert drawn[date(2026, 6, 16)] == ("counted", 10)
    assert drawn[date(2026, 6, 17)] == ("extension", 1)
    assert drawn[date(2026, 6, 20)] == ("skipped", None)
    assert drawn[date(2026, 6, 30)] == ("due", 10)


def test_the_picture_of_kings_lynn_does_not_number_the_day_of_receipt() -> None:
    drawn = marks(deadlines_of("kings-lynn", received="2026-03-02")["stage-one-acknowledgement"])
    assert drawn[date(2026, 3, 2)] == ("anchor", None)
    assert drawn[date(2026, 3, 3)] == ("counted", 1)
    assert drawn[date(2026, 3, 4)] == ("due", 2)


@pytest.mark.parametrize("day", range(1, 29))
def test_a_picture_has_one_due_day_and_numbers_without_a_gap(day: int, policy: Policy) -> None:
    question = {"received": f"2026-12-{day:02}T18:00", "acknowledged": "2027-01-04"}
    for deadline in deadlines_of(policy.id, **question).values():
        cells = [cell for week in picture(deadline) for cell in week.days]
        assert [cell.day for cell in cells if cell.mark == "due"] == [deadline.due]
        numbers = [cell.number for cell in cells if cell.number is not None]
        assert numbers == list(range(1, len(numbers) + 1))
        skipped = [cell for cell in cells if cell.mark == "skipped"]
        assert all(cell.reason for cell in skipped)


def test_a_year_is_drawn_by_its_ends() -> None:
    question = {"received": "2026-03-14", "happened_on": "2025-03-14"}
    drawn = picture(deadlines_of("dartford", **question)["time-to-complain"])
    assert len(drawn) == 4
    assert drawn[2].left_out == 49
    assert drawn[-1].days[5].day == date(2026, 3, 14)
    assert drawn[-1].days[5].mark == "due"


def test_the_picture_in_text_has_a_row_a_week() -> None:
    question = {"received": "2026-06-01", "acknowledged": "2026-06-03", "extended": 10}
    drawn = picture_text(deadlines_of("dartford", **question)["stage-one-response"]).splitlines()
    assert drawn[0].split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert drawn[1].split() == ["1", "Jun", "·", "·", ">1", "2", "3", "×", "×"]
    assert drawn[3].split() == ["15", "Jun", "9", "10", "+1", "+2", "+3", "×", "×"]
    assert drawn[5].split() == ["29", "Jun", "+9", "[10]", "·", "·", "·", "·", "·"]
