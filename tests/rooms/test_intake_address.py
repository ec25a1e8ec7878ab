"""Can everybody say where they live: from the council's list, by hand, from elsewhere, or that they have no address?"""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from redress.intake.models import Draft
from redress.records import addresses
from redress.records.addresses import Row
from redress.records.models import Person
from tests.rooms.case_files import Office
from tests.rooms.form_filler import FORM, answer, fill_in, send

pytestmark = pytest.mark.django_db

ROWS = [
    Row("100", "1 High Street\nDartford", "DA11DR", "Town"),
    Row("101", "10 High Street\nDartford", "DA11DR", "Town"),
    Row("102", "2 High Street\nDartford", "DA11DR", "Town"),
    *(Row(str(200 + number), f"Flat {number}\nHigh Tower\nDartford", "DA11DT", "Brent") for number in range(40)),
]


@pytest.fixture(autouse=True)
def office() -> Office:
    office = Office("dartford")
    addresses.replace("dartford", "addresses.csv", ROWS)
    with time_machine.travel("2026-06-01T10:00:00+01:00", tick=False):
        yield office


def shown(response) -> str:
    return response.content.decode()


def asked_for_letters(client: Client) -> None:
    answer(client, "contact", preferred="letter", email="")


def test_an_address_is_chosen_from_those_of_the_postcode_and_its_ward_is_kept(client):
    pages = fill_in(client, postcode={"sought": " da1-1dr "}, address={"uprn": "102"})
    assert pages[-4:] == ["postcode", "address", "help", "check"]
    check = shown(client.get(f"{FORM}check/"))
    assert "2 High Street\nDartford\nDA1 1DR" in check
    send(client)
    person = Person.objects.get()
    assert (person.address, person.postcode) == ("2 High Street\nDartford", "DA1 1DR")
    assert (person.uprn, person.ward) == ("102", "Town")


def test_the_addresses_come_in_the_order_in_which_people_look_for_them(client):
    answer(client, "postcode", sought="DA1 1DR")
    page = shown(client.get(f"{FORM}address/"))
    places = [page.index(f">\n    {line}") if f">\n    {line}" in page else page.index(line) for line in (
        "1 High Street, Dartford", "2 High Street, Dartford", "10 High Street, Dartford", "My address is not here"
    )]  # fmt: skip
    assert places == sorted(places)


def test_many_addresses_are_a_list_to_choose_from(client):
    answer(client, "postcode", sought="DA1 1DT")
    page = shown(client.get(f"{FORM}address/"))
    assert "<select" in page
    assert "Flat 39, High Tower, Dartford" in page
    assert answer(client, "address", uprn="239").url == f"{FORM}help/"


def test_an_address_that_is_not_in_the_list_is_written_by_hand(client):
    answer(client, "postcode", sought="DA1 1DR")
    assert answer(client, "address", uprn="by-hand").url == f"{FORM}address-by-hand/"
    assert 'value="DA1 1DR"' in shown(client.get(f"{FORM}address-by-hand/"))
    given = {"address": "The Boat, High Street", "postcode": "DA1 1DR"}
    assert answer(client, "address-by-hand", **given).url == f"{FORM}help/"
    fill_in(client, address_by_hand=given)
    send(client)
    person = Person.objects.get()
    assert (person.address, person.uprn) == ("The Boat, High Street", "")
    assert person.ward == "Town", "all of the postcode lies in one ward"


def test_a_postcode_that_is_not_in_the_list_is_no_mistake(client):
    assert answer(client, "postcode", sought="m1 1ae").url == f"{FORM}address-by-hand/"
    page = shown(client.get(f"{FORM}address-by-hand/"))
    assert "does not have the postcode M1 1AE" in page
    assert 'value="M1 1AE"' in page


