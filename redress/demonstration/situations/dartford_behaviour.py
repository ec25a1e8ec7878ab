"""Whose contacts does Dartford deal with in a special way for a time, and what becomes of their new complaint?"""

from __future__ import annotations

from redress.demonstration.letters import dartford_answer
from redress.demonstration.paths import CCO
from redress.demonstration.paths import dartford_stage_one as stage_one
from redress.demonstration.scripts import (
    DESK,
    OnDay,
    Situation,
    acknowledged,
    allocated,
    contacted,
    information_added,
    registered,
    taken,
)
from redress.intake.answers import Answers

COMPLAINTS_OFFICER, DIRECTOR = "callum.reid", "jonathan.adair"
TERENCE = {
    "name": "Terence Mallory",
    "email": "t.mallory@example.org",
    "telephone": "01632 960877",
    "preferred": "email",
}

SITUATIONS = (
    Situation(
        id="sweeper-every-day",
        council="dartford",
        shows="the person's contacts are limited for a time, after advice and a warning; a message waits to be read",
        received=-62,
        time="07:55",
        answers=Answers(
            subject="service-standard",
            service="street-cleaning",
            elsewhere="none",
            what_happened="""
                The sweeper does not come down Priory Hill every day. It used to. I want it every day and I want the
                driver changed.
            """,
            put_right="The sweeper every day, and another driver.",
            **TERENCE,
        ),
        steps=(
            *stage_one(
                -62,
                "The sweeper no longer comes down Priory Hill every day.",
                "You want it every day, with another driver.",
                "not-upheld",
                dartford_answer(
                    how="I read the cleaning schedule and the tracking records of the sweeper for eight weeks.",
                    found="Priory Hill is swept every Tuesday, as the schedule says. No week was missed.",
                    why="The council decided in 2019 which streets are swept every day. Priory Hill is not among them.",
                    explained="We cannot sweep one street more often than the schedule says at the cost of another.",
                ),
            ),
            contacted(-49, "Rang eleven times between 8 and 9 about the answer. Said that the records are forged."),
            contacted(-48, "Rang nine times. Shouted at Ms Whitlock and called her a liar.", by=DESK),
            contacted(-46, "At reception for two hours. Would not leave until the schedule was changed."),
            taken(
                -45,
                "behaviour-request",
                "request",
                by=COMPLAINTS_OFFICER,
                answers={
                    "who": ("complainant",),
                    "ground": ("pursuit", "manner"),
                    "circumstances": ("circumstance-8", "circumstance-17", "circumstance-21"),
                    "evidence": """
                        Twenty calls on two days and two hours at reception, all about the Stage One answer, which
                        he does not accept. He says that the tracking records are forged and gives no reason.
                    """,
                    "consulted": DIRECTOR,
                    "adviser": CCO,
                },
            ),
            taken(
                -43,
                "behaviour-consultation",
                "apply",
                by=DIRECTOR,
                answers={
                    "view": """
                        He has had a full answer and can still ask for Stage Two. The calls keep the team from other
                        people's complaints. Warn him first.
                    """
                },
            ),
            taken(
                -42,
                "behaviour-advice",
                "apply",
                by=CCO,
                answers={
                    "advice": """
                        The evidence is enough if the calls go on after a warning. Six months at most. His right to
                        Stage Two and to make new complaints must not be touched.
                    """
                },
            ),
            taken(
                -42,
                "behaviour-warning",
                "warned",
                by=COMPLAINTS_OFFICER,
                time="11:00",
                answers={
                    "behaviour": "You called us twenty times on two days about our answer, and shouted at a colleague.",
                    "asked": "Please write to us if you have something to add, and treat our colleagues with respect.",
                },
            ),
            contacted(-37, "Rang fourteen times.", by=DESK),
            taken(
                -35,
                "behaviour-decision",
                "designate",
                by=COMPLAINTS_OFFICER,
                answers={
                    "reasons": "We asked you to write to us. You called fourteen times on one day after that.",
                    "who": ("complainant",),
                    "terms": ("single-contact", "written-only", "no-reply"),
                    "named": COMPLAINTS_OFFICER,
                    "adjustment": "no",
                    "adjustments": "You told us of no need that makes writing hard. Tell us if there is one.",
                    "from": OnDay(-34),
                    "review": OnDay(88),
                },
            ),
            information_added(
                -1,
                """
                I know what you are doing. I have written to the Chief Executive of Cleanway and to my MP. The driver
                was on his phone again on Tuesday.
                """,
            ),
        ),
    ),
    Situation(
        id="assisted-collection-stopped",
        council="dartford",
        shows="new and valid, from somebody whose contacts are limited: the same dates as anybody's",
        received=-4,
        time="18:20",
        answers=Answers(
            subject="service-standard",
            service="waste-and-recycling",
            elsewhere="none",
            what_happened="""
                My wife uses a wheelchair and we are on the list for assisted collection. For three weeks the crew
                has left our bins where they are. The depot says we are not on the list any more and cannot say why.
            """,
            put_right="Put us back on the list and tell us why we were taken off.",
            **TERENCE,
        ),
        steps=(
            registered(-3),
            allocated(-3),
            acknowledged(
                -2,
                "Your bins have not been collected for three weeks, although you have an assisted collection.",
                "You want to be back on the list, and to know why you were taken off it.",
            ),
        ),
    ),
)
