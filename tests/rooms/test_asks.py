"""Does an officer ask a service, a contractor, the complainant or another body in one act, and settle what came?"""

from __future__ import annotations

import pytest
import time_machine
from django.core.files.base import ContentFile

from redress import jobs
from redress.cases import find
from redress.cases.bars import keep_away
from redress.casework import acts
from redress.correspondence.models import Ask, AskState, Letter, Message
from redress.records import documents, enclosures, people
from redress.records.models import Document
from redress.rules.asks import KINDS
from tests.requirement import requirement
from tests.rooms import ask_cases as asks
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import do, text_of
from tests.rooms.consent_cases import link_sent, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(asks.NOW, tick=False):
        yield


@pytest.fixture(params=["dartford", "kings-lynn"])
def file(request) -> CaseFile:
    return asks.case_of(request.param)


@pytest.fixture
def dartford() -> CaseFile:
    return asks.case_of("dartford")


def last_event(file: CaseFile):
    return find.history(file.case)[-1].event


# --- asking ----------------------------------------------------------------------------------------------


def test_the_page_asks_who_what_and_by_when_with_a_day_from_the_policy(file):
    page = signed_in(file.office, asks.officer(file)).get(f"/casework/{file.case.reference}/ask/")
    day = "15" if file.office.id == "dartford" else "11"  # five and three working days from Monday 8 June
    assert f'name="due-day" type="text" value="{day}"' in page.content.decode()
    for kind in KINDS:
        assert f'value="{kind}"' in page.content.decode()


@requirement("L44")
def test_a_contractor_is_told_the_facts_it_needs_and_nothing_of_who_complains(file):
    ask = asks.asked(file, "contractor", about="Two bins in Elm Road were missed.")
    message = Message.objects.get(template="asked")
    assert message.to_email == "desk@cleanstreets.example"
    policy = file.office.policy
    words = policy.asks.message("contractor")
    assert words.number == "L44"
    assert message.subject == words.subject.format(reference=file.case.reference)
    for said in (words.opening, words.closing, ask.about, asks.QUESTION, "Thursday 11 June 2026"):
        assert said in " ".join(message.text.split())
    assert "Ann Smith" not in message.text + message.subject
    event = last_event(file)
    assert (event.kind, event.to, event.due.isoformat()) == ("contractor", ask.organisation.opaque_id, "2026-06-11")
    assert "Elm Road" not in str(event)


def test_a_colleague_gets_the_questions_with_a_link_and_no_date_of_the_case_moves(file):
    before = {each.clock.id: each.due for each in find.standing(file.case).deadlines}
    ask = asks.asked(file, question_2="And who was on it?")
    message = Message.objects.get(template="asked")
    assert message.to_email == ask.staff.email
    assert "1. When was the crew" in message.text
    assert "2. And who" in message.text
    assert link_sent("asked") not in message.text  # the secret is kept nowhere
    assert {each.clock.id: each.due for each in find.standing(file.case).deadlines} == before


def test_the_complainant_is_asked_by_letter_where_there_is_no_e_mail(dartford):
    person = people.complainant_of(dartford.case).person
    people.correct(people.complainant_of(dartford.case), email="", address="1 Elm Road", postcode="DA1 1DR")
    refused = asks.send(dartford, asks.form(dartford, "complainant"))
    assert "Send a letter" in text_of(refused)
    asks.asked(dartford, "complainant", way="letter")
    letter = Letter.objects.get(kind="notice-asked")
    assert letter.to_name == person.name
    assert asks.QUESTION in letter.text
    assert "asked/open" not in letter.text


