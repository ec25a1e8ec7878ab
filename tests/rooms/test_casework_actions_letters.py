"""Do the pages whose act is a letter show what is missing, work out dates, keep drafts and wait for agreement?"""

from __future__ import annotations

import json

import pytest

from redress.cases import find
from redress.casework import acts
from redress.correspondence import drafts
from redress.correspondence.letters import letters_of
from redress.correspondence.notices import messages_of
from redress.records import people
from redress.records.internal import notes_of
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import ANSWER, PUT_RIGHT, Officer, address, complaint, do, letter, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


# --- what is missing -----------------------------------------------------------------------------


@requirement("DA-8.1.1-b2", "DA-8.1.1-b3")
def test_what_an_acknowledgement_lacks_stands_beside_its_box_with_heading_and_paragraph(dartford):
    file = desks.allocated(complaint(dartford))
    page = text_of(Officer(dartford, "service-manager").sends(file, "acknowledge", step="go"))
    for heading in ("Your complaint as we understand it", "What you would like us to do"):
        assert f"Write “{heading}”: the letter cannot go without it (8.1.1(b))" in page
    assert letters_of(file.case) == []


@requirement("DA-8.1.1-e1", "DA-8.1.1-e2", "DA-8.1.1-f1", "DA-8.1.1-f2")
def test_an_answer_that_upholds_lacks_an_apology_until_it_is_written(dartford):
    file = desks.acknowledged(complaint(dartford))
    words = {name: text for name, text in ANSWER.items() if name != "apology"}
    officer = Officer(dartford, "service-manager")
    page = text_of(officer.sends(file, "respond", step="go", **{"finding-p1": "upheld"}, **letter(words)))
    assert "Write “We are sorry”: the letter cannot go without it (8.1.1(f))" in page
    assert "Write “What we found”" not in page
    page = text_of(officer.sends(file, "respond", step="go", **{"finding-p1": "not-upheld"}, **letter(words)))
    assert "Look at the letter before it goes" in page


@requirement("DA-8.1.1-g1", "DA-8.1.1-d1")
def test_an_answer_without_a_finding_is_refused_and_a_part_needs_an_apology(dartford):
    file = desks.acknowledged(complaint(dartford))
    officer = Officer(dartford, "service-manager")
    page = text_of(officer.sends(file, "respond", step="go", **letter(ANSWER)))
    assert "Every point needs a finding" in page
    words = {name: text for name, text in ANSWER.items() if name != "apology"}
    page = text_of(officer.sends(file, "respond", step="go", **{"finding-p1": "partially-upheld"}, **letter(words)))
    assert "Write “We are sorry”" in page


@requirement("DA-8.1.1-i1")
def test_the_stage_one_answer_prints_whom_to_ask_for_stage_two(dartford):
    file = desks.acknowledged(complaint(dartford))
    officer = Officer(dartford, "service-manager")
    page = text_of(officer.sends(file, "respond", step="go", **{"finding-p1": "upheld"}, **letter(ANSWER)))
    for detail in ("Corporate Complaints Officer", "01322 343434", "corporate.complaints@dartford.gov.uk"):
        assert detail in page


# --- more time -----------------------------------------------------------------------------------


def asked(office: Office, file: CaseFile, who: str = "service-manager", **query: str):
    return Officer(office, who).client.get(f"/casework/{file.case.reference}/extend/dates/", query)


@requirement("DA-2.7-vi-a")
def test_the_dates_of_an_extension_are_worked_out_while_it_is_typed(dartford):
    file = desks.acknowledged(complaint(dartford))
    told = json.loads(asked(dartford, file, days="10").content)
    assert (told["until"], told["days"], told["left"], told["refused"]) == ("2026-06-30", 10, 0, "")
    assert "Our answer would be due by Tuesday 30 June 2026." in told["html"]
    assert "redress-calendar" in told["html"]
    over = json.loads(asked(dartford, file, days="11").content)
    assert over["until"] is None
    assert "10 working days at most" in over["refused"]
    assert json.loads(asked(dartford, file, until="2026-06-24").content)["days"] == 6
    for nothing in ({}, {"days": "many"}, {"days": "-1"}, {"until": "soon"}, {"days": "99999999"}):
        told = json.loads(asked(dartford, file, **nothing).content)
        assert told["until"] is None


