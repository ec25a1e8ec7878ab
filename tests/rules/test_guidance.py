"""Does each piece of advice of both policies stand where the officer needs it, with its paragraph?"""

from __future__ import annotations

import pytest

from redress import policies
from redress.rules.guidance import advice, advised_places
from tests.requirement import requirement

#: Row of the catalogue: the advice, words it must have, the places where it must stand, the flags it needs.
Row = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]

DARTFORD: tuple[Row, ...] = (
    ("DA-1.7-1", "positive-approach", "complainant first", ("page:log", "stage:stage-one", "stage:stage-two"), ()),
    ("DA-1.7-2", "as-you-would-want", "want to be treated", ("page:log", "stage:stage-one", "stage:stage-two"), ()),
    ("DA-2.3-4", "understanding", "understands what is being said", ("contact",), ()),
    ("DA-2.3-6", "read-back", "say back what you understood", ("page:log", "contact", "step:oral-note"), ()),
    ("DA-2.3-8", "culture-and-religion", "cultural and religious", ("step:meeting", "contact"), ()),
    ("DA-2.3-9", "not-defensive", "defensive", ("respond",), ()),
    ("DA-2.3-10", "polite", "polite and courteous", ("respond",), ()),
    ("DA-2.3-11", "honest", "honest", ("respond",), ()),
    ("DA-2.3-12", "sensitive", "sensitive", ("respond",), ()),
    ("DA-2.6-0", "special-needs", "another format or language", ("page:log", "step:help-given"), ()),
    ("DA-2.10.1-2", "record-evidence", "evidence of a decision", ("note", "page:help"), ()),
    ("DA-2.10.1-3", "record-law", "the law, an audit", ("note", "page:help"), ()),
    ("DA-2.10.1-4", "record-position", "position of the council", ("note", "page:help"), ()),
    ("DA-2.10.1-5", "record-managed", "looked after and controlled", ("note", "page:help"), ()),
    ("DA-2.10.3-1", "poor-records", "court or an Ombudsman", ("page:help", "close"), ()),
    ("DA-2.10.5-1", "good-records", "Records Management Policy", ("page:help",), ()),
    ("DA-2.13.2-3", "ethos", "learn from mistakes", ("page:help",), ()),
    ("DA-3-1", "definition", "however made", ("step:triage",), ()),
    ("DA-3.2-1", "to-us-or-about-us", "pothole", ("step:triage",), ()),
    ("DA-3.3-1", "not-too-rigid", "too rigid about definitions", ("step:triage",), ()),
    ("DA-4.1-1", "told-apart", "a comment and a compliment", ("step:triage",), ()),
    ("DA-4.2-3", "no-magic-word", "need not use the word complaint", ("step:triage",), ()),
    ("DA-4.4-1", "entitlement", "how the person was treated", ("step:triage=appeal", "step:redirect"), ()),
    ("DA-4.5-1", "statutory-appeals", "quality of service", ("step:triage=appeal", "step:redirect"), ()),
    ("DA-4.5-2", "standards-in-appeals", "basic standards", ("step:triage=appeal", "step:redirect"), ()),
    ("DA-4.7.1-1", "what-a-comment-is", "personal remark", ("step:triage",), ()),
    ("DA-4.7.3-3", "fine-line", "refer it to them", ("step:triage", "step:comment"), ()),
    ("DA-4.8-1", "what-a-compliment-is", "better than the standard", ("step:triage",), ()),
    ("DA-5.1.2-2", "policy-or-appeal", "is it an appeal?", ("step:triage=policy", "step:policy-reply"), ()),
    ("DA-5.2-2", "not-just-policy", "nothing can be done", ("step:policy-reply",), ()),
    ("DA-5.2-3", "established-principles", "Council Tax and other debts", ("step:policy-reply",), ()),
    ("DA-5.4.3-1", "councillor-conduct-doubt", "Monitoring Officer", ("step:triage",), ()),
    ("DA-5.12-2", "scrutiny-last", "last resort", ("step:call-for-action",), ()),
    ("DA-5.13-2", "customer-facing", "regularly, as a real part of the role", ("step:fluency",), ()),
    ("DA-6.1.2-1", "cannot-write", "suitable advice and help", ("step:help-given", "page:log"), ()),
    ("DA-6.1.2-2", "others-can-help", "somebody else can help", ("step:help-given",), ()),
    ("DA-6.2.5-1", "about-me", "complaints officer of the department", ("page:log",), ()),
    ("DA-6.3.3-1", "visit-mood", "violence", ("page:log",), ("channel-visit",)),
    ("DA-6.3.2-2", "visit-understand", "Understand the problem", ("page:log",), ("channel-visit",)),
    ("DA-6.4-c1", "mp-lay-language", "lay language", ("respond",), ("channel-mp",)),
    ("DA-6.7.1-1", "help-to-put-it", "put the complaint", ("step:help-given", "page:log"), ()),
    ("DA-8.1-2", "easier-to-complain", "easier to complain", ("page:policy",), ()),
    ("DA-8.1.1-0", "stage-one-apology", "explanation, an apology", ("stage:stage-one",), ()),
    ("DA-8.1.1-a3", "good-administration", "good administrative practice", ("stage:stage-one",), ()),
    ("DA-8.1.2-0", "stage-two-apology", "explanation, an apology", ("stage:stage-two",), ()),
    ("DA-8.1.2-b1", "afresh", "completely afresh", ("stage:stage-two",), ()),
    ("DA-8.1.3-c0", "ombudsman-asks", "done locally", ("stage:enquiry",), ()),
    ("DA-9.7-1", "diversity", "Record any adjustment", ("stage:stage-one", "stage:stage-two"), ()),
    ("DA-9.9-1", "writing-and-adjustments", "reasonable adjustments", ("page:log",), ()),
    ("DA-10.3.2-1", "information-law", "Environmental Information Regulations 2004", ("stage:internal-review",), ()),
    ("DA-11.1-1", "usual-remedies", "Think of those two first", ("respond", "step:remedies"), ()),
    ("DA-11.1-2", "remedy-guidance", "guidance on remedies", ("respond", "step:remedies"), ()),
    ("DA-11.4-8", "no-admission", "Compensation Act 2006", ("respond", "step:remedies"), ()),
)

