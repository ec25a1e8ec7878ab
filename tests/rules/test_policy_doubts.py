"""Is the council told what to confirm before its policy goes live, and what the public cannot be told as written?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from redress.policies.doubts import doubts
from redress.policies.loader import policy_in
from tests.requirement import requirement
from tests.rules.policy_texts import DARTFORD, KINGS_LYNN, marsh, mistakes, spoilt

TEXTS = {"dartford": DARTFORD, "kings-lynn": KINGS_LYNN}


def told(policy) -> list[tuple[str, str]]:
    return [(doubt.key, doubt.sentence) for doubt in doubts(policy)]


def dartford():
    return policy_in(DARTFORD, Path("dartford.toml"))


def test_the_number_with_a_digit_too_many_is_in_doubt_until_somebody_sets_it_right():
    policy = dartford()
    key = "contacts.councillor-or-mp"
    assert (f"{key}.telephone", "“01322 3433430” has 12 digits; a number here has 10 or 11.") in told(policy)
    contact = policy.contacts["councillor-or-mp"]
    checked = replace(contact, telephone="01322 343430", last_verified=date(2026, 11, 1))
    right = replace(policy, contacts={**policy.contacts, "councillor-or-mp": checked})
    assert not [doubt for doubt in doubts(right) if doubt.key.startswith(key)]


@pytest.mark.parametrize("id", TEXTS)
def test_every_remark_of_the_file_is_a_doubt(id):
    policy = policy_in(TEXTS[id], Path(f"{id}.toml"))
    sentences = {doubt.sentence for doubt in doubts(policy)}
    for contact in policy.contacts.values():
        assert not contact.remark or contact.remark in sentences
    for note in policy.public.languages:
        assert not note.remark or note.remark in sentences
    for section in policy.public.privacy_told:
        assert not section.remark or section.remark in sentences


@requirement("KL-5.1-2")
def test_a_link_to_the_councillors_that_is_empty_is_in_doubt():
    for key in ("find-borough-councillor", "find-county-councillor"):
        heading = f"[contacts.{key}]\n"
        before, _heading, after = KINGS_LYNN.partition(heading)
        line = next(line for line in after.splitlines() if line.startswith("website"))
        emptied = before + heading + after.replace(line + "\n", "", 1)
        found = told(policy_in(emptied, Path("kings-lynn.toml")))
        assert (f"contacts.{key}", "There is no web address, so the public page cannot link it.") in found


def test_a_small_policy_without_any_of_it_has_no_mistake():
    policy = policy_in(marsh(), Path("marsh.toml"))
    assert not policy.public.ways
    assert not policy.public.languages
    assert doubts(policy) == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("review by {date}.", "review soon.", "Write {date} where it is to stand in the sentence."),
        ("review by {date}.", "review by {date} at {time}.", "{time} cannot be filled in here, only {date}."),
        ('question = "decided-on"\nlength', 'question = "decided"\nlength', "asks for a day “decided”."),
        ("more than {minutes} minutes at", "more than some minutes at", "Write {minutes} where it is to stand"),
        ('entry = "polite"', 'entry = "politely"', "Did you mean 'polite'?"),
        ('contact = "relay-uk"', 'contact = "relay"', "“relay” is not one of the [contacts]."),
        ('policies = ["equality-policy"]', 'policies = ["equalities"]', "“equalities” is not one of the [contacts]."),
        ('form_to = "corporate-services-team"', 'form_to = "nobody"', "“nobody” is not one of the [contacts]."),
    ],
)
def test_what_the_public_cannot_be_told_is_a_mistake(old, new, sentence):
    assert any(sentence in mistake.sentence for mistake in mistakes(spoilt(DARTFORD, old, new)))
