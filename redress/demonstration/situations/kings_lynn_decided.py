"""At King's Lynn, what turned out to be something else, or is none of what its policy covers?"""

from __future__ import annotations

from redress.demonstration.scripts import (
    DESK,
    Situation,
    acknowledged,
    allocated,
    contacted,
    decided,
    registered,
)
from redress.demonstration.situations.kings_lynn_beyond import INFORMATION_CENTRE, LIAISON
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="kl-mp-permission",
        council="kings-lynn",
        shows="an MP enquiry that waits for the constituent’s permission",
        received=-4,
        time="10:20",
        channel="mp",
        track="mp-enquiry",
        by=LIAISON,
        answers=Answers(
            service="temporary-homes",
            subject="delay",
            organisation="Member of Parliament",
            what_happened="""
                A constituent of mine, a mother of three, has been in one room of a hotel on the London Road since
                September. She tells me that nobody has rung her for five weeks. I should be grateful to know when
                she can expect a home.
            """,
            name="Barnabas Wake-Holland MP",
            email="barnabas.wakeholland.mp@example.org",
            preferred="email",
        ),
        steps=(
            allocated(-4, "11:30", to=LIAISON, by=LIAISON),
            decided(
                -3,
                "mp-permission",
                "asked",
                {"covers": "What we hold about your constituent’s application for a home, and where it stands."},
                by=LIAISON,
            ),
        ),
    ),
    Situation(
        id="kl-report-then-complaint",
        council="kings-lynn",
        shows="a service request that turned into a complaint; the work on it goes on",
        received=-9,
        time="09:35",
        channel="telephone",
        track="service-request",
        by=INFORMATION_CENTRE,
        answers=Answers(
            service="refuse",
            subject="service-not-provided",
            what_happened="Caller says the brown bins of Nelson Close were not emptied on Tuesday. First report.",
            name="Rosalind Cage",
            telephone="01632 960893",
            email="rosalind.cage@example.org",
            preferred="email",
        ),
        steps=(
            allocated(-9, "09:50", to="graham.tuck", by=INFORMATION_CENTRE),
            contacted(-8, "Told Mrs Cage that the lorry will come back on Friday.", by="graham.tuck"),
            decided(
                -3,
                "service-request-result",
                "dissatisfied",
                {"what-remains": "The lorry did not come on Friday either, and nobody rang. She wants to know why."},
                by=INFORMATION_CENTRE,
                time="14:05",
            ),
            registered(-2),
            allocated(-2, to="graham.tuck"),
            acknowledged(-1),
        ),
    ),
    Situation(
        id="kl-benefit-appeal",
        council="kings-lynn",
        shows="outside the policy: a benefit appeal, with the reason and what to do instead",
        received=-5,
        time="18:15",
        answers=Answers(
            subject="decision-mistake",
            service="benefits",
            elsewhere="benefit-award",
            what_happened="""
                You have counted my son's apprentice wage as mine. I get £31 a week less. He is nineteen and pays his
                own way. Work it out again.
            """,
            put_right="Count it again without him.",
            name="Maureen Stannard",
            email="maureen.stannard@example.org",
            preferred="email",
        ),
        steps=(
            decided(
                -4,
                "triage",
                "outside-policy",
                {"reason": "It is about the amount of the award and nothing else."},
                by=DESK,
            ),
            decided(
                -4,
                "exclusion",
                "listed-process",
                {
                    "reason": """
                        You do not agree with how your benefit was worked out. That is decided by an appeal, in which
                        people look at the whole sum again who did not make it. A complaint cannot change it.
                    """,
                    "route": "benefit-award",
                    "evidence": "Her complaint of this week, and the notice of her award.",
                },
                by=DESK,
                time="10:50",
            ),
        ),
    ),
)