def test_the_dates_are_worked_out_for_nobody_who_may_not_extend(dartford, kings_lynn):
    file = desks.acknowledged(complaint(dartford))
    assert asked(dartford, file, "corporate-services-team", days="1").status_code == 403
    assert asked(kings_lynn, file, "auditor", days="1").status_code == 404
    away = dartford.staff["service-manager"]
    do(file, acts.bar_person, "corporate-services-team", "2026-06-10", person=away, ground="implicated")
    assert asked(dartford, file, days="1").status_code == 404
    assert Officer(dartford, "auditor").client.post(f"/casework/{file.case.reference}/extend/dates/").status_code == 405


def test_the_date_is_worked_out_without_a_script(dartford):
    file = desks.acknowledged(complaint(dartford))
    officer = Officer(dartford, "service-manager")
    page = text_of(officer.sends(file, "extend", step="dates", days="5", **letter({"reasons": "The crew is away."})))
    assert "Our answer would be due by Tuesday 23 June 2026." in page
    assert "After that 5 could still be taken." in page
    assert "The crew is away." in page
    assert "There is a problem" not in page


@requirement("DA-2.7-vi-a")
def test_the_page_shows_how_much_of_the_cap_is_used(dartford):
    file = desks.acknowledged(complaint(dartford))
    words = {"reasons": "The crew is away.", "progress": "Begun."}
    do(file, acts.extend, "service-manager", "2026-06-10", days=4, reason_kind="other", written=words)
    page = text_of(Officer(dartford, "service-manager").opens(file, "extend"))
    assert "Of 10 extra working days, 4 have been used and 6 are left." in " ".join(page.split())


@requirement("DA-3.15-1", "DA-2.7-vi-a")
def test_an_extension_over_the_cap_is_refused_beside_the_days(dartford):
    file = desks.acknowledged(complaint(dartford))
    officer = Officer(dartford, "service-manager")
    how = {"reason_kind": "third-party", "agreed": "yes", **letter({"reasons": "Away.", "progress": "Begun."})}
    page = text_of(officer.sends(file, "extend", step="go", days="11", **how))
    assert 'href="#id_days">The stage can be extended by 10 working days at most' in page
    for wrong, said in (
        ({"days": ""}, "Enter how many more working days you need, or a date"),
        ({"days": "five"}, "must be a whole number"),
        ({"days": "0"}, "must be 1 or more"),
        ({"days": "5", "until-day": "30", "until-month": "6", "until-year": "2026"}, "not both"),
        ({"days": "", "until-day": "27", "until-month": "6", "until-year": "2026"}, "is not a working day"),
        ({"days": "5", "reason_kind": ""}, "Choose why more time is needed"),
    ):
        page = text_of(officer.sends(file, "extend", step="go", **{**how, **wrong}))
        assert said in page


@requirement("KL-3-8")
def test_a_delay_notice_of_kings_lynn_moves_nothing(kings_lynn):
    file = desks.acknowledged(complaint(kings_lynn))
    officer = Officer(kings_lynn, "stage-one-investigator")
    page = text_of(officer.opens(file, "extend"))
    assert "does not let this date move" in page
    told = json.loads(asked(kings_lynn, file, "stage-one-investigator", days="3").content)
    assert "The letter would say: expect our answer by Thursday 25 June 2026." in told["html"]
    how = {"reason_kind": "third-party", "agreed": "not-asked", **letter({"reasons": "We are sorry. Away."})}
    assert officer.sends(file, "extend", days="3", **how).status_code == 302
    file.case.refresh_from_db()
    assert file.case.next_due.isoformat() == "2026-06-22"
    run = find.standing(file.case).case.main_run
    assert [(told.clock, told.expected.isoformat()) for told in run.delays] == [("stage-one-response", "2026-06-25")]
    assert not run.extensions


