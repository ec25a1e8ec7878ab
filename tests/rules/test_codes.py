"""Is every departure of a policy from an Ombudsman's Code found, wherever it stands, and said in plain words?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from redress.policies import current
from redress.policies.code_files import codes
from redress.rules import departures
from redress.rules import policy as shapes
from redress.rules.comparing import compare
from redress.rules.policy import Policy
from tests.rules.complying import complying, content

LGSCO, HOUSING = "lgsco", "housing-ombudsman"
Change = Callable[[Policy], Policy]


def found(policy: Policy, code: str) -> dict[str, list[str]]:
    """The sentences of every departure, by provision."""
    compared = compare(policy, codes()[code])
    return {one.provision.id: [departures.sentence(each) for each in one.findings] for one in compared.departures}


# --- ways to depart ------------------------------------------------------------------------------


def clock(id: str, **changed) -> Change:
    return lambda policy: replace(
        policy, clocks=tuple(replace(one, **changed) if one.id == id else one for one in policy.clocks)
    )


def no_clock(id: str) -> Change:
    return lambda policy: replace(policy, clocks=tuple(one for one in policy.clocks if one.id != id))


def stages(*, of: str = "grievance", **named: str) -> Change:
    """A track with these stages instead, one after the other."""
    ids = [*named, ""]
    made = tuple(
        shapes.Stage(id=id, name=name, next=ids[number + 1], paragraph="S")
        for number, (id, name) in enumerate(named.items())
    )
    return lambda policy: replace(
        policy, tracks=tuple(replace(one, stages=made) if one.id == of else one for one in policy.tracks)
    )


def request(**changed) -> Change:
    return lambda policy: replace(policy, requests=(replace(policy.requests[0], **changed),))


def letter(id: str, *, without: str = "", instead: tuple[shapes.Content, ...] = ()) -> Change:
    def changed(one: shapes.Letter) -> shapes.Letter:
        kept = tuple(each for each in one.contents if each.id != without)
        return replace(one, contents=(*kept, *instead)) if one.id == id else one

    return lambda policy: replace(policy, letters=tuple(map(changed, policy.letters)))


def moves(of: str, **changed) -> Change:
    return lambda policy: replace(
        policy, moves=tuple(replace(one, **changed) if one.action == of else one for one in policy.moves)
    )


def more_moves(*more: shapes.Move) -> Change:
    return lambda policy: replace(policy, moves=(*policy.moves, *more))


def together(*changes: Change) -> Change:
    def changed(policy: Policy) -> Policy:
        for change in changes:
            policy = change(policy)
        return policy

    return changed


def refusing(letter: str, **how) -> Change:
    """The second look goes ahead only if somebody says so, and a letter refuses it."""
    return together(
        request(accepted_first=True, **how),
        more_moves(
            shapes.Move(
                action="refuse-request",
                track="grievance",
                stages=("look-again",),
                by=("clerk",),
                paragraph="M",
                letter=letter,
            )
        ),
    )


DAYS = shapes.WorkingDays
TURNED_AWAY = shapes.Step(
    id="triage",
    name="Triage",
    paragraph="G",
    options=(shapes.Option(id="away", name="Not for us", letter="red", ends="turned-away"),),
)
CONVERTED = replace(
    TURNED_AWAY, options=(replace(TURNED_AWAY.options[0], begins=shapes.Begins(track="wish"), ends="a wish"),)
)


def step(one: shapes.Step) -> Change:
    taken = shapes.Move(action="take-step", step=one.id, track="grievance", by=("clerk",), paragraph="G")
    return together(more_moves(taken), lambda policy: replace(policy, steps=(one,)))


#: What is changed in the policy that complies; the Code, the provision and the sentence that must come of it.
DEPARTURES = {
    "a third stage": (
        stages(look="First look", again="Second look", third="Third look"),
        HOUSING,
        "5.3",
        "The policy has 3 stages for “Grievance”; the Code has 2.",
    ),
    "one stage": (stages(look="First look"), HOUSING, "5.3", "The policy has 1 stage for “Grievance”; the Code has 2."),
    "an informal stage": (
        stages(of="wish", wish="Informal talk"),
        LGSCO,
        "5.2",
        "The policy has a stage called “Informal talk” (in “Wish”); the Code wants no named stage before the first.",
    ),
    "no limit for the acknowledgement": (
        no_clock("red"),
        LGSCO,
        "6.2",
        "First look: the policy sets no time limit for the acknowledgement; "
        "the Code gives 5 working days from receipt.",
    ),
    "a slow acknowledgement": (
        clock("red", length=DAYS(count=6, first_day="next")),
        LGSCO,
        "6.2",
        "First look: the policy gives 6 working days from receipt for the acknowledgement; "
        "the Code 5 working days from receipt.",
    ),
    "only an aim": (
        clock("red", binds=shapes.CouncilTarget()),
        LGSCO,
        "6.2",
        "First look: 5 working days for the acknowledgement is only an aim of the policy; "
        "the Code gives 5 working days from receipt.",
    ),
    "a slow first answer, counted from receipt": (
        clock("orange", anchor=shapes.AtReceipt(), length=DAYS(count=15, first_day="next")),
        LGSCO,
        "6.3",
        "First look: the policy gives 15 working days from receipt for the answer; "
        "the Code 10 working days from the acknowledgement.",
    ),
    "a first answer in three weeks": (
        clock("orange", length=shapes.CalendarDays(count=21, first_day="next")),
        LGSCO,
        "6.3",
        "First look: the policy gives 21 days from the acknowledgement for the answer; "
        "the Code 10 working days from the acknowledgement.",
    ),
    "a first answer in a month": (
        clock("orange", length=shapes.CalendarMonths(count=1)),
        HOUSING,
        "6.3",
        "First look: the policy gives 1 month from the acknowledgement for the answer; "
        "the Code 10 working days from the acknowledgement.",
    ),
    "a first answer counted from when the acknowledgement is due": (
        clock("orange", anchor=shapes.AtDue(clock="red")),
        LGSCO,
        "6.3",
        "First look: the policy counts the time for the answer from another day; the Code from the acknowledgement.",
    ),
    "a first answer at the later of two dates": (
        clock(
            "orange",
            ends=shapes.LatestEnd(
                of=(shapes.Span(anchor=shapes.AtReceipt(), length=DAYS(count=25, first_day="next")),), unknown="ignore"
            ),
        ),
        LGSCO,
        "6.3",
        "First look: the policy gives 25 working days from receipt for the answer; "
        "the Code 10 working days from the acknowledgement.",
    ),
    "no limit for the answer but the acknowledgement's, which an answer meets too": (
        together(no_clock("orange"), clock("red", met_by=("acknowledged", "answered"))),
        LGSCO,
        "6.3",
        "First look: the policy sets no time limit for the answer; "
        "the Code gives 10 working days from the acknowledgement.",
    ),
    "a slow answer, but a quick one after some step": (
        together(
            clock("orange", length=DAYS(count=15, first_day="next")),
            lambda policy: replace(
                policy,
                clocks=(
                    *policy.clocks,
                    replace(
                        policy.clocks[0],
                        id="quick",
                        anchor=shapes.AtMilestone(milestone="step:triage"),
                        met_by=("answered",),
                    ),
                ),
            ),
        ),
        LGSCO,
        "6.3",
        "First look: the policy gives 15 working days from the acknowledgement for the answer; "
        "the Code 10 working days from the acknowledgement.",
    ),
    "a longer time for some services": (
        together(
            clock(
                "orange",
                overrides=(shapes.Override(group="g", length=DAYS(count=30, first_day="next"), paragraph="V"),),
            ),
            lambda policy: replace(
                policy, service_groups=(shapes.ServiceGroup(id="g", name="planning", services=("p",), paragraph="V"),)
            ),
        ),
        LGSCO,
        "6.3",
        "First look: the policy gives 30 working days from the acknowledgement for the answer (planning); "
        "the Code 10 working days from the acknowledgement.",
    ),
    "a long extension": (
        clock("orange", extension=shapes.ExtraWorkingDays(most=11, paragraph="X")),
        LGSCO,
        "6.4",
        "First look: the policy allows 11 working days more for the answer; the Code 10 working days at most.",
    ),
    "an extension of three weeks": (
        clock("orange", extension=shapes.ExtraCalendarDays(most=21, paragraph="X")),
        LGSCO,
        "6.4",
        "First look: the policy allows 15 working days more for the answer; the Code 10 working days at most.",
    ),
    "an extension within a long total": (
        clock(
            "orange",
            extension=shapes.WithinTotal(total=DAYS(count=35, first_day="next"), counted="working-days", paragraph="X"),
        ),
        LGSCO,
        "6.4",
        "First look: the policy allows 25 working days more for the answer; the Code 10 working days at most.",
    ),
    "a delay without end": (
        clock("green", extension=shapes.AnyNewDate(paragraph="X")),
        LGSCO,
        "6.15",
        "Second look: the policy sets no limit to how far the answer can be put off; "
        "the Code allows 20 working days at most.",
    ),
    "a notice that names any day": (
        clock("orange", extension=shapes.NoticeOnly(paragraph="X")),
        HOUSING,
        "6.4",
        "First look: the policy sets no limit to how far the answer can be put off; "
        "the Code allows 10 working days at most.",
    ),
    "six months to complain": (
        clock("white", length=shapes.CalendarMonths(count=6)),
        LGSCO,
        "2.2",
        "The policy gives 6 months to complain; the Code gives 12 months.",
    ),
    "a hundred days to complain": (
        clock("white", length=shapes.CalendarDays(count=100, first_day="next")),
        HOUSING,
        "2.3",
        "The policy gives 100 days to complain; the Code gives 12 months.",
    ),
    "counted from the event only": (
        clock("white", anchor=shapes.AtFact(fact="happened_on")),
        LGSCO,
        "2.2",
        "The policy counts the time to complain only from when the matter happened; "
        "the Code also from when the person became aware of it.",
    ),
    "late is too late": (
        clock("white", binds=shapes.HardWindow()),
        LGSCO,
        "2.2",
        "The policy refuses a late complaint out of hand; the Code wants somebody to consider taking it.",
    ),
    "reasons demanded": (
        request(reasons_compulsory=True),
        HOUSING,
        "6.12",
        "The policy demands reasons from whoever asks for Second look; the Code says that none need be given.",
    ),
    "the second stage is decided upon": (
        request(accepted_first=True),
        HOUSING,
        "6.10",
        "The policy has somebody decide whether Second look goes ahead; the Code gives it to whoever asks for it.",
    ),
    "the second stage can be withheld": (
        together(step(CONVERTED), moves("request-next-stage", unless=("step:triage=away",))),
        LGSCO,
        "6.10",
        "The policy can keep a complaint from Second look (“Triage”); the Code gives it to whoever asks for it.",
    ),
    "the second stage is for some": (
        moves("request-next-stage", when=shapes.WhenFlag(flag="anonymous")),
        LGSCO,
        "6.10",
        "The policy opens Second look to some complaints only; the Code opens it to all.",
    ),
    "refused without listed reasons": (
        refusing("violet"),
        LGSCO,
        "5.7",
        "The policy lists no reasons for which Second look can be refused; the Code wants valid ones.",
    ),
    "refused without words": (
        together(
            refusing("violet", refusal_reasons=(shapes.Choice(id="r", name="R", paragraph="Q"),)),
            letter("violet", without="a"),
        ),
        HOUSING,
        "5.11",
        "The letter that refuses Second look gives no reasons; the Code wants them stated.",
    ),
    "refused without the Ombudsman": (
        together(refusing("violet"), letter("violet", without="b")),
        LGSCO,
        "2.4",
        "“Refusal” need not name the Ombudsman; the Code wants the right to go there told.",
    ),
    "turned away without the Ombudsman": (
        step(TURNED_AWAY),
        HOUSING,
        "2.4",
        "“First acknowledgement” need not name the Ombudsman; the Code wants the right to go there told.",
    ),
    "the same person again": (
        lambda policy: replace(policy, positions=(replace(policy.positions[0], bars=("held",)),)),
        LGSCO,
        "6.13",
        "The policy lets whoever dealt with an earlier stage be judge; the Code wants somebody else at Second look.",
    ),
    "nobody kept away": (
        moves("appoint", position=""),
        HOUSING,
        "6.13",
        "The policy keeps nobody away from Second look; the Code wants somebody else there.",
    ),
    "no representative": (
        moves("receive", by=("complainant",)),
        LGSCO,
        "1.5",
        "The policy has no way for a representative to bring a complaint; the Code wants one.",
    ),
    "one way to complain": (
        lambda policy: replace(policy, channels=policy.channels[:1]),
        LGSCO,
        "3.1",
        "The policy names 1 way to complain; the Code wants several.",
    ),
    "an Ombudsman without an address": (
        lambda policy: replace(policy, contacts={**policy.contacts, "tower": shapes.Contact(name="The Ombudsman")}),
        LGSCO,
        "3.7",
        "The policy does not say how to reach the Local Government and Social Care Ombudsman; the Code wants it told.",
    ),
    "no Ombudsman in the notice of more time": (
        letter("blue", without="c"),
        LGSCO,
        "6.5",
        "“More time” need not give the Ombudsman's details; the Code wants it given.",
    ),
    "an Ombudsman only now and then": (
        letter(
            "blue",
            without="c",
            instead=(
                content("c", "The Ombudsman", shapes.ContactDetails(ombudsmen=True), when=shapes.WhenFlag(flag="x")),
            ),
        ),
        LGSCO,
        "6.16",
        "“More time” need not give the Ombudsman's details; the Code wants it given.",
    ),
    "no reason for more time": (
        letter("blue", without="a"),
        LGSCO,
        "5.5",
        "“More time” need not give the reason; the Code wants it given.",
    ),
    "an answer that gives no reasons": (
        letter("orange", without="c"),
        HOUSING,
        "6.7",
        "“First answer” need not give the reasons for the decision; the Code wants it given.",
    ),
    "an answer without a letter": (
        moves("respond", letter=""),
        LGSCO,
        "6.19",
        "Second look: the policy sends no letter that could give the decision; the Code wants it given.",
    ),
    "a complaint that is not defined": (
        letter("yellow", without="a"),
        HOUSING,
        "5.6",
        "“Second acknowledgement” need not give the complaint as understood; the Code wants it given.",
    ),
    "an answer that is not called final": (
        letter("green", without="e"),
        HOUSING,
        "6.10",
        "“Last answer” need not give word that it is final; the Code wants it given.",
    ),
}


@pytest.mark.parametrize("code", [LGSCO, HOUSING])
def test_a_policy_that_keeps_everything_departs_from_nothing(code):
    assert found(complying(), code) == {}
    assert departures.summary(compare(complying(), codes()[code])) == "No departure was found."


@pytest.mark.parametrize(("change", "code", "provision", "sentence"), DEPARTURES.values(), ids=DEPARTURES)
def test_each_departure_is_found_and_said(change, code, provision, sentence):
    assert sentence in found(change(complying()), code).get(provision, [])


#: Changes that may look like departures and are none.
KEPT = {
    "an answer instead of an acknowledgement": clock("red", met_by=("acknowledged", "answered")),
    "fewer days": clock("orange", length=DAYS(count=9, first_day="next")),
    "day one is the day itself": clock("orange", length=DAYS(count=11, first_day="anchor")),
    "two weeks": clock("orange", length=shapes.CalendarDays(count=14, first_day="next")),
    "the same days, counted from receipt": clock("orange", anchor=shapes.AtReceipt()),
    "the earlier of two starts": clock(
        "orange",
        anchor=shapes.EarlierOf(of=(shapes.AtMilestone(milestone="acknowledged"), shapes.AtDue(clock="red"))),
    ),
    "the earlier of two ends": clock(
        "orange",
        ends=shapes.EarliestEnd(
            of=(shapes.Span(anchor=shapes.AtReceipt(), length=DAYS(count=25, first_day="next")),), unknown="ignore"
        ),
    ),
    "no extension": clock("green", extension=shapes.NoExtension()),
    "a short total": clock(
        "orange",
        extension=shapes.WithinTotal(total=DAYS(count=20, first_day="next"), counted="working-days", paragraph="X"),
    ),
    "two years to complain": clock("white", length=shapes.CalendarMonths(count=24)),
    "no limit to complaining but advice": clock("white", binds=shapes.AdvisoryWindow()),
    "a wish instead of a complaint": step(CONVERTED),
    "what was settled": step(
        replace(TURNED_AWAY, options=(replace(TURNED_AWAY.options[0], name="Settled on the telephone"),))
    ),
    "a slow clock of another track": lambda policy: replace(
        policy, clocks=(*policy.clocks, replace(policy.clocks[1], id="slow", track="wish", stage="wish"))
    ),
}


@pytest.mark.parametrize("change", KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("code", [LGSCO, HOUSING])
def test_what_keeps_to_the_code_in_another_way_is_no_departure(change, code):
    assert found(change(complying()), code) == {}


def test_what_must_be_done_comes_first():
    policy = together(clock("red", length=DAYS(count=9, first_day="next")), DEPARTURES["one way to complain"][0])(
        complying()
    )
    compared = compare(policy, codes()[LGSCO])
    assert [(one.provision.strength, one.provision.id) for one in compared.departures] == [
        ("must", "3.1"),
        ("should", "6.2"),
    ]
    assert departures.summary(compared) == "2 departures, 1 of them from what the Code says must be done."


def test_every_provision_is_a_departure_kept_or_to_be_explained():
    for code in codes().values():
        compared = compare(complying(), code)
        parts = [*compared.departures, *compared.kept, *compared.open]
        assert sorted(one.provision.id for one in parts) == sorted(one.id for one in code.provisions)


def test_an_explanation_stands_beside_its_departure():
    said = shapes.Explanation(
        code=LGSCO, provision="6.2", text="We are small.", approved_by="Cabinet", approved_on=date(2026, 3, 1)
    )
    slow = clock("red", length=DAYS(count=9, first_day="next"))(complying())
    compared = compare(replace(slow, explanations=(said,)), codes()[LGSCO])
    assert [one.explanation for one in compared.departures] == [said]
    assert compared.unexplained == ()
    assert compare(slow, codes()[LGSCO]).unexplained == compare(slow, codes()[LGSCO]).departures
    assert [one.explanation for one in compare(replace(slow, explanations=(said,)), codes()[HOUSING]).departures] == [
        None
    ]


# --- the two councils, read by hand --------------------------------------------------------------

#: What somebody finds who reads the two policies beside the two Codes.
BY_HAND = {
    ("kings-lynn", LGSCO): {
        "2.2",  # section 7: twelve months from when the matter happened, not from becoming aware
        "2.4",  # section 4A: without consent nothing is done, and nobody is told of the Ombudsman
        "5.2",  # section 2: informal resolution
        "6.3",  # section 3: 15 working days
        "6.4",  # section 3: a delay is explained, but has no limit
        "6.5",  # the delay notice does not name the Ombudsman
        "6.8",  # the answer does not say which stage it is, nor set out the complaint
        "6.10",  # section 3: the request is accepted or not
        "6.12",  # section 3: reasons are demanded
        "6.15",  # section 3: a new date, without a limit
        "6.16",  # the notice of a new date does not name the Ombudsman
    },
    ("dartford", LGSCO): {
        "2.2",  # 3.11: twelve months after the cause arose
        "2.4",  # 4.6, 5.4, 5.5: whoever is sent to another body is not told of the Ombudsman
        "6.8",  # the answer does not say which stage it is, nor set out the complaint
        "6.10",  # 8.1.1(i): the Director may decide otherwise
    },
    ("kings-lynn", HOUSING): {
        "2.3",
        "2.4",
        "5.2",
        "5.6",  # the acknowledgement does not set out the complaint and the outcome sought
        "5.7",  # nor for what the landlord is responsible
        "6.2",  # acknowledged in time, but not defined
        "6.3",
        "6.4",
        "6.5",
        "6.9",
        "6.10",
        "6.11",  # acknowledged in time, but not defined
        "6.12",
        "6.15",
        "6.16",
        "6.19",  # the final answer does not set out the complaint
    },
    ("dartford", HOUSING): {
        "2.3",
        "2.4",
        "5.7",  # the acknowledgement does not say for what the landlord is responsible
        "6.9",
        "6.10",
        "6.19",  # the final answer does not say which stage it is, nor set out the complaint
    },
}


@pytest.mark.parametrize(("council", "code"), BY_HAND, ids=lambda one: one)
def test_the_departures_of_the_two_councils_are_those_read_by_hand(council, code):
    assert set(found(current(council), code)) == BY_HAND[council, code]


@pytest.mark.parametrize("code", [LGSCO, HOUSING])
def test_no_time_of_dartford_is_looser_than_the_codes(code):
    """Landlord complaints are under a binding Code: 5, 10 and 20 working days, 10 and 20 more (DA 2.8.3)."""
    timed = {"6.2", "6.3", "6.4", "6.11", "6.14", "6.15"}
    assert not timed & set(found(current("dartford"), code))


def test_kings_lynn_departs_in_the_three_best_known_ways():
    said = found(current("kings-lynn"), LGSCO)
    assert said["6.3"] == [
        "Stage One: the policy gives 15 working days from receipt for the answer; "
        "the Code 10 working days from the acknowledgement."
    ]
    assert "Informal resolution" in said["5.2"][0]
    assert said["6.12"] == [
        "The policy demands reasons from whoever asks for Stage Two; the Code says that none need be given."
    ]


@pytest.mark.parametrize("council", ["kings-lynn", "dartford"])
def test_no_explanation_was_made_up_for_a_council(council):
    assert current(council).explanations == ()
