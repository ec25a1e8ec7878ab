from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0011_same_person")]
    operations = []
