"""Does the check of a letter find what is wrong with it, and nothing where all is well?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from redress import policies
from redress.correspondence.answer import PointTold, Remedy
from redress.correspondence.checking import Concern, checked
from redress.correspondence.checking.spelling import misspelt
from redress.rules.events import Finding, Point
from redress.rules.guidance import advice
from tests.requirement import requirement
from tests.rooms.letter_cases import Ready, ready

LETTER_DAY = date(2026, 6, 15)


# --- whole letters -------------------------------------------------------------------------------

#: An answer that nothing is to be said of.
FINE = {
    "how-and-why": "We read the log of the crew and spoke with the driver.",
    "findings-of-fact": "The street was missed on Tuesday 2 June 2026 and again a week later.",
    "reasons": "The log shows it.",
    "apology": "We are sorry that we did not come.",
    "remedies": "The crew will come on Friday 19 June 2026.",
    "answer": "The street was missed twice. We are sorry.",
    "remedy": "The crew will come within a week.",
    "explanation": "The bins were not out.",
}


def found(one: Ready, **written: str) -> list[Concern]:
    """What the check finds in the letter with these words in place of the fine ones."""
    wanted = {content.id for content in one.letter.contents}
    words = {id: text for id, text in {**FINE, **written}.items() if id in wanted}
    return list(checked(one.file.case, one.composed(written=words)))


def codes(concerns: list[Concern]) -> list[str]:
    return [concern.code for concern in concerns]


@pytest.mark.django_db
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_nothing_is_found_where_nothing_is_wrong(council: str) -> None:
    assert found(ready(council, "stage-one-response")) == []


@pytest.mark.django_db
def test_the_dates_of_an_answer_agree_with_those_that_it_prints() -> None:
    """King's Lynn prints the last day to ask for Stage Two: Monday 20 April 2026."""
    one = ready("kings-lynn", "stage-one-response")
    printed = one.composed().text
    assert "Monday 20 April 2026" in printed
    table: dict[str, list[str]] = {
        "If you are not happy with this, ask for Stage Two by 13 April 2026.": ["letter-date-differs"],
        "You can ask for Stage Two until 21 April.": ["letter-date-differs"],
        "The last day on which you can ask for Stage Two is 30/04/2026.": ["letter-date-differs"],
        "If you disagree, write to us by 20 April 2026.": [],
        "If you are unhappy, write to us before 21 April 2026.": [],
        "If you ask for Stage Two, we will answer within 20 working days. The street is cleaned by 30 April.": [],
        "You asked us to come by 13 March. We came on 14 March 2026.": [],
        "We were not happy with the crew, and they were trained by 1 March 2026.": [],
        "You were not happy that nobody came by 1 March.": [],
        "The crew comes on Monday 21 April 2026.": ["another-weekday"],
        "The crew comes on Tuesday 21 April 2026.": [],
        "The crew comes on monday 24 november 2026.": ["another-weekday", "spelling", "spelling"],
        "The crew comes on Monday 24 November 2026.": ["another-weekday"],
        "The crew came on 31 February.": ["letter-no-such-date"],
        "The crew came on 32 January and on 31/06/2026.": ["letter-no-such-date"] * 2,
        "The crew came on 29 February 2026.": ["letter-no-such-date"],
        "The crew came on 29 February.": ["no-such-date"],
        "The crew came on 2026-02-31.": ["letter-no-such-date"],
        "The crew came at 25:61, not at 12:75.": ["no-such-time", "no-such-time"],
        "The crew came at 23:59 and left at 00:10.": [],
    }
    for text, expected in table.items():
        concerns = found(one, answer=f"{text}\nWe are sorry.")
        assert codes(concerns) == expected, text
        assert [each.blocks for each in concerns] == [code.startswith("letter-") for code in expected]
        assert ".:" not in "".join(each.sentence for each in concerns)
        assert all(each.where == "answer" for each in concerns)


@pytest.mark.django_db
def test_when_our_answer_comes_is_written_as_it_is_printed() -> None:
    one = ready("dartford", "extension-notice")
    assert "Tuesday 30 June 2026" in one.composed().text
    table = {
        "We will send you our answer by 26 June 2026.": ["another-date"],
        "We hope to reply by 1 July.": ["another-date"],
        "We will send you our answer by 30 June 2026.": [],
        "We will ask the crew by 26 June 2026. The answer of the surveyor came by 3 June 2026.": [],
        "We will visit on 22 June 2026.": [],
    }
    for text, expected in table.items():
        assert codes(found(one, progress=text, reasons="The surveyor is away.")) == expected, text


