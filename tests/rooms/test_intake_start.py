"""Does the start page say what each council's policy says, and nothing of its own about a council?"""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from redress.intake import lengths
from redress.policies import rulebook
from redress.policies.code_files import codes
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db

ROOM = Path(__file__).resolve().parents[2] / "redress" / "intake"
BOTH = pytest.mark.parametrize("id", ["dartford", "kings-lynn"])


def words(response) -> str:
    """What a reader sees, in one line."""
    text = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def test_the_root_lists_the_councils(client):
    Office("dartford")
    Office("kings-lynn")
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/dartford/"' in page.content.decode()
    assert 'href="/kings-lynn/"' in page.content.decode()


def test_the_root_leads_straight_to_an_only_council(client):
    Office("dartford")
    assert client.get("/").url == "/dartford/"


def test_the_root_without_a_council_says_so(client):
    assert "No council has been set up here yet." in words(client.get("/"))


@pytest.mark.parametrize("address", ["/", "/dartford/", "/dartford/others/", "/dartford/complain/"])
def test_pages_that_only_show_are_not_posted_to(client, address):
    Office("dartford")
    assert client.post(address).status_code == 405


@BOTH
def test_everything_public_of_the_policy_is_there(client, id):
    policy = Office(id).policy
    page = words(client.get(f"/{id}/"))
    public = policy.public
    said = [public.commitment, public.invitation, public.definition, public.ombudsman_text, public.privacy]
    said += [public.help_text, public.before_you_complain, *public.who_may_complain]
    said += [policy.council.complaints_email]
    for key in (*public.helpers, *policy.ombudsmen.no, *policy.ombudsmen.yes):
        contact = policy.contacts[key]
        said += [contact.name, *contact.lines, contact.telephone, contact.email]
    for stage in policy.track("complaint").stages:
        said += [stage.name, stage.what_happens]
    for sentence in filter(None, said):
        assert sentence in page, sentence


@requirement(
    "DA-1.1-1",
    "DA-1.1-2",
    "DA-2.1-1",
    "DA-2.1-6",
    "DA-14-1",
    "DA-3.7-a1",
    "DA-3.7-a2",
    "DA-3.7-c1",
    "DA-8.1.3-d5",
    "DA-8.1.4-c2",
)
def test_dartfords_page(client):
    Office("dartford")
    page = words(client.get("/dartford/"))
    for sentence in (
        "open, honest and accountable",
        "If something has gone wrong, please tell us.",
        "the chance to put it right for you and to make our services better",
        "Please do not use social media to complain.",
        "We write within 5 working days to say we have it.",
        "We answer within 10 working days of that letter.",
        "We answer within 20 working days of that letter.",
        "PO Box 4771 Coventry CV4 0EH",
        "P O Box 1484 Unit D Preston PR2 0ET",
        "UK GDPR Article 6(1)(e) and section 8(c) of the Data Protection Act 2018",
    ):
        assert sentence in page


@requirement("DA-2.8.3-1", "DA-2.8.3-2")
def test_dartfords_page_tells_of_both_codes_and_how_they_bind(client):
    Office("dartford")
    page = client.get("/dartford/").content.decode()
    section = page.split("If you are still not happy: the Ombudsman</h2>")[1].split("<h2")[0]
    said = " ".join(section.split())
    for name in ("Housing Ombudsman Service", "Local Government and Social Care Ombudsman"):
        assert name in said
    assert "For complaints about us as your landlord we must follow the Housing Ombudsman&#x27;s Complaint" in said
    assert 'href="https://www.housing-ombudsman.org.uk/landlords-info/complaint-handling-code/the-code-2024"' in said
    assert "That Code is advice and guidance. It is not an instruction to us." in said
    assert f'href="{codes()["lgsco"].link}"' in said


def test_a_council_whose_policy_tells_of_no_code_says_nothing_of_one(client):
    Office("kings-lynn")
    assert "Complaint Handling Code" not in client.get("/kings-lynn/").content.decode()


