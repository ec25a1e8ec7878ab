"""How does a journey drive a browser, check a page with axe, and leave a picture of it?"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

# Playwright's loop runs in this thread, and Django mistakes it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
PATIENCE = 30_000  # milliseconds: a busy machine is no fault of the code

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder runs in a browser and on a live server."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("journey")


@pytest.fixture(scope="session", autouse=True)
def arrives() -> Iterator[None]:
    """Whoever clicks on a link has arrived when the whole page is there.

    Playwright is content with its first byte: axe would then read half a page, and "back" would leave none behind.
    """
    clicked = Locator.click

    def arrived(self: Locator, **options) -> None:
        clicked(self, **options)
        self.page.wait_for_load_state()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", arrived)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without one the journeys fail: what is missing is not passed."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.fail("Chromium is not installed: apt-get install chromium, or leave it out: ./test --without browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser: Browser, live_server) -> Iterator[Callable[..., BrowserContext]]:
    """Another person's browser: `new_context(java_script_enabled=False)`; its pages start at the live server."""
    opened: list[BrowserContext] = []

    def context(**options) -> BrowserContext:
        made = browser.new_context(
            **{
                "base_url": live_server.url,
                "viewport": WIDE,
                "locale": "en-GB",
                "timezone_id": "Europe/London",
                **options,
            }
        )
        made.set_default_timeout(PATIENCE)
        opened.append(made)
        return made

    yield context
    for one in opened:
        one.close()


@pytest.fixture
def page(new_context) -> Iterator[Page]:
    """A page that fails the test when a script fails or the Content-Security-Policy stops something."""
    page = new_context().new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield page
    assert troubles == []


@pytest.fixture
def accessible(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`accessible(page, "start")`: axe finds nothing, and nothing runs off a narrow screen.

    With REDRESS_PICTURES set, a picture of either width is kept in the folder of screenshots.
    """

    def check(page: Page, name: str, *, narrow: bool = True) -> None:
        found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response["violations"]
        told = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
        assert told == [], f"{page.url}: {told}"
        picture(page, name, "")
        if narrow:
            before = page.viewport_size or WIDE
            page.set_viewport_size(NARROW)
            width = page.evaluate("document.documentElement.scrollWidth")
            picture(page, name, "-narrow")
            page.set_viewport_size(before)
            assert width <= NARROW["width"], f"{page.url} is {width} px wide on a screen of 320"

    def picture(page: Page, name: str, width: str) -> None:
        if "REDRESS_PICTURES" in os.environ:
            SCREENSHOTS.mkdir(exist_ok=True)
            plain = re.sub(r"[^\w-]+", "-", f"{request.node.name}-{name}").strip("-").removeprefix("test_")
            page.screenshot(path=SCREENSHOTS / f"{plain}{width}.png", full_page=True)

    return check
