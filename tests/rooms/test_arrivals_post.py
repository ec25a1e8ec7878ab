"""Do scans of post become letters, each with its date stamp or the day that the rule takes, and nothing is lost?"""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.conf import settings
from django.core.files.storage import default_storage

from redress import jobs
from redress.arrivals.models import Arrival, PostLetter, PostPage, PostUpload, State
from redress.arrivals.post import apart, letters, uploads
from redress.cases import find
from redress.cases.bars import keep_away
from redress.records import documents
from redress.records.models import DocumentState
from tests.requirement import requirement
from tests.rooms.arrival_desks import (
    STAMPED,
    at_work,
    between,
    of_letters,
    officer,
    pile,
    scan,
    sheet,
    text_of,
    uploaded,
)
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint

pytestmark = pytest.mark.django_db
POST = "/casework/arrivals/post/"


@pytest.fixture(autouse=True)
def _on_a_wednesday(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.READING_PROGRAMME = ""
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)
THREE = (
    sheet("Dear council", "My bins"),
    sheet("second page"),
    between(),
    sheet("To the council", "My roof"),
    sheet(),
    between(),
    sheet("Good morning", "Dogs"),
)


def page_of(client, upload: PostUpload) -> str:
    return text_of(client.get(f"{POST}{upload.pk}/"))


def parted(client, upload: PostUpload, begins=(1, 4, 7), away=(3, 5, 6)):
    return client.post(f"{POST}{upload.pk}/", {"step": "part", "begins": begins, "away": away})


def stamped(client, upload: PostUpload, *numbers: int, **more: str):
    """Give the letters of this number the stamp; the rest stays."""
    return client.post(f"{POST}{upload.pk}/", {"step": "stamp", **STAMPED, **of_letters(*numbers, **more)})


def done(office: Office, *pages, who: str = "post-room", **facts: str) -> PostUpload:
    """A pile that has become letters."""
    client = officer(office, who)
    upload = uploaded(client, scan("pile.pdf", pile(*(pages or THREE))))
    if pages:
        parted(client, upload, begins=(1,), away=())
    else:
        parted(client, upload)
    numbers = list(upload.letters.values_list("number", flat=True))
    assert stamped(client, upload, *numbers, **facts).status_code == 302
    at_work()
    upload.refresh_from_db()
    assert upload.state == "done"
    return upload


# --- from the pile to the letters ----------------------------------------------------------------


@requirement("DA-3.17-a1", "DA-3.17-b1")
def test_the_post_room_uploads_a_pile_and_registers_stamped_letters_for_a_department(dartford):
    client = officer(dartford, "post-room")
    upload = uploaded(client, scan("pile.pdf", pile(*THREE)))
    assert [(page.blank, page.separator) for page in upload.pages.all()] == [
        (False, False),
        (False, False),
        (False, True),
        (False, False),
        (True, False),
        (False, True),
        (False, False),
    ]
    page = page_of(client, upload)
    for number, begins in ((1, True), (2, False), (4, True), (7, True)):
        assert (f'id="begins-{number}" checked' in page) is begins
    for number in (3, 5, 6):
        assert f'id="away-{number}" checked' in page
    assert parted(client, upload).status_code == 302
    assert "3 letters" in page_of(client, upload)
    housing = str(dartford.housing.pk)
    stamped(client, upload, 1, 2, 3, l1__sender="Ann Smith", l1__about="Bins", l2__department=housing)
    assert "0 of 3 letters are made" in page_of(client, upload)
    at_work()
    made = list(Arrival.objects.order_by("letter__number"))
    assert [each.received_text for each in made] == ["2026-06-08"] * 3
    assert [each.files.get().size > 0 for each in made] == [True] * 3
    with pikepdf.open(io.BytesIO(default_storage.open(made[0].files.get().stored_as).read())) as pdf:
        assert len(pdf.pages) == 2
    first = PostLetter.objects.get(arrival=made[0])
    assert (first.stamped_on, first.stamped_by, first.stamp_shown) == (date(2026, 6, 8), "Desmond Tully", True)
    assert (made[0].sender_name, made[0].subject) == ("Ann Smith", "Bins")
    assert made[1].department == dartford.housing
    assert "3 letters are registered" in page_of(client, upload)
    seen = text_of(officer(dartford, "departmental-complaints-officer").get(f"/casework/arrivals/{made[1].pk}/"))
    assert "Date stamp of Monday 8 June 2026, stamped by Desmond Tully" in seen
    assert "The scan shows the stamp" in seen
    original = officer(dartford).get(f"{POST}{upload.pk}/scans/{upload.scans.get().pk}/")
    assert b"".join(original.streaming_content).startswith(b"%PDF-")
    assert original["Content-Type"] == "application/octet-stream"
    assert original["Content-Disposition"].startswith("attachment")


