"""Which complaints have gone to Stage Two at King's Lynn, and how far are they?"""

from __future__ import annotations

from redress.demonstration.letters import kings_lynn_answer
from redress.demonstration.scripts import (
    DESK,
    Situation,
    Step,
    acknowledged,
    agreed,
    allocated,
    answered,
    appointed,
    contacted,
    drafted,
    extended,
    next_stage_asked,
    noted,
    reasons_given,
    registered,
    request_accepted,
    request_refused,
)
from redress.intake.answers import Answers

APPOINTED, CHIEF = "victoria.langham", "edmund.thoresby"
OPERATIONS, PLACE = "stephen.oyelaran", "miriam.castle"


def stage_one(received: int, outcome: str, answer: dict[str, str]) -> tuple[Step, ...]:
    """Stage One as it went, from its logging to an answer twelve working days after it was received."""
    return (
        registered(received + 1),
        allocated(received + 1),
        acknowledged(received + 2),
        answered(received + 12, outcome, answer),
    )


BARN_DRAFT = kings_lynn_answer(
    answer="""
        Three points were left out at Stage One, and I have looked at each. The bats: a survey was on the file and was
        not put to the committee. The lane: the highway authority's comments were summarised in one line that said the
        opposite of what they say. The date: you were given two days fewer than the law allows for comments.
    """,
    why="""
        A committee can only decide well on what is put before it. On two of the three points it was not told what was
        on file. I cannot say that it would have decided otherwise, and the permission stands.
    """,
    will="""
        Reports with a survey or a highway comment will from now on carry them in full as an appendix. The planning
        manager will write to you with the conditions on bats and how they are to be enforced. We will pay you £250.
    """,
)

