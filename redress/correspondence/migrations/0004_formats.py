from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0003_replies")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="formats",
            field=models.JSONField(default=list, verbose_name="formats"),
        ),
        migrations.AddField(
            model_name="letter",
            name="unfit_because",
            field=models.TextField(blank=True, verbose_name="why it goes without something they need"),
        ),
    ]
