"""Can the council's logo and pictures be changed by those who may, do they stand everywhere, and can none do harm?"""

from __future__ import annotations

import gzip
import hashlib
import io
from datetime import timedelta
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image, PngImagePlugin

from redress.accounts import pictures
from redress.accounts.models import Council, Picture
from redress.correspondence.letters import letters_of
from redress.correspondence.making.letterhead import letterhead_of
from redress.correspondence.making.made_as import made
from redress.design.pictures import LARGEST_FILE, PictureRefused, safe
from redress.records.whose_paper import look_of
from tests.rooms import bundle_cases as bundles
from tests.rooms.at_once import acts_at_once
from tests.rooms.case_files import DESK, INVESTIGATOR, Office
from tests.rooms.casework_desks import acknowledged, complaint, text_of
from tests.rooms.letter_outlines import of_docx, of_pdf
from tests.rooms.test_policy_pages import OWNERS

pytestmark = pytest.mark.django_db

PAGE = "/casework/policy/pictures/"
LOGO = PAGE + "logo/"


def drawing(inside: str = "", *, before: str = "") -> bytes:
    circle = '<circle cx="40" cy="20" r="18" fill="#00594f"/>'
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {spaces} viewBox="0 0 80 40">{circle}{inside}</svg>'.encode()


def photograph(kind: str = "PNG", size: tuple[int, int] = (200, 100), **how: object) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(kept, kind, **how)
    return kept.getvalue()


# --- what is kept of a picture --------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        drawing(before='<?xml version="1.0"?>\n'),
        drawing(before="\ufeff"),
        drawing('<metadata>drawn by hand</metadata><g xmlns:i="http://www.inkscape.org/x"><i:view/></g>'),
        drawing('<style>.a{fill:#fff}</style><g id="b"><path class="a" d="M0 0h9"/></g><use xlink:href="#b" x="9"/>'),
        photograph("PNG"),
        photograph("JPEG"),
        photograph("PNG", (4000, 1000)),
    ],
)
def test_whatever_the_picture_was_points_alone_are_kept(given: bytes) -> None:
    kept = safe(given)
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.format == "PNG"
        assert picture.width <= 1200
        assert picture.height <= 480
        assert not picture.info.keys() - {"transparency"}


