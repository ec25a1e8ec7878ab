import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_search_terms"),
        ("cases", "0007_commitments"),
        ("records", "0011_same_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("key", models.CharField(editable=False, max_length=100, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ombudsman", "For an Ombudsman"),
                            ("subject-access", "Subject access: all that is held about a person"),
                            ("foi-request", "Freedom of information: no personal data"),
                            ("other", "For a court, the police or somebody else"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("purpose", models.TextField(verbose_name="purpose")),
                ("recipient", models.CharField(max_length=300, verbose_name="for whom")),
                ("chosen", models.JSONField(default=dict)),
                ("by", models.CharField(max_length=100)),
                ("ordered_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("as_of", models.DateTimeField()),
                ("last_seq", models.PositiveIntegerField()),
                ("head_hash", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be made"),
                            ("making", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                            ("expired", "Deleted when its time was over"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=40)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "again_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.bundle",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bundles", to="cases.case"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "bundle",
                "verbose_name_plural": "bundles",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BundleFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("confidential", models.BooleanField(default=False)),
                ("name", models.CharField(max_length=120)),
                ("stored_as", models.CharField(blank=True, editable=False, max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("items", models.JSONField(default=list)),
                ("notes", models.JSONField(default=list)),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="records.bundle"
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a bundle",
                "verbose_name_plural": "files of bundles",
                "ordering": ["bundle", "confidential"],
            },
        ),
        migrations.AddIndex(
            model_name="bundle",
            index=models.Index(fields=["state", "expires_at"], name="records_bundle_expiry"),
        ),
        migrations.AddConstraint(
            model_name="bundlefile",
            constraint=models.UniqueConstraint(fields=("bundle", "confidential"), name="records_bundle_file_once"),
        ),
    ]
