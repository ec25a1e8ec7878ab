"""Can a command that needs the database begin, and if not, what is to be done first?"""

from __future__ import annotations

from typing import Any, cast

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from redress import policies
from redress.accounts.models import Council
from redress.policies import adoption
from redress.policies.mistakes import did_you_mean

LOG = structlog.get_logger("redress.ready")

#: How long a command waits for PostgreSQL before it says that nobody answers.
_SECONDS = 5


class NotReady(Exception):
    """The installation lacks something; the sentence says what to do."""


def database_answers() -> None:
    """Raises :class:`NotReady` within a few seconds where the database cannot be reached or read."""
    driver = cast(Any, connection).Database
    try:
        if connection.connection is None and connection.vendor == "postgresql":
            # Not through the pool, which would go on trying for half a minute.
            driver.connect(**{**connection.get_connection_params(), "connect_timeout": _SECONDS}).close()
        connection.ensure_connection()
    except (DatabaseError, driver.Error) as trouble:
        raise NotReady(_sentence(trouble)) from None


def database_is_set_up() -> None:
    """Raises :class:`NotReady` where the database cannot be reached or read, or lacks tables or columns."""
    database_answers()
    try:
        executor = MigrationExecutor(connection)
        lacking = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as trouble:
        raise NotReady(_sentence(trouble)) from None
    if lacking:
        raise NotReady("The database is not set up, or not up to date: run ./run --setup, or redress manage migrate.")


def policies_are_as_adopted() -> None:
    """Notes the policy files in use as adopted, and reads the versions that were adopted since.

    Raises :class:`NotReady` where a file differs from what was adopted under its version, or an adopted version
    cannot be read. The demonstration, whose cases are made up, only says so in its log.
    """
    adoption.record_installed()
    different = adoption.changed_files()
    if different and not settings.DEMONSTRATION:
        raise NotReady("\n".join(different))
    for sentence in different:
        LOG.warning("policy file changed", what=sentence)
    try:
        policies.refresh()
    except ValueError as unreadable:  # PolicyMistakes and PolicyClash among them
        raise NotReady(f"An adopted version of a policy cannot be used: {unreadable}") from None


def council_known(id: str) -> None:
    """Raises :class:`NotReady` where no council has this id."""
    known = sorted(Council.objects.values_list("pk", flat=True))
    if id not in known:
        raise NotReady(f"There is no council “{id}”.{did_you_mean(id, known, otherwise='The councils are')}")


def _sentence(trouble: Exception) -> str:
    """What to do about a database that does not answer, with the first line of what it said."""
    said = next(iter(str(trouble).strip().splitlines()), type(trouble).__name__)
    if connection.vendor == "postgresql":
        return f"The database cannot be reached: check REDRESS_DATABASE_URL, and that PostgreSQL is running ({said})."
    return f"The database cannot be read: check REDRESS_DATA ({said})."
