"""Are the made-up people of both councils there, in every role, and nowhere near production?"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from redress import demonstration, policies
from redress.accounts.actors import people_with_role
from redress.accounts.models import Cover, RoleHeld, Service, Staff
from redress.demonstration import building, people
from redress.demonstration.town_halls import TOWN_HALLS
from tests import cast

pytestmark = pytest.mark.django_db


def test_somebody_holds_every_role_of_both_policies():
    everyone = cast.set_up()
    for office in (everyone.dartford, everyone.kings_lynn):
        for role in policies.current(office.council.pk).roles:
            assert office.holding(role.id).is_demonstration, role.id


def test_everybody_holds_a_role_of_the_policy_and_belongs_to_it_whole():
    cast.set_up()
    known = {id: {role.id for role in policies.current(id).roles} for id in TOWN_HALLS}
    for held in RoleHeld.objects.select_related("staff", "department", "directorate"):
        assert held.role in known[held.staff.council_id]
        held.full_clean()
    for staff in Staff.objects.filter(is_demonstration=True):
        staff.full_clean(exclude=["password"])
        assert staff.roles.exists()


def test_every_department_has_its_complaints_officer_and_every_service_somebody_who_answers():
    everyone = cast.set_up()
    today = timezone.localdate()
    investigates = {"dartford": "service-manager", "kings-lynn": "stage-one-investigator"}
    for service in Service.objects.select_related("department__directorate"):
        reaching = people_with_role(
            service.council_id, investigates[service.council_id], today, department=service.department
        )
        assert reaching.exists(), service
        service.full_clean()
        if service.council_id == "dartford":
            officers = people_with_role("dartford", "departmental-complaints-officer", today, service.department)
            assert officers.count() == 1, service
            assert everyone.dartford.lead_of(service.slug).roles.filter(role="service-manager").exists()


def test_no_address_or_number_can_reach_anybody():
    cast.set_up()
    for staff in Staff.objects.filter(is_demonstration=True):
        assert staff.email.endswith(".example")
        assert re.fullmatch(r"01632 960\d{3}", staff.telephone)
        assert staff.job_title
        assert not staff.has_usable_password()


def test_somebody_is_away_and_covered_for():
    cast.set_up()
    assert {row.absent.council_id for row in Cover.objects.on(timezone.localdate())} == set(TOWN_HALLS)


def test_setting_up_again_gives_the_same_people():
    first, again = cast.set_up(), cast.set_up()
    assert first == again


def test_a_council_of_which_only_the_policy_is_known_gets_somebody_in_each_role(monkeypatch):
    monkeypatch.setattr(people, "TOWN_HALLS", {})
    staff = people.install()
    for id, members in staff.items():
        assert len(members) == len(policies.current(id).roles)


def test_there_are_no_made_up_people_in_production(settings, capsys):
    settings.PRODUCTION = True
    with pytest.raises(people.NotInProduction):
        people.install()
    with pytest.raises(people.NotInProduction):
        building.build()
    assert demonstration.main() == 1
    assert demonstration.main(who=True) == 1
    assert "production" in capsys.readouterr().out
    assert not Staff.objects.exists()
