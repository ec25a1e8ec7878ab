"""Needs are recorded once, line by line; what was known of them in one text is not lost."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def told_before(apps, schema_editor):
    """What was written of somebody's needs becomes a line of its own, in their words, to be looked at again."""
    Person = apps.get_model("records", "Person")
    Party = apps.get_model("records", "Party")
    Adjustment = apps.get_model("records", "Adjustment")
    for person in Person.objects.exclude(adjustments="").iterator():
        party = Party.objects.filter(person=person).order_by("id").first()
        if party is None:
            continue
        Adjustment.objects.create(
            council_id=person.council_id,
            person=person,
            case_id=party.case_id,
            kind="other",
            kind_name="Another need",
            support="other",
            support_name="Something else",
            settled="asked",
            details=person.adjustments[:2000],
            since=timezone.localdate(person.created_at),
            review_on=timezone.localdate(),
            by="system",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_consents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="language",
            field=models.CharField(blank=True, max_length=10, verbose_name="language of our messages"),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="words",
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="need")),
                ("kind_name", models.CharField(max_length=200)),
                ("support", models.CharField(max_length=40, verbose_name="support")),
                ("support_name", models.CharField(max_length=200)),
                ("effect", models.CharField(blank=True, max_length=20)),
                ("print_points", models.PositiveSmallIntegerField(default=0)),
                ("paragraph", models.CharField(blank=True, max_length=20)),
                (
                    "settled",
                    models.CharField(
                        choices=[
                            ("asked", "They asked for it"),
                            ("offered", "We offered it"),
                            ("accepted", "Agreed"),
                            ("declined", "Offered, and not wanted"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="what is settled",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=60, verbose_name="language")),
                ("details", models.TextField(blank=True, max_length=2000, verbose_name="in their own words")),
                ("considered", models.TextField(blank=True, max_length=2000, verbose_name="what was considered")),
                ("visit_on", models.DateField(blank=True, null=True, verbose_name="date of the visit")),
                ("since", models.DateField(verbose_name="since")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="to be looked at again on")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                ("ended_reason", models.CharField(blank=True, max_length=500, verbose_name="why it ended")),
                ("by", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.adjustment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="cases.case"
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="records.person"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="records.adjustment",
                    ),
                ),
                (
                    "visit_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who visits",
                    ),
                ),
            ],
            options={
                "verbose_name": "adjustment",
                "verbose_name_plural": "adjustments",
                "ordering": ["person", "id"],
                "indexes": [models.Index(fields=["council", "review_on"], name="records_adjustment_review")],
            },
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_language", models.CharField(max_length=60, verbose_name="language of the original")),
                ("into_language", models.CharField(max_length=60, verbose_name="language of the translation")),
                ("text", models.TextField(verbose_name="translation")),
                ("translator", models.CharField(max_length=200, verbose_name="who translated it")),
                ("translated_on", models.DateField(verbose_name="when")),
                ("certified", models.BooleanField(default=False, verbose_name="certified")),
                ("by", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="translations", to="records.words"
                    ),
                ),
            ],
            options={
                "verbose_name": "translation",
                "verbose_name_plural": "translations",
                "ordering": ["original", "id"],
            },
        ),
        migrations.RunPython(told_before, migrations.RunPython.noop),
    ]
