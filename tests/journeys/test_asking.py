"""Can an officer ask a contractor, and the contractor answer on a telephone without JavaScript?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from redress.cases import find
from tests.journeys.conftest import NARROW
from tests.journeys.staff_room import Desk
from tests.rooms.ask_cases import contractor
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, complaint
from tests.rooms.consent_cases import link_sent

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[..., None]


def test_a_contractor_is_asked_and_answers_on_a_telephone_without_scripts(
    transactional_db: None, new_context: Callable[..., BrowserContext], accessible: Look
) -> None:
    office = Office("dartford")
    file = acknowledged(complaint(office))
    contractor(office)
    desk = Desk.of(office.staff["service-manager"], new_context, accessible)
    page = desk.page
    page.goto(f"/casework/{file.case.reference}/ask/")
    accessible(page, "ask")
    page.get_by_role("radio", name="A contractor or partner").check()
    page.locator("[name=organisation]").select_option(label="Clean Streets")
    page.locator("[name=about]").fill("Two bins in Elm Road were missed on 29 May.")
    page.locator("[name=question_1]").fill("When was the crew in Elm Road?")
    page.get_by_label("Ask by that day all the same").check()  # our own answer was due long ago
    page.get_by_role("button", name="Look at it before it goes").click()
    expect(page.get_by_text("By e-mail to desk@cleanstreets.example")).to_be_visible()
    accessible(page, "ask-looked-at")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Your questions are on their way")).to_be_visible()

    telephone = new_context(java_script_enabled=False, viewport=NARROW).new_page()
    telephone.goto(link_sent("asked"))
    expect(telephone.get_by_role("heading", name="We need your answer")).to_be_visible()
    scripted = new_context().new_page()  # axe needs scripts
    scripted.goto(link_sent("asked"))
    accessible(scripted, "asked")
    wrong = [{"name": name, "mimeType": "text/plain", "buffer": b"x"} for name in ("tool.exe", "photos.zip")]
    scripted.locator("[name=files]").set_input_files(wrong)
    scripted.get_by_role("button", name="Upload the files").click()
    expect(scripted.get_by_role("alert").get_by_role("link")).to_have_count(2)
    accessible(scripted, "asked-files-refused")
    telephone.get_by_role("button", name="Send my answer").click()
    expect(telephone.get_by_role("alert")).to_contain_text("Write your answer")
    telephone.get_by_label("When was the crew in Elm Road?").fill("At 7am. The lorry was full.")
    telephone.get_by_role("button", name="Send my answer").click()
    expect(telephone.get_by_role("heading", name="We have your answer")).to_be_visible()
    scripted.get_by_label("When was the crew in Elm Road?").fill("In the other window I said at 8am.")
    scripted.get_by_role("button", name="Send my answer").click()
    expect(scripted.get_by_role("heading", name="What you wrote was not sent")).to_be_visible()
    expect(scripted.get_by_text("In the other window I said at 8am.")).to_be_visible()
    accessible(scripted, "asked-late")
    scripted.goto("/dartford/asked/")
    accessible(scripted, "asked-done")

    page.goto("/casework/asks/?whose=mine")
    accessible(page, "asks")
    page.get_by_role("link", name="Clean Streets").click()
    expect(page.get_by_text("At 7am. The lorry was full.")).to_be_visible()
    accessible(page, "ask-answered")
    page.get_by_role("link", name="The answer is enough").click()
    page.get_by_role("button", name="Record").click()
    assert [event.kind for event in find.history(file.case)][-3:] == ["Asked", "AskAnswered", "AskClosed"]