@requirement("DA-3.17-a1")
def test_the_scan_is_set_as_the_evidence_of_receipt(dartford):
    upload, file, client = done(dartford, sheet("Dear council")), complaint(dartford), officer(dartford)
    letter = upload.letters.get()
    address = f"/casework/arrivals/{letter.arrival_id}/"
    assert client.post(f"{address}evidence/").status_code == 404  # it is on no case yet
    sent = {"chosen": file.case.reference, "sender": "somebody-else", "text": "Dear council"}
    assert client.post(f"{address}case/", sent).url == f"/casework/{file.case.reference}/"
    assert "Set the scan as evidence of receipt" in text_of(client.get(address))
    for _twice in range(2):
        assert client.post(f"{address}evidence/").status_code == 302
    letter.refresh_from_db()
    assert letter.evidence_on == file.case
    assert letter.evidence_by == dartford.staff["corporate-services-team"]
    assert "Set as the evidence of receipt on the case" in text_of(client.get(address))
    on_the_case = text_of(client.get(f"/casework/{file.case.reference}/"))
    assert "Date stamp of Monday 8 June 2026, stamped by Desmond Tully" in on_the_case
    assert "Evidence of receipt" in on_the_case
    at_work()
    assert [each.state for each in documents.documents_of(file.case)] == [DocumentState.SAFE]
    assert client.get(f"{address}evidence/").status_code == 405


@requirement("DA-3.17-a1")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_a_case_made_of_a_letter_counts_from_its_stamp_and_has_the_scan_as_evidence(council):
    office = Office(council)
    client = officer(office)
    upload = uploaded(client, scan("pile.pdf", pile(sheet("Dear council"))), how="each")
    stamp = {**STAMPED, "on-day": "1"}
    client.post(f"{POST}{upload.pk}/", {"step": "stamp", **stamp, **of_letters(1, l1__sender="Ann Smith")})
    at_work()
    found = Arrival.objects.get()
    page = text_of(client.get("/casework/log/", {"arrival": found.pk}))
    assert 'value="letter" checked' in page
    logged = {
        "channel": "letter",
        "name": "Ann Smith",
        "address": "1 High Street",
        "behalf": "no",
        "words": "My bins",
        "step": "save",
    }
    response = client.post(f"/casework/log/?arrival={found.pk}", logged)
    assert response.status_code == 302, text_of(response)
    letter = PostLetter.objects.get()
    assert find.standing(letter.evidence_on).run.received.iso() == "2026-06-01"
    due = {"dartford": date(2026, 6, 5), "kings-lynn": date(2026, 6, 3)}[council]
    assert (
        next(each.due for each in find.standing(letter.evidence_on).deadlines if "acknowledged" in each.clock.met_by)
        == due
    )


def test_one_letter_in_each_file_needs_no_splitting(dartford):
    client = officer(dartford, "post-room")
    files = [scan("a.pdf", pile(sheet("One"), sheet("two"))), scan("b.png", pile(sheet("Other"), kind="PNG"))]
    upload = uploaded(client, *files, how="each")
    assert upload.state == "stamps"
    assert [letter.pages.count() for letter in upload.letters.all()] == [2, 1]
    stamped(client, upload, 1, 2)
    at_work()
    assert Arrival.objects.count() == 2


