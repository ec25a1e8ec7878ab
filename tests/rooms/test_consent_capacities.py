"""Are both people of a complaint made for another on record, and is an MP answered only with permission?"""

from __future__ import annotations

from dataclasses import replace

import pytest
import time_machine

from redress.cases import find
from redress.cases.record import seeding
from redress.casework import acts
from redress.correspondence.models import Letter
from redress.correspondence.recipients import Sends, ways_of
from redress.intake import forms_behalf
from redress.intake.acts import submit_complaint
from redress.intake.questions import Path
from redress.records import agreeing, people
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import DESK, CaseFile, Office, moment
from tests.rooms.casework_desks import do, text_of
from tests.rooms.consent_cases import signed_in
from tests.rooms.test_intake_acts import ANSWERS

pytestmark = pytest.mark.django_db
FOR_ANOTHER = replace(
    ANSWERS,
    for_whom="someone-else",
    their_name="Bo Jones",
    their_email="bo@example.org",
    their_address="2 Low Road",
    their_postcode="PE30 1AA",
    consent="spoken",
)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-06-03T12:00:00+01:00", tick=False):
        yield


def sent(office: Office, **answers: str) -> CaseFile:
    when = moment("2026-06-01T10:00")
    with seeding():
        given = replace(FOR_ANOTHER, **answers)
        done = submit_complaint(office.council, given, at=when, key="a-key", recorded_at=when.instant)
    return CaseFile(office, done.case)


def acting(file: CaseFile):
    party = people.representative_of(file.case)
    assert party is not None
    return party


@requirement("KL-4A-2")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_both_people_are_on_record_with_how_to_reach_them(council):
    file = sent(Office(council), part="relative")
    theirs = people.complainant_of(file.case).person
    assert (theirs.name, theirs.email, theirs.address_lines) == (
        "Bo Jones",
        "bo@example.org",
        ("2 Low Road", "PE30 1AA"),
    )
    assert (acting(file).person.name, acting(file).capacity) == (ANSWERS.name, "relative")


@requirement("KL-4A-4")
def test_a_councillor_is_on_record_with_ward_and_constituent():
    file = sent(Office("kings-lynn"), part="councillor", acting_ward="Gaywood", acting_matter="complaint")
    assert (acting(file).ward, acting(file).matter) == ("Gaywood", "complaint")
    assert people.complainant_of(file.case).person.name == "Bo Jones"
    (given,) = agreeing.history_of(file.case)
    assert (given.answer, given.basis, given.document) == ("given", "implied", None)
    page = text_of(signed_in(file.office, DESK["kings-lynn"]).get(f"/casework/{file.case.reference}/"))
    assert "Gaywood" in page
    assert "Makes a formal complaint" in page


@requirement("KL-4A-5", "KL-6-2")
def test_an_mp_says_for_whom_and_whether_it_is_a_complaint_or_an_enquiry():
    office = Office("kings-lynn")
    given = replace(FOR_ANOTHER, part="mp")
    path = Path.of(given, office.council, office.policy)
    assert "your-part" in [question.slug for question in path.questions]
    form = forms_behalf.YourPartForm({}, council=office.council, policy=office.policy, answers=given)
    assert set(form.errors) == {"acting_ward", "acting_matter"}
    file = sent(office, part="mp", acting_ward="North West Norfolk", acting_matter="enquiry")
    assert (acting(file).ward, acting(file).matter) == ("North West Norfolk", "enquiry")
    assert agreeing.history_of(file.case) == [], "an MP's permission is never implied"
    page = text_of(signed_in(office, DESK["kings-lynn"]).get(f"/casework/{file.case.reference}/"))
    assert "Asks at a constituent’s request: an enquiry" in page


@requirement("KL-4A-6")
def test_an_organisation_is_on_record_with_a_contact_person():
    file = sent(Office("kings-lynn"), for_whom="organisation", organisation="Lynn Bakers Ltd")
    party = people.complainant_of(file.case)
    assert (party.capacity, party.person.name) == ("Lynn Bakers Ltd", ANSWERS.name)


@requirement("DA-2.5-2")
def test_dartford_knows_councillor_mp_next_of_kin_and_others():
    listed = {each.id for each in Office("dartford").policy.lists["representatives"]}
    assert {"councillor", "mp", "next-of-kin", "other"} <= listed


def enquiry(office: Office) -> CaseFile:
    file = sent(office, part="mp", acting_ward="North West Norfolk", acting_matter="enquiry")
    reason = {"reason": "A constituent asked."}
    do(file, acts.take_step, DESK[office.id], "2026-06-02T10:00", step="triage", option="mp-enquiry", answers=reason)
    return file


def answered(file: CaseFile, way: str = ""):
    run = list(find.standing(file.case).case.runs)[-1]
    with seeding():
        return acts.respond(
            file.case,
            findings={},
            written={"answer": "The bins were emptied on Tuesday."},
            by=file.office.actor("members-liaison"),
            at=moment("2026-06-03T11:00"),
            seen=file.case.last_seq,
            key=f"reply-{way}",
            run=run,
            recorded_at=moment("2026-06-03T11:00").instant,
            sends=Sends(way=way),
        )


@requirement("KL-6-5", "KL-6-7")
def test_the_reply_to_an_mp_goes_to_the_mp_once_permission_is_confirmed():
    office = Office("kings-lynn")
    file = enquiry(office)
    with pytest.raises(Refused) as refused:
        answered(file)
    assert refused.value.parameters["step"] == "mp-permission"
    run = list(find.standing(file.case).case.runs)[-1]
    given = {"confirmed-on": "2026-06-02", "method": "telephone"}
    how = {"step": "mp-permission", "option": "confirmed", "answers": given, "run": run}
    do(file, acts.take_step, "members-liaison", "2026-06-02T12:00", **how)
    stands = find.standing(file.case)
    letter = office.policy.letter("mp-enquiry-reply")
    offered = [way.id for way in ways_of(file.case, letter, stands.case, stands.case.run(run), office.policy)]
    assert offered == ["representative", "representative+complainant"], "the constituent only with a copy"
    answered(file)
    (reply,) = Letter.objects.filter(kind="mp-enquiry-reply")
    assert reply.recipient == acting(file)


@requirement("DA-3.7-b1", "DA-3.7-b2")
def test_sensitive_fields_bear_their_law_and_only_case_roles_open_them():
    office = Office("dartford")
    special, offences = office.policy.bases
    assert "Article 9(2)(g)" in special.text
    assert "paragraph 6(1) and (2)(a)" in special.text
    assert "Article 10" in offences.text
    assert "section 10(5)" in offences.text
    file = office.receives("2026-06-01T10:00")
    people.add(file.case, name="Ann Smith", email="ann@example.org", adjustments="Large print")
    party = people.complainant_of(file.case)
    desk, case = signed_in(office, DESK["dartford"]), f"/casework/{file.case.reference}/"
    assert special.text in text_of(desk.get(f"{case}people/{party.pk}/needs/"))
    incident = signed_in(office, "departmental-complaints-officer").get(f"{case}step/racial-incident/?option=yes")
    assert special.text in text_of(incident)
    record = text_of(desk.get("/casework/processing/"))
    for told in (special.text, offences.text, "Needs and supports", "Documents marked: About criminal offences"):
        assert told in record
    for role in ("councillor", "audit-board"):
        client = signed_in(office, role)
        assert client.get(case).status_code == 403
        assert client.get(f"{case}people/{party.pk}/needs/").status_code == 403
    assert signed_in(office, "contractor").get(case).status_code == 404