@pytest.mark.django_db
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_what_an_answer_must_say_is_asked_for_with_its_paragraph(council: str) -> None:
    """What is missing and what is still to be filled in blocks; an apology without sorry and no date only warn."""
    one = ready(council, "stage-one-response")
    words = {id: text for id, text in FINE.items() if id != "reasons"}
    wanted = {content.id for content in one.letter.contents}
    lacking = checked(one.file.case, one.composed(written={id: text for id, text in words.items() if id in wanted}))
    assert [(each.code, each.blocks, each.where) for each in lacking] == [("letter-lacks", True, "reasons")]
    assert lacking[0].paragraph == ("8.1.1(e)" if council == "dartford" else "8")
    assert lacking[0].sentence.endswith(f"{'(8.1.1(e))' if council == 'dartford' else '(paragraph 8)'}.")
    remedy = "remedies" if council == "dartford" else "remedy"
    concerns = found(one, reasons="The log of [date] shows it.", **{remedy: "The crew will be told."})
    assert codes(concerns) == ["letter-hole", "remedy-without-date"]
    assert [(each.where, each.blocks) for each in concerns] == [("reasons", True), (remedy, False)]
    for text in ("The crew came on 3 June.", "It has been done.", "We do it within two weeks.", "The lid is new now."):
        assert found(one, **{remedy: text}) == [], text
    sorry = {"apology": "This should not be."} if council == "dartford" else {"answer": "The street was missed."}
    assert codes(found(one, **sorry)) == ["no-apology"]
    assert found(one, **{next(iter(sorry)): "We apologise. The street was missed."}) == []


@pytest.mark.django_db
def test_every_point_is_answered_and_each_of_several_has_its_reason() -> None:
    one = ready("dartford", "stage-one-response")
    composed = one.composed(written=FINE)
    assert composed.told is not None
    points = (Point("p1", landlord="no"), Point("p2", landlord="no"))
    table: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
        ({}, [("point-unanswered", "p1"), ("point-unanswered", "p2")]),
        ({"findings": (Finding("p1", "upheld"),), "why": {"p1": "The log."}}, [("point-unanswered", "p2")]),
        (
            {"findings": (Finding("p1", "upheld"), Finding("p2", "upheld")), "why": {"p1": "The log."}},
            [("point-reason-needed", "p2")],
        ),
        (
            {
                "findings": (Finding("p1", "upheld"), Finding("p2", "not-upheld")),
                "why": {"p1": "The log.", "p2": "It was swept on TBC."},
            },
            [("letter-hole", "p2")],
        ),
    ]
    for facts, expected in table:
        told = replace(composed.told, case=replace(composed.told.case, points=points), facts=facts)
        concerns = checked(one.file.case, replace(composed, told=told))
        assert [(each.code, each.where) for each in concerns if each.blocks] == expected


@pytest.mark.django_db
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
@pytest.mark.parametrize(("landlord", "expected"), [("no", ["another-ombudsman"]), ("yes", []), ("overlap", [])])
def test_words_that_name_another_ombudsman_are_looked_at(council: str, landlord: str, expected: list[str]) -> None:
    one = ready(council, "stage-one-response", landlord=landlord)
    assert codes(found(one, reasons="You can go to the Housing Ombudsman later.")) == expected
    assert found(one, reasons="You can go to the Ombudsman later.") == []
    for body in (
        "the Parliamentary and Health Service Ombudsman",
        "the PHSO",
        "the Financial Ombudsman",
        "the Care Quality Commission",
        "Ofgem",
    ):
        (strange,) = found(one, reasons=f"You can complain to {body} about it.")
        assert strange.code == "another-ombudsman", body
    assert found(one, reasons="The Care Quality Commission looked at the home.") == []


@pytest.mark.django_db
def test_the_ombudsman_named_under_a_point_is_that_of_the_point() -> None:
    one = ready("dartford", "stage-one-response")
    composed = one.composed(written=FINE)
    assert composed.told is not None
    points = (Point("p1", landlord="no"), Point("p2", landlord="yes"))
    findings = (Finding("p1", "upheld"), Finding("p2", "upheld"))

    def said(first: str, second: str) -> list[tuple[str, str]]:
        facts = {"findings": findings, "why": {"p1": first, "p2": second}}
        told = replace(composed.told, case=replace(composed.told.case, points=points), facts=facts)
        concerns = checked(one.file.case, replace(composed, told=told))
        return [(each.code, each.where) for each in concerns]

    local, housing = "You can write to the LGSCO.", "You can write to the Housing Ombudsman."
    assert said(local, housing) == []
    assert said(housing, local) == [("another-ombudsman", "p1"), ("another-ombudsman", "p2")]


