from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0009_formats_kept")]
    operations = []
