"""Are people's words kept once and vouched for, their names found however typed, and their links secret?"""

from __future__ import annotations

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redress.cases.models import Case
from redress.records import keep, people, search, tracking, words
from redress.records.folding import folded, folded_reference
from redress.records.internal import notes_of
from redress.records.models import Person, SearchEntry, TrackingSecret, Words
from redress.records.tracking import WrongLink
from tests.rooms.case_files import COMPLAINANT, CaseFile, Office, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office("dartford")


@pytest.fixture
def file(office: Office) -> CaseFile:
    return office.receives("2026-06-01")


# --- words ---------------------------------------------------------------------------------------


def test_words_are_kept_with_a_digest_that_only_their_salt_explains(file: CaseFile) -> None:
    kept = keep.words(file.case, "complaint", "  The roof leaks.\r\n", by=COMPLAINANT, at=moment("2026-06-01"))
    (row,) = words.of(file.case, "complaint")
    assert (row.text, row.by, row.at_text) == ("The roof leaks.", "party:1", "2026-06-01")
    assert kept.digest == row.digest == hashlib.sha256(f"{row.salt}The roof leaks.".encode()).hexdigest()
    assert keep.words(file.case, "complaint", "The roof leaks.", by=COMPLAINANT).digest != kept.digest


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00"])
def test_nothing_is_kept_of_nothing(file: CaseFile, text: str) -> None:
    assert keep.words(file.case, "information", text, by=COMPLAINANT) == keep.Kept(None, "")
    assert not Words.objects.exists()
    assert keep.internal_note(file.case, text, by=COMPLAINANT) == keep.Kept(None, "")


def test_words_of_an_unknown_kind_are_our_own_fault(file: CaseFile) -> None:
    with pytest.raises(ValueError, match="no kind"):
        keep.words(file.case, "gossip", "x", by=COMPLAINANT)


def test_the_digest_of_the_first_words_can_be_had_before_there_is_a_case(office: Office) -> None:
    sealed = keep.seal(keep.tidy("The roof leaks.\r\nBadly."))
    file = office.receives("2026-06-01", words=sealed.digest)
    kept = keep.words(file.case, "complaint", "The roof leaks.\nBadly.", by=COMPLAINANT, sealed=sealed)
    assert kept.digest == sealed.digest
    assert sealed.digest in file.case.events.get().facts
    with pytest.raises(ValueError, match="another text"):
        keep.words(file.case, "complaint", "The roof is fine", by=COMPLAINANT, sealed=sealed)


def test_words_keep_their_lines_and_their_letters(file: CaseFile) -> None:
    text = "Łódź – “quoted”\n\n  indented, 漢字 and 🏚"
    keep.words(file.case, "complaint", text, by=COMPLAINANT)
    assert words.of(file.case)[0].text == text


def test_internal_notes_are_kept_apart(file: CaseFile, office: Office) -> None:
    by = office.actor("service-manager")
    kept = keep.internal_note(file.case, "Not for the letter", by=by)
    assert [note.text for note in notes_of(file.case)] == ["Not for the letter"]
    assert len(kept.digest) == 64
    assert words.of(file.case) == []


# --- people --------------------------------------------------------------------------------------


def test_a_person_has_a_part_and_is_never_merged_with_another(file: CaseFile) -> None:
    first = people.add(file.case, name=" Ann Lee ", email="ann@example.org", postcode="da1 1dr")
    second = people.add(file.case, name="Ann Lee", email="ann@example.org", part="representative", capacity="Sister")
    assert first.actor_id == f"party:{first.pk}"
    assert first.person.name == "Ann Lee"
    assert first.person.postcode == "DA1 1DR"
    assert Person.objects.count() == 2
    assert people.parties_of(file.case) == [first, second]
    assert people.complainant_of(file.case) == first
    assert people.correspondent_of(file.case) == second


def test_councils_never_share_a_person(file: CaseFile) -> None:
    stranger = people.add(Office("kings-lynn").receives("2026-06-01").case, name="Ann Lee")
    with pytest.raises(ValueError, match="share"):
        people.join(file.case, stranger.person, part="complainant")


def test_nobody_is_a_correspondent_where_nobody_said_who_they_are(file: CaseFile) -> None:
    assert people.correspondent_of(file.case) is None
    assert people.complainant_of(file.case) is None


@pytest.mark.parametrize(
    ("address", "postcode", "lines"),
    [
        ("1 High Street,\nDartford\n", "DA1 1DR", ("1 High Street", "Dartford", "DA1 1DR")),
        ("1 High Street\nDartford DA1 1DR", "DA1 1DR", ("1 High Street", "Dartford DA1 1DR")),
        ("", "DA1 1DR", ("DA1 1DR",)),
        ("", "", ()),
    ],
)
def test_the_lines_of_an_address(address: str, postcode: str, lines: tuple[str, ...]) -> None:
    assert Person(address=address, postcode=postcode).address_lines == lines


def test_a_correction_changes_the_person_and_how_the_case_is_found(file: CaseFile) -> None:
    party = people.add(file.case, name="Anne Lee")
    people.correct(party, name="Ann Leigh", telephone="01322 000000")
    assert search.matching(Case.objects.all(), "leigh").exists()
    assert not search.matching(Case.objects.all(), "lee").exists()
    with pytest.raises(ValueError, match="shoe_size"):
        people.correct(party, shoe_size="9")


