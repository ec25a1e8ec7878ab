"""Does the database itself refuse to change or delete what is only ever added to, in whichever room it stands?"""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from redress.accounts.models import DutyDone, StaffingChange
from redress.cases import triggers
from redress.correspondence.models import Letter
from redress.correspondence.post.models import PostRecord
from redress.records import packages
from redress.records.models import PackedPapers, RedactionStep
from redress.records.redaction_drafts import noted
from redress.records.redaction_models import Redaction
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, complaint
from tests.rooms.redaction_files import on_the_case

pytestmark = pytest.mark.django_db
CST = "corporate-services-team"


@pytest.fixture
def office() -> Office:
    return Office("dartford")


def test_nothing_of_what_is_only_added_to_is_changed_or_deleted(office: Office) -> None:
    case, person, council = acknowledged(complaint(office)).case, office.staff[CST], office.council
    StaffingChange.objects.create(council=council, about=person, by=person, what="no longer Service manager")
    DutyDone.objects.create(council=council, duty="review", by=person, on="2026-06-01", found="All well.")
    packages.log(case, "papers", purpose="Enquiry", names=["a.pdf"], by=office.actor(CST))
    noted(_redaction(case, state="draft"), "begun", person)
    PostRecord.objects.create(letter=Letter.objects.get(case=case), what="withdrawn", by="x")
    connection.check_constraints()  # else PostgreSQL refuses TRUNCATE for checks that still wait for the commit
    columns = {
        StaffingChange: "what",
        DutyDone: "found",
        PackedPapers: "purpose",
        RedactionStep: "comment",
        PostRecord: "because",
    }
    for model, column in columns.items():
        _refuses(model, column)


def _refuses(model: type[Model], column: str) -> None:
    table, before = model._meta.db_table, list(model.objects.values())
    assert table in triggers.TABLES
    assert before
    statements = [f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"]
    if connection.vendor == "postgresql":
        statements.append(f"TRUNCATE {table}")
    for statement in statements:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert list(model.objects.values()) == before


def test_every_such_table_is_there_and_guarded() -> None:
    assert set(triggers.TABLES) <= set(connection.introspection.table_names())
    assert triggers.missing() == []


def _redaction(case, **more):
    return Redaction.objects.create(
        council_id=case.council_id, case=case, document=on_the_case(case, b"x"), salt="s", original_as="x", **more
    )


def test_what_was_approved_before_the_removed_words_were_forgotten_loses_them_now(office: Office) -> None:
    case = complaint(office).case
    words = {
        "found": [{"text": "Maria Kowalska"}],
        "elsewhere": [{"word": "Kowalska", "pages": [2]}],
        "boxes": [{"page": 1, "reason": "s40", "why": "", "about": "Maria Kowalska"}],
    }
    old, begun = _redaction(case, state="approved", **words), _redaction(case, state="draft", **words)
    import_module("redress.records.migrations.0014_withdrawn").forget_what_was_removed(apps, None)
    old.refresh_from_db()
    begun.refresh_from_db()
    assert (old.found, old.elsewhere) == ([], [])
    assert old.boxes == [{"page": 1, "reason": "s40", "why": "", "about": ""}]
    assert begun.found == words["found"], "somebody works on it"


def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", "records", check=True, dry_run=True, verbosity=0)