def test_any_other_address_needs_a_reason(dartford):
    data = asks.form(dartford, "other", name="Kent Police", email="desk@police.example")
    assert "Say why you ask them" in text_of(asks.send(dartford, data))
    assert not Ask.objects.exists()
    ask = asks.asked(dartford, "other")
    assert (ask.why, last_event(dartford).to) == ("They were there.", "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": ""}, "Say who you ask"),
        ({"question_1": " "}, "Enter what you ask"),
        ({"kind": "contractor"}, "Choose the contractor or partner"),
        ({"colleague": ""}, "Choose a colleague or a service"),
        ({"due-day": "5"}, "must be on or after"),
        ({"due-day": "30", "due-month": "7"}, "ask for an earlier day, or tick below"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(dartford, given, said):
    colleague = str(dartford.office.staff["communications"].pk)
    data = asks.form(dartford, "service", colleague=colleague, about="The log says so.") | given
    page = text_of(asks.send(dartford, data))
    assert said in page
    assert "The log says so." in page
    assert not Ask.objects.exists()


def test_a_day_after_our_own_answer_is_due_is_taken_once_somebody_says_so(dartford):
    ask = asks.asked(dartford, **{"due-day": "30", "due-month": "7", "beyond": "on"})
    assert ask.due.isoformat() == "2026-07-30"


def test_only_the_papers_that_are_chosen_go_and_none_that_is_marked(dartford):
    made = [_paper(dartford, name) for name in ("log.txt", "private.txt")]
    enclosures.mark(made[1], "confidential")
    page = signed_in(dartford.office, asks.officer(dartford)).get(f"/casework/{dartford.case.reference}/ask/")
    assert "log.txt" in text_of(page)
    offered = text_of(page).split("Which documents do they need?")[1]
    assert "private.txt" not in offered
    ask = asks.asked(dartford, papers=[str(made[0].pk)])
    assert [each.name for each in enclosures.with_letter(ask.opaque_id)] == ["log.txt"]
    assert last_event(dartford).documents == 1
    assert asks.send(dartford, asks.form(dartford, "service", papers=[str(made[1].pk)])).status_code == 200


def _paper(file: CaseFile, name: str) -> Document:
    paper = documents.take_in(file.case, ContentFile(b"A log.", name=name), by=file.office.actor(asks.officer(file)))
    jobs.run_all_due()
    paper.refresh_from_db()
    return paper


def test_the_same_page_sent_twice_asks_once(dartford):
    data = asks.form(dartford, "service", colleague=str(dartford.office.staff["communications"].pk))
    for _again in range(2):
        assert asks.send(dartford, data).status_code == 302
    assert Ask.objects.count() == Message.objects.filter(template="asked").count() == 1


def test_wrong_role_other_council_and_a_hidden_case_are_turned_away(dartford):
    address = f"/casework/{dartford.case.reference}/ask/"
    assert signed_in(dartford.office, "auditor").post(address, asks.form(dartford, "service")).status_code == 403
    stranger = Office("kings-lynn")
    assert signed_in(stranger, "complaints-administrator").get(address).status_code == 404
    ask = asks.asked(dartford)
    keep_away(dartford.case, dartford.office.staff["corporate-services-team"], ground="complained-about")
    hidden = signed_in(dartford.office, "corporate-services-team")
    one = f"/casework/{dartford.case.reference}/asks/{ask.pk}/"
    assert hidden.get(address).status_code == hidden.get(one).status_code == 404
    assert asks.QUESTION not in text_of(hidden.get("/casework/asks/"))
    assert not Ask.objects.exclude(pk=ask.pk).exists()


def test_somebody_who_is_kept_away_is_offered_to_nobody(dartford):
    barred = dartford.office.staff["communications"]
    keep_away(dartford.case, barred, ground="complained-about")
    refused = asks.send(dartford, asks.form(dartford, "service", colleague=str(barred.pk)))
    assert refused.status_code == 200
    assert not Ask.objects.exists()


# --- what comes of it ------------------------------------------------------------------------------------


def test_an_answer_by_telephone_is_recorded_read_and_found_enough(file):
    ask = asks.asked(file)
    data = {"which": str(ask.pk), "came_by": "telephone", "told_by": "Ben of the depot", "text": "At seven."}
    assert _act(file, "answer-ask", data).status_code == 302
    ask.refresh_from_db()
    assert (ask.state, ask.told_by, ask.came_by) == (AskState.ANSWERED, "Ben of the depot", "telephone")
    page = text_of(signed_in(file.office, asks.officer(file)).get(f"/casework/{file.case.reference}/asks/{ask.pk}/"))
    assert "At seven." in page
    assert "Ben of the depot" in page
    case = text_of(signed_in(file.office, asks.officer(file)).get(f"/casework/{file.case.reference}/"))
    assert "What was asked is answered" in case
    assert _act(file, "close-ask", {"which": str(ask.pk), "outcome": "accepted"}).status_code == 302
    ask.refresh_from_db()
    assert (ask.state, ask.closed_as) == (AskState.CLOSED, "accepted")


def test_what_is_not_enough_is_asked_again_and_the_first_is_settled(dartford):
    first = asks.asked(dartford)
    data = {"which": str(first.pk), "came_by": "email", "told_by": "Ben", "text": "Do not know."}
    _act(dartford, "answer-ask", data)
    address = f"/casework/{dartford.case.reference}/ask/?use-again={first.pk}"
    page = text_of(signed_in(dartford.office, asks.officer(dartford)).get(address))
    assert asks.QUESTION in page
    assert "Do not know." in page
    second = asks.asked(dartford, again=str(first.pk), about="The log of 29 May is missing.")
    first.refresh_from_db()
    assert (first.state, first.closed_as, second.after) == (AskState.CLOSED, "asked-again", first)
    assert [each.kind for each in find.history(dartford.case)][-2:] == ["AskClosed", "Asked"]


def test_it_goes_on_without_an_answer_only_with_a_reason_and_nothing_unanswered_is_enough(dartford):
    ask = asks.asked(dartford)
    which = {"which": str(ask.pk)}
    assert "no answer yet" in text_of(_act(dartford, "close-ask", {**which, "outcome": "accepted"}))
    assert "Give the reason" in text_of(_act(dartford, "close-ask", {**which, "outcome": "without"}))
    done = _act(dartford, "close-ask", {**which, "outcome": "without", "reason": "The log is enough."})
    assert done.status_code == 302


def _act(file: CaseFile, action: str, data: dict[str, str]):
    seen = find.standing(file.case).seq
    return asks.send(file, {"key": asks.key(), "seen": seen, **data}, action=action)


# --- the list --------------------------------------------------------------------------------------------


def test_what_others_owe_stands_on_a_list_the_overdue_first_and_on_my_work(dartford):
    asks.asked(dartford, "contractor")
    late = asks.asked(dartford, **{"due-day": "9"})
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        client = signed_in(dartford.office, asks.officer(dartford))
        page = text_of(client.get("/casework/asks/"))
        assert page.index(late.to_name) < page.index("Clean Streets")
        assert "1 overdue" in page
        assert "Overdue" in page
        work = text_of(client.get("/casework/"))
        assert "2 answers are awaited from others" in work
        assert "1 late" in work
        closed = signed_in(dartford.office, "auditor").get("/casework/asks/")
        assert closed.status_code == 200


def test_a_case_that_has_ended_waits_for_nobody(dartford):
    asks.asked(dartford)
    do(dartford, acts.withdraw, "corporate-services-team", "2026-06-08T12:00", reason="It is settled.")
    page = text_of(signed_in(dartford.office, asks.officer(dartford)).get("/casework/asks/"))
    assert asks.QUESTION not in page


@requirement("DA-2.2-5")
def test_the_case_shows_the_last_word_to_the_complainant_and_the_quiet_ones_are_listed(dartford):
    case = f"/casework/{dartford.case.reference}/"
    assert "The complainant last heard from us on Wednesday 3 June 2026" in text_of(_seen(dartford, case))
    assert dartford.office.policy.asks.quiet_days == 10
    for instant, listed in (("2026-06-16T12:00:00+01:00", False), ("2026-06-18T12:00:00+01:00", True)):
        with time_machine.travel(instant, tick=False):
            page = text_of(_seen(dartford, "/casework/quiet/"))
            assert (case in page) is listed, instant
    talk = {"method": "telephone", "result": "reached", "note": "We still wait for the depot."}
    do(dartford, acts.record_contact, asks.officer(dartford), "2026-06-18T13:00", **talk)
    with time_machine.travel("2026-06-18T14:00:00+01:00", tick=False):
        assert case not in text_of(_seen(dartford, "/casework/quiet/"))
        assert "Thursday 18 June 2026" in text_of(_seen(dartford, case))
    hidden = dartford.office.staff["corporate-services-team"]
    keep_away(dartford.case, hidden, ground="complained-about")
    with time_machine.travel("2026-08-18T14:00:00+01:00", tick=False):
        assert case not in text_of(signed_in(dartford.office, hidden.name).get("/casework/quiet/"))


def _seen(file: CaseFile, address: str):
    return signed_in(file.office, asks.officer(file)).get(address)


@pytest.mark.parametrize("address", ["/casework/asks/", "/casework/quiet/"])
def test_roles_that_see_figures_or_a_status_alone_see_no_such_list(dartford, address):
    for who in ("member-responsible-for-complaints", "councillor"):
        assert signed_in(dartford.office, who).get(address).status_code == 403