@pytest.mark.parametrize(("kind", "name"), [("TIFF", "pile.tif"), ("JPEG", "one.jpg"), ("PNG", "one.png")])
def test_pictures_become_pages(dartford, kind, name):
    pages = [sheet("One"), sheet("Two")] if kind == "TIFF" else [sheet("One")]
    content = pile(*pages, kind=kind) if kind == "TIFF" else _one(pages[0], kind)
    upload = uploaded(officer(dartford, "post-room"), scan(name, content))
    assert upload.state == "ready"
    assert upload.pages.count() == len(pages)


def _one(page, kind: str) -> bytes:
    kept = io.BytesIO()
    page.save(kept, kind)
    return kept.getvalue()


def test_letters_that_came_on_different_days_are_asked_for_one_after_another(dartford):
    client = officer(dartford, "post-room")
    upload = uploaded(client, scan("pile.pdf", pile(*THREE)))
    parted(client, upload)
    some = of_letters(1, 2, 3)
    del some["l2-same_day"]
    client.post(f"{POST}{upload.pk}/", {"step": "stamp", **STAMPED, **some})
    left = page_of(client, upload)
    assert "These letters are left" in left
    assert "Letter 2" in left
    assert "Letter 1 " not in left
    client.post(f"{POST}{upload.pk}/", {"step": "stamp", **STAMPED, "on-day": "5", **of_letters(2)})
    at_work()
    days = list(Arrival.objects.order_by("letter__number").values_list("received_text", flat=True))
    assert days == ["2026-06-08", "2026-06-05", "2026-06-08"]


@requirement("DA-3.16-d1", "Q11")
def test_a_day_that_nobody_can_tell_is_taken_by_the_rule_and_explained():
    office = Office("dartford")
    with time_machine.travel("2026-07-15T12:00:00+01:00", tick=False):
        client = officer(office, "post-room")
        upload = uploaded(client, scan("one.pdf", pile(sheet("Dear council"))), how="each")
        days = {
            f"{name}-{part}": value
            for name, day in (("first", "10"), ("last", "14"))
            for part, value in (("day", day), ("month", "7"), ("year", "2026"))
        }
        said = {"known": "unknown", **days, **of_letters(1)}
        asked = text_of(client.post(f"{POST}{upload.pk}/", {"step": "day", **said, "choice": "earliest"}))
        assert "The earliest is taken: <strong>Friday 10 July 2026" in asked
        assert "acknowledged by <strong>Thursday 16 July 2026" in asked
        assert "3 of them are working days" in asked
        missing = text_of(client.post(f"{POST}{upload.pk}/", {"step": "stamp", **said, "choice": "middle"}))
        assert "Say why the middle day is taken" in missing
        middle = {**said, "choice": "middle", "reason": "The tray was emptied on Friday evening."}
        assert "Monday 13 July 2026" in text_of(client.post(f"{POST}{upload.pk}/", {"step": "day", **middle}))
        client.post(f"{POST}{upload.pk}/", {"step": "stamp", **middle})
        at_work()
        found = Arrival.objects.get()
        assert found.received_text == "2026-07-13"
        page = text_of(officer(office).get(f"/casework/arrivals/{found.pk}/"))
        assert "It came at some time from Friday 10 July 2026 to Tuesday 14 July 2026" in page
        assert "The middle working day is taken: Monday 13 July 2026. Reason: The tray was emptied" in page
        assert "Friday 17 July 2026" in page
        assert "earliest possible day to be on the safe side" in text_of(client.get(POST))


# --- mistakes and mischief -----------------------------------------------------------------------


