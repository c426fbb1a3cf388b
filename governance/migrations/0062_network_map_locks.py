"""Everyone in the network reads its map; each authority keeps its own lines of it."""

from django.db import migrations

from network.schema import lock

CLUSTER, CIRCLE = "governance_cluster", "governance_circle"


class Migration(migrations.Migration):
    dependencies = [("governance", "0061_open_page_locks")]

    operations = [
        lock(CLUSTER, read=["everyone"], write=["whole"]),
        lock(
            CIRCLE,
            read=["everyone"],
            write=["whole"],
            remove=[],
            keys={"cluster_id": CLUSTER},
        ),
        lock(
            "governance_circlemember",
            read=["everyone"],
            write=["whole", "ours"],
            remove=["whole"],
            keys={"circle_id": CIRCLE, "membership_id": "members_membership"},
        ),
    ]
