"""Does the page of every act let the right people in, keep what was typed, and act exactly once?"""

from __future__ import annotations

import pytest

from redress.cases.models import Event, ReadLog
from redress.casework import acts
from redress.casework.action_pages import PAGES
from redress.correspondence.letters import letters_of
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import ACKNOWLEDGEMENT, ANSWER, Officer, address, complaint, do, letter, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def late(file: CaseFile) -> CaseFile:
    return file


def with_plan(file: CaseFile) -> CaseFile:
    do(file, acts.record_action_plan, "departmental-complaints-officer", "2026-06-02", plan="plan:1", text="Train.")
    return file


def at_the_ombudsman(file: CaseFile) -> CaseFile:
    do(
        desks.registered(file),
        acts.open_ombudsman_run,
        "corporate-services-team",
        "2026-06-02",
        enquiry="Papers?",
        channel="letter",
    )
    return file


# act: (council, how the case got there, who acts, what is typed, the event it makes)
WHOLE = {
    "register": ("dartford", None, "corporate-services-team", {}, "Registered"),
    "settle-points": (
        "dartford",
        None,
        "corporate-services-team",
        {"service-p1": "streets-service", "landlord-p1": "no", "subject-p1": "delay"},
        "PointsSettled",
    ),
    "allocate": ("dartford", desks.registered, "corporate-services-team", {"to": "service-manager"}, "Allocated"),
    "bar-person": (
        "dartford",
        None,
        "corporate-services-team",
        {"person": "service-manager", "ground": "implicated"},
        "PersonBarred",
    ),
    "acknowledge": ("dartford", desks.allocated, "service-manager", letter(ACKNOWLEDGEMENT), "Acknowledged"),
    "contact": (
        "dartford",
        None,
        "corporate-services-team",
        {"method": "telephone", "result": "reached", "note": "She is well."},
        "ContactMade",
    ),
    "clarify": ("dartford", desks.allocated, "service-manager", {"way_forward": "investigate"}, "Clarified"),
    "add-information": ("dartford", desks.allocated, "service-manager", {"text": "More."}, "InformationAdded"),
    "ask-for-help": ("dartford", None, "corporate-services-team", {"text": "Large print."}, "HelpAsked"),
    "note": ("dartford", None, "corporate-services-team", {"text": "Ring the depot."}, "Noted"),
    "extend": (
        "dartford",
        desks.acknowledged,
        "service-manager",
        {
            "days": "10",
            "reason_kind": "complexity",
            "agreed": "yes",
            **letter({"reasons": "It is complex.", "progress": "We have begun."}),
        },
        "Extended",
    ),
    "respond": (
        "dartford",
        desks.acknowledged,
        "service-manager",
        {"finding-p1": "upheld", **letter(ANSWER)},
        "Responded",
    ),
    "request-next-stage": (
        "dartford",
        desks.answered,
        "corporate-services-team",
        {"channel": "letter", "reasons": "No."},
        "NextStageRequested",
    ),
    "give-reasons": ("dartford", desks.requested, "corporate-services-team", {"reasons": "No."}, "ReasonsGiven"),
    "accept-request": (
        "kings-lynn",
        desks.requested,
        "appointed-officer",
        {"finding": "elements-not-considered"},
        "RequestAccepted",
    ),
    "refuse-request": (
        "kings-lynn",
        desks.requested,
        "appointed-officer",
        {"finding": "full-and-comprehensive", "reasons": "unhappy-only", **letter({"reasons": "Only unhappy."})},
        "RequestRefused",
    ),
    "signpost": ("dartford", None, "corporate-services-team", letter({"why-now": "You asked."}), "Signposted"),
    "receive": ("dartford", desks.registered, "corporate-services-team", {"enquiry": "Papers?"}, "Received"),
    "answer-ombudsman": (
        "dartford",
        at_the_ombudsman,
        "corporate-services-team",
        {"answer": "Here."},
        "OmbudsmanResponded",
    ),
    "record-action-plan": (
        "dartford",
        None,
        "departmental-complaints-officer",
        {"text": "Train."},
        "ActionPlanRecorded",
    ),
    "complete-action-plan": (
        "dartford",
        with_plan,
        "departmental-complaints-officer",
        {"plan": "plan:1"},
        "ActionPlanCompleted",
    ),
    "withdraw": ("dartford", None, "corporate-services-team", {"reason": "Content."}, "Withdrawn"),
    "close": ("dartford", desks.answered, "corporate-services-team", {}, "Closed"),
    "correct": (
        "dartford",
        None,
        "corporate-services-team",
        {
            "supersedes": "1",
            "corrected_on-day": "29",
            "corrected_on-month": "5",
            "corrected_on-year": "2026",
            "reason": "The stamp says Friday.",
        },
        "Corrected",
    ),
}
PEOPLE = ("to", "person")
SENDS = {action for action in WHOLE if PAGES[action].sends_a_letter}


