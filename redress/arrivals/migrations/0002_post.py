import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_improvement_guidance_duties"),
        ("arrivals", "0001_initial"),
        ("cases", "0007_commitments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="arrival",
            name="folded",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.CreateModel(
            name="PostLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("stamped_on", models.DateField(blank=True, null=True, verbose_name="date of the stamp")),
                ("stamped_by", models.CharField(blank=True, max_length=200, verbose_name="who stamped it")),
                ("stamp_shown", models.BooleanField(default=False, verbose_name="the scan shows the stamp")),
                ("first_day", models.DateField(blank=True, null=True)),
                ("last_day", models.DateField(blank=True, null=True)),
                ("choice", models.CharField(blank=True, max_length=10)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("sender", models.CharField(blank=True, max_length=200)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("evidence_at", models.DateTimeField(blank=True, null=True)),
                (
                    "arrival",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter",
                        to="arrivals.arrival",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
                (
                    "evidence_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter that came by post",
                "verbose_name_plural": "letters that came by post",
                "ordering": ["upload", "number"],
            },
        ),
        migrations.CreateModel(
            name="PostUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=100)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("looking", "Being looked at"),
                            ("ready", "To be taken apart"),
                            ("stamps", "Date stamps wanted"),
                            ("parting", "Being taken apart"),
                            ("done", "Done"),
                            ("failed", "Cannot be used"),
                        ],
                        default="looking",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("trouble", models.CharField(blank=True, max_length=50)),
                ("one_each", models.BooleanField(default=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="uploaded"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
            ],
            options={
                "verbose_name": "upload of post",
                "verbose_name_plural": "uploads of post",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PostScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("extension", models.CharField(max_length=10)),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
                ("stored_as", models.CharField(editable=False, max_length=100, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="sent"),
                ),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("pdf_as", models.CharField(blank=True, editable=False, max_length=100)),
                ("pages_found", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.council",
                        verbose_name="council",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="arrivals.postupload"
                    ),
                ),
            ],
            options={
                "verbose_name": "scan",
                "verbose_name_plural": "scans",
                "ordering": ["upload", "id"],
            },
        ),
        migrations.CreateModel(
            name="PostPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
                ("small_as", models.CharField(editable=False, max_length=100)),
                ("large_as", models.CharField(editable=False, max_length=100)),
                ("blank", models.BooleanField(default=False)),
                ("separator", models.BooleanField(default=False)),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pages",
                        to="arrivals.postletter",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pages", to="arrivals.postscan"
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pages", to="arrivals.postupload"
                    ),
                ),
            ],
            options={
                "verbose_name": "page of post",
                "verbose_name_plural": "pages of post",
                "ordering": ["upload", "number"],
            },
        ),
        migrations.AddField(
            model_name="postletter",
            name="upload",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="arrivals.postupload"
            ),
        ),
        migrations.AddConstraint(
            model_name="postupload",
            constraint=models.UniqueConstraint(fields=("council", "key"), name="arrivals_postupload_once"),
        ),
        migrations.AddConstraint(
            model_name="postpage",
            constraint=models.UniqueConstraint(fields=("upload", "number"), name="arrivals_postpage_once"),
        ),
        migrations.AddConstraint(
            model_name="postletter",
            constraint=models.UniqueConstraint(fields=("upload", "number"), name="arrivals_postletter_once"),
        ),
    ]
