"""Complaints that somebody makes for another, and one by somebody who gave no name and was asked all the same."""

from __future__ import annotations

from redress.demonstration.scripts import (
    COMPLAINANT,
    DESK,
    Situation,
    Step,
    acknowledged,
    allocated,
    information_added,
    registered,
    taken,
)
from redress.intake.answers import Answers


def asked_them(day: int, covers: str, *, time: str = "11:00", by: str = DESK) -> Step:
    """Whoever is acted for is sent a link by e-mail."""
    return Step("ask_them", day, time, by, given={"way": "email", "covers": covers})


def said_of_it(day: int, said: str, *, words: str = "", time: str = "17:10") -> Step:
    """What they answered with the link: yes, no, or not-known."""
    return Step("answer_for_themselves", day, time, COMPLAINANT, given={"said": said, "own_words": words})


def asked_on_their_page(day: int, question: str, *, time: str = "10:20", by: str = DESK) -> Step:
    """A question for somebody without an address."""
    return Step("ask_on_their_page", day, time, by, given={"question": question})


SITUATIONS = (
    Situation(
        id="kl-father-pending",
        council="kings-lynn",
        shows="made by a daughter: her father has been asked and has not answered yet, while the clock runs",
        received=-4,
        time="18:30",
        happened_days_before=12,
        answers=Answers(
            subject="service-not-provided",
            service="refuse",
            elsewhere="none",
            for_whom="someone-else",
            their_name="Albert Fennimore",
            their_email="albert.fennimore@example.org",
            part="relative",
            consent="spoken",
            what_happened="""
                My dad has an assisted collection because he uses a frame. Twice the crew left the bin at the top of
                the steps, and he fell fetching it down.
            """,
            put_right="That the crew is told, and somebody rings him.",
            name="Dawn Fennimore",
            email="dawn.fennimore@example.org",
            preferred="email",
        ),
        steps=(
            registered(-3),
            asked_them(-3, "What the crew says happened at his house, and what we put right."),
            allocated(-3),
            acknowledged(-2),
        ),
    ),
    Situation(
        id="kl-neighbour-agreed",
        council="kings-lynn",
        shows="made by a friend: the person agreed with the link, so the answer can go to the friend",
        received=-6,
        time="09:50",
        happened_days_before=20,
        answers=Answers(
            subject="service-not-provided",
            service="refuse",
            elsewhere="none",
            for_whom="someone-else",
            their_name="Olive Marchetti",
            their_email="olive.marchetti@example.org",
            part="friend",
            consent="spoken",
            what_happened="Her bulky collection was booked and paid for, and nobody came on either day.",
            put_right="Collect it, or give her the money back.",
            name="Joan Peverell",
            email="joan.peverell@example.org",
            preferred="email",
        ),
        steps=(
            registered(-5),
            asked_them(-5, "The booking, the payment, and what we find out about the two days."),
            said_of_it(-4, "yes", words="Joan is better at this than I am."),
            allocated(-4),
            acknowledged(-3),
        ),
    ),
    Situation(
        id="kl-nephew-refused",
        council="kings-lynn",
        shows="made by a nephew: the person said no, so he was told nothing and it ended",
        received=-8,
        time="20:15",
        happened_days_before=9,
        answers=Answers(
            subject="poor-communication",
            service="council-tax",
            elsewhere="none",
            for_whom="someone-else",
            their_name="Hester Quill",
            their_email="hester.quill@example.org",
            part="relative",
            consent="none",
            what_happened="My aunt gets letters about arrears that she does not understand. Send them all to me.",
            put_right="Write to me instead.",
            name="Rufus Quill",
            email="rufus.quill@example.org",
            preferred="email",
        ),
        steps=(
            registered(-7),
            asked_them(-7, "What letters we sent her and why."),
            said_of_it(-6, "no", words="I can deal with my own letters, thank you."),
        ),
    ),
    Situation(
        id="anonymous-asked",
        council="dartford",
        shows="anonymous: asked on their own page and answered there with the code, without an address",
        received=-3,
        time="22:05",
        answers=Answers(
            subject="service-standard",
            service="street-cleaning",
            elsewhere="none",
            anonymous="yes",
            what_happened="A van tips builders' rubble behind the garages, always at night. I am not giving my name.",
            put_right="Catch them.",
        ),
        steps=(
            registered(-2),
            taken(-2, "anonymous-limits", "not-possible", time="09:40"),
            asked_on_their_page(-2, "Which garages do you mean? If you know it, please tell us the day of the week."),
            information_added(-1, "The garages off Mill Lane. Thursdays, about eleven at night."),
        ),
    ),
)
