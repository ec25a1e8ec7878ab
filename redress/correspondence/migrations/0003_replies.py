from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0002_post_only")]

    operations = []
