"""Do the pages that put people in charge, or keep them away, offer only who is fit, and say no more than they may?"""

from __future__ import annotations

import pytest

from redress.accounts.models import RoleHeld
from redress.casework import acts
from tests.requirement import requirement
from tests.rooms import casework_desks as desks
from tests.rooms.case_files import FIRST_DAY, Office
from tests.rooms.casework_desks import Officer, complaint, do, text_of

pytestmark = pytest.mark.django_db

CANNOT = "This person cannot take this case"


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def offered(response) -> list[str]:
    return [str(text) for _value, text in response.context["form"].fields["to"].choices]


@requirement("DA-8.1.1-a1")
def test_a_complaint_is_given_to_a_manager_of_the_service_it_is_about(dartford):
    other = dartford.person("service-manager", name="manager of streets", department=dartford.streets)
    RoleHeld.objects.filter(staff=other).update(department=dartford.streets)
    RoleHeld.objects.filter(staff=dartford.staff["service-manager"]).update(department=dartford.housing)
    file = desks.registered(complaint(dartford))
    assert offered(Officer(dartford, "corporate-services-team").opens(file, "allocate")) == ["service-manager"]


@requirement("KL-3-2")
def test_an_investigator_of_another_department_is_not_offered(kings_lynn):
    other = kings_lynn.person("stage-one-investigator", name="of streets", department=kings_lynn.streets)
    RoleHeld.objects.filter(staff=other).update(department=kings_lynn.streets)
    file = desks.registered(complaint(kings_lynn))
    officer = Officer(kings_lynn, "complaints-administrator")
    assert offered(officer.opens(file, "allocate")) == ["stage-one-investigator"]
    assert CANNOT in text_of(officer.sends(file, "allocate", to=other.pk))


@requirement("DA-8.1.1-a1")
def test_whoever_is_kept_away_is_left_out_without_a_word(dartford):
    file = desks.registered(complaint(dartford))
    away = dartford.person("service-manager", name="complained about", department=dartford.housing)
    do(file, acts.bar_person, "corporate-services-team", "2026-06-02", person=away, ground="complained-about")
    officer = Officer(dartford, "corporate-services-team")
    page = officer.opens(file, "allocate")
    assert offered(page) == ["service-manager"]
    assert "complained about" not in text_of(page)
    forced = text_of(officer.sends(file, "allocate", to=away.pk))
    assert CANNOT in forced
    assert "complained about" not in forced


@requirement("KL-3-21")
def test_whoever_had_a_part_in_stage_one_is_shown_with_the_reason_and_cannot_be_chosen(kings_lynn):
    file = desks.requested(complaint(kings_lynn))
    do(file, acts.accept_request, "appointed-officer", "2026-06-23", finding="elements-not-considered", written={})
    involved = kings_lynn.staff["stage-one-investigator"]
    RoleHeld.objects.create(staff=involved, role="senior-officer", first=FIRST_DAY)
    chief = Officer(kings_lynn, "chief-executive")
    page = chief.opens(file, "appoint")
    assert "stage-one-investigator" not in offered(page)
    assert "<strong>stage-one-investigator</strong>: This person was in charge of an earlier stage" in text_of(page)
    forced = text_of(chief.sends(file, "appoint", to=involved.pk))
    assert CANNOT in forced


@requirement("DA-8.1.2-c3")
def test_a_line_manager_is_appointed_only_with_a_reason(dartford):
    file = desks.requested(complaint(dartford))
    do(file, acts.allocate, "corporate-complaints-officer", "2026-06-22", to=dartford.staff["director"])
    manager = dartford.staff["investigating-officer"]
    dartford.staff["service-manager"].line_manager = manager
    dartford.staff["service-manager"].save()
    desks.declared(file, "director", "2026-06-22")
    director = Officer(dartford, "director")
    assert "if you choose this person, say why below" in text_of(director.opens(file, "appoint"))
    page = text_of(director.sends(file, "appoint", to=manager.pk))
    assert "say why they are to be" in page
    assert director.sends(file, "appoint", to=manager.pk, reason="Nobody else is free.").status_code == 302


def test_an_empty_or_strange_choice_is_told_beside_the_picker(dartford):
    file = desks.registered(complaint(dartford))
    officer = Officer(dartford, "corporate-services-team")
    assert "Choose who will deal with it" in text_of(officer.sends(file, "allocate"))
    stranger = Office("kings-lynn").staff["stage-one-investigator"]
    for strange in (stranger.pk, "x", "0"):
        assert CANNOT in text_of(officer.sends(file, "allocate", to=strange))


def test_somebody_of_another_council_cannot_be_kept_away(dartford):
    file = complaint(dartford)
    stranger = Office("kings-lynn").staff["stage-one-investigator"]
    page = text_of(
        Officer(dartford, "corporate-services-team").sends(file, "bar-person", person=stranger.pk, ground="implicated")
    )
    assert "Choose somebody who works here" in page


def test_nobody_to_choose_is_said_plainly(dartford):
    RoleHeld.objects.filter(role="service-manager").delete()
    file = desks.registered(complaint(dartford))
    page = text_of(Officer(dartford, "corporate-services-team").opens(file, "allocate"))
    assert "Nobody can be chosen now" in page


# --- late complaints -----------------------------------------------------------------------------


def test_a_late_complaint_waits_for_the_departmental_officer(dartford):
    file = dartford.receives("2026-06-01T10:00", happened_on=FIRST_DAY)
    assert "registered" not in file.case.status
    desk = Officer(dartford, "corporate-services-team")
    assert "must decide first whether it goes ahead" in text_of(desk.sends(file, "register"))
    officer = Officer(dartford, "departmental-complaints-officer")
    page = text_of(officer.sends(file, "decide-lateness"))
    assert "and the complaint came on Monday 1 June 2026." in page
    for said in ("Say whether the complaint goes ahead", "Enter the reasons"):
        assert said in page
    page = text_of(officer.sends(file, "decide-lateness", accepted="yes", reason="She was ill."))
    assert "Say on which ground the late complaint goes ahead" in page
    done = officer.sends(file, "decide-lateness", accepted="yes", reason="She was ill.", grounds="other-exceptional")
    assert done.status_code == 302


@requirement("KL-7-4")
def test_a_complaint_is_never_turned_away_for_being_late_alone(kings_lynn):
    file = kings_lynn.receives("2026-06-01T10:00", happened_on=FIRST_DAY)
    officer = Officer(kings_lynn, "complaints-administrator")
    page = text_of(officer.sends(file, "decide-lateness", accepted="no", reason="Years ago."))
    assert "A complaint is never turned away only for being late" in page


# --- correcting ----------------------------------------------------------------------------------


def test_a_correction_needs_an_entry_a_date_and_a_reason(dartford):
    file = complaint(dartford)
    officer = Officer(dartford, "corporate-services-team")
    page = text_of(officer.sends(file, "correct"))
    for said in ("Choose the entry that is wrong", "Enter what was wrong"):
        assert said in page
    assert "Enter the right date" in text_of(officer.sends(file, "correct", supersedes="1", reason="Wrong."))
    right = {
        "corrected_on-day": "29",
        "corrected_on-month": "May",
        "corrected_on-year": "2026",
        "corrected_at": "5:30pm",
    }
    assert officer.sends(file, "correct", supersedes="1", reason="The stamp.", **right).status_code == 302
    file.case.refresh_from_db()
    assert file.case.received_day.isoformat() == "2026-05-29"
