"""Every version of a draft that was saved, and what colleagues said of it; drafts of before have their last one."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def keep_what_there_is(apps, schema_editor):
    drafts = apps.get_model("correspondence", "LetterDraft").objects.filter(version__gt=0)
    version = apps.get_model("correspondence", "DraftVersion")
    version.objects.bulk_create(
        version(
            draft=draft,
            number=draft.version,
            written=draft.written,
            choices=draft.choices,
            digest=draft.digest,
            saved_by=draft.saved_by,
            begun_at=draft.saved_at,
            saved_at=draft.saved_at,
        )
        for draft in drafts.iterator()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0006_wording"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("point", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField(verbose_name="comment")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("key", models.CharField(editable=False, max_length=80, unique=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="correspondence.letterdraft"
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on a draft",
                "verbose_name_plural": "comments on drafts",
                "ordering": ["draft", "id"],
            },
        ),
        migrations.CreateModel(
            name="DraftReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("", "Waiting"), ("fine", "Nothing to change"), ("back", "Returned with comments")],
                        max_length=10,
                    ),
                ),
                ("decided_number", models.PositiveIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="correspondence.letterdraft"
                    ),
                ),
            ],
            options={
                "verbose_name": "review of a draft",
                "verbose_name_plural": "reviews of drafts",
                "ordering": ["draft", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")),
                        fields=("draft", "asked"),
                        name="correspondence_draftreview_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("written", models.JSONField(default=dict)),
                ("choices", models.JSONField(default=dict)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("pinned", models.BooleanField(default=False)),
                ("restored", models.PositiveIntegerField(null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="correspondence.letterdraft",
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
                "verbose_name": "version of a draft",
                "verbose_name_plural": "versions of drafts",
                "ordering": ["draft", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "number"), name="correspondence_draftversion_once")
                ],
            },
        ),
        migrations.RunPython(keep_what_there_is, migrations.RunPython.noop),
    ]