def test_what_was_written_beside_the_points_is_gone() -> None:
    beside = PngImagePlugin.PngInfo()
    beside.add_text("Author", "Ann Smith")
    assert b"Ann Smith" in photograph(pnginfo=beside)
    assert b"Ann Smith" not in safe(photograph(pnginfo=beside))
    assert b"<script" not in safe(photograph() + b"<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (drawing("<script>alert(1)</script>"), "script"),
        (drawing('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'), "foreignObject"),
        (drawing('<image href="file:///etc/passwd"/>'), "image"),
        (drawing("<text>Borough</text>"), "Turn them into shapes"),
        (drawing('<animate attributeName="x"/>'), "animate"),
        (drawing('<rect onclick="alert(1)"/>'), "outside"),
        (drawing('<use xlink:href="https://example.org/x.svg#a"/>'), "outside"),
        (drawing('<rect fill="url(https://example.org/x)"/>'), "outside"),
        (drawing('<rect style="fill:url( //example.org/x)"/>'), "outside"),
        (drawing('<style>@import "https://example.org/x.css";</style>'), "outside"),
        (drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#a"/>'), "too intricate"),
        (drawing('<path id="p" d="M0 0"/>' + '<use href="#p"/>' * 201), "too intricate"),
        (drawing(before='<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "damaged"),
        (drawing(before="<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://example.org/'>%p;]>"), "damaged"),
        (drawing(before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>', inside="&x;"), "damaged"),
        (drawing(before='<!DOCTYPE svg [<!ATTLIST circle onload CDATA "alert(1)">]>'), "outside"),
        (drawing(before='<?xml version="1.0" encoding="UTF-7"?>'), "damaged"),
        (drawing(before='<?xml version="1.0" encoding="nothing-known"?>'), "damaged"),
        (drawing("<script>alert(1)</script>").decode().encode("utf-16"), "SVG, PNG"),
        (drawing(before='<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16"), "SVG, PNG"),
        (drawing().decode().encode("utf-32"), "SVG, PNG"),
        (gzip.compress(drawing()), "SVG, PNG"),
        (drawing(r'<style>rect{fill:\75rl(//example.org/x)}@\69mport "x"</style>'), "outside"),
        (drawing("<style><![CDATA[@import url(//example.org/x)]]></style>"), "outside"),
        (drawing('<a href="javascript:alert(1)"/>'), "do not take: a"),
        (drawing('<set attributeName="href" to="javascript:alert(1)"/>'), "set"),
        (drawing("<g>" * 5000 + "</g>" * 5000), "too intricate"),
        (drawing('<g opacity=".5"><path d="M0 0"/></g>' * 401), "too intricate"),
        (drawing("<style>path{opacity:.5}</style>" + '<path d="M0 0"/>' * 401), "too intricate"),
        (drawing(f'<path id="p" d="{"M0 0L9 9" * 20_000}"/>' + '<use href="#p"/>' * 9), "too intricate"),
        (drawing()[:-8], "damaged"),
        (b"<html><svg></svg></html>", "html"),
        (b"%PDF-1.7 no picture at all", "SVG, PNG or JPEG"),
        (photograph("GIF"), "SVG, PNG or JPEG"),
        (photograph()[:150], "damaged"),
        (photograph(size=(39, 39)), "at least 40"),
        (photograph(size=(600, 100)), "five times"),
        (photograph(size=(6000, 5000)), "too many points"),
        (b"\x89PNG" + b"0" * LARGEST_FILE, "smaller than 1 MB"),
    ],
)
def test_a_file_that_is_no_picture_or_could_do_harm_is_refused_in_words(given: bytes, said: str) -> None:
    with pytest.raises(PictureRefused, match=said):
        safe(given)


@pytest.mark.django_db(transaction=True)
def test_of_two_uploads_at_the_same_moment_the_second_takes_the_place_of_the_first(tmp_path: Path) -> None:
    council = Office("dartford").council
    given = [safe(photograph(size=(size, 50))) for size in (100, 120, 140)]
    acts = [partial(pictures.keep, council.pk, pictures.LOGO, each, alt="A logo", by="staff:1") for each in given]
    with acts_at_once(tmp_path) as at_once:
        kept = [getattr(each, "digest", each) for each in at_once(*acts)]
        assert set(kept) == {hashlib.sha256(each).hexdigest() for each in given}
        now, shown = at_once(
            lambda: pictures.in_force(council.pk)[pictures.LOGO].digest,
            lambda: Council.objects.get(pk=council.pk).logo,
        )
    assert now == shown


# --- who changes it -------------------------------------------------------------------------------


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request: pytest.FixtureRequest) -> Office:
    return Office(request.param)


def signed_in(office: Office, who: str = "") -> Client:
    client = Client()
    client.force_login(office.staff[who or OWNERS[office.id]])
    return client


def uploaded(
    client: Client, content: bytes, alt: str = "A green circle", page: str = LOGO, name: str = "logo.svg"
) -> str:
    return text_of(client.post(page, {"file": SimpleUploadedFile(name, content), "alt": alt}, follow=True))


def test_a_policy_owner_gives_the_council_its_logo_and_it_stands_everywhere(office: Office) -> None:
    client = signed_in(office)
    assert "No logo: the name stands alone" in text_of(client.get(PAGE))
    assert "The picture is used from now on" in uploaded(client, drawing())
    council = Council.objects.get(pk=office.id)
    address = f"/pictures/{council.logo}.png"
    assert address in client.get(PAGE).content.decode()
    assert address in Client().get(f"/{office.id}/").content.decode()
    response = Client().get(address)
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert response.content.startswith(b"\x89PNG")
    assert letterhead_of(office.id).logo_alt == "A green circle"
    one = letters_of(acknowledged(complaint(office)).case)[0]
    assert "Figure: A green circle" in list(of_pdf(made(one, "standard-print")))
    assert address not in one.html, "an e-mail loads nothing from anywhere"
    assert list(of_docx(made(one, "word")))[1] == "first header: ", "the logo, described in its own words"
    leaflet = client.get(f"/{office.id}/print/leaflet/standard/")
    with pikepdf.open(io.BytesIO(leaflet.content)) as opened:
        assert opened.pages[0].get_images()


def test_another_logo_takes_its_place_and_what_was_before_is_kept_but_shown_no_longer(office: Office) -> None:
    client = signed_in(office)
    uploaded(client, drawing())
    first = Picture.objects.get()
    uploaded(client, drawing())
    assert Picture.objects.count() == 1, "the same again changes nothing"
    uploaded(client, photograph(), alt="A red field", name="photo.png")
    assert [each.alt for each in Picture.objects.all()] == ["A green circle", "A red field"]
    assert Client().get(f"/pictures/{first.digest}.png").status_code == 404
    assert "used no longer" in text_of(client.post(LOGO, {"remove": "yes"}, follow=True))
    assert Council.objects.get(pk=office.id).logo == ""
    assert not pictures.in_force(office.id)
    assert text_of(client.post(LOGO, {"remove": "yes"}, follow=True)), "nor is it an error to take away nothing"


def test_papers_bear_the_logo_of_their_day(office: Office) -> None:
    """A bundle that is made again has the logo with which it was made first, so that it is the same to the byte."""
    officer = "corporate-services-team" if office.id == "dartford" else "complaints-administrator"
    file = acknowledged(complaint(office))
    client = signed_in(office)
    uploaded(client, drawing())
    Picture.objects.update(since=timezone.now() - timedelta(hours=1))
    bundle = bundles.made(bundles.ordered(file, officer, "other"))
    uploaded(client, photograph(), alt="A red field", name="photo.png")
    assert look_of(office.id).logo_alt == "A red field"
    assert look_of(office.id, bundle.as_of).logo_alt == "A green circle"
    assert look_of(office.id, bundle.as_of - timedelta(days=1)).logo == b""
    with bundles.archive(bundle) as papers:
        assert "Figure: A green circle" in list(of_pdf(papers.read("bundle.pdf")))


def test_a_picture_for_easy_read_is_the_councils_alone_and_no_logo(office: Office) -> None:
    client = signed_in(office)
    uploaded(client, drawing(), alt="Our sign", page=PAGE + "decision/")
    assert letterhead_of(office.id).pictures[0][::2] == ("decision", "Our sign")
    assert Council.objects.get(pk=office.id).logo == ""
    other = Office("kings-lynn" if office.id == "dartford" else "dartford")
    assert letterhead_of(other.id).pictures == ()
    assert client.get(PAGE + "nothing/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"alt": "A circle"}, "Choose a picture"),
        ({"file": drawing(), "alt": " "}, "Say in words what the picture shows"),
        ({"file": drawing("<script/>"), "alt": "A circle"}, "The drawing has a part that we do not take: script"),
        ({"file": b"", "alt": "A circle"}, "The selected file is empty"),
        ({"file": photograph() + b"0" * LARGEST_FILE, "alt": "A circle"}, "must be smaller than 1 MB"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(sent: dict[str, object], said: str) -> None:
    client = signed_in(Office("dartford"))
    if "file" in sent:
        sent = {**sent, "file": SimpleUploadedFile("x.svg", sent["file"])}
    page = text_of(client.post(LOGO, sent))
    assert said in page
    assert "There is a problem" in page
    if str(sent["alt"]).strip():
        assert f'value="{sent["alt"]}"' in page
    assert not Picture.objects.exists()


def test_nobody_else_changes_it(office: Office) -> None:
    for who in (INVESTIGATOR[office.id], "information-centre" if office.id == "kings-lynn" else DESK[office.id]):
        client = signed_in(office, who)
        assert client.get(PAGE).status_code == 403, who
        assert client.post(LOGO, {"file": SimpleUploadedFile("a.svg", drawing()), "alt": "A"}).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert signed_in(office).put(LOGO).status_code == 405
    assert not Picture.objects.exists()


def test_the_logos_of_the_demonstration_are_drawings_that_we_take() -> None:
    from redress.demonstration import logos

    drawn = sorted(path.stem for path in Path(logos.FOLDER).glob("*.svg"))
    assert drawn == sorted(logos.SHOWS)
    for name in drawn:
        Council.objects.get_or_create(id=name, defaults={"name": name, "short_name": name})
    logos.install()
    assert Picture.objects.filter(until=None, since__lte=timezone.now()).count() == 2
