"""Is what an Ombudsman asks, finds and recommends on the case, and do the papers leave it as they should?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine

from redress.cases.models import Case, OpenDeadline
from redress.casework import acts
from redress.correspondence.delivery import Undeliverable, send
from redress.correspondence.letters import OnlyByPost, letters_of, send_again
from redress.correspondence.models import Delivery, Letter, Message
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import Officer, complaint, do, text_of

pytestmark = pytest.mark.django_db

CST, DCO, LEGAL = "corporate-services-team", "departmental-complaints-officer", "head-of-legal-services"
NOW = datetime.fromisoformat("2026-06-20T12:00:00+01:00")


@pytest.fixture
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def asked(office: Office, body: str = "lgsco") -> CaseFile:
    """A case answered at Stage One, about which an Ombudsman asks."""
    file = desks.answered(complaint(office))
    do(file, acts.open_ombudsman_run, CST, "2026-06-16", enquiry="Why?", channel="letter")
    step(file, CST, "ombudsman-details", body, "2026-06-16", **DETAILS)
    return file


DETAILS = {
    "reference": "26 001 887",
    "notice-on": date(2026, 6, 16),
    "stage": ["investigation"],
    "asked-for": date(2026, 7, 1),
}


def step(file: CaseFile, by: str, id: str, option: str, at: str, run: str = "r2", /, **given: Any) -> Any:
    written = given.pop("written", {})
    return do(file, acts.take_step, by, at, step=id, option=option, answers=given, written=written, run=run)


def decided(office: Office) -> CaseFile:
    """The Ombudsman has decided: two findings, one thing to do that is overdue on the day of these tests."""
    file = asked(office)
    step(file, CST, "determination", "lgsco", "2026-06-17", **{"decided-on": date(2026, 6, 17), "decision": "Fault."})
    for found in ("fault-injustice", "no-fault"):
        step(file, CST, "ombudsman-finding", "lgsco", "2026-06-17", finding=[found], points=["p1"])
    to_do = {"what": "Pay her £100.", "who": office.staff["director"], "comply-by": date(2026, 6, 19)}
    step(file, CST, "ombudsman-recommendation", "recommendation", "2026-06-17", **to_do)
    later = {"what": "Train the crew.", "who": office.staff["director"], "comply-by": date(2026, 9, 1)}
    step(file, CST, "ombudsman-recommendation", "recommendation", "2026-06-17", **later)
    return file


def opened(file: CaseFile, who: str = CST) -> str:
    return text_of(Officer(file.office, who).client.get(f"/casework/{file.case.reference}/"))


# --- the record ------------------------------------------------------------------------------------


def test_the_case_shows_reference_dates_findings_and_what_is_to_be_done(dartford: Office, today: None) -> None:
    page = opened(decided(dartford))
    section = page.split('id="ombudsman-heading"')[1].split("</section>")[0]
    for said in ("26 001 887", "Local Government and Social Care Ombudsman", "Investigation", "Wednesday 1 July 2026"):
        assert said in section
    assert "Upheld: fault and injustice" in section
    assert "Not upheld: no fault" in section
    assert "Overdue" in section
    assert "To do" in section
    assert "Pay her £100." in section
    assert "/step/recommendation-done/?run=r2" in section


def test_every_thing_to_do_is_a_deadline_of_whoever_sees_to_it(dartford: Office, today: None) -> None:
    file = decided(dartford)
    rows = OpenDeadline.objects.filter(case=file.case, clock="ombudsman-recommendation")
    assert [(row.due, row.owner) for row in rows] == [
        (date(2026, 6, 19), dartford.staff["director"]),
        (date(2026, 9, 1), dartford.staff["director"]),
    ]


def test_the_proof_is_recorded_by_the_words_in_which_it_was_asked_for(dartford: Office, today: None) -> None:
    file = decided(dartford)
    officer = Officer(dartford, CST)
    page = text_of(officer.opens(file, "step/recommendation-done", option="complied", run="r2"))
    assert "Pay her £100." in page
    assert "By Friday 19 June 2026" in page
    first = min(file_commitments(file))
    sent = officer.sends(
        file,
        "step/recommendation-done",
        step="go",
        option="complied",
        run="r2",
        **{"answer-which": first, "answer-proof": "The remittance advice."},
        **{"answer-done-on-day": "19", "answer-done-on-month": "6", "answer-done-on-year": "2026"},
    )
    assert sent.status_code == 302, text_of(sent)
    page = opened(CaseFile(dartford, Case.objects.get(pk=file.case.pk)))
    assert "The remittance advice." in page
    assert OpenDeadline.objects.filter(case=file.case, clock="ombudsman-recommendation").count() == 1


def file_commitments(file: CaseFile) -> list[str]:
    from redress.cases.find import standing

    return list(standing(file.case).case.run("r2").commitments)


@requirement("KL-9-6", "Q42")
def test_KL_9_6_officers_are_told_to_make_contact_through_the_ombudsman() -> None:
    office = Office("kings-lynn")
    file = desks.acknowledged(complaint(office))
    told = "Make contact through the Ombudsman"
    with time_machine.travel(NOW, tick=False):
        assert told not in opened(file, "complaints-administrator")
        do(file, acts.open_ombudsman_run, "complaints-administrator", "2026-06-16", enquiry="Why?", channel="letter")
        assert told in opened(file, "complaints-administrator")
        do(file, acts.answer_ombudsman, "complaints-administrator", "2026-06-17", run="r2", answer="So.")
        do(file, acts.close, "complaints-administrator", "2026-06-18", run="r2")
        assert told not in opened(file, "complaints-administrator")


# --- which Ombudsman, shown where points are settled -------------------------------------------------


@requirement("DA-8.1.3-a1", "DA-8.1.4-a1", "D39")
def test_the_functions_stand_where_points_are_settled_and_choose_the_ombudsman(dartford: Office, today: None) -> None:
    file = complaint(dartford)
    officer = Officer(dartford, CST)
    page = text_of(officer.opens(file, "settle-points"))
    assert "Housing benefit – Local Government and Social Care Ombudsman" in page
    assert "Rent and service charges – Housing Ombudsman Service" in page
    assert "A request for information – Information Commissioner" in page
    typed = {"service-p1": "streets-service", "subject-p1": "delay", "function-p1": "rent"}
    wrong = officer.sends(file, "settle-points", **typed, **{"landlord-p1": "no"})
    assert "leads to the other Ombudsman" in text_of(wrong)
    right = officer.sends(file, "settle-points", **typed, **{"landlord-p1": "overlap"})
    assert right.status_code == 302, text_of(right)


@requirement("DA-8.1.3-c5", "DA-8.1.3-c7")
def test_exceptions_stand_chosen_where_the_case_speaks_for_them(dartford: Office) -> None:
    """Stage One is due on Tue 16 Jun and never answered: on Sat 20 Jun unreasonable delay stands chosen."""
    file = desks.acknowledged(complaint(dartford))
    do(file, acts.open_ombudsman_run, CST, "2026-06-16", enquiry="Why?", channel="letter")
    with time_machine.travel(NOW, tick=False):
        page = text_of(Officer(dartford, CST).opens(file, "step/early-complaint", option="exception", run="r1"))
    assert chosen(page) == ["unreasonable-delay"]
    file = desks.acknowledged(complaint(dartford))
    step(file, "director", "no-stage-two", "close-off", "2026-06-05", "r1", **NO_STAGE_TWO)
    with time_machine.travel("2026-06-08T12:00:00+01:00", tick=False):
        page = text_of(Officer(dartford, CST).opens(file, "step/early-complaint", option="exception"))
    assert chosen(page) == ["directors-discretion"]


NO_STAGE_TWO: dict[str, Any] = {"ground": ["conduct"], "reason": "Threats."}


def chosen(page: str) -> list[str]:
    import re

    boxes = re.findall(r"<input[^>]*name=\"answer-exception\"[^>]*>", page)
    return [re.findall(r'value="([^"]+)"', box)[0] for box in boxes if " checked" in box]


# --- letters to an Ombudsman -------------------------------------------------------------------------


@requirement("DA-5.11-2", "L55")
def test_the_outcome_goes_to_the_ombudsman_who_sent_it_back(dartford: Office) -> None:
    file = dartford.receives("2026-06-01T10:00", channel="ombudsman-referral")
    from redress.records import people

    people.add(file.case, name="Ann Smith", email="ann@example.org")
    step(file, CST, "premature-referral", "lgsco", "2026-06-01", "r1", reference="26 011 340")
    file = desks.answered(file)
    told = {"reference": "26 011 340", "notice": "Not upheld. The letter to Ms Smith is enclosed."}
    step(file, CST, "outcome-to-ombudsman", "lgsco", "2026-06-16", "r1", **told)
    letter = letters_of(file.case)[-1]
    assert (letter.to_name, letter.state) == ("Local Government and Social Care Ombudsman", Delivery.TO_POST)
    assert letter.address.splitlines() == ["PO Box 4771", "Coventry CV4 0EH"]
    assert "26 011 340" in letter.text
    assert "Not upheld." in letter.text
    assert "ann@example.org" not in (letter.to_email, letter.text)


@requirement("L16")
def test_the_response_goes_to_whoever_asked_with_the_list_of_papers(dartford: Office) -> None:
    file = asked(dartford, "housing-ombudsman")
    words = {"response": "We agree with the facts as stated."}
    step(file, CST, "ombudsman-response", "housing-ombudsman", "2026-06-18", papers="001 to 014", written=words)
    letter = letters_of(file.case)[-1]
    assert letter.to_email == "info@housing-ombudsman.org.uk"
    assert "We agree with the facts as stated." in letter.text
    assert "001 to 014" in letter.text


@requirement("DA-3.10-e1", "L54")
def test_an_early_referral_closes_the_case_and_names_the_ombudsman(dartford: Office) -> None:
    file = desks.acknowledged(complaint(dartford))
    step(
        file,
        "director",
        "early-referral",
        "refer",
        "2026-06-10",
        "r1",
        reason="You will not meet us or read our letters.",
    )
    assert file.case.ended == "referred-to-ombudsman"
    text = flat(letters_of(file.case)[-1].text)
    assert "You will not meet us or read our letters." in text
    assert "Local Government and Social Care Ombudsman" in text
    assert "0300 061 0614" in text


def flat(text: str) -> str:
    return " ".join(text.split())


def notice(office: Office) -> tuple[CaseFile, Letter]:
    file = asked(office)
    step(file, LEGAL, "section-32-3", "ask", "2026-06-17", items="Item 4: the report on the neighbour.")
    return file, letters_of(file.case)[-1]


@requirement("DA-8.1.3-d1", "L56", "D51")
def test_DA_8_1_3_d_the_notice_names_the_information_and_the_act(dartford: Office) -> None:
    _file, letter = notice(dartford)
    assert "section 32(3) of the Local Government Act 1974" in flat(letter.text)
    assert "Item 4: the report on the neighbour." in letter.text
    assert letter.to_name == "Local Government and Social Care Ombudsman"


@requirement("DA-8.1.3-d2")
def test_DA_8_1_3_d_the_notice_never_goes_by_email_and_only_its_posting_is_told(dartford: Office) -> None:
    file, letter = notice(dartford)
    assert (letter.post_only, letter.state, letter.to_email) == (True, Delivery.TO_POST, "")
    letter.recipient.person.email = "intake@ombudsman.example"
    letter.recipient.person.save()
    letter.state = Delivery.FAILED
    with pytest.raises(OnlyByPost):
        send_again(letter)
    letter.to_email = "intake@ombudsman.example"
    with pytest.raises(Undeliverable, match="only-by-post"):
        send(letter, at=NOW)
    told = {"posted-on": date(2026, 6, 18), "email": "intake@ombudsman.example"}
    step(file, LEGAL, "section-32-3-posted", "posted", "2026-06-18", **told)
    message = Message.objects.get(to_email="intake@ombudsman.example")
    assert "is in the post. We cannot send it by e-mail." in flat(message.text)
    assert "neighbour" not in message.text
    assert "32(3)" not in message.text


def test_nobody_is_told_by_email_where_no_address_is_given(dartford: Office) -> None:
    file, _letter = notice(dartford)
    step(file, LEGAL, "section-32-3-posted", "posted", "2026-06-18", **{"posted-on": date(2026, 6, 18)})
    assert not Message.objects.filter(case=file.case, template="in-the-post").exists()


def test_what_is_told_by_email_goes_to_an_address_and_nothing_else(dartford: Office, today: None) -> None:
    file, _letter = notice(dartford)
    given = {"run": "r2", "option": "posted"}
    given |= {f"answer-posted-on-{part}": number for part, number in (("day", "18"), ("month", "6"), ("year", "2026"))}
    for typed in ("the neighbour", "a@example.org b@example.org"):
        answer = Officer(dartford, LEGAL).sends(
            file, "step/section-32-3-posted", step="go", **given, **{"answer-email": typed}
        )
        assert "Enter an e-mail address in the correct format" in text_of(answer)
    done = Officer(dartford, LEGAL).sends(
        file, "step/section-32-3-posted", step="go", **given, **{"answer-email": "a@example.org"}
    )
    assert done.status_code == 302
    assert Message.objects.filter(case=file.case, to_email="a@example.org").exists()


@pytest.mark.parametrize("day", [date(2062, 7, 1), date(1926, 7, 1)])
def test_a_slip_in_the_year_is_refused_and_breaks_nobodys_work_list(dartford: Office, today: None, day: date) -> None:
    file = decided(dartford)
    with pytest.raises(Refused) as refused:
        step(file, CST, "ombudsman-details", "lgsco", "2026-06-17", **{**DETAILS, "asked-for": day})
    assert refused.value.code == "beyond-calendar"
    assert refused.value.parameters["question"] == "Day by which they want the answer"
    to_do = {"what": "Train the crew.", "who": dartford.staff["director"], "comply-by": day}
    with pytest.raises(Refused, match="beyond-calendar"):
        step(file, CST, "ombudsman-recommendation", "recommendation", "2026-06-17", **to_do)
    assert Officer(dartford, CST).client.get("/casework/?list=all").status_code == 200
