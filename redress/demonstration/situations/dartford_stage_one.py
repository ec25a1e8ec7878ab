"""Which complaints is Dartford looking into at Stage One?"""

from __future__ import annotations

from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
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
        id="single-person-discount",
        council="dartford",
        shows="being looked into at Stage One, in time",
        received=-5,
        time="10:25",
        happened_days_before=30,
        answers=Answers(
            subject="procedure-not-followed",
            service="council-tax",
            elsewhere="none",
            what_happened="""
                My husband died in March. I told Council Tax in April and sent the certificate. In May I got a bill
                in both our names. In July I got a reminder in both our names. In September I got a summons in both
                our names, and £85 of costs.

                I have paid every month since we moved here in 1991. A young man on the telephone told me to "just
                ignore it". I cannot ignore a summons with my husband's name on it.
            """,
            put_right="Take his name off. Take the costs off. Write to me, once, in my own name, and say sorry.",
            name="Patricia Hallam",
            email="pat.hallam@example.org",
            telephone="01632 960811",
            preferred="letter",
            address="22 Orchard Gardens\nDartford",
            postcode="DA2 9ZX",
        ),
        steps=(
            registered(-5, "11:40"),
            allocated(-4),
            acknowledged(
                -3,
                """
                You told us in April that your husband had died and sent us the certificate. We went on billing you
                in both names, sent a reminder and then a summons with £85 of costs, and were told by us on the
                telephone to ignore it.
                """,
                """
                You want your husband's name removed from the account, the costs cancelled, and one letter in your
                own name with an apology.
                """,
            ),
            noted(-2, "Costs suspended and recovery stopped while I look into it. The April letter was scanned to 2A."),
        ),
    ),
    Situation(
        id="loft-next-door",
        council="dartford",
        shows="Stage One answer due today",
        received=-11,
        time="13:10",
        happened_days_before=70,
        answers=Answers(
            subject="relevant-matters-ignored",
            service="planning-applications",
            elsewhere="planning-refusal",
            what_happened="""
                I am not complaining that next door got permission. I am complaining that I never got the letter.
                The case officer's report says that "all adjoining occupiers were notified". We were not. I found
                out when the scaffolding went up. When I rang I was told that the list is made by the computer and
                that the computer does not make mistakes.

                We would have told you about the party wall, which is ours, and about the light to the one window
                my son has in his room.
            """,
            put_right="""
                An explanation of how neighbours are notified, why we were not, and what difference it would have
                made.
            """,
            name="Anil Deshmukh",
            email="anil.deshmukh@example.org",
            preferred="email",
        ),
        steps=(
            registered(-10),
            allocated(-10),
            acknowledged(
                -9,
                """
                You were not told of the application next door although the report says that all neighbours were.
                You were then told that the list could not be wrong.
                """,
                """
                You would like to know how neighbours are notified, why you were not, and whether your comments
                would have made a difference.
                """,
            ),
            noted(-5, "The address point of no. 47 is missing from the gazetteer since the numbering of the flats."),
        ),
    ),
    Situation(
        id="reception",
        council="dartford",
        shows="Stage One answer due tomorrow; a member of staff is complained about and kept away",
        received=-9,
        time="15:45",
        happened_days_before=2,
        answers=Answers(
            subject="staff-attitude",
            service="parking",
            elsewhere="none",
            what_happened="""
                I came in about a permit on Tuesday and asked to see a manager. Mr Kemp came down. He did not sit.
                He read my letter out loud in front of the queue in what I can only call a funny voice and said "so
                what do you want me to do about it, love". I am 61 years old and I have a speech impediment.

                Two other people heard. One of them gave me her number.
            """,
            put_right="An apology from him, and for him to be taught how to speak to people.",
            name="Veronica Stubbs",
            email="veronica.stubbs@example.org",
            telephone="01632 960812",
            preferred="email",
            other_needs="I have a stammer. Please write rather than ring.",
        ),
        steps=(
            registered(-9, "16:10"),
            kept_away(-8, "darren.kemp", ground="complained-about"),
            allocated(-8, to="rosalind.peck"),
            acknowledged(
                -8,
                """
                You were spoken to disrespectfully at reception by a manager, who read your letter aloud in front of
                other people.
                """,
                "You want an apology from him, and for him to be trained.",
                by="rosalind.peck",
            ),
            contacted(
                -4,
                "Spoke to the witness, who confirms that the letter was read aloud. Statement on file.",
                by="rosalind.peck",
            ),
        ),
        in_charge="rosalind.peck",
    ),
    Situation(
        id="takeaway-extractor",
        council="dartford",
        shows="Stage One answer overdue",
        received=-17,
        time="21:30",
        happened_days_before=120,
        answers=Answers(
            subject="delay",
            service="noise",
            elsewhere="none",
            what_happened="""
                The extractor fan of the takeaway under my flat runs until two in the morning. It was reported in
                the spring, twice in the summer and again in September. Each time an officer came in the daytime,
                when it is off, and closed the case.

                I have a recording. Nobody will listen to it. My windows hum. Here it is:
                https://recordings.example.org/shared/extractor-fan-02h00-to-02h50-second-attempt-much-louder-this-time.mp3
            """,
            put_right="Come at night.",
            name="Tobias Fenner",
            email="tobias.fenner@example.org",
            preferred="email",
        ),
        steps=(
            registered(-16),
            allocated(-16),
            acknowledged(
                -15,
                """
                You have reported noise at night from the extractor of the takeaway below you four times. Officers
                came by day, when it is off, and closed the case.
                """,
                "You would like somebody to come at night and to listen to your recording.",
            ),
            information_added(-8, "It was going until ten to three on Friday. I have another recording.", time="14:20"),
            noted(-3, "No one free for a night visit this week. I should have asked for more time earlier."),
        ),
    ),
    Situation(
        id="boiler",
        council="dartford",
        shows="Stage One extended, with its letter, before the date had passed",
        received=-12,
        time="09:05",
        channel="telephone",
        happened_days_before=18,
        answers=Answers(
            subject="service-standard",
            service="home-repairs",
            landlord="yes",
            elsewhere="none",
            what_happened="""
                Mr Osei rang. The boiler in his council house has been off since the cold snap. Three different
                fitters have come. Each says that he needs a part that the one before did not order. He and his two
                children wash at his sister's. He was given one fan heater, which trips the electric.
            """,
            put_right="Heating and hot water, and the money he has put on the meter for the heater.",
            name="Kwame Osei",
            telephone="01632 960813",
            email="kwame.osei@example.org",
            preferred="telephone",
        ),
        steps=(
            registered(-12, "09:30"),
            allocated(-12, "10:15"),
            acknowledged(
                -10,
                """
                Your boiler has been off since the cold snap. Three fitters have come and each needed a part that
                the one before had not ordered. The heater that we lent you trips your electricity.
                """,
                "You want your heating and hot water back, and the cost of running the heater.",
                time="11:00",
            ),
            contacted(-6, "Told Mr Osei that the heat exchanger is due on Thursday. Second heater delivered today."),
            extended(
                -2,
                10,
                """
                The manufacturer sent the wrong heat exchanger and the right one comes from Germany. We do not want
                to answer you before the boiler works and we have seen that it goes on working.
                """,
                """
                We have read the notes of all three visits and spoken to each fitter. We have lent you a second
                heater and had the fuse board checked.
                """,
                kind="third-party",
                agreed="yes",
            ),
        ),
    ),
    Situation(
        id="headstone",
        council="dartford",
        shows="Stage One extended late: the missed date stays missed",
        received=-18,
        time="11:50",
        channel="letter",
        happened_days_before=40,
        answers=Answers(
            subject="service-standard",
            service="parks",
            elsewhere="none",
            what_happened="""
                Dear Sirs, I write concerning my late parents' grave at East Hill. When I visited on the anniversary
                I found the headstone lying flat and a yellow sticker upon it. I am told that it "failed a topple
                test". No one wrote to me, although my address is in your register and I paid for the plot.

                I should like to know by whom it was tested, when, what force was used, and why a stone that stood
                for forty-one years was laid down without a word.
            """,
            put_right="The stone put back at the council's expense and a proper apology to my family.",
            name="Reginald Ashby-Cole",
            address="The Old Forge\nDarenth Lane\nDartford",
            postcode="DA2 9ZW",
            preferred="letter",
        ),
        steps=(
            registered(-18, "14:00"),
            allocated(-17),
            acknowledged(
                -17,
                """
                Your parents' headstone was laid flat after a safety test. Nobody wrote to you before or after,
                although we have your address.
                """,
                "You want the stone put back at our expense, an apology, and an account of how it was tested.",
            ),
            extended(
                -4,
                10,
                """
                The mason who tested the stone has been in hospital and we have not been able to speak to him. I am
                sorry that I did not tell you this before the date on which our answer was due.
                """,
                "We have found the record of the test and the photographs, and have asked a second mason to look.",
                kind="third-party",
            ),
        ),
    ),
)
