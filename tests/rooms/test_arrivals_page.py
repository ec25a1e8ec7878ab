"""Does the page of something that came in show it safely, and can it be set aside, sent on, brought back and dated?"""

from __future__ import annotations

import pytest
import time_machine

from redress.arrivals import settling
from redress.arrivals.models import Arrival, State
from redress.cases.bars import keep_away
from redress.cases.models import ReadLog
from redress.records import people
from tests.requirement import requirement
from tests.rooms.arrival_desks import DESK, email, officer, text_of
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_wednesday():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def at(arrival: Arrival, page: str = "") -> str:
    return f"/casework/arrivals/{arrival.pk}/{page}"


def test_a_message_is_shown_as_plain_text_with_the_quoted_part_and_the_head_folded(dartford):
    hostile = '<script>alert(1)</script><img src=x onerror="x">'
    found = email(
        dartford,
        subject=hostile,
        text=f"{hostile} New words\n\n> Old words",
        details={"new": f"{hostile} New words", "notes": ["html"], "headers": [["X-Spam", hostile]]},
    )
    page = text_of(officer(dartford).get(at(found)))
    assert "<script>alert" not in page
    assert "onerror=&quot;" in page
    assert page.index("New words") < page.index("Old words")
    assert "X-Spam" in page
    assert "It came as a web page." in page
    assert page.count("<details") >= 2


@requirement("DA-3.17-a2")
def test_both_stamps_of_an_email_are_shown_and_the_delivery_rules(dartford):
    found = email(dartford, "2026-06-07T22:01:00+01:00", sent_text="2026-06-07T22:00:00+01:00")
    page = text_of(officer(dartford).get(at(found)))
    assert "Sunday 7 June 2026 at 10:01pm" in page
    assert "Sunday 7 June 2026 at 10pm" in page
    assert "on a Sunday: legally received Monday 8 June 2026 at 08:45" in page
    assert "Not the time by which the dates are counted" in page


def test_a_sender_s_clock_may_say_anything(dartford):
    found = email(dartford, sent_text="half past never")
    assert "half past never" in text_of(officer(dartford).get(at(found)))


def test_the_original_is_a_download_that_no_browser_opens(dartford):
    found = email(dartford)
    response = officer(dartford).get(at(found, "original/"))
    assert b"".join(response.streaming_content).startswith(b"From: ann@example.org")
    assert response["Content-Type"] == "message/rfc822"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    without = email(dartford, raw=None)
    assert officer(dartford).get(at(without, "original/")).status_code == 404
    assert officer(dartford, "service-manager").get(at(found, "original/")).status_code == 404


def test_files_are_named_and_cannot_be_opened_before_they_are_on_a_case(dartford):
    found = email(dartford, files=[("photo<b>.jpg", b"not a picture")])
    page = text_of(officer(dartford).get(at(found)))
    assert "photo_b_.jpg" in page
    assert "once it is on a case and has been checked" in page


def test_earlier_cases_of_the_sender_are_shown_unless_they_are_hidden(dartford):
    file, hidden = complaint(dartford), complaint(dartford)
    keep_away(hidden.case, dartford.staff[DESK["dartford"]], ground="complained-about")
    page = text_of(officer(dartford).get(at(email(dartford))))
    assert file.case.reference in page
    assert hidden.case.reference not in page


def test_a_suggested_case_is_offered_as_a_suggestion(dartford):
    file = complaint(dartford)
    found = email(dartford, sender_address="other@example.org")
    Arrival.objects.filter(pk=found.pk).update(suggested=file.case, because=["reference-in-subject"])
    page = text_of(officer(dartford).get(at(found)))
    assert "It may belong to" in page
    assert "for you to judge" in page
    assert "The subject names this case." in page
    assert f"chosen={file.case.reference}" in page


def test_what_is_on_a_case_is_read_like_the_case_and_hidden_with_it(dartford):
    file = complaint(dartford)
    found = email(dartford)
    Arrival.objects.filter(pk=found.pk).update(case=file.case, state=State.FILED)
    client = officer(dartford)
    assert file.case.reference in text_of(client.get(at(found)))
    assert ReadLog.objects.filter(case=file.case, page=f"arrival {found.pk}").exists()
    keep_away(file.case, dartford.staff[DESK["dartford"]], ground="complained-about")
    for page in ("", "original/", "case/", "set-aside/"):
        assert client.get(at(found, page)).status_code == 404


# --- acts ----------------------------------------------------------------------------------------


