import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_commitments"), ("records", "0005_organisations")]

    operations = [
        migrations.CreateModel(
            name="ContactNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("telephone", "Telephone call"),
                            ("meeting", "Meeting"),
                            ("informal", "Informal discussion"),
                            ("visit", "Visit"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                            ("text-message", "Text message"),
                            ("transcript", "Transcript"),
                            ("first", "The complaint as it was taken down"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("not-reached", "Not reached"),
                            ("not-possible", "Not possible"),
                        ],
                        default="reached",
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("at_text", models.CharField(max_length=40)),
                ("participants", models.TextField(blank=True, verbose_name="who took part")),
                (
                    "understood",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not asked"), ("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="understanding checked",
                    ),
                ),
                (
                    "read_back",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not asked"), ("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="read back and confirmed",
                    ),
                ),
                ("event", models.PositiveIntegerField(default=0)),
                ("by", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_notes", to="cases.case"
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="records.contactnote",
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_notes",
                        to="records.words",
                    ),
                ),
            ],
            options={
                "verbose_name": "note of a contact",
                "verbose_name_plural": "notes of contacts",
                "ordering": ["case", "id"],
            },
        ),
        migrations.CreateModel(
            name="FirstContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=100)),
                ("waited", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes waited")),
                ("wanted_person", models.CharField(blank=True, max_length=200, verbose_name="asked to speak to")),
                ("passed_to", models.CharField(blank=True, max_length=200, verbose_name="passed on to")),
                ("passed_why", models.TextField(blank=True, verbose_name="why it was passed on")),
                (
                    "told_why",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not asked"), ("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="told why",
                    ),
                ),
                (
                    "told_name",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not asked"), ("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="told the name",
                    ),
                ),
                ("tried", models.TextField(blank=True, verbose_name="what was tried")),
                ("out_of_scope", models.TextField(blank=True, verbose_name="why it could not be settled")),
                ("platform", models.CharField(blank=True, max_length=100, verbose_name="platform")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link of the post")),
                (
                    "moved",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nothing yet"),
                            ("form-requested", "We sent the standard reply with the link to the form"),
                            ("email", "Moved to e-mail"),
                            ("hidden", "Taken out of public view"),
                            ("not-possible", "It could not be moved"),
                        ],
                        max_length=20,
                        verbose_name="out of public view",
                    ),
                ),
                ("survey", models.CharField(blank=True, max_length=200, verbose_name="survey")),
                (
                    "survey_told",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not asked"), ("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="told how to complain",
                    ),
                ),
                (
                    "help_offered",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not asked"), ("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="help to write it offered",
                    ),
                ),
                (
                    "supporter_wanted",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not asked"), ("yes", "Yes"), ("no", "No")],
                        max_length=3,
                        verbose_name="advocate or supporter wanted",
                    ),
                ),
                ("supporter", models.TextField(blank=True, verbose_name="advocate or supporter")),
                (
                    "outcome_said",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "They were not asked"),
                            ("stated", "Stated"),
                            ("not-stated", "Not stated when asked"),
                        ],
                        max_length=12,
                        verbose_name="desired outcome",
                    ),
                ),
                ("needs", models.TextField(blank=True, verbose_name="what they need")),
                ("expects", models.TextField(blank=True, verbose_name="what they expect")),
                ("explanation", models.BooleanField(default=False, verbose_name="explanation asked for")),
                ("vulnerable", models.BooleanField(default=False, verbose_name="vulnerable or dependent")),
                ("support", models.TextField(blank=True, verbose_name="support arranged")),
                ("capacity", models.CharField(blank=True, max_length=50, verbose_name="capacity")),
                ("complexity", models.CharField(blank=True, max_length=50, verbose_name="complexity")),
                ("standard", models.CharField(blank=True, max_length=50, verbose_name="standard not met")),
                ("standard_words", models.TextField(blank=True, verbose_name="published standard not met")),
                ("told", models.CharField(blank=True, max_length=20, verbose_name="told that we have it")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="first_contact", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "first contact",
                "verbose_name_plural": "first contacts",
            },
        ),
        migrations.CreateModel(
            name="NoteConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("at-once", "Confirmed at once"),
                            ("sent", "Sent for confirmation"),
                            ("confirmed", "Confirmed"),
                            ("wrong", "Something is wrong"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("how", models.CharField(blank=True, max_length=20)),
                ("part", models.CharField(blank=True, max_length=20)),
                ("by", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="records.contactnote",
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.words",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation of a note",
                "verbose_name_plural": "confirmations of notes",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PhysicalItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200, verbose_name="what it is")),
                ("by", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="physical_items", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "physical item",
                "verbose_name_plural": "physical items",
                "ordering": ["case", "id"],
            },
        ),
        migrations.CreateModel(
            name="ItemPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=200, verbose_name="where it is kept")),
                ("on", models.DateField(verbose_name="since")),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why it was moved")),
                ("by", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="records.physicalitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "place of an item",
                "verbose_name_plural": "places of items",
                "ordering": ["id"],
            },
        ),
    ]
