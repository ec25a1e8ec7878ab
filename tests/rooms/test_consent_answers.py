"""Can somebody say themselves, with a link or a code, whether another may complain for them?"""

from __future__ import annotations

import re

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redress.cases import find
from redress.cases.models import ReadLog
from redress.correspondence.models import Letter, Message
from redress.records import agreeing, people, tracking
from redress.records.models import Consent, ConsentQuestion
from redress.rules.recipients import consent_of
from tests.requirement import requirement
from tests.rooms.case_files import DESK, CaseFile, Office
from tests.rooms.casework_desks import text_of
from tests.rooms.consent_cases import DAUGHTER, FATHER, acted_for, acting, day, link_sent, signed_in, signed_note

pytestmark = pytest.mark.django_db
COVERS = "What we find about the bins."


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-06-03T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


@pytest.fixture(params=["dartford", "kings-lynn"])
def file(request) -> CaseFile:
    return acted_for(Office(request.param))


def page(file: CaseFile, name: str = "") -> str:
    return f"/casework/{file.case.reference}/acting/{name}"


def asked(file: CaseFile, way: str = "email"):
    client = signed_in(file.office, DESK[file.office.id])
    sent = client.post(page(file, "ask/"), {"way": way, "covers": COVERS, "key": "a" * 32})
    assert sent.status_code == (302 if way == "email" else 200), text_of(sent)
    return sent


def state(file: CaseFile) -> str:
    stands = find.standing(file.case)
    return consent_of(stands.case, stands.run, stands.policy)


def answered(client: Client, council: str, said: str, **more: str):
    form = {"answer": said, "seen": 0, "key": "k" * 32, **more}
    return client.post(f"/{council}/agree/answer/", form)


def opened_by_link(file: CaseFile) -> Client:
    client = Client()
    onward = client.get(link_sent())
    assert onward.status_code == 302
    assert onward["Location"] == f"/{file.office.id}/agree/answer/", "no secret stands in the address"
    return client


@requirement("KL-4B-2", "KL-4A-2")
@pytest.mark.parametrize("capacity", ["advocate", "relative"])
def test_a_yes_by_link_is_put_on_record_with_basis_date_and_evidence(kings_lynn, capacity):
    file = acted_for(kings_lynn, capacity=capacity)
    asked(file)
    client = opened_by_link(file)
    shown = text_of(client.get("/kings-lynn/agree/answer/"))
    for words in (f"{DAUGHTER} has complained for you", "What it means", COVERS, "I did not know about this"):
        assert words in shown
    answered(client, "kings-lynn", "yes", words="She helps me.")
    given = Consent.objects.get(case=file.case, answer="given")
    assert (given.basis, given.given_on.isoformat(), given.party) == ("confirmed", "2026-06-03", acting(file))
    assert f"{FATHER} agrees that {DAUGHTER} acts for them" in given.words.text
    assert "She helps me." in given.words.text
    assert state(file) == "given"
    event = find.history(file.case)[-1]
    assert (event.kind, event.event.step, event.event.option, event.by_kind) == (
        "StepTaken",
        "consent",
        "confirmed",
        "complainant",
    )
    assert "You said yes" in text_of(client.get("/kings-lynn/agree/answer/"))
    assert ReadLog.objects.filter(case=file.case, page="consent").exists()


def test_a_no_is_what_the_policy_makes_of_it(file):
    asked(file)
    answered(opened_by_link(file), file.office.id, "no")
    assert Consent.objects.filter(case=file.case).latest("pk").answer == "refused"
    assert state(file) == "closed"
    letters = Letter.objects.filter(case=file.case)
    if file.office.id == "kings-lynn":  # the text has the case end, with a letter to whoever acted
        assert [each.kind for each in letters] == ["no-consent"]
        assert find.standing(file.case).run.ended == "no-consent"
    else:
        assert not letters.exists()
        assert not find.standing(file.case).run.ended


def test_who_did_not_know_closes_the_way_and_ends_nothing(file):
    secret = tracking.new_secret(file.case, acting(file))
    asked(file)
    answered(opened_by_link(file), file.office.id, "not-known")
    assert Consent.objects.filter(case=file.case).latest("pk").answer == "not-known"
    assert state(file) == "closed"
    assert not find.standing(file.case).run.ended
    with pytest.raises(tracking.WrongLink):
        tracking.case_for(file.office.id, file.case.reference, secret)