KINGS_LYNN: tuple[Row, ...] = (
    ("KL-1-3", "definition", "act, an omission or a decision", ("step:triage", "page:log"), ()),
    ("KL-5B-13", "benefit-award", "benefit appeal", ("step:triage",), ()),
    ("KL-5B-14", "car-parking-fine", "car parking fine", ("step:triage",), ()),
    ("KL-5B-15", "planning-outcome", "planning appeal", ("step:triage",), ()),
    ("KL-5B-16", "council-tax-band", "Valuation Office Agency", ("step:triage",), ()),
    ("KL-6-1", "individual-citizens", "individual citizens", ("step:triage",), ("channel-mp",)),
    ("KL-8-7", "guiding-principle", "but for the fault", ("respond", "step:remedy"), ()),
    ("KL-12-2", "social-media-requests", "service request", ("step:triage",), ("channel-social-media",)),
    ("KL-14-1", "legislation", "freedom of information", ("page:help",), ()),
    ("KL-15-1", "information-request", "no complaint clock", ("step:triage",), ()),
)


def stands(council: str, row: Row) -> None:
    _id, guidance, words, places, flags = row
    policy = policies.current(council)
    for place in places:
        found = {one.id: one for one in advice(policy, (place,), flags=frozenset(flags))}
        assert guidance in found, f"{guidance} does not stand at {place}"
        assert words in found[guidance].text
        assert found[guidance].paragraph in policy.paragraphs
    if flags:
        assert guidance not in {one.id for one in advice(policy, places)}


@pytest.mark.parametrize("row", [pytest.param(row, id=row[0]) for row in DARTFORD])
@requirement(*(row[0] for row in DARTFORD))
def test_dartfords_advice_stands_where_it_is_needed(row: Row) -> None:
    stands("dartford", row)


@pytest.mark.parametrize("row", [pytest.param(row, id=row[0]) for row in KINGS_LYNN])
@requirement(*(row[0] for row in KINGS_LYNN))
def test_kings_lynns_advice_stands_where_it_is_needed(row: Row) -> None:
    stands("kings-lynn", row)


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_advice_is_short(council: str) -> None:
    """Advice is read at the step: no more than fifty words, never a wall of text."""
    for one in policies.current(council).guidance:
        assert len(one.text.split()) <= 50, one.id


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_no_place_has_more_advice_than_can_be_read(council: str) -> None:
    """Three pieces are shown and the rest is folded away; a dozen beside one act is the most."""
    policy = policies.current(council)
    for place in advised_places(policy):
        if not place.startswith("page:"):
            assert len(advice(policy, (place,))) <= 12, place
