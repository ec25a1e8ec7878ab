"""Does the check of a letter find what is wrong with it, and nothing where all is well?"""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from redress import policies
from redress.cases import bars
from redress.correspondence import checking, draft_talk, drafts
from redress.correspondence.answer import PointTold, Remedy
from redress.correspondence.checking import Concern, checked
from redress.correspondence.checking.dates import mentions
from redress.correspondence.checking.holes import holes
from redress.correspondence.checking.spelling import misspelt
from redress.correspondence.checking.warned import WARNINGS
from redress.correspondence.letters import approve, letters_of
from redress.records import keep, people
from redress.records.adjustments import Given, record, supports_in
from redress.records.copied import shared_runs
from redress.records.models import Part
from redress.rules.events import Finding, Point
from redress.rules.guidance import advice
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import COMPLAINANT, Office, moment
from tests.rooms.letter_cases import READY, Ready, ready

LETTER_DAY = date(2026, 6, 15)


# --- what is still to be filled in ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your reference is {reference}.", ("{reference}",)),
        ("Dear {{ first name }}, we write on XX/XX/2026.", ("{{ first name }}", "XX/XX/2026")),
        ("We visited on [insert date].", ("[insert date]",)),
        ("We visited [NAME] on DD/MM/YYYY.", ("[NAME]", "DD/MM/YYYY")),
        ("Dear <<Title>> «Surname»", ("<<Title>>", "«Surname»")),
        ("The date is TBC. The officer is XXX.", ("TBC", "XXX")),
        ("Lorem ipsum dolor.", ("Lorem ipsum",)),
        ("Dear %NAME%, of %FIRST_NAME%", ("%NAME%", "%FIRST_NAME%")),
        ("50% OR 60% of it, 5%AB%", ()),
        ("Signed: ______", ("______",)),
        ("Sent {% now %} to {% if x %}you, {# note #} ${name}", ("{% now %}", "{% if x %}", "{# note #}", "${name}")),
        ("We read the log [page 3] of the crew.", ()),
        ("It cost £30 (thirty pounds) and was paid on 15/06/2026.", ()),
        ("The XXL bin and the MOT of 12/05 are not part of this.", ()),
        ("She told us: “I want [my] money back”.", ()),
        ("a < b and b > c", ()),
        ("We use the date of the letter, not the name of the street.", ()),
        ("", ()),
    ],
)
def test_what_is_still_to_be_filled_in(text: str, found: tuple[str, ...]) -> None:
    assert holes(text) == found


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 15 June 2026", ["2026-06-15"]),
        ("on 15/06/2026 and 16.6.26 and 17-06-2026 and 2026-06-18", [f"2026-06-{day}" for day in (15, 16, 17, 18)]),
        ("Mon 15 June, Tuesday the 16th of June", ["2026-06-15", "2026-06-16"]),
        ("the 1st of July 2026", ["2026-07-01"]),
        ("June 15, 2026 and Sept 3rd", ["2026-06-15", "2026-09-03"]),
        ("by 15/07 or on 3/8", ["2026-07-15", "2026-08-03"]),
        ("15 June 2026 (Monday)", ["2026-06-15"]),
        ("in December: 10 Dec", ["2026-12-10"]),
        ("on 3 January", ["2026-01-03"]),
        ("open 24/7, half of it (1/2), paragraph 2.10.26, £15.06.26", []),
        ("on page 12, at 10.30, under 8.1.1(e), in 2026", []),
        ("all 5 may apply, and 3 march past", []),
        ("call 01322 343434 or 15/06/2026/7", []),
        ("May we ask you, June, for 15 minutes?", []),
    ],
)
def test_the_dates_of_a_text(text: str, days: list[str]) -> None:
    assert [str(mention.day) for mention in mentions(text, near=LETTER_DAY)] == days


@pytest.mark.parametrize(
    ("text", "surely"),
    [
        ("on 32 January", [True]),
        ("by 31 June 2026", [True]),
        ("on 29 February 2027", [True]),
        ("on 30 february 2028", [True]),
        ("on 31/06/2026", [True]),
        ("on Tuesday 31 June", [True]),
        ("on 2026-02-31", [True]),
        ("on 31/06/26", [True]),
        ("on 29 February", [False]),  # of which year?
        ("on 06/15/2026", [False]),  # the wrong way round
        ("on 31.6.26", [False]),
        ("at 40 March Road", [False]),
        ("reference 2026-06-31", [False]),
        ("on 29 February 2028", []),
        ("flats 45/50/2026", []),
    ],
)
def test_what_is_no_date(text: str, surely: list[bool]) -> None:
    nowhere = [mention for mention in mentions(text, near=LETTER_DAY) if mention.day is None]
    assert [mention.surely for mention in nowhere] == surely


