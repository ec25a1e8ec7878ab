"""Do the public pages and papers say what each policy says, print well, and leave no question of the form out?"""

from __future__ import annotations

import html
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django import forms
from django.test import Client

from redress import policies
from redress.accounts.models import Council, Service
from redress.casework.staffing_gaps import gaps_of
from redress.correspondence import assistance
from redress.design import paper
from redress.design.fields import MemorableDateField
from redress.design.paper import PRINTS
from redress.design.parts import Body, Day, Foreign, Heading, Items, Line, Part, Space, Terms, Ticks
from redress.intake.answers import Answers
from redress.intake.papers import expected, leaflet, paper_form, privacy, procedure
from redress.intake.papers.printed import PAPERS
from redress.intake.questions import QUESTIONS, Question
from redress.policies.loader import load, policy_in
from redress.rules.policy import Policy
from tests import pdf_rules, reading_age
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import Officer
from tests.rooms.policy_versions import clock_of, version_of
from tests.rules.policy_texts import marsh
from tests.tools import programme

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("id", ["dartford", "kings-lynn"])
PAGES = ("", "leaflet/", "standards/", "help/", "procedure/", "privacy/", "print/", "others/")
THREE_STAGES = Path(__file__).resolve().parents[1] / "policy" / "three_stages.toml"


def read(id: str, address: str = "") -> str:
    """The words of a public page, in one line."""
    response = Client().get(f"/{id}/{address}")
    assert response.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def downloaded(tmp_path: Path, id: str, which: str, size: str = "standard") -> Path:
    response = Client().get(f"/{id}/print/{which}/{size}/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert f"{id}-{which}-{size}-print.pdf" in response["Content-Disposition"]
    file = tmp_path / f"{id}-{which}-{size}.pdf"
    file.write_bytes(response.content)
    return file


def printed(file: Path) -> str:
    """The words of a PDF without its blanks: lines are broken where the print needs it."""
    said = subprocess.run([programme("pdftotext"), str(file), "-"], capture_output=True, text=True, check=True).stdout
    return "".join(said.split())


def squeezed(words: str) -> str:
    return "".join(words.split())


# --- every page and every paper --------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_read_by_anybody_asks_little_and_is_never_posted_to(
    client, id, address, django_assert_max_num_queries
):
    Office(id)
    with django_assert_max_num_queries(4):
        assert client.get(f"/{id}/{address}").status_code == 200
    assert client.post(f"/{id}/{address}").status_code == 405


@pytest.mark.parametrize("address", ["print/leaflet/huge/", "print/poster/large/", "print/leaflet/"])
def test_there_is_no_such_paper(client, address):
    Office("dartford")
    assert client.get(f"/dartford/{address}").status_code == 404


@BOTH
@pytest.mark.parametrize("which", PAPERS)
def test_every_paper_is_for_everybody_in_every_print(tmp_path, id, which):
    office = Office(id)
    pages = []
    for size in PRINTS:
        file = downloaded(tmp_path, id, which, size)
        assert pdf_rules.broken(file) == []
        told = subprocess.run([programme("pdfinfo"), str(file)], capture_output=True, text=True, check=True).stdout
        assert "A4" in told
        assert re.search(r"Tagged: +yes", told)
        title = PAPERS[which].title(policies.current(id))
        assert re.search(rf"Title: +{re.escape(title)}\n", told)
        command = [programme("pdfinfo"), "-struct", str(file)]
        # Poppler says the names of other alphabets as they lie in the file.
        tree = subprocess.run(command, capture_output=True, text=True, errors="replace", check=True)
        headings = [part for part in PAPERS[which].parts(office.council, office.policy) if isinstance(part, Heading)]
        drawn = re.findall(r"^ *H\d\b", tree.stdout, re.MULTILINE)
        assert len(drawn) >= len(headings)
        with pikepdf.open(file) as opened:
            assert str(opened.Root.Lang).lower() == "en-gb"
        pages.append(int(re.search(r"Pages: +(\d+)", told)[1]))
    assert pages == sorted(pages)


