"""Can the right people sign in, nobody else, and does the site know who they are then?"""

import re
from datetime import timedelta

import pytest
from django.conf import settings as given_settings
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from redress.accounts.access import staff_only
from redress.accounts.models import Council, Cover, RateCount, RoleHeld, Staff
from redress.accounts.sign_in import TRIES_OF_AN_ACCOUNT, TRIES_OF_AN_ADDRESS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rooms.test_accounts_sign_in")]

SIGN_IN, SIGN_OUT, AS = "/casework/sign-in/", "/casework/sign-out/", "/casework/sign-in/as/"
PASSWORD, COVER = "/casework/password/", "/casework/cover/"
RIGHT = "correct-horse-battery"


@staff_only
def whoami(request) -> HttpResponse:
    covering = request.covering.name if request.covering else "nobody"
    roles = ",".join(sorted(request.actor.roles))
    return HttpResponse(f"{request.actor.id}|{roles}|{request.council.pk}|{covering}|{request.actor.covering_for}")


urlpatterns = [
    path("casework/", include("redress.accounts.urls")),
    path("casework/", whoami),
    path("casework/case/", whoami),
]


@pytest.fixture
def council() -> Council:
    return Council.objects.create(id="dartford", name="Dartford Borough Council", short_name="Dartford")


@pytest.fixture
def ann(council) -> Staff:
    staff = Staff.objects.create_user("ann@dartford.example", RIGHT, name="Ann Lee", council=council)
    RoleHeld.objects.create(staff=staff, role="service-manager", first=timezone.localdate())
    return staff


@pytest.fixture
def ben(council) -> Staff:
    return Staff.objects.create_user("ben@dartford.example", RIGHT, name="Ben Oak", council=council)


def sign_in(client: Client, email: str = "ann@dartford.example", password: str = RIGHT, **more: str):
    return client.post(SIGN_IN, {"email": email, "password": password, **more})


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# --- signing in ------------------------------------------------------------------------------------


def test_the_page_asks_for_email_and_password_and_is_not_cached(client):
    response = client.get(SIGN_IN)
    page = text(response)
    assert response.status_code == 200
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "no-store" in response["Cache-Control"]
    assert "made-up people" not in page


def test_the_right_answers_open_the_work_list(client, ann):
    response = sign_in(client, " ANN@Dartford.example ")
    assert (response.status_code, response["Location"]) == (302, "/casework/")
    assert client.get("/casework/").content.decode() == f"staff:{ann.pk}|service-manager|dartford|nobody|"
    ann.refresh_from_db()
    assert ann.last_login is not None


def test_a_page_that_needs_signing_in_is_come_back_to(client, ann):
    response = client.get("/casework/case/?tab=2")
    assert response["Location"] == f"{SIGN_IN}?next=/casework/case/%3Ftab%3D2"
    assert 'value="/casework/case/?tab=2"' in text(client.get(response["Location"]))
    assert sign_in(client, next="/casework/case/?tab=2")["Location"] == "/casework/case/?tab=2"
    assert client.get(SIGN_IN)["Location"] == "/casework/", "already signed in"
    assert "no-store" in client.get("/casework/case/")["Cache-Control"]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_signing_in_never_leads_to_another_site(client, ann, elsewhere):
    assert "evil" not in text(client.get(SIGN_IN, {"next": elsewhere}))
    assert sign_in(client, next=elsewhere)["Location"] == "/casework/"


@pytest.mark.parametrize(
    ("email", "password"),
    [("ann@dartford.example", "wrong"), ("nobody@dartford.example", RIGHT), ("left@dartford.example", RIGHT)],
)
def test_wrong_answers_are_told_apart_by_nobody(client, ann, council, email, password):
    Staff.objects.create_user("left@dartford.example", RIGHT, name="L", council=council, is_active=False)
    response = sign_in(client, email, password)
    page = text(response)
    assert response.status_code == 200
    assert page.count("The e-mail address or the password is not right") == 2, "in the summary and at the field"
    assert email in page
    assert password not in page
    assert "<title>Error:" in page
    assert client.get("/casework/").status_code == 302


def test_empty_answers_are_asked_for(client):
    page = text(client.post(SIGN_IN, {}))
    assert "Enter your e-mail address" in page
    assert "Enter your password" in page
    assert "in the correct format" in text(sign_in(client, "ann"))