def test_what_is_wrong_with_the_stamp_is_told_beside_it(dartford):
    client = officer(dartford, "post-room")
    upload = uploaded(client, scan("one.pdf", pile(sheet("x"))), how="each")
    for wrong, told in (
        ({"known": ""}, "Say whether it is known when they came"),
        ({"on-day": "11"}, "The date of the stamp must be today or in the past"),
        ({"on-day": "x"}, "The date of the stamp must be a real date"),
        ({"on-year": "1900"}, "Working days are not known that far back"),
        ({"by": ""}, "Enter who stamped them"),
        ({"known": "unknown"}, "Enter the earliest day"),
    ):
        page = text_of(client.post(f"{POST}{upload.pk}/", {"step": "stamp", **STAMPED, **of_letters(1), **wrong}))
        assert told in page
    backwards = {"known": "unknown", "first-day": "9", "first-month": "6", "first-year": "2026"}
    backwards |= {"last-day": "8", "last-month": "6", "last-year": "2026"}
    page = text_of(client.post(f"{POST}{upload.pk}/", {"step": "stamp", **backwards, **of_letters(1)}))
    assert "The latest day must not be before the earliest" in page
    nothing = of_letters(1)
    del nothing["l1-same_day"]
    page = text_of(client.post(f"{POST}{upload.pk}/", {"step": "stamp", **STAMPED, **nothing}))
    assert "Say of at least one letter" in page
    assert not Arrival.objects.exists()


def test_files_that_cannot_be_scans_are_refused_beside_the_field(dartford, settings):
    client = officer(dartford, "post-room")
    for files, told in (
        ([], "Choose the scans"),
        ([scan("a.svg", b"<svg/>")], "cannot be used"),
        ([scan("a.pdf", b"<html>")], "is not what its name says"),
        ([scan("a.pdf", b"")], "empty"),
        ([scan("a.png", b"x") for _each in range(51)], "Choose 50 files at most"),
    ):
        response = client.post(POST, {"key": "0" * 32, "how": "pile", "files": files})
        assert told in text_of(response), told
    settings.POST_MAX_BYTES = 10
    assert "is larger than" in text_of(
        client.post(POST, {"key": "0" * 32, "how": "pile", "files": scan("a.pdf", b"%PDF-" * 9)})
    )
    assert not PostUpload.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("broken.pdf", b"%PDF-1.7 nonsense", "cannot-be-read"),
        ("empty.pdf", NO_PAGES, "cannot-be-read"),
        ("broken.tif", b"II*\x00" + b"\xff" * 40, "cannot-be-read"),
        ("broken.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "cannot-be-read"),
    ],
)
def test_a_damaged_scan_fails_and_says_so(dartford, name, content, code):
    client = officer(dartford, "post-room")
    upload = uploaded(client, scan(name, content))
    assert (upload.state, upload.trouble) == ("failed", code)
    assert "damaged" in page_of(client, upload)


def test_bombs_and_locked_files_are_not_opened_up(dartford, settings):
    client = officer(dartford, "post-room")
    settings.POST_MAX_PAGES = 2
    upload = uploaded(client, scan("long.pdf", pile(sheet(), sheet(), sheet())))
    assert upload.trouble == "too-many-pages"
    assert (
        uploaded(client, scan("a.pdf", pile(sheet(), sheet())), scan("b.pdf", pile(sheet()))).trouble
        == "too-many-pages"
    )
    settings.POST_MAX_PAGES = 300
    assert uploaded(client, scan("wide.pdf", _huge_page())).trouble == "too-large-inside"
    assert uploaded(client, scan("bomb.png", _bomb())).trouble in ("too-large-inside", "cannot-be-read")
    assert uploaded(client, scan("locked.pdf", _locked())).trouble == "is-locked"
    assert "locked with a password" in text_of(client.get(f"{POST}{PostUpload.objects.order_by('-pk')[0].pk}/"))


def _huge_page() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page().MediaBox = [0, 0, 200_000, 200_000]
    kept = io.BytesIO()
    pdf.save(kept)
    return kept.getvalue()


