"""Which complaints is King's Lynn looking into at Stage One, and which has it answered?"""

from __future__ import annotations

from redress.demonstration.letters import kings_lynn_answer
from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    answered,
    clarified,
    closed,
    contacted,
    extended,
    information_added,
    kept_away,
    noted,
    registered,
    withdrawn,
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
                -4, "Not an appeal about the award: the complaint is about how the interview was arranged.",
                way_forward="investigate",
            ),
        ),
    ),
    Situation(
        id="kl-cliff-steps",
        council="kings-lynn",
        shows="answered at Stage One: upheld; Stage Two may still be asked for",
        received=-20,
        time="16:55",
        happened_days_before=25,
        answers=Answers(
            subject="poor-communication",
            service="coast",
            elsewhere="none",
            what_happened="""
                The steps to the beach were shut with no notice. I am told that there was a notice on Facebook. I am
                eighty and I do not have Facebook, I have knees. I walked down, found the gate chained, and had to be
                helped back up by two young people who were very kind.
            """,
            put_right="Put the notice at the top of the steps, where the people are.",
            name="Audrey Mickleburgh",
            email="audrey.mickleburgh@example.org",
            telephone="01632 960873",
            preferred="letter",
            address="Cliff Cottage\nOld Hunstanton",
            postcode="PE36 9ZZ",
        ),
        steps=(
            registered(-19),
            allocated(-19),
            acknowledged(-18),
            answered(
                -7,
                "upheld",
                kings_lynn_answer(
                    answer="""
                        You walked down to the beach, found the gate at the bottom chained, and had to be helped back
                        up. There was no notice at the top. You are right about all of that. The steps were closed
                        because the handrail had come loose; the notice was put on the council's Facebook page and
                        nowhere else.
                    """,
                    why="""
                        Our own rules say that a closure is shown at every way in. It was not. That the closure itself
                        was right does not change this.
                    """,
                    will="""
                        I am sorry, Mrs Mickleburgh. There is a board at the top as of last Friday, and one at the car
                        park. From now on no path is closed before the boards are up. The handrail will be mended by
                        the end of the month, and I will ring you when it is.
                    """,
                ),
            ),
        ),
    ),
    Situation(
        id="kl-tent",
        council="kings-lynn",
        shows="answered at Stage One: not upheld; still within the month",
        received=-17,
        time="10:05",
        happened_days_before=9,
        answers=Answers(
            subject="staff-conduct",
            service="coast",
            elsewhere="none",
            what_happened="""
                Two wardens told us to take down our shelter on the dunes. They said that it was a tent. It has no
                floor. A tent has a floor. They then stood and watched until we had gone, which my wife found
                intimidating.
            """,
            put_right="An apology and a definition.",
            name="Giles Thackeray-Bunn",
            email="giles.tb@example.org",
            preferred="email",
        ),
        steps=(
            registered(-16),
            allocated(-16),
            acknowledged(-15),
            answered(
                -5,
                "not-upheld",
                kings_lynn_answer(
                    answer="""
                        The byelaw speaks of "any tent, shelter or structure", with or without a floor. The wardens'
                        notes, written that afternoon, say that they explained this and offered to help you move to
                        the beach below, where shelters are allowed. They waited because people who are asked to move
                        often ask where to.
                    """,
                    why="""
                        The wardens were right about the byelaw, and two other visitors who were there describe them
                        as friendly. I am sorry that your wife felt watched; I do not find that they meant her to.
                    """,
                ),
            ),
        ),
    ),
    Situation(
        id="kl-pool-closed",
        council="kings-lynn",
        shows="answered, and the month for asking for Stage Two has passed",
        received=-48,
        time="18:30",
        happened_days_before=3,
        answers=Answers(
            subject="service-not-provided",
            service="leisure",
            elsewhere="none",
            what_happened="""
                The pool shut for a week for "essential works" on the first day of the holidays. You have known when
                the holidays are since 1944.
            """,
            put_right="Plan it for term time. Give my three a free swim.",
            name="Natasha Crowhurst",
            email="natasha.crowhurst@example.org",
            preferred="email",
        ),
        steps=(
            registered(-47),
            allocated(-47),
            acknowledged(-46),
            answered(
                -34,
                "partially-upheld",
                kings_lynn_answer(
                    answer="""
                        The works were planned for term time. A pump failed early and the pool could not be kept safe
                        until then. But the trust knew of the fault for nine days and told its members on the day.
                    """,
                    why="The closing could not be helped. That nobody was told could.",
                    will="Your three have a free swim each. Members are now told by text as soon as a fault is known.",
                ),
            ),
        ),
    ),
    Situation(
        id="kl-missed-garden",
        council="kings-lynn",
        shows="answered, partially upheld, and closed",
        received=-60,
        time="09:25",
        happened_days_before=18,
        answers=Answers(
            subject="service-not-provided",
            service="street-cleansing",
            elsewhere="none",
            what_happened="""
                The market place is swept on Tuesdays before the market and not after it. By Wednesday it is under
                cabbage leaves. I slipped on one.
            """,
            put_right="Sweep it after.",
            name="Percival Quant",
            address="3 Tuesday Market Place\nKing's Lynn",
            postcode="PE30 9ZZ",
            preferred="letter",
        ),
        channel="letter",
        steps=(
            registered(-60, "13:00"),
            allocated(-59),
            acknowledged(-59),
            answered(
                -50,
                "partially-upheld",
                kings_lynn_answer(
                    answer="""
                        The contract asks for one sweep before the market and one after it. The second was made on
                        six of the last ten market days. On the day when you slipped it was not.
                    """,
                    why="The service is in the contract, and on four days it was not given.",
                    will="The contractor will be checked every market evening for eight weeks. I hope you are mended.",
                ),
            ),
            closed(-30, "No request for Stage Two. Checks finished, all eight evenings swept."),
        ),
    ),
    Situation(
        id="kl-wrong-council",
        council="kings-lynn",
        shows="withdrawn by the complainant",
        received=-4,
        time="20:05",
        answers=Answers(
            subject="delay",
            service="open-spaces",
            elsewhere="none",
            what_happened="""
                The bench at the bus stop on the Fakenham road has lost its seat. I have reported it twice.
            """,
            put_right="A seat.",
            name="Doreen Blackadder",
            email="doreen.blackadder@example.org",
            preferred="email",
        ),
        steps=(
            registered(-3),
            allocated(-3),
            acknowledged(-2),
            withdrawn(-1, "My daughter tells me it is the parish council's bench. Sorry to have troubled you."),
        ),
    ),
)  # fmt: skip