class Scene:
    """A case that is ripe for one act, and the officer whose act it is."""

    def __init__(self, action: str) -> None:
        council, walked, who, answers, self.event = WHOLE[action]
        self.action, self.office = action, Office(council)
        self.file = complaint(self.office)
        if walked:
            walked(self.file)
        self.who, self.officer = who, Officer(self.office, who)
        self.answers = {
            name: self.office.staff[value].pk if name in PEOPLE else value for name, value in answers.items()
        }

    def events(self) -> int:
        return Event.objects.filter(case=self.file.case).count()


@pytest.fixture(params=sorted(WHOLE))
def scene(request) -> Scene:
    return Scene(request.param)


def test_every_act_has_its_page_shown_here_or_below():
    elsewhere = {"link", "merge", "unmerge"}  # test_casework_points, test_casework_merging
    elsewhere |= {"ask", "answer-ask", "close-ask"}  # test_asks
    assert set(PAGES) - set(WHOLE) == {"agree", "appoint", "decide-lateness", *elsewhere}


def test_the_page_opens_for_the_right_officer_and_the_reading_is_logged(scene, client, django_assert_max_num_queries):
    # An answer also asks for its draft, who may see to remedies, the files, and what the check must know.
    with django_assert_max_num_queries(34 if scene.action == "respond" else 28):
        response = scene.officer.opens(scene.file, scene.action)
    assert response.status_code == 200
    assert str(PAGES[scene.action].title) in text_of(response)
    assert ReadLog.objects.filter(case=scene.file.case, page=f"act: {scene.action}").exists()
    assert scene.officer.client.put(address(scene.file, scene.action)).status_code == 405
    signed_out = client.get(address(scene.file, scene.action))
    assert signed_out.url.startswith("/casework/sign-in/")


def test_the_act_is_done_once_however_often_the_form_is_sent_and_leads_back(scene):
    before = scene.events()
    for _again in range(2):
        response = scene.officer.sends(scene.file, scene.action, key="a" * 32, **scene.answers)
        assert response.status_code == 302, text_of(response)
        assert response.url in (f"/casework/{scene.file.case.reference}/", "/casework/")
    assert scene.officer.client.get(response.url).status_code == 200
    assert scene.events() == before + 1
    assert Event.objects.filter(case=scene.file.case).order_by("-seq")[0].kind == scene.event
    assert len(letters_of(scene.file.case)) == sum(
        1 for event in Event.objects.filter(case=scene.file.case) if '"letter":{' in event.facts
    )


def test_the_wrong_role_is_told_why_and_another_council_finds_nothing(scene):
    auditor = Officer(scene.office, "auditor")
    for response in (auditor.opens(scene.file, scene.action), auditor.sends(scene.file, scene.action, **scene.answers)):
        assert response.status_code == 403
        assert "Only " in text_of(response)
    stranger = Officer(Office("kings-lynn" if scene.office.id == "dartford" else "dartford"), "auditor")
    assert stranger.opens(scene.file, scene.action).status_code == 404
    assert stranger.sends(scene.file, scene.action, **scene.answers).status_code == 404
    assert scene.file.case.last_seq == scene.events()


