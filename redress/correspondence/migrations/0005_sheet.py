from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0004_formats")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="sheet",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
