"""How is a new version of a policy checked, read, compared and adopted, and by whom?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from structlog.testing import capture_logs

from redress import policies, ready
from redress.cases.standing import standing
from redress.policies import adoption
from redress.policies.models import AdoptedVersion
from redress.rules.policy import PolicyPin
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rooms.policy_versions import clock_of, version_of

pytestmark = pytest.mark.django_db

OWNERS = {"dartford": "corporate-complaints-officer", "kings-lynn": "complaints-administrator"}
FIRST = {"dartford": "2024-07", "kings-lynn": "2024-01"}
NEW = "/casework/policy/new/"


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is noon on Wednesday 10 June 2026; the rulebook of other tests is put back afterwards."""
    monkeypatch.setattr(policies, "_shelf", policies._shelf)
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request: pytest.FixtureRequest) -> Office:
    return Office(request.param)


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def signed_in(office: Office, who: str = "") -> Client:
    client = Client()
    client.force_login(office.staff[who or OWNERS[office.id]])
    return client


def faster(council: str, **how: Any) -> str:
    return version_of(council, clock_of(council, "stage-one-response", 7), **how)


def adopt(office: Office, text: str, who: str = "", **more: str) -> Any:
    return signed_in(office, who).post(NEW, {"text": text, "adopt": "adopt", "confirmed": "on", **more})


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_version_is_checked_compared_previewed_and_adopted(office: Office) -> None:
    office.receives("2026-06-01")
    client, text = signed_in(office), faster(office.id)
    file = SimpleUploadedFile("new.toml", text.encode())
    checked = words(client.post(NEW, {"file": file, "check": "check"}))
    assert "The file has no mistakes" in checked
    assert f"1 open case stays under version {FIRST[office.id]}" in checked
    assert "7 working days" in checked
    assert "Something received on Wednesday 1 July 2026" in checked
    assert not AdoptedVersion.objects.filter(version="2027-01").exists()
    assert (
        client.post(NEW, {"text": text.replace("\n", "\r\n"), "adopt": "adopt", "confirmed": "on"}).status_code == 302
    )
    row = AdoptedVersion.objects.get(version="2027-01")
    owner = office.staff[OWNERS[office.id]]
    assert (row.text, row.sha256) == (text, adoption.digest(text))
    assert (row.adopted_by, row.adopted_name) == (owner.actor_id, owner.name)
    assert row.in_force_from == date(2026, 7, 1)
    listed = words(client.get("/casework/policy/"))
    assert f"by {owner.name}, Wednesday 10 June 2026" in listed
    assert "Still to come" in listed
    assert "7 working days" in words(client.get("/casework/policy/versions/2027-01/changes/"))
    assert "7 working days" in words(client.get("/casework/policy/versions/2027-01/"))


@requirement("DA-2.1-4")
def test_a_run_that_begins_on_its_day_comes_under_it_and_an_open_one_stays(office: Office) -> None:
    before = office.receives("2026-06-09")
    due = {each.clock.id: each.due for each in standing(before.case).deadlines}
    adopt(office, faster(office.id, day="2026-06-11"))
    policies.refresh()  # as a worker does before each job
    today = office.receives("2026-06-10")
    with time_machine.travel("2026-06-11T12:00:00+01:00", tick=False):
        tomorrow = office.receives("2026-06-11")
    pinned = {
        name: standing(file.case).run.policy.version for name, file in [("b", before), ("d", today), ("m", tomorrow)]
    }
    assert pinned == {"b": FIRST[office.id], "d": FIRST[office.id], "m": "2027-01"}
    assert {each.clock.id: each.due for each in standing(before.case).deadlines} == due
    (answer,) = [each for each in standing(tomorrow.case).deadlines if each.clock.id == "stage-one-response"]
    assert answer.clock.length.count == 7


@requirement("DA-1.4-2")
def test_only_the_corporate_complaints_officer_and_named_delegates_change_the_policy_of_dartford() -> None:
    dartford = Office("dartford")
    text = faster("dartford")
    owners = {"corporate-complaints-officer", "policy-delegate"}
    for role in dartford.policy.roles:
        allowed = role.id in owners
        with capture_logs() as logs:
            opened = signed_in(dartford, role.id).get(NEW)
        assert opened.status_code == (200 if allowed else 403), role.id
        assert any(each.get("page") == "policy/new" and each["who"] for each in logs) is not allowed
        if not allowed:
            assert adopt(dartford, text, role.id).status_code == 403
    assert not AdoptedVersion.objects.filter(version="2027-01").exists()
    assert adopt(dartford, text, "policy-delegate").status_code == 302
    assert "(1.4)" in words(signed_in(dartford, "service-manager").get("/casework/policy/"))


@requirement("KL-0-2")
def test_the_words_of_the_public_page_change_with_a_version_and_no_code(kings_lynn: Office) -> None:
    invitation = kings_lynn.policy.public.invitation
    assert invitation in Client().get("/kings-lynn/").content.decode()
    text = version_of("kings-lynn", (f'"{invitation}"', '"Tell us what you think of us."'), day="2026-06-10")
    assert adopt(kings_lynn, text).status_code == 302
    assert "Tell us what you think of us." in Client().get("/kings-lynn/").content.decode()


@requirement("DA-2.10.6-1.2")
def test_what_must_be_recorded_is_policy_and_every_version_of_it_is_kept() -> None:
    dartford = Office("dartford")
    letter = '[[letters]]\nid = "stage-one-acknowledgement"'
    assert adopt(dartford, version_of("dartford", (letter, f"{CONTENT_LETTER}\n{letter}"))).status_code == 302
    changed = words(signed_in(dartford).get("/casework/policy/versions/2027-01/changes/"))
    assert "Letter of thanks" in changed
    kept = policies.rulebook().policies
    assert "letter-of-thanks" in {each.id for each in kept[PolicyPin("dartford", "2027-01")].letters}
    assert "letter-of-thanks" not in {each.id for each in kept[PolicyPin("dartford", "2024-07")].letters}


