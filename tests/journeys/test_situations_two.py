"""Do five hard situations of the two policies go well for everybody in them, each at their own screen?

A tenant's repair with a contractor, a late complaint, a refused Stage Two, a complaint that an Ombudsman sent
back, and a complainant under terms who complains anew. The dates on the pages are those counted by hand beside.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from redress.cases.models import Case
from redress.correspondence.letters import letters_of
from tests.cast import Cast, set_up
from tests.journeys.staff_room import Desk, Told, at_once, log
from tests.requirement import requirement

pytestmark = pytest.mark.django_db(transaction=True)

UNDERSTANDING = {
    "Your complaint as we understand it": "What you told us on the form.",
    "What you would like us to do": "Put it right, and say why it happened.",
}

ANSWER = {
    "How we looked into it": "We read the log and visited.",
    "What we found": "We came twice.",
    "Why we decided this": "The log shows it.",
    "Explanation": "The readings were below the limit.",
}
LGSCO = "Local Government and Social Care Ombudsman"
DECLARE = "Declare whether you have an interest"
TELL_THEM = "Tell the Ombudsman who sent it back how it ended"


@pytest.fixture
def cast(db) -> Cast:
    return set_up()


@pytest.fixture
def at_desk(new_context, accessible):
    """`at_desk(staff)`: that person, signed in at their own screen."""
    return lambda staff: Desk.of(staff, new_context, accessible)


def dates(page: Page):
    return page.locator("#dates")


def takes(
    desk: Desk, reference: str, step: str, option: str = "", answers: dict[str, str | date] | None = None
) -> Page:
    """From the case to a decision: the answer is chosen, and what it asks is filled in."""
    page = desk.begins(reference, step)
    if option:
        desk.look(page, f"{step}-options")
        page.get_by_role("radio", name=option, exact=True).check()
        desk.presses("Continue")
    for question, answer in (answers or {}).items():
        if isinstance(answer, date):
            at_once(page, f"answer-{question}", answer)
        else:
            page.locator(f'[name="answer-{question}"]').fill(answer)
    return page


def declares(desk: Desk, reference: str, on: date) -> None:
    """Whoever has been put in charge has no interest in it."""
    takes(desk, reference, DECLARE, "No interest")
    desk.on(on, "10am")
    desk.presses("Record")
    desk.is_told(f"On record: {DECLARE}, No interest")


def is_given_to(desk: Desk, reference: str, name: str, on: date) -> None:
    """A complaint that is registered gets its officer."""
    desk.begins(reference, "Give the case to somebody")
    desk.page.get_by_label(re.compile(name)).check()
    desk.on(on, "9:30am")
    desk.records("Give it to this person", "The case has been given to somebody")


def acknowledges(desk: Desk, reference: str, on: date, *saying: str) -> None:
    """An acknowledgement goes out, and says by which day the answer comes."""
    desk.begins(reference, "Acknowledge the complaint")
    desk.writes(UNDERSTANDING)
    desk.on(on, "11am")
    desk.looks_and_sends("The acknowledgement is recorded", saying=saying)


def logged(desk: Desk, told: Told, happened: date | None = None) -> str:
    """A complaint that somebody at the desk writes down; other journeys look at the form."""
    return log(replace(desk, look=lambda *_page, **_how: None), told, happened=happened)


@requirement("DA-5.11-1", "DA-5.11-2", "DA-3.11-a3", "L55")
def test_a_premature_referral_by_an_ombudsman(cast, at_desk):
    """Sent back on Monday 2 March 2026 although it happened on 10 February 2025, more than twelve months before.

    Day one is the day of receipt, so it is to be acknowledged by Friday 6 March; acknowledged on Wednesday 4 March
    it is to be answered by the tenth working day from then, Tuesday 17 March.
    """
    office = cast.dartford
    desk = at_desk(office.desk)
    told = Told(
        "Referred by an Ombudsman",
        date(2026, 3, 2),
        "10am",
        "Ann Smith",
        "Nobody came about the noise from the yard. The Ombudsman told me to go to the council first.",
        "Noise and nuisance",
    )
    reference = logged(desk, told, happened=date(2025, 2, 10))
    expect(dates(desk.page)).to_contain_text("Acknowledge the complaint by Friday 6 March 2026")
    expect(desk.page.get_by_role("link", name="Decide whether the late complaint goes ahead")).to_have_count(0)
    desk.page.goto("/casework/")
    expect(desk.page.get_by_role("row", name=reference)).to_contain_text("Record what the Ombudsman sent back")
    takes(desk, reference, "Record what the Ombudsman sent back", LGSCO, {"reference": "25 011 874"})
    desk.on(date(2026, 3, 2), "11am")
    desk.records("Record", f"On record: Record what the Ombudsman sent back, {LGSCO}")
    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 3, 2), "11:30am")
    desk.records("Register", "The complaint is registered")
    is_given_to(desk, reference, "Aoife Brennan", date(2026, 3, 3))

    manager = at_desk(office["aoife.brennan"])
    declares(manager, reference, date(2026, 3, 4))
    acknowledges(manager, reference, date(2026, 3, 4), "Tuesday 17 March 2026")
    expect(dates(manager.opens(reference))).to_contain_text("Answer at Stage One by Tuesday 17 March 2026")
    answers(manager, reference, date(2026, 3, 16))

    officer = at_desk(office["joseph.banda"])
    officer.page.goto("/casework/")
    expect(officer.page.get_by_role("row", name=reference)).to_contain_text(TELL_THEM)
    takes(officer, reference, TELL_THEM, "", {"reference": "25 011 874", "notice": "We did not uphold it."})
    officer.on(date(2026, 3, 17), "10am")
    officer.looks_and_sends(f"On record: {TELL_THEM}, {LGSCO}", saying=("25 011 874", "We did not uphold it."))
    letter = letters_of(Case.objects.get(reference=reference))[-1]
    assert LGSCO in letter.text
    assert "Ann Smith" not in letter.text


def answers(desk: Desk, reference: str, on: date, *saying: str, finding: str = "Not upheld") -> None:
    """A service manager answers at Stage One."""
    desk.begins(reference, "Answer the complaint")
    desk.page.get_by_role("radio", name=finding, exact=True).check()
    desk.writes(ANSWER)
    desk.on(on, "4pm")
    desk.looks_and_sends("The answer is recorded", saying=(finding, *saying))
