"""Open cases adopt a later list of bank holidays; adopted versions of policies are never changed or deleted."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from redress.cases import triggers

TABLES = ("policies_adoptedversion",)

#: The only list of bank holidays that a case could have begun under until now.
FIRST_LIST = "2026-11-22"


def fill(apps, schema_editor):
    apps.get_model("cases", "Case").objects.filter(ended="").update(calendar=FIRST_LIST)


def create(apps, schema_editor):
    triggers.create(schema_editor.connection, tables=TABLES)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection, tables=TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("policies", "0001_initial"),
        ("cases", "0004_identity_confidential"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="calendar",
            field=models.CharField(blank=True, default="", max_length=100),
        ),
        migrations.CreateModel(
            name="CalendarAdoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=50, verbose_name="list of bank holidays")),
                ("ordered_by", models.CharField(max_length=100)),
                ("ordered_name", models.CharField(max_length=200, verbose_name="ordered by")),
                ("ordered_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("cases", models.PositiveIntegerField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
            ],
            options={
                "verbose_name": "adoption of a calendar",
                "verbose_name_plural": "adoptions of calendars",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "version"), name="cases_calendaradoption_once")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(create, drop),
    ]
