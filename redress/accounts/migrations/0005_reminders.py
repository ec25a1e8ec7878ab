from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_search_terms")]
    operations = []
