"""Who complained twice of the same thing, so that the two go on as one?"""

from __future__ import annotations

from redress.demonstration.scripts import Situation, put_together
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="bins-again-by-telephone",
        council="dartford",
        shows="made twice: it goes on in the case that came first",
        received=-3,
        time="11:05",
        channel="telephone",
        happened_days_before=6,
        came={"help_offered": "yes", "read_back": "yes"},
        answers=Answers(
            subject="service-standard",
            service="waste-and-recycling",
            elsewhere="first-report",
            what_happened="""
                I filled in your form yesterday and nobody has rung. It is about the bins in the close. They have
                missed us twice and you say that we put them out late.
            """,
            put_right="Collect it.",
            name="Maureen Tidy",
            email="maureen.tidy@example.org",
            telephone="01632 960411",
            preferred="email",
        ),
        steps=(
            put_together(
                -2, "bins-missed-twice", "She says that it is the same: she had filled in the form the day before."
            ),
        ),
    ),
    Situation(
        id="kl-bonfire-again",
        council="kings-lynn",
        shows="made twice: it goes on in the case that came first",
        received=-4,
        time="19:40",
        happened_days_before=8,
        answers=Answers(
            subject="poor-communication",
            service="noise-and-air",
            elsewhere="none",
            what_happened="I wrote on the form about the smoke but got no number, so I do not know if it went off.",
            put_right="A number that works.",
            name="Siân Llywelyn-Evans",
            email="sian.llywelyn@example.org",
            preferred="email",
        ),
        steps=(put_together(-3, "kl-bonfire", "The same yard, the same Sunday, the same e-mail address."),),
    ),
)