def _locked() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    kept = io.BytesIO()
    pdf.save(kept, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return kept.getvalue()


def _bomb() -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_page_carries_nothing_that_runs_into_the_letter(dartford, tmp_path):
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    page.AA = pikepdf.Dictionary(O=action)
    page.Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=action)])
    pdf.Root.OpenAction = action
    pdf.save(tmp_path / "bad.pdf")
    list(apart.lines_of("letter", tmp_path / "out.pdf", told=json.dumps([[str(tmp_path / "bad.pdf"), 0]])))
    assert b"JavaScript" not in (tmp_path / "out.pdf").read_bytes()
    with pikepdf.open(tmp_path / "out.pdf") as letter:
        assert "/OpenAction" not in letter.Root
        assert not {"/AA", "/Annots"} & set(letter.pages[0].keys())


def test_the_same_form_twice_is_one_upload(dartford):
    client = officer(dartford, "post-room")
    first = uploaded(client, scan("a.pdf", pile(sheet("x"))), key="a" * 32)
    assert uploaded(client, scan("a.pdf", pile(sheet("x"))), key="a" * 32) == first
    assert PostUpload.objects.count() == 1


def test_two_people_with_one_upload_and_a_form_that_comes_late(dartford):
    upload = done(dartford, sheet("x"))
    client = officer(dartford)
    late = client.post(f"{POST}{upload.pk}/", {"step": "part", "begins": [1]}, follow=True)
    assert "Somebody has gone on with it meanwhile" in text_of(late)
    assert "Somebody has gone on" in text_of(client.post(f"{POST}{upload.pk}/", {"step": "again"}, follow=True))
    stamped(client, upload, 1)
    at_work()
    assert Arrival.objects.count() == 1
    assert client.post(f"{POST}{upload.pk}/", {"step": "nonsense"}).status_code == 200


def test_going_back_keeps_what_was_ticked(dartford):
    client = officer(dartford, "post-room")
    upload = uploaded(client, scan("pile.pdf", pile(*THREE)))
    parted(client, upload, begins=(1, 7), away=(3, 6))
    client.post(f"{POST}{upload.pk}/", {"step": "again"})
    page = page_of(client, upload)
    assert 'id="begins-7" checked' in page
    assert 'id="begins-4" checked' not in page
    assert 'id="away-5" checked' not in page
    nothing = client.post(f"{POST}{upload.pk}/", {"step": "part", "away": list(range(1, 8)), "begins": ["x", "-1"]})
    assert "Leave at least one page in a letter" in text_of(nothing)


def test_too_many_letters_are_refused(dartford, monkeypatch):
    monkeypatch.setattr(letters, "MOST_LETTERS", 1)
    client = officer(dartford, "post-room")
    upload = uploaded(client, scan("pile.pdf", pile(sheet("a"), sheet("b"))))
    assert "more than 1 letters" in text_of(parted(client, upload, begins=(1, 2), away=()))
    assert upload.letters.count() == 0


# --- who -----------------------------------------------------------------------------------------


def test_who_deals_with_post_and_who_does_not(dartford):
    upload = done(dartford, sheet("x"))
    pages = ("", f"{upload.pk}/", f"{upload.pk}/pages/1/", f"{upload.pk}/scans/{upload.scans.get().pk}/", "separator/")
    for page in pages:
        assert officer(dartford, "post-room").get(f"{POST}{page}").status_code == 200, page
        for who in ("service-manager", "departmental-complaints-officer", "customer-services"):
            assert officer(dartford, who).get(f"{POST}{page}").status_code == 403, (who, page)
    assert officer(dartford, "auditor").get(POST).status_code == 200
    assert officer(dartford, "auditor").post(POST, {}).status_code == 403
    assert officer(dartford, "auditor").post(f"{POST}{upload.pk}/", {"step": "again"}).status_code == 403
    elsewhere = officer(Office("kings-lynn"))
    for page in pages[1:4]:
        assert elsewhere.get(f"{POST}{page}").status_code == 404
    assert officer(dartford).get(f"{POST}{upload.pk}/pages/99/").status_code == 404