@given(some.dates(date(2000, 1, 1), date(2099, 12, 31)), some.integers(0, 6))
def test_a_date_is_found_however_it_is_written(day: date, weekday: int) -> None:
    """And its weekday fits if and only if it is the right one."""
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    shapes = (
        "{0:%-d %B %Y}",
        "{0:%d/%m/%Y}",
        "{0:%-d.%-m.%y}",
        "{0:%Y-%m-%d}",
        "{0:%B %-d, %Y}",
        "the {0:%-d}th of {0:%b %Y}",
    )
    for shape in shapes:
        written = shape.format(day)
        (found,) = mentions(f"We came on {written} at noon.", near=LETTER_DAY)
        assert found.day == day
        (with_weekday,) = mentions(f"We came on {name}, {written} at noon.", near=LETTER_DAY)
        assert (with_weekday.day, with_weekday.weekday_fits) == (day, day.weekday() == weekday)


@given(some.dates(date(2020, 1, 1), date(2030, 12, 31)), some.integers(-180, 180))
def test_a_date_without_a_year_is_the_nearest(near: date, off: int) -> None:
    day = near + timedelta(days=off)
    (found,) = mentions(f"{day:%-d %B}", near=near)
    assert found.day is None or abs((found.day - near).days) <= 184
    assert found.day == day or (day.month, day.day) == (2, 29)


@given(some.text())
def test_any_text_can_be_read(text: str) -> None:
    mentions(text, near=LETTER_DAY)
    holes(text)


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


# --- what is not for the reader ------------------------------------------------------------------


@pytest.mark.django_db
def test_numbers_and_addresses_of_others_are_found() -> None:
    one = ready("dartford", "stage-one-response")
    said = "Ring me on 07700 900555. I am AB 12 34 56 D."
    keep.words(one.file.case, "complaint", said, by=COMPLAINANT, at=moment(one.at))
    table: dict[str, list[str]] = {
        "Her number is AB 12 34 56 C.": ["letter-insurance-number"],
        "Your number is AB 12 34 56 D.": ["their-number"],
        "We pay sort code 12-34-56.": ["letter-bank-details"],
        "The neighbour can be called on 07700 900123.": ["particulars-of-others"],
        "The neighbour is at n.bour@example.net, SW1A 1AA.": ["particulars-of-others"] * 2,
        "Call us on 01322 343434 or 0300 061 0614, or at 07700 900555.": [],
        "Write to lucja@example.org, to bins@dartford.gov.uk or to DA1 1DJ.": [],
    }
    for text, expected in table.items():
        concerns = found(one, reasons=text)
        assert codes(concerns) == expected, text
        assert all(each.paragraph == "3.7" and each.where == "reasons" for each in concerns)


@pytest.mark.django_db
def test_nobody_else_on_the_case_is_named_nor_written_to_at_their_address() -> None:
    one = ready("dartford", "stage-one-response")
    before = people.add(one.file.case, name="Bogdan Nowak", address="7 Mill Lane\nDartford", part=Part.REPRESENTATIVE)
    people.has_ended(before, on=date(2026, 6, 2))
    assert codes(found(one, reasons="Bogdan  Nowak wrote to us.")) == ["names-of-others"]
    assert codes(found(one, reasons="He lives at 7 Mill Lane.")) == ["particulars-of-others"]
    for text in ("Mr Nowak wrote to us.", "Łucja O’Brien lives at 12 High Street.", "The lane by the mill was shut."):
        assert found(one, reasons=text) == [], text


