"""Is a council's file of addresses read whatever it came out of, its every mistake told, and found by postcode?"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from redress import cli
from redress.demonstration import address_book
from redress.records import address_files, addresses
from redress.records.address_files import BadFile
from redress.records.addresses import Address, AddressFile, Row
from tests.rooms.case_files import Office

PLAIN = """UPRN,Address,Postcode,Ward
100,"1 High Street, Dartford",DA1 1DR,Town
101,"10 High Street, Dartford",DA1 1DR,Town
102,"2 High Street, Dartford",DA1 1DR,Town
103,"Łódź House, 5 Low Street, Dartford, DA1 1DS",DA1 1DS,Brent
104,"6 Low Street, Dartford",DA1 1DS,Town
"""


@pytest.fixture
def office(db: None) -> Office:
    return Office("dartford")


def loaded(text: str = PLAIN, council: str = "dartford") -> AddressFile:
    return addresses.replace(council, "addresses.csv", address_files.read(text.encode()).rows)


def mistakes(text: str | bytes) -> list[str]:
    with pytest.raises(BadFile) as bad:
        address_files.read(text if isinstance(text, bytes) else text.encode())
    return [str(mistake) for mistake in bad.value.mistakes]


# --- postcodes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["DA1 1DR", "da11dr", " Da1  1dR. ", "DA1-1DR", "d a 1 1 d r", "DA1\u00a01DR"])
def test_a_postcode_may_be_typed_in_any_way(typed: str) -> None:
    assert addresses.compact(typed) == "DA11DR"
    assert addresses.spaced(typed) == "DA1 1DR"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("PE30 OAA", "PE300AA"), ("PE30 IEX", "PE301EX"), ("w1a 0ax", "W1A0AX"), ("EC1A 1BB", "EC1A1BB")],
)
def test_a_letter_where_a_number_must_stand_is_understood(typed: str, meant: str) -> None:
    assert addresses.compact(typed) == meant


@pytest.mark.parametrize("typed", ["", "DA1", "hello", "12345", "DA1 1DRX", "DA١ 1DR", "' or 1=1"])
def test_what_is_no_postcode_is_none(typed: str) -> None:
    assert addresses.compact(typed) == ""


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("uprn,address,postcode,ward", '100,"1 High Street, Dartford",DA1 1DR,Town'),
        ("Ward Name;Post Code;Full_Address;UPRN", 'Town;da11dr;"1 High Street, Dartford";0000100'),
        ("UPRN\tAddress Line 1\tAddress Line 2\tPOSTCODE\tWARD", "100\t1 High Street\tDartford\tDA1 1DR\tTown"),
        ("postcode,town,street_name,building number,uprn,ward", "DA1 1DR,Dartford,High Street,1,100,Town"),
        ("UPRN|ADDRESS_1|ADDRESS_2|Town|Postcode_Locator|Ward", "100|1 High Street||Dartford|DA1 1DR|Town"),
        ("Reference,UPRN,Address,Postcode,Ward,Easting", 'x,100,"1, High Street, Dartford, DA1 1DR",DA1 1DR,Town,5'),
    ],
)  # fmt: skip
def test_columns_are_known_by_many_names(header: str, line: str) -> None:
    assert address_files.read(f"{header}\r\n{line}\r\n\r\n".encode()).rows == [
        Row("100", "1 High Street\nDartford", "DA11DR", "Town")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    text = 'UPRN,Address,Postcode,Ward\n100,"1 Brontë’s Row",DA1 1DR,Town\n'
    assert address_files.read(text.encode(encoding)).rows[0].lines == "1 Brontë’s Row"


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    assert mistakes(
        "UPRN,Address,Postcode,Ward\n"
        "100,1 High Street,DA1 1DR,Town\n"
        ",2 High Street,DA1 1DR,Town\n"
        "1.00E+11,3 High Street,DA1 1DR,Town\n"
        "abc,4 High Street,Dartford,Town\n"
        "100,,DA1 1DR,Town\n"
        '104,"6 High\nStreet",,Town\n'
        "100,7 High Street,DA1 1DR,Town\n"
        "105,8 High Street,DA1 1DR,Town,what,more\n"
    ) == [
        "line 3: it has no UPRN",
        "line 4: the UPRN 1.00E+11 was rounded by a spreadsheet: save the column as text",
        "line 5: the UPRN “abc” is not a number of up to 12 digits",
        "line 5: “Dartford” is not a postcode",
        "line 6: it has no address",
        "line 8: it has no postcode",
        "line 9: the UPRN 100 stands in line 2 already",
        "line 10: it has 6 columns, but the first line names 4",
    ]


def test_missing_columns_are_all_named() -> None:
    assert mistakes("name,size\na,b\n") == [
        "line 1: there is no column for the UPRN: name one “UPRN”",
        "line 1: there is no column for the postcode: name one “Postcode”",
        "line 1: there is no column for the ward: name one “Ward”",
        "line 1: there is no column for the address: name one “Address”",
    ]


@pytest.mark.parametrize("content", [b"", b"UPRN,Address,Postcode,Ward\n", b"\x00\x01\x02", b"\xff\xfe\x00"])
def test_a_file_that_is_none_is_refused(content: bytes) -> None:
    assert mistakes(content)


# --- looking up ----------------------------------------------------------------------------------


def test_addresses_come_as_people_look_for_them(office: Office) -> None:
    loaded()
    found = addresses.at_postcode("dartford", "da1 1dr")
    assert [address.in_one_line for address in found] == [
        "1 High Street, Dartford",
        "2 High Street, Dartford",
        "10 High Street, Dartford",
    ]
    assert addresses.address_of("dartford", "103").lines == "Łódź House\n5 Low Street\nDartford"
    assert addresses.at_postcode("dartford", "DA9 9ZZ") == addresses.at_postcode("dartford", "rubbish") == []


def test_a_ward_is_only_told_where_the_postcode_lies_in_one(office: Office) -> None:
    loaded()
    assert addresses.ward_of("dartford", "DA1 1DR") == "Town"
    assert addresses.ward_of("dartford", "DA1 1DS") == addresses.ward_of("dartford", "DA9 9ZZ") == ""


def test_councils_share_no_address(office: Office) -> None:
    Office("kings-lynn")
    loaded()
    assert addresses.at_postcode("kings-lynn", "DA1 1DR") == []
    assert addresses.address_of("kings-lynn", "100") is None
    loaded(council="kings-lynn")
    assert Address.objects.count() == 10


def test_a_new_file_takes_the_place_of_the_old_one(office: Office) -> None:
    loaded()
    loaded("UPRN,Address,Postcode,Ward\n7,The Only House,DA1 1DR,Town\n")
    assert [address.uprn for address in addresses.at_postcode("dartford", "DA1 1DR")] == ["7"]
    assert (AddressFile.objects.count(), Address.objects.count()) == (1, 1)


def test_a_load_that_breaks_off_leaves_the_old_addresses_in_use(office: Office) -> None:
    loaded()

    def broken():
        yield Row("7", "The Only House", "DA11DR", "Town")
        raise OSError("the power went")

    with pytest.raises(OSError, match="power"):
        addresses.replace("dartford", "new.csv", broken())
    assert len(addresses.at_postcode("dartford", "DA1 1DR")) == 3
    loaded()
    assert AddressFile.objects.count() == 1, "what was half there is gone"


def test_sixty_thousand_rows_are_taken_in(office: Office) -> None:
    lines = [f'{number},"{number % 90} Road {number // 90}, Dartford",DA{number % 9 + 1} {number % 10}{chr(65 + number // 26 % 26)}Z,Ward {number % 17}' for number in range(1, 60_001)]  # fmt: skip  # noqa: E501
    began = time.perf_counter()
    seen: list[int] = []
    reading = address_files.read("\n".join(["UPRN,Address,Postcode,Ward", *lines]).encode())
    addresses.replace("dartford", "large.csv", reading.rows, progress=seen.append)
    print(f"60,000 addresses in {time.perf_counter() - began:.1f} s")
    assert Address.objects.count() == seen[-1] == 60_000
    assert len(seen) == 30


# --- the command ---------------------------------------------------------------------------------


def test_the_command_loads_shows_and_refuses(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(PLAIN.replace(",Brent", ","))
    bad.write_text("UPRN,Address,Postcode,Ward\nx,,,\n")
    assert cli.main(["addresses", "show", "dartford"]) == 0
    assert "people write theirs by hand" in capsys.readouterr().out
    assert cli.main(["addresses", "load", "dartford", str(good), "--check"]) == 0
    assert not AddressFile.objects.exists()
    assert cli.main(["addresses", "load", "dartford", str(good)]) == 0
    said = capsys.readouterr().out
    assert "1 of 5 addresses have no ward." in said
    assert "5 addresses are in use for dartford." in said
    assert cli.main(["addresses", "load", "dartford", str(bad)]) == 1
    assert "nothing was changed. 3 mistakes:" in capsys.readouterr().out
    assert cli.main(["addresses", "show"]) == 0
    assert "4  Town" in capsys.readouterr().out


def test_the_command_says_what_cannot_be_used(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli.main(["addresses", "load", "dartford", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert cli.main(["addresses", "load", "nowhere", str(tmp_path)]) == 2


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_the_made_up_files_of_the_demonstration_are_good(db: None, council: str) -> None:
    Office(council)
    address_book.install()
    file = addresses.file_of(council)
    assert file is not None
    assert file.rows > 100
    postcodes = {address.postcode_in_words for address in file.addresses.all()}
    assert all(postcode.split()[1].startswith("9Z") for postcode in postcodes), "no such postcode is in use"
