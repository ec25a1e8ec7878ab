"""Events, anchors and the read log can be added to, never changed or deleted."""

from django.db import migrations

from redress.cases import triggers

TABLES = ("cases_event", "cases_anchor", "cases_readlog")


def create(apps, schema_editor):
    triggers.create(schema_editor.connection, tables=TABLES)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection, tables=TABLES)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
