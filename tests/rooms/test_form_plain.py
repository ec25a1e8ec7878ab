"""Does the online form ask for no more than it must, in plain English, and is that reviewed on record?

``REDRESS_WRITE_GOLDEN=1`` prints ``docs/form-review.md`` afresh: read the form then, question by question, and say when
you did. A changed word, a new question or a new duty makes the record stale, so that none goes without being read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms

from redress import policies
from redress.intake.answers import Answers
from redress.intake.questions import QUESTIONS
from redress.rules.policy import Policy
from tests import reading_age
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db

COUNCILS = ("dartford", "kings-lynn")
RECORD = Path(__file__).resolve().parents[2] / "docs" / "form-review.md"
WRITE = "REDRESS_WRITE_GOLDEN"

#: What cannot be left out, and why the procedure cannot do without it.
NEEDED = {
    "subject": "which rules and which helpers apply",
    "service": "who looks into it; “not sure” is an answer",
    "landlord": "which Ombudsman it can go to; “not sure” is an answer",
    "elsewhere": "whether somebody else decides it; “none of these” is an answer",
    "for_whom": "whether somebody's consent is needed",
    "their_name": "for whom it is",
    "part": "in what capacity somebody acts",
    "consent": "the consent itself",
    "organisation": "for whom it is",
    "what_happened": "the complaint itself",
    "why_late": "asked only where it is older than the policy's limit",
    "anonymous": "whether we may know who it is",
    "name": "whom we answer; not asked of somebody who stays anonymous",
    "preferred": "how we answer",
    "uprn": "asked only of somebody who looked their address up; they can type it instead",
}
#: What the policy itself may make compulsory, or leave out (``[[public.fields]]``).
BY_POLICY = {"telephone", "address", "postcode"}


def fields_of(office: Office) -> Iterator[tuple[str, str, forms.Field]]:
    for question in QUESTIONS:
        form = question.form(council=office.council, policy=office.policy, answers=Answers())
        yield from ((question.slug, name, field) for name, field in form.fields.items() if not field.widget.is_hidden)


def words_of(field: forms.Field, policy: Policy) -> list[str]:
    """What a person reads at a field, and is told where it is wrong; not the entries of the policy's own lists."""
    lists = {each.name for each in (*policy.subjects, *policy.elsewhere, *policy.lists.get("representatives", ()))}
    choices = [str(says) for _id, says in getattr(field, "choices", ()) if str(says) not in lists]
    told = (field.label, field.help_text, *choices, *field.error_messages.values())
    return [str(text) for text in told if text and "%(" not in str(text)]


@requirement("DA-2.2-2")
@pytest.mark.parametrize("council", COUNCILS)
def test_the_form_needs_no_more_than_the_procedure_and_the_policy_make_compulsory(council: str) -> None:
    office = Office(council)
    by_policy = {each.id for each in office.policy.public.fields if each.asked == "needed"}
    needed = {name for _slug, name, field in fields_of(office) if field.required}
    assert needed == set(NEEDED) | by_policy
    assert by_policy <= BY_POLICY
    hidden = {each.id for each in office.policy.public.fields if each.asked == "hidden"}
    assert not hidden & {name for _slug, name, _field in fields_of(office)}


@requirement("DA-2.2-2")
def test_its_texts_are_plain_english_and_the_review_on_record_is_of_these_texts() -> None:
    rows = []
    for council in COUNCILS:
        office, texts = Office(council), {}
        for slug, name, field in fields_of(office):
            texts.setdefault(slug, []).append((name, field, words_of(field, office.policy)))
        whole = [text for fields in texts.values() for _name, _field, said in fields for text in said]
        measured = reading_age.measure(whole)
        assert measured.age <= reading_age.OLDEST, reading_age.hardest(whole)
        for slug, fields in texts.items():
            said = [text for _name, _field, each in fields for text in each]
            digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]
            must = "; ".join(
                f"`{name}`: {NEEDED.get(name, 'the policy')}" for name, field, _said in fields if field.required
            )
            rows.append(f"| {office.policy.council.short_name} | {slug} | {must or 'nothing'} | {digest} |")
        rows.append(f"| {office.policy.council.short_name} | **all of it** | reading age {measured.age:.1f} | |")
    assert set(policies.rulebook().newest) >= set(COUNCILS)
    before, after = RECORD.read_text().split("<!-- questions: printed -->\n")[:2]
    table = (
        "\n".join(("| council | question | what must be answered, and why | words |", "|---|---|---|---|", *rows))
        + "\n"
    )
    if os.environ.get(WRITE):
        RECORD.write_text(f"{before}<!-- questions: printed -->\n{table}")
        after = table
    assert after == table