def test_a_consent_can_be_taken_back_and_the_history_stays(file):
    asked(file)
    client = opened_by_link(file)
    answered(client, file.office.id, "yes")
    assert "Tick the box" in text_of(client.post(f"/{file.office.id}/agree/answer/", {"seen": 0, "key": "l" * 32}))
    client.post(f"/{file.office.id}/agree/answer/", {"sure": "on", "seen": 0, "key": "m" * 32})
    assert state(file) == "closed"
    kept = [each.answer for each in agreeing.history_of(file.case)]
    assert kept == ["asked", "given", "withdrawn"]
    shown = text_of(signed_in(file.office, DESK[file.office.id]).get(page(file)))
    assert "Withdrawn" in shown
    assert "Confirmed by them with our link or code" in shown


def test_a_letter_has_a_code_that_is_shown_once_and_kept_nowhere(file):
    letter = text_of(asked(file, "letter"))
    code = re.search(r"Your code: ([A-Z0-9-]{14})", letter).group(1)
    assert "1 High Street" in letter
    kept = Message.objects.get(case=file.case, template="consent-letter")
    assert code not in kept.html + kept.text
    assert "the code, shown only on the letter" in kept.text
    assert code not in str(ConsentQuestion.objects.values_list())
    client, address = Client(), f"/{file.office.id}/agree/"
    wrong = client.post(address, {"reference": file.case.reference, "code": "AAAA-AAAA-AAAA"})
    assert "cannot find a letter with this reference and code" in text_of(wrong)
    typed = {"reference": file.case.reference.lower(), "code": code.lower().replace("-", " ")}
    assert client.post(address, typed)["Location"] == f"{address}answer/"
    answered(client, file.office.id, "yes")
    assert state(file) == "given"


@pytest.mark.usefixtures("still_clock")
def test_codes_cannot_be_guessed_for_long_and_lapse(file):
    letter = text_of(asked(file, "letter"))
    code = re.search(r"Your code: ([A-Z0-9-]{14})", letter).group(1)
    client, address = Client(), f"/{file.office.id}/agree/"
    tried = [client.post(address, {"reference": file.case.reference, "code": f"AAAA-AAAA-AA{n:02}"}) for n in range(13)]
    assert [each.status_code for each in tried] == [200] * 12 + [429]
    with time_machine.travel("2026-07-03T12:00:00+01:00", tick=False):
        late = client.post(address, {"reference": file.case.reference, "code": code}, follow=True)
        assert "You cannot answer here any more" in text_of(late)
        assert answered(client, file.office.id, "yes").status_code == 200
    assert state(file) != "given"


def test_a_wrong_link_and_an_answered_one_tell_nothing(file):
    asked(file)
    assert Client().get(f"/{file.office.id}/agree/open/wrong/")["Location"].endswith("?link=wrong")
    other = "dartford" if file.office.id == "kings-lynn" else "kings-lynn"
    Office(other)
    assert Client().get(link_sent().replace(file.office.id, other, 1))["Location"].endswith("?link=wrong")
    assert Client().get(f"/{file.office.id}/agree/answer/")["Location"] == f"/{file.office.id}/agree/"
    client = opened_by_link(file)
    answered(client, file.office.id, "yes")
    again = answered(client, file.office.id, "no")
    assert again.status_code == 200, "it is answered: there is nothing to say no to"
    assert state(file) == "given"


@requirement("KL-4A-3")
def test_a_signed_note_is_attached_with_its_date(kings_lynn):
    file = acted_for(kings_lynn)
    client = signed_in(kings_lynn, DESK["kings-lynn"])
    assert "Choose the signed note" in text_of(client.post(page(file, "note/"), {"key": "n" * 32}))
    sent = client.post(page(file, "note/"), {"file": signed_note(), **day("dated", "2026-06-02"), "key": "n" * 32})
    assert sent["Location"] == page(file)
    given = Consent.objects.get(case=file.case)
    assert (given.answer, given.basis, given.given_on.isoformat()) == ("given", "written", "2026-06-02")
    assert given.document.purpose == "consent"
    assert state(file) == "given"


def test_without_an_address_nobody_can_be_asked(kings_lynn):
    file = acted_for(kings_lynn, reach=False)
    client = signed_in(kings_lynn, DESK["kings-lynn"])
    assert "We have no address for them" in text_of(client.get(page(file)))
    refused = client.post(page(file, "ask/"), {"way": "email", "covers": COVERS, "key": "a" * 32})
    assert refused.status_code == 200
    assert not ConsentQuestion.objects.exists()
    assert not mail.outbox


def test_who_may_not_decide_on_consent_may_not_ask(kings_lynn):
    file = acted_for(kings_lynn)
    assert signed_in(kings_lynn, "auditor").get(page(file, "ask/")).status_code == 403
    assert signed_in(kings_lynn, "contractor").get(page(file)).status_code == 404
    assert signed_in(Office("dartford"), "director").get(page(file)).status_code == 404


