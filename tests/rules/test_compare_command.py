"""Does `redress policy compare` say where a policy departs from a Code, and help whoever misspells a name?"""

import re

import pytest

from redress import cli
from redress.policies import current
from redress.policies.code_files import codes
from redress.policies.compared import markdown_of, text
from tests.rules.policy_texts import ROOT, with_explanation
from tests.rules.test_codes import BY_HAND


def said_by(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["policy", "compare", *arguments]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_every_departure_is_listed_with_both_sides(capsys):
    said = said_by("kings-lynn", "lgsco", capsys=capsys)
    assert said.startswith("King's Lynn and West Norfolk: Corporate Complaints Policy, version 2024-01")
    assert "Complaint Handling Code of the Local Government and Social Care Ombudsman, version 2024-02 (advice" in said
    assert "SHOULD 6.3 The full answer of the first stage comes within 10 working days of the acknowledgement." in said
    assert (
        "15 working days from receipt for the answer; the Code 10 working days from the acknowledgement. (par" in said
    )
    assert "No explanation recorded." in said
    listed = set(re.findall(r"(?:MUST|SHOULD) +(\S+)", text(current("kings-lynn"), codes()["lgsco"])))
    assert listed == BY_HAND["kings-lynn", "lgsco"]


def test_what_is_kept_and_what_no_file_can_show_is_listed_too(capsys):
    said = said_by("dartford", "housing-ombudsman", capsys=capsys)
    assert "(binding)" in said
    assert re.search(r"Kept, as far as the policy file shows: 1\.3, .*6\.3, ", said)
    assert "For the council to explain, because no policy file can show it:" in said
    assert "5.10 Reasonable adjustments are made, recorded and kept under review." in said


def test_a_policy_file_can_be_compared_with_its_explanations(tmp_path, capsys):
    file = tmp_path / "lynn.toml"
    file.write_text(with_explanation("kings-lynn"), encoding="utf-8")
    said = said_by(str(file), "lgsco", capsys=capsys)
    assert "Explanation: Our services need the time. (approved by Cabinet, 2026-03-03)" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["kings-lyn", "lgsco"], "There is no policy “kings-lyn”: did you mean “kings-lynn”?"),
        (
            ["narnia", "lgsco"],
            "There is no policy “narnia”: name a file that ends in .toml, or one of dartford, kings-lynn.",
        ),
        (["kings-lynn", "lgsoc"], "There is no Code “lgsoc”: did you mean “lgsco”?"),
        (["kings-lynn", "scottish"], "There is no Code “scottish”: name one of housing-ombudsman, lgsco."),
        (["none.toml", "lgsco"], "none.toml cannot be read"),
    ],
)
def test_an_unknown_name_ends_with_2_and_a_suggestion(arguments, told, capsys):
    assert cli.main(["policy", "compare", *arguments]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("council", "code"), BY_HAND, ids=lambda one: one)
def test_the_document_lists_the_same_departures(council, code):
    rows = re.findall(r"^\| (\S+) \| (?:must|should) \|", markdown_of(council, code).split("## Kept")[0], re.MULTILINE)
    assert set(rows) == BY_HAND[council, code]
    page = (ROOT / "docs" / "codes" / f"{council}-{code}.md").read_text(encoding="utf-8")
    assert "departures: printed from the code" in page
