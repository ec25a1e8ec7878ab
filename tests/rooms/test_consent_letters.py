"""Do letters go to the right person where somebody acts for the complainant, and to nobody else?"""

from __future__ import annotations

import pytest
import time_machine

from redress.cases.find import standing
from redress.cases.record import seeding
from redress.casework import acts
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Letter
from redress.correspondence.recipients import Sends
from redress.records import people
from redress.records.models import Document, DocumentState, Enclosed, Mark
from redress.rules.recipients import consent_of
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office, moment
from tests.rooms.casework_desks import ACKNOWLEDGEMENT, ANSWER, declared, do, letter, text_of
from tests.rooms.consent_cases import DAUGHTER, FATHER, acted_for, acting, complainant, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-06-15T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def in_charge(file: CaseFile) -> CaseFile:
    """Registered and with an investigator, who has acknowledged it."""
    office = file.office
    desk, investigator = DESK[office.id], INVESTIGATOR[office.id]
    if office.id == "kings-lynn" and state(file) == "implied":  # a councillor's is looked at first (KL 6)
        reason = {"reason": "A complaint."}
        do(file, acts.take_step, desk, "2026-06-01T10:30", step="triage", option="complaint", answers=reason)
    do(file, acts.register, desk, "2026-06-01T11:00")
    do(file, acts.allocate, desk, "2026-06-01T12:00", to=office.staff[investigator])
    declared(file, investigator, "2026-06-01T12:00")
    do(file, acts.acknowledge, investigator, "2026-06-03", written=ACKNOWLEDGEMENT)
    return file


def agreed(file: CaseFile, option: str = "written", **answers: str) -> None:
    given = answers or {"given-on": "2026-06-04", "document": "yes"}
    do(file, acts.take_step, DESK[file.office.id], "2026-06-04", step="consent", option=option, answers=given)


def state(file: CaseFile) -> str:
    stands = standing(file.case)
    return consent_of(stands.case, stands.run, stands.policy)


def answer(file: CaseFile, **more: object) -> Letter:
    done = do(
        file,
        acts.respond,
        INVESTIGATOR[file.office.id],
        "2026-06-15",
        findings={"p1": "not-upheld"},
        written=ANSWER,
        **more,
    )
    assert done.letter is not None
    return done.letter


@requirement("KL-4A-3")
def test_without_consent_the_acknowledgement_goes_and_the_answer_is_held_while_the_clock_runs(kings_lynn):
    file = in_charge(acted_for(kings_lynn))
    (acknowledgement,) = letters_of(file.case)
    assert acknowledgement.recipient == acting(file)
    assert state(file) == "missing"
    with pytest.raises(Refused) as refused:
        with_no_help(file)
    assert (refused.value.code, refused.value.parameters["step"]) == ("step-first", "consent")
    page = text_of(signed_in(kings_lynn, DESK["kings-lynn"]).get(f"/casework/{file.case.reference}/acting/"))
    assert "They have not agreed yet" in page
    assert "The time limits run on" in page
    assert "the clock runs on" in page
    agreed(file)
    assert state(file) == "given"
    assert answer(file).recipient == acting(file)


def with_no_help(file: CaseFile) -> None:
    """The answer as an officer would try to send it, without the step being taken for them."""
    with seeding():
        acts.respond(
            file.case,
            findings={"p1": "not-upheld"},
            written=ANSWER,
            by=file.office.actor(INVESTIGATOR[file.office.id]),
            at=moment("2026-06-15"),
            seen=file.case.last_seq,
            key="no-help",
            recorded_at=moment("2026-06-15T12:00").instant,
        )


@requirement("KL-4B-8")
@pytest.mark.parametrize("capacity", ["advocate", "friend", "carer", "relative", "support-organisation", "other"])
def test_every_third_party_but_a_councillor_needs_written_consent(kings_lynn, capacity):
    assert state(acted_for(kings_lynn, capacity=capacity)) == "missing"


@requirement("KL-4B-6", "KL-4B-3")
def test_a_councillor_needs_no_consent_and_no_document(kings_lynn):
    file = in_charge(acted_for(kings_lynn, capacity="councillor"))
    assert state(file) == "implied"
    assert answer(file).recipient == acting(file)


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
@pytest.mark.parametrize("option", ["withdrawn", "did-not-know"])
def test_a_consent_that_ends_closes_the_way_at_once(council, option):
    office = Office(council)
    file = in_charge(acted_for(office))
    agreed(
        file,
        **({"given-on": "2026-06-04", "document": "yes"} if council == "kings-lynn" else {"given-on": "2026-06-04"}),
    )
    how = {"withdrawn": "withdrawn-how", "did-not-know": "not-known-how"}[option]
    agreed(file, option, **{how: "He rang."})
    assert state(file) == "closed"
    with pytest.raises(Refused) as refused:
        _respond_to(file, "representative")
    assert refused.value.code == ("consent-closed" if option == "withdrawn" or council == "dartford" else "step-first")


def _respond_to(file: CaseFile, way: str) -> Letter:
    with seeding():
        done = acts.respond(
            file.case,
            findings={"p1": "not-upheld"},
            written=ANSWER,
            by=file.office.actor(INVESTIGATOR[file.office.id]),
            at=moment("2026-06-15"),
            seen=file.case.last_seq,
            key=f"to-{way}",
            recorded_at=moment("2026-06-15T12:00").instant,
            sends=Sends(way=way),
        )
    assert done.letter is not None
    return done.letter


