"""Is a bundle whole, in order and numbered, is what must not be in it out of it, and does any change to it show?"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redress import cli
from redress.cases.bars import keep_away
from redress.cases.models import ReadLog
from redress.casework import acts
from redress.casework.bundling import held, making, ordering, others, recorded
from redress.casework.bundling.gathered import Gathered
from redress.correspondence.letters import letters_of
from redress.design import paper
from redress.design.parts import Heading, Terms, Words
from redress.jobs import GiveUp, enqueue, run_all_due
from redress.jobs.models import Job
from redress.jobs.worker import claim
from redress.records import agreeing, contact_notes, internal, people, same_person
from redress.records.bundled import Bundle, BundleFile
from redress.records.bundling import checking
from redress.records.bundling.book import Book, as_pages
from redress.records.bundling.items import Frame, Item, Section
from redress.records.consents import Answer
from redress.records.models import Document, PackedPapers, Part, Person
from redress.records.redaction_withdrawal import withdraw
from tests import pdf_rules
from tests.requirement import requirement
from tests.rooms import casework_desks as desks
from tests.rooms.bundle_cases import (
    a_pdf,
    a_picture,
    archive,
    locked,
    made,
    ordered,
    outline_of,
    pages_of,
    put_on,
    raw,
    redacted_as,
)
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import Officer, complaint, do, text_of
from tests.tools import programme

CST, DESK = "corporate-services-team", "complaints-administrator"
NOW = datetime.fromisoformat("2026-06-20T12:00:00+01:00")


@pytest.fixture
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def asked(office: Office) -> CaseFile:
    """A case answered at Stage One, about which an Ombudsman asks."""
    file = desks.answered(complaint(office))
    do(file, acts.open_ombudsman_run, CST, "2026-06-16", enquiry="Why was it missed?", channel="letter")
    return file


# --- binding, without a case -----------------------------------------------------------------------

FRAME = Frame(
    look=paper.looked(paper.Look(name="Dartford", colour="#1d3c5c")),
    lang="en-GB",
    title="Papers of case DBC-2026-0001",
    reference="DBC-2026-0001-B1",
    words={"page": "Bundle page {page} of {pages}", "contents": "Contents", "page_column": "page"},
)


def bound(*sections: Section) -> tuple[bytes, Any]:
    kept = io.BytesIO()
    found = Book(FRAME, as_of=NOW).bind((Heading("For the Ombudsman"),), list(sections), kept)
    return kept.getvalue(), found


def copied(name: str, content: bytes) -> Item:
    return Item(name=name, pages=lambda: io.BytesIO(content), slip=lambda code: (Heading(name), Words(f"why: {code}")))


def test_every_page_has_its_number_whatever_its_size_and_turn_and_what_cannot_be_read_has_a_slip(
    tmp_path: Path,
) -> None:
    sizes = [(595, 842), (2384, 3370), (150, 400)]
    odd = [
        copied(f"{turn} {size}", a_pdf("Evidence", 2, turned=turn, size=size))
        for turn in (0, 90, 180, 270)
        for size in sizes
    ]
    spoilt = [
        copied("locked.pdf", locked(a_pdf("x"))),
        copied("broken.pdf", b"%PDF-1.7 nothing"),
        copied("none.pdf", b""),
    ]
    content, found = bound(
        Section(
            "Chronology", (Item(name="Chronology", said=(Heading("Chronology"), Terms((("1 June", "It came ﷽"),)))),)
        ),
        Section("Documents", (*odd, *spoilt)),
    )
    pages = pages_of(content, tmp_path)
    assert found.pages == len(pages) == 1 + 1 + 1 + 24 + 3
    for number, page in enumerate(pages, start=1):
        assert f"Bundle page {number} of {found.pages}" in " ".join(page.split())
    assert found.notes == [("locked.pdf", "locked"), ("broken.pdf", "broken"), ("none.pdf", "broken")]
    assert "why: locked" in pages[-3]
    assert outline_of(content)[-1] == ("Documents", [each.name for each in (*odd, *spoilt)])
    with pikepdf.open(io.BytesIO(content)) as pdf:  # nothing is covered: the page grew at its foot, as it is seen
        turned = pdf.pages[3 + 6]
        assert turned.obj.Rotate == 90
        assert float(turned.mediabox[2]) > 595
        links = [note.A for note in pdf.pages[1].obj.Annots]
        assert {str(link.S) for link in links} == {"/GoTo"}
        assert links[-1].D[0].objgen == pdf.pages[-1].obj.objgen
    assert bound(Section("S", (odd[0],)))[0] == bound(Section("S", (odd[0],)))[0]


def test_the_whole_is_tagged_and_what_is_ours_alone_says_that_it_is_pdf_ua(tmp_path: Path) -> None:
    photo = Item(name="photo.png", said=(Heading("photo.png"),), pictures=lambda: as_pages(a_picture()), alt="A photo")
    ours = Section("Ours", (Item(name="Words", said=(Heading("Words"), Words("So."))), photo))
    content, _found = bound(ours)
    file = tmp_path / "ours.pdf"
    file.write_bytes(content)
    assert [line for line in pdf_rules.broken(file) if "PDFUA" in line] == []
    content, _found = bound(ours, Section("Theirs", (copied("a.pdf", a_pdf("Evidence", 2)),)))
    file.write_bytes(content)
    assert all("PDFUA1-ID" in line or "FONT" in line for line in pdf_rules.broken(file) if "PDFUA" in line)
    tree = subprocess.run([programme("pdfinfo"), "-struct-text", str(file)], capture_output=True, text=True).stdout
    assert re.search(r"Figure", tree)
    assert "Evidence 2" in tree
    assert b"pdfuaid" not in content


def test_nothing_on_a_page_of_somebody_else_acts_in_the_bundle() -> None:
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf("Evidence"))) as pdf:
        acts_on = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=acts_on)
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=acts_on)
        pdf.Root.OpenAction = acts_on
        pdf.save(kept)
    content, _found = bound(Section("S", (copied("a.pdf", kept.getvalue()),)))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/JS" in each]


# --- a bundle for an Ombudsman ---------------------------------------------------------------------


@pytest.mark.django_db
@requirement("DA-8.1.3-d3", "DA-8.1.3-d4")
def test_DA_8_1_3_d_the_papers_are_in_order_and_what_is_confidential_goes_apart_marked_on_every_page(
    dartford: Office, today: None, tmp_path: Path
) -> None:
    file = asked(dartford)
    details = {"reference": "26 001 887", "notice-on": date(2026, 6, 16), "stage": ["investigation"]}
    asks_for = {"step": "ombudsman-details", "option": "lgsco", "answers": {**details, "asked-for": date(2026, 7, 1)}}
    do(file, acts.take_step, CST, "2026-06-16", run="r2", written={}, **asks_for)
    items = {"items": "Item 4: the report on the neighbour."}
    notice = {"step": "section-32-3", "option": "ask", "answers": items, "written": {}, "run": "r2"}
    do(file, acts.take_step, "head-of-legal-services", "2026-06-17", **notice)
    file.case.letters.filter(kind="section-32-3-notice").update(state="posted")
    internal.internal_note(file.case, "We think she is right.", by=dartford.actor(CST))
    report, secret = (
        put_on(file, "report.pdf", a_pdf("The log", 3)),
        put_on(file, "neighbour.pdf", a_pdf("About the neighbour", 2), redact_first=True),
    )
    photo = put_on(file, "photo.png", a_picture())
    sheet = put_on(file, "figures.xlsx", b"PK figures")
    places = {report: "papers", photo: "papers", sheet: "papers", secret: "confidential"}
    parts = [part for part in making.KINDS["ombudsman"].parts if part != "notes"]
    bundle = made(ordered(file, CST, "ombudsman", places, chosen={"parts": parts}))
    plain, apart = archive(bundle), archive(bundle, confidential=True)
    pages = pages_of(plain.read("bundle.pdf"), tmp_path)
    whole = "\n".join(pages)
    sections = [title for title, _items in outline_of(plain.read("bundle.pdf"))][1:]
    assert sections == [str(making.sections.PARTS[part]) for part in parts]
    for said in ("DBC-2026-0001-B1", "The Ombudsman", "Enquiry 26 001 887", "Why was it missed?", "Paragraph 2.7(i)"):
        assert said in whole
    assert "Working day 10 is Tuesday 16 June 2026" in whole
    assert "The street was missed twice." in whole
    assert whole.index("Stage One acknowledgement") < whole.index("The log 1") < whole.index("Decisions on the way")
    assert "figures.xlsx" in whole
    assert "Some items are confidential. They are sent apart from these papers." in whole
    assert not re.search("neighbour|We think she is right", whole, re.IGNORECASE)
    assert not [name for name in plain.namelist() if "neighbour" in name]
    assert [name for name in plain.namelist() if name.startswith("documents/")] == [
        "documents/001 report.pdf",
        "documents/002 photo.png",
        "documents/003 figures.xlsx",
    ]
    assert plain.read("documents/001 report.pdf") == a_pdf("The log", 3)
    marked = pages_of(apart.read("confidential.pdf"), tmp_path)
    assert "covered by a notice under section 32(3)" in " ".join(marked[0].split())
    assert "Documents that the council redacts" in " ".join(marked[0].split()), "the one that goes whole is told of"
    assert "neighbour.pdf (whole, not redacted)" in " ".join("\n".join(marked[:2]).split())
    assert "Item 4: the report on the neighbour." in "\n".join(marked)
    assert "Something confidential, which is told apart" in whole
    assert not re.search(r"Notice under|32\(3\)", whole)
    with pikepdf.open(io.BytesIO(apart.read("confidential.pdf"))) as pdf:
        assert len(pdf.pages) == len(marked)
        for page in pdf.pages:
            page.contents_coalesce()
            assert page.Contents.read_bytes().count(b"(CONFIDENTIAL) Tj") == 1
    with pikepdf.open(io.BytesIO(apart.read("documents/001 neighbour.pdf"))) as pdf:
        assert all("/RedressMark" in page.Resources.Font for page in pdf.pages)
    assert "About the neighbour 2" in marked[-1]
    packed = PackedPapers.objects.get(case=file.case)
    assert (packed.kind, packed.purpose, packed.by) == ("ombudsman", "Enquiry 26 001 887", dartford.staff[CST].actor_id)


@pytest.mark.django_db
def test_a_letter_that_was_posted_for_want_of_an_email_stays_with_the_other_papers(dartford: Office) -> None:
    file = asked(dartford)
    file.case.letters.update(post_only=True)
    case = Gathered(file.case, NOW.date())
    assert case.letters == list(letters_of(file.case)) != []
    assert case.letters_apart == []
    letter = case.letters[0]
    file.case.letters.filter(pk=letter.pk).update(kind="section-32-3-notice", post_only=False, state="posted")
    case = Gathered(file.case, NOW.date())
    assert [each.pk for each in case.letters_apart] == [letter.pk]


@pytest.mark.django_db
def test_what_must_be_redacted_first_is_refused_and_never_goes_whole(
    dartford: Office, today: None, tmp_path: Path
) -> None:
    file = asked(dartford)
    log = put_on(file, "log.pdf", a_pdf("About the neighbour"), redact_first=True)
    client = Officer(dartford, CST).client
    form = {"key": "k", "recipient": "LGSCO", "purpose": "Enquiry", "parts": ["documents"]}
    for kind in ("ombudsman", "other"):
        address = f"/casework/{file.case.reference}/papers/new/{kind}/"
        assert chosen_of(client.get(address), f"document-{log.pk}") == "out", "not what would be refused"
        answer = text_of(client.post(address, form | {f"document-{log.pk}": "papers"}))
        assert re.search(r"error-summary.*?log\.pdf: This document is marked", answer, re.DOTALL), "which one it is"
        assert "marked to be redacted, and no redacted version is approved yet" in answer
    told = {
        "ombudsman": "or covered by a notice under section 32(3)",
        "other": "marked to be redacted, and no redacted",
    }
    for kind, said in told.items():
        address = f"/casework/{file.case.reference}/papers/new/{kind}/"
        assert said in text_of(client.post(address, form | {f"document-{log.pk}": "confidential"}))
        bundle = made(ordered(file, CST, kind, {log: "confidential"}, chosen={"parts": ["documents"]}))
        apart = archive(bundle, confidential=True)
        whole = " ".join("\n".join(pages_of(apart.read("confidential.pdf"), tmp_path)).split())
        assert "It is not included." in whole
        assert "About the neighbour" not in whole
        assert "section 32(3)" not in whole, "no notice covers it"
    mine = people.complainant_of(file.case)
    assert mine
    for kind, more in (("ombudsman", {}), ("other", {}), ("subject-access", {"person": mine.person})):
        packed = archive(made(ordered(file, CST, kind, {log: "papers"}, chosen={"parts": ["documents"]}, **more)))
        whole = "\n".join(pages_of(packed.read("bundle.pdf"), tmp_path))
        assert "It is not included." in " ".join(whole.split())
        assert "About the neighbour" not in whole
        assert not [name for name in packed.namelist() if name.startswith("documents/")]
    redacted_as(log, a_pdf("What may be read"))
    for where in ("papers", "confidential"):
        bundle = made(ordered(file, CST, "other", {log: where}, chosen={"parts": ["documents", "summary"]}))
        apart = where == "confidential"
        packed = archive(bundle, confidential=apart)
        whole = "\n".join(pages_of(packed.read("confidential.pdf" if apart else "bundle.pdf"), tmp_path))
        assert "What may be read" in whole
        assert "About the neighbour" not in whole
        assert bundle.files.get(confidential=apart).redactions == [log.redactions.get().pk]


def chosen_of(page: Any, name: str) -> str:
    """Which of its choices a question of the page has already."""
    boxes = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page.content.decode())
    (box,) = (each for each in boxes if " checked" in each)
    found = re.search('value="([^"]*)"', box)
    return found[1] if found else ""


@pytest.mark.django_db
def test_a_bundle_says_which_redacted_version_it_carries_and_that_it_was_withdrawn_since(
    dartford: Office, today: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = asked(dartford)
    log = put_on(file, "log.pdf", a_pdf("About the neighbour"))
    version = redacted_as(log, a_pdf("What may be read"))
    bundle = made(ordered(file, CST, "other", {log: "papers"}, chosen={"parts": ["documents"], "redacted": True}))
    first = raw(bundle)
    kept = tmp_path / "papers.zip"
    kept.write_bytes(first)
    (told,) = [each for each in checking.checked(kept).files if each["what"] == "redacted document"]
    assert (told["record"], told["digest"]) == (f"redaction:{version.pk}", version.result_digest)
    officer = Officer(dartford, CST).client
    address = f"/casework/{file.case.reference}/papers/{bundle.pk}/"
    assert "log.pdf: the version approved" in text_of(officer.get(address))
    withdraw(version, dartford.staff[CST], "A name is left.")
    page = text_of(officer.get(address))
    assert "It was withdrawn Saturday 20 June 2026" in page
    assert "A name is left." in page
    assert raw(bundle) == first, "what was made stays as it was"
    capsys.readouterr()
    assert cli.main(["verify-bundle", "--record", str(kept)]) == 0
    assert "this redacted version was withdrawn on 2026-06-20" in capsys.readouterr().out
    later = made(ordering.order_again(bundle, by=dartford.actor(CST), key="later"))
    whole = " ".join(pages_of(archive(later).read("bundle.pdf"), tmp_path))
    assert "It is not included." in " ".join(whole.split())
    assert not [words for words in ("About the neighbour", "What may be read") if words in whole]


@pytest.mark.django_db
def test_a_plain_hash_tool_checks_it_and_every_change_shows(
    dartford: Office, today: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = asked(dartford)
    report = put_on(file, "report.pdf", a_pdf("The log"))
    bundle = made(ordered(file, CST, "ombudsman", {report: "papers"}))
    whole = tmp_path / "papers.zip"
    whole.write_bytes(raw(bundle))
    with zipfile.ZipFile(whole) as opened:
        opened.extractall(tmp_path / "unpacked")
    tool = shutil.which("sha256sum")
    assert tool
    subprocess.run(
        [tool, "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "unpacked", check=True, capture_output=True
    )
    manifest = json.loads((tmp_path / "unpacked" / "manifest.json").read_text())
    assert manifest["cases"] == [
        {"reference": file.case.reference, "events": file.case.last_seq, "head": file.case.head_hash}
    ]
    assert cli.main(["verify-bundle", str(whole)]) == 0
    assert list(recorded.differing(checking.checked(whole), str(whole))) == []
    told = {
        "altered": ("documents/001 report.pdf", b"another", None),
        "missing": ("documents/001 report.pdf", None, None),
        "it was not in the bundle": (None, b"more", "documents/999 more.txt"),
        "not safe to unpack": (None, b"more", "../outside.txt"),
    }
    for words, (name, content, more) in told.items():
        changed = changed_copy(whole, tmp_path, name, content, more)
        capsys.readouterr()
        assert cli.main(["verify-bundle", str(changed)]) == 1
        assert words.split()[0] in capsys.readouterr().out
        assert any("other bytes" in each for each in recorded.differing(checking.checked(changed), str(changed)))
    capsys.readouterr()
    assert cli.main(["verify-bundle", str(packed_again(tmp_path / "unpacked"))]) == 0, "only folders were added"
    assert "It is as it was made" in capsys.readouterr().out
    changed = changed_copy(whole, tmp_path, "documents/001 report.pdf", b"another", None)
    cli.main(["verify-bundle", str(changed)])
    assert "1 thing is wrong;" in capsys.readouterr().out
    with_words = changed_copy(whole, tmp_path, None, b"hidden", "more/")
    assert cli.main(["verify-bundle", str(with_words)]) == 1, "a folder that holds something is none"
    assert cli.main(["verify-bundle", str(tmp_path / "unpacked" / "manifest.json")]) == 2
    wrong = checking.checked(whole)
    wrong.manifest["cases"][0]["head"] = "0" * 64
    wrong.manifest["files"] = [{**each, "digest": "0" * 64} for each in wrong.files]
    differs = " ".join(recorded.differing(wrong, str(whole)))
    assert f"The events of {file.case.reference}" in differs
    assert "report.pdf: what is on record is another" in differs
    assert "Stage One response.pdf: what is on record is another" in differs


def packed_again(folder: Path) -> Path:
    """The same files in an archive of another programme, which writes down every folder as well."""
    again = folder.parent / "again.zip"
    with zipfile.ZipFile(again, "w") as target:
        for each in sorted(folder.rglob("*")):
            target.write(each, each.relative_to(folder))
    return again


def changed_copy(whole: Path, folder: Path, name: str | None, content: bytes | None, more: str | None) -> Path:
    changed = folder / "changed.zip"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(changed, "w") as target:
        for member in source.infolist():
            if member.filename != name:
                target.writestr(member, source.read(member))
            elif content is not None:
                target.writestr(member, content)
        if more:
            target.writestr(more, content or b"")
    return changed


# --- making it -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_same_order_makes_the_same_bytes_again_and_says_where_something_has_changed(dartford: Office) -> None:
    with time_machine.travel(NOW, tick=False):
        file = asked(dartford)
        bundle = made(ordered(file, CST, "ombudsman"))
        first = raw(bundle)
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        _forget()
        bundle.refresh_from_db()
        assert bundle.state == "expired"
        assert not default_storage.exists(bundle.files.get().stored_as or "nowhere")
        once_more = made(ordering.order_again(bundle, by=dartford.actor(CST), key="again"))
        assert raw(once_more) == first
        assert ordering.is_the_same_again(once_more) is True
        internal.internal_note(file.case, "More.", by=dartford.actor(CST))
        later = made(ordering.order_again(bundle, by=dartford.actor(CST), key="later"))
        assert ordering.is_the_same_again(later) is False


def _forget() -> None:
    enqueue("forget-bundles", {}, run_at=timezone.now())
    run_all_due()


@pytest.mark.django_db
def test_a_worker_that_dies_leaves_nothing_half_made_and_the_page_says_where_it_is_given_up(
    dartford: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = asked(dartford)
    bundle = ordered(file, CST, "ombudsman")

    def dies(*_given: Any, **_more: Any) -> None:
        raise GiveUp("killed")

    monkeypatch.setattr(BundleFile.objects, "create", dies)
    before = set(ordering.stored())
    made(bundle)
    assert not bundle.files.exists()
    stray = sorted(set(ordering.stored()) - before)
    assert len(stray) == 1, "the bytes that were stored before it died"
    page = text_of(Officer(dartford, CST).client.get(f"/casework/{file.case.reference}/papers/{bundle.pk}/"))
    assert "It could not be made. Nothing half-made was kept." in page
    monkeypatch.undo()
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        _forget()
    assert not default_storage.exists(stray[0])


@pytest.mark.django_db
def test_a_worker_killed_at_its_last_attempt_leaves_a_bundle_that_can_be_ordered_again(dartford: Office) -> None:
    file = asked(dartford)
    bundle = ordered(file, CST, "ombudsman")
    Job.objects.exclude(kind="make-bundle").delete()
    now = timezone.now()
    for attempt in range(3):
        assert claim(now + timedelta(hours=attempt)) is not None
    Bundle.objects.update(state="making", step="pages")
    assert claim(now + timedelta(hours=4)) is None
    bundle.refresh_from_db()
    assert bundle.state == "failed"
    client, address = Officer(dartford, CST).client, f"/casework/{file.case.reference}/papers/{bundle.pk}/"
    page = text_of(client.get(address))
    assert "It could not be made." in page
    assert "Make it again" in page
    assert client.post(f"{address}again/", {"key": "k"}).status_code == 302
    assert made(Bundle.objects.latest("pk")).state == "ready"


# --- the pages -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_it_is_ordered_watched_and_taken_on_its_pages_and_each_is_written_down(dartford: Office, today: None) -> None:
    file = asked(dartford)
    report = put_on(file, "report.pdf", a_pdf("The log"))
    words = put_on(file, "notes.txt", b"Notes.")
    shut = put_on(file, "shut.pdf", locked(a_pdf("x")))
    client = Officer(dartford, CST).client
    base = f"/casework/{file.case.reference}/papers/"
    assert "For an Ombudsman" in text_of(client.get(base))
    assert "There is an approved" not in text_of(client.get(f"{base}new/ombudsman/"))
    form = {"key": "k1", "recipient": "LGSCO", "purpose": "Enquiry 26 001 887", "parts": ["summary", "documents"]}
    form |= {f"document-{report.pk}": "papers", f"document-{words.pk}": "papers", f"document-{shut.pk}": "papers"}
    for typed, complaint_of_it in (
        ({"purpose": ""}, "Say what it is for"),
        ({"parts": []}, "Choose at least one part"),
        ({f"document-{words.pk}": "confidential"}, "Select a valid choice"),
        ({f"document-{shut.pk}": "confidential"}, "This file is locked or damaged"),
    ):
        answer = text_of(client.post(f"{base}new/ombudsman/", form | typed))
        assert complaint_of_it in answer
        assert 'value="LGSCO"' in answer
    assert not Bundle.objects.exists()
    first = client.post(f"{base}new/ombudsman/", form)
    assert client.post(f"{base}new/ombudsman/", form).url == first.url, "sent twice, it is one order"
    bundle = Bundle.objects.get()
    assert "It waits for its turn." in text_of(client.get(first.url))
    assert "data-look-again" in text_of(client.get(f"{first.url}progress/"))
    assert client.get(f"{first.url}papers.zip").status_code == 404
    made(bundle)
    page = text_of(client.get(first.url))
    assert "The pages of these could not be shown" in page
    assert "data-look-again" not in text_of(client.get(f"{first.url}progress/"))
    taken = client.get(f"{first.url}papers.zip")
    assert b"".join(taken.streaming_content) == raw(bundle)
    assert b"".join(client.get(f"{first.url}papers.pdf").streaming_content).startswith(b"%PDF-")
    assert client.get(f"{first.url}confidential.zip").status_code == 404
    pages = list(ReadLog.objects.filter(case=file.case, page__startswith="bundle DBC").values_list("page", flat=True))
    assert pages == [
        f"bundle {bundle.code}: ordered",
        f"bundle {bundle.code}-papers.zip: zip taken",
        f"bundle {bundle.code}-papers.zip: pdf taken",
    ]


@pytest.mark.django_db
def test_only_those_whose_role_it_is_order_papers_and_a_case_that_is_hidden_is_not_there(dartford: Office) -> None:
    file = asked(dartford)
    bundle = ordered(file, CST, "ombudsman")
    base = f"/casework/{file.case.reference}/papers/"
    addresses = (base, f"{base}new/ombudsman/", f"{base}{bundle.pk}/", f"{base}{bundle.pk}/progress/")
    for address in addresses:
        assert Officer(dartford, CST).client.get(address).status_code == 200
        assert Officer(dartford, "auditor").client.get(address).status_code == 403
    files = [f"{base}{bundle.pk}/{which}.{ending}" for which in ("papers", "confidential") for ending in ("zip", "pdf")]
    assert {Officer(dartford, "auditor").client.get(address).status_code for address in files} == {403}
    assert Officer(dartford, "auditor").client.post(f"{base}{bundle.pk}/again/").status_code == 403
    addresses = (*addresses, *files)
    assert {Client().get(address).status_code for address in addresses} == {302}, "nobody who is not signed in"
    stranger = Officer(Office("kings-lynn"), DESK).client
    assert {stranger.get(address).status_code for address in addresses} == {404}
    quiet = complaint(dartford)
    at = f"/casework/{quiet.case.reference}/papers/"
    client = Officer(dartford, CST).client
    assert "For an Ombudsman" not in text_of(client.get(at))
    assert client.get(f"{at}new/ombudsman/").status_code == 404, "no Ombudsman has asked"
    assert client.get(f"{at}{bundle.pk}/").status_code == 404, "a bundle of another case"
    keep_away(file.case, dartford.staff[CST], ground="complained-about")
    assert {client.get(address).status_code for address in addresses} == {404}


@pytest.mark.django_db
def test_the_pages_ask_the_database_as_often_however_much_there_is(dartford: Office, today: None) -> None:
    file = asked(dartford)
    client = Officer(dartford, CST).client
    base = f"/casework/{file.case.reference}/papers/"
    mine = people.complainant_of(file.case)
    assert mine
    addresses = (base, f"{base}new/ombudsman/", f"/casework/{file.case.reference}/people/{mine.pk}/held/")

    def counted() -> list[int]:
        numbers = []
        for address in addresses:
            with CaptureQueriesContext(connection) as questions:
                assert client.get(address).status_code == 200
            numbers.append(len(questions))
        return numbers

    put_on(file, "first.pdf", a_pdf("x"))
    ordered(file, CST, "ombudsman")
    counted()
    few = counted()
    for number in range(5):
        put_on(file, f"{number}.pdf", a_pdf("x"), redact_first=True)
        ordered(file, CST, "ombudsman")
    assert counted() == few


# --- what is held about somebody, and what anybody may ask for --------------------------------------


@pytest.mark.django_db
@requirement("KL-14.1-2")
def test_KL_14_1_2_all_that_is_held_about_a_person_is_one_package_with_others_marked_for_review(
    tmp_path: Path, today: None
) -> None:
    office = Office("kings-lynn")
    file, second = desks.answered(complaint(office)), complaint(office, "2026-06-02T10:00")
    stranger = office.receives("2026-06-02T11:00")
    people.add(stranger.case, name="Zoe Quinn")
    mine = people.complainant_of(file.case)
    other = people.complainant_of(second.case)
    assert mine
    assert other
    same_person.say(mine.person, other.person, "same", reason="She said so.", by=office.actor(DESK))
    people.add(file.case, name="Bob Jones", part=Part.REPRESENTATIVE)
    internal.internal_note(file.case, "Her neighbour Mr Kowalski (01553 616200) saw it.", by=office.actor(DESK))
    tape = put_on(second, "letter.pdf", a_pdf("From the neighbour"))
    client = Officer(office, DESK).client
    address = f"/casework/{file.case.reference}/people/{mine.pk}/held/"
    assert second.case.reference in text_of(client.get(address))
    assert stranger.case.reference not in text_of(client.get(address))
    form = {"key": "k", "recipient": "Ann Smith", "purpose": "Her request", "parts": list(making.sections.PARTS)}
    form |= {
        "copy": "review",
        f"document-{tape.pk}": "papers",
        "letters": [str(each.pk) for each in file.case.letters.all()],
    }
    assert client.post(address, form).status_code == 302
    bundle = made(Bundle.objects.get())
    pages = pages_of(archive(bundle).read("bundle.pdf"), tmp_path)
    whole = "\n".join(pages)
    for said in (
        "Ann Smith",
        "ann@example.org",
        file.case.reference,
        second.case.reference,
        "Her neighbour",
        "Consents",
    ):
        assert said in whole
    flat = " ".join(whole.split())
    listed = flat[flat.index("It must not be given out") :]
    assert re.search("Internal notes, and notices to staff: .*?Mr Kowalski; telephone 01553 616200", listed)
    assert re.search("It may be about others: [^.]*Mr Kowalski", listed)
    assert "Bob Jones" in listed
    assert "For review: letter.pdf" in whole
    assert "Zoe Quinn" not in whole
    Document.objects.filter(pk=tape.pk).update(redact_first=True)
    refused = text_of(client.post(address, form | {"key": "k2", "copy": "final"}))
    assert "no redacted version is approved yet" in refused
    final = made(
        ordered(file, DESK, "subject-access", person=mine.person, chosen={"cases": [file.case.pk, second.case.pk]})
    )
    assert "For review" not in "\n".join(pages_of(archive(final).read("bundle.pdf"), tmp_path))
    taken = ReadLog.objects.filter(case=second.case, page__startswith="bundle").exists()
    assert taken, "every case that is in it says so"
    assert Officer(office, "auditor").client.get(address).status_code == 403
    keep_away(second.case, office.staff[DESK], ground="complained-about")
    assert client.get(f"/casework/{file.case.reference}/papers/{bundle.pk}/").status_code == 404
    assert [each.reference for each in held.Held(mine.person).cases(office.actor(DESK))] == [file.case.reference]


@pytest.mark.django_db
def test_consents_are_told_to_both_whom_they_are_about_and_to_nobody_else(dartford: Office) -> None:
    file = complaint(dartford)
    bob, carl = (people.add(file.case, name=name, part=Part.REPRESENTATIVE) for name in ("Bob Jones", "Carl Ray"))
    agreeing.on_record(bob, Answer.REFUSED, on=NOW.date(), by=dartford.actor(CST))
    cases = [Gathered(file.case, NOW.date())]
    mine = people.complainant_of(file.case)
    assert mine

    def told(person: Person) -> list[str]:
        return [part.text for part in held._consents(held.Held(person), cases) if isinstance(part, Words)]

    (own,) = told(mine.person)
    assert "Consent that Bob Jones acts for them, Refused" in own, "she was asked, and it is hers as well"
    (theirs,) = told(bob.person)
    assert "Consent that they act, Refused" in theirs
    assert told(carl.person) == []


@pytest.mark.django_db
def test_a_thing_of_somebody_else_does_not_go_out_and_what_nobody_has_settled_is_settled_first(
    dartford: Office, today: None
) -> None:
    file = complaint(dartford)
    mine, desk = people.complainant_of(file.case), dartford.actor(CST)
    assert mine
    bob = people.add(file.case, name="Bob Jones", part=Part.REPRESENTATIVE)
    for what, party in (("One tape", mine), ("One key", bob), ("One diary", None)):
        contact_notes.register_item(file.case, what=what, place="Drawer 4", by=desk, party=party)
    client = Officer(dartford, CST).client
    form = {"key": "k", "recipient": "Ann Smith", "purpose": "Her request", "parts": ["person"], "copy": "final"}
    address = f"/casework/{file.case.reference}/people/{mine.pk}/held/"
    refused = text_of(client.post(address, form))
    assert f"Say so first, on the page of things: {file.case.reference}: One diary" in refused
    assert not Bundle.objects.exists()

    def things(*, review: bool) -> str:
        cases = [Gathered(file.case, NOW.date())]
        return " ".join(others.texts(list(held._things(held.Held(mine.person), cases, review=review))))

    assert "One tape" in things(review=False)
    for other in ("One key", "One diary"):
        assert other not in things(review=False)
    assert "One diary" in things(review=True)
    assert "One key" not in things(review=True)
    diary = contact_notes.items_of(file.case)[2]
    put = {"item": str(diary.pk), "place": "Drawer 4", "on-day": "2", "on-month": "6", "on-year": "2026"}
    page = client.post(f"/casework/{file.case.reference}/things/", {**put, "whose": "nobody"}, follow=True)
    assert "Neither from nor about anybody who has a part in the case" in text_of(page)
    assert diary.places.count() == 1, "it was not moved"
    assert "No copy to review was made of all these cases yet" in text_of(client.post(address, form))
    assert client.post(address, form | {"copy": "review"}).status_code == 302
    made(Bundle.objects.get())
    assert client.post(address, form | {"key": "k2"}).status_code == 302


def test_what_may_be_about_others_is_found_and_what_is_their_own_is_not() -> None:
    ann = Person(name="Ann Smith", email="ann@example.org", telephone="01322 343434")
    known = others.known([ann], [], ["Bob Jones", "Ann Smith"])
    text = "Ms Smith, Bob Jones, Mrs O’Neil: 01322 343434, +44 1553 616200; ann@example.org, x@y.org; AB123456C."
    assert others.found_in(text, known) == [
        "Bob Jones",
        "Mrs O’Neil",
        "x@y.org",
        "telephone +44 1553 616200",
        "National Insurance number AB123456C",
    ]


@pytest.mark.django_db
def test_a_case_for_the_public_names_nobody_and_gives_documents_only_redacted(
    dartford: Office, today: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = asked(dartford)
    mine = people.complainant_of(file.case)
    assert mine
    people.correct(mine, address="1 High Street", telephone="01322 343434")
    log, first = (
        put_on(file, "Ann Smith log.pdf", a_pdf("Ann Smith wrote")),
        put_on(file, "next.pdf", a_pdf("x"), redact_first=True),
    )
    cleared = a_pdf("What may be read")
    redacted_as(log, cleared)
    client = Officer(dartford, CST).client
    form = {
        "key": "k",
        "recipient": "A resident",
        "purpose": "Request 12",
        "parts": ["summary", "chronology", "documents", "decisions"],
    }
    form |= {f"document-{log.pk}": "papers", f"document-{first.pk}": "papers"}
    address = f"/casework/{file.case.reference}/papers/new/foi-request/"
    assert "it has no redacted version that was approved" in text_of(client.post(address, form))
    form[f"document-{first.pk}"] = "out"
    assert client.post(address, form).status_code == 302
    bundle = made(Bundle.objects.get())
    packed = archive(bundle)
    whole = "\n".join(pages_of(packed.read("bundle.pdf"), tmp_path)) + " ".join(packed.namelist())
    whole += packed.read("manifest.json").decode()
    assert "What may be read" in whole
    assert "Not upheld" in whole
    personal = "Ann|Smith|example.org|High Street|343434|missed twice|staff:|party:"
    assert re.findall(personal, whole) == []
    assert not any(name in whole for name in (each.name + ", " for each in dartford.staff.values()))


@pytest.mark.django_db
@requirement("KL-13-7")
def test_KL_13_7_receipt_person_papers_notes_resolution_and_closing_go_out_together(
    tmp_path: Path, today: None
) -> None:
    office = Office("kings-lynn")
    file = desks.acknowledged(complaint(office))
    mine = people.complainant_of(file.case)
    assert mine
    people.correct(mine, address="1 High Street\nKing's Lynn", telephone="01553 616200")
    log = put_on(file, "log.pdf", a_pdf("The log"))
    note = {"method": "telephone", "result": "reached", "note": "She rang about the bins.", "participants": "Ann Smith"}
    do(file, acts.record_contact, DESK, "2026-06-04T10:30", **note)
    investigator = "stage-one-investigator"
    do(file, acts.respond, investigator, "2026-06-12", findings={"p1": "upheld"}, written=desks.ANSWER)
    do(file, acts.close, DESK, "2026-06-19")
    whole = "\n".join(
        pages_of(archive(made(ordered(file, DESK, "other", {log: "papers"}))).read("bundle.pdf"), tmp_path)
    )
    flat = " ".join(whole.split())
    for said in (
        "Monday 1 June 2026",  # received
        "Ann Smith",
        "1 High Street",
        "01553 616200",
        letters_of(file.case)[0].subject,  # the acknowledgement as it went
        "The log 1",
        "She rang about the bins.",
        "The street was missed twice.",  # the answer as it went
        "Upheld",
        "Friday 19 June 2026",  # closed
    ):
        assert said in flat, said
