"""Is a letter that the check blocks refused, and what it warns of kept, on the pages too?"""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from redress.correspondence import checking
from redress.correspondence.checking import checked
from redress.correspondence.checking.warned import WARNINGS
from redress.correspondence.letters import approve, letters_of
from redress.records import people
from redress.records.adjustments import Given, record, supports_in
from redress.rules.refusals import Refused
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import Office
from tests.rooms.letter_cases import READY, ready
from tests.rooms.test_letter_check import FINE

# --- sending it ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_blocks_is_refused_where_it_is_approved_and_what_warns_is_kept() -> None:
    one = ready("dartford", "stage-one-response")
    by = one.office.actor(one.who)
    bad = one.composed(written={**FINE, "reasons": "The log of [date] shows it."})
    with pytest.raises(Refused) as refused:
        approve(one.file.case, bad, key="1", by=by)
    assert (refused.value.code, refused.value.parameters["where"]) == ("letter-hole", "reasons")
    assert approve(one.file.case, bad, key="0", by=by, looking=True)[0].warned == []
    doubtful = one.composed(written={**FINE, "reasons": "We recieve it prior to noon."})
    letter, _event = approve(one.file.case, doubtful, key="2", by=by)
    assert letter.warned == [{"code": "jargon", "where": "reasons"}, {"code": "spelling", "where": "reasons"}]
    assert letter.approved_by == by.id


@pytest.mark.django_db
@pytest.mark.parametrize(("council", "kind"), READY)
def test_no_letter_of_either_policy_is_blocked_for_what_the_policy_itself_says(council: str, kind: str) -> None:
    one = ready(council, kind)
    assert [each for each in checked(one.file.case, one.composed()) if each.blocks] == []


def test_every_warning_has_a_name_for_afterwards() -> None:
    """The codes are read from the rules themselves; what blocks is worded where refusals are."""
    given = set()
    for path in Path(checking.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            called = node.func if isinstance(node, ast.Call) else None
            if getattr(called, "attr", getattr(called, "id", "")) in ("warns", "warning"):
                given |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    assert given == set(WARNINGS)


# --- the page ------------------------------------------------------------------------------------


@pytest.fixture
def office() -> Office:
    return Office("dartford")


@pytest.mark.django_db
def test_the_check_stands_above_the_letter_and_shuts_the_button_while_something_blocks(office: Office) -> None:
    file = desks.allocated(desks.complaint(office))
    officer = desks.Officer(office, "service-manager")
    words = {**desks.ACKNOWLEDGEMENT, "understanding": "We recieve the form prior to [date]."}
    page = officer.sends(file, "acknowledge", step="go", **desks.letter(words))
    text = desks.text_of(page)
    assert text.index("To put right before it can go") < text.index("“[date]” is still to be filled in")
    assert text.index("To look at") < text.index("Instead of “prior to” say: before")
    assert "The letter can go as it is" not in text
    assert "“recieve” may be misspelt, for “receive”, “relieve”." in text
    assert text.index("What the check found") < text.index('class="redress-preview"')
    assert 'value="send"' not in text
    forced = desks.text_of(officer.sends(file, "acknowledge", step="send", **desks.letter(words)))
    assert "“[date]” is still to be filled in" in forced
    assert 'id="id_content-understanding-error"' in forced
    assert "We recieve the form prior to [date]." in forced
    assert letters_of(file.case) == []


@pytest.mark.django_db
def test_what_a_step_prints_is_checked_and_refused_beside_its_question(office: Office) -> None:
    file = desks.complaint(office)
    officer = desks.Officer(office, "corporate-services-team")
    given = {"option": "internal", "answer-next-contact": "Kent Police, 101 or 01622 690690."}
    looked = desks.text_of(officer.sends(file, "step/redirect", step="go", **given, **{"answer-reason": "See [date]."}))
    assert "“[date]” is still to be filled in" in looked
    assert "01622 690690” is not known" not in looked  # it is there to be written to
    sent = desks.text_of(officer.sends(file, "step/redirect", step="send", **given, **{"answer-reason": "See [date]."}))
    assert 'id="id_answer-reason-error"' in sent


@pytest.mark.django_db
def test_what_the_reader_needs_blocks_until_it_is_there_and_a_translation_is_looked_at_too(office: Office) -> None:
    file = desks.allocated(desks.complaint(office))
    reader = people.parties_of(file.case)[0].person
    policy, support = office.policy, next(each for each in supports_in(office.policy) if each.effect == "translation")
    given = Given(kind=support.fits[0], support=support.id, settled="accepted", language="Polish")
    record(reader, file.case, policy, given, by="staff:1", on=date(2026, 6, 1))
    officer = desks.Officer(office, "service-manager")
    words = desks.letter(desks.ACKNOWLEDGEMENT)
    page = desks.text_of(officer.sends(file, "acknowledge", step="go", **words))
    assert page.index("To put right before it can go") < page.index(
        "Letters to this person are to be translated into Polish"
    )
    words |= {"content-fit-translation": "Dzień dobry [data]. <<Nazwisko>>, AB 12 34 56 C, niewątpliwie."}
    page = desks.text_of(officer.sends(file, "acknowledge", step="go", **words))
    assert "&lt;&lt;Nazwisko&gt;&gt;” is still to be filled in" in page
    assert "“AB 12 34 56 C” is a National Insurance number" in page
    assert "may be misspelt" not in page


@pytest.mark.django_db
def test_a_warning_stops_nobody_and_is_kept_with_the_letter(office: Office) -> None:
    file = desks.allocated(desks.complaint(office))
    officer = desks.Officer(office, "service-manager")
    assert "Nothing to put right and nothing to look at." in desks.text_of(
        officer.sends(file, "acknowledge", step="go", **desks.letter(desks.ACKNOWLEDGEMENT))
    )
    words = {**desks.ACKNOWLEDGEMENT, "understanding": "You recieve no bins."}
    page = desks.text_of(officer.sends(file, "acknowledge", step="go", **desks.letter(words)))
    assert "To put right before it can go" not in page
    assert "The letter can go as it is" in page
    assert officer.sends(file, "acknowledge", step="send", **desks.letter(words)).status_code == 302
    (letter,) = letters_of(file.case)
    assert letter.warned == [{"code": "spelling", "where": "understanding"}]
    kept = desks.text_of(officer.client.get(f"/casework/{file.case.reference}/letters/{letter.pk}/"))
    assert "The check had warned of" in kept
    assert "Spelling (Your complaint as we understand it)" in kept
