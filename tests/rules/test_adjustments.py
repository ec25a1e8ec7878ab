"""Which letters and calls does a need forbid, and which does it only shape?"""

from __future__ import annotations

import pytest

from redress import policies
from redress.rules.adjustments import Manner, Support, letter_refused, manner_of, means_refused
from redress.rules.wording import sentence

BRAILLE = Support(name="Braille", paragraph="2.6", effect="braille")
AUDIO = Support(name="Cassette", paragraph="2.6", effect="another-format")
EASY = Support(name="Easy read", paragraph="9.9", effect="easy-read")
LARGE = Support(name="Large print, 18 point", paragraph="2.6", effect="large-print", print_points=18)
LARGER = Support(name="Large print, 24 point", paragraph="2.6", effect="large-print", print_points=24)
POLISH = Support(name="Translation of letters", paragraph="9.10", effect="translation", language="Polish")
NO_CALLS = Support(name="Do not telephone", paragraph="9.9", effect="no-telephone")
CALLS_ONLY = Support(name="Telephone only", paragraph="9.9", effect="telephone-only")
NO_EMAIL = Support(name="No e-mail", paragraph="9.9", effect="no-email")
LOOP = Support(name="Relay UK", paragraph="2.6")


def refused(manner: Manner, *, address: bool = True, **given) -> str:
    given = {"translated": False, "reason": "", **given}
    found = letter_refused(manner, address=address, **given)
    return found.code if found else ""


@pytest.mark.parametrize(
    ("support", "given", "code"),
    [
        (LOOP, {}, ""),
        (LARGE, {"address": False}, ""),
        (BRAILLE, {}, ""),
        (BRAILLE, {"address": False}, "post-address-needed"),
        (AUDIO, {"address": False}, "post-address-needed"),
        (EASY, {}, "easy-read-needed"),
        (EASY, {"translated": True}, "easy-read-needed"),
        (EASY, {"easy_read": True}, ""),
        (EASY, {"reason": "It was read out to her."}, ""),
        (NO_EMAIL, {"address": False}, "post-address-needed"),
        (NO_EMAIL, {}, ""),
        (POLISH, {}, "translation-needed"),
        (POLISH, {"translated": True}, ""),
        (POLISH, {"reason": "He asks for English this time."}, ""),
        (POLISH, {"reason": "  "}, "translation-needed"),
        (CALLS_ONLY, {}, "letter-reason-needed"),
        (CALLS_ONLY, {"reason": "The law wants a letter; it was read out on 3 June."}, ""),
        (NO_CALLS, {}, ""),
    ],
)
def test_a_letter_goes_only_in_a_format_that_its_reader_can_have(support, given, code):
    assert refused(manner_of([support]), **given) == code


@pytest.mark.parametrize(
    ("support", "against"),
    [
        (NO_CALLS, ["telephone"]),
        (NO_EMAIL, ["email"]),
        (CALLS_ONLY, ["email", "letter"]),
        (BRAILLE, []),
        (LOOP, []),
    ],
)
def test_what_the_council_begins_is_not_begun_by_means_that_somebody_cannot_use(support, against):
    manner = manner_of([support])
    assert [
        means for means in ("telephone", "email", "letter", "visit", "text") if means_refused(manner, means)
    ] == against


def test_every_refusal_names_what_was_agreed_and_its_paragraph():
    policy = policies.current("dartford")
    found = letter_refused(manner_of([POLISH]), address=True, translated=False, reason="")
    assert found is not None
    said = sentence(found, policy)
    assert "into Polish" in said
    assert "9.10" in said
    call = means_refused(manner_of([NO_CALLS]), "telephone")
    assert call is not None
    assert "“Do not telephone”" in sentence(call, policy)


def test_the_largest_print_counts_and_each_format_stands_once_on_what_is_to_be_printed():
    manner = manner_of([LARGE, LARGER, LARGE, BRAILLE, LOOP])
    assert manner.print_points == 24
    assert manner.formats == ("Large print, 18 point", "Large print, 24 point", "Braille")
    assert manner_of([LOOP]).print_points == 0
    assert manner.made_as == ("large-print", "braille")


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_both_policies_meet_every_need_with_a_support_and_ask_again_in_time(council):
    policy = policies.current(council)
    needs, supports = policy.lists["needs"], policy.lists["supports"]
    ids = {need.id for need in needs}
    assert {"visual", "hearing", "language", "house-bound", "writing"} <= ids
    assert all(need.review_months for need in needs)
    assert all(support.fits and set(support.fits) <= ids for support in supports)
    assert ids == {need for support in supports for need in support.fits}
    assert {each.print_points for each in supports if each.effect == "large-print"} == {18, 24}
