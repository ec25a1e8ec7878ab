import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="typed",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="draft",
            name="versions",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="draft",
            name="email_hash",
            field=models.CharField(blank=True, db_index=True, max_length=64),
        ),
        migrations.CreateModel(
            name="DraftKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("browser", "A browser"), ("link", "A link"), ("code", "A code")], max_length=10
                    ),
                ),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="intake.draft"
                    ),
                ),
            ],
            options={"verbose_name": "key of a draft", "verbose_name_plural": "keys of drafts"},
        ),
    ]
