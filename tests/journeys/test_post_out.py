"""Does a clerk print and post what waits, in a real browser?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from redress.correspondence.letters import letters_of
from redress.correspondence.models import Letter, PostBatch
from redress.records import people
from tests.journeys.staff_room import Desk
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, complaint

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_batch_is_made_downloaded_and_marked_as_posted(new_context: Any, accessible: Any, tmp_path: Path) -> None:
    dartford = Office("dartford")
    for _letter in range(2):
        file = complaint(dartford)
        people.correct(people.complainant_of(file.case), address="12 High Street\nDartford DA1 1DJ", preferred="letter")
        acknowledged(file)
        assert letters_of(file.case)[0].state == "to-post"
    desk = Desk.of(dartford.staff["corporate-services-team"], new_context, accessible)
    page = desk.page
    page.goto("/casework/undelivered/")
    page.get_by_role("link", name="Letters to post, batches and proof of posting").click()
    desk.look(page, "letters to post")
    for box in page.get_by_label("Take it").all():
        box.check()
    page.get_by_role("button", name=re.compile("Make a batch")).click()
    expect(page.get_by_role("alert")).to_contain_text("Say why this letter goes although it no longer holds")
    desk.look(page, "letters that no longer hold")
    for box in page.get_by_label("Why does it go all the same?").all():
        box.fill("They asked for it at the desk")
    page.get_by_role("button", name=re.compile("Make a batch")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Batch 1 for the post")
    with page.expect_download() as download:
        page.get_by_role("link", name="The whole batch (PDF)").click()
    download.value.save_as(tmp_path / "batch.pdf")
    with pikepdf.Pdf.open(tmp_path / "batch.pdf") as pdf:
        assert len(pdf.pages) >= 4
    page.get_by_role("button", name="Mark as printed").click()
    page.get_by_role("link", name="Spoiled or left out").first.click()
    page.get_by_label("A copy was spoiled").check()
    page.get_by_label("Why?").fill("The printer jammed")
    desk.look(page, "a letter of a batch")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what proves that it was posted")
    desk.look(page, "a batch of post")
    page.get_by_label("Number in the post book").check()
    page.get_by_label("Number on it").fill("2026/117")
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_text("Batch 1 is marked as posted")).to_be_visible()
    desk.look(page, "a batch that was posted")
    assert set(Letter.objects.values_list("state", "posted_on")) == {("posted", timezone.localdate())}
    assert PostBatch.objects.get().proof_number == "2026/117"
    page.get_by_role("link", name="It came back").first.click()
    desk.look(page, "a letter that came back")
    page.get_by_label("Gone away").check()
    page.get_by_role("button", name="It came back").click()
    expect(page.get_by_text("it came back by post (gone away)")).to_be_visible()


def test_a_letter_that_no_longer_holds_is_withdrawn(new_context: Any, accessible: Any) -> None:
    dartford = Office("dartford")
    file = complaint(dartford)
    people.correct(people.complainant_of(file.case), address="12 High Street\nDartford DA1 1DJ", preferred="letter")
    acknowledged(file)
    letter = letters_of(file.case)[0]
    desk = Desk.of(dartford.staff["corporate-services-team"], new_context, accessible)
    page = desk.page
    page.goto("/casework/post/out/")
    page.get_by_role("link", name=re.compile("Date it anew or withdraw it")).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what becomes of the letter")
    desk.look(page, "a way out for a letter")
    page.get_by_label("Withdraw it").check()
    page.get_by_label("Why?").fill("They have had our answer")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("is withdrawn from the post")).to_be_visible()
    assert Letter.objects.get().state == "withdrawn"
    page.goto("/casework/undelivered/")
    desk.look(page, "a withdrawn letter among the undelivered")
    page.get_by_role("link", name=re.compile("Date it anew")).click()
    expect(page.get_by_text("an act of the case stands on it")).to_be_visible()
    desk.look(page, "a withdrawn letter that is still to be told")
    # As it was sent, on the narrowest screen: 18 points, and an e-mail address that is longer than a line.
    long = f"Dear {'a.long.name.' * 4}@example.org "
    html = letter.html.replace("font-size: 17px", "font-size: 18pt").replace("Dear ", long)
    assert long in html
    Letter.objects.filter(pk=letter.pk).update(html=html)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/casework/{file.case.reference}/letters/{letter.pk}/as-sent/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
