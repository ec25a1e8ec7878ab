"""What do the commands about versions of policies and lists of bank holidays say and do?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import time_machine

from redress import cli, policies
from redress.cases.models import CalendarAdoption
from redress.policies import bank_holidays
from redress.policies.models import AdoptedVersion
from tests.rooms.case_files import Office
from tests.rooms.policy_versions import clock_of, version_of
from tests.rooms.test_calendar_adoption import VERSION, announce, due

pytestmark = pytest.mark.django_db
Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rulebook of other tests is put back."""
    monkeypatch.setattr(policies, "_shelf", policies._shelf)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A further version of the policy of King's Lynn, faster at Stage 1."""
    path = tmp_path / "faster.toml"
    text = version_of("kings-lynn", clock_of("kings-lynn", "stage-one-response", 7), day="2099-01-01")
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_policy_is_read_aloud(capsys: Out) -> None:
    assert cli.main(["policy", "read", "kings-lynn"]) == 0
    said = capsys.readouterr().out
    assert "TIME LIMITS" in said
    assert "Time allowed: 15 working days" in said


def test_two_versions_are_compared_clause_by_clause(file: str, capsys: Out) -> None:
    assert cli.main(["policy", "diff", "kings-lynn", file]) == 0
    assert "Time allowed: 15 working days → 7 working days" in capsys.readouterr().out
    assert cli.main(["policy", "diff", file, file]) == 0
    assert "says what version" in capsys.readouterr().out


def test_the_effect_of_a_version_is_previewed(tmp_path: Path, capsys: Out) -> None:
    Office("kings-lynn").receives("2026-06-01")
    path = tmp_path / "faster.toml"
    path.write_text(version_of("kings-lynn", clock_of("kings-lynn", "stage-one-response", 7)), encoding="utf-8")
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        assert cli.main(["policy", "preview", str(path)]) == 0
    said = capsys.readouterr().out
    assert "15 working days → 7 working days" in said
    assert "2026-07-22 → 2026-07-10" in said
    assert "  2024-01: 1" in said


def test_a_version_is_adopted_from_the_day_it_says_by_a_named_person(file: str, capsys: Out) -> None:
    adopt = ["policy", "adopt", file, "--by", "Olive Orton", "--from"]
    assert cli.main([*adopt, "2099-01-02"]) == 1
    assert "The file says that it is in force from Thursday 1 January 2099" in capsys.readouterr().out
    assert cli.main([*adopt, "2099-01-01"]) == 0
    row = AdoptedVersion.objects.get(version="2027-01")
    assert (row.adopted_name, row.in_force_from) == ("Olive Orton", date(2099, 1, 1))
    assert cli.main([*adopt, "2099-01-01"]) == 1
    assert "There is a version 2027-01 already" in capsys.readouterr().out


def test_a_file_with_mistakes_is_not_adopted(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(version_of("kings-lynn").replace("responsible = ", "responsable = ", 1), encoding="utf-8")
    assert cli.main(["policy", "adopt", str(path), "--by", "Olive Orton", "--from", "2026-07-01"]) == 1
    assert "responsable" in capsys.readouterr().out
    assert cli.main(["policy", "preview", str(path)]) == 2


def test_the_open_cases_adopt_a_list_after_a_dry_run(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    kings_lynn, dartford = Office("kings-lynn"), Office("dartford")
    opened, elsewhere = kings_lynn.receives("2026-06-01"), dartford.receives("2026-06-01")
    announce(monkeypatch)
    adopt = ["calendar", "adopt", VERSION, "--council", "kings-lynn"]
    assert cli.main([*adopt, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert f"{opened.case.reference}  Answer at Stage One: 2026-06-22 → 2026-06-23" in said
    assert elsewhere.case.reference not in said
    assert due(opened) == date(2026, 6, 22)
    assert cli.main([*adopt, "--by", "Olive Orton"]) == 0
    assert due(opened) == date(2026, 6, 23)
    assert CalendarAdoption.objects.get().ordered_name == "Olive Orton"
    assert cli.main(adopt) == 0
    assert "from now on: 0" in capsys.readouterr().out


def test_a_list_that_is_not_the_newest_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    Office("kings-lynn")
    old = policies.rulebook().calendar_version
    announce(monkeypatch)
    assert cli.main(["calendar", "adopt", old]) == 2
    assert "there is a newer one" in capsys.readouterr().err
    assert cli.main(["calendar", "adopt", "never"]) == 2
    assert "there is no such list" in capsys.readouterr().err


def test_a_list_in_a_folder_is_the_newest_and_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = bank_holidays.installed()
    text = bank_holidays.LIST.read_text(encoding="utf-8")
    later = text.replace(f'version = "{bundled.version}"', 'version = "2026-12-announced"')
    (tmp_path / "bank-holidays.toml").write_text(later, encoding="utf-8")
    monkeypatch.setenv(policies.FOLDERS, str(tmp_path))
    assert [edition.version for edition in policies.editions()] == [bundled.version, "2026-12-announced"]
    twice = tmp_path / "twice"
    twice.mkdir()
    (twice / "bank-holidays.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv(policies.FOLDERS, str(twice))
    with pytest.raises(bank_holidays.BankHolidayMistakes, match="is there already"):
        policies.editions()
