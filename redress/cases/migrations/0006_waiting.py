"""What waits to be decided on a case, and whether whoever has it must decide, for the work lists."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_calendar_adopted"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="waiting",
            field=models.JSONField(blank=True, default=list, verbose_name="waiting to be decided"),
        ),
        migrations.AddField(
            model_name="case",
            name="owner_decides",
            field=models.BooleanField(default=False, verbose_name="whoever has it must decide something"),
        ),
    ]
