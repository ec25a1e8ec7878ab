"""Does the copy of what is held about somebody go without what went to others, and does it say so?"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from redress.casework.bundling.kinds import PARTS
from redress.correspondence.models import Message
from redress.records import internal, people
from redress.records.bundled import Bundle
from redress.records.models import Part
from tests.rooms import casework_desks as desks
from tests.rooms.bundle_cases import a_pdf, archive, made, pages_of, put_on
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import Officer, complaint, text_of

DESK = "complaints-administrator"
OTHER = "Mrs Other"
NOW = datetime.fromisoformat("2026-06-20T12:00:00+01:00")


def sent(case: Any, name: str, email: str, words: str) -> Message:
    """A notice as it went."""
    return Message.objects.create(
        council_id=case.council_id,
        case=case,
        key=words,
        template="receipt",
        to_name=name,
        to_email=email,
        subject=words,
        text=f"Dear {name}, {words}",
        state="sent",
        message_id=f"<{words}@x>",
    )


def read(bundle: Bundle, folder: Path) -> str:
    return " ".join(" ".join(pages_of(archive(bundle).read("bundle.pdf"), folder)).split())


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_the_copy_for_the_person_goes_without_what_went_to_others_and_its_index_says_so(tmp_path: Path) -> None:
    office = Office("kings-lynn")
    file = desks.answered(complaint(office))
    mine = people.complainant_of(file.case)
    assert mine
    bob = people.add(file.case, name="Bob Body", part=Part.BODY)
    first = file.case.letters.get(recipient=mine, kind=file.case.letters.first().kind)
    file.case.letters.filter(pk=first.pk).update(recipient=bob, to_name="Bob Body", to_email="bob@body.example")
    theirs = sent(file.case, OTHER, "other@else.example", "A word to another")
    own = sent(file.case, "", mine.person.email.upper(), "A word to her")
    staff = office.staff[DESK]
    to_staff = sent(file.case, staff.name, staff.email, "A word to staff")
    internal.internal_note(file.case, "Ask Mr Kowalski.", by=office.actor(DESK))
    internal.internal_note(file.case, "She rang twice.", by=office.actor(DESK))
    put_on(file, "secret name.pdf", a_pdf("The log"))
    client = Officer(office, DESK).client
    address = f"/casework/{file.case.reference}/people/{mine.pk}/held/"
    page = client.get(address).content.decode()
    boxes = {value: box for box, value in re.findall(r'(<input[^>]*name="things"[^>]*value="([^"]*)"[^>]*>)', page)}
    ticked = {value for value, box in boxes.items() if " checked" in box}
    assert f"notice-{own.pk}" in ticked
    assert not {f"notice-{theirs.pk}", f"notice-{to_staff.pk}"} & ticked
    letters = re.findall(r'<input[^>]*name="letters"[^>]*value="([^"]*)"[^>]*checked', page)
    assert str(first.pk) not in letters
    assert "may be about others: Mrs Other; other@else.example" in page
    form = {"recipient": "Ann Smith", "purpose": "Her request", "parts": list(PARTS), "letters": letters}
    form |= {f"document-{each.pk}": "out" for each in file.case.documents.all()}
    (notes,) = ([key for key in ticked if key.startswith("note-")],)
    form["things"] = sorted(ticked - {min(notes)})
    assert "No copy to review was made" in text_of(client.post(address, form | {"key": "k1", "copy": "final"}))
    client.post(address, form | {"key": "k2", "copy": "review"})
    reviewed = read(made(Bundle.objects.get()), tmp_path)
    assert all(
        said in reviewed for said in ("other@else.example", "Ask Mr Kowalski", "bob@body.example", "A word to staff")
    )
    assert "What was left out" not in reviewed
    client.post(address, form | {"key": "k3", "copy": "final"})
    bundle = made(Bundle.objects.latest("pk"))
    final = read(bundle, tmp_path)
    assert "A word to her" in final
    assert "She rang twice." in final
    for gone in ("Mrs Other", "else.example", "A word to", "Kowalski", "body.example", "secret name", staff.email):
        assert gone not in final.replace("A word to her", ""), gone
    index = final[final.rindex("You can ask us why") :]
    for kind in ("A letter to somebody else", "A notice to somebody else", "An internal note", "A document"):
        assert f"{file.case.reference}: {kind}, " in index
    assert ["What was left out", 1] in [each[:2] for each in bundle.files.get().items]
    client.post(address, form | {"key": "k4", "copy": "final", "things": [*form["things"], f"notice-{theirs.pk}"]})
    assert "A word to another" in read(made(Bundle.objects.latest("pk")), tmp_path), "it was ticked"
