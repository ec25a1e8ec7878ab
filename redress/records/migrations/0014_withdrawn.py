"""A redaction can be withdrawn; bundles say which they carry; a thing is somebody's; what is added to is never changed.

Redactions that were approved before approving took the removed words out of what is kept beside them (found names,
words of boxes, words left elsewhere) lose them now.
"""

import django.db.models.deletion
from django.db import migrations, models

from redress.cases import triggers

TABLES = ("accounts_staffingchange", "accounts_dutydone", "records_packedpapers", "records_redactionstep")


def forget_what_was_removed(apps, schema_editor):
    redactions = apps.get_model("records", "Redaction").objects
    for each in redactions.filter(state__in=["approved", "discarded"]).iterator():
        each.found, each.elsewhere = [], []
        each.boxes = [{**box, "about": ""} for box in each.boxes]
        each.save(update_fields=["found", "elsewhere", "boxes"])


def create(apps, schema_editor):
    triggers.create(schema_editor.connection, tables=TABLES)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection, tables=TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_logo"),
        ("cases", "0007_commitments"),
        ("records", "0013_redaction"),
    ]

    operations = [
        migrations.AlterField(
            model_name="redaction",
            name="state",
            field=models.CharField(
                choices=[
                    ("looking", "Being read"),
                    ("failed", "Not possible"),
                    ("draft", "Draft"),
                    ("submitted", "In review"),
                    ("approved", "Approved"),
                    ("withdrawn", "Withdrawn"),
                    ("discarded", "Discarded"),
                ],
                default="looking",
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="bundlefile",
            name="redactions",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="physicalitem",
            name="party",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.party",
            ),
        ),
        migrations.AddField(
            model_name="physicalitem",
            name="whose_is_said",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(forget_what_was_removed, migrations.RunPython.noop),
        migrations.RunPython(create, drop),
    ]
