"""Is a new address used only when it is confirmed there, and told at the old one?"""

from __future__ import annotations

import re

import pytest
import time_machine
from django.test import Client

from redress.casework import acts
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Message
from redress.records import changes, people, tracking
from redress.records.models import ContactChange
from tests.requirement import requirement
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office
from tests.rooms.casework_desks import ACKNOWLEDGEMENT, allocated, complaint, do, text_of
from tests.rooms.consent_cases import link_sent, signed_in

pytestmark = pytest.mark.django_db
AT = "2026-06-03T12:00:00+01:00"
DETAILS = "/dartford/track/case/details/"
NEW = {"email": "ann.new@example.org", "telephone": "", "address": "", "postcode": ""}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def file() -> CaseFile:
    return complaint(Office("dartford"))


def theirs(file: CaseFile):
    return people.parties_of(file.case)[0]


def following(file: CaseFile) -> Client:
    client = Client()
    client.get(f"/dartford/track/open/{file.case.reference}/{tracking.new_secret(file.case, theirs(file))}/")
    return client


def changed(client: Client, **given: str):
    return client.post(DETAILS, {"key": "d" * 32, **NEW, **given})


def test_a_new_e_mail_address_is_confirmed_there_and_told_at_the_old_one(file):
    secret = tracking.new_secret(file.case, theirs(file))
    client = following(file)
    assert changed(client)["Location"] == DETAILS
    assert theirs(file).person.email == "ann@example.org", "nothing is used yet"
    told = {each.template: each.to_email for each in Message.objects.all()}
    assert told == {"contact-new": "ann.new@example.org", "contact-old": "ann@example.org"}
    do(allocated(file), acts.acknowledge, INVESTIGATOR["dartford"], "2026-06-03", written=ACKNOWLEDGEMENT)
    assert letters_of(file.case)[-1].to_email == "ann@example.org"
    link, stranger = link_sent("contact-new"), Client()
    assert "Yes, use this address" in text_of(stranger.get(link))
    assert theirs(file).person.email == "ann@example.org", "a mail programme that opens the link confirms nothing"
    assert "We now use your new details" in text_of(stranger.post(link))
    assert theirs(file).person.email == "ann.new@example.org"
    for old in (secret,):
        with pytest.raises(tracking.WrongLink):
            tracking.case_for("dartford", file.case.reference, old)
    assert client.get("/dartford/track/case/").status_code == 302, "the session ended with its link"
    assert Client().get(link_sent("new-link"))["Location"] == "/dartford/track/case/"
    assert "does not work any more" in text_of(stranger.get(link))


def test_the_old_address_can_stop_it(file):
    changed(following(file))
    stop, stranger = link_sent("contact-old"), Client()
    assert "Was this not you?" in text_of(stranger.get(stop))
    assert "We have stopped the change" in text_of(stranger.post(stop))
    assert "does not work any more" in text_of(stranger.post(link_sent("contact-new")))
    assert theirs(file).person.email == "ann@example.org"
    assert ContactChange.objects.get().state == "stopped"
    assert "does not work any more" in text_of(stranger.get("/dartford/details/stop/wrong/"))


def test_what_was_stopped_while_another_page_was_open_is_not_used(file):
    changed(following(file))
    seen_by_one, seen_by_another = ContactChange.objects.get(), ContactChange.objects.get()
    assert changes.stop(seen_by_one, by="x")
    assert not changes.confirm(seen_by_another, verified="link", by="y")
    assert theirs(file).person.email == "ann@example.org"
    assert ContactChange.objects.get().state == "stopped"


def test_a_change_that_nobody_confirms_lapses(file):
    changed(following(file))
    with time_machine.travel("2026-06-18T12:00:00+01:00", tick=False):
        assert "does not work any more" in text_of(Client().post(link_sent("contact-new")))
        assert changes.lapsed() == 1
    assert theirs(file).person.email == "ann@example.org"
    assert ContactChange.objects.get().state == "expired"


