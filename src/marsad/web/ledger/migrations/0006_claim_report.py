"""From reports to incidents, and to what a source says, without reading a claim."""

import django.db.models.deletion
from django.db import migrations, models

import marsad.web.ledger.fields


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_belongings")]

    operations = [
        migrations.AddIndex("claim", models.Index(fields=["report", "incident"], name="claim_report")),
        migrations.AlterField("claim", "origin", marsad.web.ledger.fields.ExactText(db_index=True)),
        migrations.AlterField(
            "claim",
            "report",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="claims",
                to="ledger.report",
            ),
        ),
    ]
