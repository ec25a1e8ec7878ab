"""Can everybody use the complaint form: keyboard alone, no scripts, 320 px, 400%, forced colours, a telephone?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from redress.cases.models import Case
from redress.intake.models import Draft
from redress.records import addresses, people, words
from redress.records.addresses import Row
from tests.cast import set_up
from tests.journeys.conftest import NARROW
from tests.requirement import requirement

pytestmark = pytest.mark.django_db(transaction=True)

FORM = "/dartford/complain/"
STORY = "The bins in our street were not emptied for three weeks."


@pytest.fixture(autouse=True)
def office():
    office = set_up().dartford
    rows = [Row(str(100 + number), f"{number} Orchard Lane\nDartford", "DA19ZZ", "Meadow") for number in range(1, 8)]
    addresses.replace("dartford", "addresses.csv", rows)
    return office


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def choose(page: Page, label: str | re.Pattern[str]) -> None:
    page.get_by_label(label, exact=isinstance(label, str)).check()
    go_on(page)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def fill_in(page: Page, look=lambda page, name: None) -> None:
    """Every page that somebody sees whose bin was not emptied, up to the check."""
    page.goto(FORM)
    heading(page, "What is your complaint about?")
    page.get_by_role("radio").first.check()
    go_on(page)
    heading(page, "In a few words, what is it about?")
    page.get_by_role("textbox").fill("bin not emptied")
    look(page, "topic")
    go_on(page)
    heading(page, "Which service is it about?")
    expect(page.get_by_text("You wrote “bin", exact=False).first).to_be_visible()
    look(page, "suggested")
    choose(page, "Bins and recycling")
    heading(page, "Who are you complaining for?")
    choose(page, "Myself")
    page.get_by_role("textbox", name="What happened?").fill(STORY)
    look(page, "what-happened")
    go_on(page)
    heading(page, "When did it happen?")
    page.get_by_label("I do not know the date").check()
    go_on(page)
    go_on(page)
    heading(page, "Do you want to send us any files?")
    look(page, "files")
    go_on(page)
    choose(page, "Yes, I will give my name")
    page.get_by_label("What is your full name?").fill("Ann Smith")
    go_on(page)
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_label("E-mail address").fill("ann@example.org")
    go_on(page)
    heading(page, "What is your postcode?")
    look(page, "postcode")
    page.get_by_role("textbox").fill("da19zz")
    go_on(page)
    heading(page, "Which is your address?")
    look(page, "address")
    choose(page, "5 Orchard Lane, Dartford")
    heading(page, "Do you need any help from us?")
    go_on(page)
    heading(page, "Check your answers before you send your complaint")
    expect(page.get_by_text("5 Orchard Lane")).to_be_visible()
    look(page, "check")


def is_whole() -> None:
    case = Case.objects.get()
    assert [each.text for each in words.of(case)] == [STORY]
    person = people.complainant_of(case).person
    assert (person.email, person.uprn, person.ward) == ("ann@example.org", "105", "Meadow")


@requirement("DA-2.2-1")
def test_the_form_with_axe_on_every_page(page, accessible):
    page.goto("/dartford/")
    accessible(page, "start")
    fill_in(page, accessible)
    page.get_by_label(re.compile("E-mail a copy")).check()
    page.get_by_role("button", name="Send my complaint").click()
    heading(page, "We have your complaint")
    page.get_by_text("See what you sent").click()
    expect(page.get_by_text(STORY)).to_be_visible()
    accessible(page, "done")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download a copy of what you sent").click()
    assert download.value.suggested_filename.endswith(".pdf")
    is_whole()


def test_the_form_without_scripts_on_a_narrow_screen(new_context):
    narrow = new_context(java_script_enabled=False, viewport=NARROW).new_page()

    def look(page: Page, name: str) -> None:
        assert_narrow(page)

    fill_in(narrow, look)
    narrow.get_by_role("button", name="Send my complaint").click()
    heading(narrow, "We have your complaint")
    is_whole()


def assert_narrow(page: Page) -> None:
    width = page.locator("html").evaluate("element => element.scrollWidth")
    assert width <= NARROW["width"], f"{page.url} is {width} px wide"


def test_the_form_at_four_times_its_size(new_context):
    """1280 by 1024 at 400% is 320 by 256: nothing runs off, and every error and button can be reached."""
    zoomed = new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4).new_page()

    def look(page: Page, name: str) -> None:
        assert_narrow(page)
        button = page.get_by_role("button", name=re.compile("Continue|Send my complaint"))
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport()

    fill_in(zoomed, look)
    zoomed.goto(f"{FORM}name/")
    zoomed.get_by_label("What is your full name?").fill("")
    go_on(zoomed)
    expect(zoomed.get_by_role("alert")).to_be_in_viewport()
    assert_narrow(zoomed)


# --- keyboard ------------------------------------------------------------------------------------


def tab_to(page: Page, wanted) -> None:
    """Press Tab until this has the focus; somebody gives up after sixty."""
    for _press in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{page.url}: Tab never reaches {wanted}")


def go_on_by_key(page: Page) -> None:
    tab_to(page, page.get_by_role("button", name="Continue"))
    was = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != was)


def test_the_whole_form_with_the_keyboard_alone(page):
    page.goto("/dartford/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Start now"))
    page.keyboard.press("Enter")

    def radio(index: int) -> None:
        first = page.get_by_role("radio").first
        tab_to(page, first)
        page.keyboard.press("Space")
        for _down in range(index):
            page.keyboard.press("ArrowDown")
        go_on_by_key(page)

    def text(field, value: str) -> None:
        tab_to(page, field)
        page.keyboard.type(value)

    heading(page, "What is your complaint about?")
    radio(1)
    text(page.get_by_role("textbox"), "bin not emptied")
    page.keyboard.press("Enter")
    heading(page, "Which service is it about?")
    radio(0)
    heading(page, "Who are you complaining for?")
    radio(0)
    text(page.get_by_role("textbox", name="What happened?"), STORY)
    go_on_by_key(page)
    heading(page, "When did it happen?")
    text(page.get_by_label("Day", exact=True), "1")
    text(page.get_by_label("Month", exact=True), "June")
    text(page.get_by_label("Year", exact=True), "2026")
    go_on_by_key(page)
    go_on_by_key(page)
    heading(page, "Do you want to send us any files?")
    go_on_by_key(page)
    radio(0)
    text(page.get_by_label("What is your full name?"), "Ann Smith")
    go_on_by_key(page)
    heading(page, "How can we contact you?")
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    text(page.get_by_label("E-mail address"), "ann@example.org")
    go_on_by_key(page)
    text(page.get_by_role("textbox"), "DA1 9ZZ")
    go_on_by_key(page)
    heading(page, "Which is your address?")
    radio(4)
    heading(page, "Do you need any help from us?")
    go_on_by_key(page)
    heading(page, "Check your answers before you send your complaint")
    tab_to(page, page.get_by_role("button", name="Send my complaint"))
    page.keyboard.press("Enter")
    heading(page, "We have your complaint")
    is_whole()


def test_a_mistake_takes_the_keyboard_to_it(page):
    page.goto(f"{FORM}contact/")
    go_on(page)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio").first).to_be_focused()


# --- forced colours ------------------------------------------------------------------------------


def test_focus_and_mistakes_are_seen_in_forced_colours(new_context):
    page = new_context(forced_colors="active").new_page()
    page.goto(f"{FORM}name/")
    go_on(page)
    field = page.get_by_label("What is your full name?")
    expect(page.get_by_text("Error: Enter your full name")).to_be_visible()
    styles = """element => { const style = getComputedStyle(element);
        return [style.outlineStyle, parseFloat(style.outlineWidth), parseFloat(style.borderTopWidth)]; }"""
    box = page.locator(".govuk-error-summary").evaluate(styles)
    assert box[2] > 0 or box[0] != "none", "the summary has an edge"
    field.focus()
    outline, width, border = field.evaluate(styles)
    assert outline != "none"
    assert width >= 2
    assert border >= 2, "the field has an edge of its own, whatever its colour"
    button = page.get_by_role("button", name="Continue")
    tab_to(page, button)
    outline, width, border = button.evaluate(styles)
    assert (outline != "none" and width >= 2) or border >= 2
    page.goto(f"{FORM}about/")
    mark = page.get_by_role("radio").first
    mark.check()
    ring = page.evaluate("getComputedStyle(document.querySelector('.govuk-radios__label'), '::before').borderTopWidth")
    assert float(ring.removesuffix("px")) >= 2


# --- kept while it is written --------------------------------------------------------------------


def test_what_is_written_is_saved_said_politely_and_survives_the_line(page, accessible):
    page.goto(f"{FORM}what-happened/")
    box = page.get_by_role("textbox", name="What happened?")
    box.press_sequentially("The bins")
    said = page.get_by_role("status").filter(has_text="Saved at")
    expect(said).to_be_visible()
    accessible(page, "saved")
    page.context.set_offline(True)
    box.press_sequentially(" were not emptied")
    expect(page.get_by_text("You are offline.")).to_be_visible()
    page.context.set_offline(False)
    expect(said).to_be_visible()
    page.reload()
    expect(box).to_have_value("The bins were not emptied")
    assert Draft.objects.get().answered == []


def test_a_tab_left_open_writes_over_nothing(page):
    page.goto(f"{FORM}what-happened/")
    other = page.context.new_page()
    other.goto(f"{FORM}what-happened/")
    other.get_by_role("textbox", name="What happened?").press_sequentially("Newer words")
    expect(other.get_by_text("Saved at")).to_be_visible()
    page.get_by_role("textbox", name="What happened?").press_sequentially("Old words")
    expect(page.get_by_text("You have written something else here on another page.")).to_be_visible()
    go_on(page)
    expect(page.get_by_text("What you wrote on another page")).to_be_visible()
    expect(page.get_by_text("Newer words")).to_be_visible()
    expect(page.get_by_role("textbox", name="What happened?")).to_have_value("Old words")


def test_back_and_forth_loses_nothing(page):
    page.goto(FORM)
    page.get_by_role("radio").first.check()
    go_on(page)
    page.get_by_role("textbox").fill("bin not emptied")
    go_on(page)
    heading(page, "Which service is it about?")
    page.go_back()
    expect(page.get_by_role("textbox")).to_have_value("bin not emptied")
    page.go_back()
    expect(page.get_by_role("radio").first).to_be_checked()
    page.get_by_role("link", name="Back").click()
    heading(page, "Complain to us")
    page.get_by_role("button", name="Carry on with your complaint").click()
    heading(page, "Which service is it about?")


def test_saved_for_later_and_gone_on_with_on_another_device(page, new_context, accessible):
    page.goto(f"{FORM}what-happened/")
    page.get_by_role("textbox", name="What happened?").fill(STORY)
    page.get_by_role("button", name="Save and come back later").click()
    heading(page, "Your complaint is saved")
    accessible(page, "later")
    page.get_by_role("button", name="Show me a code").click()
    code = page.locator(".redress-code").inner_text()
    accessible(page, "code")
    page.get_by_role("button", name="Close my complaint on this device").click()
    heading(page, "Your complaint is closed on this device")
    accessible(page, "closed")
    other = new_context(java_script_enabled=False, viewport=NARROW).new_page()
    other.goto("/dartford/")
    other.get_by_role("link", name="Come back to a saved complaint").click()
    other.get_by_label("Your code").fill("wrong")
    other.get_by_role("button", name="Open my complaint").click()
    expect(other.get_by_role("alert")).to_contain_text("This code does not open anything")
    assert_narrow(other)
    other.get_by_label("Your code").fill(code.lower())
    other.get_by_role("button", name="Open my complaint").click()
    other.goto(f"{FORM}what-happened/")
    expect(other.get_by_role("textbox", name="What happened?")).to_have_value(STORY)


def test_pages_for_coming_back(page, accessible):
    page.goto(f"{FORM}return/")
    accessible(page, "return")
    page.get_by_label("The e-mail address you gave us").fill("nobody@example.org")
    page.get_by_role("button", name="Send my link again").click()
    expect(page.get_by_text("If there is a saved complaint for this e-mail address")).to_be_visible()
    accessible(page, "sent-again")
    page.goto(f"{FORM}return/nothing/")
    accessible(page, "gone")


def test_an_address_by_hand_and_what_others_deal_with(page, accessible):
    page.goto(f"{FORM}topic/")
    page.get_by_role("textbox").fill("pothole")
    go_on(page)
    page.goto(f"{FORM}elsewhere/")
    heading(page, "Is it about this?")
    accessible(page, "elsewhere")
    page.get_by_role("radio").first.check()
    go_on(page)
    expect(page.get_by_text("0300 041 8181")).to_be_visible()
    accessible(page, "pointed")
    page.goto(f"{FORM}postcode/")
    page.get_by_role("textbox").fill("M1 1AE")
    go_on(page)
    expect(page.get_by_text("does not have the postcode M1 1AE")).to_be_visible()
    accessible(page, "by-hand")


# --- files from a telephone ----------------------------------------------------------------------


def test_files_that_will_not_do_are_told_beside_the_field(page, accessible):
    page.goto(f"{FORM}files/")
    page.get_by_label("Choose files").set_input_files(
        [
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"three weeks"},
            {"name": "photos.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04"},
            {"name": "empty.pdf", "mimeType": "application/pdf", "buffer": b""},
        ]
    )
    page.get_by_role("button", name="Upload the files").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    for told in ("“photos.zip” is packed", "“empty.pdf” is empty"):
        expect(page.locator(".govuk-error-message")).to_contain_text(told)
    expect(page.get_by_text("1 file to send")).to_be_visible()
    accessible(page, "refused")


def test_a_telephone_is_offered_its_camera(new_context, browser):
    telephone = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    telephone.goto(f"{FORM}files/")
    camera = telephone.get_by_label("Or take a photo now")
    expect(camera).to_be_visible()
    expect(camera).to_have_attribute("capture", "environment")
    photo = {"name": "image.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64}
    camera.set_input_files([photo])
    telephone.get_by_role("button", name="Upload the files").click()
    expect(telephone.get_by_text("1 file to send")).to_be_visible()
    desk = new_context().new_page()
    desk.goto(f"{FORM}files/")
    expect(desk.get_by_label("Or take a photo now")).to_be_hidden()
