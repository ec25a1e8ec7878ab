"""Is what was decided about a person's contacts applied by the product, and never more than that?"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redress.accounts.models import Council
from redress.cases.find import standing
from redress.cases.models import Case
from redress.casework import acts
from redress.casework.contacts.counted import contacts_counted
from redress.correspondence.models import Letter, Message
from redress.intake import acts as intake
from redress.intake.answers import Answers
from redress.records import people, restrictions, tracking
from redress.records.models import Filed, PackedPapers, Person, Restriction
from redress.rules.decide import refusal_of
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office, moment
from tests.rooms.casework_desks import Officer, do

pytestmark = pytest.mark.django_db

DCO, LAWYER = "departmental-complaints-officer", "head-of-legal-services"
TODAY = "2026-06-08"
ANN = {"name": "Ann Smith", "email": "ann@example.org", "telephone": "01632 960123", "postcode": "DA1 1DR"}


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, f"{TODAY}T12:00")


def now_is(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Let the pages think that it is that moment."""
    instant = moment(at).instant
    assert instant is not None
    monkeypatch.setattr(timezone, "now", lambda: instant)


def of_ann(office: Office, at: str = "2026-06-01T10:00", **other: str) -> CaseFile:
    file = office.receives(at)
    people.add(file.case, **{**ANN, **other})
    return file


def asked(file: CaseFile, *circumstances: str) -> CaseFile:
    """The complaints officer asks, the Director is consulted, the lawyer advises, the person is warned."""
    staff = file.office.staff
    request = {
        "who": ["complainant"],
        "ground": ["manner"],
        "circumstances": [*(circumstances or ("circumstance-8", "circumstance-17"))],
        "evidence": "Forty calls in a week about the same letter.",
        "consulted": staff["director"],
        "adviser": staff[LAWYER],
    }
    do(file, acts.take_step, DCO, "2026-06-02", step="behaviour-request", option="request", answers=request)
    said = {"answers": {"view": "I agree that the calls have to stop."}}
    do(file, acts.take_step, "director", "2026-06-03", step="behaviour-consultation", option="apply", **said)
    said = {"answers": {"advice": "The evidence is enough."}}
    do(file, acts.take_step, LAWYER, "2026-06-04", step="behaviour-advice", option="apply", **said)
    said = {"answers": {"behaviour": "You called forty times.", "asked": "Please write to us."}}
    do(file, acts.take_step, DCO, "2026-06-04", step="behaviour-warning", option="warned", **said)
    return file


def terms(office: Office, *chosen: str, since: str = "2026-06-05", until: str = "2026-12-04") -> dict[str, Any]:
    named = DCO if office.id == "dartford" else "complaints-administrator"
    return {
        "reasons": "The calls went on after our warning.",
        "who": ["complainant"],
        "terms": [*(chosen or ("single-contact", "written-only", "no-reply"))],
        "named": office.staff[named],
        "adjustment": True,
        "adjustments": "You told us that you are dyslexic, so you may also send voice messages.",
        "from": date.fromisoformat(since),
        "review": date.fromisoformat(until),
    }


def designated(file: CaseFile, *chosen: str, **days: str) -> CaseFile:
    answers = terms(file.office, *chosen, **days)
    do(asked(file), acts.take_step, DCO, "2026-06-05", step="behaviour-decision", option="designate", answers=answers)
    return file


def applied_in_kings_lynn(file: CaseFile, **days: str) -> CaseFile:
    answers = terms(file.office, **days) | {"decided-by": file.office.staff["chief-executive"]}
    by = "complaints-administrator"
    do(file, acts.take_step, by, "2026-06-05", step="persistent-status", option="applied", answers=answers)
    return file


def page(office: Office, who: str, path: str) -> str:
    officer = Officer(office, who)
    answer = officer.client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


# --- the decision and what it leaves behind ------------------------------------------------------


@requirement("DA-3.10-c1")
def test_nothing_can_be_saved_without_the_three_and_each_stands_with_name_day_and_words(dartford: Office) -> None:
    file = of_ann(dartford)
    answers = terms(dartford)
    with pytest.raises(Refused):
        do(file, acts.take_step, DCO, "2026-06-05", step="behaviour-decision", option="designate", answers=answers)
    assert not Restriction.objects.exists()
    designated(file)
    shown = page(dartford, DCO, f"/casework/{file.case.reference}/")
    for words in ("Forty calls in a week", "I agree that the calls", "The evidence is enough"):
        assert words in shown
    for who in (DCO, "director", LAWYER):
        assert who in shown