@requirement("DA-2.7-vi-a")
def test_a_late_extension_is_possible_and_warned_of(dartford):
    file = desks.acknowledged(complaint(dartford))
    assert "but the old one stays missed" in text_of(Officer(dartford, "service-manager").opens(file, "extend"))


# --- drafts and agreement ------------------------------------------------------------------------


def test_a_draft_is_saved_by_button_and_stands_there_the_next_time(dartford):
    file = desks.acknowledged(complaint(dartford))
    officer = Officer(dartford, "service-manager")
    words = {"version": "0", "finding-p1": "upheld", **letter({"findings-of-fact": "Missed twice."})}
    response = officer.sends(file, "respond", step="draft", **words)
    assert response.status_code == 302
    page = text_of(officer.opens(file, "respond"))
    assert "Missed twice." in page
    assert "The draft was last saved on" in page
    assert 'value="upheld" checked' in page


def test_a_draft_is_saved_by_the_script_and_nobody_writes_over_anothers(dartford):
    file = desks.acknowledged(complaint(dartford))
    client = Officer(dartford, "service-manager").client
    form = {"step": "draft", "version": "0", **letter({"reasons": "First."})}
    headers = {"accept": "application/json"}
    told = client.post(address(file, "respond"), form, headers=headers)
    assert told.json()["version"] == 1
    assert "Draft saved at" in told.json()["said"]
    overtaken = client.post(address(file, "respond"), {**form, **letter({"reasons": "Second."})}, headers=headers)
    assert overtaken.status_code == 409
    assert "changed this draft in another tab" in overtaken.json()["said"]
    page = client.post(address(file, "respond"), {**form, **letter({"reasons": "Third."})})
    assert page.status_code == 409
    assert "Third." in text_of(page)
    assert drafts.load(file.case, "stage-one-response").wrote("reasons") == "First."


FINAL = {
    "finding-p1": "upheld",
    **letter({name: ANSWER[name] for name in ("answer", "reasons", "remedy")}),
    **PUT_RIGHT,
}


@requirement("KL-3-28")
def test_the_final_response_goes_only_as_the_chief_executive_agreed_it(kings_lynn):
    file = desks.investigated(complaint(kings_lynn))
    senior, chief = Officer(kings_lynn, "senior-officer"), Officer(kings_lynn, "chief-executive")
    assert "must agree this response before it can be sent" in text_of(senior.opens(file, "respond"))
    assert "must be agreed by the Chief Executive" in text_of(senior.sends(file, "respond", step="go", **FINAL))
    assert "There is no draft to agree yet" in text_of(chief.opens(file, "agree"))
    assert senior.sends(file, "respond", step="ask", version="0", **FINAL).status_code == 302
    asked = {message.to_name for message in messages_of(file.case)[-2:]}
    assert asked == {"chief-executive", "chief-executive-representative"}
    page = chief.opens(file, "agree")
    assert "on behalf of the Chief Executive" in text_of(page)
    assert "The street was missed twice." in text_of(page)
    draft = page.context["form"]["draft"].value()
    assert chief.sends(file, "agree", decision="agree", draft=draft).status_code == 302
    assert messages_of(file.case)[-1].to_name == "senior-officer"
    file.case.refresh_from_db()
    assert "This draft has been agreed and can be sent" in text_of(senior.opens(file, "respond"))
    changed = {**FINAL, **letter({"answer": "Something else."})}
    assert "it was agreed in an earlier draft" in text_of(senior.sends(file, "respond", step="go", **changed))
    assert "Look at the letter before it goes" in text_of(senior.sends(file, "respond", step="go", **FINAL))
    assert senior.sends(file, "respond", **FINAL).status_code == 302
    file.case.refresh_from_db()
    assert file.case.status == "final"