@requirement("DA-2.8.2-1", "DA-2.8.2-2")
def test_the_procedure_and_the_leaflet_are_downloaded_and_printed_in_large_print_too(tmp_path):
    policy = Office("dartford").policy
    start, listed = Client().get("/dartford/").content.decode(), Client().get("/dartford/print/").content.decode()
    assert 'href="/dartford/print/"' in start
    for which in ("leaflet", "procedure"):
        for size in PRINTS:
            assert f'href="/dartford/print/{which}/{size}/"' in listed
        words = printed(downloaded(tmp_path, "dartford", which, "large"))
        assert squeezed(PAPERS[which].title(policy)) in words
    assert policy.council.website == "https://www.dartford.gov.uk/"


@requirement("DA-2.8.1-1", "DA-2.1-5")
def test_the_leaflet_changes_with_the_days_of_the_policy(tmp_path, monkeypatch):
    Office("dartford")
    title = "How to complain to Dartford Borough Council"
    before = printed(downloaded(tmp_path, "dartford", "leaflet"))
    for words in (title, "We write within 5 working days to say we have it.", "We answer within 10 working days"):
        assert words in read("dartford", "leaflet/")
        assert squeezed(words) in before
    text = version_of("dartford", clock_of("dartford", "stage-one-acknowledgement", 3), day="2026-06-01")
    changed = policy_in(text, Path("dartford.toml"))
    monkeypatch.setattr(policies, "_shelf", policies._Shelf(None, policies.book_of([changed])))
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        assert "We write within 3 working days to say we have it." in read("dartford", "leaflet/")
        assert squeezed("We write within 3 working days to say") in printed(downloaded(tmp_path, "dartford", "leaflet"))


@requirement("DA-2.8.1-2", "L58")
@BOTH
def test_the_leaflet_ends_with_a_note_in_each_language(tmp_path, id):
    notes = Office(id).policy.public.languages
    assert len(notes) > 2
    page = Client().get(f"/{id}/leaflet/").content.decode()
    words = printed(downloaded(tmp_path, id, "leaflet"))
    for note in notes:
        section = page.split(f'<section lang="{note.id}">')[1].split("</section>")[0]
        assert note.text in html.unescape(section)
        assert squeezed(note.text) in words
    after = words.split(squeezed("Other languages"))[-1]
    tagged = (tmp_path / f"{id}-leaflet-standard.pdf").read_bytes()
    assert {note.id for note in notes} <= {tag.decode() for tag in re.findall(rb"/Lang ?\(([\w-]+)\)", tagged)}
    assert after.index(squeezed(notes[-1].name)) > after.index(squeezed(notes[0].name))
    assert squeezed(paper_form.title()) not in after


# --- what the pages say ----------------------------------------------------------------------------


@requirement("DA-1.3-3")
def test_dartfords_page_lists_every_way_to_complain():
    Office("dartford")
    section = read("dartford").split(" How to complain ")[1].split(" What happens to your complaint ")[0]
    for way in (
        *("By letter", "By e-mail", "Online", "By telephone", "With Relay UK", "In person", "On tape", "In Braille"),
        *("In your own language", "complaints.officer@dartford.gov.uk", "01322 343434", "Civic Centre"),
    ):
        assert way in section, way


@requirement("DA-1.3-4")
def test_the_page_shows_the_times_of_the_policy():
    Office("dartford")
    for address in ("", "standards/", "leaflet/"):
        page = read("dartford", address)
        for words in ("We write within 5 working days", "We answer within 10 working", "We answer within 20 working"):
            assert words in page


@requirement("DA-2.1-7")
def test_the_page_says_how_complaints_are_watched_over_and_reported():
    Office("dartford")
    for address in ("", "standards/", "leaflet/"):
        page = read("dartford", address)
        assert "we change how we work and train our staff" in page
        assert "Each year we tell our Audit Board" in page


