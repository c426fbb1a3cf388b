"""Everybody who enrols is asked by the rule; the authority and the coordinators keep it."""

from django.db import migrations

from network.schema import lock


class Migration(migrations.Migration):
    dependencies = [("members", "0007_reference_rule")]

    operations = [
        lock(
            "members_referencerule",
            read=["everyone"],
            write=["whole", "ours"],
            keys={"membership_id": "members_membership"},
        ),
    ]
