"""Does My work show what needs whom, by time left, with honest counts, and can it be searched and filtered?"""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from redress.accounts.models import Cover, RoleHeld
from redress.cases.bars import keep_away
from redress.casework import lists
from redress.casework.time_left import time_left
from redress.policies import current, rulebook
from redress.records import people
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, allocated, answered, complaint, registered, text_of

pytestmark = pytest.mark.django_db
WORK = "/casework/"
TODAY = "2026-06-03T12:00:00+01:00"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def signed_in(office: Office, name: str) -> Client:
    client = Client()
    client.force_login(office.staff[name])
    return client


def opened(office: Office, name: str, **query: str) -> str:
    response = signed_in(office, name).get(WORK, query)
    assert response.status_code == 200
    return " ".join(text_of(response).split())


def counted(page: str) -> dict[str, int]:
    """What the tabs say, by their names."""
    tabs = re.findall(r">(Mine|My team’s|Unallocated|Overdue|All) <span[^>]*>\((\d+)\)", page)
    return {name: int(number) for name, number in tabs}


def references(page: str) -> list[str]:
    return re.findall(r">(DBC-2026-\d+)</a>", page)


@requirement("DA-2.2-4")
def test_what_is_due_stands_in_words_soonest_first(dartford: Office) -> None:
    later, sooner = allocated(complaint(dartford)), complaint(dartford, "2026-05-27T10:00")
    page = opened(dartford, "corporate-services-team", list="all")
    assert 'Acknowledge the complaint by <strong class="redress-number">Tue 2 Jun</strong>' in page
    assert "1 working day late" in page
    assert 'Acknowledge the complaint by <strong class="redress-number">Fri 5 Jun</strong>' in page
    assert "2 working days left" in page
    assert references(page) == [sooner.case.reference, later.case.reference]
    assert "Ann Smith" in page
    assert "To be acknowledged" in page, "where it stands"
    assert "Service manager for the complaint" in page, "who has it, as what"


@pytest.mark.parametrize(
    ("due", "words", "colour"),
    [
        (date(2026, 6, 3), "due today", "orange"),
        (date(2026, 6, 4), "1 working day left", "yellow"),
        (date(2026, 6, 10), "5 working days left", ""),
        (date(2026, 6, 2), "1 working day late", "red"),
        (date(2026, 5, 22), "7 working days late", "red"),
    ],
)
def test_time_left_is_said_in_words_and_repeated_in_colour(due: date, words: str, colour: str) -> None:
    calendar = rulebook().calendar(current("dartford").pin)
    left = time_left(due, date(2026, 6, 3), calendar)
    assert (left.words, left.colour, left.late) == (words, colour, due < date(2026, 6, 3))


def test_a_weekend_is_no_working_day_either_side() -> None:
    calendar = rulebook().calendar(current("dartford").pin)
    assert time_left(date(2026, 6, 7), date(2026, 6, 6), calendar).words == "due before the next working day"
    assert time_left(date(2026, 6, 5), date(2026, 6, 6), calendar).words == "late, by less than a working day"


def test_the_tabs_hold_what_they_say_and_count_it(dartford: Office) -> None:
    new, mine = complaint(dartford), allocated(complaint(dartford))
    late = acknowledged(complaint(dartford, "2026-05-01T10:00"))
    at_rest = answered(complaint(dartford))
    desk = counted(opened(dartford, "corporate-services-team"))
    assert desk == {"Mine": 2, "My team’s": 2, "Unallocated": 1, "Overdue": 1, "All": 4}, (
        "the new one, and one to close"
    )
    manager = opened(dartford, "service-manager")
    assert counted(manager) == {"Mine": 2, "My team’s": 2, "Unallocated": 0, "Overdue": 1, "All": 3}
    assert references(manager) == [late.case.reference, mine.case.reference]
    for tab, expected in (("unallocated", [new]), ("overdue", [late])):
        shown = references(opened(dartford, "corporate-services-team", list=tab))
        assert shown == [file.case.reference for file in expected]
    assert references(opened(dartford, "corporate-services-team", list="all"))[-1] == at_rest.case.reference


