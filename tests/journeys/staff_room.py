"""How do the journeys of staff sign people in, log a complaint and send what they write?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import BrowserContext, Page, expect

from redress.accounts.models import Staff

PASSWORD = "three words that match nothing"
DECLARE = "Declare whether you have an interest"
Look = Callable[..., None]


@dataclass
class Desk:
    """One person at their own screen: signed in, going from page to page, looking hard at each."""

    page: Page
    staff: Staff
    look: Look
    act: str = ""

    @classmethod
    def of(cls, staff: Staff, new_context: Callable[..., BrowserContext], look: Look) -> Desk:
        staff.set_password(PASSWORD)
        staff.save()
        page = new_context().new_page()
        page.goto("/casework/sign-in/")
        page.get_by_label("E-mail address").fill(staff.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return cls(page, staff, look)

    def opens(self, reference: str) -> Page:
        """Opens the case by its reference, as from a link in an e-mail."""
        self.page.goto(f"/casework/{reference}/")
        expect(self.page.get_by_text(reference).first).to_be_visible()
        return self.page

    def begins(self, reference: str, act: str) -> Page:
        """From the case to the page of an act, by its button or link; with a look at the case the first time."""
        page = self.opens(reference)
        if not self.act:
            self.look(page, f"case-of-{self.staff.name}")
        self.act = act
        page.get_by_role("link", name=act, exact=True).or_(
            page.get_by_role("button", name=act, exact=True)
        ).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(act)
        return page

    def takes(self, reference: str, step: str, option: str = "", answers: dict[str, str | date] | None = None) -> Page:
        """From the case to a decision: the answer is chosen, and what it asks is filled in."""
        page = self.opens(reference)
        page.locator("summary", has_text="Other decisions").evaluate_all("all => all.forEach(one => one.click())")
        page.locator("a", has_text=step).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(step)
        self.act = step
        if option:
            self.look(page, f"{step}-options")
            page.get_by_role("radio", name=option, exact=True).check()
            self.presses("Continue")
        for question, answer in (answers or {}).items():
            if isinstance(answer, date):
                at_once(page, f"answer-{question}", answer)
            else:
                page.locator(f'[name="answer-{question}"]').fill(answer)
        return page

    def declares(self, reference: str, on: date, time: str = "10am") -> None:
        """Whoever has been put in charge has no interest in it."""
        self.takes(reference, DECLARE, "No interest")
        self.on(on, time)
        self.presses("Record")
        self.is_told(f"On record: {DECLARE}, No interest")

    def writes(self, words: dict[str, str]) -> None:
        for label, text in words.items():
            self.page.get_by_label(label, exact=True).fill(text)

    def puts_right(self) -> None:
        """Chooses a remedy, and says what King's Lynn asks with an answer that upholds (KL 8)."""
        puts_right(self.page)

    def on(self, day: date, time: str = "") -> None:
        """Says that it happened on an earlier day."""
        self.page.get_by_text(re.compile("at another time")).click()
        at_once(self.page, "happened_on", day)
        if time:
            self.page.locator('[name="happened_at"]').fill(time)

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def records(self, name: str, done: str) -> None:
        """Sends what takes effect at once."""
        self.look(self.page, self.act)
        self.presses(name)
        self.is_told(done)

    def looks_and_sends(self, done: str, *, saying: tuple[str, ...] = ()) -> None:
        """Looks at the letter exactly as it will go, and sends it."""
        self.look(self.page, self.act)
        self.presses("Look at the letter")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Look at the letter before it goes")
        for words in saying:
            expect(self.page.locator(".redress-preview")).to_contain_text(words)
        self.look(self.page, f"{self.act}-letter")
        self.presses("Send and record")
        self.is_told(done)

    def is_told(self, done: str) -> None:
        expect(self.page.get_by_role("alert").or_(self.page.get_by_role("region")).first).to_contain_text(done)

    def why(self, name: str) -> None:
        """Opens the working of one date."""
        self.page.locator("summary", has_text=re.compile(f"Why this date.*{re.escape(name)}", re.DOTALL)).first.click()


def at_once(page: Page, name: str, day: date) -> None:
    """Types a date into its three boxes."""
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f'[name="{name}-{part}"]').fill(str(number))


@dataclass(frozen=True)
class Told:
    """What somebody who complains says."""

    channel: str
    day: date
    time: str
    name: str
    words: str
    service: str
    landlord: str = "No"


#: The ways in by which somebody talks with the person, who is asked whether they want help to write it.
TALKS = ("Telephone", "Telephone through Relay UK", "In person")


def comes_by(page: Page, channel: str) -> None:
    """Chooses how it came, and answers what must be answered of that way alone."""
    page.get_by_role("radio", name=channel, exact=True).check()
    if channel == "In person":
        expect(page.get_by_label("How many minutes did they wait?")).to_be_visible()
    if channel in TALKS:
        offered = page.get_by_role("group", name="Did you offer help to write it down?")
        offered.get_by_label("Yes", exact=True).check()
    if channel == "Social media":
        page.get_by_label("On which platform?").fill("Facebook")


def log(desk: Desk, told: Told, *, happened: date | None = None) -> str:
    """Logs a complaint with the true time of its receipt, and gives its reference."""
    page = desk.page
    page.goto("/casework/log/")
    desk.look(page, "log")
    comes_by(page, told.channel)
    at_once(page, "received_on", told.day)
    page.locator('[name="received_at"]').fill(told.time)
    page.locator('[name="name"]').fill(told.name)
    page.locator('[name="email"]').fill("resident@example.org")
    page.get_by_label("What happened, in their own words", exact=True).fill(told.words)
    if happened:
        at_once(page, "happened_on", happened)
    page.get_by_label("Which service is it about?").select_option(label=told.service)
    page.get_by_role("group", name="Is it about the council as their landlord?").get_by_label(
        told.landlord, exact=True
    ).check()
    desk.look(page, "log-filled")
    desk.presses("Save and open the case")
    expect(page).to_have_url(re.compile(r"/casework/[A-Z]+-\d{4}-\d+/$"))
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def puts_right(page: Page) -> None:
    """A remedy that the letter gives by itself, how it fits, and that nothing is left of detriment and loss."""
    page.locator('[name="remedy-p1-1"]').select_option("apology")
    page.locator('[name="beside-fit"]').fill("It is what she asked for.")
    for question in ("detriment", "loss"):
        page.locator(f'[name="beside-{question}"][value="no"]').check()
