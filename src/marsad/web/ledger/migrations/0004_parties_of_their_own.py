"""Parties bear the report, type and incident of their claim, so that what is counted of them joins nothing."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_TAKEN = (
    "UPDATE ledger_party SET (report_id, type, incident_id) ="
    " (SELECT c.report_id, c.type, c.incident_id FROM ledger_claim c WHERE c.id = ledger_party.claim_id)"
)


def _reference(table: str, *, null: bool = False) -> models.Field[Any, Any]:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=table,
        null=null,
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_small_incidents")]

    operations = [
        migrations.RemoveIndex("party", "party_party"),
        migrations.AddField("party", "report", _reference("ledger.report", null=True)),
        migrations.AddField("party", "type", models.CharField(default="", max_length=40), preserve_default=False),
        migrations.AddField("party", "incident", _reference("ledger.incident", null=True)),
        migrations.RunSQL(_TAKEN, migrations.RunSQL.noop),
        migrations.AlterField("party", "report", _reference("ledger.report")),
        migrations.AlterField(
            "party",
            "claim",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parties",
                to="ledger.claim",
            ),
        ),
        migrations.AddIndex(
            "party", models.Index(fields=["party", "role", "type", "incident", "claim"], name="party_deed")
        ),
        migrations.AddIndex("party", models.Index(fields=["party", "role", "name", "report"], name="party_spelt")),
        migrations.AddIndex("party", models.Index(fields=["claim", "role", "party"], name="party_claim")),
    ]
