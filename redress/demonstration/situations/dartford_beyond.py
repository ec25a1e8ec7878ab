"""Which matters at Dartford have gone beyond Stage Two, or run on a track of their own?"""

from __future__ import annotations

from redress.demonstration.letters import dartford_answer
from redress.demonstration.paths import CCO
from redress.demonstration.paths import dartford_stage_one as stage_one
from redress.demonstration.scripts import (
    DESK,
    FIRST_TO_DO,
    OnDay,
    Situation,
    acknowledged,
    allocated,
    answered,
    appointed,
    next_stage_asked,
    noted,
    ombudsman_answered,
    ombudsman_asked,
    registered,
    taken,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="garden-waste-price",
        council="dartford",
        shows="at the Ombudsman, whose enquiry waits for the council's answer",
        received=-75,
        time="10:05",
        happened_days_before=15,
        answers=Answers(
            subject="procedure-not-followed",
            service="waste-and-recycling",
            elsewhere="none",
            what_happened="""
                You raised the price of the garden waste service by 40 per cent in the middle of my year. I had paid
                for the year. You then sent me a bill for the difference and stopped collecting when I did not pay it.
            """,
            put_right="Collect what I paid for. Cancel the bill.",
            name="Desmond Achterberg",
            email="d.achterberg@example.org",
            telephone="01632 960851",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -75,
                "You had paid for a year of garden waste. We raised the price, billed the difference and stopped.",
                "You want the service that you paid for, and the bill cancelled.",
                "not-upheld",
                dartford_answer(
                    how="""
                        I read the terms of the garden waste service that were in force when you paid, and the
                        minute of the meeting at which the new price was agreed.
                    """,
                    found="""
                        The terms say that the council may change the price of the service. The new price was agreed
                        at the budget meeting and put on the website the next day. You were sent a bill for the
                        difference and your collections stopped when it was not paid.
                    """,
                    why="""
                        The council may decide what it charges for a service that it does not have to give, and it
                        decided this in public. The bill follows from that decision.
                    """,
                    explained="""
                        I know that a second bill in a year that you had thought paid is unwelcome. The new price
                        applies to everybody from the same day, and it would not be fair to charge you less than
                        your neighbours.
                    """,
                ),
            ),
            next_stage_asked(-60, "Terms that let one side change the price after it was paid are not terms."),
            allocated(-59, to="jonathan.adair", by=CCO),
            appointed(-58, to="ruth.ellison", by="jonathan.adair"),
            acknowledged(
                -57,
                "You say that a price that has been paid for a year cannot be raised within that year.",
                "You want your collections back and the bill cancelled.",
                by="ruth.ellison",
            ),
            answered(
                -40,
                "partially-upheld",
                dartford_answer(
                    found="""
                        The terms allow a new price. They do not say that it applies to a year that has been paid
                        for. We stopped your collections without the notice that the terms ask for.
                    """,
                    why="""
                        The price may change, so that I do not uphold that part of your complaint. But a service
                        that has been paid for may only be stopped after fourteen days' notice. You had none, and I
                        uphold that part.
                    """,
                    sorry="""
                        I am sorry that your collections were stopped without notice, and that nobody told you why
                        when you asked.
                    """,
                    will="Your service runs again from next week. The bill stands from the end of your paid year.",
                ),
                by="ruth.ellison",
            ),
            ombudsman_asked(
                -8,
                """
                The Ombudsman asks for the complaint file, the terms in force on the day of payment, and the council's
                comments on whether the terms are fair.
                """,
            ),
            taken(
                -8,
                "ombudsman-details",
                "lgsco",
                time="10:20",
                answers={
                    "reference": "26 004 512",
                    "notice-on": OnDay(-8),
                    "stage": "investigation",
                    "asked-for": OnDay(6),
                },
            ),
        ),
    ),
    Situation(
        id="bulky-sofa",
        council="dartford",
        shows="the Ombudsman has decided: one recommendation is proved, the other is overdue",
        received=-110,
        time="16:10",
        happened_days_before=9,
        answers=Answers(
            subject="service-standard",
            service="waste-and-recycling",
            elsewhere="none",
            what_happened="""
                I paid £39 for my sofa to be collected and it was not. I was then fined £80 for fly-tipping: my own
                sofa, on my own path, with your booking number taped to it.
            """,
            put_right="£39 and £80.",
            name="Bernadette Coyle",
            email="bernadette.coyle@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -110,
                "You paid for a collection that was not made, and were then fined for leaving the sofa out.",
                "You want £39 and £80 back.",
                "partially-upheld",
                dartford_answer(
                    how="""
                        I looked at your booking, at the crew's sheet for that day, and at the notice that the
                        enforcement officer gave.
                    """,
                    found="""
                        The crew went to the close of the same name on the other side of the park and did not find a
                        sofa. The officer who gave the notice two days later did not see a booking number.
                    """,
                    why="""
                        The collection failed through our mistake, and I uphold that part. The notice was correct on
                        what the officer could see at the time, and I do not uphold that part.
                    """,
                    sorry="""
                        I am sorry that your sofa was not collected when you had paid for it.
                    """,
                    will="""
                        The £39 that you paid has been returned to your card. The sofa has been taken away without a
                        charge.
                    """,
                ),
            ),
            next_stage_asked(-98, "The number was A4 size."),
            allocated(-97, to="jonathan.adair", by=CCO),
            appointed(-96, to="olamide.bankole", by="jonathan.adair"),
            acknowledged(
                -95,
                "You say that your booking number was plain to see and that the fine was wrong.",
                "You want the fine back.",
                by="olamide.bankole",
            ),
            answered(
                -78,
                "not-upheld",
                dartford_answer(
                    found="""
                        I have looked at the photographs that the officer took. They show the sofa on the path in
                        front of your house. They do not show a booking number on it.
                    """,
                    why="""
                        You say that the number was in plain sight. The officer says that there was none. The
                        photographs are the only evidence from the day, and they bear the officer out.
                    """,
                    explained="""
                        I understand that it is galling to be fined for something that you had paid us to take. The
                        notice says how it can be challenged within fourteen days, and that was not done. I cannot
                        set it aside now.
                    """,
                ),
                by="olamide.bankole",
            ),
            ombudsman_asked(-60, "The Ombudsman asks for the photographs in full size."),
            taken(
                -60,
                "ombudsman-details",
                "lgsco",
                time="10:20",
                answers={
                    "reference": "26 001 887",
                    "notice-on": OnDay(-60),
                    "stage": "investigation",
                    "asked-for": OnDay(-46),
                },
            ),
            ombudsman_answered(
                -48,
                """
                The photographs in full size show the booking number. The council has withdrawn the notice and paid
                back £80.
                """,
            ),
            taken(
                -25,
                "determination",
                "lgsco",
                answers={
                    "decided-on": OnDay(-26),
                    "decision": "The council was at fault for the notice, and for how it looked at the photographs.",
                },
            ),
            taken(-25, "ombudsman-finding", "lgsco", time="10:40", answers={"finding": "fault-injustice"}),
            taken(-25, "ombudsman-finding", "lgsco", time="10:42", answers={"finding": "remedied"}),
            taken(
                -25,
                "ombudsman-recommendation",
                "recommendation",
                time="10:45",
                answers={
                    "what": "Write to Ms Coyle to apologise, and pay her £100 for her trouble.",
                    "who": "jonathan.adair",
                    "comply-by": OnDay(-10),
                },
            ),
            taken(
                -25,
                "ombudsman-recommendation",
                "recommendation",
                time="10:50",
                answers={
                    "what": "Remind enforcement officers to photograph every side of what they find.",
                    "who": "jonathan.adair",
                    "comply-by": OnDay(-3),
                },
            ),
            taken(
                -14,
                "recommendation-done",
                "complied",
                answers={
                    "which": FIRST_TO_DO,
                    "done-on": OnDay(-15),
                    "proof": "Copy of the letter of apology and the remittance advice, on the case.",
                },
            ),
        ),
    ),
    Situation(
        id="sent-back",
        council="dartford",
        shows="sent back by the Ombudsman as premature: registered at Stage One under the Ombudsman's reference",
        received=-4,
        time="10:15",
        channel="ombudsman-referral",
        by=DESK,
        happened_days_before=500,
        answers=Answers(
            service="waste-and-recycling",
            subject="service-standard",
            what_happened="""
                The recycling bank at the end of our road has been overflowing since the winter before last. I went
                straight to the Ombudsman, who says that you must look at it first.
            """,
            put_right="Empty it every week, or take it away.",
            name="Gwen Ashdown",
            email="gwen.ashdown@example.org",
            preferred="email",
        ),
        steps=(
            taken(-4, "premature-referral", "lgsco", time="10:30", answers={"reference": "26 011 340"}),
            registered(-4, "10:40"),
            allocated(-3),
        ),
    ),
    Situation(
        id="redacted-contract",
        council="dartford",
        shows="an internal review of a request for information, on its own clock and reference",
        received=-9,
        time="11:00",
        channel="email",
        track="information-review",
        by=DESK,
        answers=Answers(
            service="information-requests",
            subject="other",
            what_happened="""
                I asked under the Freedom of Information Act for the leisure centre contract. I was sent 64 pages, of
                which 51 are black. The exemption that you quote is about commercial interests. The opening hours are
                blacked out. They are on the door.
            """,
            name="Fergus Mulholland",
            email="fergus.mulholland@example.org",
            preferred="email",
        ),
        steps=(
            registered(-9, "11:30"),
            allocated(-8, "10:00", to="peter.lockyer", by=CCO),
            appointed(-7, to="ruth.ellison", by="peter.lockyer"),
            acknowledged(
                -6,
                "Most of the leisure contract was blacked out when it was sent to you, opening hours included.",
                by="ruth.ellison",
            ),
            noted(-3, "Going through the contract clause by clause with the client officer.", by="ruth.ellison"),
        ),
    ),
)
