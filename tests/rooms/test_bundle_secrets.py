"""Does no code and no secret link leave with the papers of a case, whatever they are for?"""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from redress.casework import acts
from redress.casework.bundling.secrets_out import without_secrets
from redress.correspondence.asks.links import by_code
from redress.correspondence.models import Letter
from redress.records import agreeing, codes, equality_codes, internal, people, tracking
from redress.records.bundled import BundleKind
from redress.records.models import Part
from tests.rooms import ask_cases as asks
from tests.rooms.bundle_cases import archive, made, ordered, pages_of
from tests.rooms.casework_desks import do

CST = "corporate-services-team"


def link(name: str, *parts: str) -> str:
    return settings.PUBLIC_URL + reverse(f"intake:{name}", args=parts)


def test_every_code_and_link_is_masked_and_what_only_looks_like_one_stays() -> None:
    secret = "q7TM" * 10 + "-_9"
    equality = equality_codes.new_code("dartford", date(2026, 6, 1))
    told = (
        codes.new_code(),
        equality_codes.in_fours(equality),
        link("track-link", "dartford", "DBC-2026-0001", secret),
        link("track-link", "dartford", "DBC-2026-0001", secret) + "notes/4/",
        link("asked-link", "dartford", secret),
        link("agree-link", "dartford", secret),
        link("about-you", "dartford", equality),
        link("contact-confirm", "dartford", secret),
        link("contact-stop", "dartford", f"4:{secret}"),
        link("return-link", "dartford", secret),
        "%TRACKING-LINK%",
        "%ABOUT-YOU-LINK%",
    )
    for each in told:
        said = without_secrets(f"Look: {each} now")
        assert each not in said
        assert secret not in said
        assert said.endswith("that only they have) now"), said
    for each in ("4400-3377-9966", "4444-3333-9999-6666", link("asked-code", "dartford"), "DBC-2026-0001-B1"):
        assert without_secrets(each) == each


@pytest.mark.django_db
@time_machine.travel(asks.NOW, tick=False)
def test_no_kind_of_bundle_carries_a_code_or_a_link_that_opens_something(tmp_path: Path) -> None:
    file = asks.case_of("dartford")
    case, desk = file.case, file.office.actor(CST)
    mine = people.complainant_of(case)
    assert mine
    people.correct(mine, email="", address="1 Elm Road", postcode="DA1 1DR")
    asks.asked(file, "complainant", about="Please tell us more.", way="letter")
    letter = Letter.objects.get(kind="notice-asked")
    posted = next(
        word for word in letter.text.split() if word.count("-") == 2 and by_code("dartford", case.reference, word)
    )
    bob = people.add(case, name="Bob Jones", part=Part.REPRESENTATIVE)
    secret, receipt = tracking.new_secret(case, mine), tracking.new_code(case, mine)
    consent = agreeing.ask(bob, mine, way="letter", covers="All", by=desk, days=28).code
    equality = equality_codes.in_fours(equality_codes.new_code("dartford", date(2026, 6, 1)))
    followed = link("track-link", "dartford", case.reference, secret)
    internal.internal_note(case, f"She has {receipt} and {equality}.", by=desk)
    note = {"method": "telephone", "result": "reached", "participants": "Ann Smith"}
    do(file, acts.record_contact, CST, "2026-06-04T10:30", note=f"Her code is {consent}.", **note)
    Letter.objects.filter(pk=letter.pk).update(html=letter.html + f"<p>{followed}</p>")
    secrets = [posted, receipt, consent, equality, secret]
    for kind in BundleKind.values:
        more = {"person": mine.person} if kind == BundleKind.SUBJECT_ACCESS else {}
        packed = archive(made(ordered(file, CST, kind, **more)))
        said = read(packed, tmp_path)
        assert not [each for each in secrets if each in said], kind
        if kind != BundleKind.FREEDOM:
            assert "(acodethatonlytheyhave)" in said, "it says that there was one"
    Letter.objects.filter(pk=letter.pk).update(sheet={})  # of an earlier version: its page is packed
    said = read(archive(made(ordered(file, CST, "other"))), tmp_path)
    assert "(acodethatonlytheyhave)" in said
    assert not [each for each in secrets if each in said]


def read(packed: zipfile.ZipFile, folder: Path) -> str:
    """Every word of the pages, of the letters beside them and of the list of all, without blanks."""
    found = [packed.read("manifest.json").decode(), " ".join(packed.namelist())]
    for name in packed.namelist():
        content = packed.read(name)
        if name.endswith(".pdf"):
            found += pages_of(content, folder)
        elif name.endswith(".html"):
            found.append(content.decode())
    return "".join("".join(found).split())
