"""Does the check of a letter end soon whatever was typed, and does the page open where a check fails?"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from redress import policies
from redress.correspondence import checking
from redress.correspondence.checking import checked
from redress.correspondence.checking.looked_at import LookedAt
from redress.correspondence.checking.spelling import LONGEST, better, misspelt
from redress.correspondence.letters import approve
from redress.correspondence.wordings import Wording
from redress.correspondence.wordings.checks import faults_of
from redress.records import particulars
from redress.rules.refusals import Refused
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import INVESTIGATOR, Office
from tests.rooms.letter_cases import ready
from tests.rooms.test_letter_check import FINE

#: What somebody could paste: each again and again, until the box is full.
HOSTILE = (
    "x",
    "X",
    "9",
    "_",
    "a.",
    "a@",
    "a@b.",
    "1 ",
    ".-",
    "A’",
    "[name ",
    "{",
    "<a",
    "1 Jan ",
    "31/02/2026 ",
    "we will answer ",
    "Aa and ",
    "Mr A",
    "!” ",
    "\n",
    "xa9@.-’ £",
)
FEW, MANY = 3_000, 12_000


def _took(work: Callable[[str], object], text: str) -> float:
    """The least time of three: once the dictionary is read, or what was thrown away is swept up, and once it is not."""
    times = []
    while len(times) < 3 and min(times, default=1.0) > 0.1:
        began = process_time()
        work(text)
        times.append(process_time() - began)
    return min(times)


def _grows_in_step(work: Callable[[str], object], again: str) -> bool:
    """Whether four times as much takes about four times as long; what takes next to nothing is not measured."""
    long = (again * MANY)[:MANY]
    whole = _took(work, long)
    return whole < 0.1 or whole < 8 * _took(work, long[:FEW])


@pytest.mark.parametrize(
    "finds",
    [
        particulars.emails,
        particulars.telephones,
        particulars.postcodes,
        particulars.insurance_numbers,
        particulars.likely_bank_details,
        misspelt,
    ],
)
def test_numbers_addresses_and_words_are_found_in_time_however_long_a_word_is(finds: Any) -> None:
    assert [again for again in HOSTILE if not _grows_in_step(finds, again)] == []


@pytest.mark.django_db
def test_a_whole_letter_is_checked_in_time_whatever_was_typed() -> None:
    one = ready("dartford", "stage-one-response")
    wanted = {content.id for content in one.letter.contents}
    words = {id: text for id, text in FINE.items() if id in wanted}

    def check(text: str) -> object:
        return checked(one.file.case, one.composed(written={**words, "reasons": text}))

    assert [again for again in HOSTILE if not _grows_in_step(check, again)] == []


@pytest.mark.django_db
def test_the_builder_takes_an_endless_word_and_opens_again() -> None:
    """No time is measured: what is looked through again and again would keep this test for minutes."""
    office = Office("dartford")
    file = desks.acknowledged(desks.complaint(office))
    officer = desks.Officer(office, INVESTIGATOR["dartford"])
    endless = "x" * 20_000
    boxes = {**desks.letter({**desks.ANSWER, "reasons": endless}), "finding-p1": "upheld"}
    officer.sends(file, "respond", step="draft", version="0", **boxes)
    officer.sends(
        file, "respond", step="draft", version="1", **{**boxes, "content-reasons": f"{endless[:-9]} a@{9**99}"}
    )
    page = desks.text_of(officer.opens(file, "respond"))
    assert f"“{'x' * LONGEST}…” may be misspelt" in page


def test_an_endless_word_is_misspelt_and_none_better_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redress.correspondence.checking.spelling._dictionary", lambda: pytest.fail("looked up"))
    endless = "x" * (LONGEST + 1)
    assert misspelt(endless) == (endless,)
    assert better(endless) == ()


def test_of_words_for_a_letter_that_are_too_long_nothing_else_is_said() -> None:
    policy = policies.current("dartford")
    wording = Wording(opening="<b>{nothing} cannot complain " * 5_000)
    (fault,) = faults_of(wording, policy.letter("stage-one-response"), policy)
    assert fault.blocks
    assert fault.sentence.startswith("Use 2000 characters or fewer")


# --- a check that fails --------------------------------------------------------------------------


def _fails(at: LookedAt) -> Any:
    raise ValueError(at)


@pytest.mark.django_db
def test_a_check_that_fails_opens_the_page_and_keeps_the_letter_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "RULES", (_fails, *checking.RULES))
    office = Office("dartford")
    file = desks.allocated(desks.complaint(office))
    officer = desks.Officer(office, "service-manager")
    page = desks.text_of(officer.sends(file, "acknowledge", step="go", **desks.letter(desks.ACKNOWLEDGEMENT)))
    assert "The check of this letter could not be made, so it cannot go yet" in page
    assert 'value="send"' not in page
    one = ready("kings-lynn", "stage-one-response")
    with pytest.raises(Refused) as refused:
        approve(one.file.case, one.composed(), key="1", by=one.office.actor(one.who))
    assert refused.value.code == "letter-not-checked"
