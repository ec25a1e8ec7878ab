"""Do staff pages record needs, show them everywhere, obey them in letters and calls, and keep translations?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from redress.cases import find
from redress.casework import acts
from redress.correspondence.letters import OnlyByPost, letters_of, send_again
from redress.correspondence.models import Delivery, Letter
from redress.records import adjustments, people, search
from redress.records.adjustments import Given, Settled
from redress.records.models import Adjustment, Translation, Words
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import ACKNOWLEDGEMENT, Officer, complaint, do, letter, text_of

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def needs(file: CaseFile, support: str, *, kind: str = "", review_on: date | None = None, **more) -> Adjustment:
    party = people.parties_of(file.case)[0]
    policy = file.office.policy
    kind = kind or next(each.fits[0] for each in policy.lists["supports"] if each.id == support)
    given = Given(kind=kind, support=support, settled=Settled.ACCEPTED, review_on=review_on, **more)
    return adjustments.record(party.person, file.case, policy, given, by="staff:1", on=ON)


def page_of(file: CaseFile) -> str:
    return f"/casework/{file.case.reference}/people/{people.parties_of(file.case)[0].pk}/needs/"


# --- recorded ------------------------------------------------------------------------------------

VISIT = {
    "do": "save",
    "kind": "house-bound",
    "support": "home-visit",
    "settled": "accepted",
    "details": "Mornings are best.",
    "visit_on-day": "12",
    "visit_on-month": "6",
    "visit_on-year": "2026",
}


@requirement("DA-2.6-5", "DA-9.7-1")
def test_a_home_visit_is_recorded_with_its_date_and_officer(dartford):
    file = complaint(dartford)
    officer = Officer(dartford, "corporate-services-team")
    visitor = dartford.staff["service-manager"]
    officer.client.post(page_of(file), {**VISIT, "visit_by": visitor.pk})
    line = Adjustment.objects.get()
    assert (line.support, line.visit_on, line.visit_by) == ("home-visit", date(2026, 6, 12), visitor)
    page = text_of(officer.client.get(page_of(file)))
    assert f"Visit on Friday 12 June 2026 by {visitor.name}." in page
    assert "Mornings are best." in page


LANGUAGE = {"do": "save", "kind": "language", "support": "translator", "settled": "offered"}


@requirement("DA-2.6-4", "DA-9.10-1")
def test_a_language_is_recorded_only_with_its_name_and_with_what_support_was_considered(dartford):
    file = complaint(dartford)
    officer = Officer(dartford, "corporate-services-team")
    page = text_of(officer.client.post(page_of(file), LANGUAGE))
    assert "Enter which language they need" in page
    assert "Enter what support was considered" in page
    assert not Adjustment.objects.exists()
    officer.client.post(page_of(file), {**LANGUAGE, "language": "Polish", "considered": "A translator"})
    line = Adjustment.objects.get()
    assert (line.language, line.considered, line.settled) == ("Polish", "A translator", Settled.OFFERED)
    officer.client.post(page_of(file), {**LANGUAGE, "language": "Polish", "considered": "Yes", "settled": "declined"})
    assert [each.settled for each in adjustments.of_case(file.case, timezone.localdate())] == [Settled.DECLINED]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"support": "braille"}, "“Braille” is not for that need. Choose another one"),
        ({"kind": ""}, "Choose what they need help with"),
        ({"support": ""}, "Choose what would help"),
        ({"visit_on-day": "31"}, "The date of the visit must be a real date"),
        ({"review_on-day": "1", "review_on-month": "1", "review_on-year": "2026"}, "must be in the future"),
    ],
)
def test_a_wrong_answer_stands_beside_its_field_and_nothing_typed_is_lost(dartford, changed, said):
    file = complaint(dartford)
    page = text_of(Officer(dartford, "corporate-services-team").client.post(page_of(file), {**VISIT, **changed}))
    assert said in page
    assert "Mornings are best." in page
    assert not Adjustment.objects.exists()


def test_a_need_is_changed_asked_about_again_and_ended_and_all_of_it_stays_to_be_read(dartford):
    file = complaint(dartford)
    line = needs(file, "no-telephone", details="Works nights")
    client = Officer(dartford, "corporate-services-team").client
    assert "Works nights" in text_of(client.get(page_of(file), {"change": line.pk}))
    said = text_of(client.post(page_of(file), {"do": "review", "line": line.pk, "found": ""}))
    assert "Enter what they said" in said
    client.post(page_of(file), {"do": "review", "line": line.pk, "found": "Still on nights"})
    now = adjustments.of_case(file.case, timezone.localdate())
    assert [(each.support, each.replaces) for each in now] == [("no-telephone", line)]
    assert "Enter why" in text_of(client.post(page_of(file), {"do": "end", "line": now[0].pk, "reason": ""}))
    client.post(page_of(file), {"do": "end", "line": now[0].pk, "reason": "On days now"})
    assert adjustments.of_case(file.case, timezone.localdate()) == []
    page = text_of(client.get(page_of(file)))
    assert "Still on nights" in page
    assert "On days now" in page


def test_what_was_recorded_on_another_complaint_is_carried_over_only_when_somebody_says_it_is_the_same_person(dartford):
    earlier = complaint(dartford)
    line = needs(earlier, "braille")
    file = complaint(dartford)
    client = Officer(dartford, "corporate-services-team").client
    page = text_of(client.get(page_of(file)))
    assert "Recorded on other complaints" in page
    assert f"Braille (Ann Smith, {earlier.case.reference})" in page
    assert "I have checked" in text_of(client.post(page_of(file), {"do": "carry", "lines": [line.pk]}))
    assert not adjustments.of_case(file.case, timezone.localdate())
    client.post(page_of(file), {"do": "carry", "lines": [line.pk], "same": "on"})
    assert [each.carried_from for each in adjustments.of_case(file.case, timezone.localdate())] == [line]
    assert "Recorded on other complaints" not in text_of(client.get(page_of(file)))


def test_needs_are_for_those_who_see_the_case_and_changed_by_those_who_act(dartford):
    file = complaint(dartford)
    stranger = Officer(Office("kings-lynn"), "complaints-administrator")
    assert stranger.client.get(page_of(file)).status_code == 404
    assert stranger.client.post(page_of(file), VISIT).status_code == 404
    client = Officer(dartford, "corporate-services-team").client
    assert client.put(page_of(file)).status_code == 405
    assert client.get(f"/casework/{file.case.reference}/people/999999/needs/").status_code == 404
    assert client.post(page_of(file), {"do": "nonsense"}).status_code == 200


# --- shown ---------------------------------------------------------------------------------------


@requirement("DA-2.3-5")
def test_what_must_be_obeyed_stands_on_the_case_on_every_act_and_on_its_letters(dartford):
    file = desks.acknowledged(complaint(dartford))
    needs(file, "braille", details="Grade 2 please")
    needs(file, "interpreter", language="Polish")
    officer = Officer(dartford, "service-manager")
    places = ["", "respond/", "extend/", "note/", "contact/", f"letters/{letters_of(file.case)[0].pk}/"]
    for place in places:
        page = text_of(officer.client.get(f"/casework/{file.case.reference}/{place}"))
        assert "What this person needs" in page, place
        assert "Braille" in page, place
        assert "Interpreter (Polish)" in page, place
        assert "Grade 2 please" in page, place


def test_needs_that_are_due_stand_on_the_work_list_and_on_a_list_of_their_own(dartford):
    file = complaint(dartford)
    client = Officer(dartford, "corporate-services-team").client
    assert "to be asked about again" not in text_of(client.get("/casework/"))
    assert "There is nothing to ask about now." in text_of(client.get("/casework/needs/"))
    needs(file, "braille", review_on=timezone.localdate() - timedelta(days=1))
    assert "1 need of somebody is to be asked about again" in text_of(client.get("/casework/"))
    page = text_of(client.get("/casework/needs/"))
    assert "Ann Smith" in page
    assert page_of(file) in page
    taken = dartford.receives("2026-06-01T10:00", by=dartford.actor("post-room"))
    people.add(taken.case, name="Bob Jones")
    needs(taken, "braille", review_on=timezone.localdate() - timedelta(days=1))
    assert find.visible_to(dartford.actor("post-room"), dartford.council).exists()
    taker = Officer(dartford, "post-room").client
    assert taker.get("/casework/needs/").status_code == 403
    assert "to be asked about again" not in text_of(taker.get("/casework/")), "no link leads where they may not go"
    other = Officer(Office("kings-lynn"), "complaints-administrator").client
    assert "Ann Smith" not in text_of(other.get("/casework/needs/"))


# --- obeyed by letters ---------------------------------------------------------------------------


def acknowledged_with(file: CaseFile, **more) -> Letter:
    done = do(file, acts.acknowledge, "service-manager", "2026-06-02", written={**ACKNOWLEDGEMENT, **more})
    assert done.letter is not None
    return done.letter


@requirement("DA-2.3-5", "Q47")
def test_a_letter_to_somebody_who_reads_braille_waits_to_be_made_and_posted_and_never_goes_by_email(dartford):
    file = desks.allocated(complaint(dartford))
    people.correct(people.parties_of(file.case)[0], address="1 High Street", postcode="DA1 1DR")
    needs(file, "braille")
    sent = acknowledged_with(file)
    assert (sent.state, sent.to_email, sent.post_only, sent.formats) == (Delivery.TO_POST, "", True, ["Braille"])
    page = text_of(Officer(dartford, "corporate-services-team").client.get("/casework/undelivered/"))
    assert "<strong>Braille</strong>" in page


def test_a_letter_that_can_only_be_posted_is_refused_while_no_address_is_known(dartford):
    file = desks.allocated(complaint(dartford))
    needs(file, "braille")
    said = "Letters to this person go by post (“Braille”), and no postal address is known: add it first (2.6)."
    officer = Officer(dartford, "service-manager")
    page = text_of(officer.sends(file, "acknowledge", step="go", **letter(ACKNOWLEDGEMENT)))
    assert "Look at the letter before it goes" in page
    assert said in page
    assert 'value="send"' not in page
    assert said in text_of(officer.sends(file, "acknowledge", **letter(ACKNOWLEDGEMENT)))
    assert letters_of(file.case) == []


@pytest.mark.parametrize(("support", "points"), [("large-print", "18pt"), ("large-print-24", "24pt")])
def test_large_print_is_printed_large_and_marked_for_staff_alone(dartford, support, points):
    file = desks.allocated(complaint(dartford))
    needs(file, support)
    sent = acknowledged_with(file)
    assert f"font-size: {points}" in sent.html
    assert sent.formats[0].startswith("Large print")
    assert sent.formats[0] not in sent.html, "whoever reads it need not be told"
    page = Officer(dartford, "service-manager").client.get(f"/casework/{file.case.reference}/letters/{sent.pk}/")
    assert sent.formats[0] in text_of(page)
    assert sent.state == Delivery.QUEUED


def test_a_letter_that_needs_a_translation_goes_with_it_or_with_the_reason_why_not(dartford):
    file = desks.allocated(complaint(dartford))
    needs(file, "translator", language="Polish")
    officer = Officer(dartford, "service-manager")
    assert "Translation of this letter" in text_of(officer.opens(file, "acknowledge"))
    page = text_of(officer.sends(file, "acknowledge", step="go", **letter(ACKNOWLEDGEMENT)))
    said = "Letters to this person are to be translated into Polish"
    assert said in page
    assert 'value="send"' not in page
    assert said in text_of(officer.sends(file, "acknowledge", **letter(ACKNOWLEDGEMENT)))
    with pytest.raises(Refused, match="translation-needed"):
        acknowledged_with(file)
    words = {**ACKNOWLEDGEMENT, "fit-translation": "Mamy twoją skargę.\n\nZajmujemy się nią."}
    officer.sends(file, "acknowledge", **letter(words))
    (sent,) = letters_of(file.case)
    assert '<div lang="pl">' in sent.html
    assert "Zajmujemy się nią." in sent.html
    assert "Translation into Polish" in sent.text


def test_why_a_letter_goes_without_a_translation_is_kept_with_it(dartford):
    file = desks.allocated(complaint(dartford))
    needs(file, "translator", language="Arabic")
    reason = "She asked for English this time."
    sent = acknowledged_with(file, **{"fit-reason": reason})
    assert sent.unfit_because == reason
    assert reason not in sent.html
    page = text_of(
        Officer(dartford, "service-manager").client.get(f"/casework/{file.case.reference}/letters/{sent.pk}/")
    )
    assert reason in page


def test_a_translation_into_a_language_from_right_to_left_is_written_so(dartford):
    file = desks.allocated(complaint(dartford))
    needs(file, "translator", language="Arabic")
    assert '<div lang="ar" dir="rtl">' in acknowledged_with(file, **{"fit-translation": "شكرا"}).html


def test_somebody_who_is_to_be_telephoned_gets_a_letter_only_for_a_reason(dartford):
    file = desks.allocated(complaint(dartford))
    needs(file, "telephone-only")
    with pytest.raises(Refused, match="letter-reason-needed"):
        acknowledged_with(file)
    assert acknowledged_with(file, **{"fit-reason": "Read out to him on 2 June."}).unfit_because


def test_a_letter_that_failed_is_not_sent_again_by_email_to_somebody_who_now_wants_none(dartford):
    file = desks.allocated(complaint(dartford))
    sent = acknowledged_with(file)
    Letter.objects.update(state=Delivery.FAILED)
    sent.refresh_from_db()
    needs(file, "no-email")
    with pytest.raises(OnlyByPost):
        send_again(sent)


# --- obeyed by calls -----------------------------------------------------------------------------


def test_a_call_to_somebody_who_is_not_to_be_telephoned_is_refused_beside_the_choice_and_when_sent(dartford):
    file = desks.allocated(complaint(dartford))
    needs(file, "no-telephone")
    officer = Officer(dartford, "service-manager")
    said = "This person is not to be telephoned: “Do not telephone”"
    assert said in text_of(officer.opens(file, "contact"))
    call = {"method": "telephone", "result": "reached", "note": "Rang about the bins", "read_back": "yes"}
    before = file.case.last_seq
    assert said in text_of(officer.sends(file, "contact", **call))
    with pytest.raises(Refused, match="not-by-telephone"):
        do(file, acts.record_contact, "service-manager", "2026-06-02", method="telephone", result="reached", note="x")
    file.case.refresh_from_db()
    assert file.case.last_seq == before
    do(
        file,
        acts.record_contact,
        "service-manager",
        "2026-06-02",
        method="telephone",
        result="reached",
        note="They rang us",
        they_began=True,
    )


# --- translations of what was said ---------------------------------------------------------------

POLISH = "Nikt nie odbiera śmieci. Pojawiły się szczury."
GIVEN = {
    "from_language": "Polish",
    "into_language": "English",
    "text": "Nobody collects the rubbish. Rats have come.",
    "translator": "Thames Interpreting",
    "translated_on-day": "2",
    "translated_on-month": "6",
    "translated_on-year": "2026",
    "certified": "on",
}


@pytest.fixture
def polish(dartford) -> CaseFile:
    file = complaint(dartford)
    do(file, acts.add_information, "corporate-services-team", "2026-06-02", text=POLISH)
    return file


def test_a_translation_stands_beside_the_original_which_stays_as_it_was(dartford, polish):
    original = Words.objects.get(case=polish.case, text=POLISH)
    before = (original.text, original.digest)
    client = Officer(dartford, "corporate-services-team").client
    address = f"/casework/{polish.case.reference}/words/{original.pk}/translation/"
    assert POLISH in text_of(client.get(address))
    client.post(address, GIVEN)
    client.post(address, GIVEN)
    kept = Translation.objects.get()
    assert (kept.translator, kept.translated_on, kept.certified) == ("Thames Interpreting", date(2026, 6, 2), True)
    page = text_of(client.get(f"/casework/{polish.case.reference}/"))
    assert POLISH in page
    assert GIVEN["text"] in page
    assert "Translated from Polish into English by Thames Interpreting, Tuesday 2 June 2026" in page
    original.refresh_from_db()
    assert (original.text, original.digest) == before


def test_a_case_is_found_by_the_original_and_by_its_translation(dartford, polish):
    original = Words.objects.get(case=polish.case, text=POLISH)
    client = Officer(dartford, "corporate-services-team").client
    client.post(f"/casework/{polish.case.reference}/words/{original.pk}/translation/", GIVEN)
    for words in ("szczury", "SMIECI", "rats rubbish"):
        assert polish.case.reference in text_of(client.get("/casework/", {"q": words})), words
    assert polish.case.reference not in text_of(client.get("/casework/", {"q": "foxes"}))
    assert not search.matching(type(polish.case).objects.all(), "foxes").exists()


def test_a_translation_lacking_something_says_so_and_keeps_what_was_typed(dartford, polish):
    original = Words.objects.get(case=polish.case, text=POLISH)
    client = Officer(dartford, "corporate-services-team").client
    address = f"/casework/{polish.case.reference}/words/{original.pk}/translation/"
    page = text_of(client.post(address, {**GIVEN, "translator": ""}))
    assert "Enter who translated it" in page
    assert GIVEN["text"] in page
    assert not Translation.objects.exists()
    stranger = Officer(Office("kings-lynn"), "complaints-administrator").client
    assert stranger.get(address).status_code == 404
