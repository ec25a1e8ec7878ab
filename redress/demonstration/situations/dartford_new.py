"""Which complaints has Dartford only just taken in?"""

from __future__ import annotations

from redress.demonstration.scripts import (
    Situation,
    allocated,
    contacted,
    help_asked,
    information_added,
    noted,
    points_settled,
    registered,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="swing",
        council="dartford",
        shows="new: sent this morning, nobody has logged it yet",
        received=0,
        time="07:55",
        happened_days_before=16,
        photographs=(("swing.jpg", "The broken chain"),),
        answers=Answers(
            subject="delay",
            service="parks",
            elsewhere="none",
            what_happened="""
                One of the two baby swings in Hesketh Park has had a broken chain for over two weeks. I reported it
                on your website on the Monday and got a number. The man who came put red tape round it and the tape
                has blown away, so now small children climb on it again.

                I rang to chase and was told it was "in the system". My neighbour's little girl nearly came off it
                yesterday.
            """,
            put_right="Mend it, or take it down until you can. And tell me when.",
            name="Stacey Whitcombe",
            email="stacey.whitcombe@example.org",
            telephone="01632 960801",
            preferred="email",
        ),
    ),
    Situation(
        id="changing-rooms",
        council="dartford",
        shows="new: came after hours, so it counts as received the next morning",
        received=-1,
        time="18:40",
        answers=Answers(
            subject="service-standard",
            service="leisure-centre",
            elsewhere="none",
            what_happened="""
                The family changing rooms at the leisure centre were filthy again on Saturday. Hair in the drains,
                a used plaster on the bench and no soap in any of the dispensers. I told the girl on the desk and
                she said the cleaners are a different company.

                I pay £38 a month. This is the third time since the summer.
            """,
            put_right="A refund of one month and a proper cleaning rota that somebody checks.",
            name="Dev Chaudhary",
            email="dev.chaudhary@example.org",
            preferred="email",
        ),
    ),
    Situation(
        id="barking",
        council="dartford",
        shows="waiting for allocation: logged, but nobody has it yet",
        received=-2,
        time="11:20",
        happened_days_before=44,
        answers=Answers(
            subject="delay",
            service="noise",
            elsewhere="none",
            what_happened="""
                I sent your Environmental Health team six weeks of diary sheets about the dogs at the back of us,
                which bark from half past five in the morning until the owner comes home. I was promised a call
                within five days. That was forty-four days ago. I have left three voicemails.

                I work nights at the hospital. I have not slept properly since the clocks changed.
            """,
            put_right="Somebody to read the diary sheets and ring me.",
            name="Comfort Asante",
            email="comfort.asante@example.org",
            telephone="01632 960802",
            preferred="telephone",
            other_needs="Please ring after 3 pm because I work nights.",
        ),
        steps=(registered(-1),),
    ),
    Situation(
        id="sofa-surfing",
        council="dartford",
        shows="waiting for acknowledgement, in time",
        received=-2,
        time="14:05",
        answers=Answers(
            subject="service-standard",
            service="homelessness",
            elsewhere="none",
            what_happened="""
                I went to the Civic Centre on the day my landlord changed the locks. I am twenty-three and I have a
                baby of seven months. I waited two and a half hours and then a man told me through the glass to "come
                back with ID", which was locked in the flat. Nobody took my name.

                We have slept on my cousin's sofa since. Somebody from the charity told me you should have opened a
                case for me there and then.
            """,
            put_right="An appointment this week and for somebody to write down what I say.",
            name="Jade Merriweather",
            email="jade.merriweather@example.org",
            telephone="01632 960803",
            preferred="telephone",
        ),
        steps=(
            registered(-1),
            allocated(-1, to="yewande.adeyemi"),
            contacted(
                -1,
                "Rang Jade. Offered an appointment tomorrow at 10.00 with Housing Options, baby welcome, no ID needed.",
                time="15:30",
                by="yewande.adeyemi",
            ),
        ),
        in_charge="yewande.adeyemi",
    ),
    Situation(
        id="bins-missed-twice",
        council="dartford",
        shows="waiting for acknowledgement, due today",
        received=-4,
        time="09:15",
        happened_days_before=7,
        photographs=(
            ("IMG_2041.jpg", "The close, 09:10, eleven full bins"),
            ("IMG_2044.jpg", "Cardboard on the green"),
        ),
        answers=Answers(
            subject="service-standard",
            service="waste-and-recycling",
            elsewhere="first-report",
            what_happened="""
                Our recycling was missed on the 2nd collection in a row. The first time I was told we had put it out
                late. We had not, it was out by 6.30 and my doorbell camera shows the lorry drive past the end of
                the close without turning in. The second time I was told there was "no record of a problem".

                There are eleven houses in this close and all of us have full bins. Somebody's cardboard is all over
                the green now.
            """,
            put_right="Collect it tomorrow and tell the contractor to drive into the close like they used to.",
            name="Maureen Tidy",
            email="maureen.tidy@example.org",
            preferred="email",
        ),
        steps=(
            registered(-3),
            allocated(-3),
            information_added(-1, "Still not collected this morning. It is now three weeks."),
            noted(-1, "Asked the contractor for the vehicle track of both days. Promised by tomorrow noon."),
        ),
    ),
    Situation(
        id="carer-permit",
        council="dartford",
        shows="waiting for acknowledgement, due tomorrow",
        received=-3,
        time="16:02",
        channel="telephone",
        happened_days_before=12,
        answers=Answers(
            subject="procedure-not-followed",
            service="parking",
            elsewhere="none",
            what_happened="""
                Mr Gill rang. His wife's carers cannot park outside because the carer's permit was refused. He sent
                the doctor's letter twice. The refusal says that no evidence was received. He was told to apply
                again and pay again.
            """,
            put_right="The permit, and not to pay twice.",
            name="Harbhajan Gill",
            telephone="01632 960804",
            address="14 Sycamore Rise\nDartford",
            postcode="DA1 9ZZ",
            uprn="999000100901",
            ward="Darent Meadow",
            preferred="letter",
            needs=("large-print",),
        ),
        steps=(registered(-3, "16:30"), allocated(-2)),
    ),
    Situation(
        id="damp-bedroom",
        council="dartford",
        shows="waiting for acknowledgement, overdue",
        received=-8,
        time="10:40",
        channel="telephone",
        happened_days_before=60,
        answers=Answers(
            subject="service-standard",
            service="home-repairs",
            landlord="yes",
            elsewhere="none",
            what_happened="""
                Mrs Lovelock, who is 84, rang about damp in the bedroom of her council flat. The wallpaper has come
                away and there is black mould behind the wardrobe. An inspector came in the summer and said it would
                be treated within a month. Two appointments were made and nobody came to either. She stayed in for
                both. She sleeps in the chair in the front room because the bedroom makes her cough.
            """,
            put_right="Somebody to come when they say they will come, and the mould treated before winter.",
            name="Edna Lovelock",
            telephone="01632 960805",
            address="Flat 6, Temple Court\nTemple Hill\nDartford",
            postcode="DA1 9ZY",
            preferred="telephone",
            needs=("large-print", "home-visit"),
        ),
        steps=(
            registered(-7),
            allocated(-6),
            contacted(-3, "Rang twice, no answer. Will try in the morning.", result="not-reached", time="16:20"),
        ),
    ),
    Situation(
        id="ktos-inny",
        council="dartford",
        shows="written in Polish, with the officer’s summary in English",
        received=-5,
        time="20:15",
        answers=Answers(
            subject="service-standard",
            service="waste-and-recycling",
            elsewhere="none",
            what_happened="""
                Dzień dobry. Od trzech tygodni nikt nie odbiera śmieci z naszego bloku. Zarządca mówi, że to sprawa
                rady, a rada mówi, że to sprawa zarządcy. Pojemniki są pełne, worki leżą na ziemi i pojawiły się
                szczury. Dzwoniłam dwa razy, ale nie było tłumacza i pani odłożyła słuchawkę.

                Mieszkam tu z matką, która porusza się na wózku i nie może przejść obok tych worków.
            """,
            put_right="Proszę zabrać śmieci i zapewnić tłumacza, kiedy dzwonię.",
            name="Bożena Łukasiewicz",
            email="bozena.lukasiewicz@example.org",
            telephone="01632 960806",
            preferred="email",
            needs=("translator",),
        ),
        steps=(
            registered(-3),
            noted(
                -3,
                """
                Summary in English (telephone interpreter): rubbish has not been collected from the block for three
                weeks. The managing agent says that it is the council's job and the council says that it is the
                agent's. The bins are full, bags lie on the ground and there are rats. She rang twice; there was no
                interpreter and the call was ended. Her mother uses a wheelchair and cannot get past the bags. She
                asks us to take the rubbish away and to have an interpreter when she rings.
                """,
                by="tom.ashdown",
                time="09:35",
            ),
            allocated(-2),
            help_asked(-1, "Proszę o tłumacza języka polskiego. (Please may I have a Polish interpreter.)"),
        ),
    ),
    Situation(
        id="whose-function",
        council="dartford",
        shows="its service and Ombudsman had to be settled by an officer",
        received=-3,
        time="12:10",
        happened_days_before=20,
        answers=Answers(
            subject="delay",
            landlord="unsure",
            elsewhere="none",
            what_happened="""
                The security door to our stairs has been broken for three weeks and kids are getting in and smoking
                on the landing. I lease my flat, I do not rent it. I have emailed "housing", "estates" and "the
                contact centre" and each of them says it is one of the others.
            """,
            put_right="A door that locks and one person who owns up to it being their job.",
            name="Rhiannon Prothero-Vaughan",
            email="rhiannon.pv@example.org",
            preferred="email",
        ),
        steps=(
            registered(-2),
            points_settled(-2, service="tenancy-and-estates", landlord="yes"),
            allocated(-1, to="gareth.pugh"),
        ),
        in_charge="gareth.pugh",
    ),
)
