"""Is what came, and what became of it, on record: its receipt, every look and move, and requests by any way?"""

from __future__ import annotations

import pytest
import time_machine
from django.core.files.base import ContentFile

from redress.cases.models import Case, Event, ReadLog
from redress.casework import acts
from redress.records import contact_notes, documents
from redress.records.models import Document
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import Office, moment
from tests.rooms.casework_desks import Officer, answered, complaint, do
from tests.rooms.test_casework_log import client_of, plain, sent

pytestmark = pytest.mark.django_db


@requirement("DA-8.1-3")
@pytest.mark.parametrize("channel", ["telephone", "relay-uk", "visit", "email", "letter", "audio", "braille"])
def test_stage_two_may_be_asked_for_in_any_way(channel: str) -> None:
    """Whoever has difficulty writing asks by telephone, in person, on a tape or in Braille."""
    file = answered(complaint(Office("dartford")))
    with time_machine.travel("2026-06-22T12:00:00+01:00", tick=False):
        officer = Officer(file.office, "corporate-services-team")
        page = plain(officer.opens(file, "request-next-stage"))
        names = [each.name for each in file.office.policy.channels]
        assert [name for name in names if name not in page] == []
        answers = {"channel": channel, "reasons": "You did not look at the second day."}
        assert officer.sends(file, "request-next-stage", **answers).status_code == 302
    facts = Event.objects.get(case=file.case, kind="NextStageRequested").facts
    assert f'"channel":"{channel}"' in facts


@requirement("KL-13-1")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_the_receipt_is_compulsory_and_a_change_of_it_has_its_reason_on_record(council: str) -> None:
    office = Office(council)
    who = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}[council]
    with time_machine.travel("2026-04-09T12:00:00+01:00", tick=False):
        empty = {"received_on__day": None, "received_on__month": None, "received_on__year": None, "received_at": None}
        page = plain(sent(client_of(office, who), channel="letter", **empty))
        assert "Enter the date it reached us" in page
        assert "Enter the time it reached us, or say that it is not known" in page
        assert Case.objects.count() == 0
        assert sent(client_of(office, who), channel="letter").status_code == 302
    file = complaint(office, "2026-06-01T10:00")
    right = {"supersedes": 1, "corrected_at": moment("2026-05-29T15:00")}
    with pytest.raises(Refused) as refused:
        do(file, acts.correct, who, "2026-06-02T10:00", **right, reason="")
    assert refused.value.code == "reason-needed"
    do(file, acts.correct, who, "2026-06-02T10:00", **right, reason="It bears the stamp of Friday.")
    with time_machine.travel("2026-06-02T12:00:00+01:00", tick=False):
        page = plain(client_of(office, who).get(f"/casework/{file.case.reference}/"))
    for told in ("Friday 29 May 2026", "It was recorded as Monday 1 June 2026", "It bears the stamp of Friday."):
        assert told in page


@requirement("DA-2.10.6-5.3")
def test_every_look_download_and_move_is_on_record_with_who_and_when() -> None:
    """Views and downloads stand in the log of reads; a thing keeps every place it has been."""
    file = complaint(Office("dartford"))
    desk = file.office.actor("corporate-services-team")
    with time_machine.travel("2026-06-02T12:00:00+01:00", tick=False):
        document = documents.take_in(file.case, ContentFile(b"The bins.", name="bins.txt"), by=desk)
        Document.objects.filter(pk=document.pk).update(state="safe", media_type="text/plain")
        client = client_of(file.office)
        for page in ("", f"documents/{document.pk}/", "things/"):
            assert client.get(f"/casework/{file.case.reference}/{page}").status_code == 200
        item = contact_notes.register_item(file.case, what="One tape", place="Drawer 4", by=desk)
        contact_notes.move_item(item, place="Legal Services", by=desk, why="Asked for it")
    read = list(ReadLog.objects.filter(case=file.case, actor=desk.id).values_list("page", flat=True))
    assert read == ["case", f"document {document.pk}", "things"]
    assert all(each.at for each in ReadLog.objects.filter(case=file.case))
    (kept,) = contact_notes.items_of(file.case)
    assert [(place.place, place.by) for place in kept.places.all()] == [
        ("Drawer 4", desk.id),
        ("Legal Services", desk.id),
    ]
