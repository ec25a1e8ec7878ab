"""Can somebody complain for another, who says whether they agree, and does the answer go to the right person?"""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from redress.cases.models import Case
from redress.cases.record import seeding
from redress.casework import acts
from redress.correspondence.models import Letter, Message
from redress.intake.acts import submit_complaint
from redress.records import agreeing, people, tracking
from tests.journeys.conftest import NARROW
from tests.journeys.staff_room import puts_right
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office, moment
from tests.rooms.casework_desks import ACKNOWLEDGEMENT, ANSWER, declared, do
from tests.rooms.consent_cases import DAUGHTER, FATHER, acted_for, link_sent
from tests.rooms.test_receipt_codes import NOBODY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    return Office("kings-lynn")


@pytest.fixture
def father(new_context) -> Page:
    """His telephone: narrow, and without scripts."""
    return new_context(java_script_enabled=False, viewport=NARROW).new_page()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def choose(page: Page, answer: str) -> None:
    page.get_by_label(answer, exact=True).check()
    go_on(page)


def complains_for_him(page: Page, office: Office, accessible) -> CaseFile:
    """The public form, filled in by the daughter."""
    page.goto(f"/{office.id}/")
    page.get_by_role("button", name="Start now").click()
    choose(page, next(each.name for each in office.policy.subjects if not each.officers_only))
    go_on(page)  # in a few words
    choose(page, "I am not sure")
    choose(page, "No")
    choose(page, "No, none of these")
    choose(page, "Someone else")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who are you helping?")
    page.get_by_label("Their full name").fill(FATHER)
    page.get_by_label("I am a relative").check()
    page.get_by_label("Yes, but not in writing yet").check()
    page.get_by_label("Their e-mail address").fill("frank@example.org")
    accessible(page, "them")
    go_on(page)
    page.get_by_role("textbox", name="What happened?").fill("Nobody emptied his bin.")
    go_on(page)
    page.get_by_label("I do not know the date").check()
    go_on(page)
    go_on(page)  # what would put it right
    go_on(page)  # files
    choose(page, "Yes, I will give my name")
    page.get_by_label("What is your full name?").fill(DAUGHTER)
    go_on(page)
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_label("E-mail address").fill("dora@example.org")
    go_on(page)
    if "address" in page.url:
        go_on(page)
    go_on(page)  # help
    accessible(page, "check")
    page.get_by_role("button", name="Send my complaint").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your complaint")
    return CaseFile(office, Case.objects.get())


def officer(new_context, live_server, office: Office, who: str) -> Page:
    client = Client()
    client.force_login(office.staff[who])
    context = new_context()
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return context.new_page()


def asks_him(page: Page, file: CaseFile, accessible) -> None:
    page.goto(f"/casework/{file.case.reference}/acting/")
    expect(page.get_by_text("They have not agreed yet")).to_be_visible()
    accessible(page, "acting")
    page.get_by_role("link", name="Ask the complainant, with a link or a code").click()
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what we may have to tell them")
    accessible(page, "ask-error")
    page.get_by_label("What we may have to tell whoever acts for them").fill("What we find about the bin.")
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("We have asked them.")).to_be_visible()
    file.case.refresh_from_db()


def opens_the_link(page: Page, accessible) -> None:
    page.goto(link_sent())
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{DAUGHTER} has complained for you")
    width = page.locator("html").evaluate("element => element.scrollWidth")
    assert width <= NARROW["width"]


def test_he_agrees_by_link_and_the_answer_goes_to_her(page, father, new_context, live_server, office, accessible):
    file = complains_for_him(page, office, accessible)
    desk = officer(new_context, live_server, office, DESK["kings-lynn"])
    asks_him(desk, file, accessible)
    opens_the_link(father, accessible)
    father.get_by_role("button", name="Send my answer").click()
    expect(father.get_by_role("alert")).to_contain_text("Choose your answer")
    father.get_by_label("Yes, I agree").check()
    father.get_by_role("button", name="Send my answer").click()
    expect(father.get_by_role("heading", level=1)).to_have_text("You said yes")
    assert Message.objects.filter(template="consent-given", to_email="dora@example.org").exists()
    file.case.refresh_from_db()
    today = timezone.localdate().isoformat()
    do(file, acts.register, DESK["kings-lynn"], today)
    investigator = INVESTIGATOR["kings-lynn"]
    do(file, acts.allocate, DESK["kings-lynn"], today, to=office.staff[investigator])
    declared(file, investigator, today)
    do(file, acts.acknowledge, investigator, today, written=ACKNOWLEDGEMENT)
    answers = officer(new_context, live_server, office, investigator)
    answers.goto(f"/casework/{file.case.reference}/respond/")
    expect(answers.get_by_role("group", name="Who gets the letter?")).to_be_visible()
    accessible(answers, "respond")
    answers.get_by_label(office.policy.outcomes[0].name, exact=True).first.check()
    for content, text in ANSWER.items():
        box = answers.locator(f"[name='content-{content}']")
        if box.count():
            box.fill(text)
    puts_right(answers)
    answers.get_by_role("button", name="Look at the letter").click()
    expect(answers.get_by_text(DAUGHTER).first).to_be_visible()
    answers.get_by_role("button", name="Send and record").click()
    letter = Letter.objects.get(kind="stage-one-response")
    assert letter.to_email == "dora@example.org"
    assert f"You are acting for {FATHER}" in letter.text