@requirement("KL-3-28")
def test_the_chief_executive_sends_a_response_back_with_comments_that_no_letter_reads(kings_lynn):
    file = desks.investigated(complaint(kings_lynn))
    senior, chief = Officer(kings_lynn, "senior-officer"), Officer(kings_lynn, "chief-executive")
    senior.sends(file, "respond", step="ask", version="0", **FINAL)
    draft = chief.opens(file, "agree").context["form"]["draft"].value()
    assert "Say what must be changed" in text_of(chief.sends(file, "agree", decision="back", draft=draft))
    assert "Say whether you agree" in text_of(chief.sends(file, "agree", draft=draft))
    response = chief.sends(file, "agree", decision="back", draft=draft, comments="Say more of the second day.")
    assert response.status_code == 302
    assert [note.text for note in notes_of(file.case)] == ["Say more of the second day."]
    file.case.refresh_from_db()
    assert "must be agreed by" in text_of(senior.sends(file, "respond", step="go", **FINAL))


@requirement("KL-3-28")
def test_a_response_changed_while_it_was_read_is_not_agreed(kings_lynn):
    file = desks.investigated(complaint(kings_lynn))
    senior, chief = Officer(kings_lynn, "senior-officer"), Officer(kings_lynn, "chief-executive")
    senior.sends(file, "respond", step="ask", version="0", **FINAL)
    draft = chief.opens(file, "agree").context["form"]["draft"].value()
    changed = {**FINAL, **letter({"answer": "Something else."})}
    senior.sends(file, "respond", step="draft", version="1", **changed)
    page = text_of(chief.sends(file, "agree", decision="agree", draft=draft))
    assert "The response was changed after you opened this page" in page
    assert "Something else." in page


def test_a_draft_that_lacks_something_cannot_be_agreed(kings_lynn):
    file = desks.investigated(complaint(kings_lynn))
    senior, chief = Officer(kings_lynn, "senior-officer"), Officer(kings_lynn, "chief-executive")
    senior.sends(file, "respond", step="ask", version="0", **{"finding-p1": "upheld"}, **letter({"answer": "Missed."}))
    page = text_of(chief.opens(file, "agree"))
    assert "The draft is not whole yet" in page
    assert "Why we decided this" in page
    draft = drafts.load(file.case, "stage-two-response").digest
    assert chief.sends(file, "agree", decision="agree", draft=draft).status_code == 200
    file.case.refresh_from_db()
    assert file.case.last_seq == chief.opens(file, "agree").context["desk"].standing.seq


@requirement("KL-3-28")
def test_only_the_chief_executive_agrees(kings_lynn):
    file = desks.investigated(complaint(kings_lynn))
    for who in ("senior-officer", "complaints-administrator"):
        assert Officer(kings_lynn, who).opens(file, "agree").status_code == 403


# --- whether the next stage goes ahead -----------------------------------------------------------


@requirement("KL-3-16", "KL-3-17")
def test_refusing_is_offered_only_for_an_answer_found_full(kings_lynn):
    file = desks.requested(complaint(kings_lynn))
    page = Officer(kings_lynn, "appointed-officer").opens(file, "refuse-request")
    assert [value for value, _name in page.context["form"].fields["finding"].choices] == ["full-and-comprehensive"]
    forced = Officer(kings_lynn, "appointed-officer").sends(
        file, "refuse-request", finding="elements-not-considered", reasons="unhappy-only"
    )
    assert forced.status_code == 200
    assert "Select a valid choice" in text_of(forced)


@requirement("KL-3-16")
def test_nothing_is_decided_without_a_finding(kings_lynn):
    file = desks.requested(complaint(kings_lynn))
    officer = Officer(kings_lynn, "appointed-officer")
    for action in ("accept-request", "refuse-request"):
        assert "Say what you find of the answer that was given" in text_of(officer.sends(file, action, step="go"))


@requirement("KL-3-18")
def test_accepting_shows_the_dates_that_follow(kings_lynn):
    file = desks.requested(complaint(kings_lynn))
    officer = Officer(kings_lynn, "appointed-officer")
    page = text_of(officer.sends(file, "accept-request", step="go", finding="elements-not-considered"))
    assert "We have accepted your request for Stage Two." in page
    assert "Monday 20 July 2026" in page