@requirement("DA-6.4-d1")
def test_where_a_councillor_cannot_act_the_group_leader_nominates_another():
    office = Office("dartford")
    file = acted_for(office, capacity="councillor")
    before = acting(file)
    secret = tracking.new_secret(file.case, before)
    client = signed_in(office, DESK["dartford"])
    given = {"option": "nominee", "reason": "They fell out.", "name": "Nell Nominee", "capacity": "councillor"}
    missing = text_of(client.post(page(file, "change/"), {**given, "email": "nell@example.org", "key": "c" * 32}))
    assert "Name of the Group Leader" in missing
    whole = {**given, "email": "nell@example.org", "ward": "Town", "more-group-leader": "Gil Leader", "key": "c" * 32}
    assert client.post(page(file, "change/"), whole)["Location"] == page(file)
    now = acting(file)
    before.refresh_from_db()
    assert (now.person.name, now.ward) == ("Nell Nominee", "Town")
    assert before.until.isoformat() == "2026-06-03"
    with pytest.raises(tracking.WrongLink):
        tracking.case_for("dartford", file.case.reference, secret)
    story = text_of(client.get(f"/casework/{file.case.reference}/"))
    for words in ("They fell out.", "Gil Leader", "Nell Nominee"):
        assert words in story
    assert "until Wednesday 3 June 2026" in text_of(client.get(page(file)))


def test_what_was_agreed_to_counts_only_for_whoever_acted_then(kings_lynn):
    file = acted_for(kings_lynn)
    asked(file)
    answered(opened_by_link(file), "kings-lynn", "yes")
    client = signed_in(kings_lynn, DESK["kings-lynn"])
    given = {"option": "another", "reason": "Dora moved away.", "name": "Sam Son", "capacity": "relative"}
    client.post(page(file, "change/"), {**given, "email": "sam@example.org", "key": "c" * 32})
    assert acting(file).person.name == "Sam Son"
    assert state(file) == "missing"


def test_what_is_said_of_whoever_acted_before_ends_no_later_consent(kings_lynn):
    file = acted_for(kings_lynn)
    asked(file)
    earlier = opened_by_link(file)
    answered(earlier, "kings-lynn", "yes")
    given = {"option": "another", "reason": "Dora moved away.", "name": "Sam Son", "capacity": "relative"}
    staff = signed_in(kings_lynn, DESK["kings-lynn"])
    staff.post(page(file, "change/"), {**given, "email": "sam@example.org", "key": "c" * 32})
    party, complainant, by = acting(file), people.complainant_of(file.case), kings_lynn.actor(DESK["kings-lynn"])
    made = agreeing.ask(party, complainant, way="email", covers="", by=by, days=28)
    later = Client()
    later.get(f"/kings-lynn/agree/open/{made.secret}/")
    answered(later, "kings-lynn", "yes", key="q" * 32)
    assert state(file) == "given"
    assert "You cannot answer here any more" in text_of(earlier.get("/kings-lynn/agree/answer/"))
    earlier.post("/kings-lynn/agree/answer/", {"sure": "on", "seen": 0, "key": "n" * 32})
    assert state(file) == "given"


def test_a_page_made_before_something_else_happened_changes_nothing(kings_lynn):
    file = acted_for(kings_lynn)
    client = signed_in(kings_lynn, DESK["kings-lynn"])
    seen = re.search(r'name="seen" value="(\d+)"', text_of(client.get(page(file, "change/")))).group(1)
    given = {
        "option": "another",
        "reason": "Dora moved.",
        "capacity": "relative",
        "email": "s@example.org",
        "seen": seen,
    }
    client.post(page(file, "change/"), {**given, "name": "Sam Son", "key": "a" * 32})
    late = text_of(client.post(page(file, "change/"), {**given, "name": "Lea Late", "key": "b" * 32}))
    assert "Something else happened on this case just now" in late
    assert "Lea Late" in late
    assert acting(file).person.name == "Sam Son"


def test_the_page_asks_the_database_as_often_however_much_is_known(kings_lynn):
    file = acted_for(kings_lynn)
    client, by = signed_in(kings_lynn, DESK["kings-lynn"]), kings_lynn.actor(DESK["kings-lynn"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page(file)).status_code == 200
        return len(captured)

    def known(times: int) -> None:
        for _time in range(times):
            agreeing.on_record(acting(file), "asked", on=timezone.localdate(), by=by)
            agreeing.ask(acting(file), people.complainant_of(file.case), way="email", covers="", by=by, days=28)

    known(1)
    before = queries()
    known(10)
    assert queries() == before
