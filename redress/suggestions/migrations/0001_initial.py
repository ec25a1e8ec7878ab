import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0004_search_terms"),
        ("cases", "0007_commitments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chosen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.CharField(max_length=7)),
                ("place", models.CharField(max_length=20)),
                ("what", models.CharField(max_length=10)),
                ("offered", models.JSONField(default=list)),
                ("chosen", models.CharField(blank=True, max_length=100)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
            ],
            options={
                "verbose_name": "choice beside suggestions",
                "verbose_name_plural": "choices beside suggestions",
                "indexes": [models.Index(fields=["council", "month"], name="suggestions_chosen_month")],
            },
        ),
        migrations.CreateModel(
            name="Learnt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(choices=[("subject", "Subject"), ("service", "Service")], max_length=10)),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("classes", models.JSONField(default=list)),
                ("intercepts", models.JSONField(default=list)),
                ("terms", models.JSONField(default=dict)),
                ("cases", models.JSONField(default=list)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.council"
                    ),
                ),
            ],
            options={
                "verbose_name": "what was learnt",
                "verbose_name_plural": "what was learnt",
                "constraints": [models.UniqueConstraint(fields=("council", "what"), name="suggestions_learnt_once")],
            },
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sign", models.CharField(max_length=60)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "verbose_name": "sign set aside",
                "verbose_name_plural": "signs set aside",
                "constraints": [models.UniqueConstraint(fields=("case", "sign"), name="suggestions_setaside_once")],
            },
        ),
    ]