@requirement("L53", "DA-3.10-e2", "D25")
def test_the_letter_tells_decision_reasons_terms_day_and_the_ombudsmen(dartford: Office) -> None:
    file = designated(of_ann(dartford))
    letter = Letter.objects.get(case=file.case, kind="behaviour-decision")
    for words in (
        "The calls went on after our warning",
        "Please contact only the person we name",
        "departmental-complaints-officer",
        "4 December 2026",
        "dyslexic",
        "You can always make a new complaint",
        "Local Government and Social Care Ombudsman",
        "0300 061 0614",
        "Housing Ombudsman Service",
    ):
        assert words in letter.text, words


@requirement("KL-11-1", "L20", "D12")
def test_kings_lynn_keeps_who_decided_from_when_and_until_when(kings_lynn: Office) -> None:
    file = applied_in_kings_lynn(of_ann(kings_lynn))
    shown = page(kings_lynn, "complaints-administrator", f"/casework/{file.case.reference}/")
    assert "chief-executive" in shown
    assert "5 June 2026" in shown
    assert "4 December 2026" in shown
    letter = Letter.objects.get(case=file.case, kind="persistent-status")
    assert "4 December 2026" in letter.text
    assert "The calls went on" in letter.text


@requirement("KL-11-2")
def test_the_separate_policy_is_linked_for_officers_and_on_the_public_page(kings_lynn: Office, client: Client) -> None:
    link = kings_lynn.policy.contacts["persistent-policy"]
    assert link.website
    public = client.get("/kings-lynn/").content.decode()
    assert f'href="{link.website}"' in public
    assert link.name in public
    file = of_ann(kings_lynn)
    officers = page(kings_lynn, "complaints-administrator", f"/casework/{file.case.reference}/step/persistent-status/")
    assert link.website in officers
    assert link.name in officers


@requirement("DA-3.10-a2", "DA-3.10-c2")
def test_the_step_says_that_all_can_have_been_done_and_links_policy_and_guidance(dartford: Office) -> None:
    file = of_ann(dartford)
    shown = page(dartford, DCO, f"/casework/{file.case.reference}/step/behaviour-request/")
    assert "Any system is open to abuse" in shown
    for key in ("behaviour-policy", "vexatious-guidance"):
        assert dartford.policy.contacts[key].website in shown


@requirement("DA-5.13-b2")
def test_the_decision_on_spoken_english_offers_to_ask_for_advice(dartford: Office) -> None:
    file = dartford.receives("2026-06-01T10:00", flags=("fluency-duty",))
    people.add(file.case, **ANN)
    shown = page(dartford, DCO, f"/casework/{file.case.reference}/step/fluency/")
    assert "The complaints officer of the department can ask for advice" in shown
    assert f'href="/casework/{file.case.reference}/step/behaviour-request/"' in shown
    page(dartford, DCO, f"/casework/{file.case.reference}/step/behaviour-request/")


@requirement("DA-3.10-d8", "DA-3.10-b1")
def test_the_contacts_are_counted_beside_the_circumstance_and_decide_nothing(dartford: Office) -> None:
    first, second = of_ann(dartford, "2025-01-06T10:00"), of_ann(dartford)
    of_ann(dartford, email="bo@example.org", telephone="01632 960999", name="Bo Brown", postcode="DA1 1DR")
    for day in (2, 3, 4):
        do(second, acts.add_information, "corporate-services-team", f"2026-06-0{day}T10:00", text=f"Call {day}")
    counted = contacts_counted(second.case, dartford.actor("corporate-services-team"), on=date(2026, 6, 8))
    assert [(each.reference, each.quarter, each.year, each.all) for each in counted.cases] == [
        (second.case.reference, 4, 4, 4),
        (first.case.reference, 0, 0, 1),
    ]
    shown = page(dartford, DCO, f"/casework/{second.case.reference}/step/behaviour-request/")
    assert "No number is set: you judge. On record: 4 contacts in the last 12 months" in shown
    assert not Restriction.objects.exists()


