from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0007_response")]
    operations = [
        migrations.AddField(
            model_name="letter",
            name="warned",
            field=models.JSONField(default=list, editable=False, verbose_name="warned of"),
        ),
    ]
