from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial")]

    operations = [
        migrations.AddField("letter", "post_only", models.BooleanField("only by post", default=False)),
    ]
