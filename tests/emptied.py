"""How is the database emptied after a test that cannot be rolled back?

Django empties every table, full or not, and makes its permissions anew: most of a second where few rows were written.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection

from redress.cases import triggers

#: What the migrations themselves put there, and no test changes.
KEPT = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def empty_what_is_full() -> None:
    """Delete every row there is: neither foreign keys nor the append-only triggers stand in the way."""
    with connection.cursor() as cursor:
        full = _full(cursor)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")  # no trigger and no foreign key is asked
            _delete(cursor, full)
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        guarded = [table for table in triggers.TABLES if table in full]
        triggers.drop(tables=guarded)
        with connection.constraint_checks_disabled():
            _delete(cursor, full)
        triggers.create(tables=guarded)


def _full(cursor) -> list[str]:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - KEPT
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in sorted(tables))
    cursor.execute(asked)
    return [name for (name,) in cursor.fetchall()]


def _delete(cursor, tables: list[str]) -> None:
    for name in tables:
        cursor.execute(f"DELETE FROM {name}")
