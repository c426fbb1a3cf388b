"""Locks on the letters to participants: the writer's own, and the network's coordinators'."""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("courses", "0026_run_letters")]

    operations = [
        lock(
            "courses_runletter",
            read=["whole", "own_row"],
            write=["own_row"],
            keys={"run_id": "courses_run"},
            append_only=True,
        ),
    ]
