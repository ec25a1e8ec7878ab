"""May staff see the procedure as a picture, and where in it a case stands that they may see?"""

from __future__ import annotations

import re
from html import unescape

import pytest
import time_machine
from django.test import Client

from redress import policies
from redress.cases.bars import keep_away
from redress.cases.models import ReadLog
from redress.casework.policy.procedure_shown import procedure_of
from redress.rules.phrases import STATUSES
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import acknowledged, allocated, answered, complaint, requested

pytestmark = pytest.mark.django_db

PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
HERE = re.compile(r'<li class="redress-state[^>]*id="([^"]+)" aria-current="step">')


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel("2026-06-24T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def get(office: Office, name: str, address: str) -> tuple[int, str]:
    client = Client()
    client.force_login(office.staff[name])
    response = client.get(address)
    return response.status_code, unescape(" ".join(response.content.decode().split()))


def where(file: CaseFile, name: str, more: str = "") -> tuple[int, str]:
    return get(file.office, name, f"/casework/{file.case.reference}/procedure/{more}")


# --- the procedure of a track --------------------------------------------------------------------------


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_track_of_the_council_has_its_page_with_the_same_states_in_the_picture_and_in_the_list(council: str):
    office = Office(council)
    book = policies.rulebook()
    for track in book.newest[council].tracks:
        status, page = get(office, office.policy.roles[0].id, f"/casework/procedure/{track.id}/")
        assert status == 200
        found = procedure_of(book.newest[council], track.id, book)
        (picture,) = PICTURE.findall(page)
        assert picture.count('<g class="redress-map__state">') == len(found.states)
        numbers = {int(number) for number in re.findall(r'<g class="redress-map__number">.*?>(\d+)</text>', picture)}
        assert numbers == {passage.number for passage in found.passages}
        for state in found.states:
            assert f'id="{state.key}"' in page
            assert STATUSES[state.code] in page
        listed = {int(number) for number in re.findall(r'redress-way__number">(\d+)<', page)}
        assert listed == numbers


def test_a_role_that_sees_figures_only_may_read_the_procedure_too(dartford: Office):
    status, page = get(dartford, "member-responsible-for-complaints", "/casework/procedure/complaint/")
    assert status == 200
    assert 'aria-current="step"' not in page


def test_a_track_of_another_council_is_not_there_and_strangers_are_sent_to_sign_in(dartford: Office):
    assert get(dartford, "director", "/casework/procedure/mp-enquiry/")[0] == 404
    assert get(dartford, "director", "/casework/procedure/nonsense/")[0] == 404
    assert Client().get("/casework/procedure/complaint/").status_code == 302
    client = Client()
    client.force_login(dartford.staff["director"])
    assert client.post("/casework/procedure/complaint/").status_code == 405


# --- where a case stands -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("walk", "at", "passed"),
    [
        (complaint, "stage-one-new", set()),
        (allocated, "stage-one-awaiting-acknowledgement", {"stage-one-new", "stage-one-awaiting-allocation"}),
        (acknowledged, "stage-one-investigating", {"stage-one-new", "stage-one-awaiting-acknowledgement"}),
        (requested, "stage-two-requested", {"stage-one-answered"}),
    ],
)
def test_the_place_of_the_case_is_marked_once_in_the_list_and_once_in_the_picture(dartford, walk, at, passed):
    file = walk(complaint(dartford)) if walk is not complaint else complaint(dartford)
    status, page = where(file, "corporate-services-team")
    assert status == 200
    assert HERE.findall(page) == [at]
    (picture,) = PICTURE.findall(page)
    assert picture.count("redress-map__state--here") == 1
    for state in passed:
        item = page[page.index(f'id="{state}"') :]
        assert "Passed" in item[: item.index("</h3>")]


def test_what_can_be_done_next_is_linked_and_what_is_closed_has_its_sentence(kings_lynn: Office):
    file = answered(complaint(kings_lynn))
    _status, page = where(file, "complaints-administrator")
    assert f'href="/casework/{file.case.reference}/request-next-stage/"' in page
    assert "Not now, or not you" in page
    assert "Only the Stage 1 investigator" in page
    _status, page = where(file, "auditor")
    assert "Nothing, with your roles and as it stands." in page


def test_the_case_page_leads_there(dartford: Office):
    file = acknowledged(complaint(dartford))
    _status, page = get(dartford, "corporate-services-team", f"/casework/{file.case.reference}/")
    assert f'href="/casework/{file.case.reference}/procedure/">Where this stands in the procedure<' in page


def test_looking_is_on_record(dartford: Office):
    file = acknowledged(complaint(dartford))
    where(file, "corporate-services-team")
    assert ReadLog.objects.filter(case=file.case, page="procedure", refused=False).count() == 1


def test_a_case_that_may_not_be_seen_has_no_such_page(dartford: Office, kings_lynn: Office):
    file = acknowledged(complaint(dartford))
    assert get(kings_lynn, "complaints-administrator", f"/casework/{file.case.reference}/procedure/")[0] == 404
    assert where(complaint(dartford), "service-manager")[0] == 404, "not given to them"
    assert where(file, "member-responsible-for-complaints")[0] == 403
    assert where(file, "corporate-services-team", "?run=r9")[0] == 404
    keep_away(file.case, dartford.staff["service-manager"], ground="complained-about")
    assert where(file, "service-manager")[0] == 404
    assert ReadLog.objects.filter(case=file.case, refused=True).exists()
