"""What came in at Dartford that was not simply a complaint, or not simply the council's?"""

from __future__ import annotations

from redress.demonstration.scripts import (
    OnDay,
    Situation,
    acknowledged,
    allocated,
    points_settled,
    registered,
    taken,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="school-gate-parking",
        council="dartford",
        shows="anonymous: it waits for the Director to decide whether it is looked into",
        received=-2,
        time="21:45",
        answers=Answers(
            subject="delay",
            service="parking",
            elsewhere="none",
            anonymous="yes",
            what_happened="""
                Your wardens walk past the cars on the zigzags at the school gate every morning. I have seen one of
                them wave at a driver. I would rather not say who I am because my sister works for you.
            """,
            put_right="Ticket them like everybody else.",
        ),
        steps=(
            registered(-1, "09:05"),
            taken(-1, "anonymous-limits", "not-possible", time="09:20"),
        ),
    ),
    Situation(
        id="council-tax-for-all",
        council="dartford",
        shows="not accepted: it affects everybody in the Borough; the letter gives reasons and the Ombudsman",
        received=-5,
        time="08:55",
        happened_days_before=20,
        answers=Answers(
            subject="other",
            service="council-tax",
            elsewhere="none",
            what_happened="""
                Council Tax has gone up again by as much as you are allowed to put it up. I am on a fixed income.
                I want this dealt with as a formal complaint.
            """,
            put_right="Put it back to what it was.",
            name="Bernard Quill",
            email="bernard.quill@example.org",
            preferred="email",
        ),
        steps=(
            taken(
                -4,
                "triage",
                "out-of-scope",
                answers={"reason": "He complains about the amount of Council Tax, which is the same for everybody."},
            ),
            taken(
                -3,
                "exclusion",
                "everyone",
                by="simon.tregear",
                time="10:40",
                answers={
                    "reason": """
                        You are unhappy with how much Council Tax has gone up. The full Council sets it each year for
                        everybody in the Borough, and our complaints procedure does not cover what affects
                        everybody. You may be able to get a reduction because of your income. Our Benefits
                        Department will gladly work that out with you.
                    """,
                    "evidence": "His message of the first. His own bill is right and he does not say otherwise.",
                    "advice": "Rang the Corporate Complaints Officer: 3.6 applies; point him to Council Tax Reduction.",
                },
            ),
        ),
    ),
    Situation(
        id="crew-shouted",
        council="dartford",
        shows="about a contractor: referred, its handling agreed and told; our own dates stay",
        received=-7,
        time="17:05",
        answers=Answers(
            subject="service-standard",
            service="street-cleaning",
            elsewhere="none",
            what_happened="""
                The man on the sweeper shouted at my son to get his bike off the pavement and then drove so close
                that the brush caught the wheel. He is nine. The wheel is bent.
            """,
            put_right="An apology to my son, and a new wheel.",
            name="Marta Keane",
            email="marta.keane@example.org",
            telephone="01632 960877",
            preferred="email",
        ),
        steps=(
            registered(-6),
            points_settled(-6, subject="contractor"),
            allocated(-6, "10:20"),
            acknowledged(
                -5,
                "The driver of a sweeper shouted at your son and drove so close that his wheel was bent.",
                "You want an apology to your son, and the wheel replaced.",
            ),
            taken(
                -5,
                "contractor-referral",
                "referred",
                by="callum.reid",
                time="16:20",
                answers={
                    "contractor": "Cleanway Thameside: Joan Purdey, contract manager.",
                    "facts": "Place, day and time, what the driver did, and the damage. No name and no address.",
                    "on": OnDay(-5),
                },
            ),
            taken(
                -3,
                "contractor-handling",
                "agreed",
                by="callum.reid",
                time="11:15",
                answers={
                    "how": """
                        Cleanway Thameside speaks to the driver, looks at the recording of the sweeper's camera and
                        reports to us. We then write to you.
                    """,
                    "who": "Joan Purdey, contract manager at Cleanway Thameside.",
                    "by": OnDay(2),
                },
            ),
        ),
    ),
    Situation(
        id="councillor-at-the-opening",
        council="dartford",
        shows="a comment that names a councillor: it waits for the Director",
        received=-3,
        time="",
        track="comment",
        channel="letter",
        answers=Answers(
            subject="other",
            service="parks",
            elsewhere="none",
            what_happened="""
                I was at the opening of the new play area. Councillor Tunstall spoke for twenty minutes about
                himself while the children stood in the rain. I do not expect a reply. I only wanted to say it.
            """,
            name="Hilary Amos",
            address="4 Orchard Close\nDartford",
            postcode="DA1 9ZZ",
            preferred="letter",
        ),
        steps=(taken(-2, "comment", "no-reply", answers={"features": "names-someone"}),),
    ),
)
