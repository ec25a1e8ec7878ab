from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("arrivals", "0001_initial")]

    operations = []
