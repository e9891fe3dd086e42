"""The tables of personal news."""

import django.db.models.deletion
import marsad.web.ledger.fields
import marsad.web.readers.news.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "owner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token", models.CharField(default=marsad.web.readers.news.models.token, max_length=64, unique=True)),
                ("seen", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", marsad.web.ledger.fields.ExactText()),
                ("query", marsad.web.ledger.fields.ExactText()),
                ("token", models.CharField(default=marsad.web.readers.news.models.token, max_length=64, unique=True)),
                ("made", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("made", "id"),
                "constraints": [models.UniqueConstraint(fields=("owner", "name"), name="view_once")],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("place", "Place"),
                            ("actor", "Actor"),
                            ("source", "Source"),
                            ("type", "Type"),
                            ("words", "Words"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", marsad.web.ledger.fields.ExactText()),
                ("muted", models.BooleanField(default=False)),
                ("made", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("made", "id"),
                "constraints": [models.UniqueConstraint(fields=("owner", "kind", "value"), name="follow_once")],
            },
        ),
        migrations.CreateModel(
            name="Seen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("incident", models.CharField(max_length=20)),
                ("claims", models.PositiveIntegerField()),
                ("killed_low", models.IntegerField(null=True)),
                ("killed_high", models.IntegerField(null=True)),
                ("grade", models.CharField(max_length=20)),
                ("disputed", models.BooleanField()),
                ("read", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "incident"), name="seen_once")],
            },
        ),
    ]
