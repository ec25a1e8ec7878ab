"""Is the story language as its phrase book says, and does it help whoever gets it wrong?"""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from redress import cli, policies
from redress.rules.stories import Told, parse, printed, tell
from redress.rules.stories.acts import _ORDERS
from redress.rules.stories.book import page
from redress.rules.stories.expectations import _OF_A_CASE, _OF_A_CLOCK
from redress.rules.stories.phrasebook import (
    ACTS,
    BLANKS,
    CIRCUMSTANCES,
    DECLARATIONS,
    EXPECTATIONS,
    REFUSAL,
    Phrase,
)

ROOT = Path(__file__).parents[2]
LONDON = ZoneInfo("Europe/London")


def told(text: str, policy: str = "dartford") -> list[Told]:
    return tell(parse(text), policies.current(policy), policies.rulebook(), LONDON)


def why(text: str, policy: str = "dartford") -> str:
    """What is wrong with the last line, which must not be true."""
    last = told(text, policy)[-1]
    assert not last.true, f"{last.line.text} is true"
    return last.why


def test_the_example_of_the_design_is_true() -> None:
    lines = told(
        """
        Mon 01 Jun 2026 10:00  complaint received
        Wed 03 Jun 2026        acknowledged
        Tue 16 Jun 2026        stage one response is due under 2.7(iii)
        Mon 15 Jun 2026        extended by 10 working days because the surveyor is away
        Tue 30 Jun 2026        stage one response is due under 2.7(vi)(a)
        Wed 24 Jun 2026        refused under 2.7(vi)(a): extended by 1 working day because it is complex
        """
    )
    assert [line.true for line in lines] == [True] * 6
    assert lines[-1].why == (
        "The stage can be extended by 10 working days at most; 10 have been used, 0 are left (2.7(vi)(a))."
    )


# --- the book and the language are one -----------------------------------------------------------


def test_the_printed_book_is_up_to_date() -> None:
    assert (ROOT / "docs/stories.md").read_text(encoding="utf-8") == page(), "run .venv/bin/redress docs"


def test_every_phrase_can_be_told() -> None:
    assert {phrase.id for phrase in ACTS} == set(_ORDERS)
    assert {phrase.id for phrase in EXPECTATIONS} == {*_OF_A_CLOCK, *_OF_A_CASE}


def test_no_phrase_stands_in_the_book_twice() -> None:
    for phrases in (ACTS, EXPECTATIONS, CIRCUMSTANCES, DECLARATIONS):
        forms = [phrase.form for phrase in phrases]
        assert len(set(forms)) == len(forms)


FILLED = {
    "NAME": "the Director",
    "OTHER": "Ann",
    "ROLE": "service manager",
    "N": "3",
    "DATE": "Tue 30 Jun 2026",
    "TIME": "10:30",
    "REASON": "the surveyor is away",
    "PARAGRAPH": "2.7(vi)(a)",
    "OUTCOME": "upheld",
    "CLOCK": "stage one response",
    "TRACK": "complaint",
    "CHANNEL": "telephone",
    "CONTENT": "apology",
    "FINDING": "elements not considered",
    "GROUND": "other",
    "STATUS": "answered",
    "BODY": "lgsco",
    "DRAFT": "draft one",
    "FLAG": "discrimination",
    "WORDS": "“some words”",
}


def written(phrase: Phrase, *, whole: bool) -> list[str]:
    """The phrase written out: with everything that may be left out, or without; one for each choice."""
    form = re.sub(r" ?\[([^\]]*)\]", lambda part: f" {part[1]}".replace(" :", ":") if whole else "", phrase.form)
    choices = [""]
    for piece in re.split(r"\(([^)]*)\)", form):
        options = piece.split("|") if "|" in piece else [piece]
        choices = [start + option.strip(" " if "|" in piece else "") for start in choices for option in options]
    return [re.sub(r"\b[A-Z]+\b", lambda blank: FILLED.get(blank[0], blank[0]), text).strip() for text in choices]


@pytest.mark.parametrize("phrase", [*ACTS, *EXPECTATIONS], ids=lambda phrase: phrase.id)
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "short"])
def test_every_phrase_is_read_as_itself(phrase: Phrase, whole: bool) -> None:
    for text in written(phrase, whole=whole):
        line = parse(f"Mon 01 Jun 2026  {text}").lines[0]
        assert not line.mistake, text
        assert line.said.phrase == phrase.id, text
        shouted = parse(f"Mon 01 Jun 2026  {text.replace(' is ', '  IS  ')}").lines[0]
        assert shouted.said.phrase == phrase.id