# --- an officer who wants to send a bad letter ----------------------------------------------------

#: What is typed in place of the fine words of Dartford's answer at Stage One, and what the check says of it.
BAD: tuple[tuple[str, dict[str, str], list[str]], ...] = (
    ("nothing", {"reasons": "N/A"}, ["letter-says-nothing"]),
    ("a dash", {"reasons": " - "}, ["letter-says-nothing"]),
    ("as above", {"findings-of-fact": "See above."}, ["letter-says-nothing"]),
    ("a word", {"reasons": "Because."}, ["says-little"]),
    ("no remedy at all", {"remedies": "None."}, ["remedy-without-date"]),
    ("another decision", {"reasons": "We do not uphold your complaint."}, ["another-decision"]),
    ("half the decision", {"reasons": "Your complaint is partly upheld."}, ["another-decision"]),
    ("the decision", {"reasons": "We uphold your complaint."}, []),
    ("a decision before", {"reasons": "At Stage One your complaint was not upheld."}, []),
    ("values upheld", {"reasons": "We did not uphold our own standards."}, []),
    ("the wrong Ombudsman", {"reasons": "Write to the Housing Ombudsman."}, ["another-ombudsman"]),
    ("any Ombudsman", {"reasons": "Write to the Pensions Ombudsman."}, ["another-ombudsman"]),
    ("the right one", {"reasons": "You can go to the Local Government Ombudsman (LGSCO)."}, []),
    ("a stranger", {"reasons": "We told Mrs Quartermain that it was missed."}, ["names-a-stranger"]),
    ("the reader", {"reasons": "We told Mrs O’Brien that it was missed."}, []),
    ("another case", {"reasons": "It is said under DBC-2026-9999."}, ["another-case"]),
    ("sorry if", {"apology": "We are sorry if we did not come."}, ["half-an-apology"]),
    ("sorry you feel", {"apology": "We are sorry that you believe we did not care."}, ["half-an-apology"]),
    ("sorry for any", {"apology": "We apologise for any inconvenience."}, ["half-an-apology"]),
    ("not sorry", {"apology": "We are not sorry."}, ["no-apology"]),
    ("sorry", {"apology": "We are sorry that you have not had any answer. Tell us if you want to meet."}, []),
    ("a tag", {"reasons": "Today is {% now %}."}, ["letter-hole"]),
    ("a broken field", {"reasons": "You wrote on {{ day."}, ["letter-hole"]),
    ("what a sheet left", {"reasons": "You wrote on #REF! about it."}, ["letter-hole"]),
    ("nobody greeted", {"how-and-why": "Dear , we read the log of the crew."}, ["letter-hole"]),
    ("no such day", {"remedies": "The crew will come by 31 June 2026."}, ["letter-no-such-date"]),
    ("a bank account", {"remedies": "We pay account 12345678 by 19 June 2026."}, ["letter-bank-details"]),
)


@pytest.mark.django_db
def test_a_bad_answer_is_blocked_or_told_with_its_paragraph() -> None:
    one = ready("dartford", "stage-one-response", landlord="no")
    looked = {what: found(one, **written) for what, written, _expected in BAD}
    assert {what: codes(concerns) for what, concerns in looked.items()} == {what: codes for what, _w, codes in BAD}
    for what, written, _expected in BAD:
        concerns = looked[what]
        for each in concerns:
            assert each.blocks == each.code.startswith("letter-"), what
            assert each.paragraph, what
            assert each.where in written, what


@pytest.mark.django_db
def test_a_time_of_ones_own_for_the_next_stage_is_told() -> None:
    one = ready("kings-lynn", "stage-one-response")
    table = {
        "If you are not happy, you have 10 days to ask for Stage Two.": ["another-time"],
        "Ask for Stage Two within two weeks if you disagree.": ["another-time"],
        "If you ask for Stage Two, we will answer within 20 working days.": [],
        "You asked us within two weeks.": [],
    }
    for text, expected in table.items():
        assert codes(found(one, answer=f"{text}\nWe are sorry.")) == expected, text


