"""Which complaint at Dartford has several points, for a service, a contractor and another body?"""

from __future__ import annotations

from redress.demonstration.letters import dartford_answer
from redress.demonstration.scripts import (
    FIRST_TO_DO,
    OnDay,
    Situation,
    acknowledged,
    allocated,
    answered_by_point,
    draft_discussed,
    drafted_by_point,
    points_told,
    registered,
    taken,
)
from redress.intake.answers import Answers

SITUATIONS = (
    Situation(
        id="festival-in-the-park",
        council="dartford",
        shows="three points: a service, a contractor and the county; one lead, a contribution, one answer",
        received=-9,
        time="11:15",
        happened_days_before=4,
        answers=Answers(
            subject="service-standard",
            service="parks",
            elsewhere="none",
            what_happened="""
                The festival in Central Park ran until half past one in the morning although the sign said eleven. I
                rang three times and nobody came.

                On Monday the litter still lay in our road up to the school, and the pavement that the lorries broke
                is still broken. My mother walks with a frame.
            """,
            put_right="That it ends when it says, that the road is swept, and that somebody mends the pavement.",
            name="Yusuf Adeyemi",
            email="yusuf.adeyemi@example.org",
            telephone="01632 960894",
            preferred="email",
        ),
        steps=(
            registered(-9, "14:00"),
            points_told(
                -9,
                {
                    "heading": "The festival went on after eleven",
                    "service": "parks",
                    "subject": "service-standard",
                    "landlord": "no",
                },
                {
                    "heading": "Litter was left in the road",
                    "service": "street-cleaning",
                    "subject": "service-standard",
                    "landlord": "no",
                    "provider": "contractor",
                    "organisation": "Cleanway Thameside",
                },
                {
                    "heading": "The pavement is broken",
                    "service": "parks",
                    "subject": "other",
                    "landlord": "no",
                    "responsible": "other",
                    "body": "kent-highways",
                },
                time="14:10",
            ),
            taken(-9, "lead-service", "named", time="14:20", answers={"lead": "beth.colley"}),
            allocated(-8, to="beth.colley"),
            acknowledged(
                -7,
                """
                The festival went on two and a half hours longer than announced, litter was left in your road, and
                lorries broke the pavement.
                """,
                "You want events to end on time, the road swept, and the pavement mended.",
                by="beth.colley",
            ),
            taken(
                -7,
                "ask-contribution",
                "asked",
                by="beth.colley",
                time="15:30",
                answers={
                    "points": ["p2"],
                    "who": "sandra.whitlock",
                    "what": "When was the road swept after the festival, and why not before Monday?",
                    "by": OnDay(-4),
                },
            ),
            taken(
                -5,
                "contribution",
                "received",
                by="sandra.whitlock",
                time="11:00",
                answers={
                    "which": FIRST_TO_DO,
                    "part": "Cleanway's sheet ended at the park gates. The road was swept on Tuesday.",
                },
            ),
            answered_by_point(
                -2,
                {
                    "p1": (
                        "upheld",
                        """
                        The licence ended at eleven. The organiser went on, and our officer on call did not answer.
                        """,
                        ("apology", "change"),
                    ),
                    "p2": (
                        "upheld",
                        "The contractor's sheet did not name your road, and nobody looked until Monday.",
                        ("put-right",),
                    ),
                    "p3": (
                        "not-ours",
                        "Roads and pavements are the county's. We have sent them your words and a photograph.",
                        (),
                    ),
                },
                dartford_answer(
                    how="I read the licence and the calls of that night, and asked the manager for street cleaning.",
                    found="The festival ended at half past one. Your road was swept on Tuesday.",
                    why="What was announced was not kept to, and what had been agreed was not written down.",
                    sorry="I am sorry for the night you had, and that your mother could not use the pavement safely.",
                    will="From this month an officer is in the park until every event has ended.",
                ),
                by="beth.colley",
            ),
        ),
    ),
    Situation(
        id="leak-and-bins",
        council="dartford",
        shows="an answer on three points, half written: comments on it, two versions, three Ombudsmen",
        received=-8,
        time="09:40",
        happened_days_before=45,
        answers=Answers(
            subject="service-standard",
            service="home-repairs",
            landlord="yes",
            elsewhere="none",
            what_happened="""
                The bathroom ceiling has leaked since the spring. I reported it three times. The man who came looked
                and left.

                The crew who emptied the flats put our bins in the road, and there they stayed. And when I asked for
                a copy of the survey of the roof, nobody answered at all.
            """,
            put_right="Mend the leak and the ceiling, put the bins back where they belong, and send me the survey.",
            name="Marjorie Tindall",
            email="marjorie.tindall@example.org",
            telephone="01632 960895",
            preferred="email",
        ),
        steps=(
            registered(-8, "14:00"),
            points_told(
                -8,
                {
                    "heading": "The leak in the bathroom",
                    "service": "home-repairs",
                    "subject": "service-standard",
                    "landlord": "yes",
                },
                {
                    "heading": "Bins left in the road",
                    "service": "street-cleaning",
                    "subject": "service-standard",
                    "landlord": "no",
                    "provider": "contractor",
                    "organisation": "Cleanway Thameside",
                },
                {
                    "heading": "No copy of the survey",
                    "service": "home-repairs",
                    "subject": "other",
                    "landlord": "no",
                    "function": "information",
                },
                time="14:10",
            ),
            taken(-8, "lead-service", "named", time="14:20", answers={"lead": "gareth.pugh"}),
            allocated(-7, to="gareth.pugh"),
            acknowledged(
                -6,
                "The bathroom has leaked since the spring, bins were left in the road, and no survey came.",
                "You want the leak mended, the bins put back, and a copy of the survey.",
                by="gareth.pugh",
            ),
            drafted_by_point(
                -1,
                {
                    "p1": {
                        "outcome": "upheld",
                        "evidence": "We read the repairs log and spoke to the plumber.",
                        "facts": "The leak was reported three times.",
                        "reason": "A leak is mended within five working days. This one was not.",
                        "relied": "Repairs policy, section 4",
                    },
                },
                by="gareth.pugh",
            ),
            draft_discussed(-1, "Name the three days: the log has them.", by="olamide.bankole", point="p1"),
            draft_discussed(-1, "Street cleaning must see point 2 before it goes.", by="olamide.bankole"),
            drafted_by_point(
                0,
                {
                    "p1": {
                        "outcome": "upheld",
                        "evidence": "We read the repairs log and spoke to the plumber.",
                        "facts": "You reported the leak on 3 April, 2 May and 9 June. Nobody came back to mend it.",
                        "reason": "A leak is mended within five working days. This one was not.",
                        "relied": "Repairs policy, section 4",
                        "apology": "We are sorry that we left you with a leak and a wet ceiling for so long.",
                        "remedies": (("put-right", "The leak is mended and the ceiling painted.", "gareth.pugh", 9),),
                    },
                    "p2": {
                        "outcome": "upheld",
                        "evidence": "We asked Cleanway Thameside for the sheet of that day.",
                        "reason": "The crew did not put the bins back, as the contract asks.",
                    },
                },
                by="gareth.pugh",
            ),
        ),
    ),
)
