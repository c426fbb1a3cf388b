"""Locks on the lists of names: whoever brought one is the only one to see it."""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("courses", "0022_name_lists"), ("members", "0002_grants_and_locks")]

    operations = [
        lock(
            "courses_namelist",
            read=["own_row"],
            write=["own_row"],
            keys={"run_id": "courses_run", "membership_id": "members_membership"},
        ),
    ]