@pytest.mark.parametrize("phrase", ACTS, ids=lambda phrase: phrase.id)
def test_every_act_can_be_expected_to_be_refused(phrase: Phrase) -> None:
    text = written(phrase, whole=False)[0]
    line = parse(f'Mon 01 Jun 2026  refused under 2.7(vi)(a) saying "ten": {text}').lines[0]
    assert (line.kind, line.said.phrase, line.paragraph, line.words) == ("refusal", phrase.id, "2.7(vi)(a)", "ten")


@pytest.mark.parametrize("phrase", CIRCUMSTANCES, ids=lambda phrase: phrase.id)
def test_every_circumstance_is_read_alone_and_between_others(phrase: Phrase) -> None:
    for text in written(phrase, whole=True):
        line = parse(f"Mon 01 Jun 2026  complaint received {text}").lines[0]
        assert [said.phrase for said in line.said.circumstances] == [phrase.id], line.mistake
        id, other = ("points", "with 2 points") if phrase.id != "points" else ("anonymous", "anonymously")
        line = parse(f"Mon 01 Jun 2026  complaint received {other}, {text}, flagged x").lines[0]
        assert [said.phrase for said in line.said.circumstances] == [id, phrase.id, "flag"], line.mistake


def test_every_example_of_the_book_can_be_read() -> None:
    for phrase in (*ACTS, REFUSAL):
        if phrase.example:
            assert not parse(f"Mon 01 Jun 2026  {phrase.example}").lines[0].mistake
    for phrase in DECLARATIONS:
        if phrase.example:
            assert not parse(phrase.example).lines[0].mistake


def test_every_blank_of_the_book_is_used_and_explained() -> None:
    forms = " ".join(phrase.form for phrase in (*ACTS, *EXPECTATIONS, *CIRCUMSTANCES, *DECLARATIONS))
    assert set(re.findall(r"\b[A-Z]+\b", forms)) == set(BLANKS)


# --- what is wrong is said -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Tue 01 Jun 2026  complaint received", "that day is a Monday"),
        ("Mon 31 Jun 2026  complaint received", "There is no such day"),
        ("Mon 01 Jux 2026  complaint received", "is not a day"),
        ("Mon 01 Jun 2026 29:00  complaint received", "There is no such time"),
        ("1 June: complaint received", "A line begins with its day"),
        ("Mon 01 Jun 2026  complaint recieved", "did you mean “complaint received”"),
        ("Mon 01 Jun 2026  complaint received", ""),
        ("Mon 01 Jun 2026  the cat sat on the mat", "is not in the phrase book (docs/stories.md)"),
        ("Mon 01 Jun 2026  complant received", "The policy has no track “complant”; did you mean “Complaint”"),
        ("Mon 01 Jun 2026  complaint received by pigeon", "The policy has no channel “pigeon”"),
        ("Mon 01 Jun 2026  complaint received and laughed at", "is not in the phrase book"),
        ("Ann is a servce manager", "The policy has no role “servce manager”; did you mean “service manager”"),
        ("Mon 01 Jun 2026", "Say what happened on this day"),
        ("Mon 01 Jun 2026 10:60  complaint received", "“10:60” is not a time: write it on the 24-hour clock"),
        ("Mon 01 Jun 2026 10.30  complaint received", "“10.30” is not a time"),
        ("Mon 01 Jun 2026 10:30am  complaint received", "“10:30am” is not a time"),
        ("Mon 01 Jun 2026 10:30 am  complaint received", "“10:30 am” is not a time"),
        ("Sun 29 Mar 2026 01:30  complaint received", "There is no 01:30 on Sunday 29 March 2026"),
        ("Mon 01 Jun 2026 COMPLAINT RECEIVED, BY TELEPHONE, FLAGGED DISCRIMINATION", ""),
        ("Mon 01 Jun 2026  complaint received with 0 points", "A complaint has at least one point."),
        ("Mon 01 Jun 2026  complaint received flagged banana", "The policy has no flag “banana”"),
        ("Mon 01 Jun 2026  complaint received by letter, by telephone", "“by letter” and “by telephone” cannot both"),
        (
            "Mon 01 Jun 2026  complaint received with the landlord question open about the council as landlord",
            "cannot both be true",
        ),
        ("Mon 01 Jun 2026  complaint received about a matter that occurred on Fri 31 Dec 9999", "are known from"),
        (
            "Mon 01 Jun 2026  complaint received about a matter the complainant learnt of on Fri 31 Dec 9999",
            "known from",
        ),
        ("Ann manages Ann\nAnn is a director\nAnn manages Ann", "Nobody is their own line manager"),
        ("Ann is a director\nAnn manages Ben", "Nobody has said who Ben is"),
        ("Ann manages Ben\nAnn is a director\nBen is a director", ""),
        ("the service manager manages the investigating officer", ""),
        ("the complainant is a service manager", "does not work for the council"),
        ("Mon 01 Jun 2026  acknowledged", "Nothing has been received yet"),
        ("Mon 01 Jun 2026  stage one response is due", "Nothing has been received yet"),
    ],
)
def test_a_line_that_says_nothing_useful_is_told_why(line: str, words: str) -> None:
    if words:
        assert words in why(line)
    else:
        assert told(line)[-1].true


