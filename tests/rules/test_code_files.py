"""Are the files of the two Codes whole, and is a file with a mistake refused with its line and a sentence?"""

import re
from pathlib import Path

import pytest

from redress.policies.code_files import FOLDER, code_in, codes
from redress.policies.loader import policy_in
from redress.policies.mistakes import PolicyMistakes
from redress.policies.shape import entry, hints, kinds
from redress.rules import codes as shapes
from redress.rules.measures import _found
from tests.rules.policy_texts import DARTFORD, EXPLANATION, line_of, mistakes, spoilt, with_explanation

TEXT = (FOLDER / "lgsco.toml").read_text(encoding="utf-8")


def wrong_in(text: str) -> list[str]:
    with pytest.raises(PolicyMistakes) as raised:
        code_in(text, Path("code.toml"))
    return [str(mistake) for mistake in raised.value.mistakes]


# --- the two Codes -------------------------------------------------------------------------------


def test_there_are_two_codes_one_binding_and_one_advisory():
    """DA 2.8.3: landlord complaints are under a binding Code, others under advice and guidance."""
    known = codes()
    assert list(known) == ["housing-ombudsman", "lgsco"]
    assert (known["housing-ombudsman"].standing, known["housing-ombudsman"].about) == ("binding", "landlord")
    assert (known["lgsco"].standing, known["lgsco"].about) == ("advice", "not-landlord")
    assert all(code.link.startswith("https://") for code in known.values())


def test_the_lgsco_says_must_only_of_the_equality_act():
    must = {one.id for one in codes()["lgsco"].provisions if one.strength == "must"}
    assert must == {"3.1", "5.6"}
    assert {one.strength for one in codes()["housing-ombudsman"].provisions} == {"must"}


@pytest.mark.parametrize(
    ("code", "sections"),
    [
        ("lgsco", [8, 5, 8, 3, 10, 20, 5, 3, 8]),
        ("housing-ombudsman", [5, 5, 7, 3, 15, 20, 4, 5, 8]),
    ],
)
def test_every_provision_of_every_section_is_there(code, sections):
    assert [len(section.provisions) for section in codes()[code].sections] == sections
    for section in codes()[code].sections:
        assert section.source.startswith("https://")
        for provision in section.provisions:
            assert provision.paragraph.split(".")[0] == section.id
            assert provision.text.endswith(".")


@pytest.mark.parametrize("code", ["lgsco", "housing-ombudsman"])
def test_what_is_not_confirmed_says_where_it_comes_from(code):
    doubtful = [one for one in codes()[code].provisions if not (one.confirmed and one.numbered)]
    assert doubtful
    assert all(one.source for one in doubtful)
    assert any(one.confirmed for one in codes()[code].provisions)


def test_the_numbers_of_the_two_codes_are_the_same():
    timed = {}
    for code in codes().values():
        for provision in code.provisions:
            for measure in provision.measures:
                if isinstance(measure, (shapes.ClockAtMost, shapes.ExtensionAtMost)):
                    timed.setdefault(provision.id, []).append(measure.working_days)
    assert timed == {
        "6.2": [5, 5],
        "6.3": [10, 10],
        "6.4": [10, 10],
        "6.11": [5, 5],
        "6.14": [20, 20],
        "6.15": [20, 20],
    }


def test_every_kind_of_measure_can_be_measured():
    measured = set(kinds(entry(hints(shapes.Provision)["measures"])).values())
    assert measured == {cls for cls in _found.registry if cls is not object}


# --- mistakes in the file of a Code --------------------------------------------------------------

