"""The council's own words for its letters: drafts, and versions that are never changed or deleted."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from redress.cases import triggers

TABLES = ("correspondence_adoptedwording",)


def create(apps, schema_editor):
    triggers.create(schema_editor.connection, tables=TABLES)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection, tables=TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("correspondence", "0005_sheet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="AdoptedWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=50, verbose_name="letter")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("words", models.JSONField(default=dict)),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                ("reason", models.TextField(verbose_name="reason")),
                ("adopted_by", models.CharField(max_length=100)),
                ("adopted_name", models.CharField(max_length=200, verbose_name="adopted by")),
                (
                    "adopted_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="adopted"),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
            ],
            options={
                "verbose_name": "adopted wording of a letter",
                "verbose_name_plural": "adopted wordings of letters",
                "ordering": ["council", "kind", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "kind", "version"), name="correspondence_adoptedwording_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WordingDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=50, verbose_name="letter")),
                ("words", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of a wording",
                "verbose_name_plural": "drafts of wordings",
                "ordering": ["council", "kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("council", "kind"), name="correspondence_wordingdraft_once")
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]
