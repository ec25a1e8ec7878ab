"""Are the questions about equality voluntary, apart from every case, and seen by nobody but as figures?"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from redress import jobs, policies
from redress.cases.models import Case
from redress.casework import equality as pages
from redress.correspondence.about_you import ABOUT_YOU, placeholder
from redress.correspondence.models import Message
from redress.intake import drafts
from redress.intake.acts import submit_complaint
from redress.intake.answers import Answers
from redress.intake.links import about_you_path
from redress.records import equality, equality_codes
from redress.records.equality import EqualityCodeUsed, EqualityCount
from redress.records.jobs import forget_equality_codes
from redress.records.models import TrackingSecret
from redress.rules.moments import Moment
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db

CCO = "corporate-complaints-officer"
ABOUT, FIGURES, SHEET, HAND_OVER = (
    "/dartford/about-you/",
    "/casework/equality/",
    "/casework/equality/figures.csv",
    "/casework/equality/hand-over/",
)
TODAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def asked():
    found = policies.current("dartford").equality_monitoring
    assert found is not None
    return found


def of(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(office.staff[who])
    return client


def words(response) -> str:
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def code() -> str:
    return equality_codes.new_code("dartford", TODAY)


def figure(question: str, answer: str) -> int:
    row = EqualityCount.objects.filter(council="dartford", question=question, answer=answer).first()
    return row.people if row else 0


def people(number: int, on: date, **answers: str) -> None:
    monitoring = policies.current("dartford").equality_monitoring
    for _each in range(number):
        equality.add("dartford", monitoring, answers, on=on)


def complained(office: Office, client: Client) -> str:
    """The last page of somebody who has just sent a complaint."""
    answers = Answers(subject="delay", what_happened="Nobody came.", name="Ann Smith", email="ann@example.org")
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    submitted = submit_complaint(office.council, answers, at=now, key="sent")
    client.cookies[drafts.SENT] = f"{submitted.reference} {submitted.secret}"
    return client.get("/dartford/complain/done/").content.decode()


# --- what is asked ---------------------------------------------------------------------------------


@requirement("DA-9.11-1")
def test_the_nine_characteristics_are_asked_and_none_must_be_answered(dartford, asked, client) -> None:
    assert [question.id for question in asked.questions] == [
        "age",
        "disability",
        "gender-reassignment",
        "marriage-and-civil-partnership",
        "pregnancy-and-maternity",
        "race",
        "religion-or-belief",
        "sex",
        "sexual-orientation",
    ]
    page = words(client.get(f"{ABOUT}{code()}/"))
    assert page.count("Prefer not to say") == len(asked.questions)
    assert "You can leave any question out." in page
    assert "checked" not in page
    assert 'type="text"' not in page.split("<form", 1)[1]  # nothing is asked in words of their own


@requirement("DA-9.11-1", "DA-1.9-3")
def test_an_answer_adds_to_figures_and_keeps_nothing_else(dartford, client) -> None:
    response = client.post(f"{ABOUT}{code()}/", {"age": "25-34", "sex": "not-said", "race": "no-such-group"})
    assert response.status_code == 200  # an answer that is none is a mistake, and nothing is counted yet
    assert not EqualityCount.objects.exists()
    used = code()
    response = client.post(f"{ABOUT}{used}/", {"age": "25-34", "sex": "not-said"}, follow=True)
    assert "They are not kept with your complaint" in words(response)
    assert figure("", "") == figure("age", "25-34") == figure("sex", "not-said") == figure("race", "left-empty") == 1
    assert figure("age", "35-44") == 0
    assert sum(EqualityCount.objects.exclude(question="").values_list("people", flat=True)) == 9


def test_nothing_answered_is_a_mistake_and_uses_up_nothing(dartford, client) -> None:
    mine = code()
    assert "Answer a question, or close this page" in words(client.post(f"{ABOUT}{mine}/", {}))
    assert not EqualityCodeUsed.objects.exists()
    assert client.post(f"{ABOUT}{mine}/", {"age": "25-34"}).status_code == 302


# --- nobody can tell who answered -------------------------------------------------------------------


@requirement("DA-9.11-1")
def test_no_row_leads_from_an_answer_to_a_person_a_case_or_a_moment() -> None:
    for model in (EqualityCount, EqualityCodeUsed):
        points_to = {field.related_model for field in model._meta.fields if field.is_relation}
        assert points_to <= {apps.get_model("accounts.Council")}
        kinds = {field.get_internal_type() for field in model._meta.fields}
        assert not kinds & {"DateField", "DateTimeField", "JSONField", "GenericIPAddressField", "TextField"}
        others = [each for each in apps.get_models() for field in each._meta.fields if field.related_model is model]
        assert others == []
    assert {field.name for field in EqualityCount._meta.fields} == {
        "id", "council", "quarter", "question", "answer", "people",
    }  # fmt: skip


def test_the_order_of_rows_tells_nothing_because_all_are_written_with_every_answer(dartford, asked) -> None:
    people(1, TODAY, age="75-or-over", sex="female")
    before = list(EqualityCount.objects.values_list("question", "answer"))
    with connection.execute_wrapper(_only_whole_quarters):
        people(1, TODAY, age="18-24", race="asian")
    assert sorted(EqualityCount.objects.values_list("question", "answer")) == sorted(before)
    cells = 1 + sum(len(question.answers) + 2 for question in asked.questions)
    assert len(before) == cells


def _only_whole_quarters(execute, sql, params, many, context):
    if sql.startswith("UPDATE"):
        condition = sql.rsplit(" WHERE ", 1)[1]
        assert "question" not in condition
        assert "answer" not in condition
    return execute(sql, params, many, context)


def test_the_code_of_a_complaint_cannot_be_made_from_what_is_kept(dartford, client) -> None:
    done = complained(dartford, client)
    offered = re.search(r'href="/dartford/about-you/([0-9A-Z]{16})/"', done)
    assert offered is not None
    kept = [TrackingSecret.objects.get().hash, Case.objects.get().reference, Case.objects.get().opening_key]
    made = {equality_codes.new_code("dartford", timezone.localdate(), each) for each in kept}
    assert offered[1] not in made
    client.post(f"/dartford/about-you/{offered[1]}/", {"age": "25-34"})
    tables = "".join(
        str(list(model.objects.values_list())) for model in apps.get_models() if model is not EqualityCodeUsed
    )
    assert offered[1] not in tables
    assert offered[1][1:7] not in tables
    assert EqualityCodeUsed.objects.get().mark not in tables


@requirement("DA-9.11-1")
def test_the_receipt_offers_the_questions_by_an_address_that_is_not_kept(dartford, client) -> None:
    done = complained(dartford, client)
    jobs.run_all_due()
    kept = Message.objects.get(template="receipt")
    assert ABOUT_YOU in kept.text
    assert not kept.link
    sent = next(each for each in mail.outbox if "/about-you/" in each.body)
    assert ABOUT_YOU not in sent.body + str(sent.alternatives)
    by_mail = re.search(r"/about-you/([0-9A-Z]{16})/", sent.body)
    on_the_page = re.search(r"/about-you/([0-9A-Z]{16})/", done)
    assert by_mail is not None
    assert on_the_page is not None
    assert client.post(f"{ABOUT}{by_mail[1]}/", {"age": "25-34"}).status_code == 302
    assert client.get(f"{ABOUT}{on_the_page[1]}/").status_code == 410  # both are one person's
    assert figure("", "") == 1


@requirement("DA-9.11-1", "DA-1.9-3")
def test_no_page_of_a_case_shows_or_asks_anything_of_it(dartford, client) -> None:
    done = complained(dartford, client)
    mine = re.search(r"/dartford/about-you/([0-9A-Z]{16})/", done)
    assert mine is not None
    client.post(mine[0], {"age": "75-or-over", "race": "mixed", "religion-or-belief": "sikh"})
    reference = Case.objects.get().reference
    told = ("75 or over", "Mixed or more than one group", "Sikh", "about-you", mine[1])
    for who in (CCO, "corporate-services-team", "auditor"):
        staff = of(dartford, who)
        for page in ("", "procedure/", "papers/"):
            shown = words(staff.get(f"/casework/{reference}/{page}"))
            assert not [each for each in told if each in shown], (who, page)


# --- codes -----------------------------------------------------------------------------------------


def test_a_code_works_once_and_for_its_time(dartford, client, asked) -> None:
    mine = code()
    assert client.post(f"{ABOUT}{mine}/", {"sex": "male"}).status_code == 302
    again = client.post(f"{ABOUT}{mine}/", {"sex": "male"})
    assert again.status_code == 410
    assert "has been used" in words(again)
    assert figure("sex", "male") == 1
    other = code()
    with time_machine.travel(TODAY + timedelta(weeks=asked.open_weeks)):
        assert client.get(f"{ABOUT}{other}/").status_code == 200
    with time_machine.travel(TODAY + timedelta(weeks=asked.open_weeks + 1)):
        gone = client.get(f"{ABOUT}{other}/")
    assert gone.status_code == 410
    assert "too old" in words(gone)


def test_two_presses_at_once_count_once(dartford, asked) -> None:
    mine = code()
    given = {"sex": "male"}
    assert equality.count("dartford", asked, given, code=mine, on=TODAY)
    assert not equality.count("dartford", asked, given, code=mine, on=TODAY)
    assert figure("", "") == 1


@pytest.mark.parametrize("typed", ["", "1234", "A" * 16, "U" * 16, "ABCD EFGH JKMN PQRS", "'; drop", "é" * 16])
def test_a_code_that_we_never_made_is_a_mistake_beside_its_field(dartford, client, typed) -> None:
    page = words(client.post(ABOUT, {"code": typed}))
    assert "There is a problem" in page
    assert ("Enter your code" if not typed else "We do not know this code") in page


def test_a_code_is_read_however_it_is_typed(dartford, client) -> None:
    mine = code()
    typed = equality_codes.in_fours(mine).lower().replace("0", "o").replace("1", "l")
    assert client.post(ABOUT, {"code": f" {typed} "}).url == f"{ABOUT}{mine}/"


def test_another_councils_code_is_none_of_ours(dartford, client) -> None:
    Office("kings-lynn")
    theirs = equality_codes.new_code("kings-lynn", TODAY)
    assert client.get(f"{ABOUT}{theirs}/").status_code == 410
    assert client.get(f"/kings-lynn/about-you/{theirs}/").status_code == 200


@pytest.mark.usefixtures("still_clock")
def test_guessing_is_stopped(dartford, client) -> None:
    tried = [client.post(ABOUT, {"code": "A" * 16}).status_code for _each in range(61)]
    assert tried[-1] == 429


def test_used_codes_are_forgotten_when_they_have_run_out(dartford, asked, client) -> None:
    client.post(f"{ABOUT}{code()}/", {"sex": "male"})
    with time_machine.travel(TODAY + timedelta(weeks=asked.open_weeks - 1)):
        forget_equality_codes(_task())
        assert EqualityCodeUsed.objects.count() == 1
    with time_machine.travel(TODAY + timedelta(weeks=asked.open_weeks + 1)):
        forget_equality_codes(_task())
        assert EqualityCodeUsed.objects.count() == 0
    assert figure("", "") == 1


def _task():
    class Task:
        def now(self):
            return timezone.now()

    return Task()


# --- handing it over --------------------------------------------------------------------------------


@requirement("DA-9.11-1")
def test_staff_hand_over_a_code_for_somebody_on_the_telephone_and_keep_none(dartford, client) -> None:
    page = words(of(dartford, "customer-services").post(HAND_OVER))
    given = re.search(r"([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})", page)
    assert given is not None
    assert "Do not write the code on the case" in page
    assert client.post(ABOUT, {"code": given[1]}).url == f"{ABOUT}{equality_codes.plain(given[1])}/"
    assert not EqualityCodeUsed.objects.exists()
    assert "no-store" in of(dartford, "customer-services").get(HAND_OVER)["Cache-Control"]


def test_who_may_hand_over_and_see_figures_is_the_policys_to_say(dartford) -> None:
    assert of(dartford, "investigating-officer").get(HAND_OVER).status_code == 403
    for who in ("corporate-services-team", "service-manager", "director", "customer-services"):
        assert of(dartford, who).get(FIGURES).status_code == 403
        assert of(dartford, who).get(SHEET).status_code == 403
        assert "Equality figures" not in words(of(dartford, who).get("/casework/help/"))
    assert of(dartford, CCO).get(FIGURES).status_code == 200
    assert "Equality figures" in words(of(dartford, CCO).get("/casework/help/"))
    assert "Equality figures" in words(of(dartford, "audit-board").get("/casework/"))
    assert Client().get(FIGURES).status_code == 302


# --- the figures ------------------------------------------------------------------------------------


@requirement("DA-9.11-2", "DA-1.9-3")
def test_figures_of_quarters_that_are_over_are_shown_and_none_that_is_small(dartford) -> None:
    people(12, date(2026, 2, 1), age="25-34")
    people(9, date(2026, 2, 2), age="45-54")
    people(3, date(2026, 3, 31), age="75-or-over", race="traveller")
    people(40, TODAY, age="18-24")
    page = words(of(dartford, CCO).get(FIGURES))
    assert "Thursday 1 January 2026 to Tuesday 31 March 2026" in page
    assert "24 people answered." in page
    ages = page.split("How old are you?", 1)[1].split("</table>", 1)[0]
    assert re.search(r"25 to 34</th>\s*<td[^>]*>12</td>\s*<td[^>]*>50%", ages)
    assert re.search(r"75 or over</th>\s*<td[^>]*>not shown", ages)
    assert "40" not in ages  # this quarter is not over
    races = page.split("What is your ethnic group?", 1)[1].split("</table>", 1)[0]
    assert "21" not in races  # it would tell that three gave the other answer


@requirement("DA-3.7-c2", "DA-9.11-2")
def test_the_sheet_has_the_same_figures_no_small_ones_and_nothing_of_anybody(dartford) -> None:
    people(30, date(2026, 2, 1), age="25-34")
    people(20, date(2026, 2, 1), age="35-44")
    people(4, date(2026, 2, 1), age="18-24")
    people(5, date(2026, 2, 1), age="65-74")
    response = of(dartford, CCO).get(SHEET)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    read = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert read[0] == ["From", "To", "Question", "Answer", "People", "Per cent"]
    numbers = {row[4] for row in read[1:]}
    assert all(number == "not shown" or int(number) >= 5 for number in numbers)
    ages = {row[3]: row[4] for row in read[1:] if row[2] == "How old are you?"}
    assert ages["25 to 34"] == "30"
    assert ages["18 to 24"] == ages["65 to 74"] == "not shown"
    assert {len(row) for row in read} == {6}


def test_too_few_people_and_nothing_is_shown(dartford) -> None:
    people(19, date(2026, 2, 1), age="25-34")
    page = words(of(dartford, CCO).get(FIGURES))
    assert "There is nothing to show yet" in page
    assert "19" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert len(of(dartford, CCO).get(SHEET).content.decode().splitlines()) == 1


def test_figures_are_the_councils_own(dartford) -> None:
    lynn = Office("kings-lynn")
    people(25, date(2026, 2, 1), age="25-34")
    assert "25 people answered" in words(of(dartford, CCO).get(FIGURES))
    assert "There is nothing to show yet" in words(of(lynn, "appointed-officer").get(FIGURES))


def test_the_figures_page_asks_the_database_as_often_whatever_there_is(dartford, django_assert_max_num_queries) -> None:
    for quarter in (1, 4, 7, 10):
        people(21, date(2025, quarter, 1), age="25-34")
    staff = of(dartford, CCO)
    with django_assert_max_num_queries(8):
        assert staff.get(FIGURES).status_code == 200


def test_a_policy_that_asks_nothing_offers_nothing(dartford, monkeypatch) -> None:
    silent = replace(policies.current("dartford"), equality_monitoring=None)
    monkeypatch.setattr(pages.policies, "current", lambda id, on=None: silent)
    assert of(dartford, CCO).get(HAND_OVER).status_code == 404
    assert about_you_path("dartford", silent, "secret") == placeholder(silent, "https://x/secret/") == ""
