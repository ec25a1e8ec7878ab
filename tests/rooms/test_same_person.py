"""Is nobody taken for somebody else unless an officer says so, and can that be taken back?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from redress.cases.bars import keep_away
from redress.records import people, same_person
from redress.records.joined import SamePerson, Verdict
from redress.records.known_by import cases_of_the_same, known_by, shared
from redress.records.models import Party, Person
from redress.records.same_person import AlreadySaid, joined_with
from tests.rooms.case_files import DESK, CaseFile, Office
from tests.rooms.casework_desks import Officer, text_of

pytestmark = pytest.mark.django_db

FAMILY = {"email": "family@example.org", "telephone": "01322 343 434"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def office() -> Office:
    return Office("dartford")


def of(office: Office, **known: str) -> tuple[CaseFile, Party]:
    file = office.receives("2026-06-01T10:00")
    return file, people.add(file.case, **known)


def page(office: Office, file: CaseFile, party: Party) -> str:
    return f"/casework/{file.case.reference}/people/{party.pk}/same/"


def says(office: Office, file: CaseFile, party: Party, **typed: object):
    return Officer(office, DESK["dartford"]).client.post(page(office, file, party), typed)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"name": "Ann Smith", **FAMILY}, {"name": "Bob Jones", **FAMILY}, False),
        ({"name": "Ann Smith", **FAMILY}, {"name": "Bob Smith", **FAMILY}, False),
        ({"name": "Mrs Ann Smith", **FAMILY}, {"name": "Ann", **FAMILY}, True),
        ({"name": "Ann Smith", **FAMILY}, {"name": "A. Smith", "email": "FAMILY@example.org"}, True),
        ({"name": "Ann Smith", **FAMILY}, {"name": "Ann SMITH", "telephone": "+44 1322 343434"}, True),
        (
            {"name": "Łucja Žukauskienė", "postcode": "DA1 1DR"},
            {"name": "Lucja Zukauskiene", "postcode": "da11dr"},
            True,
        ),
        ({"name": "Mr Smith", **FAMILY}, {"name": "John Smith", **FAMILY}, True),
        ({"name": "J Smith", **FAMILY}, {"name": "John", **FAMILY}, True),
        ({"name": "Jane", **FAMILY}, {"name": "John", **FAMILY}, False),
        ({"name": "Cllr Nudd", **FAMILY}, {"name": "Bo Lee", **FAMILY}, False),
        ({"name": "", "telephone": FAMILY["telephone"]}, {"name": "John Smith", **FAMILY}, True),
        ({"name": "Ann Smith", "postcode": "DA1 1DR"}, {"name": "Bob Smith", "postcode": "DA1 1DR"}, False),
    ],
)
def test_an_address_or_a_number_alone_makes_nobody_the_same(one: dict, other: dict, alike: bool) -> None:
    ones, others = known_by(Person(**one)), known_by(Person(**other))
    assert bool(shared(ones, others)) is alike
    assert shared(ones, others) == shared(others, ones)


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ("Ann Smith", "A. Smith", True),
        ("J Smith", "John", True),
        ("John", "John Smith", True),
        ("Mr Smith", "Mr Smith", True),
        ("Mrs Smith", "John Smith", False),
        ("Jane Smith", "John Smith", False),
        ("", "John Smith", False),
        ("Mr", "Mrs", False),
    ],
)
def test_what_follows_by_itself_needs_two_who_said_who_they_are(one: str, other: str, sure: bool) -> None:
    """No letter of Mrs Smith is filed unanswered, and none of John's terms lifted, because they share a telephone."""
    ones, others = (known_by(Person(name=name, **FAMILY)) for name in (one, other))
    assert shared(ones, others)
    assert bool(shared(ones, others, sure=True)) is sure


