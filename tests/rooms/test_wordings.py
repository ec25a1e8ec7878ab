"""How are the council's own words for a letter written, checked, looked at, adopted and taken back, and by whom?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from structlog.testing import capture_logs

from redress.accounts.models import Staff
from redress.cases.bars import keep_away
from redress.cases.find import standing
from redress.cases.models import ReadLog
from redress.casework import acts
from redress.correspondence import wordings
from redress.correspondence.letters import letters_of
from redress.correspondence.notices import notify
from redress.correspondence.posted_notices import post_notice
from redress.correspondence.wordings import ContentWording, Wording
from redress.correspondence.wordings.models import AdoptedWording, WordingDraft
from redress.correspondence.wordings.preview import run_for
from redress.records import people
from tests.requirement import requirement
from tests.rooms.case_files import DESK, CaseFile, Office
from tests.rooms.casework_desks import (
    ACKNOWLEDGEMENT,
    INVESTIGATOR,
    Officer,
    acknowledged,
    allocated,
    complaint,
    do,
    letter,
    text_of,
)

pytestmark = pytest.mark.django_db

OWNERS = {"dartford": "corporate-complaints-officer", "kings-lynn": "complaints-administrator"}
ALL = "/casework/policy/letters/"
KIND = "stage-one-acknowledgement"
PAGE = f"{ALL}{KIND}/"
HELLO = "Thank you for telling us, and for your patience."


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    """It is noon on Wednesday 10 June 2026."""
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request: pytest.FixtureRequest) -> Office:
    return Office(request.param)


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def signed_in(office: Office, who: str = "") -> Client:
    client = Client()
    client.force_login(office.staff[who or OWNERS[office.id]])
    return client


def words(response: Any) -> str:
    return " ".join(text_of(response).split())


def boxes(client: Client, page: str = PAGE, **typed: str) -> dict[str, Any]:
    """The form as it stands, with what is typed into it."""
    form = client.get(page).context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {**given, **{name.replace("__", "-"): text for name, text in typed.items()}}


def drafted(client: Client, page: str = PAGE, **typed: str) -> None:
    assert client.post(page, boxes(client, page, **typed)).status_code == 302


def adopts(client: Client, page: str = PAGE, *, seen: int = 1, day: date = date(2026, 6, 10), **more: str) -> Any:
    given = {"seen": seen, "reason": "The Committee asked for it.", **more}
    given |= {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}
    return client.post(f"{page}adopt/", given)


# --- the whole way ---------------------------------------------------------------------------------


def test_words_are_drafted_looked_at_adopted_and_then_stand_in_letters(office: Office) -> None:
    file, client = allocated(complaint(office)), signed_in(office)
    drafted(client, opening=HELLO, subject="Thank you: {reference}", before__contact="We are here to help.")
    assert HELLO in words(client.get(f"{PAGE}preview/"))
    assert wordings.in_force(office.id, KIND, date(2026, 6, 10)) == Wording()  # a draft is in no letter
    asked = words(client.get(f"{PAGE}adopt/"))
    assert f"<ins>{HELLO.split()[0]}" in asked
    assert "can never be changed" in asked
    assert adopts(client).status_code == 302
    row = AdoptedWording.objects.get()
    owner = office.staff[OWNERS[office.id]]
    assert (row.version, row.adopted_by, row.adopted_name) == (1, owner.actor_id, owner.name)
    assert row.reason == "The Committee asked for it."
    assert not WordingDraft.objects.exists()
    listed = words(client.get(ALL))
    assert "Version 1, from Wednesday 10 June 2026" in listed
    assert "The Committee asked for it." in words(client.get(f"{PAGE}1/"))
    letter = _acknowledges(office, file)
    assert letter.subject == f"Thank you: {file.case.reference}"
    for said in (letter.text, letter.html):
        assert HELLO in " ".join(said.split())
    opening = letter.text.index(HELLO.split(",")[0])
    first = office.policy.letter(KIND).contents[0].heading
    assert opening < letter.text.index(first)
    contact = letter.text.index("We are here to help.")
    assert letter.text.index("How to contact us") < contact < letter.text.index("Please give your reference")


def _acknowledges(office: Office, file: CaseFile) -> Any:
    who = INVESTIGATOR[office.id] if office.id == "dartford" else "complaints-administrator"
    officer = Officer(office, who)
    sent = officer.sends(file, "acknowledge", **letter(ACKNOWLEDGEMENT if office.id == "dartford" else {}))
    assert sent.status_code == 302, text_of(sent)
    return letters_of(file.case)[-1]


@requirement("DA-2.7-viii", "KL-13-3")
def test_letters_that_were_sent_keep_their_words_and_the_day_decides(office: Office) -> None:
    file = acknowledged(complaint(office))
    before = letters_of(file.case)[0]
    was = (before.html, before.text, before.digest, before.sheet)
    client = signed_in(office)
    drafted(client, opening=HELLO)
    adopts(client, day=date(2026, 6, 20))
    kept = letters_of(file.case)[0]
    assert (kept.html, kept.text, kept.digest, kept.sheet) == was
    assert wordings.in_force(office.id, KIND, date(2026, 6, 19)) == Wording()
    assert wordings.in_force(office.id, KIND, date(2026, 6, 20)).opening == HELLO
    assert "Version 1 to come on Saturday 20 June 2026" in words(client.get(ALL))
    other = "kings-lynn" if office.id == "dartford" else "dartford"
    assert wordings.in_force(other, KIND, date(2026, 6, 20)) == Wording()


def test_going_back_to_the_policys_words_is_a_version_too(dartford: Office) -> None:
    client = signed_in(dartford)
    assert client.get(f"{PAGE}policy-words/").status_code == 404  # there is nothing to go back from
    drafted(client, opening=HELLO)
    adopts(client)
    assert f"<del>{HELLO.split()[0]}" in words(client.get(f"{PAGE}policy-words/"))
    given = {"seen": 0, "reason": "", "on-day": "10", "on-month": "6", "on-year": "2026"}
    assert "Say why the words are changed" in words(client.post(f"{PAGE}policy-words/", given))
    for _twice in range(2):
        assert client.post(f"{PAGE}policy-words/", {**given, "reason": "Plainer."}).status_code == 302
    assert [row.version for row in AdoptedWording.objects.order_by("version")] == [1, 2]
    assert wordings.in_force("dartford", KIND, date(2026, 6, 10)) == Wording()
    assert client.get(f"{PAGE}policy-words/").status_code == 404
    assert "HELLO" not in words(client.get(PAGE))


def test_what_an_officer_begins_with_is_there_and_its_gaps_must_be_filled(dartford: Office) -> None:
    client, file = signed_in(dartford), allocated(complaint(dartford))
    drafted(client, starter__understanding="You told us about [the matter].")
    adopts(client)
    officer = Officer(dartford, "service-manager")
    page = words(officer.opens(file, "acknowledge"))
    assert "You told us about [the matter].</textarea>" in page
    assert "Replace the words in [square brackets]." in page
    typed = {**ACKNOWLEDGEMENT, "understanding": "You told us about [the matter]."}
    refused = officer.sends(file, "acknowledge", **letter(typed))
    assert "Replace [the matter] in “Your complaint as we understand it”" in words(refused)
    assert not letters_of(file.case)
    assert officer.sends(file, "acknowledge", **letter(ACKNOWLEDGEMENT)).status_code == 302


# --- notices that go by themselves ------------------------------------------------------------------


def test_words_stand_around_an_automatic_notice_and_never_in_its_place(office: Office) -> None:
    client, page = signed_in(office), f"{ALL}notice-receipt/"
    assert "Automatic receipt" in words(client.get(ALL))
    drafted(client, page, opening="Hello from {short_name}.", closing="About {reference}, write to {complaints_email}.")
    assert "It is not our acknowledgement" in words(client.get(f"{page}preview/"))
    adopts(client, page)
    file = complaint(office)
    to = people.correspondent_of(file.case)
    assert to is not None
    told = {"received": "today", "acknowledged_by": ""}
    sent = notify(file.case, to.person.email, "receipt", told, "key-1")
    assert sent is not None
    text = " ".join(sent.text.split())
    council = office.policy.council
    order = [f"Hello from {council.short_name}.", "not our acknowledgement", f"About {file.case.reference}, write to"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    with translation.override("pl"):
        polish = notify(file.case, to.person.email, "receipt", told, "key-2")
    assert polish is not None
    assert "Hello from" not in polish.text
    assert client.get(f"{ALL}notice-delivery-failed/").status_code == 404  # nobody words what is told to staff alone


def test_a_notice_by_post_has_the_words_too(dartford: Office) -> None:
    client, page = signed_in(dartford), f"{ALL}notice-receipt/"
    drafted(client, page, opening="Hello.", closing="Goodbye.")
    adopts(client, page)
    file = dartford.receives("2026-06-10T10:00")
    party = people.add(file.case, name="Ann Smith", address="1 High Street\nDartford", postcode="DA1 1DJ")
    told = {"received": "today", "acknowledged_by": ""}
    by = dartford.actor("corporate-services-team")
    posted = post_notice(file.case, party, "receipt", told, key="k", by=by, name="Receipt", heading="We have it")
    assert posted is not None
    order = [posted.text.index(each) for each in ("Hello.", "We have it", "Goodbye.", "Yours sincerely")]
    assert order == sorted(order)


# --- who may ---------------------------------------------------------------------------------------

PAGES = (ALL, PAGE, f"{PAGE}preview/", f"{PAGE}adopt/", f"{PAGE}policy-words/", f"{PAGE}1/")


@requirement("DA-1.4-2")
def test_only_who_looks_after_the_policy_words_its_letters(office: Office) -> None:
    owners = set(office.policy.administration.by)
    for role in office.policy.roles:
        client = signed_in(office, role.id)
        for page in PAGES:
            with capture_logs() as logs:
                status = client.get(page).status_code
            assert (status == 403) == (role.id not in owners), (role.id, page)
            noted = [each for each in logs if each["event"] == "page of policy owners refused"]
            assert bool(noted) == (role.id not in owners)
    manager = signed_in(office, INVESTIGATOR[office.id])
    form = boxes(signed_in(office), opening=HELLO)
    for page in (PAGE, f"{PAGE}adopt/", f"{PAGE}policy-words/"):
        assert manager.post(page, form).status_code == 403
    assert not WordingDraft.objects.exists()
    assert Client().get(PAGE).status_code == 302  # not signed in


def test_a_letter_of_another_council_or_of_nobody_is_not_there(dartford: Office) -> None:
    client = signed_in(dartford)
    for kind in ("stage-two-acceptance", "no-such-letter"):  # the first is of King's Lynn
        for page in ("", "preview/", "adopt/", "policy-words/", "1/"):
            assert client.get(f"{ALL}{kind}/{page}").status_code == 404
    assert client.get(f"{PAGE}7/").status_code == 404
    assert client.get(f"{PAGE}adopt/").status_code == 404  # there is no draft
    lynn = Office("kings-lynn")
    drafted(client, opening=HELLO)
    adopts(client)
    drafted(client, opening="Another.")
    other = signed_in(lynn)
    assert HELLO not in text_of(other.get(PAGE))
    assert "Another." not in text_of(other.get(PAGE))
    assert other.get(f"{PAGE}1/").status_code == 404


# --- looking at it in a case -------------------------------------------------------------------------


def test_a_preview_in_a_case_is_noted_and_sends_nothing(office: Office) -> None:
    file, client = acknowledged(complaint(office)), signed_in(office)
    drafted(client, opening=HELLO)
    sent = len(letters_of(file.case))
    page = words(client.get(f"{PAGE}preview/", {"case": file.case.reference}))
    assert f"In case {file.case.reference}" in page
    assert "Dear Ann Smith" in page
    assert "Dear Alex Example" in page
    assert page.count(HELLO) == 2
    assert len(letters_of(file.case)) == sent
    row = ReadLog.objects.filter(case=file.case).last()
    assert (row.page, row.actor) == (f"preview: {KIND}", office.staff[OWNERS[office.id]].actor_id)


def test_a_case_that_the_person_may_not_see_is_not_there(office: Office) -> None:
    hidden = acknowledged(complaint(office))
    keep_away(hidden.case, office.staff[OWNERS[office.id]], ground="complained-about")
    other = Office("kings-lynn" if office.id == "dartford" else "dartford")
    theirs = acknowledged(complaint(other))
    client = signed_in(office)
    for reference in (hidden.case.reference, theirs.case.reference, "DBC-2026-9999"):
        response = client.get(f"{PAGE}preview/", {"case": reference})
        assert response.status_code == 200
        page = text_of(response)
        assert "You have no case with this reference" in page
        assert 'id="id_case-error"' in page
        assert f'value="{reference}"' in page
        assert "Ann Smith" not in page
    assert not ReadLog.objects.filter(case=hidden.case, page__startswith="preview").exists()


def test_a_letter_of_another_matter_of_the_case_is_previewed_there(office: Office) -> None:
    """A complaint about which an Ombudsman asks: the answer to them goes from their enquiry, the rest from it."""
    file = acknowledged(complaint(office))
    do(file, acts.open_ombudsman_run, DESK[office.id], "2026-06-09", enquiry="Why?", channel="letter")
    main = "r1"
    (enquiry,) = (run for run in standing(file.case).case.runs.values() if run.track == "ombudsman")
    assert run_for(file.case, "ombudsman-response") == enquiry.id != main
    assert run_for(file.case, "stage-one-response") == run_for(file.case, "no-such-letter") == main
    client = signed_in(office)
    page = words(client.get(f"{ALL}ombudsman-response/preview/", {"case": file.case.reference}))
    assert f"In case {file.case.reference}" in page


def test_the_outcome_decides_which_contents_are_shown(dartford: Office) -> None:
    file, client = acknowledged(complaint(dartford)), signed_in(dartford)
    page = f"{ALL}stage-one-response/preview/"
    upheld = words(client.get(page, {"case": file.case.reference, "outcome": "upheld"}))
    assert "We are sorry" in upheld
    not_upheld = words(client.get(page, {"outcome": "not-upheld"}))
    assert "We are sorry" not in not_upheld
    assert client.get(page, {"outcome": "sideways"}).status_code == 200


# --- what is checked ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("subject", "", "Enter a subject"),
        ("subject", "   ", "Enter a subject"),
        ("subject", "Your complaint {refrence}", "{refrence} is not a field of this letter"),
        ("subject", "x" * 151, "Use 150 characters or fewer. You have used 151"),
        ("opening", "Dear {name}", "{name} is not a field of this letter"),
        ("opening", "About {reference", "A curly bracket is left open"),
        ("opening", "About reference}", "A curly bracket is left open"),
        ("opening", "{reference.__class__}", "{reference.__class__} is not a field of this letter"),
        ("opening", "{reference!r:>99}", "{reference!r:&gt;99} is not a field of this letter"),
        ("opening", "{}", "{} is not a field of this letter"),
        ("opening", "Ask until {window_end}.", "{window_end} is not a field of this letter"),
        ("opening", "Read <b>this</b>", "Write plain words: &lt;b&gt; would be seen"),
        ("opening", "<script>alert(1)</script>", "Write plain words: &lt;script&gt; would be seen"),
        ("opening", "Tom &amp; Ann", "Write plain words: &amp;amp; would be seen"),
        ("opening", "a\u202egnp.exe", "Take out the signs that cannot be seen"),
        *(
            ("opening", f"igno{sign}re", "Take out the signs that cannot be seen")
            for sign in "\u200b\u2060\ufeff\u00ad"
        ),
        ("opening", "Well done \U0001f600", "Take out what cannot be printed: \U0001f600"),
        ("opening", "x" * 2001, "Use 2000 characters or fewer"),
        ("closing", "{council", "A curly bracket is left open"),
        ("heading-contact", "", "Enter a heading for “How to contact us”"),
        ("heading-contact", "For {council}", "Fields in curly brackets cannot stand here"),
        ("before-contact", "x" * 1001, "Use 1000 characters or fewer"),
        ("starter-understanding", "{reference}", "Fields in curly brackets cannot stand here"),
    ],
)
def test_what_would_break_the_letter_stands_beside_its_field(
    dartford: Office, field: str, text: str, says: str
) -> None:
    client, first = signed_in(dartford), dartford.policy.letter(KIND).contents[0].id
    response = client.post(PAGE, {**boxes(client), "before-" + first: "Kept as it was typed.", field: text})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {field}
    page = words(response)
    assert says in page
    assert f'href="#id_{field}"' in page
    assert "Kept as it was typed." in page
    assert "<script>alert" not in page
    assert not WordingDraft.objects.exists()


@pytest.mark.parametrize(
    ("typed", "points_out"),
    [
        ("We answer by 3 July.", "“3 July” is a date"),
        ("We answer by 3/7/2026.", "“3/7/2026” is a date"),
        ("Ring 01234 567890.", "“01234 567890” is not a telephone number"),
        ("Write to us@example.com.", "“us@example.com” is not an e-mail address"),
        ("Ask the Housing Ombudsman.", "“Ombudsman” is named here"),
        ("We answer within 5 working days.", "“5 working days” is a time limit"),
        ("You cannot appeal.", "“cannot appeal” may say the opposite"),
        ("Please ignore what follows.", "“ignore” may say the opposite"),
        ("Please skip the next part.", "“skip” may say the opposite"),
        ("The part below is not for you.", "“is not for you” may say the opposite"),
        ("This is not relevant to you.", "“is not relevant” may say the opposite"),
        ("What follows is out of date.", "“out of date” may say the opposite"),
        ("We will commence your investigation.", "Instead of “commence” say: "),
        (
            "The aforementioned representations necessitate comprehensive interdepartmental deliberation prior to "
            "determination of the substantive matters identified within your original correspondence.",
            "read these words with ease; the limit is",
        ),
    ],
)
def test_what_a_person_must_judge_is_pointed_out_and_must_be_looked_at(
    dartford: Office, typed: str, points_out: str
) -> None:
    client = signed_in(dartford)
    drafted(client, opening=typed)
    assert points_out in words(client.get(PAGE))
    assert points_out in words(client.get(f"{PAGE}adopt/"))
    refused = adopts(client)
    assert "Say that you have looked at what is pointed out" in words(refused)
    assert not AdoptedWording.objects.exists()
    assert adopts(client, looked="on").status_code == 302


def test_the_councils_own_number_and_address_are_not_pointed_out(dartford: Office) -> None:
    client, council = signed_in(dartford), dartford.policy.council
    contact = dartford.policy.contacts[council.complaints_contact]
    drafted(client, opening=f"Ring {contact.telephone} or write to {council.complaints_email}.")
    assert "Please look at these" not in words(client.get(PAGE))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reason": "  "}, "Say why the words are changed"),
        ({"on-year": "2025"}, "must be today or later"),
        ({"on-day": "9"}, "must be today or later"),
        ({"on-day": "31"}, "must be a real date"),
        ({"on-day": "", "on-month": "", "on-year": ""}, "Enter the day from which they count"),
    ],
)
def test_an_adoption_needs_a_reason_and_a_day_that_is_not_past(
    dartford: Office, change: dict[str, str], says: str
) -> None:
    client = signed_in(dartford)
    drafted(client, opening=HELLO)
    given = {"seen": 1, "reason": "Plainer.", "on-day": "10", "on-month": "6", "on-year": "2026", **change}
    assert says in words(client.post(f"{PAGE}adopt/", given))
    assert not AdoptedWording.objects.exists()
    assert WordingDraft.objects.exists()


def test_an_empty_form_adopts_and_saves_nothing(dartford: Office) -> None:
    client = signed_in(dartford)
    assert client.post(PAGE, {}).status_code == 200
    drafted(client, opening=HELLO)
    assert client.post(f"{PAGE}adopt/", {}).status_code == 200
    assert not AdoptedWording.objects.exists()
    assert client.delete(PAGE).status_code == 405
    assert client.post(ALL, {}).status_code == 405


# --- two at once -----------------------------------------------------------------------------------


def test_two_who_write_at_once_lose_nothing(dartford: Office) -> None:
    one, two = signed_in(dartford), signed_in(dartford, "policy-delegate")
    mine, theirs = boxes(one, opening="Mine."), boxes(two, opening="Theirs.")
    assert two.post(PAGE, theirs).status_code == 302
    moved = one.post(PAGE, mine)
    page = words(moved)
    assert "Somebody else saved this draft after you opened it. Nothing of yours is lost." in page
    assert f"What {Staff.objects.get(pk=dartford.staff['policy-delegate'].pk).name} saved" in page
    assert "<ins>Theirs.</ins>" in page
    assert WordingDraft.objects.get().words == {"opening": "Theirs."}
    again = moved.context["form"]
    assert again["opening"].value() == "Mine."
    assert one.post(PAGE, {name: again[name].value() for name in again.fields}).status_code == 302
    draft = WordingDraft.objects.get()
    assert (draft.words, draft.version) == ({"opening": "Mine."}, 2)
    assert one.post(PAGE, boxes(one, opening="Mine.")).status_code == 302  # the same again is no new version
    assert WordingDraft.objects.get().version == 2


def test_nobody_adopts_or_throws_away_what_they_have_not_seen(dartford: Office) -> None:
    client = signed_in(dartford)
    drafted(client, opening="One.")
    drafted(client, opening="Two.")
    stale = adopts(client, seen=1)
    assert "Look at what it changes now." in words(stale)
    assert "<ins>Two.</ins>" in words(stale)
    client.post(PAGE, {"throw-away": "throw-away", "version": "1"})
    assert WordingDraft.objects.get().words == {"opening": "Two."}
    assert not AdoptedWording.objects.exists()
    for _twice in range(2):
        assert adopts(client, seen=2).status_code == 302
    assert AdoptedWording.objects.count() == 1
    drafted(client, opening="Three.")
    client.post(PAGE, {"throw-away": "throw-away", "version": "1"})
    assert not WordingDraft.objects.exists()
    assert AdoptedWording.objects.get().words == {"opening": "Two."}
    gone = signed_in(dartford, "policy-delegate").post(f"{PAGE}adopt/", {"seen": 1})
    assert gone.status_code == 200  # nothing to adopt: the page asks for what is missing, and adopts nothing


# --- how often the database is asked ---------------------------------------------------------------


def test_the_pages_ask_the_database_as_often_with_many_versions(office: Office) -> None:
    client = signed_in(office)
    for _each in range(3):
        acknowledged(complaint(office))
    drafted(client, opening=HELLO)
    pages = (ALL, PAGE, f"{PAGE}preview/", f"{PAGE}adopt/")
    few = [_questions(client, page) for page in pages]
    by = office.staff[OWNERS[office.id]]
    for each in office.policy.letters:
        told = {"council": office.council, "kind": each.id, "reason": "Plainer.", "in_force_from": date(2026, 6, 10)}
        named = {**told, "adopted_by": by.actor_id, "adopted_name": by.name}
        AdoptedWording.objects.bulk_create(
            AdoptedWording(version=number, words={"opening": str(number)}, **named) for number in range(1, 6)
        )
    WordingDraft.objects.exclude(kind=KIND).delete()
    for _each in range(2):
        acknowledged(complaint(office))  # no more than three are ever tried
    assert [_questions(client, page) for page in pages] == few


def _questions(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


# --- kept for ever ---------------------------------------------------------------------------------


def test_an_adopted_version_is_never_changed_or_deleted(dartford: Office) -> None:
    client = signed_in(dartford)
    drafted(client, opening=HELLO)
    adopts(client)
    for act in (
        lambda: AdoptedWording.objects.update(reason="Another."),
        lambda: AdoptedWording.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert AdoptedWording.objects.get().reason == "The Committee asked for it."


def test_of_several_versions_the_last_whose_day_has_come_counts(dartford: Office) -> None:
    client = signed_in(dartford)
    for day, text in ((date(2026, 6, 10), "First."), (date(2026, 6, 20), "Later."), (date(2026, 6, 10), "Second.")):
        drafted(client, opening=text)
        adopts(client, day=day)
    said = {day: wordings.in_force("dartford", KIND, date(2026, 6, day)).opening for day in (9, 10, 19, 20, 30)}
    assert said == {9: "", 10: "Second.", 19: "Second.", 20: "Later.", 30: "Later."}
    assert wordings.standing("dartford", date(2026, 6, 19))[KIND].version == 3
    page = words(client.get(f"{PAGE}3/"))
    assert "What it changed in version 2" in page


def test_words_are_kept_and_read_the_same() -> None:
    wording = Wording("S", "O", "", {"a": ContentWording("H", "", "[x]"), "b": ContentWording()})
    assert wording.kept() == {"subject": "S", "opening": "O", "contents": {"a": {"heading": "H", "starter": "[x]"}}}
    assert Wording.read(wording.kept()).kept() == wording.kept()
    assert Wording.read({}) == Wording()
    assert wordings.gaps("Hello [x] and [y] and [x].", "Hello [x].") == ("[x]",)
    assert wordings.gaps("Hello.", "Hello [z].") == ()
