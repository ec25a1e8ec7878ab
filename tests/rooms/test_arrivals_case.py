"""Does what came in become part of a case, or a case of its own, once, with its true receipt and its very words?"""

from __future__ import annotations

import pytest
import time_machine

from redress.arrivals import settling
from redress.arrivals.models import Arrival, State
from redress.cases import find
from redress.cases.bars import keep_away
from redress.cases.models import Case
from redress.records import people
from redress.records.models import Document, Words
from tests.rooms.arrival_desks import DESK, WORDS, email, officer, text_of
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import answered, complaint

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_wednesday():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def at(arrival: Arrival, page: str = "case/") -> str:
    return f"/casework/arrivals/{arrival.pk}/{page}"


# --- on a case that is there ---------------------------------------------------------------------


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_put_on_a_case_by_its_reference_with_its_receipt_words_files_and_original(council):
    office = Office(council)
    file, found, client = complaint(office), email(office, files=[("a.txt", b"A letter")]), officer(office)
    chosen = client.get(at(found), {"case": "another", "reference": file.case.reference.lower()})
    assert chosen.url == f"{at(found)}?chosen={file.case.reference}"
    ann = people.parties_of(file.case)[0]
    sent = {"chosen": file.case.reference, "sender": ann.pk}
    assert client.post(at(found), sent).url == f"/casework/{file.case.reference}/"
    found.refresh_from_db()
    assert (found.state, found.case, found.party) == (State.FILED, file.case, ann)
    words = Words.objects.get(case=file.case, kind="information")
    assert (words.text, words.at_text) == (WORDS, "2026-06-08T10:23:45+01:00")
    assert {each.name for each in Document.objects.filter(case=file.case)} == {"a.txt", "e-mail as it came.eml"}
    before = len(find.history(file.case))
    again = client.post(at(found), sent, follow=True)
    assert "This had been done before" in text_of(again)
    assert len(find.history(file.case)) == before


def test_which_case_and_who_must_be_said(dartford):
    file, found, client = complaint(dartford), email(dartford), officer(dartford)
    assert "Choose the case" in text_of(client.get(at(found), {"reference": ""}))
    assert "You can see no case" in text_of(client.get(at(found), {"case": "another", "reference": "DA-0000"}))
    assert "Enter the reference" in text_of(client.get(at(found), {"case": "another"}))
    page = client.post(at(found), {"chosen": file.case.reference})
    assert "Say who sent it" in text_of(page)
    assert Arrival.objects.get(pk=found.pk).state == State.WAITING


def test_a_case_that_is_hidden_or_of_another_council_cannot_be_chosen(dartford):
    hidden, elsewhere, found = complaint(dartford), complaint(Office("kings-lynn")), email(dartford)
    keep_away(hidden.case, dartford.staff[DESK["dartford"]], ground="complained-about")
    client = officer(dartford)
    for reference in (hidden.case.reference, elsewhere.case.reference):
        assert "You can see no case" in text_of(client.get(at(found), {"case": "another", "reference": reference}))
        client.post(at(found), {"chosen": reference, "sender": "somebody-else"})
        assert Arrival.objects.get(pk=found.pk).state == State.WAITING


def test_the_second_of_two_officers_is_told_on_which_case_it_is(dartford):
    file, other, found = complaint(dartford), complaint(dartford), email(dartford)
    officer(dartford).post(at(found), {"chosen": file.case.reference, "sender": "somebody-else"})
    second = officer(dartford, "corporate-complaints-officer")
    for request in (
        second.get(at(found), follow=True),
        second.post(at(found), {"chosen": other.case.reference, "sender": "somebody-else"}, follow=True),
        second.get("/casework/log/", {"arrival": found.pk}, follow=True),
    ):
        assert f"{DESK['dartford']} has put it on the case {file.case.reference} meanwhile" in text_of(request)
    assert not Words.objects.filter(case=other.case, kind="information").exists()


def test_a_request_for_stage_two_leads_to_its_page_with_its_receipt(dartford):
    file = answered(complaint(dartford))
    with time_machine.travel("2026-06-24T12:00:00+01:00", tick=False):
        found = email(dartford, "2026-06-22T16:30:00+01:00", text="You did not look at the second day.")
        client = officer(dartford)
        page = text_of(client.get(at(found), {"chosen": file.case.reference}))
        assert "It asks for Stage Two" in page
        sent = {"chosen": file.case.reference, "sender": "somebody-else", "next_stage": "on"}
        address = client.post(at(found), sent).url
        assert address == f"/casework/{file.case.reference}/request-next-stage/?arrival={found.pk}"
        asked = text_of(client.get(address))
        assert "You did not look at the second day." in asked
        assert 'value="16:30"' in asked
        assert 'value="22"' in asked
        assert 'value="email" checked' in asked