def test_what_an_officer_says_counts_in_both_directions_and_by_way_of_a_third(office: Office) -> None:
    (_a, ann), (_b, anne), (_c, mrs) = (of(office, name=name) for name in ("Ann Smith", "Anne Smyth", "Mrs Smith"))
    by = office.actor(DESK["dartford"])
    same_person.say(anne.person, ann.person, Verdict.SAME, reason="She said so.", by=by)
    last = same_person.say(anne.person, mrs.person, Verdict.SAME, reason="Same address.", by=by)
    everyone = {ann.person_id, anne.person_id, mrs.person_id}
    assert joined_with("dartford", [ann.person_id]) == everyone
    assert cases_of_the_same("dartford", [ann.person]) == {ann.case_id, anne.case_id, mrs.case_id}
    assert same_person.take_back(last, reason="A mistake.", by=by)
    assert not same_person.take_back(last, reason="A mistake.", by=by)
    assert joined_with("dartford", [ann.person_id]) == everyone - {mrs.person_id}


def test_two_words_on_the_same_two_people_cannot_stand(office: Office) -> None:
    (_a, ann), (_b, bob) = of(office, name="Ann Smith"), of(office, name="Bob Smith")
    by = office.actor(DESK["dartford"])
    same_person.say(ann.person, bob.person, Verdict.DIFFERENT, reason="Brother and sister.", by=by)
    with pytest.raises(AlreadySaid):
        same_person.say(bob.person, ann.person, Verdict.SAME, reason="No.", by=by)
    assert joined_with("dartford", [ann.person_id]) == {ann.person_id}


def test_two_who_were_said_to_be_two_are_not_taken_for_one_however_alike(office: Office) -> None:
    (_a, ann), (_b, andrew) = of(office, name="Ann Smith", **FAMILY), of(office, name="Andrew Smith", **FAMILY)
    assert cases_of_the_same("dartford", [ann.person]) == {ann.case_id, andrew.case_id}
    by = office.actor(DESK["dartford"])
    same_person.say(ann.person, andrew.person, Verdict.DIFFERENT, reason="Husband and wife.", by=by)
    assert cases_of_the_same("dartford", [ann.person]) == {ann.case_id}


def test_the_page_says_by_what_they_look_alike_and_puts_the_word_on_record(office: Office) -> None:
    file, ann = of(office, name="Ann Smith", **FAMILY)
    other, anne = of(office, name="Anne Smith", **FAMILY)
    here = Officer(office, DESK["dartford"]).client.get(page(office, file, ann))
    assert "the same e-mail address and initial, the same telephone number and initial" in text_of(here)
    wrong = says(office, file, ann, other=anne.person_id, verdict="same", reason="")
    assert "Say how you know" in text_of(wrong)
    assert "checked" in text_of(wrong)
    done = says(office, file, ann, other=anne.person_id, verdict="same", reason="She told me.")
    assert done.status_code == 302
    again = says(office, file, ann, other=anne.person_id, verdict="same", reason="She told me.")
    assert again.status_code == 302
    word = SamePerson.objects.get()
    assert "She told me." in text_of(Officer(office, DESK["dartford"]).client.get(page(office, other, anne)))
    back = says(office, other, anne, word=word.pk, reason="It was her sister.")
    assert back.status_code == 302
    assert "It was her sister." in text_of(Officer(office, DESK["dartford"]).client.get(page(office, file, ann)))


def test_a_hidden_case_is_neither_told_of_nor_joined(office: Office) -> None:
    file, ann = of(office, name="Ann Smith", **FAMILY)
    other, anne = of(office, name="Ann Smith", **FAMILY)
    keep_away(other.case, office.staff[DESK["dartford"]], ground="complained-about")
    assert other.case.reference not in text_of(Officer(office, DESK["dartford"]).client.get(page(office, file, ann)))
    says(office, file, ann, other=anne.person_id, verdict="same", reason="I guess.")
    assert not SamePerson.objects.exists()


def test_another_council_has_no_part_in_it(office: Office) -> None:
    file, ann = of(office, name="Ann Smith", **FAMILY)
    there = Office("kings-lynn")
    _there, anne = of(there, name="Ann Smith", **FAMILY)
    assert "Nobody on a case that you may see" in text_of(
        Officer(office, DESK["dartford"]).client.get(page(office, file, ann))
    )
    with pytest.raises(ValueError, match="one council"):
        same_person.say(ann.person, anne.person, Verdict.SAME, reason="r", by=office.actor(DESK["dartford"]))
    assert Officer(there, DESK["kings-lynn"]).client.get(page(office, file, ann)).status_code == 404
