"""Does each page of the complaint form work, keep what was typed, and refuse what will not do?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from redress.accounts.models import Service
from redress.cases.models import Case
from redress.cases.standing import standing
from redress.intake import drafts
from redress.intake.jobs import purge_drafts
from redress.intake.models import Draft
from redress.intake.questions import QUESTIONS
from redress.records import addresses, words
from redress.records.addresses import Row
from redress.records.models import HeldDocument, Person
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rooms.test_cases_two_at_once import at_once  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

START, FORM = "/dartford/", "/dartford/complain/"
PHOTO = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
GIVEN: dict[str, dict] = {
    "about": {"subject": "delay"},
    "topic": {"topic": ""},
    "suggested": {"service": "streets-service"},
    "service": {"service": "streets-service"},
    "home": {"landlord": "no"},
    "elsewhere": {"elsewhere": "none"},
    "for-whom": {"for_whom": "myself"},
    "them": {"their_name": "Bo Jones", "part": "carer", "consent": "written"},
    "organisation": {"organisation": "Lynn Bakers Ltd"},
    "your-part": {"acting_organisation": "Care for All"},
    "what-happened": {"what_happened": "Nobody came."},
    "when": {"happened_on-day": "2", "happened_on-month": "March", "happened_on-year": "2026"},
    "why-now": {"why_late": "I was ill."},
    "put-right": {"put_right": "An apology."},
    "files": {},
    "anonymous": {"anonymous": "no"},
    "name": {"name": "Ann Smith"},
    "contact": {"preferred": "email", "email": "ann@example.org"},
    "postcode": {"sought": "DA1 1DR"},
    "address": {"uprn": "100"},
    "address-by-hand": {"address": "1 High Street", "postcode": "DA1 1DR"},
    "help": {"needs": ["audio"], "other_needs": ""},
}
#: Pages that only make sense after another one.
NEEDS_FIRST: dict[str, dict[str, dict]] = {
    "suggested": {"topic": {"topic": "the streets"}},
    "address": {"postcode": {}},
}
SLUGS = [question.slug for question in QUESTIONS]
OPTIONAL = {"put-right", "files", "help", "topic", "postcode", "address-by-hand", "your-part"}


@pytest.fixture
def office() -> Office:
    office = Office("dartford")
    Service.objects.filter(slug="streets-service").update(landlord="no")
    addresses.replace("dartford", "addresses.csv", [Row("100", "1 High Street\nDartford", "DA11DR", "Town")])
    Service.objects.filter(slug="housing-service").update(landlord="yes")
    return office


@pytest.fixture(autouse=True)
def in_office_hours():
    with time_machine.travel("2026-06-01T10:00:00+01:00", tick=False):
        yield


def answer(client: Client, slug: str, **changed):
    return client.post(f"{FORM}{slug}/", {**GIVEN[slug], **changed})


def filled_in(client: Client, **changed) -> str:
    """Answer every question that is asked, and give the address of the page that follows the last."""
    address = client.get(FORM).url
    for _turn in range(len(QUESTIONS) + 2):
        slug = address.removesuffix("/").rsplit("/", 1)[-1]
        if slug == "check":
            break
        address = answer(client, slug, **changed.get(slug.replace("-", "_"), {})).url
    return address


def shown(response) -> str:
    return response.content.decode()


# --- every page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_asks_its_question(client, office, slug):
    response = client.get(f"{FORM}{slug}/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert shown(response).count("<h1") == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_an_answer_is_kept_and_leads_on(client, office, slug):
    for earlier, given in NEEDS_FIRST.get(slug, {}).items():
        answer(client, earlier, **given)
    response = answer(client, slug)
    assert response.status_code == 302
    assert Draft.objects.get().answered == [*NEEDS_FIRST.get(slug, {}), slug]
    again = client.get(f"{FORM}{slug}/")
    for value in GIVEN[slug].values():
        assert (value if isinstance(value, str) else value[0]) in shown(again) or value == "March"


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in OPTIONAL])
def test_an_empty_answer_is_a_mistake_beside_its_field(client, office, slug):
    response = client.post(f"{FORM}{slug}/", {})
    assert response.status_code == 200
    assert "There is a problem" in shown(response)
    assert "<title>Error:" in shown(response)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("slug", sorted(OPTIONAL))
def test_an_optional_answer_may_be_left_empty(client, office, slug):
    assert client.post(f"{FORM}{slug}/", {}).status_code == 302


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_is_not_put_or_deleted(client, office, slug):
    assert client.put(f"{FORM}{slug}/").status_code == 405
    assert client.delete(f"{FORM}{slug}/").status_code == 405


@pytest.mark.parametrize("address", ["/nowhere/", "/nowhere/complain/about/", f"{FORM}no-such-question/"])
def test_there_is_no_such_page(client, office, address):
    assert client.get(address).status_code == 404


def test_a_policy_without_its_council_is_not_served(client, office):
    assert client.get("/kings-lynn/").status_code == 404


BAD = [
    ("about", {"subject": "no-such-subject"}, "Choose what your complaint is about"),
    ("service", {"service": "another-councils"}, "Choose a service"),
    ("when", {"happened_on-day": "31", "happened_on-month": "2"}, "must be a real date"),
    ("when", {"happened_on-year": "2027"}, "must be today or in the past"),
    ("when", {"when_unknown": "on"}, "but not both"),
    ("contact", {"email": "not-an-address"}, "in the right format"),
    ("contact", {"email": ""}, "Enter your e-mail address, or choose another way"),
    ("contact", {"preferred": "telephone", "telephone": "12"}, "Enter a telephone number"),
    ("contact", {"email": f"{'a' * 300}@example.org"}, "Use 254 characters or fewer"),
    ("them", {"their_telephone": "ask for me"}, "Enter a telephone number"),
    ("what-happened", {"what_happened": "x" * 10_001}, "Use 10000 characters or fewer"),
    ("help", {"needs": ["a-pony"]}, "Choose from the list"),
]


@pytest.mark.parametrize(("slug", "changed", "sentence"), BAD)
def test_a_wrong_answer_is_told_and_what_was_typed_stays(client, office, slug, changed, sentence):
    response = answer(client, slug, **changed)
    assert response.status_code == 200
    assert sentence in shown(response)
    for value in changed.values():
        if isinstance(value, str) and "no-such" not in value and "another" not in value and value != "letter":
            assert value in shown(response)


# --- the way through -----------------------------------------------------------------------------


def test_the_whole_form(client, office):
    assert filled_in(client) == f"{FORM}check/"
    page = shown(client.get(f"{FORM}check/"))
    assert "Nobody came." in page
    assert "Monday 2 March 2026" in page
    sent = client.post(f"{FORM}check/")
    assert sent.url == f"{FORM}done/"
    done = shown(client.get(sent.url))
    assert Case.objects.get().reference in done
    assert "Friday 5 June 2026" in done


def test_the_landlord_question_is_not_asked_where_the_council_is_no_landlord(client, office):
    answer(client, "about")
    assert answer(client, "service").url == f"{FORM}elsewhere/"
    assert answer(client, "service", service="housing-service").url == f"{FORM}home/"
    assert answer(client, "service", service="unsure").url == f"{FORM}home/"


def test_who_somebody_complains_for_decides_what_is_asked_next(client, office):
    assert answer(client, "for-whom").url == f"{FORM}what-happened/"
    assert answer(client, "for-whom", for_whom="someone-else").url == f"{FORM}them/"
    assert answer(client, "for-whom", for_whom="organisation").url == f"{FORM}organisation/"


@requirement("DA-3.11-b1", "DA-3.11-a2")
@pytest.mark.parametrize(("year", "after"), [("2024", "why-now"), ("2026", "put-right")])
def test_why_it_comes_late_is_asked_only_when_it_does(client, office, year, after):
    answer(client, "for-whom")
    assert answer(client, "when", **{"happened_on-year": year}).url == f"{FORM}{after}/"


@requirement("DA-3.11-a2")
@pytest.mark.parametrize(("today", "late"), [("2026-03-14", False), ("2026-03-15", True)])
def test_twelve_months_to_the_day(client, office, today, late):
    given = {"happened_on-day": "14", "happened_on-month": "3", "happened_on-year": "2025"}
    with time_machine.travel(f"{today}T12:00:00Z", tick=False):
        assert (answer(client, "when", **given).url == f"{FORM}why-now/") is late


def test_a_date_nobody_knows_is_no_obstacle(client, office):
    none = {"happened_on-day": "", "happened_on-month": "", "happened_on-year": "", "when_unknown": "on"}
    assert filled_in(client, when=none) == f"{FORM}check/"
    assert "I do not know the date" in shown(client.get(f"{FORM}check/"))


@requirement("KL-1-17")
def test_a_matter_for_others_is_pointed_to_them_and_can_be_gone_on_with(client, office):
    answer(client, "about")
    pointed = answer(client, "elsewhere", elsewhere="homelessness-decision")
    page = shown(client.get(pointed.url))
    assert "You have 21 days from the date of the decision to ask for a review." in page
    assert "Housing Service, Dartford Borough Council" in page
    assert f'href="{FORM}for-whom/"' in page


def test_nobody_is_pointed_anywhere_without_having_chosen(client, office):
    assert client.get(f"{FORM}others/").url == f"{FORM}elsewhere/"


@requirement("DA-3.9-1", "DA-3.7-d1")
def test_staying_anonymous_says_what_it_costs_and_asks_for_nothing_more(client, office):
    assert "we cannot write to you" in shown(client.get(f"{FORM}anonymous/"))
    assert filled_in(client, anonymous={"anonymous": "yes"}) == f"{FORM}check/"
    assert "You have not given your name." in shown(client.get(f"{FORM}check/"))
    client.post(f"{FORM}check/")
    assert standing(Case.objects.get()).run.anonymous
    assert Person.objects.get().name == ""
    assert "Print or copy it now" in shown(client.get(f"{FORM}done/"))


def test_a_name_given_before_choosing_to_stay_anonymous_is_not_sent(client, office):
    filled_in(client)
    answer(client, "anonymous", anonymous="yes")
    client.post(f"{FORM}check/")
    assert Person.objects.get().name == Person.objects.get().email == ""


def test_a_changed_answer_comes_back_to_the_check(client, office):
    filled_in(client)
    assert client.post(f"{FORM}put-right/?change", {"put_right": "A visit."}).url == f"{FORM}check/"
    assert client.post(f"{FORM}for-whom/?change", {"for_whom": "someone-else"}).url == f"{FORM}them/?change"
    assert client.post(f"{FORM}them/?change", GIVEN["them"]).url == f"{FORM}check/"


def test_the_check_leads_to_whatever_is_still_unanswered(client, office):
    answer(client, "what-happened")
    assert client.get(f"{FORM}check/").url == f"{FORM}about/"
    assert client.post(f"{FORM}check/").url == f"{FORM}about/"
    assert not Case.objects.exists()


# --- nothing is lost, nothing is made twice ------------------------------------------------------


def test_somebody_who_comes_back_goes_on_where_they_left_off(client, office):
    for slug in ("about", "topic", "service"):
        answer(client, slug)
    assert "Carry on with your complaint" in shown(client.get(START))
    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        assert client.get(FORM).url == f"{FORM}elsewhere/"


def test_the_draft_is_known_by_a_cookie_no_script_can_read(client, office):
    cookie = answer(client, "about").cookies[drafts.COOKIE]
    assert cookie["httponly"]
    assert cookie["path"] == START
    assert cookie["samesite"] == "Lax"
    assert cookie.value not in str(Draft.objects.values().get())


def test_another_browser_sees_nothing_of_a_draft(client, office):
    answer(client, "what-happened")
    assert "Nobody came." not in shown(Client().get(f"{FORM}what-happened/"))


def test_a_draft_of_one_council_is_not_the_others(client, office):
    Office("kings-lynn")
    secret = answer(client, "what-happened").cookies[drafts.COOKIE].value
    client.cookies[drafts.COOKIE] = secret  # as if the path of the cookie did not matter
    assert "Nobody came." not in shown(client.get("/kings-lynn/complain/what-happened/"))


def test_an_answer_on_an_expired_draft_begins_a_new_one(client, office):
    answer(client, "about")
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        assert answer(client, "what-happened").status_code == 302
        assert Draft.objects.count() == 2
        assert "Nobody came." in shown(client.get(f"{FORM}what-happened/"))
        assert client.get(f"{FORM}check/").url == f"{FORM}about/"


def test_sending_without_a_draft_says_that_there_is_none(client, office):
    response = client.post(f"{FORM}check/")
    assert response.status_code == 410
    assert "There is nothing to send" in shown(response)


def test_sending_twice_makes_one_complaint(client, office):
    filled_in(client)
    first, second = client.post(f"{FORM}check/"), client.post(f"{FORM}check/")
    assert first.url == second.url == f"{FORM}done/"
    assert Case.objects.count() == 1


def test_a_second_click_whose_first_answer_never_came_still_gets_its_link(client, office):
    filled_in(client)
    other = Client()
    other.cookies = client.cookies.copy()
    client.post(f"{FORM}check/")
    assert other.post(f"{FORM}check/").url == f"{FORM}done/"
    assert Case.objects.get().reference in shown(other.get(f"{FORM}done/"))


def test_a_sent_draft_keeps_no_answers_and_a_new_complaint_begins_afresh(client, office):
    filled_in(client)
    client.post(f"{FORM}check/")
    draft = Draft.objects.get()
    assert (draft.answers, draft.answered, draft.files) == ({}, [], [])
    assert client.get(FORM).url == f"{FORM}about/"


def test_the_last_page_needs_its_cookie(client, office):
    filled_in(client)
    client.post(f"{FORM}check/")
    assert client.get(f"{FORM}done/").status_code == 200
    assert Client().get(f"{FORM}done/").url == "/dartford/track/"


def test_a_draft_left_on_a_shared_computer_can_be_deleted_from_the_start_page(client, office):
    answer(client, "what-happened")
    page = shown(client.get(START))
    assert "Someone began a complaint on this device." in page
    assert "Nobody came." not in page
    client.post(f"{FORM}start-again/")
    assert "Start now" in shown(client.get(START))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_complaint(at_once):  # noqa: F811
    Office("dartford")
    first, second = Client(), Client()
    filled_in(first)
    second.cookies = first.cookies.copy()
    sent = at_once(*(lambda browser=browser: browser.post(f"{FORM}check/").url for browser in (first, second)))
    assert sent == [f"{FORM}done/"] * 2
    looks = at_once(Case.objects.get, lambda: first.get(f"{FORM}done/"), lambda: second.get(f"{FORM}done/"))
    assert all(looks[0].reference in shown(page) for page in looks[1:])


def test_starting_again_destroys_answers_and_files(client, office):
    answer(client, "what-happened")
    client.post(f"{FORM}files/", {"files": [SimpleUploadedFile("bin.png", PHOTO)]})
    assert "You cannot get them back" in shown(client.get(f"{FORM}start-again/"))
    assert Draft.objects.exists(), "only asked so far"
    assert client.post(f"{FORM}start-again/").url == START
    assert not Draft.objects.exists()
    assert not HeldDocument.objects.exists()


def test_old_drafts_are_purged_with_their_files(client, office):
    client.post(f"{FORM}files/", {"files": [SimpleUploadedFile("bin.png", PHOTO)]})
    purge_drafts(None)
    assert Draft.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        purge_drafts(None)
    assert not Draft.objects.exists()
    assert not HeldDocument.objects.exists()


def test_a_form_whose_token_has_gone_shows_what_was_typed_and_can_be_sent_again(office):
    browser = Client(enforce_csrf_checks=True)
    refused = browser.post(f"{FORM}what-happened/", {"what_happened": "A long story of what befell me in May."})
    assert refused.status_code == 403
    assert "A long story of what befell me in May." in shown(refused)
    token = browser.cookies["redress-csrf"].value
    again = {"what_happened": "A long story of what befell me in May.", "csrfmiddlewaretoken": token}
    assert browser.post(f"{FORM}what-happened/", again).status_code == 302


def test_a_form_that_another_site_sent_is_not_offered_again(office):
    told = {"what_happened": "A long story that somebody else made up for me."}
    refused = Client(enforce_csrf_checks=True).post(
        f"{FORM}what-happened/", told, headers={"origin": "https://elsewhere.example"}
    )
    assert refused.status_code == 403
    assert "made up" not in shown(refused)


# --- files ---------------------------------------------------------------------------------------


def test_files_are_held_shown_and_removed(client, office):
    two = [SimpleUploadedFile("one.png", PHOTO), SimpleUploadedFile("two.png", PHOTO)]
    assert client.post(f"{FORM}files/", {"files": two, "upload": "yes"}).url == f"{FORM}files/"
    page = shown(client.get(f"{FORM}files/"))
    assert "2 files to send" in page
    token = HeldDocument.objects.get(name="one.png").token
    client.post(f"{FORM}files/", {"remove": token})
    assert [held.name for held in HeldDocument.objects.all()] == ["two.png"]
    assert client.post(f"{FORM}files/", {}).url == f"{FORM}anonymous/"


def test_a_file_of_a_wrong_kind_is_refused_and_the_others_stay(client, office):
    files = [SimpleUploadedFile("one.png", PHOTO), SimpleUploadedFile("run.exe", b"MZ")]
    response = client.post(f"{FORM}files/", {"files": files})
    assert response.status_code == 200
    assert "“run.exe” cannot be sent" in shown(response)
    assert "1 file to send" in shown(response)


def test_a_file_that_is_too_large_or_empty_is_refused(client, office, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    large = SimpleUploadedFile("large.png", PHOTO + b"\x00" * 1024 * 1024)
    assert "larger than 1 megabytes" in shown(client.post(f"{FORM}files/", {"files": [large]}))
    assert "“e.png” is empty" in shown(client.post(f"{FORM}files/", {"files": [SimpleUploadedFile("e.png", b"")]}))


def test_every_file_that_will_not_do_is_told_and_the_others_are_kept(client, office):
    files = [
        SimpleUploadedFile("good.png", PHOTO),
        SimpleUploadedFile("empty.pdf", b""),
        SimpleUploadedFile("photos.zip", b"PK"),
        SimpleUploadedFile("run.exe", b"MZ"),
    ]
    page = shown(client.post(f"{FORM}files/", {"files": files}))
    for told in ("“empty.pdf” is empty", "“photos.zip” is packed. Unpack it first", "“run.exe” cannot be sent"):
        assert page.count(told) == 2, "beside the field and above the page"
    assert "1 file to send" in page
    assert "good.png" in page


def test_more_files_than_allowed_are_refused_kindly(client, office, settings):
    settings.UPLOAD_MAX_FILES = 2
    files = [SimpleUploadedFile(f"{number}.png", PHOTO) for number in range(4)]
    response = client.post(f"{FORM}files/", {"files": files})
    assert "You can send 2 files at most" in shown(response)
    assert HeldDocument.objects.count() == 2


def test_uploading_nothing_says_so(client, office):
    assert "Choose a file first" in shown(client.post(f"{FORM}files/", {"upload": "yes"}))


def test_nobody_removes_the_file_of_another_draft(client, office):
    client.post(f"{FORM}files/", {"files": [SimpleUploadedFile("one.png", PHOTO)]})
    stranger = Client()
    stranger.post(f"{FORM}files/", {"files": [SimpleUploadedFile("two.png", PHOTO)]})
    stranger.post(f"{FORM}files/", {"remove": HeldDocument.objects.get(name="one.png").token})
    assert HeldDocument.objects.filter(name="one.png").exists()


# --- dates and limits ----------------------------------------------------------------------------


@requirement("DA-3.16-b2")
def test_after_hours_the_page_says_when_it_counts_as_received_and_why(client, office):
    filled_in(client)
    with time_machine.travel("2026-04-02T17:30:00+01:00", tick=False):
        received = "We count it as received on Tuesday 7 April 2026 at 8:45am, because it came after our office"
        draft = Draft.objects.get()
        draft.touched_at = timezone.now()
        draft.save()
        assert received in shown(client.get(f"{FORM}check/"))
        client.post(f"{FORM}check/")
        done = shown(client.get(f"{FORM}done/"))
        assert received in done
        assert "closed at 5:15pm" in done
        assert "Monday 13 April 2026" in done


@pytest.mark.usefixtures("still_clock")
def test_too_many_complaints_from_one_address_have_to_wait(client, office, monkeypatch):
    statuses = [client.post(f"{FORM}check/").status_code for _try in range(61)]
    assert statuses[:60] == [410] * 60
    assert statuses[60] == 429


@requirement("DA-2.1-8")
def test_a_contractors_service_has_the_same_dates(client, office):
    Service.objects.filter(slug="housing-service").update(provider_kind="contractor", provider_name="Fixit Ltd")
    due = []
    for service in ("streets-service", "housing-service"):
        browser = Client()
        filled_in(browser, service={"service": service})
        browser.post(f"{FORM}check/")
        case = Case.objects.order_by("-id")[0]
        due.append([(deadline.clock.id, deadline.due) for deadline in standing(case).deadlines])
        assert words.of(case)
    assert due[0] == due[1]
