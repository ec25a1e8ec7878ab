"""Are suggestions shown where they help, with their reasons, and do they never become an act by themselves?"""

from __future__ import annotations

import ast
import re
from html import unescape
from pathlib import Path

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client

import redress
from redress.cases.models import Case, Event
from redress.casework.suggested import begun
from redress.suggestions.models import Chosen, SetAside
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import Officer, complaint, registered
from tests.rooms.test_casework_log import COMPLAINT

pytestmark = pytest.mark.django_db

LOUD = "If nobody comes I will kill myself. Your receptionist was rude. The boiler has been off for six weeks."


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def of(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(office.staff[who])
    return client


def words(response) -> str:
    assert response.status_code == 200, response.status_code
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def typed(step: str, **changed) -> dict:
    return {**COMPLAINT, "words": LOUD, "subject": "", "service": "", "step": step, **changed}


# --- logging a contact -----------------------------------------------------------------------------


def test_the_log_suggests_without_judging_or_saving(dartford) -> None:
    page = words(of(dartford, "corporate-services-team").post("/casework/log/", typed("suggest")))
    assert "They may mean to harm themselves" in page
    assert "“kill myself”, paragraph 1" in page
    assert page.index("They may mean to harm themselves") < page.index("How a member of staff treated me</strong>")
    assert 'value="use:subject:staff-attitude"' in page
    assert "paragraph 3.5" in page
    assert LOUD in page
    assert "There is a problem" not in page
    assert not Case.objects.exists()
    assert not Chosen.objects.exists()


def test_one_press_fills_a_field_and_nothing_is_saved(dartford) -> None:
    page = words(of(dartford, "corporate-services-team").post("/casework/log/", typed("use:subject:staff-attitude")))
    assert re.search(r'<option value="staff-attitude" selected', page)
    assert "Suggestions" in page  # they stay, and are not used up
    assert not Case.objects.exists()


@pytest.mark.parametrize("step", ["use:", "use:subject", "use:name:Bob", "use:subject:no-such", "use:service:<script>"])
def test_a_strange_press_fills_nothing(dartford, step: str) -> None:
    page = words(of(dartford, "corporate-services-team").post("/casework/log/", typed(step)))
    assert not re.search(r'<select[^>]*name="subject".*?selected.*?</select>', page.replace('value="" selected', ""))
    assert "Bob" not in page
    assert not Case.objects.exists()


def test_a_page_that_was_not_asked_shows_a_button_and_nothing_else(dartford) -> None:
    page = words(of(dartford, "corporate-services-team").get("/casework/log/"))
    assert 'value="suggest"' in page
    assert "From the words alone" not in page
    nothing = words(of(dartford, "corporate-services-team").post("/casework/log/", typed("suggest", words="Hm.")))
    assert "The words suggest nothing" in nothing


def test_what_was_chosen_beside_what_was_suggested_is_kept_without_case_person_or_word(dartford) -> None:
    staff = of(dartford, "corporate-services-team")
    sent = typed("save", subject="delay", service="housing-service", **{"suggestions-shown": "1"})
    assert staff.post("/casework/log/", sent).status_code == 302
    assert Case.objects.count() == 1
    kept = {row.what: row for row in Chosen.objects.all()}
    assert set(kept) == {"subject", "service"}
    assert kept["subject"].chosen == "delay"
    assert "staff-attitude" in kept["subject"].offered
    assert kept["subject"].month == "2026-06"
    fields = {field.name for field in Chosen._meta.fields}
    assert fields == {"id", "council", "month", "place", "what", "offered", "chosen", "version"}


def test_without_suggestions_on_the_page_nothing_is_kept(dartford) -> None:
    of(dartford, "corporate-services-team").post("/casework/log/", typed("save", subject="delay"))
    assert Case.objects.count() == 1
    assert not Chosen.objects.exists()


# --- a case ----------------------------------------------------------------------------------------


def loud_case(office: Office) -> CaseFile:
    staff = of(office, "corporate-services-team")
    staff.post("/casework/log/", typed("save", subject="delay"))
    file = complaint(office)
    file.case = Case.objects.exclude(pk=file.case.pk).get()
    return file


def test_a_case_shows_its_signs_to_whoever_works_on_it_until_they_are_set_aside(dartford) -> None:
    file = loud_case(dartford)
    address = f"/casework/{file.case.reference}/"
    page = words(of(dartford, "corporate-services-team").get(address))
    assert "To watch for in the complaint" in page
    assert "They may mean to harm themselves" in page
    assert "You decide" in page
    assert "To watch for in the complaint" not in words(of(dartford, "auditor").get(address))  # who only reads
    staff = of(dartford, "corporate-services-team")
    staff.post(f"{address}suggestions/set-aside/", {"sign": "harm-to-self"})
    staff.post(f"{address}suggestions/set-aside/", {"sign": "harm-to-self"})
    staff.post(f"{address}suggestions/set-aside/", {"sign": "no-such-sign"})
    assert SetAside.objects.count() == 1
    again = words(staff.get(address))
    assert "They may mean to harm themselves" not in again
    assert "How somebody on the staff behaved" in again
    assert "They may mean to harm themselves" in words(staff.get(f"{address}suggestions/"))


def test_the_page_of_suggestions_leads_to_the_decision_with_the_answer_filled_in(dartford) -> None:
    file = loud_case(dartford)
    staff = of(dartford, "corporate-services-team")
    page = words(staff.get(f"/casework/{file.case.reference}/suggestions/"))
    filled = re.search(r'href="([^"]*settle-points[^"]*use-subject-p1=staff-attitude)"', page)
    assert filled is not None
    form = words(staff.get(filled[1]))
    assert re.search(r'<option value="staff-attitude" selected', form)
    strange = words(staff.get(f"/casework/{file.case.reference}/settle-points/?use-subject-p1=nonsense"))
    assert "nonsense" not in strange.split("<form", 1)[1].replace("use-subject-p1=nonsense", "")


def test_a_special_case_is_chosen_beforehand_and_still_has_to_be_recorded(dartford) -> None:
    file = registered(complaint(dartford))
    address = f"/casework/{file.case.reference}/step/special-case/?use-answer-items=abuse&use-answer-items=staff"
    before = Event.objects.count()
    page = words(of(dartford, "corporate-services-team").get(address))
    assert re.search(r'value="abuse" checked', page)
    assert re.search(r'value="staff" checked', page)
    assert Event.objects.count() == before


def test_what_is_settled_is_kept_beside_what_was_suggested(dartford) -> None:
    file = loud_case(dartford)
    officer = Officer(dartford, "corporate-services-team")
    sent = {"subject-p1": "staff-attitude", "service-p1": "housing-service", "landlord-p1": "no"}
    assert officer.sends(file, "settle-points", **sent).status_code == 302
    row = Chosen.objects.get(place="points", what="subject")
    assert row.chosen == "staff-attitude"


def test_nobody_who_may_not_see_the_case_sees_its_signs(dartford) -> None:
    file = loud_case(dartford)
    for who in ("customer-services", "contractor"):
        assert of(dartford, who).get(f"/casework/{file.case.reference}/suggestions/").status_code == 404
    lynn = Office("kings-lynn")
    assert of(lynn, "complaints-administrator").get(f"/casework/{file.case.reference}/suggestions/").status_code == 404
    assert of(dartford, "corporate-services-team").get("/casework/x/suggestions/set-aside/").status_code in (404, 405)
    aside = f"/casework/{file.case.reference}/suggestions/set-aside/"
    assert of(dartford, "auditor").post(aside, {"sign": "harm-to-self"}).status_code == 403


# --- never a decision, never told to the public ----------------------------------------------------


def test_no_path_leads_from_a_suggestion_to_an_event(dartford) -> None:
    file = loud_case(dartford)
    before = list(Event.objects.values_list("pk", flat=True))
    staff = of(dartford, "corporate-services-team")
    staff.get(f"/casework/{file.case.reference}/")
    staff.get(f"/casework/{file.case.reference}/suggestions/")
    staff.get(f"/casework/{file.case.reference}/settle-points/?use-subject-p1=delay")
    staff.post(f"/casework/{file.case.reference}/suggestions/set-aside/", {"sign": "harm-to-self"})
    staff.post("/casework/log/", typed("suggest"))
    staff.post("/casework/log/", typed("use:subject:delay"))
    assert list(Event.objects.values_list("pk", flat=True)) == before


#: What records an act, or sets one off. The room of suggestions knows none of it.
_ACTING = {
    "redress.cases.record",
    "redress.records.taking_in",
    "redress.records.keep",
    "redress.correspondence",
    "redress.rules.actions",
    "redress.rules.decide",
}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def test_the_room_of_suggestions_cannot_act() -> None:
    room = Path(redress.__file__).parent / "suggestions"
    pages = [room.parent / "casework" / name for name in ("suggested.py", "suggested_page.py")]
    for path in [*sorted(room.glob("*.py")), *pages]:
        acting = {
            name for name in _imports(path) if any(name == each or name.startswith(f"{each}.") for each in _ACTING)
        }
        assert not acting, path


def test_the_public_pages_know_only_the_search_for_services() -> None:
    intake = Path(redress.__file__).parent / "intake"
    asked = {name for path in intake.glob("*.py") for name in _imports(path) if name.startswith("redress.suggestions")}
    judging = ("learning", "learnt", "measuring", "models", "rules", "signs", "suggest")
    assert not {name for name in asked if name.removeprefix("redress.suggestions.").split(".")[0] in judging}


def test_the_page_of_suggestions_asks_as_often_whatever_there_is(dartford, django_assert_max_num_queries) -> None:
    file = loud_case(dartford)
    staff = of(dartford, "corporate-services-team")
    with django_assert_max_num_queries(25):
        staff.get(f"/casework/{file.case.reference}/suggestions/")


def test_an_address_fills_in_answers_and_nothing_of_the_submission():
    sent = QueryDict("use-subject-p1=staff&use-key=known&use-seen=99&use-run=r2&other=1")
    assert begun(sent) == {"subject-p1": "staff"}
