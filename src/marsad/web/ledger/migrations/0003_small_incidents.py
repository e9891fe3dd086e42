"""Incidents in small rows: their documents go to a table of their own, and what sums need becomes columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import marsad.web.ledger.fields

_KINDS = ("killed", "injured", "captured", "missing", "displaced")
_ADDED = _KINDS[1:]
_BOUNDS = ("low", "best", "high", "most")
_LONGER = 5  # the precision of a date that spans more than a month: such totals belong to no sum
_AT_ONCE = 500


def _carry_over(apps: Any, schema_editor: Any) -> None:
    """Copy the documents, and fill the new columns and facets from them."""
    alias = schema_editor.connection.alias
    incidents = apps.get_model("ledger", "Incident").objects.using(alias)
    documents, facets = apps.get_model("ledger", "IncidentDocument"), apps.get_model("ledger", "Facet")
    columns = ["precision", "radius_km", "killed_most", *(f"{kind}_{bound}" for kind in _ADDED for bound in _BOUNDS)]
    for rows in _batches(incidents):
        documents.objects.using(alias).bulk_create([documents(pk=row.pk, document=row.document) for row in rows])
        admitted = []
        for row in rows:
            told = json.loads(row.document)
            for name, value in _columns(told).items():
                setattr(row, name, value)
            sides = dict.fromkeys(told["certainty"]["against_interest"])
            admitted += [facets(incident_id=row.pk, kind="admits", value=side, first=row.first) for side in sides]
        incidents.bulk_update(rows, columns, batch_size=50)
        facets.objects.using(alias).bulk_create(admitted)


def _carry_back(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    incidents = apps.get_model("ledger", "Incident").objects.using(alias)
    apps.get_model("ledger", "Facet").objects.using(alias).filter(kind="admits").delete()
    for rows in _batches(incidents.select_related("whole")):
        for row in rows:
            row.document = row.whole.document
        incidents.bulk_update(rows, ["document"], batch_size=100)


def _batches(rows: Any) -> Iterator[list[Any]]:
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _columns(incident: Any) -> dict[str, Any]:
    """The columns of an incident: see ``marsad.ledger.wire`` for how it is written."""
    site = incident.get("site") or {}
    longer = incident.get("date_precision") == _LONGER
    tolls = {one["kind"]: one for one in incident["casualties"] if not one["group"] and not longer}
    counts = {f"{kind}_{bound}": tolls.get(kind, {}).get(bound) for kind in _ADDED for bound in _BOUNDS[:-1]}
    most = {f"{kind}_most": _most(tolls.get(kind)) for kind in _KINDS}
    return {"precision": site.get("precision"), "radius_km": site.get("radius_km"), **counts, **most}


def _most(toll: Any) -> int | None:
    """The highest count, or the largest that still stands where the upper end is open."""
    if toll is None or (toll["low"], toll["best"], toll["high"]) == (None, None, None):
        return None
    if toll["high"] is not None:
        return int(toll["high"])
    standing = [one for one in toll["tolls"] if not one.get("superseded")]
    told = [toll["best"], 0, *(bound for one in standing for bound in (one["low"], one["high"]))]
    return max(int(bound) for bound in told if bound is not None)


def _count(name: str) -> migrations.AddField:
    return migrations.AddField("incident", name, models.IntegerField(null=True))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_facet")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="IncidentDocument",
            fields=[
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="whole",
                        serialize=False,
                        to="ledger.incident",
                    ),
                ),
                ("document", marsad.web.ledger.fields.ExactText()),
            ],
        ),
        migrations.AddField("incident", "precision", models.CharField(max_length=20, null=True)),
        migrations.AddField("incident", "radius_km", models.FloatField(null=True)),
        _count("killed_most"),
        *(_count(f"{kind}_{bound}") for kind in _ADDED for bound in _BOUNDS),
        # Going back, a row has no document until it is copied.
        migrations.AlterField("incident", "document", marsad.web.ledger.fields.ExactText(default="")),
        migrations.RunPython(_carry_over, _carry_back),
        migrations.RemoveIndex("incident", "incident_first"),
        migrations.RemoveField("incident", "document"),
        migrations.AlterField(
            "facet",
            "incident",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="facets",
                to="ledger.incident",
            ),
        ),
        migrations.AddIndex("claim", models.Index(fields=["confidence", "id"], name="claim_confidence")),
        migrations.AddIndex("facet", models.Index(fields=["incident", "kind", "value"], name="facet_incident")),
        migrations.AddIndex(
            "incident", models.Index(fields=["first", "id", "last", "grade", "disputed"], name="incident_day")
        ),
        migrations.AddIndex("incident", models.Index(fields=["grade", "first", "id"], name="incident_grade")),
        migrations.AddIndex(
            "incident",
            models.Index(condition=models.Q(disputed=True), fields=["first", "id"], name="incident_disputed"),
        ),
        migrations.AddIndex("incident", models.Index(fields=["-killed_high", "id"], name="incident_gravest")),
        migrations.AddIndex(
            "incident", models.Index(fields=["-killed_best", "-first", "-id"], name="incident_deadliest")
        ),
    ]
