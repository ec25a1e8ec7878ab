"""What does every test share?"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.test import TransactionTestCase

# A busy machine is no fault of the code: how long things take is measured in bench/, never asserted.
hypothesis.settings.register_profile("redress", deadline=None)
hypothesis.settings.load_profile("redress")


#: Files whose tests share something that takes long to make; one worker makes it once for all of them.
TOGETHER = {
    "tests/rooms/test_demonstration.py": "demonstration",
    "tests/rooms/test_letter_golden.py": "letters",
    "tests/rooms/test_letters_contents.py": "letters",
    "tests/rooms/test_letters_dartford_routes.py": "letters",
    "tests/rooms/test_letters_printed.py": "letters",
    "tests/rooms/test_letters_rows.py": "letters",
    "tests/rules/test_procedure.py": "procedure",
}

#: Files with the longest tests. They are begun first, so that no worker is left alone with one of them at the end.
BEGUN_FIRST = (
    "tests/journeys/test_staff.py",
    "tests/rooms/test_intake_load.py",
    "tests/rooms/test_mail_killed.py",
    "tests/rooms/test_notify_killed.py",
    "tests/rooms/test_jobs_processes.py",
    "tests/rooms/test_query_counts.py",
    "tests/rooms/test_casework_step_pages.py",
    "tests/rooms/test_cases_wandering.py",
    "tests/rules/test_wandering.py",
    "tests/rules/test_policy_files.py",
)


def pytest_configure(config: pytest.Config) -> None:
    _read_each_policy_once()
    _empty_tables_without_triggers()


def _read_each_policy_once() -> None:
    """Tests that bring a policy of their own read those of the files again, hundreds of times, and each takes long."""
    from redress import policies

    load, read = policies.load, {}

    def loaded(path: Path) -> Any:
        known = (path, path.read_bytes() if path.is_file() else b"")
        if known not in read:
            read[known] = load(path)
        return read[known]

    policies.load = loaded


def _empty_tables_without_triggers() -> None:
    """A test that cannot be rolled back empties its tables, which the append-only triggers rightly refuse."""
    from tests.emptied import empty_what_is_full

    TransactionTestCase._fixture_teardown = lambda test: empty_what_is_full()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The tables, and a copy of them for tests whose processes need a database of their own."""
    from tests.own_database import keep_a_copy

    with django_db_blocker.unblock():
        keep_a_copy()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first. What asks for no database is the same on every engine, and run on one alone."""
    items.sort(key=lambda item: item.nodeid.partition("::")[0] not in BEGUN_FIRST)
    for item in items:
        asks = item.get_closest_marker("django_db") or {"db", "transactional_db", "live_server"} & set(
            item.fixturenames
        )
        if not asks:
            item.add_marker(pytest.mark.pure)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """The policies are those of the files: what the test before adopted is gone with it.

    Otherwise the first request of this test asks the database once more than any other, and who counts is misled.
    """
    from redress import policies

    if item.get_closest_marker("django_db") and (policies._shelf is None or policies._shelf.mark is not None):
        policies._shelf = None
        policies.rulebook()


@pytest.fixture
def still_clock() -> Iterator[None]:
    """Time stands still: tries are counted in windows of the clock, and none must end between two of them."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Which of the parallel workers runs a test: any, but those of TOGETHER go to one."""
    if config.getoption("dist") != "load":
        return None  # another way was asked for
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return TOGETHER.get(nodeid.partition("::")[0], nodeid)

    return Together(config, log)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder of files that the tests wrote, once every parallel worker is done with it."""
    data = Path(settings.DATA)
    if not hasattr(config, "workerinput") and data.name.startswith("redress-tests-"):
        shutil.rmtree(data, ignore_errors=True)
