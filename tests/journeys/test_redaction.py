"""Can an officer draw boxes with the mouse and with the keyboard, and a second one approve what comes of it?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from redress.jobs import run_all_due
from redress.records import people
from redress.records.redaction import redacted_copy
from redress.records.redaction_models import Redaction
from tests.journeys.staff_room import Desk
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import complaint
from tests.rooms.redaction_files import a_pdf, on_the_case, said, saved, seen_by_pdfium

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = (
    said("Dear Sir or Madam,", y=760)
    + said("Maria Kowalska of 12 High Street, DA1 2AB, saw it all.", y=720)
    + said("Ring her on 07700 900123 or write to maria@example.org.", y=690)
    + said("The bins were not emptied, and the crew drove by.", y=640)
)


@pytest.fixture
def dartford(db) -> Office:
    return Office("dartford")


def test_boxes_are_drawn_by_mouse_and_keyboard_and_approved_by_somebody_else(dartford, new_context, accessible):
    file = complaint(dartford)
    people.add(file.case, name="Maria Kowalska", part="representative")
    document = on_the_case(file.case, saved(a_pdf(PAGE, said("The crew drove by again.", y=760))))
    desk = Desk.of(dartford.staff["corporate-services-team"], new_context, accessible)
    page = desk.opens(file.case.reference)
    page.get_by_role("link", name=re.compile("^Redact")).click()
    page.get_by_label("Somebody else").check()
    desk.look(page, "begin")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Its pages are being drawn and read.")).to_be_visible()
    run_all_due()
    page.get_by_role("link", name="See whether it is ready").click()
    _draws_with_the_mouse(page)
    _puts_one_with_the_keyboard(page)
    expect(page.locator("[data-redact-said]")).to_have_text("Saved")
    assert len(Redaction.objects.get().boxes) == 2
    page.get_by_role("checkbox", name=re.compile("^Maria Kowalska:")).check()
    desk.look(page, "marked")
    page.get_by_role("button", name="Mark what is chosen").click()
    expect(page.get_by_role("group", name="Box 3")).to_be_visible()
    page.get_by_role("button", name="Save and see the result").click()
    run_all_due()
    page.get_by_role("link", name="See whether it is ready").click()
    page.get_by_role("button", name="Send to a reviewer").click()
    expect(page.get_by_text("You marked some of this, so somebody else reviews it.")).to_be_visible()
    other = Desk.of(dartford.staff["departmental-complaints-officer"], new_context, accessible)
    page = other.opens(file.case.reference)
    page.get_by_role("link", name=re.compile("^Redact")).click()
    expect(page.get_by_role("img", name="Page 1 with what is marked removed")).to_be_visible()
    other.look(page, "result")
    page.get_by_role("button", name="Approve this version").click()
    expect(page.get_by_role("link", name=re.compile("^Download the redacted version"))).to_be_visible()
    other.look(page, "approved")
    text = seen_by_pdfium(redacted_copy(document) or b"")
    assert "Kowalska" not in text
    assert "900123" not in text
    assert "The bins were not emptied" in text


def _draws_with_the_mouse(page) -> None:
    """Over the line with the number."""
    sheet = page.locator("[data-redact-sheet]")
    sheet.scroll_into_view_if_needed()
    place = sheet.bounding_box()
    scale = place["width"] / 595
    page.mouse.move(place["x"] + 60 * scale, place["y"] + (842 - 705) * scale)
    page.mouse.down()
    page.mouse.move(place["x"] + 300 * scale, place["y"] + (842 - 695) * scale)
    page.mouse.move(place["x"] + 480 * scale, place["y"] + (842 - 684) * scale)
    page.mouse.up()
    expect(page.get_by_role("group", name="Box 1")).to_be_visible()


def _puts_one_with_the_keyboard(page) -> None:
    """Puts a box on the page, moves it and makes it wider, all without a mouse."""
    page.get_by_role("button", name="Put a box on the page").press("Enter")
    row = page.get_by_role("group", name="Box 2")
    left = row.get_by_label("From the left, mm")
    before, wide = float(left.input_value()), float(row.get_by_label("Width, mm").input_value())
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert float(left.input_value()) == pytest.approx(before - 2, abs=0.11)
    assert float(row.get_by_label("Width, mm").input_value()) == pytest.approx(wide + 1, abs=0.11)
