"""Does each act of an officer put on record, keep and send what it should, whole or not at all?"""

from __future__ import annotations

import pytest

from redress.cases import find
from redress.cases.models import Bar
from redress.cases.record import MovedOn
from redress.casework import acts
from redress.correspondence import drafts
from redress.correspondence.letters import letters_of
from redress.correspondence.notices import messages_of
from redress.records import people
from redress.records.internal import notes_of
from redress.records.models import Words
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office, moment
from tests.rooms.casework_desks import ACKNOWLEDGEMENT, ANSWER, complaint, declared, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def to_dartford_answer(file: CaseFile) -> CaseFile:
    staff = file.office.staff
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=staff["service-manager"])
    do(file, acts.acknowledge, "service-manager", "2026-06-03", written=ACKNOWLEDGEMENT)
    do(file, acts.respond, "service-manager", "2026-06-15", findings={"p1": "upheld"}, written=ANSWER)
    return file


def to_kings_lynn_request(file: CaseFile) -> CaseFile:
    staff = file.office.staff
    do(file, acts.register, "complaints-administrator", "2026-03-02T11:00")
    do(file, acts.allocate, "complaints-administrator", "2026-03-02T12:00", to=staff["stage-one-investigator"])
    do(file, acts.acknowledge, "complaints-administrator", "2026-03-03", written={})
    do(file, acts.respond, "stage-one-investigator", "2026-03-20", findings={"p1": "not-upheld"}, written=ANSWER)
    do(
        file,
        acts.request_next_stage,
        "complaints-administrator",
        "2026-04-01T10:00",
        reasons="You did not look at the second missed day.",
        channel="email",
    )
    return file


@requirement("DA-8.1.1-b4", "DA-8.1.1-b5")
def test_an_acknowledgement_prints_who_investigates_and_the_date_it_promises(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=dartford.staff["service-manager"])
    done = do(file, acts.acknowledge, "service-manager", "2026-06-03", written=ACKNOWLEDGEMENT)
    assert "Tuesday 16 June 2026" in done.letter.text
    assert "service-manager" in done.letter.text
    assert done.letter.to_email == "ann@example.org"
    assert [event.kind for event in done.recording.events] == ["Acknowledged"]


@requirement("DA-8.1.1-b2", "DA-8.1.1-b3")
def test_a_letter_that_lacks_something_is_not_sent_and_nothing_of_the_act_remains(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=dartford.staff["service-manager"])
    with pytest.raises(Refused) as refused:
        do(file, acts.acknowledge, "service-manager", "2026-06-03", written={"understanding": "Bins."})
    assert refused.value.code == "letter-lacks"
    assert refused.value.parameters["contents"] == ["outcomes-sought"]
    assert letters_of(file.case) == []


@requirement("DA-8.1.1-a1", "DA-8.1.1-a2")
def test_an_allocation_is_copied_to_both_complaints_officers(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=dartford.staff["service-manager"])
    told = {message.to_name for message in messages_of(file.case)}
    assert told == {"service-manager", "departmental-complaints-officer", "corporate-complaints-officer"}


@requirement("DA-8.1.2-a2")
def test_a_stage_two_allocation_is_told_to_the_director_and_copied(dartford):
    file = to_dartford_answer(complaint(dartford, "2026-06-01T10:00"))
    do(file, acts.request_next_stage, "corporate-services-team", "2026-06-20T10:00", reasons="", channel="letter")
    before = len(messages_of(file.case))
    do(file, acts.allocate, "corporate-complaints-officer", "2026-06-22", to=dartford.staff["director"])
    told = {message.to_name for message in messages_of(file.case)[before:]}
    assert told == {"director", "departmental-complaints-officer", "corporate-complaints-officer"}


def test_nobody_is_told_of_a_case_they_are_kept_away_from(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    barred = dartford.staff["departmental-complaints-officer"]
    do(file, acts.bar_person, "corporate-services-team", "2026-06-01T11:30", person=barred, ground="complained-about")
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=dartford.staff["service-manager"])
    assert "departmental-complaints-officer" not in {message.to_name for message in messages_of(file.case)}


