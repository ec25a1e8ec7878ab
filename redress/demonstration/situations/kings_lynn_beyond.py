"""Which matters at King's Lynn have gone beyond Stage Two, or run on a track of their own?"""

from __future__ import annotations

from redress.demonstration.letters import kings_lynn_answer
from redress.demonstration.paths import APPOINTED
from redress.demonstration.paths import kings_lynn_stage_one as stage_one
from redress.demonstration.scripts import (
    Situation,
    allocated,
    answered,
    closed,
    contacted,
    next_stage_asked,
    noted,
    ombudsman_answered,
    ombudsman_asked,
    request_refused,
)
from redress.intake.answers import Answers

LIAISON, INFORMATION_CENTRE = "poppy.sayers", "chloe.fysh"

SITUATIONS = (
    Situation(
        id="kl-drainage-report",
        council="kings-lynn",
        shows="at the Ombudsman after Stage Two was refused; the council’s answer is due",
        received=-70,
        time="13:50",
        happened_days_before=35,
        answers=Answers(
            subject="decision-mistake",
            service="planning",
            elsewhere="planning-outcome",
            what_happened="""
                Twelve houses were approved on the water meadow. The drainage report that was relied on is for a field
                in another parish. The grid reference is on the first page. I pointed this out before the meeting.
            """,
            put_right="Look at the right field.",
            name="Barnaby Quince",
            email="barnaby.quince@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -70,
                "not-upheld",
                kings_lynn_answer(
                    answer="""
                        You say that the drainage report that was put to the committee is about another field. The
                        report was sent to the drainage authority, which is the expert on such matters, and the
                        authority had no objection to the application.
                    """,
                    why="""
                        The committee is made up of councillors, not of engineers. It was entitled to rely on what
                        the drainage authority told it.
                    """,
                ),
            ),
            next_stage_asked(-50, "They had no objection to the other field."),
            request_refused(
                -48,
                """
                    You say again that the report is about another field. That was your complaint at Stage One, and
                    it was answered: the drainage authority was asked about this application, by its number, and did
                    not object. You have not told us of anything that the answer left out.
                """,
                by=APPOINTED,
                kinds=("answered-in-full",),
            ),
            ombudsman_asked(
                -16,
                """
                The Ombudsman asks for the drainage report, the consultation letter, and why the point about the grid
                reference was not thought to be new.
                """,
            ),
            noted(-10, "Report obtained. The grid reference is that of the other field.", by="hannah.mortlock"),
        ),
    ),
    Situation(
        id="kl-crematorium-music",
        council="kings-lynn",
        shows="the Ombudsman was answered and the whole case is closed",
        received=-100,
        time="10:15",
        happened_days_before=7,
        answers=Answers(
            subject="service-not-provided",
            service="open-spaces",
            elsewhere="none",
            what_happened="""
                The wrong music was played at my brother's funeral. It was somebody else's. It was a football song.
            """,
            put_right="I do not know what would put this right.",
            name="Constance Mbeki-Lowe",
            email="constance.ml@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -100,
                "upheld",
                kings_lynn_answer(
                    answer="""
                        The recording for the next service was started by mistake when your brother was being
                        carried in. The attendant noticed and stopped it. I am told that it ran for about forty
                        seconds.
                    """,
                    why="""
                        There is no excuse for it. A family has one such hour, and we spoiled it.
                    """,
                    will="""
                        I am more sorry than I can say. The whole fee has been returned. Every recording is now
                        checked by two people before the doors are opened.
                    """,
                ),
            ),
            next_stage_asked(-84, "It ran to the end."),
            request_refused(
                -82,
                """
                    The answer at Stage One upheld your complaint in full, apologised, and returned the fee. You
                    write that the recording “ran to the end”. I understand how it must have felt, but I do not see
                    what a second investigation could add.
                """,
                by=APPOINTED,
                kinds=("answered-in-full",),
            ),
            ombudsman_asked(-60, "The Ombudsman asks how long the recording ran, and how the council knows."),
            ombudsman_answered(
                -47,
                """
                The log shows three minutes and ten seconds. The forty seconds were an assumption. The Chief Executive
                has written to Mrs Mbeki-Lowe in person. The Ombudsman is content.
                """,
            ),
            closed(-45, "Ombudsman: no further action."),
            closed(-45, "Closed with the Ombudsman’s decision."),
        ),
    ),
    Situation(
        id="kl-mp-coast-path",
        council="kings-lynn",
        shows="an MP enquiry, being looked into",
        received=-6,
        time="12:00",
        channel="mp",
        track="mp-enquiry",
        by=LIAISON,
        answers=Answers(
            service="coast",
            subject="poor-communication",
            organisation="Member of Parliament",
            what_happened="""
                My constituent Mrs E. of Heacham has written to me three times about the coast path, which is closed
                for a hundred metres with no date for its opening. She has asked the council and has been told that it
                is a matter for the county, and the county that it is a matter for you. I should be glad to know whose
                it is.
            """,
            name="The Rt Hon Jocelyn Farthing MP",
            email="jocelyn.farthing.mp@example.org",
            preferred="email",
        ),
        steps=(
            allocated(-5, "10:00", to=LIAISON, by=LIAISON),
            noted(-5, "Mrs E. has confirmed that her MP may have our answer. Asked Coast and the county.", by=LIAISON),
        ),
    ),
    Situation(
        id="kl-mp-second-homes",
        council="kings-lynn",
        shows="an MP enquiry, answered",
        received=-25,
        time="15:30",
        channel="mp",
        track="mp-enquiry",
        by=LIAISON,
        answers=Answers(
            service="council-tax",
            subject="other",
            organisation="Member of Parliament",
            what_happened="""
                Mr and Mrs T. of Brancaster are charged the premium for a second home on a house that they are trying
                to sell after a death. I understood that there is an exception.
            """,
            name="The Rt Hon Jocelyn Farthing MP",
            email="jocelyn.farthing.mp@example.org",
            preferred="email",
        ),
        steps=(
            allocated(-24, "10:00", to=LIAISON, by=LIAISON),
            answered(
                -12,
                "",
                {
                    "answer": """
                        You are right. A house that is for sale after a death is free of the premium for up to twelve
                        months. Mr and Mrs T. had not been told. The premium has been taken off from the first day and
                        a new bill is on its way to them, with our apology.
                    """
                },
                by=LIAISON,
            ),
        ),
    ),
    Situation(
        id="kl-streetlamp-request",
        council="kings-lynn",
        shows="a service request: a first report, not yet a complaint",
        received=-2,
        time="16:15",
        channel="telephone",
        track="service-request",
        by=INFORMATION_CENTRE,
        answers=Answers(
            service="street-cleansing",
            subject="service-not-provided",
            what_happened="""
                Caller reports a mattress and two bags of plaster dumped in the lay-by at Setchey. First report.
            """,
            name="Elaine Sporle",
            telephone="01632 960891",
            email="elaine.sporle@example.org",
            preferred="telephone",
        ),
        steps=(
            allocated(-1, to="graham.tuck", by=INFORMATION_CENTRE),
            contacted(-1, "Rang back: a crew will be there by Thursday.", by="graham.tuck"),
        ),
    ),
    Situation(
        id="kl-grit-bin-request",
        council="kings-lynn",
        shows="a service request that was dealt with and closed",
        received=-9,
        time="09:05",
        channel="telephone",
        track="service-request",
        by=INFORMATION_CENTRE,
        answers=Answers(
            service="open-spaces",
            subject="service-not-provided",
            what_happened="Caller asks for the swing gate of the park to be oiled. A pushchair cannot get through.",
            name="Tamsin Uwais",
            email="tamsin.uwais@example.org",
            preferred="email",
        ),
        steps=(
            allocated(-9, "09:30", to="lorna.pye", by=INFORMATION_CENTRE),
            contacted(-7, "Gate oiled and rehung. Told Ms Uwais.", by="lorna.pye"),
            closed(-7, "Done within two days.", by=INFORMATION_CENTRE),
        ),
    ),
)
