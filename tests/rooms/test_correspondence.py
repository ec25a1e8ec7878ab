"""Are drafts exact, letters safe against what is typed into them, and the outbox only the demonstration's?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.utils import timezone

from redress import jobs, policies
from redress.correspondence import compose, contents, drafts, outbox
from redress.correspondence.blocks import Paragraph, paragraphs, wrapped
from redress.correspondence.contents import UnknownMergeField, merged
from redress.correspondence.drafts import DraftMovedOn
from redress.correspondence.letters import approve
from redress.correspondence.models import LetterDraft, OutboxMail
from redress.correspondence.notices import notify
from redress.correspondence.showing import exactly_as_sent
from redress.records import keep, people
from redress.rules.letters import FACTS, MERGE_FIELDS
from redress.rules.policy import Fixed
from redress.rules.refusals import Refused
from tests.rooms.letter_cases import Ready, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Ready:
    return ready("dartford", "stage-one-acknowledgement")


# --- composing -----------------------------------------------------------------------------------


def test_what_is_typed_into_a_letter_stays_words(one: Ready) -> None:
    typed = '<script>alert(1)</script> & <b>bold</b> {reference} {% now "Y" %} https://example.org/a?b=1&c=2'
    composed = one.composed(written={**one.written, "understanding": typed})
    assert typed in composed.text.replace("\n", " ")
    assert "<script" not in composed.html
    assert "<b>" not in composed.html
    assert "&lt;script&gt;" in composed.html
    assert "{reference}" in composed.html
    assert 'href="https://example.org/a?b=1&amp;c=2"' in composed.html


def test_a_name_cannot_forge_a_header_or_markup(one: Ready) -> None:
    people.correct(people.correspondent_of(one.file.case), name="<i>Ann</i>")
    assert "Dear &lt;i&gt;Ann&lt;/i&gt;" in one.composed().html


def test_composing_keeps_nothing_and_says_the_same_twice(one: Ready) -> None:
    assert one.composed() == one.composed()
    assert one.composed().digest != one.composed(without="understanding").digest
    assert not LetterDraft.objects.exists()


def test_no_internal_note_ever_comes_into_a_letter(one: Ready) -> None:
    keep.internal_note(one.file.case, "Not for the letter", by=one.office.actor(one.who))
    composed = one.composed()
    assert "Not for the letter" not in composed.html + composed.text


def test_a_representative_is_written_to_and_told_for_whom(one: Ready) -> None:
    people.add(one.file.case, name="Bo Roe", email="bo@example.org", part="representative", capacity="Councillor")
    composed = one.composed()
    assert "Dear Bo Roe" in composed.text
    assert "You are acting for Łucja O’Brien." in composed.text
    assert composed.to == people.correspondent_of(one.file.case)


def test_somebody_without_a_name_is_greeted_all_the_same(one: Ready) -> None:
    people.correct(people.correspondent_of(one.file.case), name="")
    assert "\nHello\n" in one.composed().text


def test_without_anyone_in_charge_the_officer_is_missing(one: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "_holder", lambda opaque: None)
    assert [content.id for content in one.composed().missing] == ["officer"]


def test_where_the_policy_names_nobody_a_letter_names_the_job(one: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = one.office.policy
    unnamed = replace(policy, public=replace(policy.public, officer_named=False))
    monkeypatch.setattr(type(policies.rulebook()), "policy", lambda self, pin: unnamed)
    text = one.composed().text
    assert "Sam Patel" not in text
    assert "Housing Repairs Manager" in text
    assert "01322 343434" in text  # the council's own telephone, for nobody goes without a contact


def test_a_colleague_without_telephone_is_reached_through_the_council(one: Ready) -> None:
    staff = one.staff
    staff.telephone, staff.job_title = "", ""
    staff.save()
    text = one.composed().text
    assert f"E-mail: {staff.email}" in text
    assert "Sam Patel, Service manager for the complaint" in text


def test_an_extension_beyond_the_cap_is_refused_in_the_preview_as_in_the_act() -> None:
    one = ready("dartford", "extension-notice")
    with pytest.raises(Refused) as refused:
        one.composed(facts={"days": 11})
    assert refused.value.code == "over-cap"


def test_an_extension_without_days_lacks_its_dates() -> None:
    one = ready("dartford", "extension-notice")
    assert [content.id for content in one.composed(facts={}).missing] == ["days", "new-date"]


def test_one_more_working_day_is_said_in_the_singular() -> None:
    assert "We need 1 more working day." in ready("dartford", "extension-notice", "stage-two").composed().text


def test_a_merge_field_that_no_letter_has_is_our_own_loud_fault(one: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Fixed(text="Your case {case_number}")
    says = contents.says
    monkeypatch.setattr(
        compose,
        "says",
        lambda each, on: says(replace(each, source=wrong), on) if each.id == "steps" else says(each, on),
    )
    with pytest.raises(UnknownMergeField, match="case_number"):
        one.composed()


def test_fixed_words_that_name_what_is_not_known_are_missing(one: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}
    says = contents.says

    def listening(each: Any, on: Any) -> Any:
        seen["last day"] = merged("Ask by {window_end}", on)
        seen["council"] = merged("{council}, {short_name}: {reference}", on)
        return says(each, on)

    monkeypatch.setattr(compose, "says", listening)
    one.composed()
    assert seen == {"last day": "", "council": "Dartford Borough Council, Dartford: DBC-2026-0001"}


def test_every_policy_letter_names_only_fields_that_there_are() -> None:
    for council in ("dartford", "kings-lynn"):
        for letter in policies.current(council).letters:
            texts = [letter.subject, *(getattr(content.source, "text", "") for content in letter.contents)]
            names = {name for text in texts for _words, name, _spec, _how in Formatter().parse(text) if name}
            assert names <= set(MERGE_FIELDS)
            assert {c.source.fact for c in letter.contents if hasattr(c.source, "fact")} <= set(FACTS)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("", ()),
        (" \r\n \n", ()),
        ("one", ("one",)),
        ("one\r\ntwo\r\n\r\n\r\nthree ", ("one\ntwo", "three")),
        ("\n\none\n \t\ntwo", ("one", "two")),
    ],
)
def test_paragraphs(written: str, parts: tuple[str, ...]) -> None:
    assert paragraphs(written) == tuple(Paragraph(part) for part in parts)


def test_an_address_is_never_broken_across_lines() -> None:
    link = "https://www.example.org/" + "a-long-way-" * 12
    assert link in wrapped(f"You can read more at {link} when you have the time to do so")


# --- drafts --------------------------------------------------------------------------------------


def test_a_draft_is_saved_in_versions_and_found_again(one: Ready) -> None:
    case, by = one.file.case, one.staff
    first = drafts.save(case, one.kind, {"understanding": "The roof"}, by, seen=0)
    assert (first.version, first.wrote("understanding"), first.wrote("other")) == (1, "The roof", "")
    same = drafts.save(case, one.kind, {"understanding": "The roof\r\n", "outcomes-sought": " "}, by, seen=1)
    assert same.version == 1
    other = one.office.staff["director"]
    second = drafts.save(case, one.kind, {"understanding": "The roof leaks"}, other, choices={"a": "b"}, seen=1)
    assert second.version == 2
    assert second.digest != first.digest
    assert drafts.load(case, one.kind) == second
    assert drafts.drafters(case, one.kind) == (by.actor_id, other.actor_id)
    assert drafts.digest(case, one.kind, {"understanding": "The roof leaks"}, {"a": "b"}) == second.digest
    assert drafts.digest(case, one.kind, {"understanding": "The roof leaks"}) != second.digest


def test_two_who_write_at_once_lose_nothing(one: Ready) -> None:
    case = one.file.case
    drafts.save(case, one.kind, {"understanding": "mine"}, one.staff, seen=0)
    with pytest.raises(DraftMovedOn) as moved:
        drafts.save(case, one.kind, {"understanding": "theirs"}, one.office.staff["director"], seen=0)
    assert moved.value.draft.wrote("understanding") == "mine"
    assert drafts.load(case, one.kind).version == 1


def test_there_is_no_digest_of_a_draft_nobody_began(one: Ready) -> None:
    assert drafts.load(one.file.case, one.kind) is None
    assert drafts.digest(one.file.case, one.kind, {"understanding": "x"}) == ""
    assert drafts.drafters(one.file.case, one.kind) == ()


def test_a_draft_that_went_is_kept_and_the_next_begins_afresh(one: Ready) -> None:
    case, by = one.file.case, one.staff
    first = drafts.save(case, one.kind, one.written, by)
    letter, _sent = approve(case, one.composed(), key="k", by=one.office.actor(one.who))
    first.refresh_from_db()
    assert first.letter == letter
    assert drafts.save(case, one.kind, {"understanding": "again"}, by, seen=0).version == 1


# --- what nobody may read ------------------------------------------------------------------------


def test_nothing_here_knows_internal_notes() -> None:
    """Internal notes are a different type that no mailer can read."""
    room = Path(compose.__file__).parent
    for path in room.rglob("*.py"):
        tree = ast.parse(path.read_text())
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names |= {part for alias in node.names for part in alias.name.split(".")}
                names |= set((getattr(node, "module", None) or "").split("."))
        assert not names & {"InternalNote", "internal_note", "notes_of", "internal"}, path.name
    for path in room.rglob("*.html"):
        assert "internal" not in path.read_text(), path.name


def test_no_code_changes_what_was_sent() -> None:
    """The words of a letter are written where it is approved, and nowhere else."""
    room = Path(compose.__file__).parent
    for path in room.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, (ast.Assign, ast.AugAssign)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                changed = {
                    each.attr
                    for target in targets
                    for each in ast.walk(target)
                    if isinstance(each, ast.Attribute) and ast.unparse(each.value) != "ask"  # a question is no letter
                }
                assert not changed & {"html", "text", "subject", "digest"} or path.name == "drafts.py", path.name


# --- the outbox ----------------------------------------------------------------------------------


@pytest.fixture
def outbox_open(settings: Any) -> Iterator[Any]:
    settings.DEMONSTRATION = True
    settings.EMAIL_BACKEND = "redress.correspondence.outbox.Backend"
    return settings


PAGES = ["/outbox/", "/outbox/{pk}/", "/outbox/{pk}/html/", "/outbox/{pk}/source/"]


@pytest.fixture
def mail(one: Ready, outbox_open: Any) -> OutboxMail:
    approve(one.file.case, one.composed(), key="k", by=one.office.actor(one.who))
    jobs.run_all_due()
    return OutboxMail.objects.get()


def test_the_demonstration_keeps_every_message_and_sends_none(mail: OutboxMail, one: Ready) -> None:
    letter = one.file.case.letters.get()
    assert letter.state == "sent"
    assert (mail.html, mail.text, mail.message_id) == (letter.html, letter.text, letter.message_id)
    assert mail.recipients == "Łucja O’Brien <lucja@example.org>"


@pytest.mark.parametrize("page", PAGES)
def test_every_message_can_be_looked_at(client: Client, mail: OutboxMail, page: str) -> None:
    response = client.get(page.format(pk=mail.pk))
    assert response.status_code == 200
    assert "Your complaint DBC-2026-0001" in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_outside_the_demonstration_there_is_no_outbox(
    client: Client, mail: OutboxMail, settings: Any, page: str
) -> None:
    settings.DEMONSTRATION = False
    assert client.get(page.format(pk=mail.pk)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_outbox_is_only_looked_at(client: Client, mail: OutboxMail, page: str) -> None:
    assert client.post(page.format(pk=mail.pk)).status_code == 405


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_message_that_never_was_is_not_found(client: Client, outbox_open: Any, page: str) -> None:
    assert client.get(page.format(pk=99)).status_code == 404


def test_an_empty_outbox_says_so(client: Client, outbox_open: Any) -> None:
    assert "no message yet" in client.get("/outbox/").content.decode()


def test_the_outbox_has_pages(client: Client, outbox_open: Any) -> None:
    for number in range(51):
        OutboxMail.objects.create(
            message_id=str(number), sender="a", recipients="b", subject=f"Message {number}", raw="", text=""
        )
    first, second = (client.get(f"/outbox/?page={page}").content.decode() for page in (1, 2))
    assert "Message 50<" in first
    assert "Message 0<" not in first
    assert "Message 0<" in second


def test_the_html_of_a_message_can_do_nothing_and_load_nothing(client: Client, mail: OutboxMail) -> None:
    response = client.get(f"/outbox/{mail.pk}/html/")
    assert response.content.decode() == mail.html
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    page = client.get(f"/outbox/{mail.pk}/")
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert "sandbox" in page.content.decode()


def test_a_plain_message_has_no_html_to_show(client: Client, outbox_open: Any) -> None:
    message = EmailMessage("Hello", "Words", "a@example.org", ["b@example.org"], headers={"Message-ID": "<1@x>"})
    outbox.Backend().send_messages([message])
    kept = OutboxMail.objects.get()
    assert "iframe" not in client.get(f"/outbox/{kept.pk}/").content.decode()
    assert client.get(f"/outbox/{kept.pk}/html/").status_code == 404
    assert timezone.now() >= kept.taken_at


def test_the_tracking_link_can_be_followed_from_the_outbox(client: Client, one: Ready, outbox_open: Any) -> None:
    link = "http://127.0.0.1:8000/dartford/track/DBC-2026-0001/secret/"
    notify(one.file.case, "lucja@example.org", "receipt", {}, "key", link=link)
    jobs.run_all_due()
    page = client.get(f"/outbox/{OutboxMail.objects.get().pk}/").content.decode()
    assert f'href="{link}"' in page


def test_a_letter_is_shown_exactly_as_kept(one: Ready) -> None:
    letter, _sent = approve(one.file.case, one.composed(), key="k", by=one.office.actor(one.who))
    assert exactly_as_sent(letter.html).content.decode() == letter.html


def test_the_outbox_refuses_an_address_that_cannot_be(one: Ready, outbox_open: Any) -> None:
    people.correct(people.correspondent_of(one.file.case), email="nobody@nowhere.invalid")
    with transaction.atomic():
        letter, sent = approve(one.file.case, one.composed(), key="k", by=one.office.actor(one.who))
        one.record(sent)
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == ("failed", "smtp-550")
    assert [mail.recipients for mail in OutboxMail.objects.all()] == [f"{one.staff.name} <{one.staff.email}>"]
