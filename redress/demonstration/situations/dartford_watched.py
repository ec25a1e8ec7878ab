"""In which complaint to Dartford do the words ask to be read before anything else?"""

from __future__ import annotations

from redress.demonstration.scripts import Situation
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="bailiffs",
        council="dartford",
        shows="new: its words ask to be read at once; signs with their words, and what they lead to",
        received=0,
        time="08:20",
        answers=Answers(
            subject="service-standard",
            service="benefits",
            elsewhere="none",
            what_happened="""
                My benefit was stopped in September and nobody has replied to two letters. The bailiffs say they
                will have us out of the house on Friday and we have nowhere to go. I have two children and I am the
                carer for my mum, who has dementia.

                When I rang, the man was rude and told me to "go back where you came from if you don't like it". I
                can't go on like this. Some nights I think everyone would be better off without me.
            """,
            put_right="Pay what you owe us and call the bailiffs off. And I want that man to say sorry.",
            name="Beata Wrona",
            email="beata.wrona@example.org",
            telephone="01632 960877",
            preferred="email",
        ),
    ),
)
