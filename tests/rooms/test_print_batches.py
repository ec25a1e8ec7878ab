"""Does every letter that is posted go once, in a batch that says what was printed, by whom, and what proves it?"""

from __future__ import annotations

import io
import re
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from redress.cases import find
from redress.cases.bars import keep_away
from redress.cases.models import ReadLog
from redress.correspondence import letters
from redress.correspondence.letters import NotYetPossible, approve
from redress.correspondence.models import BatchedLetter, Letter, PostBatch
from redress.correspondence.post import batches as post_batches
from redress.correspondence.post.pages import pages_of
from redress.correspondence.post.sheets import batch_pdf
from redress.records import enclosures, people
from redress.records.documents import stored_for_good
from redress.records.models import Document
from tests.rooms.at_once import acts_at_once
from tests.rooms.case_files import Office
from tests.rooms.letter_cases import Ready, ready

pytestmark = pytest.mark.django_db

CLERK = "corporate-services-team"
OUT = "/casework/post/out/"


@pytest.fixture(autouse=True)
def _the_day_after_it_was_approved():
    with time_machine.travel("2026-06-04T12:00:00+01:00"):
        yield


@pytest.fixture
def one() -> Ready:
    return ready("dartford", "stage-one-acknowledgement")


def waiting(one: Ready, *, number: int = 1, **sheet: Any) -> list[Letter]:
    """So many letters of one case that wait to be posted, as if each were of its own act."""
    people.correct(people.correspondent_of(one.file.case), preferred="letter")
    composed, by = one.composed(), one.office.actor(one.who)
    made = []
    for each in range(number):
        with transaction.atomic():
            letter, _sent = approve(one.file.case, composed, key=f"s{each}{sheet}", by=by)
        letter.sheet |= sheet
        letter.save(update_fields=["sheet"])
        made.append(letter)
    return made


def clerk(one: Ready, who: str = CLERK) -> Client:
    client = Client()
    client.force_login(one.office.staff[who])
    return client


def made(client: Client, *, press: int = 0, **given: Any) -> Any:
    """Press "Make a batch" on the page as it is shown; the answer."""
    page = client.get(OUT).content.decode()
    form = re.findall(r"<form method=\"post\" action=\"/casework/post/out/make/\".*?</form>", page, re.S)[press]
    sent: dict[str, Any] = dict(re.findall(r'type="hidden" name="(key|print)" value="(.*?)"', form))
    sent["letter"] = re.findall(r'name="letter" id="\S+" value="(\d+)"', form)
    return client.post(f"{OUT}make/", {**sent, "postage": "second", **given})


def posting(**given: Any) -> dict[str, Any]:
    """What is typed when a batch was posted on Thursday 4 June."""
    day = {"posted_on-day": "4", "posted_on-month": "6", "posted_on-year": "2026"}
    return {**day, "proof": "post-book", "number": "2026/117", **given}