def test_bad_input_keeps_what_was_typed(file):
    client = following(file)
    bad = text_of(changed(client, email="nowhere", telephone="12"))
    assert "Enter an e-mail address in the right format" in bad
    assert 'value="nowhere"' in bad
    assert "Leave us at least one way to reach you" in text_of(changed(client, email=""))
    assert not ContactChange.objects.exists()
    assert Client().get(DETAILS)["Location"] == "/dartford/track/"


def test_a_new_postal_address_is_confirmed_with_the_code_posted_there(file):
    client = following(file)
    changed(client, email="ann@example.org", address="9 New Road", postcode="DA1 2BB")
    staff = signed_in(file.office, DESK["dartford"])
    page = f"/casework/{file.case.reference}/people/{theirs(file).pk}/"
    assert "A change waits to be confirmed" in text_of(staff.get(page))
    letter = text_of(staff.post(f"{page}waiting/", {"step": "print"}))
    assert "9 New Road" in letter
    code = re.search(r"Your code: ([A-Z0-9-]{14})", letter).group(1)
    assert theirs(file).person.address == ""
    assert "This is not the code" in text_of(client.post(DETAILS, {"code": "AAAA-AAAA-AAAA"}))
    assert client.post(DETAILS, {"code": code.lower()})["Location"] == "/dartford/track/case/"
    assert theirs(file).person.address_lines == ("9 New Road", "DA1 2BB")


def test_a_wrong_code_leaves_the_details_on_the_page(file):
    client = following(file)
    changed(client, email="ann@example.org", address="9 New Road", postcode="DA1 2BB")
    assert 'value="ann@example.org"' in text_of(client.post(DETAILS, {"code": "AAAA-AAAA-AAAA"}))


def test_a_change_that_is_sent_twice_is_asked_for_once(file):
    client = following(file)
    assert changed(client)["Location"] == changed(client)["Location"] == DETAILS
    assert ContactChange.objects.count() == 1
    assert "We now use your new details" in text_of(Client().post(link_sent("contact-new")))


@requirement("KL-14.1-6")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_staff_set_details_right_with_a_reason_and_the_old_ones_stay_in_the_history(council):
    file = complaint(Office(council))
    staff = signed_in(file.office, DESK[council])
    page = f"/casework/{file.case.reference}/people/{theirs(file).pk}/"
    typed = {"name": "Ann Smith", "email": "ann.smith@example.org", "preferred": "email"}
    assert "Say how we know that the new details are right" in text_of(staff.post(page, typed))
    assert "Say how you checked it" in text_of(staff.post(page, {**typed, "verified": "spoken"}))
    assert theirs(file).person.email == "ann@example.org"
    staff.post(page, {**typed, "verified": "spoken", "reason": "She rang from the number we have."})
    assert theirs(file).person.email == "ann.smith@example.org"
    line = ContactChange.objects.get()
    assert (line.before, line.after) == ({"email": "ann@example.org"}, {"email": "ann.smith@example.org"})
    assert line.by == file.office.staff[DESK[council]].actor_id
    history = text_of(staff.get(page))
    assert "ann@example.org" in history
    assert "She rang from the number we have." in history
    assert DESK[council] in history
    assert Message.objects.get(template="contact-old").to_email == "ann@example.org"


def test_staff_can_have_it_confirmed_by_a_link_or_say_that_it_was_checked(file):
    staff = signed_in(file.office, DESK["dartford"])
    page = f"/casework/{file.case.reference}/people/{theirs(file).pk}/"
    typed = {"name": "Ann Smith", "email": "ann.smith@example.org", "preferred": "email", "verified": "link"}
    staff.post(page, typed)
    assert theirs(file).person.email == "ann@example.org"
    staff.post(f"{page}waiting/", {"step": "use", "reason": ""})
    assert theirs(file).person.email == "ann@example.org", "a reason is asked for"
    staff.post(f"{page}waiting/", {"step": "use", "reason": "She rang."})
    assert theirs(file).person.email == "ann.smith@example.org"
    assert ContactChange.objects.get().verified == "spoken"
    assert signed_in(file.office, "auditor").post(f"{page}waiting/", {"step": "stop"}).status_code == 403
