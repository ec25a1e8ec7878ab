"""Does the check of a letter find what is not for its reader, and nothing else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from redress.cases import bars
from redress.correspondence import draft_talk, drafts
from redress.correspondence.checking import checked
from redress.records import keep, people
from redress.records.copied import shared_runs
from redress.records.models import Part
from tests.rooms.case_files import COMPLAINANT, moment
from tests.rooms.letter_cases import ready
from tests.rooms.test_letter_check import FINE, codes, found


@pytest.mark.django_db
def test_numbers_and_addresses_of_others_are_found() -> None:
    one = ready("dartford", "stage-one-response")
    said = "Ring me on 07700 900555. I am AB 12 34 56 D."
    keep.words(one.file.case, "complaint", said, by=COMPLAINANT, at=moment(one.at))
    table: dict[str, list[str]] = {
        "Her number is AB 12 34 56 C.": ["letter-insurance-number"],
        "Your number is AB 12 34 56 D.": ["their-number"],
        "We pay sort code 12-34-56.": ["letter-bank-details"],
        "The neighbour can be called on 07700 900123.": ["particulars-of-others"],
        "The neighbour is at n.bour@example.net, SW1A 1AA.": ["particulars-of-others"] * 2,
        "Call us on 01322 343434 or 0300 061 0614, or at 07700 900555.": [],
        "Write to lucja@example.org, to bins@dartford.gov.uk or to DA1 1DJ.": [],
    }
    for text, expected in table.items():
        concerns = found(one, reasons=text)
        assert codes(concerns) == expected, text
        assert all(each.paragraph == "3.7" and each.where == "reasons" for each in concerns)


@pytest.mark.django_db
def test_nobody_else_on_the_case_is_named_nor_written_to_at_their_address() -> None:
    one = ready("dartford", "stage-one-response")
    before = people.add(one.file.case, name="Bogdan Nowak", address="7 Mill Lane\nDartford", part=Part.REPRESENTATIVE)
    people.has_ended(before, on=date(2026, 6, 2))
    assert codes(found(one, reasons="Bogdan  Nowak wrote to us.")) == ["names-of-others"]
    assert codes(found(one, reasons="He lives at 7 Mill Lane.")) == ["particulars-of-others"]
    for text in ("Mr Nowak wrote to us.", "Łucja O’Brien lives at 12 High Street.", "The lane by the mill was shut."):
        assert found(one, reasons=text) == [], text


@pytest.mark.django_db
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_officers_are_named_only_as_the_policy_allows(council: str) -> None:
    one = ready(council, "stage-one-response")
    holder, other = one.staff, one.office.staff["auditor"]
    other.name = "Vera Quill"
    other.save(update_fields=["name"])
    wanted = {content.id for content in one.letter.contents}
    words = {id: text for id, text in FINE.items() if id in wanted}

    def naming(name: str, *, named: bool) -> list[str]:
        composed = one.composed(written={**words, "reasons": f"{name} read the log."})
        assert composed.told is not None
        public = replace(composed.told.policy.public, officer_named=named)
        told = replace(composed.told, policy=replace(composed.told.policy, public=public))
        return codes(list(checked(one.file.case, replace(composed, told=told))))

    assert naming(holder.name, named=True) == naming("The officer", named=False) == naming("Vera Q", named=False) == []
    assert naming(holder.name, named=False) == ["letter-names-officer"]
    assert naming(other.name, named=False) == ["names-staff"]
    bars.keep_away(one.file.case, other, ground="complained-about")
    assert naming(other.name, named=True) == ["names-complained-about"]
    assert naming(other.name, named=False) == ["letter-names-officer"]


@pytest.mark.django_db
def test_words_copied_from_a_note_are_found_and_no_others() -> None:
    one = ready("kings-lynn", "stage-one-response")
    note = "The driver told his manager that he skips the street whenever it rains. "
    note += "Their words: my bin is never emptied at all by anybody in June."
    keep.internal_note(one.file.case, note, by=one.office.actor(one.who))
    said = "My bin is never emptied at all by anybody in June."
    keep.words(one.file.case, "complaint", said, by=COMPLAINANT, at=moment(one.at))
    copied = found(one, reasons="We know that the driver told his manager\nthat he skips the street, when it rains.")
    assert codes(copied) == ["copied-from-a-note"]
    assert "“the driver told his manager that he skips the street”" in copied[0].sentence
    keep.internal_note(one.file.case, "She complains every week.", by=one.office.actor(one.who))
    assert codes(found(one, reasons="We know that she complains every week.")) == ["copied-from-a-note"]
    for text in ("The driver told his manager that he was ill.", f"You told us: {said}", "She complains every day."):
        assert found(one, reasons=text) == [], text


@pytest.mark.django_db
def test_words_copied_from_a_comment_on_the_draft_are_found() -> None:
    one = ready("kings-lynn", "stage-one-response")
    draft = drafts.save(one.file.case, "stage-one-response", {}, one.staff)
    said = "Do not tell her that the crew left early to watch the football."
    draft_talk.comment(draft, said, by=one.staff, key="1")
    copied = found(one, reasons="You should know that the crew left early to watch the football.")
    assert codes(copied) == ["copied-from-a-note"]
    assert "“that the crew left early to watch the football”" in copied[0].sentence
    assert found(one, reasons="The crew left early that day, we are told.") == []


@given(
    some.lists(
        some.sampled_from(["the", "bin", "was", "not", "taken", "on", "that", "day", "by", "our", "crew"]), max_size=30
    )
)
def test_a_run_is_shared_with_itself_and_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    assert shared_runs(text, [text], least=8) == ((text,) if len(words) >= 8 else ())
    assert all(run in text for run in shared_runs(text, ["the bin was not taken on that day by"], least=3))