@pytest.mark.django_db
def test_the_answer_to_each_of_several_points_is_its_own() -> None:
    one = ready("dartford", "stage-one-response")
    composed = one.composed(written=FINE)
    assert composed.told is not None
    points = tuple(Point(id, landlord="no") for id in ("p1", "p2"))
    findings = (Finding("p1", "upheld"), Finding("p2", "not-upheld"))

    def said(why: dict[str, str], told: dict[str, PointTold] | None = None) -> list[tuple[str, str]]:
        facts: Any = {"findings": findings, "why": why, "told": told or {}}
        case = replace(composed.told.case, points=points)
        on = replace(composed.told, case=case, facts=facts, outcome="upheld")
        return [(each.code, each.where) for each in checked(one.file.case, replace(composed, told=on))]

    fine = {"p1": "The log shows the miss.", "p2": "The lid was shut."}
    assert said(fine) == []
    assert said({**fine, "p2": "The log  shows the miss."}) == [("same-reason", "p2")]
    assert said({**fine, "p2": "n/a"}) == [("letter-says-nothing", "p2")]
    assert said({**fine, "p2": "We uphold this point."}) == [("another-decision", "p2")]
    undone = Remedy("put-right", what="The kerb is mended", by="2026-07-03")
    assert said(fine, {"p1": PointTold(remedies=(undone,))}) == [("remedy-without-owner", "p1")]
    assert said(fine, {"p1": PointTold(facts="See above")}) == [("letter-says-nothing", "p1")]


# --- plain words ---------------------------------------------------------------------------------

HARD = (
    "Notwithstanding the considerable administrative complexities experienced throughout the investigation, "
    "the responsible departmental representatives have comprehensively reconsidered the documentation previously "
    "submitted and have subsequently established that operational arrangements were insufficiently communicated "
    "to residential properties in the immediate vicinity."
)


@pytest.mark.django_db
@pytest.mark.parametrize(("council", "paragraph"), [("dartford", "2.2"), ("kings-lynn", "8")])
def test_jargon_hard_words_and_misspelt_ones_are_told_with_better_ones(council: str, paragraph: str) -> None:
    one = ready(council, "stage-one-response")
    jargon, again = found(one, reasons="In  respect of the bins, we will endeavour to come.")
    assert (jargon.code, jargon.blocks, jargon.paragraph) == ("jargon", False, paragraph)
    assert "Instead of “In  respect of” say: about" in jargon.sentence
    assert "say: try" in again.sentence
    assert found(one, reasons="We respect that, and we try.") == []
    (hard,) = found(one, reasons=HARD)
    assert (hard.code, hard.where, hard.paragraph) == ("hard-to-read", "reasons", paragraph)
    (spelt,) = found(one, reasons="We did not recieve your form from Łucja, ref AB12cd, at www.teh.uk or teh@x.gov.uk.")
    assert (spelt.code, spelt.blocks) == ("spelling", False)
    assert spelt.sentence == "“recieve” may be misspelt, for “receive”, “relieve”."


@requirement("DA-6.4-c1")
@pytest.mark.django_db
def test_a_reply_that_will_be_passed_on_is_checked_for_lay_language() -> None:
    """The advice stands where the reply to an MP is written; the check of the reply tells every word of jargon."""
    policy = policies.current("dartford")
    advised = advice(policy, ("respond",), flags=frozenset(("channel-mp",)))
    assert any("lay language" in each.text and each.paragraph == "6.4(c)" for each in advised)
    one = ready("dartford", "stage-one-response", flags=("mp-for-constituent",))
    reply = found(one, reasons="Pursuant to the policy we will rectify it.")
    assert [each.sentence for each in reply] == [
        "Instead of “Pursuant to” say: on, or under (2.2).",
        "Instead of “rectify” say: put right (2.2).",
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We organise the programme’s colour, don’t we? It’s the residents’ centre.", ()),
        ("We organize the programs of the center.", ("organize", "center")),
        ("The bins of Mr Nowak, at 12th Street, cost 5kg.", ()),
        ("Teh bins are full. Wich of them?\nWe seen “Thsi is” there.", ("Teh", "Wich")),
        ("Glumpton Road was swept. Mr. Zborowski came, and Qwertz did. Qwertz went. Thetford", ()),
        ("Her number is qq 12 34 56 c.", ()),
        ("a re-tarred kerb and a fly-tipped sofa, over-flowing", ()),
        ("signposted wheelie bins; the councillor’s textphone", ()),
        ("Their is nothing wrong hear.", ()),
        ("It was definately neccessary, and definately late", ("definately", "neccessary")),
    ],
)
def test_what_is_misspelt_in_british_english(text: str, wrong: tuple[str, ...]) -> None:
    assert misspelt(text) == wrong


def test_words_that_are_known_are_not_misspelt() -> None:
    assert misspelt("the zorbing of glumpton’s pigs", known={"zorbing", "glumpton"}) == ()
