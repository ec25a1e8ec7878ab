"""Does `redress deadline` give every date of the catalogue, explain it, and answer whatever it is asked?"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.deadlines import questions
from redress import cli, policies, rules_commands
from redress.rules.questions import KEYS, answer
from tests.requirement import requirement
from tests.rules.written_days import day

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def asked(policy: str, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any]]:
    code = cli.main(["deadline", "--policy", policy, "--format", "json", *options])
    return code, json.loads(capsys.readouterr().out)


def answered(policy: str, **question: Any) -> dict[str, Any]:
    return answer(question, policies.current(policy), policies.rulebook(), ZoneInfo(rules_commands.ZONE))


def due(policy: str, clock: str, **question: Any) -> str:
    given_answer = answered(policy, **question)
    assert "error" not in given_answer, given_answer["error"]
    return given_answer["deadlines"][clock]["due"]


@requirement("DA-2.7-ii", "DA-3.13-1", "DA-8.1.1-b1", "DA-3.16-b2", "DA-3.16-b3", "DA-3.16-a4", "C20")
@pytest.mark.parametrize(
    ("received", "legal", "last"),
    [
        ("2026-06-01T09:00", "2026-06-01T09:00", "Fri 5 Jun 2026"),
        ("2026-04-01T11:00", "2026-04-01T11:00", "Thu 9 Apr 2026"),
        ("2026-04-02T17:30", "2026-04-07T08:45", "Mon 13 Apr 2026"),
        ("2026-12-24T17:20", "2026-12-29T08:45", "Tue 5 Jan 2027"),
        ("2026-12-29T10:00", "2026-12-29T10:00", "Tue 5 Jan 2027"),
        ("2026-03-02T17:15", "2026-03-02T17:15", "Fri 6 Mar 2026"),
        ("2026-03-02T17:16", "2026-03-03T08:45", "Mon 9 Mar 2026"),
        ("2026-05-01T16:46", "2026-05-05T08:45", "Mon 11 May 2026"),
        ("2026-07-04T09:00", "2026-07-06T08:45", "Fri 10 Jul 2026"),
        ("2026-06-01", "2026-06-01", "Fri 5 Jun 2026"),
        ("2026-04-04", "2026-04-07T08:45", "Mon 13 Apr 2026"),
    ],
)
def test_dartford_acknowledges_within_five_working_days_of_legal_receipt(received: str, legal: str, last: str) -> None:
    given_answer = answered("dartford", received=received)
    assert given_answer["legal_receipt"] == legal
    assert given_answer["deadlines"]["stage-one-acknowledgement"]["due"] == day(last).isoformat()
    assert given_answer["deadlines"]["stage-one-acknowledgement"]["paragraph"] == "2.7(ii)"


@requirement("DA-2.7-iii", "DA-2.7-vi-a", "DA-8.1.1-b6", "C21", "C22")
@pytest.mark.parametrize(
    ("received", "acknowledged", "extended", "last"),
    [
        ("2026-06-01", "2026-06-03", None, "Tue 16 Jun 2026"),
        ("2026-04-02T17:30", "2026-04-09", None, "Wed 22 Apr 2026"),
        ("2026-06-01", "2026-06-09", None, "Thu 18 Jun 2026"),
        ("2026-06-01", None, None, "Thu 18 Jun 2026"),
        ("2026-06-01", "2026-06-03", 10, "Tue 30 Jun 2026"),
        ("2026-06-01", "2026-06-03", [6, 4], "Tue 30 Jun 2026"),
        ("2026-06-01", "2026-06-03", "2026-06-30", "Tue 30 Jun 2026"),
        ("2026-04-02T17:30", "2026-04-09", 10, "Thu 7 May 2026"),
    ],
)
def test_dartford_answers_stage_one_within_ten_working_days_of_acknowledgement(
    received: str, acknowledged: str | None, extended: object, last: str
) -> None:
    question = {"received": received, "acknowledged": acknowledged, "extended": extended}
    given_answer = answered("dartford", **question)["deadlines"]["stage-one-response"]
    assert given_answer["due"] == day(last).isoformat()
    assert given_answer.get("provisional", False) is (acknowledged is None)


@requirement("DA-2.7-iv", "DA-2.7-vi-b", "DA-8.1.2-e1", "C23", "C24", "C25")
def test_dartford_at_stage_two() -> None:
    question = {
        "received": "2026-06-01",
        "acknowledged": "2026-06-03",
        "responded": "2026-06-16",
        "stage_two_requested": "2026-07-03T16:50",
    }
    assert due("dartford", "stage-two-acknowledgement", **question) == "2026-07-10"
    question["stage_two_acknowledged"] = "2026-07-09"
    assert due("dartford", "stage-two-response", **question) == "2026-08-05"
    assert due("dartford", "stage-two-response", **question, stage_two_extended=20) == "2026-09-03"
    assert due("dartford", "stage-two-response", **question, stage_two_extended="2026-09-03") == "2026-09-03"
    refused = answered("dartford", **question, stage_two_extended="2026-09-04")["refused"][0]
    assert (refused["code"], refused["paragraph"]) == ("over-cap", "2.7(vi)(b)")


@requirement("KL-3-5", "KL-3-7", "C2", "C3")
@pytest.mark.parametrize(
    ("received", "acknowledge", "respond"),
    [
        ("2026-03-02", "Wed 4 Mar 2026", "Mon 23 Mar 2026"),
        ("2026-04-02", "Wed 8 Apr 2026", "Mon 27 Apr 2026"),
        ("2026-12-23", "Tue 29 Dec 2026", "Mon 18 Jan 2027"),
        ("2026-03-07", "Tue 10 Mar 2026", "Fri 27 Mar 2026"),
        ("2026-05-22", "Wed 27 May 2026", "Mon 15 Jun 2026"),
    ],
)
def test_kings_lynn_at_stage_one(received: str, acknowledge: str, respond: str) -> None:
    given_answer = answered("kings-lynn", received=received)
    assert given_answer["legal_receipt"] == received
    deadlines = given_answer["deadlines"]
    assert deadlines["stage-one-acknowledgement"]["due"] == day(acknowledge).isoformat()
    assert deadlines["stage-one-response"]["due"] == day(respond).isoformat()
    assert set(deadlines) == {"stage-one-acknowledgement", "stage-one-response"}


@requirement("KL-3-14", "C4")
@pytest.mark.parametrize(
    ("responded", "printed", "last"),
    [
        ("2026-04-15", None, "Fri 15 May 2026"),
        ("2026-01-30", "2026-02-28", "Mon 2 Mar 2026"),
        ("2026-02-27", None, "Fri 27 Mar 2026"),
        ("2026-03-31", None, "Thu 30 Apr 2026"),
        ("2026-07-31", "2026-08-31", "Tue 1 Sep 2026"),
    ],
)
def test_kings_lynn_prints_one_date_and_judges_by_another_where_the_month_ends_on_a_day_off(
    responded: str, printed: str | None, last: str
) -> None:
    window = answered("kings-lynn", received="2026-01-05", responded=responded)["deadlines"]["stage-two-window"]
    assert (window["due"], window.get("printed")) == (day(last).isoformat(), printed)


@requirement("KL-3-18", "KL-3-29", "C5", "C6")
def test_kings_lynn_at_stage_two() -> None:
    question = {"received": "2026-03-25", "responded": "2026-04-15", "stage_two_requested": "2026-05-01"}
    assert due("kings-lynn", "stage-two-acceptance", **question) == "2026-05-06"
    assert due("kings-lynn", "stage-two-response", **question) == "2026-06-02"
    assert due("kings-lynn", "stage-two-response", **question, stage_two_extended="2026-07-31") == "2026-07-31"


@requirement("KL-7-1", "DA-3.11-a1", "DA-3.11-a2", "C8", "C26", "C27")
def test_limits_for_complaining_are_given_where_the_day_of_the_matter_is_known() -> None:
    assert due("kings-lynn", "time-to-complain", received="2026-03-14", happened_on="2025-03-14") == "2026-03-14"
    assert due("kings-lynn", "time-to-complain", received="2025-02-28", happened_on="2024-02-29") == "2025-02-28"
    assert due("dartford", "time-to-complain", received="2026-03-14", happened_on="2025-03-14") == "2026-03-14"
    assert due("dartford", "ideal-time-to-complain", received="2026-04-14", happened_on="2026-03-31") == "2026-06-30"


# --- the shape of an answer ------------------------------------------------------------------------


def test_an_answer_leaves_out_what_the_policy_lacks_and_what_cannot_be_known() -> None:
    assert set(answered("dartford", received="2026-06-01")["deadlines"]) == {
        "stage-one-acknowledgement",
        "stage-one-response",
    }
    full = answered("kings-lynn", received="2026-03-02", responded="2026-03-23", stage_two_requested="2026-03-30")
    assert set(full["deadlines"]) == {
        "stage-one-acknowledgement",
        "stage-one-response",
        "stage-two-window",
        "stage-two-acceptance",
        "stage-two-response",
    }
    for deadline in full["deadlines"].values():
        assert set(deadline) <= {"due", "printed", "paragraph", "provisional", "projected", "working"}
        assert deadline["working"]
        assert all(isinstance(line, str) and line for line in deadline["working"])


def test_a_date_that_rests_on_projected_holidays_says_so() -> None:
    assert answered("dartford", received="2029-04-20")["deadlines"]["stage-one-response"]["projected"] is True
    assert "projected" not in answered("dartford", received="2026-04-20")["deadlines"]["stage-one-response"]


def test_the_text_has_the_working_and_the_picture(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["deadline", "--policy", "dartford", "--received", "2026-04-02T17:30"])
    said = capsys.readouterr().out
    assert code == 0
    assert "Acknowledge the complaint" in said
    assert "legally received Tuesday 7 April 2026 at 08:45 (3.16(b))" in said
    assert "Mon    Tue    Wed    Thu    Fri    Sat    Sun" in said
    assert "[5]" in said


def test_options_ask_what_lines_ask(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--received", "2026-04-02T17:30", "--acknowledged", "2026-04-09", "--extended", "6", "--extended", "4"]
    code, given_answer = asked("dartford", capsys, *options)
    assert code == 0
    question = {"received": "2026-04-02T17:30", "acknowledged": "2026-04-09", "extended": [6, 4]}
    assert given_answer == answered("dartford", **question)


@pytest.mark.parametrize(
    ("policy", "question", "words"),
    [
        ("dartford", {}, "needs “received”"),
        ("dartford", {"recieved": "2026-06-01"}, "did you mean “received”"),
        ("dartford", {"received": "1 June"}, "“1 June” is not a date or a time"),
        ("dartford", {"received": "2026-02-30"}, "no such day"),
        ("dartford", {"received": 20260601}, "in quotation marks"),
        ("dartford", {"received": "2026-06-01", "happened_on": "June"}, "“happened_on” is a date"),
        ("dartford", {"received": "2026-06-03", "acknowledged": "2026-06-01"}, "comes before “received”"),
        (
            "dartford",
            {"received": "2026-06-03T12:00", "acknowledged": "2026-06-03T11:00"},
            "“acknowledged” comes before “received”",
        ),
        ("dartford", {"received": "2026-06-01", "extended": 0}, "number of working days"),
        ("dartford", {"received": "2026-06-01", "extended": True}, "number of working days"),
        ("dartford", {"received": "2026-06-01", "extended": "soon"}, "number of working days"),
        ("dartford", {"received": "2026-06-01", "stage_two_acknowledged": "2026-06-03"}, "only be given together"),
        ("dartford", {"received": "1999-06-01"}, "Working days are known from"),
        ("dartford", {"received": "2035-12-28"}, "Working days are known from"),
        ("kings-lynn", {"received": "2026-06-01", "responded": "9999-12-15"}, "Working days are known from"),
        ("dartford", {"received": "2026-06-01", "happened_on": "9999-12-31"}, "“happened_on” comes after “received”"),
    ],
)
def test_a_bad_question_is_answered_with_its_error(policy: str, question: dict[str, Any], words: str) -> None:
    given_answer = answered(policy, **question)
    assert words in given_answer["error"]
    assert "deadlines" not in given_answer


@requirement("DA-2.7-vi-a", "KL-3-8")
@pytest.mark.parametrize(
    ("policy", "extended", "due", "refused", "words"),
    [
        ("dartford", 11, "2026-06-16", ("over-cap", "2.7(vi)(a)"), "10 working days at most"),
        ("dartford", [6, 5], "2026-06-24", ("over-cap", "2.7(vi)(a)"), "6 have been used, 4 are left"),
        ("dartford", "2026-07-01", "2026-06-16", ("over-cap", "2.7(vi)(a)"), "10 are left"),
        ("dartford", "2026-06-20", "2026-06-16", ("not-a-working-day", "2.7(vi)(a)"), "Saturday 20 June 2026"),
        ("dartford", "2026-06-16", "2026-06-16", ("not-later", "2.7(vi)(a)"), "later than Tuesday 16 June 2026"),
        ("kings-lynn", 5, "2026-06-22", ("due-date-stays", "3"), "cannot be moved"),
    ],
)
def test_an_extension_that_the_policy_does_not_allow_moves_nothing_and_is_told_with_its_paragraph(
    policy: str, extended: object, due: str, refused: tuple[str, str], words: str
) -> None:
    given_answer = answered(policy, received="2026-06-01", acknowledged="2026-06-03", extended=extended)
    assert given_answer["deadlines"]["stage-one-response"]["due"] == due
    told = given_answer["refused"][-1]
    assert (told["code"], told["paragraph"]) == refused
    assert words in told["sentence"]


def test_a_refused_extension_ends_the_command_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--received", "2026-03-02", "--extended", "5")
    code, given_answer = asked("kings-lynn", capsys, *options)
    assert (code, len(given_answer["refused"])) == (1, 1)
    assert cli.main(["deadline", "--policy", "kings-lynn", *options]) == 1
    assert "Refused: The due date of Stage One cannot be moved" in capsys.readouterr().out


def test_bad_lines_do_not_stop_the_others(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {
        "nonsense": "This line is not JSON",
        "": "This line is empty",
        "[]": "A question is an object",
        '{"error": "x"}': "not a key",
        '{"received": "2026-06-01", "received": "2026-06-02"}': "“received” stands twice in this line.",
        '{"received": "2026-06-01", "extended": ' + "9" * 5000 + "}": "This line has a number that is too long.",
        "[" * 100_000: "too many brackets within brackets",
    }
    lines = ['\ufeff{"received": "2026-06-01"}', *wrong, '{"received": "2026-04-02T17:30"}']
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    assert cli.main(["deadline", "--policy", "dartford", "--json-lines"]) == 0
    first, *others, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first["legal_receipt"] == "2026-06-01"
    assert last["legal_receipt"] == "2026-04-07T08:45"
    for given_answer, words in zip(others, wrong.values(), strict=True):
        assert words in given_answer["error"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Say with --received when the complaint arrived"),
        (("--responded", "2026-06-01"), "Say with --received"),
        (("--received", "banana"), "is not a date or a time"),
        (("--received", "2026-06-01", "--extended", "9" * 5000), "is a number of working days"),
        (("--json-lines", "--received", "2026-06-01"), "leave out what asks another one"),
    ],
)
def test_a_question_that_cannot_be_read_ends_with_2(
    options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["deadline", "--policy", "dartford", *options]) == 2
    assert words in capsys.readouterr().err


def test_an_error_for_a_program_ends_with_2_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("dartford", capsys, "--received", "banana")[0] == 2


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from((*KEYS, "other")),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(-3, 40),
            st.text(max_size=8),
            st.dates().map(str),
            st.lists(st.integers(-1, 12), max_size=3),
        ),
    )
)
def test_any_question_gets_an_answer_or_an_error(question: dict[str, Any]) -> None:
    for policy in ("dartford", "kings-lynn"):
        given_answer = json.loads(json.dumps(answered(policy, **question)))
        assert ("error" in given_answer) != ("deadlines" in given_answer)


@pytest.mark.parametrize("policy", ["dartford", "kings-lynn"])
def test_whatever_happened_no_working_day_is_miscounted(policy: str) -> None:
    """Over hundreds of cases: a due date of working days is a working day, and never before it starts."""
    calendar = policies.rulebook().calendar(policies.current(policy).pin)
    for question in questions(300, seed=7):
        for name, deadline in answered(policy, **question)["deadlines"].items():
            last = date.fromisoformat(deadline["due"])
            assert calendar.is_working_day(last), (question, name)
            assert last >= date.fromisoformat(str(question["received"])[:10])


# --- the command around it -------------------------------------------------------------------------


def test_an_unknown_policy_or_file_is_said_and_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deadline", "--policy", "kent", "--received", "2026-06-01"]) == 2
    assert "one of dartford, kings-lynn" in capsys.readouterr().err
    assert cli.main(["deadline", "--policy", "missing.toml", "--received", "2026-06-01"]) == 2
    assert "missing.toml cannot be read" in capsys.readouterr().err


def test_a_policy_file_can_be_asked_without_being_installed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "redress/policies/dartford.toml").read_text(encoding="utf-8")
    file = tmp_path / "gravesend.toml"
    count = 'length = { kind = "working-days", count = 5, first_day = "anchor", paragraph = "3.16(c)" }'
    file.write_text(text.replace(count, count.replace("count = 5", "count = 3"), 1), encoding="utf-8")
    code, given_answer = asked(str(file), capsys, "--received", "2026-06-01")
    assert code == 0
    assert given_answer["deadlines"]["stage-one-acknowledgement"]["due"] == "2026-06-03"


def test_policy_files_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = ROOT / "redress/policies/dartford.toml"
    bad = tmp_path / "bad.toml"
    bad.write_text(
        good.read_text(encoding="utf-8").replace('nation = "england-and-wales"', 'nation = "england"'), "utf-8"
    )
    assert cli.main(["policy", "check", str(good)]) == 0
    assert cli.main(["policy", "check", str(good), str(bad)]) == 1
    assert "Line " in capsys.readouterr().out
    assert cli.main(["policy", "check", str(tmp_path / "none.toml")]) == 2
    assert cli.main(["policy", "list"]) == 0
    assert "dartford\t" in capsys.readouterr().out


def test_no_database_and_no_framework_is_needed() -> None:
    """The commands of the rules run where Django is not even imported."""
    script = (
        "import sys; from redress import cli; "
        "cli.main(['deadline', '--policy', 'dartford', '--received', '2026-06-01']); "
        "sys.exit('django' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["dartford", "kings-lynn"])
def test_ten_thousand_questions_are_all_answered(policy: str) -> None:
    """How long that takes is measured by bench/deadlines.py."""
    lines = "".join(json.dumps(question) + "\n" for question in questions(10_000))
    done = subprocess.run(
        [sys.executable, "-m", "redress.cli", "deadline", "--json-lines", "--policy", policy],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.count("\n") == 10_000
    assert '"error"' not in done.stdout
