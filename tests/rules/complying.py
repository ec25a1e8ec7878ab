"""Which made-up policy keeps everything in the Ombudsmen's Codes that can be seen in a policy?

Its ids are its own, so that nothing is found by an id: its stages are "look" and "look-again", its clocks and
letters are called after colours.
"""

from datetime import date

from redress.rules.policy import (
    AnyTimeReceipt,
    AtFact,
    AtMilestone,
    AtReceipt,
    CalendarMonths,
    CalendarRules,
    Choice,
    Clock,
    Contact,
    ContactDetails,
    Content,
    Council,
    DiscretionWindow,
    ExtraWorkingDays,
    Fixed,
    FromCase,
    LaterOf,
    LateRule,
    Letter,
    Move,
    NextStageRequest,
    OmbudsmanRoutes,
    Outcome,
    Policy,
    Position,
    PublicWords,
    Role,
    Stage,
    Track,
    WhenOutcome,
    WorkingDays,
    Written,
)

OMBUDSMEN = ContactDetails(ombudsmen=True)


def content(id: str, heading: str, source, **more) -> Content:
    return Content(id=id, heading=heading, paragraph="L", source=source, **more)


def letter(id: str, name: str, *contents: Content) -> Letter:
    return Letter(id=id, name=name, subject="Your complaint {reference}", paragraph="L", contents=contents)


def acknowledgement(id: str, name: str) -> Letter:
    return letter(
        id,
        name,
        content("a", "Your complaint as we understand it", Written()),
        content("b", "What you would like us to do", Written()),
        content("c", "What we are responsible for", Written()),
    )


def answer(id: str, name: str, *more: Content) -> Letter:
    return letter(
        id,
        name,
        content("a", "Your complaint as we understand it", Written()),
        content("b", "Our decision", FromCase(fact="outcome")),
        content("c", "Why we decided this", Written()),
        content("d", "What we will do", Written(), when=WhenOutcome(any_of=("yes",))),
        *more,
    )


LETTERS = (
    acknowledgement("red", "First acknowledgement"),
    answer(
        "orange",
        "First answer",
        content("e", "If you are not happy with this answer", Fixed(text="This is our First look answer.")),
    ),
    acknowledgement("yellow", "Second acknowledgement"),
    answer(
        "green",
        "Last answer",
        content("e", "This is our final answer", Fixed(text="It is our Second look answer.")),
        content("f", "The Ombudsman", OMBUDSMEN),
    ),
    letter(
        "blue",
        "More time",
        content("a", "Why we need more time", Written()),
        content("b", "When we will answer", FromCase(fact="new-date")),
        content("c", "The Ombudsman", OMBUDSMEN),
    ),
    letter("violet", "Refusal", content("a", "Why", Written()), content("b", "The Ombudsman", OMBUDSMEN)),
)


def clock(id: str, stage: str, days: int, anchor, met_by: str, **more) -> Clock:
    return Clock(
        id=id,
        name=id,
        track="grievance",
        stage=stage,
        paragraph=f"C-{id}",
        anchor=anchor,
        length=WorkingDays(count=days, first_day="next"),
        met_by=(met_by,),
        responsible="clerk",
        **more,
    )


CLOCKS = (
    clock("red", "look", 5, AtReceipt(), "acknowledged"),
    clock(
        "orange",
        "look",
        10,
        AtMilestone(milestone="acknowledged"),
        "answered",
        extension=ExtraWorkingDays(most=10, paragraph="X1"),
    ),
    clock("yellow", "look-again", 5, AtReceipt(), "acknowledged"),
    clock(
        "green",
        "look-again",
        20,
        AtMilestone(milestone="acknowledged"),
        "answered",
        extension=ExtraWorkingDays(most=20, paragraph="X2"),
    ),
    Clock(
        id="white",
        name="white",
        track="grievance",
        paragraph="W",
        anchor=LaterOf(of=(AtFact(fact="happened_on"), AtFact(fact="aware_on"))),
        length=CalendarMonths(count=12),
        binds=DiscretionWindow(decided_by="clerk"),
        met_by=("received",),
        responsible="complainant",
    ),
)


def move(action: str, stage: str, letter: str = "", by: tuple[str, ...] = ("clerk",), **more) -> Move:
    stages = (stage,) if stage else ()
    return Move(action=action, track="grievance", stages=stages, by=by, paragraph="M", letter=letter, **more)


MOVES = (
    move("receive", "", by=("complainant", "representative", "clerk")),
    move("add-information", "", by=("complainant", "representative")),
    move("acknowledge", "look", "red"),
    move("extend", "look", "blue"),
    move("respond", "look", "orange"),
    move("request-next-stage", "look", by=("complainant",)),
    move("appoint", "look-again", position="second-look"),
    move("acknowledge", "look-again", "yellow"),
    move("extend", "look-again", "blue"),
    move("respond", "look-again", "green", by=("judge",)),
)


def complying() -> Policy:
    """A policy with two stages that departs from nothing."""
    return Policy(
        id="made-up",
        version="1",
        title="Grievances",
        in_force_from=date(2026, 1, 1),
        council=Council(
            id="made-up",
            name="Made-up Council",
            short_name="Made-up",
            website="https://made-up.example/",
            complaints_email="clerk@made-up.example",
            complaints_contact="clerk",
            reference_prefix="MU",
        ),
        paragraphs={},
        calendar=CalendarRules(nation="england-and-wales", paragraph="D", closures_are_working_days=True),
        receipt=AnyTimeReceipt(paragraph="D"),
        roles=(Role(id="clerk", name="Clerk", sees="everything"), Role(id="judge", name="Judge", sees="held")),
        tracks=(
            Track(
                id="grievance",
                name="Grievance",
                paragraph="T",
                counts_as_complaint=True,
                stages=(
                    Stage(id="look-again", name="Second look", paragraph="S2"),
                    Stage(id="look", name="First look", next="look-again", paragraph="S1"),
                ),
            ),
            Track(
                id="wish", name="Wish", paragraph="T", stages=(Stage(id="wish", name="Service request", paragraph="R"),)
            ),
        ),
        clocks=CLOCKS,
        moves=MOVES,
        positions=(
            Position(id="second-look", name="judge", roles=("judge",), bars=("held", "answered"), paragraph="P"),
        ),
        conflicts_paragraph="P",
        letters=LETTERS,
        outcomes=(Outcome(id="yes", name="Yes", meaning="Yes", justified="wholly", paragraph="O"),),
        requests=(
            NextStageRequest(stage="look-again", paragraph="Q", reasons_compulsory=False, reasons_paragraph="Q1"),
        ),
        late=LateRule(window="white", decided_by=("clerk",), paragraph="W", grounds=(), never_lateness_alone=True),
        channels=(
            Choice(id="web", name="Online", paragraph="H"),
            Choice(id="letter", name="Letter", paragraph="H"),
        ),
        subjects=(),
        extension_reasons=(),
        elsewhere=(),
        ombudsmen=OmbudsmanRoutes(paragraph="B", no=("tower",), yes=("hall",), overlap=("tower", "hall")),
        contacts={
            "tower": Contact(name="The Ombudsman", website="https://tower.example/"),
            "hall": Contact(name="The other Ombudsman", telephone="020 7946 0000"),
        },
        public=PublicWords(
            commitment="",
            invitation="",
            definition="",
            definition_paragraph="1",
            who_may_complain=(),
            ombudsman_text="",
            privacy="",
        ),
    )