@requirement("DA-3.10-e3")
def test_the_evidence_opinions_decisions_letters_and_reviews_are_one_bundle(dartford: Office) -> None:
    file = designated(of_ann(dartford))
    said = {"answers": {"reasons": "You kept to the terms."}}
    do(file, acts.take_step, "director", "2026-06-08", step="behaviour-review", option="ended", **said)
    client, address = Officer(dartford, DCO).client, f"/casework/{file.case.reference}/behaviour/"
    answer = client.post(address)
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    text = {name[4:]: packed.read(name).decode() for name in packed.namelist()}
    for name in ("Ask for advice", "Give the Director", "Advise on", "Warn the person", "Decide on", "Review the"):
        assert any(each.startswith(name) for each in text), name
    whole = "\n".join(text.values())
    for words in ("Forty calls in a week", "I agree that", "evidence is enough", "4 December 2026", "You kept to"):
        assert words in whole, words
    assert sum(name.endswith(".html") for name in text) == 3
    assert PackedPapers.objects.get().kind == "behaviour"
    assert client.get(address).status_code == 405
    other = of_ann(dartford, name="Bo", email="bo@example.org", telephone="", postcode="")
    assert client.post(f"/casework/{other.case.reference}/behaviour/").status_code == 404
    assert Officer(dartford, "contractor").client.post(address).status_code == 404


# --- it belongs to the person, for a time --------------------------------------------------------


def test_it_is_shown_on_every_case_of_the_person_and_on_no_other(dartford: Office) -> None:
    designated(of_ann(dartford))
    by_mail = of_ann(dartford, name="A. Smith", email="ANN@example.org ", telephone="", postcode="")
    by_telephone = of_ann(dartford, name="Ann", email="", telephone="+44 1632 960123", postcode="")
    by_name = of_ann(dartford, name="ann  SMITH", email="", telephone="", postcode="da11dr")
    for file in (by_mail, by_telephone, by_name):
        shown = page(dartford, "corporate-services-team", f"/casework/{file.case.reference}/")
        assert "How we deal with this person" in shown
        assert "In writing only" in shown
    other = of_ann(dartford, name="Ann Smith", email="other@example.org", telephone="", postcode="DA9 9ZZ")
    assert "How we deal with" not in page(dartford, "corporate-services-team", f"/casework/{other.case.reference}/")