STANDARDS = {
    "DA-4.3-1": "You are welcome, and what you ask matters to us.",
    "DA-4.3-2": "Our staff are kind and polite at all times.",
    "DA-4.3-3": "What our staff tell you is right, and it is about what you asked.",
    "DA-4.3-4": "Our staff, and the firms that work for us, try to do good work and waste no time.",
    "DA-4.3-5": "we give you a full reply in the times we have set. If we cannot, we tell you when it will come.",
    "DA-4.3-6": "We pick up the phone within 5 rings.",
    "DA-4.3-7": "All our letters give you a name to ask for. If you call, we tell you who will deal with it.",
    "DA-4.3-8": "If you come to our front desk or cash desk, we see you soon.",
    "DA-4.3-9": "they carry a card that shows who they are. They will show it to you.",
    "DA-4.3-10": "If we cannot help, we pass you on to someone who can, with as little fuss as we can.",
    "DA-4.3-11": "All our users can get our services in the same way.",
}


@requirement(*STANDARDS)
@pytest.mark.parametrize("row", STANDARDS)
def test_a_standard_is_on_the_page_of_standards(row):
    Office("dartford")
    assert STANDARDS[row] in read("dartford", "standards/")


def test_every_standard_that_officers_can_cite_is_told_to_the_public():
    policy = Office("dartford").policy
    assert [one.entry for one in policy.public.standards] == [one.id for one in policy.choices("service-standards")]
    page = read("dartford", "standards/")
    for one in policy.public.standards:
        assert one.text in page


def test_the_waits_at_the_front_desk_are_told_with_their_numbers():
    policy = Office("dartford").policy
    page = read("dartford", "standards/")
    assert "No one should wait more than 8 minutes at our front desk." in page
    assert "Most people should wait about 5 minutes or less." in page
    changed = replace(policy, standards=(replace(policy.standards[0], minutes=6),))
    items = next(part for part in expected.standards(changed) if isinstance(part, Items))
    assert "No one should wait more than 6 minutes at our front desk." in items.items


@requirement("DA-9.1-1", "DA-9.2-1")
def test_what_dartford_says_of_equality_and_the_policy_behind_it():
    policy = Office("dartford").policy
    for address in ("", "standards/", "leaflet/"):
        page = Client().get(f"/dartford/{address}").content.decode()
        section = html.unescape(page).split("Fair treatment for all</h2>")[1]
        assert "when we serve you, when we employ people and when we give money to a group" in section
        assert "We try to meet the needs of our staff and of those who live here." in section
        assert "The law gives us duties on race, sex, disability and more." in section
        assert f'href="{policy.contacts["equality-policy"].website}"' in section
        assert "Comprehensive Equality Policy</a>" in section


@requirement("DA-9.8-1")
def test_the_equality_section_names_who_helps_with_any_discrimination():
    Office("dartford")
    section = read("dartford").split("Fair treatment for all")[1]
    assert "Equality Advisory and Support Service" in section
    assert "FPN4431 Telephone: 0808 800 0082" in section
    assert "equalityadvisoryservice.com" in section


@requirement("DA-8.1-1")
def test_the_form_comes_first_and_the_leaflet_is_offered():
    policy = Office("dartford").policy
    page = Client().get("/dartford/").content.decode()
    assert page.index('href="/dartford/complain/"') < page.index('href="/dartford/leaflet/"')
    assert policy.public.ways[0].name == "Online"


@requirement("KL-5A-2")
def test_kings_lynns_page_names_the_council_information_centre_with_its_details():
    contact = Office("kings-lynn").policy.contacts["information-centre"]
    page = read("kings-lynn")
    assert "You can reach them through the Council Information Centre." in page
    assert " ".join([contact.name, *contact.lines]) in page
    assert "west-norfolk.gov.uk" in page


@requirement("KL-5.1-2")
def test_kings_lynns_page_leads_to_both_kinds_of_councillors():
    policy = Office("kings-lynn").policy
    for address in ("", "leaflet/", "help/"):
        page = Client().get(f"/kings-lynn/{address}").content.decode()
        for key in ("find-borough-councillor", "find-county-councillor"):
            contact = policy.contacts[key]
            assert re.search(rf'href="{re.escape(contact.website)}"[^>]*>{contact.name}</a>', page), (address, key)


