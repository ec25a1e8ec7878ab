"""Is every mark real, is nothing lost, and does the printed page say so?"""

from tests import traceability


def test_every_mark_names_a_row_of_the_catalogue():
    assert traceability.unknown(traceability.shown()) == []


def test_no_row_that_was_shown_before_is_shown_no_longer():
    assert traceability.lost(traceability.shown()) == []


def test_the_traceability_page_is_up_to_date():
    printed = traceability.page(traceability.shown())
    assert traceability.PAGE.read_text() == printed, "run: .venv/bin/python -m tests.traceability"


def test_a_mark_that_names_no_row_is_found():
    stray = traceability.Shown("DA-99.9", "test_nothing", "tests/nowhere.py")
    assert traceability.unknown([stray]) == ["tests/nowhere.py: test_nothing names DA-99.9"]


def test_a_row_that_is_shown_no_longer_is_found():
    marks = traceability.shown()
    one = marks[0].row
    assert traceability.lost([mark for mark in marks if mark.row != one]) == [one]


def test_every_reason_is_for_a_row_that_no_test_shows():
    assert traceability.mistaken(traceability.shown()) == []


def test_a_reason_for_a_row_that_is_shown_is_found(tmp_path, monkeypatch):
    one = traceability.shown()[0].row
    file = tmp_path / "reasons.toml"
    file.write_text(f'"{one}" = "met elsewhere"\n"DA-99.9" = "no such row"\n"KL-14.1-7" = " "\n')
    monkeypatch.setattr(traceability, "REASONS", file)
    assert traceability.mistaken(traceability.shown()) == [one, "DA-99.9", "KL-14.1-7"]


def test_a_row_is_answered_for_by_a_test_or_by_a_reason(tmp_path, monkeypatch):
    file = tmp_path / "reasons.toml"
    file.write_text('"KL-14.1-7" = "it comes with the records"\n')
    monkeypatch.setattr(traceability, "REASONS", file)
    left = {row.id for row in traceability.unanswered([traceability.Shown("KL-0-3", "test", "file")])}
    assert not left & {"KL-14.1-7", "KL-0-3", "KL-0-1"}
    assert "DA-2.4-1" in left


def test_a_mark_that_unpacks_a_table_names_each_of_its_rows(tmp_path, monkeypatch):
    file = tmp_path / "tests" / "test_table.py"
    file.parent.mkdir()
    file.write_text(
        'ROWS: tuple = (("DA-1.7-1", "a"), ("DA-1.7-2", "b"))\n\n'
        "@requirement(*(row for row, _ in ROWS))\ndef test_rows(): ...\n"
    )
    monkeypatch.setattr(traceability, "ROOT", tmp_path)
    assert [mark.row for mark in traceability.shown()] == ["DA-1.7-1", "DA-1.7-2"]


def test_a_mark_in_a_function_or_a_dictionary_names_its_rows(tmp_path, monkeypatch):
    file = tmp_path / "tests" / "test_table.py"
    file.parent.mkdir()
    file.write_text(
        "def one(id, row):\n    return param(id, marks=requirement(row))\n\n"
        'CASES = [one("a", "DA-1.7-1"), one("b", "DA-1.7-2")]\n\nROWS = {"DA-2.3-4": 1}\n\n'
        "@requirement(*ROWS)\ndef test_rows(): ...\n"
    )
    monkeypatch.setattr(traceability, "ROOT", tmp_path)
    assert sorted(mark.row for mark in traceability.shown()) == ["DA-1.7-1", "DA-1.7-2", "DA-2.3-4"]
