"""Does an officer write the whole answer here: point by point, with owner and date, comments, review and versions?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.models import Case, OpenDeadline
from redress.casework import acts
from redress.casework.desk import Desk
from redress.casework.response.form import RespondForm
from redress.casework.response.state import state_of
from redress.correspondence import draft_talk, drafts, versions
from redress.correspondence.compose import compose
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Letter
from redress.correspondence.notices import messages_of
from redress.records import documents, keep
from redress.records.models import Document, DocumentState, Organisation, Words
from redress.rules.events import Point, Responded, StepTaken
from tests.requirement import requirement
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office, moment
from tests.rooms.casework_desks import (
    ACKNOWLEDGEMENT,
    ANSWER,
    PUT_RIGHT,
    Officer,
    acknowledged,
    complaint,
    declared,
    do,
    letter,
    text_of,
)
from tests.rooms.letter_cases import ready

pytestmark = pytest.mark.django_db

COUNCILS = ("dartford", "kings-lynn")
REPAIR = {"what": "The leak is mended and the ceiling painted", "by-day": "3", "by-month": "July", "by-year": "2026"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-06-12T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def three_points(office: Office) -> CaseFile:
    """The held example: repairs of the landlord, a contractor's bins, and a question about information."""
    file = complaint(office)
    crew = Organisation.objects.create(council=office.council, name="Clean Crew Ltd", kind="contractor")
    subject = office.policy.subjects[0].id
    points = [
        Point("p1", service="housing-service", landlord="yes", subject=subject),
        Point(
            "p2",
            service="streets-service",
            landlord="no",
            subject=subject,
            provider="contractor",
            organisation=crew.opaque_id,
        ),
        Point("p3", service="housing-service", landlord="no", subject=subject, function=_information(office)),
    ]
    names = {"p1": "The leak in the bathroom", "p2": "Bins left in the road", "p3": "No copy of the survey"}
    do(file, acts.settle_points, DESK[office.id], "2026-06-01T10:30", points=points, headings=names)
    do(file, acts.register, DESK[office.id], "2026-06-01T11:00")
    manager = INVESTIGATOR[office.id]
    do(file, acts.allocate, DESK[office.id], "2026-06-01T12:00", to=office.staff[manager])
    declared(file, manager, "2026-06-01T12:00")
    by = manager if office.id == "dartford" else DESK[office.id]
    do(file, acts.acknowledge, by, "2026-06-03T10:00", written=ACKNOWLEDGEMENT)
    return file


def _information(office: Office) -> str:
    """The function of the council that leads to the Information Commissioner, where its policy lists one."""
    entries = office.policy.lists.get("jurisdiction", ())
    return next((each.id for each in entries if "information-commissioner" in each.leads_to), "")


def typed(office: Office, owner: Staff) -> dict[str, Any]:
    """The answer to all three points, as it is typed."""
    upheld = office.policy.outcomes[0].id
    kind = next(each.id for each in office.policy.lists["remedies"] if not each.by_letter)
    found: dict[str, Any] = {}
    for point, fact in (("p1", "The leak ran for six weeks."), ("p2", "Three bins stood there."), ("p3", "None went.")):
        found |= {
            f"finding-{point}": upheld,
            f"evidence-{point}": "We read the log.",
            f"facts-{point}": fact,
            f"reason-{point}": "Our own standard was not met.",
            f"relied-{point}": "Repairs policy, section 4",
            f"apology-{point}": "We are sorry that we left you waiting.",
            f"remedy-{point}-1": "apology",
        }
    found |= {"remedy-p1-1": kind, "owner-p1-1": str(owner.pk)}
    found |= {f"{part}-p1-1" if part == "what" else f"by-p1-1-{part[3:]}": value for part, value in REPAIR.items()}
    return found | (PUT_RIGHT if office.id == "kings-lynn" else {})


def a_document(file: CaseFile, name: str = "Repairs log.txt") -> Document:
    found = documents.take_in(
        file.case, SimpleUploadedFile(name, b"On 3 April the leak was reported."), by=_clerk(file)
    )
    Document.objects.filter(pk=found.pk).update(state=DocumentState.SAFE)
    return found


