from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0008_checked")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="sealed",
            field=models.PositiveSmallIntegerField(default=1, editable=False),
        ),
    ]
