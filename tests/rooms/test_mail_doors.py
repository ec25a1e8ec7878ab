"""How does something that came in become one arrival, and an arrival part of a case?"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from redress import jobs
from redress.accounts.models import Council
from redress.arrivals import filing, find, settling, storing
from redress.arrivals.models import Arrival, ArrivalFile, State
from redress.arrivals.register import register
from redress.cases.models import Bar
from redress.records import people
from redress.records.models import Document, Party, Words
from redress.rules.events import InformationAdded
from tests.rooms.case_files import Office, moment
from tests.rooms.casework_desks import CaseFile, complaint

pytestmark = pytest.mark.django_db

RAW = b"Received: from a by b; Mon, 1 Jun 2026 10:00:00 +0100\r\nFrom: a@example.org\r\nSubject: Bins\r\n\r\nHello\r\n"


@pytest.fixture
def office() -> Office:
    return Office("dartford")


def came(council: Any = "dartford", *, key: str = "k1", **more: Any) -> Arrival:
    given = {"source": "email", "received": moment("2026-06-02T09:30"), "raw": RAW, "text": "More about the bins."}
    return register(council, key=key, **{**given, **more})[0]


def party_of(file: CaseFile) -> Party:
    party = people.correspondent_of(file.case)
    assert party is not None
    return party


def placed(arrival: Arrival, file: CaseFile, *, key: str = "place") -> Any:
    party = party_of(file)
    with transaction.atomic():
        return filing.put_on_case(arrival, file.case, by=filing.actor_of(party), key=key, party=party)


def test_the_same_key_is_one_arrival_whatever_else_differs(office: Office) -> None:
    first, new = register("dartford", source="email", key="k" * 300, received=moment("2026-06-02"), raw=RAW)
    again, newer = register("dartford", source="email", key="k" * 300, received=moment("2026-06-09"), raw=b"other")
    assert (new, newer, again.pk) == (True, False, first.pk)
    assert storing.content_of(again.raw_as) == RAW


def test_two_councils_may_each_get_the_same_message(office: Office) -> None:
    Council.objects.create(id="kings-lynn", name="King's Lynn", short_name="KL")
    assert came("dartford").pk != came("kings-lynn").pk


def test_what_no_database_keeps_is_taken_out_of_the_text_and_left_in_the_original(office: Office) -> None:
    arrival = came(text="a\x00b\ud800c", subject="one\r\nBcc: x@example.org", details={"n": ["\x00"]}, raw=b"\x00\xff")
    arrival.refresh_from_db()
    assert "\x00" not in arrival.text
    assert arrival.subject == "one Bcc: x@example.org"
    assert storing.content_of(arrival.raw_as) == b"\x00\xff"


@pytest.mark.parametrize(
    "given", ["../../etc/passwd", "C:\\x\\y.exe", "\u202efdp.exe", "", "a" * 500, "x.abcdefghijklmnop"]
)
def test_a_file_keeps_a_harmless_name_and_stands_under_a_random_one(office: Office, given: str) -> None:
    (file,) = came(files=[(given, b"content")]).files.all()
    assert "/" not in file.name
    assert "\\" not in file.name
    assert "\u202e" not in file.name
    assert given not in file.stored_as or not given
    assert default_storage.open(file.stored_as).read() == b"content"


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_leaves_no_row_and_no_row_lacks_its_file() -> None:
    Office("dartford")
    with transaction.atomic():
        came(files=[("a.txt", b"a")])
        transaction.set_rollback(True)
    assert not Arrival.objects.exists()
    assert not ArrivalFile.objects.exists()
    assert all(default_storage.exists(each.raw_as) for each in [came()])


def test_an_arrival_on_a_case_is_what_the_person_sent_at_its_true_receipt(office: Office) -> None:
    file = complaint(office)
    arrival = came(files=[("note.txt", b"A note"), ("run.exe", b"MZ")])
    done = placed(arrival, file)
    (event,) = done.events
    assert isinstance(event.event, InformationAdded)
    assert event.event.documents == 3
    assert event.at == moment("2026-06-02T09:30")
    words = Words.objects.get(case=file.case, kind="information")
    assert (words.text, words.by, words.digest) == ("More about the bins.", party_of(file).actor_id, event.event.words)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.case_id, arrival.party) == (State.FILED, file.case.pk, party_of(file))
    jobs.run_all_due(timezone.now())
    states = dict(Document.objects.filter(case=file.case).values_list("name", "state"))
    assert states == {"note.txt": "safe", "run.exe": "refused", "e-mail as it came.eml": "safe"}
    assert storing.content_of(arrival.files.get(name="run.exe").stored_as) == b"MZ"


def test_a_second_click_adds_nothing_and_another_case_is_refused(office: Office) -> None:
    file, other = complaint(office), complaint(office)
    arrival = came()
    placed(arrival, file)
    assert placed(arrival, file).repeated
    assert Document.objects.filter(case=file.case).count() == 1
    with pytest.raises(filing.Settled):
        placed(arrival, other, key="another")
    with pytest.raises(filing.Settled):
        placed(arrival, file, key="another")


def test_what_somebody_set_aside_meanwhile_is_placed_by_nobody(office: Office) -> None:
    file, arrival = complaint(office), came()
    settling.set_aside(arrival, code=settling.SPAM, more="", by=office.staff["corporate-services-team"])
    with pytest.raises(filing.Settled):
        placed(arrival, file)
    with pytest.raises(filing.Settled), transaction.atomic():
        filing.became_case(arrival, file.case, by=office.actor("corporate-services-team"))
    assert not Document.objects.filter(case=file.case).exists()


def test_a_case_made_of_an_arrival_has_its_files_and_original_once(office: Office) -> None:
    file, arrival = complaint(office), came(files=[("note.txt", b"A note")])
    for _ in range(2):
        with transaction.atomic():
            filing.became_case(arrival, file.case, by=office.actor("corporate-services-team"))
    assert Document.objects.filter(case=file.case).count() == 2
    arrival.refresh_from_db()
    assert (arrival.state, arrival.settled_by) == (State.FILED, office.staff["corporate-services-team"])


def test_whoever_the_policy_lets_look_at_what_comes_in_sees_what_waits_and_nobody_else(office: Office) -> None:
    came()
    seen = {name for name in office.staff if find.visible_to(office.actor(name), "dartford").exists()}
    assert "corporate-services-team" in seen
    assert seen <= {role.id for role in office.policy.roles if role.arrivals}
    assert not find.visible_to(filing.actor_of(party_of(complaint(office))), "dartford").exists()


def test_another_council_sees_nothing(office: Office) -> None:
    other = Office("kings-lynn")
    came()
    assert not find.visible_to(other.actor("complaints-administrator"), "kings-lynn").exists()
    assert not find.visible_to(other.actor("complaints-administrator"), "dartford").exists()


def test_once_on_a_case_it_is_seen_with_the_case_alone_and_hidden_with_it(office: Office) -> None:
    file, arrival = complaint(office), came()
    team = office.actor("corporate-services-team")
    Arrival.objects.filter(pk=arrival.pk).update(suggested=file.case)
    assert find.visible_to(team, "dartford").exists()
    Bar.objects.create(case=file.case, staff=office.staff["corporate-services-team"], opaque="b1")
    assert not find.visible_to(team, "dartford").exists()
    placed(arrival, file)
    assert not find.visible_to(team, "dartford").exists()
    outside = office.person("customer-services", name="elsewhere")
    assert not find.visible_to(office.actor(outside.name), "dartford").filter(state="filed").exists()
