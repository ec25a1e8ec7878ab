"""Is an identity that is kept confidential shown to nobody without a line that says who looked, when and why?"""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redress.arrivals import filing
from redress.cases.models import ReadLog
from redress.casework import acts
from redress.correspondence.letters import letters_of
from redress.records import adjustments, looks, people
from redress.records.adjustments import Given, Settled
from redress.records.models import IdentityLook, Party
from tests.requirement import requirement
from tests.rooms import arrival_desks
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import acknowledged, complaint, do, text_of
from tests.rooms.consent_cases import signed_in

pytestmark = pytest.mark.django_db
AT = "2026-06-05T12:00:00+01:00"
WISH = {"dartford": ("confidential-wish", "wished"), "kings-lynn": ("keep-identity", "keep")}
WHO = {"dartford": "service-manager", "kings-lynn": "stage-one-investigator"}
OVERSEES = {"dartford": "corporate-complaints-officer", "kings-lynn": "complaints-administrator"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture(params=["dartford", "kings-lynn"])
def file(request) -> CaseFile:
    file = acknowledged(complaint(Office(request.param)))
    step, option = WISH[request.param]
    do(file, acts.take_step, WHO[request.param], "2026-06-04", step=step, option=option)
    return file


def address(file: CaseFile, page: str = "") -> str:
    return f"/casework/{file.case.reference}/{page}"


def test_even_those_who_may_know_see_a_code_until_they_look(file):
    client = signed_in(file.office, WHO[file.office.id])
    hidden = text_of(client.get(address(file)))
    assert "Ann Smith" not in hidden
    assert "Show who it is" in hidden
    assert "Ann Smith" not in text_of(client.get("/casework/?list=all"))
    client.post(address(file, "who/"), {"why": "I ring them today."})
    look = IdentityLook.objects.get()
    assert (look.by, look.why) == (file.office.staff[WHO[file.office.id]].actor_id, "I ring them today.")
    assert look.at.isoformat() == "2026-06-05T11:00:00+00:00"
    assert ReadLog.objects.filter(case=file.case, page="who it is", actor=look.by).exists()
    assert "Ann Smith" in text_of(client.get(address(file)))
    with time_machine.travel("2026-06-05T12:31:00+01:00", tick=False):
        assert "Ann Smith" not in text_of(client.get(address(file))), "a look is over after half an hour"


def test_why_is_asked_where_the_policy_asks_it(file):
    client = signed_in(file.office, WHO[file.office.id])
    client.post(address(file, "who/"), {"why": ""})
    asks = file.office.policy.identity.reason_needed
    assert IdentityLook.objects.exists() is not asks
    assert asks is (file.office.id == "dartford")


def test_who_may_not_know_cannot_look(file):
    other = {"dartford": "director", "kings-lynn": "auditor"}[file.office.id]
    client = signed_in(file.office, other)
    assert "Show who it is" not in text_of(client.get(address(file)))
    assert client.post(address(file, "who/"), {"why": "Curious."}).status_code == 403
    assert not IdentityLook.objects.exists()
    assert client.get(address(file, "who/")).status_code == 405


def test_a_page_that_tells_who_it_is_writes_the_look_by_itself(file):
    client = signed_in(file.office, WHO[file.office.id])
    letter, party = letters_of(file.case)[0], people.parties_of(file.case)[0]
    assert client.get(address(file, f"letters/{letter.pk}/")).status_code == 200
    assert f"letter {letter.pk}" in IdentityLook.objects.get().why
    client.get(address(file, f"people/{party.pk}/"))
    assert IdentityLook.objects.count() == 1, "one look lasts a while"


def test_what_came_in_on_such_a_case_tells_who_it_is_only_with_a_look(file):
    office, name = file.office, arrival_desks.DESK[file.office.id]
    arrival = arrival_desks.email(office, "2026-06-05T10:00:00+01:00")
    filing.put_on_case(arrival, file.case, by=office.actor(name), key="a" * 32, party=None)
    client = signed_in(office, name)
    listed = text_of(client.get("/casework/arrivals/?state=filed"))
    assert file.case.reference in listed
    assert "Ann Smith" not in listed
    assert not IdentityLook.objects.exists()
    assert "Ann Smith" in text_of(client.get(f"/casework/arrivals/{arrival.pk}/"))
    assert IdentityLook.objects.get().by == office.staff[name].actor_id


def test_a_list_of_needs_says_a_code(file):
    party = people.parties_of(file.case)[0]
    support = file.office.policy.lists["supports"][0]
    given = Given(kind=support.fits[0], support=support.id, settled=Settled.ACCEPTED, review_on=date(2026, 6, 4))
    adjustments.record(party.person, file.case, file.office.policy, given, by="staff:1", on=date(2026, 6, 3))
    client = signed_in(file.office, WHO[file.office.id])
    listed = text_of(client.get("/casework/needs/"))
    assert f"/people/{party.pk}/needs/" in listed
    assert "Ann Smith" not in listed
    assert not IdentityLook.objects.exists()


def test_the_organisation_that_somebody_comes_from_is_not_told_either(file):
    Party.objects.filter(case=file.case).update(organisation="Dog Owners of Mill Lane", capacity="Dog Owners")
    told = text_of(signed_in(file.office, WHO[file.office.id]).get(address(file)))
    assert "Dog Owners" not in told


def test_who_took_part_in_a_talk_is_told_after_a_look(file):
    said = {"method": "telephone", "result": "reached", "note": "The hedge.", "participants": "Sam Reed of Smith & Co"}
    do(file, acts.record_contact, WHO[file.office.id], "2026-06-05", **said)
    client = signed_in(file.office, WHO[file.office.id])
    assert "Sam Reed" not in text_of(client.get(address(file)))
    client.post(address(file, "who/"), {"why": "I ring them today."})
    assert "Sam Reed" in text_of(client.get(address(file)))


def test_those_who_oversee_see_every_look(file):
    client = signed_in(file.office, WHO[file.office.id])
    client.post(address(file, "who/"), {"why": "I ring them today."})
    overseer = signed_in(file.office, OVERSEES[file.office.id])
    assert "I ring them today." in text_of(overseer.get(address(file)))
    listed = text_of(overseer.get("/casework/looks/"))
    assert file.case.reference in listed
    assert "I ring them today." in listed
    assert "I ring them today." in text_of(signed_in(file.office, "auditor").get("/casework/looks/"))
    assert client.get("/casework/looks/").status_code == 403
    assert "Ann Smith" not in listed


@requirement("DA-3.8-2")
def test_a_disclosure_holds_to_whom_what_why_who_decided_and_when():
    office = Office("dartford")
    file = acknowledged(complaint(office))
    do(file, acts.take_step, "service-manager", "2026-06-04", step="confidential-wish", option="wished")
    said = {
        "to-whom": "The Police",
        "what": "The name and the address.",
        "on": date(2026, 6, 5),
        "reason": "A crime may have been committed.",
        "advice": "She advised it.",
    }
    do(file, acts.take_step, "director", "2026-06-05", step="disclosure", option="disclose", answers=said)
    page = text_of(signed_in(office, "corporate-complaints-officer").get(address(file)))
    for told in ("The Police", "The name and the address.", "A crime may have been committed.", "She advised it."):
        assert told in page
    assert "director" in page, "who decided"
    assert "5 June 2026" in page, "when"


def test_the_same_record_is_kept_at_kings_lynn():
    office = Office("kings-lynn")
    questions = {each.id for each in office.policy.option("disclose-identity", "disclosed").questions}
    assert {"to-whom", "why"} <= questions


def test_the_number_of_questions_does_not_grow_with_the_looks(file):
    overseer = signed_in(file.office, OVERSEES[file.office.id])
    actor = file.office.actor(WHO[file.office.id])

    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert overseer.get(page).status_code == 200
        return len(queries)

    looks.look(file.case, actor, why="The first.")
    pages = ("/casework/looks/", address(file))
    before = [asked(page) for page in pages]
    for _time in range(20):
        looks.look(file.case, actor, why="Again.")
    assert [asked(page) for page in pages] == before