def test_a_councillor_link_that_is_empty_leads_nowhere_and_says_whom_to_ask():
    policy = Office("kings-lynn").policy
    key = "find-county-councillor"
    emptied = replace(policy, contacts={**policy.contacts, key: replace(policy.contacts[key], website="")})
    parts = list(assistance.councillors(emptied))
    assert getattr(parts[-1], "text", "") == "Find your county councillor: ask us"


@requirement("KL-10-2")
def test_kings_lynns_page_links_the_form_to_report_a_councillor():
    policy = Office("kings-lynn").policy
    page = Client().get("/kings-lynn/others/").content.decode()
    section = page.split('id="councillor-conduct"')[1].split("</section>")[0]
    assert "Form to report a councillor" in section
    assert f'href="{policy.contacts["councillor-conduct-form"].website}"' in section


# --- what each service publishes -------------------------------------------------------------------


@requirement("DA-12-1")
def test_each_service_publishes_what_people_can_expect_and_who_has_not_is_listed(tmp_path):
    office = Office("dartford")
    officer = Officer(office, "corporate-complaints-officer")
    service = Service.objects.filter(council=office.council).order_by("name")[0]
    others = Service.objects.filter(council=office.council).exclude(pk=service.pk)
    address, own = f"/casework/staff/services/{service.pk}/standards/", f"/dartford/standards/{service.slug}/"
    assert Client().get(own).status_code == 404
    said = "We mend what is broken.\n\n  We come within one day. \n"
    assert officer.client.post(address, {"standards": said}).status_code == 302
    for page in (read("dartford", f"standards/{service.slug}/"), read("dartford", "standards/")):
        assert service.name in page
        assert "We mend what is broken. We come within one day." in page
    assert squeezed("We come within one day.") in printed(downloaded(tmp_path, "dartford", "standards"))
    listed = officer.client.get("/casework/staff/services/standards/").content.decode()
    without = listed.split("Not published yet")[1].split("Published</h2>")[0]
    assert service.name not in without
    assert all(each.name in without for each in others)
    (gap,) = [each for each in gaps_of("dartford", office.policy, date(2026, 6, 1)) if each.paragraph == "12"]
    assert gap.sentence.startswith("Not published, what people can expect: ")
    assert all(each.name in gap.sentence for each in others)
    assert officer.client.post(address, {"standards": ""}).status_code == 302
    assert Client().get(own).status_code == 404


def test_what_a_service_publishes_is_its_own_councils_to_say():
    office, other = Office("dartford"), Office("kings-lynn")
    service = Service.objects.filter(council=office.council)[0]
    address = f"/casework/staff/services/{service.pk}/standards/"
    manager, theirs = Officer(office, "service-manager"), Officer(other, "complaints-administrator")
    assert manager.client.get(address).status_code == 403
    assert theirs.client.get(address).status_code in (403, 404)
    assert theirs.client.get("/casework/staff/services/standards/").status_code in (403, 404)
    chief = Officer(office, "corporate-complaints-officer")
    answer = chief.client.post(address, {"standards": "x" * 4001})
    assert answer.status_code == 200
    assert "Use 4000 characters or fewer. You have used 4001" in html.unescape(answer.content.decode())


# --- personal information --------------------------------------------------------------------------


@requirement("DA-3.7-a1", "DA-3.7-a2", "DA-3.7-c1", "DA-3.7-d1", "DA-3.7-e1")
def test_dartfords_privacy_notice_is_a_page_and_a_paper(tmp_path):
    policy = Office("dartford").policy
    page, paper_ = read("dartford", "privacy/"), printed(downloaded(tmp_path, "dartford", "privacy"))
    for words in (
        "We need to hold some facts about you to look into your complaint.",
        "UK GDPR Article 6(1)(e) and section 8(c) of the Data Protection Act 2018",
        "We use them to deal with it, and to check how good our services are.",
        "You do not have to tell us who you are. But if you do not, we often cannot help you or send you an answer.",
        "Corporate Privacy Notice",
        "Complaints Process Privacy Notice",
        "Wycliffe House",
    ):
        assert words in page, words
        assert squeezed(words) in paper_, words
    links = Client().get("/dartford/privacy/").content.decode()
    for key in ("corporate-privacy-notice", "complaints-privacy-notice"):
        assert f'href="{policy.contacts[key].website}"' in links
    for address in ("", "leaflet/", "complain/about/"):
        assert 'href="/dartford/privacy/"' in Client().get(f"/dartford/{address}").content.decode(), address


