"""What happened to a letter at the post: withdrawn, dated anew, put in a batch all the same, or come back."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0011_asked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="batchedletter",
            name="state",
            field=models.CharField(
                choices=[("goes", "Goes with the batch"), ("left-out", "Left out"), ("came-back", "Came back")],
                default="goes",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting to be sent"),
                    ("sending", "Being sent"),
                    ("sent", "Sent"),
                    ("failed", "Could not be delivered"),
                    ("to-post", "To be printed and posted"),
                    ("posted", "Posted"),
                    ("withdrawn", "Withdrawn from the post"),
                ],
                default="queued",
                max_length=10,
                verbose_name="delivery",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting to be sent"),
                    ("sending", "Being sent"),
                    ("sent", "Sent"),
                    ("failed", "Could not be delivered"),
                    ("to-post", "To be printed and posted"),
                    ("posted", "Posted"),
                    ("withdrawn", "Withdrawn from the post"),
                ],
                default="queued",
                max_length=10,
                verbose_name="delivery",
            ),
        ),
        migrations.CreateModel(
            name="PostRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("taken", "Put in a batch although it no longer holds"),
                            ("posted", "Posted although it no longer holds"),
                            ("withdrawn", "Withdrawn from the post"),
                            ("anew", "Dated anew, and withdrawn itself"),
                            ("came-back", "Came back by post"),
                        ],
                        max_length=10,
                    ),
                ),
                ("because", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("told", models.JSONField(default=list)),
                ("on", models.DateField(blank=True, null=True)),
                ("address", models.TextField(blank=True)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "anew",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_place_of",
                        to="correspondence.letter",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post_records",
                        to="correspondence.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "record of a letter at the post",
                "verbose_name_plural": "records of letters at the post",
                "ordering": ["letter", "id"],
            },
        ),
    ]
