"""At King's Lynn, for which complaints has Stage Two been asked for?"""

from __future__ import annotations

from redress.demonstration.letters import kings_lynn_answer
from redress.demonstration.paths import APPOINTED
from redress.demonstration.paths import kings_lynn_stage_one as stage_one
from redress.demonstration.scripts import (
    DESK,
    Situation,
    next_stage_asked,
    noted,
    request_accepted,
    request_refused,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="kl-caravan-tax",
        council="kings-lynn",
        shows="Stage Two asked for: whether it goes ahead is to be decided today",
        received=-20,
        time="14:10",
        happened_days_before=45,
        answers=Answers(
            subject="wrong-information",
            service="council-tax",
            elsewhere="none",
            what_happened="""
                I was told on the telephone that a caravan on my own drive needs no Council Tax. I let my nephew live
                in it on the strength of that. Ten months later I have a bill, backdated. You say that there is "no
                record" of the call. I have the bill from the telephone company. It was 34 minutes.
            """,
            put_right="Take the backdating off.",
            name="Frederick Amos-Daly",
            email="f.amosdaly@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -20,
                "not-upheld",
                kings_lynn_answer(
                    answer="""
                        You were sent a bill for the caravan from the day on which your nephew moved in. A caravan
                        in which somebody lives as their home is taxed, whoever owns the land. We have looked for a
                        note of your telephone call and there is none.
                    """,
                    why="""
                        The law leaves us no choice about the tax, nor about the day from which it is due. Without a
                        record I cannot find that you were told otherwise.
                    """,
                ),
            ),
            next_stage_asked(
                -2,
                """
                I do not ask about the tax. I ask about the call. 34 minutes with your number on my bill, and nobody
                has listened to the recording that your greeting says is made "for training".
                """,
            ),
        ),
    ),
    Situation(
        id="kl-unhappy-only",
        council="kings-lynn",
        shows="Stage Two asked for without reasons: they are awaited",
        received=-19,
        time="09:10",
        happened_days_before=12,
        answers=Answers(
            subject="service-not-provided",
            service="refuse",
            elsewhere="none",
            what_happened="""
                My bin was thrown back and the lid is broken. The lorry did it. I saw it. You say wear and tear.
            """,
            put_right="A new bin.",
            name="Colin Wragg",
            telephone="01632 960881",
            address="61 Loke Road\nKing's Lynn",
            postcode="PE30 9ZY",
            uprn="999000200901",
            ward="Quayside",
            preferred="letter",
        ),
        channel="telephone",
        steps=(
            *stage_one(
                -19,
                "not-upheld",
                kings_lynn_answer(
                    answer="The bin is eleven years old and its hinge has worn through. We replace such bins free.",
                    why="""
                        I watched the film from the lorry for that day. It shows the bin being set down as it should
                        be. I am sorry that you have had the trouble.
                    """,
                ),
            ),
            next_stage_asked(-1, "", by=DESK, channel="telephone", time="10:20"),
            noted(-1, "Mr Wragg rang: “not having it”. Told him that we need his reasons.", by=DESK),
        ),
    ),
    Situation(
        id="kl-late-request",
        council="kings-lynn",
        shows="Stage Two asked for after the month: the appointed officer decides",
        received=-52,
        time="15:50",
        happened_days_before=30,
        answers=Answers(
            subject="poor-communication",
            service="housing-options",
            elsewhere="none",
            what_happened="""
                I bid for a flat every week for eight months. I was told last month that my account was "suspended"
                the whole time because of a form. Nobody told me. The website let me bid.
            """,
            put_right="Eight months back.",
            name="Gemma Bloodworth",
            email="gemma.bloodworth@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -52,
                "partially-upheld",
                kings_lynn_answer(
                    answer="""
                        Your account was suspended because we had not had the form that has to be sent in each year.
                        The website let you go on bidding, because it does not know whether an account is suspended.
                    """,
                    why="""
                        We asked you for the form, once, and so I cannot uphold that part. But we did not say what
                        would follow if it did not come, and the website should never have let you bid.
                    """,
                    will="""
                        Your account is open again and your date of application is kept. The website will show from
                        next month whether an account is suspended.
                    """,
                ),
            ),
            next_stage_asked(
                -1,
                """
                I know it is late. My baby came six weeks early and I have been at the hospital every day. The answer
                does not say which flats I would have got. I have a right to know that.
                """,
            ),
        ),
    ),
    Situation(
        id="kl-smoke-house",
        council="kings-lynn",
        shows="Stage Two accepted: the Chief Executive is to name a Senior Officer",
        received=-24,
        time="07:45",
        happened_days_before=140,
        answers=Answers(
            subject="delay",
            service="noise-and-air",
            elsewhere="none",
            what_happened="""
                The smokehouse on the quay smokes at night with the doors open. My washing, my curtains and my
                daughter's hair smell of haddock. I have rung fourteen times. A very polite man writes it down.
            """,
            put_right="Shut the doors.",
            name="Ingeborg Sandvik-Hall",
            email="ingeborg.sh@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -24,
                "partially-upheld",
                kings_lynn_answer(
                    answer="""
                        We visited the quay on three evenings and spoke to the owner of the smokehouse. He has
                        agreed to keep its doors shut after ten at night, and to have the chimney swept.
                    """,
                    why="""
                        On two of the three evenings the smell was strong enough to be a nuisance in law. When the
                        owner was told so, he acted at once, and the law then asks no more of us.
                    """,
                    will="""
                        We will visit again, without notice, in three months. Please ring the officer whose name is
                        below if it comes back before then.
                    """,
                ),
            ),
            next_stage_asked(
                -3, "After ten? My daughter is in bed at seven. And you did not say a word about the fourteen calls."
            ),
            request_accepted(
                -2, by=APPOINTED, elements="The hours before ten; what became of the fourteen telephone calls."
            ),
        ),
    ),
    Situation(
        id="kl-bowling-green",
        council="kings-lynn",
        shows="Stage Two refused, with reasons and the way to the Ombudsman",
        received=-26,
        time="13:35",
        happened_days_before=50,
        answers=Answers(
            subject="decision-mistake",
            service="open-spaces",
            elsewhere="council-policy",
            what_happened="""
                The green was let to the croquet club for Thursdays. Thursdays were ours. We have bowled on Thursdays
                since the Coronation.
            """,
            put_right="Thursdays.",
            name="Cyril Dewing",
            organisation="Gaywood Bowls Club",
            for_whom="organisation",
            email="bowls@gaywood.example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -26,
                "not-upheld",
                kings_lynn_answer(
                    answer="""
                        Days are let each spring to the clubs that apply by the end of January. Your club applied on
                        9 March. Thursday had been let by then, and you were offered Tuesday and Friday.
                    """,
                    why="""
                        The rules are the same for every club, they were sent to your secretary in November, and
                        they were followed. I know what Thursdays have meant to the club, but I cannot find that
                        anybody was preferred.
                    """,
                ),
            ),
            next_stage_asked(-7, "The committee is not happy with this answer and wishes to go to Stage Two."),
            request_refused(
                -5,
                """
                Your request says that the committee is not happy with the answer. It does not say what the answer
                left out, and I have not found anything: it deals with the dates, the rules, and the days that you
                were offered. I am sorry to disappoint the club.
                """,
                by=APPOINTED,
                kinds=("unhappy-only", "answered-in-full"),
            ),
        ),
    ),
)
