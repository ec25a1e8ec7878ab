"""Who acts as whom, who holds which role on which day, and does every row keep to its council?"""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from redress.accounts.actors import NotCovering, actor_for, covered_by, holder_for, holders, people_with_role
from redress.accounts.models import Council, Cover, Department, Directorate, RoleHeld, Service, Staff, Team

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)


class Town:
    """Two councils, one with two directorates, and a few people."""

    def __init__(self) -> None:
        self.dartford = Council.objects.create(id="dartford", name="Dartford Borough Council", short_name="Dartford")
        self.lynn = Council.objects.create(id="kings-lynn", name="King's Lynn and West Norfolk", short_name="Lynn")
        self.places = self._directorate("Places")
        self.people = self._directorate("People")
        self.housing = self._department("Housing", self.places)
        self.waste = self._department("Waste", self.places)
        self.benefits = self._department("Benefits", self.people)

    def _directorate(self, name: str) -> Directorate:
        return Directorate.objects.create(council=self.dartford, name=name, slug=name.lower())

    def _department(self, name: str, directorate: Directorate) -> Department:
        return Department.objects.create(council=self.dartford, directorate=directorate, name=name, slug=name.lower())

    def staff(self, name: str, *roles: str, council: Council | None = None, **fields: object) -> Staff:
        email = f"{name}@{(council or self.dartford).pk}.example"
        person = Staff.objects.create_user(email, name=name, council=council or self.dartford, **fields)
        for role in roles:
            RoleHeld.objects.create(staff=person, role=role, first=date(2026, 1, 1))
        return person


@pytest.fixture
def town() -> Town:
    return Town()


def test_an_actor_holds_the_roles_of_the_day(town: Town, django_assert_num_queries: pytest.FixtureRequest) -> None:
    ann = town.staff("Ann", "service-manager")
    RoleHeld.objects.create(staff=ann, role="director", first=MONDAY, last=MONDAY)
    with django_assert_num_queries(1):
        actor = actor_for(ann, MONDAY)
    assert (actor.kind, actor.id, actor.covering_for, actor.barred) == ("staff", f"staff:{ann.pk}", "", False)
    assert actor.roles == {"service-manager", "director"}
    assert actor_for(ann, date(2026, 6, 2)).roles == {"service-manager"}
    assert actor_for(ann, date(2025, 12, 31)).roles == frozenset()


