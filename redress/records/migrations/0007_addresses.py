import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0006_contacts")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="uprn",
            field=models.CharField(blank=True, max_length=12, verbose_name="UPRN"),
        ),
        migrations.AddField(
            model_name="person",
            name="ward",
            field=models.CharField(blank=True, max_length=100, verbose_name="ward"),
        ),
        migrations.CreateModel(
            name="AddressFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="addresses")),
                ("current", models.BooleanField(default=False, verbose_name="in use")),
                (
                    "loaded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="loaded"),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.council",
                        verbose_name="council",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of addresses",
                "verbose_name_plural": "files of addresses",
                "ordering": ["council", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uprn", models.CharField(max_length=12, verbose_name="UPRN")),
                ("lines", models.CharField(max_length=500, verbose_name="address")),
                ("postcode", models.CharField(max_length=8, verbose_name="postcode")),
                ("ward", models.CharField(blank=True, max_length=100, verbose_name="ward")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="records.addressfile",
                    ),
                ),
            ],
            options={"verbose_name": "address", "verbose_name_plural": "addresses"},
        ),
        migrations.AddConstraint(
            model_name="addressfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)),
                fields=("council",),
                name="records_addressfile_one_current",
            ),
        ),
        migrations.AddIndex(
            model_name="address",
            index=models.Index(fields=["file", "postcode"], name="records_address_postcode"),
        ),
        migrations.AddConstraint(
            model_name="address",
            constraint=models.UniqueConstraint(fields=("file", "uprn"), name="records_address_uprn_once"),
        ),
    ]
