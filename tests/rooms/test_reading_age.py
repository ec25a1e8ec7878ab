"""Can somebody of nine read every public page of both councils?

Every address of the public site is opened as a stranger, with a complaint half written, and with one sent; each page
of HTML that comes back is measured (:mod:`tests.reading_age`). A new page is measured without being listed here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from redress.intake import drafts, urls
from redress.intake.questions import QUESTIONS
from tests import reading_age
from tests.reading_age import Measured
from tests.rooms.case_files import Office
from tests.rooms.test_intake_track import following, sent

pytestmark = pytest.mark.django_db

COUNCILS = ("dartford", "kings-lynn")

#: Fewer words than this are too few to measure by themselves: such pages are read together.
FEW = 40


def addresses(council: str) -> Iterator[str]:
    """Every address of the public site that names nothing but the council, and every question of the form."""
    for pattern in urls.urlpatterns:
        route = str(pattern.pattern)
        if route == "<slug:council_id>/complain/<slug:slug>/":
            yield from (f"/{council}/complain/{question.slug}/" for question in QUESTIONS)
        elif route.startswith("<slug:council_id>/") and route.count("<") == 1:
            yield "/" + route.replace("<slug:council_id>", council)


def pages(council: str, browser: Client) -> dict[str, list[str]]:
    """The blocks of every page that this browser is shown, by address; a form also as it is sent back empty."""
    found = {}
    for address in addresses(council):
        answers = [("", browser.get(address))]
        if "/complain/" in address or answers[0][1].status_code == 405:
            answers.append((" (sent empty)", browser.post(address)))
        for how, response in answers:
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                found[address + how] = reading_age.blocks(response.content.decode())
    return found


def a_case(office: Office) -> Client:
    return following(sent(office))


def half_written(office: Office) -> Client:
    """A browser with a draft of which every question has been answered."""
    draft, secret = drafts.begun(office.council)
    given = {"subject": office.policy.subjects[0].id, "what_happened": "Nobody came.", "elsewhere": "none"}
    for question in QUESTIONS:
        drafts.keep(draft, question.slug, {})
    drafts.keep(draft, "about", {**given, "anonymous": "no", "name": "Ann Smith", "landlord": "no"})
    browser = Client()
    browser.cookies[drafts.COOKIE] = secret
    return browser


BROWSERS = {"a stranger": lambda office: Client(), "half written": half_written, "sent": a_case}


@pytest.mark.parametrize("who", BROWSERS)
@pytest.mark.parametrize("council", COUNCILS)
def test_every_public_page_can_be_read_at_nine(council, who):
    with time_machine.travel("2026-06-01T12:00:00+01:00", tick=False):
        shown = pages(council, BROWSERS[who](Office(council)))
    assert len(shown) > 3
    too_hard, together, short = [], reading_age.NOTHING, []
    for address, texts in shown.items():
        measured = reading_age.measure(texts)
        if measured.words < FEW:
            together, short = together + measured, short + texts
        elif measured.age > reading_age.OLDEST:
            too_hard.append(_told(address, measured, texts))
    if together.words and together.age > reading_age.OLDEST:
        too_hard.append(_told("the short pages together", together, short))
    assert not too_hard, "\n" + "\n".join(too_hard)


def _told(address: str, measured: Measured, texts: list[str]) -> str:
    worst = "\n".join(f"    {weight:>5}  {sentence}" for weight, sentence in reading_age.hardest(texts))
    return f"{address}: age {measured.age:.1f} ({measured.words} words)\n{worst}"


# --- the measure itself ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("cat", 1), ("complaint", 2), ("complain", 2), ("council", 2), ("wrote", 1), ("asked", 1), ("needed", 2)),
        *(("answers", 2), ("places", 2), ("houses", 2), ("times", 1), ("table", 2), ("little", 2), ("information", 4)),
        *(("independent", 4), ("service", 2), ("services", 3), ("reference", 3), ("people", 2), ("area", 3)),
        *(("radio", 3), ("serious", 3), ("decision", 3), ("quick", 1), ("you're", 1), ("council's", 2), ("I", 1)),
        *(("telephone", 3), ("anonymous", 4), ("translator", 3), ("organisation", 5), ("apology", 4), ("once", 1)),
    ],
)
def test_syllables_are_counted(word, count):
    assert reading_age.syllables(word) == count


def test_easy_words_are_easy_and_hard_words_are_hard():
    easy = reading_age.measure(["The cat sat on the mat. It was fat."])
    hard = reading_age.measure(
        ["Notwithstanding organisational considerations, dissatisfaction necessitates escalation."]
    )
    assert (easy.sentences, easy.words, easy.syllables) == (2, 9, 9)
    assert easy.age < 5
    assert hard.age > 25


def test_names_and_addresses_and_what_people_typed_are_no_prose_of_ours():
    page = """<html lang="en-gb"><main><h1>Tell us</h1>
    <p>Write to the <b>Local Government and Social Care Ombudsman</b>.</p>
    <address>Civic Centre</address><p lang="pl">Prosimy</p><p class="redress-words">Organisational</p>
    <p data-quoted="law">Notwithstanding</p></main><footer>Not this</footer></html>"""
    assert reading_age.blocks(page) == ["Tell us", "Write to the Local Government and Social Care Ombudsman."]
    assert reading_age.measure(reading_age.blocks(page)) == Measured(1, 4, 4)  # “Tell us” is too short to be a sentence


def test_what_is_quoted_has_a_kept_reason():
    with pytest.raises(AssertionError, match="no reason is kept"):
        reading_age.blocks('<main><p data-quoted="because">x</p></main>')
