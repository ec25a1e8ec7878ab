import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_search_terms"),
        ("cases", "0007_commitments"),
        ("records", "0012_bundles"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="redact_first",
            field=models.BooleanField(default=False, verbose_name="must be redacted before it leaves"),
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("looking", "Being read"),
                            ("failed", "Not possible"),
                            ("draft", "Draft"),
                            ("submitted", "In review"),
                            ("approved", "Approved"),
                            ("discarded", "Discarded"),
                        ],
                        default="looking",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("trouble", models.CharField(blank=True, max_length=50)),
                ("salt", models.CharField(editable=False, max_length=64)),
                ("original_as", models.CharField(editable=False, max_length=100)),
                ("original_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("meant_for", models.CharField(blank=True, max_length=40)),
                ("pages", models.JSONField(default=list)),
                ("found", models.JSONField(default=list)),
                ("boxes", models.JSONField(default=list)),
                ("pictures_as", models.CharField(blank=True, editable=False, max_length=100)),
                ("version", models.PositiveIntegerField(default=0)),
                ("drafters", models.JSONField(default=list)),
                ("wanted", models.PositiveIntegerField(default=0)),
                ("made_of", models.PositiveIntegerField(default=0)),
                ("made_trouble", models.CharField(blank=True, max_length=50)),
                ("result_as", models.CharField(blank=True, editable=False, max_length=100)),
                ("result_pictures_as", models.CharField(blank=True, editable=False, max_length=100)),
                ("result_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("result_size", models.PositiveBigIntegerField(default=0)),
                ("elsewhere", models.JSONField(default=list)),
                ("submitted_by", models.CharField(blank=True, max_length=100)),
                ("approved_by", models.CharField(blank=True, max_length=100)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="redactions", to="cases.case"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="redactions", to="records.document"
                    ),
                ),
            ],
            options={
                "verbose_name": "redaction",
                "verbose_name_plural": "redactions",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="RedactionStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=12)),
                ("version", models.PositiveIntegerField(default=0)),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="records.redaction"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a redaction",
                "verbose_name_plural": "steps of redactions",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="redaction",
            index=models.Index(fields=["case", "state"], name="records_redaction_case"),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["looking", "draft", "submitted"])),
                fields=("document",),
                name="records_redaction_one_open",
            ),
        ),
    ]
