"""Do the commands of an installation do what they say, and end with the right code?"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redress import cli, policies, rules_commands
from redress.cases import triggers
from redress.cases.models import Anchor, Case, OpenDeadline
from tests.rooms.case_files import Office

ROOT = Path(__file__).parents[2]


REDRESS = [sys.executable, "-c", "import sys; from redress.cli import main; sys.exit(main(sys.argv[1:]))"]


@pytest.fixture
def case(db: None) -> Case:
    return Office("dartford").receives("2026-06-01T10:00").case


def test_verify_says_that_every_case_is_whole(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify"]) == 0
    assert "Every case is whole" in capsys.readouterr().out
    assert cli.main(["verify", "--council", "dartford"]) == 0


def test_verify_names_what_is_not_and_ends_with_1(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    Case.objects.filter(pk=case.pk).update(status="final")
    assert cli.main(["verify"]) == 1
    assert case.reference in capsys.readouterr().out


def test_rebuild_compares_with_check_and_mends_without(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    OpenDeadline.objects.filter(case=case).delete()
    assert cli.main(["rebuild", "--check"]) == 1
    assert "Cases replayed: 1; 1 differ." in capsys.readouterr().out
    assert not OpenDeadline.objects.filter(case=case).exists()
    assert cli.main(["rebuild"]) == 0
    assert "Cases replayed: 1; 1 were written afresh." in capsys.readouterr().out
    assert OpenDeadline.objects.filter(case=case).exists()
    assert cli.main(["rebuild", "--check"]) == 0


def test_anchor_prints_what_is_to_be_kept_elsewhere(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["anchor"]) == 0
    said = capsys.readouterr().out
    row = Anchor.objects.get()
    assert row.hash in said
    assert "  1 case  " in said
    assert triggers.missing() == []


def test_a_worker_with_nothing_to_do_stops_when_told_once(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["worker", "--once"]) == 0
    assert "Stopped; jobs done:" in capsys.readouterr().out


def test_manage_passes_everything_on(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["manage", "check"]) == 0
    assert "System check identified" in capsys.readouterr().out


def test_printed_documents_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["docs", "--check"]) == 0, capsys.readouterr().out
    assert {path for path, _ in cli.printed_documents()} == {Path(name) for name in cli.PRINTED}


@pytest.mark.parametrize("arguments", [[], ["no-such-command"], ["deadline"], ["story", "dartford"]])
def test_a_command_that_is_not_understood_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert "usage: redress" in capsys.readouterr().err


def test_the_console_command_helps_without_a_framework() -> None:
    script = """if True:
        import sys
        from redress import cli
        try:
            cli.main(["--help"])
        finally:
            print("django" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip().endswith("False")
    for command in ("story", "deadline", "policy", "docs", "manage", "worker", "verify", "rebuild", "anchor"):
        assert f"    {command} " in done.stdout


def test_a_production_that_lacks_settings_is_refused_with_sentences_and_not_with_a_traceback() -> None:
    bare = {"PATH": os.environ["PATH"], "REDRESS_ENVIRONMENT": "production"}
    for asked in (["manage", "migrate"], ["verify"]):
        told = subprocess.run([*REDRESS, *asked], env=bare, capture_output=True, text=True, timeout=120, check=False)
        assert told.returncode == 2
        assert "REDRESS_SECRET_KEY is not set." in told.stderr
        assert "Traceback" not in told.stderr


def told_in_a_shell(script: str) -> tuple[int, str]:
    """The exit code and the errors of the commands of a shell, in which ``$@`` is this program."""
    shell = ["bash", "-c", script, "redress", *REDRESS]
    done = subprocess.run(shell, capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_whoever_stops_reading_does_not_change_the_exit_code(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Mon 01 Jun 2026  acknowledged\n" * 5000, encoding="utf-8")
    script = '"$@" story dartford {} | head -1 > /dev/null; exit ${{PIPESTATUS[0]}}'
    assert told_in_a_shell(script.format(story)) == (1, "")
    story.write_text("# nothing\n", encoding="utf-8")
    questions = 'yes | "$@" deadline --policy dartford --json-lines | head -1 > /dev/null; exit ${PIPESTATUS[1]}'
    assert told_in_a_shell(questions) == (0, "")


def test_without_input_or_room_for_output_a_sentence_is_said() -> None:
    asked = '"$@" deadline --policy dartford --received 2026-06-01 > /dev/full'
    assert told_in_a_shell(asked) == (2, "The answer cannot be written: No space left on device.\n")
    for asked in ('"$@" story dartford - <&-', '"$@" deadline --policy dartford --json-lines <&-'):
        assert told_in_a_shell(asked) == (2, "There is no standard input to read from.\n")


def test_control_c_stops_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(asked: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(rules_commands, "_policy_list", interrupted)
    assert cli.main(["policy", "list"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_file_that_cannot_be_read_ends_with_2_everywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe")
    for file in (binary, tmp_path / "none.toml", tmp_path):
        assert cli.main(["policy", "check", str(file)]) == 2
        assert cli.main(["policy", "show", str(file)]) == 2
        assert cli.main(["story", str(file), str(file)]) == 2
        assert cli.main(["story", "dartford", str(file)]) == 2
        assert cli.main(["deadline", "--policy", str(file), "--received", "2026-06-01"]) == 2
    assert "Traceback" not in capsys.readouterr().err


# --- what is not ready ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_an_unknown_council_is_refused(case: Case, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "--council", "nowhere"]) == 2
    assert capsys.readouterr().err == "There is no council “nowhere”. The councils are: dartford.\n"
    assert cli.main([command, "--council", "dartfort"]) == 2
    assert capsys.readouterr().err == "There is no council “dartfort”. Did you mean 'dartford'?\n"


def told_with(asked: list[str], **environment: str) -> tuple[int, str]:
    """The exit code and the errors of a command in a process of its own, with these settings."""
    bare = {"PATH": os.environ["PATH"], "REDRESS_LOG_LEVEL": "WARNING", **environment}
    done = subprocess.run([*REDRESS, *asked], env=bare, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stderr


NEEDS_TABLES = ["verify", "rebuild --check", "anchor", "worker --once", "demonstration --who"]


@pytest.mark.parametrize("asked", NEEDS_TABLES)
def test_before_the_set_up_a_command_says_what_to_do(asked: str, tmp_path: Path) -> None:
    said = "The database is not set up, or not up to date: run ./run --setup, or redress manage migrate.\n"
    assert told_with(asked.split(), REDRESS_DATA=str(tmp_path)) == (2, said)


@pytest.mark.parametrize("asked", ["verify", "manage migrate"])
def test_a_database_that_does_not_answer_is_said_quickly(asked: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    url = "postgresql://redress:not-to-be-told@127.0.0.1:1/redress"
    code, said = told_with(asked.split(), REDRESS_DATA=str(tmp_path), REDRESS_DATABASE_URL=url)
    assert time.monotonic() - begun < 20  # the pool alone would wait for 30 seconds
    assert code == 2
    assert said.startswith("The database cannot be reached: check REDRESS_DATABASE_URL, and that PostgreSQL is running")
    assert said.count("\n") == 1
    assert "not-to-be-told" not in said


def test_a_database_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "redress.sqlite3").write_text("see page 3\n" * 1000, encoding="utf-8")
    code, said = told_with(["verify"], REDRESS_DATA=str(tmp_path))
    assert (code, said) == (2, "The database cannot be read: check REDRESS_DATA (file is not a database).\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(policies.FOLDERS, str(tmp_path))
    policies.reload()
    yield tmp_path
    policies.reload()


NEEDS_POLICIES = [
    "policy list",
    "policy show dartford",
    "deadline --policy dartford --received 2026-06-01",
    "story dartford -",
    "verify",
    "worker --once",
    "manage migrate",
]


@pytest.mark.parametrize("asked", NEEDS_POLICIES)
def test_policies_that_cannot_be_used_are_said_by_every_command(
    asked: str, folder: Path, db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bundled = Path(policies.__file__).parent / "dartford.toml"
    other = folder / "other.toml"
    other.write_text(bundled.read_text(encoding="utf-8"), encoding="utf-8")
    assert cli.main(asked.split()) == 2
    assert capsys.readouterr().err == (
        f"{bundled} and {other} both claim to be version 2024-07 of the policy dartford: "
        "give one of them another version, or take it away.\n"
    )
    other.write_text("id = 5\n", encoding="utf-8")
    assert cli.main(asked.split()) == 2
    assert capsys.readouterr().err.startswith("other.toml cannot be used: ")
    monkeypatch.setenv(policies.FOLDERS, str(folder / "nowhere"))
    assert cli.main(asked.split()) == 2
    assert capsys.readouterr().err == f"REDRESS_POLICIES names {folder / 'nowhere'}, which is not a folder.\n"
