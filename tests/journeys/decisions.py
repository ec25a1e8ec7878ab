"""How do people in a journey log a contact, open a decision, answer its questions, and look for a case?"""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.staff_room import Desk, at_once, comes_by

Answers = dict[str, "str | date"]


def takes_in(
    desk: Desk, day: date, time: str, *, channel: str, words: str, answers: Answers, ticks: tuple[str, ...] = ()
) -> str:
    """Logs a contact; gives its reference, or nothing where whoever logged it may not open it."""
    page = desk.page
    page.goto("/casework/log/")
    comes_by(page, channel)
    at_once(page, "received_on", day)
    page.locator('[name="received_at"]').fill(time)
    page.get_by_label("What happened, in their own words", exact=True).fill(words)
    answer(page, answers)
    for label in ticks:
        page.get_by_label(label, exact=True).check()
    desk.look(page, "log-filled")
    desk.presses("Save and open the case")
    found = re.search(r"/casework/([A-Z-]+-\d{4}-\d+)/$", page.url)
    return found[1] if found else ""


def answer(page: Page, answers: Answers) -> None:
    """Answers each question by its label: a date in three boxes, one of several, a person of a list, or words."""
    for label, given in answers.items():
        group = page.get_by_role("group", name=label)
        group.or_(page.get_by_label(label, exact=True)).first.wait_for()  # the page before it may still be leaving
        if isinstance(given, date):
            for part, number in (("Day", given.day), ("Month", given.month), ("Year", given.year)):
                group.get_by_label(part, exact=True).fill(str(number))
        elif group.count():
            group.get_by_label(given, exact=True).check()
        else:
            box = page.get_by_label(label, exact=True)
            if box.evaluate("element => element.tagName") == "SELECT":
                box.select_option(label=given)
            else:
                box.fill(given)


def opens_decision(desk: Desk, reference: str, step: str) -> Page:
    """From the case to a decision, by the button where it is asked for, or from among the other decisions."""
    page = desk.opens(reference)
    way = page.get_by_role("link", name=step, exact=True).or_(page.get_by_role("button", name=step, exact=True))
    if not way.filter(visible=True).count():
        for others in page.locator("summary", has_text="Other decisions").all():
            others.click()
    way.filter(visible=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(step)
    desk.act = step
    return page


def decides(
    desk: Desk,
    reference: str,
    step: str,
    option: str = "",
    answers: Answers | None = None,
    *,
    on: tuple[date, str],
    letter: tuple[str, ...] | None = None,
    told: str = "On record",
) -> Page:
    """Takes a decision: the option, its answers, when it was; and its letter where it has one, seen to say this."""
    page = opens_decision(desk, reference, step)
    if option:
        chooses(desk, option)
    answer(page, answers or {})
    desk.on(*on)
    if letter is None:
        desk.records("Record", told)
    else:
        desk.looks_and_sends(told, saying=letter)
    return page


def chooses(desk: Desk, option: str) -> None:
    desk.look(desk.page, f"{desk.act}-options")
    desk.page.get_by_role("radio", name=option, exact=True).check()
    desk.presses("Continue")


def has_no_interest(desk: Desk, reference: str, on: tuple[date, str]) -> None:
    """Whoever has been put in charge declares that they have no part in the matter."""
    decides(desk, reference, "Declare whether you have an interest", "No interest", on=on)


def is_given(desk: Desk, reference: str, to: str, on: tuple[date, str]) -> None:
    """The case is put into somebody's hands."""
    desk.begins(reference, "Give the case to somebody")
    desk.page.get_by_label(re.compile(to)).check()
    desk.on(*on)
    desk.records("Give it to this person", "The case has been given to somebody")


def finds_nothing(desk: Desk, reference: str, name: str) -> None:
    """Not in any list, not by its reference, not by the name of whoever complains, and not by its address."""
    page = desk.page
    for words in (reference, name):
        page.goto(f"/casework/?q={words}")
        expect(page.get_by_role("link", name=reference)).to_have_count(0)
    for list_ in ("mine", "team", "all", "overdue", "unallocated"):
        page.goto(f"/casework/?list={list_}")
        expect(page.get_by_role("link", name=reference)).to_have_count(0)
    response = page.goto(f"/casework/{reference}/")
    assert response is not None
    assert response.status == 404
    desk.look(page, "not-found")
