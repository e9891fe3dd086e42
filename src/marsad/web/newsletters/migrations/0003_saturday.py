from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsletters", "0002_weekday"),
    ]

    operations = [
        migrations.AlterField(
            model_name="subscription",
            name="weekday",
            field=models.PositiveSmallIntegerField(default=5),
        ),
    ]