CONTENT_LETTER = """[[letters]]
id = "letter-of-thanks"
name = "Letter of thanks"
subject = "Thank you"
paragraph = "1.1"

[[letters.contents]]
id = "thanks"
heading = "Thank you"
paragraph = "1.1"
source = { kind = "written" }
"""


def test_a_file_with_mistakes_is_told_line_by_line_and_its_text_kept(kings_lynn: Office) -> None:
    text = faster("kings-lynn").replace("responsible = ", "responsable = ", 1)
    response = signed_in(kings_lynn).post(NEW, {"text": text, "check": "check"})
    line = text[: text.index("responsable")].count("\n") + 1
    assert f"Line {line}" in words(response)
    assert response.context["form"]["text"].value() == text
    assert adopt(kings_lynn, text).status_code == 200
    assert not AdoptedVersion.objects.filter(version="2027-01").exists()


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"version": "2024-01"}, "There is a version 2024-01 already"),
        ({"day": "2026-06-09"}, "which is past: choose today or a later day"),
        ({"day": "2024-01-01"}, "Version 2024-01 is in force from Monday 1 January 2024 too"),
        ({"version": "20/27"}, "is not made of letters"),
    ],
)
def test_a_sound_version_that_cannot_be_adopted_says_why(
    kings_lynn: Office, how: dict[str, str], sentence: str
) -> None:
    text = faster("kings-lynn", **how)
    checked = signed_in(kings_lynn).post(NEW, {"text": text, "check": "check"})
    assert sentence in words(checked)
    assert "Adopt from" not in words(checked)
    assert sentence in words(adopt(kings_lynn, text))
    assert AdoptedVersion.objects.exclude(adopted_by="installation").count() == 0


def test_the_policy_of_another_council_is_refused(kings_lynn: Office) -> None:
    text = faster("dartford")
    for step in ("check", "adopt"):
        response = signed_in(kings_lynn).post(NEW, {"text": text, step: step, "confirmed": "on"})
        assert "This is the policy of Dartford Borough Council" in words(response)
    Office("dartford")
    assert "2027-01" not in words(signed_in(kings_lynn).get("/casework/policy/"))
    assert signed_in(kings_lynn).get("/casework/policy/versions/2024-07/").status_code == 404


def test_it_is_adopted_only_when_confirmed_and_only_once(kings_lynn: Office) -> None:
    text = faster("kings-lynn")
    unconfirmed = signed_in(kings_lynn).post(NEW, {"text": text, "adopt": "adopt"})
    assert "Confirm that this version has been approved" in words(unconfirmed)
    assert adopt(kings_lynn, text).status_code == 302
    assert adopt(kings_lynn, text).status_code == 302, "a second click comes to the same page"
    assert AdoptedVersion.objects.filter(version="2027-01").count() == 1
    other = adopt(kings_lynn, text.replace("count = 7", "count = 8"))
    assert "There is a version 2027-01 already" in words(other)


@pytest.mark.parametrize("given", [{}, {"text": "  "}, {"file": SimpleUploadedFile("x.toml", b"\xff\xfe")}])
def test_nothing_and_nonsense_are_form_errors(kings_lynn: Office, given: dict[str, Any]) -> None:
    response = signed_in(kings_lynn).post(NEW, {**given, "check": "check"})
    assert response.status_code == 200
    assert "There is a problem" in words(response)


def test_an_adopted_version_cannot_be_changed_or_deleted(kings_lynn: Office) -> None:
    adopt(kings_lynn, faster("kings-lynn"))
    for statement in ("UPDATE policies_adoptedversion SET text = 'x'", "DELETE FROM policies_adoptedversion"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_another_process_sees_it_with_its_next_request_for_one_question(
    kings_lynn: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(kings_lynn)
    client.get("/casework/policy/")
    elsewhere = policies._shelf
    adopt(kings_lynn, faster("kings-lynn"))
    monkeypatch.setattr(policies, "_shelf", elsewhere)  # a process that read its policies before
    assert PolicyPin("kings-lynn", "2027-01") not in policies.rulebook().policies
    assert "2027-01" in words(client.get("/casework/policy/"))
    with CaptureQueriesContext(connection) as asked:
        client.get("/casework/")
    assert sum("policies_adoptedversion" in query["sql"] for query in asked) == 1


def test_a_file_that_is_not_what_was_adopted_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    ready.policies_are_as_adopted()
    assert set(AdoptedVersion.objects.values_list("adopted_by", flat=True)) == {"installation"}
    digest = adoption.digest
    monkeypatch.setattr(adoption, "digest", lambda text: digest(text + "# changed"))
    with pytest.raises(ready.NotReady, match=r"dartford.toml is not the text that was adopted as version 2024-07"):
        ready.policies_are_as_adopted()
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert "dartford.toml" in response.json()["policies"][0]


def test_the_pages_are_for_signed_in_staff_and_answer_no_other_method(kings_lynn: Office) -> None:
    for address in ("/casework/policy/", NEW, "/casework/policy/calendar/", "/casework/policy/versions/2024-01/"):
        assert Client().get(address).status_code == 302
        assert signed_in(kings_lynn).delete(address).status_code == 405
    assert signed_in(kings_lynn).get("/casework/policy/versions/2024-01/changes/").status_code == 404
    assert signed_in(kings_lynn).get("/casework/policy/versions/never/").status_code == 404
