"""Those who have not answered a needs assessment are reminded by a plan that the network keeps."""

import django.contrib.postgres.fields
from django.db import migrations, models

import courses.models.campaign


class Migration(migrations.Migration):
    dependencies = [("courses", "0031_needs_locks")]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="reminder_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                default=courses.models.campaign.usual_reminders,
                size=None,
                verbose_name="reminders, days before the last day",
            ),
        ),
    ]
