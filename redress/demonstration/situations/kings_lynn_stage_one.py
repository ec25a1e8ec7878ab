"""Which complaints is King's Lynn looking into at Stage One?"""

from __future__ import annotations

from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    clarified,
    contacted,
    extended,
    information_added,
    kept_away,
    noted,
    registered,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="kl-pontoon",
        council="kings-lynn",
        shows="being looked into at Stage One, in time; the site’s manager is kept away",
        received=-5,
        time="14:45",
        answers=Answers(
            subject="staff-behaviour",
            service="open-spaces",
            elsewhere="none",
            what_happened="""
                I asked the manager at The Walks, very politely, whether the café would have its toilet mended. She
                said "what am I, a plumber?" and laughed with the other one. I had my grandson with me, who is four
                and could not wait.
            """,
            put_right="Manners, and a toilet.",
            name="Sylvia Thurlow",
            email="sylvia.thurlow@example.org",
            preferred="email",
        ),
        steps=(
            registered(-5, "16:00"),
            kept_away(-4, "lorna.pye", ground="complained-about"),
            allocated(-4, to="jodie.marsh"),
            acknowledged(-4),
            contacted(-2, "Rang Mrs Thurlow. She would be content with an apology.", by="jodie.marsh"),
        ),
        in_charge="jodie.marsh",
    ),
    Situation(
        id="kl-tax-in-two-names",
        council="kings-lynn",
        shows="Stage One answer due today",
        received=-15,
        time="10:30",
        happened_days_before=90,
        answers=Answers(
            subject="decision-mistake",
            service="council-tax",
            elsewhere="council-tax-band",
            what_happened="""
                You have us down as two households in one house. We are one house. There is one door. My son has a
                room in the attic with a kettle in it. On the strength of the kettle somebody decided that it is a
                flat and has sent him a bill of £1,412.

                I do not question the band. I question the kettle.
            """,
            put_right="One bill, as for the last twenty-two years.",
            name="Władysław Łódzki",
            email="w.lodzki@example.org",
            telephone="01632 960871",
            preferred="email",
        ),
        steps=(
            registered(-15, "11:30"),
            allocated(-14),
            acknowledged(-14),
            contacted(-9, "Visited. One front door, one meter, a kettle and a microwave. Not a separate dwelling."),
        ),
    ),
    Situation(
        id="kl-hedge",
        council="kings-lynn",
        shows="Stage One answer due tomorrow",
        received=-14,
        time="09:00",
        happened_days_before=30,
        answers=Answers(
            subject="service-not-provided",
            service="open-spaces",
            elsewhere="none",
            what_happened="""
                The hedge between the playing field and the school path has not been cut this year. The path is four
                feet wide and the hedge now takes three of them. Mothers with prams walk in the road.
            """,
            put_right="Cut it before the children go back.",
            name="Councillor Edwina Marsham",
            email="edwina.marsham@example.org",
            for_whom="someone-else",
            their_name="The parents of Fairstead",
            part="councillor",
            consent="none",
            preferred="email",
        ),
        channel="councillor",
        steps=(registered(-14, "10:00"), allocated(-13), acknowledged(-12)),
    ),
    Situation(
        id="kl-glass-crusher",
        council="kings-lynn",
        shows="Stage One answer overdue",
        received=-19,
        time="06:15",
        happened_days_before=200,
        answers=Answers(
            subject="delay",
            service="refuse",
            elsewhere="none",
            what_happened="""
                The bottle bank outside my bedroom is emptied at ten past five in the morning. I have asked since the
                spring for it to be later. I have had four replies that say "thank you for your patience". I have
                none.
            """,
            put_right="Not before seven.",
            name="Roderick Skeels",
            email="roderick.skeels@example.org",
            preferred="email",
        ),
        steps=(
            registered(-18),
            allocated(-17),
            acknowledged(-17),
            information_added(-6, "08 minutes past five today. They are getting earlier.", time="06:30"),
            noted(-2, "Contractor has not confirmed the new round. Delay notice should have gone: raised with Keith."),
        ),
    ),
    Situation(
        id="kl-beach-hut",
        council="kings-lynn",
        shows="a delay notice was sent; the time limit itself has not moved",
        received=-14,
        time="12:20",
        happened_days_before=40,
        answers=Answers(
            subject="law-or-policy-not-followed",
            service="coast",
            elsewhere="none",
            what_happened="""
                We have been on the list for a beach hut at Old Hunstanton for eleven years and were told in writing
                that we were third. We now see four huts with new names on them. We are told that we are fifth.
            """,
            put_right="How one goes from third to fifth by waiting.",
            name="Rosalie and Piers Ansbach",
            email="ansbach.family@example.org",
            preferred="email",
        ),
        steps=(
            registered(-14, "15:00"),
            allocated(-13),
            acknowledged(-13),
            noted(-7, "Two of the four huts are transfers within a family. The other two I cannot explain yet."),
            extended(
                -2,
                0,
                """
                I am sorry that our answer will be late. The list was kept by hand until the year before last, and we
                have asked for the old ledger from the record office. We do not want to give you half an answer.
                """,
                kind="third-party",
                until=6,
            ),
        ),
    ),
    Situation(
        id="kl-anonymous-kitchen",
        council="kings-lynn",
        shows="anonymous: looked into, with nobody to write to",
        received=-4,
        time="23:40",
        answers=Answers(
            subject="staff-conduct",
            service="food-hygiene",
            elsewhere="none",
            anonymous="yes",
            what_happened="""
                Your inspector eats free at the place he inspects. Every other Thursday. It has five stars. I work
                there and I would not eat there.
            """,
            put_right="Send somebody else.",
        ),
        steps=(
            registered(-3),
            kept_away(-3, "martin.cobb", ground="implicated"),
            allocated(-3),
            noted(-3, "Anonymous. Another officer will inspect without notice, with a colleague."),
        ),
    ),
    Situation(
        id="kl-consent",
        council="kings-lynn",
        shows="made by an advocate, with written consent",
        received=-6,
        time="11:45",
        happened_days_before=21,
        answers=Answers(
            subject="poor-communication",
            service="benefits",
            elsewhere="benefit-award",
            for_whom="someone-else",
            their_name="Ivan Petrosyan",
            part="support-organisation",
            consent="written",
            what_happened="""
                Our client is deaf and uses British Sign Language. He asked three times, in writing, for an
                interpreter at his benefit interview. He was rung each time, by voice, to be told that one would be
                arranged. The interview then went ahead without one and his claim was closed as "unable to engage".
            """,
            put_right="A new interview with an interpreter, and the claim treated as open.",
            name="Francesca Oduwole",
            organisation="",
            email="f.oduwole@example.org",
            telephone="01632 960872",
            preferred="email",
            needs=("sign-language",),
        ),
        steps=(
            registered(-6, "14:00"),
            allocated(-5),
            acknowledged(-5),
            clarified(
                -4,
                "Not an appeal about the award: the complaint is about how the interview was arranged.",
                way_forward="investigate",
            ),
        ),
    ),
)
