"""Can officers mark, send, review and hand out a redacted document, and nobody else?"""

from __future__ import annotations

import io
from datetime import timedelta
from functools import partial
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from redress.cases.models import ReadLog
from redress.casework.bundling import told_documents
from redress.correspondence.leaving import MustBeRedacted, as_it_leaves
from redress.jobs import run_all_due
from redress.jobs.worker import claim
from redress.records import people, redaction_drafts, redaction_jobs
from redress.records.models import Document
from redress.records.redaction import needs_redaction, redacted_copy
from redress.records.redaction_models import Redaction, RedactionState, RedactionStep
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import complaint, text_of
from tests.rooms.redaction_files import a_pdf, on_the_case, said, saved, seen_by_pdfium

pytestmark = pytest.mark.django_db

CST, DCO = "corporate-services-team", "departmental-complaints-officer"
LETTER = [
    said("Ann Smith saw Maria Kowalska of 12 High Street at the bins", y=760)
    + said("Her number is 07700 900123 and her e-mail maria@example.org", y=720),
    said("Maria  Kowalska rang again", y=760),
]


@pytest.fixture
def dartford(db) -> Office:
    return Office("dartford")


@pytest.fixture
def file(dartford) -> CaseFile:
    file = complaint(dartford)
    people.add(file.case, name="Maria Kowalska", part="representative")
    return file


@pytest.fixture
def document(file) -> Document:
    return on_the_case(file.case, saved(a_pdf(*LETTER)))


