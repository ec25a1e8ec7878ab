from django.db import migrations, models

PARTS = [("complainant", "Complainant"), ("representative", "Representative"), ("body", "Another body")]


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.AlterField("party", "part", models.CharField(choices=PARTS, max_length=20, verbose_name="part")),
    ]