MARKET_DRAFT = kings_lynn_answer(
    answer="""
        Your pitch was given to somebody else on a day on which you had paid for it. Stage One found this and gave the
        fee back. It did not answer why you were told in front of your customers, or whether your regular place is safe.
    """,
    why="""
        The market officer's own note says that he "had words" at the stall. That should have been said in private. Your
        place is yours under the rules for as long as you pay for it, and that should have been said at once.
    """,
    will="""
        I have told the market officer so, and I apologise to you. Your place is confirmed in writing for the year. One
        month's fee will be returned.
    """,
)

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
                    answer="A caravan in which somebody lives is taxed. We have no record of your call.",
                    why="The law leaves us no choice about the tax.",
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
            preferred="letter",
        ),
        channel="telephone",
        steps=(
            *stage_one(
                -19,
                "not-upheld",
                kings_lynn_answer(
                    answer="The bin is eleven years old and its hinge has worn through. We replace such bins free.",
                    why="The film from the lorry shows the bin being set down as it should be.",
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
                    answer="Your account was suspended until we had your form. The website does not show this.",
                    why="We asked for the form once. We should have told you what would follow.",
                    will="Your account is open again and your date of application is kept.",
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
                    answer="The smokehouse has agreed to keep its doors shut after ten at night.",
                    why="The smell was a nuisance on two of three visits. The owner acted when asked.",
                    will="We will visit again in three months.",
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
                    why="The rules were followed, they were sent to your secretary, and nobody was preferred.",
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
    Situation(
        id="kl-skate-park",
        council="kings-lynn",
        shows="Stage Two being investigated by a Senior Officer, in time",
        received=-32,
        time="11:15",
        happened_days_before=20,
        answers=Answers(
            subject="service-not-provided",
            service="open-spaces",
            elsewhere="none",
            what_happened="""
                My daughter broke her wrist on the skate ramp because a plate was loose. I had reported the plate. I
                have the e-mail with your answer: "passed to the relevant team".
            """,
            put_right="Who is the relevant team?",
            name="Rhys ap Dafydd",
            email="rhys.apdafydd@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -32,
                "upheld",
                kings_lynn_answer(
                    answer="Your report was put on the list for the monthly check, which was nine days later.",
                    why="A loose plate should have been looked at the same day.",
                    will="The ramp was closed and has been mended. I am very sorry about your daughter's wrist.",
                ),
            ),
            next_stage_asked(
                -11, "You still do not say who the relevant team is, or who decided that nine days was soon enough."
            ),
            request_accepted(-10, by=APPOINTED, elements="Who had the report, and why it was left to the next check."),
            appointed(-9, to=PLACE, by=CHIEF),
            contacted(-7, "Met Mr ap Dafydd and his daughter at the ramp.", method="visit", by=PLACE),
            noted(-4, "Asked for the log of the shared mailbox for the week of the report.", by=PLACE),
        ),
    ),
    Situation(
        id="kl-blue-badge-bay",
        council="kings-lynn",
        shows="Stage Two answer due today",
        received=-42,
        time="16:40",
        happened_days_before=4,
        answers=Answers(
            subject="discrimination",
            service="car-parks",
            elsewhere="none",
            what_happened="""
                All four disabled bays behind the Corn Exchange were coned off for the panto lorries, for six weeks.
                I asked where I should park. I was told "anywhere you like, love, it's free after six". I use a
                wheelchair. It is not about the money, it is about the width.
            """,
            put_right="Bays that are bays, or others in their place.",
            name="Philippa Rowntree-Shah",
            email="philippa.rs@example.org",
            telephone="01632 960882",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -42,
                "partially-upheld",
                kings_lynn_answer(
                    answer="The bays were needed for the lorries. Other bays are 200 metres away.",
                    why="The theatre has a licence. You should have been told of the other bays.",
                    will="There will be a sign next year.",
                ),
            ),
            next_stage_asked(
                -20,
                """
                200 metres of cobbles. The answer does not mention the Equality Act, which I did, twice.
                """,
            ),
            request_accepted(-19, by=APPOINTED, elements="The duty to make reasonable adjustments."),
            appointed(-18, to=OPERATIONS, by=CHIEF, reason="Manages the officer who answered; no other is free."),
            contacted(-12, "Walked and wheeled the 200 metres with Mrs Rowntree-Shah.", method="visit", by=OPERATIONS),
        ),
    ),
    Situation(
        id="kl-allotment-water",
        council="kings-lynn",
        shows="Stage Two extended late, to a new date",
        received=-58,
        time="10:00",
        happened_days_before=70,
        answers=Answers(
            subject="service-not-provided",
            service="open-spaces",
            elsewhere="none",
            what_happened="""
                The water to the allotments was off from the first hot day to the last. We pay for it in the rent. I
                carried 40 litres a day on my bicycle. I am 72.
            """,
            put_right="A third of the rent for all 31 of us.",
            name="Zbigniew Kłos",
            email="zbigniew.klos@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -58,
                "partially-upheld",
                kings_lynn_answer(
                    answer="A valve failed and the part could not be had for eleven weeks.",
                    why="The fault was not ours. We could have brought a tank.",
                    will="A tank will be kept ready for next year.",
                ),
            ),
            next_stage_asked(-30, "You did not answer about the rent. Thirty-one of us asked, with signatures."),
            request_accepted(-28, by=APPOINTED, elements="The request for part of the rent back."),
            appointed(-27, to=PLACE, by=CHIEF),
            extended(
                -7,
                0,
                """
                The question of the rent has to go to the estates committee, which meets next week. I am sorry that I
                did not write to you before the date on which our answer was due.
                """,
                kind="third-party",
                until=7,
                by=PLACE,
            ),
        ),
    ),
    Situation(
        id="kl-barn-bats",
        council="kings-lynn",
        shows="Stage Two answer drafted: it waits for the Chief Executive to agree it",
        received=-44,
        time="19:55",
        happened_days_before=15,
        answers=Answers(
            subject="decision-mistake",
            service="planning",
            elsewhere="planning-outcome",
            what_happened="""
                I am not complaining that the barn was approved. I am complaining about the report. It leaves out the
                bat survey, turns round what the highway people said, and gave us two days less to comment than the
                law says. I set this out in a letter of four pages. The report calls it "an objection".
            """,
            put_right="That it is admitted, and does not happen again.",
            name="Dr Henrietta Locke",
            email="henrietta.locke@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -44,
                "not-upheld",
                kings_lynn_answer(
                    answer="The report summarised the matters that the committee needed to know.",
                    why="It is for the officer to decide what to put in a report.",
                ),
            ),
            next_stage_asked(-17, "Your answer does not deal with any of the three points. I attach them again."),
            request_accepted(-16, by=APPOINTED, elements="The bat survey, the highway comments, the time to comment."),
            appointed(-15, to=OPERATIONS, by=CHIEF),
            drafted(-1, "stage-two-response", "partially-upheld", BARN_DRAFT, by=OPERATIONS),
        ),
    ),
    Situation(
        id="kl-market-pitch",
        council="kings-lynn",
        shows="Stage Two answer agreed by the Chief Executive, ready to send",
        received=-45,
        time="12:05",
        happened_days_before=6,
        answers=Answers(
            subject="staff-behaviour",
            service="open-spaces",
            elsewhere="none",
            what_happened="""
                I have had the corner pitch for cheese since my father had it. I turn up and there is a man selling
                phone covers. The market officer told me in front of the queue that I should "read my e-mails". There
                was no e-mail.
            """,
            put_right="My corner. An apology in front of the same queue.",
            name="Marcus Abbotsley",
            email="marcus.abbotsley@example.org",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -45,
                "partially-upheld",
                kings_lynn_answer(
                    answer="The pitch was let twice by mistake. Your fee has been returned.",
                    why="The mistake was ours.",
                    will="The booking sheet is now kept in one place.",
                ),
            ),
            next_stage_asked(-18, "Nothing about what he said, and nothing about next week."),
            request_accepted(-17, by=APPOINTED, elements="What was said at the stall; whether the pitch is kept."),
            appointed(-16, to=PLACE, by=CHIEF),
            drafted(-2, "stage-two-response", "upheld", MARKET_DRAFT, by=PLACE),
            agreed(-1, by=CHIEF),
        ),
    ),
    Situation(
        id="kl-reasons-then-accepted",
        council="kings-lynn",
        shows="final response sent on behalf of the Chief Executive",
        received=-60,
        time="09:40",
        happened_days_before=100,
        answers=Answers(
            subject="delay",
            service="benefits",
            elsewhere="none",
            what_happened="""
                My Council Tax Support took nineteen weeks. In that time I was sent two reminders, a final notice and
                a summons, for money that I turned out not to owe.
            """,
            put_right="Pay me back the court costs. Stop sending bills to people who are waiting for you.",
            name="Ottilie Marchbanks",
            email="ottilie.marchbanks@example.org",
            telephone="01632 960883",
            preferred="email",
        ),
        steps=(
            *stage_one(
                -60,
                "partially-upheld",
                kings_lynn_answer(
                    answer="Your claim took nineteen weeks because we had many claims. The costs have been taken off.",
                    why="Nineteen weeks is too long.",
                    will="We have two more assessors from next month.",
                ),
            ),
            next_stage_asked(-40, "", by=DESK, channel="telephone", time="10:40"),
            reasons_given(
                -38,
                """
                You answered about the nineteen weeks. You did not answer why bills go out while you are thinking.
                """,
            ),
            request_accepted(-38, by=APPOINTED, elements="Recovery while a claim is waiting.", time="16:10"),
            appointed(-37, to=PLACE, by=CHIEF),
            drafted(
                -25,
                "stage-two-response",
                "upheld",
                kings_lynn_answer(
                    answer="""
                        You asked why bills go out while a claim is being thought about. The honest answer is that
                        the two systems do not talk to each other, and that nobody had asked them to.
                    """,
                    why="A person who waits for us should not be chased by us. Stage One did not look at this.",
                    will="""
                        Recovery now stops for eight weeks on the day on which a claim arrives. We checked everybody
                        who was waiting: 61 summonses have been withdrawn. I apologise, and we will pay you £200.
                    """,
                ),
                by=PLACE,
            ),
            agreed(-24, by=CHIEF),
            answered(
                -23,
                "upheld",
                kings_lynn_answer(
                    answer="""
                        You asked why bills go out while a claim is being thought about. The honest answer is that
                        the two systems do not talk to each other, and that nobody had asked them to.
                    """,
                    why="A person who waits for us should not be chased by us. Stage One did not look at this.",
                    will="""
                        Recovery now stops for eight weeks on the day on which a claim arrives. We checked everybody
                        who was waiting: 61 summonses have been withdrawn. I apologise, and we will pay you £200.
                    """,
                ),
                by=PLACE,
            ),
        ),
    ),
)  # fmt: skip
