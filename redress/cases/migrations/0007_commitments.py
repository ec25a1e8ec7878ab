from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_waiting")]

    operations = [
        migrations.AddField("opendeadline", "item", models.CharField(blank=True, default="", max_length=20), False),
        migrations.RemoveConstraint("opendeadline", "cases_opendeadline_once"),
        migrations.AddConstraint(
            "opendeadline",
            models.UniqueConstraint(fields=["case", "run", "clock", "item"], name="cases_opendeadline_once"),
        ),
    ]
