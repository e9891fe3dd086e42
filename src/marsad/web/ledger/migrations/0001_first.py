"""The tables of the ledger, as the first version has them. Made by Django."""

import django.db.models.deletion
from django.db import migrations, models

import marsad.web.ledger.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", marsad.web.ledger.fields.ExactText(unique=True)),
                ("title", marsad.web.ledger.fields.ExactText()),
                ("text", marsad.web.ledger.fields.ExactText()),
                ("published", models.DateField(null=True)),
                ("outlet", marsad.web.ledger.fields.ExactText()),
                ("url", marsad.web.ledger.fields.ExactText(null=True)),
                ("content", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("who", marsad.web.ledger.fields.ExactText()),
                ("when", models.TextField()),
                ("document", marsad.web.ledger.fields.ExactText()),
            ],
        ),
        migrations.CreateModel(
            name="Sketch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.CharField(max_length=20, unique=True)),
                ("cluster", models.CharField(db_index=True, max_length=20, null=True)),
                ("document", marsad.web.ledger.fields.ExactText()),
            ],
        ),
        migrations.CreateModel(
            name="Coding",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="ledger.report",
                    ),
                ),
                ("coder", marsad.web.ledger.fields.ExactText()),
                ("content", models.CharField(max_length=32)),
                ("document", marsad.web.ledger.fields.ExactText()),
            ],
        ),
        migrations.CreateModel(
            name="TextSignature",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="ledger.report",
                    ),
                ),
                ("signature", models.BinaryField()),
                ("group", marsad.web.ledger.fields.ExactText(db_index=True, null=True)),
                ("credit", marsad.web.ledger.fields.ExactText(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Constraint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("a", models.CharField(max_length=20)),
                ("b", models.CharField(db_index=True, max_length=20)),
                ("together", models.BooleanField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("a", "b"), name="constraint_once")],
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=20, unique=True)),
                ("type", models.CharField(max_length=40)),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("country", marsad.web.ledger.fields.ExactText(null=True)),
                ("governorate", marsad.web.ledger.fields.ExactText(null=True)),
                ("place", marsad.web.ledger.fields.ExactText(null=True)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("grade", models.CharField(max_length=20)),
                ("disputed", models.BooleanField()),
                ("claims_told", models.PositiveIntegerField()),
                ("killed_low", models.IntegerField(null=True)),
                ("killed_best", models.IntegerField(null=True)),
                ("killed_high", models.IntegerField(null=True)),
                ("document", marsad.web.ledger.fields.ExactText()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["first", "id"], name="incident_first"),
                    models.Index(fields=["country", "first"], name="incident_country"),
                    models.Index(fields=["governorate", "first"], name="incident_governorate"),
                    models.Index(fields=["place", "first"], name="incident_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=20, unique=True)),
                ("position", models.PositiveIntegerField()),
                ("type", models.CharField(max_length=40)),
                ("factuality", models.CharField(max_length=20)),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("country", marsad.web.ledger.fields.ExactText(null=True)),
                ("governorate", marsad.web.ledger.fields.ExactText(null=True)),
                ("place", marsad.web.ledger.fields.ExactText(null=True)),
                ("origin", marsad.web.ledger.fields.ExactText()),
                ("confidence", models.FloatField()),
                ("document", marsad.web.ledger.fields.ExactText()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="ledger.report"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="claims",
                        to="ledger.incident",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JudgementSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", marsad.web.ledger.fields.ExactText(db_index=True)),
                ("report", marsad.web.ledger.fields.ExactText(db_index=True, null=True)),
                (
                    "judgement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subjects", to="ledger.judgement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.CharField(max_length=32)),
                ("document", marsad.web.ledger.fields.ExactText()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="ledger.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClaimKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BigIntegerField(db_index=True)),
                (
                    "sketch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="ledger.sketch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=20, unique=True)),
                ("place", marsad.web.ledger.fields.ExactText()),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("document", marsad.web.ledger.fields.ExactText()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tells", to="ledger.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TellParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party", marsad.web.ledger.fields.ExactText(db_index=True)),
                (
                    "tell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="ledger.tell"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TextBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("band", models.BigIntegerField(db_index=True)),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="ledger.textsignature"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=10)),
                ("party", marsad.web.ledger.fields.ExactText()),
                ("name", marsad.web.ledger.fields.ExactText()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="ledger.claim"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["party", "role"], name="party_party")],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.FloatField()),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.sketch"
                    ),
                ),
                (
                    "b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.sketch"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("a", "b"), name="link_once")],
            },
        ),
        migrations.AddIndex(
            model_name="tell",
            index=models.Index(fields=["place", "last"], name="tell_place"),
        ),
    ]
