"""Which complaints at Dartford are special in how they came or in who made them?"""

from __future__ import annotations

from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    clarified,
    contacted,
    corrected,
    noted,
    registered,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="crew-urinating",
        council="dartford",
        shows="anonymous: nobody to acknowledge to, looked into all the same",
        received=-6,
        time="06:40",
        answers=Answers(
            subject="staff-attitude",
            service="street-cleaning",
            elsewhere="none",
            anonymous="yes",
            what_happened="""
                The two men with the street sweeper go to the toilet against the wall of the nursery in Westgate
                Road nearly every morning about 6. Im not giving my name because I know one of them. Just tell them
                to stop there are kids.
            """,
            put_right="Make them stop.",
        ),
        steps=(
            registered(-6, "09:10"),
            allocated(-5),
            noted(-5, "Anonymous. Told the Director under 3.9. Contractor asked for the crew sheets of last week."),
        ),
    ),
    Situation(
        id="mums-council-tax-support",
        council="dartford",
        shows="made by a daughter for her mother, with written consent",
        received=-7,
        time="19:20",
        happened_days_before=50,
        answers=Answers(
            subject="procedure-not-followed",
            service="benefits",
            elsewhere="benefit-decision",
            for_whom="someone-else",
            their_name="Winifred Oyelowo",
            part="relative",
            consent="written",
            what_happened="""
                My mum is 79 and has vascular dementia. Her Council Tax Reduction was stopped because she "did not
                return the review form". I hold power of attorney and I gave you my address for letters two years
                ago. You sent the form, the reminder and the cancellation all to her. I found them unopened in the
                bread bin.

                I am not appealing how much she gets. I am complaining that you had it in writing where to send
                things and you did not.
            """,
            put_right="Put the claim back as if it had not stopped, and fix the address so that it stays fixed.",
            name="Temi Oyelowo-Grant",
            email="temi.og@example.org",
            telephone="01632 960814",
            preferred="email",
        ),
        steps=(
            registered(-6),
            allocated(-5),
            acknowledged(
                -4,
                """
                You gave us your address for your mother's letters two years ago. We sent the review form, the
                reminder and the cancellation to her, and stopped her reduction because they were not answered.
                """,
                "You want the claim restored from the day it stopped and the address put right for good.",
            ),
        ),
    ),
    Situation(
        id="letter-in-the-tray",
        council="dartford",
        shows="the date of receipt was corrected: the letter had lain in a tray",
        received=-6,
        time="",
        channel="letter",
        happened_days_before=25,
        answers=Answers(
            subject="rights-not-told",
            service="benefits",
            elsewhere="none",
            what_happened="""
                You stopped my housing benefit for four weeks while you "looked into it" and nobody told me I could
                ask for payments on account. I only know because the lady at the food bank told me. I borrowed £300
                from someone I should not have borrowed it from.
            """,
            put_right="Say why I was not told. Help me with what I had to borrow.",
            name="Carl Prewett",
            address="Room 9, Wharf House\nHythe Street\nDartford",
            postcode="DA1 9ZV",
            preferred="letter",
        ),
        steps=(
            registered(-6, "14:30"),
            corrected(
                -5,
                event=1,
                to=(-9, "11:00"),
                reason="The envelope is stamped with the date of delivery. It lay in the post room for three days.",
            ),
            allocated(-5, "16:00"),
            acknowledged(
                -5,
                """
                Your Housing Benefit was stopped for four weeks while we checked your claim and nobody told you that
                you could ask for payments on account.
                """,
                "You want to know why you were not told, and help with the money that you had to borrow.",
                time="16:30",
            ),
        ),
    ),
    Situation(
        id="which-tree",
        council="dartford",
        shows="unclear at first; the manager asked, and how it is taken forward is on record",
        received=-6,
        time="12:15",
        answers=Answers(
            subject="other",
            service="parks",
            elsewhere="highways",
            what_happened="The tree again. You know the one. Two years now and my gutters are full of it.",
            put_right="Cut it.",
            name="Len Bagshaw",
            telephone="01632 960815",
            email="len.bagshaw@example.org",
            preferred="telephone",
        ),
        steps=(
            registered(-6, "15:00"),
            allocated(-5),
            contacted(-4, "Rang Mr Bagshaw. It is the ash behind no. 8, in our park, not a street tree."),
            clarified(
                -4,
                "It is our tree. He wants to know why the cut promised two winters ago was never done.",
                way_forward="investigate",
            ),
            acknowledged(
                -4,
                "The ash behind your house was to be cut back two winters ago and was not. It fills your gutters.",
                "You want the tree cut back and your gutters cleared.",
                time="12:20",
            ),
        ),
    ),
    Situation(
        id="gone-away",
        council="dartford",
        shows="the acknowledgement could not be delivered, and the case says so",
        received=-4,
        time="13:25",
        happened_days_before=9,
        answers=Answers(
            subject="service-standard",
            service="food-and-licensing",
            elsewhere="none",
            what_happened="""
                I reported a takeaway that sold my daughter a chicken burger that was pink inside. She was ill for
                four days. I was told an officer would visit "in the next inspection cycle". When is that?
            """,
            put_right="A visit, and a telephone call to tell me what you found.",
            name="Nathan Birchall",
            email="nathan.birchall@gone-away.invalid",
            telephone="01632 960816",
            preferred="email",
        ),
        steps=(
            registered(-4, "15:10"),
            allocated(-3),
            acknowledged(
                -1,
                "You reported food that was not cooked through and were told that there would be no visit for now.",
                "You want the business visited, and to be told what was found.",
            ),
        ),
    ),
)