RECEIVED = "Mon 01 Jun 2026 10:00  complaint received\nWed 03 Jun 2026  acknowledged\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Wed 17 Jun 2026  stage one response is due", "The day that is due is Tuesday 16 June 2026."),
        ("Tue 16 Jun 2026  stage one response is due under 2.7(ii)", "It is under 2.7(iii), not 2.7(ii)."),
        ("Tue 16 Jun 2026  stage one response is provisionally due", "it is not provisional"),
        ("Tue 16 Jun 2026  stage two response is due", "It has no due date yet."),
        (
            "Tue 16 Jun 2026  stage won response is due",
            "no clock “stage won response”; did you mean “stage two response”?",
        ),
        ("Mon 15 Jun 2026  extended by 5 working days", "Say why: “extended by 5 working days because …”."),
        ("Tue 02 Jun 2026  clarified", "This comes before what the story has told already, on Wednesday 3 June 2026"),
        ("Wed 17 Jun 2026  stage two answered: upheld", "The stage to be answered is Stage One."),
        ("Wed 17 Jun 2026  final response: upheld", "a further stage can follow it"),
        ("Fri 31 Dec 9999  responded", "Working days are known from"),
        ("Wed 17 Jun 2026  corrected: the matter occurred on Fri 31 Dec 9999", "Working days are known from"),
        ("Wed 17 Jun 2026  corrected: complaint was received on Fri 31 Dec 9999", "Working days are known from"),
        ("Wed 17 Jun 2026  corrected: complaint was received on Sun 29 Mar 2026 at 01:30", "the clocks go forward"),
        ("Tue 16 Jun 2026  stage one response is overdue", "It is not overdue: it is due Tuesday 16 June 2026."),
        ("Wed 17 Jun 2026  stage one response is not overdue", "It is overdue."),
        ("Wed 17 Jun 2026  stage one response is late by 2 working days", "It is late by 1 working day."),
        ("Wed 17 Jun 2026  stage one response is met", "It has not been done."),
        ("Wed 17 Jun 2026  stage one acknowledgement is overdue", "It was done on Wednesday 3 June 2026."),
        ("Wed 17 Jun 2026  stage one acknowledgement does not apply", "It applies."),
        ("Wed 17 Jun 2026  stage one response stays missed", "There is no day that is missed."),
        ("Wed 17 Jun 2026  stage one response has 4 working days of extension left", "There are 10 working days left."),
        ("Wed 17 Jun 2026  stage one response rests on projected holidays", "proclaimed holidays only"),
        ("Wed 17 Jun 2026  stage one response is not running", "It is due Tuesday 16 June 2026."),
        ("Wed 17 Jun 2026  stage one response working says “moon”", "The working says: Counted from"),
        ("Tue 02 Jun 2026  legally received", "It counts as received on Monday 1 June 2026 at 10:00."),
        ("Mon 01 Jun 2026  legally received under 3.16(a)", "It is under 3.16(b), not 3.16(a)."),
        ("Tue 16 Jun 2026  ombudsman can be approached", "Not before Wednesday 17 June 2026."),
        ("Wed 17 Jun 2026  ombudsman cannot be approached yet", "The complainant may go to the Ombudsman."),
        ("Wed 17 Jun 2026  complaint is late", "It came in time."),
        ("Wed 17 Jun 2026  request is late", "It came in time."),
        ("Wed 17 Jun 2026  status is answered", "The status is investigating."),
        ("Wed 17 Jun 2026  status is anwsered", "did you mean “answered”"),
        ("Wed 17 Jun 2026  outcome is upheld", "The outcome is not known yet."),
        ("Wed 17 Jun 2026  Ann is in charge", "Nobody has said who Ann is"),
        ("Wed 17 Jun 2026  the Director is in charge", "In charge is the Service manager."),
        ("Wed 17 Jun 2026  ombudsman is the Housing Ombudsman Service", "It is Local Government and Social Care"),
        ("Wed 17 Jun 2026  ombudsman is the Pope", "The policy has no contact “Pope”"),
        ("Wed 17 Jun 2026  response is final", "It is not the last word."),
        ("Wed 17 Jun 2026  acknowledged", "You cannot acknowledge this any more: it has been acknowledged (8.1.1(b))."),
        (
            "Wed 17 Jun 2026  acknowledged without the apology",
            "The policy has no content of “Stage One acknowledgement”",
        ),
        ("Wed 17 Jun 2026  refused under 8.1.1(b): noted", "This was not refused."),
        ("Wed 17 Jun 2026  refused under 2.7(ii): acknowledged", "Refused, but under 8.1.1(b): You cannot acknowledge"),
        ("Wed 17 Jun 2026  refused saying “moon”: acknowledged", "Refused, but the sentence is: You cannot"),
        ("Wed 17 Jun 2026  responded: halfway upheld", "The policy has no outcome “halfway upheld”"),
        ("Wed 17 Jun 2026  responded: partly justified", "The policy has no outcome “partly justified”"),
        ("Wed 17 Jun 2026  request accepted", "The policy does not say how a request for this stage is decided."),
        ("step by step", "stands on the first line"),
    ],
)
def test_what_is_not_true_is_told_with_what_is(line: str, words: str) -> None:
    assert words in why(RECEIVED + line)


