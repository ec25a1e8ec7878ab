"""Does the frame stand in a real browser: its styles, scripts, policy and the way round it by keyboard?"""

import pytest
from playwright.sync_api import expect


@pytest.mark.smoke
def test_a_page_that_is_not_there(page, accessible):
    response = page.goto("/nowhere/at/all/")
    assert response.status == 404
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    accessible(page, "404")


def test_the_keyboard_reaches_the_content_first(page):
    page.goto("/nowhere/at/all/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_styles_and_scripts_arrive(page):
    page.goto("/nowhere/at/all/")
    expect(page.locator("body")).to_have_class("govuk-template__body js-enabled govuk-frontend-supported")
    header = page.locator(".govuk-generic-header")
    expect(header).to_have_css("background-color", "rgb(29, 60, 92)")


def test_a_page_without_scripts(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/nowhere/at/all/")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
