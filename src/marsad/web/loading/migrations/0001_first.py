"""Which files of an archive are there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LoadedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("archive", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=100, unique=True)),
            ],
        ),
    ]
