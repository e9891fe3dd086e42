import time

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def begin(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The log has a row from the start: what comes after it is known to be all."""
    rows = apps.get_model("marsad_columns", "Touched").objects.using(editor.connection.alias)
    rows.create(incident=None, mark=time.time_ns())


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            "Touched",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("incident", models.BigIntegerField(null=True)),
                ("mark", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
