from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_improvement_guidance_duties")]

    operations = []