def test_a_case_that_cannot_be_asked_for_a_stage_is_not_offered_it(dartford):
    file, found = complaint(dartford), email(dartford)
    page = text_of(officer(dartford).get(at(found), {"chosen": file.case.reference}))
    assert "It asks for Stage Two" not in page


# --- a case of its own ---------------------------------------------------------------------------

LOGGED = {
    "channel": "email",
    "name": "Ann Smith",
    "behalf": "no",
    "email": "ann@example.org",
    "words": WORDS,
    "step": "save",
}


def log(client, found, **more):
    return client.post(f"/casework/log/?arrival={found.pk}", {**LOGGED, **more})


def test_the_log_page_begins_with_what_is_known(dartford):
    found = email(dartford, files=[("a.txt", b"A letter")])
    page = text_of(officer(dartford).get("/casework/log/", {"arrival": found.pk}))
    assert WORDS in page
    assert "Monday 8 June 2026 at 10:23am" in page
    assert 'value="email" checked' in page
    assert 'value="ann@example.org"' in page
    assert "Dates that follow" in page
    assert "Friday 12 June 2026" in page
    assert 'name="received_on-day"' not in page


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_a_case_is_made_of_it_with_its_true_receipt_whatever_the_browser_sends(council):
    office = Office(council)
    found, client = email(office, files=[("a.txt", b"A letter")]), officer(office)
    forged = {"received_on-day": "10", "received_on-month": "6", "received_on-year": "2026", "received_at": "11:00"}
    response = log(client, found, **forged)
    assert response.status_code == 302, text_of(response)
    found.refresh_from_db()
    case = found.case
    assert response.url == f"/casework/{case.reference}/"
    assert find.standing(case).run.received.iso() == "2026-06-08T10:23:45+01:00"
    assert Words.objects.get(case=case, kind="complaint").text == WORDS
    assert {each.name for each in Document.objects.filter(case=case)} == {"a.txt", "e-mail as it came.eml"}
    assert log(client, found, **forged).url == response.url
    assert Case.objects.count() == 1
    assert Document.objects.filter(case=case).count() == 2


def test_no_case_is_opened_of_what_was_settled_meanwhile(dartford):
    found = email(dartford)
    settling.set_aside(found, code="spam", more="", by=dartford.staff["corporate-complaints-officer"])
    told = text_of(officer(dartford).post(f"/casework/log/?arrival={found.pk}", LOGGED, follow=True))
    assert "No case was opened. corporate-complaints-officer has set it aside meanwhile." in told
    assert not Case.objects.exists()


def test_a_mistake_on_the_log_page_keeps_it_all(dartford):
    found = email(dartford)
    page = text_of(log(officer(dartford), found, name=""))
    assert "Enter their name" in page
    assert "Monday 8 June 2026 at 10:23am" in page
    assert Arrival.objects.get(pk=found.pk).state == State.WAITING


def test_an_arrival_that_one_may_not_place_is_not_there(dartford):
    """An empty form would take down what then belongs to nothing that came in."""
    elsewhere = email(Office("kings-lynn"), subject="Elsewhere", text="Not for Dartford")
    for named in (elsewhere.pk, "x", "9" * 40, "-1", ""):
        assert officer(dartford).get("/casework/log/", {"arrival": named}).status_code == 404
        told = text_of(officer(dartford).post(f"/casework/log/?arrival={named}", LOGGED))
        assert "What came in has gone to somebody else since. Nothing was logged." in told
        assert WORDS in told, "what was typed while it went elsewhere is not lost"
        assert "Not for Dartford" not in told
    mine = email(dartford)
    assert officer(dartford, "customer-services").get("/casework/log/", {"arrival": mine.pk}).status_code == 404
    assert not Case.objects.exists()


def test_very_long_words_are_cut_where_the_box_ends_and_it_says_so(dartford):
    found = email(dartford, text="word " * 10_000)
    page = text_of(officer(dartford).get("/casework/log/", {"arrival": found.pk}))
    assert "the whole of it is in the original" in page