def test_it_lapses_the_day_after_unless_it_is_decided_anew(dartford: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    file = designated(of_ann(dartford), since="2026-06-05", until="2026-12-04")
    person = Person.objects.get()
    on = [date(2026, 6, 4), date(2026, 6, 5), date(2026, 12, 4), date(2026, 12, 5)]
    found = [bool(restrictions.about("dartford", [person], on=day)) for day in on]
    assert found == [False, True, True, False]
    now_is(monkeypatch, "2026-12-05T09:00")
    shown = page(dartford, DCO, f"/casework/{file.case.reference}/")
    assert "Not in force" in shown
    assert "Their named contact" not in shown


def test_a_review_renews_or_ends_it_and_the_history_is_kept(dartford: Office) -> None:
    file = designated(of_ann(dartford))
    answers = terms(dartford, "written-only", since="2026-12-01", until="2027-05-31")
    do(file, acts.take_step, DCO, "2026-11-30", step="behaviour-review", option="renewed", answers=answers)
    old, new = Restriction.objects.order_by("pk")
    assert old.ended_on == date(2026, 12, 1)
    assert not new.means("no-reply")
    assert old.applies(date(2026, 11, 30))
    assert not old.applies(date(2026, 12, 1))
    assert new.applies(date(2026, 12, 5))
    said = {"answers": {"reasons": "You kept to the terms."}}
    do(file, acts.take_step, "director", "2027-01-11", step="behaviour-review", option="ended", **said)
    assert not restrictions.about("dartford", [new.person], on=date(2027, 1, 11))
    assert len(restrictions.about("dartford", [new.person], on=None)) == 2


def test_an_appeal_that_is_upheld_ends_it(dartford: Office) -> None:
    file = designated(of_ann(dartford))
    said = {"answers": {"asked-on": date(2026, 6, 8), "reasons": "Twelve calls, not forty."}}
    do(file, acts.take_step, "director", "2026-06-09", step="behaviour-appeal", option="ended", **said)
    assert not restrictions.about("dartford", [Person.objects.get()], on=date(2026, 6, 9))


def test_it_never_passes_to_another_council(dartford: Office, kings_lynn: Office) -> None:
    designated(of_ann(dartford))
    elsewhere = of_ann(kings_lynn)
    assert not restrictions.about("kings-lynn", [elsewhere.case.parties.get().person], on=date(2026, 6, 8))
    shown = page(kings_lynn, "complaints-administrator", f"/casework/{elsewhere.case.reference}/")
    assert "How we deal with" not in shown


def test_it_cannot_be_about_somebody_who_has_no_part_or_end_before_it_begins(dartford: Office) -> None:
    file = asked(of_ann(dartford))
    wrong = [{"who": ["representative"]}, {"review": date(2026, 6, 4)}]
    for each in wrong:
        answers = terms(dartford) | each
        with pytest.raises(Refused):
            do(file, acts.take_step, DCO, "2026-06-05", step="behaviour-decision", option="designate", answers=answers)
    assert not Restriction.objects.exists()


# --- what it changes: who is told, what is filed, what is read ------------------------------------


def tells_more(file: CaseFile, text: str, at: str = "2026-06-08T10:00") -> None:
    party = file.case.parties.get()
    when = moment(at)
    intake.add_information(party, text, at=when, seen=file.case.last_seq, key=f"more-{text[:20]}")
    file.case.refresh_from_db()


def test_what_is_filed_without_a_reply_is_owed_to_be_read_until_somebody_has(dartford: Office) -> None:
    file = designated(of_ann(dartford))
    tells_more(file, "And now the street lamp in front of my house is broken too.")
    assert Filed.objects.get().read_at is None
    work = page(dartford, DCO, "/casework/")
    assert "1 message filed without a reply is to be read" in work
    assert file.case.reference in page(dartford, DCO, "/casework/to-read/")
    step = page(dartford, DCO, f"/casework/{file.case.reference}/step/filed-read/")
    assert "the street lamp in front of my house" in step
    assert "/casework/log/" in step
    with pytest.raises(Refused):
        do(file, acts.take_step, DCO, "2026-06-08", step="filed-read", option="new-matter")
    said = {"answers": {"reference": "DBC-2026-0002"}}
    do(file, acts.take_step, DCO, "2026-06-08", step="filed-read", option="new-matter", **said)
    assert Filed.objects.get().read_at is not None
    assert Filed.objects.get().found == "new-matter"
    assert "Nothing waits to be read." in page(dartford, DCO, "/casework/to-read/")
    with pytest.raises(Refused):
        do(file, acts.take_step, DCO, "2026-06-08", step="filed-read", option="nothing-new")


def test_the_named_contact_is_told_of_everything_that_comes(dartford: Office) -> None:
    file = designated(of_ann(dartford), "single-contact")
    tells_more(file, "Again.")
    told = Message.objects.get(template="restricted-contact")
    assert told.to_email == dartford.staff[DCO].email
    assert file.case.reference in told.subject
    assert not Filed.objects.exists()


def test_nobody_is_told_and_nothing_filed_where_nothing_was_decided(dartford: Office) -> None:
    tells_more(of_ann(dartford), "More.")
    assert not Message.objects.filter(template="restricted-contact").exists()
    assert not Filed.objects.exists()


def test_whoever_logs_a_visit_sees_the_terms_and_the_warning_before_saving(dartford: Office) -> None:
    file = designated(of_ann(dartford))
    warned = {"who": ["complainant"], "warning": "Threw a chair on 1 June. Two people.", "review": date(2026, 12, 1)}
    do(file, acts.take_step, DCO, "2026-06-05", step="safety-warning", option="warning", answers=warned)
    officer = Officer(dartford, "customer-services")
    given = {"channel": "visit", "name": "Ann Smith", "postcode": "DA1 1DR", "behalf": "no"}
    shown = officer.client.post("/casework/log/person/", given).content.decode()
    assert "Threw a chair" in shown
    assert "asked to write to us" in shown
    assert "In writing only" in shown
    page_ = officer.client.post("/casework/log/", {**given, "step": "person"}).content.decode()
    assert "Threw a chair" in page_
    assert "asked to write to us" in page_
    stranger = officer.client.post("/casework/log/person/", {**given, "name": "Bo Brown"}).content.decode()
    assert "Nothing is on record" in stranger


def test_it_is_hidden_from_whoever_the_case_is_hidden_from(dartford: Office) -> None:
    file = designated(of_ann(dartford))
    to_hide = {"person": dartford.staff["customer-services"], "ground": "complained-about"}
    do(file, acts.bar_person, DCO, "2026-06-05", **to_hide)
    given = {"channel": "visit", "name": "Ann Smith", "postcode": "DA1 1DR", "behalf": "no"}
    shown = Officer(dartford, "customer-services").client.post("/casework/log/person/", given).content.decode()
    assert "In writing only" not in shown


def test_a_wrong_role_and_a_stranger_learn_nothing(dartford: Office, client: Client) -> None:
    designated(of_ann(dartford))
    given = {"name": "Ann Smith", "postcode": "DA1 1DR"}
    assert client.post("/casework/log/person/", given).status_code == 302
    auditor = Officer(dartford, "auditor").client
    assert auditor.post("/casework/log/person/", given).status_code == 403
    assert auditor.get("/casework/log/person/").status_code == 405
    assert "Nothing waits to be read." in page(dartford, "auditor", "/casework/to-read/")


# --- what it never changes -----------------------------------------------------------------------


@requirement("DA-3.10-a1")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_ten_earlier_complaints_and_a_restriction_change_no_option_and_no_date(council: str) -> None:
    office = Office(council)
    for month in range(1, 6):
        of_ann(office, f"2026-0{month}-05T10:00"), of_ann(office, f"2026-0{month}-12T10:00")
    last = of_ann(office, "2026-05-20T10:00")
    designated(last) if council == "dartford" else applied_in_kings_lynn(last)
    known, new = of_ann(office, "2026-06-08T10:00"), office.receives("2026-06-08T10:00")
    people.add(new.case, name="Bo Brown", email="bo@example.org", telephone="01632 960999", postcode="DA2 2DR")
    assert _offered(office, known) == _offered(office, new)
    assert _dates(known) == _dates(new) != []


def _offered(office: Office, file: CaseFile) -> dict[tuple[str, str], str]:
    """Every act of the policy, for everybody: open, or why it is not."""
    stands = standing(file.case)
    every = {move.act for move in office.policy.moves if move.track == "complaint"}
    found = {}
    for name in office.staff:
        for act in every:
            by = office.actor(name)
            refused = refusal_of(stands.case, act, by=by, book=stands.book, run="", today=date(2026, 6, 8))
            found[name, act] = "" if refused is None else f"{refused.code} {refused.paragraph}"
    return found


def _dates(file: CaseFile) -> list[tuple[str, date, date]]:
    return [(each.clock.id, each.due, each.printed) for each in standing(file.case).deadlines]


def test_the_public_form_and_the_log_take_a_new_complaint_in(dartford: Office) -> None:
    designated(of_ann(dartford))
    answers = Answers(
        what_happened="The bins were not emptied.",
        name="Ann Smith",
        email="ann@example.org",
        service="housing-service",
        landlord="no",
    )
    at = Moment.of(datetime.fromisoformat("2026-06-08T10:00:00+01:00"), timezone.get_default_timezone())
    sent = intake.submit_complaint(Council.objects.get(pk="dartford"), answers, at=at, key="new")
    assert standing(sent.case).deadlines
    assert not Filed.objects.filter(case=sent.case).exists()
    assert Message.objects.filter(case=sent.case, template="restricted-contact").exists()


def own_page(client: Client, case: Case, secret: str) -> str:
    address = reverse("intake:track-link", args=["dartford", case.reference, secret])
    return client.get(address, follow=True).content.decode().replace("\xa0", " ")


def test_the_person_reads_the_terms_in_plain_words(dartford: Office, client: Client) -> None:
    case = designated(of_ann(dartford)).case
    link = reverse(
        "intake:track-link", args=["dartford", case.reference, tracking.new_secret(case, case.parties.get())]
    )
    shown = client.get(link, follow=True).content.decode().replace("\xa0", " ")
    for words in (
        "How you can contact us for now",
        "4 December 2026",
        "Please contact only the person we name.",
        "You can always make a new complaint.",
        "complaints.officer@dartford.gov.uk",
        "Local Government and Social Care Ombudsman",
    ):
        assert words in shown, words


def test_whoever_types_somebody_elses_address_learns_nothing_of_them(dartford: Office, client: Client) -> None:
    designated(of_ann(dartford))
    answers = Answers(what_happened="The bins.", name="Ann Smith", email="ann@example.org")
    at = Moment.of(datetime.fromisoformat("2026-06-08T10:00:00+01:00"), timezone.get_default_timezone())
    sent = intake.submit_complaint(Council.objects.get(pk="dartford"), answers, at=at, key="new")
    shown = own_page(client, sent.case, sent.secret)
    assert sent.reference in shown
    assert "How you can contact us for now" not in shown