class Redactor:
    """Somebody at the pages of one document."""

    def __init__(self, office: Office, who: str, document: Document) -> None:
        self.client, self.document = Client(), document
        self.client.force_login(office.staff[who])
        self.address = f"/casework/{document.case.reference}/documents/{document.pk}/redact/"

    @property
    def redaction(self) -> Redaction:
        return Redaction.objects.filter(document=self.document).latest("pk")

    def sees(self, where: str = "", **query: Any) -> str:
        return text_of(self.client.get(self.address + where, query))

    def begins(self, meant_for: str = "nobody") -> None:
        self.client.post(self.address, {"do": "begin", "meant_for": meant_for})
        run_all_due()

    def sends(self, do: str, *rows: dict[str, Any], page: int = 1, version: int | None = None, **more: Any) -> Any:
        """The form of a page with these boxes."""
        seen = self.redaction.version if version is None else version
        form: dict[str, Any] = {"do": do, "page": page, "version": seen, "taken_reason": "third-party", **more}
        form |= {"box-TOTAL_FORMS": len(rows), "box-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            form |= {f"box-{number}-{name}": value for name, value in row.items()}
        headers = {"Accept": "application/json"} if do == "autosave" else {}
        return self.client.post(self.address, form, headers=headers)

    def does(self, do: str, **more: Any) -> Any:
        """An act of the page of the result."""
        return self.client.post(
            f"{self.address}result/", {"do": do, "version": self.redaction.version, **more}, follow=True
        )


def box(**more: Any) -> dict[str, Any]:
    return {"left": "24", "top": "24", "width": "90", "height": "8", "reason": "s40", **more}


def found(redactor: Redactor, kind: str) -> list[dict[str, Any]]:
    return [each for each in redactor.redaction.found if each["kind"] == kind]


def marked(redactor: Redactor) -> None:
    """Everything about Maria Kowalska is marked."""
    redactor.begins()
    ids = [each["id"] for each in redactor.redaction.found if each["page"] == 1 and "Ann" not in each["text"]]
    assert redactor.sends("take", taken=ids, everywhere="on").status_code == 302


# --- the way of a redaction ------------------------------------------------------------------------


def test_what_is_found_is_marked_made_sent_returned_and_approved_by_somebody_else(dartford, file, document):
    Document.objects.update(redact_first=True)
    officer, reviewer = Redactor(dartford, CST, document), Redactor(dartford, DCO, document)
    document.refresh_from_db()
    assert needs_redaction(document)
    marked(officer)
    kinds = {each["kind"] for each in officer.redaction.found}
    assert {"name", "telephone", "email", "address"} <= kinds
    assert len({each["page"] for each in officer.redaction.boxes}) == 2, "the same words on the other page as well"
    assert officer.sends("result", *_rows(officer, 1)).url.endswith("/result/")
    run_all_due()
    page = officer.sees("result/")
    assert "As it will leave" in page
    assert "Page 1, in 4 places: Personal information about somebody else" in page
    officer.does("submit", comment="Please look.")
    assert "somebody else reviews it" in officer.sees("result/")
    assert officer.does("approve").redirect_chain
    assert officer.redaction.state == RedactionState.SUBMITTED, "nobody approves what they marked"
    assert "Say what must be changed" in text_of(reviewer.does("return"))
    reviewer.does("return", comment="The street as well.")
    assert "The street as well." in officer.sees()
    officer.does("submit")
    run_all_due()
    reviewer.does("approve")
    assert redacted_copy(document) is not None
    text = seen_by_pdfium(redacted_copy(document) or b"")
    assert "Kowalska" not in text
    assert "900123" not in text
    assert "rang again" in text
    assert not needs_redaction(document)
    steps = list(RedactionStep.objects.values_list("what", flat=True))
    assert steps == ["begun", "submitted", "returned", "submitted", "approved"]
    case_page = text_of(officer.client.get(f"/casework/{file.case.reference}/"))
    assert "Download the redacted version" in case_page


@pytest.mark.parametrize("do", ["result", "save", "add", "look"])
def test_what_is_ticked_is_marked_whichever_button_is_pressed(dartford, document, do):
    officer = Redactor(dartford, CST, document)
    officer.begins()
    (number,) = found(officer, "telephone")
    assert officer.sends(do, taken=[number["id"]], words="bins" if do == "look" else "").status_code == 302
    (box,) = officer.redaction.boxes
    assert (box["about"], box["reason"]) == (number["text"], "third-party")
    assert "1 word or number that you ticked is marked too." in officer.sees()
    refused = text_of(officer.sends("save", taken=[found(officer, "email")[0]["id"]], taken_reason="other"))
    assert "Enter the reason" in refused
    assert "checked" in refused, "what was ticked is not lost"
    stale = officer.sends("save", taken=[found(officer, "email")[0]["id"]], version=0)
    assert stale.status_code == 409
    assert "checked" in text_of(stale)
    assert len(officer.redaction.boxes) == 1


def test_errors_and_what_was_looked_for_are_said_by_name(dartford, document):
    officer = Redactor(dartford, CST, document)
    officer.begins()
    wrong = text_of(officer.sends("save", box(left="-1", top="8000", width="0", height="1.23")))
    for said_of_it in (
        "Box 1: The distance from the left must be 0 mm or more",
        "Box 1: The distance from the top must be 7000 mm or less",
        "Box 1: The width must be 0.5 mm or more",
        "Box 1: The height can have one figure after the point, such as 12.5",
    ):
        assert said_of_it in wrong
    officer.sends("look", words="Zebra")
    assert "“Zebra” was found in 0 places" in officer.sees()


def test_a_result_is_sent_to_a_reviewer_only_once_it_can_be_looked_at(dartford, document):
    officer = Redactor(dartford, CST, document)
    marked(officer)
    officer.sends("result", *_rows(officer, 1))
    page = officer.sees("result/")
    assert "It is being made." in page
    assert 'value="submit"' not in page
    assert "You can send it to a reviewer once it is made" in page
    run_all_due()
    assert 'value="submit"' in officer.sees("result/")


def _rows(redactor: Redactor, page: int) -> list[dict[str, Any]]:
    """The boxes of a page as the form has them."""
    from redress.casework.redacting.forms import as_typed

    return [as_typed(each) for each in redactor.redaction.boxes if each["page"] == page]


def test_the_redacted_version_and_its_schedule_are_handed_out_and_written_down(dartford, file, document):
    officer, reviewer = Redactor(dartford, CST, document), Redactor(dartford, DCO, document)
    marked(officer)
    officer.does("submit")
    run_all_due()
    reviewer.does("approve")
    address = f"/casework/{file.case.reference}/documents/{document.pk}/redacted/"
    response = officer.client.get(address)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"].startswith("private, no-store")
    schedule = officer.client.get(f"{address}schedule/")
    told = seen_by_pdfium(schedule.content)
    assert "Personal information about somebody else" in told
    assert "Kowalska" not in told, "the list says why, and not what"
    read = ReadLog.objects.values_list("page", flat=True)
    assert f"approved redacted version of document {document.pk}" in read
    assert f"schedule of redactions of document {document.pk}" in read
    document.stored_as = document.stored_as + "x"
    document.save()
    assert redacted_copy(document) is None, "another file is not what was approved"
    assert officer.client.get(address).status_code == 404
    assert "counts no longer" in officer.sees()


def test_what_was_left_in_for_one_person_is_the_redacted_version_for_nobody_else(dartford, file, document):
    approved(dartford, document)
    ann, maria = people.parties_of(file.case)
    Redaction.objects.update(meant_for=ann.actor_id)
    assert redacted_copy(document) is None
    assert redacted_copy(document, reader=maria) is None
    assert redacted_copy(document, reader=ann) == redacted_copy(document, reader=ann.actor_id) is not None
    assert told_documents.approved(document) is None
    assert told_documents.approved(document, [maria, ann]) is not None
    Document.objects.update(redact_first=True)
    document.refresh_from_db()
    assert as_it_leaves(document, ann).media_type == "application/pdf"
    with pytest.raises(MustBeRedacted):
        as_it_leaves(document, maria)
    officer = Redactor(dartford, CST, document)
    assert officer.client.get(f"/casework/{file.case.reference}/documents/{document.pk}/redacted/").status_code == 200


def test_what_was_removed_is_kept_nowhere_once_it_is_approved(dartford, document):
    redaction = approved(dartford, document)
    assert redaction.boxes
    assert {each["about"] for each in redaction.boxes} == {""}
    assert (redaction.found, redaction.elsewhere) == ([], [])


def approved(dartford: Office, document: Document) -> Redaction:
    """The redaction of a document with everything about Maria Kowalska out, once somebody else has approved it."""
    officer, reviewer = Redactor(dartford, CST, document), Redactor(dartford, DCO, document)
    marked(officer)
    assert any(each["about"] for each in officer.redaction.boxes)
    officer.does("submit")
    run_all_due()
    Redaction.objects.update(elsewhere=[{"word": "Kowalska", "pages": [2]}])
    reviewer.does("approve")
    return officer.redaction


# --- marking ---------------------------------------------------------------------------------------


def test_boxes_are_typed_in_millimetres_and_what_is_wrong_stands_beside_its_field(dartford, document):
    officer = Redactor(dartford, CST, document)
    officer.begins()
    page = text_of(officer.sends("save", box(width=""), box(reason="other")))
    assert "Enter how wide it is, in millimetres" in page
    assert "Enter the reason for this box" in page
    assert not officer.redaction.boxes
    officer.sends("save", box(), box(top="100", DELETE="on"))
    (kept,) = officer.redaction.boxes
    assert (kept["x0"], kept["y0"], kept["reason"]) == (
        pytest.approx(68.03, abs=0.01),
        pytest.approx(68.03, abs=0.01),
        "s40",
    )
    assert 'value="24.0"' in officer.sees()
    assert officer.sends("add", box()).url.endswith("?page=1&add=1")
    assert "Box 2" in officer.sees(add=1)


def test_too_many_boxes_a_page_that_is_not_there_and_a_box_beside_it_are_said_and_nothing_is_lost(
    dartford, document, monkeypatch
):
    officer = Redactor(dartford, CST, document)
    officer.begins()
    officer.sends("save", box())
    for wrong, told in (
        (box(left="210.5"), "It begins beside the page, which is 210 mm wide"),
        (box(top="900"), "It begins under the page, which is 297 mm high"),
        (box(left="-3"), "The distance from the left must be 0 mm or more"),
        (box(left="NaN"), "Enter how far it is from the left"),
        (box(reason="because"), "Select a valid choice"),
    ):
        page = text_of(officer.sends("save", box(), {**wrong, "why": "My words"}))
        assert told in page
        assert 'value="My words"' in page
    rows = [box(top=str(each / 2)) for each in range(301)]
    answer = officer.sends("save", *rows)
    assert answer.status_code == 200
    page = text_of(answer)
    assert "a page can have 300" in page
    assert 'value="150.0"' in page, "the last of them as well"
    assert "a page can have 300" in officer.sends("autosave", *rows).json()["said"]
    for number in ("0", "3", "-1", "x", "99999999999"):
        assert officer.sends("save", box(top="60"), page=number).url == officer.address
    assert "has no such page. Nothing was saved." in officer.sees()
    assert "no such page" in officer.sends("autosave", box(), page=7).json()["said"]
    assert len(officer.redaction.boxes) == 1
    monkeypatch.setattr(redaction_drafts, "MOST_BOXES", 1)
    ids = [each["id"] for each in officer.redaction.found if each["page"] == 2]
    page = text_of(officer.sends("take", taken=ids, page=2))
    assert "a document 2000" in page
    assert "checked" in page, "what was chosen stays chosen"
    assert officer.client.post(officer.address, {"do": "save", "page": 1, "version": 1}).status_code == 200
    assert len(officer.redaction.boxes) == 1


def test_words_are_looked_for_without_capitals_and_accents_and_are_only_suggested(dartford, document):
    officer = Redactor(dartford, CST, document)
    officer.begins()
    officer.sends("look", words="RANG ÁGAIN")
    (term,) = found(officer, "term")
    assert (term["page"], term["text"]) == (2, "rang again")
    assert not officer.redaction.boxes
    assert "You looked for these words" in officer.sees(page=2)


def test_what_is_about_whoever_it_is_for_is_not_suggested(dartford, file, document):
    officer = Redactor(dartford, CST, document)
    officer.begins(meant_for=str(people.parties_of(file.case)[0].pk))
    assert not any("Ann" in each["text"] for each in officer.redaction.found)
    assert found(officer, "name")


def test_two_people_at_once_lose_nothing(dartford, document):
    officer, other = Redactor(dartford, CST, document), Redactor(dartford, DCO, document)
    officer.begins()
    officer.sends("save", box())
    answer = other.sends("save", box(top="150"), version=0)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Somebody else has changed this" in page
    assert 'value="24.0"' in page
    assert 'value="150"' in page
    assert len(officer.redaction.boxes) == 1
    told = other.sends("autosave", box(top="150"), version=0)
    assert told.status_code == 409
    saved_by_script = other.sends("autosave", *_rows(other, 1), box(top="150"), version=1)
    assert saved_by_script.json()["version"] == 2
    assert len(officer.redaction.drafters) == 2


def test_nothing_is_sent_without_boxes_and_a_change_after_review_began_is_refused(dartford, document):
    officer = Redactor(dartford, CST, document)
    officer.begins()
    assert "Nothing is marked to be removed." in text_of(officer.does("submit"))
    officer.sends("save", box())
    officer.does("submit")
    assert "Somebody else has changed this" in text_of(officer.client.get(officer.sends("save", box(top="90")).url))
    assert len(officer.redaction.boxes) == 1
    officer.does("take-back")
    assert officer.redaction.state == RedactionState.DRAFT
    officer.sends("discard")
    assert officer.redaction.state == RedactionState.DISCARDED
    officer.client.post(officer.address, {"do": "begin", "meant_for": "nobody"})
    assert "Stop it" in officer.sees()
    officer.sends("discard")
    run_all_due()
    assert officer.redaction.state == RedactionState.DISCARDED, "what was stopped does not come back"
    assert "Begin" in officer.sees()


# --- who may, and what cannot be redacted ------------------------------------------------------------


def test_only_those_who_answer_may_and_others_learn_nothing(dartford, file, document):
    officer = Redactor(dartford, CST, document)
    officer.begins()
    picture = f"{officer.address}before/1.png"
    response = officer.client.get(picture)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"].startswith("private, no-store")
    assert officer.client.get(f"{officer.address}before/9.png").status_code == 404
    assert Redactor(dartford, "auditor", document).client.get(officer.address).status_code == 403
    elsewhere = Redactor(Office("kings-lynn"), "complaints-administrator", document)
    for page in ("", "result/", "result.pdf", "before/1.png", "after/1.png"):
        assert elsewhere.client.get(officer.address + page).status_code == 404
        assert Redactor(dartford, "auditor", document).client.get(officer.address + page).status_code == 403
    assert Client().get(picture).status_code == 302
    assert ReadLog.objects.filter(page=f"picture of document {document.pk} 1 before").exists()
    assert ReadLog.objects.filter(page=f"redaction of document {document.pk}", refused=True).exists()
    assert officer.client.post(picture).status_code == 405


def test_what_cannot_be_redacted_says_why(dartford, file):
    word = on_the_case(file.case, b"PK", "letter.docx", "application/vnd.openxmlformats")
    assert "Save it as a PDF" in Redactor(dartford, CST, word).sees()
    locked = io.BytesIO()
    a_pdf(LETTER[0]).save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    officer = Redactor(dartford, CST, on_the_case(file.case, locked.getvalue()))
    officer.begins()
    assert "locked with a password" in officer.sees()


def test_what_fails_for_good_says_so_and_not_for_ever_that_it_is_under_way(dartford, document, monkeypatch):
    def broken(*_given: Any, **_more: Any) -> Any:
        raise OSError

    officer = Redactor(dartford, CST, document)
    marked(officer)
    monkeypatch.setattr(redaction_jobs, "_original", broken)
    officer.sends("result")
    officer.does("again")
    for day in range(1, 6):
        assert ("It could not be made" in officer.sees("result/")) is (day > 3)
        run_all_due(timezone.now() + timedelta(days=day))
    officer.client.post(officer.address, {"do": "discard", "version": officer.redaction.version})
    officer.begins()
    assert officer.redaction.state == RedactionState.LOOKING
    for day in range(6, 9):
        run_all_due(timezone.now() + timedelta(days=day))
    assert officer.redaction.state == RedactionState.FAILED
    assert "This is our fault" in officer.sees()


def test_a_mark_on_a_document_is_set_on_its_page(dartford, file, document):
    officer = Redactor(dartford, CST, document)
    officer.client.post(officer.address.replace("redact/", "mark/"), {"mark": "", "redact_first": "on"})
    document.refresh_from_db()
    assert needs_redaction(document)
    assert "Redact first" in text_of(officer.client.get(f"/casework/{file.case.reference}/"))


# --- withdrawing what was approved -------------------------------------------------------------------


def test_what_was_approved_is_withdrawn_with_a_reason_and_the_document_leaves_in_no_form(dartford, file, document):
    officer = Redactor(dartford, CST, document)
    assert officer.client.get(f"{officer.address}withdraw/").status_code == 302, "there is nothing to withdraw"
    older = approved(dartford, document)
    latest = approved(dartford, document)
    page = officer.sees("withdraw/")
    assert "leaves in no form until a new version is approved" in page
    assert f'value="{latest.pk}"' in page
    withdraw = partial(officer.client.post, f"{officer.address}withdraw/", follow=True)
    assert "Say why it is withdrawn" in text_of(withdraw({"redaction": latest.pk, "why": " "}))
    assert "Another version has been approved" in text_of(withdraw({"redaction": older.pk, "why": "A name is left."}))
    assert redacted_copy(document) is not None
    page = text_of(withdraw({"redaction": latest.pk, "why": "A name is left."}))
    assert "The redacted version was withdrawn by" in page
    assert "A name is left." in page
    assert {each.state for each in Redaction.objects.all()} == {RedactionState.WITHDRAWN}, "nor an older one"
    document.refresh_from_db()
    assert redacted_copy(document) is None
    assert needs_redaction(document), "it does not go whole in its place"
    with pytest.raises(MustBeRedacted):
        as_it_leaves(document, people.parties_of(file.case)[0])
    assert officer.client.get(f"/casework/{file.case.reference}/documents/{document.pk}/redacted/").status_code == 404
    again = text_of(withdraw({"redaction": latest.pk, "why": "A name is left."}))
    assert "There is no approved version of it any more." in again
    steps = RedactionStep.objects.filter(what="withdrawn").order_by("pk")
    assert [(each.redaction_id, each.by, each.comment) for each in steps] == [
        (pk, dartford.staff[CST].actor_id, "A name is left.") for pk in (older.pk, latest.pk)
    ]
    assert "Withdrawn" in text_of(officer.client.get(f"/casework/{file.case.reference}/"))
    assert approved(dartford, document).state == RedactionState.APPROVED, "it is redacted anew"
    assert redacted_copy(document) is not None


def test_it_is_withdrawn_while_a_new_one_is_drafted_and_only_by_those_who_may(dartford, document):
    approved(dartford, document)
    officer = Redactor(dartford, CST, document)
    officer.begins()
    assert "Withdraw the approved version" in officer.sees()
    form = {"redaction": Redaction.objects.earliest("pk").pk, "why": "A name is left."}
    address = f"{officer.address}withdraw/"
    assert Redactor(dartford, "auditor", document).client.post(address, form).status_code == 403
    stranger = Redactor(Office("kings-lynn"), "complaints-administrator", document)
    assert stranger.client.post(address, form).status_code == 404
    assert redacted_copy(document) is not None
    officer.client.post(address, form)
    assert redacted_copy(document) is None
    assert officer.redaction.state == RedactionState.DRAFT
    assert "Withdraw the approved version" not in officer.sees()


# --- a worker that dies ------------------------------------------------------------------------------


def test_a_worker_killed_at_its_last_attempt_leaves_nothing_under_way_for_ever(dartford, document):
    officer = Redactor(dartford, CST, document)
    officer.client.post(officer.address, {"do": "begin", "meant_for": "nobody"})
    _killed_at_every_attempt()
    assert officer.redaction.state == RedactionState.FAILED
    page = officer.sees()
    assert "This is our fault" in page
    assert "Begin" in page
    marked(officer)
    officer.does("submit")
    _killed_at_every_attempt()
    page = officer.sees("result/")
    assert "It could not be made. This is our fault" in page
    assert "Make the result" in page
    officer.does("again")
    assert "It is being made." in officer.sees("result/")
    run_all_due()
    assert "As it will leave" in officer.sees("result/")


def _killed_at_every_attempt() -> None:
    """A worker takes the job and is killed, three times; the next one finds the last lease run out."""
    now = timezone.now()
    for attempt in range(3):
        assert claim(now + timedelta(hours=attempt)) is not None
    assert claim(now + timedelta(hours=4)) is None