# --- search --------------------------------------------------------------------------------------

NAMES = ["Łucja Žukauskienė", "Seán O’Brien", "Ærøskøbing Straße", "İlkay Şahin", "Nguyễn Văn An", "Mary-Jane D'Arcy"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lucja", "Łucja Žukauskienė"),
        ("ZUKAUSKIENE", "Łucja Žukauskienė"),
        ("Žukauskienė Łucja", "Łucja Žukauskienė"),
        ("luc zuk", "Łucja Žukauskienė"),
        ("o'brien", "Seán O’Brien"),
        ("obrien sean", "Seán O’Brien"),
        ("aeroskobing strasse", "Ærøskøbing Straße"),
        ("ilkay sahin", "İlkay Şahin"),
        ("nguyen van", "Nguyễn Văn An"),
        ("jane", "Mary-Jane D'Arcy"),
        ("mary jane darcy", "Mary-Jane D'Arcy"),
        ("ucja", None),
        ("lucja obrien", None),
        ("", None),
        ("   ", None),
        ("%", None),
        ("_", None),
        ('"unbalanced', None),
        ("' OR 1=1 --", None),
    ],
)
def test_a_name_is_found_however_it_is_typed(office: Office, typed: str, found: str | None) -> None:
    cases = {name: office.receives("2026-06-01") for name in NAMES}
    for name, file in cases.items():
        people.add(file.case, name=name)
    expected = [cases[found].case.pk] if found else []
    assert [case.pk for case in search.matching(Case.objects.all(), typed)] == expected


@pytest.mark.parametrize("typed", ["DBC-2026-0003", "dbc 2026 0003", "dbc20260003", "0003", "3", " DBC-2026-0003 "])
def test_a_reference_is_found_however_it_is_typed(office: Office, typed: str) -> None:
    files = [office.receives("2026-06-01") for _ in range(13)]
    for file in files:
        people.add(file.case, name="Ann Lee")
    assert [case.reference for case in search.matching(Case.objects.all(), typed)] == ["DBC-2026-0003"]


def test_the_beginning_of_a_reference_finds_all_that_begin_so(office: Office) -> None:
    for _ in range(3):
        people.add(office.receives("2026-06-01").case)
    assert search.matching(Case.objects.all(), "dbc-2026").count() == 3


def test_a_representative_finds_the_case_too_and_searching_is_one_query(file: CaseFile) -> None:
    people.add(file.case, name="Ann Lee")
    people.add(file.case, name="Bo Roe", part="representative")
    with CaptureQueriesContext(connection) as queries:
        assert [case.pk for case in search.matching(Case.objects.all(), "roe")] == [file.case.pk]
    assert len(queries) == 1
    assert SearchEntry.objects.get().names == " ann lee bo roe"


def test_searching_never_widens_what_may_be_seen(file: CaseFile) -> None:
    people.add(file.case, name="Ann Lee")
    assert not search.matching(Case.objects.none(), "ann").exists()


@pytest.mark.parametrize(
    ("text", "plain"), [("Łódź", "lodz"), ("ŒUVRE", "oeuvre"), ("Thorð", "thord"), ("a_b—c", "a b c"), ("ẞ", "ss")]
)
def test_folding(text: str, plain: str) -> None:
    assert folded(text) == plain
    assert folded(folded(text)) == plain


def test_folding_a_reference() -> None:
    assert folded_reference("KLWN–2026-0001") == "klwn20260001"


# --- tracking ------------------------------------------------------------------------------------


def test_only_the_hash_of_a_tracking_link_is_kept(file: CaseFile) -> None:
    secret = tracking.new_secret(file.case, people.add(file.case, name="Ann Lee"))
    assert len(secret) >= 32
    assert secret not in str(TrackingSecret.objects.values())


def test_a_link_leads_to_its_case_and_its_party(file: CaseFile) -> None:
    first, second = (people.add(file.case, name=name) for name in ("Ann Lee", "Bo Roe"))
    secrets = {party: tracking.new_secret(file.case, party) for party in (first, second)}
    for party, secret in secrets.items():
        assert tracking.case_for("dartford", file.case.reference.lower(), secret) == (file.case, party)


@pytest.mark.parametrize("wrong", ["secret", "reference", "council", "other case"])
def test_a_wrong_link_leads_nowhere_and_does_not_say_why(office: Office, file: CaseFile, wrong: str) -> None:
    other = office.receives("2026-06-01")
    secret = tracking.new_secret(file.case, people.add(file.case, name="Ann Lee"))
    tracking.new_secret(other.case, people.add(other.case, name="Bo Roe"))
    council, reference = "dartford", file.case.reference
    if wrong == "secret":
        secret = secret[:-1] + ("a" if secret[-1] != "a" else "b")
    elif wrong == "reference":
        reference = "DBC-2026-9999"
    elif wrong == "council":
        council = "kings-lynn"
    else:
        reference = other.case.reference
    with pytest.raises(WrongLink) as raised:
        tracking.case_for(council, reference, secret)
    assert str(raised.value) == ""


def test_a_link_is_made_for_a_party_of_the_case(office: Office, file: CaseFile) -> None:
    stranger = people.add(office.receives("2026-06-01").case, name="Bo Roe")
    with pytest.raises(ValueError, match="another case"):
        tracking.new_secret(file.case, stranger)
