from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("marsad_ingest", "0002_more_sources"),
    ]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("claims", "no claims"),
                    ("language", "not in Arabic"),
                    ("text", "no text"),
                    ("twin", "the same text was there"),
                    ("fetch", "could not be fetched"),
                    ("robots", "the site asks not to"),
                    ("sender", "from a sender who may not bring any"),
                    ("dropped", "given up"),
                ],
                default="",
                max_length=10,
            ),
        ),
    ]