@requirement("KL-14.1-3")
def test_kings_lynns_privacy_notice_names_the_law_and_whose_permission_is_needed(tmp_path):
    Office("kings-lynn")
    page, paper_ = read("kings-lynn", "privacy/"), printed(downloaded(tmp_path, "kings-lynn", "privacy"))
    for words in ("UK GDPR Article 6(1)(e)", "we need their consent in writing", "You can ask to see what we hold"):
        assert words in page, words
        assert squeezed(words) in paper_, words


def test_a_policy_without_a_notice_says_its_few_words_and_no_more():
    policy = policy_in(marsh(), Path("marsh.toml"))
    parts = privacy.notice(policy)
    assert parts[0].text == policy.public.privacy
    assert not any(isinstance(part, Heading) for part in parts)


# --- who can help ----------------------------------------------------------------------------------

HELPERS = {
    "DA-6.7.2-1": ("citizens-advice", "0800 278 7810", "citizensadvice.org.uk"),
    "DA-6.7.2-2": ("dial", "01474 356 962", ""),
    "DA-6.7.2-3": ("councillor-or-mp", "01322 3433430", "dartford.gov.uk"),
    "DA-6.7.2-4": ("voluntary-service", "01474 354479", ""),
}


@requirement(*HELPERS)
@pytest.mark.parametrize("row", HELPERS)
def test_a_helper_is_on_the_sheet_and_on_the_page(tmp_path, row):
    """The number of Democratic Services is printed as the policy has it, and in doubt: see test_policy_doubts."""
    key, number, site = HELPERS[row]
    contact = Office("dartford").policy.contacts[key]
    sheet = printed(downloaded(tmp_path, "dartford", "help"))
    for page in (read("dartford"), read("dartford", "help/")):
        for words in (contact.name, number, site):
            assert words in page
            assert squeezed(words) in sheet


@pytest.mark.parametrize(
    ("key", "flags", "shown"),
    [
        pytest.param("kent-equality", {"race-discrimination", "discrimination"}, True, marks=requirement("DA-6.7.2-5")),
        pytest.param("kent-equality", {"discrimination"}, False, marks=requirement("DA-6.7.2-5")),
        pytest.param("equality-advisory", {"discrimination"}, True, marks=requirement("DA-6.7.2-6")),
        pytest.param("equality-advisory", {"staff-discrimination"}, True, marks=requirement("DA-6.7.2-6")),
        pytest.param("equality-advisory", set(), False, marks=requirement("DA-6.7.2-6")),
    ],
)
def test_those_who_help_after_discrimination_stand_where_it_is_the_subject(key, flags, shown):
    policy = Office("dartford").policy
    name = policy.contacts[key].name
    assert name in read("dartford", "help/")
    sheet = [getattr(part, "name", "") for part in assistance.sheet(policy, frozenset(flags))]
    assert (name in sheet) is shown
    assert policy.contacts["citizens-advice"].name in sheet


# --- the paper form --------------------------------------------------------------------------------


def fields_of(question: Question, council: Council, policy: Policy) -> dict[str, forms.Field]:
    form = question.form(council=council, policy=policy, answers=Answers())
    return {name: field for name, field in form.fields.items() if not field.widget.is_hidden}


def room_for(field: forms.Field) -> tuple[type[Part], ...]:
    """What a field of the online form is on paper."""
    if isinstance(field, MemorableDateField):
        return (Day,)
    if getattr(field, "choices", None):
        return (Ticks, Line)
    if isinstance(field, forms.BooleanField):
        return (Ticks,)
    return (Space,) if isinstance(field.widget, forms.Textarea) else (Line,)