MISTAKES = {
    "a key that is misspelt": (
        'strength = "must"',
        'strenght = "must"',
        "“strenght” is not a key of [[sections.provisions]]. Did you mean 'strength'?",
    ),
    "another strength": (
        'strength = "must"',
        'strength = "shall"',
        "“shall” is not possible here. Possible are: must, should, may.",
    ),
    "a kind of measure that is none": (
        'kind = "late-is-decided"',
        'kind = "late-is-decide"',
        "“late-is-decide” is not a kind of measures. Did you mean 'late-is-decided'?",
    ),
    "a number in words": (
        "working_days = 5",
        'working_days = "five"',
        "This must be a whole number, without quotation marks",
    ),
    "no days at all": ("working_days = 5", "working_days = 0", "This must be more than 0; it is 0."),
    "a milestone that is none": (
        'done = ["acknowledged"]',
        'done = ["acknowledge"]',
        "“acknowledge” is not a milestone. Did you mean 'acknowledged'?",
    ),
    "a fact that is none": (
        'fact = "aware_on"',
        'fact = "aware"',
        "“aware” is not a dated fact of a case. Did you mean 'aware_on'?",
    ),
    "an act that is none": (
        'acts = ["extend"]',
        'acts = ["extends"]',
        "“extends” is not an action. Did you mean 'extend'?",
    ),
    "a provision twice": ('id = "1.2"', 'id = "1.1"', "“1.1” is there already; every provision stands once in a Code."),
    "an id with a blank": (
        'id = "1.2"',
        'id = "1 2"',
        "“1 2” cannot be an id: use small letters and numbers, with dots or hyphens.",
    ),
    "not confirmed, and no word why": (
        'confirmed = false\nsource = "Only the opening words could be read; the list is to be checked."',
        "confirmed = false",
        "Say under “source” what has not been confirmed, and where it comes from.",
    ),
    "no standing": ('standing = "advice"\n', "", '“standing” is missing from the Code. Write standing = "advice".'),
    "a date in quotation marks": (
        "in_force_from = 2024-02-08",
        'in_force_from = "2024-02-08"',
        "This must be a date without quotation marks",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_line(old, new, told):
    text = spoilt(TEXT, old, new)
    (found,) = [one for one in wrong_in(text) if told in one]
    line = int(re.match(r"Line (\d+)", found)[1])
    block = text.count("\n", 0, TEXT.index(old)) + 1
    assert line == 1 or block - 10 <= line <= block + 3


def test_all_mistakes_come_at_once():
    text = spoilt(spoilt(TEXT, "months = 12", "months = 0"), "confirmed = true", 'confirmed = "yes"')
    assert len(wrong_in(text)) == 2


def test_a_code_without_sections_is_refused():
    assert wrong_in(TEXT.split("[[sections]]")[0]) == ["Line 1, sections: The Code needs at least one [[sections]]."]


# --- explanations in the file of a council -------------------------------------------------------


@pytest.mark.parametrize("council", ["kings-lynn", "dartford"])
def test_a_council_can_explain_a_departure(council):
    policy = policy_in(with_explanation(council), Path("policy.toml"))
    (explanation,) = policy.explanations
    assert (explanation.code, explanation.provision, explanation.approved_by) == ("lgsco", "6.3", "Cabinet")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "lgsco"', 'code = "lgsoc"', "“lgsoc” is not a Code. Did you mean 'lgsco'?"),
        ('provision = "6.3"', 'provision = "6.99"', "“6.99” is not a provision of the LGSCO Code."),
        ("approved_on = 2026-03-03\n", "", "“approved_on” is missing from this entry of [[explanations]]."),
        ('text = "Our services need the time."', 'text = ""', "This must not be empty."),
    ],
)
def test_a_mistake_in_an_explanation_is_named_with_its_line(old, new, told):
    text = with_explanation("kings-lynn", spoilt(EXPLANATION, old, new))
    (found,) = mistakes(text)
    assert told in found.sentence
    assert found.line >= line_of(text, "[[explanations]]")


def test_a_provision_is_explained_once():
    (found,) = mistakes(with_explanation("kings-lynn", EXPLANATION * 2))
    assert found.sentence == "“6.3” is explained already; every provision is explained once."


def test_the_public_is_told_only_of_codes_that_there_are():
    text = spoilt(DARTFORD, 'code = "lgsco"', 'code = "lgsoc"')
    (found,) = [one for one in mistakes(text) if one.key.startswith("public")]
    assert found.sentence == "“lgsoc” is not a Code. Did you mean 'lgsco'?"
    assert found.line == line_of(text, 'code = "lgsoc"')
