"""By which way letters left, the batches of post, and how people want to be written to."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_search_terms"),
        ("records", "0011_same_person"),
        ("correspondence", "0009_formats_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="asked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="delivered_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="delivered"),
        ),
        migrations.AddField(
            model_name="letter",
            name="notify_id",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="letter",
            name="notify_reference",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="letter",
            name="notify_status",
            field=models.CharField(blank=True, max_length=30, verbose_name="status at GOV.UK Notify"),
        ),
        migrations.AddField(
            model_name="letter",
            name="read_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="opened on their own page"),
        ),
        migrations.AddField(
            model_name="letter",
            name="sent_by",
            field=models.CharField(blank=True, editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name="message",
            name="asked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="delivered_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="delivered"),
        ),
        migrations.AddField(
            model_name="message",
            name="notify_id",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="message",
            name="notify_reference",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="message",
            name="notify_status",
            field=models.CharField(blank=True, max_length=30, verbose_name="status at GOV.UK Notify"),
        ),
        migrations.AddField(
            model_name="message",
            name="sent_by",
            field=models.CharField(blank=True, editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name="message",
            name="to_telephone",
            field=models.CharField(blank=True, max_length=20, verbose_name="mobile number"),
        ),
        migrations.CreateModel(
            name="PostBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("key", models.CharField(editable=False, max_length=100, unique=True)),
                ("print", models.CharField(blank=True, max_length=20, verbose_name="print")),
                (
                    "postage",
                    models.CharField(
                        choices=[("first", "First class"), ("second", "Second class")],
                        default="second",
                        max_length=10,
                        verbose_name="postage",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("made_by", models.CharField(max_length=100)),
                ("printed_at", models.DateTimeField(blank=True, null=True, verbose_name="printed")),
                ("printed_by", models.CharField(blank=True, max_length=100)),
                ("posted_on", models.DateField(blank=True, null=True, verbose_name="posted on")),
                ("posted_by", models.CharField(blank=True, max_length=100)),
                ("posted_at", models.DateTimeField(blank=True, null=True, verbose_name="marked as posted")),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post-book", "Number in the post book"),
                            ("certificate", "Certificate of posting"),
                            ("docket", "Docket of the carrier"),
                        ],
                        max_length=20,
                        verbose_name="proof of posting",
                    ),
                ),
                ("proof_number", models.CharField(blank=True, max_length=100, verbose_name="number of the proof")),
                ("proof_name", models.CharField(blank=True, max_length=200)),
                ("proof_as", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.council",
                        verbose_name="council",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of post",
                "verbose_name_plural": "batches of post",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="BatchedLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("goes", "Goes with the batch"), ("left-out", "Left out")],
                        default="goes",
                        max_length=10,
                    ),
                ),
                ("spoiled", models.PositiveIntegerField(default=0)),
                ("because", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("changed_by", models.CharField(blank=True, max_length=100)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batched", to="correspondence.letter"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="correspondence.postbatch"
                    ),
                ),
            ],
            options={
                "verbose_name": "letter of a batch",
                "verbose_name_plural": "letters of batches",
                "ordering": ["batch", "place"],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("email", "E-mail"), ("letter", "Letter"), ("telephone", "Telephone")],
                        max_length=10,
                        verbose_name="how to reply",
                    ),
                ),
                ("texts", models.BooleanField(default=False, verbose_name="text messages")),
                ("by_kind", models.CharField(max_length=20)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "how somebody wants to be written to",
                "verbose_name_plural": "how people want to be written to",
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="postbatch",
            constraint=models.UniqueConstraint(fields=("council", "number"), name="correspondence_batch_number"),
        ),
        migrations.AddConstraint(
            model_name="batchedletter",
            constraint=models.UniqueConstraint(fields=("batch", "letter"), name="correspondence_batched_once"),
        ),
        migrations.AddConstraint(
            model_name="batchedletter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "goes")), fields=("letter",), name="correspondence_batched_goes_once"
            ),
        ),
    ]
