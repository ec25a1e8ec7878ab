"""Which complaints is Dartford looking into at Stage Two?"""

from __future__ import annotations

from redress.demonstration.letters import dartford_answer
from redress.demonstration.paths import CCO
from redress.demonstration.paths import dartford_stage_one as stage_one
from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    appointed,
    contacted,
    next_stage_asked,
    noted,
)
from redress.intake.answers import Answers

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
                    how="""
                        I read the sheet of the inspection that was made before the flat was let, looked at its
                        photographs, and spoke to the inspector.
                    """,
                    found="The sheet, signed two weeks before you moved in, shows no sign of mice and no hole.",
                    why="""
                        A home has to be in a fit state on the day on which it is let. On what was written down at
                        the time, this one was, and I have nothing to set against it.
                    """,
                    explained="""
                        I am sorry that your first weeks have been like this. Pests can come in at any time, and
                        from next door. Pest control has been booked for you free of charge, and will come as often
                        as it takes.
                    """,
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
                    how="""
                        I looked at your account, at the file that we sent to the bank that month, and at the log of
                        who made it.
                    """,
                    found="""
                        The file was made twice on the same day, because the first had seemed to fail. Both went to
                        the bank. It happened to 214 accounts, and yours was one of them.
                    """,
                    why="""
                        We took a payment that we had no right to take, and I uphold that. We gave it back as soon
                        as the bank told us, and I do not find that we were slow.
                    """,
                    sorry="""
                        I am sorry for the mistake, and for the worry that it must have caused you.
                    """,
                    will="""
                        The second payment has been returned. The file can no longer be sent twice in one day.
                        Charges made by your bank are a matter between you and the bank.
                    """,
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
)