@requirement("KL-3-19")
def test_a_refusal_without_reasons_in_the_letter_is_not_sent(kings_lynn):
    file = desks.requested(complaint(kings_lynn))
    officer = Officer(kings_lynn, "appointed-officer")
    how = {"finding": "full-and-comprehensive", "reasons": "unhappy-only"}
    page = text_of(officer.sends(file, "refuse-request", step="go", **how))
    assert "Write “Why”: the letter cannot go without it (paragraph 3)" in page


@requirement("KL-3-14")
def test_a_late_request_is_accepted_only_with_a_reason(kings_lynn):
    file = desks.answered(complaint(kings_lynn))
    how = {"reasons": "The second day.", "channel": "email"}
    do(file, acts.request_next_stage, "complaints-administrator", "2026-07-20T10:00", **how)
    officer = Officer(kings_lynn, "appointed-officer")
    page = text_of(officer.sends(file, "accept-request", step="go", finding="elements-not-considered"))
    assert "say why it is accepted all the same" in page
    late = {"finding": "elements-not-considered", "late_reason": "She was in hospital."}
    assert officer.sends(file, "accept-request", **late).status_code == 302


def test_the_right_to_the_ombudsman_is_offered_once_it_has_opened(dartford):
    file = desks.acknowledged(complaint(dartford))
    page = text_of(Officer(dartford, "service-manager").opens(file, "signpost"))
    assert "go to the Ombudsman without a Stage One response" in page
    words = letter({"why-now": "We are late."})
    right = "ombudsman-without-stage-one-response"
    response = Officer(dartford, "service-manager").sends(file, "signpost", right=right, **words)
    assert response.status_code == 302
    assert "Local Government and Social Care Ombudsman" in letters_of(file.case)[-1].text


def test_a_letter_to_nobody_is_not_sent(dartford):
    file = dartford.receives("2026-06-01T10:00")
    page = text_of(
        Officer(dartford, "corporate-services-team").sends(file, "signpost", **letter({"why-now": "You asked."}))
    )
    assert "There is nobody to write to" in page
    assert letters_of(file.case) == []


@requirement("DA-8.1.2-n1", "DA-8.1.2-n2")
def test_no_letter_names_an_ombudsman_before_the_landlord_question_is_settled(dartford):
    file = dartford.receives("2026-06-01T10:00", points=(Point("p1", service="housing-service"),))
    people.add(file.case, name="Ann Smith", email="ann@example.org")
    officer = Officer(dartford, "corporate-services-team")
    page = text_of(officer.sends(file, "signpost", step="go", **letter({"why-now": "You asked."})))
    assert "Say first for point 1 whether it is about the council as a landlord" in page
    settled = {"service-p1": "housing-service", "landlord-p1": "overlap", "subject-p1": "delay"}
    assert officer.sends(file, "settle-points", **settled).status_code == 302
    file.case.refresh_from_db()
    page = text_of(officer.sends(file, "signpost", step="go", **letter({"why-now": "You asked."})))
    assert "Local Government and Social Care Ombudsman" in page
    assert "Housing Ombudsman Service" in page


def test_DA_3_13_a_simple_complaint_is_acknowledged_and_answered_in_one_letter(dartford: Office) -> None:
    """The letter is the one of the row by which the act is judged, on the page and when it is sent."""
    file = desks.allocated(complaint(dartford))
    do(file, acts.take_step, "service-manager", "2026-06-02", step="answer-at-once", option="yes")
    page = text_of(Officer(dartford, "service-manager").opens(file, "respond"))
    assert "What would put it right for them?" in page
    written = {**desks.ACKNOWLEDGEMENT, **ANSWER}
    do(file, acts.respond, "service-manager", "2026-06-03", findings={"p1": "not-upheld"}, written=written)
    assert [each.kind for each in letters_of(file.case)] == ["acknowledgement-with-decision"]
