"""Do five hard situations of the two policies go well for everybody in them, each at their own screen?

A tenant's repair with a contractor, a late complaint, a refused Stage Two, a complaint that an Ombudsman sent
back, and a complainant under terms who complains anew. The dates on the pages are those counted by hand beside.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from redress import policies
from redress.cases.models import Case
from redress.casework import acts
from redress.correspondence.letters import letters_of
from redress.records import people, tracking
from redress.records.organisations import Organisation
from tests.cast import Cast, set_up
from tests.journeys.conftest import NARROW, SCREENSHOTS
from tests.journeys.staff_room import Desk, Told, log
from tests.journeys.told_earlier import moment, told_earlier, walked_on
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
WORDS_OF_IT = {"understanding": "The boiler was out for three weeks.", "outcomes-sought": "An apology."}
UPHELD = {
    "how-and-why": "We asked the company.",
    "findings-of-fact": "The boiler was out for 21 days.",
    "reasons": "Nobody came.",
    "apology": "We are sorry.",
    "remedies": "A new boiler by the end of the month.",
}
NO_INTEREST = {"step": "declare-interest", "option": "no-interest"}
REFER = "Refer the complaint to the contractor"
HANDLING = "Agree with the contractor how it is handled"
STATEMENT = "Agree the statement of the complaint"
ADVISER = "Margaret Holloway, Head of Legal Services and Corporate Complaints Officer"
CONSULTED = "Sunita Bhatt, Director of Planning and Public Protection"
ADVISE = "Advise on unreasonable behaviour (Head of Legal Services)"
DECISION = "Decide on unreasonable or persistent behaviour"
RESTRICTED = "How we deal with this person’s contacts"
WARNED = {
    "step": "behaviour-warning",
    "option": "warned",
    "answers": {"behaviour": "You called forty times.", "asked": "Please write to us."},
}
LGSCO = "Local Government and Social Care Ombudsman"
LATENESS = "Decide whether the late complaint goes ahead"
TALKS = "The service was in prolonged discussion with the complainant"
UNHAPPY = "The request says only that the person is unhappy with the answer"
TELL_LATENESS = "Tell the complainant of the decision on lateness"
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


@requirement("DA-5.6-c1", "DA-5.6-c2", "DA-5.6-c3", "L43", "L37", "DA-8.1.4-b5")
def test_a_tenants_repair_with_a_contractor(cast, at_desk):
    """Received on Tuesday 3 March 2026 and acknowledged on Thursday 5 March: answered by Wednesday 18 March.

    The tenant asks for Stage Two on Monday 30 March, which is acknowledged on Wednesday 1 April: with Good Friday
    and Easter Monday between, the twentieth working day is Thursday 30 April.
    """
    office = cast.dartford
    Organisation.objects.create(council=office.council, name="Riverside Repairs Ltd", kind="contractor")
    desk = at_desk(office.desk)
    words = "The boiler was out for three weeks. The company never came."
    told = Told("Letter", date(2026, 3, 3), "10am", "Ann Smith", words, "Repairs to council homes", "Yes")
    reference = logged(desk, told)
    page = desk.begins(reference, "Say what the complaint is about")
    page.get_by_label("Which function of the council is it about?").first.select_option("condition")
    page.get_by_label("What kind of complaint is it?").first.select_option("contractor")
    page.get_by_label("Which contractor or partner").first.select_option(label="Riverside Repairs Ltd")
    desk.on(date(2026, 3, 3), "11am")
    desk.records("Save", "What the complaint is about is saved")
    about = desk.opens(reference).locator("main")
    for said in ("Special case", "Riverside Repairs Ltd", "Repairs to council homes", "Housing Ombudsman"):
        expect(about).to_contain_text(said)
    expect(about).not_to_contain_text(LGSCO)
    walked_on(
        office,
        Case.objects.get(reference=reference),
        (acts.register, "priya.raman", "2026-03-03T12:00", {}),
        (acts.allocate, "priya.raman", "2026-03-03T13:00", {"to": office["gareth.pugh"]}),
        (acts.take_step, "gareth.pugh", "2026-03-05T10:00", NO_INTEREST),
        (acts.acknowledge, "gareth.pugh", "2026-03-05T11:00", {"written": WORDS_OF_IT}),
    )

    officer = at_desk(office["marjorie.finch"])
    page = officer.page
    page.goto("/casework/")
    expect(page.get_by_role("row", name=reference)).to_contain_text(REFER)
    facts = {"contractor": "Riverside Repairs, Jo Bly", "facts": "The address and the dates.", "on": date(2026, 3, 6)}
    officer.takes(reference, REFER, "", facts)
    officer.on(date(2026, 3, 6), "10am")
    officer.records("Record", f"On record: {REFER}")
    agreed = {"how": "They visit with a new part.", "who": "Jo Bly of Riverside Repairs", "by": date(2026, 3, 13)}
    officer.takes(reference, HANDLING, "", agreed)
    officer.on(date(2026, 3, 9), "10am")
    officer.looks_and_sends(f"On record: {HANDLING}", saying=("with a new part", "Jo Bly", "Friday 13 March 2026"))
    page = officer.opens(reference)
    expect(dates(page)).to_contain_text("Answer at Stage One by Wednesday 18 March 2026")
    expect(page.get_by_text("Gareth Pugh").first).to_be_visible()

    case = walked_on(
        office,
        Case.objects.get(reference=reference),
        (acts.respond, "gareth.pugh", "2026-03-17T12:00", {"findings": {"p1": "upheld"}, "written": UPHELD}),
        (acts.request_next_stage, "priya.raman", "2026-03-30T10:00", {"reasons": "Again out.", "channel": "letter"}),
        (acts.allocate, "margaret.holloway", "2026-03-30T11:00", {"to": office["jonathan.adair"]}),
        (acts.take_step, "jonathan.adair", "2026-03-31T09:00", NO_INTEREST),
        (acts.appoint, "jonathan.adair", "2026-03-31T10:00", {"to": office["olamide.bankole"]}),
        (acts.take_step, "olamide.bankole", "2026-04-01T10:00", NO_INTEREST),
        (acts.acknowledge, "olamide.bankole", "2026-04-01T11:00", {"written": WORDS_OF_IT}),
    )
    investigator = at_desk(office["olamide.bankole"])
    page = investigator.opens(reference)
    expect(dates(page)).to_contain_text("Answer at Stage Two by Thursday 30 April 2026")
    expect(page.locator("a", has_text="Answer the complaint")).to_have_count(0)
    investigator.takes(reference, STATEMENT, "Send the statement now and ask them to agree")
    investigator.writes({"Your complaint in detail": "1. The boiler was out for 21 days. 2. Nobody came."})
    investigator.on(date(2026, 4, 2), "10am")
    investigator.looks_and_sends(f"On record: {STATEMENT}", saying=("The boiler was out for 21 days", "if you agree"))
    investigator.takes(reference, STATEMENT, "Yes, the complainant agrees", {"agreed-on": date(2026, 4, 8)})
    investigator.on(date(2026, 4, 8), "2pm")
    investigator.records("Record", f"On record: {STATEMENT}, Yes, the complainant agrees")
    investigator.begins(reference, "Answer the complaint")
    case.refresh_from_db()
    answer = {"findings": {"p1": "upheld"}, "written": UPHELD}
    walked_on(office, case, (acts.respond, "olamide.bankole", "2026-04-29T12:00", answer))
    final = letters_of(case)[-1].text
    assert "Housing Ombudsman" in final
    assert LGSCO not in final


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
    desk.takes(reference, "Record what the Ombudsman sent back", LGSCO, {"reference": "25 011 874"})
    desk.on(date(2026, 3, 2), "11am")
    desk.records("Record", f"On record: Record what the Ombudsman sent back, {LGSCO}")
    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 3, 2), "11:30am")
    desk.records("Register", "The complaint is registered")
    is_given_to(desk, reference, "Aoife Brennan", date(2026, 3, 3))

    manager = at_desk(office["aoife.brennan"])
    manager.declares(reference, date(2026, 3, 4))
    acknowledges(manager, reference, date(2026, 3, 4), "Tuesday 17 March 2026")
    expect(dates(manager.opens(reference))).to_contain_text("Answer at Stage One by Tuesday 17 March 2026")
    answers(manager, reference, date(2026, 3, 16))

    expect(desk.opens(reference).locator("a", has_text="Close the case")).to_have_count(0)
    officer = at_desk(office["joseph.banda"])
    officer.page.goto("/casework/")
    expect(officer.page.get_by_role("row", name=reference)).to_contain_text(TELL_THEM)
    officer.takes(reference, TELL_THEM, "", {"reference": "25 011 874", "notice": "We did not uphold it."})
    officer.on(date(2026, 3, 17), "10am")
    officer.looks_and_sends(f"On record: {TELL_THEM}, {LGSCO}", saying=("25 011 874", "We did not uphold it."))
    expect(desk.opens(reference).locator("a", has_text="Close the case")).to_have_count(1)
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


def test_a_late_complaint_with_good_reason_goes_ahead(cast, at_desk):
    """It happened on 3 March 2025 and came on Tuesday 5 May 2026: two months after the twelve.

    Day one is the day of receipt, so the acknowledgement is due on Monday 11 May; acknowledged on Thursday 7 May
    the answer is due on the tenth working day, Wednesday 20 May.
    """
    office = cast.dartford
    desk = at_desk(office.desk)
    words = "The fence of the park fell into my garden. Your parks team talked with me about it until April."
    told = Told("Letter", date(2026, 5, 5), "10am", "Ann Smith", words, "Parks and open spaces")
    reference = logged(desk, told, happened=date(2025, 3, 3))
    desk.look(desk.page, "case-that-is-late")
    expect(desk.page.locator("a", has_text="Register the complaint")).to_have_count(0)

    officer = at_desk(office["nadia.osman"])
    page = officer.begins(reference, LATENESS)
    expect(page.get_by_text("It happened on Monday 3 March 2025.")).to_contain_text("was Tuesday 3 March 2026")
    page.get_by_label("Yes, it goes ahead").check()
    page.get_by_role("group", name="On which grounds does it go ahead?").get_by_label(TALKS).check()
    officer.presses("Record the decision")
    expect(page.get_by_role("alert")).to_contain_text("Enter the reasons")
    officer.look(page, "reasons-missing")
    officer.writes({"Reasons for the decision": "The parks team wrote to her five times until April."})
    officer.on(date(2026, 5, 5), "2pm")
    officer.records("Record the decision", "The decision is recorded")

    desk.begins(reference, "Register the complaint")
    desk.on(date(2026, 5, 5), "3pm")
    desk.records("Register", "The complaint is registered")
    expect(dates(desk.opens(reference))).to_contain_text("Acknowledge the complaint by Monday 11 May 2026")
    is_given_to(desk, reference, "Beth Colley", date(2026, 5, 6))
    manager = at_desk(office["beth.colley"])
    manager.declares(reference, date(2026, 5, 7))
    acknowledges(manager, reference, date(2026, 5, 7), "Wednesday 20 May 2026")


@requirement("KL-7-4", "L6")
def test_a_late_complaint_is_never_refused_only_for_being_late(cast, at_desk, new_context):
    """It happened on 12 May 2025 and came on Monday 1 June 2026; whoever complained reads why on a telephone."""
    office = cast.kings_lynn
    desk = at_desk(office.desk)
    words = "The beach hut was let to somebody else."
    told = Told("E-mail", date(2026, 6, 1), "10am", "George Wright", words, "Beaches and coast paths")
    reference = logged(desk, told, happened=date(2025, 5, 12))

    officer = at_desk(office["victoria.langham"])
    officer.page.goto("/casework/")
    expect(officer.page.get_by_role("row", name=reference)).to_contain_text("Made late: to be decided")
    page = officer.begins(reference, LATENESS)
    page.get_by_label("No, it goes no further").check()
    officer.writes({"Reasons for the decision": "It is late."})
    officer.presses("Record the decision")
    expect(page.get_by_role("alert")).to_contain_text("late")
    officer.look(page, "lateness-alone")
    considered = page.get_by_role("group", name="What have you considered?")
    for ground in policies.current("kings-lynn").late.grounds:
        considered.get_by_label(ground.name).check()
    officer.writes(
        {"Reasons for the decision": "He knew in May 2025. The list of that year is gone. Nothing to learn."}
    )
    officer.on(date(2026, 6, 3), "10am")
    officer.records("Record the decision", "The decision is recorded")
    why = "You knew of it in May 2025, the list of that year is gone, and we found nothing to do or to learn."
    officer.takes(reference, TELL_LATENESS, "", {"reasons": why})
    officer.on(date(2026, 6, 3), "11am")
    officer.looks_and_sends(f"On record: {TELL_LATENESS}", saying=(why, "never leave a complaint aside only", LGSCO))
    own_page_says(new_context, reference, "We have decided not to consider this complaint", LGSCO)


@requirement("KL-3-16", "KL-3-19", "L12")
def test_a_stage_two_that_is_refused(cast, at_desk, new_context):
    """Answered on Friday 30 January 2026; asked for on Friday 13 February, so it is decided by Tuesday 17 February."""
    office = cast.kings_lynn
    case = told_earlier(
        office,
        "2026-01-12T10:00",
        (acts.register, "hannah.mortlock", "2026-01-12T11:00", {}),
        (acts.allocate, "hannah.mortlock", "2026-01-12T12:00", {"to": office["graham.tuck"]}),
        (acts.take_step, "graham.tuck", "2026-01-13T10:00", {"step": "declare-interest", "option": "no-interest"}),
        (acts.acknowledge, "hannah.mortlock", "2026-01-13T11:00", {"written": {}}),
        (
            acts.respond,
            "graham.tuck",
            "2026-01-30T12:00",
            {"findings": {"p1": "not-upheld"}, "written": {"answer": "It was swept.", "reasons": "The log."}},
        ),
    )
    reference = str(case.reference)
    desk = at_desk(office.desk)
    desk.begins(reference, "Log a request for the next stage")
    desk.page.get_by_role("radio", name="E-mail", exact=True).check()
    desk.writes({"Why the complainant is still not happy": "I am just not happy with your answer."})
    desk.on(date(2026, 2, 13), "9:30am")
    desk.records("Log the request", "The request is logged")
    expect(dates(desk.opens(reference))).to_contain_text("Tuesday 17 February 2026")

    officer = at_desk(office["victoria.langham"])
    page = officer.begins(reference, "Refuse the request")
    expect(page.get_by_text("elements the Stage One answer did not consider")).to_have_count(0)
    page.get_by_label("The Stage One answer was full and comprehensive").check()
    officer.presses("Look at the letter")
    expect(page.get_by_role("alert")).to_contain_text("Choose why the request is refused")
    officer.look(page, "refusal-reasons-missing")
    page.get_by_label(UNHAPPY).check()
    officer.writes({"Why": "You tell us that you are unhappy. Our answer dealt with each thing you raised."})
    officer.on(date(2026, 2, 17), "10am")
    officer.looks_and_sends(
        "The refusal is recorded", saying=("full and comprehensive", "Our answer dealt with", LGSCO)
    )
    page = desk.opens(reference)
    expect(dates(page)).to_contain_text("We owe nothing by a set date now.")
    desk.look(page, "case-refused")
    own_page_says(new_context, reference, "Stage Two", LGSCO)


def own_page_says(new_context, reference: str, *words: str) -> None:
    """What whoever complained reads on their own page: on a telephone, without scripts."""
    case = Case.objects.get(reference=reference)
    secret = tracking.new_secret(case, people.correspondent_of(case))
    page = new_context(java_script_enabled=False, viewport=NARROW).new_page()
    page.goto(f"/{case.council_id}/track/open/{reference}/{secret}/")
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"own-page-of-{reference}.png", full_page=True)
    for each in words:
        expect(page.locator("main")).to_contain_text(each)
    width = page.locator("html").evaluate("element => element.scrollWidth")
    assert width <= NARROW["width"], f"{page.url} is {width} px wide"


@requirement("DA-3.10-c1", "DA-3.10-e2", "L53")
def test_a_complainant_under_terms_complains_anew(cast, at_desk, new_context, monkeypatch):
    """On Monday 8 June 2026, in office hours: a new complaint is acknowledged by Friday 12 June, whoever makes it."""
    now = moment("2026-06-08T12:00").instant
    monkeypatch.setattr(timezone, "now", lambda: now)
    office = cast.dartford
    earlier = told_earlier(office, "2026-05-11T10:00", service="noise")
    reference = str(earlier.reference)

    officer = at_desk(office["joseph.banda"])
    page = officer.takes(reference, "Ask for advice on unreasonable or persistent behaviour")
    page.get_by_role("radio", name="The complainant", exact=True).check()
    page.get_by_label("The manner or the frequency of their contacts").check()
    page.get_by_label(re.compile("8: Makes an unreasonable number of contacts")).check()
    page.locator('[name="answer-evidence"]').fill("Forty calls in one week, all about the same letter.")
    page.locator('[name="answer-consulted"]').select_option(label=CONSULTED)
    page.locator('[name="answer-adviser"]').select_option(label=ADVISER)
    officer.records("Record", "On record: Ask for advice")
    expect(officer.opens(reference).locator("a", has_text=DECISION)).to_have_count(0)
    walked_on(
        office,
        Case.objects.get(pk=earlier.pk),
        (acts.take_step, "joseph.banda", "2026-06-08T12:00", WARNED),
    )
    director = at_desk(office["sunita.bhatt"])
    director.takes(reference, "Give the Director's view on unreasonable behaviour", "Yes", {"view": "I agree."})
    director.records("Record", "On record")
    lawyer = at_desk(office["margaret.holloway"])
    lawyer.takes(reference, ADVISE, "It can be applied", {"advice": "The evidence is enough."})
    lawyer.records("Record", "On record")

    said = {"reasons": "The calls went on.", "adjustments": "You are dyslexic: you may send voice messages."}
    days = {"from": date(2026, 6, 8), "review": date(2026, 12, 7)}
    page = officer.takes(reference, DECISION, "Yes, with these terms", said | days)
    page.get_by_role("radio", name="The complainant", exact=True).check()
    page.get_by_label("In writing only").check()
    page.locator('[name="answer-named"]').select_option(label="Joseph Banda, Environmental Health Complaints Officer")
    page.get_by_role("radio", name="Yes", exact=True).check()
    letter = ("The calls went on.", "In writing only", "Monday 7 December 2026", LGSCO, "Housing Ombudsman")
    officer.looks_and_sends(f"On record: {DECISION}", saying=letter)

    narrow = {"java_script_enabled": False, "viewport": NARROW}
    theirs = complains(new_context(**narrow).new_page(), "George Wright", "george@example.org")
    anyones = complains(new_context(**narrow).new_page(), "Ida Cole", "ida@example.org")
    assert theirs == anyones
    anew, other = Case.objects.exclude(pk=earlier.pk).order_by("pk")
    desk = at_desk(office.desk)
    page = desk.opens(other.reference)
    shown = dates(page).inner_text()
    assert "Friday 12 June 2026" in shown
    expect(page.get_by_text(RESTRICTED)).to_have_count(0)
    page = desk.opens(anew.reference)
    assert dates(page).inner_text() == shown
    expect(page.get_by_text(RESTRICTED)).to_be_visible()
    expect(page.get_by_text("A new complaint is dealt with as anybody’s.")).to_be_visible()
    desk.look(page, "new-complaint")
    expect(page.locator("a", has_text="Register the complaint")).to_be_visible()


CHOICES = {
    "What is your complaint about?": "A service that was not good enough or not given",
    "Which service is it about?": "Noise and nuisance",
    "Is it about one of these?": "No, none of these",
    "Who are you complaining for?": "Myself",
    "Your name": "Yes, I will give my name",
    "How can we contact you?": "E-mail",
}
WORDS = {
    "What happened?": {"What happened?": "There is a new noise from the yard."},
    "When did it happen?": {"Day": "1", "Month": "6", "Year": "2026"},
    "What would put it right?": {"What would put it right?": "A visit."},
}


def complains(page: Page, name: str, email: str) -> list[str]:
    """Complains on the public form, on a telephone and without scripts; gives every page and choice that was met."""
    words = WORDS | {
        "What is your full name?": {"What is your full name?": name},
        "How can we contact you?": {"E-mail address": email},
    }
    met: list[str] = []
    page.goto("/dartford/")
    page.get_by_role("button", name="Start now").click()
    while (heading := page.get_by_role("heading", level=1).inner_text()) != "We have your complaint":
        met.append(page.locator("main").inner_text())
        if heading in CHOICES:
            page.get_by_role("radio", name=CHOICES[heading], exact=True).check()
        for label, text in words.get(heading, {}).items():
            page.get_by_role("textbox", name=label).fill(text)
        page.get_by_role("button", name=re.compile("Continue|Send my complaint")).click()
        assert len(met) < 20, f"no way on from {heading}"
    met.append(re.sub(r"DBC-\d{4}-\d+|\S{20,}", "", page.locator("main").inner_text()))
    return [text.replace(name, "NAME").replace(email, "EMAIL") for text in met]
