"""Can the officers of both councils carry a complaint from its receipt to the final answer and the Ombudsman?

The dates are those of the issue, entered as what happened when; every page is looked at with axe, wide and narrow.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from redress.cases.models import Case
from redress.casework import acts
from redress.correspondence.letters import letters_of
from tests.cast import Cast, set_up
from tests.journeys.staff_room import Desk, Told, log
from tests.journeys.told_earlier import told_earlier
from tests.requirement import requirement

pytestmark = pytest.mark.django_db(transaction=True)

UNDERSTANDING = {
    "Your complaint as we understand it": "The bins of Temple Hill were not emptied for three weeks.",
    "What you would like us to do": "Empty the bins, and say why it happened.",
}


@pytest.fixture
def cast(db) -> Cast:
    return set_up()


@pytest.fixture
def at_desk(new_context, accessible):
    """`at_desk(staff)`: that person, signed in at their own screen."""
    return lambda staff: Desk.of(staff, new_context, accessible)


def dates(page: Page) -> object:
    return page.locator("#dates")


@requirement("DA-2.7-ii", "DA-8.1.1-a1", "DA-8.1.1-b1", "DA-8.1.1-d1", "DA-8.1.2-a1", "DA-8.1.2-j2", "DA-8.1.2-n1")
def test_dartford_from_the_receipt_to_the_final_answer(cast, at_desk):
    office = cast.dartford
    desk = at_desk(office.desk)
    told = Told(
        "E-mail",
        date(2026, 4, 2),
        "5:30pm",
        "Ann Smith",
        "My bins have not been emptied for three weeks.",
        "Bins and recycling",
    )
    reference = log(desk, told)
    expect(dates(desk.page)).to_contain_text("Acknowledge the complaint by Monday 13 April 2026")
    desk.why("Acknowledge the complaint")
    expect(dates(desk.page)).to_contain_text("Tuesday 7 April 2026")
    desk.look(desk.page, "case-with-working")

    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 4, 7), "9am")
    desk.records("Register", "The complaint is registered")
    desk.begins(reference, "Give the case to somebody")
    manager = office.lead_of("waste-and-recycling")
    desk.page.get_by_label(re.compile(manager.name)).check()
    desk.on(date(2026, 4, 7), "10am")
    desk.records("Give it to this person", "The case has been given to somebody")

    service = at_desk(manager)
    service.declares(reference, date(2026, 4, 9), "9am")
    service.begins(reference, "Acknowledge the complaint")
    service.presses("Look at the letter")
    expect(service.page.get_by_role("alert")).to_contain_text("Write “Your complaint as we understand it”")
    service.look(service.page, "acknowledgement-lacks")
    service.writes(UNDERSTANDING)
    service.on(date(2026, 4, 9), "11am")
    service.looks_and_sends("The acknowledgement is recorded", saying=(manager.name, "Wednesday 22 April 2026"))

    service.begins(reference, "Take more time")
    service.page.get_by_label("How many more working days?").fill("5")
    expect(service.page.locator("[data-ahead]")).to_contain_text("Our answer would be due by Wednesday 29 April 2026.")
    service.page.get_by_label("The complaint is complex", exact=True).check()
    service.page.get_by_role("radio", name="Yes", exact=True).check()
    service.writes({"Why we need more time": "We wait for the log.", "What we have done so far": "We asked the crew."})
    service.on(date(2026, 4, 20), "2pm")
    service.looks_and_sends(
        "The notice is recorded", saying=("Wednesday 29 April 2026", "5 more working days", "Ombudsman")
    )

    answer(
        service, reference, date(2026, 4, 28), finding="Partially upheld", more={"How we looked into it": "Log read."}
    )
    desk.begins(reference, "Log a request for the next stage")
    desk.page.get_by_role("radio", name="Letter", exact=True).check()
    desk.writes({"Why the complainant is still not happy": "You did not say who missed the street."})
    desk.on(date(2026, 5, 11), "9:30am")
    desk.records("Log the request", "The request is logged")

    overseer = at_desk(office["margaret.holloway"])
    director = office["jonathan.adair"]
    overseer.begins(reference, "Give the case to somebody")
    overseer.page.get_by_label(re.compile(director.name)).check()
    overseer.on(date(2026, 5, 11), "3pm")
    overseer.records("Give it to this person", "The case has been given to somebody")

    at_director = at_desk(director)
    at_director.declares(reference, date(2026, 5, 12), "8:50am")
    at_director.begins(reference, "Choose who investigates")
    at_director.page.get_by_label(re.compile("Olamide Bankole")).check()
    at_director.on(date(2026, 5, 12), "9am")
    at_director.records("Choose this person", "Somebody has been chosen")

    investigator = at_desk(office["olamide.bankole"])
    investigator.declares(reference, date(2026, 5, 13), "9am")
    investigator.begins(reference, "Acknowledge the complaint")
    investigator.writes(UNDERSTANDING)
    investigator.on(date(2026, 5, 13), "10am")
    investigator.looks_and_sends(
        "The acknowledgement is recorded", saying=("Olamide Bankole", "Wednesday 10 June 2026")
    )
    agreed = {"agreed-on": date(2026, 5, 18)}
    investigator.takes(reference, "Agree the statement of the complaint", "Yes, the complainant agrees", agreed)
    investigator.on(date(2026, 5, 18), "11am")
    investigator.records("Record", "On record: Agree the statement of the complaint")
    answer(
        investigator, reference, date(2026, 6, 5), finding="Not upheld", more={"Explanation": "The bins were not out."}
    )

    officer = at_desk(office["callum.reid"])
    page = officer.opens(reference)
    expect(page.get_by_text("Final answer given").first).to_be_visible()
    officer.look(page, "case-final")
    final = letters_of(Case.objects.get(reference=reference))[-1]
    assert "This is the council's final answer" in final.text
    assert "Local Government and Social Care Ombudsman" in final.text
    assert "Housing Ombudsman" not in final.text


def answer(officer: Desk, reference: str, day: date, *, finding: str, more: dict[str, str]) -> None:
    """Answers a stage in Dartford."""
    officer.begins(reference, "Answer the complaint")
    officer.page.get_by_role("radio", name=finding, exact=True).check()
    words = {"What we found": "The street was missed twice.", "Why we decided this": "The log shows it."}
    if finding == "Partially upheld":
        words |= {"We are sorry": "We are sorry.", "What we will do": "The crew has a new route."}
    officer.writes({**words, **more})
    officer.on(day, "4pm")
    officer.looks_and_sends("The answer is recorded", saying=(finding,))


@requirement("KL-3-5", "KL-3-7", "KL-3-16", "KL-3-20", "KL-3-28", "KL-3-29")
def test_kings_lynn_from_the_receipt_to_the_final_answer(cast, at_desk):
    office = cast.kings_lynn
    desk = at_desk(office.desk)
    told = Told(
        "E-mail",
        date(2026, 3, 2),
        "10am",
        "George Wright",
        "The damp in my flat has not been mended since the autumn.",
        "Homes the council rents out",
        "Yes",
    )
    reference = log(desk, told)
    expect(dates(desk.page)).to_contain_text("Wednesday 4 March 2026")
    expect(dates(desk.page)).to_contain_text("Monday 23 March 2026")
    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 3, 2), "11am")
    desk.records("Register", "The complaint is registered")
    desk.begins(reference, "Acknowledge the complaint")
    desk.on(date(2026, 3, 3), "10am")
    desk.looks_and_sends("The acknowledgement is recorded", saying=("Monday 23 March 2026",))
    desk.begins(reference, "Give the case to somebody")
    expect(desk.page.get_by_label(re.compile("Alastair Crome"))).to_have_count(0)
    desk.page.get_by_label(re.compile("Bilal Hussain")).check()
    desk.on(date(2026, 3, 3), "2pm")
    desk.records("Give it to this person", "The case has been given to somebody")

    investigator = at_desk(office["bilal.hussain"])
    investigator.declares(reference, date(2026, 3, 3), "3pm")
    investigator.begins(reference, "Answer the complaint")
    investigator.page.get_by_role("radio", name="Not upheld", exact=True).check()
    investigator.writes({"Our answer to what you raised": "We came in May.", "Why we decided this": "The log."})
    expect(investigator.page.locator("[data-draft]")).to_contain_text("Draft saved at", timeout=15_000)
    investigator.presses("Save the draft")
    investigator.is_told("Draft saved")
    investigator.on(date(2026, 3, 20), "10am")
    investigator.looks_and_sends("The answer is recorded", saying=("Monday 20 April 2026", "Democratic Services"))

    desk.begins(reference, "Log a request for the next stage")
    desk.page.get_by_role("radio", name="E-mail", exact=True).check()
    desk.writes({"Why the complainant is still not happy": "You left out the roof."})
    desk.on(date(2026, 4, 1), "9:30am")
    desk.records("Log the request", "The request is logged")

    appointed = at_desk(office["victoria.langham"])
    appointed.begins(reference, "Accept the request")
    appointed.page.get_by_label("There are elements the Stage One answer did not consider").check()
    appointed.writes({"What the answer did not consider": "The roof."})
    appointed.on(date(2026, 4, 2), "9:30am")
    appointed.looks_and_sends("The request is accepted", saying=("We have accepted your request", "Friday 1 May 2026"))

    chief = at_desk(office["edmund.thoresby"])
    chief.begins(reference, "Choose who investigates")
    chief.page.get_by_label(re.compile("Stephen Oyelaran")).check()
    chief.on(date(2026, 4, 7), "9:30am")
    chief.records("Choose this person", "Somebody has been chosen")

    senior = at_desk(office["stephen.oyelaran"])
    senior.declares(reference, date(2026, 4, 7), "10am")
    for seen in senior.takes(reference, "Review the whole case").get_by_role("radio", name="Yes", exact=True).all():
        seen.check()
    senior.on(date(2026, 4, 20), "10am")
    senior.records("Record", "On record: Review the whole case")
    senior.begins(reference, "Answer the complaint")
    senior.page.get_by_role("radio", name="Upheld", exact=True).check()
    senior.writes(
        {
            "Our answer to what you raised": "The roof was not mended.",
            "Why we decided this": "The log has a gap.",
            "What we will do to put it right": "The roof will be mended by June.",
        }
    )
    senior.puts_right()
    senior.presses("Look at the letter")
    expect(senior.page.get_by_role("alert")).to_contain_text("must be agreed by the Chief Executive")
    senior.look(senior.page, "not-agreed")
    senior.presses("Save and ask for agreement")
    senior.is_told("Those who must agree it have been told")

    chief.begins(reference, "Agree the response")
    expect(chief.page.locator(".redress-preview")).to_contain_text("The roof was not mended.")
    chief.page.get_by_label("Yes, it can be sent", exact=True).check()
    chief.on(date(2026, 4, 27), "9:30am")
    chief.records("Record", "Your decision is recorded")

    senior.begins(reference, "Answer the complaint")
    expect(senior.page.get_by_text("This draft has been agreed and can be sent.")).to_be_visible()
    senior.on(date(2026, 4, 28), "9:30am")
    senior.looks_and_sends("The answer is recorded", saying=("on behalf of the Chief Executive", "Housing Ombudsman"))
    page = desk.opens(reference)
    expect(page.get_by_text("Final answer given").first).to_be_visible()
    desk.look(page, "case-final")
    final = letters_of(Case.objects.get(reference=reference))[-1]
    assert "Local Government and Social Care Ombudsman" not in final.text


@requirement("KL-3-14", "KL-3-18")
@pytest.mark.parametrize(("day", "late"), [(date(2026, 3, 2), False), (date(2026, 3, 3), True)])
def test_a_request_in_its_window_and_one_that_is_late(cast, at_desk, day, late):
    """The answer is dated 30 January: its letter says 28 February, a Saturday, and Monday 2 March is still in time."""
    office = cast.kings_lynn
    reference = answered_on_30_january(office)
    desk = at_desk(office.desk)
    expect(dates(desk.opens(reference))).to_contain_text("Monday 2 March 2026")
    desk.begins(reference, "Log a request for the next stage")
    desk.page.get_by_role("radio", name="Letter", exact=True).check()
    desk.writes({"Why the complainant is still not happy": "You left out the drains."})
    desk.on(day, "9:30am")
    desk.records("Log the request", "The request is logged")
    if late:
        expect(desk.page.get_by_text("After the last day for asking").first).to_be_visible()
    else:
        expect(desk.page.get_by_text("After the last day for asking")).to_have_count(0)

    appointed = at_desk(office["victoria.langham"])
    appointed.begins(reference, "Accept the request")
    appointed.page.get_by_label("There are elements the Stage One answer did not consider").check()
    appointed.on(date(2026, 3, 4), "9:30am")
    if late:
        appointed.presses("Look at the letter")
        expect(appointed.page.get_by_role("alert")).to_contain_text("say why it is accepted all the same")
        appointed.look(appointed.page, "late-needs-a-reason")
        appointed.writes({"Why you accept it although it came late": "He was in hospital."})
    else:
        expect(appointed.page.get_by_label("Why you accept it although it came late")).to_have_count(0)
    appointed.looks_and_sends("The request is accepted", saying=("We have accepted your request",))


def answered_on_30_january(office) -> str:
    """A complaint of January, answered on Friday 30 January 2026, through the same acts as the pages use."""
    case = told_earlier(
        office,
        "2026-01-12T10:00",
        (acts.register, "hannah.mortlock", "2026-01-12T11:00", {}),
        (acts.acknowledge, "hannah.mortlock", "2026-01-13T11:00", {"written": {}}),
        (acts.allocate, "hannah.mortlock", "2026-01-13T12:00", {"to": office["graham.tuck"]}),
        (acts.take_step, "graham.tuck", "2026-01-14T10:00", {"step": "declare-interest", "option": "no-interest"}),
        (
            acts.respond,
            "graham.tuck",
            "2026-01-30T12:00",
            {"findings": {"p1": "not-upheld"}, "written": {"answer": "It was swept.", "reasons": "The log."}},
        ),
    )
    assert "Saturday 28 February 2026" in letters_of(case)[-1].text
    return str(case.reference)
