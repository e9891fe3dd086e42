"""Who belongs to whom as reports say, and the version of linking that the claims are linked by."""

import django.db.models.deletion
from django.db import migrations, models

import marsad.web.ledger.fields


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_parties_of_their_own")]

    operations = [
        migrations.CreateModel(
            name="Belonging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("member", marsad.web.ledger.fields.ExactText()),
                ("parent", marsad.web.ledger.fields.ExactText()),
                ("day", models.DateField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="belongings", to="ledger.report"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "parent", "day"], name="belonging_member"),
                    models.Index(fields=["parent", "member", "day"], name="belonging_parent"),
                ],
            },
        ),
        migrations.AddField("change", "linking", models.CharField(default="", max_length=64)),
    ]
