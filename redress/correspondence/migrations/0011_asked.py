from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0010_sent_by")]
    operations = []
