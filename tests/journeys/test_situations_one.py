"""Do both councils deal as their policies say with five situations, each a whole story told by those who act in it?

A repeated missed bin, a complaint about the officer who takes it, an MP for a constituent, an allegation of
discrimination, and a complaint by nobody knows whom. The dates beside the acts were counted by hand: in 2026 Good
Friday is 3 April, Easter Monday 6 April, and the bank holidays of May are the 4th and the 25th.
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
from tests.journeys.conftest import NARROW
from tests.journeys.decisions import (
    answer,
    chooses,
    decides,
    finds_nothing,
    has_no_interest,
    is_given,
    opens_decision,
    takes_in,
)
from tests.journeys.staff_room import Desk
from tests.journeys.told_earlier import walked_on
from tests.requirement import requirement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(db) -> Cast:
    return set_up()


@pytest.fixture
def at_desk(new_context, accessible):
    """`at_desk(staff)`: that person, signed in at their own screen."""
    return lambda staff: Desk.of(staff, new_context, accessible)


@pytest.fixture
def at_small_desk(new_context):
    """`at_small_desk(staff)`: on the narrowest screen, with scripts switched off (axe is one: it cannot look there)."""

    def look(page: Page, name: str) -> None:
        width = page.locator("html").evaluate("element => element.scrollWidth")
        assert width <= NARROW["width"], f"{name} is {width} px wide"

    return lambda staff: Desk.of(staff, lambda: new_context(java_script_enabled=False, viewport=NARROW), look)


def dates(page: Page):
    """What the council owes by a date, as the case shows it."""
    return page.locator("#dates > .redress-dates").first


# --- a repeated missed bin ---------------------------------------------------------------------------

CHURCH_LANE = {
    "Postal address": "4 Church Lane\nHunstanton",
    "Postcode": "PE36 5AA",
    "Which service is it about?": "Refuse and recycling",
    "Is it about the council as their landlord?": "No",
}
FIRST_REPORT = "A service request: a first report that asks the council to act"
REPEATED = "A report of something reported before and not put right: a complaint"


def reported(desk: Desk, name: str, day: date, words: str) -> str:
    """Somebody of Church Lane telephones about the bin."""
    answers = {"Full name": name, **CHURCH_LANE}
    return takes_in(desk, day, "10am", channel="Telephone", words=words, answers=answers)


@requirement("KL-2-4", "KL-2-5")
def test_a_repeated_missed_bin(cast, at_desk):
    """Reported on Thursday 2 April and again, by somebody else of the same house, on Tuesday 14 April 2026."""
    office = cast.kings_lynn
    clerk = at_desk(office["chloe.fysh"])
    first = reported(clerk, "Ann Smith", date(2026, 4, 2), "You did not empty our bin today.")
    why = {"Why": "She tells us for the first time."}
    decides(clerk, first, "Decide what this is", FIRST_REPORT, why, on=(date(2026, 4, 2), "10:30am"))
    expect(dates(clerk.page)).to_contain_text("Deal with the service request by Monday 13 April 2026")
    expect(dates(clerk.page)).not_to_contain_text("Acknowledge the complaint")

    again = reported(clerk, "Bo Jones", date(2026, 4, 14), "Our bin was left again, as on 2 April.")
    page = opens_decision(clerk, again, "Decide what this is")
    before = page.get_by_role("region", name="Reported before about this service")
    expect(before).to_contain_text(f"{first}: Service request, Thursday 2 April 2026")
    chooses(clerk, REPEATED)
    expect(before).to_contain_text(first)
    answer(
        page,
        {
            "Why": "The same bin at the same address, and nobody came in between.",
            "Reference of the earlier report": first,
            "When it was reported before": date(2026, 4, 2),
        },
    )
    clerk.on(date(2026, 4, 14), "10:30am")
    clerk.records("Record", "On record: Decide what this is")

    desk = at_desk(office.desk)
    desk.begins(again, "Register the complaint")
    desk.on(date(2026, 4, 14), "11am")
    desk.records("Register", "The complaint is registered")
    expect(dates(desk.page)).to_contain_text("Acknowledge the complaint by Thursday 16 April 2026")
    expect(dates(desk.page)).to_contain_text("Answer at Stage One by Wednesday 6 May 2026")
    desk.begins(again, "Acknowledge the complaint")
    desk.on(date(2026, 4, 15), "10am")
    desk.looks_and_sends("The acknowledgement is recorded", saying=("Wednesday 6 May 2026",))
    is_given(desk, again, "Graham Tuck", (date(2026, 4, 15), "11am"))

    decides(
        clerk,
        first,
        "Say what came of the service request",
        "Done",
        {"What was done": "The crew came back for the bin."},
        on=(date(2026, 4, 16), "9am"),
    )
    manager = at_desk(office["graham.tuck"])
    has_no_interest(manager, again, (date(2026, 4, 16), "10am"))
    manager.begins(again, "Answer the complaint")
    manager.page.get_by_role("radio", name="Upheld", exact=True).check()
    manager.writes(
        {
            "Our answer to what you raised": "Your bin was missed twice.",
            "Why we decided this": "The log of the crew shows it.",
            "What we will do to put it right": "The crew has a new list from today.",
        }
    )
    manager.puts_right()
    manager.on(date(2026, 4, 28), "4pm")
    manager.looks_and_sends("The answer is recorded", saying=("Upheld", "Thursday 28 May 2026"))
    expect(manager.page.get_by_text("Answered").first).to_be_visible()


@requirement("KL-2-5", "KL-2-7")
def test_a_report_repeated_in_its_own_case_on_a_narrow_screen_without_scripts(cast, at_small_desk):
    """The complaint runs beside the service request, whose work never stops."""
    office = cast.kings_lynn
    clerk = at_small_desk(office["chloe.fysh"])
    reference = reported(clerk, "Ann Smith", date(2026, 4, 2), "You did not empty our bin today.")
    why = {"Why": "She tells us for the first time."}
    decides(clerk, reference, "Decide what this is", FIRST_REPORT, why, on=(date(2026, 4, 2), "10:30am"))
    decides(
        clerk,
        reference,
        "Say what came of the service request",
        "The same was reported again: now a complaint",
        {"Reference of the earlier report": reference, "When it was reported before": date(2026, 4, 2)},
        on=(date(2026, 4, 14), "10am"),
    )
    desk = at_small_desk(office.desk)
    page = desk.opens(reference)
    for due in (
        "Deal with the service request by Monday 13 April 2026",
        "Acknowledge the complaint by Thursday 16 April 2026",
        "Answer at Stage One by Wednesday 6 May 2026",
    ):
        expect(dates(page)).to_contain_text(due)
    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 4, 14), "11am")
    desk.records("Register", "The complaint is registered")
    desk.begins(reference, "Acknowledge the complaint")
    desk.on(date(2026, 4, 15), "10am")
    desk.looks_and_sends("The acknowledgement is recorded", saying=("Wednesday 6 May 2026",))
    page = opens_decision(clerk, reference, "Say what came of the service request")
    expect(page.get_by_text("The work is done; the complaint goes on").first).to_be_visible()
    answer(page, {"What was done": "The crew came back."})
    clerk.on(date(2026, 4, 16), "9am")
    clerk.records("Record", "On record")
    page = desk.opens(reference)
    expect(dates(page)).to_contain_text("Answer at Stage One by Wednesday 6 May 2026")
    expect(dates(page)).not_to_contain_text("Deal with the service request")


# --- a complaint about the officer who takes it ---------------------------------------------------------


@requirement("DA-6.2.5-1", "DA-2.4-1")
def test_a_complaint_about_the_officer_who_takes_it(cast, at_desk):
    """Told by telephone on Monday 1 June 2026 to the very person whom it is about."""
    office = cast.dartford
    adviser = at_desk(office["kelly.vance"])
    nothing = takes_in(
        adviser,
        date(2026, 6, 1),
        "2pm",
        channel="Telephone",
        words="You hung up on me this morning, and you laughed.",
        answers={
            "Full name": "Ann Smith",
            "E-mail address": "ann@example.org",
            "What kind of complaint is it?": "How a member of staff treated me",
            "Which service is it about?": "Telephones and reception",
            "Is it about the council as their landlord?": "No",
        },
        ticks=("The complaint is about me",),
    )
    assert nothing == "", "she is sent back to her work, and not to the case"
    reference = Case.objects.get().reference
    expect(adviser.page.get_by_text(f"It is logged as {reference} and has gone to somebody else")).to_be_visible()
    adviser.look(adviser.page, "gone-to-somebody-else")
    finds_nothing(adviser, reference, "Smith")

    officer = at_desk(office["ffion.rees"])
    expect(officer.page.get_by_role("link", name=reference)).to_be_visible()
    decides(
        officer,
        reference,
        "Say what is alleged of a member of staff",
        "No: attitude, conduct or work",
        {"How do they work for the council?": "Employee"},
        on=(date(2026, 6, 1), "3pm"),
    )
    officer.begins(reference, "Keep somebody away from the case")
    answer(officer.page, {"Who must keep away from this case?": "Rosalind Peck", "Why?": IMPLICATED})
    officer.on(date(2026, 6, 1), "3:10pm")
    officer.records("Keep this person away", "That person is kept away from the case")
    expect(officer.page.locator("main")).not_to_contain_text("Rosalind Peck")

    desk = at_desk(office.desk)
    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 6, 1), "3:30pm")
    desk.records("Register", "The complaint is registered")
    expect(dates(desk.page)).to_contain_text("Acknowledge the complaint by Friday 5 June 2026")

    officer.begins(reference, "Give the case to somebody")
    expect(officer.page.get_by_label(re.compile("Rosalind Peck"))).to_have_count(0)
    officer.page.get_by_label(re.compile("Winston Clarke")).check()
    officer.on(date(2026, 6, 2), "9am")
    officer.records("Give it to this person", "The case has been given to somebody")

    manager = at_desk(office["winston.clarke"])
    has_no_interest(manager, reference, (date(2026, 6, 2), "10am"))
    decides(
        manager,
        reference,
        "Confirm the note of what was said",
        "It was read back and confirmed",
        {"When was it confirmed?": date(2026, 6, 2)},
        on=(date(2026, 6, 2), "11am"),
    )
    acknowledges(manager, reference, date(2026, 6, 4), saying=("Winston Clarke", "Wednesday 17 June 2026"))
    answers_in_full(manager, reference, date(2026, 6, 15), "Upheld")
    finds_nothing(adviser, reference, "Smith")
    finds_nothing(at_desk(office["rosalind.peck"]), reference, "Smith")


IMPLICATED = "They are implicated in another way"


def acknowledges(officer: Desk, reference: str, day: date, *, saying: tuple[str, ...]) -> None:
    officer.begins(reference, "Acknowledge the complaint")
    officer.writes(
        {
            "Your complaint as we understand it": "What you told us about how you were treated.",
            "What you would like us to do": "Say sorry, and see that it does not happen again.",
        }
    )
    officer.on(day, "10am")
    officer.looks_and_sends("The acknowledgement is recorded", saying=saying)


LOOKED_INTO = "I spoke to everybody who was there."


def answers_in_full(
    officer: Desk, reference: str, day: date, finding: str, *, how: str = LOOKED_INTO, saying: tuple[str, ...] = ()
) -> None:
    """Answers a stage; only the first asks ``how`` it was looked into."""
    officer.begins(reference, "Answer the complaint")
    officer.page.get_by_role("radio", name=finding, exact=True).check()
    officer.writes(
        {
            **({"How we looked into it": how} if how else {}),
            "What we found": "What you told us is right.",
            "Why we decided this": "Nobody should be treated like that.",
        }
    )
    if finding == "Not upheld":
        officer.writes({"Explanation": "We kept to the rules, and tell you above which."})
    else:
        officer.writes({"We are sorry": "I am sorry.", "What we will do": "We train the team again in July."})
    officer.on(day, "4pm")
    officer.looks_and_sends("The answer is recorded", saying=(finding, *saying))


# --- an MP for a constituent, in each council -----------------------------------------------------------

FOR_HER = {
    "Full name": "Ann Smith",
    "Is somebody else acting for them?": "Yes",
    "Name of whoever acts for them": "Margaret Hale MP",
    "What they are to the complainant": "MP",
    "Has the complainant agreed to that?": "Yes, but not in writing yet",
    "E-mail address": "margaret.hale@example.org",
    "Is it about the council as their landlord?": "No",
}


@requirement("KL-6-3", "KL-6-6", "KL-6-7")
def test_an_mp_for_a_constituent_in_kings_lynn(cast, at_desk):
    """It is no complaint: twenty working days from Monday 3 August 2026, over the holiday of the 31st."""
    office = cast.kings_lynn
    liaison = at_desk(office["poppy.sayers"])
    reference = takes_in(
        liaison,
        date(2026, 8, 3),
        "10am",
        channel="MP",
        words="My constituent has had no answer about the smoke from the yard.",
        answers={
            **FOR_HER,
            "Which service is it about?": "Noise, smoke and smells",
            "What does the MP or councillor ask for?": "An enquiry for a constituent",
        },
    )
    page = opens_decision(liaison, reference, "Decide what this is")
    expect(page.get_by_role("radio", name="A complaint", exact=True)).to_have_count(0)
    decides(
        liaison,
        reference,
        "Decide what this is",
        "An MP enquiry: a constituent asked the MP to take it up",
        {"Why": "She asked her MP to take it up."},
        on=(date(2026, 8, 3), "11am"),
    )
    expect(dates(page)).to_contain_text("Answer the MP by Tuesday 1 September 2026")
    expect(dates(page)).not_to_contain_text("Stage One")
    page.goto(f"/casework/{reference}/respond/")
    expect(page.get_by_text("Confirm the constituent’s permission").first).to_be_visible()
    liaison.look(page, "answer-waits-for-permission")
    decides(
        liaison,
        reference,
        "Confirm the constituent’s permission",
        "Not yet: we ask the MP for it",
        {"What we would tell the MP, in general terms": "When we visited the yard and what we found."},
        on=(date(2026, 8, 4), "9am"),
        letter=("we must know that they agree", "When we visited the yard"),
    )
    decides(
        liaison,
        reference,
        "Confirm the constituent’s permission",
        "Yes, it is confirmed",
        {"When it was confirmed": date(2026, 8, 10), "How": "An e-mail from the constituent"},
        on=(date(2026, 8, 10), "9am"),
    )
    liaison.begins(reference, "Answer the complaint")
    expect(liaison.page.get_by_role("radio", name="Upheld", exact=True)).to_have_count(0)
    liaison.writes({"Our answer": "We visited twice. The yard has been told to stop burning waste."})
    liaison.on(date(2026, 8, 28), "3pm")
    liaison.looks_and_sends("The answer is recorded", saying=("The yard has been told",))
    asked, replied = letters_of(Case.objects.get())
    assert {asked.to_name, replied.to_name} == {"Margaret Hale MP"}


@requirement("DA-6.4-a1", "DA-6.4-a2", "DA-6.4-a3")
def test_an_mp_for_a_constituent_in_dartford(cast, at_desk):
    """A complaint like any other, through the secretaries of the leadership: Monday 3 August 2026."""
    office = cast.dartford
    secretary = at_desk(office["rachel.yeo"])
    reference = takes_in(
        secretary,
        date(2026, 8, 3),
        "10am",
        channel="MP",
        words="My constituent cannot use the park: the gate has been locked since May.",
        answers={**FOR_HER, "Which service is it about?": "Parks and open spaces"},
    )
    head, director = "Howard Tilley, Head of Environment", "Jonathan Adair, Director of Homes and Neighbourhoods"
    decides(
        secretary,
        reference,
        "Forward what the MP sent",
        answers={"Head of service": head, "Director": director},
        on=(date(2026, 8, 3), "10:30am"),
    )
    told = at_desk(office["howard.tilley"])
    told.opens(reference)

    desk = at_desk(office.desk)
    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 8, 3), "11am")
    desk.records("Register", "The complaint is registered")
    expect(dates(desk.page)).to_contain_text("Acknowledge the complaint by Friday 7 August 2026")
    is_given(desk, reference, "Beth Colley", (date(2026, 8, 3), "11:30am"))
    manager = at_desk(office["beth.colley"])
    has_no_interest(manager, reference, (date(2026, 8, 4), "9am"))
    acknowledges(manager, reference, date(2026, 8, 5), saying=("Beth Colley", "Tuesday 18 August 2026"))
    page = manager.page
    page.goto(f"/casework/{reference}/respond/")
    expect(page.get_by_text("Check the reply for what must not be disclosed").first).to_be_visible()
    decides(manager, reference, "Check the reply for what must not be disclosed", on=(date(2026, 8, 14), "9am"))
    answers_in_full(manager, reference, date(2026, 8, 17), "Upheld")
    (acknowledged, answered, copied) = letters_of(Case.objects.get())
    assert {acknowledged.to_name, answered.to_name} == {"Margaret Hale MP"}
    assert copied.to_name == "Leadership Team secretariat (MPAs), Rachel Yeo"
    assert copied.subject == answered.subject


# --- an allegation of discrimination --------------------------------------------------------------------

DISCRIMINATED = "Yes: discrimination under the Equality Act"
SERVICE_PART = "The allegation; the part about the service goes on here"
UNTRAINED = "This case needs somebody with training in equalities, which this person has not on record (7.3)."


@requirement("DA-5.3.2-1", "D40", "DA-9.8-1")
def test_an_allegation_of_discrimination(cast, at_desk):
    """Against an employee: to Human Resources and out of sight; the part about the service goes on to its end."""
    office = cast.dartford
    desk = at_desk(office.desk)
    reference = takes_in(
        desk,
        date(2026, 6, 1),
        "10am",
        channel="Letter",
        words="Your man said people like me always lie. My claim has been lying there since March.",
        answers={
            "Full name": "Ann Smith",
            "E-mail address": "ann@example.org",
            "What kind of complaint is it?": "How a member of staff treated me",
            "Which service is it about?": "Housing Benefit and Council Tax Reduction",
            "Is it about the council as their landlord?": "No",
        },
    )
    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 6, 1), "11am")
    desk.records("Register", "The complaint is registered")

    officer = at_desk(office["simon.tregear"])
    employee = {"How do they work for the council?": "Employee"}
    alleged = "Say what is alleged of a member of staff"
    decides(officer, reference, alleged, DISCRIMINATED, employee, on=(date(2026, 6, 1), "2pm"))
    finds_nothing(desk, reference, "Smith")
    decides(
        officer,
        reference,
        "Refer the allegation to Human Resources",
        SERVICE_PART,
        {
            "Who in Human Resources?": "Sanjay Mehra, Human Resources Adviser",
            "Whom can the complainant contact there?": "Sanjay Mehra, 01632 960143",
            "Why?": "An employee is said to have treated you worse because of your race.",
            "What goes on here?": "Why the claim was not decided since March.",
        },
        on=(date(2026, 6, 2), "9am"),
        letter=("Sanjay Mehra, 01632 960143", "because of your race", "Why the claim was not decided"),
    )
    at_desk(office["sanjay.mehra"]).opens(reference)
    officer.begins(reference, "Give the case to somebody")
    expect(officer.page.get_by_text("Nobody in the department can take this case")).to_be_visible()
    expect(officer.page.get_by_role("listitem").filter(has_text="Winston Clarke")).to_contain_text(UNTRAINED)
    officer.page.get_by_label(re.compile("Beth Colley")).check()
    officer.on(date(2026, 6, 2), "10am")
    officer.records("Give it to this person", "The case has been given to somebody")
    none = {"step": "declare-interest", "option": "no-interest"}
    understood = {"understanding": "The claim lay since March.", "outcomes-sought": "A decision, and an apology."}
    ground = {"step": "discrimination-ground", "option": "named", "answers": {"characteristics": ["race"]}}
    found = dict.fromkeys(("how-and-why", "findings-of-fact", "reasons", "explanation"), "The claim lacked papers.")
    walked_on(
        office,
        Case.objects.get(),
        (acts.take_step, "beth.colley", "2026-06-03T09:00", none),
        (acts.acknowledge, "beth.colley", "2026-06-04T10:00", {"written": understood}),
        (acts.take_step, "beth.colley", "2026-06-04T11:00", ground),
        (acts.respond, "beth.colley", "2026-06-15T16:00", {"findings": {"p1": "not-upheld"}, "written": found}),
    )

    officer.begins(reference, "Log a request for the next stage")
    officer.page.get_by_role("radio", name="Letter", exact=True).check()
    officer.writes({"Why the complainant is still not happy": "You did not say who let it lie."})
    officer.on(date(2026, 6, 22), "9:30am")
    officer.records("Log the request", "The request is logged")
    director = office["peter.lockyer"]
    walked_on(
        office,
        Case.objects.get(),
        (acts.allocate, "margaret.holloway", "2026-06-22T12:00", {"to": director}),
        (acts.take_step, "peter.lockyer", "2026-06-22T14:00", none),
    )
    chief = at_desk(director)
    chief.begins(reference, "Choose who investigates")
    expect(chief.page.get_by_role("listitem").filter(has_text="Ruth Ellison")).to_contain_text(UNTRAINED)
    chief.page.get_by_label(re.compile("Olamide Bankole")).check()
    chief.on(date(2026, 6, 23), "9am")
    chief.records("Choose this person", "Somebody has been chosen")
    agreed = {"step": "statement", "option": "agreed", "answers": {"agreed-on": date(2026, 6, 26)}}
    walked_on(
        office,
        Case.objects.get(),
        (acts.take_step, "olamide.bankole", "2026-06-23T14:00", none),
        (acts.acknowledge, "olamide.bankole", "2026-06-24T10:00", {"written": understood}),
        (acts.take_step, "olamide.bankole", "2026-06-26T10:00", agreed),
    )
    investigator = at_desk(office["olamide.bankole"])
    expect(dates(investigator.opens(reference))).to_contain_text("Tuesday 21 July 2026")
    service = ("Equality Advisory and Support Service", "FPN4431", "0808 800 0082", "equalityadvisoryservice.com")
    told = ("This is the council's final answer", *service)
    answers_in_full(investigator, reference, date(2026, 7, 14), "Upheld", how="", saying=told)


# --- nobody knows who complains -------------------------------------------------------------------------

UNKNOWN = ("They do not want to say who they are",)
ANONYMOUS = "Decide on an anonymous complaint"


@requirement("DA-3.9-4", "DA-3.9-5", "D23")
def test_an_anonymous_complaint_in_dartford(cast, at_desk):
    """Only the Director says whether anybody looks into it; nothing else can be done before."""
    office = cast.dartford
    adviser = at_desk(office["kelly.vance"])
    about = {"Which service is it about?": "Parks and open spaces", "Is it about the council as their landlord?": "No"}
    day = date(2026, 6, 1)
    words = "The man who locks the park drinks at work."
    reference = takes_in(adviser, day, "10am", channel="Telephone", words=words, answers=about, ticks=UNKNOWN)
    decides(adviser, reference, "Explain what being anonymous means", "Yes", on=(day, "10:15am"))
    desk = at_desk(office.desk)
    desk.begins(reference, "Register the complaint")
    desk.on(day, "11am")
    desk.records("Register", "The complaint is registered")
    expect(desk.page.locator("#dates")).to_contain_text("Acknowledge the complaint")
    for act in ("allocate", "close"):
        desk.page.goto(f"/casework/{reference}/{act}/")
        desk.look(desk.page, f"{act}-waits-for-the-director")
        expect(desk.page.get_by_role("main")).to_contain_text("cannot")
    director = at_desk(office["jonathan.adair"])
    expect(director.page.get_by_role("row", name=reference)).to_contain_text(ANONYMOUS)
    no = {"Why?": "Nobody locks that park: it has no gate."}
    decides(director, reference, ANONYMOUS, "No", no, on=(date(2026, 6, 2), "9am"))
    expect(director.page.locator("#dates")).to_contain_text("We owe nothing by a set date now")
    yes = {"Who investigates?": "Beth Colley, Parks and Leisure Manager"}
    decides(director, reference, ANONYMOUS, "Yes", yes, on=(date(2026, 6, 3), "9am"))
    is_given(desk, reference, "Beth Colley", (date(2026, 6, 3), "10am"))
    manager = at_desk(office["beth.colley"])
    has_no_interest(manager, reference, (date(2026, 6, 4), "9am"))
    answers_in_full(manager, reference, date(2026, 6, 12), "Not upheld")
    assert [letter.to_email or letter.address for letter in letters_of(Case.objects.get())] == [""]


def test_an_anonymous_complaint_in_kings_lynn(cast, at_desk):
    """It is registered and looked into like any other, and no letter goes to anybody."""
    office = cast.kings_lynn
    desk = at_desk(office.desk)
    day = date(2026, 6, 1)
    about = {"Which service is it about?": "Street cleansing", "Is it about the council as their landlord?": "No"}
    words = "The crew sleeps in the van behind the market."
    reference = takes_in(desk, day, "10am", channel="Letter", words=words, answers=about, ticks=UNKNOWN)
    desk.begins(reference, "Register the complaint")
    desk.on(day, "11am")
    desk.records("Register", "The complaint is registered")
    is_given(desk, reference, "Graham Tuck", (day, "11:30am"))
    manager = at_desk(office["graham.tuck"])
    has_no_interest(manager, reference, (date(2026, 6, 2), "9am"))
    expect(dates(manager.page)).to_contain_text("Answer at Stage One by Monday 22 June 2026")
    manager.begins(reference, "Answer the complaint")
    manager.page.get_by_role("radio", name="Not upheld", exact=True).check()
    manager.writes({"Our answer to what you raised": "Nobody slept.", "Why we decided this": "We watched the van."})
    manager.on(date(2026, 6, 19), "4pm")
    manager.presses("Look at the letter")
    kept = "There is no address to send it to. It is kept on their page, where they can read it."
    expect(manager.page.get_by_text(kept)).to_be_visible()
    manager.look(manager.page, "letter-to-nobody")
    manager.presses("Send and record")
    manager.is_told("The answer is recorded")
    expect(manager.page.locator("#letters")).to_contain_text("Kept on their page")
    desk.page.goto("/casework/undelivered/")
    expect(desk.page.get_by_text(reference)).to_have_count(0)
    (answer_on_file,) = letters_of(Case.objects.get())
    assert (answer_on_file.to_email, answer_on_file.address) == ("", "")
