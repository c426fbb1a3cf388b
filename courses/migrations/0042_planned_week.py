from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0041_venue_locks"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="week_of",
            field=models.DateField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="Monday of the week that it is planned for",
            ),
        ),
    ]