def test_set_aside_with_a_reason_and_brought_back(dartford):
    found, client = email(dartford), officer(dartford)
    assert "Say why it is set aside" in text_of(client.post(at(found, "set-aside/"), {"reason": ""}))
    missing = text_of(client.post(at(found, "set-aside/"), {"reason": "answered"}))
    assert "Say where it is answered, and by whom" in missing
    sent = {"reason": "answered", "more": "Planning, by Jo Wells"}
    assert client.post(at(found, "set-aside/"), sent).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.reason) == (State.SET_ASIDE, "answered")
    page = text_of(client.get(at(found)))
    assert "It is answered elsewhere" in page
    assert "Planning, by Jo Wells" in page
    again = client.post(at(found, "set-aside/"), sent, follow=True)
    assert "This had been done before" in text_of(again)
    client.post(at(found, "bring-back/"))
    found.refresh_from_db()
    assert found.state == State.WAITING
    assert [each["what"] for each in settling.history_of(found)] == ["set-aside", "brought-back"]
    assert "This had been done before" in text_of(client.post(at(found, "bring-back/"), follow=True))
    assert client.get(at(found, "bring-back/")).status_code == 405


def test_the_second_of_two_officers_is_told_what_the_first_has_done(dartford):
    found = email(dartford)
    officer(dartford).post(at(found, "set-aside/"), {"reason": "spam"})
    second = officer(dartford, "corporate-complaints-officer").post(
        at(found, "set-aside/"), {"reason": "twice"}, follow=True
    )
    told = text_of(second)
    assert "Nothing was done" in told
    assert f"{DESK['dartford']} has set it aside meanwhile" in told
    found.refresh_from_db()
    assert found.reason == "spam"
    sent = officer(dartford, "corporate-complaints-officer").post(
        at(found, "send/"), {"department": dartford.housing.pk}, follow=True
    )
    assert "has set it aside meanwhile" in text_of(sent)


def test_sent_to_a_department_and_taken_back(dartford):
    kings_lynn = Office("kings-lynn")
    found, client = email(dartford), officer(dartford)
    assert "Choose a department" in text_of(client.post(at(found, "send/"), {"department": ""}))
    assert client.post(at(found, "send/"), {"department": kings_lynn.housing.pk}).status_code == 200
    client.post(at(found, "send/"), {"department": dartford.housing.pk})
    found.refresh_from_db()
    assert found.department == dartford.housing
    client.post(at(found, "send/"), {"department": "none"})
    found.refresh_from_db()
    assert found.department is None


@requirement("DA-3.18-a2")
def test_what_was_passed_on_from_an_inbox_counts_from_its_first_coming(dartford):
    found = email(dartford, details={"earlier": {"at": "2026-06-03T09:15:00+01:00", "how": "resent"}})
    client = officer(dartford)
    page = text_of(client.get(at(found)))
    assert "it first came there on Wednesday 3 June 2026 at 9:15am" in page
    assert "set an out-of-office message" in page
    form = text_of(client.get(at(found, "receipt/")))
    assert 'value="3"' in form
    assert "by the mail server of whoever sent it on" in form
    later = {"on-day": "9", "on-month": "6", "on-year": "2026", "at": "9am", "reason": "The head says so"}
    assert "It must be earlier" in text_of(client.post(at(found, "receipt/"), later))
    sent = {**later, "on-day": "3", "at": "9:15am"}
    assert "Say how it is known" in text_of(client.post(at(found, "receipt/"), {**sent, "reason": ""}))
    assert client.post(at(found, "receipt/"), sent).status_code == 302
    found.refresh_from_db()
    assert found.received_text == "2026-06-03T09:15:00+01:00"
    assert settling.history_of(found)[0]["before"] == "2026-06-08T10:23:45+01:00"
    logged = text_of(client.get("/casework/log/", {"arrival": found.pk}))
    assert "Wednesday 3 June 2026 at 9:15am" in logged


def test_a_hint_that_makes_no_sense_or_is_later_is_no_hint(dartford):
    for hint in ("nonsense", "2026-06-09T09:00:00+01:00"):
        page = text_of(officer(dartford).get(at(email(dartford, details={"earlier": {"at": hint, "how": ""}}))))
        assert "it first came there" not in page


def test_whoever_only_reads_or_only_sends_on_cannot_place(dartford):
    letter = email(dartford, source="post", sender_address="")
    for page in ("set-aside/", "case/", "receipt/", "text/"):
        assert officer(dartford, "post-room").get(at(letter, page)).status_code == 403
        assert officer(dartford, "auditor").get(at(letter, page)).status_code == 403
    assert officer(dartford, "auditor").get(at(letter)).status_code == 200
    assert officer(dartford, "auditor").get(at(letter, "send/")).status_code == 403
    assert officer(dartford, "post-room").get(at(letter, "send/")).status_code == 200
    page = text_of(officer(dartford, "post-room").get(at(letter)))
    assert "Make a case of it" not in page
    assert "Send it to a department" in page
    assert officer(dartford, "post-room").get(at(email(dartford))).status_code == 404


def test_the_sender_is_known_again_among_the_people_of_a_case(dartford):
    file = complaint(dartford)
    ann = people.parties_of(file.case)[0]
    page = text_of(officer(dartford).get(at(email(dartford), "case/"), {"chosen": file.case.reference}))
    assert f'value="{ann.pk}" checked' in page