@requirement("DA-3.11-a1")
def test_people_are_asked_to_complain_early(client):
    Office("dartford")
    page = words(client.get("/dartford/"))
    assert "Please complain as soon as you can, best within 3 months." in page
    assert "more than 12 months ago" in page


@requirement("KL-0-1", "KL-0-2", "KL-5A-1", "KL-5A-3", "KL-5A-5", "KL-5A-6", "KL-4B-1", "KL-4B-5", "KL-9-2", "KL-9-5")
def test_kings_lynns_page(client):
    Office("kings-lynn")
    page = words(client.get("/kings-lynn/"))
    for sentence in (
        "fairly, quickly and, where we can, informally",
        "explain our decisions",
        "You may want to talk to the service first.",
        "You do not have to do this before you complain.",
        "We write within 2 working days to say we have it.",
        "We answer within 15 working days.",
        "You ask for this stage within 1 month of our answer.",
        "We tell you within 2 working days if we can take it on.",
        "complaints@west-norfolk.gov.uk",
        "Democratic Services Borough Council of King's Lynn and West Norfolk King's Court Chapel Street "
        "King's Lynn PE30 1EX",
        "It helps us if you write it down, but you do not have to.",
        "Citizens Advice Bureau",
        "Age Concern",
        "The Ombudsman is not part of the council.",
        "They normally expect you to finish our two stages first.",
    ):
        assert sentence in page


@requirement("KL-1-17")
@BOTH
def test_the_definition_leads_to_every_matter_that_others_deal_with(client, id):
    policy = Office(id).policy
    assert f'href="/{id}/others/"' in client.get(f"/{id}/").content.decode()
    page = words(client.get(f"/{id}/others/"))
    for matter in policy.elsewhere:
        assert matter.name in page
        assert matter.advice in page
        assert matter.window in page
        for key in matter.contacts:
            assert policy.contacts[key].name in page


@requirement("KL-15-2")
def test_kings_lynn_supports_the_right_to_ask_for_information(client):
    Office("kings-lynn")
    page = client.get("/kings-lynn/others/")
    assert "We want to be open and accountable, and we support your right to ask for information." in words(page)
    assert 'href="https://www.west-norfolk.gov.uk/"' in page.content.decode()


@BOTH
@pytest.mark.parametrize("address", ["", "others/", "complain/about/", "complain/service/", "track/"])
def test_a_public_page_asks_the_database_little(client, id, address, django_assert_max_num_queries):
    Office(id)
    with django_assert_max_num_queries(8):
        client.get(f"/{id}/{address}")


def test_no_council_is_named_in_code_or_templates():
    names = re.compile("|".join(policy.council.short_name for policy in rulebook().newest.values()), re.IGNORECASE)
    for path in [*ROOM.rglob("*.py"), *ROOM.rglob("*.html"), *ROOM.rglob("*.txt")]:
        assert not names.search(path.read_text()), path


@BOTH
def test_the_numbers_are_the_clocks(id):
    policy = rulebook().newest[id]
    for stage, told in zip(policy.track("complaint").stages, lengths.stages(policy), strict=True):
        clocks = {clock.id: clock.length.count for clock in policy.clocks if clock.stage == stage.id}
        assert str(clocks[f"{stage.id}-response"]) in told.answered_within
        if f"{stage.id}-acknowledgement" in clocks:
            assert str(clocks[f"{stage.id}-acknowledgement"]) in told.acknowledged_within


@BOTH
def test_the_page_may_be_found_by_nobody_who_should_not_and_loads_nothing_from_elsewhere(client, id):
    Office(id)
    response = client.get(f"/{id}/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    sources = re.findall(r'(?:src|href)="(https?://[^"]+)" ?(rel="\w+")?', response.content.decode())
    assert all(rel == 'rel="external"' for _address, rel in sources)
