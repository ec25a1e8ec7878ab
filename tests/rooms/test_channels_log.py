"""Can any member of staff take down whatever came, in whatever way, on one page, with what belongs to that way?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from redress.cases import find
from redress.cases.models import Case, Event
from redress.casework import acts
from redress.casework.social_media import FORM_REQUESTED
from redress.correspondence.letters import to_be_posted
from redress.correspondence.notices import messages_of
from redress.records import contact_notes, people, words
from redress.records.internal import notes_of
from redress.records.models import Document
from redress.rules.events import Point
from redress.rules.letters import flags_of
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import INVESTIGATOR, do
from tests.rooms.test_casework_log import COMPLAINT, LOG, client_of, plain, sent

pytestmark = pytest.mark.django_db
DESK = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}
COUNCILS = ("dartford", "kings-lynn")
NOW = {"received_on__day": "9", "received_at": "11am"}
CHANNEL = "/casework/log/channel/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-04-09T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def logged(office: Office, who: str = "", **answers: Any) -> Case:
    """The case that comes of the form with these answers."""
    response = sent(client_of(office, who or DESK[office.id]), **{**NOW, **answers})
    assert response.status_code == 302, plain(response)
    return Case.objects.latest("pk")


def page_of(office: Office, case: Case, who: str = "") -> str:
    return plain(client_of(office, who or DESK[office.id]).get(f"/casework/{case.reference}/"))


def asked(client: Client, channel: str, **typed: str) -> str:
    return plain(client.post(CHANNEL, {"channel": channel, **typed}))


# --- the ways in ----------------------------------------------------------------------------------


@requirement("DA-6.2-3", "DA-6-1")
@pytest.mark.parametrize("council", COUNCILS)
def test_every_way_in_can_be_chosen(council: str) -> None:
    page = plain(client_of(Office(council), DESK[council]).get(LOG))
    for way in (
        "E-mail",
        "Telephone",
        "Telephone through Relay UK",
        "In person",
        "Letter",
        "Audio tape or audio message",
        "Letter in Braille",
        "Text message",
        "Social media",
        "Councillor",
        "MP",
        "Referred by an Ombudsman",
        "Answer to a survey",
    ):
        assert f"> {way} <" in page, way
    assert "Online form <" not in page


def test_what_is_special_about_a_way_is_policy_data(dartford: Office) -> None:
    policy = dartford.policy
    assert [each.id for each in policy.channels if each.conversation] == ["telephone", "relay-uk", "visit"]
    assert [each.id for each in policy.channels if each.original] == ["audio", "braille"]
    text = policy.channel("text-message")
    assert text is not None
    assert not text.written
    assert "not in writing" in text.reading
    social = policy.channel("social-media")
    assert social is not None
    assert social.public
    assert social.counts_from == "seen"


def test_the_page_begins_with_now_on_the_telephone(dartford: Office) -> None:
    page = plain(client_of(dartford).get(LOG))
    assert 'value="telephone" checked' in page
    for part, value in (("day", "9"), ("month", "4"), ("year", "2026")):
        assert f'name="received_on-{part}" type="text" value="{value}"' in page
    assert 'value="12:00"' in page
    assert "Acknowledge the complaint by" in page, "with the dates that follow"


def test_what_belongs_to_one_way_alone_is_asked_of_it_alone(dartford: Office) -> None:
    client = client_of(dartford)
    visit, letter, post = asked(client, "visit"), asked(client, "letter"), asked(client, "social-media")
    assert "How many minutes did they wait?" in visit
    assert "Did you offer help to write it down?" in visit
    assert "How many minutes" not in letter
    assert "Did you offer help" not in letter
    assert "On which platform?" in post
    assert "http://testserver/dartford/" not in letter
    assert "Where is it kept?" in asked(client, "braille")
    assert "Which survey was it?" in asked(client, "survey")
    assert asked(client, "nonsense") == ""


def test_without_a_script_a_button_shows_it_and_nothing_typed_is_lost(dartford: Office) -> None:
    page = plain(sent(client_of(dartford), channel="visit", step="channel"))
    assert "How many minutes did they wait?" in page
    assert "The bins were left again." in page
    assert "There is a problem" not in page
    assert Case.objects.count() == 0


def test_others_may_not_ask_for_it(dartford: Office) -> None:
    client = client_of(dartford, "auditor")
    assert client.post(CHANNEL, {"channel": "visit"}).status_code == 403
    assert client_of(dartford).get(CHANNEL).status_code == 405


# --- conversations --------------------------------------------------------------------------------


@requirement("DA-2.6-2")
@pytest.mark.parametrize("channel", ["telephone", "relay-uk", "visit"])
@pytest.mark.parametrize("council", COUNCILS)
def test_after_a_talk_it_must_be_said_whether_help_was_offered(council: str, channel: str) -> None:
    """Compulsory for every way with a conversation; the online form asks the same of everybody."""
    office = Office(council)
    page = plain(sent(client_of(office, DESK[council]), channel=channel, help_offered=None, **NOW))
    assert "Say whether you offered help to write it down" in page
    assert Case.objects.count() == 0
    case = logged(office, channel=channel, help_offered="no", alike="separate", alike_reason="Another matter.")
    assert contact_notes.first_contact_of(case).help_offered == "no"
    assert "Help to write it offered" in page_of(office, case)


@requirement("DA-2.6-2")
@pytest.mark.parametrize("council", COUNCILS)
def test_the_form_asks_everybody_whether_they_want_help_to_write(council: str) -> None:
    Office(council)
    asked = plain(Client().get(f"/{council}/complain/help/"))
    assert "Do you need any help from us?" in asked
    assert "Someone to help me write my complaint" in asked


def test_a_letter_needs_no_word_about_help(dartford: Office) -> None:
    assert contact_notes.first_contact_of(logged(dartford, channel="letter", help_offered=None)).help_offered == ""


@requirement("DA-6.2.3-1", "DA-6.2.4-2", "DA-6.2.2-1")
def test_whom_they_asked_for_what_was_tried_and_where_they_were_passed_on(dartford: Office) -> None:
    said = {
        "wanted_person": "Ms Okafor",
        "tried": "Looked the round up.",
        "out_of_scope": "The contractor must answer.",
        "passed_to": "Sam Reed",
        "passed_why": "He runs the rounds.",
        "told_why": "yes",
        "told_name": "yes",
    }
    case = logged(dartford, **said)
    first = contact_notes.first_contact_of(case)
    assert {name: getattr(first, name) for name in said} == said
    page = page_of(dartford, case)
    for words_ in ("Asked to speak to", "Ms Okafor", "What was tried", "Why it could not be settled", "Told the name"):
        assert words_ in page
    page = plain(sent(client_of(dartford), **{**NOW, "passed_to": "Sam Reed", "passed_why": ""}))
    assert "Enter why it was passed on" in page


def test_a_visitors_wait_is_counted_once_for_the_standards(dartford: Office) -> None:
    case = logged(dartford, channel="visit", waited="6")
    assert contact_notes.first_contact_of(case).waited == 6
    assert "6" in plain(client_of(dartford).get("/casework/standards/"))
    taken = Event.objects.filter(case=case, kind="StepTaken").values_list("facts", flat=True)
    assert any('"step":"visitor-wait"' in facts and '"value":"6"' in facts for facts in taken)


@requirement("DA-6.1.2-3")
def test_a_note_confirmed_at_once_is_not_asked_for_again(dartford: Office) -> None:
    """Read back on the telephone: the note says so, and the acknowledgement waits for no confirmation any more."""
    case = logged(dartford, read_back="yes")
    (note,) = contact_notes.notes_of(case)
    assert [(each.what, each.on.isoformat()) for each in note.confirmations.all()] == [("at-once", "2026-04-09")]
    assert "Confirmed at once" in page_of(dartford, case)
    file = CaseFile(dartford, case)
    do(file, acts.register, DESK["dartford"], "2026-04-09T12:00")
    assert "oral-note" not in [step for step, _by in Case.objects.get(pk=case.pk).waiting]


def test_a_note_that_was_sent_is_not_sent_twice(dartford: Office) -> None:
    case = logged(dartford, read_back="send")
    (note,) = contact_notes.notes_of(case)
    assert [(each.what, each.how) for each in note.confirmations.all()] == [("sent", "email")]
    assert contact_notes.waits_for_an_answer(note)
    assert [message.template for message in messages_of(case)] == ["receipt", "note-to-confirm"]
    taken = Event.objects.filter(case=case, kind="StepTaken").values_list("facts", flat=True)
    assert any('"option":"sent-before"' in facts for facts in taken)


# --- what comes otherwise -------------------------------------------------------------------------


@requirement("DA-6-1", "DA-9.9-2", "DA-2.10.1-6")
@pytest.mark.parametrize("channel", ["audio", "braille"])
def test_a_tape_or_braille_is_kept_with_its_place_and_an_approved_transcript(dartford: Office, channel: str) -> None:
    """The original is a thing with a place, and the words a transcript that says who approved it, and when."""
    client = client_of(dartford)
    thing = {"item_what": "One cassette", "item_place": "Drawer 4"}
    page = plain(sent(client, **{**NOW, "channel": channel}))
    assert "Enter what came, so that it can be found again" in page
    assert "Enter where it is kept" in page
    approved = {"approved_by": "complainant", **{f"approved_on__{p}": v for p, v in DAY.items()}}
    case = logged(dartford, channel=channel, **thing, **approved)
    (item,) = contact_notes.items_of(case)
    assert (item.what, [place.place for place in item.places.all()]) == ("One cassette", ["Drawer 4"])
    (note,) = contact_notes.notes_of(case)
    assert (note.kind, note.words.text) == ("transcript", "The bins were left again.")
    page = page_of(dartford, case)
    assert "Record that English is not their first language" in page, "another language goes with any way"
    assert "Approved" in page
    assert "Wednesday 8 April 2026, Complainant" in page
    assert "One cassette: Drawer 4" in page


DAY = {"day": "8", "month": "4", "year": "2026"}


def test_a_transcript_may_be_approved_later(dartford: Office) -> None:
    case = logged(dartford, channel="audio", item_what="One cassette", item_place="Drawer 4")
    (note,) = contact_notes.notes_of(case)
    client = client_of(dartford)
    heard = f"/casework/{case.reference}/notes/{note.pk}/heard/"
    assert "Who said so?" in plain(client.get(heard))
    said = {"what": "confirmed", "part": "representative", "how": "telephone", "on-day": "9", "on-month": "4"}
    assert client.post(heard, {**said, "on-year": "2026"}).status_code == 302
    assert "Thursday 9 April 2026, Representative, Telephone call" in page_of(dartford, case)


@requirement("KL-12-1")
@pytest.mark.parametrize("council", COUNCILS)
def test_a_post_is_logged_with_its_platform_link_and_picture(council: str) -> None:
    office = Office(council)
    page = plain(sent(client_of(office, DESK[council]), **{**NOW, "channel": "social-media"}))
    assert "Enter the platform or the link of the post" in page
    picture = SimpleUploadedFile("post.txt", b"Bins again!", "text/plain")
    post = {"platform": "Facebook", "link": "https://example.org/posts/1", "file": picture}
    case = logged(office, channel="social-media", **post)
    first = contact_notes.first_contact_of(case)
    assert (first.platform, first.link) == ("Facebook", "https://example.org/posts/1")
    assert Document.objects.get(case=case).name == "post.txt"
    page = page_of(office, case)
    assert "Facebook" in page
    assert "https://example.org/posts/1" in page


@requirement("KL-12-5")
@pytest.mark.parametrize("council", COUNCILS)
def test_whoever_was_asked_to_use_the_form_is_waited_for_and_listed(council: str) -> None:
    """The standard reply has the link of the form and nothing of the case; until they come, the case is on a list."""
    office = Office(council)
    client = client_of(office, DESK[council])
    reply = asked(client, "social-media")
    assert f"http://127.0.0.1:8000/{council}/" in reply or f"/{council}/" in reply
    assert office.policy.council.complaints_email in reply
    assert "personal details" in reply
    case = logged(office, channel="social-media", platform="Facebook", moved="form-requested")
    standing = find.standing(case)
    assert FORM_REQUESTED in flags_of(standing.case, standing.run, standing.policy)
    page = plain(client.get("/casework/form-requested/"))
    assert case.reference in page
    assert "1 person was asked" in page
    assert "Form requested" in page_of(office, case)
    if council == "dartford":
        step, option, answers = "social-media", "complaint", {}
    else:
        step, option, answers = "social-media", "moved", {"moved-on": date(2026, 4, 9)}
    file = CaseFile(office, case)
    do(file, acts.take_step, DESK[council], "2026-04-09T12:00", step=step, option=option, answers=answers)
    assert case.reference not in plain(client.get("/casework/form-requested/"))


def test_the_list_shows_only_cases_that_one_may_see(dartford: Office) -> None:
    case = logged(dartford, channel="social-media", platform="Facebook", moved="form-requested")
    assert case.reference not in plain(client_of(dartford, "service-manager").get("/casework/form-requested/"))
    assert client_of(dartford).post("/casework/form-requested/").status_code == 405


def test_a_post_counts_from_the_day_on_which_staff_saw_it(dartford: Office) -> None:
    """Q32: the day of the page is that day, and the page says so."""
    page = plain(sent(client_of(dartford), channel="social-media", step="channel"))
    assert "It counts from the day on which staff saw it" in page
    case = logged(dartford, channel="social-media", platform="Facebook")
    assert case.received_day.isoformat() == "2026-04-09"


def test_an_answer_to_a_survey_says_which_and_whether_they_know_how_to_complain(dartford: Office) -> None:
    case = logged(dartford, channel="survey", survey="Repairs, spring", survey_told="yes")
    first = contact_notes.first_contact_of(case)
    assert (first.survey, first.survey_told) == ("Repairs, spring", "yes")
    assert "Repairs, spring" in page_of(dartford, case)


# --- the person -----------------------------------------------------------------------------------


@requirement("DA-6.7.1-3")
def test_their_words_stay_apart_from_the_officers_summary_and_are_never_overwritten(dartford: Office) -> None:
    case = logged(dartford)
    before = words.of(case, "complaint")[0]
    file = CaseFile(dartford, case)
    do(file, acts.add_information, DESK["dartford"], "2026-04-09T12:00", text="They say it differently now.")
    do(file, acts.note, DESK["dartford"], "2026-04-09T12:00", text="In short: two missed rounds.")
    assert [each.text for each in words.of(case, "complaint")] == [COMPLAINT["words"]]
    after = words.of(case, "complaint")[0]
    assert (after.text, after.digest) == (before.text, before.digest)
    assert [note.text for note in notes_of(case)] == [COMPLAINT["summary"], "In short: two missed rounds."]


@requirement("KL-0-4")
def test_what_the_customer_needs_and_expects_is_read_by_whoever_investigates() -> None:
    office = Office("kings-lynn")
    case = logged(office, needs="A working lift", expects="One person to talk to", read_back="yes")
    file = CaseFile(office, case)
    do(file, acts.register, DESK["kings-lynn"], "2026-04-09T12:00")
    investigator = INVESTIGATOR["kings-lynn"]
    do(file, acts.allocate, DESK["kings-lynn"], "2026-04-09T12:00", to=office.staff[investigator])
    page = page_of(office, case, investigator)
    assert "A working lift" in page
    assert "One person to talk to" in page


@requirement("DA-2.3-3", "DA-1.3-10", "DA-3.4-2", "DA-12-2")
def test_what_they_want_need_and_expect_is_asked_kept_and_shown(dartford: Office) -> None:
    said = {
        "supporter_wanted": "yes",
        "supporter": "Her sister, 01632 960001",
        "needs": "A working lift",
        "expects": "One person to talk to",
        "explanation": "on",
        "complexity": "serious",
        "standard": "named-contact",
        "standard_words": "Repairs in three days",
    }
    case = logged(dartford, **said)
    first = contact_notes.first_contact_of(case)
    assert (first.supporter, first.needs, first.expects) == (said["supporter"], said["needs"], said["expects"])
    assert first.explanation
    assert first.standard == "named-contact"
    page = page_of(dartford, case)
    for shown in (said["supporter"], said["needs"], said["expects"], "Explanation asked for", "Serious or complex"):
        assert shown in page
    assert "There is a named contact in all correspondence" in page
    assert "Repairs in three days" in page


def test_who_supports_them_must_be_said(dartford: Office) -> None:
    assert "Enter who supports them" in plain(sent(client_of(dartford), **NOW, supporter_wanted="yes"))


def test_a_serious_case_suggests_somebody_senior_where_it_is_given_out(dartford: Office) -> None:
    case = logged(dartford, complexity="serious", read_back="yes")
    file = CaseFile(dartford, case)
    do(file, acts.register, DESK["dartford"], "2026-04-09T12:00")
    page = plain(client_of(dartford).get(f"/casework/{case.reference}/allocate/"))
    assert "Think of somebody senior" in page


@requirement("DA-2.3-7")
def test_only_those_who_handle_the_case_see_that_somebody_is_vulnerable(dartford: Office) -> None:
    case = logged(dartford, vulnerable="on", support="The warden comes along.")
    assert "The warden comes along." in page_of(dartford, case)
    for who in ("auditor",):
        page = page_of(dartford, case, who)
        assert "The warden comes along." not in page, who
        assert "Vulnerable, or depends" not in page, who


def test_support_belongs_to_somebody_vulnerable(dartford: Office) -> None:
    page = plain(sent(client_of(dartford), **NOW, support="The warden comes along."))
    assert "Say that they are vulnerable if support is arranged for that" in page


@requirement("DA-3.1-1")
def test_several_people_complain_with_one_lead_contact(dartford: Office) -> None:
    others = "Sybil Crane, 01632 960872\nOwen Blyth, owen.blyth@example.org\n\n"
    case = logged(dartford, others=others)
    known = [(party.part, party.person.name, party.person.email) for party in people.parties_of(case)]
    assert known == [
        ("complainant", "Ann Smith", "ann@example.org"),
        ("complainant", "Sybil Crane", ""),
        ("complainant", "Owen Blyth", "owen.blyth@example.org"),
    ]
    assert people.parties_of(case)[1].person.telephone == "01632 960872"
    assert people.correspondent_of(case).person.name == "Ann Smith"
    page = page_of(dartford, case)
    assert page.count("Lead contact") == 1
    assert page.index("Lead contact") < page.rindex("Sybil Crane")


@requirement("DA-2.5-1")
def test_people_and_organisations_that_receive_or_seek_a_service_may_complain(dartford: Office) -> None:
    page = plain(client_of(dartford).get(LOG))
    for capacity in ("They receive the service", "They seek the service", "An organisation that seeks the service"):
        assert capacity in page
    case = logged(dartford, person_capacity="organisation-seeking", organisation="Heath Traders")
    assert contact_notes.first_contact_of(case).capacity == "organisation-seeking"
    assert people.parties_of(case)[0].organisation == "Heath Traders"
    page = page_of(dartford, case)
    assert "An organisation that seeks the service" in page
    assert "Heath Traders" in page


@requirement("KL-4A-1", "KL-4A-6")
def test_in_king_s_lynn_people_and_organisations_are_affected() -> None:
    office = Office("kings-lynn")
    client = client_of(office, DESK["kings-lynn"])
    assert "Affected by a council service" in plain(client.get(LOG))
    page = plain(sent(client, **NOW, person_capacity="organisation-affected"))
    assert "Enter the name of the organisation" in page
    case = logged(office, person_capacity="organisation-affected", organisation="Carers’ Lunch")
    party = people.parties_of(case)[0]
    assert (party.organisation, party.person.name) == ("Carers’ Lunch", "Ann Smith")
    assert "Carers’ Lunch" in page_of(office, case)
    case = logged(office, person_capacity="affected", name="Bo Lee", email="bo@example.org")
    assert "Affected by a council service" in page_of(office, case)


@requirement("KL-4A-4", "KL-4A-5")
def test_a_councillor_or_mp_is_kept_with_ward_constituent_and_what_they_ask_for() -> None:
    office = Office("kings-lynn")
    acting = {
        "behalf": "yes",
        "their_name": "Cllr Nudd",
        "capacity": "councillor",
        "consent": "none",
        "ward": "Heacham",
    }
    case = logged(office, channel="councillor", **acting)
    constituent, councillor = people.parties_of(case)
    assert (constituent.person.name, constituent.part) == ("Ann Smith", "complainant")
    assert (councillor.person.name, councillor.capacity, councillor.ward) == ("Cllr Nudd", "councillor", "Heacham")
    assert "Heacham" in page_of(office, case)
    mp = {**acting, "their_name": "Jo Dene MP", "capacity": "MP", "ward": "North West Norfolk", "name": "Bo Lee"}
    client = client_of(office, DESK["kings-lynn"])
    assert "Say whether the MP makes a complaint or an enquiry" in plain(sent(client, **NOW, channel="mp", **mp))
    case = logged(office, channel="mp", matter="enquiry", **mp)
    assert people.parties_of(case)[1].matter == "enquiry"


# --- who may log, and what becomes of it ----------------------------------------------------------


@pytest.mark.parametrize("who", ["staff-member", "post-room", "mpa", "customer-services"])
def test_whoever_may_not_register_logs_with_the_true_receipt_for_the_team_that_does(dartford: Office, who: str) -> None:
    """Q48: others create the item; only the Corporate Services Team makes the formal entry."""
    case = logged(dartford, who)
    assert (case.status, case.received_at.isoformat()) == ("new", "2026-04-09T10:00:00+00:00")
    file = CaseFile(dartford, case)
    with pytest.raises(Refused):
        do(file, acts.register, who, "2026-04-09T12:00")
    assert case in find.work(dartford.actor(DESK["dartford"]), dartford.council, "mine", today=date(2026, 4, 9))


def test_in_king_s_lynn_too_any_member_of_staff_takes_a_contact_down() -> None:
    office = Office("kings-lynn")
    case = logged(office, "contributing-officer")
    assert case.status == "new"


# --- told at once ---------------------------------------------------------------------------------


@pytest.mark.parametrize("council", COUNCILS)
def test_word_at_once_is_no_acknowledgement(council: str) -> None:
    """Item by e-mail: the receipt says that it is none, and the date for the acknowledgement stays open (Q17)."""
    office = Office(council)
    case = logged(office, channel="letter")
    (message,) = messages_of(case)
    assert "It is not our acknowledgement" in message.text
    open_now = [each for each in find.standing(case).deadlines if each.open and "acknowledged" in each.clock.met_by]
    assert len(open_now) == 1
    assert contact_notes.first_contact_of(case).told == "email"
    assert "That is no acknowledgement." in page_of(office, case)


@pytest.mark.parametrize("council", COUNCILS)
def test_whoever_wants_letters_gets_one_among_those_to_be_printed(council: str) -> None:
    office = Office(council)
    where = {"email": None, "address": "1 High Street", "postcode": "da1 1aa", "preferred": "letter"}
    case = logged(office, channel="letter", **where)
    (letter,) = to_be_posted(Case.objects.filter(pk=case.pk))
    assert letter.kind == "notice-receipt"
    assert case.reference in letter.text
    assert "It is not our acknowledgement" in " ".join(letter.text.split())
    assert contact_notes.first_contact_of(case).told == "letter"
    open_now = [each for each in find.standing(case).deadlines if each.open and "acknowledged" in each.clock.met_by]
    assert len(open_now) == 1, "a letter that only confirms stops no clock"


def test_whoever_is_on_the_telephone_is_told_there_and_then(dartford: Office) -> None:
    case = logged(dartford, email=None, telephone="01632 960001", preferred="telephone")
    assert messages_of(case) == []
    assert contact_notes.first_contact_of(case).told == ""
    page = page_of(dartford, case)
    assert f"Tell them now: we have it, and the reference is {case.reference}." in page
    client = client_of(dartford)
    response = client.post(f"/casework/{case.reference}/told/")
    assert response["Location"] == f"/casework/{case.reference}/"
    assert contact_notes.first_contact_of(case).told == "spoken"
    assert "They were told the reference there and then." in page_of(dartford, case)


def test_of_a_text_message_it_is_said_plainly_that_none_can_be_sent(dartford: Office) -> None:
    where = {"email": None, "telephone": "07700 900001", "preferred": "telephone"}
    case = logged(dartford, channel="text-message", **where)
    assert "Text messages cannot be sent from here." in page_of(dartford, case)


def test_whoever_sees_only_where_it_stands_can_still_say_that_they_told_them(dartford: Office) -> None:
    case = logged(dartford, "staff-member", email=None, telephone="01632 960001", preferred="telephone")
    client = client_of(dartford, "staff-member")
    assert "I have told them" in plain(client.get(f"/casework/{case.reference}/"))
    assert client.post(f"/casework/{case.reference}/told/").status_code == 302
    assert contact_notes.first_contact_of(case).told == "spoken"


def test_nobody_else_says_so(dartford: Office) -> None:
    case = logged(dartford, email=None, telephone="01632 960001", preferred="telephone")
    assert client_of(dartford, "auditor").post(f"/casework/{case.reference}/told/").status_code == 403
    other = Office("kings-lynn")
    client = client_of(other, "complaints-administrator")
    assert client.post(f"/casework/{case.reference}/told/").status_code == 404


# --- before the acknowledgement -------------------------------------------------------------------


@requirement("DA-2.3-18")
def test_the_outcome_they_want_stands_in_the_acknowledgement_or_that_they_did_not_say(dartford: Office) -> None:
    """It begins with their words; “not stated when asked” is an answer; without either it cannot go."""
    for number, (answer, begun) in enumerate(
        (
            ({"outcome": "Empty them."}, "Empty them."),
            ({"outcome": None, "outcome_not_stated": "on"}, "You did not say when we asked you."),
        )
    ):
        case = logged(dartford, read_back="yes", name=f"Person {number}", email=f"p{number}@example.org", **answer)
        file = CaseFile(dartford, case)
        do(file, acts.register, DESK["dartford"], "2026-04-09T12:00")
        do(file, acts.allocate, DESK["dartford"], "2026-04-09T12:00", to=dartford.staff["service-manager"])
        step = {"step": "declare-interest", "option": "no-interest"}
        do(file, acts.take_step, "service-manager", "2026-04-09T12:00", **step)
        page = plain(client_of(dartford, "service-manager").get(f"/casework/{case.reference}/acknowledge/"))
        assert begun in page
        written = {"understanding": "The bins.", "outcomes-sought": ""}
        with pytest.raises(Refused) as refused:
            do(file, acts.acknowledge, "service-manager", "2026-04-09T12:00", written=written)
        assert refused.value.code == "letter-lacks"
        written["outcomes-sought"] = begun
        do(file, acts.acknowledge, "service-manager", "2026-04-09T12:00", written=written)
        assert file.case.status == "investigating"


def test_both_the_outcome_and_that_they_did_not_say_cannot_be_right(dartford: Office) -> None:
    page = plain(sent(client_of(dartford), **NOW, outcome="Empty them.", outcome_not_stated="on"))
    assert "Enter what would put it right, or that they did not say" in page


@requirement("DA-2.8.3-3")
def test_no_acknowledgement_before_the_landlord_question_is_settled(dartford: Office) -> None:
    """Yes, no or overlap for every point; then the case carries it and lists can be made by it."""
    case = logged(dartford, read_back="yes", landlord="unsure", service="")
    file = CaseFile(dartford, case)
    do(file, acts.register, DESK["dartford"], "2026-04-09T12:00")
    do(file, acts.allocate, DESK["dartford"], "2026-04-09T12:00", to=dartford.staff["service-manager"])
    written = {"understanding": "The bins.", "outcomes-sought": "Empty them."}
    with pytest.raises(Refused) as refused:
        do(file, acts.acknowledge, "service-manager", "2026-04-09T12:00", written=written)
    assert (refused.value.code, refused.value.paragraph) == ("landlord-unsettled", "2.8.3")
    page = plain(client_of(dartford, "service-manager").get(f"/casework/{case.reference}/"))
    assert "whether it is about the council as a landlord" in page
    point = Point("p1", service="housing-service", landlord="overlap")
    do(file, acts.settle_points, DESK["dartford"], "2026-04-09T12:00", points=[point])
    do(file, acts.acknowledge, "service-manager", "2026-04-09T12:00", written=written)
    assert Case.objects.get(pk=case.pk).landlord == "overlap"