@BOTH
def test_paper_asks_what_the_online_form_asks_in_the_same_order(id):
    office = Office(id)
    parts = list(paper_form.paper_form(office.council, office.policy))
    at = 0
    for number, question in enumerate(paper_form.questions(), start=1):
        for field in fields_of(question, office.council, office.policy).values():
            if isinstance(field, forms.FileField):
                continue
            labels = (str(field.label), f"{number}. {field.label}")
            found = next(
                (
                    place
                    for place in range(at, len(parts))
                    if isinstance(parts[place], room_for(field))
                    and (parts[place].label in labels or str(field.label) in getattr(parts[place], "answers", ()))
                ),
                None,
            )
            assert found is not None, (question.slug, labels)
            choices = [str(says) for _id, says in getattr(field, "choices", ())]
            if isinstance(parts[found], Ticks) and choices:
                assert list(parts[found].answers) == choices
            at = found
        heading = f"{number}. "
        assert any(getattr(part, "text", getattr(part, "label", "")).startswith(heading) for part in parts), heading


def test_what_paper_leaves_out_is_a_question_and_has_a_reason():
    known = [question.slug for question in QUESTIONS]
    assert set(paper_form.ONLINE_ONLY) < set(known)
    assert all(paper_form.ONLINE_ONLY.values())
    assert [question.slug for question in paper_form.questions()] == [
        slug for slug in known if slug not in paper_form.ONLINE_ONLY
    ]


@requirement("DA-6.1-1", "L58")
def test_the_leaflet_has_the_form_with_the_address_of_the_corporate_services_team(tmp_path):
    office = Office("dartford")
    policy = office.policy
    contact = policy.contacts[policy.public.form_to]
    words = printed(downloaded(tmp_path, "dartford", "leaflet"))
    form = words.split(squeezed("Send the form to"))[1]
    assert form.startswith(squeezed(" ".join([contact.name, *contact.lines])))
    assert squeezed("We like to have it in writing") in words
    assert squeezed("Reference") in form
    assert squeezed("1. What is your complaint about?") in form
    there = replace(contact, lines=("New House",))
    moved = replace(policy, contacts={**policy.contacts, policy.public.form_to: there})
    body = next(part for part in paper_form.paper_form(office.council, moved) if isinstance(part, Body))
    assert (body.name, body.lines) == ("Corporate Services Team", ("New House",))


# --- another council -------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", [policy_in(marsh(), Path("marsh.toml")), load(THREE_STAGES)], ids=["marsh", "three"])
def test_a_policy_that_says_less_makes_shorter_papers(policy):
    council = Council(id=policy.id, name=policy.council.name)
    council.save()
    for which in PAPERS.values():
        parts = which.parts(council, policy)
        made = paper.document(
            parts,
            look=paper.Look(policy.council.name, policy.council.colour),
            title=which.title(policy),
            lang="en-gb",
            page_of="{page}",
        )
        assert made.startswith(b"%PDF")
    assert not any(isinstance(part, Foreign) for part in leaflet.languages(policy))
    told = next(part for part in procedure.procedure(policy) if isinstance(part, Terms))
    assert dict(told.pairs) == dict(policy.paragraphs)


# --- reading age -----------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("which", ["leaflet", "form", "help", "standards", "privacy"])
def test_a_paper_can_be_read_at_nine(id, which):
    office = Office(id)
    texts = []
    for part in PAPERS[which].parts(office.council, office.policy):
        if not isinstance(part, Foreign) and not getattr(part, "quoted", ""):
            said = [getattr(part, key, "") for key in ("text", "label", "hint", "purpose")]
            pairs = [word for pair in getattr(part, "pairs", ()) for word in pair]
            texts += [*said, *getattr(part, "items", ()), *getattr(part, "answers", ()), *pairs]
    measured = reading_age.measure([text for text in texts if text])
    assert measured.age <= reading_age.OLDEST, reading_age.hardest(texts)
