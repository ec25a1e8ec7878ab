"""What is asked of others on a case, and the links by which they answer."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_logo"),
        ("cases", "0007_commitments"),
        ("correspondence", "0010_sent_by"),
        ("records", "0013_redaction"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.CharField(max_length=10)),
                ("key", models.CharField(editable=False, max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("complainant", "The complainant, or whoever acts for them"),
                            ("service", "A service or a colleague"),
                            ("contractor", "A contractor or partner"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                        verbose_name="who is asked",
                    ),
                ),
                ("to_name", models.CharField(max_length=200, verbose_name="name")),
                ("to_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("why", models.TextField(blank=True, verbose_name="why they are asked")),
                ("points", models.JSONField(default=list)),
                ("about", models.TextField(blank=True, verbose_name="what they need to know")),
                ("questions", models.JSONField(default=list)),
                ("due", models.DateField(verbose_name="answer by")),
                ("way", models.CharField(max_length=10)),
                ("by", models.CharField(max_length=100)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                ("salt", models.CharField(editable=False, max_length=64)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("opens_until", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("answered", "Answered"),
                            ("declined", "Cannot answer"),
                            ("closed", "Settled"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("typed", models.JSONField(default=dict)),
                ("files", models.JSONField(default=list)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("told_by", models.CharField(blank=True, max_length=200, verbose_name="answered by")),
                ("came_by", models.CharField(blank=True, max_length=20)),
                ("closed_as", models.CharField(blank=True, max_length=20)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("chased_at", models.DateTimeField(blank=True, null=True)),
                ("escalated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_again",
                        to="correspondence.ask",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.words"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="cases.case"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.organisation",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.party"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "question to others",
                "verbose_name_plural": "questions to others",
                "ordering": ["due", "id"],
            },
        ),
        migrations.CreateModel(
            name="AskLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="correspondence.ask"
                    ),
                ),
            ],
            options={
                "verbose_name": "link to a question",
                "verbose_name_plural": "links to questions",
            },
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(fields=["council", "state", "due"], name="correspondence_ask_due"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.UniqueConstraint(fields=("case", "key"), name="correspondence_ask_once"),
        ),
    ]