@requirement("DA-3.17-b1")
def test_once_a_letter_is_on_a_case_the_post_room_sees_it_no_more(dartford):
    upload, file = done(dartford, sheet("x")), complaint(dartford)
    found = Arrival.objects.get()
    post_room = officer(dartford, "post-room")
    pictures = (f"{POST}{upload.pk}/pages/1/", f"/casework/arrivals/{found.pk}/pages/1/")
    for address in pictures:
        picture = post_room.get(address)
        assert picture["Content-Type"] == "image/jpeg"
        assert picture["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in picture["Cache-Control"]
    sent = {"chosen": file.case.reference, "sender": "somebody-else", "text": "A letter"}
    officer(dartford).post(f"/casework/arrivals/{found.pk}/case/", sent)
    for address in (*pictures, f"/casework/arrivals/{found.pk}/", f"{POST}{upload.pk}/scans/{upload.scans.get().pk}/"):
        assert post_room.get(address).status_code == 404, address
    assert "It has its place on a case" in page_of(post_room, upload)
    assert post_room.get(f"/casework/{file.case.reference}/").status_code in (403, 404)
    keep_away(file.case, dartford.staff["corporate-services-team"], ground="complained-about")
    assert officer(dartford).get(pictures[0]).status_code == 404


# --- the worker ----------------------------------------------------------------------------------


def test_a_worker_that_dies_in_the_middle_makes_nothing_twice(dartford, monkeypatch):
    client = officer(dartford, "post-room")
    upload = uploaded(client, scan("pile.pdf", pile(*THREE)))
    parted(client, upload)
    stamped(client, upload, 1, 2, 3)
    made, real = [], letters.made

    def dies(letter, folder):
        if len(made) == 2:
            made.append(None)
            raise RuntimeError("power cut")
        made.append(real(letter, folder))
        return made[-1]

    monkeypatch.setattr(letters, "made", dies)
    with pytest.raises(RuntimeError):
        _run("part-post", upload)
    assert Arrival.objects.count() == 2
    monkeypatch.setattr(letters, "made", real)
    at_work()
    assert Arrival.objects.count() == 3
    upload.refresh_from_db()
    assert upload.state == "done"


def _run(kind: str, upload: PostUpload) -> None:
    """Do a job by hand, as a worker that will not live to its end."""
    from redress.jobs.registry import KINDS

    class Dying:
        payload = {"upload": upload.pk}

        def renew(self) -> None:
            """It lives still."""

    KINDS[kind].handler(Dying())


def test_looking_begun_again_begins_from_the_first_page(dartford):
    client = officer(dartford, "post-room")
    upload = uploaded(client, scan("pile.pdf", pile(sheet("a"), sheet("b"))))
    PostUpload.objects.filter(pk=upload.pk).update(state="looking")
    PostPage.objects.filter(upload=upload, number=2).delete()
    jobs.enqueue("look-at-post", {"upload": upload.pk}, key="once more", council="dartford")
    at_work()
    assert upload.pages.count() == 2


def test_strays_are_destroyed_and_what_is_known_is_kept(dartford):
    upload = done(dartford, sheet("x"))
    stray = uploads.keep(b"nobody's")
    with time_machine.travel("2030-01-01", tick=False):
        assert uploads.destroy_strays() >= 1
    assert not default_storage.exists(stray)
    assert default_storage.exists(upload.scans.get().stored_as)
    page = upload.pages.first()
    assert default_storage.exists(page.small_as)
    assert default_storage.exists(page.large_as)


#: Pages of a long pile. 200 took the same way when this was built; so many show it in less time.
PILE = 60


@pytest.mark.slow
def test_a_long_pile_becomes_letters(dartford):
    client = officer(dartford, "post-room")
    page = sheet("A letter of a long pile")
    upload = uploaded(client, scan("long.pdf", pile(*[page] * PILE)))
    assert upload.pages.count() == PILE
    parted(client, upload, begins=list(range(1, PILE, 2)), away=())
    assert stamped(client, upload, *range(1, PILE // 2 + 1)).status_code == 302
    at_work()
    assert Arrival.objects.filter(state=State.WAITING).count() == PILE // 2
    assert Path(settings.MEDIA_ROOT).exists()