def test_the_event_of_a_bar_names_nobody(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    person = dartford.staff["service-manager"]
    done = do(file, acts.bar_person, "corporate-services-team", "2026-06-01T11:30", person=person, ground="implicated")
    bar = Bar.objects.get(case=file.case)
    assert bar.staff == person
    assert done.recording.events[0].event.bar == bar.opaque
    assert str(person.pk) not in bar.opaque.split(":")[0]


def test_the_same_key_again_keeps_no_second_words_and_sends_no_second_letter(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=dartford.staff["service-manager"])
    seen = declared(file, "service-manager", "2026-06-02").case.last_seq
    for _again in range(2):
        done = do(
            file, acts.acknowledge, "service-manager", "2026-06-03", key="once", seen=seen, written=ACKNOWLEDGEMENT
        )
    assert done.repeated
    assert len(letters_of(file.case)) == 1
    for _again in range(2):
        do(
            file,
            acts.record_contact,
            "service-manager",
            "2026-06-04",
            key="twice",
            method="telephone",
            result="reached",
            note="She confirmed the address.",
        )
    assert Words.objects.filter(case=file.case, kind="contact").count() == 1


def test_an_act_on_a_case_that_has_moved_on_leaves_nothing(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    seen = file.case.last_seq
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    with pytest.raises(MovedOn) as moved:
        do(file, acts.register, "corporate-services-team", "2026-06-01T11:05", seen=seen)
    assert [event.kind for event in moved.value.since] == ["Registered"]


@requirement("DA-3.15-2", "DA-3.15-4", "DA-3.15-5", "DA-8.1.1-b7")
def test_an_extension_says_how_long_until_when_why_and_names_the_ombudsman(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=dartford.staff["service-manager"])
    do(file, acts.acknowledge, "service-manager", "2026-06-03", written=ACKNOWLEDGEMENT)
    done = do(
        file,
        acts.extend,
        "service-manager",
        "2026-06-15",
        days=10,
        reason_kind="third-party",
        agreed="yes",
        written={"reasons": "The contractor is away.", "progress": "We have spoken to the crew."},
    )
    assert "Tuesday 30 June 2026" in done.letter.text
    assert "Local Government and Social Care Ombudsman" in done.letter.text
    event = done.recording.events[0].event
    assert (event.days, event.reason_kind, event.agreed) == (10, "third-party", "yes")


@requirement("DA-3.15-3")
def test_an_extension_over_the_cap_is_refused(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=dartford.staff["service-manager"])
    do(file, acts.acknowledge, "service-manager", "2026-06-03", written=ACKNOWLEDGEMENT)
    with pytest.raises(Refused) as refused:
        do(
            file,
            acts.extend,
            "service-manager",
            "2026-06-15",
            days=11,
            reason_kind="complexity",
            written={"reasons": "Complex.", "progress": "Begun."},
        )
    assert refused.value.code == "over-cap"


def test_dartford_goes_to_its_final_response(dartford):
    file = to_dartford_answer(complaint(dartford, "2026-06-01T10:00"))
    staff = dartford.staff
    do(file, acts.request_next_stage, "corporate-services-team", "2026-06-22T10:00", reasons="", channel="letter")
    do(file, acts.allocate, "corporate-complaints-officer", "2026-06-23", to=staff["director"])
    do(file, acts.appoint, "director", "2026-06-24", to=staff["investigating-officer"])
    do(file, acts.acknowledge, "investigating-officer", "2026-06-25", written=ACKNOWLEDGEMENT)
    done = do(
        file,
        acts.respond,
        "investigating-officer",
        "2026-07-10",
        findings={"p1": "not-upheld"},
        written={**ANSWER, "explanation": "The bins were not out."},
    )
    assert done.recording.events[0].event.final
    assert "This is the council's final answer" in done.letter.text
    assert "Local Government and Social Care Ombudsman" in done.letter.text


@requirement("KL-3-16", "KL-3-19", "KL-3-28")
def test_kings_lynn_goes_to_its_final_response_once_the_chief_executive_has_agreed_it(kings_lynn):
    file = to_kings_lynn_request(complaint(kings_lynn, "2026-03-02T10:00"))
    staff = kings_lynn.staff
    do(
        file,
        acts.accept_request,
        "appointed-officer",
        "2026-04-02",
        finding="elements-not-considered",
        elements="The second missed day.",
        written={},
    )
    assert [note.text for note in notes_of(file.case)] == ["The second missed day."]
    do(file, acts.appoint, "chief-executive", "2026-04-07", to=staff["senior-officer"])
    findings = {"p1": "upheld"}
    answer = {name: ANSWER[name] for name in ("answer", "reasons", "remedy")}
    how = {"findings": findings, "written": answer}
    with pytest.raises(Refused) as refused:
        do(file, acts.respond, "senior-officer", "2026-04-20", **how)
    assert refused.value.code == "not-agreed"
    draft = drafts.save(
        file.case, "stage-two-response", answer, staff["senior-officer"], choices={"findings": findings}
    )
    do(file, acts.agree, "chief-executive", "2026-04-21", draft=draft.digest)
    with pytest.raises(Refused) as refused:
        do(file, acts.respond, "senior-officer", "2026-04-22", findings=findings, written={**answer, "answer": "Other"})
    assert refused.value.parameters["stale"]
    done = do(file, acts.respond, "senior-officer", "2026-04-22", **how)
    assert done.recording.events[0].event.final
    assert "on behalf of the Chief Executive" in done.letter.text


@requirement("KL-3-17")
def test_a_request_with_elements_not_considered_cannot_be_refused(kings_lynn):
    file = to_kings_lynn_request(complaint(kings_lynn, "2026-03-02T10:00"))
    with pytest.raises(Refused) as refused:
        do(
            file,
            acts.refuse_request,
            "appointed-officer",
            "2026-04-02",
            finding="elements-not-considered",
            reasons=["unhappy-only"],
            written={"reasons": "You only said that you are unhappy."},
        )
    assert refused.value.code == "finding-forbids-refusal"


@requirement("KL-3-19")
def test_a_refusal_is_a_letter_with_reasons_and_the_ombudsman(kings_lynn):
    file = to_kings_lynn_request(complaint(kings_lynn, "2026-03-02T10:00"))
    done = do(
        file,
        acts.refuse_request,
        "appointed-officer",
        "2026-04-02",
        finding="full-and-comprehensive",
        reasons=["unhappy-only"],
        written={"reasons": "You only said that you are unhappy."},
    )
    assert "You only said that you are unhappy." in done.letter.text
    assert "Ombudsman" in done.letter.text
    assert "full and comprehensive" in done.letter.text


def test_the_ombudsman_may_ask_beside_the_complaint_and_is_answered(dartford):
    file = to_dartford_answer(complaint(dartford, "2026-06-01T10:00"))
    do(file, acts.signpost, "service-manager", "2026-06-16", written={"why-now": "You asked us how."})
    do(
        file,
        acts.open_ombudsman_run,
        "corporate-services-team",
        "2026-07-01T10:00",
        enquiry="Please send the papers.",
        channel="letter",
    )
    assert file.case.track == "ombudsman"
    do(file, acts.answer_ombudsman, "corporate-services-team", "2026-07-08", run="r2", answer="Here they are.")
    do(file, acts.close, "corporate-services-team", "2026-07-20", run="r2")
    do(file, acts.close, "corporate-services-team", "2026-07-20", run="r1", text="All done.")
    assert file.case.ended == "completed"


def test_the_smaller_acts_keep_their_words(dartford):
    file = complaint(dartford, "2026-06-01T10:00")
    staff = dartford.staff
    do(file, acts.register, "corporate-services-team", "2026-06-01T11:00")
    do(
        file,
        acts.settle_points,
        "corporate-services-team",
        "2026-06-01T11:10",
        points=find.standing(file.case).case.points,
    )
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=staff["service-manager"])
    do(file, acts.clarify, "service-manager", "2026-06-02", way_forward="investigate", note="It is about both bins.")
    do(file, acts.add_information, "service-manager", "2026-06-02", text="She sent the dates.")
    do(file, acts.note, "service-manager", "2026-06-02", text="Ring the depot.")
    do(file, acts.record_action_plan, "departmental-complaints-officer", "2026-06-03", plan="plan:1", text="Train.")
    do(file, acts.complete_action_plan, "departmental-complaints-officer", "2026-06-04", plan="plan:1")
    do(
        file,
        acts.correct,
        "corporate-services-team",
        "2026-06-04",
        supersedes=1,
        corrected_at=moment("2026-05-29T09:00"),
        reason="The letter was stamped on Friday.",
    )
    do(file, acts.withdraw, "corporate-services-team", "2026-06-05", reason="She is content.")
    kept = {words.kind for words in Words.objects.filter(case=file.case)}
    assert kept == {"clarification", "information", "correction", "reasons"}
    assert [note.text for note in notes_of(file.case)] == ["Ring the depot.", "Train."]
    assert file.case.ended == "withdrawn"


@requirement("KL-3-5")
def test_a_letter_goes_to_whoever_acts_for_the_complainant(kings_lynn):
    file = complaint(kings_lynn, "2026-03-02T10:00")
    people.add(file.case, name="Councillor Lee", email="lee@example.org", part="representative", capacity="councillor")
    do(file, acts.register, "complaints-administrator", "2026-03-02T11:00")
    done = do(file, acts.acknowledge, "complaints-administrator", "2026-03-03", written={})
    assert (done.letter.to_name, done.letter.to_email) == ("Councillor Lee", "lee@example.org")
    assert "You are acting for Ann Smith." in done.letter.text
    assert "Monday 23 March 2026" in done.letter.text
