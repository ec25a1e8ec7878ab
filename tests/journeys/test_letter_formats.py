"""Does a policy owner give the council its logo, and does an officer find the format that somebody needs?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from redress.correspondence.letters import letters_of
from redress.correspondence.models import Letter
from tests.journeys.staff_room import Desk
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, complaint
from tests.rooms.test_logo import drawing

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_logo_stands_on_every_page_and_what_somebody_needs_comes_first(db, new_context, accessible):
    office = Office("dartford")
    file = acknowledged(complaint(office))
    one = letters_of(file.case)[0]
    Letter.objects.update(sheet={**one.sheet, "made_as": ["braille"]})
    desk = Desk.of(office.staff["corporate-complaints-officer"], new_context, accessible)
    page = desk.page
    page.goto("/casework/policy/")
    page.get_by_role("link", name="Logo and pictures").click()
    page.get_by_role("link", name=re.compile("^Change.*Logo$")).click()
    page.get_by_label("Choose a picture").set_input_files(
        {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": drawing()}
    )
    page.get_by_role("button", name="Use this picture").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in words what the picture shows")
    desk.look(page, "logo-error")
    page.get_by_label("Choose a picture").set_input_files(
        {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": drawing()}
    )
    page.get_by_label("What does it show?").fill("A green circle")
    page.get_by_role("button", name="Use this picture").click()
    expect(page.get_by_role("img", name="A green circle")).to_be_visible()
    desk.look(page, "pictures")
    page.goto(f"/casework/{file.case.reference}/letters/{one.pk}/")
    page.get_by_role("link", name="This letter in other formats").click()
    expect(page.get_by_role("heading", name="What Ann Smith needs")).to_be_visible()
    desk.look(page, "formats")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Text for Braille (text file)").first.click()
    assert kept.value.suggested_filename == f"{file.case.reference}-{one.pk}-braille.txt"