@pytest.mark.django_db
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_officers_are_named_only_as_the_policy_allows(council: str) -> None:
    one = ready(council, "stage-one-response")
    holder, other = one.staff, one.office.staff["auditor"]
    other.name = "Vera Quill"
    other.save(update_fields=["name"])
    wanted = {content.id for content in one.letter.contents}
    words = {id: text for id, text in FINE.items() if id in wanted}

    def naming(name: str, *, named: bool) -> list[str]:
        composed = one.composed(written={**words, "reasons": f"{name} read the log."})
        assert composed.told is not None
        public = replace(composed.told.policy.public, officer_named=named)
        told = replace(composed.told, policy=replace(composed.told.policy, public=public))
        return codes(list(checked(one.file.case, replace(composed, told=told))))

    assert naming(holder.name, named=True) == naming("The officer", named=False) == naming("Vera Q", named=False) == []
    assert naming(holder.name, named=False) == ["letter-names-officer"]
    assert naming(other.name, named=False) == ["names-staff"]
    bars.keep_away(one.file.case, other, ground="complained-about")
    assert naming(other.name, named=True) == ["names-complained-about"]
    assert naming(other.name, named=False) == ["letter-names-officer"]


@pytest.mark.django_db
def test_words_copied_from_a_note_are_found_and_no_others() -> None:
    one = ready("kings-lynn", "stage-one-response")
    note = "The driver told his manager that he skips the street whenever it rains. "
    note += "Their words: my bin is never emptied at all by anybody in June."
    keep.internal_note(one.file.case, note, by=one.office.actor(one.who))
    said = "My bin is never emptied at all by anybody in June."
    keep.words(one.file.case, "complaint", said, by=COMPLAINANT, at=moment(one.at))
    copied = found(one, reasons="We know that the driver told his manager\nthat he skips the street, when it rains.")
    assert codes(copied) == ["copied-from-a-note"]
    assert "“the driver told his manager that he skips the street”" in copied[0].sentence
    keep.internal_note(one.file.case, "She complains every week.", by=one.office.actor(one.who))
    assert codes(found(one, reasons="We know that she complains every week.")) == ["copied-from-a-note"]
    for text in ("The driver told his manager that he was ill.", f"You told us: {said}", "She complains every day."):
        assert found(one, reasons=text) == [], text


@pytest.mark.django_db
def test_words_copied_from_a_comment_on_the_draft_are_found() -> None:
    one = ready("kings-lynn", "stage-one-response")
    draft = drafts.save(one.file.case, "stage-one-response", {}, one.staff)
    said = "Do not tell her that the crew left early to watch the football."
    draft_talk.comment(draft, said, by=one.staff, key="1")
    copied = found(one, reasons="You should know that the crew left early to watch the football.")
    assert codes(copied) == ["copied-from-a-note"]
    assert "“that the crew left early to watch the football”" in copied[0].sentence
    assert found(one, reasons="The crew left early that day, we are told.") == []


@given(
    some.lists(
        some.sampled_from(["the", "bin", "was", "not", "taken", "on", "that", "day", "by", "our", "crew"]), max_size=30
    )
)
def test_a_run_is_shared_with_itself_and_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    assert shared_runs(text, [text], least=8) == ((text,) if len(words) >= 8 else ())
    assert all(run in text for run in shared_runs(text, ["the bin was not taken on that day by"], least=3))


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


# --- sending it ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_blocks_is_refused_where_it_is_approved_and_what_warns_is_kept() -> None:
    one = ready("dartford", "stage-one-response")
    by = one.office.actor(one.who)
    bad = one.composed(written={**FINE, "reasons": "The log of [date] shows it."})
    with pytest.raises(Refused) as refused:
        approve(one.file.case, bad, key="1", by=by)
    assert (refused.value.code, refused.value.parameters["where"]) == ("letter-hole", "reasons")
    assert approve(one.file.case, bad, key="0", by=by, looking=True)[0].warned == []
    doubtful = one.composed(written={**FINE, "reasons": "We recieve it prior to noon."})
    letter, _event = approve(one.file.case, doubtful, key="2", by=by)
    assert letter.warned == [{"code": "jargon", "where": "reasons"}, {"code": "spelling", "where": "reasons"}]
    assert letter.approved_by == by.id


@pytest.mark.django_db
@pytest.mark.parametrize(("council", "kind"), READY)
def test_no_letter_of_either_policy_is_blocked_for_what_the_policy_itself_says(council: str, kind: str) -> None:
    one = ready(council, kind)
    assert [each for each in checked(one.file.case, one.composed()) if each.blocks] == []