@pytest.mark.parametrize("typed", ["DA1", "hello", "75001", "DA1 1DRR"])
def test_what_is_no_postcode_is_told_and_stays(client, typed):
    response = answer(client, "postcode", sought=typed)
    assert "Enter a full UK postcode" in shown(response)
    assert f'value="{typed}"' in shown(response)


def test_nobody_who_asks_for_e_mail_has_to_give_an_address(client):
    pages = fill_in(client)
    assert "address" not in pages
    assert "address-by-hand" not in pages
    send(client)
    assert Person.objects.get().address == ""


def test_who_asks_for_letters_needs_an_address(client):
    asked_for_letters(client)
    assert "Enter your postcode" in shown(answer(client, "postcode", sought=""))
    assert "where letters reach you" in shown(answer(client, "address-by-hand"))
    assert "where letters reach you" in shown(answer(client, "address-by-hand", no_fixed_address="on"))
    assert answer(client, "address-by-hand", address="c/o The Day Centre, Low Street").status_code == 302


def test_somebody_without_a_fixed_address_can_complain(client):
    pages = fill_in(client, postcode={"sought": "SW1A 1AA"}, address_by_hand={"no_fixed_address": "on"})
    assert pages[-3:] == ["address-by-hand", "help", "check"]
    assert "I have no fixed address" in shown(client.get(f"{FORM}check/"))
    send(client)
    assert Person.objects.get().address == ""


def test_an_address_in_another_country_is_taken_as_it_is(client):
    answer(client, "address-by-hand", address="12 rue de la Paix\n75002 Paris\nFrance", postcode="75002")
    fill_in(client, address_by_hand={"address": "12 rue de la Paix\n75002 Paris\nFrance", "postcode": "75002"})
    send(client)
    assert Person.objects.get().address_lines == ("12 rue de la Paix", "75002 Paris", "France")


def test_without_a_file_of_addresses_everybody_writes_theirs(client):
    addresses.AddressFile.objects.all().delete()
    pages = fill_in(client, address_by_hand={"address": "1 High Street", "postcode": "da11dr"})
    assert "postcode" not in pages
    assert pages[-3:] == ["address-by-hand", "help", "check"]
    assert "Find my address" not in shown(client.get(f"{FORM}address-by-hand/"))
    send(client)
    assert Person.objects.get().postcode == "DA1 1DR"


def test_another_postcode_asks_for_the_address_again(client):
    fill_in(client, postcode={"sought": "DA1 1DR"}, address={"uprn": "102"})
    assert client.post(f"{FORM}postcode/?change", {"sought": "DA1 1DT"}).url == f"{FORM}address/?change"
    assert client.get(f"{FORM}check/").url == f"{FORM}address/", "the old address is not sent with the new postcode"
    assert client.post(f"{FORM}address/?change", {"uprn": "201"}).url == f"{FORM}check/"
    send(client)
    assert (Person.objects.get().uprn, Person.objects.get().ward) == ("201", "Brent")


def test_from_by_hand_one_can_go_back_to_the_list(client):
    fill_in(client, postcode={"sought": "M1 1AE"}, address_by_hand={"address": "5 Low Street"})
    assert "Find my address with my postcode" in shown(client.get(f"{FORM}address-by-hand/"))
    client.post(f"{FORM}postcode/?change", {"sought": "DA1 1DR"})
    assert client.post(f"{FORM}address/?change", {"uprn": "100"}).url == f"{FORM}check/"
    assert "5 Low Street" not in shown(client.get(f"{FORM}check/"))


def test_an_address_of_another_postcode_or_council_cannot_be_forced_in(client):
    answer(client, "postcode", sought="DA1 1DR")
    assert "Choose your address" in shown(answer(client, "address", uprn="201"))
    assert "uprn" not in Draft.objects.get().answers or Draft.objects.get().answers["uprn"] == ""


def test_somebody_anonymous_is_asked_for_no_address(client):
    pages = fill_in(client, anonymous={"anonymous": "yes"})
    assert not {"postcode", "address", "address-by-hand"} & {*pages}
