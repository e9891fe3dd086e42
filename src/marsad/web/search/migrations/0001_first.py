from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute(
            "CREATE VIRTUAL TABLE marsad_search_terms"
            " USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii')"
        )
    else:
        editor.execute("ALTER TABLE marsad_search_document ADD COLUMN terms tsvector NOT NULL")
        editor.execute("CREATE INDEX document_terms ON marsad_search_document USING gin (terms)")


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE marsad_search_terms")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.SmallIntegerField()),
                ("subject", models.BigIntegerField()),
                ("content", models.CharField(max_length=32)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["kind", "subject"], name="document_once")],
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("following", models.BigIntegerField(default=1)),
            ],
        ),
        migrations.RunPython(make, drop),
    ]
