"""Is every state of a complaint shown by the demonstration, and was each reached through the real procedure?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from redress import demonstration, policies
from redress.accounts.models import Staff
from redress.accounts.sign_in import BACKEND
from redress.cases.find import standing, visible_to
from redress.cases.models import Case, Event
from redress.cases.rebuild import rebuild
from redress.cases.verify import verify
from redress.correspondence.models import Delivery, Letter, LetterDraft, Message, OutboxMail
from redress.demonstration import building
from redress.demonstration.situations import ALL
from redress.demonstration.town_halls import TOWN_HALLS
from redress.demonstration.walk import Walk
from redress.jobs.models import Job, State
from redress.records import search
from redress.records.internal import InternalNote
from redress.records.models import Document, TrackingSecret, Words
from redress.rules.clock import Deadline
from redress.rules.status import STATUSES, status

# One worker builds it once for all of these.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: What a council's own procedure does not know: Dartford has no window, and asks for no reasons; King's Lynn has
#: nothing that nobody is put in charge of.
NOT_AT = {"dartford": {"answered-window-passed", "reasons-awaited"}, "kings-lynn": {"to-do"}}


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[dict[str, Walk]]:
    """The whole demonstration, built once for this module and rolled back after it."""
    outbox = override_settings(EMAIL_BACKEND="redress.correspondence.outbox.Backend")
    with django_db_blocker.unblock(), outbox, transaction.atomic():
        walks = building.build(progress=lambda _line: None)
        yield {walk.situation.id: walk for walk in walks}
        transaction.set_rollback(True)


def case_of(built: dict[str, Walk], id: str) -> Case:
    return Case.objects.get(pk=built[id].file.pk)


def deadline_of(built: dict[str, Walk], id: str, clock: str) -> Deadline:
    return next(each for each in standing(case_of(built, id)).deadlines if each.clock.id == clock)


def test_about_sixty_complaints_stand_side_by_side(built):
    for council in TOWN_HALLS:
        assert Case.objects.filter(council=council).count() >= 30
    assert Case.objects.count() == len(ALL)


@pytest.mark.parametrize("council", sorted(TOWN_HALLS))
def test_every_state_of_the_procedure_is_there(built, council):
    book, today = policies.rulebook(), timezone.localdate()
    found = set()
    for case in Case.objects.filter(council=council):
        fold = standing(case).case
        found |= {status(fold, run, book=book, today=today).code for run in fold.runs.values()}
    assert found == set(STATUSES) - NOT_AT[council]


def test_nothing_was_written_around_the_one_door(built):
    assert verify() == []
    assert not rebuild(check=True).differing
    assert Event.objects.count() == sum(Case.objects.values_list("last_seq", flat=True))
    for key in Event.objects.values_list("key", flat=True):
        assert key.startswith(("demonstration:", "undelivered-"))


def test_no_event_is_recorded_before_it_happened_or_after_now(built):
    for event in Event.objects.select_related("case"):
        assert event.at_text[:10] <= timezone.localdate(event.recorded_at).isoformat(), event
        assert event.recorded_at <= timezone.now()


def test_references_follow_the_order_of_receipt(built):
    for council in TOWN_HALLS:
        opened = Case.objects.filter(council=council).order_by("pk")
        assert [case.opened_at for case in opened] == sorted(case.opened_at for case in opened)


def test_extensions_show_what_they_do_to_the_date(built):
    extended = deadline_of(built, "boiler", "stage-one-response")
    assert extended.working.gained == 10
    assert extended.missed is None
    assert extended.due > timezone.localdate()
    late = deadline_of(built, "headstone", "stage-one-response")
    assert late.missed is not None
    assert late.due > timezone.localdate()
    notice = deadline_of(built, "kl-beach-hut", "stage-one-response")
    assert notice.expected is not None
    assert notice.expected > notice.due
    new_date = deadline_of(built, "kl-allotment-water", "stage-two-response")
    assert new_date.missed is not None
    assert new_date.due > timezone.localdate()


def test_a_corrected_receipt_moves_the_dates(built):
    fold = standing(case_of(built, "letter-in-the-tray")).case
    assert fold.main_run.received.sort_key() < fold.main_run.recorded_received.sort_key()


def test_the_tracks_beside_complaints_have_their_own_references(built):
    for id, series in (
        ("redacted-contract", "DBC-IR-"),
        ("kl-mp-coast-path", "MPE-"),
        ("kl-streetlamp-request", "KLWN-SR-"),
    ):
        assert case_of(built, id).reference.startswith(series)


def test_letters_went_into_the_outbox_on_the_day_of_their_act(built):
    assert not Job.objects.exclude(state=State.DONE).exists()
    for letter in Letter.objects.filter(state=Delivery.SENT):
        mail = OutboxMail.objects.get(message_id=letter.message_id)
        assert mail.subject == letter.subject
        assert letter.sent_at is not None
        assert timezone.localdate(letter.sent_at) == timezone.localdate(letter.approved_at)
        assert abs((mail.taken_at - letter.approved_at).total_seconds()) < 120
    assert Letter.objects.filter(state=Delivery.TO_POST).exclude(address="").exists()
    assert TrackingSecret.objects.count() >= 60
    assert Message.objects.filter(state=Delivery.SENT).count() > Letter.objects.count()


def test_a_failed_delivery_stands_on_its_case(built):
    case = case_of(built, "gone-away")
    assert Letter.objects.get(case=case).state == Delivery.FAILED
    assert "DeliveryFailed" in set(case.events.values_list("kind", flat=True))


def test_a_draft_waits_for_the_chief_executive_and_another_is_agreed(built):
    waiting = standing(case_of(built, "kl-barn-bats")).case.main_run
    agreed = standing(case_of(built, "kl-market-pitch")).case.main_run
    assert LetterDraft.objects.filter(case=case_of(built, "kl-barn-bats"), letter=None).exists()
    assert not waiting.agreed_draft
    assert agreed.agreed_draft == LetterDraft.objects.get(case=case_of(built, "kl-market-pitch"), letter=None).digest


@pytest.mark.parametrize(("id", "who"), [("reception", "darren.kemp"), ("kl-pontoon", "lorna.pye")])
def test_whoever_is_complained_about_sees_nothing_of_it(built, id, who):
    walk = built[id]
    seen = visible_to(walk.office.actor(who), walk.office.council)
    assert not seen.filter(pk=walk.file.pk).exists()


@pytest.mark.parametrize(
    ("typed", "id"),
    [("lukasiewicz", "ktos-inny"), ("Lodzki", "kl-tax-in-two-names"), ("llywelyn", "kl-bonfire"), ("Klos", None)],
)
def test_names_with_accents_are_found_without_them(built, typed, id):
    found = list(search.matching(Case.objects.all(), typed))
    assert (case_of(built, id or "kl-allotment-water")) in found


def test_a_complaint_in_polish_has_its_summary_in_english(built):
    case = case_of(built, "ktos-inny")
    assert Words.objects.filter(case=case, kind="complaint", text__contains="śmieci").exists()
    assert InternalNote.objects.filter(case=case, text__startswith="Summary in English").exists()


def test_special_complainants_are_there(built):
    assert case_of(built, "crew-urinating").anonymous
    assert standing(case_of(built, "mums-council-tax-support")).case.main_run.flags == {
        "consent-written",
        "pointed-to-benefit-decision",
    }


def test_no_text_keeps_the_line_ends_of_its_source(built):
    for text in Words.objects.values_list("text", flat=True):
        assert "\n" not in text.replace("\n\n", "")
        assert "  " not in text


def test_who_can_sign_in_is_told_with_where(built):
    told: list[str] = []
    building.tell_who(told.append)
    text = "\n".join(told)
    for words in ("/casework/", "/dartford/", "/kings-lynn/", "/outbox/", "Priya Raman", "Chief Executive", "DBC-"):
        assert words in text


def test_photographs_were_checked_and_can_be_opened(built):
    found = Document.objects.filter(case=case_of(built, "bins-missed-twice"))
    assert {(document.name, document.media_type) for document in found} == {
        ("IMG_2041.jpg", "image/jpeg"),
        ("IMG_2044.jpg", "image/jpeg"),
    }
    assert all(document.can_be_opened for document in Document.objects.all())


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff, backend=BACKEND)
    return client


def test_everybody_finds_their_work_list(built):
    for staff in Staff.objects.filter(is_demonstration=True):
        assert signed_in(staff).get("/casework/").status_code == 200, staff


def test_the_page_of_every_case_opens_for_those_at_the_desk(built):
    for id, hall in TOWN_HALLS.items():
        client = signed_in(built["swing" if id == "dartford" else "kl-brown-bin"].office.staff[hall.desk])
        for case in Case.objects.filter(council=id):
            assert client.get(f"/casework/{case.reference}/").status_code == 200, case


def test_every_tracking_link_that_went_out_opens_its_complaint(built):
    sent = "\n".join(OutboxMail.objects.values_list("text", flat=True))
    paths = re.findall(r"https?://[^/\s]+(/[a-z-]+/track/\S+)", sent)
    assert len(paths) >= 50
    for number, path in enumerate(paths):
        found = Client().get(path, follow=True, REMOTE_ADDR=f"192.0.2.{number}")
        assert found.status_code == 200, path


def test_again_it_does_nothing(built, capsys):
    before = Event.objects.count()
    assert demonstration.main(if_empty=True) == 0
    assert demonstration.main() == 1
    with pytest.raises(building.NotEmpty):
        building.build(progress=lambda _line: None)
    assert Event.objects.count() == before
    assert "nothing was done" in capsys.readouterr().out


def test_each_situation_says_what_it_shows_and_has_its_own_name():
    assert len({situation.id for situation in ALL}) == len(ALL)
    names = {situation.answers.name for situation in ALL if situation.answers.name}
    assert len(names) >= len(ALL) - 8  # a few come back, some on purpose twice
    for situation in ALL:
        assert situation.shows
        assert not situation.answers.email or situation.answers.email.endswith(("example.org", ".invalid"))
