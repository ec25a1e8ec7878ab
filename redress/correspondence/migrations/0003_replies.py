from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0002_post_only")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="answers",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
    ]
