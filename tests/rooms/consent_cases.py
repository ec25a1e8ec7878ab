"""How do the tests of consent come by a case on which somebody acts for the complainant?"""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from redress.correspondence.models import Message
from redress.records import people
from redress.records.models import Part, Party
from redress.rules.events import Point
from tests.rooms.case_files import CaseFile, Office

DAUGHTER, FATHER = "Dora Smith", "Frank Smith"
WHEN = "2026-06-01T10:00"
CONSENT_FLAGS = {"councillor": ("consent-none", "consent-implied", "for-a-constituent")}


def acted_for(office: Office, *, capacity: str = "relative", at: str = WHEN, reach: bool = True) -> CaseFile:
    """A complaint that a daughter makes for her father; he can be reached by e-mail and by post."""
    flags = CONSENT_FLAGS.get(capacity, ("consent-spoken",))
    file = office.receives(at, flags=flags, points=(Point("p1", service="housing-service", landlord="no"),))
    known = {"email": "frank@example.org", "address": "1 High Street", "postcode": "DA1 1AA"} if reach else {}
    people.add(file.case, name=FATHER, **known)
    people.add(file.case, name=DAUGHTER, email="dora@example.org", part=Part.REPRESENTATIVE, capacity=capacity)
    return file


def acting(file: CaseFile) -> Party:
    party = people.representative_of(file.case)
    assert party is not None
    return party


def complainant(file: CaseFile) -> Party:
    party = people.complainant_of(file.case)
    assert party is not None
    return party


def signed_in(office: Office, name: str) -> Client:
    client = Client()
    client.force_login(office.staff[name])
    return client


def link_sent(template: str = "consent-question") -> str:
    """The path of the secret link that the last message of this kind carries."""
    message = Message.objects.filter(template=template).latest("pk")
    return re.sub(r"^https?://[^/]+", "", message.link)


def signed_note() -> SimpleUploadedFile:
    return SimpleUploadedFile("consent.txt", b"I agree that Dora acts for me. Frank Smith", content_type="text/plain")


def day(field: str, iso: str) -> dict[str, str]:
    year, month, of_month = iso.split("-")
    return {f"{field}-day": of_month, f"{field}-month": month, f"{field}-year": year}
