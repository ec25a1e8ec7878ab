"""Which complaints reached Dartford more than twelve months after the matter, and what was decided?"""

from __future__ import annotations

from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    lateness_decided,
    noted,
    registered,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="conservatory-enforcement",
        council="dartford",
        shows="late: somebody must decide whether it goes ahead",
        received=-2,
        time="11:05",
        happened_days_before=460,
        answers=Answers(
            subject="delay",
            service="planning-enforcement",
            elsewhere="none",
            what_happened="""
                I reported an unauthorised building at the bottom of my neighbour's garden and was told that your
                officers would write within eight weeks. They have never written. That was over fifteen months ago.
                It now has a kitchen in it and somebody lives there.
            """,
            put_right="A decision, one way or the other, and why nobody wrote.",
            why_late="I thought you were still dealing with it. Nobody ever told me that you had stopped.",
            name="Jacqueline Frost",
            email="jacqui.frost@example.org",
            preferred="email",
        ),
    ),
    Situation(
        id="transfer-lost",
        council="dartford",
        shows="late, but accepted: there were exceptional circumstances",
        received=-8,
        time="10:10",
        channel="councillor",
        happened_days_before=430,
        answers=Answers(
            subject="delay",
            service="housing-register",
            landlord="unsure",
            elsewhere="none",
            for_whom="someone-else",
            their_name="Ioan Gwyther",
            part="councillor",
            consent="spoken",
            what_happened="""
                I write for Mr Gwyther of Temple Hill. He applied for a transfer to a ground-floor flat well over a
                year ago after his second knee operation. The application was lost. He and the housing office have
                written back and forth ever since: I have seen fourteen e-mails. The last of them tells him to
                apply again, from the bottom of the list.
            """,
            put_right="His application dated from when he first made it.",
            why_late="He was in discussion with the housing office all that time.",
            name="Councillor Meera Solanki",
            email="meera.solanki@example.org",
            telephone="01632 960821",
            preferred="email",
        ),
        steps=(
            lateness_decided(
                -7,
                by="marjorie.finch",
                grounds=("prolonged-discussions",),
                reason="The service was in discussion with Mr Gwyther until last month. Not to look would be unfair.",
            ),
            registered(-7, "15:00"),
            allocated(-6, to="yewande.adeyemi"),
            acknowledged(
                -5,
                """
                Mr Gwyther's transfer application was lost over a year ago. After a long correspondence he was told
                to apply again, from the bottom of the list.
                """,
                "You want his application to be dated from when he first made it.",
            ),
            noted(-2, "Found the first application in the old system: date-stamped and complete."),
        ),
        in_charge="yewande.adeyemi",
    ),
    Situation(
        id="ticket-machine",
        council="dartford",
        shows="late, and declined with reasons",
        received=-14,
        time="16:20",
        happened_days_before=800,
        answers=Answers(
            subject="service-standard",
            service="parking",
            elsewhere="none",
            what_happened="""
                Two years ago the machine in the Orchard car park took my £4 and gave no ticket. I have found the
                bank statement. I want my £4.
            """,
            put_right="£4 and interest.",
            why_late="I only just found the statement.",
            name="Clive Ramsbottom-Hale",
            email="clive.rh@example.org",
            preferred="email",
        ),
        steps=(
            lateness_decided(
                -13,
                by="lucy.harbottle",
                considered=("ombudsman-referral", "prolonged-discussions", "other-exceptional"),
                reason="""
                    Over two years have passed. The machine and its records are gone, so that nothing could be
                    found out now, and there is nothing exceptional. He is told of the Ombudsman.
                """,
            ),
        ),
    ),
)
