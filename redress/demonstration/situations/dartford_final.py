"""Which complaints at Dartford are at the end of Stage Two?"""

from __future__ import annotations

from redress.demonstration.letters import dartford_answer
from redress.demonstration.paths import CCO
from redress.demonstration.paths import dartford_stage_one as stage_one
from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    answered,
    appointed,
    contacted,
    extended,
    next_stage_asked,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="permitted-hours",
        council="dartford",
        shows="Stage Two extended; both the cap and what is left of it are shown",
        received=-48,
        time="13:40",
        happened_days_before=60,
        answers=Answers(
            subject="delay",
            service="noise",
            elsewhere="none",
            what_happened="""
                The building site at the old brewery starts at six in the morning. The permit on the fence says
                eight. I have reported it seventeen times, with the time and a film of each. I get an automatic
                answer each time, with a picture of a smiling person in a headset.
            """,
            put_right="Make them keep to what it says on the fence.",
            name="Ingrid Falkner",
            email="ingrid.falkner@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -48,
                "Building work begins two hours before the permit allows. Your seventeen reports had no real answer.",
                "You want the hours on the permit to be kept.",
                "partially-upheld",
                dartford_answer(
                    how="""
                        I watched all seventeen of your films, compared their times with the permit, and wrote to
                        the builder.
                    """,
                    found="Work began before eight on at least twelve mornings.",
                    why="The hours were broken and we were slow. The builder has now promised to keep to them.",
                    sorry="I am sorry that you were sent automatic answers.",
                    will="An officer will visit once a week before eight, unannounced, for the next month.",
                ),
            ),
            next_stage_asked(
                -28,
                "Nobody has visited. They started at ten to six this morning. Shall I send you the eighteenth film?",
            ),
            allocated(-27, to="sunita.bhatt", by=CCO),
            appointed(-26, to="olamide.bankole", by="sunita.bhatt"),
            acknowledged(
                -25,
                "The visits that we promised at Stage One were not made and work still begins before eight.",
                "You want the hours to be kept, and to know why the visits were not made.",
                by="olamide.bankole",
            ),
            extended(
                -8,
                8,
                """
                The builder has changed hands and the new owner's agent can see us only next week. We want to hear
                from them before we answer you.
                """,
                "I have interviewed the three officers concerned and have been at the site twice before eight.",
                kind="third-party",
                by="olamide.bankole",
                agreed="yes",
            ),
        ),
    ),
    Situation(
        id="letting-cancelled",
        council="dartford",
        shows="final response sent: upheld; the way to both Ombudsmen is in it",
        received=-52,
        time="11:30",
        happened_days_before=26,
        answers=Answers(
            subject="procedure-not-followed",
            service="housing-register",
            landlord="unsure",
            elsewhere="none",
            what_happened="""
                I was offered a flat, I viewed it, I accepted it, I gave notice to my landlord. Two days before I was
                to move I got a text: "This property is no longer available to you." A text. I rang and was told that
                I had been "skipped to in error".
            """,
            put_right="A home. I have nowhere to be from the end of the month.",
            name="Amara Nwosu",
            email="amara.nwosu@example.org",
            telephone="01632 960843",
            preferred="telephone",
        ),
        steps=(
            *stage_one(
                -52,
                "A flat was offered to you and taken back by text two days before you were to move in.",
                "You want a home before the end of the month.",
                "not-upheld",
                dartford_answer(
                    how="""
                        I looked at the shortlist for the flat as it stood on the day of the offer, and at the rules
                        by which homes are let.
                    """,
                    found="Another applicant had more priority and should have been offered the flat.",
                    why="""
                        The law says that we let homes in the order of the published scheme. An offer made out of
                        that order has to be taken back, however late it is noticed.
                    """,
                    explained="""
                        I am sorry for your disappointment. But an offer that was made by mistake does not give a
                        right to the home, and the applicant above you had waited for three years.
                    """,
                ),
            ),
            next_stage_asked(
                -36,
                "I do not say that I had more priority. I say that I gave up my home because of a letter you sent me.",
            ),
            allocated(-35, to="jonathan.adair", by=CCO),
            appointed(-34, to="ruth.ellison", by="jonathan.adair"),
            acknowledged(
                -33,
                "You gave up your home because of an offer that we had made, and we took the offer back by text.",
                "You want a home, and for us to take responsibility for what the offer led you to do.",
                by="ruth.ellison",
            ),
            contacted(-30, "Met Ms Nwosu with Housing Options. Temporary home from Friday.", by="ruth.ellison"),
            answered(
                -15,
                "upheld",
                dartford_answer(
                    found="""
                        The offer was made in writing and you accepted it in writing. You gave notice the next day
                        and told us so. The mistake in the shortlist was known to us for six days before anybody
                        told you, and then you were told by text.
                    """,
                    why="""
                        Stage One answered whether you had a right to that flat. You had asked something else. We led
                        you to give up your home, we knew it, and we let six days go by. That is maladministration
                        and it caused you real harm.
                    """,
                    sorry="""
                        On behalf of the council I apologise to you, Ms Nwosu: for the mistake, for the six days, for
                        the text message, and for an answer at Stage One that did not answer you.
                    """,
                    will="""
                        You will be made one suitable offer within eight weeks. We will pay your removal and storage
                        costs of £640 and £750 for distress. Offers will from now on be checked by a second officer
                        before they are sent, and are never withdrawn by text.
                    """,
                ),
                by="ruth.ellison",
            ),
        ),
        in_charge="yewande.adeyemi",
    ),
    Situation(
        id="prayer-room",
        council="dartford",
        shows="final response about unfair treatment: it also names the equality advice service",
        received=-50,
        time="14:15",
        happened_days_before=5,
        answers=Answers(
            subject="discrimination",
            service="leisure-centre",
            elsewhere="none",
            what_happened="""
                My sister and I were told to leave the pool because our swimwear was "not appropriate". It is made
                for swimming. It is sold in the shop in your own foyer. The lifeguard said that other customers had
                complained. A man in a T-shirt was in the water the whole time.
            """,
            put_right="An apology to my sister, who is fourteen, and staff who know the rules.",
            name="Zahra Mahmoud",
            email="zahra.mahmoud@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -50,
                "You and your sister were told to leave the pool because of swimwear that is made for swimming.",
                "You want an apology to your sister, and trained staff.",
                "partially-upheld",
                dartford_answer(
                    how="""
                        I spoke to the lifeguard and to the duty manager, and read the pool's dress rules and the
                        incident book.
                    """,
                    found="""
                        The lifeguard had misread the dress rules and did not ask the duty manager. The incident
                        book says that you were invited back within the hour.
                    """,
                    why="You should not have been asked to leave. But it was put right within the hour.",
                    sorry="""
                        I am sorry that you and your sister were asked to leave the pool.
                    """,
                    will="""
                        The dress rules, with pictures, will be put on the wall beside the pool, in the changing
                        rooms and on the website.
                    """,
                ),
            ),
            next_stage_asked(
                -36,
                "It was not put right within the hour. We were outside with wet hair. And a notice is not training.",
            ),
            allocated(-35, to="jonathan.adair", by=CCO),
            appointed(-34, to="olamide.bankole", by="jonathan.adair"),
            acknowledged(
                -32,
                "You were turned out of the pool and not let back. You say that a notice on the wall is not enough.",
                "You want an apology to your sister and training for the staff.",
                by="olamide.bankole",
            ),
            answered(
                -14,
                "upheld",
                dartford_answer(
                    found="""
                        The centre's rules allow the swimwear that you and your sister wore. Nobody had complained
                        that day: the lifeguard said so to avoid an argument. You were not let back in, although the
                        duty manager wrote that you were.
                    """,
                    why="""
                        You were treated less well than others because of what your faith asks you to wear. It does
                        not matter that the lifeguard meant no harm.
                    """,
                    sorry="I apologise to you and to your sister. I have written to her separately, in her own name.",
                    will="""
                        The trust will train all 34 poolside staff by the end of next month, and we will check that it
                        was done. You both have free swimming for a year, should you want it.
                    """,
                ),
                by="olamide.bankole",
            ),
        ),
    ),
)