def test_the_session_key_changes_on_signing_in(client, ann):
    session = client.session
    session["draft"] = "kept"
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_form_without_its_token_is_refused(ann):
    strict = Client(enforce_csrf_checks=True)
    for address in (SIGN_IN, AS, SIGN_OUT):
        assert strict.post(address, {}).status_code == 403


@pytest.mark.usefixtures("still_clock")
def test_an_account_is_tried_ten_times_and_then_rests_even_with_the_right_password(client, ann, ben):
    for _ in range(TRIES_OF_AN_ACCOUNT):
        assert sign_in(client, password="wrong").status_code == 200
    response = sign_in(client)
    assert response.status_code == 429
    assert "Too many tries" in text(response)
    assert int(response["Retry-After"]) <= 15 * 60
    assert sign_in(client, "ben@dartford.example").status_code == 302, "others may go on"


def test_the_right_password_wipes_the_slate(client, ann):
    for _ in range(3):
        for _ in range(TRIES_OF_AN_ACCOUNT - 1):
            sign_in(client, password="wrong")
        assert sign_in(client).status_code == 302


@pytest.mark.usefixtures("still_clock")
def test_one_network_address_cannot_try_everybody(client, ann, monkeypatch):
    sign_in(client, "x@dartford.example")
    RateCount.objects.update(count=TRIES_OF_AN_ADDRESS)
    assert sign_in(client).status_code == 429
    assert client.get(SIGN_IN).status_code == 200


# --- who may stay ----------------------------------------------------------------------------------


def test_an_account_that_is_closed_is_signed_out_at_once(client, ann):
    client.force_login(ann)
    assert client.get("/casework/").status_code == 200
    Staff.objects.update(is_active=False)
    assert client.get("/casework/").status_code == 302


def test_demonstration_accounts_do_not_work_in_production(client, ann, settings):
    Staff.objects.update(is_demonstration=True)
    client.force_login(ann)
    assert client.get("/casework/").status_code == 200
    settings.PRODUCTION = True
    assert client.get("/casework/").status_code == 302
    assert authenticate(username="ann@dartford.example", password=RIGHT) is None


def test_the_account_behind_a_page_costs_three_questions(client, ann, django_assert_num_queries, settings):
    settings.SESSION_SAVE_EVERY_REQUEST = False
    client.force_login(ann)
    with django_assert_num_queries(3):  # session, person with council, roles
        client.get("/casework/")


def test_signing_out_is_a_button_not_a_link(client, ann):
    client.force_login(ann)
    assert client.get(SIGN_OUT).status_code == 405
    response = client.post(SIGN_OUT, follow=True)
    assert "You have signed out" in text(response)
    assert client.get("/casework/").status_code == 302


# --- the demonstration -----------------------------------------------------------------------------


@pytest.fixture
def demonstration(settings, council):
    settings.DEMONSTRATION = True
    lynn = Council.objects.create(id="kings-lynn", name="King's Lynn and West Norfolk", short_name="Lynn")
    for name, title, place in (("Cas Hill", "Director", council), ("Dee Fen", "Chief Executive", lynn)):
        Staff.objects.create_user(
            f"{name[0]}@x.example", name=name, job_title=title, council=place, is_demonstration=True
        )
    return Staff.objects.get(name="Dee Fen")


def test_the_demonstration_lists_its_people_by_council(client, ann, demonstration):
    page = text(client.get(SIGN_IN, {"next": "/casework/case/"}))
    parts = ["Dartford Borough Council", "Cas Hill", "Director", "West Norfolk", "Dee Fen", "Chief Executive"]
    assert [page.index(part) for part in parts] == sorted(page.index(part) for part in parts)
    assert "Ann Lee" not in page, "a real account is nobody's to try"


def test_one_can_sign_in_as_a_person_of_the_demonstration(client, demonstration):
    response = client.post(AS, {"person": demonstration.pk, "next": "/casework/case/"})
    assert response["Location"] == "/casework/case/"
    assert client.get("/casework/").content.decode() == f"staff:{demonstration.pk}||kings-lynn|nobody|"