def test_he_says_no_and_she_is_told_nothing(page, father, new_context, live_server, office, accessible):
    file = complains_for_him(page, office, accessible)
    desk = officer(new_context, live_server, office, DESK["kings-lynn"])
    asks_him(desk, file, accessible)
    opens_the_link(father, accessible)
    father.get_by_label("No, I do not agree").check()
    father.get_by_role("button", name="Send my answer").click()
    expect(father.get_by_role("heading", level=1)).to_have_text("Thank you. We have your answer")
    assert [each.kind for each in Letter.objects.all()] == ["no-consent"]
    desk.goto(f"/casework/{file.case.reference}/acting/")
    expect(desk.get_by_text("They do not agree").first).to_be_visible()
    accessible(desk, "closed")
    representative = people.representative_of(file.case)
    assert representative is not None
    page.goto(f"/{office.id}/track/case/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow your complaint")


def test_every_page_of_it_can_be_read_by_everybody(page, new_context, live_server, accessible):
    office = Office("dartford")
    file = acted_for(office, at=f"{timezone.localdate().isoformat()}T09:00")
    party, asked = people.representative_of(file.case), people.complainant_of(file.case)
    assert party is not None
    assert asked is not None
    clerk = office.actor(DESK["dartford"], timezone.localdate())
    made = agreeing.ask(party, asked, way="letter", covers="What we find about the bin.", by=clerk, days=28)
    page.goto("/dartford/agree/")
    accessible(page, "code")
    page.get_by_label("Reference").fill(file.case.reference)
    page.get_by_label("Code", exact=True).fill("AAAA")
    page.get_by_role("button", name="Continue").click()
    accessible(page, "code-error")
    page.get_by_label("Code", exact=True).fill(made.code.lower())
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{DAUGHTER} has complained for you")
    accessible(page, "agree")
    page.get_by_label("Yes, I agree").check()
    page.get_by_role("button", name="Send my answer").click()
    accessible(page, "agreed")

    page.goto(f"/dartford/track/open/{file.case.reference}/{tracking.new_secret(file.case, party)}/")
    page.get_by_role("link", name="Change how we reach you").click()
    accessible(page, "details")
    page.get_by_label("Address", exact=True).fill("9 New Road")
    page.get_by_role("button", name="Change my details").click()
    expect(page.get_by_role("heading", name="You have our letter?")).to_be_visible()
    accessible(page, "details-waiting")

    desk = officer(new_context, live_server, office, DESK["dartford"])
    for address, name in (
        ("acting/", "acting-given"),
        ("acting/note/", "note"),
        ("acting/change/", "change"),
        (f"people/{party.pk}/", "person"),
    ):
        desk.goto(f"/casework/{file.case.reference}/{address}")
        accessible(desk, name)


def test_somebody_anonymous_and_somebody_confidential(page, new_context, live_server, accessible):
    office = Office("dartford")
    when = moment(f"{timezone.localdate().isoformat()}T00:05")
    with seeding():
        sent = submit_complaint(office.council, NOBODY, at=when, key="a-key", recorded_at=when.instant)
    desk = officer(new_context, live_server, office, DESK["dartford"])
    desk.goto(f"/casework/{sent.reference}/their-page/")
    desk.get_by_label("What do you want to ask or tell them?").fill("Which street was it?")
    desk.get_by_role("button", name="Put it on their page").click()
    accessible(desk, "their-page")
    page.goto("/dartford/track/")
    page.get_by_label("Reference").fill(sent.reference)
    page.get_by_label("Secret code").fill(sent.code)
    page.get_by_role("button", name="Open my complaint").click()
    expect(page.get_by_text("Which street was it?")).to_be_visible()
    accessible(page, "asked")

    named = office.receives(when.iso(), flags=("identity-confidential",))
    people.add(named.case, name="Ann Smith", email="ann@example.org")
    desk.goto(f"/casework/{named.case.reference}/")
    expect(desk.get_by_text("Ann Smith")).to_have_count(0)
    accessible(desk, "confidential")
    desk.get_by_label("Why do you look?").fill("I ring them today.")
    desk.get_by_role("button", name="Show who it is").click()
    expect(desk.get_by_text("Ann Smith").first).to_be_visible()
    overseer = officer(new_context, live_server, office, "corporate-complaints-officer")
    overseer.goto("/casework/looks/")
    accessible(overseer, "looks")
    overseer.goto("/casework/processing/")
    accessible(overseer, "processing")