def words_of(pdf: bytes, page: int) -> str:
    """The words of one page of a PDF, as it is read."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(str(opened[page - 1].get_textpage().get_text_bounded()).split())


def batch_of(one: Ready, number: int = 1) -> PostBatch:
    return PostBatch.objects.get(council=one.office.council, number=number)


# --- making --------------------------------------------------------------------------------------


def test_a_batch_is_numbered_and_says_who_made_it_and_what_is_in_it(one: Ready) -> None:
    first, second = waiting(one, number=2)
    client = clerk(one)
    response = made(client)
    assert response.headers["Location"] == f"{OUT}1/"
    batch = batch_of(one)
    assert (batch.print, batch.postage, batch.made_by) == ("standard", "second", one.office.staff[CLERK].actor_id)
    assert [each.letter for each in post_batches.lines_of(batch)] == [first, second]
    page = client.get(OUT).content.decode()
    assert "No letter of the cases that you can see waits" in page
    assert "Batch 1" in page
    assert "2 letters, standard print" in page


def test_the_same_press_twice_is_one_batch_and_another_finds_nothing(one: Ready) -> None:
    waiting(one)
    client = clerk(one)
    key = "0" * 32
    assert [made(client, key=key).headers["Location"] for _press in (1,)] == [f"{OUT}1/"]
    again = {"key": key, "print": "standard", "postage": "second", "letter": [Letter.objects.get().pk]}
    assert client.post(f"{OUT}make/", again).headers["Location"] == f"{OUT}1/"
    assert client.post(f"{OUT}make/", {**again, "key": "1" * 32}).headers["Location"] == OUT
    assert PostBatch.objects.count() == 1


def test_each_size_of_print_makes_its_own_batch_and_what_no_printer_makes_another(one: Ready) -> None:
    waiting(one)
    waiting(one, points=18, made_as=["large-print"])
    waiting(one, made_as=["braille"])
    client = clerk(one)
    page = client.get(OUT).content.decode()
    assert [each in page for each in ("Standard print (1)", "Large print (1)", "Made by hand (1)")] == [True] * 3
    for _each in range(3):
        made(client)
    assert sorted(PostBatch.objects.values_list("number", "print")) == [(1, "standard"), (2, "large"), (3, "")]


def test_only_what_was_ticked_is_taken_and_something_must_be(one: Ready) -> None:
    first, second = waiting(one, number=2)
    client = clerk(one)
    made(client, letter=[])
    assert not PostBatch.objects.exists()
    made(client, letter=[second.pk])
    assert [each.letter for each in batch_of(one).lines.all()] == [second]
    assert list(letters.to_be_posted(find.visible_to(one.office.actor(CLERK), one.office.council))) == [first]


@pytest.mark.parametrize("given", [{"postage": "pigeon"}, {"postage": ""}, {"key": "short"}, {"letter": ["x", "-1"]}])
def test_what_cannot_be_meant_makes_no_batch(one: Ready, given: dict[str, Any]) -> None:
    waiting(one)
    assert made(clerk(one), **given).headers["Location"] == OUT
    assert not PostBatch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_never_take_the_same_letter(one: Ready, tmp_path: Path) -> None:
    waiting(one, number=6)
    council, staff = one.office.council, one.office.staff[CLERK]
    cases = find.visible_to(one.office.actor(CLERK), council)

    def press(number: int) -> PostBatch | None:
        key = f"{number:032x}"
        return post_batches.make(council, cases, print="standard", postage="second", by=staff, key=key)

    with acts_at_once(tmp_path) as at_once:
        done = at_once(*(partial(press, number) for number in range(4)))
        assert [each for each in done if isinstance(each, Exception)] == []
        (taken,) = at_once(lambda: list(BatchedLetter.objects.values_list("letter", "batch__number")))
    assert len(taken) == len({letter for letter, _number in taken}) == 6
    assert {number for _letter, number in taken} == {1}


# --- printing ------------------------------------------------------------------------------------


def test_the_file_has_a_sheet_on_top_and_every_letter_on_a_sheet_of_its_own(one: Ready) -> None:
    waiting(one, number=3)
    made(clerk(one))
    response = clerk(one).get(f"{OUT}1/batch.pdf")
    assert response["Content-Type"] == "application/pdf"
    with pikepdf.Pdf.open(io.BytesIO(response.content)) as pdf:
        texts = [words_of(response.content, page) for page in range(1, len(pdf.pages) + 1)]
    own = pages_of(Letter.objects.first()).pages
    begins = [number for number, text in enumerate(texts, start=1) if "Dear Łucja O’Brien" in text]
    assert len(begins) == 3
    assert all(number % 2 == 1 for number in begins)  # on the front of a sheet
    top = texts[0]
    assert "Batch 1 for the post" in top
    for each in Letter.objects.all():
        assert f"DBC-2026-0001, letter {each.pk}; {own} page" in top
    assert "Standard print, second class" in top
    assert f"3, on {3 * ((own + 1) // 2)} sheets of paper" in top
    assert "Łucja" not in top
    assert "High Street" not in top
    read = ReadLog.objects.filter(page__contains="in batch 1")
    assert read.count() == 3


def test_what_is_enclosed_is_printed_with_the_letter_or_listed_where_it_cannot_be(one: Ready) -> None:
    (letter,) = waiting(one)
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(picture, "PNG")
    two_pages = pikepdf.Pdf.new()
    two_pages.add_blank_page()
    two_pages.add_blank_page()
    pdf = io.BytesIO()
    two_pages.save(pdf)
    given = [
        ("plan.pdf", "application/pdf", pdf.getvalue()),
        ("photo.png", "image/png", picture.getvalue()),
        ("sound.mp3", "audio/mpeg", b"ID3"),
        ("broken.pdf", "application/pdf", b"%PDF-nothing"),
    ]
    _enclose(one, letter, given)
    made_of = pages_of(letter)
    assert made_of.enclosed == (2, 1, 0, 0)
    assert made_of.by_hand == (3, 4)
    made(clerk(one))
    top = words_of(batch_pdf(batch_of(one)), 1)
    assert "enclosure 3 is to be printed from the case and added" in top
    assert "enclosure 4 is to be printed from the case and added" in top
    assert "2 enclosures printed with it" in top
    assert "plan" not in top


def test_what_must_be_redacted_first_is_not_printed_with_a_letter(one: Ready) -> None:
    (letter,) = waiting(one)
    _enclose(one, letter, [("photo.png", "image/png", _png())])
    Document.objects.update(redact_first=True)
    made(clerk(one))
    top = words_of(batch_pdf(batch_of(one)), 1)
    assert "DO NOT POST IT: a document that goes with it must be redacted first" in top


def test_a_letter_that_no_file_can_be_made_of_is_listed_to_be_printed_from_its_page(one: Ready) -> None:
    waiting(one, council="\N{CUNEIFORM SIGN A}")
    made(clerk(one))
    top = words_of(batch_pdf(batch_of(one)), 1)
    assert "print it from its own page in Redress" in top


def test_what_has_gone_by_another_way_meanwhile_is_neither_taken_nor_printed_nor_posted(one: Ready) -> None:
    first, second, third = waiting(one, number=3)
    made(clerk(one), letter=[first.pk, second.pk])
    Letter.objects.filter(pk__in=[second.pk, third.pk]).update(state="sent")
    assert post_batches._held([first, second, third]) == [first]
    top = words_of(batch_pdf(batch_of(one)), 1)
    assert f"DBC-2026-0001, letter {first.pk};" in top
    assert f"DBC-2026-0001, letter {second.pk};" not in top
    clerk(one).post(f"{OUT}1/printed/")
    clerk(one).post(f"{OUT}1/posted/", posting())
    assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == ["posted", "sent", "sent"]


def test_a_spoiled_copy_is_printed_again_and_stays_one_letter(one: Ready) -> None:
    (letter,) = waiting(one)
    client = clerk(one)
    made(client)
    line = batch_of(one).lines.get()
    address = f"{OUT}1/letters/{line.pk}/"
    assert "Say why" in client.post(address, {"what": "spoiled"}).content.decode()
    client.post(address, {"what": "spoiled", "because": "The printer jammed"})
    again = client.get(f"{OUT}1/letters/{line.pk}.pdf").content
    with pikepdf.Pdf.open(io.BytesIO(again)) as pdf:
        assert len(pdf.pages) == pages_of(letter).pages
    line.refresh_from_db()
    assert (line.state, line.spoiled, line.because) == ("goes", 1, "The printer jammed")
    assert "1 copy spoiled and printed again" in client.get(f"{OUT}1/").content.decode()
    assert Letter.objects.count() == 1


# --- posting -------------------------------------------------------------------------------------


def test_a_batch_is_posted_on_a_day_with_proof_and_so_is_every_letter_left_in_it(one: Ready) -> None:
    first, second = waiting(one, number=2)
    client = clerk(one)
    made(client)
    client.post(f"{OUT}1/printed/")
    line = batch_of(one).lines.get(letter=second)
    client.post(f"{OUT}1/letters/{line.pk}/", {"what": "left-out", "because": "The wrong address"})
    scan = SimpleUploadedFile("certificate.png", _png(), content_type="image/png")
    done = client.post(f"{OUT}1/posted/", posting(proof="certificate", scan=scan))
    assert done.status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, str(first.posted_on), first.posted_by) == ("posted", "2026-06-04", batch_of(one).posted_by)
    assert second.state == "to-post"
    batch = batch_of(one)
    assert (batch.proof, batch.proof_number, batch.proof_name) == ("certificate", "2026/117", "certificate.png")
    assert batch.printed_by == batch.posted_by == one.office.staff[CLERK].actor_id
    proof = client.get(f"{OUT}1/proof/")
    assert b"".join(proof.streaming_content).startswith(b"\x89PNG")
    assert "attachment" in proof["Content-Disposition"]
    assert "Left out" in client.get(f"{OUT}1/").content.decode()
    assert made(client).headers["Location"] == f"{OUT}2/"
    assert [each.letter for each in batch_of(one, 2).lines.all()] == [second]


def test_posted_twice_is_posted_once(one: Ready) -> None:
    waiting(one)
    client = clerk(one)
    made(client)
    client.post(f"{OUT}1/printed/")
    for number in ("2026/117", "another"):
        client.post(f"{OUT}1/posted/", posting(number=number))
    assert batch_of(one).proof_number == "2026/117"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"posted_on-day": ""}, "must include a day"),
        ({"posted_on-day": "2"}, "A letter of this batch was approved after that day"),
        ({"posted_on-year": "2099"}, "must be today or in the past"),
        ({"proof": ""}, "Say what proves that it was posted"),
        ({"number": ""}, "Enter the number, or choose a scan of the proof"),
        ({"scan": SimpleUploadedFile("a.exe", b"MZ")}, "cannot be used"),
        ({"scan": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\nbroken")}, "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    one: Ready, given: dict[str, Any], said: str
) -> None:
    waiting(one)
    client = clerk(one)
    made(client)
    client.post(f"{OUT}1/printed/")
    page = client.post(f"{OUT}1/posted/", posting(**given)).content.decode()
    assert said in page
    if given.get("number") != "":
        assert "2026/117" in page
    assert Letter.objects.get().state == "to-post"


def test_a_letter_in_a_batch_is_not_posted_by_itself_as_well(one: Ready) -> None:
    (letter,) = waiting(one)
    made(clerk(one))
    with pytest.raises(NotYetPossible):
        letters.posted(letter, on=timezone.localdate(), by=one.staff)
    assert "To be printed and posted" not in clerk(one).get("/casework/undelivered/").content.decode()


def test_what_was_posted_is_changed_no_more(one: Ready) -> None:
    waiting(one)
    client = clerk(one)
    made(client)
    client.post(f"{OUT}1/printed/")
    client.post(f"{OUT}1/posted/", posting())
    line = batch_of(one).lines.get()
    client.post(f"{OUT}1/letters/{line.pk}/", {"what": "left-out", "because": "Too late"})
    line.refresh_from_db()
    assert line.state == "goes"


# --- who may --------------------------------------------------------------------------------------


def test_a_batch_with_a_letter_that_one_may_not_see_is_not_there(one: Ready) -> None:
    waiting(one)
    made(clerk(one))
    keep_away(one.file.case, one.office.staff[CLERK], ground="complained-about")
    line = batch_of(one).lines.get().pk
    client = clerk(one)
    for address in ("", "batch.pdf", f"letters/{line}/", f"letters/{line}.pdf", "proof/"):
        assert client.get(f"{OUT}1/{address}").status_code == 404, address
    for address in ("printed/", "posted/", f"letters/{line}/"):
        assert client.post(f"{OUT}1/{address}", posting()).status_code == 404, address
    assert "Batch 1" not in client.get(OUT).content.decode()


def test_another_council_sees_none_of_it(one: Ready) -> None:
    waiting(one)
    made(clerk(one))
    theirs = Client()
    theirs.force_login(Office("kings-lynn").staff["complaints-administrator"])
    assert theirs.get(f"{OUT}1/").status_code == 404
    assert "Batch 1" not in theirs.get(OUT).content.decode()
    assert Client().get(OUT).status_code == 302


def test_whoever_only_reads_changes_nothing(one: Ready) -> None:
    (letter,) = waiting(one)
    auditor = next(role.id for role in one.office.policy.roles if role.sees == "everything" and _reads(one, role.id))
    client = clerk(one, auditor)
    assert "Make a batch" not in client.get(OUT).content.decode()
    given = {"key": "0" * 32, "print": "standard", "postage": "second", "letter": [letter.pk]}
    assert client.post(f"{OUT}make/", given).status_code == 403


def test_the_number_of_questions_does_not_grow_with_the_letters(one: Ready, django_assert_max_num_queries: Any) -> None:
    waiting(one, number=12)
    client = clerk(one)
    with django_assert_max_num_queries(16):
        client.get(OUT)
    made(client)
    with django_assert_max_num_queries(18):
        client.get(f"{OUT}1/")


def _reads(one: Ready, role: str) -> bool:
    return not any(role in move.by for move in one.office.policy.moves)


def _png() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(picture, "PNG")
    return picture.getvalue()


def _enclose(one: Ready, letter: Letter, given: list[tuple[str, str, bytes]]) -> None:
    documents = [
        Document.objects.create(
            council=one.office.council,
            case=one.file.case,
            name=name,
            extension=name.rpartition(".")[2],
            media_type=media_type,
            size=len(content),
            stored_as=stored_for_good(content),
            state="safe",
            by_kind="staff",
            by="staff:1",
            created_at=timezone.now() + timedelta(seconds=number),
        )
        for number, (name, media_type, content) in enumerate(given)
    ]
    enclosures.chosen(one.file.case, letter.opaque_id, documents, [each.pk for each in documents], by="staff:1")