@pytest.mark.parametrize("person", ["", "x", "0", "999999", "²"])
def test_nobody_signs_in_as_nobody(client, demonstration, person):
    assert client.post(AS, {"person": person}).status_code == 404


def test_nobody_signs_in_as_a_real_account(client, demonstration, ann):
    assert client.post(AS, {"person": ann.pk}).status_code == 404
    assert client.get(AS).status_code == 405


def test_outside_the_demonstration_there_is_no_such_page(client, demonstration, settings):
    settings.DEMONSTRATION = False
    assert client.post(AS, {"person": demonstration.pk}).status_code == 404
    assert "Dee Fen" not in text(client.get(SIGN_IN))


# --- the password ----------------------------------------------------------------------------------

NEW = "purple-teapot-lantern"


def change(client: Client, current: str = RIGHT, new: str = NEW, again: str = NEW):
    return client.post(PASSWORD, {"current": current, "new": new, "again": again})


def test_the_password_can_be_changed_and_other_sessions_end(client, ann):
    other = Client()
    other.force_login(ann)
    client.force_login(ann)
    assert client.get(PASSWORD).status_code == 200
    assert change(client)["Location"] == "/casework/"
    assert client.get("/casework/").status_code == 200
    assert other.get("/casework/").status_code == 302
    ann.refresh_from_db()
    assert ann.check_password(NEW)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"current": "wrong"}, "The current password is not right"),
        ({"new": "short", "again": "short"}, "too short"),
        ({"new": "q1w2e3r4t5y6", "again": "q1w2e3r4t5y6"}, "too common"),
        ({"again": "something else"}, "The two new passwords are not the same"),
        ({"new": "", "again": ""}, "Enter a new password"),
        ({"new": "ann@dartford.example", "again": "ann@dartford.example"}, "too similar"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(client, ann, answers, told):
    client.force_login(ann)
    page = text(change(client, **answers))
    assert told in page
    assert NEW not in page
    ann.refresh_from_db()
    assert ann.check_password(RIGHT)


@pytest.mark.usefixtures("still_clock")
def test_the_password_page_is_for_those_signed_in_and_not_for_guessing(client, ann):
    assert client.get(PASSWORD).status_code == 302
    client.force_login(ann)
    for _ in range(10):
        change(client, current="wrong")
    assert change(client).status_code == 429


@pytest.mark.urls("redress.urls")
def test_passwords_are_kept_with_argon2():
    from redress import settings as real

    assert real.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    assert given_settings.LOGIN_URL == SIGN_IN


# --- cover -----------------------------------------------------------------------------------------


def test_a_deputy_takes_up_a_colleagues_work_for_as_long_as_the_cover_lasts(client, ann, ben):
    today = timezone.localdate()
    cover = Cover.objects.create(absent=ann, covering=ben, first=today, last=today, reason="Leave")
    client.force_login(ben)
    assert client.post(COVER, {"absent": ann.pk, "next": "/casework/case/"})["Location"] == "/casework/case/"
    acting = f"staff:{ben.pk}|service-manager|dartford|Ann Lee|staff:{ann.pk}"
    assert client.get("/casework/").content.decode() == acting
    Cover.objects.filter(pk=cover.pk).update(first=today - timedelta(days=2), last=today - timedelta(days=1))
    assert client.get("/casework/").content.decode() == f"staff:{ben.pk}||dartford|nobody|"
    Cover.objects.filter(pk=cover.pk).update(last=today)
    assert client.get("/casework/").content.decode().endswith("nobody|"), "it is taken up by choice"


def test_cover_can_be_laid_down(client, ann, ben):
    today = timezone.localdate()
    Cover.objects.create(absent=ann, covering=ben, first=today, last=today)
    client.force_login(ben)
    client.post(COVER, {"absent": ann.pk})
    client.post(COVER, {"absent": ""})
    assert client.get("/casework/").content.decode().endswith("nobody|")


@pytest.mark.parametrize("absent", ["x", "0", "99999"])
def test_nobody_takes_up_work_without_being_named(client, ann, ben, absent):
    client.force_login(ben)
    assert client.post(COVER, {"absent": absent}).status_code == 404
    assert client.post(COVER, {"absent": ann.pk}).status_code == 404
    assert client.get(COVER).status_code == 405
