from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_logo")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="standards",
            field=models.TextField(
                blank=True, default="", max_length=4000, verbose_name="what people can expect of it"
            ),
        ),
    ]
