"""Can somebody follow their own complaint and act on it, and nobody else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from redress.cases.models import ReadLog
from redress.cases.record import seeding
from redress.cases.standing import standing
from redress.correspondence.models import Letter
from redress.intake import acts, drafts
from redress.intake.acts import Submitted
from redress.intake.models import Draft
from redress.records import documents, words
from redress.records.models import Document
from redress.records.people import add
from redress.rules import actions as order
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office, moment
from tests.rooms.test_intake_acts import ANSWERS, NO_NAME, PHOTO

pytestmark = pytest.mark.django_db

ACT_PAGES = ("add", "withdraw", "next-stage", "help", "reasons")


@pytest.fixture(autouse=True)
def one_day():
    with time_machine.travel("2026-06-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def sent(office: Office, answers=ANSWERS, *, at: str = "2026-06-01T10:00", key: str = "a-key") -> Submitted:
    when = moment(at)
    with seeding():
        return acts.submit_complaint(office.council, answers, at=when, key=key, recorded_at=when.instant)


def link(submitted: Submitted) -> str:
    return f"/{submitted.case.council_id}/track/open/{submitted.reference}/{submitted.secret}/"


def following(submitted: Submitted) -> Client:
    """A browser that has opened its complaint by the link."""
    browser = Client()
    assert browser.get(link(submitted)).url == case_page(submitted)
    return browser


def case_page(submitted: Submitted, rest: str = "") -> str:
    return f"/{submitted.case.council_id}/track/case/{rest}"


def act(browser: Client, submitted: Submitted, page: str, *, key: str = "an-act", seen: int | None = None, **typed):
    seen = standing(submitted.case).seq if seen is None else seen
    return browser.post(case_page(submitted, f"{page}/"), {"seen": seen, "key": key, **typed})


def shown(response) -> str:
    return response.content.decode()


def code(submitted: Submitted) -> str:
    return standing(submitted.case, today=timezone.localdate()).status.code


# --- getting in ----------------------------------------------------------------------------------


def test_the_link_opens_the_case_at_an_address_without_the_secret(dartford):
    submitted = sent(dartford)
    browser = Client()
    response = browser.get(link(submitted))
    assert response["Referrer-Policy"] == "no-referrer"
    assert submitted.secret not in response.url
    page = browser.get(response.url)
    assert submitted.reference in shown(page)
    assert submitted.secret not in shown(page)
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]


def test_reference_and_code_open_the_case_too(client, dartford):
    submitted = sent(dartford)
    assert client.get("/dartford/track/").status_code == 200
    typed = {"reference": submitted.reference.lower(), "secret": f" {submitted.secret} "}
    assert client.post("/dartford/track/", typed).url == case_page(submitted)


def test_somebody_may_paste_the_whole_link_for_the_code(client, dartford):
    submitted = sent(dartford)
    typed = {"reference": submitted.reference, "secret": f"https://redress.example{link(submitted)}"}
    assert client.post("/dartford/track/", typed).url == case_page(submitted)


@pytest.mark.parametrize("wrong", ["reference", "secret"])
def test_a_wrong_reference_or_code_is_refused_without_saying_which(client, dartford, wrong):
    submitted = sent(dartford)
    typed = {"reference": submitted.reference, "secret": submitted.secret, wrong: "DBC-2026-9999"}
    response = client.post("/dartford/track/", typed)
    assert "We cannot find a complaint with this reference and secret code" in shown(response)
    assert typed["reference"] in shown(response)


def test_an_empty_form_is_refused(client, dartford):
    assert "Enter the reference of your complaint" in shown(client.post("/dartford/track/", {}))


def test_a_wrong_link_leads_to_the_form(client, dartford):
    submitted = sent(dartford)
    response = client.get(f"/dartford/track/open/{submitted.reference}/wrong/", follow=True)
    assert "This link does not work" in shown(response)
    assert client.get(case_page(submitted)).url == "/dartford/track/"


def test_another_councils_page_does_not_open_it(client, dartford, kings_lynn):
    submitted = sent(dartford)
    assert "link=wrong" in client.get(link(submitted).replace("/dartford/", "/kings-lynn/")).url
    typed = {"reference": submitted.reference, "secret": submitted.secret}
    assert "We cannot find" in shown(client.post("/kings-lynn/track/", typed))
    following(submitted)
    assert client.get("/kings-lynn/track/case/").url == "/kings-lynn/track/"


def test_the_session_of_one_case_does_not_open_another(dartford):
    first, second = sent(dartford), sent(dartford, key="other")
    browser = following(first)
    assert second.reference not in shown(browser.get(case_page(first)))


@pytest.mark.usefixtures("still_clock")
def test_guessing_is_stopped(client, dartford):
    submitted = sent(dartford)
    typed = {"reference": submitted.reference, "secret": "wrong"}
    statuses = [client.post("/dartford/track/", typed).status_code for _try in range(21)]
    assert statuses == [200] * 20 + [429]
    assert client.get(link(submitted)).status_code == 429


@pytest.mark.parametrize("page", ["", *(f"{name}/" for name in ACT_PAGES), "letters/1/"])
def test_without_the_link_no_page_of_the_case_is_seen(client, dartford, page):
    submitted = sent(dartford)
    assert client.get(case_page(submitted, page)).url == "/dartford/track/"


def test_one_can_close_it_on_a_shared_computer(dartford):
    submitted = sent(dartford)
    browser = following(submitted)
    assert browser.get("/dartford/track/finish/").status_code == 405
    browser.post("/dartford/track/finish/")
    assert browser.get(case_page(submitted)).url == "/dartford/track/"


def test_closing_it_takes_the_last_page_of_the_form_out_of_the_browser_too(dartford):
    submitted = sent(dartford)
    browser = following(submitted)
    draft, secret = drafts.begun(dartford.council)
    Draft.objects.filter(pk=draft.pk).update(case=submitted.case)
    browser.cookies[drafts.COOKIE] = secret
    browser.cookies[drafts.SENT] = f"{submitted.reference} {submitted.secret}"
    assert browser.get("/dartford/complain/done/").status_code == 200
    browser.post("/dartford/track/finish/")
    assert (browser.cookies[drafts.SENT].value, browser.cookies[drafts.COOKIE].value) == ("", "")
    assert browser.get("/dartford/complain/done/").url == "/dartford/track/"


@pytest.mark.parametrize("page", ["", *(f"{name}/" for name in ACT_PAGES)])
def test_pages_are_not_put_or_deleted(dartford, page):
    submitted = sent(dartford)
    browser = following(submitted)
    assert browser.put(case_page(submitted, page)).status_code == 405
    assert browser.delete(case_page(submitted, page)).status_code == 405


# --- where it stands -----------------------------------------------------------------------------


def test_the_page_says_where_it_stands_and_what_comes_when_and_why(dartford):
    submitted = sent(dartford)
    page = shown(following(submitted).get(case_page(submitted)))
    assert "We have your complaint" in page
    assert "by Friday 5 June 2026" in page
    assert "by Thursday 18 June 2026" in page
    assert "Why this date?" in page
    assert "Monday 1 June 2026" in page
    assert "We are choosing the right person" in page
    assert ANSWERS.what_happened in page


def test_the_page_asks_the_database_little(dartford, django_assert_max_num_queries):
    submitted = sent(dartford)
    in_hand(dartford, submitted)
    browser = following(submitted)
    with django_assert_max_num_queries(16):  # one for what they are asked
        browser.get(case_page(submitted))


def test_looking_is_logged(dartford):
    submitted = sent(dartford)
    following(submitted).get(case_page(submitted))
    read = ReadLog.objects.get()
    assert (read.actor, read.page, read.role) == (submitted.party.actor_id, "tracking", "complainant")


def in_hand(office: Office, submitted: Submitted) -> CaseFile:
    """Registered, allocated and acknowledged on the first day."""
    file = CaseFile(office, submitted.case)
    desk = DESK[office.id]
    file.act("2026-06-01T11:00", desk, order.Register())
    file.act("2026-06-01T12:00", desk, order.Allocate(to=office.holder(INVESTIGATOR[office.id])))
    file.act("2026-06-01T13:00", desk, order.Acknowledge(letter=office.letter("stage-one-acknowledgement")))
    return file


def answered(office: Office, *, on: str = "2026-06-01T16:00") -> Submitted:
    submitted = sent(office, replace(ANSWERS, happened_on=None))
    in_hand(office, submitted).act(
        on, INVESTIGATOR[office.id], CaseFile(office, submitted.case).answer("stage-one-response")
    )
    submitted.case.refresh_from_db()
    return submitted


def test_who_has_it_is_named_as_the_policy_allows(dartford):
    submitted = sent(dartford)
    in_hand(dartford, submitted)
    page = shown(following(submitted).get(case_page(submitted)))
    assert "service-manager, service manager for the complaint" in page
    assert "We are looking into your complaint" in page
    assert "by Friday 12 June 2026" in page


def test_an_officer_is_not_named_where_the_policy_does_not_allow_it(dartford, monkeypatch):
    submitted = sent(dartford)
    in_hand(dartford, submitted)
    from redress.intake import story

    stands = standing(submitted.case)
    public = replace(stands.policy.public, officer_named=False)

    class Quiet:
        run, policy = stands.run, replace(stands.policy, public=public)

    who = story.who_has_it(submitted.case, Quiet)
    assert (who.name, who.position) == ("", "service manager for the complaint")


def test_a_late_answer_is_owned_up_to_and_the_ombudsman_named(dartford):
    submitted = sent(dartford)
    in_hand(dartford, submitted)
    browser = following(submitted)
    assert "PO Box 4771" not in shown(browser.get(case_page(submitted)))
    with time_machine.travel("2026-06-15T10:00:00+01:00", tick=False):
        page = shown(following(submitted).get(case_page(submitted)))
    assert "this is late, and we are sorry" in page
    assert "You do not have to wait any longer" in page
    assert "PO Box 4771" in page


def test_own_letters_can_be_read_and_nobody_elses(dartford):
    submitted = sent(dartford)
    other = add(submitted.case, name="Bo Jones")
    mine, theirs = (letter_to(submitted, party) for party in (submitted.party, other))
    browser = following(submitted)
    assert f"letters/{mine.pk}/" in shown(browser.get(case_page(submitted)))
    assert f"letters/{theirs.pk}/" not in shown(browser.get(case_page(submitted)))
    assert "What we wrote." in shown(browser.get(case_page(submitted, f"letters/{mine.pk}/")))
    assert browser.get(case_page(submitted, f"letters/{theirs.pk}/")).status_code == 404
    assert browser.get(case_page(submitted, "letters/99999/")).status_code == 404


def letter_to(submitted: Submitted, party) -> Letter:
    return Letter.objects.create(
        council=submitted.case.council,
        case=submitted.case,
        recipient=party,
        kind="stage-one-acknowledgement",
        name="Stage One acknowledgement",
        key=f"letter-{party.pk}",
        subject="Your complaint",
        html="<p>What we wrote.</p>",
        text="What we wrote.",
        message_id=f"<{party.pk}@dartford.example>",
        salt="s",
        digest="d",
        approved_by="staff:1",
        approved_at=timezone.now(),
    )


def test_an_ombudsmans_enquiry_stands_beside_the_complaint_and_hides_nothing_of_it(dartford):
    submitted = answered(dartford)
    file = CaseFile(dartford, submitted.case)
    enquiry = order.Receive(
        policy="dartford", track="ombudsman", channel="ombudsman-referral", points=(Point("p1", landlord="no"),)
    )
    file.act("2026-06-01T17:00", "corporate-services-team", enquiry)
    browser = following(submitted)
    page = shown(browser.get(case_page(submitted)))
    assert "The Ombudsman is looking at it" in page
    assert "We sent you our answer at Stage One" in page
    assert "Please talk to them, not to us." in page
    assert page.count("We received your complaint") == 1
    assert "PO Box 4771" in page
    assert act(browser, submitted, "help", text="Please ring me.").status_code == 302
    assert standing(submitted.case).history[-1].run == "r1"


def test_a_closed_complaint_offers_only_what_is_still_open(dartford):
    submitted = answered(dartford)
    CaseFile(dartford, submitted.case).act("2026-06-01T17:00", DESK["dartford"], order.Close())
    page = shown(following(submitted).get(case_page(submitted)))
    assert "Your complaint is closed" in page
    assert "Who dealt with it" in page
    assert "Ask for Stage Two" in page
    assert case_page(submitted, "add/") not in page


def test_a_complaint_declined_as_late_says_so_and_names_the_ombudsman(dartford):
    submitted = sent(dartford, replace(ANSWERS, happened_on=date(2024, 1, 1), why_late="I was ill."))
    browser = following(submitted)
    page = shown(browser.get(case_page(submitted)))
    assert "Your reasons are read first, by the Departmental Complaints Officer." in page
    decided = order.DecideLateness(accepted=False, reason="d" * 64)
    CaseFile(dartford, submitted.case).act("2026-06-01T17:00", "departmental-complaints-officer", decided)
    page = shown(browser.get(case_page(submitted)))
    assert "We will not look into it" in page
    assert "We decided not to look into this late complaint" in page
    assert "PO Box 4771" in page
    assert "We are choosing the right person" not in page


# --- acting --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["add", "withdraw", "help"])
def test_each_act_has_its_page(dartford, page):
    submitted = sent(dartford)
    response = following(submitted).get(case_page(submitted, f"{page}/"))
    assert response.status_code == 200
    assert shown(response).count("<h1") == 1


def test_words_and_files_are_added(dartford):
    submitted = sent(dartford)
    browser = following(submitted)
    files = [SimpleUploadedFile("again.png", PHOTO)]
    response = act(browser, submitted, "add", text="It happened again.", files=files)
    assert response.url == case_page(submitted)
    assert words.of(submitted.case, "information")[0].text == "It happened again."
    assert [document.name for document in documents.documents_of(submitted.case)] == ["again.png"]
    assert "You sent us more" in shown(browser.get(case_page(submitted)))


def test_a_file_that_the_check_refused_is_told(dartford):
    submitted = sent(dartford)
    browser = following(submitted)
    act(browser, submitted, "add", text="See this.", files=[SimpleUploadedFile("again.png", PHOTO)])
    assert "again.png: Being checked" in shown(browser.get(case_page(submitted)))
    Document.objects.update(state="refused", refusal="not-what-it-says")
    page = shown(browser.get(case_page(submitted)))
    assert "again.png: Not accepted. It is not what its name says. Please send it in another form." in page


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        ("add", {}, "Write something, or choose a file to send"),
        ("add", {"text": "x" * 10_001}, "Use 10000 characters or fewer"),
        ("withdraw", {"text": "Why I do."}, "Tick the box"),
        ("help", {"text": ""}, "Tell us what help you need"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(dartford, page, typed, sentence):
    submitted = sent(dartford)
    response = act(following(submitted), submitted, page, **typed)
    assert response.status_code == 200
    assert sentence in shown(response)
    assert typed.get("text", "") in shown(response)
    assert code(submitted) == "new"


def test_a_refused_file_keeps_the_words(dartford):
    submitted = sent(dartford)
    files = [SimpleUploadedFile("run.exe", b"MZ")]
    response = act(following(submitted), submitted, "add", text="See this.", files=files)
    assert "“run.exe” cannot be sent" in shown(response)
    assert "See this." in shown(response)
    assert not words.of(submitted.case, "information")


def test_too_many_files_at_once_are_refused(dartford, settings):
    settings.UPLOAD_MAX_FILES = 1
    submitted = sent(dartford)
    files = [SimpleUploadedFile(f"{number}.png", PHOTO) for number in range(2)]
    response = act(following(submitted), submitted, "add", text="See these.", files=files)
    assert "You can send 1 file at most" in shown(response)


def test_withdrawing(dartford):
    submitted = sent(dartford)
    browser = following(submitted)
    assert act(browser, submitted, "withdraw", sure="on").status_code == 302
    assert code(submitted) == "withdrawn"
    page = shown(browser.get(case_page(submitted)))
    assert "You have withdrawn your complaint" in page
    assert case_page(submitted, "withdraw/") not in page


def test_the_same_form_sent_twice_is_one_act(dartford):
    submitted = sent(dartford)
    browser = following(submitted)
    for _click in range(2):
        assert act(browser, submitted, "help", text="Please ring me.", seen=1).status_code == 302
    assert len(words.of(submitted.case, "help")) == 1


def test_a_refusal_is_a_sentence_with_its_paragraph_and_keeps_the_words(dartford):
    submitted = sent(dartford)
    response = act(following(submitted), submitted, "next-stage", text="I do not agree at all.")
    assert response.status_code == 409
    assert "(8.1.2(a))" in shown(response)
    assert "I do not agree at all." in shown(response)


def test_what_happened_meanwhile_is_told_and_the_words_are_kept(dartford):
    submitted = sent(dartford)
    browser = following(submitted)
    seen = standing(submitted.case).seq
    in_hand(dartford, submitted)
    response = act(browser, submitted, "withdraw", text="It is sorted.", sure="on", seen=seen)
    assert response.status_code == 409
    assert "Something has happened on your complaint" in shown(response)
    assert "It is sorted." in shown(response)
    assert f'name="seen" value="{standing(submitted.case).seq}"' in shown(response)
    assert code(submitted) == "investigating"


def test_words_typed_when_the_session_has_ended_wait_for_the_code(dartford):
    submitted = sent(dartford)
    browser = Client()
    asked = act(browser, submitted, "help", text="Please ring me about it.")
    assert asked.status_code == 403
    assert "Please open your complaint again" in shown(asked)
    assert "Please ring me about it." in shown(asked)
    proof = {"proof-reference": submitted.reference, "proof-secret": "wrong"}
    again = act(browser, submitted, "help", text="Please ring me about it.", **proof)
    assert "We cannot find a complaint" in shown(again)
    assert "Please ring me about it." in shown(again)
    assert not words.of(submitted.case, "help")
    right = {**proof, "proof-secret": submitted.secret}
    assert act(browser, submitted, "help", text="Please ring me about it.", **right).url == case_page(submitted)
    assert words.of(submitted.case, "help")[0].text == "Please ring me about it."


def test_somebody_anonymous_can_follow_and_act_too(dartford):
    submitted = sent(dartford, NO_NAME)
    browser = following(submitted)
    assert act(browser, submitted, "add", text="One thing more.").status_code == 302


# --- the next stage ------------------------------------------------------------------------------


@requirement("DA-8.1.2-f2", "DA-8.1.2-f3")
def test_dartford_encourages_reasons_and_does_not_demand_them(dartford):
    submitted = answered(dartford)
    browser = following(submitted)
    assert "Ask for Stage Two" in shown(browser.get(case_page(submitted)))
    assert "we are not likely to change the first decision" in shown(browser.get(case_page(submitted, "next-stage/")))
    assert act(browser, submitted, "next-stage").status_code == 302
    assert code(submitted) == "requested"


@requirement("KL-3-12")
def test_kings_lynn_demands_reasons(kings_lynn):
    submitted = answered(kings_lynn)
    browser = following(submitted)
    response = act(browser, submitted, "next-stage")
    assert "Tell us why you are not happy with our answer" in shown(response)
    assert code(submitted) == "answered"
    assert act(browser, submitted, "next-stage", text="You left out the photos.").status_code == 302
    assert code(submitted) == "requested"


def test_within_the_window_the_page_says_until_when(kings_lynn):
    submitted = answered(kings_lynn)
    browser = following(submitted)
    assert "You have until Wednesday 1 July 2026." in shown(browser.get(case_page(submitted)))
    assert "You can ask until Wednesday 1 July 2026." in shown(browser.get(case_page(submitted, "next-stage/")))


def test_after_the_window_the_page_says_who_decides(kings_lynn):
    submitted = answered(kings_lynn)
    with time_machine.travel("2026-07-02T10:00:00+01:00", tick=False):
        browser = following(submitted)
        page = shown(browser.get(case_page(submitted, "next-stage/")))
        assert "The time to ask was until Wednesday 1 July 2026." in page
        assert "the Appointed officer will decide if we take it on." in page
        assert act(browser, submitted, "next-stage", text="I was in hospital.").status_code == 302
    assert standing(submitted.case).run.request_late


def test_after_the_last_stage_there_is_only_the_ombudsman(dartford):
    submitted = answered(dartford)
    file = CaseFile(dartford, submitted.case)
    file.act("2026-06-01T17:00", acts.actor_of(submitted.party), order.RequestNextStage())
    file.act("2026-06-01T17:01", "corporate-complaints-officer", order.Allocate(to=dartford.holder("director")))
    file.act("2026-06-01T17:02", "director", order.Appoint(to=dartford.holder("investigating-officer")))
    letter = dartford.letter("stage-two-acknowledgement")
    file.act("2026-06-01T17:03", "investigating-officer", order.Acknowledge(letter=letter))
    file.act("2026-06-01T17:04", "investigating-officer", file.answer("stage-two-response"))
    browser = following(submitted)
    page = shown(browser.get(case_page(submitted)))
    assert "We have sent you our final answer" in page
    assert "Local Government and Social Care Ombudsman" in page
    assert "Housing Ombudsman Service" not in page
    assert case_page(submitted, "next-stage/") not in page
    response = act(browser, submitted, "next-stage", text="Once more, please.")
    assert response.status_code == 409
    assert "Once more, please." in shown(response)


def test_the_session_ends_and_the_link_still_works(dartford):
    submitted = sent(dartford)
    browser = following(submitted)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert browser.get(case_page(submitted)).url == "/dartford/track/"
        assert browser.get(link(submitted)).url == case_page(submitted)
