"""Is something learnt from decided cases only, does it keep nothing of a person, and is it measured honestly?"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from redress import jobs, policies
from redress.casework import acts
from redress.cli import main
from redress.records.models import Words
from redress.suggestions import jobs as room_jobs
from redress.suggestions import learning, measuring
from redress.suggestions.examples import Example, examples_of, names_known, vocabulary
from redress.suggestions.learnt import Weights, likely, weights_of
from redress.suggestions.models import Chosen, Learnt
from redress.suggestions.signs import Book, Learning, book_for
from redress.suggestions.suggest import suggestions_for
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import ANSWER, acknowledged, complaint, do

pytestmark = pytest.mark.django_db

SMALL = Learning(cases=40, each=5, seen_in=5, sure=40)
KINDS = {
    "delay": [
        "waited",
        "weeks",
        "months",
        "reply",
        "answered",
        "chasing",
        "letter",
        "ignored",
        "silence",
        "phone",
        "hold",
    ],
    "staff-attitude": [
        "rude",
        "shouted",
        "receptionist",
        "driver",
        "attitude",
        "swore",
        "unhelpful",
        "laughed",
        "counter",
        "tone",
    ],
    "service-standard": [
        "missed",
        "bins",
        "overflowing",
        "collection",
        "crew",
        "broken",
        "repair",
        "leak",
        "boiler",
        "rubbish",
    ],
}
COMMON = [
    "please",
    "house",
    "street",
    "again",
    "morning",
    "council",
    "tuesday",
    "flat",
    "family",
    "problem",
    "really",
    "since",
    "after",
    "still",
    "garden",
]


def made_up(number: int, *, seed: int = 1, kinds=tuple(KINDS), begins: date = date(2025, 1, 1)) -> list[Example]:
    """Texts in which the words of one kind are likelier than others, and not more than that."""
    chance = random.Random(seed)
    found = []
    for case in range(1, number + 1):
        kind = chance.choice(kinds)
        own = chance.sample(KINDS[kind], 3)
        foreign = chance.sample([word for other in KINDS.values() for word in other], 2)
        said = [*own, *foreign, *chance.sample(COMMON, 5)]
        chance.shuffle(said)
        text = f"We are {' '.join(said)}. Mrs Kowalska of Wombourne says so, on 14 May, flat 7."
        found.append(Example(case, text, begins + timedelta(days=case), kind, "streets"))
    return found


def book(**changed) -> Book:
    return replace(book_for(policies.current("dartford"), {}), learning=replace(SMALL, **changed))


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


# --- from which cases ------------------------------------------------------------------------------


def decided(office: Office, text: str):
    file = acknowledged(complaint(office))
    Words.objects.create(case=file.case, kind="complaint", text=text, by_kind="complainant", by="complainant")
    do(file, acts.respond, "service-manager", "2026-06-15", findings={"p1": "not-upheld"}, written=ANSWER)
    return file


def cases_of(learning_from: Learning = SMALL) -> set[int]:
    return {each.case for each in examples_of(policies.current("dartford"), learning_from)}


def test_only_decided_cases_teach(dartford) -> None:
    done = decided(dartford, "The bins were missed.")
    waiting = acknowledged(complaint(dartford))
    Words.objects.create(case=waiting.case, kind="complaint", text="Bins.", by_kind="complainant", by="complainant")
    assert cases_of() == {done.case.pk}
    (example,) = examples_of(policies.current("dartford"), SMALL)
    assert example.text == "The bins were missed."
    assert (example.subject, example.service) == ("", "housing-service")


@pytest.mark.parametrize("column", ["confidential", "identity_confidential", "anonymous"])
def test_confidential_and_anonymous_cases_do_not(dartford, column: str) -> None:
    file = decided(dartford, "The bins were missed.")
    type(file.case).objects.filter(pk=file.case.pk).update(**{column: True})
    assert cases_of() == set()


def test_nor_do_cases_that_the_council_leaves_out(dartford) -> None:
    file = decided(dartford, "The bins were missed.")
    assert cases_of(replace(SMALL, without_steps=("declare-",))) == set()
    do(file, acts.take_step, "corporate-services-team", "2026-06-16", step="special-case", option="listed",
       answers={"items": ["staff"]})  # fmt: skip
    assert cases_of(replace(SMALL, without_flags=("special-case",))) == set()
    assert cases_of() == {file.case.pk}


def test_staff_behaviour_and_discrimination_are_left_out_in_both_files() -> None:
    dartford_learns = book_for(policies.current("dartford"), {}).learning
    assert {"staff-complaint", "staff-discrimination", "malpractice", "confidential"} <= set(
        dartford_learns.without_flags
    )
    assert "behaviour-" in dartford_learns.without_steps
    assert "persistent-status" in book_for(policies.current("kings-lynn"), {}).learning.without_steps


def test_a_case_whose_words_are_destroyed_teaches_no_more(dartford) -> None:
    file = decided(dartford, "The bins were missed.")
    row = Learnt.objects.create(council=dartford.council, what="subject", cases=[file.case.pk])
    assert not learning.is_stale(row)
    Words.objects.filter(case=file.case).delete()
    assert learning.is_stale(row)
    assert cases_of() == set()


# --- which words -----------------------------------------------------------------------------------


def test_the_vocabulary_has_no_names_no_numbers_no_places_and_no_rare_words() -> None:
    texts = [each.text for each in made_up(60)]
    texts[0] += " My xylophone was stolen."
    names = frozenset({"kowalsk"})
    words = vocabulary(texts, names, seen_in=5, most=2000)
    assert "rud" in words
    assert not {"kowalsk", "kowalska", "wombourn", "wombourne", "may", "14", "7", "xylophon"} & set(words)
    assert len(vocabulary(texts, names, seen_in=5, most=7)) == 7


def test_names_of_people_inside_and_outside_are_known(dartford) -> None:
    complaint(dartford)
    assert {"ann", "smith"} <= names_known("dartford")


def test_what_is_kept_is_numbers_and_common_stems_only(dartford) -> None:
    examples = made_up(120)
    lesson = learning._lesson(policies.current("dartford"), "subject", examples, SMALL)
    assert (lesson.cases, lesson.classes, lesson.version) == (120, 3, 1)
    row = Learnt.objects.get()
    texts = [each.text.casefold() for each in examples]
    for stem, (idf, numbers) in row.terms.items():
        assert sum(stem in text for text in texts) >= SMALL.seen_in
        assert isinstance(idf, float)
        assert all(isinstance(number, float) for number in numbers)
    json.dumps([row.terms, row.classes, row.intercepts, row.cases])
    again = learning._lesson(policies.current("dartford"), "subject", examples, SMALL)
    assert again.version == 2
    assert Learnt.objects.count() == 1


# --- what it says ----------------------------------------------------------------------------------


def test_the_plain_arithmetic_says_the_same_as_the_library() -> None:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    from redress.suggestions.learnt import counting_words, normed

    for kinds in (tuple(KINDS), ("delay", "staff-attitude")):
        examples = made_up(90, kinds=kinds)
        weights = learning.fitted(examples, "subject", frozenset(), seen_in=5)
        rows = []
        for each in examples:
            count: dict[str, float] = {}
            for word in counting_words(each.text):
                if word.stem in weights.terms:
                    count[word.stem] = count.get(word.stem, 0) + weights.terms[word.stem][0]
            rows.append(normed(count))
        vectors = DictVectorizer()
        model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000)
        model.fit(vectors.fit_transform(rows), [each.subject for each in examples])
        for each, chances in list(zip(examples, model.predict_proba(vectors.transform(rows)), strict=True))[:20]:
            ours = {guess.id: guess.probability for guess in likely(weights, each.text)}
            theirs = dict(zip(model.classes_, chances, strict=True))
            assert all(abs(ours[id] - theirs[id]) < 0.01 for id in theirs)


def test_a_suggestion_says_by_which_words_and_nothing_where_no_word_is_known() -> None:
    weights = learning.fitted(made_up(120), "subject", frozenset(), seen_in=5)
    first = likely(weights, "The receptionist shouted and was rude to my wife.")[0]
    assert first.id == "staff-attitude"
    assert set(first.words) & {"receptionist", "shouted", "rude"}
    assert likely(weights, "Zażółć gęślą jaźń 12345") == []
    assert likely(weights, "") == []
    assert likely(Weights((), (), {}), "rude") == []


def test_what_was_learnt_stands_among_the_suggestions_with_its_version(dartford) -> None:
    learning._lesson(policies.current("dartford"), "subject", made_up(120), SMALL)
    found = suggestions_for(policies.current("dartford"), "She shouted, was rude and swore at the counter.")
    offer = next(each for each in found.subjects if each.id == "staff-attitude")
    assert offer.percent is not None
    assert offer.percent >= 40
    assert found.versions == {"subject": 1}
    assert weights_of("dartford")["subject"].version == 1


def test_the_pages_load_nothing_heavy() -> None:
    code = (
        "import os, sys; os.environ['REDRESS_ENVIRONMENT'] = 'test'; import django;"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'redress.settings'; django.setup();"
        "import redress.urls, redress.casework.suggested_page, redress.suggestions.measuring, redress.suggestions.jobs;"
        "print([name for name in sys.modules if name.split('.')[0] in ('sklearn', 'numpy', 'scipy')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip().endswith("[]")


# --- measuring -------------------------------------------------------------------------------------


def test_measuring_holds_cases_back_and_stands_beside_the_simplest_guess() -> None:
    found = measuring.measured("subject", made_up(200), book())
    assert found.why_not == ""
    late, parts, common, rules = found.scores
    assert (late.cases, parts.cases, common.cases, rules.cases) == (40, 200, 40, 40)
    assert late.first > common.first
    assert parts.first <= parts.three <= parts.cases
    assert parts.sure_and_right <= parts.sure
    assert sum(there for there, _right in parts.by_class.values()) == 200
    told = "\n".join(measuring.told([found], "dartford"))
    assert "Always the most common" in told
    assert "In use: nobody has chosen beside suggestions yet." in told


def test_what_cannot_be_learnt_is_told_to_be_no_better_than_guessing() -> None:
    chance = random.Random(5)
    examples = [replace(each, subject=chance.choice(sorted(KINDS))) for each in made_up(150)]
    late, parts, _common, _rules = measuring.measured("subject", examples, book()).scores
    assert parts.first < 0.6 * parts.cases
    assert late.cases == 30


def test_too_few_cases_are_said_to_be_too_few() -> None:
    found = measuring.measured("subject", made_up(12), book())
    assert found.why_not == "too few cases: 12, and at least 40 are needed"
    one = measuring.measured("subject", made_up(60, kinds=("delay",)), book())
    assert one.why_not == "all cases are of one subject"
    assert "Nothing is measured or suggested" in "\n".join(measuring.told([found, one], "dartford"))


def test_rare_kinds_are_left_out_of_learning() -> None:
    examples = [*made_up(60), replace(made_up(1)[0], subject="rights-not-told")]
    assert len(learning.usable(examples, "subject", SMALL)) == 60


def test_choices_in_use_are_counted(dartford) -> None:
    for offered, chosen in (
        (["delay", "other"], "delay"),
        (["delay", "other"], "other"),
        (["delay"], "staff-attitude"),
    ):
        Chosen.objects.create(
            council=dartford.council, month="2026-06", place="log", what="subject", offered=offered, chosen=chosen
        )
    Chosen.objects.create(
        council=dartford.council, month="2026-06", place="log", what="subject", offered=[], chosen="x"
    )
    told = "\n".join(measuring.told([], "dartford"))
    assert "of 3 choices beside suggestions  33.3 % first,  66.7 % among three." in told


# --- the commands and the worker -------------------------------------------------------------------


def test_the_commands_say_what_they_did(dartford, capsys, monkeypatch) -> None:
    assert main(["suggestions", "learn", "dartford"]) == 0
    assert "Subject: nothing was learnt, too few cases: 0, and at least 200 are needed." in capsys.readouterr().out
    monkeypatch.setattr(learning, "examples_of", lambda *_arguments, **_more: made_up(210))
    monkeypatch.setattr(measuring, "examples_of", lambda *_arguments, **_more: made_up(210))
    assert main(["suggestions", "learn", "dartford"]) == 0
    out = capsys.readouterr().out
    assert "Subject: learnt from 210 cases of 3 kinds, version 1." in out
    assert "Service: nothing was learnt, all cases are of one service." in out
    assert main(["suggestions", "measure", "dartford"]) == 0
    assert "Subject: 210 decided cases can be used." in capsys.readouterr().out
    assert main(["suggestions", "forget", "dartford"]) == 0
    assert not Learnt.objects.exists()
    assert main(["suggestions", "forget", "dartford"]) == 0
    assert "nothing to delete" in capsys.readouterr().out
    assert main(["suggestions", "learn", "nowhere"]) == 2


def test_without_the_optional_part_the_commands_say_so(dartford, capsys, monkeypatch) -> None:
    monkeypatch.setattr(learning, "can_learn", lambda: False)
    monkeypatch.setattr(measuring, "can_learn", lambda: False)
    assert main(["suggestions", "learn", "dartford"]) == 1
    assert main(["suggestions", "measure", "dartford"]) == 1
    assert capsys.readouterr().out.count("is not installed") == 2


def test_a_council_that_switches_learning_off_keeps_nothing(dartford, monkeypatch) -> None:
    Learnt.objects.create(council=dartford.council, what="subject")
    monkeypatch.setattr(learning, "book_for", lambda policy: book(on=False))
    with pytest.raises(learning.CannotLearn, match="switched off"):
        learning.learn("dartford")
    assert not Learnt.objects.exists()


def test_the_worker_forgets_with_the_cases_and_learns_anew(dartford, monkeypatch) -> None:
    file = decided(dartford, "The bins were missed.")
    Learnt.objects.create(council=dartford.council, what="subject", cases=[file.case.pk])
    Words.objects.filter(case=file.case).delete()
    asked = []
    monkeypatch.setattr(learning, "learn", lambda council, **_more: asked.append(council))
    jobs.enqueue("learn-suggestions", {})
    jobs.run_all_due()
    jobs.run_all_due()  # what the first one asked for
    assert not Learnt.objects.exists()
    assert asked == ["dartford"]


def test_the_worker_learns_nothing_where_it_cannot(dartford, monkeypatch) -> None:
    Learnt.objects.create(council=dartford.council, what="subject")
    monkeypatch.setattr(room_jobs.learning, "can_learn", lambda: False)
    jobs.enqueue("learn-suggestions-of", {}, council=dartford.council)
    jobs.run_all_due()
    assert not Learnt.objects.exists()