def test_whoever_is_kept_away_finds_nothing_and_the_attempt_is_logged(scene):
    desk = "corporate-services-team" if scene.office.id == "dartford" else "complaints-administrator"
    scene.office.person(desk, name="other desk", department=scene.office.housing)
    person = scene.office.staff[scene.who]
    how = {"person": person, "ground": "complained-about", "run": "r1"}
    do(scene.file, acts.bar_person, "other desk", "2026-06-30", **how)
    assert scene.officer.opens(scene.file, scene.action).status_code == 404
    assert scene.officer.sends(scene.file, scene.action, **scene.answers).status_code == 404
    assert ReadLog.objects.filter(case=scene.file.case, actor=person.actor_id, refused=True).exists()


def test_bad_and_empty_input_does_nothing(scene):
    before = scene.events()
    broken = scene.officer.client.post(address(scene.file, scene.action), {"step": "send"})
    to_come = {"happened_on-day": "1", "happened_on-month": "1", "happened_on-year": "2099"}
    early = scene.officer.sends(scene.file, scene.action, **to_come, **scene.answers)
    assert "must be today or in the past" in text_of(early)
    answered = [broken, early]
    if scene.action not in ("register", "withdraw", "close"):  # there something must be said
        answered.append(scene.officer.sends(scene.file, scene.action, **dict.fromkeys(scene.answers, "")))
    for response in answered:
        assert response.status_code == 200
        assert "There is a problem" in text_of(response)
    assert scene.events() == before


def test_a_case_that_has_moved_on_says_what_changed_and_keeps_every_word(scene):
    if scene.action in ("note", "contact", "add-information", "ask-for-help", "bar-person"):
        return  # as right as ever on a case that has moved on
    seen = scene.file.case.last_seq
    desk = "corporate-services-team" if scene.office.id == "dartford" else "complaints-administrator"
    do(scene.file, acts.record_contact, desk, "2026-06-30", method="email", result="reached", run="r1")
    before = scene.events()
    response = scene.officer.sends(scene.file, scene.action, seen=seen, **scene.answers)
    page = text_of(response)
    assert response.status_code == 409
    assert f"{desk} contacted the complainant." in page
    for name, value in scene.answers.items():
        if name.startswith("content-") or name in ("reason", "reasons", "text", "enquiry", "answer"):
            assert str(value) in page
    assert scene.events() == before
    again = scene.officer.sends(scene.file, scene.action, **scene.answers)
    assert again.status_code == 302, text_of(again)


@pytest.mark.parametrize("action", sorted(SENDS))
def test_the_letter_is_looked_at_exactly_as_it_then_goes_and_looking_leaves_nothing(action):
    scene = Scene(action)
    before = scene.events(), len(letters_of(scene.file.case))
    looked = text_of(scene.officer.sends(scene.file, action, step="go", **scene.answers))
    assert "Look at the letter before it goes" in looked
    assert (scene.events(), len(letters_of(scene.file.case))) == before
    scene.officer.sends(scene.file, action, **scene.answers)
    sent = letters_of(scene.file.case)[-1]
    for line in filter(None, (line.strip() for line in sent.text.splitlines())):
        for word in line.split():
            if word.isalpha():
                assert word in looked


@pytest.mark.parametrize("action", sorted(SENDS))
def test_going_back_from_the_letter_keeps_every_word(action):
    scene = Scene(action)
    page = text_of(scene.officer.sends(scene.file, action, step="change", **scene.answers))
    for name, value in scene.answers.items():
        if name.startswith("content-"):
            assert value in page
    assert "There is a problem" not in page
