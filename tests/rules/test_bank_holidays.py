"""Is the list of bank holidays the one that two maintained libraries know, and is a wrong list refused?"""

import datetime as dt
from pathlib import Path

import holidays as vacanza
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from redress.policies import bank_holidays
from redress.policies.bank_holidays import LIST, NATIONS, BankHolidayMistakes, calendar_for, editions, installed, load
from redress.rules.working_days import Closure, Holiday
from tests.requirement import requirement
from tests.rules.written_days import day

SUBSTITUTE = " (substitute day)"
PROCLAIMED = range(2015, 2029)
PROJECTED = range(2029, 2036)
SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}

# Proclaimed on 3 February 2026 (https://www.gov.scot/news/world-cup-bank-holiday-confirmed), days before
# govuk-bank-holidays 0.19 was cut; GOV.UK lists it, and so does the other library.
NOT_IN_GOVUK = {("scotland", dt.date(2026, 6, 15)): "World Cup bank holiday"}

# What the other library calls our days, beside the substitute's mark.
OTHER_NAMES = {
    "New Year’s Day": "New Year's Day",
    "2nd January": "New Year Holiday",
    "St Patrick’s Day": "Saint Patrick's Day",
    "Good Friday": "Good Friday",
    "Easter Monday": "Easter Monday",
    "Early May bank holiday": "May Day",
    "Early May bank holiday (VE day)": "May Day",
    "Bank holiday for the coronation of King Charles III": "Coronation of Charles III",
    "Spring bank holiday": "Spring Bank Holiday",
    "Platinum Jubilee bank holiday": "Platinum Jubilee of Elizabeth II",
    "World Cup bank holiday": "Scotland's participation in the FIFA World Cup final",
    "Battle of the Boyne (Orangemen’s Day)": "Battle of the Boyne",
    "Summer bank holiday": "Summer Bank Holiday",
    "Bank Holiday for the State Funeral of Queen Elizabeth II": "State Funeral of Queen Elizabeth II",
    "St Andrew’s Day": "Saint Andrew's Day",
    "Christmas Day": "Christmas Day",
    "Boxing Day": "Boxing Day",
}

# In 2017 GOV.UK called Monday 2 January "2nd January" and Tuesday 3 January New Year's substitute; in 2023
# it was the other way round. The other library takes one view of both.
NAMED_THE_OTHER_WAY_ROUND = {("scotland", dt.date(2017, 1, 3))}


def ours(nation: str, years: range) -> dict[dt.date, str]:
    return {each.day: each.name for each in installed().holidays[nation] if each.day.year in years}


def govuk(nation: str) -> dict[dt.date, str]:
    oracle = BankHolidays(use_cached_holidays=True)
    found = {
        each["date"]: each["title"] + (SUBSTITUTE if each["notes"] == "Substitute day" else "")
        for each in oracle.get_holidays(division=nation)
        if each["date"].year in PROCLAIMED
    }
    missing = {on: name for (where, on), name in NOT_IN_GOVUK.items() if where == nation}
    assert not missing.keys() & found.keys(), "the library has caught up: strike the exception"
    return found | missing


def other_library(nation: str, years: range) -> dict[dt.date, str]:
    oracle = vacanza.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=years)
    return {on: oracle[on] for on in oracle if on.weekday() < 5}


@requirement("DA-3.16-a1", "Q3")
@pytest.mark.parametrize("nation", NATIONS)
def test_the_proclaimed_days_and_names_are_those_of_govuk(nation: str):
    assert ours(nation, PROCLAIMED) == govuk(nation)


@pytest.mark.parametrize("years", [PROCLAIMED, PROJECTED], ids=["proclaimed", "projected"])
@pytest.mark.parametrize("nation", NATIONS)
def test_proclaimed_and_projected_days_are_those_of_the_other_library(nation: str, years: range):
    listed, theirs = ours(nation, years), other_library(nation, years)
    assert listed.keys() == theirs.keys()
    for on, name in listed.items():
        assert (nation, on) in NAMED_THE_OTHER_WAY_ROUND or _same_name(name, theirs[on]), f"{nation} {on}"


