"""Can a person use the public pages in their language, and is what stays English said to be English?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from redress import jobs, policies
from redress.accounts.models import Service
from redress.correspondence.models import Message
from redress.design.languages import LanguageOfThePublicPages, spoken
from redress.design.templatetags.design import clock_time, long_date
from redress.intake.acts import submit_complaint
from redress.intake.answers import Answers
from redress.intake.languages import said, said_plainly
from redress.policies.languages import NotWords, told, words_of
from redress.records import adjustments, people
from redress.records.models import Person
from redress.rules.moments import Moment
from tests import catalogues
from tests.catalogues import Entry, said_in_public
from tests.catalogues import Message as Said
from tests.requirement import requirement
from tests.rooms.case_files import Office

TRANSLATED = ("pl", "lt")
COUNCILS = ("dartford", "kings-lynn")


# --- the catalogues ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [*TRANSLATED, "cy"])
def test_a_catalogue_holds_exactly_the_words_of_the_public_pages(language):
    _head, entries, obsolete = catalogues.read(language)
    assert {entry.message for entry in entries} == set(said_in_public()), (
        "python -m tests.catalogues brings it up to date"
    )
    assert not obsolete
    assert not [entry.message.id for entry in entries if "fuzzy" in entry.flags]


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_the_public_pages_say_is_translated(language):
    entries = catalogues.read(language)[1]
    assert [entry.message.id for entry in entries if not entry.is_whole] == []


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|\{\w*\}|%\{\w+\}|</?\w+[^>]*>", text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_has_the_placeholders_of_its_original(language):
    wrong = [
        entry.message.id
        for entry in catalogues.read(language)[1]
        for text in entry.texts
        if text and placeholders(text) != placeholders(entry.message.plural or entry.message.id)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_plural_has_as_many_forms_as_its_language(language):
    plurals = [entry for entry in catalogues.read(language)[1] if entry.message.plural]
    assert plurals
    assert {len(entry.texts) for entry in plurals} == {catalogues.forms(language)}


@pytest.mark.parametrize("language", [*TRANSLATED, "cy"])
def test_the_compiled_catalogue_is_that_of_its_words(language):
    head, entries, _obsolete = catalogues.read(language)
    kept = (catalogues.LOCALE / language / "LC_MESSAGES" / "django.mo").read_bytes()
    assert kept == catalogues.compiled(head, entries), "python -m tests.catalogues writes it again"


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("pl", ["1 dzień", "2 dni", "5 dni", "12 dni", "21 dni", "22 dni"]),
        ("lt", ["1 diena", "2 dienos", "5 dienos", "12 dienų", "21 diena", "22 dienos"]),
    ],
)
def test_numbers_take_the_form_that_the_language_wants(language, counted):
    with translation.override(language):
        told = [
            translation.ngettext("%(count)s day", "%(count)s days", n) % {"count": n} for n in (1, 2, 5, 12, 21, 22)
        ]
    assert told == counted


def test_words_that_are_found_in_the_sources_are_those_that_are_said(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}{% translate "One" %}{% translate "Open" context "door" %}'
        "{% blocktranslate trimmed count n=n %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}"
        '{% translate "It’s (almost) “that”" as it %}{{ x|default:_("Two") }}'
    )
    module = tmp_path / "module.py"
    module.write_text(
        "from django.utils.translation import gettext as say, pgettext\n"
        'say("Three")\nother("Four")\npgettext("month", "May")\n_(f"not {this}")\n'
    )
    found = {*catalogues.messages_in(page), *catalogues.messages_in(module)}
    assert found == {
        Said("One"),
        Said("Open", context="door"),
        Said("%(n)s file", "%(n)s files"),
        Said("It’s (almost) “that”"),
        Said("Two"),
        Said("Three"),
        Said("May", context="month"),
    }


def test_a_catalogue_is_written_and_read_alike():
    said_here = {
        Said("%(n)s file", "%(n)s files"): ["a.py"],
        Said("May", context="month"): ["a.py"],
        Said("Two"): ["b"],
    }
    known = {Said("Two"): ('Dwa "2"\n',), Said("%(n)s file", "%(n)s files"): ("%(n)s a", "b", "c", "d")}
    text = catalogues.written("pl", known, said_here)
    assert 'msgstr[3] "d"' in text
    assert 'msgctxt "month"' in text
    mo = catalogues.compiled("Plural-Forms: x\n", [Entry(each, texts) for each, texts in known.items()])
    assert b"%(n)s file\x00%(n)s files\x00" in mo


# --- the texts of the policies -------------------------------------------------------------------


def choices_of(council: str) -> list[str]:
    """What a person must understand to complete the form."""
    policy = policies.current(council)
    subjects = [each for each in policy.subjects if not each.officers_only]
    track = next(each for each in policy.tracks if each.counts_as_complaint)
    return [
        *(each.name for each in subjects),
        *(each.hint for each in subjects if each.hint),
        *(each.name for each in policy.elsewhere),
        *(each.advice for each in policy.elsewhere),
        *(each.name for each in track.stages),
        *(each.what_happens for each in track.stages),
        *(each.name for each in policy.lists.get("representatives", ())),
        policy.public.invitation,
        policy.public.definition,
        policy.public.help_text,
        policy.public.ombudsman_text,
    ]


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("council", COUNCILS)
def test_what_people_choose_from_is_translated_for_both_councils(council, language):
    assert [text for text in choices_of(council) if not told(text, language)] == []


def test_a_text_that_nobody_has_translated_stays_english_and_says_so():
    with translation.override("pl"):
        assert said("Only <b>English</b>") == '<span lang="en-gb">Only &lt;b&gt;English&lt;/b&gt;</span>'
        assert said("Stage One") == "Etap pierwszy"
        assert said_plainly("Only English") == "Only English"
        assert said("") == ""
    assert said("Only English") == "Only English"
    with translation.override("ar"):
        assert said("Text") == '<span lang="en-gb" dir="ltr">Text</span>'


@pytest.mark.parametrize("text", ["[[texts]]\npl = 'x'", "texts = [1]", "[[texts]]\nen = 'x'\npl = 3", "oops"])
def test_a_file_of_translations_that_cannot_be_used_says_why(tmp_path, text):
    file = tmp_path / "words.toml"
    file.write_text(text)
    with pytest.raises(NotWords, match=r"words\.toml"):
        words_of(file)


# --- the switch ----------------------------------------------------------------------------------


@pytest.fixture
def office(db) -> Office:
    return Office("dartford")


def chosen(language: str, **more: str) -> Client:
    client = Client()
    client.get("/dartford/", {"language": language})
    return client


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


PAGES = ["/dartford/", "/dartford/others/", "/dartford/complain/about/", "/dartford/track/", "/dartford/nowhere/here/"]


@pytest.mark.parametrize("address", PAGES)
def test_every_public_page_offers_every_language_by_its_own_name(office, address):
    page = text_of(Client(), address)
    for code, name in (("cy", "Cymraeg"), ("pl", "Polski"), ("lt", "Lietuviškai")):
        assert f'href="?language={code}" lang="{code}" hreflang="{code}"' in page
        assert f">{name}</a>" in page
    assert '<span class="redress-languages__here" lang="en-gb" aria-current="true">English</span>' in page
    assert '<html lang="en-gb" class' in page


def test_a_choice_comes_back_to_the_very_page_and_is_kept(office):
    client = Client()
    answer = client.get("/dartford/complain/about/", {"change": "", "language": "pl"})
    assert (answer.status_code, answer["Location"]) == (302, "/dartford/complain/about/?change=")
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("pl", True, "Lax")
    page = text_of(client, "/dartford/complain/about/")
    assert '<html lang="pl" class' in page
    assert "Czego dotyczy twoja skarga?" in page
    assert "Usługa była zła albo jej nie było" in page
    assert 'href="?language=en-gb" lang="en-gb"' in page


def test_the_answers_so_far_are_kept_when_the_language_changes(office):
    client = chosen("pl")
    client.post("/dartford/complain/what-happened/", {"what_happened": "Nikt nie przyszedł."})
    client.get("/dartford/", {"language": "lt"})
    page = text_of(client, "/dartford/complain/what-happened/")
    assert "Nikt nie przyszedł." in page
    assert "Kas atsitiko?" in page


@pytest.mark.parametrize("code", ["xx", "", "pl-PL", "<script>"])
def test_an_unknown_language_changes_nothing(office, code):
    client = chosen(code)
    assert '<html lang="en-gb"' in text_of(client, "/dartford/")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    assert client.get("/dartford/track/").status_code == 200


def test_a_choice_never_leads_to_another_site():
    request = RequestFactory().get("/", {"language": "pl"})
    request.path = "//evil.example/"
    answer = LanguageOfThePublicPages(lambda request: HttpResponse())(request)
    assert answer["Location"] == "/evil.example/"


def test_a_translated_page_says_that_nobody_has_checked_it_and_leads_to_the_english_one(office):
    page = text_of(chosen("lt"), "/dartford/")
    assert "Jo dar nepatikrino joks lietuviškai kalbantis žmogus." in page
    assert 'href="?language=en-gb" hreflang="en-gb" lang="en-gb">English</a>' in page


def test_welsh_is_offered_and_says_in_english_that_it_is_not_translated(office):
    page = text_of(chosen("cy"), "/dartford/")
    assert "These pages are not in that language yet. You see them in English." in page
    assert '<html lang="en-gb" class' in page
    assert 'lang="cy" aria-current="true">Cymraeg' in page


def test_a_language_from_right_to_left_turns_the_page(office):
    page = text_of(chosen("ar"), "/dartford/")
    assert '<html lang="ar" dir="rtl" class' in page
    assert 'dir="rtl"' not in text_of(chosen("pl"), "/dartford/")


def test_the_staff_site_stays_english(office):
    client = chosen("pl")
    page = text_of(client, "/casework/sign-in/")
    assert '<html lang="en-gb"' in page
    assert "redress-languages" not in page
    client.force_login(office.staff["corporate-services-team"])
    assert "My work" in text_of(client, "/casework/")
    assert client.get("/casework/", {"language": "lt"}).status_code == 200


def test_the_privacy_notice_stays_english_in_the_middle_of_a_polish_page(office):
    privacy = policies.current("dartford").public.privacy
    assert f'<span lang="en-gb">{privacy}</span>' in text_of(chosen("pl"), "/dartford/")


def test_a_mistake_is_told_in_the_language_of_the_page(office):
    page = chosen("pl").post("/dartford/complain/about/", {}).content.decode()
    assert "Coś jest nie tak" in page
    assert "Wybierz, czego dotyczy skarga" in page
    assert "<title>Błąd: " in page


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "day", "time"),
    [
        ("en-gb", "Monday 13 April 2026", "5:30pm"),
        ("pl", "poniedziałek, 13 kwietnia 2026", "17:30"),
        ("lt", "2026 m. balandžio 13 d., pirmadienis", "17:30"),
    ],
)
def test_dates_and_times_are_written_as_the_language_has_them(language, day, time):
    at = timezone.make_aware(timezone.datetime(2026, 4, 13, 17, 30))
    with translation.override(language):
        assert long_date(date(2026, 4, 13)).lower() == day.lower()
        assert clock_time(at) == time


# --- what goes to the person ---------------------------------------------------------------------

AT = Moment.local(timezone.datetime(2026, 6, 1, 10), timezone.get_default_timezone())
ANSWERS = Answers(
    subject="delay",
    what_happened="Nikt nie przyszedł.",
    name="Bożena Łukasiewicz",
    email="bozena@example.org",
    preferred="email",
    needs=("translator",),
)


def test_somebody_who_complains_in_polish_gets_their_receipt_in_polish(office):
    with translation.override("pl"):
        sent = submit_complaint(office.council, ANSWERS, at=AT, key="pl-1")
    person = Person.objects.get(pk=sent.party.person_id)
    assert person.language == "pl"
    message = Message.objects.get(template="receipt")
    assert message.subject == f"Mamy twoją skargę {sent.reference}"
    assert "poniedziałek, 1 czerwca 2026" in message.text.lower()
    assert '<html lang="pl"' in message.html
    jobs.run_all_due(timezone.now())
    assert mail.outbox[0].subject == message.subject


@requirement("DA-2.6-4", "Q47")
def test_the_language_they_chose_is_shown_to_officers_with_the_translation_they_asked_for(office):
    with translation.override("pl"):
        sent = submit_complaint(office.council, ANSWERS, at=AT, key="pl-2")
    needs = adjustments.shown(sent.case, date(2026, 6, 1))
    assert needs.languages == ("Polish",)
    assert [(line.support, line.language) for line in needs.obeyed] == [("translator", "Polish")]


def test_somebody_who_complains_in_english_is_written_to_in_english(office):
    sent = submit_complaint(office.council, ANSWERS, at=AT, key="en-1")
    assert sent.party.person.language == ""
    assert Message.objects.get(template="receipt").subject.startswith("We have your complaint")


def test_their_own_page_is_in_the_language_they_chose_unless_they_choose_another(office):
    with translation.override("lt"):
        sent = submit_complaint(office.council, ANSWERS, at=AT, key="lt-1")
    client = Client()
    client.get(f"/dartford/track/open/{sent.reference}/{sent.secret}/")
    assert '<html lang="lt"' in text_of(client, "/dartford/track/case/")
    client.get("/dartford/track/case/", {"language": "en-gb"})
    assert '<html lang="en-gb"' in text_of(client, "/dartford/track/case/")


def test_who_is_not_to_be_emailed_gets_no_automatic_message(office):
    with translation.override("pl"):
        sent = submit_complaint(office.council, ANSWERS, at=AT, key="no-mail")
    adjustments.asked_for(
        sent.party.person, sent.case, office.policy, ["no-email"], by="staff:1", on=timezone.localdate()
    )
    from redress.intake import receipts

    before = Message.objects.count()
    receipts.request_received(sent.case, people.parties_of(sent.case)[0], key="later")
    assert Message.objects.count() == before


def test_a_language_without_a_catalogue_is_drawn_in_english():
    assert [spoken(code) for code in ("", "xx", "cy", "pl", "ar")] == ["en-gb", "en-gb", "en-gb", "pl", "ar"]


def test_services_of_the_demonstration_are_translated(office):
    Service.objects.create(
        council=office.council, department=Service.objects.first().department, slug="t", name="Council Tax"
    )
    assert "Podatek Council Tax" in text_of(chosen("pl"), "/dartford/complain/service/")
