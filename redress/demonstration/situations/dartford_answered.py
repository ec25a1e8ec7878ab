"""Which complaints has Dartford answered at Stage One, or had taken back?"""

from __future__ import annotations

from redress.demonstration.letters import dartford_answer
from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    answered,
    closed,
    contacted,
    in_easy_words,
    plan_recorded,
    registered,
    withdrawn,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="assisted-collection",
        council="dartford",
        shows="answered at Stage One: upheld, with a remedy and an action plan",
        received=-14,
        time="10:35",
        happened_days_before=21,
        photographs=(("tag.jpg", "The tag beside your own sticker"),),
        answers=Answers(
            subject="service-standard",
            service="waste-and-recycling",
            elsewhere="none",
            what_happened="""
                I am registered for assisted collection because I had a stroke. The crew are meant to come to the
                side gate. For five collections running they have left my bin, and then put a tag on it that says
                "not presented". I cannot present it. That is what the scheme is for.

                My neighbour took a photograph of the tag next to your own sticker.
            """,
            put_right="That they take my bin. That is all.",
            name="Cynthia Baptiste",
            email="cynthia.baptiste@example.org",
            telephone="01632 960831",
            preferred="email",
        ),
        steps=(
            registered(-14, "12:00"),
            allocated(-13),
            acknowledged(
                -12,
                """
                You are registered for assisted collection. For five collections running the crew left your bin and
                tagged it as not put out.
                """,
                "You want your bin to be taken from the side gate as agreed.",
            ),
            contacted(-9, "Rang Mrs Baptiste. Yesterday's collection was made. Supervisor will follow the next two."),
            answered(
                -4,
                "upheld",
                dartford_answer(
                    how="""
                        I read the contractor's records for the five collections, looked at the photograph that your
                        neighbour took, and spoke to the crew's supervisor.
                    """,
                    found="""
                        Your address has been on the list for assisted collection for two years. When the rounds were
                        redrawn, the list was not passed to the new crew. The crew followed the sheet they were given,
                        which did not name you, and tagged the bin five times.
                    """,
                    why="""
                        We agreed to collect from your side gate and for five collections we did not. The fault was
                        ours and our contractor's, not yours.
                    """,
                    sorry="""
                        I am sorry. You told us more than once, and each time you were sent away with an answer that
                        was wrong. I am sorry in particular for the tags.
                    """,
                    will="""
                        Your address is on the new crew's sheet from this week. The supervisor will see to the next
                        two collections in person. By the end of next month the contractor will check every other
                        assisted collection on the redrawn rounds. We will pay you £50 for your trouble.
                    """,
                ),
            ),
            plan_recorded(
                -3,
                "plan:assisted-collections",
                "All 212 assisted collections on redrawn rounds to be checked against the crew sheets.",
                by="callum.reid",
            ),
        ),
    ),
    Situation(
        id="pre-application",
        council="dartford",
        shows="answered at Stage One: not upheld",
        received=-16,
        time="14:50",
        happened_days_before=33,
        answers=Answers(
            subject="procedure-not-followed",
            service="planning-applications",
            elsewhere="planning-refusal",
            what_happened="""
                I paid £240 for pre-application advice and was told that a two-storey extension was "likely to be
                acceptable subject to design". I then paid an architect £1,900 and the application was refused. What
                was the advice for, if you do not follow it?
            """,
            put_right="Give me back the £240.",
            name="Gordon Leithead",
            email="gordon.leithead@example.org",
            preferred="email",
        ),
        steps=(
            registered(-15),
            allocated(-15),
            acknowledged(
                -14,
                """
                You paid for advice before you applied, and were told that your extension was likely to be
                acceptable. The application was then refused.
                """,
                "You would like the fee of £240 back.",
            ),
            answered(
                -6,
                "not-upheld",
                dartford_answer(
                    how="I read the advice, both sets of drawings and the officer's report on your application.",
                    found="""
                        The advice was that two storeys could be acceptable if the upper floor was set back by one
                        metre and the ridge was lower than that of the house. The drawings that you sent in later
                        had neither.
                    """,
                    why="""
                        The advice was clear and in writing, and the decision followed it. The reason for the
                        refusal was the same point that the advice had made.
                    """,
                    explained="""
                        I understand that it is hard to pay for advice and then to be refused. But the fee paid for
                        an officer's time and a written view, and you had both. You may send in changed drawings
                        without a further fee within twelve months, and you can appeal to the Planning Inspectorate.
                    """,
                ),
            ),
        ),
    ),
    Situation(
        id="bench",
        council="dartford",
        shows="answered at Stage One; the letter is waiting to be printed and posted",
        received=-9,
        time="",
        channel="letter",
        happened_days_before=14,
        answers=Answers(
            subject="delay",
            service="parks",
            elsewhere="none",
            what_happened="""
                To whom it may concern. My late wife's memorial bench in Central Park was taken away for repair in
                the spring. I visit on Sundays. I was told six weeks. I am 91 and I should like to sit on it again.
            """,
            put_right="The bench.",
            name="Stanley Ormerod",
            address="Flat 2, Almshouses\nLowfield Street\nDartford",
            postcode="DA1 9ZU",
            preferred="letter",
            needs=("large-print", "easy-read"),
        ),
        steps=(
            registered(-9, "13:45"),
            allocated(-8),
            in_easy_words(
                acknowledged(
                    -8,
                    "Your wife's memorial bench was taken away for repair in the spring and has not come back.",
                    "You would like the bench back in its place.",
                ),
                """
                What is this letter about?

                You wrote to us about your wife's bench.

                It was taken away in the spring.

                What will we do?

                We will find out where the bench is.

                We will write to you again.

                How can you speak to us?

                You can ring the council. The number is at the top of this letter.
                """,
            ),
            in_easy_words(
                answered(
                    -1,
                    "upheld",
                    dartford_answer(
                        how="I went to the workshop and looked at the bench, and at the order for its repair.",
                        found="""
                        The bench was mended within a fortnight. It then stood in the workshop because the order to
                        bring it back was never written.
                    """,
                        why="We said six weeks, and it took months for no reason at all.",
                        sorry="I am very sorry, Mr Ormerod. You should have had your wife's bench back in the summer.",
                        will="""
                        The bench is back in its old place as of this morning, with fresh oil and the plaque cleaned.
                        I will meet you there on any Sunday you choose, if you would like that.
                    """,
                    ),
                ),
                """
                What did we decide?

                You were right. We were too slow.

                We are very sorry.

                What will we do?

                Your wife's bench is back in its place.

                We can meet you there on a Sunday.

                What can you do next?

                If you are not happy, you can ask us to look again.

                Who can help you?

                The Ombudsman can help you. The Ombudsman does not work for the council.
                """,
            ),
        ),
    ),
    Situation(
        id="swimming-lesson",
        council="dartford",
        shows="withdrawn by the complainant",
        received=-7,
        time="17:02",
        answers=Answers(
            subject="service-standard",
            service="leisure-centre",
            elsewhere="none",
            what_happened="""
                My son's swimming lesson was cancelled by text twenty minutes before it began, for the second week.
                We had already left the house. I want the two lessons refunded.
            """,
            put_right="Two lessons back.",
            name="Hollie Prendergast",
            email="hollie.prendergast@example.org",
            preferred="email",
        ),
        steps=(
            registered(-6),
            allocated(-6),
            acknowledged(
                -5,
                "Two swimming lessons were cancelled at very short notice.",
                "You want the two lessons refunded.",
            ),
            withdrawn(-4, "They rang and gave me both lessons back plus one free. Happy with that, thank you."),
        ),
    ),
    Situation(
        id="permit-refund",
        council="dartford",
        shows="answered at Stage One, partially upheld, and closed",
        received=-40,
        time="09:55",
        happened_days_before=28,
        answers=Answers(
            subject="delay",
            service="parking",
            elsewhere="none",
            what_happened="""
                I moved out of the borough and sent back my permit with eight months left on it. I asked for a refund
                in writing. Three months on: nothing. When I rang I was told that refunds are "discretionary" and
                that the person with the discretion was on leave.
            """,
            put_right="A refund of the eight months.",
            name="Mei-Ling Hartnett",
            email="meiling.hartnett@example.org",
            preferred="email",
        ),
        steps=(
            registered(-40, "11:00"),
            allocated(-39),
            acknowledged(
                -38,
                "You sent back your permit with eight months left on it and have had no answer about a refund.",
                "You want the eight months refunded.",
            ),
            answered(
                -31,
                "partially-upheld",
                dartford_answer(
                    how="I read your letter, our refund rules and the log of your telephone calls.",
                    found="""
                        Your letter was received and filed without an answer. Our rules give back whole quarters that
                        are left, less a fee of £10. You had two whole quarters left.
                    """,
                    why="""
                        You should have had an answer within ten working days and you did not. But the rules do not
                        give back single months, so that we cannot refund all eight.
                    """,
                    sorry="I am sorry that we did not answer your letter, and for what you were told when you rang.",
                    will="Two quarters, £74, go to your bank account this week. I have waived the fee.",
                ),
            ),
            closed(-20, "Refund paid. Nothing further heard."),
        ),
    ),
)