def test_an_answered_case_says_until_when_the_complainant_may_go_on(dartford: Office) -> None:
    kings_lynn = Office("kings-lynn")
    answered(complaint(kings_lynn))
    answered(complaint(dartford))
    with time_machine.travel("2026-06-16T12:00:00+01:00", tick=False):
        page = opened(kings_lynn, "complaints-administrator", list="all")
        assert "The complainant can ask for the next stage until Wed 15 Jul" in page
        assert "Nothing from us now" in opened(dartford, "corporate-services-team", list="all"), "no window there"
    with time_machine.travel("2026-07-20T12:00:00+01:00", tick=False):
        page = opened(kings_lynn, "complaints-administrator", list="all")
        assert "The time to ask for the next stage ended on Wed 15 Jul" in page


@requirement("DA-2.2-3")
def test_hidden_cases_and_other_councils_are_on_no_list_and_in_no_count(dartford: Office) -> None:
    kings_lynn = Office("kings-lynn")
    elsewhere, hidden, seen = complaint(kings_lynn), complaint(dartford), complaint(dartford)
    keep_away(hidden.case, dartford.staff["corporate-services-team"], ground="complained-about")
    for query in ({"list": "all"}, {"q": hidden.case.reference}, {"q": "ann smith"}, {"list": "unallocated"}):
        page = opened(dartford, "corporate-services-team", **query)
        assert hidden.case.reference not in page.replace(f'value="{hidden.case.reference}"', "") or "q" in query
        assert hidden.case.reference not in references(page)
        assert elsewhere.case.reference not in page
        assert counted(page)["All"] == (0 if query.get("q") == hidden.case.reference else 1)
    assert references(opened(dartford, "corporate-services-team", list="all")) == [seen.case.reference]


@pytest.mark.parametrize("typed", ["smith", "ANN SMI", "  ann   smith ", "dbc-2026-0001", "DBC20260001", "1"])
def test_a_case_is_found_by_name_or_reference_however_it_is_typed(dartford: Office, typed: str) -> None:
    file, other = complaint(dartford), dartford.receives("2026-06-01T10:00")
    people.add(other.case, name="Bo Jones")
    page = opened(dartford, "corporate-services-team", q=typed)
    assert references(page) == [file.case.reference]
    assert counted(page)["All"] == 1, "the tabs count what the search finds"


def test_the_search_looks_through_all_and_says_when_it_finds_nothing_here(dartford: Office) -> None:
    complaint(dartford)
    page = opened(dartford, "corporate-services-team", q="smith", list="overdue")
    assert "Nothing matches here" in page
    assert "1 case matches among all that you can see" in page
    assert "Try fewer words" in opened(dartford, "corporate-services-team", q="nobody of that name")


def test_what_is_typed_is_escaped(dartford: Office) -> None:
    assert "<b>x</b>" not in opened(dartford, "corporate-services-team", q="<b>x</b>")


def test_filters_narrow_list_and_counts_alike(dartford: Office) -> None:
    housing, streets = (
        complaint(dartford),
        dartford.receives("2026-06-02T10:00", channel="telephone", points=(Point("p1", service="streets-service"),)),
    )
    registered(housing)
    for query, file in (
        ({"service": "streets-service"}, streets),
        ({"channel": "telephone"}, streets),
        ({"status": "awaiting-allocation"}, housing),
        ({"clock": "stage-one-acknowledgement", "channel": "web"}, housing),
        ({"stage": "complaint.stage-one", "service": "housing-service"}, housing),
    ):
        page = opened(dartford, "corporate-services-team", list="all", **query)
        assert references(page) == [file.case.reference]
        assert counted(page)["All"] == 1
    assert references(opened(dartford, "corporate-services-team", list="all", stage="complaint.stage-two")) == []


def test_a_filter_that_is_set_can_be_taken_away(dartford: Office) -> None:
    complaint(dartford)
    page = opened(dartford, "corporate-services-team", list="all", channel="web", service="housing-service")
    assert "How it came: Online form" in page
    assert 'href="/casework/?list=all&amp;service=housing-service"' in page


@pytest.mark.parametrize(
    "query",
    [
        {"list": "nonsense"},
        {"stage": "complaint"},
        {"status": "nonsense"},
        {"after": "yesterday"},
        {"before": "9999.x"},
        {"after": "2026-06-05.99999999999999999999"},
        {"q": "\x00"},
        {"q": "%", "service": "' or 1=1"},
    ],
)
def test_an_address_that_makes_no_sense_still_gives_a_list(dartford: Office, query: dict[str, str]) -> None:
    complaint(dartford)
    opened(dartford, "corporate-services-team", **query)


