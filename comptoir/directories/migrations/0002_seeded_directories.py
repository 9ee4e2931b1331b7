"""Remembers which lists a portal has got; those of 0.1.0, which filled them all at once, it has."""

from django.db import migrations, models

LISTS_OF_0_1_0 = (
    "STATUS",
    "QUOTE_STATUS",
    "INVOICE_STATUS",
    "SOURCE",
    "CONTACT_TYPE",
    "COMPANY_TYPE",
    "EMPLOYEES",
    "INDUSTRY",
    "DEAL_TYPE",
    "EVENT_TYPE",
    "CALL_LIST",
    "HONORIFIC",
)


def remember(apps, schema_editor):
    if apps.get_model("directories", "DirectoryState").objects.exists():
        seeded = apps.get_model("directories", "SeededDirectory")
        seeded.objects.bulk_create(seeded(directory=code) for code in LISTS_OF_0_1_0)


class Migration(migrations.Migration):
    dependencies = [
        ("directories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SeededDirectory",
            fields=[
                ("directory", models.CharField(max_length=50, primary_key=True, serialize=False)),
            ],
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
