"""What stops the database itself from changing or deleting a record?

Triggers, on both engines, on the tables that are only ever added to. Some of these stand in other rooms: adopted
versions of policies and of the wording of letters, what was done about a letter at the post, changes of staffing,
duties seen to, papers that were packed, and the steps of a redaction. Migrations create them. A test that empties its
database, and nothing else, drops them for that moment. A later migration that remakes one of these tables on SQLite
loses its triggers and must call :func:`create` again; ``verify`` says when they are missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = (
    *("cases_event", "cases_anchor", "cases_readlog"),
    *("policies_adoptedversion", "correspondence_adoptedwording", "correspondence_postrecord"),
    *("accounts_staffingchange", "accounts_dutydone", "records_packedpapers", "records_redactionstep"),
)

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION cases_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""


def create(connection: BaseDatabaseWrapper = default_connection, *, tables: Sequence[str] = TABLES) -> None:
    """Create the triggers that refuse to change or delete, where they do not stand already."""
    absent = missing(connection, tables=tables)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name in absent:
            cursor.execute(_statements(connection.vendor, tables)[name])


def drop(connection: BaseDatabaseWrapper = default_connection, *, tables: Sequence[str] = TABLES) -> None:
    """Drop the triggers: only for a test that flushes its database."""
    with connection.cursor() as cursor:
        for name in _statements(connection.vendor, tables):
            on = f" ON {_table_of(name)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper = default_connection, *, tables: Sequence[str] = TABLES) -> list[str]:
    """The names of the triggers that ought to stand and do not."""
    known = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(known)
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name in _statements(connection.vendor, tables) if name not in standing]


def _statements(vendor: str, tables: Sequence[str]) -> dict[str, str]:
    """The statement that creates each trigger, by its name."""
    if vendor == "postgresql":
        return {
            f"{table}_no_{act}": (
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                f"FOR EACH {'STATEMENT' if act == 'truncate' else 'ROW'} EXECUTE FUNCTION cases_append_only()"
            )
            for table in tables
            for act in ("update", "delete", "truncate")
        }
    return {
        f"{table}_no_{act}": (
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {act} refused'); END"
        )
        for table in tables
        for act in ("update", "delete")
    }


def _table_of(trigger: str) -> str:
    return trigger.rsplit("_no_", 1)[0]
