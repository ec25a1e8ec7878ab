from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0005_sheet")]
    operations = []