@pytest.mark.parametrize(
    "line",
    [
        "Tue 16 Jun 2026  stage one response is due under 2.7(III)",
        "Tue 02 Jun 2026  noted",
        "Wed 03 Jun 2026  refused under 8.1.1(B): acknowledged",
        "Tue 02 Jun 2026  refused under 8.1.1(b): acknowledged",
        "Tue 02 Jun 2026  information review received",
        "Wed 17 Jun 2026  status is INVESTIGATING",
        "Wed 17 Jun 2026  stage one answered: partly upheld",
    ],
)
def test_what_is_said_a_little_differently_is_true_as_well(line: str) -> None:
    lines = told(RECEIVED + line)
    assert all(one.true for one in lines), printed(lines)


@pytest.mark.parametrize("named", ["Partly justified", "partly-justified", "partly Justified"])
def test_an_outcome_that_a_policy_itself_calls_partly_is_found(named: str) -> None:
    policy, book = policies.current("dartford"), policies.rulebook()
    own = tuple(
        replace(one, id="partly-justified", name="Partly justified") if one.justified == "partly" else one
        for one in policy.outcomes
    )
    policy = replace(policy, outcomes=own)
    book = replace(book, policies={**book.policies, policy.pin: policy})
    story = RECEIVED + f"Tue 16 Jun 2026  answered: {named}\nTue 16 Jun 2026  outcome is {named}"
    lines = tell(parse(story), policy, book, LONDON)
    assert all(line.true for line in lines), printed(lines)


BODIES = (
    "the Local Government and Social Care Ombudsman and the Housing Ombudsman Service",
    "Housing Ombudsman Service and Local Government and Social Care Ombudsman",
    "lgsco and housing-ombudsman",
)


@pytest.mark.parametrize("bodies", BODIES)
def test_two_ombudsmen_are_named_with_and_between_them(bodies: str) -> None:
    overlap = "Mon 01 Jun 2026  complaint received about the council as landlord and otherwise\n"
    assert told(f"{overlap}Mon 01 Jun 2026  ombudsman is {bodies}")[-1].true
    assert "The policy has no contact “Pope”" in why(f"{overlap}Mon 01 Jun 2026  ombudsman is lgsco and the Pope")


def test_beyond_the_known_holidays_a_story_says_so_and_guesses_nothing() -> None:
    story = "Mon 31 Dec 2035  complaint received\nMon 31 Dec 2035  stage one response is due"
    assert "Working days are known from" in why(story)


def test_a_refused_act_leaves_nothing_behind() -> None:
    lines = told(
        RECEIVED + "Tue 16 Jun 2026  refused under 2.7(ii): responded: upheld\nTue 16 Jun 2026  status is investigating"
    )
    assert [line.true for line in lines] == [True, True, False, True]
    assert lines[2].why == "This was not refused."
    tried = "Mon 01 Jun 2026  complaint received\nMon 01 Jun 2026  refused under 2.7(ii): responded: upheld\n"
    assert told(tried + "Mon 01 Jun 2026  status is new")[-1].true
    barred = "Ann is a service manager\n" + RECEIVED + "Wed 03 Jun 2026  refused: Ann is complained about\n"
    assert [line.true for line in told(barred + "Wed 03 Jun 2026  noted by Ann")] == [True, True, True, False, True]


