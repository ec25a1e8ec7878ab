"""Which complaints is King's Lynn looking into at Stage Two, and which has it answered?"""

from __future__ import annotations

from redress.demonstration.letters import kings_lynn_answer
from redress.demonstration.paths import APPOINTED, CHIEF, OPERATIONS, PLACE
from redress.demonstration.paths import kings_lynn_stage_one as stage_one
from redress.demonstration.scripts import (
    DESK,
    Situation,
    agreed,
    answered,
    appointed,
    contacted,
    drafted,
    extended,
    next_stage_asked,
    noted,
    reasons_given,
    request_accepted,
)
from redress.intake.answers import Answers

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
                    why="""
                        A loose plate on a ramp that children use should have been looked at on the same day. That
                        it was put on a list shows that nobody asked what it might do.
                    """,
                    will="""
                        I am very sorry about your daughter's wrist. The ramp was closed on the day of the accident
                        and has been mended. Reports about play equipment are from now on read by an inspector
                        within four hours.
                    """,
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
                    answer="""
                        The four bays behind the Corn Exchange were set aside for the theatre's lorries from
                        November to January, as every year. There are other bays in the next car park, which is
                        about 200 metres away.
                    """,
                    why="""
                        The theatre has a licence to use the bays. But you should have been told where the others
                        are, by a sign and by the person whom you asked, and you were not.
                    """,
                    will="""
                        I am sorry for the answer that you were given. There will be a sign with a map next year,
                        and the attendants have been told of the other bays.
                    """,
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
                    answer="""
                        The main valve to the allotments failed on the first hot day. The part was ordered the
                        next day and could not be had for eleven weeks.
                    """,
                    why="""
                        A valve that fails is nobody's fault, and the part was ordered without delay. But we could
                        have brought a tank of water, and nobody thought of it.
                    """,
                    will="""
                        I am sorry for the weeks of carrying. A tank on a trailer has been bought and will be kept
                        ready from next spring.
                    """,
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
                    answer="""
                        You list three things that you miss in the report. A report to the committee is a summary,
                        and this one set out the matters that the committee needed to know in order to decide.
                    """,
                    why="""
                        What to put into a report, and how, is for the professional judgement of the officer. I have
                        found nothing to show that this judgement was at fault.
                    """,
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
                    answer="""
                        Your pitch was let twice for that day: once to you, by the year, and once for the day by
                        somebody who did not have the yearly list. Your fee for the day has been returned.
                    """,
                    why="""
                        You had paid and the mistake was ours. You should have been moved to no other place, and the
                        other trader should have been.
                    """,
                    will="""
                        I am sorry for the day's trade that you lost. There is now one booking sheet, which shows
                        the yearly pitches in red.
                    """,
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
                    answer="""
                        Your claim took nineteen weeks. There were three times as many claims as usual in the spring
                        and two of our assessors had left. The court costs have been taken off your account.
                    """,
                    why="""
                        Nineteen weeks is far too long, whatever the reason, and I uphold that part of your
                        complaint. The bills themselves were correct on what the system knew when they were sent.
                    """,
                    will="""
                        I am sorry that you waited so long and were worried in the meantime. Two more assessors
                        begin next month, and new claims are now answered within five weeks.
                    """,
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
)