def _clerk(file: CaseFile) -> Any:
    return file.office.actor(DESK[file.office.id])


def manager_of(file: CaseFile) -> Officer:
    return Officer(file.office, INVESTIGATOR[file.office.id])


def sent_to(file: CaseFile) -> Letter:
    return letters_of(file.case)[-1]


# --- the held example ------------------------------------------------------------------------------


@requirement("DA-2.3-17")
@pytest.mark.parametrize("council", COUNCILS)
def test_an_upheld_answer_on_three_points_goes_from_the_boxes_to_the_letter(council: str) -> None:
    office = Office(council)
    file = three_points(office)
    manager, owner = manager_of(file), office.staff[INVESTIGATOR[council]]
    log = a_document(file)
    answer = {**typed(office, owner), "documents-p1": [str(log.pk)], **letter({"explanation": "", "answer": ""})}
    response = manager.sends(file, "respond", **answer)
    assert response.status_code == 302, text_of(response)
    text = " ".join(sent_to(file).text.split())
    for told in (
        "1 – The leak in the bathroom – Upheld",
        "What we looked at We looked at: Repairs log. We read the log. What we found The leak ran for six weeks.",
        "We relied on: Repairs policy, section 4 We are sorry We are sorry that we left you waiting.",
        f"What we will do {_first_kind(office)}: The leak is mended and the ceiling painted",
        "will do this by Friday 3 July 2026.",
    ):
        assert told in text, told
    _on_record_with_owner_and_date(file, owner)


def _first_kind(office: Office) -> str:
    """The first remedy of the policy's list that the letter does not give by itself."""
    return next(each.name for each in office.policy.lists["remedies"] if not each.by_letter)


def _on_record_with_owner_and_date(file: CaseFile, owner: Staff) -> None:
    """What was promised is owed by its owner by its date; it stands on their list, overdue once the day has passed."""
    case = Case.objects.get(pk=file.case.pk)
    promised = [each.event for each in find.standing(case).history if isinstance(each.event, StepTaken)][-1]
    assert promised.step == "promise"
    assert Words.objects.get(digest=promised.answers[0].value).text.startswith(_first_kind(file.office))
    due = OpenDeadline.objects.get(case=case, clock="promise")
    assert (due.owner_id, due.due.isoformat()) == (owner.pk, "2026-07-03")
    with time_machine.travel("2026-07-06T12:00:00+01:00", tick=False):
        officer = Officer(file.office, owner.name)
        for others in ("mine", "overdue"):
            assert "Do what was promised" in text_of(officer.client.get(f"/casework/?list={others}")), others
        page = text_of(officer.client.get(f"/casework/{case.reference}/"))
        assert "Do what was promised" in page


def test_the_letter_says_which_ombudsman_is_for_which_point(dartford: Office) -> None:
    file = three_points(dartford)
    answer = typed(dartford, dartford.staff["service-manager"])
    assert manager_of(file).sends(file, "respond", **answer).status_code == 302
    told = " ".join(sent_to(file).text.split())
    section = told[told.index("The Ombudsman") :]
    for points, body in (
        ("About point 1:", "Housing Ombudsman"),
        ("About point 2:", "Local Government and Social Care Ombudsman"),
        ("About point 3:", "Information Commissioner"),
    ):
        after = section[section.index(points) + len(points) :]
        assert after.lstrip().startswith(dartford.policy.contacts[_key(dartford, body)].name), points


def _key(office: Office, named: str) -> str:
    bodies = ("housing-ombudsman", "lgsco", "information-commissioner")
    return next(key for key in bodies if named in office.policy.contacts[key].name)


