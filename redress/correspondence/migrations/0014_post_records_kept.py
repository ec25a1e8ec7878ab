"""What was done about a letter at the post is only ever added to; the database itself refuses anything else."""

from django.db import migrations

from redress.cases import triggers

TABLES = ("correspondence_postrecord",)


def create(apps, schema_editor):
    triggers.create(schema_editor.connection, tables=TABLES)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection, tables=TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_commitments"),
        ("correspondence", "0013_ask_code"),
    ]

    operations = [migrations.RunPython(create, drop)]
