"""Which complaints has King's Lynn only just taken in, and which are late?"""

from __future__ import annotations

from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    decided,
    lateness_decided,
    noted,
    registered,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="kl-brown-bin",
        council="kings-lynn",
        shows="new: sent this morning",
        received=0,
        time="07:20",
        happened_days_before=15,
        answers=Answers(
            subject="service-not-provided",
            service="refuse",
            elsewhere="first-report",
            what_happened="""
                Brown bin not collected for the second fortnight. First time I reported it online and was told it
                would be done within 48 hours. Second time the form would not let me report because "a report already
                exists". It is a good system if you do not want to hear from people.
            """,
            put_right="Empty the bin.",
            name="Trevor Gathergood",
            email="trevor.gathergood@example.org",
            preferred="email",
        ),
    ),
    Situation(
        id="kl-hunstanton-ticket",
        council="kings-lynn",
        shows="new: came in the evening; here the real date of receipt counts",
        received=-1,
        time="22:50",
        happened_days_before=8,
        photographs=(("board-1.jpg", "Board one: length of stay"), ("board-2.jpg", "Board two: three hours")),
        answers=Answers(
            subject="wrong-information",
            service="car-parks",
            elsewhere="parking-fine",
            what_happened="""
                The board at the Hunstanton car park says that disabled badge holders park free "for the length of
                their stay". The board behind it says three hours. I took photos of both from the same spot. I am not
                challenging the fine on this form, I have done that. I want to know why there are two boards.
            """,
            put_right="One board.",
            name="Marguerite Le Sueur",
            email="m.lesueur@example.org",
            preferred="email",
        ),
    ),
    Situation(
        id="kl-emergency-room",
        council="kings-lynn",
        shows="waiting for allocation",
        received=-1,
        time="09:35",
        channel="visit",
        happened_days_before=6,
        answers=Answers(
            subject="service-not-provided",
            service="temporary-homes",
            landlord="unsure",
            elsewhere="none",
            what_happened="""
                Miss Zamfir came to King's Court with her two children. The room they were placed in has no working
                lock and a smoke alarm that hangs by its wires. She told the person on site, who said that it is "not
                ours, ring the council". She rang the council, which said to tell the person on site.
            """,
            put_right="A lock tonight.",
            name="Daniela Zamfir",
            telephone="01632 960861",
            email="daniela.zamfir@example.org",
            preferred="telephone",
            needs=("translator",),
        ),
        steps=(registered(-1, "09:55"),),
    ),
    Situation(
        id="kl-sea-wall-bins",
        council="kings-lynn",
        shows="waiting for acknowledgement, due today",
        received=-2,
        time="13:15",
        answers=Answers(
            subject="service-not-provided",
            service="coast",
            elsewhere="none",
            what_happened="""
                All nine litter bins along the promenade at Heacham were taken away "for the winter". People do not
                stop walking in the winter. There are dog bags on the railings like Christmas decorations. I rang and
                was told it is a pilot. Who is flying it?
            """,
            put_right="Bins.",
            name="Beryl Pumfrey",
            email="beryl.pumfrey@example.org",
            telephone="01632 960862",
            preferred="email",
        ),
        steps=(registered(-2, "14:30"), allocated(-1)),
    ),
    Situation(
        id="kl-gym-direct-debit",
        council="kings-lynn",
        shows="waiting for acknowledgement, due tomorrow",
        received=-1,
        time="11:10",
        happened_days_before=34,
        answers=Answers(
            subject="delay",
            service="leisure",
            elsewhere="none",
            what_happened="""
                I cancelled my membership when I broke my ankle. Three payments have been taken since. The club says
                that the trust takes them, the trust says that the club must cancel. I have been in plaster the
                entire time and I have certainly not been on the rowing machine.
            """,
            put_right="£102 back.",
            name="Yusuf Rahimi",
            email="yusuf.rahimi@example.org",
            preferred="email",
        ),
        steps=(registered(-1, "14:05"), allocated(-1, "14:15")),
    ),
    Situation(
        id="kl-bonfire",
        council="kings-lynn",
        shows="waiting for acknowledgement, overdue",
        received=-6,
        time="08:30",
        happened_days_before=10,
        answers=Answers(
            subject="poor-communication",
            service="noise-and-air",
            elsewhere="none",
            what_happened="""
                The yard behind us burns plastic on Sundays. I was given a mobile number to ring "while it is
                happening". I rang it while it was happening. It is the number of a lady in Swaffham who has nothing
                to do with you and is very fed up.
            """,
            put_right="A number that works and somebody at the end of it.",
            name="Siân Llywelyn-Evans",
            email="sian.llywelyn@example.org",
            preferred="email",
        ),
        steps=(registered(-5), allocated(-5)),
    ),
    Situation(
        id="kl-fence-fell",
        council="kings-lynn",
        shows="late: somebody must decide whether it goes ahead",
        received=-1,
        time="15:25",
        happened_days_before=520,
        answers=Answers(
            subject="delay",
            service="open-spaces",
            elsewhere="insurance-claim",
            what_happened="""
                A branch of the council's poplar came down on my fence the winter before last. I was told that a
                surveyor would look at the tree that was left. No surveyor ever came, and now it leans.
            """,
            put_right="A surveyor, before this winter's storms.",
            why_late="My wife was ill and I let it slide. I am sorry. But the tree has not got better.",
            name="Humphrey Catchpole",
            email="humphrey.catchpole@example.org",
            telephone="01632 960863",
            preferred="email",
        ),
    ),
    Situation(
        id="kl-housing-notes",
        council="kings-lynn",
        shows="late, but taken all the same: there were genuine reasons",
        received=-9,
        time="10:50",
        happened_days_before=410,
        answers=Answers(
            subject="decision-mistake",
            service="housing-options",
            elsewhere="none",
            what_happened="""
                When I left my husband I came to you for help and was told that I had "made myself homeless". I had a
                black eye and a carrier bag. I have since learned that what was said to me was wrong, that you have a
                duty, and that it should have been written down.
            """,
            put_right="That it is written down now. That it does not happen to the next one.",
            why_late="I have been in a refuge and then in hospital. I was not able to before.",
            name="Lorraine Winterton",
            email="lorraine.w@example.org",
            preferred="email",
            other_needs="Please do not write to my old address and do not leave messages.",
        ),
        steps=(
            lateness_decided(
                -8,
                by="victoria.langham",
                grounds=("genuine-reasons", "strong-case", "action-or-lessons"),
                reason="Flight from violence and a stay in hospital explain the delay. There is much to learn from it.",
            ),
            registered(-8, "15:10"),
            allocated(-8, "15:30"),
            acknowledged(-7),
            noted(-4, "Found the file: eight lines, no assessment. Interviewing the officer of the day on Thursday."),
        ),
    ),
    Situation(
        id="kl-old-planning",
        council="kings-lynn",
        shows="late, and declined after everything the policy asks to be considered",
        received=-12,
        time="17:40",
        happened_days_before=2600,
        answers=Answers(
            subject="decision-mistake",
            service="planning",
            elsewhere="planning-outcome",
            what_happened="""
                Seven years ago you gave permission for the barn. It has spoilt the view of the church from the
                lane. I said so at the time and I say so again.
            """,
            put_right="Take the permission away.",
            why_late="I have only now retired and have the time.",
            name="Aubrey Fitz-Hamon",
            email="aubrey.fh@example.org",
            preferred="email",
        ),
        steps=(
            lateness_decided(
                -10,
                by="victoria.langham",
                considered=("genuine-reasons", "strong-case", "action-or-lessons"),
                reason="""
                    Considered in turn: retirement is not a reason for seven years; the objection was reported to the
                    committee in full; and there is nothing left to do or to learn. Not declined for lateness alone.
                """,
            ),
            decided(
                -10,
                "lateness-told",
                "declined",
                {
                    "reasons": """
                        We asked three things. You were free to complain for seven years, and retirement does not
                        explain why you did not. Your objection was put to the committee in full. And we found
                        nothing that is left for us to do, or to learn, from a decision of that age.
                    """
                },
                by="victoria.langham",
                time="15:00",
            ),
        ),
    ),
)