def test_after_it_ended_the_answer_goes_to_the_complainant(kings_lynn):
    file = in_charge(acted_for(kings_lynn))
    agreed(file)
    agreed(file, "withdrawn", **{"withdrawn-how": "He rang."})
    assert answer(file).recipient == complainant(file)


def test_the_page_says_why_somebody_cannot_have_it_and_a_forced_request_is_refused(kings_lynn):
    file = in_charge(acted_for(kings_lynn))
    agreed(file)
    agreed(file, "withdrawn", **{"withdrawn-how": "He rang."})
    client = signed_in(kings_lynn, INVESTIGATOR["kings-lynn"])
    address = f"/casework/{file.case.reference}/respond/"
    page = text_of(client.get(address))
    assert "cannot go to whoever acts for the complainant: the complainant does not agree to it" in page
    assert f"{FATHER}, the complainant" in page
    assert f"{DAUGHTER}, who acts for the complainant" not in page
    form = {"key": "a" * 32, "seen": file.case.last_seq, "finding-p1": "not-upheld", **letter(ANSWER)}
    forced = client.post(address, {**form, "step": "send", "goes-to": "representative"})
    assert "does not agree to it" in text_of(forced)
    assert not Letter.objects.filter(kind="stage-one-response").exists()
    sent = client.post(address, {**form, "step": "send", "goes-to": "complainant"})
    assert sent.status_code == 302
    assert Letter.objects.get(kind="stage-one-response").recipient == complainant(file)


def test_the_complainant_has_a_copy_where_that_is_chosen(dartford):
    file = in_charge(acted_for(dartford))
    main = answer(file, sends=Sends(way="representative+complainant"))
    copy = Letter.objects.exclude(pk=main.pk).get(kind="stage-one-response")
    assert (main.recipient, copy.recipient) == (acting(file), complainant(file))
    assert f"The letter went to {DAUGHTER}" in copy.text
    assert f"Copy: {FATHER}" in main.text


def for_an_mp(office: Office) -> CaseFile:
    file = office.receives("2026-06-01T10:00", channel="mp", flags=("mp-for-constituent", "consent-none"))
    people.add(file.case, name=FATHER, email="frank@example.org")
    people.add(file.case, name="Mary Member MP", email="mary@parliament.example", part="representative", capacity="MP")
    return file


@requirement("DA-6.4-a3", "L48")
def test_the_answer_to_an_mp_goes_to_the_mp_with_a_copy_to_the_secretariat(dartford):
    file = in_charge(for_an_mp(dartford))
    main = answer(file)
    assert main.recipient == acting(file)
    copy = Letter.objects.exclude(pk=main.pk).get(kind="stage-one-response")
    assert copy.to_email == dartford.staff["mpa"].email
    assert "Copy: Leadership Team secretariat (MPAs)" in main.text


@requirement("DA-6.4-c2", "L49")
def test_or_the_complainant_is_answered_with_a_copy_to_the_mp(dartford):
    file = in_charge(for_an_mp(dartford))
    main = answer(file, sends=Sends(way="complainant+representative"))
    sent = Letter.objects.filter(kind="stage-one-response")
    assert main.recipient == complainant(file)
    assert acting(file) in [each.recipient for each in sent]
    assert len(sent) == 3, "the secretariat has its copy too"


def with_documents(file: CaseFile) -> dict[str, Document]:
    found = {}
    for name, mark in (("plan.txt", ""), ("medical.txt", Mark.CONFIDENTIAL), ("rota.txt", Mark.NOT_NECESSARY)):
        found[name] = Document.objects.create(
            council=file.office.council,
            case=file.case,
            name=name,
            extension="txt",
            size=3,
            stored_as=f"documents/{name}",
            state=DocumentState.SAFE,
            media_type="text/plain",
            mark=mark,
            by_kind="staff",
            by="staff:1",
        )
    return found


@requirement("KL-4B-7")
def test_what_goes_to_a_councillor_is_chosen_and_marked_documents_are_left_out(kings_lynn):
    file = in_charge(acted_for(kings_lynn, capacity="councillor"))
    held = with_documents(file)
    client = signed_in(kings_lynn, INVESTIGATOR["kings-lynn"])
    address = f"/casework/{file.case.reference}/respond/"
    page = client.get(address)
    field = page.context["form"].fields["goes-with"]
    assert field.initial == [str(held["plan.txt"].pk)], "what is marked is left out beforehand"
    form = {"key": "b" * 32, "seen": file.case.last_seq, "finding-p1": "not-upheld", **letter(ANSWER)}
    unsaid = client.post(address, {**form, "step": "send", "goes-with": [held["plan.txt"].pk]})
    assert "Say which documents go with the letter" in text_of(unsaid)
    client.post(address, {**form, "step": "send", "goes-with": [held["plan.txt"].pk], "goes-chosen": "ticked"})
    sent = Letter.objects.get(kind="stage-one-response")
    chosen = Enclosed.objects.filter(letter=sent.opaque_id)
    assert {(each.document.name, each.goes, each.mark) for each in chosen} == {
        ("plan.txt", True, ""),
        ("medical.txt", False, "confidential"),
        ("rota.txt", False, "not-necessary"),
    }
    assert "Enclosed: plan.txt" in sent.text
    assert all(each.by == kings_lynn.staff[INVESTIGATOR["kings-lynn"]].actor_id for each in chosen)
