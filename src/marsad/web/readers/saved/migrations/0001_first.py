"""The tables of saved articles."""

import django.db.models.deletion
import marsad.web.ledger.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", marsad.web.ledger.fields.ExactText()),
                ("key", marsad.web.ledger.fields.ExactText()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("report", "report"), ("incident", "incident"), ("page", "page")], max_length=10
                    ),
                ),
                ("address", marsad.web.ledger.fields.ExactText()),
                ("title", marsad.web.ledger.fields.ExactText()),
                ("outlet", marsad.web.ledger.fields.ExactText()),
                ("published", models.DateField(null=True)),
                ("saved", models.DateTimeField()),
                ("changed", models.DateTimeField()),
                ("read", models.BooleanField(default=False)),
                ("archived", models.BooleanField(default=False)),
                ("starred", models.BooleanField(default=False)),
                ("note", marsad.web.ledger.fields.ExactText(default="")),
                ("fault", marsad.web.ledger.fields.ExactText(default="")),
                ("letters", models.PositiveIntegerField(default=0)),
                ("terms", marsad.web.ledger.fields.ExactText(default="")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("tags", models.ManyToManyField(related_name="articles", to="marsad_saved.tag")),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("taken", models.DateTimeField()),
                ("title", marsad.web.ledger.fields.ExactText()),
                ("text", marsad.web.ledger.fields.ExactText()),
                ("content", models.CharField(max_length=32)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="marsad_saved.article"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Highlight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", marsad.web.ledger.fields.ExactText()),
                ("before", marsad.web.ledger.fields.ExactText()),
                ("after", marsad.web.ledger.fields.ExactText()),
                ("note", marsad.web.ledger.fields.ExactText(default="")),
                ("made", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="highlights",
                        to="marsad_saved.article",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="marsad_saved.version"
                    ),
                ),
            ],
            options={
                "ordering": ("start", "id"),
            },
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(fields=("owner", "key"), name="tag_once"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["owner", "archived", "-saved", "-id"], name="article_newest"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["owner", "archived", "read", "starred"], name="article_state"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(fields=("owner", "kind", "address"), name="article_once"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("article", "number"), name="version_once"),
        ),
    ]
