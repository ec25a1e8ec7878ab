from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_improvement_guidance_duties")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="also_called",
            field=models.TextField(blank=True, default="", max_length=2000, verbose_name="what people also call it"),
        ),
    ]
