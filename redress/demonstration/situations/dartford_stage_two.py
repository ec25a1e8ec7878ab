"""Which complaints have gone to Stage Two at Dartford, and how far are they?"""

from __future__ import annotations

from redress.demonstration.letters import dartford_answer
from redress.demonstration.scripts import (
    Situation,
    Step,
    acknowledged,
    allocated,
    answered,
    appointed,
    contacted,
    extended,
    next_stage_asked,
    noted,
    registered,
)
from redress.intake.answers import Answers

CCO = "margaret.holloway"


def stage_one(received: int, understanding: str, wanted: str, outcome: str, answer: dict[str, str]) -> tuple[Step, ...]:
    """Stage One as it went, from its logging to an answer nine working days after it was received."""
    return (
        registered(received + 1, "09:05"),
        allocated(received + 1),
        acknowledged(received + 2, understanding, wanted),
        answered(received + 9, outcome, answer),
    )


SITUATIONS = (
    Situation(
        id="mutual-exchange",
        council="dartford",
        shows="Stage Two asked for: waiting for the Corporate Complaints Officer to allocate it",
        received=-20,
        time="12:45",
        happened_days_before=45,
        answers=Answers(
            subject="delay",
            service="tenancy-and-estates",
            landlord="yes",
            elsewhere="none",
            what_happened="""
                We found a swap on the exchange site: a three-bedroom for our two, the other family wanted ours. You
                had six weeks to say yes or no. You said nothing for nine. The other family gave up and swapped with
                somebody else. Our boys are 13 and 9 and share a bed.
            """,
            put_right="Find us another swap, or a three-bedroom.",
            name="Kayleigh Dobson",
            email="kayleigh.dobson@example.org",
            telephone="01632 960841",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -20,
                "You applied to swap homes. We did not answer within the time allowed and the other family withdrew.",
                "You want another exchange, or a larger home.",
                "partially-upheld",
                dartford_answer(
                    how="I read the application, the e-mails and the diary of the officer who had it.",
                    found="We took nine weeks. The gas check, on which we waited, could have been booked in the first.",
                    why="""
                        We were late. But the other family wrote in the seventh week that they preferred a home
                        nearer to a school, so that I cannot say that the swap failed only because of us.
                    """,
                    sorry="I am sorry that you waited nine weeks for an answer that you should have had in six.",
                    will="""
                        I have put your family on the list for a three-bedroom home with the date of your first
                        application. An officer will go through the exchange site with you this month.
                    """,
                ),
            ),
            next_stage_asked(
                -1,
                """
                They only looked for a home nearer a school after week six, when you had already broken the rule. And
                "going through the exchange site with us" is what my phone does.
                """,
            ),
        ),
        in_charge="yewande.adeyemi",
    ),
    Situation(
        id="moved-in-with-mice",
        council="dartford",
        shows="Stage Two with the Director, who is to nominate an investigating officer",
        received=-24,
        time="10:20",
        happened_days_before=31,
        answers=Answers(
            subject="service-standard",
            service="home-repairs",
            landlord="yes",
            elsewhere="none",
            what_happened="""
                I was given the keys on a Friday. There were mouse droppings in every cupboard and a hole behind the
                cooker you could put your fist in. I was told that the flat had been "passed as ready to let". By
                whom? I have a picture of one sitting on the certificate.
            """,
            put_right="Pest control, the hole closed, and the first month's rent back.",
            name="Darnell Whyte",
            email="darnell.whyte@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -24,
                "The flat that you were given had mice, and a hole behind the cooker, although it was passed as ready.",
                "You want the mice dealt with, the hole closed and a month's rent back.",
                "not-upheld",
                dartford_answer(
                    how="I read the inspection sheet and spoke to the inspector.",
                    found="The sheet, signed two weeks before you moved in, shows no sign of mice and no hole.",
                    why="There is no record of a fault on the day of the inspection.",
                    explained="Pests can come in at any time. Pest control has been booked for you free of charge.",
                ),
            ),
            next_stage_asked(
                -3,
                """
                The hole is behind the cooker. The cooker was installed before the inspection. Nobody moved it. Your
                answer says that there was no hole because nobody looked.
                """,
            ),
            allocated(-1, "10:30", to="jonathan.adair", by=CCO),
        ),
        in_charge="gareth.pugh",
    ),
    Situation(
        id="direct-debit-twice",
        council="dartford",
        shows="Stage Two: its acknowledgement is due today",
        received=-25,
        time="15:15",
        happened_days_before=20,
        answers=Answers(
            subject="service-standard",
            service="council-tax",
            elsewhere="none",
            what_happened="""
                You took my Council Tax twice in one month, £187 each time, and it put me overdrawn. My bank charged
                me and my car insurance bounced. You returned the second payment eleven days later and told me that I
                was "not out of pocket". I was £71 out of pocket, and uninsured for a day without knowing.
            """,
            put_right="The £71 and an apology that means it.",
            name="Oliver Stannard",
            email="oliver.stannard@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -25,
                "We took two payments in one month. You were charged by your bank and lost a day's car insurance.",
                "You want £71 and an apology.",
                "partially-upheld",
                dartford_answer(
                    how="I looked at your account and at the file that we sent to the bank.",
                    found="The payment was in the file twice because the file was made twice on one day.",
                    why="We took what we should not have taken. We gave it back as soon as we were told.",
                    sorry="I am sorry for the mistake.",
                    will="The second payment has been returned. Charges by your bank are a matter for the bank.",
                ),
            ),
            next_stage_asked(
                -4,
                """
                The bank's charge is a direct result of what you did. It is not a matter for the bank, it is a matter
                for you. Please read the Direct Debit Guarantee.
                """,
                time="09:25",
            ),
            allocated(-3, "09:50", to="peter.lockyer", by=CCO),
            appointed(-2, to="ruth.ellison", by="peter.lockyer"),
            noted(-2, "Declared: I do not know the complainant or the officers concerned.", by="ruth.ellison"),
        ),
    ),
    Situation(
        id="leak-from-above",
        council="dartford",
        shows="Stage Two being investigated, in time; goes to the Housing Ombudsman in the end",
        received=-34,
        time="08:50",
        happened_days_before=80,
        answers=Answers(
            subject="service-standard",
            service="home-repairs",
            landlord="yes",
            elsewhere="none",
            what_happened="""
                Water has come through my bathroom ceiling since the summer. Each time it is "stemmed" from above and
                each time it comes back. There is a bucket under the light fitting. The electrician told me not to
                use the light, so we bath the children by the light of the landing.
            """,
            put_right="Find the leak. Mend the ceiling. Make the light safe.",
            name="Sunniva Halvorsen",
            email="sunniva.halvorsen@example.org",
            telephone="01632 960842",
            preferred="telephone",
        ),
        steps=(
            *stage_one(
                -34,
                "Water comes through your bathroom ceiling again and again and you cannot use the light.",
                "You want the leak found, the ceiling mended and the light made safe.",
                "upheld",
                dartford_answer(
                    how="I read the repair history of both flats and spoke to the plumber.",
                    found="Nine visits were made to the flat above. None of them opened the boxing of the pipes.",
                    why="A leak that comes back nine times should have been traced after the second.",
                    sorry="I am sorry that you have lived with this for so long.",
                    will="The boxing will be opened within five working days and the ceiling made good after that.",
                ),
            ),
            next_stage_asked(
                -14,
                """
                Nobody came within five days. I was told that the flat above refused to let them in. That is not my
                fault and not my light.
                """,
            ),
            allocated(-13, to="jonathan.adair", by=CCO),
            appointed(-12, to="olamide.bankole", by="jonathan.adair"),
            acknowledged(
                -11,
                "The work that we promised at Stage One was not done because nobody could get into the flat above.",
                "You want the leak found and mended, and the light made safe at once.",
                by="olamide.bankole",
            ),
            contacted(
                -10,
                "Visited Ms Halvorsen at home. Electrician made the light safe while I was there.",
                method="visit",
                by="olamide.bankole",
            ),
            noted(-5, "Legal has served notice for access to the flat above.", by="olamide.bankole"),
        ),
    ),
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
                    how="I watched your films and wrote to the builder.",
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
                    how="I looked at the shortlist for the flat.",
                    found="Another applicant had more priority and should have been offered the flat.",
                    why="We have to let homes in the order of the scheme.",
                    explained="An offer made by mistake does not give a right to the home.",
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
                    how="I spoke to the lifeguard and the duty manager.",
                    found="The lifeguard had misread the dress rules. The duty manager was not asked.",
                    why="You should not have been asked to leave. But it was put right within the hour.",
                    sorry="I am sorry that you were asked to leave.",
                    will="The dress rules will be put on the wall.",
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
