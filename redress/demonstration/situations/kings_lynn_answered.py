"""Which complaints has King's Lynn answered at Stage One, or had taken back?"""

from __future__ import annotations

from redress.demonstration.letters import kings_lynn_answer
from redress.demonstration.scripts import (
    Situation,
    acknowledged,
    allocated,
    answered,
    closed,
    registered,
    withdrawn,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="kl-cliff-steps",
        council="kings-lynn",
        shows="answered at Stage One: upheld; Stage Two may still be asked for",
        received=-20,
        time="16:55",
        happened_days_before=25,
        answers=Answers(
            subject="poor-communication",
            service="coast",
            elsewhere="none",
            what_happened="""
                The steps to the beach were shut with no notice. I am told that there was a notice on Facebook. I am
                eighty and I do not have Facebook, I have knees. I walked down, found the gate chained, and had to be
                helped back up by two young people who were very kind.
            """,
            put_right="Put the notice at the top of the steps, where the people are.",
            name="Audrey Mickleburgh",
            email="audrey.mickleburgh@example.org",
            telephone="01632 960873",
            preferred="letter",
            address="Cliff Cottage\nOld Hunstanton",
            postcode="PE36 9ZZ",
        ),
        steps=(
            registered(-19),
            allocated(-19),
            acknowledged(-18),
            answered(
                -7,
                "upheld",
                kings_lynn_answer(
                    answer="""
                        You walked down to the beach, found the gate at the bottom chained, and had to be helped back
                        up. There was no notice at the top. You are right about all of that. The steps were closed
                        because the handrail had come loose; the notice was put on the council's Facebook page and
                        nowhere else.
                    """,
                    why="""
                        Our own rules say that a closure is shown at every way in. It was not. That the closure itself
                        was right does not change this.
                    """,
                    will="""
                        I am sorry, Mrs Mickleburgh. There is a board at the top as of last Friday, and one at the car
                        park. From now on no path is closed before the boards are up. The handrail will be mended by
                        the end of the month, and I will ring you when it is.
                    """,
                ),
            ),
        ),
    ),
    Situation(
        id="kl-tent",
        council="kings-lynn",
        shows="answered at Stage One: not upheld; still within the month",
        received=-17,
        time="10:05",
        happened_days_before=9,
        answers=Answers(
            subject="staff-conduct",
            service="coast",
            elsewhere="none",
            what_happened="""
                Two wardens told us to take down our shelter on the dunes. They said that it was a tent. It has no
                floor. A tent has a floor. They then stood and watched until we had gone, which my wife found
                intimidating.
            """,
            put_right="An apology and a definition.",
            name="Giles Thackeray-Bunn",
            email="giles.tb@example.org",
            preferred="email",
        ),
        steps=(
            registered(-16),
            allocated(-16),
            acknowledged(-15),
            answered(
                -5,
                "not-upheld",
                kings_lynn_answer(
                    answer="""
                        The byelaw speaks of "any tent, shelter or structure", with or without a floor. The wardens'
                        notes, written that afternoon, say that they explained this and offered to help you move to
                        the beach below, where shelters are allowed. They waited because people who are asked to move
                        often ask where to.
                    """,
                    why="""
                        The wardens were right about the byelaw, and two other visitors who were there describe them
                        as friendly. I am sorry that your wife felt watched; I do not find that they meant her to.
                    """,
                ),
            ),
        ),
    ),
    Situation(
        id="kl-pool-closed",
        council="kings-lynn",
        shows="answered, and the month for asking for Stage Two has passed",
        received=-48,
        time="18:30",
        happened_days_before=3,
        answers=Answers(
            subject="service-not-provided",
            service="leisure",
            elsewhere="none",
            what_happened="""
                The pool shut for a week for "essential works" on the first day of the holidays. You have known when
                the holidays are since 1944.
            """,
            put_right="Plan it for term time. Give my three a free swim.",
            name="Natasha Crowhurst",
            email="natasha.crowhurst@example.org",
            preferred="email",
        ),
        steps=(
            registered(-47),
            allocated(-47),
            acknowledged(-46),
            answered(
                -34,
                "partially-upheld",
                kings_lynn_answer(
                    answer="""
                        The works were planned for term time. A pump failed early and the pool could not be kept safe
                        until then. But the trust knew of the fault for nine days and told its members on the day.
                    """,
                    why="The closing could not be helped. That nobody was told could.",
                    will="Your three have a free swim each. Members are now told by text as soon as a fault is known.",
                ),
            ),
        ),
    ),
    Situation(
        id="kl-missed-garden",
        council="kings-lynn",
        shows="answered, partially upheld, and closed",
        received=-60,
        time="09:25",
        happened_days_before=18,
        answers=Answers(
            subject="service-not-provided",
            service="street-cleansing",
            elsewhere="none",
            what_happened="""
                The market place is swept on Tuesdays before the market and not after it. By Wednesday it is under
                cabbage leaves. I slipped on one.
            """,
            put_right="Sweep it after.",
            name="Percival Quant",
            address="3 Tuesday Market Place\nKing's Lynn",
            postcode="PE30 9ZZ",
            preferred="letter",
        ),
        channel="letter",
        steps=(
            registered(-60, "13:00"),
            allocated(-59),
            acknowledged(-59),
            answered(
                -50,
                "partially-upheld",
                kings_lynn_answer(
                    answer="""
                        The contract asks for one sweep before the market and one after it. The second was made on
                        six of the last ten market days. On the day when you slipped it was not.
                    """,
                    why="The service is in the contract, and on four days it was not given.",
                    will="The contractor will be checked every market evening for eight weeks. I hope you are mended.",
                ),
            ),
            closed(-30, "No request for Stage Two. Checks finished, all eight evenings swept."),
        ),
    ),
    Situation(
        id="kl-wrong-council",
        council="kings-lynn",
        shows="withdrawn by the complainant",
        received=-4,
        time="20:05",
        answers=Answers(
            subject="delay",
            service="open-spaces",
            elsewhere="none",
            what_happened="""
                The bench at the bus stop on the Fakenham road has lost its seat. I have reported it twice.
            """,
            put_right="A seat.",
            name="Doreen Blackadder",
            email="doreen.blackadder@example.org",
            preferred="email",
        ),
        steps=(
            registered(-3),
            allocated(-3),
            acknowledged(-2),
            withdrawn(-1, "My daughter tells me it is the parish council's bench. Sorry to have troubled you."),
        ),
    ),
)