def _same_name(name: str, theirs: str) -> bool:
    plain = OTHER_NAMES[name.removesuffix(SUBSTITUTE)]
    names = theirs.split("; ")
    return any(plain in each and each.endswith(" (observed)") == name.endswith(SUBSTITUTE) for each in names)


@pytest.mark.parametrize(
    ("written", "name", "nations"),
    [
        ("Fri 8 May 2020", "Early May bank holiday (VE day)", NATIONS),
        ("Thu 2 Jun 2022", "Spring bank holiday", NATIONS),
        ("Fri 3 Jun 2022", "Platinum Jubilee bank holiday", NATIONS),
        ("Mon 19 Sep 2022", "Bank Holiday for the State Funeral of Queen Elizabeth II", NATIONS),
        ("Mon 8 May 2023", "Bank holiday for the coronation of King Charles III", NATIONS),
        ("Mon 15 Jun 2026", "World Cup bank holiday", ("scotland",)),
        ("Mon 28 Dec 2026", "Boxing Day (substitute day)", NATIONS),
        ("Mon 27 Dec 2027", "Christmas Day (substitute day)", NATIONS),
        ("Tue 4 Jan 2028", "2nd January (substitute day)", ("scotland",)),
    ],
)
def test_one_off_and_substitute_days(written: str, name: str, nations: tuple[str, ...]):
    assert {nation: ours(nation, PROCLAIMED).get(day(written)) for nation in NATIONS} == {
        nation: name if nation in nations else None for nation in NATIONS
    }


@pytest.mark.parametrize("written", ["Mon 4 May 2020", "Mon 30 May 2022"])
def test_a_moved_day_is_a_working_day(written: str):
    assert all(calendar_for(nation).is_working_day(day(written)) for nation in NATIONS)


def test_every_day_after_the_proclaimed_end_is_marked_projected():
    listed = installed()
    assert (listed.first, listed.proclaimed_until, listed.last) == (
        dt.date(2015, 1, 1),
        dt.date(2028, 12, 31),
        dt.date(2035, 12, 31),
    )
    for nation in NATIONS:
        assert {each.day.year for each in listed.holidays[nation]} == {*PROCLAIMED, *PROJECTED}
        for each in listed.holidays[nation]:
            assert each.projected == (each.day > listed.proclaimed_until)


def test_days_are_in_order_and_fall_from_monday_to_friday():
    for nation in NATIONS:
        listed = [each.day for each in installed().holidays[nation]]
        assert listed == sorted(set(listed))
        assert not [on for on in listed if on.weekday() > 4]


def test_a_calendar_carries_the_edition_and_the_councils_closures():
    closure = Closure(day("Tue 29 Dec 2026"), day("Thu 31 Dec 2026"), "Christmas closure")
    calendar = calendar_for("scotland", (closure,), closures_are_working_days=False)
    assert (calendar.nation, calendar.version) == ("scotland", installed().version)
    assert calendar.closures == (closure,)
    assert not calendar.closures_are_working_days
    assert calendar.proclaimed_until == dt.date(2028, 12, 31)


def test_another_nation_is_refused_with_the_ones_there_are():
    with pytest.raises(ValueError, match="no bank holidays for “wales”: choose one of england-and-wales"):
        calendar_for("wales")


def test_the_installed_list_is_read_once():
    assert installed() is installed()


# A list with mistakes

