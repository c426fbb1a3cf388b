"""Who reads and writes the rooms that members lend for courses.

A member reads its own; who oversees the needs reads all; coordinators keep them.
"""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("courses", "0040_venues")]

    operations = [
        lock(
            "courses_venue",
            read=["whole", "council", "reports", "ours"],
            write=["whole"],
            keys={"membership_id": "members_membership"},
        ),
    ]
