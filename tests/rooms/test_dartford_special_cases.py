"""Whose is a Dartford case that a contractor or Human Resources has a part in, and who can see it? 5.6, 9.6."""

import pytest

from redress.cases.find import visible_to
from redress.cases.models import Case
from redress.policies import current
from redress.rules import actions as order
from redress.rules.events import Answer, Point
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office

pytestmark = pytest.mark.django_db


@requirement("DA-5.6-b1")
def test_a_complaint_about_a_contractor_is_filed_with_the_service_that_employs_it() -> None:
    """It counts as a complaint of that service and its department; the contractor is told beside it."""
    office = Office("dartford")
    contractor = Point("p1", service="housing-service", landlord="no", subject="contractor", provider="contractor")
    own = Point("p1", service="housing-service", landlord="no")
    filed = []
    for point in (contractor, own):
        case = office.receives("2026-06-01T10:00", points=(point,)).case
        filed.append((case.service.slug, case.department, case.track))
    assert filed[0] == filed[1] == ("housing-service", office.housing, "complaint")
    assert current("dartford").track("complaint").counts_as_complaint
    assert Case.objects.filter(service__slug="housing-service", track="complaint").count() == 2


def _sees(office: Office, who: str, file: CaseFile) -> bool:
    return visible_to(office.actor(who), office.council).filter(pk=file.case.pk).exists()


@requirement("DA-9.6-1")
def test_an_incident_reported_as_racial_is_shown_to_human_resources_and_the_roles_of_the_case() -> None:
    office = Office("dartford")
    file = office.receives("2026-06-01T10:00")
    assert not _sees(office, "human-resources", file)
    given = (Answer("referred-to", office.staff["human-resources"].actor_id),)
    referred = order.TakeStep(step="racial-incident", option="yes", answers=given)
    file.act("2026-06-02", "departmental-complaints-officer", referred)
    assert _sees(office, "human-resources", file)
    assert _sees(office, "corporate-complaints-officer", file)
    for other in ("internal-audit", "monitoring-officer", "communications", "customer-services", "auditor"):
        assert not _sees(office, other, file), other