GOOD = """\
version = "2026-11-22"
first = 2026-01-01
proclaimed-until = 2026-12-31
last = 2027-12-31

[england-and-wales.proclaimed]
2026-12-25 = "Christmas Day"
[england-and-wales.projected]
2027-01-01 = "New Year’s Day"

[scotland.proclaimed]
[scotland.projected]
[northern-ireland.proclaimed]
[northern-ireland.projected]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "bank-holidays.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_short_list_is_read(tmp_path: Path):
    listed = load(written(tmp_path, GOOD))
    assert listed.version == "2026-11-22"
    assert listed.holidays["england-and-wales"] == (
        Holiday(dt.date(2026, 12, 25), "Christmas Day"),
        Holiday(dt.date(2027, 1, 1), "New Year’s Day", projected=True),
    )
    assert listed.calendar_for("scotland").is_working_day(dt.date(2026, 12, 25))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('version = "2026-11-22"', "version = 3", "The list needs a version in quotation marks"),
        ("last = 2027-12-31", 'last = "2027-12-31"', "The list needs last, a date without quotation marks"),
        ("last = 2027-12-31", "last = 2027-12-31T09:00:00", "The list needs last, a date"),
        ("first = 2026-01-01\n", "", "The list needs first, a date"),
        ("last = 2027-12-31", "last = 2025-12-31", "must follow one another"),
        ("[scotland.projected]\n", "", "The list needs a table [scotland.projected]."),
        ("[scotland.proclaimed]", "[wales.proclaimed]", "“wales” does not belong here"),
        ("[scotland.proclaimed]", "[scotland.rumoured]\n[scotland.proclaimed]", "[scotland.rumoured] does not belong"),
        ("2026-12-25 =", "2026-12-26 =", "Line 7, [england-and-wales.proclaimed] 2026-12-26: this is a Saturday"),
        ("2026-12-25 =", "2027-12-24 =", "days of this table lie between 2026-01-01 and 2026-12-31."),
        ("2027-01-01 =", "2026-01-01 =", "Line 9, [england-and-wales.projected] 2026-01-01: days of this table"),
        ("2026-12-25 =", "2026-02-30 =", "2026-02-30: there is no such day."),
        ("2026-12-25 =", "christmas =", 'a bank holiday is written as 2026-12-25 = "Christmas Day".'),
        ('"Christmas Day"', '" "', "a bank holiday needs its name"),
        ('"Christmas Day"', "25", "a bank holiday needs its name"),
        ('"Christmas Day"', '"Christmas Day', "The file is not TOML"),
        ("2027-01-01 =", '2027-01-01 = "New Year’s Day"\n2027-01-01 =', "The file is not TOML: Cannot overwrite"),
    ],
)
def test_a_mistake_in_the_list_is_named_in_a_sentence(tmp_path: Path, old: str, new: str, sentence: str):
    assert old in GOOD
    with pytest.raises(BankHolidayMistakes) as mistakes:
        load(written(tmp_path, GOOD.replace(old, new)))
    assert any(sentence in each for each in mistakes.value.sentences), mistakes.value.sentences
    assert sentence in str(mistakes.value)


def test_all_mistakes_are_named_at_once(tmp_path: Path):
    text = GOOD.replace("2026-12-25 =", "2026-12-26 =").replace('"New Year’s Day"', '""')
    with pytest.raises(BankHolidayMistakes) as mistakes:
        load(written(tmp_path, text))
    assert [each.partition(",")[0] for each in mistakes.value.sentences] == ["Line 7", "Line 9"]
    assert str(mistakes.value).startswith("bank-holidays.toml cannot be used.\nLine 7")


def with_an_earlier(tmp_path: Path, name: str, version: str) -> Path:
    (tmp_path / name).write_text(GOOD.replace("2026-11-22", version), encoding="utf-8")
    return written(tmp_path, GOOD)


def test_earlier_editions_stay_beside_the_newest(tmp_path: Path):
    newest = with_an_earlier(tmp_path, "bank-holidays-2020-01.toml", "2020-01")
    found = editions(newest)
    assert [edition.version for edition in found] == ["2020-01", load(newest).version]
    assert installed() == editions()[-1] == load(LIST)


@pytest.mark.parametrize(
    ("name", "version", "sentence"),
    [
        ("bank-holidays-2020-01.toml", "2021-01", "It holds the version 2021-01, and is named otherwise."),
        ("bank-holidays-2026-11-22.toml", "2026-11-22", "claims to be the version 2026-11-22 too"),
    ],
)
def test_an_edition_is_called_by_its_version_and_no_two_are_the_same(tmp_path, name, version, sentence):
    with pytest.raises(BankHolidayMistakes, match=sentence):
        editions(with_an_earlier(tmp_path, name, version))


def test_the_list_lies_beside_the_module():
    assert LIST.parent == Path(bank_holidays.__file__).parent