def test_long_lists_are_turned_by_marks_that_do_not_slip(dartford: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE_SIZE", 2)
    files = [complaint(dartford, f"2026-06-0{day}T10:00") for day in (1, 1, 2, 2, 3)]
    client = signed_in(dartford, "corporate-services-team")
    seen, address = [], f"{WORK}?list=all&channel=web"
    while address:
        page = text_of(client.get(address))
        seen.append(references(page))
        onward = re.search(r'href="([^"]+)" rel="next"', page)
        address = onward[1].replace("&amp;", "&") if onward else ""
        assert not address or "channel=web" in address, "the filter is kept"
    assert [len(each) for each in seen] == [2, 2, 1]
    assert [reference for each in seen for reference in each] == [file.case.reference for file in files]
    back = re.search(r'href="([^"]+)" rel="prev"', page)
    assert back is not None
    assert references(text_of(client.get(back[1].replace("&amp;", "&")))) == seen[1]


@pytest.mark.parametrize("tab", ["mine", "team", "unallocated", "overdue", "all"])
def test_an_empty_list_says_what_it_is_for(dartford: Office, tab: str) -> None:
    page = opened(dartford, "investigating-officer", list=tab)
    assert references(page) == []
    assert page.count('<h2 class="govuk-heading-m">') == 1


def test_a_role_that_sees_figures_only_gets_figures_and_no_case(dartford: Office) -> None:
    file = complaint(dartford)
    page = opened(dartford, "member-responsible-for-complaints", q="smith", list="all")
    assert "Your role sees figures only" in page
    assert file.case.reference not in page
    assert "Ann Smith" not in page
    assert "To be registered" in page
    assert "Undelivered letters" not in page
    assert "Log a contact" not in page


def test_somebody_without_a_role_today_is_told_so(dartford: Office) -> None:
    complaint(dartford)
    RoleHeld.objects.filter(staff=dartford.staff["service-manager"]).update(last=date(2026, 6, 2))
    assert "You hold no role today" in opened(dartford, "service-manager")


def test_work_is_taken_up_for_a_colleague_who_is_away(dartford: Office) -> None:
    file = allocated(complaint(dartford))
    absent, covering = dartford.staff["service-manager"], dartford.staff["customer-services"]
    Cover.objects.create(absent=absent, covering=covering, first=date(2026, 6, 1), last=date(2026, 6, 5))
    client = signed_in(dartford, "customer-services")
    assert "Do the work of service-manager" in text_of(client.get(WORK))
    client.post("/casework/cover/", {"absent": absent.pk, "next": WORK})
    page = text_of(client.get(WORK))
    assert "You are doing the work of" in page
    assert references(page) == [file.case.reference]


def test_only_staff_who_are_signed_in_see_it_and_nothing_is_posted_to_it(dartford: Office) -> None:
    assert Client().get(WORK).status_code == 302
    assert signed_in(dartford, "auditor").post(WORK).status_code == 405


@requirement("KL-6-4")
def test_enquiries_of_mps_have_a_series_and_a_list_of_their_own() -> None:
    office = Office("kings-lynn")
    liaison = office.actor("members-liaison")
    enquiries = [office.receives(f"2026-06-0{day}", by=liaison, track="mp-enquiry", channel="mp") for day in (1, 2)]
    other = office.receives("2026-06-01")
    assert [file.case.reference for file in enquiries] == ["MPE-2026-0001", "MPE-2026-0002"]
    assert other.case.reference == "KLWN-2026-0001"
    client = signed_in(office, "members-liaison")
    page = text_of(client.get(WORK, {"list": "all", "stage": "mp-enquiry.enquiry"}))
    stages = set(re.findall(r'value="(mp-enquiry[^"]*)"', page))
    page = text_of(client.get(WORK, {"list": "all", "stage": stages.pop()}))
    assert set(re.findall(r">((?:MPE|KLWN)-2026-\d+)</a>", page)) == {"MPE-2026-0001", "MPE-2026-0002"}