def test_where_all_points_go_to_one_ombudsman_the_letter_parts_nothing(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    answer = {"finding-p1": "not-upheld", **letter(ANSWER)}
    assert manager_of(file).sends(file, "respond", **answer).status_code == 302
    assert "About point" not in sent_to(file).text


# --- what is missing -------------------------------------------------------------------------------


def test_every_point_says_what_it_lacks_with_a_link_to_its_box(dartford: Office) -> None:
    file = three_points(dartford)
    manager = manager_of(file)
    page = text_of(manager.opens(file, "respond"))
    assert page.count("Not decided yet") == 3
    assert 'href="#id_finding-p2"' in page
    whole = typed(dartford, dartford.staff["service-manager"])
    half = {name: value for name, value in whole.items() if "-p3" not in name}
    half |= {"finding-p3": "not-upheld", "apology-p2": "", "owner-p1-1": ""}
    manager.sends(file, "respond", step="draft", version="0", **half)
    page = text_of(manager.opens(file, "respond"))
    for lack in ("#id_apology-p2", "#id_reason-p3", "#id_facts-p3", "#id_owner-p1-1"):
        assert f'href="{lack}"' in page, lack
    assert 'href="#id_apology-p3"' not in page, "nothing is to be sorry for where nothing is upheld"
    assert "The whole: Partially upheld" in page
    assert "2 points are “Upheld” and 1 point is “Not upheld”" in page
    said = text_of(manager.sends(file, "respond", step="go", **half))
    assert "Write “We are sorry” for point 2" in said or "Choose who sees to it" in said


def test_a_remedy_says_what_whose_and_by_when_unless_the_letter_gives_it(dartford: Office) -> None:
    file = three_points(dartford)
    manager = manager_of(file)
    answer = typed(dartford, dartford.staff["service-manager"])
    page = text_of(manager.sends(file, "respond", step="go", **{**answer, "what-p1-1": "", "by-p1-1-year": "2025"}))
    assert "Say what exactly will be done" in page
    assert "The date must be today or in the future" in page
    assert "Point 1, remedy 1: The date must be today or in the future" in page
    page = text_of(manager.sends(file, "respond", step="go", **{**answer, "by-p1-1-day": "31", "by-p1-1-month": "2"}))
    assert "Point 1, remedy 1: The date must be a real date" in page
    page = text_of(manager.sends(file, "respond", step="go", **{**answer, "remedy-p1-1": ""}))
    assert "Point 1, remedy 1: Choose what kind of remedy it is" in page
    page = text_of(manager.sends(file, "respond", step="more:p1", **answer))
    assert 'name="remedy-p1-2"' in page
    assert "The leak is mended" in page


def test_whatever_stops_a_remedy_stands_among_what_is_missing() -> None:
    """Words alone, of no kind, in the second of the boxes: the link leads there."""
    office = Office("kings-lynn")
    file = acknowledged(complaint(office))
    officer = manager_of(file)
    typed = {"finding-p1": "upheld", "remedy-p1-1": "", "remedy-p1-2": "", "what-p1-2": "The road is swept"}
    officer.sends(file, "respond", step="draft", version="0", **typed)
    stored = {**typed, "by-p1-2-day": "3", "by-p1-2-month": "3", "by-p1-2-year": "2020"}
    page = text_of(officer.sends(file, "respond", step="go", **stored))
    assert "Remedy 2: Choose what kind of remedy it is" in page
    assert 'href="#id_remedy-p1-2"' in page
    assert "Remedy 2: what kind of remedy it is" in page
    assert "Remedy 2: by when" in page


def test_a_single_point_is_asked_once_and_its_remedies_stand_in_the_letter(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    manager, log = manager_of(file), a_document(file)
    page = text_of(manager.opens(file, "respond"))
    for never in ('name="reason-p1"', 'name="facts-p1"', "Words about the whole complaint"):
        assert never not in page
    words = {name: text for name, text in ANSWER.items() if name != "remedies"}
    remedy = {name: value for name, value in typed(dartford, dartford.staff["director"]).items() if "p1-1" in name}
    answer = {"finding-p1": "upheld", "documents-p1": [str(log.pk)], **letter(words), **remedy}
    assert manager.sends(file, "respond", **answer).status_code == 302
    text = " ".join(sent_to(file).text.split())
    assert "We looked at: Repairs log." in text
    assert "Put right a mistake or its consequences: The leak is mended" in text
    event = [each.event for each in find.standing(file.case).history if isinstance(each.event, Responded)][-1]
    assert event.findings[0].remedies == ("put-right",)


# --- King's Lynn: what is put right, and what is left ----------------------------------------------


@requirement("KL-8-6", "KL-8-8")
def test_an_answer_that_upholds_waits_for_detriment_loss_and_the_outcome_they_wanted() -> None:
    office = Office("kings-lynn")
    file = acknowledged(complaint(office))
    keep.words(file.case, "outcome-sought", "A new bin and an apology.", by=_clerk(file), at=moment("2026-06-01"))
    officer = manager_of(file)
    page = text_of(officer.opens(file, "respond"))
    assert page.count("A new bin and an apology.") >= 2
    upheld = {"finding-p1": "upheld", "remedy-p1-1": "apology", **letter(ANSWER)}
    page = text_of(officer.sends(file, "respond", step="go", **upheld))
    for asked in ("Is any detriment left?", "Is any financial loss left?", "How this fits the complaint"):
        assert f"Answer “{asked}" in page
    assert officer.sends(file, "respond", **upheld, **PUT_RIGHT).status_code == 302
    taken = [each.event for each in find.standing(file.case).history if isinstance(each.event, StepTaken)]
    kept = {answer.question: answer.value for answer in next(each for each in taken if each.step == "remedy").answers}
    assert (kept["detriment"], kept["loss"], kept["remedies"]) == ("no", "no", "apology")
    assert Words.objects.get(digest=kept["fit"]).text == "It is what she asked for."
    other = acknowledged(complaint(office))
    answer = {"finding-p1": "not-upheld", **letter(ANSWER)}
    assert manager_of(other).sends(other, "respond", **answer).status_code == 302


# --- money ------------------------------------------------------------------------------------------


@requirement("DA-11.2-1")
def test_compensation_has_its_amount_ground_and_loss_with_the_guidance_beside_it(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    manager = manager_of(file)
    money = {"finding-p1": "upheld", "remedy-p1-1": "compensation", "owner-p1-1": str(dartford.staff["director"].pk)}
    money |= {"what-p1-1": "We pay you £250.", "by-p1-1-day": "3", "by-p1-1-month": "7", "by-p1-1-year": "2026"}
    first = text_of(manager.sends(file, "respond", **money, **letter(ANSWER)))
    assert "must record “Choose the remedies”" in first, "money is chosen before it is promised"
    chosen = {"step": "remedies", "option": "chosen", "answers": {"remedies": ["compensation"]}}
    do(file, acts.take_step, INVESTIGATOR["dartford"], "2026-06-10", **chosen)
    director = Officer(dartford, "director")
    page = text_of(director.client.get(f"/casework/{file.case.reference}/step/compensation/?option=approved"))
    assert "Both Ombudsmen publish guidance on remedies." in page
    assert dartford.policy.contacts["lgsco"].website in page
    said = {"amount": 25_000, "ground": "A repair duty was not performed.", "loss": "A spoilt carpet."}
    approved = {"step": "compensation", "option": "approved", "answers": said}
    do(file, acts.take_step, "director", "2026-06-11", **approved)
    page = text_of(manager.opens(file, "respond"))
    for told in ("£250", "A repair duty was not performed.", "A spoilt carpet."):
        assert told in page, told
    assert manager.sends(file, "respond", **money, **letter(ANSWER)).status_code == 302
    taken = next(each for each in find.standing(file.case).case.main_run.steps.items() if each[0] == "compensation")[1]
    assert [answer.question for answer in taken.answers] == ["amount", "ground", "loss"]


# --- the draft: saved, compared, brought back ------------------------------------------------------


def saves_by_itself(officer: Officer, file: CaseFile, version: int, facts: str) -> Any:
    """What the script sends while somebody types."""
    form = {"key": "b" * 32, "seen": file.case.last_seq, "step": "draft", "version": version, "facts-p1": facts}
    address = f"/casework/{file.case.reference}/respond/"
    return officer.client.post(address, form, headers={"Accept": "application/json"})


def test_what_one_person_types_in_a_row_is_one_version_until_somebody_says_something(dartford: Office) -> None:
    file = three_points(dartford)
    manager = manager_of(file)
    for number, fact in enumerate(("One.", "One. Two.")):
        assert saves_by_itself(manager, file, number, fact).status_code == 200
    draft = drafts.load(file.case, "stage-one-response")
    assert draft is not None
    assert [each.number for each in versions.versions_of(draft)] == [2]
    clerk = Officer(dartford, DESK["dartford"])
    said = {"what": "comment", "point": "p1", "text": "Which day was it?", "key": "a" * 32}
    for _twice in range(2):
        assert clerk.client.post(f"/casework/{file.case.reference}/response/", said).status_code == 302
    assert len(draft_talk.comments_on(draft)) == 1
    manager.sends(file, "respond", step="draft", version="2", **{"facts-p1": "One. Three."})
    draft.refresh_from_db()
    assert [each.number for each in versions.versions_of(draft)] == [3, 2]
    address = f"/casework/{file.case.reference}/response/"
    page = text_of(manager.client.get(f"{address}versions/?before=2&after=3"))
    assert all(told in page for told in ("<del>", "<ins>", "taken out:"))
    assert manager.client.post(address, {"what": "restore:2", "version": "3"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.version, draft.choices["told"]["p1"]["facts"]) == (4, "One. Two.")
    assert [(each.number, each.restored) for each in versions.versions_of(draft)] == [(4, 2), (3, None), (2, None)]
    assert "Which day was it?" in text_of(manager.opens(file, "respond"))
    pk = draft_talk.comments_on(draft)[0].pk
    manager.sends(file, "respond", step=f"resolve:{pk}", version="4", **{"facts-p1": "One. Two."})
    assert draft_talk.comments_on(draft)[0].resolved_by == dartford.staff["service-manager"]


def test_two_people_at_once_lose_nothing_and_see_both(dartford: Office) -> None:
    file = three_points(dartford)
    manager = manager_of(file)
    first = {"facts-p1": "The leak ran.", "facts-p2": "Bins.", "evidence-p1": "The log."}
    manager.sends(file, "respond", step="draft", version="0", **first)
    base = manager.opens(file, "respond").context["form"]["base"].value()
    mine = {**first, "facts-p1": "The leak ran for six weeks."}
    draft = drafts.load(file.case, "stage-one-response")
    assert draft is not None
    told = {"p1": {"facts": "The leak ran in May.", "evidence": "The log."}, "p2": {"facts": "Three bins."}}
    choices = {"findings": {}, "told": told}
    drafts.save(file.case, draft.kind, draft.written, dartford.staff["director"], choices=choices, seen=1)
    answer = manager.sends(file, "respond", step="draft", version="1", base=base, **mine)
    page = text_of(answer)
    assert answer.status_code == 409
    assert all(told in page for told in ("director wrote:", "The leak ran in May."))
    assert "The leak ran for six weeks." in page, "what was typed stands in its box"
    form = answer.context["form"]
    assert form["facts-p2"].value() == "Three bins.", "what only the other changed is taken over"
    again = {name: form[name].value() for name in ("facts-p1", "facts-p2", "evidence-p1", "version", "base")}
    assert manager.sends(file, "respond", step="draft", **again).status_code == 302
    draft.refresh_from_db()
    assert draft.choices["told"]["p1"]["facts"] == "The leak ran for six weeks."
    assert [each.number for each in versions.versions_of(draft)] == [3, 2, 1], "theirs is kept as a version"


def test_what_was_saved_in_another_tab_of_ones_own_is_kept_and_said_to_be_ones_own(dartford: Office) -> None:
    """Saved by hand, or met by another tab: no later save within the ten minutes takes its place."""
    file = three_points(dartford)
    manager = manager_of(file)
    opened = {"version": "0", "base": manager.opens(file, "respond").context["form"]["base"].value()}
    assert saves_by_itself(manager, file, 0, "In tab A.").status_code == 200
    told = saves_by_itself(manager, file, 0, "In tab B.")
    assert (told.status_code, "in another tab or window" in json.loads(told.content)["said"]) == (409, True)
    answer = manager.sends(file, "respond", step="draft", **opened, **{"facts-p1": "In tab B."})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "You have changed this draft in another tab or window" in page
    assert "You saved in the other tab or window:" in page
    assert "Somebody else" not in page
    form = answer.context["form"]
    again = {name: form[name].value() for name in ("facts-p1", "version", "base")}
    assert manager.sends(file, "respond", step="draft", **again).status_code == 302
    assert saves_by_itself(manager, file, 2, "In tab B, and more.").status_code == 200
    draft = drafts.load(file.case, "stage-one-response")
    assert draft is not None
    said = {each.number: each.choices["told"]["p1"]["facts"] for each in versions.versions_of(draft)}
    assert said == {1: "In tab A.", 2: "In tab B.", 3: "In tab B, and more."}


def test_an_answer_is_not_sent_over_what_was_saved_since_its_page_was_opened(dartford: Office) -> None:
    file = three_points(dartford)
    manager = manager_of(file)
    whole = typed(dartford, dartford.staff["director"])
    manager.sends(file, "respond", step="draft", version="0", **whole)
    draft = drafts.load(file.case, "stage-one-response")
    assert draft is not None
    told = {**draft.choices["told"], "p2": {**draft.choices["told"]["p2"], "facts": "Four bins stood there."}}
    choices = {**draft.choices, "told": told}
    drafts.save(file.case, draft.kind, draft.written, dartford.staff["director"], choices=choices, seen=1)
    for step in ("go", "send"):
        answer = manager.sends(file, "respond", step=step, version="1", **whole)
        assert answer.status_code == 409
        assert "director saved the draft on" in text_of(answer)
    assert all(each.kind != "stage-one-response" for each in letters_of(file.case))
    given = {**whole, "facts-p2": "Four bins stood there."}
    assert "What the check found" in text_of(manager.sends(file, "respond", step="go", version="1", **given))


def test_the_script_saves_and_shows_how_far_the_answer_has_got(dartford: Office) -> None:
    file = three_points(dartford)
    manager = manager_of(file)
    form = {"key": "b" * 32, "seen": file.case.last_seq, "step": "draft", "version": "0", "finding-p1": "upheld"}
    said = manager.client.post(
        f"/casework/{file.case.reference}/respond/", form, headers={"Accept": "application/json"}
    )
    told = json.loads(said.content)
    assert (told["version"], "Upheld" in told["side"], '"finding-p1"' in told["base"]) == (1, True, True)


# --- review ----------------------------------------------------------------------------------------


def test_a_colleague_is_asked_returns_it_with_comments_and_then_finds_it_fine(dartford: Office) -> None:
    file = three_points(dartford)
    manager, director = manager_of(file), Officer(dartford, "director")
    manager.sends(file, "respond", step="draft", version="0", **typed(dartford, dartford.staff["director"]))
    address = f"/casework/{file.case.reference}/response/"
    who = str(dartford.staff["director"].pk)
    of_another = dartford.person("director", name="Olu Ade", department=dartford.streets)
    offered = manager.client.get(address).content.decode()
    assert f'<option value="{who}">' in offered
    assert f'<option value="{of_another.pk}">' not in offered  # a role that sees drafts, of cases they cannot open
    assert manager.client.post(address, {"what": "ask", "who": str(of_another.pk)}).status_code == 200
    assert manager.client.post(address, {"what": "ask", "who": who}).status_code == 302
    assert director.client.post(address, {"what": "decide:back", "text": ""}).status_code == 200
    answer = {"what": "decide:back", "text": "Say which day.", "point": "p1", "key": "c" * 32}
    assert director.client.post(address, answer).status_code == 302
    page = text_of(manager.client.get(address))
    assert all(told in page for told in ("has returned version 1 with comments", "Say which day."))
    assert manager.client.post(address, {"what": "ask", "who": who}).status_code == 302
    assert director.client.post(address, {"what": "decide:fine"}).status_code == 302
    assert "would change nothing in version 1" in text_of(manager.client.get(address))
    subjects = [each.subject for each in messages_of(file.case)]
    assert sum("review" in subject for subject in subjects) >= 2
    assert manager.sends(file, "respond", **typed(dartford, dartford.staff["director"])).status_code == 302
    assert "Say which day." not in sent_to(file).text
    assert not any("Say which day." in each.text for each in messages_of(file.case))


def test_a_document_of_another_case_is_never_named(dartford: Office) -> None:
    file, other = three_points(dartford), complaint(dartford)
    theirs = a_document(other, "Of somebody else.txt")
    a_document(file)
    answer = typed(dartford, dartford.staff["director"]) | {"documents-p1": [str(theirs.pk)]}
    assert manager_of(file).sends(file, "respond", step="draft", version="0", **answer).status_code == 302
    page = text_of(manager_of(file).client.get(f"/casework/{file.case.reference}/response/"))
    assert "Of somebody else" not in page
    assert "We read the log." in page


def test_whoever_has_no_part_in_it_reads_no_draft(dartford: Office) -> None:
    file = three_points(dartford)
    manager_of(file).sends(file, "respond", step="draft", version="0", **{"facts-p1": "One."})
    address = f"/casework/{file.case.reference}/response/"
    stranger = Office("kings-lynn")
    assert Officer(stranger, DESK["kings-lynn"]).client.get(address).status_code == 404
    assert Officer(dartford, "auditor").client.get(address).status_code in (403, 404)
    clerk = Officer(dartford, DESK["dartford"])
    assert clerk.client.get(address).status_code == 200
    assert clerk.client.post(address, {"what": "restore:1", "version": "1"}).status_code == 403
    assert clerk.client.post(address, {"what": "elsewhere"}).status_code == 404
    page = text_of(clerk.client.post(address, {"what": "comment", "text": ""}))
    assert "Write your comment" in page


# --- the last answer of King's Lynn ----------------------------------------------------------------


def test_the_last_answer_of_kings_lynn_says_which_ombudsman_is_for_which_point() -> None:
    office = Office("kings-lynn")
    home = Point("p1", service="housing-service", landlord="yes")
    points = (home, replace(home, id="p2", service="streets-service", landlord="no"))
    file = office.receives("2026-06-01T10:00", points=points)
    composed = compose(file.case, "stage-two-response", written={}, by_staff=None, outcome="upheld")
    text = " ".join(composed.text.split())
    for number, key in (("1", "housing-ombudsman"), ("2", "lgsco")):
        assert f"About point {number}: {office.policy.contacts[key].name}" in text


# --- tracks whose answer finds nothing ---------------------------------------------------------------


def test_a_reply_that_finds_nothing_has_its_boxes_and_no_points() -> None:
    office = Office("kings-lynn")
    liaison = office.actor("members-liaison")
    file = office.receives("2026-06-01T10:00", by=liaison, track="mp-enquiry", channel="email")
    desk = Desk(file.case, office.actor(DESK["kings-lynn"]), "respond")
    form = RespondForm(desk=desk)
    state = state_of(form, None)
    assert (form.points, form.sections(), state.points, state.outcome) == ((), [], [], "")


def test_an_internal_review_is_answered_on_the_same_page() -> None:
    """It finds and gives reasons as an answer does, asks for nothing that its letter has not got, and goes."""
    one = ready("dartford", "internal-review-response")
    with time_machine.travel("2026-06-24T10:00:00+01:00", tick=False):
        officer = Officer(one.office, one.who)
        page = text_of(officer.opens(one.file, "respond"))
        assert page.count("What do you find") == 1
        said = {"findings-of-fact": "We sent the survey late.", "reasons": "The law gives 20 working days."}
        typed = {"finding-p1": one.office.policy.outcomes[0].id, **letter(said)}
        looked = text_of(officer.sends(one.file, "respond", step="go", **typed))
        assert "Information Commissioner" in looked
        assert "To put right before it can go" not in looked
        assert officer.sends(one.file, "respond", step="send", **typed).status_code == 302
    sent = sent_to(one.file)
    assert (sent.kind, "20 working days" in sent.text) == ("internal-review-response", True)
