import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_improvement_guidance_duties"),
        ("cases", "0006_waiting"),
        ("records", "0007_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="mark",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not-necessary", "Not necessary for the complaint"),
                    ("confidential", "Confidential"),
                    ("offences", "About criminal offences"),
                ],
                max_length=20,
                verbose_name="mark",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="matter",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="party",
            name="organisation",
            field=models.CharField(blank=True, max_length=200, verbose_name="organisation"),
        ),
        migrations.AddField(
            model_name="party",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="until"),
        ),
        migrations.AddField(
            model_name="party",
            name="ward",
            field=models.CharField(blank=True, max_length=200, verbose_name="ward or constituency"),
        ),
        migrations.AddField(
            model_name="trackingsecret",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="trackingsecret",
            name="is_code",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="words",
            name="kind",
            field=models.CharField(
                choices=[
                    ("complaint", "The complaint"),
                    ("outcome-sought", "What would put it right"),
                    ("reasons", "Reasons"),
                    ("information", "Further information"),
                    ("help", "Request for help"),
                    ("clarification", "Clarification"),
                    ("contact", "Note of a contact"),
                    ("correction", "Reason for a correction"),
                    ("decision", "Reasons for a decision"),
                    ("question", "Question to the person"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("given", "Given"),
                            ("refused", "Refused"),
                            ("not-known", "They did not know of the complaint"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "In writing, signed"),
                            ("confirmed", "Confirmed by them with our link or code"),
                            ("implied", "Implied: no consent has to be shown"),
                        ],
                        max_length=10,
                        verbose_name="basis",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="date")),
                ("by", models.CharField(max_length=100)),
                ("event", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="cases.case"
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.document",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="records.party"
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.words",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ConsentQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(max_length=10)),
                ("covers", models.TextField(blank=True)),
                ("link_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("code_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("by", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.party"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consent_questions", to="cases.case"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "question about consent",
                "verbose_name_plural": "questions about consent",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ContactChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be confirmed at the new address"),
                            ("used", "In use"),
                            ("stopped", "Stopped"),
                            ("expired", "Never confirmed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("verified", models.CharField(blank=True, max_length=20)),
                ("reason", models.TextField(blank=True)),
                ("by", models.CharField(max_length=100)),
                ("link_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("code_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_by", models.CharField(blank=True, max_length=100)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_changes", to="cases.case"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_changes", to="records.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of contact details",
                "verbose_name_plural": "changes of contact details",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Enclosed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter", models.CharField(db_index=True, max_length=40)),
                ("goes", models.BooleanField(default=False)),
                ("mark", models.CharField(blank=True, max_length=20)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enclosed", to="cases.case"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="enclosed", to="records.document"
                    ),
                ),
            ],
            options={
                "verbose_name": "enclosure",
                "verbose_name_plural": "enclosures",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="IdentityLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=100)),
                ("role", models.CharField(blank=True, max_length=200)),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="identity_looks", to="cases.case"
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
                "verbose_name": "look at a confidential identity",
                "verbose_name_plural": "looks at confidential identities",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="contactchange",
            index=models.Index(fields=["link_hash"], name="records_contactchange_link"),
        ),
        migrations.AddConstraint(
            model_name="enclosed",
            constraint=models.UniqueConstraint(fields=("letter", "document"), name="records_enclosed_once"),
        ),
        migrations.AddIndex(
            model_name="identitylook",
            index=models.Index(fields=["council", "at"], name="records_identitylook_at"),
        ),
    ]