def test_every_warning_has_a_name_for_afterwards() -> None:
    """The codes are read from the rules themselves; what blocks is worded where refusals are."""
    given = set()
    for path in Path(checking.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            called = node.func if isinstance(node, ast.Call) else None
            if getattr(called, "attr", getattr(called, "id", "")) in ("warns", "warning"):
                given |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    assert given == set(WARNINGS)


# --- the page ------------------------------------------------------------------------------------


@pytest.fixture
def office() -> Office:
    return Office("dartford")


@pytest.mark.django_db
def test_the_check_stands_above_the_letter_and_shuts_the_button_while_something_blocks(office: Office) -> None:
    file = desks.allocated(desks.complaint(office))
    officer = desks.Officer(office, "service-manager")
    words = {**desks.ACKNOWLEDGEMENT, "understanding": "We recieve the form prior to [date]."}
    page = officer.sends(file, "acknowledge", step="go", **desks.letter(words))
    text = desks.text_of(page)
    assert text.index("To put right before it can go") < text.index("“[date]” is still to be filled in")
    assert text.index("To look at") < text.index("Instead of “prior to” say: before")
    assert "The letter can go as it is" not in text
    assert "“recieve” may be misspelt, for “receive”, “relieve”." in text
    assert text.index("What the check found") < text.index('class="redress-preview"')
    assert 'value="send"' not in text
    forced = desks.text_of(officer.sends(file, "acknowledge", step="send", **desks.letter(words)))
    assert "“[date]” is still to be filled in" in forced
    assert 'id="id_content-understanding-error"' in forced
    assert "We recieve the form prior to [date]." in forced
    assert letters_of(file.case) == []


@pytest.mark.django_db
def test_what_a_step_prints_is_checked_and_refused_beside_its_question(office: Office) -> None:
    file = desks.complaint(office)
    officer = desks.Officer(office, "corporate-services-team")
    given = {"option": "internal", "answer-next-contact": "Kent Police, 101 or 01622 690690."}
    looked = desks.text_of(officer.sends(file, "step/redirect", step="go", **given, **{"answer-reason": "See [date]."}))
    assert "“[date]” is still to be filled in" in looked
    assert "01622 690690” is not known" not in looked  # it is there to be written to
    sent = desks.text_of(officer.sends(file, "step/redirect", step="send", **given, **{"answer-reason": "See [date]."}))
    assert 'id="id_answer-reason-error"' in sent


@pytest.mark.django_db
def test_what_the_reader_needs_blocks_until_it_is_there_and_a_translation_is_looked_at_too(office: Office) -> None:
    file = desks.allocated(desks.complaint(office))
    reader = people.parties_of(file.case)[0].person
    policy, support = office.policy, next(each for each in supports_in(office.policy) if each.effect == "translation")
    given = Given(kind=support.fits[0], support=support.id, settled="accepted", language="Polish")
    record(reader, file.case, policy, given, by="staff:1", on=date(2026, 6, 1))
    officer = desks.Officer(office, "service-manager")
    words = desks.letter(desks.ACKNOWLEDGEMENT)
    page = desks.text_of(officer.sends(file, "acknowledge", step="go", **words))
    assert page.index("To put right before it can go") < page.index(
        "Letters to this person are to be translated into Polish"
    )
    words |= {"content-fit-translation": "Dzień dobry [data]. <<Nazwisko>>, AB 12 34 56 C, niewątpliwie."}
    page = desks.text_of(officer.sends(file, "acknowledge", step="go", **words))
    assert "&lt;&lt;Nazwisko&gt;&gt;” is still to be filled in" in page
    assert "“AB 12 34 56 C” is a National Insurance number" in page
    assert "may be misspelt" not in page


@pytest.mark.django_db
def test_a_warning_stops_nobody_and_is_kept_with_the_letter(office: Office) -> None:
    file = desks.allocated(desks.complaint(office))
    officer = desks.Officer(office, "service-manager")
    assert "Nothing to put right and nothing to look at." in desks.text_of(
        officer.sends(file, "acknowledge", step="go", **desks.letter(desks.ACKNOWLEDGEMENT))
    )
    words = {**desks.ACKNOWLEDGEMENT, "understanding": "You recieve no bins."}
    page = desks.text_of(officer.sends(file, "acknowledge", step="go", **desks.letter(words)))
    assert "To put right before it can go" not in page
    assert "The letter can go as it is" in page
    assert officer.sends(file, "acknowledge", step="send", **desks.letter(words)).status_code == 302
    (letter,) = letters_of(file.case)
    assert letter.warned == [{"code": "spelling", "where": "understanding"}]
    kept = desks.text_of(officer.client.get(f"/casework/{file.case.reference}/letters/{letter.pk}/"))
    assert "The check had warned of" in kept
    assert "Spelling (Your complaint as we understand it)" in kept
