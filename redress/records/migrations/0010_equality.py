import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("records", "0009_adjustments")]

    operations = [
        migrations.CreateModel(
            name="EqualityCodeUsed",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("week", models.PositiveIntegerField()),
            ],
            options={"verbose_name": "used equality code", "verbose_name_plural": "used equality codes"},
        ),
        migrations.CreateModel(
            name="EqualityCount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("quarter", models.CharField(max_length=7)),
                ("question", models.CharField(blank=True, max_length=60)),
                ("answer", models.CharField(blank=True, max_length=60)),
                ("people", models.PositiveIntegerField(default=0, verbose_name="people")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
            ],
            options={
                "verbose_name": "equality figure",
                "verbose_name_plural": "equality figures",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "quarter", "question", "answer"), name="records_equalitycount_once"
                    )
                ],
            },
        ),
    ]