def test_a_story_that_says_nothing_says_so() -> None:
    assert printed(told("# nothing yet")) == "0 lines: there is nothing to tell."


def test_lines_after_a_false_one_are_told_all_the_same() -> None:
    lines = told("Tue 02 Jun 2026  acknowledged\n" + RECEIVED)
    assert [line.true for line in lines] == [False, True, True]


def test_step_by_step_nothing_is_filled_in() -> None:
    assert [line.true for line in told("step by step\n" + RECEIVED)] == [True, False]
    assert "first see to it that it has been allocated" in why("step by step\n" + RECEIVED)


def test_comments_empty_lines_and_lines_that_go_on_are_read() -> None:
    lines = told(
        """
        # A story with everything
        Mon 01 Jun 2026 10:00  complaint received,
        … by telephone,
        ... with 2 points

        Monday 1 June 2026  registered
        """
    )
    assert [(line.line.number, line.true) for line in lines] == [(3, True), (7, True)]
    assert len(parse("… goes on with nothing").lines) == 1


def test_people_are_called_by_name_or_by_role() -> None:
    lines = told(
        """
        Ann Marie O’Neill is a service manager and an investigating officer
        Mon 01 Jun 2026 10:00  complaint received, logged by the Customer Services
        Mon 01 Jun 2026        registered by the Corporate Services Team
        Mon 01 Jun 2026        allocated to Ann Marie O’Neill by the corporate services team
        Mon 01 Jun 2026        Ann Marie O’Neill is in charge
        Tue 02 Jun 2026        letter came back
        Tue 02 Jun 2026        withdrawn by the representative
        """
    )
    assert all(line.true for line in lines), printed(lines)


def test_what_is_printed_has_a_mark_for_each_line_and_a_total() -> None:
    said = printed(told(RECEIVED + "Wed 17 Jun 2026  stage one response is due"))
    assert said.splitlines() == [
        "✓   1  Mon 01 Jun 2026 10:00  complaint received",
        "✓   2  Wed 03 Jun 2026  acknowledged",
        "✗   3  Wed 17 Jun 2026  stage one response is due",
        "        The day that is due is Tuesday 16 June 2026.",
        "3 lines, 1 not true.",
    ]
    assert printed(told("Ann is a director")).endswith("1 line, all true.")


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_the_words_of_a_policy_can_be_asked_for(council: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["policy", "show", council]) == 0
    said = capsys.readouterr().out
    policy = policies.current(council)
    for things in (policy.roles, policy.clocks, policy.tracks, policy.channels, policy.outcomes, policy.late.grounds):
        for thing in things:
            assert f"  {thing.id} " in said
    for letter in policy.letters:
        assert f"Contents of the {letter.name}" in said


# --- the command ---------------------------------------------------------------------------------


def test_the_command_ends_with_0_1_or_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(RECEIVED, encoding="utf-8")
    assert cli.main(["story", "dartford", str(story)]) == 0
    assert cli.main(["story", str(ROOT / "redress/policies/kings-lynn.toml"), str(story)]) == 0
    story.write_text(RECEIVED + "Wed 17 Jun 2026  stage one response is due", encoding="utf-8")
    assert cli.main(["story", "dartford", str(story)]) == 1
    assert "✗   3" in capsys.readouterr().out
    story.write_text("# nothing yet", encoding="utf-8")
    assert cli.main(["story", "dartford", str(story)]) == 1
    assert cli.main(["story", "dartford", str(tmp_path / "none.txt")]) == 2
    assert cli.main(["story", "kent", str(story)]) == 2
    assert "There is no policy “kent”" in capsys.readouterr().err
    story.write_bytes(b"\xff\xfe")
    assert cli.main(["story", "dartford", str(story)]) == 2
    monkeypatch.setattr(sys, "stdin", io.StringIO(RECEIVED))
    assert cli.main(["story", "dartford", "-"]) == 0


def test_a_story_says_whether_another_policy_file_says_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "other.toml"
    text = (ROOT / "redress/policies/dartford.toml").read_text(encoding="utf-8")
    file.write_text(text.replace("most = 10,", "most = 15,"), encoding="utf-8")
    story = tmp_path / "story.txt"
    story.write_text(
        RECEIVED + "Mon 15 Jun 2026  extended by 15 working days because it is complex\n"
        "Tue 07 Jul 2026  stage one response is due under 2.7(vi)(a)\n",
        encoding="utf-8",
    )
    assert cli.main(["story", str(file), str(story)]) == 0
    assert cli.main(["story", "dartford", str(story)]) == 1
