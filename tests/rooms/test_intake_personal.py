"""Does a council ask for no more about a person than its policy says, and can what is optional be left out?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from redress import policies
from redress.accounts.models import Council
from redress.intake.answers import Answers
from redress.intake.forms import ContactForm, QuestionForm
from redress.intake.forms_address import ByHandForm, PostcodeForm
from redress.intake.questions import Path
from redress.rules.policy import PersonalField
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rules.walks import book_with

pytestmark = pytest.mark.django_db


def contact(data: dict[str, str], *, page: type[QuestionForm] = ContactForm, **asked: Any) -> QuestionForm:
    """A page about the person under King's Lynn's policy, with these details asked for as said."""
    policy = policies.current("kings-lynn")
    fields = tuple(PersonalField(id=id, asked=how) for id, how in asked.items())  # type: ignore[arg-type]
    policy = replace(policy, public=replace(policy.public, fields=fields or policy.public.fields))
    return page(data, council=Council(id="kings-lynn"), policy=policy, answers=Answers())


@requirement("KL-14.1-5")
def test_what_is_optional_can_be_left_blank() -> None:
    policy = policies.current("kings-lynn")
    assert {(each.id, each.asked) for each in policy.public.fields} == {
        (id, "optional") for id in ("telephone", "address", "postcode")
    }
    assert contact({"preferred": "email", "email": "ann@example.org"}).is_valid()


@requirement("KL-14.1-5")
def test_what_is_needed_cannot_be_left_blank() -> None:
    asked = {"postcode": "needed", "address": "needed"}
    form = contact({"preferred": "email", "email": "ann@example.org"}, telephone="needed")
    assert form.errors == {"telephone": ["Enter your telephone number"]}
    assert contact({}, page=PostcodeForm, **asked).errors == {
        "sought": ["Enter your postcode, or choose to write your address by hand"]
    }
    assert contact({}, page=ByHandForm, **asked).errors == {
        "postcode": ["Enter your postcode"],
        "address": ["Enter your address, or tick “I have no fixed address”"],
    }
    given = {"address": "1 High Street", "postcode": "PE30 1EX"}
    assert contact(given, page=ByHandForm, **asked).is_valid()


@requirement("KL-14.1-5")
def test_nobody_is_kept_out_for_having_no_address() -> None:
    assert contact({"no_fixed_address": "on"}, page=ByHandForm, address="needed", postcode="needed").is_valid()


@requirement("KL-14.1-5")
def test_what_is_hidden_is_not_asked_and_is_no_way_to_be_reached() -> None:
    form = contact({"preferred": "email", "email": "ann@example.org"}, telephone="hidden", address="hidden")
    assert form.is_valid()
    assert "telephone" not in form.fields
    policy = policies.current("kings-lynn")
    hidden = (PersonalField(id="address", asked="hidden"),)
    policy = replace(policy, public=replace(policy.public, fields=hidden))
    asked = {question.slug for question in Path.of(Answers(), Council(id="kings-lynn"), policy).questions}
    assert not {"postcode", "address", "address-by-hand"} & asked
    preferred: Any = form.fields["preferred"]
    assert [way for way, _says in preferred.choices] == ["email"]
    assert not contact({"preferred": "telephone"}, telephone="hidden").is_valid()


@requirement("KL-14.1-5")
def test_the_page_shows_only_what_is_asked(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    Office("kings-lynn")
    policy = policies.current("kings-lynn")
    hidden = (PersonalField(id="telephone", asked="hidden"),)
    client.get("/kings-lynn/complain/")
    assert "Telephone number" in client.get("/kings-lynn/complain/contact/").content.decode()
    fewer = book_with("kings-lynn", public=replace(policy.public, fields=hidden))
    monkeypatch.setattr("redress.intake.councils.policies.rulebook", lambda: fewer)
    page = client.get("/kings-lynn/complain/contact/").content.decode()
    assert "Telephone number" not in page
    assert "E-mail address" in page
