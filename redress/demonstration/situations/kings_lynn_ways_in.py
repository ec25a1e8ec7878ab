"""In which other ways do people of King's Lynn and West Norfolk complain?"""

from __future__ import annotations

from redress.demonstration.scripts import DESK, Situation, contacted, registered
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="kl-seen-on-social-media",
        council="kings-lynn",
        shows="seen on social media: the form is waited for",
        received=-2,
        time="15:20",
        channel="social-media",
        happened_days_before=3,
        came={"platform": "Facebook", "link": "https://example.org/posts/431", "moved": "form-requested"},
        answers=Answers(
            subject="service-not-provided",
            service="coast",
            elsewhere="none",
            what_happened="Toilets on the front shut at 3 again with a queue outside. Come on West Norfolk.",
            name="Gary Thaxter",
            preferred="letter",
        ),
    ),
    Situation(
        id="kl-parish-hall",
        council="kings-lynn",
        shows="from an organisation, for several people, with a call about it that was read back",
        received=-5,
        time="10:05",
        channel="telephone",
        happened_days_before=14,
        came={
            "help_offered": "yes",
            "read_back": "yes",
            "person_capacity": "organisation-affected",
            "needs": "Parking for the carers' lunch on Tuesdays",
            "expects": "One person to talk to",
            "complexity": "routine",
            "others": "Sybil Crane, 01632 960872\nOwen Blyth, owen.blyth@example.org",
        },
        answers=Answers(
            subject="service-not-provided",
            service="coast",
            elsewhere="none",
            what_happened="""
                We run the carers' lunch at the hall by the front. The bollards you put in a fortnight ago have shut
                the lay-by, and now nobody who walks badly can be set down. Nobody asked us.
            """,
            put_right="Two bollards less, or a key.",
            organisation="Heacham Carers' Lunch",
            name="Maureen Fysh",
            email="maureen.fysh@example.org",
            telephone="01632 960871",
            preferred="email",
        ),
        steps=(
            registered(-5, "10:40"),
            contacted(
                -4,
                "Talked it through. She would be content with a key to one bollard. I promised to ask by Friday.",
                by=DESK,
                participants="Maureen Fysh",
                understood="yes",
                read_back="yes",
                confirm="send",
            ),
        ),
    ),
)
