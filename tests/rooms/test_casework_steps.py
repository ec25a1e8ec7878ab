"""Can an officer take every decision and make every check that a policy names, and is told what follows?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from redress.cases import find
from redress.cases.models import Event, ReadLog
from redress.casework import acts
from redress.correspondence.letters import letters_of
from redress.records import people, tracking, words
from redress.rules.refusals import Refused
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import do, text_of
from tests.rooms.step_desks import Decider, address, arrived, marsh_in_use

pytestmark = pytest.mark.django_db


@pytest.fixture
def marsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with marsh_in_use(tmp_path, monkeypatch) as office:
        yield office


def test_the_page_shows_the_question_its_options_and_what_follows_from_each(marsh: Office) -> None:
    page = text_of(Decider(marsh, "clerk").opens_step(arrived(marsh), "triage"))
    for said in (
        "What is this?",
        "A complaint",
        "“Service request” begins in this case, counted from now. “Complaint” ends here.",
        "A letter goes out: “Who can help you”.",
    ):
        assert said in page


def kinds(file: CaseFile) -> list[str]:
    return list(Event.objects.filter(case=file.case).order_by("seq").values_list("kind", flat=True))


def test_the_option_is_chosen_first_and_its_questions_come_next(marsh: Office) -> None:
    clerk, file = Decider(marsh, "clerk"), arrived(marsh)
    page = text_of(clerk.opens_step(file, "triage", step="continue"))
    assert "There is a problem" in page
    assert "Choose an answer" in page
    page = text_of(clerk.opens_step(file, "triage", step="continue", option="elsewhere"))
    for asked in ("Why do you think so?", "Which matter is it?", "By when should they turn to them?", "thanks"):
        assert asked in page
    assert "Potholes and street lamps" in page
    assert "The county council looks after these." in page
    page = text_of(clerk.opens_step(file, "triage", option="ask-the-clerk"))
    assert "Ring the person first." in page
    assert "still has to be settled afterwards" in page


def test_a_decision_begins_another_run_and_ends_this_one(marsh: Office) -> None:
    file = arrived(marsh)
    for _again in range(2):
        sent = Decider(marsh, "clerk").sends_step(file, "triage", "request", why="A first report.")
        assert sent.status_code == 302
        assert sent.url == f"/casework/{file.case.reference}/"
    assert kinds(file) == ["Received", "StepTaken", "Received"]
    fold = find.standing(file.case).case
    assert [(run.track, run.ended) for run in fold.runs.values()] == [("complaint", "service-request"), ("request", "")]
    kept = words.of(file.case, "decision")
    assert [each.text for each in kept] == ["A first report."]
    assert fold.runs["r1"].steps["triage"].answers[0].value == kept[0].digest


def test_a_changed_mind_is_a_new_decision_and_the_run_goes_on(marsh: Office) -> None:
    file, clerk = arrived(marsh), Decider(marsh, "clerk")
    clerk.sends_step(file, "triage", "request", why="A first report.")
    file.case.refresh_from_db()
    page = text_of(clerk.opens_step(file, "triage", run="r1"))
    assert "Last recorded: <strong>A request for a service</strong>" in page
    assert "“Complaint” goes on: it is no longer ended." in page
    sent = clerk.client.post(
        address(file, "triage"),
        {
            "key": "b" * 32,
            "seen": file.case.last_seq,
            "run": "r1",
            "option": "complaint",
            "step": "go",
            "answer-why": "They had told us twice.",
        },
    )
    assert sent.status_code == 302, text_of(sent)
    run = find.standing(file.case).case.runs["r1"]
    assert run.ended == ""
    assert run.steps["triage"].option == "complaint"


LETTER = {"why": "Not ours.", "matter": "roads", "content__thanks": "You told us of a pothole."}


def test_the_letter_of_an_option_is_looked_at_and_sent(marsh: Office) -> None:
    file, clerk = arrived(marsh), Decider(marsh, "clerk")
    page = text_of(clerk.sends_step(file, "triage", "elsewhere", pressed="go", **LETTER))
    assert "Look at the letter before it goes" in page
    for printed in ("Potholes and street lamps", "The county council looks after these.", "County Highways"):
        assert printed in page
    assert kinds(file) == ["Received"]
    assert not words.of(file.case, "decision")
    sent = clerk.sends_step(file, "triage", "elsewhere", **LETTER)
    assert sent.status_code == 302, text_of(sent)
    letter = letters_of(file.case)[0]
    assert letter.kind == "pointer"
    assert letter.contents == ["thanks", "who"]
    assert find.standing(file.case).case.runs["r1"].flags == {"pointed-elsewhere"}


def test_a_letter_that_lacks_something_does_not_go_and_nothing_typed_is_lost(marsh: Office) -> None:
    file = arrived(marsh)
    page = text_of(
        Decider(marsh, "clerk").sends_step(file, "triage", "elsewhere", **{**LETTER, "content__thanks": " "})
    )
    assert "the letter cannot go without it" in page
    assert "Not ours." in page
    assert kinds(file) == ["Received"]


def test_whoever_chooses_another_answer_keeps_what_was_typed(marsh: Office) -> None:
    file, clerk = arrived(marsh), Decider(marsh, "clerk")
    page = text_of(clerk.sends_step(file, "triage", "elsewhere", pressed="choose", **LETTER))
    assert 'value="You told us of a pothole."' in page
    assert 'value="Not ours."' in page
    assert page.count('name="option"') == 4
    page = text_of(clerk.sends_step(file, "triage", "complaint", pressed="continue", **LETTER))
    assert "Not ours." in page
    assert "Which matter is it?" not in page
    assert "There is a problem" not in page


def test_empty_and_bad_answers_are_told_beside_the_question(marsh: Office) -> None:
    file, clerk = arrived(marsh), Decider(marsh, "clerk")
    page = text_of(clerk.sends_step(file, "triage", "complaint"))
    assert "Write an answer to “Why do you think so?”" in page
    assert 'href="#id_answer-why"' in page
    page = text_of(clerk.sends_step(file, "triage", "elsewhere", why="Because.", matter="the moon"))
    assert "There is a problem" in page
    assert "Because." in page
    broken = clerk.client.post(address(file, "triage"), {"option": "complaint", "step": "send", "answer-why": "x"})
    assert "The page was not sent whole" in text_of(broken)
    page = text_of(clerk.sends_step(file, "triage", "nothing"))
    assert "Choose one of these answers" in page
    assert kinds(file) == ["Received"]


def test_the_wrong_role_another_council_and_whoever_is_kept_away_cannot_take_it(marsh: Office) -> None:
    file, officer = arrived(marsh), Decider(marsh, "officer")
    do(file, acts.note, "clerk", "2026-06-01T11:00", text="Rang.")
    marsh.person("clerk", name="second clerk")
    do(file, acts.bar_person, "clerk", "2026-06-01T12:00", person=marsh.staff["second clerk"], ground="implicated")
    second = Decider(marsh, "second clerk")
    assert second.opens_step(file, "triage").status_code == 404
    assert second.sends_step(file, "triage", "complaint", why="x").status_code == 404
    assert ReadLog.objects.filter(case=file.case, actor=marsh.staff["second clerk"].actor_id, refused=True).exists()
    assert officer.opens_step(file, "triage").status_code == 404  # it sees only what it holds
    stranger = Decider(Office("dartford"), "director")
    assert stranger.opens_step(file, "triage").status_code == 404
    assert Decider(marsh, "clerk").opens_step(file, "no-such-step").status_code == 404
    assert Decider(marsh, "clerk").client.put(address(file, "triage")).status_code == 405
    assert kinds(file) == ["Received", "Noted", "PersonBarred"]


def registered(file: CaseFile) -> CaseFile:
    do(file, acts.take_step, "clerk", "2026-06-01T10:30", step="triage", option="complaint", answers={"why": "Cross."})
    do(file, acts.register, "clerk", "2026-06-01T11:00")
    return file


def given(file: CaseFile) -> CaseFile:
    do(registered(file), acts.allocate, "clerk", "2026-06-01T12:00", to=file.office.staff["officer"])
    return file


def test_a_role_that_may_see_the_case_but_not_decide_is_told_who_may(marsh: Office) -> None:
    answer = Decider(marsh, "officer").opens_step(given(arrived(marsh)), "triage")
    assert answer.status_code == 403
    assert "Only the Clerk can record “Decide what this is”" in text_of(answer)


def test_what_waits_for_the_decision_is_refused_and_leads_there(marsh: Office) -> None:
    file, clerk = arrived(marsh), Decider(marsh, "clerk")
    page = clerk.opens(file, "register")
    assert page.status_code == 403
    assert "Before you can register this, the Clerk must record “Decide what this is”" in text_of(page)
    assert address(file, "triage") in text_of(page)


def test_a_case_that_has_moved_on_keeps_what_was_typed(marsh: Office) -> None:
    file, clerk = arrived(marsh), Decider(marsh, "clerk")
    seen = file.case
    do(file, acts.settle_points, "clerk", "2026-06-01T10:30", points=find.standing(file.case).case.points)
    seen.last_seq = 1
    file.case = seen
    page = clerk.sends_step(file, "triage", "complaint", why="Cross.")
    assert page.status_code == 409
    assert "The case has moved on" in text_of(page)
    assert "Cross." in text_of(page)


def test_a_check_with_one_option_is_asked_at_once_and_not_twice(marsh: Office) -> None:
    file, clerk = registered(arrived(marsh)), Decider(marsh, "clerk")
    assert "Have you seen that they live here?" in text_of(clerk.opens_step(file, "identity"))
    page = text_of(clerk.sends_step(file, "identity", "", seen="no"))
    assert "This cannot be the answer to “Have you seen that they live here?”" in page
    assert clerk.sends_step(file, "identity", "", seen="yes").status_code == 302
    again = clerk.opens_step(file, "identity")
    assert again.status_code == 403
    assert "on record already" in text_of(again)


def test_every_kind_of_answer_is_kept_and_told(marsh: Office) -> None:
    file, officer = given(arrived(marsh)), Decider(marsh, "officer")
    adviser = marsh.person("officer", name="Olive Adviser")
    page = text_of(officer.opens_step(file, "special"))
    assert "The case can only be seen by those who need to. (paragraph 9)" in page
    assert "Olive Adviser" in page
    sent = officer.sends_step(
        file, "special", "special", kinds=["neighbour", "staff"], adviser=adviser.pk, contacts="3", cost="12.50"
    )
    assert sent.status_code == 302, text_of(sent)
    run = find.standing(file.case).case.runs["r1"]
    assert {each.question: each.value for each in run.steps["special"].answers} == {
        "kinds": "neighbour,staff",
        "adviser": adviser.actor_id,
        "contacts": "3",
        "cost": "1250",
    }
    assert run.flags >= {"special-case", "confidential"}


def test_somebody_kept_away_is_not_offered_and_a_forced_answer_is_refused(marsh: Office) -> None:
    file, officer = given(arrived(marsh)), Decider(marsh, "officer")
    away = marsh.person("officer", name="Olive Away")
    do(file, acts.bar_person, "clerk", "2026-06-01T13:00", person=away, ground="complained-about")
    assert "Olive Away" not in text_of(officer.opens_step(file, "special"))
    sent = officer.sends_step(file, "special", "special", kinds=["staff"], adviser=away.pk)
    assert sent.status_code == 200
    assert "There is a problem" in text_of(sent)


# --- the page of the case ------------------------------------------------------------------------


def case_page(file: CaseFile, who: str = "clerk") -> str:
    return text_of(Decider(file.office, who).client.get(f"/casework/{file.case.reference}/"))


def test_what_is_to_be_decided_stands_first_on_the_case_page(marsh: Office) -> None:
    file = arrived(marsh)
    page = case_page(file)
    assert page.index("To decide now") < page.index("Write a note")
    assert f'href="{address(file, "triage")}"' in page
    assert "Before you can register this, the Clerk must record “Decide what this is”" in page
    assert "Say what is special about it" in page


def test_a_colleague_sees_of_whom_it_is_asked(marsh: Office) -> None:
    file = given(arrived(marsh))
    page = case_page(file, "officer")
    assert "Asked of the Clerk" in page
    assert "Only the Clerk can record “Decide what this is”" in page
    assert "0 of 2 done" in page


def test_the_checklist_tells_what_is_done_by_whom_and_when(marsh: Office) -> None:
    file = given(arrived(marsh))
    do(file, acts.take_step, "officer", "2026-06-02T10:00", step="remedy", option="not-needed")
    page = case_page(file)
    assert "1 of 2 done" in page
    assert "Not needed, officer, Tuesday 2 June 2026" in page
    assert "To do now" in page


def test_decisions_stand_on_the_case_page_and_in_the_timeline_with_their_answers(marsh: Office) -> None:
    file = given(arrived(marsh))
    answers = {"kinds": ["neighbour"], "adviser": marsh.staff["reviewer"], "cost": 1250}
    do(file, acts.take_step, "officer", "2026-06-02T10:00", step="special", option="special", answers=answers)
    do(file, acts.take_step, "clerk", "2026-06-02T11:00", step="triage", option="complaint", answers={"why": "Again."})
    page = case_page(file)
    for told in (
        "Decide what this is: <strong>A complaint</strong>",
        "Decided again since",
        "Cross.",
        "Again.",
        "What is it about? About a neighbour",
        "Who advises on it? reviewer",
        "What did it cost? £12.50",
        "Marked: Special case",
        "Special case",
        "clerk, Clerk, Tuesday 2 June 2026 at 11am",
    ):
        assert told in page, told


def test_runs_stand_side_by_side_with_their_own_decisions(marsh: Office) -> None:
    file = arrived(marsh)
    Decider(marsh, "clerk").sends_step(file, "triage", "request", why="A first report.")
    page = case_page(file)
    assert "Service request" in page
    assert f'href="{address(file, "triage")}?run=r1"' in page


def asked(client: Client, file: CaseFile) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/casework/{file.case.reference}/").status_code == 200
    return len(queries)


def test_the_number_of_questions_does_not_grow_with_the_decisions(marsh: Office) -> None:
    file = given(arrived(marsh))
    client = Decider(marsh, "clerk").client
    before = asked(client, file)
    for day in ("02", "03", "04"):
        answers = {"kinds": ["neighbour"], "adviser": marsh.staff["reviewer"]}
        do(file, acts.take_step, "officer", f"2026-06-{day}T10:00", step="special", option="special", answers=answers)
    assert asked(client, file) <= before


# --- the work list -------------------------------------------------------------------------------


def test_the_work_list_says_what_the_reader_is_to_decide(marsh: Office) -> None:
    file = arrived(marsh)
    assert "Decide what this is" in text_of(Decider(marsh, "clerk").client.get("/casework/"))
    given(file)
    assert "Identity checked" in text_of(Decider(marsh, "clerk").client.get("/casework/"))
    officers = text_of(Decider(marsh, "officer").client.get("/casework/"))
    assert file.case.reference in officers
    assert "Identity checked" not in officers


# --- the person's own page -----------------------------------------------------------------------


def own_page(file: CaseFile) -> str:
    party = people.correspondent_of(file.case)
    secret = tracking.new_secret(file.case, party)
    browser = Client()
    opened = browser.get(f"/marsh/track/open/{file.case.reference}/{secret}/")
    return text_of(browser.get(opened.url))


def test_the_person_is_told_what_was_decided_and_where_to_go(marsh: Office) -> None:
    file = arrived(marsh)
    assert "What we decided" not in own_page(file)
    Decider(marsh, "clerk").sends_step(file, "triage", "elsewhere", **LETTER)
    page = own_page(file)
    assert "We have decided what happens with it" in page
    assert "This is not for us to look into. We wrote to tell you who can." in page
    assert "County Highways" in page
    assert "Not ours." not in page, "the reasons are for staff"


def test_the_person_follows_the_run_that_a_decision_began(marsh: Office) -> None:
    file = arrived(marsh)
    Decider(marsh, "clerk").sends_step(file, "triage", "request", why="A first report.")
    page = own_page(file)
    assert page.count("We treat what you told us as a request for a service, and will see to it.") == 2
    assert "It goes on as: Service request" in page
    assert "We received your complaint" in page


def test_what_was_decided_otherwise_since_is_told_no_longer(marsh: Office) -> None:
    file = arrived(marsh)
    do(file, acts.take_step, "clerk", "2026-06-01T10:30", step="triage", option="request", answers={"why": "New."})
    how = {"step": "triage", "option": "complaint", "answers": {"why": "It is not new."}, "run": "r1"}
    do(file, acts.take_step, "clerk", "2026-06-01T11:30", **how)
    assert "What we decided" not in own_page(file)


# --- what a letter says of the answers -----------------------------------------------------------


def test_a_letter_says_every_kind_of_answer_in_words(marsh: Office) -> None:
    file = arrived(marsh)
    helper = marsh.person("officer", name="Olive Helper")
    answers = {
        "kinds": ["neighbour", "staff"],
        "point": ["p1"],
        "body": "county",
        "until": date(2026, 7, 1),
        "free": False,
        "cost": 123456,
        "visits": 3,
        "who": helper,
        "words": "Keep a diary.\n\nShow it to us.",
    }
    do(file, acts.take_step, "clerk", "2026-06-02T10:00", step="advise", option="advise", answers=answers)
    text = letters_of(file.case)[0].text
    for said in (
        "About a neighbour\n\nSomebody who lives close by is named.\n\nAbout a member of staff",
        "County Highways\nWebsite: https://www.county.example/",
        "Wednesday 1 July 2026",
        "No",
        "£1,234.56",
        "3 visits",
        "Olive Helper",
        "Keep a diary.\n\nShow it to us.",
    ):
        assert said in text, text


def test_an_unknown_question_or_option_is_not_taken(marsh: Office) -> None:
    file = arrived(marsh)
    with pytest.raises(ValueError, match="does not ask"):
        do(file, acts.take_step, "clerk", "2026-06-02", step="triage", option="complaint", answers={"how": "x"})
    with pytest.raises(Refused) as refused:
        do(file, acts.take_step, "clerk", "2026-06-02", step="triage", option="nothing")
    assert refused.value.code == "option-closed"
    assert kinds(file) == ["Received"]


def test_nobody_to_write_to_means_no_letter(marsh: Office) -> None:
    file, clerk = marsh.receives("2026-06-01T10:00", acknowledgeable=False), Decider(marsh, "clerk")
    page = text_of(clerk.opens_step(file, "triage", option="elsewhere"))
    assert "There is nobody to write to, so no letter goes out." in page
    assert "content-thanks" not in page
    assert clerk.sends_step(file, "triage", "elsewhere", why="Not ours.", matter="roads").status_code == 302
    assert not letters_of(file.case)
