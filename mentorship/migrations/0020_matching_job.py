from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0014_avoided_looked_up")]

    operations = [
        migrations.AddField("matching", "notes", models.JSONField(default=list, editable=False)),
        migrations.AddField(
            "matching", "job_id", models.BigIntegerField(editable=False, null=True)
        ),
        migrations.AddConstraint(
            "matching",
            models.UniqueConstraint(fields=("network", "job_id"), name="mentorship_matching_once"),
        ),
    ]