def test_cover_lends_the_roles_of_the_absent_for_its_days_and_keeps_ones_own_name(
    town: Town, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    absent = town.staff("Olu", "departmental-complaints-officer")
    deputy = town.staff("Ben", "service-manager")
    Cover.objects.create(absent=absent, covering=deputy, first=MONDAY, last=date(2026, 6, 5))
    with django_assert_num_queries(2):
        actor = actor_for(deputy, MONDAY, covering_for=absent)
    assert actor.id == deputy.actor_id
    assert actor.covering_for == absent.actor_id
    assert actor.roles == {"departmental-complaints-officer", "service-manager"}
    assert list(covered_by(deputy, MONDAY)) == [absent]
    assert not covered_by(deputy, date(2026, 6, 6)).exists()
    for somebody, day in ((deputy, date(2026, 6, 6)), (town.staff("Cy"), MONDAY)):
        with pytest.raises(NotCovering):
            actor_for(somebody, day, covering_for=absent)


def test_cover_never_crosses_councils(town: Town) -> None:
    absent = town.staff("Olu", council=town.lynn)
    deputy = town.staff("Ben")
    cover = Cover(absent=absent, covering=deputy, first=MONDAY, last=MONDAY)
    with pytest.raises(ValidationError):
        cover.full_clean()
    cover.save()
    assert not covered_by(deputy, MONDAY).exists()
    with pytest.raises(NotCovering):
        actor_for(deputy, MONDAY, covering_for=absent)


def test_a_holder_knows_whom_they_manage(town: Town, django_assert_num_queries: pytest.FixtureRequest) -> None:
    boss = town.staff("Bo", "director")
    first, second = town.staff("Al", line_manager=boss), town.staff("Di", "service-manager", line_manager=boss)
    holder = holder_for(boss, MONDAY)
    assert holder.id == boss.actor_id
    assert holder.roles == {"director"}
    assert holder.line_manages == {first.actor_id, second.actor_id}
    with django_assert_num_queries(2):
        many = holders([second, boss, first], MONDAY)
    assert [one.id for one in many] == [second.actor_id, boss.actor_id, first.actor_id]
    assert many[0].roles == {"service-manager"}
    assert many[0].line_manages == frozenset()


def test_a_role_reaches_a_department_a_directorate_or_the_whole_council(town: Town) -> None:
    own, above, everywhere, elsewhere = (town.staff(name) for name in ("A", "B", "C", "D"))
    for person, reach in (
        (own, {"department": town.housing}),
        (above, {"directorate": town.places}),
        (everywhere, {}),
        (elsewhere, {"directorate": town.people}),
    ):
        RoleHeld.objects.create(staff=person, role="dco", first=MONDAY, **reach)
    assert list(people_with_role(town.dartford, "dco", MONDAY, town.housing)) == [own, above, everywhere]
    assert list(people_with_role(town.dartford, "dco", MONDAY, town.waste)) == [above, everywhere]
    assert list(people_with_role("dartford", "dco", MONDAY)) == [own, above, everywhere, elsewhere]
    assert not people_with_role(town.lynn, "dco", MONDAY).exists()
    assert not people_with_role(town.dartford, "dco", date(2026, 5, 31)).exists()
    Staff.objects.filter(pk=own.pk).update(is_active=False)
    assert own not in people_with_role(town.dartford, "dco", MONDAY)


def test_a_role_held_twice_is_one_person(town: Town) -> None:
    ann = town.staff("Ann", "dco", "dco")
    assert list(people_with_role(town.dartford, "dco", MONDAY)) == [ann]


# --- rows keep to their council --------------------------------------------------------------------


def test_a_slug_is_used_once_in_a_council_and_again_in_another(town: Town) -> None:
    Team.objects.create(council=town.dartford, name="Front", slug="front")
    Team.objects.create(council=town.lynn, name="Front", slug="front")
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.create(council=town.dartford, name="Front again", slug="front")


def test_nothing_points_into_another_council(town: Town) -> None:
    stranger = town.staff("Stranger", council=town.lynn)
    theirs = Team.objects.create(council=town.lynn, name="Theirs", slug="theirs")
    ann = town.staff("Ann")
    ann.line_manager, ann.team, ann.department = stranger, theirs, town.housing
    with pytest.raises(ValidationError) as refused:
        ann.full_clean(exclude=["password"])
    assert set(refused.value.message_dict) == {"line_manager", "team"}
    for row in (
        Department(council=town.lynn, directorate=town.places, name="X", slug="x"),
        Team(council=town.lynn, department=town.housing, name="X", slug="x"),
        Service(council=town.lynn, department=town.housing, name="X", slug="x"),
        RoleHeld(staff=stranger, role="dco", department=town.housing, first=MONDAY),
    ):
        with pytest.raises(ValidationError):
            row.full_clean()


def test_a_service_says_who_provides_it(town: Town) -> None:
    bins = Service(council=town.dartford, department=town.waste, name="Bins", slug="bins", provider_kind="contractor")
    with pytest.raises(ValidationError, match="name of the contractor"):
        bins.full_clean()
    bins.provider_name = "Clean Streets Ltd"
    bins.full_clean()


def test_an_email_address_is_one_account_however_it_is_typed(town: Town) -> None:
    ann = Staff.objects.create_user(" Ann@Dartford.Example ", name="Ann", council="dartford")
    assert ann.email == "ann@dartford.example"
    assert Staff.objects.get_by_natural_key("ANN@dartford.example") == ann
    assert not ann.has_usable_password()
    with pytest.raises(IntegrityError), transaction.atomic():
        Staff.objects.filter(pk=ann.pk).update(email="Ann@dartford.example")


@pytest.mark.parametrize("last", [date(2026, 5, 31)])
def test_a_last_day_is_not_before_the_first(town: Town, last: date) -> None:
    ann, ben = town.staff("Ann"), town.staff("Ben")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(staff=ann, role="dco", first=MONDAY, last=last)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.create(absent=ann, covering=ben, first=MONDAY, last=last)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.create(absent=ann, covering=ann, first=MONDAY, last=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Staff.objects.filter(pk=ann.pk).update(line_manager=ann.pk)
