"""In which other ways do people of Dartford complain, and what is put on record with that?"""

from __future__ import annotations

from redress.demonstration.scripts import DESK, Situation, contacted, registered, taken
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="relay-call",
        council="dartford",
        shows="by Relay UK: the note was sent to be confirmed, and a later call corrected it",
        received=-4,
        time="10:25",
        channel="relay-uk",
        came={
            "help_offered": "yes",
            "read_back": "send",
            "wanted_person": "The parking manager",
            "passed_to": "Corporate Services Team",
            "passed_why": "The manager was out until Thursday",
            "told_why": "yes",
            "told_name": "yes",
            "tried": "Looked for the permit in the system: there is none.",
            "needs": "To park outside when the hearing therapist comes",
            "expects": "An answer by e-mail, not by telephone",
        },
        answers=Answers(
            subject="procedure-not-followed",
            service="parking",
            elsewhere="none",
            what_happened="""
                I applied for a visitor permit three times on your website and each time it says that my road does
                not exist. I am deaf. The website says ring us.
            """,
            put_right="A permit, and a website that knows my road.",
            name="Colette Abara",
            email="colette.abara@example.org",
            telephone="01632 960830",
            preferred="email",
        ),
        steps=(
            taken(-4, "confidential-wish", "wished", time="10:50"),
            registered(-4, "11:00"),
            contacted(
                -2,
                "Told her that the road is missing from the list of streets. She does not need one permit but two.",
                method="email",
                by=DESK,
                participants="Colette Abara and the Corporate Services Team",
                understood="yes",
                read_back="yes",
            ),
        ),
    ),
    Situation(
        id="waited-in-reception",
        council="dartford",
        shows="in person: how long she waited, what she needs, and that she is vulnerable",
        received=-1,
        time="14:10",
        channel="visit",
        happened_days_before=20,
        came={
            "help_offered": "yes",
            "read_back": "yes",
            "waited": 6,
            "supporter_wanted": "yes",
            "supporter": "Her daughter, Joan Ede, 01632 960832",
            "vulnerable": True,
            "support": "The surveyor comes with the scheme manager, whom she knows",
            "expects": "Somebody who comes on the day they say",
            "explanation": True,
            "complexity": "routine",
        },
        answers=Answers(
            subject="service-standard",
            service="home-repairs",
            landlord="yes",
            elsewhere="none",
            what_happened="""
                The handrail by my back step came off in my hand. I told the warden, I told your telephone line twice
                and nobody came. I cannot get to my bins.
            """,
            put_right="Put the rail back.",
            name="Winifred Ede",
            telephone="01632 960831",
            address="3 Almond Court\nDartford",
            postcode="DA1 9ZZ",
            preferred="telephone",
        ),
        steps=(registered(-1, "14:40"),),
    ),
    Situation(
        id="on-a-cassette",
        council="dartford",
        shows="on an audio tape, with its transcript approved and the tape in a drawer",
        received=-6,
        time="09:15",
        channel="audio",
        happened_days_before=30,
        came={
            "item_what": "One cassette, both sides",
            "item_place": "Corporate Services, drawer 4",
            "read_back": "send",
        },
        answers=Answers(
            subject="service-standard",
            service="leisure-centre",
            elsewhere="none",
            what_happened="""
                This is Bernard Sallis. I am blind. Your new machines at the leisure centre have a flat screen and
                nothing to feel. The young man said that I could ask for help at the desk, and there is nobody at the
                desk before ten.
            """,
            put_right="Somebody at the desk when you open, or a machine that talks.",
            name="Bernard Sallis",
            email="bernard.sallis@example.org",
            telephone="01632 960833",
            preferred="email",
        ),
        steps=(registered(-6, "10:00"),),
    ),
    Situation(
        id="seen-on-social-media",
        council="dartford",
        shows="seen on social media: the standard reply was sent, and the form is waited for",
        received=-2,
        time="12:05",
        channel="social-media",
        happened_days_before=4,
        came={"platform": "Facebook", "link": "https://example.org/posts/88", "moved": "form-requested"},
        answers=Answers(
            subject="service-standard",
            service="parks",
            elsewhere="none",
            what_happened="Broken glass all over the playground AGAIN, does anyone at this council even look??",
            name="Kelly Marsh",
            preferred="letter",
        ),
    ),
    Situation(
        id="by-text",
        council="dartford",
        shows="by text message: not in writing, so the note of it is confirmed",
        received=-3,
        time="16:50",
        channel="text-message",
        happened_days_before=3,
        came={"read_back": "yes"},
        answers=Answers(
            subject="delay",
            service="noise",
            elsewhere="none",
            what_happened="Alarm at the empty shop has gone since friday. rang u 3 times. cant sleep. do something",
            put_right="make it stop",
            name="Tunde Okoro",
            telephone="01632 960834",
            preferred="telephone",
        ),
        steps=(registered(-3, "17:00"),),
    ),
    Situation(
        id="after-a-survey",
        council="dartford",
        shows="an unhappy answer to a survey, whose writer wanted it to be a complaint",
        received=-2,
        time="11:30",
        channel="survey",
        happened_days_before=25,
        came={"survey": "Home repairs, spring", "survey_told": "yes", "standard": "named-contact"},
        answers=Answers(
            subject="service-standard",
            service="home-repairs",
            landlord="yes",
            elsewhere="none",
            what_happened="""
                You ask how satisfied I was with the repair. There was no repair. A man looked at the tap, said "not
                my trade" and went. That was in March. No letter ever had a name on it.
            """,
            put_right="Mend the tap.",
            name="Agnieszka Nowicka",
            email="agnieszka.nowicka@example.org",
            preferred="email",
        ),
        steps=(registered(-2, "12:15"),),
    ),
)
